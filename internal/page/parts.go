package page

import (
	"html/template"
	"path"
	"strings"
)

// A file of the open data that would be too large for one is a folder of its
// name: data/cells/people-2026fq1.csv and so on instead of data/cells.csv. Pages
// lead to the parts then, each of which has all columns.

func folderOf(file string) string { return strings.TrimSuffix(file, path.Ext(file)) }

// isSplit reports whether a file is in parts. As with hasFile, ask when a page is
// made.
func (p *printer) isSplit(file string) bool { return !p.hasFile(file) && p.hasFile(folderOf(file)) }

// partFiles lists the files that a file is split into; none where it is one.
func (p *printer) partFiles(file string) []string {
	if !p.isSplit(file) {
		return nil
	}
	var all []string
	for _, name := range p.tree.Paths() {
		if strings.HasPrefix(name, folderOf(file)+"/") {
			all = append(all, name)
		}
	}
	return all
}

// fileName is what a file is called: data/cells.csv, or data/cells/*.csv in parts.
func (p *printer) fileName(file string) string {
	if p.isSplit(file) {
		return folderOf(file) + "/*" + path.Ext(file)
	}
	return file
}

// partList folds links to the parts of a file away; it is empty where that is one.
func (s *sheet) partList(file, what string) template.HTML {
	parts := s.partFiles(file)
	if len(parts) == 0 {
		return ""
	}
	list := "<details><summary>" + s.html("data.split.summary", "what", s.T(what), "n", s.Count(int64(len(parts)))) + "</summary><ul>\n"
	for _, name := range parts {
		list += `<li><a href="` + template.HTML(esc(relative(s.path, name))) + `" download>` + template.HTML(esc(path.Base(name))) + "</a></li>\n"
	}
	return list + "</ul></details>"
}

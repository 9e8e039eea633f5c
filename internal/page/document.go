package page

import (
	"cmp"
	"html/template"
	"path"
	"regexp"
	"slices"
	"strings"

	"fukusen/internal/content"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/output"
	"fukusen/internal/release"
)

var (
	ruleTaken = diag.Rule{
		ID:   "page/taken",
		Msg:  diag.Text{JA: "%[1]s はこのサイトが自分で作るページの名前です", EN: "%[1]s is the name of a page that the site makes itself"},
		Hint: diag.Text{JA: "ファイルの名前を変えてください", EN: "give the file another name"},
	}
	ruleTranslation = diag.Rule{
		ID:   "page/translation",
		Warn: true,
		Msg:  diag.Text{JA: "このページの別の言語(%[1]s)のファイルがありません", EN: "this page is not there in another language (%[1]s)"},
		Hint: diag.Text{JA: "%[2]s を加えてください", EN: "add %[2]s"},
	}
)

// documentBody is a page of content/.
type documentBody struct {
	HTML     template.HTML
	Date     template.HTML
	Contents []link // headings of the second level, if there are several
}

// planDocs plans the pages of content/ and checks what they refer to.
func (p *printer) planDocs() ([]planned, diag.List) {
	var pages []planned
	var finds diag.List
	for _, d := range p.documents() {
		if p.reserved(strings.TrimPrefix(d.Output, p.prefix)) {
			finds = append(finds, ruleTaken.At(diag.Pos{File: d.File}, diag.Public(d.Output)))
			continue
		}
		finds = append(finds, p.checkReferences(d)...)
		finds = append(finds, p.checkTranslations(d)...)
		pages = append(pages, planned{
			path: d.Output, template: "content.html", title: d.Title, about: cmp.Or(d.Description, d.Title),
			body: func(s *sheet) (any, error) { return s.document(d) }, shows: d,
		})
	}
	return pages, finds
}

// reserved reports the paths that pages of the site itself have, or other
// parts of its output.
func (p *printer) reserved(to string) bool {
	first, _, deeper := strings.Cut(to, "/")
	if deeper {
		return slices.Contains(p.site.Langs, diag.Lang(first)) || slices.Contains([]string{"kpi", "area", "organisation", "fairness", "data", "assets", "r"}, first)
	}
	return slices.Contains([]string{
		"index.html", "method.html", "data.html", "quality.html", "404.html",
		"fairness.html", "kpis.html", "releases.html", "search.html",
	}, to)
}

func (p *printer) checkTranslations(d *content.Document) diag.List {
	var finds diag.List
	if d.Easy {
		return nil // there is no such page in other languages
	}
	for _, l := range p.site.Langs {
		has := slices.ContainsFunc(p.site.Docs, func(o *content.Document) bool { return o.Name == d.Name && o.Lang == l && !o.Draft })
		if !has && d.Lang == p.site.Langs[0] {
			finds = append(finds, ruleTranslation.At(diag.Pos{File: d.File}, diag.Public(languageNames[l]), diag.Public(d.Name+"."+string(l)+".md")))
		}
	}
	return finds
}

func (s *sheet) document(d *content.Document) (any, error) {
	html, err := s.rendered(d)
	if err != nil {
		return nil, err
	}
	b := documentBody{HTML: template.HTML(html), Date: s.day(d.Date)}
	for _, h := range d.Headings {
		if h.Level == 2 {
			b.Contents = append(b.Contents, link{Href: "#" + h.ID, Text: h.Text})
		}
	}
	if len(b.Contents) < 3 {
		b.Contents = nil
	}
	return b, nil
}

// rendered is the HTML of a page of content/ with what its references ask for.
func (s *sheet) rendered(d *content.Document) (string, error) {
	return d.Render(func(r content.Reference) (string, bool) {
		q, finds := s.resolve(r)
		if q == nil || finds.Errors() > 0 {
			return "", false
		}
		return string(s.answer(q)), true
	})
}

// answer is what stands in the place of a reference.
func (s *sheet) answer(q *question) template.HTML {
	switch {
	case q.register != nil:
		return s.registerHTML(q.register)
	case q.kind == asTable:
		return s.figureOf(q).Table
	case q.kind == asChart:
		return s.inline(s.figureOf(q))
	case q.obs.Status != release.Published:
		return s.spelt(q.obs)
	}
	return s.value(q.obs)
}

// figureOf is the breakdown or the course over the quarters that is asked for.
func (s *sheet) figureOf(q *question) figure {
	if q.by == dim.NumAxes {
		return s.trend(q.entry, q.codes, false)
	}
	f, _ := s.breakdownFigure(q.entry, q.codes, q.by)
	if q.entry.Access {
		f.Sentences = append(f.Sentences, template.HTML(s.T("verdict.caution")))
	}
	return f
}

// spelt is an observation without a number in running text, in a word.
func (p *printer) spelt(o *kpi.Observation) template.HTML {
	st := string(o.Status)
	return template.HTML(`<span class="state ` + st + `" data-observation="` + esc(o.ID()) + `" data-status="` + st + `">` + p.T("status."+st) + `</span>`)
}

// inline is a figure inside a page of content/.
func (p *printer) inline(f figure) template.HTML {
	var b strings.Builder
	b.WriteString(`<figure class="figure"><figcaption class="said">`)
	for _, t := range f.Sentences {
		b.WriteString("<p>" + string(t) + "</p>")
	}
	b.WriteString("</figcaption>" + string(f.Chart))
	if f.Summary != "" {
		b.WriteString("<details class=\"table\"><summary>" + p.T("table.summary") + `<span class="spoken"> ` + esc(f.Summary) + "</span></summary>" + string(f.Table) + "</details>")
	} else {
		b.WriteString(string(f.Table))
	}
	b.WriteString("</figure>")
	return template.HTML(b.String())
}

// easyLanguage leads from a Japanese page to what content/ has of it in やさしい
// 日本語, and back.
func (s *sheet) easyLanguage() []language {
	own := strings.TrimPrefix(s.path, s.prefix)
	plain, isEasy := strings.CutPrefix(own, content.EasyFolder)
	to, name := content.EasyFolder+own, "easy.page"
	if isEasy {
		to, name = plain, "easy.plain"
	}
	if s.Lang != diag.JA || !s.index.paths[s.prefix+to] {
		return nil
	}
	return []language{{string(diag.JA), s.T(name), s.rel(to)}}
}

func (p *printer) checkReferences(d *content.Document) diag.List {
	var finds diag.List
	for _, r := range d.References {
		_, found := p.resolve(r)
		finds = append(finds, found...)
	}
	return finds
}

// checkLinks looks for the pages and places to which the pages of content/
// lead, in any language, and for their images. Places on pages that the site makes
// itself in another language are not known here; for files see CheckFileLinks.
func (p *printer) checkLinks(pages []planned) diag.List {
	var finds diag.List
	for _, d := range p.documents() {
		for _, l := range d.Links {
			if l.External() {
				continue
			}
			to := p.documentAt(l.Path)
			switch {
			case !p.leadsSomewhere(l):
				finds = append(finds, content.BrokenLink(l, p.nearLinks(l)))
			case l.Fragment == "":
			case to != nil && !to.HasAnchor(l.Fragment):
				finds = append(finds, content.BrokenAnchor(l, near(l.Fragment, anchors(to))))
			case to == nil:
				finds = append(finds, p.checkPlace(l, pages)...)
			}
		}
	}
	return finds
}

// checkPlace looks for a place on a page that the site makes itself. Few links
// lead to one, so that the page is made for it.
func (p *printer) checkPlace(l content.Link, pages []planned) diag.List {
	i := slices.IndexFunc(pages, func(pg planned) bool { return pg.path == l.Path })
	if i < 0 {
		return nil
	}
	html, err := p.make(pages[i])
	if err != nil {
		return nil // told when the page is written
	}
	var ids []string
	for _, m := range someID.FindAllSubmatch(html.page, -1) {
		ids = append(ids, string(m[1]))
	}
	if slices.Contains(ids, l.Fragment) {
		return nil
	}
	return diag.List{content.BrokenAnchor(l, near(l.Fragment, ids))}
}

var someID = regexp.MustCompile(` id="([^"]+)"`)

// leadsSomewhere reports whether there is the page or the file of the theme that
// a link within the site leads to. An address of a folder opens nothing where
// there is no server.
func (p *printer) leadsSomewhere(l content.Link) bool {
	switch _, isAsset := p.theme.assets[l.Path]; {
	case isFile(l):
		return true // told by CheckFileLinks
	case path.Ext(l.Path) == ".html":
		return p.hasPage(l.Path)
	case strings.HasPrefix(l.Path, assetsDir+"/"), l.Image:
		return isAsset
	}
	return false
}

// isFile reports a link within the site that leads to no page of today: to a
// download, or to what stays of a release.
func isFile(l content.Link) bool {
	switch ext := path.Ext(l.Path); {
	case l.External(), l.Image, ext == "", strings.HasPrefix(l.Path, "../"), strings.HasPrefix(l.Path, assetsDir+"/"):
		return false
	case ext == ".html":
		return strings.HasPrefix(l.Path, release.Folder("")+"/")
	}
	return true
}

// CheckFileLinks looks for the files to which the pages of content/ lead beside
// pages. It needs a tree that is complete.
func CheckFileLinks(tree *output.Tree, docs []*content.Document) diag.List {
	files := append(tree.Paths(), output.ManifestName)
	var finds diag.List
	for _, d := range docs {
		for _, l := range d.Links {
			if d.Draft || !isFile(l) || slices.Contains(files, l.Path) {
				continue
			}
			like := slices.DeleteFunc(slices.Clone(files), func(f string) bool { return path.Ext(f) != path.Ext(l.Path) })
			finds = append(finds, content.BrokenLink(l, near(l.Path, like)))
		}
	}
	return finds
}

// hasPage reports whether a page is made. Of a language that has not been
// planned yet it knows the pages of content/, and that the site makes the same
// pages itself in every language.
func (p *printer) hasPage(to string) bool {
	if p.index.paths[to] || p.documentAt(to) != nil {
		return true
	}
	own := p.prefix + p.bare(to)
	return !strings.HasPrefix(to, p.prefix+content.EasyFolder) && p.index.paths[own] && p.documentAt(own) == nil
}

// bare is a path of the site without the folder of its language.
func (p *printer) bare(to string) string {
	for _, l := range p.site.Langs[1:] {
		if rest, ok := strings.CutPrefix(to, string(l)+"/"); ok {
			return rest
		}
	}
	return to
}

// documentAt is the page of content/ that a path leads to, in any language, or
// nil.
func (p *printer) documentAt(to string) *content.Document {
	i := slices.IndexFunc(p.site.Docs, func(d *content.Document) bool { return d.Output == to && !d.Draft })
	if i < 0 {
		return nil
	}
	return p.site.Docs[i]
}

func (p *printer) nearLinks(l content.Link) []string {
	if path.Ext(l.Path) == ".html" {
		return near(l.Path, p.paths())
	}
	return near(l.Path, p.theme.names)
}

func (p *printer) paths() []string {
	var all []string
	for to := range p.index.paths {
		all = append(all, to)
	}
	slices.Sort(all)
	return all
}

func anchors(d *content.Document) []string {
	var ids []string
	for _, h := range d.Headings {
		ids = append(ids, h.ID)
	}
	return ids
}

// Package content turns Markdown files into documents whose live references
// and links have a place in the file.
//
// It knows no KPI and no page of the site: a Document lists what it refers to,
// the caller looks it up, makes findings of what it does not find (see
// UnknownKPI and its neighbours) and gives Render the HTML to put there.
//
// # Language of the pages
//
// A file begins with front matter between lines of "---": title (required),
// description, date (YYYY-MM-DD), weight (whole number), draft (true, false).
// Then follows CommonMark with tables, footnotes and heading ids "{#id}", and
//
//	{{< value "a1b" kind="company" period="latest" >}}   a number in a sentence
//	{{< chart "a1b" by="sex" >}}                         a chart, alone on its line
//	{{< table "a1b" by="sex" >}}                         a table, alone on its line
//	{{< note >}}                                         a boxed remark, closed by
//	{{< /note >}}                                        this, each alone on its line
//	{複線|ふくせん}                                      a word with its reading above
//
// Code spans, code blocks and a backslash before the brace keep them as text.
// HTML is not passed on: it would get past what the site promises.
//
// NAME.ja-easy.md is the page NAME in やさしい日本語. It stands beside the
// Japanese page and not in its place, under easy/.
package content

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"fukusen/internal/diag"
)

// A Document is one page in one language.
type Document struct {
	File   string    // as the fs.FS names it: "content/about.en.md"
	Name   string    // the same in all languages, without extension: "about", "guide/csv"
	Lang   diag.Lang // by the suffix of the file; Japanese if Easy
	Easy   bool      // in やさしい日本語; Name and Output then begin with the folder easy/
	Output string    // slash-separated path in the site: "about.html", "en/about.html"

	Title       string // one line; empty only with a finding
	Description string // one line; may be empty
	Date        string // YYYY-MM-DD, a day of the calendar; may be empty
	Weight      int    // order among pages, ascending; 0 if not given
	Draft       bool   // not to be published

	Headings   []Heading   // in order; the title is not among them
	References []Reference // in the order in which Render asks for them
	Links      []Link      // in order

	source []byte   // body, as the nodes' offsets mean it
	root   ast.Node // never changed after Load
}

// A Heading is an entry of the table of contents.
type Heading struct {
	Level int    // 1 to 6
	ID    string // unique in the document
	Text  string // plain text, not escaped, without references
}

// A Reference asks for a value, a chart or a table of a KPI, or for the table
// of a register.
type Reference struct {
	Pos  diag.Pos // of the opening braces
	Kind string   // "value", "chart" or "table"
	KPI  string   // or register, as written: not checked here
	Args []Arg    // in order, names unique
}

// An Arg is name="value" in a reference. Neither is checked here.
type Arg struct {
	Pos         diag.Pos // of the name
	Name, Value string
}

// Arg returns the value of the argument and whether it is given.
func (r Reference) Arg(name string) (string, bool) {
	for _, a := range r.Args {
		if a.Name == name {
			return a.Value, true
		}
	}
	return "", false
}

// Load reads every *.md file in dir and below it, sorted by path. The language
// of NAME.LANG.md is LANG; that of NAME.md is langs[0], whose pages lie at the
// root of the site while the others lie in a folder named by the language.
// Files and folders whose name begins with a dot are passed over.
//
// NAME.ja-easy.md is read where Japanese is a language of the site.
//
// A folder that does not exist is a site without pages, not an error. A
// document with findings is returned as far as it could be read; only a file
// that is not UTF-8 gives none. Load panics if langs is empty.
func Load(fsys fs.FS, dir string, langs []diag.Lang) ([]*Document, diag.List, error) {
	paths, err := list(fsys, dir)
	if err != nil {
		return nil, nil, fmt.Errorf("reading pages: %w", err)
	}
	var docs []*Document
	var finds diag.List
	md := newParser()
	for _, p := range paths {
		b, err := fs.ReadFile(fsys, p)
		if err != nil {
			return nil, nil, fmt.Errorf("reading pages: %w", err)
		}
		d, found := place(p, dir, langs)
		finds = append(finds, found...)
		s, ok := newSource(p, b)
		if !ok {
			finds = append(finds, ruleEncoding.At(s.badByte()))
			continue
		}
		finds = append(finds, d.read(md, s, langs)...)
		docs = append(docs, d)
	}
	finds = append(finds, duplicates(docs)...)
	finds.Sort()
	return docs, finds, nil
}

// list returns the Markdown files below dir, sorted.
func list(fsys fs.FS, dir string) ([]string, error) {
	var paths []string
	err := fs.WalkDir(fsys, dir, func(p string, e fs.DirEntry, err error) error {
		switch {
		case p == dir && errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case p != dir && strings.HasPrefix(e.Name(), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
		case !e.IsDir() && path.Ext(p) == ".md":
			paths = append(paths, p)
		}
		return nil
	})
	slices.Sort(paths)
	return paths, err
}

// place makes an empty document with its name, language and output.
func place(file, dir string, langs []diag.Lang) (*Document, diag.List) {
	rel := strings.TrimPrefix(strings.TrimPrefix(file, path.Clean(dir)), "/")
	name, lang, ok := split(rel, langs)
	d := &Document{File: file, Name: name, Lang: lang, Easy: isEasy(rel, langs), Output: output(name, lang, langs)}
	if !ok {
		return d, diag.List{ruleFileName.At(diag.Pos{File: file}, diag.Public(join(langs)))}
	}
	return d, nil
}

// split takes a path such as guide/csv.en.md apart. It reports false for a dot
// in the name that does not begin a language of the site; the dot is then part
// of the name.
func split(rel string, langs []diag.Lang) (name string, lang diag.Lang, ok bool) {
	name = strings.TrimSuffix(rel, ".md")
	if isEasy(rel, langs) {
		return EasyFolder + strings.TrimSuffix(name, easySuffix), diag.JA, true
	}
	suffix := path.Ext(path.Base(name))
	if suffix == "" {
		return name, langs[0], true
	}
	if l := diag.Lang(suffix[1:]); slices.Contains(langs, l) {
		return strings.TrimSuffix(name, suffix), l, true
	}
	return name, langs[0], false
}

// EasyFolder is where pages in やさしい日本語 lie within those in Japanese.
const EasyFolder = "easy/"

const easySuffix = ".ja-easy"

func isEasy(rel string, langs []diag.Lang) bool {
	return strings.HasSuffix(strings.TrimSuffix(rel, ".md"), easySuffix) && slices.Contains(langs, diag.JA)
}

// output is where a document lies in the site.
func output(name string, lang diag.Lang, langs []diag.Lang) string {
	if lang == langs[0] {
		return name + ".html"
	}
	return path.Join(string(lang), name+".html")
}

// duplicates complains about files that would overwrite each other, such as
// about.md and about.ja.md.
func duplicates(docs []*Document) diag.List {
	var finds diag.List
	first := map[string]*Document{}
	for _, d := range docs {
		if f, ok := first[d.Output]; ok {
			found := ruleSamePage.At(diag.Pos{File: d.File}, diag.Public(d.Output), diag.Public(f.File))
			found.Related = []diag.Pos{{File: f.File}}
			finds = append(finds, found)
		}
		first[d.Output] = cmp.Or(first[d.Output], d)
	}
	return finds
}

func join(langs []diag.Lang) string {
	var s []string
	for _, l := range langs {
		s = append(s, "."+string(l)+".md")
	}
	return strings.Join(s, ", ")
}

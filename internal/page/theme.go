package page

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"

	"fukusen/internal/chart"
	"fukusen/internal/content"
	"fukusen/internal/diag"
	"fukusen/internal/output"
)

// A theme is the parsed templates and the assets of one site.
type theme struct {
	pages  map[string]*template.Template
	style  []byte
	assets map[string][]byte // the other files of assets/, by name
	names  []string          // of assets, in order
}

// The files of a theme. Every page is its own template inside the layout; the
// partials may be used by all.
const (
	layoutFile   = "layout.html"
	partialsFile = "partials.html"
	styleFile    = "style.css"
	assetsDir    = "assets"
)

var pageTemplates = []string{
	"index.html", "kpi.html", "kind.html", "area.html", "area-pillar.html", "organisation.html", "method.html",
	"data.html", "quality.html", "fairness.html", "content.html", "notfound.html",
}

// readTheme parses the templates once. The error names the file that is broken
// or not there.
func readTheme(fsys fs.FS) (*theme, error) {
	base := template.New("theme").Funcs(template.FuncMap{"t": missingWords})
	for _, name := range []string{layoutFile, partialsFile} {
		if err := parse(base, fsys, name); err != nil {
			return nil, err
		}
	}
	th := &theme{pages: map[string]*template.Template{}, assets: map[string][]byte{}}
	for _, name := range pageTemplates {
		t, err := base.Clone()
		if err == nil {
			err = parse(t, fsys, name)
		}
		if err != nil {
			return nil, err
		}
		th.pages[name] = t
	}
	return th, th.readAssets(fsys)
}

// missingWords stands in while templates are parsed; each language sets its
// own.
func missingWords(key string, _ ...string) (template.HTML, error) {
	return "", fmt.Errorf("no words for %q", key)
}

func parse(t *template.Template, fsys fs.FS, name string) error {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("reading the theme: %w", err)
	}
	if _, err := t.New(name).Parse(string(text)); err != nil {
		return fmt.Errorf("the theme has a mistake: %w", err)
	}
	return nil
}

func (th *theme) readAssets(fsys fs.FS) error {
	style, err := fs.ReadFile(fsys, styleFile)
	if err != nil {
		return fmt.Errorf("reading the theme: %w", err)
	}
	th.style = append(append(style, '\n'), chart.CSS...)
	return fs.WalkDir(fsys, assetsDir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			return ignoreMissing(p, err)
		}
		data, err := fs.ReadFile(fsys, p)
		if err != nil {
			return fmt.Errorf("reading the theme: %w", err)
		}
		th.assets[p], th.names = data, append(th.names, p)
		return nil
	})
}

// ignoreMissing allows a theme without assets.
func ignoreMissing(p string, err error) error {
	if p == assetsDir && err != nil {
		return nil
	}
	return err
}

// addAssets puts the one stylesheet and the other files of the theme into the
// tree.
func (th *theme) addAssets(tree *output.Tree) {
	tree.Add(path.Join(assetsDir, styleFile), th.style)
	for _, name := range th.names {
		tree.Add(name, th.assets[name])
	}
}

// templates gives each page its template in a language.
func (th *theme) in(p *printer) (map[string]*template.Template, error) {
	fill := func(key string, args ...string) (template.HTML, error) {
		for i := 1; i < len(args); i += 2 {
			args[i] = esc(args[i])
		}
		text, err := p.Fill(key, args...)
		return template.HTML(text), err
	}
	out := map[string]*template.Template{}
	for name, t := range th.pages {
		c, err := t.Clone()
		if err != nil {
			return nil, fmt.Errorf("the theme has a mistake: %w", err)
		}
		out[name] = c.Funcs(template.FuncMap{"t": fill})
	}
	return out, nil
}

// A frame is what the layout shows around every page.
type frame struct {
	Lang        string
	Site        string
	Publisher   string
	Title       string
	Heading     string
	Description string
	Root        string // way to the root of the site: "", "../", ...
	Home        string
	Canonical   string
	Draft       bool
	Fictional   bool
	NoIndex     bool
	Nav         []link
	Other       []language
	Template    string
	Body        any
}

// A language is another language in which the page can be read.
type language struct{ Lang, Name, Href string }

// make writes a page.
func (p *printer) make(pg planned) ([]byte, error) {
	s := &sheet{printer: p, path: pg.path}
	body, err := pg.body(s)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Grow(64 << 10)
	if err := p.templates[pg.template].ExecuteTemplate(&b, layoutFile, s.frame(pg, body)); err != nil {
		return nil, fmt.Errorf("the theme has a mistake: %w", err)
	}
	return b.Bytes(), nil
}

func (s *sheet) frame(pg planned, body any) frame {
	site := s.name(s.site.Title)
	f := frame{
		Lang: string(s.Lang), Site: site, Publisher: s.name(s.site.Publisher),
		Title: pg.title, Heading: pg.title, Description: oneLine(pg.about),
		Root: s.root(), Home: s.rel("index.html"),
		Draft: s.index.draft, Fictional: s.site.Fictional,
		NoIndex:  s.index.draft || pg.template == "notfound.html",
		Template: strings.TrimSuffix(pg.template, ".html"),
		Other:    s.otherLanguages(pg), Body: body,
	}
	if pg.title != site {
		f.Title = s.T("title.page", "page", pg.title, "site", site)
	}
	if s.site.BaseURL != "" {
		f.Canonical = s.absolute(strings.TrimSuffix(pg.path, "index.html"))
	}
	for _, l := range s.nav {
		f.Nav = append(f.Nav, link{s.rel(l.Href), l.Text, s.prefix+l.Href == s.path})
	}
	if pg.template == "notfound.html" {
		s.fromAnywhere(&f)
	}
	return f
}

// fromAnywhere makes the links of the page that a server shows for any missing
// address lead to the address of the site.
func (s *sheet) fromAnywhere(f *frame) {
	f.Root, f.Home = s.absolute(""), s.absolute(s.prefix+"index.html")
	for i := range f.Nav {
		f.Nav[i].Href = s.absolute(s.prefix + s.nav[i].Href)
	}
}

func (s *sheet) absolute(p string) string { return strings.TrimSuffix(s.site.BaseURL, "/") + "/" + p }

func (s *sheet) root() string { return strings.Repeat("../", strings.Count(s.path, "/")) }

// otherLanguages leads to the same page in the other languages, or where there
// is none to their front page.
func (s *sheet) otherLanguages(pg planned) []language {
	out := s.easyLanguage()
	same := strings.TrimPrefix(strings.TrimPrefix(s.path, s.prefix), content.EasyFolder)
	for i, l := range s.site.Langs {
		if l == s.Lang {
			continue
		}
		prefix := ""
		if i > 0 {
			prefix = string(l) + "/"
		}
		to := prefix + same
		if !s.index.paths[to] {
			to = prefix + "index.html"
		}
		href := relative(s.path, to)
		if pg.template == "notfound.html" {
			href = s.absolute(to)
		}
		out = append(out, language{string(l), languageNames[l], href})
	}
	return out
}

// languageNames are written in their own language.
var languageNames = map[diag.Lang]string{diag.JA: "日本語", diag.EN: "English"}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// navigation lists what the head of every page leads to.
func (p *printer) navigation() []link {
	nav := []link{{Href: "index.html", Text: p.T("nav.home")}}
	if len(p.index.areas) > 0 {
		nav = append(nav, link{Href: "index.html#areas", Text: p.T("nav.areas")})
	}
	if len(p.index.listed) > 0 {
		nav = append(nav, link{Href: "index.html#organisations", Text: p.T("nav.organisations")})
	}
	if p.hasGates() {
		nav = append(nav, link{Href: "fairness.html", Text: p.T("nav.fairness")})
	}
	for _, d := range p.documents() {
		if !strings.Contains(d.Name, "/") && d.Name != "index" {
			nav = append(nav, link{Href: d.Name + ".html", Text: d.Title})
		}
	}
	return append(nav,
		link{Href: "method.html", Text: p.T("nav.method")},
		link{Href: "data.html", Text: p.T("nav.data")},
		link{Href: "quality.html", Text: p.T("nav.quality")})
}

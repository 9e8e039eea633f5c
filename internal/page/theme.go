package page

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"fukusen/internal/chart"
	"fukusen/internal/content"
	"fukusen/internal/diag"
	"fukusen/internal/i18n"
	"fukusen/internal/output"
)

// A theme is the parsed templates and the assets of one site.
type theme struct {
	dir    string // of the site's own theme, for findings; empty: there is none
	own    own    // texts
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
	cssDir       = "css" // its *.css are appended to the one stylesheet, but for page-NAME.css
	assetsDir    = "assets"
)

var pageTemplates = []string{
	"index.html", "kpis.html", "kpi.html", "kind.html", "area.html", "area-pillar.html", "organisation.html", "method.html",
	"data.html", "quality.html", "fairness.html", "content.html", "notfound.html",
	"releases.html", "accessibility.html", "search.html",
}

// readTheme parses the templates once, and reads what else belongs to a theme.
// The findings are about the files of the site's own theme; the error names the
// file of the default one that is broken or not there.
func readTheme(s *Site) (*theme, diag.List, error) {
	th := &theme{dir: s.ThemeDir, pages: map[string]*template.Template{}, assets: map[string][]byte{}}
	finds, err := th.parseAll(s.Theme)
	if err != nil {
		return nil, nil, err
	}
	found, err := th.readWords(s.Theme)
	if err != nil {
		return nil, nil, err
	}
	return th, append(finds, found...), th.readAssets(s.Theme)
}

// parseAll parses every page in the layout. A template with a mistake is left
// out, so that those after it are looked at, too.
func (th *theme) parseAll(fsys fs.FS) (finds diag.List, err error) {
	base := template.New("theme").Funcs(template.FuncMap{"t": missingWords})
	for _, name := range []string{layoutFile, partialsFile} {
		if err := th.parse(base, fsys, name, &finds); err != nil {
			return nil, err
		}
	}
	for _, name := range pageTemplates {
		t, err := base.Clone()
		if err == nil {
			err = th.parse(t, fsys, name, &finds)
		}
		if err != nil {
			return nil, err
		}
		th.pages[name] = t
	}
	return finds, nil
}

// missingWords stands in while templates are parsed; each language sets its
// own.
func missingWords(key string, _ ...string) (template.HTML, error) {
	return "", fmt.Errorf("no words for %q", key)
}

func (th *theme) parse(t *template.Template, fsys fs.FS, name string, finds *diag.List) error {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("reading the theme: %w", err)
	}
	if _, err = t.New(name).Parse(string(text)); err == nil {
		return nil
	}
	err = th.mistake(err)
	var f diag.Finding
	if errors.As(err, &f) {
		*finds = append(*finds, f)
		return nil
	}
	return err
}

func (th *theme) readAssets(fsys fs.FS) error {
	if err := th.readStyle(fsys); err != nil {
		return err
	}
	return fs.WalkDir(fsys, assetsDir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			return ignoreMissing(p, err)
		}
		data, err := fs.ReadFile(fsys, p)
		if err != nil {
			return fmt.Errorf("reading the theme: %w", err)
		}
		th.addAsset(p, data)
		return nil
	})
}

// readStyle makes the one stylesheet: style.css, the rules of the charts, and
// the files of css/ in the order of their names, but for own.css, which is that
// of the site and the last. A file page-NAME.css stays apart: only the pages of
// the template NAME link it, before the others, so that own.css has the last
// word there, too.
func (th *theme) readStyle(fsys fs.FS) error {
	style, err := fs.ReadFile(fsys, styleFile)
	if err != nil {
		return fmt.Errorf("reading the theme: %w", err)
	}
	style = append(append(style, '\n'), chart.CSS...)
	more, err := fs.Glob(fsys, path.Join(cssDir, "*.css"))
	if err != nil {
		return fmt.Errorf("reading the theme: %w", err)
	}
	slices.SortStableFunc(more, func(a, b string) int { return cmp.Compare(isOwn(a), isOwn(b)) })
	for _, name := range more {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("reading the theme: %w", err)
		}
		if base := path.Base(name); strings.HasPrefix(base, "page-") {
			th.addAsset(path.Join(assetsDir, base), press(data))
			continue
		}
		style = append(append(style, '\n'), data...)
	}
	th.style = press(style)
	return nil
}

func (th *theme) addAsset(name string, data []byte) {
	th.assets[name], th.names = data, append(th.names, name)
}

// pageStyle is the file of the rules that only the pages of a template need;
// empty where there is none.
func (th *theme) pageStyle(template string) string {
	name := path.Join(assetsDir, "page-"+template+".css")
	if _, ok := th.assets[name]; !ok {
		return ""
	}
	return name
}

func isOwn(name string) int {
	if path.Base(name) == "own.css" {
		return 1
	}
	return 0
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
			return nil, th.mistake(err)
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
	Frozen      *frozenNotice // of a page that stays of a release; nil for those of today
	Fictional   bool
	Notices     *i18n.Words // of these: plain ones where the page is in やさしい日本語
	NoIndex     bool
	Nav         []navLink  // in the head
	Map         []navGroup // at the foot
	Search      navLink    // empty where there is no search
	Other       []language
	Alternate   []language // the same page, by whole addresses
	Feed        string     // empty where there is none
	Template    string
	Starter     script // the only one that stands in the page
	Style       string // rules of this type of page alone; empty where there are none
	Whole       bool   // it comes in one piece, so that a browser waits for its foot rather than draw it in several
	Figures     bool   // there are charts, which a script can save
	Charts      string // the file that holds the charts of the page for a script; empty where there is none
	QuarterWord string // how that script names a quarter
	Body        any
}

// A language is another language in which the page can be read.
type language struct{ Lang, Name, Href string }

// make writes a page.
func (p *printer) make(pg planned) (made, error) {
	s := &sheet{printer: p, path: pg.path, anywhere: pg.template == "notfound.html"}
	body, err := pg.body(s)
	if err != nil {
		return made{}, err
	}
	var b bytes.Buffer
	b.Grow(64 << 10)
	if err := p.templates[pg.template].ExecuteTemplate(&b, layoutFile, s.frame(pg, body)); err != nil {
		return made{}, p.theme.mistake(err, s.frame(pg, body))
	}
	return made{b.Bytes(), s.explored(b.Bytes())}, nil
}

func (s *sheet) frame(pg planned, body any) frame {
	site := s.siteName()
	f := frame{
		Lang: string(s.Lang), Site: site, Publisher: s.name(s.site.Publisher),
		Title: pg.title, Heading: pg.title, Description: oneLine(pg.about),
		Root: s.root(), Home: s.rel("index.html"),
		Draft: s.index.draft, Frozen: s.notice(), Fictional: s.site.Fictional, Notices: s.noticeWords(),
		NoIndex:  s.index.draft || s.site.frozen != "" || pg.template == "notfound.html",
		Template: strings.TrimSuffix(pg.template, ".html"), Starter: starter,
		Whole: pg.template == "kpi.html" || pg.template == "kind.html", Figures: s.figures, Charts: s.chartsFile(), QuarterWord: s.QuarterForm(s.site.Basis),
		Other: s.otherLanguages(pg), Alternate: s.alternates(pg), Feed: s.feedAddress(), Body: body,
	}
	if pg.title != site {
		f.Title = s.T("title.page", "page", pg.title, "site", site)
	}
	if s.site.BaseURL != "" {
		f.Canonical = s.absolute(strings.TrimSuffix(pg.path, "index.html"))
	}
	if s.anywhere {
		f.Root, f.Home = s.absolute(""), s.absolute(s.prefix+"index.html")
	}
	f.Style = s.theme.pageStyle(f.Template)
	s.navLinks(&f)
	return f
}

func (s *sheet) absolute(p string) string { return strings.TrimSuffix(s.site.BaseURL, "/") + "/" + p }

func (s *sheet) root() string { return strings.Repeat("../", strings.Count(s.path, "/")) }

// otherLanguages leads to the same page in the other languages, or where there
// is none to their front page.
func (s *sheet) otherLanguages(pg planned) []language {
	out := s.easyLanguage()
	same := strings.TrimPrefix(strings.TrimPrefix(s.path, s.prefix), content.EasyFolder)
	for _, l := range s.site.Langs {
		if l == s.Lang {
			continue
		}
		prefix := s.site.prefixOf(l)
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

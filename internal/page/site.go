// Package page writes the HTML pages of one site, in every language.
//
// It formats and arranges; it computes nothing. Every number on a page is a
// data element that names its observation, and what is not published has no
// number to carry. The words are in i18n, the frame of each page in the theme.
package page

import (
	"cmp"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"fukusen/internal/catalogue"
	"fukusen/internal/chart"
	"fukusen/internal/content"
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
	"fukusen/internal/output"
	"fukusen/internal/registry"
	"fukusen/internal/release"
)

// A Site is all that its pages are made of. Nothing in it is changed.
type Site struct {
	Title     contract.Name
	About     contract.Name    // what the site is, in a sentence; has a default
	Publisher contract.Name    // who answers for the site, in words; may be empty
	Langs     []diag.Lang      // Required. The default language first
	BaseURL   string           // for 404.html and canonical links; may be empty
	Fictional bool             // every page says that the data are a sample
	Notes     []contract.Name  // on method, of this site; on the method page
	Licence   contract.Licence // of the open data; may say nothing

	KPIs      *kpi.Set // Required
	Catalogue catalogue.Catalogue
	Items     []contract.Item
	Lists     *dim.Lists // Required
	Basis     dim.Basis
	Files     []*release.File // oldest first; without a hash it is a draft
	Ledger    []Issue         // all releases, in the order in which they were made
	Revisions []Revision      // of headline numbers
	Statement Statement       // of accessibility, as far as the publisher made it
	Registry  registry.Public

	Docs     []*content.Document
	Theme    fs.FS  // Required. As themes.Default, with the site's own files laid over it
	ThemeDir string // where these are, for findings; empty: there are none

	frozen string // ID of the release whose pages these are; empty: those of today
}

// Write plans the pages of a site and puts them into the tree, where each is
// made when it is first read. The findings are about the pages of content/ and
// about the site's own theme; so is an error of the tree that is a
// [diag.Finding]. Any other error is about the default theme.
func Write(tree *output.Tree, s Site) (diag.List, error) {
	th, finds, err := readTheme(&s)
	if err != nil || finds.Errors() > 0 {
		return finds, err
	}
	x := newIndex(&s)
	for _, lang := range s.Langs {
		p, err := newPrinter(&s, x, th, lang)
		if err != nil {
			return nil, err
		}
		p.tree = tree
		pages, found := p.plan()
		finds = append(finds, found...)
		for _, pg := range pages {
			p.add(tree, pg)
		}
		p.addCharts(tree)
		tree.AddFunc(p.searchIndexPath(), "", p.searchIndex)
		if s.BaseURL != "" {
			tree.AddFunc(p.prefix+feedFile, "", p.feed)
		}
		finds = append(finds, p.tryTheme(pages)...)
	}
	finds = append(finds, s.untranslated(x.areas)...)
	s.addForMachines(tree, slices.Sorted(maps.Keys(x.paths)))
	th.addAssets(tree)
	if s.BaseURL == "" {
		finds = append(finds, ruleBaseURL.At(diag.Pos{File: "fukusen.yaml"}))
	}
	finds.Sort()
	return finds, nil
}

var ruleBaseURL = diag.Rule{
	ID:   "page/base-url",
	Warn: true,
	Msg:  diag.Text{JA: "公開先のURL(base_url)がないため、404.html・feed.xml・sitemap.xml を作りません", EN: "no 404.html, feed.xml and sitemap.xml are made because the address of the site (base_url) is not given"},
	Hint: diag.Text{JA: "fukusen.yaml に base_url: https://… を書いてください", EN: "write base_url: https://… in fukusen.yaml"},
}

// A planned page is written when somebody reads it.
type planned struct {
	path     string // in the site
	template string
	title    string
	about    string // for the description
	body     func(*sheet) (any, error)
	shows    *content.Document // whose text is on it, if any
}

// A printer writes the pages of one language.
type printer struct {
	*i18n.Words
	site      *Site
	index     *index
	theme     *theme
	prefix    string // "" or "en/", below the folder of a release whose pages stay
	templates map[string]*template.Template
	nav       []place
	tree      *output.Tree       // of all files of the site, to be read when a page is made
	other     func() *i18n.Words // of the language that the pages are not in
	easy      *i18n.Words        // やさしい日本語, which Japanese pages offer too; nil in others
}

func newPrinter(s *Site, x *index, th *theme, lang diag.Lang) (*printer, error) {
	p := &printer{site: s, index: x, theme: th}
	p.Words, p.easy = th.words(lang)
	p.prefix = s.prefixOf(lang)
	p.other = sync.OnceValue(p.otherWords)
	var err error
	p.templates, err = th.in(p)
	return p, err
}

// name picks a name in the language of the pages.
func (p *printer) name(n contract.Name) string { return n.In(string(p.Lang)) }

// plan lists all pages of the language.
func (p *printer) plan() ([]planned, diag.List) {
	pages := []planned{
		{path: "index.html", template: "index.html", title: p.name(p.site.Title), about: p.about(), body: (*sheet).front, shows: p.documentNamed(highlightsName)},
		{path: "kpis.html", template: "kpis.html", title: p.T("nav.kpis"), about: p.T("kpis.lead"), body: (*sheet).kpiList},
		{path: "method.html", template: "method.html", title: p.T("method.title"), about: p.T("method.about"), body: (*sheet).method},
		{path: "data.html", template: "data.html", title: p.T("data.title"), about: p.T("data.about"), body: (*sheet).data},
		{path: "quality.html", template: "quality.html", title: p.T("quality.title"), about: p.T("quality.about"), body: (*sheet).quality},
		{path: "releases.html", template: "releases.html", title: p.T("releases.title"), about: p.T("releases.about"), body: (*sheet).releases},
		{path: "accessibility.html", template: "accessibility.html", title: p.T("statement.title"), about: p.T("statement.about"), body: (*sheet).statement},
		p.planSearch(),
	}
	if p.hasGates() {
		pages = append(pages, planned{path: "fairness.html", template: "fairness.html", title: p.T("fairness.title"), about: p.T("fairness.about"), body: (*sheet).fairness})
		pages = append(pages, p.planGates()...)
	}
	if p.site.BaseURL != "" {
		pages = append(pages, planned{path: "404.html", template: "notfound.html", title: p.T("notfound.title"), about: p.T("notfound.text"), body: (*sheet).notFound})
	}
	pages = append(pages, p.planKPIs()...)
	pages = append(pages, p.planAreas()...)
	pages = append(pages, p.planOrganisations()...)
	for i := range pages {
		pages[i].path = p.prefix + pages[i].path
	}
	docs, finds := p.planDocs()
	pages = append(pages, docs...)
	p.nav = p.navigation(pages)
	p.index.addPaths(pages)
	return pages, append(finds, p.checkLinks(pages)...)
}

func (p *printer) planKPIs() []planned {
	var pages []planned
	for i := range p.site.Catalogue {
		e := &p.site.Catalogue[i]
		pages = append(pages, planned{
			path: kpiPath(e.ID), template: "kpi.html", title: p.kpiName(e), about: p.name(e.Definition),
			body: func(s *sheet) (any, error) { return s.kpiPage(e) },
		})
		for _, kind := range p.index.kinds[e.ID] {
			if !p.ownPage(e, kind) {
				continue
			}
			title := p.T("kind.title", "subject", p.kpiName(e), "kind", p.code(dim.Kind, kind))
			pages = append(pages, planned{
				path: p.kindPath(e, kind), template: "kind.html", title: title, about: p.name(e.Definition),
				body: func(s *sheet) (any, error) { return s.kindPage(e, kind) },
			})
		}
	}
	return pages
}

func (p *printer) planGates() []planned {
	var pages []planned
	for _, kind := range p.gateKinds() {
		for _, crossed := range []bool{false, true} {
			if crossed && !p.index.crossed[kind] {
				continue
			}
			title := p.T("kind.title", "subject", p.T("nav.fairness"), "kind", p.code(dim.Kind, kind))
			if crossed {
				title = p.T("kind.title.crossed", "title", title)
			}
			pages = append(pages, planned{
				path: p.gatesPath(kind, crossed), template: "kind.html", title: title, about: p.T("fairness.about"),
				body: func(s *sheet) (any, error) { return s.gatesPage(kind, crossed) },
			})
		}
	}
	return pages
}

func (p *printer) planAreas() []planned {
	var pages []planned
	for _, a := range p.index.areas {
		name := p.code(dim.Area, a)
		pages = append(pages, planned{
			path: p.areaPath(a), template: "area.html", title: name, about: p.T("area.about", "area", name),
			body: func(s *sheet) (any, error) { return s.areaPage(a) },
		})
		for _, pillar := range p.areaPillars(a) {
			pages = append(pages, planned{
				path: p.areaPillarPath(a, pillar), template: "area-pillar.html",
				title: p.T("area.pillar", "area", name, "pillar", p.T("pillar."+pillar)), about: p.T("pillar." + pillar + ".about"),
				body: func(s *sheet) (any, error) { return s.areaPillarPage(a, pillar) },
			})
		}
	}
	return pages
}

func (p *printer) planOrganisations() []planned {
	var pages []planned
	for _, o := range p.index.listed {
		if !o.Named {
			continue
		}
		name := p.name(o.Name)
		pages = append(pages, planned{
			path: organisationPath(o.ID), template: "organisation.html", title: name,
			about: p.T("organisation.about", "organisation", name),
			body:  func(s *sheet) (any, error) { return s.organisationPage(o) },
		})
	}
	return pages
}

func kpiPath(id string) string          { return "kpi/" + id + ".html" }
func organisationPath(id string) string { return "organisation/" + id + ".html" }
func (p *printer) areaPath(a dim.Code) string {
	return "area/" + p.site.Lists.ID(dim.Area, a) + ".html"
}

// areaPillarPath is the page of what an area has of a pillar.
func (p *printer) areaPillarPath(a dim.Code, pillar string) string {
	return "area/" + p.site.Lists.ID(dim.Area, a) + "/" + pillar + ".html"
}

func (p *printer) areaPillars(a dim.Code) []string {
	return slices.DeleteFunc(catalogue.Pillars(), func(id string) bool { return !p.index.inArea[inArea{a, id}] })
}

func (p *printer) kpiName(e *catalogue.Entry) string { return e.Label + " " + p.name(e.Name) }

// A sheet is a page while it is written.
type sheet struct {
	*printer
	path     string
	anywhere bool            // a server shows it for any missing address
	charts   int             // drawn so far; numbers their ids
	drawn    []chart.Chart   // that a script may show again; none where the theme has no ECharts
	figures  bool            // some chart is drawn that is no spark
	rows     map[string]bool // addresses of rows so far
	hinted   bool            // a row has told what links to rows are for

	sides map[*kpi.Observation]beside // what was looked up, as much is told of it in several places
}

// rel is the way from the page to a path of the same language. The pages of a
// release lead to those of today for what they have not.
func (s *sheet) rel(to string) string {
	if name, _, _ := strings.Cut(to, "#"); s.site.frozen != "" && !s.hasFile(s.prefix+name) {
		return relative(s.path, s.today(to))
	}
	return relative(s.path, s.prefix+to)
}

// relative is the way from one page of the site to another file of it.
func relative(from, to string) string {
	to, anchor, _ := strings.Cut(to, "#")
	f, t := strings.Split(path.Dir(from), "/"), strings.Split(to, "/")
	if f[0] == "." {
		f = nil
	}
	for len(f) > 0 && len(t) > 1 && f[0] == t[0] {
		f, t = f[1:], t[1:]
	}
	way := strings.Repeat("../", len(f)) + strings.Join(t, "/")
	if anchor != "" {
		way += "#" + anchor
	}
	return way
}

// documents lists the pages of content/ in the language, in order.
func (p *printer) documents() []*content.Document {
	var docs []*content.Document
	for _, d := range p.site.Docs {
		if d.Lang == p.Lang && !d.Draft {
			docs = append(docs, d)
		}
	}
	slices.SortStableFunc(docs, func(a, b *content.Document) int {
		return cmp.Or(cmp.Compare(a.Weight, b.Weight), strings.Compare(a.Name, b.Name))
	})
	return docs
}

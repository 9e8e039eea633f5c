package page

import (
	"html/template"
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/output"
	"fukusen/internal/release"
)

// Freeze puts the pages that stay of a release into the tree, in its folder: a
// front page, the KPIs undivided and the sheets of organisations, with the numbers that
// were the newest when it was made. A company that attaches the address of one
// of them to a disclosure relies on them. They tell of later revisions, and lead
// to the pages of today, which must be in the tree before, for all that they do
// not have themselves.
//
// The site is that of the time: its observations, catalogue, codes and register.
func Freeze(tree *output.Tree, s Site, id string) error {
	s.frozen = id
	th, _, err := readTheme(&s)
	if err != nil {
		return err
	}
	x := newIndex(&s)
	x.divided = nil
	for _, lang := range s.Langs {
		p, err := newPrinter(&s, x, th, lang)
		if err != nil {
			return err
		}
		p.tree = tree
		for _, pg := range p.planFrozen() {
			p.add(tree, pg)
		}
	}
	return nil
}

// planFrozen lists the pages that stay of a release.
func (p *printer) planFrozen() []planned {
	pages := []planned{
		{path: "index.html", template: "index.html", title: p.siteName(), about: p.about(), body: (*sheet).front},
		{path: "kpis.html", template: "kpis.html", title: p.T("nav.kpis"), about: p.T("kpis.lead"), body: (*sheet).kpiList},
	}
	pages = slices.Concat(pages, p.planKPIs(), p.planOrganisations())
	for i := range pages {
		pages[i].path = p.prefix + pages[i].path
	}
	p.nav = []place{
		{Href: "index.html", Text: p.T("nav.frozen"), Short: p.T("nav.frozen"), Group: mapFrozen},
		{Href: "kpis.html", Text: p.T("nav.kpis"), Short: p.T("nav.short.kpis"), Group: mapFrozen, Under: "kpi/"},
		{Href: "index.html#organisations", Text: p.T("nav.organisations"), Short: p.T("nav.short.organisations"), Group: mapFrozen, Under: "organisation/"},
		{Href: "releases.html", Text: p.T("nav.releases"), Group: mapToday},
		{Href: "data.html", Text: p.T("nav.data"), Group: mapToday},
		{Href: "method.html", Text: p.T("nav.method"), Group: mapToday},
		{Href: "accessibility.html", Text: p.T("nav.accessibility"), Group: mapToday},
	}
	p.index.addPaths(pages)
	return pages
}

// siteName is the title of the site, and of which release these pages are.
func (p *printer) siteName() string {
	if p.site.frozen == "" {
		return p.name(p.site.Title)
	}
	return p.T("frozen.title", "site", p.name(p.site.Title), "id", p.site.frozen)
}

// folder is where the pages of a release stay; "" for those of today.
func (s *Site) folder() string {
	if s.frozen == "" {
		return ""
	}
	return release.Folder(s.frozen) + "/"
}

// prefixOf is where the pages of a language begin.
func (s *Site) prefixOf(lang diag.Lang) string {
	if lang == s.Langs[0] {
		return s.folder()
	}
	return s.folder() + string(lang) + "/"
}

// today is a path of the language among the pages of today.
func (p *printer) today(to string) string {
	return strings.TrimPrefix(p.prefix, p.site.folder()) + to
}

// lasting is the path under which the page stays as it is: its own if it is one
// of a release, else that among the pages of the newest release. It is "" where
// that has no such page.
func (s *sheet) lasting() string {
	n := len(s.site.Ledger)
	switch {
	case s.site.frozen != "":
		return s.path
	case n == 0:
		return ""
	}
	if to := release.Folder(s.site.Ledger[n-1].File.ID) + "/" + s.path; s.hasFile(to) {
		return to
	}
	return ""
}

// permanent is the address under which the page stays as it is; "" if it is not
// known, or there is none.
func (s *sheet) permanent() string {
	if to := s.lasting(); to != "" && s.site.BaseURL != "" {
		return s.absolute(to)
	}
	return ""
}

// frozenData is where the observations of a release stay.
func frozenData(id string) string { return release.Folder(id) + "/" + observationsFile }

// dataLink leads from the page of a KPI to the downloads, or to the numbers that
// the page of a release shows.
func (s *sheet) dataLink(kpi string) link {
	if s.site.frozen == "" {
		return link{Href: s.rel("data.html"), Text: s.T("data.link")}
	}
	to := frozenData(s.site.frozen)
	if s.isSplit(to) {
		to = folderOf(to) + "/" + kpi + ".csv"
	}
	return link{Href: relative(s.path, to), Text: s.T("frozen.data", "id", s.site.frozen)}
}

// A frozenNotice tells on every page of a release what it is.
type frozenNotice struct {
	Text    template.HTML
	Newest  link   // the same page as it is today, or the front page
	Revised []link // later releases of quarters that the page has
}

// notice is nil for the pages of today.
func (s *sheet) notice() *frozenNotice {
	at := slices.IndexFunc(s.site.Ledger, func(is Issue) bool { return is.File.ID == s.site.frozen })
	if at < 0 {
		return nil
	}
	f := s.site.Ledger[at].File
	to := s.today(strings.TrimPrefix(s.path, s.prefix))
	if !s.hasFile(to) {
		to = s.today("index.html")
	}
	n := &frozenNotice{
		Text:   s.html("frozen.banner", "id", f.ID, "quarter", s.fileQuarterLong(f)),
		Newest: link{Href: relative(s.path, to), Text: s.T("frozen.newest")},
	}
	for _, is := range s.site.Ledger[at+1:] {
		q, _, err := dim.ParseQuarter(is.File.Quarter)
		if err == nil && s.index.releases[q] != nil {
			n.Revised = append(n.Revised, link{Href: s.rel("releases.html#" + revisedAnchor(is.File.ID)), Text: s.T("frozen.revised", "id", is.File.ID)})
		}
	}
	return n
}

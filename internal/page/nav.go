package page

import (
	"cmp"
	"slices"
	"strings"
)

// A place is an entry of the navigation. All are in the site map at the foot
// of every page; the head has room for those with a short name.
type place struct {
	Href  string // from the root of the language
	Text  string
	Short string // in the head; empty: only at the foot
	Group string // of the site map
	Under string // folder of pages that belong to it; may be empty
}

// The groups of the site map, in order.
const (
	mapSee   = "see"
	mapRead  = "read"
	mapCheck = "check"
	mapSite  = "site"

	mapFrozen = "frozen" // pages of the release, on those that stay
	mapToday  = "today"  // what these have not
)

var mapGroups = []string{mapFrozen, mapSee, mapRead, mapCheck, mapSite, mapToday}

// siteMap is the id of a group at the foot of every page.
func siteMap(group string) string { return "map-" + group }

// A navLink is an entry as a page shows it. Current is what aria-current says:
// "page" for the page itself, "true" for one of those below it, else empty.
type navLink struct{ Href, Text, Current string }

// A navGroup is a column of the site map.
type navGroup struct {
	ID, Name string
	Links    []navLink
}

// navigation lists what every page leads to. The pages are those that are
// planned: the site makes some only where there is something to tell.
func (p *printer) navigation(pages []planned) []place {
	nav := []place{
		{Href: "index.html", Text: p.T("nav.home"), Short: p.T("nav.home"), Group: mapSee},
		{Href: "kpis.html", Text: p.T("nav.kpis"), Short: p.T("nav.short.kpis"), Group: mapSee, Under: "kpi/"},
	}
	if len(p.index.areas) > 0 {
		nav = append(nav, place{Href: "index.html#areas", Text: p.T("nav.areas"), Short: p.T("nav.short.areas"), Group: mapSee, Under: "area/"})
	}
	if len(p.index.listed) > 0 {
		nav = append(nav, place{Href: "index.html#organisations", Text: p.T("nav.organisations"), Short: p.T("nav.short.organisations"), Group: mapSee, Under: "organisation/"})
	}
	if p.hasGates() {
		nav = append(nav, place{Href: "fairness.html", Text: p.T("nav.fairness"), Short: p.T("nav.fairness"), Group: mapSee, Under: "fairness/"})
	}
	nav = append(nav, p.narratives()...)
	nav = append(nav,
		place{Href: "data.html", Text: p.T("nav.data"), Short: p.T("nav.data"), Group: mapCheck},
		place{Href: "method.html", Text: p.T("nav.method"), Group: mapCheck},
		place{Href: "quality.html", Text: p.T("nav.quality"), Group: mapCheck})
	return append(nav, p.alsoPlanned(pages)...)
}

// alsoPlanned are the places of pages that not every site has.
func (p *printer) alsoPlanned(pages []planned) []place {
	var also []place
	for _, known := range [...]place{
		{Href: "releases.html", Text: p.T("nav.releases"), Group: mapCheck},
		{Href: "search.html", Group: mapSite},
		{Href: "accessibility.html", Text: p.T("nav.accessibility"), Group: mapSite},
	} {
		i := slices.IndexFunc(pages, func(pg planned) bool { return pg.path == p.prefix+known.Href })
		if i >= 0 && p.documentNamed(strings.TrimSuffix(known.Href, ".html")) == nil {
			known.Text = cmp.Or(known.Text, pages[i].title)
			also = append(also, known)
		}
	}
	return also
}

// narratives are the pages of content/. In the head one entry stands for all: the
// page that is called guide, or the list of them at the foot.
func (p *printer) narratives() []place {
	var all []place
	for _, d := range p.documents() {
		if strings.Contains(d.Name, "/") || d.Name == "index" {
			continue
		}
		group := mapRead
		if d.Name == "about" || d.Name == "accessibility" {
			group = mapSite
		}
		all = append(all, place{Href: d.Name + ".html", Text: d.Title, Group: group})
	}
	guide := slices.IndexFunc(all, func(l place) bool { return l.Href == "guide.html" })
	switch {
	case guide >= 0:
		all[guide].Short, all[guide].Under = p.T("nav.short.read"), "guide/"
	case slices.ContainsFunc(all, func(l place) bool { return l.Group == mapRead }):
		all = append(all, place{Href: "#" + siteMap(mapRead), Short: p.T("nav.short.read")})
	}
	return all
}

// navLinks writes the head's entries and the site map for a page.
func (s *sheet) navLinks(f *frame) {
	f.Map = make([]navGroup, len(mapGroups))
	for i, g := range mapGroups {
		f.Map[i] = navGroup{ID: siteMap(g), Name: s.T("map." + g)}
	}
	for _, l := range s.nav {
		to := navLink{s.wayTo(l), l.Text, s.current(l)}
		if i := slices.Index(mapGroups, l.Group); i >= 0 {
			f.Map[i].Links = append(f.Map[i].Links, to)
		}
		if l.Short != "" {
			to.Text = l.Short
			f.Nav = append(f.Nav, to)
		}
		if l.Href == "search.html" {
			f.Search = to
		}
	}
	f.Map = slices.DeleteFunc(f.Map, func(g navGroup) bool { return len(g.Links) == 0 })
}

// wayTo leads to a place. The page that a server shows for any missing address
// leads to the address of the site.
func (s *sheet) wayTo(l place) string {
	switch {
	case strings.HasPrefix(l.Href, "#"):
		return l.Href
	case s.anywhere:
		return s.absolute(s.prefix + l.Href)
	}
	return s.rel(l.Href)
}

func (s *sheet) current(l place) string {
	switch {
	case s.path == s.prefix+l.Href:
		return "page"
	case l.Under != "" && strings.HasPrefix(s.path, s.prefix+l.Under):
		return "true"
	}
	return ""
}

package page

import (
	"cmp"
	"slices"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
	"fukusen/internal/tell"
)

// An index is what several pages look up, made once for all languages.
type index struct {
	kinds    map[string][]dim.Code // of a KPI, by its ID
	divided  map[kindOf]bool       // whether a kind has groups, which its page shows
	crossed  map[dim.Code]bool     // kinds whose access is told of groups by several axes
	inArea   map[inArea]bool       // what areas have of the pillars
	areas    []dim.Code            // with observations, in the order of showing
	listed   []organisation        // by kind and number, the order of showing
	byID     map[string]organisation
	releases map[dim.Quarter]*release.File
	draft    bool
	paths    map[string]bool // of planned pages
}

// A kindOf is a KPI for a kind of organisation.
type kindOf struct {
	kpi  string
	kind dim.Code
}

type inArea struct {
	area   dim.Code
	pillar string
}

// An organisation is what the pages tell of a reporting body.
type organisation struct {
	ID    string
	Kind  string
	Area  string
	URL   string
	Name  contract.Name
	Named bool // its own figures are shown
}

func newIndex(s *Site) *index {
	x := &index{
		kinds:    map[string][]dim.Code{},
		divided:  map[kindOf]bool{},
		crossed:  map[dim.Code]bool{},
		inArea:   map[inArea]bool{},
		byID:     map[string]organisation{},
		releases: map[dim.Quarter]*release.File{},
		paths:    map[string]bool{},
	}
	areas := map[dim.Code]bool{}
	for o := range s.KPIs.Values() {
		x.note(o, areas)
	}
	for id, kinds := range x.kinds {
		x.kinds[id] = inOrder(s.Lists, dim.Kind, func(c dim.Code) bool { return slices.Contains(kinds, c) })
		if slices.Contains(kinds, dim.Total) { // of a register, which has no kinds
			x.kinds[id] = append([]dim.Code{dim.Total}, x.kinds[id]...)
		}
	}
	x.areas = inOrder(s.Lists, dim.Area, func(c dim.Code) bool { return areas[c] && s.Lists.ID(dim.Area, c) != dim.Unknown })
	x.addOrganisations(s)
	for _, f := range s.Files {
		if q, _, err := dim.ParseQuarter(f.Quarter); err == nil {
			x.releases[q] = f
		}
		x.draft = x.draft || f.SHA256 == ""
	}
	return x
}

func (x *index) note(o *kpi.Observation, areas map[dim.Code]bool) {
	kind := o.Key.Codes[dim.Kind]
	if kinds := x.kinds[o.Entry.ID]; !slices.Contains(kinds, kind) {
		x.kinds[o.Entry.ID] = append(kinds, kind)
	}
	axes := o.Key.Codes.View().Without(dim.Kind).Without(dim.Category).Axes()
	switch {
	case len(axes) == 1 && slices.Contains(breakdownAxes, axes[0]):
		x.divided[kindOf{o.Entry.ID, kind}] = true
		if axes[0] == dim.Area {
			x.inArea[inArea{o.Key.Codes[dim.Area], o.Entry.Pillar}] = true
		}
	case len(axes) > 1 && slices.ContainsFunc(gateAxes, func(g []dim.Axis) bool { return slices.Equal(g, axes) }):
		x.crossed[kind] = x.crossed[kind] || slices.Contains(gateIDs, o.Entry.ID)
	}
	if a := o.Key.Codes[dim.Area]; a != dim.Total {
		areas[a] = true
	}
}

func (x *index) addOrganisations(s *Site) {
	x.listed = organisations(s.Registry, s.newest())
	order := kindOrder(s.Lists)
	slices.SortStableFunc(x.listed, func(a, b organisation) int { return cmp.Compare(order[a.Kind], order[b.Kind]) })
	for _, o := range x.listed {
		x.byID[o.ID] = o
	}
}

// newest is the last quarter of the site.
func (s *Site) newest() dim.Quarter {
	if n := len(s.KPIs.Quarters); n > 0 {
		return s.KPIs.Quarters[n-1]
	}
	return 0
}

// kindOrder gives the place of each kind of organisation.
func kindOrder(l *dim.Lists) map[string]int {
	order := map[string]int{}
	for i, c := range l.Children(dim.Kind, dim.Total) {
		order[l.ID(dim.Kind, c)] = i
	}
	return order
}

// addPaths notes what links may lead to.
func (x *index) addPaths(pages []planned) {
	for _, p := range pages {
		x.paths[p.path] = true
	}
}

// inOrder lists the codes of an axis that are wanted: parents before their
// parts, unknown last. The total comes first if it is wanted.
func inOrder(l *dim.Lists, axis dim.Axis, want func(dim.Code) bool) []dim.Code {
	var codes []dim.Code
	var walk func(c dim.Code)
	walk = func(c dim.Code) {
		if c != dim.Total && want(c) {
			codes = append(codes, c)
		}
		for _, part := range l.Children(axis, c) {
			walk(part)
		}
	}
	walk(dim.Total)
	return codes
}

// entry finds a KPI of the site.
func (p *printer) entry(id string) (*catalogue.Entry, bool) { return p.site.Catalogue.Entry(id) }

// code names a code of an axis.
func (p *printer) code(axis dim.Axis, c dim.Code) string {
	e := p.site.Lists.Entry(axis, c)
	switch {
	case c == dim.Total:
		return p.T("group.total")
	case e.ID == dim.Unknown:
		return p.T("group.unknown")
	case e.JA == "" && e.EN == "":
		return e.ID
	}
	return p.Pick(e.JA, e.EN)
}

// group names a group as sentences do, but not escaped.
func (p *printer) group(c dim.Codes) string {
	return (&tell.Teller{Words: p.Words, Lists: p.site.Lists}).GroupOf(c)
}

// base is the group of all organisations of a kind.
func (p *printer) base(e *catalogue.Entry, kind dim.Code) dim.Codes { return p.site.KPIs.Base(e, kind) }

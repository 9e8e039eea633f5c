package site

import (
	"cmp"
	"slices"

	"fukusen/internal/dim"
	"fukusen/internal/release"
	"fukusen/internal/report"
)

// A tally counts the numbers of a page and how many of them are withheld, in
// all and by view.
type tally struct {
	path      string
	name      report.Words
	all, gone int
	views     map[dim.View][2]int
}

// thin lists the pages of KPIs and areas of which more than a third is withheld
// in the newest quarter, the worst first.
func (s *stages) thin() []report.ThinPage {
	out := []report.ThinPage{}
	for _, t := range s.tallies() {
		if 3*t.gone <= t.all {
			continue
		}
		worst := t.worst()
		p := report.ThinPage{Page: t.path, Name: t.name, Numbers: t.all, Withheld: t.gone, View: t.of(worst)}
		if v, ok := t.coarser(worst); ok {
			keeps := t.of(v)
			p.Coarser = &keeps
		}
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b report.ThinPage) int {
		return cmp.Or(cmp.Compare(b.Withheld*a.Numbers, a.Withheld*b.Numbers), cmp.Compare(b.Withheld, a.Withheld))
	})
	return out
}

// tallies counts the values of the newest quarter by page, in the order of
// values.
func (s *stages) tallies() []*tally {
	var all []*tally
	at := map[string]*tally{}
	count := func(path string, name report.Words, v dim.View, gone bool) {
		t := at[path]
		if t == nil {
			t = &tally{path: path, name: name, views: map[dim.View][2]int{}}
			at[path], all = t, append(all, t)
		}
		n := t.views[v]
		n[0]++
		t.all++
		if gone {
			n[1]++
			t.gone++
		}
		t.views[v] = n
	}
	quarters := s.cube.Quarters()
	lists := s.cube.Lists()
	for o := range s.kpis.Values() {
		shown := o.Status == release.Published || o.Status == release.Withheld
		if o.Key.Period.Last() != quarters[len(quarters)-1] || !shown || s.silent(o.Key.Codes[dim.Organisation]) {
			continue
		}
		view, gone := o.Key.Codes.View().Without(dim.Kind).Without(dim.Category), o.Status == release.Withheld
		name := report.Words{JA: o.Entry.Label + " " + o.Entry.Name.JA, EN: o.Entry.Label + " " + o.Entry.Name.EN}
		count("kpi/"+o.Entry.ID+".html", name, view, gone)
		if a := o.Key.Codes[dim.Area]; a != dim.Total {
			id := lists.ID(dim.Area, a)
			count("area/"+id+".html", s.codeWords(dim.Area, id), view, gone)
		}
	}
	return all
}

// silent reports an organisation that agreed to be shown in totals only: that
// nothing stands beside its name is no loss of fine groups.
func (s *stages) silent(org dim.Code) bool {
	if org == dim.Total {
		return false
	}
	o := s.registry.Organisation(s.cube.Lists().ID(dim.Organisation, org))
	return o.ID == "" || o.Aggregate || o.Unlisted
}

// of counts the numbers of a view.
func (t *tally) of(v dim.View) report.PageOf {
	n := t.views[v]
	return report.PageOf{Name: viewWords(v), Numbers: n[0], Withheld: n[1]}
}

// worst is the view that loses most, the finer of two.
func (t *tally) worst() dim.View {
	best := dim.View(0)
	for _, v := range t.ordered() {
		if t.views[v][1] > t.views[best][1] || t.views[v][1] == t.views[best][1] && v.Len() > best.Len() {
			best = v
		}
	}
	return best
}

// coarser finds the finest view within another that keeps two thirds.
func (t *tally) coarser(of dim.View) (best dim.View, found bool) {
	for _, v := range t.ordered() {
		n := t.views[v]
		if v != of && v&^of == 0 && 3*n[1] <= n[0] && (!found || v.Len() > best.Len()) {
			best, found = v, true
		}
	}
	return best, found
}

func (t *tally) ordered() []dim.View {
	var views []dim.View
	for v := range t.views {
		views = append(views, v)
	}
	slices.Sort(views)
	return views
}

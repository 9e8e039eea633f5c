package audit

import (
	"fmt"
	"slices"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// fewest is how many organisations have to stand behind a difference between
// two versions, unless each of them shows its own.
const fewest = 3

// A Change is a number that tells, by what it has become since an older release,
// of the few organisations or persons that were added or corrected.
type Change struct {
	Cell          Cell        `json:"cell"`
	From          string      `json:"from"` // the older release
	To            string      `json:"to"`   // the newer one; empty for a draft
	Value         int64       `json:"value"`
	Organisations int         `json:"organisations"` // that have changed
	How           []diag.Text `json:"how"`
	rule          *diag.Rule
}

// attackTogether attacks a joint system and enters what the newest numbers alone
// do not tell.
func (s *system) attackTogether(r *Report) {
	j := &Report{data: s.data}
	s.sizes(j)
	s.balance(j)
	sol := s.solve(j)
	s.bound()
	s.derived(j, sol)
	s.prove(j, sol)
	s.insiders(j)
	s.changes(j, sol)
	r.merge(j)
}

// changes looks at all differences that are known: from one version to the next,
// and then over several.
func (s *system) changes(r *Report, sol *solution) {
	why := newChains(s)
	rules := make([]*diag.Rule, len(s.nodes))
	for i := range s.nodes {
		if n := &s.nodes[i]; n.origin == difference {
			if value, ok := s.follows(int32(i), sol); ok && value != 0 && !s.told(n, sol) {
				rules[i] = s.tells(n, n.between(), value)
			}
		}
	}
	for i, rule := range rules {
		n := &s.nodes[i]
		if rule == nil || s.carried(int32(i), rules) {
			continue
		}
		value, _ := s.follows(int32(i), sol)
		c := s.change(n, n.between(), value, rule, sol)
		if !n.known && sol.determined[i] {
			c.How = append(s.steps(why.of(int32(i), sol), sol), c.How...)
			c.How = c.How[max(0, len(c.How)-shownSteps):]
		}
		r.Changes = append(r.Changes, c)
	}
	s.leaps(r, rules, sol)
}

// between gives the versions that a difference is between.
func (n *node) between() gap { return gap{int(-n.version) - 1, int(-n.version)} }

func (s *system) change(n *node, between gap, value int64, rule *diag.Rule, sol *solution) Change {
	return Change{
		Cell: s.cell(n.whole), From: s.versions.all[between.from].ID, To: s.versions.all[between.to].ID, Value: value,
		Organisations: len(s.movers(n.group, between)), How: []diag.Text{s.changeStep(n, between, value, sol)}, rule: rule,
	}
}

// leaps compares published numbers of versions that do not follow each other,
// unless they are told already: what is withheld in between may be published
// before and after.
func (s *system) leaps(r *Report, rules []*diag.Rule, sol *solution) {
	for to := range s.versions.all {
		for from := range max(0, to-1) {
			found := make([]*diag.Rule, len(s.nodes))
			var order []int32
			for i := range s.nodes {
				n := &s.nodes[i]
				old, ok := s.index[n.in(int32(from))]
				if int(n.version) != to || !n.known || !ok || !s.nodes[old].known || s.toldWithin(n, gap{from, to}, rules) {
					continue
				}
				d := node{group: n.group, part: old, whole: int32(i)}
				if value := n.value - s.nodes[old].value; value != 0 {
					found[i] = s.tells(&d, gap{from, to}, value)
					order = append(order, int32(i))
				}
			}
			for _, i := range order {
				d := node{group: s.nodes[i].group, whole: i, part: s.index[s.nodes[i].in(int32(from))]}
				if found[i] != nil && !s.carried(i, found) {
					r.Changes = append(r.Changes, s.change(&d, gap{from, to}, s.nodes[i].value-s.nodes[d.part].value, found[i], sol))
				}
			}
		}
	}
}

// toldWithin reports whether a difference within the gap is told.
func (s *system) toldWithin(n *node, between gap, rules []*diag.Rule) bool {
	for v := between.from + 1; v <= between.to; v++ {
		if i, ok := s.index[n.in(int32(-v))]; ok && rules[i] != nil {
			return true
		}
	}
	return false
}

// carried reports whether the respondents that an answer or a sum of points
// belongs to are told.
func (s *system) carried(i int32, rules []*diag.Rule) bool {
	carrier, ok := s.index[s.carrier(&s.nodes[i])]
	return ok && carrier != i && rules[carrier] != nil
}

// told reports whether a difference follows because a withheld number does,
// which is a leak itself.
func (s *system) told(n *node, sol *solution) bool {
	for _, i := range []int32{n.part, n.whole} {
		if !s.nodes[i].known && sol.determined[i] && s.leaks(i, sol) != nil {
			return true
		}
	}
	return false
}

// follows gives a difference that is known, follows from sums, or has one value
// left between its bounds.
func (s *system) follows(i int32, sol *solution) (value int64, ok bool) {
	n := &s.nodes[i]
	switch {
	case n.known:
		return n.value, true
	case sol.determined[i]:
		return sol.value[i], true
	case !s.people(n):
		return 0, false
	case !n.signed:
		return n.lo, n.lo == n.hi
	}
	old, now := &s.nodes[n.part], &s.nodes[n.whole]
	return now.lo - old.lo, old.lo == old.hi && now.lo == now.hi
}

// tells says which rule a known difference breaks, nil if none.
func (s *system) tells(n *node, between gap, value int64) *diag.Rule {
	movers := s.movers(n.group, between)
	switch {
	case len(movers) < fewest && !s.theirs(n, between, movers, value):
		return &ruleChange
	case s.people(n) && max(value, -value) < s.threshold(n):
		return &ruleSmallChange
	}
	return nil
}

// theirs reports whether a difference is what organisations show of themselves:
// each of those who have changed its own number of the group, before and after;
// or, in a larger group, numbers that are all of the difference, so that it is
// nothing but the same number in another place.
func (s *system) theirs(n *node, between gap, movers []mover, value int64) bool {
	all := len(movers) > 0
	for _, m := range movers {
		_, shown := s.own(n.group, between, m)
		all = all && shown
	}
	if all {
		return true
	}
	for _, g := range s.larger(n.group) {
		sums := []int64{0}
		for _, m := range movers {
			if change, shown := s.own(g, between, m); shown && change != 0 {
				for _, sum := range sums {
					sums = append(sums, sum+change)
				}
			}
		}
		if slices.Contains(sums[1:], value) {
			return true
		}
	}
	return false
}

// larger lists a group and all that it is a part of.
func (s *system) larger(g group) []group {
	all := []group{g}
	for i := 0; i < len(all); i++ {
		for a := range dim.Axis(dim.NumAxes) {
			if up, ok := s.up(&node{group: all[i]}, a); ok && a != dim.Organisation && !slices.Contains(all, up) {
				all = append(all, up)
			}
		}
	}
	return all
}

// own gives by how much a named organisation has changed in a group, if both
// numbers are published.
func (s *system) own(g group, between gap, m mover) (change int64, shown bool) {
	if !m.named {
		return 0, false
	}
	g = g.with(dim.Organisation, s.codes[dim.Organisation].index[m.id])
	before, was := s.shows(g.in(int32(between.from)))
	after, is := s.shows(g.in(int32(between.to)))
	return after - before, was && is
}

// shows gives the number of a group if it is published, if only by having no
// row.
func (s *system) shows(g group) (int64, bool) {
	if i, ok := s.index[g]; ok {
		return s.nodes[i].value, s.nodes[i].known
	}
	return 0, s.nobody(g)
}

// carrier gives the difference of the respondents that an answer or a sum of
// points belongs to: it says enough.
func (s *system) carrier(n *node) group {
	g := n.group
	if s.answer(n) {
		return g.with(dim.Category, s.codes[dim.Category].parent[g.codes[dim.Category]])
	}
	if s.class(n) == classMoments {
		for m := range s.measures {
			if s.measures[m].Table == s.table && s.measures[m].ID == "respondents" {
				g.measure = int32(m)
			}
		}
	}
	return g
}

// changeStep writes a difference: "Persons: 127 = 120 (2026fq1-r1) + [7]".
func (s *system) changeStep(n *node, between gap, value int64, sol *solution) diag.Text {
	return both(func(l diag.Lang) string {
		return fmt.Sprintf("%s: %s = %s (%s) + [%d]", s.describe(s.cell(n.whole)).In(l),
			s.amount(n.whole, sol), s.amount(n.part, sol), s.versions.all[between.from].ID, value)
	})
}

// merge enters what an attack on all versions found out beyond what is told.
func (r *Report) merge(j *Report) {
	type about struct {
		cell  Cell
		whole string
	}
	leaks := map[about]bool{}
	for _, all := range r.allLeaks() {
		for _, l := range all {
			leaks[about{l.Cell, l.Whole}] = true
		}
	}
	for _, all := range j.allLeaks() {
		for _, l := range all {
			if !leaks[about{l.Cell, l.Whole}] {
				r.enter(l)
			}
		}
	}
	narrow := slices.DeleteFunc(j.Narrow, func(n Narrow) bool { return leaks[about{n.Cell, n.Whole}] })
	r.Narrow = unseen(r.Narrow, narrow, func(n Narrow) about { return about{n.Cell, n.Whole} })
	r.Insiders = unseen(r.Insiders, j.Insiders, func(i Insider) Insider { return i })
	r.Inconsistent = unseen(r.Inconsistent, j.Inconsistent, func(i Imbalance) Cell { return i.Cell })
	r.Changes = append(r.Changes, j.Changes...)
	r.ProvenTogether += j.Proven
	r.OpenTogether += j.Open
}

func (r *Report) allLeaks() [][]Leak {
	return [][]Leak{r.Determined, r.Bounded, r.Complements, r.Small, r.Answers}
}

// unseen appends those that are not there yet.
func unseen[T any, K comparable](all, more []T, key func(T) K) []T {
	seen := map[K]bool{}
	for _, x := range all {
		seen[key(x)] = true
	}
	for _, x := range more {
		if !seen[key(x)] {
			all = append(all, x)
		}
	}
	return all
}

// changeTexts are the arguments of the rules about changes.
func (r *Report) changeTexts(c Change) []any {
	cell, steps := r.data.describe(c.Cell), join(c.How)
	to := named(diag.Text{JA: c.To, EN: c.To}, c.To)
	if c.To == "" {
		to = diag.Text{JA: "今回の公表案", EN: "the draft"}
	}
	return []any{
		diag.Public(cell.JA), diag.Public(cell.EN), steps.JA, steps.EN,
		diag.Public(c.From), diag.Public(to.JA), diag.Public(to.EN), c.Value, diag.Public(c.Organisations),
	}
}

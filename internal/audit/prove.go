package audit

import (
	"slices"

	"fukusen/internal/bounds"
)

// mostTogether is the number of unknowns that hang together up to which
// witnesses are looked for, mostAgain how many of them are asked for one by one
// in the end.
const mostTogether, mostAgain = 3000, 20

// prove looks, for each withheld number of persons that bounds leave wide
// enough, for two tables that fit everything published and in which it is as
// far apart as it has to be. Those are witnesses: no cleverness can narrow it
// more. Where it turns out that there are none, the number is nearly known,
// though no single sum tells.
func (s *system) prove(r *Report, sol *solution) {
	p, of := s.program()
	for _, part := range p.Parts() {
		needs, asked := s.needs(part.Unknowns, of, sol)
		switch {
		case asked == 0:
			continue
		case len(part.Unknowns) > mostTogether:
			r.Open += asked
			continue
		}
		start, ok := part.Point()
		if !ok {
			r.Open += asked
			continue
		}
		again := mostAgain
		for j, found := range part.Ranges(start, needs) {
			n := &s.nodes[of[part.Unknowns[j]]]
			switch {
			case n.origin == difference:
				if found.Exact {
					n.lo, n.hi = max(n.lo, found.Min), min(n.hi, found.Max)
				}
			case needs[j] == bounds.Any:
			case needs[j].Met(found):
				s.proven(r, of[part.Unknowns[j]])
			case found.Exact:
				s.exact(r, of[part.Unknowns[j]], found)
			case again > 0 && reaches(&part.Program, j, needs[j], found):
				again--
				s.proven(r, of[part.Unknowns[j]])
			default:
				again--
				r.Open++
			}
		}
	}
}

// exact enters a cell that has no other values than those. All sums together
// say so; told are those that it is in.
func (s *system) exact(r *Report, i int32, found bounds.Range) {
	var own []int32
	for k := range s.relations {
		if slices.Contains(slices.Collect(s.relations[k].members), i) {
			own = append(own, int32(k))
		}
	}
	slices.SortFunc(own, s.byRelation)
	s.nodes[i].lo, s.nodes[i].hi = found.Min, found.Max
	s.tooNarrow(r, i, own)
}

// reaches looks for a table in which an unknown is as far as it has to be from
// what it was in another.
func reaches(p *bounds.Program, j int, need bounds.Need, found bounds.Range) bool {
	q := *p
	q.Lower = slices.Clone(p.Lower)
	q.Lower[j] = found.Min + need.Width - 1
	if _, ok := q.Point(); ok {
		return true
	}
	q.Lower, q.Upper = p.Lower, slices.Clone(p.Upper)
	q.Upper[j] = found.Max - need.Width + 1
	_, ok := q.Point()
	return ok
}

// program is the sums of persons and respondents with unknowns, and the node of
// each unknown.
func (s *system) program() (p *bounds.Program, of []int32) {
	p = &bounds.Program{}
	at := make([]int32, len(s.nodes))
	for i := range s.nodes {
		at[i] = -1
		if n := &s.nodes[i]; !n.known && s.people(n) {
			at[i] = int32(len(of))
			of = append(of, int32(i))
			p.Lower, p.Upper = append(p.Lower, n.lo), append(p.Upper, n.hi)
		}
	}
	for r := range s.relations {
		if !s.bounded(int32(r)) {
			continue
		}
		if e := s.equation(&s.relations[r], at); len(e.Terms) > 0 {
			p.Equations = append(p.Equations, e)
		}
	}
	return p, of
}

// needs says of which unknowns of a part it is asked whether they can move by
// their threshold, and of how many.
func (s *system) needs(unknowns, of []int32, sol *solution) (needs []bounds.Need, asked int) {
	for _, u := range unknowns {
		i := of[u]
		n := &s.nodes[i]
		need := bounds.Any
		if n.origin == difference && !n.signed {
			need.Width = 2 // not known
		}
		if (n.origin == listed || s.bothOpen(n)) && !sol.determined[i] && s.wide(n) {
			need.Width = s.threshold(n)
			asked++
		}
		needs = append(needs, need)
	}
	return needs, asked
}

package audit

import (
	"fukusen/internal/dim"
)

// relate finds all relations.
func (s *system) relate() {
	listed := len(s.nodes)
	for i := 0; i < len(s.nodes); i++ { // totals without a row are appended on the way
		for a := range dim.Axis(dim.NumAxes) {
			if up, ok := s.up(&s.nodes[i], a); ok {
				s.relateTo(s.find(up, above), int32(i), a)
			}
		}
	}
	s.relateParts(listed)
}

// up gives the total that a node is a part of along an axis. There is no total
// over kinds, populations and items: one person may be in several. The answers
// to an item are its parts unless one may give several.
func (s *system) up(n *node, a dim.Axis) (group, bool) {
	code := n.codes[a]
	if code == 0 || a == dim.Kind {
		return group{}, false
	}
	if a == dim.Category && s.apart(n) {
		return group{}, false
	}
	return n.with(a, s.codes[a].parent[code]), true
}

// apart reports whether a node is no part of a total over categories.
func (s *system) apart(n *node) bool {
	if s.class(n) == classRespondents && !s.measures[n.measure].Apart {
		return !s.answer(n) || s.item(n).Several
	}
	return s.class(n) == classMoments || s.measures[n.measure].Apart
}

// find gives the node of a group and makes one if there is none.
func (s *system) find(g group, o origin) int32 {
	if i, ok := s.index[g]; ok {
		return i
	}
	return s.enter(node{group: g, origin: o})
}

func (s *system) relateTo(total, part int32, a dim.Axis) {
	e := edge{total, a}
	r, ok := s.along[e]
	if !ok {
		r = int32(len(s.relations))
		s.along[e] = r
		s.relations = append(s.relations, relation{total: total, axis: a})
	}
	s.relations[r].parts = append(s.relations[r].parts, part)
}

// relateParts adds for each declared pair of part and whole what is left: the
// persons of the whole who are not of the part. Only pairs of which something
// is withheld need it; the others are compared as they stand.
func (s *system) relateParts(listed int) {
	for i := range int32(listed) {
		for _, whole := range s.wholes(i) {
			if !s.nodes[i].shown && s.nodes[i].known {
				continue // nobody reported the part
			}
			if s.nodes[i].known && s.nodes[whole].known {
				continue
			}
			n := node{group: s.nodes[i].group, origin: complement, part: i, whole: whole}
			s.relations = append(s.relations, relation{total: whole, parts: []int32{i, s.enter(n)}, axis: axisPart})
		}
	}
}

// wholes lists the nodes of the same group that the node is declared a part
// of.
func (s *system) wholes(i int32) []int32 {
	var all []int32
	n := &s.nodes[i]
	for _, id := range s.measures[n.measure].PartOf {
		for m := range s.measures {
			if s.measures[m].Table != s.table || s.measures[m].ID != id {
				continue
			}
			if w, ok := s.index[group{int32(m), n.codes, n.version}]; ok && (s.nodes[w].shown || !s.nodes[w].known) {
				all = append(all, w)
			}
		}
	}
	return all
}

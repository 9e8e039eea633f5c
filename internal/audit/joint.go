package audit

import (
	"slices"

	"fukusen/internal/dim"
)

// axisTime is the axis of the relation between what a version has, what the one
// before it had, and the difference.
const axisTime = axisPart + 1

// in gives a group of another version; that of the differences between a version
// and the one before it is the version times -1.
func (g group) in(version int32) group {
	g.version = version
	return g
}

// connect relates the versions: each number is that of the version before it
// plus a difference. Where nobody has changed there is no difference; where all
// who have changed are late, none is negative. Differences add up as the
// numbers do, in views that both versions have.
func (s *system) connect() {
	for v := 1; v < len(s.versions.all); v++ {
		for _, g := range s.groups(v) {
			old, now := s.counterpart(g, v-1), s.counterpart(g, v)
			if old >= 0 && now >= 0 {
				s.differ(g, old, now, v)
			}
		}
		s.addDifferences(v)
	}
}

// groups lists what either of two versions has a number of, in the order of the
// older one.
func (s *system) groups(v int) []group {
	var all []group
	seen := map[group]bool{}
	for _, version := range []int32{int32(v) - 1, int32(v)} {
		for i := range s.nodes {
			n := &s.nodes[i]
			g := n.group.in(0)
			if n.version == version && n.origin != complement && !seen[g] {
				seen[g] = true
				all = append(all, g)
			}
		}
	}
	return all
}

// counterpart gives the node of a group in a version; -1 if nothing is known of
// it there.
func (s *system) counterpart(g group, v int) int32 {
	g.version = int32(v)
	if i, ok := s.index[g]; ok {
		return i
	}
	if s.nobody(g) {
		return s.enter(node{group: g, origin: absent, known: true})
	}
	return -1
}

// nobody reports whether a group without a row is one of nobody: its
// organisation had not reported, or others of the same total have a row.
func (s *system) nobody(g group) bool {
	if org := g.codes[dim.Organisation]; org != 0 && s.versions.silent[g.version][s.codes[dim.Organisation].ids[org]] {
		return true
	}
	for a := range dim.Axis(dim.NumAxes) {
		up, ok := s.up(&node{group: g}, a)
		if !ok {
			continue
		}
		if total, ok := s.index[up]; ok {
			if _, related := s.along[edge{total, a}]; related {
				return true
			}
		} else if s.nobody(up) {
			return true
		}
	}
	return false
}

// differ relates a group of two versions.
func (s *system) differ(g group, old, now int32, v int) {
	a, b := &s.nodes[old], &s.nodes[now]
	movers := s.movers(g, gap{v - 1, v})
	both := a.known && b.known
	if len(movers) == 0 && !(both && a.value != b.value) {
		if !both {
			s.relations = append(s.relations, relation{total: now, parts: []int32{old}, axis: axisTime})
		}
		return
	}
	d := node{group: g.in(-int32(v)), origin: difference, line: b.line, part: old, whole: now, known: both, value: b.value - a.value}
	d.signed = slices.ContainsFunc(movers, func(m mover) bool { return !m.late })
	i := s.enter(d)
	if !both {
		s.relations = append(s.relations, relation{total: now, parts: []int32{old, i}, axis: axisTime})
	}
}

// addDifferences relates the differences with each other, along the axes along
// which both versions add up.
func (s *system) addDifferences(v int) {
	for k := range len(s.relations) {
		rel := s.relations[k]
		total := s.nodes[rel.total].group
		if rel.axis >= axisPart || total.version != int32(v) {
			continue
		}
		sum, differs := s.index[total.in(-int32(v))]
		before, there := s.index[total.in(int32(v)-1)]
		earlier, related := s.along[edge{before, rel.axis}]
		if !differs || !there || !related {
			continue
		}
		var parts []int32
		open := !s.nodes[sum].known
		for _, g := range s.partsOf(k, int(earlier)) {
			if i, ok := s.index[g.in(-int32(v))]; ok {
				parts = append(parts, i)
				open = open || !s.nodes[i].known
			}
		}
		if open && len(parts) > 0 {
			s.relations = append(s.relations, relation{total: sum, parts: parts, axis: rel.axis})
		}
	}
}

// partsOf lists the parts that two relations have, each once.
func (s *system) partsOf(relations ...int) []group {
	var all []group
	seen := map[group]bool{}
	for _, k := range relations {
		for _, p := range s.relations[k].parts {
			if g := s.nodes[p].group.in(0); !seen[g] {
				seen[g] = true
				all = append(all, g)
			}
		}
	}
	return all
}

// signed reports whether a relation holds a number that may be negative. Bounds
// leave it out: what it says follows from the sums of the versions.
func (s *system) signed(r int32) bool {
	if s.versions == nil {
		return false
	}
	for i := range s.relations[r].members {
		if s.nodes[i].signed {
			return true
		}
	}
	return false
}

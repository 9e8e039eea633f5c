package audit

import "fukusen/internal/dim"

// visits is how often a relation is looked at again: bounds that creep towards
// each other by one need not be followed to the end, since what has been found
// by then holds in any case.
const visits = 64

// bound narrows what unknowns can be to a fixpoint: parts are not negative and
// not larger than what their total leaves. Answers and moments are left out:
// only the size of a group is protected by a range.
func (s *system) bound() {
	s.hide()
	for i := range s.nodes {
		s.nodes[i].lo, s.nodes[i].hi = s.before(&s.nodes[i])
	}
	with := s.uses()
	queued := make([]bool, len(s.relations))
	seen := make([]uint8, len(s.relations))
	var queue []int32
	for r := range s.relations {
		if s.bounded(int32(r)) {
			queue, queued[r] = append(queue, int32(r)), true
		}
	}
	for len(queue) > 0 {
		r := queue[0]
		queue, queued[r] = queue[1:], false
		if seen[r]++; seen[r] > visits {
			continue
		}
		for _, i := range s.tighten(r) {
			for _, other := range with[i] {
				if other != r && !queued[other] && seen[other] < visits {
					queue, queued[other] = append(queue, other), true
				}
			}
		}
	}
}

// before gives what is known of a node before any sum is looked at. All cells
// of an organisation may be withheld because it did not agree to be shown, so
// they can be zero, and so can a total of such; other cells are withheld for
// their size alone.
func (s *system) before(n *node) (lo, hi int64) {
	switch {
	case n.known:
		return n.value, n.value
	case n.origin == listed && n.codes[dim.Organisation] == 0 && !s.mayBeZero(n):
		return s.least(), infinite
	}
	return 0, infinite
}

// uses lists for each unknown the relations with bounds that it is in.
func (s *system) uses() [][]int32 {
	with := make([][]int32, len(s.nodes))
	for r := range s.relations {
		if !s.bounded(int32(r)) {
			continue
		}
		for i := range s.relations[r].members {
			if !s.nodes[i].known {
				with[i] = append(with[i], int32(r))
			}
		}
	}
	return with
}

func (s *system) bounded(r int32) bool {
	return s.people(&s.nodes[s.relations[r].total]) && s.people(&s.nodes[s.relations[r].parts[0]]) && !s.signed(r)
}

// tighten applies one relation and returns the nodes whose bounds it moved.
func (s *system) tighten(r int32) []int32 {
	rel := &s.relations[r]
	t := s.totalOf(rel.parts)
	var moved []int32
	if lo, hi := t.bounds(); s.narrow(rel.total, r, lo, hi) {
		moved = append(moved, rel.total)
	}
	total := s.nodes[rel.total]
	for _, p := range rel.parts {
		lo, hi := t.without(&s.nodes[p]).leave(&total)
		if s.narrow(p, r, lo, hi) {
			moved = append(moved, p)
		}
	}
	return moved
}

// A span is the sum of the bounds of some nodes.
type span struct {
	lo, hi int64
	open   int // nodes without an upper bound, which hi leaves out
}

func (s *system) totalOf(parts []int32) (t span) {
	for _, p := range parts {
		n := &s.nodes[p]
		t.lo += n.lo
		if n.hi == infinite {
			t.open++
		} else {
			t.hi += n.hi
		}
	}
	return t
}

// without takes a node out of the sum.
func (t span) without(n *node) span {
	t.lo -= n.lo
	if n.hi == infinite {
		t.open--
	} else {
		t.hi -= n.hi
	}
	return t
}

func (t span) bounds() (lo, hi int64) {
	if t.open > 0 {
		return t.lo, infinite
	}
	return t.lo, t.hi
}

// leave gives what the others leave of a total.
func (t span) leave(total *node) (lo, hi int64) {
	lo, hi = 0, infinite
	if t.open == 0 {
		lo = total.lo - t.hi
	}
	if total.hi != infinite {
		hi = total.hi - t.lo
	}
	return lo, hi
}

// narrow moves the bounds of a node inwards. If they cross, a number that was
// thought to be at least 1 is 0: its total is zero.
func (s *system) narrow(i, r int32, lo, hi int64) bool {
	n := &s.nodes[i]
	if n.known || lo <= n.lo && hi >= n.hi {
		return false
	}
	was := [2]int64{n.lo, n.hi}
	n.hi = max(0, min(hi, n.hi))
	n.lo = min(max(lo, n.lo), n.hi)
	if was == [2]int64{n.lo, n.hi} {
		return false
	}
	n.by = r
	return true
}

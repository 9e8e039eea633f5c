package exact

import (
	"cmp"
	"slices"
)

// A system is a set of equations on its way to a triangular form.
type system struct {
	p        Prime
	unknowns int
	eqs      [][]entry // sorted by unknown; never changed
	sums     []uint64
	in       [][]int32 // by unknown: its equations

	done   []bool   // by equation: no longer needed
	state  []state  // by unknown
	value  []uint64 // by unknown: where known
	peeled []peel   // in the order of peeling
	e      *echelon // of the rest; its last row stands for the constant 1
}

// A state says what has become of an unknown.
type state uint8

const (
	open   state = iota
	known        // by equations that had no other unknown
	hidden       // peeled off: to be computed when the others are
)

// A peel is an unknown that will follow from the equation.
type peel struct{ eq, unknown int32 }

func newSystem(p Prime, unknowns int, equations []Equation) *system {
	s := &system{
		p: p, unknowns: unknowns,
		eqs: make([][]entry, len(equations)), sums: make([]uint64, len(equations)),
		in: make([][]int32, unknowns), done: make([]bool, len(equations)),
		state: make([]state, unknowns), value: make([]uint64, unknowns),
	}
	size := 0
	for _, eq := range equations {
		size += len(eq.Terms)
	}
	slab := make([]entry, 0, size)
	for i, eq := range equations {
		from := len(slab)
		slab = appendMod(slab, eq.Terms, p)
		s.eqs[i], s.sums[i] = slab[from:len(slab):len(slab)], p.Of(eq.Sum)
	}
	s.transpose(size)
	return s
}

func (s *system) transpose(size int) {
	count := make([]int32, s.unknowns)
	for _, eq := range s.eqs {
		for _, t := range eq {
			count[t.row]++
		}
	}
	slab := make([]int32, size)
	for u, n := range count {
		s.in[u], slab = slab[:0:n], slab[n:]
	}
	for i, eq := range s.eqs {
		for _, t := range eq {
			s.in[t.row] = append(s.in[t.row], int32(i))
		}
	}
}

// fix computes what single equations give, again and again: an equation with
// one unknown left gives that unknown.
func (s *system) fix() {
	left := make([]int, len(s.eqs)) // unknowns not yet known
	var queue []int32
	for i, eq := range s.eqs {
		left[i] = len(eq)
		if left[i] == 1 {
			queue = append(queue, int32(i))
		}
	}
	for len(queue) > 0 {
		i := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if left[i] != 1 {
			continue
		}
		u := s.fixBy(i)
		for _, j := range s.in[u] {
			left[j]--
			if left[j] == 1 {
				queue = append(queue, j)
			}
		}
	}
	for i := range s.eqs {
		s.done[i] = left[i] == 0
	}
}

// fixBy computes the only open unknown of the equation.
func (s *system) fixBy(i int32) (unknown int32) {
	sum, coef := s.sums[i], uint64(0)
	for _, t := range s.eqs[i] {
		if s.state[t.row] == open {
			unknown, coef = t.row, t.val
		} else {
			sum = s.p.Sub(sum, s.p.Mul(t.val, s.value[t.row]))
		}
	}
	s.state[unknown] = known
	s.value[unknown] = s.p.Mul(sum, s.p.Inv(coef))
	return unknown
}

// peel sets aside each unknown that occurs in one equation only, with that
// equation: whatever the others are, it can follow, so the equation says
// nothing about them. Others may then occur in one equation only, and so on.
func (s *system) peel() {
	uses := s.uses()
	var queue []int32
	for u, n := range uses {
		if n == 1 {
			queue = append(queue, int32(u))
		}
	}
	for len(queue) > 0 {
		u := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if uses[u] != 1 {
			continue
		}
		k := slices.IndexFunc(s.in[u], func(i int32) bool { return !s.done[i] })
		i := s.in[u][k]
		s.done[i], s.state[u] = true, hidden
		s.peeled = append(s.peeled, peel{i, u})
		for _, t := range s.eqs[i] {
			uses[t.row]--
			if uses[t.row] == 1 && s.state[t.row] == open {
				queue = append(queue, t.row)
			}
		}
	}
}

// uses counts, for each open unknown, the equations still needed that have it.
func (s *system) uses() []int {
	uses := make([]int, s.unknowns)
	for i, eq := range s.eqs {
		for _, t := range eq {
			if !s.done[i] && s.state[t.row] == open {
				uses[t.row]++
			}
		}
	}
	return uses
}

// eliminate brings the rest into echelon form, short equations first. Pivots
// are the unknowns with the fewest uses to come, which keeps the rest sparse.
func (s *system) eliminate() {
	s.e = newEchelon(s.p, s.unknowns+1)
	uses := s.uses()
	var rest []int32
	for i, done := range s.done {
		if !done {
			rest = append(rest, int32(i))
		}
	}
	slices.SortStableFunc(rest, func(i, j int32) int { return cmp.Compare(len(s.eqs[i]), len(s.eqs[j])) })
	var buf []entry
	for _, i := range rest {
		buf = s.openPart(buf[:0], i)
		for _, t := range buf[:len(buf)-1] {
			uses[t.row]--
		}
		live := s.e.reduce(buf)
		if r := s.pivot(live, uses); r >= 0 {
			s.e.keep(r, live)
		}
		s.e.clear()
	}
}

// openPart appends the open terms of the equation and, in the row of the
// constant, minus what they must add up to.
func (s *system) openPart(dst []entry, i int32) []entry {
	sum := s.sums[i]
	for _, t := range s.eqs[i] {
		if s.state[t.row] == open {
			dst = append(dst, t)
		} else {
			sum = s.p.Sub(sum, s.p.Mul(t.val, s.value[t.row]))
		}
	}
	return append(dst, entry{int32(s.unknowns), s.p.Neg(sum)})
}

// pivot returns the unknown with the fewest uses, or -1 if there is none: then
// the equation follows from others, or contradicts them.
func (s *system) pivot(live []int32, uses []int) int32 {
	best := int32(-1)
	for _, u := range live {
		if int(u) == s.unknowns {
			continue
		}
		if best < 0 || uses[u] < uses[best] || uses[u] == uses[best] && u < best {
			best = u
		}
	}
	return best
}

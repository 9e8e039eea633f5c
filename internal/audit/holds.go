package audit

import (
	"slices"

	"fukusen/internal/diag"
	"fukusen/internal/exact"
)

// A Hold is a withheld cell with what it hangs together with. Answers and sums
// of points are left out: they go with their respondents.
type Hold struct {
	Cell    Cell
	Name    diag.Text
	Next    []int // Holds in the same sums, by index
	Reveals []int // those that would follow if it were published
}

// Holds tells of all withheld cells what publishing one would cost. It uses no
// withheld number: what follows from what depends on the pattern alone.
func (r *Report) Holds() []Hold {
	var all []Hold
	for _, s := range r.systems {
		first := len(all)
		at := s.numberHolds(&all)
		s.neighbours(all, at)
		local := make([]int32, len(s.nodes))
		for _, b := range s.blocks() {
			s.together(all, at, b, local)
		}
		for i := range all[first:] {
			h := &all[first+i]
			slices.Sort(h.Next)
			h.Next = slices.Compact(h.Next)
		}
	}
	return all
}

// numberHolds appends the withheld cells and gives the index of each node's; -1
// for the others.
func (s *system) numberHolds(all *[]Hold) []int {
	at := slices.Repeat([]int{-1}, len(s.nodes))
	for i := range s.nodes {
		n := &s.nodes[i]
		if n.origin != listed || n.known || s.answer(n) || s.class(n) == classMoments {
			continue
		}
		at[i] = len(*all)
		c := s.cell(int32(i))
		*all = append(*all, Hold{Cell: c, Name: s.describe(c)})
	}
	return at
}

// neighbours links the cells of each sum, and those of two sums that have a
// number in common which has no cell of its own.
func (s *system) neighbours(all []Hold, at []int) {
	bridges := map[int32][]int{}
	for k := range s.relations {
		var in []int
		var over []int32
		for i := range s.relations[k].members {
			switch {
			case at[i] >= 0:
				in = append(in, at[i])
			case !s.nodes[i].known && s.nodes[i].origin == above:
				over = append(over, i)
			}
		}
		link(all, in)
		for _, i := range over {
			bridges[i] = append(bridges[i], in...)
		}
	}
	for i := range s.nodes { // in the order of nodes
		link(all, bridges[int32(i)])
	}
}

// mostLinked is of how many cells of a sum each gets to know the others.
const mostLinked = 200

func link(all []Hold, in []int) {
	if len(in) > mostLinked {
		in = in[:mostLinked]
	}
	for _, a := range in {
		for _, b := range in {
			if a != b {
				all[a].Next = append(all[a].Next, b)
			}
		}
	}
}

// together finds the cells of a block that give one another away. Two random
// solutions of its sums, with all that is published taken as 0, are cells that
// move at random. Cells that move in the same proportion in both always move
// together: who knows one knows the other. local is scratch, by node.
func (s *system) together(all []Hold, at []int, b block, local []int32) {
	for j, i := range b.nodes {
		local[i] = int32(j)
	}
	n := len(b.nodes)
	var forth, back []exact.Vector
	for _, e := range s.equations(b, local) {
		forth = append(forth, e.Terms)
		var turned []exact.Term
		for _, t := range e.Terms {
			turned = append(turned, exact.Term{Row: int32(n-1) - t.Row, Value: t.Value})
		}
		back = append(back, exact.Sparse(turned...))
	}
	x, y := exact.Null(n, forth), exact.Null(n, back)
	groups := map[uint64][]int{}
	var order []uint64
	for j, i := range b.nodes {
		if at[i] < 0 || x[j] == 0 {
			continue
		}
		ratio := exact.P1.Mul(y[n-1-j], exact.P1.Inv(x[j]))
		if groups[ratio] == nil {
			order = append(order, ratio)
		}
		groups[ratio] = append(groups[ratio], at[i])
	}
	for _, ratio := range order {
		for _, a := range groups[ratio] {
			all[a].Reveals = slices.DeleteFunc(slices.Clone(groups[ratio]), func(c int) bool { return c == a })
		}
	}
}

package bounds

import (
	"math/rand/v2"
	"testing"

	"fukusen/internal/exact"
)

// enumerate finds the ranges by trying every integer.
func enumerate(p *Program) []Range {
	n := len(p.Lower)
	seen := make([]Range, n)
	x := make([]int64, n)
	found := false
	last := make([][]exact.Equation, n+1) // equations by their last unknown
	for _, e := range p.Equations {
		k := 0
		if len(e.Terms) > 0 {
			k = int(e.Terms[len(e.Terms)-1].Row) + 1
		}
		last[k] = append(last[k], e)
	}
	holds := func(eqs []exact.Equation) bool {
		for _, e := range eqs {
			sum := int64(0)
			for _, t := range e.Terms {
				sum += t.Value * x[t.Row]
			}
			if sum != e.Sum {
				return false
			}
		}
		return true
	}
	var try func(i int)
	try = func(i int) {
		if !holds(last[i]) {
			return
		}
		if i == n {
			for j, v := range x {
				if !found {
					seen[j] = Range{v, v, true}
				}
				seen[j].Min, seen[j].Max = min(seen[j].Min, v), max(seen[j].Max, v)
			}
			found = true
			return
		}
		for x[i] = p.Lower[i]; x[i] <= p.Upper[i]; x[i]++ {
			try(i + 1)
		}
	}
	try(0)
	return seen
}

// table draws a table of a few axes with all its margins, some cells of which
// are withheld: those are the unknowns. It gives the values as well.
func table(r *rand.Rand, sizes []int, unknowns int) (p *Program, z []int64) {
	cells := 1
	for _, s := range sizes {
		cells *= s + 1 // the last index of an axis is its total
	}
	at := func(index []int) (c int) {
		for a, i := range index {
			c = c*(sizes[a]+1) + i
		}
		return c
	}
	all := make([][]int, cells)
	for c := range all {
		rest := c
		index := make([]int, len(sizes))
		for a := len(sizes) - 1; a >= 0; a-- {
			index[a], rest = rest%(sizes[a]+1), rest/(sizes[a]+1)
		}
		all[c] = index
	}
	inner := func(index []int) bool {
		for a, i := range index {
			if i == sizes[a] {
				return false
			}
		}
		return true
	}
	values := make([]int64, cells)
	for _, index := range all {
		if !inner(index) {
			continue
		}
		v := int64(r.IntN(7))
		for mask := range 1 << len(sizes) {
			up := make([]int, len(sizes))
			for a, i := range index {
				up[a] = i
				if mask>>a&1 > 0 {
					up[a] = sizes[a]
				}
			}
			values[at(up)] += v
		}
	}
	number := map[int]int32{}
	p = &Program{}
	for _, c := range r.Perm(cells) {
		if len(number) < unknowns && values[c] > 0 && values[c] < 12 {
			number[c] = int32(len(number))
			z = append(z, values[c])
			p.Lower = append(p.Lower, 1)
			p.Upper = append(p.Upper, 14)
		}
	}
	for c, index := range all {
		for a, i := range index {
			if i != sizes[a] {
				continue
			}
			terms, sum := []exact.Term{}, int64(0)
			add := func(cell int, v int64) {
				if k, ok := number[cell]; ok {
					terms = append(terms, exact.Term{Row: k, Value: v})
				} else {
					sum -= v * values[cell]
				}
			}
			add(c, -1)
			for j := range sizes[a] {
				part := append([]int{}, index...)
				part[a] = j
				add(at(part), 1)
			}
			if len(terms) > 0 {
				p.Equations = append(p.Equations, exact.Equation{Terms: exact.Sparse(terms...), Sum: sum})
			}
		}
	}
	return p, z
}

var shapes = [][]int{{2, 2}, {3, 3}, {2, 4}, {2, 2, 2}, {2, 2, 3}, {3, 3, 2}}

// Where the walk gets to the end, it has found the true range; otherwise it
// has found a part of it, and that is rare.
func TestRangesAreThoseOfAllTables(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	unknowns, short := 0, 0
	for range 3000 {
		p, z := table(r, shapes[r.IntN(len(shapes))], 2+r.IntN(7))
		needs := make([]Need, len(z))
		for i := range needs {
			needs[i] = Need{Width: 100, Low: 1, High: 0}
		}
		want := enumerate(p)
		for i, g := range p.Ranges(z, needs) {
			unknowns++
			w := want[i]
			switch {
			case g.Exact && (g.Min != w.Min || g.Max != w.Max), g.Min < w.Min, g.Max > w.Max:
				t.Fatalf("unknown %d of %+v from %v: %+v, want %+v", i, p, z, g, w)
			case g.Min != w.Min || g.Max != w.Max || !g.Exact:
				short++
			}
		}
	}
	if short*200 > unknowns {
		t.Errorf("%d of %d ranges were not found to the end", short, unknowns)
	}
	t.Logf("%d of %d ranges were not found to the end", short, unknowns)
}

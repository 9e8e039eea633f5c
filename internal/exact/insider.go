package exact

import (
	"math/bits"
	"slices"
)

// drawn is up to how many known unknowns null vectors are combined; for more
// the equations are solved anew.
const drawn = 48

// Knowing reports, for each set of unknowns that somebody knows, which others
// the homogeneous equations determine for him: he computes them by adding and
// subtracting what he knows. What is determined for everybody is left out. About
// errors and panics see Determined.
func Knowing(unknowns int, equations []Vector, sets [][]int32) [][]int32 {
	eqs := make([]Equation, len(equations))
	for i, v := range equations {
		v.check(unknowns)
		eqs[i].Terms = v
	}
	var both [2][][]int32
	each(2, func(i int) { both[i] = knowing([2]Prime{P1, P2}[i], unknowns, eqs, sets) })
	out := make([][]int32, len(sets))
	for k := range sets {
		out[k] = union(both[0][k], both[1][k])
	}
	return out
}

func knowing(p Prime, unknowns int, equations []Equation, sets [][]int32) [][]int32 {
	most := 0
	for _, set := range sets {
		if len(set) <= drawn {
			most = max(most, len(set))
		}
	}
	s := triangular(p, unknowns, equations)
	d := newDraws(s, most+1)
	out := make([][]int32, len(sets))
	for k, set := range sets {
		if len(set) > drawn {
			out[k] = s.anew(equations, set, d)
			continue
		}
		y := d.vanishing(set)
		out[k] = d.news(set, func(u int32) bool { return d.times(u, y) == 0 })
	}
	return out
}

// draws are null vectors, drawn at random.
type draws struct {
	p     Prime
	n     int
	terms []uint64 // by unknown: its entry in each of the n vectors
}

func newDraws(s *system, n int) *draws {
	d := &draws{s.p, n, make([]uint64, n*s.unknowns)}
	for j := range n {
		for u, v := range s.draw(0, splitmix(seedNull1+uint64(j)))[:s.unknowns] {
			d.terms[u*n+j] = v
		}
	}
	return d
}

// of gives the entries of an unknown.
func (d *draws) of(u int32) []uint64 { return d.terms[int(u)*d.n:][:d.n] }

// vanishing tells how to combine the vectors to one that is 0 on a set, which
// has fewer members than there are vectors: how often to take each, but for the
// last ones, which are not needed. One is taken as it is and freed of its
// entries on the set by others; since all are random, so is the result among
// the null vectors that are 0 there.
func (d *draws) vanishing(set []int32) (y []uint64) {
	// Rows of the matrix are the members of the set, columns the vectors.
	var rows [][]uint64
	pivots := make([]bool, d.n)
	var pivot []int
	for _, u := range set {
		row := slices.Clone(d.of(u))
		for k, other := range rows {
			d.p.reduce(row, other, pivot[k])
		}
		at := leading(row)
		if at < 0 {
			continue
		}
		scale := d.p.Inv(row[at])
		for j := range row {
			row[j] = d.p.Mul(row[j], scale)
		}
		rows, pivot, pivots[at] = append(rows, row), append(pivot, at), true
	}
	free := slices.Index(pivots, false)
	y = make([]uint64, max(free, slices.Max(append(pivot, 0)))+1)
	y[free] = 1
	for k, row := range slices.Backward(rows) {
		y[pivot[k]] = d.p.Neg(d.p.sumProducts(row[:len(y)], y))
	}
	return y
}

// times gives the entry of an unknown in a combination of the vectors.
func (d *draws) times(u int32, y []uint64) uint64 { return d.p.sumProducts(d.of(u)[:len(y)], y) }

// sumProducts adds up the products of up to 64 elements, and reduces the sum
// only once: each product is below 2^122.
func (p Prime) sumProducts(a, b []uint64) uint64 {
	var hi, lo uint64
	for j, v := range a {
		h, l := bits.Mul64(v, b[j])
		var carry uint64
		lo, carry = bits.Add64(lo, l, 0)
		hi += h + carry
	}
	_, rest := bits.Div64(hi%uint64(p), lo, uint64(p))
	return rest
}

// reduce subtracts from a row what makes it 0 at the pivot of another, which
// is 1 there.
func (p Prime) reduce(row, other []uint64, pivot int) {
	f := p.Neg(row[pivot])
	if f == 0 {
		return
	}
	for j, v := range other {
		row[j] = p.addMul(row[j], f, v)
	}
}

func leading(row []uint64) int {
	for j, v := range row {
		if v != 0 {
			return j
		}
	}
	return -1
}

// anew solves the equations with the set known.
func (s *system) anew(equations []Equation, set []int32, d *draws) []int32 {
	more := append([]Equation{}, equations...)
	for _, u := range set {
		more = append(more, Equation{Terms: Ones([]int32{u})})
	}
	x := triangular(s.p, s.unknowns, more).draw(0, seedNull2)
	return d.news(set, func(u int32) bool { return x[u] == 0 })
}

// news lists the unknowns that are determined but not for everybody, without
// those of the set.
func (d *draws) news(set []int32, determined func(u int32) bool) []int32 {
	var out []int32
	for u := range int32(len(d.terms) / d.n) {
		if determined(u) && d.of(u)[0] != 0 && !slices.Contains(set, u) {
			out = append(out, u)
		}
	}
	return out
}

// union merges two ascending lists.
func union(a, b []int32) []int32 {
	var out []int32
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
			out, a = append(out, a[0]), a[1:]
		case len(a) == 0 || b[0] < a[0]:
			out, b = append(out, b[0]), b[1:]
		default:
			out, a, b = append(out, a[0]), a[1:], b[1:]
		}
	}
	return out
}

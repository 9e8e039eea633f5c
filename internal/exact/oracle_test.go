package exact

import (
	"math/big"
	"math/rand/v2"
	"slices"
)

// ratSpan is the span of vectors over the rational numbers, dense and slow: the
// other road to everything that this package computes modulo primes.
type ratSpan struct {
	rows  int
	basis [][]*big.Rat // each 1 at its pivot
	pivot []int
}

// rest returns v minus its part in the span, dense.
func (s *ratSpan) rest(v Vector) []*big.Rat {
	x := make([]*big.Rat, s.rows)
	for i := range x {
		x[i] = new(big.Rat)
	}
	for _, t := range v {
		x[t.Row].SetInt64(t.Value)
	}
	var prod big.Rat
	for k, b := range s.basis {
		f := new(big.Rat).Set(x[s.pivot[k]])
		if f.Sign() == 0 {
			continue
		}
		for i := range x {
			if b[i].Sign() != 0 {
				x[i].Sub(x[i], prod.Mul(f, b[i]))
			}
		}
	}
	return x
}

func (s *ratSpan) has(v Vector) bool { return firstNonZero(s.rest(v)) < 0 }

// with returns the span enlarged by v.
func (s *ratSpan) with(v Vector) *ratSpan {
	x := s.rest(v)
	k := firstNonZero(x)
	if k < 0 {
		return s
	}
	inv := new(big.Rat).Inv(x[k])
	for i := range x {
		x[i].Mul(x[i], inv)
	}
	return &ratSpan{s.rows, append(slices.Clip(s.basis), x), append(slices.Clip(s.pivot), k)}
}

func firstNonZero(x []*big.Rat) int {
	return slices.IndexFunc(x, func(a *big.Rat) bool { return a.Sign() != 0 })
}

// spanOf returns the span of all vectors for which pick is true.
func spanOf(rows int, vs []Vector, pick []bool) *ratSpan {
	s := &ratSpan{rows: rows}
	for i, v := range vs {
		if pick == nil || pick[i] {
			s = s.with(v)
		}
	}
	return s
}

// An axis is a list of codes, each a set of leaves: total, groups, leaves.
type axis struct {
	leaves int
	codes  [][]int
}

// newAxis returns an axis with a total, perhaps one of two groups, and leaves.
func newAxis(r *rand.Rand, leaves int) axis {
	a := axis{leaves: leaves}
	var all, group []int
	for i := range leaves {
		all = append(all, i)
		if i < (leaves+1)/2 {
			group = append(group, i)
		}
	}
	a.codes = append(a.codes, all)
	if len(group) > 1 && len(group) < leaves && r.IntN(2) == 0 {
		a.codes = append(a.codes, group)
	}
	for i := range leaves {
		if leaves > 1 {
			a.codes = append(a.codes, []int{i})
		}
	}
	return a
}

// cells returns the column of every combination of codes, totals first.
func cells(axes []axis) (rows int, cols [][]int32) {
	rows, cols = 1, [][]int32{{0}}
	for _, a := range axes {
		var next [][]int32
		for _, code := range a.codes {
			for _, col := range cols {
				var sum []int32
				for _, r := range col {
					for _, leaf := range code {
						sum = append(sum, r*int32(a.leaves)+int32(leaf))
					}
				}
				next = append(next, sum)
			}
		}
		cols, rows = next, rows*a.leaves
	}
	slices.SortStableFunc(cols, func(x, y []int32) int { return len(y) - len(x) })
	return rows, cols
}

// randomTable returns a problem on 2 to 4 axes: finest cells with random
// counts, of which zeros are left out; cells of 1 to 2 are sensitive, and so
// are some differences of nested cells.
func randomTable(r *rand.Rand) Problem {
	shapes := [][]int{{2, 2}, {2, 3}, {3, 3}, {4, 2}, {2, 5}, {2, 2, 2}, {3, 2, 2}, {2, 1, 4}, {2, 2, 1, 2}}
	var axes []axis
	for _, n := range shapes[r.IntN(len(shapes))] {
		axes = append(axes, newAxis(r, n))
	}
	rows, cols := cells(axes)
	count := make([]int, rows)
	for i := range count {
		count[i] = r.IntN(8)
	}
	p := Problem{Rows: rows}
	var last Vector
	for _, col := range cols {
		col = slices.DeleteFunc(col, func(i int32) bool { return count[i] == 0 })
		sum := 0
		for _, i := range col {
			sum += count[i]
		}
		v := Ones(col)
		switch {
		case sum == 1 || sum == 2:
			p.Sensitive = append(p.Sensitive, v)
		default:
			p.Candidates = append(p.Candidates, v)
		}
		if r.IntN(6) == 0 {
			d := v.Minus(last)
			if r.IntN(2) == 0 {
				p.Sensitive = append(p.Sensitive, d)
			} else {
				p.Candidates = append(p.Candidates, d)
			}
		}
		last = v
	}
	if r.IntN(3) == 0 {
		r.Shuffle(len(p.Candidates), func(i, j int) {
			p.Candidates[i], p.Candidates[j] = p.Candidates[j], p.Candidates[i]
		})
	}
	return p
}

// randomSparse returns a problem of few columns with small coefficients, in
// which many rows belong to one column only, or to the same columns.
func randomSparse(r *rand.Rand) Problem {
	p := Problem{Rows: 2 + r.IntN(9)}
	vector := func() Vector {
		var terms []Term
		for range 1 + r.IntN(4) {
			terms = append(terms, Term{r.Int32N(int32(p.Rows)), r.Int64N(4) - 1})
		}
		return Sparse(terms...)
	}
	for range 1 + r.IntN(3) {
		p.Sensitive = append(p.Sensitive, vector())
	}
	for range 1 + r.IntN(7) {
		p.Candidates = append(p.Candidates, vector())
	}
	return p
}

package exact

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// randomSystem returns equations that hold for a random integer solution: sums
// of withheld cells of a table, or any small coefficients.
func randomSystem(r *rand.Rand) (unknowns int, eqs []Equation, z []int64) {
	if r.IntN(2) == 0 {
		p := randomTable(r)
		unknowns = p.Rows
		for _, v := range p.Candidates {
			if r.IntN(3) > 0 {
				eqs = append(eqs, Equation{Terms: v})
			}
		}
	} else {
		unknowns = 1 + r.IntN(9)
		for range r.IntN(10) {
			var v []Term
			for range 1 + r.IntN(3) {
				v = append(v, Term{r.Int32N(int32(unknowns)), r.Int64N(7) - 3})
			}
			eqs = append(eqs, Equation{Terms: Sparse(v...)})
		}
	}
	for range unknowns {
		z = append(z, r.Int64N(2_000_001)-1_000_000)
	}
	for i := range eqs {
		for _, t := range eqs[i].Terms {
			eqs[i].Sum += t.Value * z[t.Row]
		}
	}
	return unknowns, eqs, z
}

// An unknown is determined if and only if its unit vector lies in the span of
// the equations.
func TestDeterminedAgreesWithRational(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	yes, no := 0, 0
	for n := range 3000 {
		unknowns, eqs, z := randomSystem(r)
		var terms []Vector
		for _, eq := range eqs {
			terms = append(terms, eq.Terms)
		}
		span := spanOf(unknowns, terms, nil)
		values, determined, consistent := Solve(unknowns, eqs)
		if !slices.Equal(Determined(unknowns, terms), determined) || !consistent {
			t.Fatalf("system %d: Solve and Determined differ, or consistent is %v", n, consistent)
		}
		for u := range unknowns {
			want, value := span.has(Ones([]int32{int32(u)})), int64(0)
			if want {
				value = z[u]
				yes++
			} else {
				no++
			}
			if determined[u] != want || values[u] != value {
				t.Fatalf("system %d %v, unknown %d: got %v %d, want %v %d",
					n, eqs, u, determined[u], values[u], want, value)
			}
		}
	}
	if yes < 1000 || no < 1000 {
		t.Errorf("too easy: %d determined, %d not", yes, no)
	}
}

func TestSolveContradictions(t *testing.T) {
	a, b := Term{0, 1}, Term{1, 1}
	tests := []struct {
		name string
		eqs  []Equation
		want bool
	}{
		{"nothing said", nil, true},
		{"0 = 0", []Equation{{}}, true},
		{"0 = 1", []Equation{{Sum: 1}}, false},
		{"a twice", []Equation{{Vector{a}, 3}, {Vector{a}, 3}}, true},
		{"a is two things", []Equation{{Vector{a}, 3}, {Vector{a}, 4}}, false},
		{"a + b is two things", []Equation{{Vector{a, b}, 3}, {Vector{a, b}, 4}}, false},
		{"a + b and its double", []Equation{{Vector{a, b}, 3}, {Vector{{0, 2}, {1, 2}}, 6}}, true},
		{"a is a half", []Equation{{Vector{{0, 2}}, 1}}, false},
		{"a and b are halves", []Equation{{Vector{a, b}, 2}, {Vector{a, {1, -1}}, 1}}, false},
		{"free", []Equation{{Vector{a, b}, -7}}, true},
	}
	for _, tt := range tests {
		if _, _, got := Solve(2, tt.eqs); got != tt.want {
			t.Errorf("%s: consistent is %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestLine: 44 - 18 - 22 = 4.
func TestLine(t *testing.T) {
	values, determined, ok := Solve(3, []Equation{
		{Ones([]int32{0, 1, 2}), 44},
		{Ones([]int32{1}), 18},
		{Ones([]int32{2}), 22},
	})
	if !ok || slices.Contains(determined, false) || !slices.Equal(values, []int64{4, 18, 22}) {
		t.Errorf("got %v %v %v, want 4, 18 and 22, all determined", values, determined, ok)
	}
}

// TestBlockSums: two cells withheld in every line and column of a 3 x 3 table
// are safe, and exact as soon as the sum of a 2 x 2 block is public.
func TestBlockSums(t *testing.T) {
	const a, b, c, d, e, f = 0, 1, 2, 3, 4, 5 // a b . / . c d / f . e
	z := []int64{7, 3, 9, 2, 8, 5}
	sum := func(cells ...int32) Equation {
		total := int64(0)
		for _, i := range cells {
			total += z[i]
		}
		return Equation{Ones(cells), total}
	}
	eqs := []Equation{sum(a, b), sum(c, d), sum(e, f), sum(a, f), sum(b, c), sum(d, e)}
	if _, determined, ok := Solve(6, eqs); !ok || slices.Contains(determined, true) {
		t.Errorf("margins only: got %v, want none determined", determined)
	}
	values, determined, ok := Solve(6, append(eqs, sum(a, b, c)))
	if !ok || slices.Contains(determined, false) || !slices.Equal(values, z) {
		t.Errorf("with a block: got %v %v, want all of %v", values, determined, z)
	}
}

// A column is in the span of others just if its product with their null vector
// is 0.
func TestNullTellsTheSpan(t *testing.T) {
	// Two sexes by three ages: rows 0-2 and 3-5, with totals by sex and age.
	equations := []Vector{Ones([]int32{0, 1, 2}), Ones([]int32{3, 4, 5}), Ones([]int32{0, 3}), Ones([]int32{1, 4})}
	null := Null(6, equations)
	tests := []struct {
		rows []int32
		in   bool
	}{
		{[]int32{0, 1, 2}, true},
		{[]int32{2, 5}, true}, // both sexes less the first two ages
		{[]int32{0, 1, 2, 3, 4, 5}, true},
		{[]int32{0}, false},
		{[]int32{0, 1}, false},
		{[]int32{0, 4}, false},
		{nil, true},
	}
	for _, tt := range tests {
		if got := Product(null, tt.rows) == 0; got != tt.in {
			t.Errorf("rows %v in the span: %v, want %v", tt.rows, got, tt.in)
		}
	}
}

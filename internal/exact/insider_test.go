package exact

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// What somebody can compute is what the equations determine once what he knows
// is fixed.
func TestKnowingIsDeterminedWithMoreEquations(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	found := 0
	for range 400 {
		n := 4 + r.IntN(80)
		var equations []Vector
		for range 1 + r.IntN(n) {
			var terms []Term
			for range 2 + r.IntN(4) {
				terms = append(terms, Term{int32(r.IntN(n)), int64(1 - 2*r.IntN(2))})
			}
			equations = append(equations, Sparse(terms...))
		}
		var sets [][]int32
		for _, size := range []int{0, 1, 2, 5, n * 3 / 4} {
			sets = append(sets, distinct(r, n, size))
		}
		before := Determined(n, equations)
		for k, got := range Knowing(n, equations, sets) {
			more := slices.Clone(equations)
			for _, u := range sets[k] {
				more = append(more, Ones([]int32{u}))
			}
			var want []int32
			for u, d := range Determined(n, more) {
				if d && !before[u] && !slices.Contains(sets[k], int32(u)) {
					want = append(want, int32(u))
				}
			}
			found += len(want)
			if !slices.Equal(got, want) {
				t.Fatalf("%d unknowns, %v, knowing %v: %v, want %v", n, equations, sets[k], got, want)
			}
		}
	}
	if found < 1000 {
		t.Errorf("only %d unknowns were determined: this tests little", found)
	}
}

func distinct(r *rand.Rand, n, size int) []int32 {
	var out []int32
	for _, u := range r.Perm(n)[:min(size, n)] {
		out = append(out, int32(u))
	}
	return out
}

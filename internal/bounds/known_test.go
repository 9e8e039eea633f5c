package bounds

import (
	"testing"

	"fukusen/internal/exact"
)

// Two numbers known to be 1 to 4 that sum to 8 are both 4 (DISCLOSURE 6): who
// knows which withheld cells are the small ones knows too much.
func TestTwoFours(t *testing.T) {
	p := &Program{
		Lower: []int64{1, 1}, Upper: []int64{4, 4},
		Equations: []exact.Equation{{Terms: exact.Sparse(exact.Term{Row: 0, Value: 1}, exact.Term{Row: 1, Value: 1}), Sum: 8}},
	}
	for i, r := range p.Outer() {
		if r.Min != 4 || r.Max != 4 {
			t.Errorf("unknown %d is %d to %d, want 4", i, r.Min, r.Max)
		}
	}
	p.Upper = []int64{Unbounded, Unbounded}
	for i, r := range p.Outer() {
		if r.Min != 1 || r.Max != 7 {
			t.Errorf("with one symbol, unknown %d is %d to %d, want 1 to 7", i, r.Min, r.Max)
		}
	}
}

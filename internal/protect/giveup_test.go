package protect

import "testing"

// Tables in which a number has too little room although no sum that it is in has
// a published number of its own to withhold: the sums next to it must help. In
// the first all 11 of two groups are in the part, which follows from several
// sums.
func TestRepairGoesOn(t *testing.T) {
	for _, seed := range []uint64{15814, 3897} {
		for _, leak := range newTable(t, seed).attack().leaks {
			t.Error(leak)
		}
	}
}

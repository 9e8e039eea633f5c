package sample

import (
	"slices"
	"testing"

	"fukusen/internal/dim"
)

// yearOf adds up the companies' counts of one sex over n quarters from
// first on; "" is both sexes.
func yearOf(first dim.Quarter, n int, sex string) counts {
	var sum counts
	for _, s := range companies() {
		for _, q := range s.quarters() {
			if q < first || q >= first+dim.Quarter(n) {
				continue
			}
			s.eachGroup(firstDraw(s, q), q, func(_, of, _ string, c counts) {
				for m := range c {
					if sex == "" || sex == of {
						sum[m] += c[m]
					}
				}
			})
		}
	}
	return sum
}

// permille is a part in thousandths of its whole, rounded.
func permille(part, of int64) int64 { return (1000*part + of/2) / of }

// Women's applications succeed less often than men's, and less so every year.
func TestTheGapCloses(t *testing.T) {
	gap := func(first dim.Quarter) int64 {
		f, m := yearOf(first, 4, "f"), yearOf(first, 4, "m")
		return permille(m[matched], m[applied]) - permille(f[matched], f[applied])
	}
	early, late := gap(firstQuarter), gap(lastQuarter-3)
	if early < 90 || early > 140 || late < 30 || late > early-30 {
		t.Errorf("the gap goes from %d to %d per mille", early, late)
	}
}

// Second activities become more frequent from year to year, and each first
// fiscal quarter is a dent.
func TestTheRateRisesWithADent(t *testing.T) {
	rate := func(q dim.Quarter) int64 {
		c := yearOf(q, 1, "")
		return permille(c[dualAny], c[persons])
	}
	for q := firstQuarter; q+4 <= lastQuarter; q++ {
		if rate(q+4) <= rate(q) {
			t.Errorf("%s: %d per mille after %d a year before", (q + 4).ID(dim.Fiscal), rate(q+4), rate(q))
		}
	}
	for _, q := range []dim.Quarter{firstQuarter + 4, firstQuarter + 8} {
		if rate(q) >= rate(q-1) || rate(q) >= rate(q+1) {
			t.Errorf("%s is not below its neighbours", q.ID(dim.Fiscal))
		}
	}
}

// Behind the companies of an area stand no unpublished ones or at least three.
func TestAggregateCompaniesHide(t *testing.T) {
	n := map[string]int{}
	for _, s := range companies() {
		for _, a := range s.areas {
			if s.aggregate {
				n[a.code]++
			}
		}
		if !slices.ContainsFunc(s.areas, func(a share) bool { return a.code == s.area }) {
			t.Errorf("%s has nobody in its own area", s.id)
		}
	}
	for area, n := range n {
		if n < 3 {
			t.Errorf("%s has %d aggregate companies, want none or at least 3", area, n)
		}
	}
}

// Shares are of all people, not of some.
func TestSharesAddUp(t *testing.T) {
	for _, s := range submitters() {
		for _, shares := range [][]share{s.ages, s.areas} {
			var sum int64
			for _, p := range shares {
				sum += p.part
			}
			if sum != whole {
				t.Errorf("%s: shares %v add up to %d", s.id, shares, sum)
			}
		}
	}
}

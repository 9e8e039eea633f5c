package stat

import (
	"cmp"
	"math"
	"slices"
)

// Holm adjusts the p-values of a family of tests so that the chance of any
// false finding stays below the level at which the adjusted ones are read. A
// NaN is a test that could not be made; it stays NaN and is not counted.
// Adjusted values are in [p, 1]; in another order of tests they are the same
// bits.
//
// Source: S. Holm, Scandinavian Journal of Statistics 6 (1979), 65-70; adjusted
// values as in HANDBOOK 2c D16.
func Holm(p []float64) []float64 {
	adjusted, order := slices.Clone(p), rank(p)
	floor := 0.0
	for i, test := range order {
		floor = max(floor, min(1, float64(len(order)-i)*p[test]))
		adjusted[test] = floor
	}
	return adjusted
}

// BenjaminiHochberg adjusts the p-values of a family of tests so that, of what
// is found at a level, at most that share is expected to be false. It finds at
// least what Holm finds. NaN and order are as in Holm.
//
// Source: Y. Benjamini, Y. Hochberg, JRSS B 57 (1995), 289-300; HANDBOOK 2c D16.
func BenjaminiHochberg(p []float64) []float64 {
	adjusted, order := slices.Clone(p), rank(p)
	ceiling := 1.0
	for i, test := range slices.Backward(order) {
		ceiling = min(ceiling, p[test]*(float64(len(order))/float64(i+1)))
		adjusted[test] = ceiling
	}
	return adjusted
}

// rank returns the places of the p-values that are there, smallest first.
func rank(p []float64) []int {
	order := make([]int, 0, len(p))
	for i, v := range p {
		if !math.IsNaN(v) {
			must(v >= 0 && v <= 1, "p-value %v", v)
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	return order
}

// ChiSquare tests whether all groups have the same rate, without continuity
// correction; DF is the number of groups less one. Empty groups are left out.
// The smallest expected count says how far P can be trusted: below 5 it is
// rough.
//
// ok is false with fewer than two groups, or if nobody or everybody succeeded.
// It panics unless all groups are counts.
//
// Source: K. Pearson, Philosophical Magazine 50 (1900), 157-175.
func ChiSquare(groups []Count) (t Test, smallest float64, ok bool) {
	all := sumCounts(groups)
	groups = present(groups)
	if len(groups) < 2 || all.X == 0 || all.X == all.N {
		return noTest, 0, false
	}
	smallest = math.Inf(1)
	rare := float64(min(all.X, all.N-all.X)) / float64(all.N)
	for _, g := range groups {
		smallest = min(smallest, float64(g.N)*rare)
	}
	sum := totalOf(groups, func(g Count) float64 { return float64(g.N) * square(deviation(g, all)) })
	t = Test{DF: float64(len(groups) - 1), Method: PearsonChi2}
	t.Statistic = sum * float64(all.X) / float64(all.N-all.X)
	t.P = chiSquareP(t.Statistic, t.DF)
	return t, smallest, true
}

func chiSquareP(x, df float64) float64 {
	if x == 0 {
		return 1
	}
	return min(1, gammaUpper(df/2, x/2))
}

// present returns the groups that are not empty.
func present(groups []Count) []Count {
	return slices.DeleteFunc(slices.Clone(groups), func(g Count) bool { return g.N == 0 })
}

// Package stat turns counts and exact sums into intervals, tests, indices and
// weights: numbers in, numbers out. It knows no KPI, no unit and no page.
//
// Every interval is a two-sided 95 % interval. No function hands out a number
// that is not one: what cannot be computed comes back as ok == false or a flag
// that is not set, and every number beside it is 0, a p-value 1. Ask for the
// flag first, for a 0 could be published by mistake. Three exceptions return NaN, and say
// so: a p-value in a family of tests, where NaN stands for "no test" (Holm,
// BenjaminiHochberg, TwoProportionP), and the plain means and scores of nobody
// (Moments.Mean, SD, SE, NPS.Score, SE).
//
// Which samples are too small to be shown (fewer than five successes beside a
// ratio, fewer than k persons anywhere) is not decided here.
//
// Where groups have no order of their own, their order cannot change a bit of
// a result: terms are sorted before they are added.
package stat

import (
	"fmt"
	"math"
	"slices"
	"sync"
)

// Z95 is the .975 quantile of the normal distribution, the half width of a
// 95 % interval in standard errors.
const Z95 = 1.959963984540054

// An Interval is a two-sided 95 % interval, Lower <= Upper, both limits
// included, in the unit of the estimate. It is zero where there is none.
type Interval struct{ Lower, Upper float64 }

// around returns the interval centre ± half.
func around(centre, half float64) Interval {
	return Interval{centre - half, centre + half}
}

// clip cuts both limits to [lo, hi].
func (i Interval) clip(lo, hi float64) Interval {
	return Interval{min(max(i.Lower, lo), hi), min(max(i.Upper, lo), hi)}
}

// A Count is X successes in N trials, 0 <= X <= N. Counts of parts may be
// added, their rates may not be averaged.
type Count struct{ X, N int64 }

// Rate returns X/N; ok is false if N == 0. It panics unless 0 <= X <= N.
func (c Count) Rate() (rate float64, ok bool) {
	mustCount(c.X, c.N)
	if c.N == 0 {
		return 0, false
	}
	return c.rate(), true
}

func (c Count) rate() float64 { return float64(c.X) / float64(c.N) }

// variance returns that of one trial, r(1-r), exactly 0 at both ends.
func (c Count) variance() float64 {
	return c.rate() * (float64(c.N-c.X) / float64(c.N))
}

// Moments returns the moments of N values, 1 for a success and else 0.
func (c Count) Moments() Moments { return Moments{c.N, c.X, c.X} }

// sumCounts adds all counts. It panics if one of them is none.
func sumCounts(groups []Count) (all Count) {
	for _, g := range groups {
		mustCount(g.X, g.N)
		all.X += g.X
		all.N += g.N
	}
	return all
}

// An Estimate is a figure with its standard error.
type Estimate struct {
	Value       float64
	SE          float64  // of Value; 0 if the data show no spread, or if Interval is not made of it
	DF          float64  // degrees of freedom of Student's t; 0 where the normal distribution is used
	Interval    Interval // zero if not HasInterval
	HasInterval bool
}

// estimate returns value ± quantile·se, clipped to [lo, hi]. Without a spread
// there is no interval: one of no width would be taken for certainty.
// ok is false if a number left the range of float64 on the way.
func estimate(value, se, df, lo, hi float64) (e Estimate, ok bool) {
	if !finite(value, se) {
		return Estimate{}, false
	}
	e = Estimate{Value: value, SE: se, DF: df}
	if se == 0 {
		return e, true
	}
	e.Interval, e.HasInterval = around(value, quantile(df)*se).clip(lo, hi), true
	if !finite(e.Interval.Lower, e.Interval.Upper) {
		return Estimate{}, false
	}
	return e, true
}

// quantile returns the .975 quantile of Student's t, of the normal
// distribution if df is 0.
func quantile(df float64) float64 {
	switch {
	case df == 0:
		return Z95
	case df != math.Trunc(df) || df >= manyDF:
		return StudentQuantile(0.975, df)
	}
	if q, ok := quantiles.Load(df); ok {
		return q.(float64)
	}
	q := StudentQuantile(0.975, df)
	quantiles.Store(df, q)
	return q
}

// quantiles are those of whole degrees of freedom, which as many answers ask for
// again and again.
var quantiles sync.Map

// normalP returns the two-sided p-value of a standard normal statistic. It
// uses erfc, because 1-Φ(z) has no digits left for a large z.
func normalP(z float64) float64 {
	return math.Erfc(math.Abs(z) / math.Sqrt2)
}

// total returns the sum of the terms, the same bits in whatever order they
// come. It sorts them in place, and carries what an addition rounds off.
//
// Source: A. Neumaier, ZAMM 54 (1974), 39-51.
func total(terms []float64) float64 {
	slices.Sort(terms)
	var sum, lost float64
	for _, t := range terms {
		next := sum + t
		if math.Abs(sum) >= math.Abs(t) {
			lost += sum - next + t
		} else {
			lost += t - next + sum
		}
		sum = next
	}
	return sum + lost
}

// totalOf returns the total of f over all groups.
func totalOf[T any](groups []T, f func(T) float64) float64 {
	terms := make([]float64, len(groups))
	for i, g := range groups {
		terms[i] = f(g)
	}
	return total(terms)
}

// finite reports whether all are numbers, neither NaN nor infinite.
func finite(values ...float64) bool {
	return !slices.ContainsFunc(values, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) })
}

func square(x float64) float64 { return x * x }

// mustCount panics unless x of n is a count: whoever asks has counted wrongly.
func mustCount(x, n int64) {
	if x < 0 || x > n {
		panic(fmt.Sprintf("stat: %d successes in %d trials", x, n))
	}
}

// must panics with the formatted message unless ok.
func must(ok bool, format string, args ...any) {
	if !ok {
		panic("stat: " + fmt.Sprintf(format, args...))
	}
}

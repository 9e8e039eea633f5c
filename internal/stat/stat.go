// Package stat turns counts and exact sums into intervals and tests: numbers
// in, intervals out. It knows no KPI, no unit and no page.
//
// Every interval is a two-sided 95 % interval. What cannot be computed is NaN,
// never 0: a zero could be published by mistake and a zero-width interval
// would get a verdict, whereas NaN fails every comparison and cannot be
// written as JSON. Functions that may have no answer say so besides, by a
// bool or a flag.
//
// Which samples are too small to be shown (fewer than five successes beside a
// ratio, fewer than k persons anywhere) is not decided here. Neither are
// finite populations, weights and several tests at once.
package stat

import (
	"fmt"
	"math"
)

// Z95 is the .975 quantile of the normal distribution, the half width of a
// 95 % interval in standard errors.
const Z95 = 1.959963984540054

// An Interval is a two-sided 95 % interval, Lower <= Upper, both limits
// included, in the unit of the estimate. Both limits are NaN where there is
// none.
type Interval struct{ Lower, Upper float64 }

// nowhere is the interval of what cannot be computed.
var nowhere = Interval{math.NaN(), math.NaN()}

// around returns the interval centre ± half.
func around(centre, half float64) Interval {
	return Interval{centre - half, centre + half}
}

// clip cuts both limits to [lo, hi]; NaN stays NaN.
func (i Interval) clip(lo, hi float64) Interval {
	return Interval{min(max(i.Lower, lo), hi), min(max(i.Upper, lo), hi)}
}

// normalP returns the two-sided p-value of a standard normal statistic. It
// uses erfc, because 1-Φ(z) has no digits left for a large z.
func normalP(z float64) float64 {
	return math.Erfc(math.Abs(z) / math.Sqrt2)
}

// mustCount panics unless x of n is a count: whoever asks has counted wrongly.
func mustCount(x, n int64) {
	if x < 0 || x > n {
		panic(fmt.Sprintf("stat: %d successes in %d trials", x, n))
	}
}

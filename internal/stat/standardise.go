package stat

import "math"

// Standardise returns the rate that a group would have if its bands (of age,
// say) had the shares of a standard population: Σ s·x/n, with a normal
// interval clipped to [0, 1]. Shares are made to add up to 1.
//
// ok is false if a band is empty, since to skip it would change the standard,
// or if all shares are 0. It panics unless there is one share for each band,
// no share is negative and all bands are counts.
//
// Source: direct standardisation; HANDBOOK 2c D15.
func Standardise(shares []float64, bands []Count) (e Estimate, ok bool) {
	mustShares(shares, len(bands))
	sum := totalOf(shares, func(s float64) float64 { return s })
	all := sumCounts(bands)
	if len(present(bands)) < len(bands) || all.N == 0 || !(sum > 0) || !finite(sum) {
		return Estimate{}, false
	}
	rates, variances := make([]float64, len(bands)), make([]float64, len(bands))
	for i, b := range bands {
		s := shares[i] / sum
		rates[i] = s * b.rate()
		variances[i] = s * s * b.variance() / float64(b.N)
	}
	return estimate(min(1, total(rates)), math.Sqrt(total(variances)), 0, 0, 1)
}

// mustShares panics unless there are n shares, none negative.
func mustShares(shares []float64, n int) {
	must(len(shares) == n, "%d shares for %d bands", len(shares), n)
	for _, s := range shares {
		must(s >= 0 && finite(s), "share %v", s)
	}
}

// StandardisedRatio returns the standardised rate of a group by that of a
// reference, with the interval of its logarithm by the delta method.
//
// It is not computable if a band of either is empty, if all shares are 0 or if
// the reference rate is 0; it has no interval if the group's is 0 or if
// neither has a standard error. It panics as Standardise does.
func StandardisedRatio(shares []float64, bands, reference []Count) Ratio {
	a, okA := Standardise(shares, bands)
	b, okB := Standardise(shares, reference)
	if !okA || !okB || b.Value == 0 || !finite(a.Value/b.Value) {
		return Ratio{}
	}
	r := Ratio{Point: a.Value / b.Value, Computable: true}
	if variance := square(a.SE/a.Value) + square(b.SE/b.Value); a.Value > 0 && variance > 0 {
		r.Interval = logInterval(r.Point, variance)
		r.HasInterval = finite(r.Interval.Upper)
	}
	if !r.HasInterval {
		r.Interval = Interval{}
	}
	return r
}

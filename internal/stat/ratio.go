package stat

import "math"

// A Ratio is one rate divided by another.
type Ratio struct {
	Point       float64  // the raw ratio, >= 0; NaN if not Computable
	Interval    Interval // positive limits; NaN if not HasInterval
	Computable  bool     // the reference has at least one success, both sides have trials
	HasInterval bool     // Computable, and not everybody succeeded on both sides
}

// RateRatio returns (x/n) / (xRef/nRef) of two independent groups with the log
// interval of Katz.
//
// The limits of use are those of the zero rule:
//   - x == 0 < xRef: Point is the raw 0; the interval adds one half to the
//     successes and trials of both groups and lies above Point;
//   - xRef == 0, n == 0 or nRef == 0: not computable;
//   - x == n and xRef == nRef: 1 without interval.
//
// A group must not be compared with a whole that contains it. Whether x < 5 or
// xRef < 5 is too small to be shown is the caller's rule, not this function's.
// RateRatio panics unless 0 <= x <= n on both sides.
//
// Source: D. Katz et al., Biometrics 34 (1978), 469-474.
func RateRatio(x, n, xRef, nRef int64) Ratio {
	mustCount(x, n)
	mustCount(xRef, nRef)
	if n == 0 || xRef == 0 {
		return Ratio{Point: math.NaN(), Interval: nowhere}
	}
	r := Ratio{
		Point:      float64(x) / float64(n) / (float64(xRef) / float64(nRef)),
		Interval:   nowhere,
		Computable: true,
	}
	if x == n && xRef == nRef {
		return r
	}
	half := 0.0
	if x == 0 {
		half = 0.5
	}
	r.Interval = katz(float64(x)+half, float64(n)+half, float64(xRef)+half, float64(nRef)+half)
	r.HasInterval = true
	return r
}

// katz returns the normal interval of the logarithm of the ratio, taken back.
func katz(x, n, xRef, nRef float64) Interval {
	log := math.Log(x / n / (xRef / nRef))
	half := Z95 * math.Sqrt(1/x-1/n+1/xRef-1/nRef)
	return Interval{math.Exp(log - half), math.Exp(log + half)}
}

// The band of ratios that call for no closer look: four fifths and its
// inverse. It is a screening line, not a line between fair and unfair.
const (
	BandLower = 0.8
	BandUpper = 1.25
)

// A Verdict says where the whole interval of a ratio lies beside the band.
type Verdict string

// The verdicts. Undecided is not "no difference": the data are too few to
// tell, and the interval reaches over a limit of the band.
const (
	Below     Verdict = "below"
	Within    Verdict = "within"
	Above     Verdict = "above"
	Undecided Verdict = "undecided"
)

// Judge returns the verdict on the interval of a ratio: Below or Above if it
// lies wholly outside [BandLower, BandUpper], Within if wholly inside, limits
// included. An interval of NaN is Undecided.
//
// With fewer than five successes in the group or in the reference there is no
// verdict at all. Only the caller knows the counts and must not ask then.
func Judge(ratio Interval) Verdict {
	switch {
	case ratio.Upper < BandLower:
		return Below
	case ratio.Lower > BandUpper:
		return Above
	case ratio.Lower >= BandLower && ratio.Upper <= BandUpper:
		return Within
	}
	return Undecided
}

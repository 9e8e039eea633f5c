package stat

import "math"

// A Ratio is one rate divided by another.
type Ratio struct {
	Point       float64  // the raw ratio, >= 0; 0 if not Computable
	Interval    Interval // 0 <= Lower < Upper; zero if not HasInterval
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
// A group must not be compared with a whole that contains it: that is Overall.
// Whether x < 5 or xRef < 5 is too small to be shown is the caller's rule, not
// this function's.
// RateRatio panics unless 0 <= x <= n on both sides.
//
// Source: D. Katz et al., Biometrics 34 (1978), 469-474.
func RateRatio(x, n, xRef, nRef int64) Ratio {
	mustCount(x, n)
	mustCount(xRef, nRef)
	if n == 0 || xRef == 0 {
		return Ratio{}
	}
	r := Ratio{
		Point:      float64(x) / float64(n) / (float64(xRef) / float64(nRef)),
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
	return logInterval(x/n/(xRef/nRef), 1/x-1/n+1/xRef-1/nRef)
}

// logInterval returns the normal interval of the logarithm of a ratio, which
// has the given variance, taken back.
func logInterval(ratio, variance float64) Interval {
	half := Z95 * math.Sqrt(variance)
	return Interval{ratio * math.Exp(-half), ratio * math.Exp(half)}
}

// A PartWhole compares a group with the whole that contains it.
type PartWhole struct {
	Gap         float64  // the group's rate minus that of the whole, in [-1, 1]
	GapInterval Interval // in [-1, 1]
	Ratio       Ratio    // by the rate of the whole
}

// Overall compares the x of n of a group with the allX of allN of everybody,
// the group included. Newcombe's and Katz's intervals hold against the rest,
// from which both limits are mapped to the whole: gap = (1-π)(r-rest) and
// ratio = ρ/(πρ+1-π), where π = n/allN and ρ = r/rest.
//
// The ratio has no interval if nobody of the rest succeeded, or if everybody
// did everywhere; it is not computable if nobody did at all. ok is false if
// the group is empty or has no rest.
// It panics unless the group and the rest are counts.
//
// Source: HANDBOOK 2c D11.
func Overall(x, n, allX, allN int64) (p PartWhole, ok bool) {
	mustCount(x, n)
	restX, restN := allX-x, allN-n
	mustCount(restX, restN)
	if n == 0 || restN == 0 {
		return PartWhole{}, false
	}
	share, others := float64(n)/float64(allN), float64(restN)/float64(allN)
	gap := Newcombe(x, n, restX, restN)
	p.Gap = others * (Count{x, n}.rate() - Count{restX, restN}.rate())
	p.GapInterval = Interval{others * gap.Lower, others * gap.Upper}
	if allX == 0 {
		return p, true
	}
	p.Ratio = Ratio{Point: Count{x, n}.rate() / Count{allX, allN}.rate(), Computable: true}
	if r := RateRatio(x, n, restX, restN); r.HasInterval {
		toWhole := func(rho float64) float64 { return rho / (share*rho + others) }
		p.Ratio.Interval = Interval{toWhole(r.Interval.Lower), toWhole(r.Interval.Upper)}
		p.Ratio.HasInterval = true
	}
	return p, true
}

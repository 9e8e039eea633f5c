package stat

import "math"

// Poisson returns the exact interval of the expected number of events where x
// were counted: Lower exactly 0 at x == 0; the upper limit leaves out 2.5 %
// there as everywhere. Lower < x < Upper for x > 0.
// It panics if x < 0. The time grows with √x.
//
// Source: F. Garwood, Biometrika 28 (1936), 437-442.
func Poisson(x int64) Interval {
	must(x >= 0, "%d events", x)
	return Interval{poissonLower(float64(x)), poissonUpper(float64(x))}
}

func poissonLower(x float64) float64 {
	if x == 0 {
		return 0
	}
	return solve(0, x, func(mean float64) (float64, float64) {
		return gammaLower(x, mean) - 0.025, gammaPeak(x, mean) / mean
	})
}

// poissonUpper looks up to six standard deviations and 10 above x, where less
// than 2.5 % is left of any Poisson distribution.
func poissonUpper(x float64) float64 {
	a := x + 1
	return solve(x, x+6*math.Sqrt(a)+10, func(mean float64) (float64, float64) {
		return 0.025 - gammaUpper(a, mean), gammaPeak(a, mean) / mean
	})
}

// PoissonRate returns x events per unit of exposure (persons, hours) with the
// exact interval. ok is false unless the exposure is a positive number and the
// rate fits a float64. It panics if x < 0.
func PoissonRate(x int64, exposure float64) (e Estimate, ok bool) {
	i := Poisson(x)
	e = Estimate{
		Value:       float64(x) / exposure,
		Interval:    Interval{i.Lower / exposure, i.Upper / exposure},
		HasInterval: true,
	}
	if !(exposure > 0) || !finite(exposure, e.Interval.Upper) {
		return Estimate{}, false
	}
	return e, true
}

// A CountChange compares two counts of events with their exposures.
type CountChange struct {
	Ratio Ratio   // of the rates, later by earlier
	P     float64 // exact, of equal rates; not adjusted for several tests
}

// CompareCounts compares x2 events in the exposure e2 with x1 events in e1
// before. Given x1+x2, x2 is binomial if the rates are equal; P is the sum of
// all outcomes that are not more probable than the observed (not twice a
// tail), and 1 without any event. The interval is that of Clopper and Pearson
// for x2 of x1+x2, mapped to the ratio of the rates. At unequal exposures the
// two may disagree at the edge; P decides.
//
// The ratio is not computable if x1 == 0. ok is false unless both exposures are
// positive numbers whose ratio fits a float64. It panics if a count is
// negative.
//
// Source: J. Przyborowski, H. Wilenski, Biometrika 31 (1940), 313-323;
// HANDBOOK 2c D8.
func CompareCounts(x1 int64, e1 float64, x2 int64, e2 float64) (c CountChange, ok bool) {
	must(x1 >= 0 && x2 >= 0, "%d and %d events", x1, x2)
	odds := e2 / e1
	if !(e1 > 0 && e2 > 0) || !finite(e1, e2, odds, 1/odds) || odds == 0 {
		return CountChange{P: 1}, false
	}
	c.P = binomialP(x2, x1+x2, odds)
	if x1 == 0 {
		return c, true
	}
	// From the tails themselves: one minus a limit next to 1 has few digits.
	later, earlier := clopperLower(x2, x1+x2), clopperLower(x1, x1+x2)
	c.Ratio = Ratio{
		Point:       float64(x2) / float64(x1) / odds,
		Interval:    Interval{later / (1 - later) / odds, (1 - earlier) / earlier / odds},
		Computable:  true,
		HasInterval: true,
	}
	if !finite(c.Ratio.Point, c.Ratio.Interval.Upper) {
		return CountChange{P: 1}, false
	}
	return c, true
}

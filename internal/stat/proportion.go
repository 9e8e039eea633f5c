package stat

import "math"

// Wilson returns the score interval, without continuity correction, of the
// proportion of x successes in n trials: within [0, 1], Lower exactly 0 at
// x == 0, Upper exactly 1 at x == n.
//
// With n == 0 nothing is known and the interval is [0, 1]; the proportion
// itself is then not computable.
// Wilson panics unless 0 <= x <= n.
//
// Source: E. B. Wilson, JASA 22 (1927), 209-212.
func Wilson(x, n int64) Interval {
	mustCount(x, n)
	if n == 0 {
		return Interval{0, 1}
	}
	return wilson(float64(x), float64(n-x))
}

// wilson is the interval of counts that need not be whole; not both are 0.
func wilson(successes, failures float64) Interval {
	return Interval{wilsonLower(successes, failures), 1 - wilsonLower(failures, successes)}
}

// wilsonLower returns the smaller root p of (x-np)² = z²·n·p(1-p) as the
// product of both roots by the larger one. The usual centre minus half width
// cancels for small x and leaves noise instead of 0 at x == 0.
func wilsonLower(x, failures float64) float64 {
	n := x + failures
	larger := x + Z95*Z95/2 + Z95*math.Sqrt(x*failures/n+Z95*Z95/4)
	return x / n * x / larger
}

// AgrestiCoull returns the normal interval of the proportion after z²/2
// successes and as many failures have been added, clipped to [0, 1]. It has
// the middle of Wilson's and is never shorter; good enough from n = 40.
//
// With n == 0 the interval is [0, 1]. It panics unless 0 <= x <= n.
//
// Source: A. Agresti, B. A. Coull, The American Statistician 52 (1998),
// 119-126, with z instead of 2.
func AgrestiCoull(x, n int64) Interval {
	mustCount(x, n)
	all := float64(n) + Z95*Z95
	centre := (float64(x) + Z95*Z95/2) / all
	half := Z95 * math.Sqrt(centre*(1-centre)/all)
	return around(centre, half).clip(0, 1)
}

// ClopperPearson returns the exact interval of the proportion, which is too
// wide rather than too short; for a reader who asks for it. Lower is exactly 0
// at x == 0 and Upper exactly 1 at x == n; the other limit leaves out 2.5 %
// there as everywhere.
//
// With n == 0 the interval is [0, 1]. It panics unless 0 <= x <= n. The time
// grows with √n; n = 10^12 takes a tenth of a second.
//
// Source: C. J. Clopper, E. S. Pearson, Biometrika 26 (1934), 404-413.
func ClopperPearson(x, n int64) Interval {
	mustCount(x, n)
	return Interval{clopperLower(x, n), 1 - clopperLower(n-x, n)}
}

func clopperLower(x, n int64) float64 {
	if x == 0 {
		return 0
	}
	return betaQuantile(0.025, float64(x), float64(n-x)+1)
}

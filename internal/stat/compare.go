package stat

import "math"

// Newcombe returns the hybrid score interval of the difference of two
// independent proportions, x1/n1 - x2/n2, within [-1, 1]. For a change put the
// later period first.
//
// With n1 == 0 or n2 == 0 nothing is known and the interval is [-1, 1].
// A group must not be compared with a whole that contains it: the two are not
// independent; Overall does that. Newcombe panics unless 0 <= x <= n on both
// sides.
//
// Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10.
func Newcombe(x1, n1, x2, n2 int64) Interval {
	w1, w2 := Wilson(x1, n1), Wilson(x2, n2)
	if n1 == 0 || n2 == 0 {
		return Interval{-1, 1}
	}
	return hybrid(float64(x1)/float64(n1), w1, float64(x2)/float64(n2), w2)
}

// hybrid joins the intervals of two proportions to that of p1-p2.
func hybrid(p1 float64, i1 Interval, p2 float64, i2 Interval) Interval {
	return Interval{
		Lower: p1 - p2 - math.Hypot(p1-i1.Lower, i2.Upper-p2),
		Upper: p1 - p2 + math.Hypot(i1.Upper-p1, p2-i2.Lower),
	}.clip(-1, 1)
}

// minExpected is the expected count below which the normal approximation of
// TwoProportions is not trusted.
const minExpected = 5

// A Test is the outcome of a test of one hypothesis.
type Test struct {
	Statistic float64 // 0 for an exact test, which has none
	DF        float64 // degrees of freedom; 0 where there are none
	P         float64 // in [0, 1], two-sided where a test has sides; not adjusted for several tests
	Method    Method
}

// noTest is the outcome of a test that could not be made.
var noTest = Test{P: 1}

// TwoProportions tests whether two independent proportions x1/n1 and x2/n2 are
// equal: by the pooled z test without continuity correction, or by Fisher's
// exact test if one of the four expected counts is below 5. If nobody or
// everybody succeeded on both sides P is 1. ok is false if n1 == 0 or n2 == 0.
//
// P and an interval of Newcombe or RateRatio come from different methods and
// may disagree at the edge. It panics unless 0 <= x <= n on both sides.
//
// Source: HANDBOOK 2c D7.
func TwoProportions(x1, n1, x2, n2 int64) (t Test, ok bool) {
	mustCount(x1, n1)
	mustCount(x2, n2)
	x, n := x1+x2, n1+n2
	switch {
	case n1 == 0 || n2 == 0:
		return noTest, false
	case x == 0 || x == n || fewExpected(x, n, min(n1, n2)):
		return Test{P: fisherP(x1, n1, x2, n2), Method: Fisher}, true
	}
	z := pooledZ(x1, n1, x2, n2)
	return Test{Statistic: z, P: normalP(z), Method: PooledZ}, true
}

// TwoProportionP returns the p-value of TwoProportions; NaN if a side is
// empty, which is how a family of tests (Holm) has no test there.
func TwoProportionP(x1, n1, x2, n2 int64) float64 {
	if t, ok := TwoProportions(x1, n1, x2, n2); ok {
		return t.P
	}
	return math.NaN()
}

// fewExpected reports whether a side of the given size has fewer than
// minExpected expected successes or failures. The smaller side has the
// smallest expected counts.
func fewExpected(x, n, side int64) bool {
	return float64(side)*float64(min(x, n-x)) < minExpected*float64(n)
}

func pooledZ(x1, n1, x2, n2 int64) float64 {
	m1, m2 := float64(n1), float64(n2)
	pooled := float64(x1+x2) / (m1 + m2)
	diff := float64(x1)/m1 - float64(x2)/m2
	return diff / math.Sqrt(pooled*(1-pooled)*(1/m1+1/m2))
}

// fisherP is the two-sided exact test: the hypergeometric probability of all
// tables with the same margins that are not more probable than the observed.
func fisherP(x1, n1, x2, n2 int64) float64 {
	total := x1 + x2
	first, last := max(0, total-n2), min(total, n1)
	middle := int64(float64(n1) * float64(total) / float64(n1+n2))
	return rarer(first, last, middle, x1, func(k int64) float64 {
		return float64(n1-k) / float64(k+1) * float64(total-k) / float64(n2-total+k+1)
	})
}

// binomialP is the two-sided exact test of x successes in n trials against the
// odds of success to failure, > 0.
func binomialP(x, n int64, odds float64) float64 {
	middle := int64(float64(n) * (odds / (1 + odds)))
	return rarer(0, n, middle, x, func(k int64) float64 {
		return float64(n-k) / float64(k+1) * odds
	})
}

// tie is how much more probable than the observed outcome another one may be
// and still count as equally probable: rounding must not separate ties.
const tie = 1e-7

// rarer returns the probability of all outcomes first..last that are not more
// probable than the observed one, where up(k) is P(k+1)/P(k). The weights run
// outwards from the middle of the distribution, where they are largest, so
// that they can only fade and need no logarithm of a factorial. What is less
// probable than 1e-300 counts as 0: closer to 0 a float64 no longer fades.
func rarer(first, last, middle, observed int64, up func(k int64) float64) float64 {
	const faint = 1e-300
	middle = min(max(middle, first), last)
	walk := func(visit func(k int64, weight float64)) {
		visit(middle, 1)
		for k, w := middle, 1.0; k < last && w > faint; k++ {
			w *= up(k)
			visit(k+1, w)
		}
		for k, w := middle, 1.0; k > first && w > faint; k-- {
			w /= up(k - 1)
			visit(k-1, w)
		}
	}
	var limit, all, tail float64
	walk(func(k int64, w float64) {
		if k == observed {
			limit = w * (1 + tie)
		}
	})
	walk(func(_ int64, w float64) {
		all += w
		if w <= limit {
			tail += w
		}
	})
	return min(1, tail/all)
}

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
	return Interval{wilsonLower(x, n), 1 - wilsonLower(n-x, n)}
}

// wilsonLower returns the smaller root p of (x-np)² = z²·n·p(1-p) as the
// product of both roots by the larger one. The usual centre minus half width
// cancels for small x and leaves noise instead of 0 at x == 0.
func wilsonLower(x, n int64) float64 {
	xf, nf := float64(x), float64(n)
	larger := xf + Z95*Z95/2 + Z95*math.Sqrt(xf*(nf-xf)/nf+Z95*Z95/4)
	return xf / nf * xf / larger
}

// Newcombe returns the hybrid score interval of the difference of two
// independent proportions, x1/n1 - x2/n2, within [-1, 1]. For a change put the
// later period first.
//
// With n1 == 0 or n2 == 0 nothing is known and the interval is [-1, 1].
// A group must not be compared with a whole that contains it: the two are not
// independent. Newcombe panics unless 0 <= x <= n on both sides.
//
// Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10.
func Newcombe(x1, n1, x2, n2 int64) Interval {
	w1, w2 := Wilson(x1, n1), Wilson(x2, n2)
	if n1 == 0 || n2 == 0 {
		return Interval{-1, 1}
	}
	p1, p2 := float64(x1)/float64(n1), float64(x2)/float64(n2)
	return Interval{
		Lower: p1 - p2 - math.Hypot(p1-w1.Lower, w2.Upper-p2),
		Upper: p1 - p2 + math.Hypot(w1.Upper-p1, p2-w2.Lower),
	}
}

// minExpected is the expected count below which the normal approximation of
// TwoProportionP is not trusted.
const minExpected = 5

// TwoProportionP returns the two-sided p-value, within [0, 1], of the
// hypothesis that two independent proportions x1/n1 and x2/n2 are equal.
//
// It is the pooled z test without continuity correction, or Fisher's exact
// test if one of the four expected counts is below 5. If nobody or everybody
// succeeded on both sides p is 1; with n1 == 0 or n2 == 0 it is NaN.
// The p-value and an interval of Newcombe or RateRatio come from different
// methods and may disagree at the edge.
// TwoProportionP panics unless 0 <= x <= n on both sides.
func TwoProportionP(x1, n1, x2, n2 int64) float64 {
	mustCount(x1, n1)
	mustCount(x2, n2)
	x, n := x1+x2, n1+n2
	switch {
	case n1 == 0 || n2 == 0:
		return math.NaN()
	case x == 0 || x == n:
		return 1
	case fewExpected(x, n, min(n1, n2)):
		return fisherP(x1, n1, x2, n2)
	}
	return normalP(pooledZ(x1, n1, x2, n2))
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

// fisherTie is how much more probable than the observed table another one may
// be and still count as equally probable: rounding must not separate ties.
const fisherTie = 1e-7

// fisherP sums the hypergeometric probabilities of all tables with the same
// margins that are not more probable than the observed one. The weights run
// outwards from the middle of the distribution, where they are largest, so
// that they can only fade to 0 and need no logarithm of a factorial.
func fisherP(x1, n1, x2, n2 int64) float64 {
	total := x1 + x2
	first, last := max(0, total-n2), min(total, n1)
	middle := int64(float64(n1) * float64(total) / float64(n1+n2))
	middle = min(max(middle, first), last)

	weights := make([]float64, last-first+1)
	weights[middle-first] = 1
	for k := middle + 1; k <= last; k++ {
		weights[k-first] = weights[k-first-1] * stepUp(k-1, n1, total, n2)
	}
	for k := middle - 1; k >= first; k-- {
		weights[k-first] = weights[k-first+1] / stepUp(k, n1, total, n2)
	}

	limit := weights[x1-first] * (1 + fisherTie)
	var all, tail float64
	for _, w := range weights {
		all += w
		if w <= limit {
			tail += w
		}
	}
	return min(1, tail/all)
}

// stepUp returns P(k+1)/P(k) of the hypergeometric number of successes among
// the n1 of the first side, if total of n1+n2 succeed. It is positive from the
// first possible k to the last but one.
func stepUp(k, n1, total, n2 int64) float64 {
	return float64(n1-k) / float64(k+1) * float64(total-k) / float64(n2-total+k+1)
}

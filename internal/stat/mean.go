package stat

import (
	"fmt"
	"math"
	"math/bits"
)

// Moments are the exact sums of N whole numbers and of their squares. Adding
// the fields of two groups gives the moments of both together; no order of
// rows can change a digit. Values that are not whole are counted in a smaller
// unit. That the sums fit is the caller's care: squares of values up to 10
// overflow after 10^16 rows, squares of 10^9 after nine.
type Moments struct{ N, Sum, SumSquares int64 }

// Mean returns the arithmetic mean; NaN if N == 0.
func (m Moments) Mean() float64 {
	return float64(m.Sum) / float64(m.N)
}

// SD returns the sample standard deviation, with divisor N-1; NaN if N < 2.
// It panics if no N numbers have these sums.
func (m Moments) SD() float64 {
	spread := m.spread()
	if m.N < 2 {
		return math.NaN()
	}
	n := float64(m.N)
	return math.Sqrt(spread / (n * (n - 1)))
}

// SE returns the standard error of the mean, SD/√N; NaN if N < 2.
func (m Moments) SE() float64 {
	return m.SD() / math.Sqrt(float64(m.N))
}

// Possible reports whether N numbers can have these sums: what was corrected or
// typed may be sums of none. The other methods panic unless it is so.
func (m Moments) Possible() bool {
	_, ok := m.products()
	return ok
}

// spread returns N·SumSquares - Sum², which is N times the sum of squared
// deviations. It subtracts in 128 bits: in float64 two nearly equal products
// would leave only noise.
func (m Moments) spread() float64 {
	spread, ok := m.products()
	if !ok {
		panic(fmt.Sprintf("stat: no numbers have the sums %+v", m))
	}
	return spread
}

func (m Moments) products() (spread float64, ok bool) {
	if m.N < 0 || m.SumSquares < 0 || m.N == 0 && (m.Sum != 0 || m.SumSquares != 0) {
		return 0, false
	}
	sum := uint64(max(m.Sum, -m.Sum))
	hi, lo := bits.Mul64(uint64(m.N), uint64(m.SumSquares))
	hi2, lo2 := bits.Mul64(sum, sum)
	lo, borrow := bits.Sub64(lo, lo2, 0)
	hi, borrow = bits.Sub64(hi, hi2, borrow)
	return math.Ldexp(float64(hi), 64) + float64(lo), borrow == 0
}

// Interval returns the t interval of the mean, clipped to the scale [lo, hi]
// of the values; infinite bounds do not clip. If all values are equal it has
// no width.
//
// ok is false if N < 2, or if the mean lies outside of
// [lo, hi], for then these are not the bounds of the values.
// Interval panics if lo > hi.
func (m Moments) Interval(lo, hi float64) (i Interval, ok bool) {
	must(lo <= hi, "scale from %v to %v", lo, hi)
	mean := m.Mean()
	if m.N < 2 || mean < lo || mean > hi {
		return Interval{}, false
	}
	half := quantile(float64(m.N-1)) * m.SE()
	return around(mean, half).clip(lo, hi), true
}

// Welch returns the change of a mean between two independent samples, without
// assuming equal variances; DF is Satterthwaite's and not a whole number.
// The interval is not clipped.
//
// ok is false, P 1 and all but Delta 0, if a side has N < 2 or if all values of
// both sides are equal to their mean; Delta is 0 too if a side has N == 0.
//
// Source: B. L. Welch, Biometrika 34 (1947), 28-35; F. E. Satterthwaite,
// Biometrics Bulletin 2 (1946), 110-114.
func Welch(before, after Moments) (c Change, ok bool) {
	c.Method, c.P = WelchT, 1
	if before.N == 0 || after.N == 0 {
		return c, false
	}
	c.Delta = after.Mean() - before.Mean()
	se := math.Hypot(before.SE(), after.SE())
	if !(se > 0) { // also if it is NaN
		return c, false
	}
	c.SE, c.DF = se, satterthwaite(before, after)
	c.P = studentP(c.Delta/c.SE, c.DF)
	c.Interval = around(c.Delta, StudentQuantile(0.975, c.DF)*c.SE)
	return c, true
}

// satterthwaite divides by the larger variance first, so that no power of a
// very small or large standard error is lost.
func satterthwaite(a, b Moments) float64 {
	larger := max(a.SE(), b.SE())
	va, vb := square(a.SE()/larger), square(b.SE()/larger)
	return square(va+vb) / (square(va)/float64(a.N-1) + square(vb)/float64(b.N-1))
}

// Add returns the moments of both samples together.
func (m Moments) Add(o Moments) Moments {
	return Moments{m.N + o.N, m.Sum + o.Sum, m.SumSquares + o.SumSquares}
}

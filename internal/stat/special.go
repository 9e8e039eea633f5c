package stat

import "math"

// The tails of the binomial and the Poisson distribution and their inverses.
// The usual continued fractions are multiplied by a density that loses no
// digits for large counts, which those built on the gamma function do.

// betaLower returns the regularised incomplete beta function I_x(a, b), which
// is P(at least a of a+b-1) at success probability x, for a, b > 0 and 0 < x < 1.
//
// Source: DLMF 8.17.22 and 8.17.4.
func betaLower(x, a, b float64) float64 {
	if x > (a+1)/(a+b+2) {
		return 1 - betaPeak(1-x, b, a)/b*betaFraction(1-x, b, a)
	}
	return betaPeak(x, a, b) / a * betaFraction(x, a, b)
}

// betaPeak returns x^a·(1-x)^b / B(a, b).
func betaPeak(x, a, b float64) float64 {
	n := a + b
	deviance := excess(a, n*x) + excess(b, n*(1-x))
	rest := stirlingRest(n) - stirlingRest(a) - stirlingRest(b)
	return math.Sqrt(a/(2*math.Pi)*(b/n)) * math.Exp(rest-deviance)
}

// betaFraction converges in the order of √(a+b) steps where x is at most the
// mean.
func betaFraction(x, a, b float64) float64 {
	return 1 / fraction(1, func(m float64) (float64, float64) {
		k := math.Floor(m / 2)
		numerator := k * (b - k)
		if 2*k < m {
			numerator = -(a + k) * (a + b + k)
		}
		return numerator * x / ((a + m - 1) * (a + m)), 1
	})
}

// gammaLower and gammaUpper return the regularised incomplete gamma functions
// P(a, x), which is P(at least a) of a Poisson count of mean x, and Q = 1-P,
// for a, x > 0.
//
// Source: DLMF 8.11.4 and 8.9.2.
func gammaLower(a, x float64) float64 {
	if x >= a+1 {
		return 1 - gammaUpper(a, x)
	}
	term, sum := 1.0, 1.0
	for k := 1.0; term > sum*0x1p-56; k++ {
		term *= x / (a + k)
		sum += term
	}
	return gammaPeak(a, x) / a * sum
}

func gammaUpper(a, x float64) float64 {
	if x < a+1 {
		return 1 - gammaLower(a, x)
	}
	f := fraction(x+1-a, func(m float64) (float64, float64) {
		return -m * (m - a), x + 2*m + 1 - a
	})
	return gammaPeak(a, x) / f
}

// gammaPeak returns x^a·e^-x / Γ(a).
func gammaPeak(a, x float64) float64 {
	return math.Sqrt(a/(2*math.Pi)) * math.Exp(-excess(a, x)-stirlingRest(a))
}

// fraction returns first + a1/(b1 + a2/(b2 + ...)), with (a, b) = term(m) for
// m = 1, 2, ...
//
// Source: W. J. Lentz, Applied Optics 15 (1976), 668-671, with the guards of
// Thompson and Barnett.
func fraction(first float64, term func(m float64) (a, b float64)) float64 {
	const tiny = 1e-300
	nonzero := func(x float64) float64 {
		if math.Abs(x) < tiny {
			return tiny
		}
		return x
	}
	f := nonzero(first)
	c, d := f, 0.0
	for m := 1.0; m < maxTerms; m++ {
		a, b := term(m)
		d = 1 / nonzero(b+a*d)
		c = nonzero(b + a/c)
		f *= c * d
		if math.Abs(c*d-1) < 0x1p-50 {
			break
		}
	}
	return f
}

// maxTerms ends a fraction at last; counts up to 10^12 need a tenth of it.
const maxTerms = 1e7

// excess returns k·ln(k/mean) + mean - k, which is never negative, without the
// cancellation near k == mean.
//
// Source: C. Loader, Fast and Accurate Computation of Binomial Probabilities
// (2000).
func excess(k, mean float64) float64 {
	if math.Abs(k-mean) >= 0.1*(k+mean) {
		return k*math.Log(k/mean) + mean - k
	}
	v := (k - mean) / (k + mean)
	sum := (k - mean) * v
	term := 2 * k * v
	for j := 1.0; ; j++ {
		term *= v * v
		next := sum + term/(2*j+1)
		if next == sum {
			return sum
		}
		sum = next
	}
}

// stirlingRest returns what Stirling's formula leaves of ln Γ(n+1), for n > 0.
func stirlingRest(n float64) float64 {
	if n < 16 {
		lg, _ := math.Lgamma(n + 1)
		return lg - (n+0.5)*math.Log(n) + n - 0.5*math.Log(2*math.Pi)
	}
	n2 := n * n
	return (1./12 - (1./360-(1./1260-(1./1680-(1./1188-691./360360/n2)/n2)/n2)/n2)/n2) / n
}

// betaQuantile returns the x at which betaLower(x, a, b) is p, where p is a
// small tail.
func betaQuantile(p, a, b float64) float64 {
	return solve(0, a/(a+b), func(x float64) (float64, float64) {
		return betaLower(x, a, b) - p, betaPeak(x, a, b) / (x * (1 - x))
	})
}

// solve returns the zero of a rising f in (lo, hi) by Newton's steps, halving
// the bracket whenever one would leave it. f gives its value and slope.
func solve(lo, hi float64, f func(x float64) (value, slope float64)) float64 {
	x := lo + (hi-lo)/2
	for range 200 {
		value, slope := f(x)
		if value > 0 {
			hi = x
		} else {
			lo = x
		}
		next := x - value/slope
		if !(next > lo && next < hi) {
			next = lo + (hi-lo)/2
		}
		if math.Abs(next-x) <= 0x1p-51*x {
			return next
		}
		x = next
	}
	return x
}

package stat

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// manyDF is where StudentQuantile leaves the incomplete beta function, which
// loses digits in proportion to df, for the expansion around the normal
// quantile, whose error falls with the cube of df. Both are good to 1e-11 here.
const manyDF = 1e5

// StudentQuantile returns the p quantile of Student's t distribution with df
// degrees of freedom, df > 0 and not necessarily whole. For df >= 1 and p in
// [.005, .995] its relative error is below 1e-10.
// StudentQuantile panics unless 0 < p < 1 and df > 0.
//
// Source: Abramowitz & Stegun 26.7.1 (as an incomplete beta function) and, for
// large df, 26.7.5.
func StudentQuantile(p, df float64) float64 {
	if !(p > 0 && p < 1 && df > 0) {
		panic(fmt.Sprintf("stat: Student quantile of p %v, df %v", p, df))
	}
	if df < manyDF {
		return math.Copysign(math.Sqrt(studentSquare(p, df)), p-0.5)
	}
	z := mathext.NormalQuantile(p)
	z2 := z * z
	return z + z*(z2+1)/(4*df) + z*((5*z2+16)*z2+3)/(96*df*df)
}

// studentSquare returns the square of the p quantile. It inverts the smaller
// of what lies outside and what lies inside of ±t: the other is near 1, where
// digits are lost.
func studentSquare(p, df float64) float64 {
	if inside := 2 * math.Abs(p-0.5); inside < 0.5 {
		w := mathext.InvRegIncBeta(0.5, df/2, inside) // t²/(df+t²)
		return df * w / (1 - w)
	}
	v := mathext.InvRegIncBeta(df/2, 0.5, 2*min(p, 1-p)) // df/(df+t²)
	return df * (1 - v) / v
}

// studentP returns the two-sided p-value of t. It asks for the tail itself,
// because one minus the rest has no digits left for a large t.
func studentP(t, df float64) float64 {
	return mathext.RegIncBeta(df/2, 0.5, df/(t*t+df))
}

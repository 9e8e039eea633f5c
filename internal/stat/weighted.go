package stat

import "math"

// WeightedSums are what is left of weighted respondents when they were added
// up: N of them who answered, and over their weights w and values x the sums
// Σw, Σwx, Σw², Σw²x and Σw²x². All respondents with a weight of 0 count in N.
type WeightedSums struct {
	N             int64
	W, WX         float64
	WW, WWX, WWXX float64
}

// Add returns the sums of both groups together.
func (s WeightedSums) Add(o WeightedSums) WeightedSums {
	return WeightedSums{s.N + o.N, s.W + o.W, s.WX + o.WX, s.WW + o.WW, s.WWX + o.WWX, s.WWXX + o.WWXX}
}

// Share returns the sums of those of whom each counts the value: x of all, who
// have s.W and s.WW, such as the yes among yes and no.
func (s WeightedSums) Share(value float64) WeightedSums {
	return WeightedSums{s.N, s.W, value * s.W, s.WW, value * s.WW, value * value * s.WW}
}

// Mean is WeightedMean from sums: Σwx/Σw, its standard error by linearisation
// and the t interval with N-1 degrees of freedom, clipped to [lo, hi].
//
// ok is false with fewer than two respondents, without any weight, or if the
// sums are of no such respondents.
//
// Source: as WeightedMean.
func (s WeightedSums) Mean(lo, hi float64) (e WeightedEstimate, ok bool) {
	if s.N < 2 || !(s.W > 0) || !(s.WW > 0) || !finite(s.W, s.WX, s.WW, s.WWX, s.WWXX) {
		return WeightedEstimate{}, false
	}
	n := float64(s.N)
	mean := min(max(s.WX/s.W, lo), hi)
	residual := max(0, s.WWXX-2*mean*s.WWX+mean*mean*s.WW)
	if residual <= 1e-12*s.WWXX {
		residual = 0 // all values are equal, but for rounding
	}
	e.NEff = min(n, s.W*s.W/s.WW)
	e.Deff = n / e.NEff
	if e.Estimate, ok = estimate(mean, math.Sqrt(n/(n-1)*residual)/s.W, n-1, lo, hi); !ok {
		return WeightedEstimate{}, false
	}
	return e, true
}

// WeightedChange compares two independent weighted means by their standard
// errors; ok is false if neither has one.
func WeightedChange(before, after WeightedEstimate) (c Change, ok bool) {
	se := math.Hypot(before.SE, after.SE)
	if se == 0 {
		return Change{}, false
	}
	delta := after.Value - before.Value
	return Change{Delta: delta, SE: se, Interval: around(delta, Z95*se), P: normalP(delta / se), Method: Linearised}, true
}

// Linearised is the method of weighted means and of their changes.
const Linearised Method = "linearised"

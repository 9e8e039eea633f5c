package stat

import "math"

// A Gradient is how a rate changes from one end of an ordered population to
// the other, by a straight line through the rates of ordered groups.
type Gradient struct {
	SII         float64 // slope index of inequality: End - Start, in rates
	SE          float64 // of SII, binomial; 0 if the groups' rates are all 0 or 1
	Interval    Interval
	HasInterval bool    // SE > 0
	Start, End  float64 // the fitted rates at both ends; they may leave [0, 1]
	RII         float64 // relative index of inequality, End/Start; 1 at parity
	HasRII      bool    // Start and End are positive
}

// Slope returns the gradient over groups in their order (youngest or least
// deprived first): the least squares line of the rates, weighted by persons,
// over the middle of each group's place in the population from 0 to 1. It
// assumes that the line is straight. Reversed, SII changes its sign.
//
// ok is false if fewer than two groups are not empty. It panics unless all
// groups are counts.
//
// Source: J. P. Mackenbach, A. E. Kunst, Social Science & Medicine 44 (1997),
// 757-771; HANDBOOK 2c D13.
func Slope(groups []Count) (g Gradient, ok bool) {
	all := sumCounts(groups)
	groups = present(groups)
	if len(groups) < 2 {
		return Gradient{}, false
	}
	places := ridits(groups, all.N)
	var spread, rise, noise []float64
	for i, c := range groups {
		// The mean place is the middle, whatever the groups.
		lever := float64(c.N) * (places[i] - 0.5)
		spread = append(spread, lever*(places[i]-0.5))
		rise = append(rise, lever*c.rate())
		noise = append(noise, lever*lever*c.variance()/float64(c.N))
	}
	width := total(spread)
	g.SII = total(rise) / width
	g.SE = math.Sqrt(total(noise)) / width
	if g.SE > 0 {
		g.Interval, g.HasInterval = around(g.SII, Z95*g.SE), true
	}
	g.Start, g.End = all.rate()-g.SII/2, all.rate()+g.SII/2
	if r := g.End / g.Start; g.Start > 0 && g.End > 0 && finite(r) {
		g.RII, g.HasRII = r, true
	}
	return g, true
}

// ridits returns the middle of each group's share of the n persons, cumulated.
func ridits(groups []Count, n int64) []float64 {
	places := make([]float64, len(groups))
	var before int64
	for i, g := range groups {
		places[i] = (float64(before) + float64(g.N)/2) / float64(n)
		before += g.N
	}
	return places
}

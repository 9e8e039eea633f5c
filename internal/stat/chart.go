package stat

import "math"

// minPast is the number of past quarters that a control chart needs.
const minPast = 7

// A Chart is the latest rate of a p-chart beside what the past lets expect.
type Chart struct {
	Centre       float64 // the rate of all past quarters together
	Lower, Upper float64 // 3 standard errors of the latest quarter to each side, within [0, 1]
	Latest       float64
	Signal       bool // Latest lies outside: a thing to look into, no proof of a change
}

// PChart compares the latest count with the past quarters, which must not
// include it and must be of one unbroken series. Empty past quarters are left
// out.
//
// ok is false with fewer than seven past quarters or without a latest one. It
// panics unless all are counts.
//
// Source: W. A. Shewhart, Economic Control of Quality (1931); HANDBOOK 2c D19.
func PChart(past []Count, latest Count) (c Chart, ok bool) {
	all := sumCounts(past)
	mustCount(latest.X, latest.N)
	if len(present(past)) < minPast || latest.N == 0 {
		return Chart{}, false
	}
	half := 3 * math.Sqrt(all.variance()/float64(latest.N))
	c = Chart{
		Centre: all.rate(),
		Lower:  max(0, all.rate()-half),
		Upper:  min(1, all.rate()+half),
		Latest: latest.rate(),
	}
	c.Signal = c.Latest < c.Lower || c.Latest > c.Upper
	return c, true
}

// Rolling returns the rate of a window of quarters, sum by sum, with Wilson's
// interval. With stocks (persons at the end of a quarter) the sums hold the
// same persons once a quarter, so that the interval is that of the average
// quarter. Windows with a common quarter must not be tested against each other.
//
// ok is false if the sum of the denominators is 0. It panics unless all are
// counts.
//
// Source: HANDBOOK 2c D17.
func Rolling(window []Count, stock bool) (e Estimate, ok bool) {
	all := sumCounts(window)
	if all.N == 0 {
		return Estimate{}, false
	}
	quarters := 1.0
	if stock {
		quarters = float64(len(window))
	}
	return Estimate{
		Value:       all.rate(),
		Interval:    wilson(float64(all.X)/quarters, float64(all.N-all.X)/quarters),
		HasInterval: true,
	}, true
}

// A Response is what is known of all sampled persons where some did not answer.
type Response struct {
	Rate   float64 // answered by sampled persons
	Share  float64 // yes among the answers: all there is to say if silence is chance
	Bounds Interval
}

// Nonresponse returns the response rate and between which shares the truth
// must lie, if none or all of those who did not answer would have said yes:
// these bounds are certain, not 95 %. Answers are those to the item, sampled
// the persons who could have answered.
//
// ok is false without answers, or if more answered than were sampled. It
// panics unless yes of answered is a count and sampled >= 0.
//
// Source: C. F. Manski, Partial Identification (2003); HANDBOOK 2c D20.
func Nonresponse(yes, answered, sampled int64) (r Response, ok bool) {
	mustCount(yes, answered)
	must(sampled >= 0, "%d persons sampled", sampled)
	if answered == 0 || answered > sampled {
		return Response{}, false
	}
	n := float64(sampled)
	return Response{
		Rate:   float64(answered) / n,
		Share:  float64(yes) / float64(answered),
		Bounds: Interval{float64(yes) / n, float64(yes+sampled-answered) / n},
	}, true
}

// RatioOfSums returns the sum of the numerators by the sum of the
// denominators, in any unit: the ratio of all organisations together, which is
// not the mean of their ratios. ok is false if the denominators add up to 0.
// It panics unless there is one denominator for each numerator. That the sums
// fit an int64 is the caller's care.
func RatioOfSums(numerators, denominators []int64) (ratio float64, ok bool) {
	must(len(numerators) == len(denominators), "%d numerators, %d denominators", len(numerators), len(denominators))
	var above, below int64
	for i := range numerators {
		above += numerators[i]
		below += denominators[i]
	}
	if below == 0 {
		return 0, false
	}
	return float64(above) / float64(below), true
}

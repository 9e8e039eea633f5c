package stat

import "math"

// minPoints is the number of quarters that a projection needs.
const minPoints = 8

// A Point is the value of a quarter. Quarters are numbered one after the other;
// those without a value are simply absent.
type Point struct {
	Quarter int64
	Value   float64
	Break   bool // the series cannot be compared with what was before
}

// An Outlook says whether a series was projected or why not.
type Outlook string

// The outlooks, in the order in which they are looked for.
const (
	TooFew    Outlook = "too_few"   // fewer than eight quarters
	Broken    Outlook = "break"     // a break after the first quarter
	NoTrend   Outlook = "no_trend"  // the interval of the slope contains 0
	TooFar    Outlook = "too_far"   // the numbers left the range of float64
	Projected Outlook = "projected" // a Projection was made
)

// A Projection is what a straight line through the past lets expect of a
// quarter, if all goes on as it did.
type Projection struct {
	Value         float64
	Interval      Interval // of the quarter's value itself, not of the line
	Slope         float64  // a quarter
	SlopeInterval Interval // does not contain 0
}

// Project extends the least squares line of a series to the quarter at, with
// its prediction interval, Student's with n-2 degrees of freedom; value and
// interval are clipped to [lo, hi]. Neighbouring quarters are taken to be
// independent, which they seldom are: the interval is rather too narrow.
// Points on a straight line give one of no width.
//
// It cannot be projected, and the Projection is zero, unless the Outlook is
// Projected. It panics unless the points are in ascending order of their
// quarters, at is later, lo <= hi and all values are numbers.
//
// Source: N. R. Draper, H. Smith, Applied Regression Analysis (1998), ch. 1.
func Project(points []Point, at int64, lo, hi float64) (p Projection, o Outlook) {
	must(lo <= hi, "scale from %v to %v", lo, hi)
	mustSeries(points, at)
	switch {
	case len(points) < minPoints:
		return Projection{}, TooFew
	case broken(points):
		return Projection{}, Broken
	}
	l := fit(points)
	t := quantile(l.df)
	ahead := float64(at-points[0].Quarter) - l.quarter
	p = Projection{
		Value:         l.value + l.slope*ahead,
		Slope:         l.slope,
		SlopeInterval: around(l.slope, t*math.Sqrt(l.variance/l.width)),
	}
	half := t * math.Sqrt(l.variance*(1+1/(l.df+2)+ahead*ahead/l.width))
	if !finite(p.Value, half, p.SlopeInterval.Lower, p.SlopeInterval.Upper) {
		return Projection{}, TooFar
	}
	if p.SlopeInterval.Lower <= 0 && p.SlopeInterval.Upper >= 0 {
		return Projection{}, NoTrend
	}
	p.Interval = around(p.Value, half).clip(lo, hi)
	p.Value = min(max(p.Value, lo), hi)
	return p, Projected
}

func mustSeries(points []Point, at int64) {
	for i, p := range points {
		must(finite(p.Value), "value %v", p.Value)
		must(p.Quarter < at && (i == 0 || points[i-1].Quarter < p.Quarter), "quarter %d in the wrong place", p.Quarter)
	}
}

func broken(points []Point) bool {
	for _, p := range points[1:] {
		if p.Break {
			return true
		}
	}
	return false
}

// A line is a least squares fit, through the means of quarters (counted from
// the first) and values.
type line struct {
	quarter, value float64 // the means
	slope          float64
	variance       float64 // of the points around the line
	width          float64 // sum of squared distances of the quarters from their mean
	df             float64
}

func fit(points []Point) (l line) {
	n := float64(len(points))
	first := points[0].Quarter
	l.df = n - 2
	l.quarter = totalOf(points, func(p Point) float64 { return float64(p.Quarter - first) }) / n
	l.value = totalOf(points, func(p Point) float64 { return p.Value / n })
	away := func(p Point) float64 { return float64(p.Quarter-first) - l.quarter }
	l.width = totalOf(points, func(p Point) float64 { return square(away(p)) })
	l.slope = totalOf(points, func(p Point) float64 { return away(p) * (p.Value - l.value) / l.width })
	residual := func(p Point) float64 { return p.Value - l.value - l.slope*away(p) }
	l.variance = totalOf(points, func(p Point) float64 { return square(residual(p)) / l.df })
	return l
}

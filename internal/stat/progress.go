package stat

import "math"

// RelativeChange returns now by before less 1: -0.2 is a fifth less. ok is
// false if before is not positive, where a percentage misleads, or if the
// result does not fit a float64. It panics if a value is no number.
func RelativeChange(before, now float64) (change float64, ok bool) {
	must(finite(before, now), "values %v and %v", before, now)
	if change = now/before - 1; before <= 0 || !finite(change) {
		return 0, false
	}
	return change, true
}

// Attainment returns the part of the way from base to target that value has
// gone: 0 at base, 1 at the target, in either direction. It may be negative or
// exceed 1. ok is false if the target is the base, or if the result does not
// fit a float64. It panics if a value is no number.
func Attainment(base, value, target float64) (part float64, ok bool) {
	must(finite(base, value, target), "values %v, %v and %v", base, value, target)
	if part = (value - base) / (target - base); target == base || !finite(part) {
		return 0, false
	}
	return part, true
}

// A Track is what is known of a figure on its way from a base year.
type Track struct {
	Base, Now    float64
	Years        float64 // from Base to Now, > 0
	Down         bool    // less is better
	HasTarget    bool
	Target       float64
	YearsAllowed float64 // from Base to the target's year, > 0
}

// A Pace names how a figure moves, by its growth rate.
type Pace string

// The paces, best first. With a target they say what part of the growth that
// is needed was had (at least .95, .6 and 0), without one by how much the
// figure grew in the good direction a year (at least 1.5 %, .5 % and 0).
const (
	Achieved    Pace = "achieved" // the target is met
	Substantial Pace = "substantial"
	Moderate    Pace = "moderate"
	Slow        Pace = "slow"
	Backwards   Pace = "backwards"
)

// A GrowthProgress is the progress of a Track.
type GrowthProgress struct {
	P     float64 // growth a year in the good direction, by what is needed if there is a target
	Score float64 // in [-5, 5]
	Pace  Pace
}

// Progress measures a track by its compound growth rate, the named alternative
// to Attainment. Two points decide, without any uncertainty, and it fails at
// zero and across signs: both are to be told where it is shown.
//
// ok is false if base is 0 or of another sign than the value or the target, if
// the years are not positive, if the target, not met, is the base, or if the
// result does not fit a float64. P is 0 if the target is met but no rate can
// be computed. It panics if a value is no number.
//
// Source: Statistics Canada and Open SDG 2.4; HANDBOOK 2c D21.
func Progress(t Track) (g GrowthProgress, ok bool) {
	must(finite(t.Base, t.Now, t.Target, t.Years, t.YearsAllowed), "track %+v", t)
	rate, ok := growth(t.Base, t.Now, t.Years)
	if !ok {
		return GrowthProgress{}, false
	}
	if t.Down != (t.Base < 0) { // d·s
		rate = -rate
	}
	if !t.HasTarget {
		return GrowthProgress{rate, scoreAlone(rate), pace(rate, 0.015, 0.005)}, true
	}
	needed, ok := growth(t.Base, t.Target, t.YearsAllowed)
	p := rate / math.Abs(needed)
	ok = ok && needed != 0 && finite(p)
	if !ok {
		p = 0
	}
	switch {
	case t.met():
		return GrowthProgress{p, 5, Achieved}, true
	case !ok:
		return GrowthProgress{}, false
	}
	return GrowthProgress{p, scoreBeside(p), pace(p, 0.95, 0.6)}, true
}

func (t Track) met() bool {
	return t.Down && t.Now <= t.Target || !t.Down && t.Now >= t.Target
}

// growth returns the compound rate of a year, >= -1.
func growth(base, value, years float64) (rate float64, ok bool) {
	factor := value / base
	if base == 0 || !(years > 0) || !(factor >= 0) {
		return 0, false
	}
	rate = math.Pow(factor, 1/years) - 1
	if !finite(rate) {
		return 0, false
	}
	return rate, true
}

func pace(p, substantial, moderate float64) Pace {
	switch {
	case p >= substantial:
		return Substantial
	case p >= moderate:
		return Moderate
	case p >= 0:
		return Slow
	}
	return Backwards
}

// scoreAlone and scoreBeside map P to [-5, 5], without and with a target.
func scoreAlone(p float64) float64 {
	switch {
	case p >= 0.015:
		return min(500*p-5, 5)
	case p >= 0.005:
		return 250*p - 1.25
	case p >= 0:
		return 500*p - 2.5
	}
	return max(125*p-2.5, -5)
}

func scoreBeside(p float64) float64 {
	if p >= 0.6 {
		return min(7.1429*p-4.2857, 5)
	}
	return max(4.1667*p-2.5, -5)
}

// NeededN returns how many answers give a 95 % interval of the given half
// width, in the unit of the value whose variance it is: .25 at worst for a
// proportion, 1 for a score in hundreds of points. At least 1. ok is false
// unless the half width is positive and the number fits an int64. It panics if
// the variance is negative or a value no number.
func NeededN(halfWidth, variance float64) (n int64, ok bool) {
	must(finite(halfWidth, variance) && variance >= 0, "half width %v, variance %v", halfWidth, variance)
	exact := square(Z95/halfWidth) * variance
	if !(halfWidth > 0) || !(exact < 1<<62) {
		return 0, false
	}
	return max(1, int64(math.Ceil(exact))), true
}

// Weeks returns the weeks in a number of days: a quarter of 92 days has
// 13.142857. It is not rounded.
func Weeks(days int) float64 { return float64(days) / 7 }

// FTE returns the full-time equivalents of hours worked in a number of weeks
// of which a full-time person works the given hours. ok is false unless weeks
// and full time are positive and the result fits a float64. It panics if a
// value is negative or no number.
func FTE(hours, weeks, fullTime float64) (fte float64, ok bool) {
	must(finite(hours, weeks, fullTime) && min(hours, weeks, fullTime) >= 0, "%v hours in %v weeks of %v", hours, weeks, fullTime)
	if fte = hours / weeks / fullTime; weeks == 0 || fullTime == 0 || !finite(fte) {
		return 0, false
	}
	return fte, true
}

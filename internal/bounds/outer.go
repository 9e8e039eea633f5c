package bounds

import "fukusen/internal/exact"

// visits is how often an equation is looked at again: bounds that creep towards
// each other by one need not be followed to the end, since what has been found
// by then holds in any case.
const visits = 64

// Outer narrows the bounds of all unknowns, one equation after the other, until
// nothing moves. No unknown can be outside; it may be narrower still, as the
// equations are only looked at one by one. Bounds that cross belong to a program
// that nothing fits.
func (p *Program) Outer() []Range {
	o := &outer{Program: p, ranges: make([]Range, len(p.Lower)), of: make([][]int32, len(p.Lower))}
	for i := range o.ranges {
		o.ranges[i] = Range{Min: p.Lower[i], Max: p.Upper[i]}
	}
	for e := range p.Equations {
		for _, t := range p.Equations[e].Terms {
			o.of[t.Row] = append(o.of[t.Row], int32(e))
		}
	}
	o.run()
	return o.ranges
}

type outer struct {
	*Program
	ranges []Range
	of     [][]int32
}

func (o *outer) run() {
	queued := make([]bool, len(o.Equations))
	seen := make([]uint8, len(o.Equations))
	queue := make([]int32, 0, len(o.Equations))
	for e := range o.Equations {
		queue = append(queue, int32(e))
		queued[e] = true
	}
	for head := 0; head < len(queue); head++ {
		e := queue[head]
		queued[e] = false
		seen[e]++
		total := o.total(e)
		for _, t := range o.Equations[e].Terms {
			if !o.narrow(e, t, &total) {
				continue
			}
			for _, other := range o.of[t.Row] {
				if other != e && !queued[other] && seen[other] < visits {
					queue, queued[other] = append(queue, other), true
				}
			}
		}
	}
}

// narrow asks one equation what an unknown can be, and reports whether that
// moved a bound; total is that of the equation, before and after. Only
// coefficients of +1 and -1 are made use of.
func (o *outer) narrow(e int32, t exact.Term, total *extent) bool {
	if t.Value != 1 && t.Value != -1 {
		return false
	}
	r := &o.ranges[t.Row]
	// coefficient * x[i] = sum - the others
	others := total.plus(extentOf(t.Value, *r), -1)
	lower, upper := o.Equations[e].Sum-others.most, o.Equations[e].Sum-others.least
	lowerKnown, upperKnown := others.above == 0, others.below == 0
	if t.Value < 0 {
		lower, upper, lowerKnown, upperKnown = -upper, -lower, upperKnown, lowerKnown
	}
	moved := false
	if lowerKnown && lower > r.Min {
		r.Min, moved = lower, true
	}
	if upperKnown && upper < r.Max {
		r.Max, moved = upper, true
	}
	*total = others.plus(extentOf(t.Value, *r), 1)
	return moved
}

// An extent is what a sum is at least and at most, but for so many terms that
// have no bound below or above.
type extent struct{ least, most, below, above int64 }

// total adds up the terms of an equation.
func (o *outer) total(e int32) (sum extent) {
	for _, t := range o.Equations[e].Terms {
		sum = sum.plus(extentOf(t.Value, o.ranges[t.Row]), 1)
	}
	return sum
}

func (a extent) plus(b extent, sign int64) extent {
	return extent{a.least + sign*b.least, a.most + sign*b.most, a.below + sign*b.below, a.above + sign*b.above}
}

// extentOf is that of a single term.
func extentOf(value int64, r Range) extent {
	switch {
	case value > 0 && r.Max == Unbounded:
		return extent{least: value * r.Min, above: 1}
	case value > 0:
		return extent{least: value * r.Min, most: value * r.Max}
	case r.Max == Unbounded:
		return extent{most: value * r.Min, below: 1}
	}
	return extent{least: value * r.Max, most: value * r.Min}
}

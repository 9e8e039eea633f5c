package bounds

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
		for _, t := range o.Equations[e].Terms {
			if !o.narrow(e, t.Row, t.Value) {
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
// moved a bound. Only coefficients of +1 and -1 are made use of.
func (o *outer) narrow(e, i int32, coefficient int64) bool {
	if coefficient != 1 && coefficient != -1 {
		return false
	}
	// coefficient * x[i] = sum - the others
	least, most, open := o.others(e, i)
	lower, upper := o.Equations[e].Sum-most, o.Equations[e].Sum-least
	lowerKnown, upperKnown := !open.above, !open.below
	if coefficient < 0 {
		lower, upper, lowerKnown, upperKnown = -upper, -lower, upperKnown, lowerKnown
	}
	r := &o.ranges[i]
	moved := false
	if lowerKnown && lower > r.Min {
		r.Min, moved = lower, true
	}
	if upperKnown && upper < r.Max {
		r.Max, moved = upper, true
	}
	return moved
}

// ends says at which ends a sum has no bound.
type ends struct{ below, above bool }

// others adds up what the other terms of an equation are at least and at most.
func (o *outer) others(e, but int32) (least, most int64, open ends) {
	for _, t := range o.Equations[e].Terms {
		if t.Row == but {
			continue
		}
		r := o.ranges[t.Row]
		switch {
		case t.Value > 0 && r.Max == Unbounded:
			least += t.Value * r.Min
			open.above = true
		case t.Value > 0:
			least, most = least+t.Value*r.Min, most+t.Value*r.Max
		case r.Max == Unbounded:
			most += t.Value * r.Min
			open.below = true
		default:
			least, most = least+t.Value*r.Max, most+t.Value*r.Min
		}
	}
	return least, most, open
}

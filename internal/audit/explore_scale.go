package audit

import (
	"cmp"
	"math"
	"slices"
)

// scales gives the first end of an axis, or tick, that neither follows from what
// the chart shows nor from the steps of its ticks: an axis must not tell of a
// value that is not there. ok is true if there is none.
func (e *exploration) scales() (v float64, ok bool) {
	if v, ok = e.steps(); !ok {
		return v, false
	}
	low, high, some := e.extent()
	if !some {
		return 0, true
	}
	for _, a := range slices.Concat(e.Option.X, e.Option.Y) {
		log := a.Type == "log"
		if a.Min != nil && !e.ends(*a.Min, low, high, log) {
			return *a.Min, false
		}
		if a.Max != nil && !e.ends(-*a.Max, -high, -low, log) {
			return *a.Max, false
		}
	}
	return 0, true
}

// extent is from the least to the greatest of all that is drawn.
func (e *exploration) extent() (low, high float64, some bool) {
	low, high = math.Inf(1), math.Inf(-1)
	add := func(all ...*float64) {
		for _, v := range all {
			if v != nil {
				low, high = min(low, *v), max(high, *v)
			}
		}
	}
	for k, s := range e.Option.Series {
		for i, item := range s.Data {
			add(item.Value)
			if e.Limits != nil && e.Limits[k][i] != nil {
				l := *e.Limits[k][i]
				add(&l[0], &l[1])
			}
		}
		for _, m := range s.MarkLine.Data {
			add(m.X, m.Y)
		}
	}
	return low, high, low <= high
}

// ends reports whether an axis may begin at from: at what is drawn, at the step
// below it or below zero, or at a natural end; on an axis of ratios as far below
// what is drawn as all such axes begin. For the upper end all signs are turned.
func (e *exploration) ends(from, low, high float64, log bool) bool {
	if log {
		const margin, alone = 1.05, 1.5
		ratio := max(low/from, from/low)
		return same(ratio, margin) || same(ratio, margin*alone)
	}
	if same(from, low) || slices.ContainsFunc([]float64{0, 1, 5, 10, 100}, func(n float64) bool { return same(math.Abs(from), n) }) {
		return true
	}
	return slices.ContainsFunc(e.distances(cmp.Or(high-low, math.Abs(low)/5)), func(step float64) bool {
		pad := 0.0
		if low == high { // a single value stands in the middle
			pad = math.Abs(low)/10 + step
		}
		below := low - from
		return same(from/step, math.Round(from/step)) && below >= -1e-9*step && below < step*(1+1e-9)+pad
	})
}

// distances are those that ticks can have: that of the ticks that there are, or
// where none are written all round ones that make a handful of them.
func (e *exploration) distances(extent float64) (all []float64) {
	if step := e.step(); step > 0 {
		return []float64{step}
	}
	for unit := math.Pow(10, math.Floor(math.Log10(max(extent, 1e-12)))-1); unit <= extent; unit *= 10 {
		for _, step := range []float64{unit, 2 * unit, 5 * unit} {
			if extent/8 <= step && step <= extent {
				all = append(all, step)
			}
		}
	}
	return all
}

// same is equality to the digits of the open data.
func same(a, b float64) bool { return math.Abs(a-b) <= 1e-8*max(1e-8, math.Abs(a), math.Abs(b)) }

// step is the distance of ticks; 0 where there are less than two.
func (e *exploration) step() float64 {
	if len(e.Ticks) < 2 {
		return 0
	}
	return e.Ticks[1].Value - e.Ticks[0].Value
}

// steps gives the first tick that is no multiple of their distance, or a
// distance that is not round. Those of ratios grow; each of them is round.
func (e *exploration) steps() (v float64, ok bool) {
	step := e.step()
	log := slices.ContainsFunc(slices.Concat(e.Option.X, e.Option.Y), func(a axis) bool { return a.Type == "log" })
	if !log && step != 0 && !significant(step, 2) {
		return step, false
	}
	for i, t := range e.Ticks {
		switch {
		case log && !significant(t.Value, 2):
			return t.Value, false
		case log || step == 0:
		case !same(t.Value/step, math.Round(t.Value/step)), i > 0 && !same(t.Value-e.Ticks[i-1].Value, step):
			return t.Value, false
		}
	}
	return 0, true
}

// significant reports whether a number has no more than n significant digits.
func significant(v float64, n int) bool {
	if v == 0 {
		return true
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(v)))-float64(n-1))
	return same(v/unit, math.Round(v/unit))
}

package bounds

import (
	"math"
	"slices"

	"fukusen/internal/exact"
)

// dives is how many linear programs Point solves for a component at most.
const dives = 6

// Point finds a table that fits the program, without knowing one; false if it
// found none, which does not quite mean that there is none. What it finds has
// been checked by exact.Fits.
//
// A vertex of the linear program is found first. Where it is not whole, it is
// rounded, and what the sums are off then is walked away in whole steps. If the
// walk gets stuck, an unknown is set to a whole number and all begins anew.
func (p *Program) Point() ([]int64, bool) {
	all := &Program{Lower: slices.Clone(p.Lower), Upper: slices.Clone(p.Upper), Equations: p.Equations}
	if !all.tighten() {
		return nil, false
	}
	x := make([]int64, len(p.Lower))
	for _, part := range all.Parts() {
		left := dives
		found := part.dive(&left)
		if found == nil {
			return nil, false
		}
		for j, i := range part.Unknowns {
			x[i] = found[j]
		}
	}
	return x, exact.Fits(x, p.Lower, p.Upper, p.Equations)
}

// A Part is the program of unknowns that hang together by equations.
type Part struct {
	Program
	Unknowns []int32 // of the whole program, in ascending order
}

// Parts takes a program apart, in the order of the first unknowns.
func (p *Program) Parts() []Part {
	var parts []Part
	at := make([]int32, len(p.Lower)) // place of an unknown in its part
	of := make([]int, len(p.Lower))   // and which part that is
	for k, unknowns := range p.components() {
		part := Part{Unknowns: unknowns}
		for j, i := range unknowns {
			at[i], of[i] = int32(j), k
			part.Lower, part.Upper = append(part.Lower, p.Lower[i]), append(part.Upper, p.Upper[i])
		}
		parts = append(parts, part)
	}
	for _, e := range p.Equations {
		if len(e.Terms) == 0 {
			continue
		}
		part := &parts[of[e.Terms[0].Row]]
		terms := slices.Clone(e.Terms)
		for k := range terms {
			terms[k].Row = at[terms[k].Row]
		}
		part.Equations = append(part.Equations, exact.Equation{Terms: terms, Sum: e.Sum})
	}
	return parts
}

// tighten narrows the bounds and reports whether they leave anything.
func (p *Program) tighten() bool {
	for i, r := range p.Outer() {
		if r.Min > r.Max {
			return false
		}
		p.Lower[i], p.Upper[i] = r.Min, r.Max
	}
	return true
}

// dive solves the linear program and makes it whole; nil if that led nowhere.
func (p *Program) dive(left *int) []int64 {
	if *left--; *left < 0 {
		return nil
	}
	vertex, ok := newPhase(p).solve()
	if !ok {
		return nil
	}
	x, broken := rounded(vertex)
	if p.mend(x) {
		return x
	}
	if broken < 0 {
		return nil
	}
	floor := int64(math.Floor(vertex[broken]))
	for _, v := range []int64{x[broken], 2*floor + 1 - x[broken]} { // the nearer first
		q := &Program{Lower: slices.Clone(p.Lower), Upper: slices.Clone(p.Upper), Equations: p.Equations}
		q.Lower[broken], q.Upper[broken] = v, v
		if !q.tighten() {
			continue
		}
		if found := q.dive(left); found != nil {
			return found
		}
	}
	return nil
}

// rounded gives the nearest whole numbers, and the unknown that is furthest from
// one; -1 if all are whole.
func rounded(vertex []float64) (x []int64, broken int) {
	broken = -1
	worst := 1e-6
	for i, v := range vertex {
		whole := math.Round(v)
		x = append(x, int64(whole))
		if off := math.Abs(v - whole); off > worst {
			worst, broken = off, i
		}
	}
	return x, broken
}

// mend walks x, between its bounds, to where all sums come out: each that does
// not gets an unknown that takes up what the others are off, and the sum of
// those is walked down to 0.
func (p *Program) mend(x []int64) bool {
	if exact.Fits(x, p.Lower, p.Upper, p.Equations) {
		return true
	}
	m := &Program{Lower: slices.Clone(p.Lower), Upper: slices.Clone(p.Upper)}
	start := slices.Clone(x)
	enter := func(v int64) int32 {
		m.Lower, m.Upper, start = append(m.Lower, 0), append(m.Upper, Unbounded), append(start, v)
		return int32(len(start) - 1)
	}
	var goal exact.Equation // what the sums are off, minus all of it, is 0
	left := int64(0)
	for _, e := range p.Equations {
		off := e.Sum
		for _, t := range e.Terms {
			off -= t.Value * x[t.Row]
		}
		if off != 0 {
			sign := int64(1)
			if off < 0 {
				sign, off = -1, -off
			}
			left += off
			k := enter(off)
			e.Terms = append(slices.Clone(e.Terms), exact.Term{Row: k, Value: sign})
			goal.Terms = append(goal.Terms, exact.Term{Row: k, Value: 1})
		}
		m.Equations = append(m.Equations, e)
	}
	k := enter(left)
	goal.Terms = append(goal.Terms, exact.Term{Row: k, Value: -1})
	m.Equations = append(m.Equations, goal)
	copy(x, m.bring(k, start))
	return exact.Fits(x, p.Lower, p.Upper, p.Equations)
}

// bring walks an unknown towards 0, with all others of the program.
func (p *Program) bring(i int32, start []int64) []int64 {
	all := make([]int32, len(start))
	for j := range all {
		all[j] = int32(j)
	}
	l := newWalk(p, start, slices.Repeat([]Need{Any}, len(start))).local(all)
	l.push(l.index(i), -1, func() bool { return l.x[i] == 0 })
	return l.x
}

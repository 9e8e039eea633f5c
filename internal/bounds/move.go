package bounds

import (
	"slices"

	"fukusen/internal/exact"
)

// Move gives another table that fits the program, in which an unknown is larger,
// or smaller, than at the start; nil if it found none. It panics if start does
// not fit.
func (p *Program) Move(start []int64, i int32, up bool) []int64 {
	if !exact.Fits(start, p.Lower, p.Upper, p.Equations) {
		panic("bounds: the start does not fit the program")
	}
	needs := slices.Repeat([]Need{Any}, len(start))
	w := newWalk(p, start, needs)
	moved := func() bool { return w.x[i] != start[i] }
	w.circles(i, up, moved)
	if !moved() {
		w.push(i, up, dense, 0, moved)
	}
	if !moved() || !exact.Fits(w.x, p.Lower, p.Upper, p.Equations) {
		return nil
	}
	return w.x
}

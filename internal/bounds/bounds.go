// Package bounds tells how far unknown integers can move when sums of them and
// bounds are known.
//
// Whoever reads a table with withheld cells knows the sums they belong to, and
// that no count is negative. What a cell can be under all of that is its range.
// This package finds ranges by linear programming: it walks from one table that
// fits everything known to another, along integer steps, and notes how far each
// unknown got. The walk is careless, in floating point; but a table counts, as
// a witness, only when exact.Fits has checked it in whole numbers. So a range
// that is found is one that an attacker really cannot exclude.
package bounds

import (
	"math"
	"slices"

	"fukusen/internal/exact"
)

// Unbounded is the upper bound of an unknown that has none.
const Unbounded = math.MaxInt64

// A Program is unknown integers, each between its bounds, and sums of them that
// are known.
type Program struct {
	Lower, Upper []int64
	Equations    []exact.Equation
}

// A Need is how far an unknown has to be able to move: at least Width integers
// from its smallest to its largest value, and from Low to High where Low is not
// above High.
type Need struct {
	Width     int64
	Low, High int64
}

// Any is the need of an unknown that may be known.
var Any = Need{Width: 1, Low: 1, High: 0}

// Met reports whether a range is as wide as needed.
func (n Need) Met(r Range) bool {
	wide := r.Max == Unbounded || r.Max-r.Min >= n.Width-1
	return wide && (n.Low > n.High || r.Min <= n.Low && r.Max >= n.High)
}

// A Range is the smallest and the largest value of an unknown among the
// witnesses. It is Exact if no others are possible.
type Range struct {
	Min, Max int64
	Exact    bool
}

// dense is the number of unknowns up to which those that hang together are
// looked at all at once. Of more, those near the one in question move and the
// others stay.
const dense = 400

// An effort is how large neighbourhoods are drawn, 0 for none, and how often.
type effort struct{ size, attempts int }

// efforts are made one after the other, for those that are still short of their
// need.
var efforts = []effort{{0, 1}, {60, 2}, {200, 3}, {dense, 6}}

// draws is how many circles are drawn for an unknown, misses how many in a row
// may fail, and longest of how many unknowns one is made at most.
const draws, misses, longest = 100, 12, 60

// Ranges walks from start, which must fit the program, until the need of every
// unknown is met or it is clear that it cannot be met, or cannot be shown with
// reasonable effort. Wider ranges than needed are not looked for. It panics if
// start does not fit.
func (p *Program) Ranges(start []int64, needs []Need) []Range {
	if !exact.Fits(start, p.Lower, p.Upper, p.Equations) {
		panic("bounds: the start does not fit the program")
	}
	l := newLanes(p, start, needs)
	var small [][]int32
	for _, c := range p.components() {
		if len(c) <= dense {
			small = append(small, c)
		} else {
			l.parts(c)
		}
	}
	l.whole(small)
	return l[0].seen
}

// implied is the program with the bounds that follow from its sums. The same
// tables fit it; but where a total that is known leaves no room above a part, a
// circle sees so before it goes there, not only after. The simplex method needs
// no such help.
func (p *Program) implied() *Program {
	q := &Program{Lower: slices.Clone(p.Lower), Upper: slices.Clone(p.Upper), Equations: p.Equations}
	q.tighten()
	return q
}

// components groups the unknowns that hang together by equations, each in
// ascending order, by their first.
func (p *Program) components() [][]int32 {
	root := make([]int32, len(p.Lower))
	for i := range root {
		root[i] = int32(i)
	}
	find := func(i int32) int32 {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, e := range p.Equations {
		for _, t := range e.Terms[min(1, len(e.Terms)):] {
			a, b := find(e.Terms[0].Row), find(t.Row)
			root[max(a, b)] = min(a, b)
		}
	}
	at := map[int32]int{}
	var all [][]int32
	for i := range root {
		k := find(int32(i))
		if _, ok := at[k]; !ok {
			at[k] = len(all)
			all = append(all, nil)
		}
		all[at[k]] = append(all[at[k]], int32(i))
	}
	return all
}

// A walk is what has been seen of a program.
type walk struct {
	*Program
	start []int64
	x     []int64 // where the walk is
	needs []Need
	seen  []Range
	near  *Program // the same, with the bounds that circles keep to
	of    [][]use  // equations of each unknown
	at    []int32  // of the unknowns that move: place among them, else -1
	grown *growth
}

// A use is an equation that an unknown is in, and its coefficient there.
type use struct {
	equation int32
	value    int64
}

func newWalk(p *Program, start []int64, needs []Need) *walk {
	w := &walk{
		Program: p, near: p, start: start, x: slices.Clone(start), needs: needs,
		seen: make([]Range, len(start)), of: make([][]use, len(start)), at: slices.Repeat([]int32{-1}, len(start)),
	}
	for i, v := range start {
		w.seen[i] = Range{Min: v, Max: v}
	}
	w.use()
	w.grown = newGrowth(w)
	return w
}

// use notes the equations of each unknown.
func (w *walk) use() {
	counts, size := make([]int32, len(w.start)), 0
	for e := range w.Equations {
		size += len(w.Equations[e].Terms)
		for _, t := range w.Equations[e].Terms {
			counts[t.Row]++
		}
	}
	slab := make([]use, size)
	for i, n := range counts {
		w.of[i], slab = slab[:0:n], slab[n:]
	}
	for e := range w.Equations {
		for _, t := range w.Equations[e].Terms {
			w.of[t.Row] = append(w.of[t.Row], use{int32(e), t.Value})
		}
	}
}

// twin is another walk at the start, that has seen the same.
func (w *walk) twin() *walk {
	t := *w
	t.x, t.seen, t.at = slices.Clone(w.start), slices.Clone(w.seen), slices.Repeat([]int32{-1}, len(w.start))
	t.grown = newGrowth(&t)
	return &t
}

func (w *walk) met(i int32) bool { return w.needs[i].Met(w.seen[i]) }

// short lists those of the unknowns whose need is not met.
func (w *walk) short(unknowns []int32) []int32 {
	return slices.DeleteFunc(slices.Clone(unknowns), w.met)
}

// reachBoth moves an unknown up and down, if it is still short of its need.
func (w *walk) reachBoth(i int32, e effort) {
	if !w.met(i) {
		w.reach(i, true, e)
		w.reach(i, false, e)
	}
}

// whole moves all unknowns that hang together.
func (w *walk) whole(unknowns []int32) {
	if !slices.ContainsFunc(unknowns, func(i int32) bool { return !w.met(i) }) {
		return
	}
	l := w.local(unknowns)
	for _, i := range unknowns {
		if w.met(i) {
			continue
		}
		at := l.index(i)
		high := l.push(at, 1, w.enough(i, true))
		low := l.push(at, -1, w.enough(i, false))
		if !w.met(i) { // the other end may have room left
			high = l.push(at, 1, w.enough(i, false))
		}
		w.seen[i].Exact = high && low
	}
}

// reach moves an unknown up or down, first along circles of unknowns that move
// by the same amount, which in a table takes most of them far, and where those
// get stuck with its neighbours. In the end the walk is back at the start.
func (w *walk) reach(i int32, up bool, e effort) {
	enough := w.enough(i, up)
	var touched []int32
	for try := range e.attempts {
		touched = append(touched, w.circles(i, up, enough)...)
		if !enough() && e.size > 0 {
			touched = append(touched, w.push(i, up, e.size, try, enough)...)
		}
		if enough() {
			break
		}
	}
	for _, u := range touched {
		w.x[u] = w.start[u]
	}
}

// circles draws circles until too many in a row were none.
func (w *walk) circles(i int32, up bool, enough func() bool) (touched []int32) {
	missed := 0
	for draw := 0; draw < draws && missed < misses && !enough(); draw++ {
		if !w.grown.circle(i, up, missed) {
			missed++
			continue
		}
		missed = 0
		touched = append(touched, w.grown.members...)
		w.note(w.grown.members)
	}
	return touched
}

// push moves an unknown with its neighbours.
func (w *walk) push(i int32, up bool, size, try int, enough func() bool) []int32 {
	sign := 1.0
	if !up {
		sign = -1
	}
	l := w.local(w.grown.around(i, up, size, try))
	l.push(l.index(i), sign, enough)
	for j, u := range l.unknowns {
		w.x[u] = l.x[j]
	}
	return l.unknowns
}

// enough says how far an unknown has to be moved: down until its need is met,
// up until it need get no further, wherever its lower end is.
func (w *walk) enough(i int32, up bool) func() bool {
	if !up {
		return func() bool { return w.met(i) }
	}
	return func() bool {
		n, r := w.needs[i], w.seen[i]
		return r.Max >= n.High && (w.met(i) || r.Max-w.start[i] >= n.Width-1)
	}
}

// note takes the present table for a witness; only these unknowns have moved
// since the last one.
func (w *walk) note(moved []int32) {
	for _, i := range moved {
		s := &w.seen[i]
		s.Min, s.Max = min(s.Min, w.x[i]), max(s.Max, w.x[i])
	}
}

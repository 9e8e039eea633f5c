package protect

import (
	"math"
	"slices"
)

// A puzzle is unknown integers under lines. It is solved by trying: each choice
// narrows the others, until all are chosen or one has nothing left.
type puzzle struct {
	lo, hi []int64
	lines  []line
	uses   [][]int // lines by unknown
	truth  []int64 // where to try first
	budget int     // choices left
	cut    bool    // some values were not tried
}

// far is what no number of a random table comes near.
const far = math.MaxInt32

// choices limits the work on one question; reach how many values of a number
// without an upper bound are tried.
const choices, tried = 4000, 80

// newPuzzle is about one block; its unknowns have the places they have there.
func newPuzzle(o *outsider, b block) *puzzle {
	p := &puzzle{lines: o.linesOf(b), uses: make([][]int, len(b.unknowns))}
	for _, u := range b.unknowns {
		x := &o.unknowns[u]
		p.lo, p.hi, p.truth = append(p.lo, x.least), append(p.hi, far), append(p.truth, x.truth)
	}
	for k, l := range p.lines {
		for _, t := range l.terms {
			p.uses[t.unknown] = append(p.uses[t.unknown], k)
		}
	}
	p.settle(p.lo, p.hi, -1)
	return p
}

// linesOf gives the lines of a block with its unknowns numbered from 0.
func (o *outsider) linesOf(b block) (out []line) {
	at := map[int]int{}
	for i, u := range b.unknowns {
		at[u] = i
	}
	for _, l := range o.lines {
		if _, ok := at[l.terms[0].unknown]; !ok {
			continue
		}
		l.terms = slices.Clone(l.terms)
		for i := range l.terms {
			l.terms[i].unknown = at[l.terms[i].unknown]
		}
		out = append(out, l)
	}
	return out
}

// settle narrows all bounds as far as single lines do, from the given unknown
// or from all; it returns false if nothing is left of one.
func (p *puzzle) settle(lo, hi []int64, from int) bool {
	var queue []int
	if from >= 0 {
		queue = append(queue, p.uses[from]...)
	} else {
		for k := range p.lines {
			queue = append(queue, k)
		}
	}
	for n := 0; len(queue) > 0 && n < 400+10*len(p.lines); n++ {
		k := queue[0]
		queue = queue[1:]
		for _, t := range p.lines[k].terms {
			low, high := p.lines[k].leaves(t, lo, hi)
			if low <= lo[t.unknown] && high >= hi[t.unknown] {
				continue
			}
			lo[t.unknown], hi[t.unknown] = max(low, lo[t.unknown]), min(high, hi[t.unknown])
			if lo[t.unknown] > hi[t.unknown] {
				return false
			}
			for _, other := range p.uses[t.unknown] {
				if !slices.Contains(queue, other) {
					queue = append(queue, other)
				}
			}
		}
	}
	return true
}

// leaves gives the bounds of one unknown by those of the others of a line.
func (l line) leaves(t term, lo, hi []int64) (low, high int64) {
	least, most := int64(0), int64(0)
	for _, s := range l.terms {
		if s.unknown == t.unknown {
			continue
		}
		a, b := lo[s.unknown], hi[s.unknown]
		if s.sign < 0 {
			a, b = -b, -a
		}
		least, most = least+a, most+b
	}
	low, high = l.sum-most, l.sum-least
	if t.sign < 0 {
		low, high = -high, -low
	}
	return low, min(high, far)
}

// fits reports whether there is a table in which an unknown lies between two
// numbers.
func (p *puzzle) fits(u int, from, to int64) bool {
	lo, hi := slices.Clone(p.lo), slices.Clone(p.hi)
	lo[u], hi[u] = max(from, lo[u]), min(to, hi[u])
	p.budget, p.cut = choices, false
	return lo[u] <= hi[u] && p.settle(lo, hi, u) && p.try(lo, hi)
}

// try chooses the unknown with the fewest values left, the true one first.
func (p *puzzle) try(lo, hi []int64) bool {
	at := -1
	for i := range lo {
		if lo[i] < hi[i] && (at < 0 || hi[i]-lo[i] < hi[at]-lo[at]) {
			at = i
		}
	}
	if at < 0 {
		return true
	}
	for n := range int64(2 * tried) {
		v := min(max(p.truth[at], lo[at]), hi[at]) + (n+1)/2*(1-2*(n%2))
		if v < lo[at] || v > hi[at] {
			continue
		}
		if p.budget--; p.budget < 0 {
			p.cut = true
			return false
		}
		l, h := slices.Clone(lo), slices.Clone(hi)
		l[at], h[at] = v, v
		if p.settle(l, h, at) && p.try(l, h) {
			return true
		}
	}
	p.cut = p.cut || hi[at]-lo[at] >= tried
	return false
}

// A verdict on an unknown: sure is false if not everything could be tried.
type verdict struct {
	min, max   int64 // max is only as large as was asked for
	safe, sure bool
}

// room tells whether an unknown can be as many values, and as large, as it has
// to.
func (p *puzzle) room(u int, w want) verdict {
	lo, hi := p.lo, p.hi
	v := verdict{sure: true}
	ask := func(from, to int64) bool {
		yes := p.fits(u, from, to)
		v.sure = v.sure && (yes || !p.cut)
		return yes
	}
	low, truth := lo[u], p.truth[u]
	for high := truth; low < high; { // the least m with a table from lo to m
		if mid := low + (high-low)/2; ask(lo[u], mid) {
			high = mid
		} else {
			low = mid + 1
		}
	}
	v.min = low
	goal := max(v.min+w.width-1, w.reach)
	if ask(goal, hi[u]) {
		v.max, v.safe = goal, true
		return v
	}
	v.max = truth
	for high := min(goal, hi[u]); v.max < high; {
		if mid := v.max + (high-v.max+1)/2; ask(mid, high) {
			v.max = mid
		} else {
			high = mid - 1
		}
	}
	return v
}

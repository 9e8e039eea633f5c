package audit

import (
	"cmp"
	"slices"

	"fukusen/internal/bounds"
	"fukusen/internal/diag"
)

// A Narrowed is a number of persons or respondents that has fewer values left
// than it needs, once another is published.
type Narrowed struct {
	Cell           Cell   // of what is left of a whole: its part
	Whole          string // and the measure that is subtracted from; else empty
	Name           diag.Text
	Min, Max       int64
	WasMin, WasMax int64 // before; WasMax is math.MaxInt64 if there was no end
}

// Narrows tells which numbers each hold would leave too few values, were it
// published. What would follow exactly is not told again: see Reveals and Rests.
// value gives what a hold is, if the caller may know; others are not looked at.
// The ranges are those of propagation, so the true ones are no wider. If it is
// to look closely, which takes longer, it also tells those that no sum alone
// leaves too few values, but all together do.
func (r *Report) Narrows(holds []Hold, value func(Cell) (int64, bool), closely bool) [][]Narrowed {
	all := make([][]Narrowed, len(holds))
	at := map[*system]*supposing{}
	for i := range holds {
		h := &holds[i]
		v, ok := value(h.Cell)
		if !ok || h.of == nil || !h.of.people(&h.of.nodes[h.node]) {
			continue
		}
		if at[h.of] == nil {
			at[h.of] = newSupposing(h.of)
		}
		all[i] = at[h.of].suppose(h, holds, v, closely)
	}
	return all
}

// supposing narrows the bounds of a system for as long as one more of its
// numbers is taken to be known.
type supposing struct {
	*system
	with    [][]int32 // relations of each unknown
	queued  []bool
	seen    []uint8
	touched []int32 // relations that were seen
	before  []kept
	isKept  []bool
}

// kept is what the bounds of a node were.
type kept struct {
	node   int32
	lo, hi int64
	by     int32
}

func newSupposing(s *system) *supposing {
	n := len(s.relations)
	return &supposing{system: s, with: s.uses(), queued: make([]bool, n), seen: make([]uint8, n), isKept: make([]bool, len(s.nodes))}
}

func (t *supposing) suppose(h *Hold, holds []Hold, value int64, closely bool) []Narrowed {
	defer t.restore()
	t.keep(h.node)
	n := &t.nodes[h.node]
	if value < n.lo || value > n.hi {
		return nil // it was another when the rest was published
	}
	n.lo, n.hi = value, value
	t.propagate(h.node)
	all := t.squeezedBy(h, holds)
	if closely {
		all = append(all, t.squeezedTogether(h, holds)...)
	}
	slices.SortStableFunc(all, func(a, b Narrowed) int {
		return cmp.Or(cmp.Compare(a.Cell.Line, b.Cell.Line), cmp.Compare(a.Whole, b.Whole))
	})
	return all
}

// propagate follows one number to all that it narrows.
func (t *supposing) propagate(from int32) {
	var queue []int32
	push := func(i, but int32) {
		for _, r := range t.with[i] {
			if r != but && !t.queued[r] && t.seen[r] < visits {
				queue, t.queued[r] = append(queue, r), true
			}
		}
	}
	for push(from, -1); len(queue) > 0; {
		r := queue[0]
		queue, t.queued[r] = queue[1:], false
		if t.seen[r]++; t.seen[r] == 1 {
			t.touched = append(t.touched, r)
			for i := range t.relations[r].members {
				t.keep(i)
			}
		}
		for _, i := range t.tighten(r) {
			push(i, r)
		}
	}
}

func (t *supposing) keep(i int32) {
	if n := &t.nodes[i]; !n.known && !t.isKept[i] {
		t.isKept[i] = true
		t.before = append(t.before, kept{i, n.lo, n.hi, n.by})
	}
}

func (t *supposing) restore() {
	for _, k := range t.before {
		n := &t.nodes[k.node]
		n.lo, n.hi, n.by = k.lo, k.hi, k.by
		t.isKept[k.node] = false
	}
	for _, r := range t.touched {
		t.seen[r] = 0
	}
	t.before, t.touched = t.before[:0], t.touched[:0]
}

// squeezedBy lists the cells, and what parts leave of wholes, that were wide
// enough before.
func (t *supposing) squeezedBy(h *Hold, holds []Hold) []Narrowed {
	var all []Narrowed
	for _, k := range t.before {
		n := &t.nodes[k.node]
		was := *n
		was.lo, was.hi = k.lo, k.hi
		if t.counts(h, k.node) && !t.wide(n) && t.wide(&was) && !t.follows(h, holds, k.node) {
			all = append(all, t.narrowed(k.node, n.lo, n.hi))
		}
	}
	return all
}

// squeezedTogether lists those that propagation leaves enough values, but of
// which no table that fits all sums has them.
func (t *supposing) squeezedTogether(h *Hold, holds []Hold) []Narrowed {
	asked := &t.nodes[h.node]
	asked.known, asked.value = true, asked.lo
	defer func() { asked.known = false }()
	p, of := t.program()
	var all []Narrowed
	for _, part := range p.Parts() {
		touched := slices.ContainsFunc(part.Unknowns, func(u int32) bool { return t.isKept[of[u]] })
		if !touched || len(part.Unknowns) > mostTogether {
			continue
		}
		start, ok := part.Point()
		if !ok {
			continue
		}
		needs := make([]bounds.Need, len(part.Unknowns))
		for j, u := range part.Unknowns {
			needs[j] = bounds.Any
			if i := of[u]; t.counts(h, i) && t.wide(&t.nodes[i]) && !t.follows(h, holds, i) {
				needs[j].Width = t.threshold(&t.nodes[i])
			}
		}
		for j, found := range part.Ranges(start, needs) {
			if found.Exact && !needs[j].Met(found) {
				all = append(all, t.narrowed(of[part.Unknowns[j]], found.Min, found.Max))
			}
		}
	}
	return all
}

// counts reports whether a number other than the one in question needs room.
// What is left of a whole is as wide as the part if the whole is known, and the
// other way round: then it is not told beside that.
func (t *supposing) counts(h *Hold, i int32) bool {
	n := &t.nodes[i]
	if n.origin == complement && (t.nodes[n.part].known || t.nodes[n.whole].known) {
		return false
	}
	return i != h.node && n.origin != above && t.people(n)
}

func (t *supposing) narrowed(i int32, lo, hi int64) Narrowed {
	n := &t.nodes[i]
	c := t.cell(i)
	found := Narrowed{Cell: c, Name: t.describe(c), Min: lo, Max: hi, WasMin: n.lo, WasMax: n.hi}
	for _, k := range t.before {
		if k.node == i {
			found.WasMin, found.WasMax = k.lo, k.hi
		}
	}
	if n.origin == complement {
		rest := t.rest(i)
		found.Cell, found.Whole, found.Name = rest.Cell, rest.Whole, rest.Name
	}
	return found
}

// follows reports whether a number would be known exactly.
func (t *supposing) follows(h *Hold, holds []Hold, i int32) bool {
	n := &t.nodes[i]
	if n.origin == complement {
		c, whole := t.cell(n.part), t.wholeOf(n)
		return slices.ContainsFunc(h.Rests, func(r Rest) bool { return r.Cell == c && r.Whole == whole })
	}
	return slices.ContainsFunc(h.Reveals, func(k int) bool { return holds[k].of == t.system && holds[k].node == i })
}

package protect

import (
	"cmp"
	"slices"

	"fukusen/internal/bounds"
	"fukusen/internal/contract"
	"fukusen/internal/exact"
	"fukusen/internal/release"
)

// need is how far a number that is not published has to be able to move: of
// persons k wide, and up to k - 1 from the least that it can be if it is so
// small itself; of money as the
// p % rule says. Other counts must only not be determined.
func (n *net) need(v *node) bounds.Need {
	k := int64(n.leastOf(v.series))
	switch c := v.cell; {
	case *v.moves:
		return bounds.Any
	case v.change != nil:
		if n.sensitiveChange(v.change) == "" {
			return bounds.Any
		}
		return bounds.Need{Width: k, Low: 1, High: 0}
	case v.value < 0: // or a whole that not all reported
		return bounds.Any
	case c == nil && n.series[v.series].Item == nil && n.person(v):
		return widest(k, v)
	case c == nil:
		return bounds.Any
	case n.counted(c):
		return widest(k, v)
	case n.class(c.series, c.codes) == contract.Money:
		return n.margin(c)
	}
	return bounds.Any
}

// person reports whether what is left of a whole are persons; a total that no
// view shows is protected by its parts.
func (n *net) person(v *node) bool {
	m := n.series[v.series].Measure
	return m != nil && m.Class == contract.Persons
}

func widest(k int64, v *node) bounds.Need {
	need := bounds.Need{Width: k, Low: 1, High: 0}
	if v.value < k {
		need.Low, need.High = min(v.floor, v.value), k-1
	}
	return need
}

// margin is the range that a withheld amount needs, so that its second largest
// contributor does not know the largest to within p percent.
func (n *net) margin(c *cell) bounds.Need {
	var total, first, second int64
	for _, h := range c.unnamed {
		size := max(h.sum, -h.sum)
		total += size
		if size > first {
			first, second = size, first
		} else {
			second = max(second, size)
		}
	}
	r := first/100*n.p + first%100*n.p/100 - (total - first - second)
	if r <= 0 {
		return bounds.Any
	}
	return bounds.Need{Width: 1, Low: max(0, c.sums.Sum-r), High: c.sums.Sum + r}
}

// tight gives unknowns that cannot move as far as they have to or, if there
// are none, those that no witness shows to move so far; in the order of the
// series and groups. What is shown once is not looked at again: whatever else is
// withheld later leaves the witness what it is.
//
// sure says that some of them certainly cannot.
func (n *net) tight() (out []int32, sure bool) {
	if out := n.unmet(n.program.Outer()); len(out) > 0 {
		return out, true
	}
	ranges := n.program.Ranges(n.start, n.needs)
	out = n.unmet(ranges)
	for i, k := range n.of {
		if _, tight := slices.BinarySearch(out, int32(i)); !tight {
			*n.nodes[k].moves = true
		}
	}
	return out, slices.ContainsFunc(out, func(i int32) bool { return ranges[i].Exact })
}

func (n *net) unmet(ranges []bounds.Range) []int32 {
	var out []int32
	for i, r := range ranges {
		if !n.needs[i].Met(r) {
			out = append(out, int32(i))
		}
	}
	return out
}

// simple is how many rounds of repair look at the sums of a number alone, and
// patience how many try to lose as little as possible.
const simple, patience = 3, 12

// partners gives published cells to withhold so that an unknown can move: of
// each sum that it is in the one whose loss is least. Where that does not help,
// its whole may have to move with it, so the sums of that are looked at, too;
// and where that did not help for long, all parts of a sum are taken.
func (n *net) partners(unknowns []int32, round int) []*cell {
	tight := map[int32]bool{}
	for _, u := range unknowns {
		tight[n.of[u]] = true
	}
	if round >= simple {
		n.spread(tight)
	}
	taken := map[*cell]bool{}
	var out []*cell
	for _, s := range n.all() {
		members := append([]int32{s.total}, s.parts...)
		if !slices.ContainsFunc(members, func(k int32) bool { return tight[k] }) {
			continue
		}
		loss := n.published(members)
		if round < patience {
			loss = loss[:min(1, len(loss))]
		}
		for _, c := range loss {
			if !taken[c] {
				taken[c] = true
				out = append(out, c)
			}
		}
	}
	return out
}

// widen adds the unknowns of all sums that some are in: where none of these has
// anything left to withhold, the sums next to them may.
func (n *net) widen(unknowns []int32) []int32 {
	in := map[int32]bool{}
	for _, u := range unknowns {
		in[u] = true
	}
	out := slices.Clone(unknowns)
	for _, e := range n.program.Equations {
		if !slices.ContainsFunc(e.Terms, func(t exact.Term) bool { return in[t.Row] }) {
			continue
		}
		for _, t := range e.Terms {
			out = append(out, t.Row)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// divides reports whether a sum is that of a whole, its part and the rest.
func (n *net) divides(s sum) bool {
	return len(s.parts) == 2 && n.nodes[s.total].cell != nil && n.nodes[s.parts[1]].cell == nil
}

// spread adds the wholes and parts of numbers.
func (n *net) spread(tight map[int32]bool) {
	var more []int32
	for _, s := range n.sums {
		if !n.divides(s) {
			continue
		}
		members := []int32{s.total, s.parts[0], s.parts[1]}
		if slices.ContainsFunc(members, func(k int32) bool { return tight[k] }) {
			more = append(more, members...)
		}
	}
	for _, k := range more {
		tight[k] = true
	}
}

// published lists the published cells of a sum, the total first among the
// members, by loss: parts before the total, the smaller before the larger. A
// zero is not among them: it is known anyway.
func (n *net) published(members []int32) []*cell {
	var out []*cell
	shown := func(k int32) (c *cell, ok bool) {
		c = n.nodes[k].cell
		return c, c != nil && c.status == release.Published && c.sums.Sum != 0 && !c.fact && c.series < n.current
	}
	for _, k := range members[1:] {
		if c, ok := shown(k); ok {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b *cell) int { return cmp.Compare(a.sums.Sum, b.sums.Sum) })
	if c, ok := shown(members[0]); ok && len(out) == 0 {
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b *cell) int { return forcedFirst(b, a) })
	return out
}

package protect

import (
	"math"
	"slices"

	"fukusen/internal/exact"
	"fukusen/internal/release"
)

// depths says how large the unions are that are looked at, by the number of
// small withheld cells of a series: two halves of up to so many cells each.
var depths = []struct{ cells, kept, tried int }{
	{200, 3, 3},
	{400, 2, 2},
	{3000, 1, 2},
	{math.MaxInt, 1, 1},
}

// unions gives the columns of small groups that are withheld one by one, but
// whose sum follows from what is published: two to six withheld cells without
// anybody in common and fewer than k together, over however many lines. (What
// a single line leaves is found by rests, whatever its size.)
func (s *system) unions() []exact.Vector {
	null := s.null()
	var out []exact.Vector
	for i := range s.cells {
		u := union{k: int64(s.leastOf(i)), at: map[uint64][]int{}, found: &out}
		for _, c := range s.cells[i] {
			if c.status == release.Withheld && c.complete && s.counted(c) && s.small(c.sums.Sum, int(u.k)) {
				u.add(c, dot(null, c.column()))
			}
		}
		u.search()
	}
	return out
}

// null is a random vector whose product with a column is 0 if that follows from
// what is published.
func (s *system) null() []uint64 {
	var published []exact.Vector
	for i := range s.changes {
		for _, c := range s.cells[i] {
			if c.status == release.Published && len(c.units) > 0 {
				published = append(published, exact.Ones(c.units))
			}
		}
	}
	return exact.Null(s.units, published)
}

// leastOf is the smallest count of a series that may be shown. Weights tell more
// of a respondent than an answer does, so weighted items need as many as
// sensitive ones (DISCLOSURE 2).
func (s *system) leastOf(i int) int {
	if it := s.series[i].Item; it != nil && (it.Sensitive || s.weighted[i]) {
		return s.rules.KSensitive
	}
	return s.rules.K
}

// A union looks for sums that follow among the small cells of one series. Each
// cell has a print: its product with a random vector that is 0 on everything
// that follows from what is published. A sum follows just if its prints add up
// to 0.
type union struct {
	k      int64
	cells  []*cell
	prints []uint64
	at     map[uint64][]int // cells by print
	found  *[]exact.Vector
}

// A half is a part of a union: cells in ascending order.
type half struct {
	members []int
	persons int64
	print   uint64
}

func (u *union) add(c *cell, print uint64) {
	for _, i := range u.at[print] {
		if slices.Equal(u.cells[i].units, c.units) && slices.Equal(u.cells[i].less, c.less) {
			return // the same people under another name
		}
	}
	u.at[print] = append(u.at[print], len(u.cells))
	u.cells = append(u.cells, c)
	u.prints = append(u.prints, print)
}

// search puts halves together whose prints add up to 0.
func (u *union) search() {
	d := depths[slices.IndexFunc(depths, func(d struct{ cells, kept, tried int }) bool { return len(u.cells) <= d.cells })]
	kept := map[uint64][]half{}
	u.halves(half{}, d.kept, func(h half) { kept[h.print] = append(kept[h.print], h) })
	u.halves(half{}, d.tried, func(h half) {
		for _, first := range kept[exact.P1.Neg(h.print)] {
			if first.members[len(first.members)-1] < h.members[0] && first.persons+h.persons < u.k {
				u.take(slices.Concat(first.members, h.members))
			}
		}
	})
}

// halves calls f for each choice of up to depth more cells that still leave
// room for another.
func (u *union) halves(h half, depth int, f func(half)) {
	from := 0
	if n := len(h.members); n > 0 {
		from = h.members[n-1] + 1
	}
	for i := from; i < len(u.cells); i++ {
		next := half{append(slices.Clone(h.members), i), h.persons + u.cells[i].sums.Sum, exact.P1.Add(h.print, u.prints[i])}
		if next.persons >= u.k-1 {
			continue
		}
		f(next)
		if depth > 1 {
			u.halves(next, depth-1, f)
		}
	}
}

// take notes a union if no one is in it twice.
func (u *union) take(members []int) {
	var units, less []int32
	for _, i := range members {
		units, less = append(units, u.cells[i].units...), append(less, u.cells[i].less...)
	}
	if distinct(units) && distinct(less) {
		*u.found = append(*u.found, columnOf(units, less))
	}
}

// distinct sorts units and reports whether none comes twice.
func distinct(units []int32) bool {
	slices.Sort(units)
	return len(slices.Compact(slices.Clone(units))) == len(units)
}

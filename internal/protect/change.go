package protect

import (
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/exact"
	"fukusen/internal/release"
)

// compare adds the series of what has changed between any two releases: for each
// group that both have, the newer number minus the older.
func (s *system) compare() {
	for u := range s.ends {
		for v := u + 1; v < len(s.ends); v++ {
			from := len(s.series)
			s.compareWith(u, v)
			s.pairUp(from, len(s.series))
		}
	}
}

// compareWith adds what has changed from release v to the newer release u.
func (s *system) compareWith(u, v int) {
	for i := range s.ends[u] {
		for _, j := range s.alike[i] {
			if s.release(i) == u && s.release(j) == v {
				s.subtract(i, j)
			}
		}
	}
}

// subtract adds what has changed from series j to the newer series i.
func (s *system) subtract(i, j int) {
	d := len(s.series)
	x := s.series[i]
	x.Cells = nil
	s.series = append(s.series, x)
	s.tables, s.weighted = append(s.tables, s.tables[i]), append(s.weighted, s.weighted[i])
	s.index = append(s.index, map[dim.Codes]*cell{})
	s.cells = append(s.cells, nil)
	s.wholes = append(s.wholes, 0)
	for _, c := range s.cells[i] {
		o := s.index[j][c.codes]
		if o == nil {
			continue
		}
		if i < s.current && s.release(j) == 1 {
			c.last = o
		}
		if !slices.Equal(c.units, o.units) {
			s.index[d][c.codes] = s.changeOf(d, c, o)
			s.cells[d] = append(s.cells[d], s.index[d][c.codes])
		}
	}
}

// changeOf subtracts the last number of a group from the next.
func (s *system) changeOf(d int, c, o *cell) *cell {
	x := &cell{
		series: d, codes: c.codes, rank: c.rank, fine: c.fine, depth: c.depth, complete: c.complete && o.complete,
		units: except(c.units, o.units), less: except(o.units, c.units), next: c, last: o,
	}
	x.sums = minus(c.sums, o.sums)
	x.answers = slices.Clone(c.answers)
	for k, n := range o.answers {
		x.answers[k] -= n
	}
	s.shareChange(x)
	return x
}

// shareChange notes whose change it is: in changed all organisations whose
// numbers in the group are others, in unnamed those among them that show none.
func (s *system) shareChange(x *cell) {
	x.changed, x.unnamed = map[dim.Code]share{}, map[dim.Code]share{}
	last := map[dim.Codes]*cube.Cell{}
	for _, u := range x.less {
		last[s.finest[u].Codes] = s.finest[u]
	}
	other := map[dim.Code]bool{}
	for _, u := range x.units {
		f := s.finest[u]
		old := last[f.Codes]
		if old == nil || !old.Same(f) {
			other[s.contributor(x, f)] = true
		}
		delete(last, f.Codes)
	}
	for _, f := range last {
		other[s.contributor(x, f)] = true
	}
	for _, u := range x.units {
		s.addChange(x, other, u, share{units: []int32{u}, sum: s.finest[u].Sums.Sum})
	}
	for _, u := range x.less {
		s.addChange(x, other, u, share{less: []int32{u}, sum: -s.finest[u].Sums.Sum})
	}
}

// contributor is who stands behind a finest cell: an organisation or, of money,
// what that belongs to; the total for public registers.
func (s *system) contributor(x *cell, f *cube.Cell) dim.Code {
	org := f.Codes[dim.Organisation]
	if org != dim.Total && s.class(x.series, x.codes) == contract.Money {
		return s.owner[org]
	}
	return org
}

func (s *system) addChange(x *cell, other map[dim.Code]bool, unit int32, part share) {
	f := s.finest[unit]
	org := s.contributor(x, f)
	if org == dim.Total || !other[org] {
		return
	}
	x.changed[org] = x.changed[org].join(part)
	if s.unnamed(x.series, f) != dim.Total {
		x.unnamed[org] = x.unnamed[org].join(part)
	}
}

// except gives what is in a, but not in b; both ascend.
func except(a, b []int32) []int32 {
	var out []int32
	for _, x := range a {
		if _, found := slices.BinarySearch(b, x); !found {
			out = append(out, x)
		}
	}
	return out
}

func minus(a, b cube.Sums) cube.Sums {
	return a.Add(cube.Sums{
		Sum: -b.Sum, Rows: -b.Rows, Missing: -b.Missing, SourceWithheld: -b.SourceWithheld,
		NotApplicable: -b.NotApplicable, Points: -b.Points, Squares: -b.Squares,
	})
}

// isChange reports a cell that is the change between two releases.
func (c *cell) isChange() bool { return c.next != nil }

// only reports whether a change consists of what came late: nothing that was
// there has gone or is another.
func (c *cell) only() bool { return len(c.less) == 0 }

// size is how many persons are behind a change at least: as many as came or
// left, or gave another answer.
func (c *cell) size() int64 {
	if len(c.answers) == 0 {
		return max(c.sums.Sum, -c.sums.Sum)
	}
	var more, less int64
	for _, n := range c.answers {
		more += max(n, 0)
		less += max(-n, 0)
	}
	return max(more, less, c.sums.Sum, -c.sums.Sum)
}

// sensitiveChange applies the rules on persons and answers to a change.
func (s *system) sensitiveChange(c *cell) Reason {
	n := c.size()
	switch {
	case !c.complete:
		return BySubmitter
	case !s.counted(c):
		return ""
	case n > 0 && n < int64(s.leastOf(c.series)):
		return Small
	case s.series[c.series].Item != nil && c.only() && n > 0 && slices.Max(c.answers) > c.sums.Sum-int64(s.rules.AnswerMargin):
		return Uniform
	}
	return ""
}

// fewBehind gives the columns of changes that follow from both releases, but may not:
// those that fewer organisations are behind than have to, when those are left
// out whose own numbers both releases tell. What follows from such own numbers
// alone is theirs to tell.
func (s *system) fewBehind() []exact.Vector {
	if s.before == nil {
		return nil
	}
	var out []exact.Vector
	own := s.ownNumbers()
	for i := s.changes; i < len(s.series); i++ {
		for _, c := range s.cells[i] {
			if c.status != release.Published {
				continue
			}
			hidden := 0
			rest := cell{series: i}
			for org, h := range c.changed {
				if !s.tellsBoth(c, org) {
					if !s.evens(h) {
						hidden++
					}
					rest.units, rest.less = append(rest.units, h.units...), append(rest.less, h.less...)
				}
			}
			if hidden > 0 && hidden < s.rules.MinAggregated && dot(own, rest.column()) != 0 {
				out = append(out, rest.column())
			}
		}
	}
	return out
}

// evens reports whether what an organisation changed in a group comes to nothing:
// then it hides nobody else's change.
func (s *system) evens(h share) bool {
	var d cell
	for sign, units := range map[int64][]int32{1: h.units, -1: h.less} {
		for _, u := range units {
			d.sums.Sum += sign * s.finest[u].Sums.Sum
			if d.answers == nil {
				d.answers = make([]int64, len(s.finest[u].Answers))
			}
			for k, n := range s.finest[u].Answers {
				d.answers[k] += sign * n
			}
		}
	}
	return d.size() == 0
}

// ownNumbers is a random vector that is 0 on all that follows from what both
// releases tell of single organisations.
func (s *system) ownNumbers() []uint64 {
	var out []exact.Vector
	for i := range s.changes {
		for _, c := range s.cells[i] {
			org := c.codes[dim.Organisation]
			if org != dim.Total && s.named[org] && c.status == release.Published && len(c.units) > 0 {
				out = append(out, c.column())
			}
		}
	}
	return exact.Null(s.units, out)
}

// tellsBoth reports whether both releases tell an organisation's own number of
// the group of a change.
func (s *system) tellsBoth(c *cell, org dim.Code) bool {
	if c.codes[dim.Organisation] == org {
		return c.next.status == release.Published && c.last.status == release.Published
	}
	if c.codes[dim.Organisation] != dim.Total || !s.shows(c.series, c.codes, org) {
		return false
	}
	own := c.codes.With(dim.Organisation, org)
	// Where it has no units it has no row or a blank one, which is public as well.
	h := c.changed[org]
	for _, in := range []struct {
		series int
		units  []int32
	}{{c.next.series, h.units}, {c.last.series, h.less}} {
		x := s.index[in.series][own]
		if x == nil && len(in.units) > 0 || x != nil && x.status == release.Withheld {
			return false
		}
	}
	return true
}

// settleChanges sets which changes can be computed from both releases.
func (s *system) settleChanges() {
	if s.before == nil {
		return
	}
	null := s.null()
	for i := s.changes; i < len(s.series); i++ {
		for _, c := range s.cells[i] {
			c.status = release.Withheld
			if dot(null, c.column()) == 0 {
				c.status = release.Published
			}
		}
	}
}

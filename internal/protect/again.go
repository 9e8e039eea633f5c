package protect

import (
	"encoding/json"
	"fmt"
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/exact"
	"fukusen/internal/registry"
	"fukusen/internal/release"
)

// A quarter that is released again is protected together with all its earlier
// releases (DISCLOSURE 2, time). A system then holds every measure several times:
// as it will be, as it was in each of them, and what has changed between any two.
//
// What an organisation sent that is the same in both releases is one unknown a
// finest cell; of one that has sent anything else since it is two each, for who
// reads both releases does not know which of its numbers are others. What was
// published is a fact that nothing can withhold any
// more, and what was withheld stays so. What has changed in a group is a number
// like others: it must not follow from both releases if fewer than three
// organisations, or fewer than k persons, are behind it.

// An Again asks for another release of a quarter.
type Again struct {
	Quarter dim.Quarter
	Raw     []*cube.Cube // what stood behind each release of the quarter, the first one's first
}

// A before is the last release of a quarter, and what stood behind it.
type before struct {
	*release.File
	earlier *before // nil for the first release
	raw     *cube.Cube
	shown   map[string]bool // by listed organisation: named
	views   map[shownBranch]map[dim.View]bool
}

// A shownBranch is a branch as a release file has it.
type shownBranch struct{ table, item, kind string }

// chain lists the releases of the quarter, the newest first.
func (b *before) chain() []*before {
	var out []*before
	for ; b != nil; b = b.earlier {
		out = append(out, b)
	}
	return out
}

func newBefore(f *release.File, raw *cube.Cube, earlier *before) (*before, error) {
	b := &before{File: f, raw: raw, earlier: earlier, shown: map[string]bool{}, views: map[shownBranch]map[dim.View]bool{}}
	var reg registry.Public
	if err := json.Unmarshal(f.Registry, &reg); err != nil {
		return nil, fmt.Errorf("release %s: registry: %w", f.ID, err)
	}
	for _, o := range reg.Organisations {
		b.shown[o.ID] = o.Disclosure == "named"
	}
	for i := range f.Cells {
		c := &f.Cells[i]
		k := shownBranch{c.Table, itemOf(c), c.Codes[dim.Kind]}
		if b.views[k] == nil {
			b.views[k] = map[dim.View]bool{}
		}
		b.views[k][viewOf(c.Codes)] = true
	}
	return b, nil
}

// itemOf gives the population and item of a survey cell.
func itemOf(c *release.Cell) string {
	if c.Measure != contract.MeasureRespondents {
		return ""
	}
	return c.Codes[dim.Category]
}

// viewOf gives the axes that tell a group apart, but kind and category.
func viewOf(codes release.Codes) dim.View {
	var v dim.View
	for a := range dim.Axis(dim.NumAxes) {
		if codes[a] != "" && a != dim.Kind && a != dim.Category {
			v = v.With(a)
		}
	}
	return v
}

// series gives what stood behind the release of a family.
func (b *before) series(table string) []cube.Series {
	var out []cube.Series
	for _, s := range b.raw.Series {
		if s.Table == table {
			out = append(out, s)
		}
	}
	return out
}

// line puts the series of all releases one after the other, the next one's
// first, then the newest's.
func (s *system) line(next []cube.Series) {
	s.series = slices.Clone(next)
	s.ends = []int{len(next)}
	s.placed = []map[finestOf]placed{{}}
	s.altered = []map[dim.Code]bool{{}}
	newer := next
	for _, b := range s.before.chain() {
		older := b.series(next[0].Table)
		altered := map[dim.Code]bool{}
		for _, org := range Changed(&cube.Cube{Series: newer}, &cube.Cube{Series: older}) {
			altered[org] = true
		}
		s.series = append(s.series, older...)
		s.ends = append(s.ends, len(s.series))
		s.placed = append(s.placed, map[finestOf]placed{})
		s.altered = append(s.altered, altered)
		newer = older
	}
	s.changes = len(s.series)
	at := map[string][]int{}
	for i := range s.series {
		at[name(&s.series[i])] = append(at[name(&s.series[i])], i)
	}
	for i := range s.series {
		s.alike = append(s.alike, at[name(&s.series[i])])
	}
}

// release says which release a series is of: 0 for the next one.
func (s *system) release(i int) int {
	return slices.IndexFunc(s.ends, func(end int) bool { return i < end })
}

// absent reports a view that the last release did not have of a branch: a later
// one does not add it.
func (s *system) absent(i int, kind dim.Code, v dim.View) bool {
	if s.before == nil {
		return false
	}
	k := shownBranch{s.series[i].Table, "", s.env.Lists.ID(dim.Kind, kind)}
	if s.series[i].Item != nil {
		k.item = name(&s.series[i])
	}
	views := s.before.views[k]
	return views != nil && !views[v]
}

// stays gives the cell of a newer release that one of an older still is.
func (s *system) stays(i int, c *cell) *cell {
	if i < s.current {
		return nil
	}
	for _, j := range s.alike[i] {
		if newer := s.index[j][c.codes]; j < i && newer != nil && slices.Equal(newer.units, c.units) {
			return newer
		}
	}
	return nil
}

// sameUnit gives the unknown of the next newer release that a finest cell still
// is.
func (s *system) sameUnit(i int, finest *cube.Cell) (unit int32, ok bool) {
	v := s.release(i)
	if v == 0 || s.altered[v][finest.Codes[dim.Organisation]] {
		return 0, false
	}
	newer, ok := s.placed[v-1][finestOf{name(&s.series[i]), finest.Codes}]
	if !ok || !newer.cell.Same(finest) {
		return 0, false
	}
	return newer.unit, true
}

// put notes which unknown a finest cell is, for the release before.
func (s *system) put(i int, finest *cube.Cell, unit int32) {
	if s.before != nil {
		s.placed[s.release(i)][finestOf{name(&s.series[i]), finest.Codes}] = placed{finest, unit}
	}
}

// A finestOf names a finest cell of any release of the quarter.
type finestOf struct {
	series string
	codes  dim.Codes
}

type placed struct {
	cell *cube.Cell
	unit int32
}

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

// settled gives a cell of the next release its status where the last one leaves
// no choice: what was withheld stays so, and what has not changed is known.
func (s *system) settled(c *cell) bool {
	switch {
	case c.last == nil || len(c.units) == 0: // a zero that is public anyway
	case c.last.status == release.Withheld && dot(s.knownBefore(), c.column()) == 0:
		c.status = release.Published // it follows from what was told already, now that others have left
		return true
	case c.last.status == release.Withheld:
		c.status, c.reason = release.Withheld, Sticky
		return true
	case c.last.status == release.Published && slices.Equal(c.units, c.last.units):
		c.status, c.fact = release.Published, true
		return true
	}
	return false
}

// keptBefore gives the columns that the last release withheld, and changes that
// may not be known whoever is behind them.
func (s *system) keptBefore() []exact.Vector {
	var out []exact.Vector
	for i := s.current; i < s.changes; i++ {
		for _, c := range s.cells[i] {
			if c.status == release.Withheld {
				out = append(out, c.column())
			}
		}
	}
	for i := s.changes; i < len(s.series); i++ {
		for _, c := range s.cells[i] {
			if s.sensitiveChange(c) != "" {
				out = append(out, c.column())
			}
		}
	}
	return out
}

// facts are the columns of what the last release has published.
func (s *system) facts() []exact.Vector {
	var out []exact.Vector
	for i := s.current; i < s.changes; i++ {
		for _, c := range s.cells[i] {
			if c.status == release.Published && len(c.units) > 0 {
				out = append(out, c.column())
			}
		}
	}
	return out
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

// hidden keeps the columns that do not follow from the last release alone: what
// is known cannot be protected any more.
func (s *system) hidden(sensitive []exact.Vector) []exact.Vector {
	if s.before == nil {
		return sensitive
	}
	known := s.knownBefore()
	return slices.DeleteFunc(sensitive, func(v exact.Vector) bool { return dot(known, v) == 0 })
}

// knownBefore is a random vector that is 0 on all that follows from the earlier
// releases.
func (s *system) knownBefore() []uint64 {
	if s.known1 == nil {
		s.known1 = exact.Null(s.units, s.facts())
	}
	return s.known1
}

// dot multiplies a column with a vector of exact.Null.
func dot(null []uint64, v exact.Vector) uint64 {
	sum := uint64(0)
	for _, t := range v {
		sum = exact.P1.Add(sum, exact.P1.Mul(exact.P1.Of(t.Value), null[t.Row]))
	}
	return sum
}

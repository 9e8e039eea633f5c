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

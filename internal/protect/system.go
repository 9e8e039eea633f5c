package protect

import (
	"cmp"
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// A system is all cells of one family and quarter, of all its views, as they
// will be published or withheld together.
type system struct {
	env      Env
	rules    release.Rules
	series   []cube.Series
	views    []dim.View
	told     map[asked]dim.View
	p        int64                 // percent of the p % rule
	named    map[dim.Code]bool     // organisations whose counts may be shown
	money    map[dim.Code]bool     // organisations whose amounts of money may be shown
	owner    map[dim.Code]dim.Code // organisations -> what they belong to, themselves if to none
	unlisted map[dim.Code]dim.Code // unlisted organisations -> their common code
	units    int                   // finest cells that are unknowns of the system
	finest   []*cube.Cell          // by unit
	seriesOf []int32               // by unit
	cells    [][]*cell             // by series; each sorted by codes
	index    []map[dim.Codes]*cell
	tables   []*contract.Table   // by series; nil for surveys
	weighted []bool              // by series: some answer in it is weighted
	weightOf map[int32]int64     // of a respondent, in thousandths, by unit of a weighted series
	quiet    []map[dim.Code]bool // by series: kinds of which nobody gave a number
	pairs    []pair
	wholes   []int      // by series: how many others it is a part of
	families [][]family // by series; see familiesOf
	moves    map[rest]*bool
	dropped  map[table]bool // views that are left out

	forced []forced
	zeros  bool // are withheld, too
	groups map[viewGroup]bool

	before  *before               // nil of a quarter that was never released
	current int                   // series[:current] are to be decided; all of them where nothing was released before
	changes int                   // series[current:changes] are earlier releases, series[changes:] what has changed
	ends    []int                 // where the series of each release end, the next one's first, then the newest's
	alike   [][]int               // by series: those of all releases that are the same measure or item
	placed  []map[finestOf]placed // by release
	altered []map[dim.Code]bool   // by release: organisations that sent anything else after it
	known1  []uint64              // see knownBefore
	stuck   bool                  // a withheld number is too narrow, and there is nothing left to withhold beside it
}

// asked is who fills in the axes alike: a kind and, of surveys, a population.
type asked struct {
	kind       dim.Code
	population string
}

func newSystem(series []cube.Series, env Env, opt Options, dropped map[table]bool, b *before) *system {
	s := &system{dropped: dropped, moves: map[rest]*bool{}, env: env, rules: opt.rules(), p: int64(cmp.Or(opt.P, DefaultP)), views: opt.Views, weightOf: map[int32]int64{}}
	s.before, s.current = b, len(series)
	s.line(series)
	if b != nil {
		s.rules = b.Rules // a quarter keeps those that it was first released under
	}
	s.zeros = slices.Contains(s.rules.SensitiveZeros, series[0].Table)
	if s.views == nil {
		s.views = DefaultViews()
	}
	for i := range s.series {
		var t *contract.Table
		if s.series[i].Item == nil {
			t, _ = env.Contract.Table(s.series[i].Table)
		}
		s.tables = append(s.tables, t)
		s.weighted = append(s.weighted, slices.ContainsFunc(s.series[i].Cells, func(c cube.Cell) bool { return c.Weights != nil }))
	}
	s.register()
	s.tell()
	s.wholes = make([]int, len(s.series))
	from := 0
	for _, to := range s.ends {
		s.pairUp(from, to)
		from = to
	}
	for i := range s.series {
		s.index = append(s.index, map[dim.Codes]*cell{})
		s.sum(i)
	}
	for v, b := range b.chain() {
		s.follow(b.File, s.ends[v], s.ends[v+1])
	}
	s.compare()
	s.force(opt.Must)
	return s
}

// sum adds the finest cells of a series up to the cells of all views. Where
// nobody of a kind gave a number, that is said of the kind and of each
// organisation, not again of every group.
func (s *system) sum(i int) {
	s.quiet = append(s.quiet, s.silentSince(i))
	for j := range s.series[i].Cells {
		s.enter(i, &s.series[i].Cells[j])
	}
	nobody := s.fill(i)
	for j := range nobody {
		s.enter(i, &nobody[j])
	}
	cells := make([]*cell, 0, len(s.index[i]))
	for _, c := range s.index[i] {
		slices.Sort(c.units) // what is the same in two releases has lower numbers
		cells = append(cells, c)
	}
	slices.SortFunc(cells, func(a, b *cell) int { return a.codes.Compare(b.codes) })
	s.cells = append(s.cells, cells)
}

// enter adds a finest cell to the cells of all views.
func (s *system) enter(i int, finest *cube.Cell) {
	unit := s.unit(i, finest)
	told := s.told[asked{finest.Codes[dim.Kind], s.series[i].Population}]
	if s.quiet[i][finest.Codes[dim.Kind]] {
		told &= dim.ViewOf(dim.Organisation)
	}
	for rank, v := range s.views {
		if v&^told == 0 && !s.leftOut(i, finest.Codes[dim.Kind], v) {
			s.spread(i, rank, v, finest, unit)
		}
	}
}

// leftOut reports a view that the next release leaves out of a branch.
func (s *system) leftOut(i int, kind dim.Code, v dim.View) bool {
	return i < s.current && (s.dropped[table{s.branchOf(i, kind), v}] || s.absent(i, kind, v))
}

// silentSince gives the kinds of which no organisation filled in the measure, in
// this release or an earlier one: what was withheld then does not become public.
func (s *system) silentSince(i int) map[dim.Code]bool {
	silent := s.silent(i)
	for _, j := range s.alike[i] {
		if j <= i {
			continue
		}
		for kind, before := range s.silent(j) {
			if _, ok := silent[kind]; ok && !before {
				silent[kind] = false
			}
		}
	}
	return silent
}

// silent gives the kinds of which no organisation filled in the measure.
func (s *system) silent(i int) map[dim.Code]bool {
	silent := map[dim.Code]bool{}
	for _, finest := range s.series[i].Cells {
		kind := finest.Codes[dim.Kind]
		nothing := finest.Sums.Rows == 0 && finest.Sums.SourceWithheld == 0
		if before, ok := silent[kind]; !ok || before {
			silent[kind] = nothing
		}
	}
	return silent
}

// unit numbers a finest cell as an unknown of the system; -1 is for those that
// an attacker is taken to know. These are the zeros of organisations that show
// their numbers: zeros are public, and whoever knows more of the finest cells
// can only derive more, so what is safe from him is safe. The zeros of other
// organisations are unknowns like the rest of their numbers, and stay so; and so
// is what they left blank, unless nobody of their kind filled it in.
func (s *system) unit(i int, finest *cube.Cell) int32 {
	unit, same := s.sameUnit(i, finest)
	if same {
		s.put(i, finest, unit)
		return unit
	}
	hidden := s.unnamed(i, finest) != dim.Total && !s.quiet[i][finest.Codes[dim.Kind]]
	hidden = hidden || s.zeros && s.countsPeople(i, finest.Codes) && !s.quiet[i][finest.Codes[dim.Kind]]
	if finest.Sums.Sum == 0 && finest.Sums.SourceWithheld == 0 && !hidden {
		unit = -1
	} else {
		unit = int32(s.units)
		s.units++
		s.finest = append(s.finest, finest)
		s.seriesOf = append(s.seriesOf, int32(i))
	}
	s.put(i, finest, unit)
	return unit
}

// tell notes the axes that any finest cell of a kind and population tells
// something of, in whatever measure or item: a view by an axis that nobody
// filled in would only repeat the total as "unknown". All series of the family
// get the same views, so that a part has a cell wherever its whole has one.
func (s *system) tell() {
	s.told = map[asked]dim.View{}
	for i := range s.series {
		for _, finest := range s.series[i].Cells {
			k := asked{finest.Codes[dim.Kind], s.series[i].Population}
			for a := range dim.Axis(dim.NumAxes) {
				if c := finest.Codes[a]; c != dim.Total && s.env.Lists.ID(a, c) != dim.Unknown {
					s.told[k] = s.told[k].With(a)
				}
			}
		}
	}
}

// spread adds a finest cell to the cells of a view that contain it: one for
// each combination of its codes and their ancestors.
func (s *system) spread(i, rank int, v dim.View, finest *cube.Cell, unit int32) {
	groups := s.categories(i, dim.Codes{}.With(dim.Kind, finest.Codes[dim.Kind]), finest.Codes[dim.Category])
	for _, a := range v.Axes() {
		var next []dim.Codes
		code := finest.Codes[a]
		if a == dim.Organisation {
			code = s.shown(code)
		}
		for c := code; c != dim.Total; c = s.env.Lists.Parent(a, c) {
			for _, g := range groups {
				next = append(next, g.With(a, c))
			}
		}
		groups = next
	}
	var weights cube.Weights
	if s.weighted[i] {
		weights = finest.Weighed()
		s.weightOf[unit] = meanWeight(finest, weights)
	}
	for _, g := range groups {
		c := s.at(i, rank, g)
		c.add(finest, unit, s.unnamed(i, finest))
		if s.weighted[i] {
			c.weigh(weights)
		}
	}
}

// categories gives the groups that a row of a category belongs to: the category
// and what it is a part of, and the total where categories are added.
func (s *system) categories(i int, g dim.Codes, category dim.Code) []dim.Codes {
	groups := []dim.Codes{g.With(dim.Category, category)}
	if s.tables[i] == nil || s.tables[i].Apart {
		return groups
	}
	for c := category; c != dim.Total; {
		c = s.env.Lists.Parent(dim.Category, c)
		groups = append(groups, g.With(dim.Category, c))
	}
	return groups
}

func (s *system) at(i, rank int, g dim.Codes) *cell {
	c, ok := s.index[i][g]
	if !ok {
		c = &cell{series: i, codes: g, rank: rank, depth: s.env.Lists.Depth(dim.Area, g[dim.Area]), complete: true}
		if g[dim.Category] != dim.Total {
			c.fine = 1
		}
		s.index[i][g] = c
	}
	return c
}

// class gives the rule that the cells of a series follow in a category.
func (s *system) class(i int, codes dim.Codes) contract.Class {
	switch {
	case s.series[i].Item != nil:
		return contract.Respondents
	case s.tables[i].ID == contract.TablePractice:
		return s.tables[i].ClassOf(s.series[i].Measure, s.env.Lists.ID(dim.Category, codes[dim.Category]))
	}
	return s.series[i].Measure.Class
}

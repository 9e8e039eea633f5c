package protect

import (
	"cmp"
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
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
	tables   []*contract.Table // by series; nil for surveys
	weighted []bool            // by series: some answer in it is weighted
	weightOf map[int32]int64   // of a respondent, in thousandths, by unit of a weighted series
	pairs    []pair
	wholes   []int // by series: how many others it is a part of
	moves    map[rest]*bool
	dropped  map[table]bool // views that are left out
}

// asked is who fills in the axes alike: a kind and, of surveys, a population.
type asked struct {
	kind       dim.Code
	population string
}

// A cell is a sum over finest cells of one series.
type cell struct {
	series   int
	codes    dim.Codes
	rank     int // of its view: small is wanted more
	fine     int // 1 for one category of several
	depth    int // of its area
	sums     cube.Sums
	answers  []int64
	weights  *cube.Weights // of a weighted series; of a sum for the rules alone nil
	units    []int32
	unnamed  map[dim.Code]share // by organisation of which no number is shown
	complete bool               // no unit was withheld by its submitter

	status release.Status
	reason Reason
	moves  bool // see node

	weightless bool // published, but not its weights
}

// A share is what one organisation has in a cell.
type share struct {
	units []int32
	sum   int64
}

func newSystem(series []cube.Series, env Env, opt Options, dropped map[table]bool) *system {
	s := &system{dropped: dropped, moves: map[rest]*bool{}, env: env, rules: opt.rules(), p: int64(cmp.Or(opt.P, DefaultP)), series: series, views: opt.Views, weightOf: map[int32]int64{}}
	if s.views == nil {
		s.views = DefaultViews()
	}
	for i := range series {
		var t *contract.Table
		if series[i].Item == nil {
			t, _ = env.Contract.Table(series[i].Table)
		}
		s.tables = append(s.tables, t)
		s.weighted = append(s.weighted, slices.ContainsFunc(series[i].Cells, func(c cube.Cell) bool { return c.Weights != nil }))
	}
	s.register()
	s.tell()
	s.pair()
	for i := range series {
		s.index = append(s.index, map[dim.Codes]*cell{})
		s.sum(i)
	}
	return s
}

// sum adds the finest cells of a series up to the cells of all views. Where
// nobody of a kind gave a number, that is said of the kind and of each
// organisation, not again of every group.
func (s *system) sum(i int) {
	silent := s.silent(i)
	for j := range s.series[i].Cells {
		finest := &s.series[i].Cells[j]
		unit := s.unit(i, finest)
		told := s.told[asked{finest.Codes[dim.Kind], s.series[i].Population}]
		if silent[finest.Codes[dim.Kind]] {
			told &= dim.ViewOf(dim.Organisation)
		}
		for rank, v := range s.views {
			if v&^told == 0 && !s.dropped[table{s.branchOf(i, finest.Codes[dim.Kind]), v}] {
				s.spread(i, rank, v, finest, unit)
			}
		}
	}
	cells := make([]*cell, 0, len(s.index[i]))
	for _, c := range s.index[i] {
		cells = append(cells, c)
	}
	slices.SortFunc(cells, func(a, b *cell) int { return a.codes.Compare(b.codes) })
	s.cells = append(s.cells, cells)
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
// organisations are unknowns like the rest of their numbers, and stay so.
func (s *system) unit(i int, finest *cube.Cell) int32 {
	reported := finest.Sums.Rows > 0 && s.unnamed(i, finest) != dim.Total
	if finest.Sums.Sum == 0 && finest.Sums.SourceWithheld == 0 && !reported {
		return -1
	}
	s.units++
	s.finest = append(s.finest, finest)
	s.seriesOf = append(s.seriesOf, int32(i))
	return int32(s.units - 1)
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

// unnamed gives who stands behind a finest cell if no number of it may be
// shown, else the total: its organisation or, of money, which is counted by
// who owns whom, what that belongs to.
func (s *system) unnamed(i int, finest *cube.Cell) dim.Code {
	org := finest.Codes[dim.Organisation]
	switch {
	case org == dim.Total || s.shows(i, finest.Codes, org):
		return dim.Total
	case s.class(i, finest.Codes) == contract.Money:
		return s.owner[org]
	}
	return org
}

// shows reports whether an organisation's own numbers may be shown.
func (s *system) shows(i int, codes dim.Codes, org dim.Code) bool {
	if s.class(i, codes) == contract.Money {
		return s.money[org]
	}
	return s.named[org]
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

// shown gives the code under which an organisation is shown: unlisted ones
// have one in common.
func (s *system) shown(org dim.Code) dim.Code {
	if c, ok := s.unlisted[org]; ok {
		return c
	}
	return org
}

// register notes whose counts may be shown under their name, and who is not
// even listed.
func (s *system) register() {
	s.named, s.unlisted = map[dim.Code]bool{}, map[dim.Code]dim.Code{}
	s.money, s.owner = map[dim.Code]bool{}, map[dim.Code]dim.Code{}
	common, _ := s.env.Lists.Code(dim.Organisation, registry.UnlistedCode)
	for _, o := range s.env.Registry.Organisations() {
		code, _ := s.env.Lists.Code(dim.Organisation, o.ID)
		s.named[code] = !o.Aggregate && !o.Unlisted
		s.money[code] = s.named[code] && o.MoneyConsent
		s.owner[code] = s.ownerOf(o)
		if o.Unlisted {
			s.unlisted[code] = common
		}
	}
}

// ownerOf follows the parents of an organisation up; the registry sees to it
// that they end.
func (s *system) ownerOf(o registry.Organisation) dim.Code {
	for o.Parent != "" && s.env.Registry.Organisation(o.Parent).ID != "" {
		o = s.env.Registry.Organisation(o.Parent)
	}
	code, _ := s.env.Lists.Code(dim.Organisation, o.ID)
	return code
}

func (c *cell) add(finest *cube.Cell, unit int32, unnamed dim.Code) {
	c.sums = c.sums.Add(finest.Sums)
	c.count(finest.Answers)
	c.complete = c.complete && finest.Sums.SourceWithheld == 0
	if unit < 0 {
		return
	}
	c.units = append(c.units, unit)
	if unnamed != dim.Total {
		c.share(unnamed, share{[]int32{unit}, finest.Sums.Sum})
	}
}

// weigh adds the weights of a finest cell, in which answers without one count
// as one.
func (c *cell) weigh(more cube.Weights) {
	if c.weights == nil {
		c.weights = &cube.Weights{}
	}
	c.weights.Add(more)
}

func (c *cell) count(answers []int64) {
	if c.answers == nil {
		c.answers = make([]int64, len(answers))
	}
	for j, n := range answers {
		c.answers[j] += n
	}
}

func (c *cell) share(org dim.Code, more share) {
	if c.unnamed == nil {
		c.unnamed = map[dim.Code]share{}
	}
	h := c.unnamed[org]
	c.unnamed[org] = share{append(h.units, more.units...), h.sum + more.sum}
}

// join adds another cell of the series, which has no unit in common with it.
func (c *cell) join(d *cell) {
	c.sums = c.sums.Add(d.sums)
	c.count(d.answers)
	c.complete = c.complete && d.complete
	c.units = append(c.units, d.units...)
	for org, h := range d.unnamed {
		c.share(org, h)
	}
}

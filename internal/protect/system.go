package protect

import (
	"cmp"
	"slices"

	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/exact"
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
	named    map[dim.Code]bool     // organisations whose counts may be shown
	unlisted map[dim.Code]dim.Code // unlisted organisations -> their common code
	units    int                   // finest cells with something in them
	cells    [][]*cell             // by series; each sorted by codes
	index    []map[dim.Codes]*cell
}

// A cell is a sum over finest cells of one series.
type cell struct {
	series   int
	codes    dim.Codes
	rank     int // of its view: small is wanted more
	depth    int // of its area
	sums     cube.Sums
	answers  []int64
	units    []int32
	unnamed  map[dim.Code][]int32 // units by unnamed organisation
	complete bool                 // no unit was withheld by its submitter

	status release.Status
	reason Reason
}

func newSystem(series []cube.Series, env Env, opt Options) *system {
	s := &system{env: env, rules: opt.rules(), series: series, views: opt.Views}
	if s.views == nil {
		s.views = DefaultViews()
	}
	s.register()
	for i := range series {
		s.index = append(s.index, map[dim.Codes]*cell{})
		s.sum(i)
	}
	return s
}

// sum adds the finest cells of a series up to the cells of all views.
func (s *system) sum(i int) {
	told := s.told(i)
	for _, finest := range s.series[i].Cells {
		kind := finest.Codes[dim.Kind]
		unit := int32(-1)
		if finest.Sums.Sum > 0 || finest.Sums.SourceWithheld > 0 {
			unit = int32(s.units)
			s.units++
		}
		for rank, v := range s.views {
			if v&^told[kind] != 0 {
				continue
			}
			s.spread(i, rank, v, &finest, unit)
		}
	}
	cells := make([]*cell, 0, len(s.index[i]))
	for _, c := range s.index[i] {
		cells = append(cells, c)
	}
	slices.SortFunc(cells, func(a, b *cell) int { return a.codes.Compare(b.codes) })
	s.cells = append(s.cells, cells)
}

// told gives for each kind the axes that any finest cell of the series'
// family tells something of. A view by an axis that nobody filled in would
// only repeat the total as "unknown".
func (s *system) told(i int) map[dim.Code]dim.View {
	told := map[dim.Code]dim.View{}
	for _, finest := range s.series[i].Cells {
		k := finest.Codes[dim.Kind]
		for a := range dim.Axis(dim.NumAxes) {
			if c := finest.Codes[a]; c != dim.Total && s.env.Lists.ID(a, c) != dim.Unknown {
				told[k] = told[k].With(a)
			}
		}
	}
	return told
}

// spread adds a finest cell to the cells of a view that contain it: one for
// each combination of its codes and their ancestors.
func (s *system) spread(i, rank int, v dim.View, finest *cube.Cell, unit int32) {
	groups := []dim.Codes{dim.Codes{}.With(dim.Kind, finest.Codes[dim.Kind])}
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
	for _, g := range groups {
		s.at(i, rank, g).add(finest, unit, s.unnamed(finest))
	}
}

func (s *system) at(i, rank int, g dim.Codes) *cell {
	c, ok := s.index[i][g]
	if !ok {
		c = &cell{series: i, codes: g, rank: rank, depth: s.env.Lists.Depth(dim.Area, g[dim.Area]), complete: true}
		s.index[i][g] = c
	}
	return c
}

// unnamed gives the organisation of a finest cell if no number of it may be
// shown, else the total.
func (s *system) unnamed(finest *cube.Cell) dim.Code {
	org := finest.Codes[dim.Organisation]
	if s.named[org] {
		return dim.Total
	}
	return org
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
	common, _ := s.env.Lists.Code(dim.Organisation, registry.UnlistedCode)
	for _, o := range s.env.Registry.Organisations() {
		code, _ := s.env.Lists.Code(dim.Organisation, o.ID)
		s.named[code] = !o.Aggregate && !o.Unlisted
		if o.Unlisted {
			s.unlisted[code] = common
		}
	}
}

func (c *cell) add(finest *cube.Cell, unit int32, unnamed dim.Code) {
	c.sums = c.sums.Add(finest.Sums)
	if c.answers == nil {
		c.answers = make([]int64, len(finest.Answers))
	}
	for j, n := range finest.Answers {
		c.answers[j] += n
	}
	c.complete = c.complete && finest.Sums.SourceWithheld == 0
	if unit < 0 {
		return
	}
	c.units = append(c.units, unit)
	if unnamed != dim.Total {
		if c.unnamed == nil {
			c.unnamed = map[dim.Code][]int32{}
		}
		c.unnamed[unnamed] = append(c.unnamed[unnamed], unit)
	}
}

// solve decides which cells are published. Every sensitive column, printed or
// not, stays outside the span of what is published (DISCLOSURE 4, phase A).
func (s *system) solve(off bool) error {
	var p exact.Problem
	p.Rows = s.units
	var candidates []*cell
	for i := range s.cells {
		for _, c := range s.cells[i] {
			c.settle()
			if c.status != "" {
				continue
			}
			if r := s.sensitive(c); r != "" && !off {
				c.status, c.reason = release.Withheld, r
				p.Sensitive = append(p.Sensitive, exact.Ones(c.units))
				continue
			}
			candidates = append(candidates, c)
		}
	}
	if !off {
		p.Sensitive = append(p.Sensitive, s.complements()...)
		p.Sensitive = append(p.Sensitive, s.residuals()...)
	}
	slices.SortStableFunc(candidates, s.wanted)
	for _, c := range candidates {
		p.Candidates = append(p.Candidates, exact.Ones(c.units))
	}
	res, err := p.SolveBoth()
	if err != nil {
		return err
	}
	for j, c := range candidates {
		c.status = release.Published
		if !res.Published[j] {
			c.status, c.reason = release.Withheld, Partner
		}
	}
	return nil
}

// settle gives a status to cells that have no number to decide about.
func (c *cell) settle() {
	switch {
	case c.sums.Rows > 0 || c.sums.SourceWithheld > 0:
	case c.sums.Missing > 0:
		c.status = release.NotReported
	case c.sums.NotApplicable > 0:
		c.status = release.NotApplicable
	}
}

// wanted orders cells from most to least wanted by what is public anyway, so
// that the pattern itself tells little. Sums over few unnamed organisations
// come last: they yield to what named ones agreed to show.
func (s *system) wanted(a, b *cell) int {
	few := func(c *cell) int {
		if n := len(c.unnamed); n > 0 && n < s.rules.MinAggregated {
			return 1
		}
		return 0
	}
	return cmp.Or(
		cmp.Compare(few(a), few(b)), cmp.Compare(a.rank, b.rank), cmp.Compare(a.depth, b.depth),
		a.codes.Compare(b.codes), cmp.Compare(a.series, b.series),
	)
}

// sensitive says which rule forbids a cell to be shown by itself, "" if none.
func (s *system) sensitive(c *cell) Reason {
	org := c.codes[dim.Organisation]
	switch {
	case !c.complete:
		return BySubmitter
	case org != dim.Total && !s.named[org]:
		return Unnamed
	case s.series[c.series].Item != nil:
		return s.sensitiveAnswers(c)
	case c.sums.Sum > 0 && c.sums.Sum < int64(s.rules.K):
		return Small
	}
	return ""
}

// sensitiveAnswers applies the rules for anonymous respondents: the group
// needs k of them, and not all, or nearly all, may have answered the same.
func (s *system) sensitiveAnswers(c *cell) Reason {
	n := c.sums.Sum
	k := s.rules.K
	if s.series[c.series].Item.Sensitive {
		k = s.rules.KSensitive
	}
	switch {
	case n == 0:
		return ""
	case n < int64(k):
		return Small
	case slices.Max(c.answers) > n-int64(s.rules.AnswerMargin):
		return Uniform
	}
	return ""
}

// complements gives the columns b - a of all declared parts a of wholes b that
// would tell of all, or nearly all, of a group. They are never printed, but
// must not follow from what is.
func (s *system) complements() []exact.Vector {
	var out []exact.Vector
	for i := range s.series {
		m := s.series[i].Measure
		if m == nil {
			continue
		}
		for _, whole := range m.PartOf {
			j := s.measure(whole)
			if j < 0 {
				continue
			}
			for _, a := range s.cells[i] {
				b := s.index[j][a.codes]
				if b == nil || !a.counted() || !b.counted() {
					continue
				}
				if rest := b.sums.Sum - a.sums.Sum; b.sums.Sum > 0 && rest >= 0 && rest < int64(s.rules.K) {
					out = append(out, exact.Ones(b.units).Minus(exact.Ones(a.units)))
				}
			}
		}
	}
	return out
}

func (c *cell) counted() bool { return c.sums.Rows > 0 && c.complete }

func (s *system) measure(id string) int {
	return slices.IndexFunc(s.series, func(x cube.Series) bool { return x.Measure != nil && x.Measure.ID == id })
}

// residuals gives what stands behind a joint figure when all named
// organisations are subtracted: the sum of one or two unnamed ones must not
// follow from what is published.
func (s *system) residuals() []exact.Vector {
	var out []exact.Vector
	for i := range s.cells {
		for _, c := range s.cells[i] {
			if n := len(c.unnamed); n == 0 || n >= s.rules.MinAggregated {
				continue
			}
			var units []int32
			for _, u := range c.unnamed {
				units = append(units, u...)
			}
			out = append(out, exact.Ones(units)) // sorts, so the map's order is lost
		}
	}
	return out
}

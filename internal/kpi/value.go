package kpi

import (
	"math"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

func lower(s string) string { return strings.ToLower(s) }

// quarter appends the observations of a quarter: the values, and what is
// compared between them.
func (p *plan) quarter(block []Observation, q dim.Quarter) []Observation {
	from := len(block)
	block = p.values(block, q)
	to := len(block)
	for i := from; i < to; i++ {
		if o, ok := p.change(&block[i], i-from); ok {
			block = append(block, o)
		}
	}
	p.settle(block[to:])
	for i := from; i < to; i++ {
		block = p.compare(block, block[i]) // a copy: the block may move
	}
	return block
}

// values appends one value for each group, and of a distribution one for each
// answer.
func (p *plan) values(block []Observation, q dim.Quarter) []Observation {
	if p.of[0] != nil {
		return p.derived(block, q)
	}
	groups, silent := p.groups(q), p.silent(q)
	for i := range groups.Len() {
		codes := groups.Codes(i)
		if !p.shown(codes) || silent && codes.View()&^plain != 0 {
			continue
		}
		switch {
		case p.Form == catalogue.Distribution:
			for _, a := range p.item.Answers {
				if c, ok := p.answers[a.Code]; ok {
					block = p.append(block, q, codes.With(dim.Category, c), i)
				}
			}
		case p.item != nil:
			block = p.append(block, q, codes.With(dim.Category, p.population), i)
		default:
			block = p.append(block, q, codes.With(dim.Category, dim.Total), i)
		}
	}
	return block
}

func (p *plan) append(block []Observation, q dim.Quarter, codes dim.Codes, hint int) []Observation {
	o := p.begin(q, codes, Value, "")
	if !p.compute(&o, hint) {
		return block
	}
	return append(block, o)
}

// derived gives the values of a difference or quotient: one for each group that
// the first of its KPIs has.
func (p *plan) derived(block []Observation, q dim.Quarter) []Observation {
	first := p.set.plans[p.of[0].ID]
	if first == nil {
		return block
	}
	from := len(block)
	block = first.values(block, q)
	kept := block[:from]
	for i := from; i < len(block); i++ {
		o := p.begin(q, block[i].Key.Codes, Value, "")
		if p.shown(o.Key.Codes) && p.compute(&o, 0) {
			kept = append(kept, o)
		}
	}
	return kept
}

// value computes the value of a group, nil if there is none.
func (p *plan) value(q dim.Quarter, codes dim.Codes) *Observation {
	o, ok := p.near(q, codes, 0)
	if !ok {
		return nil
	}
	return &o
}

// near computes a value whose cells are looked for first at the place hint.
func (p *plan) near(q dim.Quarter, codes dim.Codes, hint int) (Observation, bool) {
	if !p.shown(codes) || !p.fits(codes[dim.Category]) || codes.View()&^plain != 0 && p.silent(q) {
		return Observation{}, false
	}
	o := p.begin(q, codes, Value, "")
	return o, p.compute(&o, hint)
}

// fits reports whether the KPI has observations of a category.
func (p *plan) fits(category dim.Code) bool {
	switch {
	case p.of[0] != nil:
		return true // it is the matter of its two KPIs
	case p.Form == catalogue.Distribution:
		for _, c := range p.answers {
			if c == category {
				return true
			}
		}
		return false
	case p.item != nil:
		return category == p.population && p.asked != dim.Total
	}
	return category == dim.Total
}

// begin is an observation without a number: who it is about and who reported.
func (p *plan) begin(q dim.Quarter, codes dim.Codes, statistic, reference string) Observation {
	n := p.window()
	o := Observation{
		Entry: p.Entry, Statistic: statistic, Reference: reference, set: p.set, p: math.NaN(),
		Key: dim.Key{Period: dim.Period{First: q - dim.Quarter(n) + 1, N: n}, Codes: codes},
	}
	if _, ok := p.set.cube.Release(q); ok {
		o.Draft = p.set.cube.Draft(q)
	}
	if i := int(q - p.set.Quarters[0]); i >= 0 && i < len(p.told) {
		c := p.told[i][[2]dim.Code{codes[dim.Kind], codes[dim.Organisation]}]
		o.Reporters, o.Expected = c.reported, c.expected
	}
	return o
}

// coverage is whose reports a group is made of.
func (p *plan) coverage(q dim.Quarter, codes dim.Codes) coverageKey {
	lists := p.set.Lists
	return coverageKey{q, p.reportedIn(), lists.ID(dim.Kind, codes[dim.Kind]), lists.ID(dim.Organisation, codes[dim.Organisation])}
}

// reportedIn is the table whose reports the values are made of.
func (p *plan) reportedIn() string {
	if p.of[0] != nil {
		return p.of[0].Table()
	}
	return p.Table()
}

// compute gives an observation its status and, if it is published, its number;
// false if nobody reported such a group.
func (p *plan) compute(o *Observation, hint int) bool {
	switch {
	case p.of[0] != nil:
		return p.combine(o)
	case p.item != nil:
		return p.survey(o, hint)
	case p.Form == catalogue.Count:
		return p.count(o, hint)
	case len(p.below.terms) > 0 && len(p.above.terms) > 0:
		return p.quotient(o, hint)
	}
	return false
}

func (p *plan) quotient(o *Observation, hint int) bool {
	if _, ok := p.below.group(o.Key.Codes); !ok {
		return false // a register knows nothing of such groups
	}
	q := o.Key.Period.Last()
	above, there := p.sum(&p.above, q, o.Key.Codes, hint)
	below, also := p.sum(&p.below, q, o.Key.Codes, hint)
	if !there && p.below.public != nil || !also && p.below.public == nil {
		return false
	}
	o.Status = worse(above.status, below.status)
	switch {
	case o.Status != published:
	case p.above.table != p.below.table && p.below.public == nil && !p.sameReporters(o):
		o.Status = release.NotReported // one would be of other organisations than the other
	case p.above.table == p.below.table && above.missing != below.missing:
		o.Status = release.NotReported // some reported one without the other
	case below.value <= 0, p.Form == catalogue.Rate && (above.value > below.value || above.value < 0):
		o.Status = release.NotComputable // for everybody to see: all are published
	case below.value < p.Least:
		o.Status = release.Withheld // by a rule of the entry, from published numbers
	default:
		p.setQuotient(o, above, below)
	}
	return true
}

func (p *plan) sameReporters(o *Observation) bool {
	if o.Key.Codes[dim.Organisation] != dim.Total {
		return true
	}
	a := p.coverage(o.Key.Period.Last(), o.Key.Codes)
	b := a
	b.table = p.below.table
	return p.set.coverage.same(a, b)
}

// setQuotient needs a positive denominator.
func (p *plan) setQuotient(o *Observation, above, below sum) {
	o.Numerator, o.Denominator = above.value, below.value
	o.Missing = below.missing > 0 || above.missing > 0
	if p.Form == catalogue.Rate {
		o.Value = float64(above.value) / float64(below.value)
		if p.Interval != catalogue.None {
			o.Interval, o.HasInterval, o.Method = stat.Wilson(above.value, below.value), true, "wilson"
		}
		return
	}
	exposure := float64(below.value) * p.scale(1) / p.scale(0) / float64(max(1, p.Per))
	if n := p.window(); n > 1 && p.below.stock {
		exposure /= float64(n) // the average of the quarters
	}
	o.Value = float64(above.value) / exposure
	o.setPoisson(above.value, exposure)
}

// scale is what the smallest unit of numerator (0) or denominator (1) is in
// the unit that is shown: minutes are shown as hours.
func (p *plan) scale(side int) float64 {
	if p.minutes[side] {
		return 1. / 60
	}
	return 1
}

// hoursOfWeek is a full-time job.
const hoursOfWeek = 40

func (p *plan) count(o *Observation, hint int) bool {
	q := o.Key.Period.Last()
	n, there := p.sum(&p.above, q, o.Key.Codes, hint)
	if !there {
		return false
	}
	if o.Status = n.status; n.status != published {
		return true
	}
	o.Numerator, o.Missing = n.value, n.missing > 0
	per := 1 / p.scale(0)
	if p.FTE {
		per *= hoursOfWeek * float64(days(o.Key.Period)) / 7
	}
	o.Value = float64(n.value) / per
	o.setPoisson(n.value, per)
	return true
}

// setPoisson gives a count for an exposure the exact interval, if its entry
// says that it is one of events.
func (o *Observation) setPoisson(n int64, exposure float64) {
	o.exposure = exposure
	if o.Entry.Interval != catalogue.Poisson || n < 0 {
		return
	}
	if e, ok := stat.PoissonRate(n, exposure); ok {
		o.Interval, o.HasInterval, o.Method = e.Interval, true, "poisson"
	}
}

// days counts the days of a period.
func days(p dim.Period) int {
	n := 0
	for q := p.First; q <= p.Last(); q++ {
		n += int((q + 1).Start().Sub(q.Start()).Hours() / 24)
	}
	return n
}

// combine makes a difference or quotient of two values.
func (p *plan) combine(o *Observation) bool {
	q, codes := o.Key.Period.Last(), o.Key.Codes
	var v [2]*Observation
	for i, e := range p.of {
		if e == nil || p.set.plans[e.ID] == nil {
			return false
		}
		if v[i] = p.set.plans[e.ID].value(q, codes); v[i] == nil {
			return false
		}
	}
	o.Key.Period = v[0].Key.Period
	if o.Status = worse(v[0].Status, v[1].Status); o.Status != published {
		return true
	}
	if p.Form == catalogue.Quotient {
		if v[1].Value == 0 {
			o.Status = release.NotComputable
			return true
		}
		o.Value = v[0].Value / v[1].Value
		return true
	}
	o.Value = v[0].Value - v[1].Value
	return true
}

package kpi

import (
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/release"
)

// A Role says what a cell is in a formula.
type Role string

// The roles of cells.
const (
	Numerator   Role = "numerator"
	Denominator Role = "denominator"
	Respondents Role = "respondents" // to the item
	GaveAnswer  Role = "answer"      // of them: who gave an answer
)

// A Part is one cell that a value is made of, as it may be known in public. A
// cell that is nowhere is not reported.
type Part struct {
	Role  Role
	Minus bool // it is subtracted
	Cell  protect.Cell
}

// Parts lists the cells that the value of an observation is made of, in the
// order of the formula; what is made of other observations has none.
func (s *Set) Parts(o *Observation) []Part {
	p := o.plan()
	if p == nil || o.Statistic != Value || p.of[0] != nil {
		return nil
	}
	if p.item != nil {
		return p.surveyParts(o)
	}
	return append(p.operandParts(o, &p.above, Numerator), p.operandParts(o, &p.below, Denominator)...)
}

func (p *plan) operandParts(o *Observation, op *operand, role Role) []Part {
	codes, ok := op.group(o.Key.Codes)
	if !ok {
		return nil
	}
	var all []Part
	for q := o.Key.Period.First; q <= o.Key.Period.Last(); q++ {
		for _, t := range op.terms {
			c := p.known(&t.cells, q, codes.With(dim.Category, t.category))
			c.Table, c.Measure = op.table, t.measure
			all = append(all, Part{role, t.sign < 0, c})
		}
	}
	return all
}

// known gives a cell, or one that says that nobody reported it.
func (p *plan) known(s *series, q dim.Quarter, codes dim.Codes) protect.Cell {
	c, ok := s.at(q).Find(codes, 0)
	if !ok {
		c = protect.Cell{Status: release.NotReported, Key: dim.Key{Period: dim.Period{First: q, N: 1}, Codes: codes}}
	}
	return c
}

func (p *plan) surveyParts(o *Observation) []Part {
	q := o.Key.Period.Last()
	part := func(role Role, s series, category dim.Code) Part {
		c := p.known(&s, q, o.Key.Codes.With(dim.Category, category))
		c.Table, c.Measure = contract.FamilySurvey, contract.MeasureRespondents
		return Part{role, false, c}
	}
	var all []Part
	for _, a := range p.item.Answers {
		category, ok := p.answers[a.Code]
		if ok && p.counts(o, a.Code, category) {
			all = append(all, part(GaveAnswer, p.replies[category], category))
		}
	}
	return append(all, part(Respondents, p.respondents, p.asked))
}

// counts reports whether an answer takes part in a value.
func (p *plan) counts(o *Observation, answer string, category dim.Code) bool {
	switch p.Form {
	case catalogue.Distribution:
		return category == o.Key.Codes[dim.Category]
	case catalogue.Share:
		for _, a := range p.Entry.Answers {
			if a == answer {
				return true
			}
		}
		return false
	}
	return p.Form == catalogue.Score
}

// Operands lists the values that an observation compares or is made of: both of
// a change, a ratio, a gap, a difference or a quotient; the groups of an index;
// the ages of a standardised value, first everybody's, which are the standard,
// then those of the group and of the group that it is held against; the first
// value and the last on the way to a target; and all that a projection goes on.
// What is made of cells has none.
func (s *Set) Operands(o *Observation) []*Observation {
	p := o.plan()
	if p == nil {
		return nil
	}
	q, codes := o.Key.Period.Last(), o.Key.Codes
	switch o.Statistic {
	case Value:
		if p.of[0] != nil {
			return list(p.other(0).value(q, codes), p.other(1).value(q, codes))
		}
	case Change:
		return list(p.value(q, codes), p.value(q-4, codes))
	case Ratio, Gap:
		if ref, _ := p.heldAgainst(o); ref != nil {
			return list(p.value(q, codes), ref)
		}
	case Index:
		axis, _, _ := strings.Cut(o.Reference, ".")
		if a, ok := dim.ParseAxis(axis); ok {
			return p.parted(o, a)
		}
	case Standardised:
		return p.standardisedOf(o)
	case Attainment, Growth:
		if now := p.value(q, codes); now != nil && now.Status == published {
			return list(p.past(now)[0], now)
		}
	case Projection:
		if now := p.value(q, codes); now != nil && now.Status == published {
			return p.past(now)
		}
	}
	return nil
}

// heldAgainst finds the value that a ratio or a gap is to, and on which axis.
func (p *plan) heldAgainst(o *Observation) (*Observation, dim.Axis) {
	for _, a := range o.Key.Codes.View().Axes() {
		if ref, id := p.reference(o, a); ref != nil && id == o.Reference {
			return ref, a
		}
	}
	return nil, 0
}

// standardisedOf lists the values by age that a standardised value is made of.
func (p *plan) standardisedOf(o *Observation) []*Observation {
	q, codes := o.Key.Period.Last(), o.Key.Codes
	whole := codes.With(dim.Sex, dim.Total).With(dim.Area, dim.Total)
	groups := []dim.Codes{whole, codes}
	if o.Reference != "" {
		if ref, _ := p.heldAgainst(o); ref != nil {
			groups = append(groups, ref.Key.Codes)
		}
	}
	var all []*Observation
	for _, g := range groups {
		for _, age := range p.set.levels[dim.Age] {
			all = append(all, list(p.value(q, g.With(dim.Age, age)))...)
		}
	}
	return all
}

// other is the plan of one of the KPIs that this one is made of.
func (p *plan) other(i int) *plan { return p.set.plans[p.of[i].ID] }

func list(all ...*Observation) []*Observation {
	var there []*Observation
	for _, o := range all {
		if o != nil {
			there = append(there, o)
		}
	}
	return there
}

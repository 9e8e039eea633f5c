package kpi

import (
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

// Operands lists the values that an observation compares or is made of: both
// of a change, a ratio, a gap, a difference or a quotient. Other statistics
// have as many as there are groups, and list none.
func (s *Set) Operands(o *Observation) []*Observation {
	p := o.plan()
	if p == nil {
		return nil
	}
	q, codes := o.Key.Period.Last(), o.Key.Codes
	switch {
	case o.Statistic == Value && p.of[0] != nil:
		return list(p.other(0).value(q, codes), p.other(1).value(q, codes))
	case o.Statistic == Change:
		return list(p.value(q, codes), p.value(q-4, codes))
	case o.Statistic == Ratio || o.Statistic == Gap:
		for _, a := range codes.View().Axes() {
			if ref, id := p.reference(o, a); ref != nil && id == o.Reference {
				return list(p.value(q, codes), ref)
			}
		}
	}
	return nil
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

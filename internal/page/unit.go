package page

import (
	"html/template"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/chart"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// amount writes a value of a KPI in its unit.
func (p *printer) amount(e *catalogue.Entry, v float64) string { return p.teller().Amount(e, v) }

// size writes a difference without its sign, and which sign the printed number
// has.
func (p *printer) size(e *catalogue.Entry, v float64) (text string, sign int) {
	return p.teller().Size(e, v)
}

// axis is the scale of the values of a KPI.
func (p *printer) axis(e *catalogue.Entry) chart.Axis {
	switch m := p.teller().ScaleOf(e); {
	case m.Proportion && e.Form == catalogue.Difference:
		return chart.Axis{Tick: p.percentTick}
	case m.Proportion:
		return chart.Axis{Tick: p.percentTick, Limits: [2]float64{0, 1}}
	case m.Score:
		return chart.Axis{Tick: p.tick, Limits: [2]float64{-100, 100}, Unit: p.T("unit.score")}
	case m.Mean:
		return chart.Axis{Tick: p.tick, Limits: [2]float64{0, p.points(e)}, Unit: p.T("unit.mean")}
	default:
		return chart.Axis{Tick: p.tick, Unit: m.Unit}
	}
}

// tick writes a value of a scale, with separators of thousands.
func (p *printer) tick(v float64) string {
	if n := int64(v); float64(n) == v && (n >= 1000 || n <= -1000) {
		return p.Count(n)
	}
	return p.Tick(v, 0)
}

// A column is a number that a value was made of, beside it in a table.
type column struct {
	head, field string
	number      func(*kpi.Observation) int64
}

// columns are what the values of a KPI were made of.
func (p *printer) columns(e *catalogue.Entry) []column {
	switch {
	case e.Survey():
		return []column{{p.T("column.respondents"), fieldRespondents, func(o *kpi.Observation) int64 { return o.Respondents }}}
	case len(e.Denominator) > 0:
		return []column{
			{p.terms(e.Numerator), fieldNumerator, func(o *kpi.Observation) int64 { return o.Numerator }},
			{p.terms(e.Denominator), fieldDenominator, func(o *kpi.Observation) int64 { return o.Denominator }},
		}
	}
	return nil
}

// terms names the measures that are added.
func (p *printer) terms(terms catalogue.Terms) string {
	var b strings.Builder
	for i, t := range terms {
		switch {
		case t.Minus:
			b.WriteString(" − ")
		case i > 0:
			b.WriteString(" + ")
		}
		b.WriteString(p.term(t))
	}
	return b.String()
}

func (p *printer) term(t catalogue.Term) string {
	name := t.Measure
	if table, ok := contract.Standard().Table(t.Table); ok {
		if m, ok := table.Measure(t.Measure); ok {
			name = p.name(m.Name)
			if m.Unit == contract.UnitMinutes {
				name += p.T("unit.in", "unit", p.T("unit.minutes"))
			}
		}
	}
	if c, ok := p.site.Lists.Code(dim.Category, t.Category); ok && t.Category != "" {
		name += p.T("unit.in", "unit", p.code(dim.Category, c))
	}
	return name
}

// made gives the cells of the columns.
func (p *printer) made(e *catalogue.Entry, o *kpi.Observation) []template.HTML {
	var cells []template.HTML
	for _, c := range p.columns(e) {
		if !isPublished(o) {
			cells = append(cells, "")
			continue
		}
		cells = append(cells, p.whole(o, c.field, c.number(o)))
	}
	return cells
}

package page

import (
	"html/template"
	"math"
	"strconv"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/chart"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
)

// A measureOf is what the values of a KPI are numbers of.
type measureOf struct {
	proportion, score, mean, times bool
	unit                           string // of an amount: 円/人
	counted                        bool   // of an amount: a number of things
}

// unitOf tells what the values of a KPI are. Those made of two others are what
// the first of these is, or a multiple of it.
func (p *printer) unitOf(e *catalogue.Entry) measureOf {
	switch {
	case e.Proportion():
		return measureOf{proportion: true}
	case e.Form == catalogue.Score:
		return measureOf{score: true}
	case e.Form == catalogue.Mean:
		return measureOf{mean: true}
	case e.Form == catalogue.Quotient:
		return measureOf{times: true}
	case e.Form == catalogue.Difference && len(e.Of) > 0:
		if first, ok := p.entry(e.Of[0]); ok && first.Form != catalogue.Difference {
			return p.unitOf(first)
		}
	case e.FTE:
		return measureOf{unit: p.T("unit.fte")}
	case e.Unit.JA != "":
		return measureOf{unit: p.name(e.Unit)}
	}
	return measureOf{unit: p.unitOfTerms(e.Numerator), counted: true}
}

// units are the words for what a measure counts; minutes are shown as hours.
var units = map[contract.Unit]string{
	contract.UnitPersons: "persons", contract.UnitItems: "items", contract.UnitYen: "yen", contract.UnitMinutes: "hours",
	contract.UnitDays: "days", contract.UnitCredits: "credits", contract.UnitSchools: "schools",
	contract.UnitEntities: "entities", contract.UnitYesNo: "schools",
}

func (p *printer) unitOfTerms(terms catalogue.Terms) string {
	if len(terms) == 0 {
		return ""
	}
	if t, ok := contract.Standard().Table(terms[0].Table); ok {
		if m, ok := t.Measure(terms[0].Measure); ok {
			return p.T("unit." + units[m.Unit])
		}
	}
	return ""
}

// decimals is how many are shown of an amount: large ones need none.
func (m measureOf) decimals(v float64) int {
	switch size := math.Abs(v); {
	case size == math.Trunc(size), size >= 1000:
		return 0
	case m.counted:
		return 1 // the limits of an interval
	case size >= 100:
		return 1
	}
	return 2
}

// amount writes a value of a KPI in its unit.
func (p *printer) amount(e *catalogue.Entry, v float64) string {
	switch m := p.unitOf(e); {
	case m.proportion:
		return p.PercentOf(v)
	case m.score:
		return p.Score(v)
	case m.mean:
		return p.Mean(v)
	case m.times:
		return p.Times(v)
	default:
		return p.Quantity(v, m.decimals(v), m.unit)
	}
}

// difference writes a change or gap of a KPI with its sign.
func (p *printer) difference(e *catalogue.Entry, v float64) string {
	switch m := p.unitOf(e); {
	case m.proportion:
		return p.Points(v)
	case m.score:
		return p.ScoreChange(v)
	case m.mean:
		return p.MeanChange(v)
	default:
		return p.QuantityChange(v, m.decimals(v), m.unit)
	}
}

// size writes a difference without its sign, and which sign the printed number
// has.
func (p *printer) size(e *catalogue.Entry, v float64) (text string, sign int) {
	decimals, shift := 1, 0
	switch m := p.unitOf(e); {
	case m.proportion:
		text, shift = p.PointsSize(v), 2
	case m.score:
		text, decimals = p.ScoreSize(v), 0
	case m.mean:
		text = p.MeanSize(v)
	default:
		decimals = m.decimals(v)
		text = p.Quantity(math.Abs(v), decimals, m.unit)
	}
	f, _ := strconv.ParseFloat(i18n.Number(v, shift, decimals), 64)
	switch {
	case f > 0:
		return text, 1
	case f < 0:
		return text, -1
	}
	return text, 0
}

// axis is the scale of the values of a KPI.
func (p *printer) axis(e *catalogue.Entry) chart.Axis {
	plain := func(v float64) string { return p.Tick(v, 0) }
	switch m := p.unitOf(e); {
	case m.proportion && e.Form == catalogue.Difference:
		return chart.Axis{Tick: p.percentTick}
	case m.proportion:
		return chart.Axis{Tick: p.percentTick, Limits: [2]float64{0, 1}}
	case m.score:
		return chart.Axis{Tick: plain, Limits: [2]float64{-100, 100}, Unit: p.T("unit.score")}
	case m.mean:
		return chart.Axis{Tick: plain, Limits: [2]float64{0, p.points(e)}, Unit: p.T("unit.mean")}
	default:
		return chart.Axis{Tick: plain, Unit: m.unit}
	}
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

package page

import (
	"html/template"
	"strconv"

	"fukusen/internal/catalogue"
	"fukusen/internal/chart"
	"fukusen/internal/dim"
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// The columns of an observation of which a data element can stand; the value
// itself is the one that is not named.
const (
	fieldValue       = ""
	fieldLower       = "lower"
	fieldUpper       = "upper"
	fieldNumerator   = "numerator"
	fieldDenominator = "denominator"
	fieldRespondents = "respondents"
	fieldReporters   = "reporters"
	fieldExpected    = "expected"
)

func esc(s string) string { return template.HTMLEscapeString(s) }

// html fills a text of i18n, which is safe as it stands; strings are escaped,
// template.HTML is not.
func (p *printer) html(key string, args ...any) template.HTML {
	filled := make([]string, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case template.HTML:
			filled[i] = string(a)
		case string:
			filled[i] = esc(a)
		}
	}
	return template.HTML(p.T(key, filled...))
}

// text writes the value of an observation, which must be published.
func (p *printer) text(o *kpi.Observation) string {
	switch o.Statistic {
	case kpi.Change, kpi.Gap:
		return p.difference(o.Entry, o.Value)
	case kpi.Ratio:
		return p.Times(o.Value)
	}
	if o.Entry.Proportion() && o.Denominator > 0 {
		return p.Percent(o.Numerator, o.Denominator)
	}
	return p.amount(o.Entry, o.Value)
}

// precise is a number as the open data have it: with nine significant digits,
// fewer than differ between processors.
func precise(v float64) float64 {
	f, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 8, 64), 64)
	return f + 0
}

// exact writes a number as the open data do.
func exact(v float64) string { return strconv.FormatFloat(precise(v), 'f', -1, 64) }

// datum is a number that names its observation and, if it is not the value,
// its column.
func datum(o *kpi.Observation, field, value, text string) template.HTML {
	s := `<data value="` + value + `" data-observation="` + esc(o.ID()) + `"`
	if field != fieldValue {
		s += ` data-field="` + field + `"`
	}
	return template.HTML(s + `>` + esc(text) + `</data>`)
}

func (p *printer) whole(o *kpi.Observation, field string, n int64) template.HTML {
	return datum(o, field, strconv.FormatInt(n, 10), p.Count(n))
}

// value is an observation as it stands in a table: its number, or the sign for
// why there is none. nil is a group of which nobody has reported anything.
func (p *printer) value(o *kpi.Observation) template.HTML {
	if o == nil {
		return p.sign(release.NotReported, "")
	}
	if o.Status != release.Published {
		return p.sign(o.Status, o.ID())
	}
	return datum(o, fieldValue, exact(o.Value), p.text(o))
}

// sign is a symbol for the eye and the word for the ear. Missing, withheld and
// not applicable differ in both, and none looks like zero.
func (p *printer) sign(st release.Status, id string) template.HTML {
	s := `<span class="state ` + string(st) + `"`
	if id != "" {
		s += ` data-observation="` + esc(id) + `" data-status="` + string(st) + `"`
	}
	symbol, word := p.T("symbol."+string(st)), p.T("status."+string(st))
	return template.HTML(s + `><span aria-hidden="true">` + symbol + `</span><span class="spoken">` + word + `</span></span>`)
}

// limits are the ends of the interval of an observation in its unit; empty
// where there is none.
func (p *printer) limits(o *kpi.Observation) (lower, upper template.HTML) {
	if o == nil || o.Status != release.Published || !o.HasInterval {
		return "", ""
	}
	write := func(v float64) string {
		switch o.Statistic {
		case kpi.Change, kpi.Gap:
			return p.difference(o.Entry, v)
		case kpi.Ratio:
			return p.Times(v)
		}
		return p.amount(o.Entry, v)
	}
	return datum(o, fieldLower, exact(o.Interval.Lower), write(o.Interval.Lower)),
		datum(o, fieldUpper, exact(o.Interval.Upper), write(o.Interval.Upper))
}

// fact tells an observation in HTML; sentences are made of it.
func (p *printer) fact(o *kpi.Observation) i18n.Fact {
	f := i18n.Fact{
		KPI:     esc(p.name(o.Entry.Name)),
		Group:   esc(p.group(o.Key.Codes)),
		Quarter: esc(p.period(o)),
		Status:  string(o.Status),
		Sampled: o.Entry.Sampled,
	}
	if o.Status == release.Published {
		lower, upper := p.limits(o)
		f.Missing = o.Missing
		f.Value, f.Lower, f.Upper = string(p.value(o)), string(lower), string(upper)
		switch e := o.Entry; {
		case e.Survey():
			f.Respondents = string(p.whole(o, fieldRespondents, o.Respondents))
		case e.Form == catalogue.Rate:
			f.Numerator = string(p.whole(o, fieldNumerator, o.Numerator))
			f.Denominator = string(p.whole(o, fieldDenominator, o.Denominator))
			f.Unit = esc(p.unitOfTerms(e.Numerator))
		}
	}
	if o.Expected > 0 {
		f.Reporters = string(p.whole(o, fieldReporters, int64(o.Reporters)))
		f.Expected = string(p.whole(o, fieldExpected, int64(o.Expected)))
	}
	if o.Key.Codes.View()&^dim.ViewOf(dim.Kind, dim.Organisation, dim.Category) != 0 {
		f.Whole = esc(p.code(dim.Kind, o.Key.Codes[dim.Kind]))
	}
	return f
}

// period names the quarter of an observation, or the year that ends with it.
func (p *printer) period(o *kpi.Observation) string {
	q := p.Quarter(o.Key.Period.Last(), p.site.Basis)
	if o.Key.Period.N > 1 {
		return p.T("period.year", "quarter", q)
	}
	return q
}

// sentence tells an observation in words.
func (p *printer) sentence(o *kpi.Observation) template.HTML {
	return template.HTML(p.Sentence(p.fact(o)))
}

// point is an observation in a chart. Its value is the one of the open data.
func (p *printer) point(o *kpi.Observation) chart.Point {
	if o == nil {
		return chart.NotPublished("", chart.Missing, p.T("status.not_reported"))
	}
	word := func(s chart.State) chart.Point {
		return chart.NotPublished(o.ID(), s, p.T("status."+string(o.Status)))
	}
	switch o.Status {
	case release.Withheld:
		return word(chart.Withheld)
	case release.NotReported:
		return word(chart.Missing)
	case release.NotApplicable, release.NotComputable:
		return word(chart.NotApplicable)
	}
	pt := chart.Published(o.ID(), precise(o.Value), p.text(o))
	if o.HasInterval {
		pt = pt.Between(precise(o.Interval.Lower), precise(o.Interval.Upper))
	}
	if o.Draft {
		pt = pt.Draft(p.T("draft.point"))
	}
	return pt
}

package page

import (
	"html/template"
	"strconv"

	"fukusen/internal/chart"
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
	"fukusen/internal/tell"
)

// The columns of an observation of which a data element can stand; the value
// itself is the one that is not named.
const (
	fieldValue       = tell.Value
	fieldLower       = tell.Lower
	fieldUpper       = tell.Upper
	fieldNumerator   = tell.Numerator
	fieldDenominator = tell.Denominator
	fieldRespondents = tell.Respondents
	fieldReporters   = tell.Reporters
	fieldExpected    = tell.Expected
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

// teller says observations in HTML: every number is a datum.
func (p *printer) teller() *tell.Teller { return p.tellerIn(p.Words) }

// tellerIn is a teller in other words than those of the pages. A datum has the
// number of the open data even where the words only tell it roughly.
func (p *printer) tellerIn(words *i18n.Words) *tell.Teller {
	return &tell.Teller{
		Words: words, Lists: p.site.Lists, Basis: p.site.Basis, Catalogue: p.site.Catalogue, Items: p.site.Items,
		Mark: func(o *kpi.Observation, field, exact, text string) string {
			return string(datum(o, field, exact, text))
		},
		Escape: esc,
	}
}

// text writes the value of an observation, which must be published.
func (p *printer) text(o *kpi.Observation) string { return p.teller().Short(o) }

func precise(v float64) float64 { return tell.Precise(v) }

// exact writes a number as the open data do.
func exact(v float64) string { return tell.Exact(v) }

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
	return template.HTML(s+`><span aria-hidden="true">`+p.T("symbol."+string(st))+`</span>`) + p.heard(st) + `</span>`
}

// lacks is what is heard in the cells that an observation leaves empty: for the
// eye its sign is enough, but whoever goes from cell to cell would not know why
// there is nothing. Empty if it is published.
func (p *printer) lacks(o *kpi.Observation) template.HTML {
	switch {
	case o == nil:
		return p.heard(release.NotReported)
	case o.Status != release.Published:
		return p.heard(o.Status)
	}
	return ""
}

func (p *printer) heard(st release.Status) template.HTML {
	return template.HTML(`<span class="spoken">` + p.T("status."+string(st)) + `</span>`)
}

// limits are the ends of the interval of an observation in its unit; empty
// where there is none.
func (p *printer) limits(o *kpi.Observation) (lower, upper template.HTML) {
	if o == nil || o.Status != release.Published || !o.HasInterval {
		return "", ""
	}
	from, to := p.teller().ShortEnds(o)
	return datum(o, fieldLower, exact(o.Interval.Lower), from), datum(o, fieldUpper, exact(o.Interval.Upper), to)
}

// period names the quarter of an observation, or the year that ends with it.
func (p *printer) period(o *kpi.Observation) string { return p.Period(o.Key.Period, p.site.Basis) }

// sentence tells an observation in words.
func (p *printer) sentence(o *kpi.Observation) template.HTML {
	return template.HTML(p.teller().Say(p.site.KPIs, o))
}

// certainty tells the interval of an observation alone, as cards do; empty if
// it has none.
func (p *printer) certainty(o *kpi.Observation) template.HTML {
	return template.HTML(p.teller().Certainty(o))
}

// verdict tells where the ratio of a group, which must be published, lies
// beside the screening lines.
func (p *printer) verdict(o *kpi.Observation) template.HTML {
	return template.HTML(p.teller().Verdict(o))
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

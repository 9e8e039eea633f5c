package page

import (
	"html/template"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
)

// breakText tells from when on values cannot be compared with those before.
func (p *printer) breakText(b catalogue.Break) string {
	q, _, err := dim.ParseQuarter(b.From)
	if err != nil {
		return p.name(b.Note)
	}
	return p.T("break.text", "quarter", p.Quarter(q, p.site.Basis), "note", p.name(b.Note))
}

// breaks gives the places of the quarters of the site before which the series
// of a KPI breaks; one before the first quarter or after the last parts nothing.
func (p *printer) breaks(e *catalogue.Entry) []int {
	var at []int
	for i, q := range p.site.KPIs.Quarters {
		if i > 0 && begins(e, q) {
			at = append(at, i)
		}
	}
	return at
}

// breakTag marks the first quarter after a break in a table.
func (p *printer) breakTag(e *catalogue.Entry, q dim.Quarter) template.HTML {
	if !begins(e, q) {
		return ""
	}
	return template.HTML(` <span class="tag">` + p.T("break.tag") + `</span>`)
}

// begins reports whether a quarter is the first that cannot be compared with
// those before it.
func begins(e *catalogue.Entry, q dim.Quarter) bool {
	for _, b := range e.Breaks {
		if from, _, err := dim.ParseQuarter(b.From); err == nil && from == q {
			return true
		}
	}
	return false
}

package page

import (
	"html/template"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/registry"
)

// organisations takes from the public registry what pages tell.
func organisations(r registry.Public) []organisation {
	var all []organisation
	for _, o := range r.Organisations {
		all = append(all, organisation{
			ID: o.ID, Kind: o.Kind, Area: o.Area, URL: o.URL,
			Name:  contract.Name{JA: o.Name, EN: o.NameEN},
			Named: o.Disclosure == "named",
		})
	}
	return all
}

// A target is what a group wants to reach by a quarter.
type target struct {
	value  float64
	due    dim.Quarter
	source string
}

// targets lists the targets set for exactly this group. One set for all kinds
// is one for each of them.
func (p *printer) targets(e *catalogue.Entry, codes dim.Codes) []target {
	if codes.View()&^dim.ViewOf(dim.Kind, dim.Area, dim.Organisation) != 0 {
		return nil
	}
	ids := p.site.Lists.IDs(codes)
	var found []target
	for _, t := range p.site.Registry.Targets {
		due, _, err := dim.ParseQuarter(t.Due)
		ofKind := t.Kind == "" || t.Kind == ids[dim.Kind]
		if err == nil && t.KPI == e.ID && ofKind && t.Area == ids[dim.Area] && t.Organisation == ids[dim.Organisation] {
			found = append(found, target{inUnit(e, t), due, t.Source})
		}
	}
	return found
}

// inUnit gives the value of a target in the unit of its KPI. Targets for rates
// are written in per cent; a rate is never above 1.
func inUnit(e *catalogue.Entry, t registry.Target) float64 {
	rate := e.Form == catalogue.Rate || e.Form == catalogue.Distribution
	if rate && (t.Unit != "" || t.Value > 1) {
		return t.Value / 100
	}
	return t.Value
}

// targetSentences tell what is aimed at and how far the value is from it.
func (p *printer) targetSentences(e *catalogue.Entry, codes dim.Codes, o *kpi.Observation) []template.HTML {
	var out []template.HTML
	for _, t := range p.targets(e, codes) {
		value := template.HTML(`<data value="` + exact(t.value) + `" data-target="` + esc(e.ID) + `">` + esc(p.amount(e, t.value)) + `</data>`)
		out = append(out, p.html("target.sentence", "quarter", p.Quarter(t.due, p.site.Basis), "value", value))
	}
	return out
}

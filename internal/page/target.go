package page

import (
	"html/template"
	"slices"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/registry"
)

// organisations takes from the public registry what pages tell.
func organisations(r registry.Public, newest dim.Quarter) []organisation {
	var all []organisation
	for _, o := range r.Organisations {
		if joined, _, err := dim.ParseQuarter(o.Joined); err == nil && joined > newest {
			continue
		}
		all = append(all, organisation{
			ID: o.ID, Kind: o.Kind, Area: o.Area, URL: o.URL,
			Name:  contract.Name{JA: o.Name, EN: o.NameEN},
			Named: o.Disclosure == "named",
		})
	}
	return all
}

// targets lists the targets set for exactly this group.
func (p *printer) targets(e *catalogue.Entry, codes dim.Codes) []kpi.Target {
	return kpi.TargetsOf(p.site.Registry.Targets, p.site.Lists, e, codes)
}

// onTheWay are the statistics that tell of the way to a target; cards have room
// for the first alone.
var onTheWay = []string{kpi.Attainment, kpi.Projection, kpi.Growth}

// targetSentences tell what is aimed at, how much of the way there a value has
// gone, and what the past lets expect of the quarter it is due.
func (p *printer) targetSentences(e *catalogue.Entry, codes dim.Codes, o *kpi.Observation, of []string) []template.HTML {
	var out []template.HTML
	for _, t := range p.targets(e, codes) {
		value := template.HTML(`<data value="` + exact(t.Value) + `" data-target="` + esc(e.ID) + `">` + esc(p.amount(e, t.Value)) + `</data>`)
		text := p.html("target.sentence", "quarter", p.Quarter(t.Due, p.site.Basis), "value", value)
		out = append(out, template.HTML(p.Say(append([]string{string(text)}, p.progress(o, t, of)...)...)))
	}
	return out
}

// progress tells of the way to a target, and where its two ways of looking ahead
// differ; nothing where there is no value yet.
func (p *printer) progress(o *kpi.Observation, t kpi.Target, of []string) []string {
	if o == nil {
		return nil
	}
	var out []string
	differing := ""
	for _, statistic := range of {
		found := p.site.KPIs.Find(o.Entry.ID, statistic, t.Due.ID(p.site.Basis), o.Key.Period.Last(), o.Key.Codes)
		if found == nil {
			continue
		}
		out = append(out, p.teller().Progress(p.site.KPIs, found))
		if ends, ok := p.site.KPIs.Differing(found); ok && slices.Contains(of, kpi.Growth) {
			differing = p.teller().Differing(ends)
		}
	}
	return append(out, differing)
}

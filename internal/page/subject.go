package page

import (
	"html/template"
	"slices"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// kpiBody is the page of one KPI.
type kpiBody struct {
	Definition string
	Facts      []term // what it is made of
	Kinds      []kindPart
	Data       string // way to the downloads
}

// A term and what is said of it.
type term struct {
	Name string
	Text template.HTML
}

type kindPart struct {
	ID, Name string
	Trend    figure
	Figures  []figure
}

func (s *sheet) kpiPage(e *catalogue.Entry) (any, error) {
	b := kpiBody{Definition: s.name(e.Definition), Facts: s.facts(e), Data: s.rel("data.html")}
	for _, kind := range s.index.kinds[e.ID] {
		b.Kinds = append(b.Kinds, s.kindPart(e, kind))
	}
	return b, nil
}

func (s *sheet) kindPart(e *catalogue.Entry, kind dim.Code) kindPart {
	codes := s.base(e, kind)
	k := kindPart{ID: "kind-" + s.site.Lists.ID(dim.Kind, kind), Name: s.code(dim.Kind, kind)}
	if e.Form != catalogue.Distribution {
		k.Trend = s.trend(e, codes, false)
	}
	if f, ok := s.answersFigure(e, codes); ok {
		k.Figures = append(k.Figures, f)
	}
	by := s.breakdownFigure
	if e.Form == catalogue.Distribution {
		by = s.answersBy
	}
	for _, axis := range breakdownAxes {
		if f, ok := by(e, codes, axis); ok {
			f.ID = k.ID + "-" + axis.String()
			k.Figures = append(k.Figures, f)
		}
	}
	return k
}

// facts tells what a KPI is made of, from the catalogue.
func (p *printer) facts(e *catalogue.Entry) []term {
	var t []term
	add := func(key, text string) {
		if text != "" {
			t = append(t, term{p.T(key), template.HTML(esc(text))})
		}
	}
	switch {
	case e.Survey():
		add("fact.item", p.itemName(e))
		add("fact.answers", p.answersOf(e))
		add("fact.population", p.population(e))
	case len(e.Of) > 0:
		add("fact.of", p.others(e))
	default:
		add("fact.numerator", p.terms(e.Numerator))
		add("fact.denominator", p.terms(e.Denominator))
	}
	if e.Window == catalogue.Year {
		add("fact.window", p.T("fact.window.year"))
	}
	add("fact.form", p.T("form."+string(e.Form)))
	add("fact.interval", p.intervalAbout(e))
	add("fact.direction", p.T("direction."+string(e.Direction)))
	for _, axis := range breakdownAxes {
		if c, ok := p.site.Lists.Code(axis, e.Against[axis.String()]); ok && c != dim.Total {
			add("fact.against", p.T("fact.against.text", "axis", p.T("axis."+axis.String()), "group", p.code(axis, c)))
		}
	}
	if e.Threshold > 0 {
		text, _ := p.size(e, e.Threshold)
		add("fact.threshold", text)
	}
	add("fact.standard", p.Join(e.Standard))
	add("fact.note", p.name(e.Note))
	return t
}

func (p *printer) intervalAbout(e *catalogue.Entry) string {
	if e.Sampled {
		return p.T("interval.sampled.about")
	}
	return p.T("interval.chance.about")
}

// answersOf names the answers that a share counts.
func (p *printer) answersOf(e *catalogue.Entry) string {
	it := p.item(e)
	if it == nil {
		return p.Join(e.Answers)
	}
	var names []string
	for _, a := range it.Answers {
		if slices.Contains(e.Answers, a.Code) {
			names = append(names, p.name(a.Name))
		}
	}
	return p.Join(names)
}

// others names the KPIs that one is made of.
func (p *printer) others(e *catalogue.Entry) string {
	var names []string
	for _, id := range e.Of {
		if o, ok := p.entry(id); ok {
			id = p.name(o.Name)
		}
		names = append(names, id)
	}
	sign := " − "
	if e.Form == catalogue.Quotient {
		sign = " ÷ "
	}
	return strings.Join(names, sign)
}

func (p *printer) itemName(e *catalogue.Entry) string {
	if it := p.item(e); it != nil {
		return p.name(it.Name)
	}
	return e.Item
}

func (p *printer) population(e *catalogue.Entry) string {
	if pop, ok := contract.Standard().Population(e.Population); ok {
		return p.name(pop.Name)
	}
	return e.Population
}

// areaBody is the page of one area.
type areaBody struct {
	Within  []link // the areas that it is a part of
	Parts   []link // the areas that are a part of it
	Summary template.HTML
	KPIs    []areaKPI
}

type areaKPI struct {
	ID      string
	Link    link
	Figures []figure
}

func (s *sheet) areaPage(a dim.Code) (any, error) {
	b := areaBody{}
	for up := s.site.Lists.Parent(dim.Area, a); up != dim.Total; up = s.site.Lists.Parent(dim.Area, up) {
		b.Within = append([]link{s.areaLink(up)}, b.Within...)
	}
	for _, part := range s.site.Lists.Children(dim.Area, a) {
		if s.index.paths[s.prefix+s.areaPath(part)] {
			b.Parts = append(b.Parts, s.areaLink(part))
		}
	}
	t := s.summaryTable(s.T("table.area", "area", s.code(dim.Area, a)))
	for i := range s.site.Catalogue {
		e := &s.site.Catalogue[i]
		if k := s.areaKPI(e, a, &t); len(k.Figures) > 0 {
			b.KPIs = append(b.KPIs, k)
		}
	}
	b.Summary = t.html()
	return b, nil
}

// areaLink leads to an area, if it has a page.
func (s *sheet) areaLink(a dim.Code) link {
	l := link{Text: s.code(dim.Area, a)}
	if s.index.paths[s.prefix+s.areaPath(a)] {
		l.Href = s.rel(s.areaPath(a))
	}
	return l
}

func (s *sheet) summaryTable(caption string) table {
	return table{caption: caption, heads: []string{
		s.T("column.kpi"), s.T("column.kind"), s.T("column.value"), s.T("column.interval.lower"),
		s.T("column.interval.upper"), s.T("column.change"), s.T("column.quarter"),
	}}
}

func (s *sheet) areaKPI(e *catalogue.Entry, a dim.Code, t *table) areaKPI {
	k := areaKPI{ID: "kpi-" + e.ID, Link: link{Href: s.rel(kpiPath(e.ID)), Text: s.kpiName(e)}}
	for _, kind := range s.index.kinds[e.ID] {
		codes := s.base(e, kind).With(dim.Area, a)
		if f, ok := s.answersFigure(e, codes); ok && e.Form == catalogue.Distribution {
			k.Figures = append(k.Figures, f)
			continue
		}
		series := s.site.KPIs.Series(e.ID, kpi.Value, "", codes)
		newest := lastOf(series, func(o *kpi.Observation) bool { return o != nil })
		if newest == nil {
			continue
		}
		if o := lastOf(series, isPublished); o != nil {
			newest = o
		}
		t.rows = append(t.rows, s.summaryRow(newest))
		k.Figures = append(k.Figures, s.trend(e, codes, true))
	}
	return k
}

func (s *sheet) summaryRow(o *kpi.Observation) tableRow {
	lower, upper := s.limits(o)
	return tableRow{
		head: anchor("#kpi-"+o.Entry.ID, s.kpiName(o.Entry)),
		cells: []template.HTML{
			template.HTML(esc(s.code(dim.Kind, o.Key.Codes[dim.Kind]))),
			s.value(o), lower, upper, s.changeCell(o), s.quarterHead(o.Key.Period.Last()),
		},
	}
}

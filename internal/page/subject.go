package page

import (
	"html/template"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// kpiBody is the page of one KPI.
type kpiBody struct {
	Definition string
	Remarks    []template.HTML // on its goal and the breaks of its series
	Facts      []term          // what it is made of
	Access     bool            // groups are compared beside the screening lines
	Kinds      []kindPart
	Files      []link // its own downloads
	Data       string // way to all downloads
	Cite       string // how to name the source of the newest quarter
	Lasting    link   // the page that stays as it is; empty where there is none, or this is it
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
	Notes    []template.HTML // on groups that are left out whole
	Groups   []link          // the figures on a page of its own, where the KPI has several kinds
}

func (s *sheet) kpiPage(e *catalogue.Entry) (any, error) {
	b := kpiBody{Definition: s.name(e.Definition), Remarks: s.remarks(e), Facts: s.facts(e), Access: e.Access, Files: s.kpiFiles(e.ID), Data: s.rel("data.html")}
	for _, kind := range s.index.kinds[e.ID] {
		b.Kinds = append(b.Kinds, s.kindPart(e, kind))
	}
	if q, ok := s.newestTold(e); ok {
		b.Cite = s.citation(s.kpiName(e), q)
	}
	if to := s.lasting(); to != s.path && to != "" {
		b.Lasting = link{Href: relative(s.path, to), Text: s.T("kpi.lasting")}
	}
	return b, nil
}

func (s *sheet) kindPart(e *catalogue.Entry, kind dim.Code) kindPart {
	codes := s.base(e, kind)
	k := kindPart{ID: s.kindAnchor(kind), Name: s.code(dim.Kind, kind)}
	if e.Form != catalogue.Distribution {
		k.Trend = s.trend(e, codes, false)
	}
	if f, ok := s.answersFigure(e, codes); ok {
		k.Figures = append(k.Figures, f)
	}
	if f, ok := s.levelsFigure(e, codes); ok {
		k.Figures = append(k.Figures, f)
	}
	for _, axes := range gateAxes {
		if text := s.leftOut(e, codes, axes); e.Access && text != "" {
			k.Notes = append(k.Notes, text)
		}
	}
	if s.site.frozen != "" {
		return k // what stays of a release is not divided
	}
	if !s.ownPage(e, kind) {
		k.Figures = append(k.Figures, s.groupFigures(e, kind, k.ID+"-")...)
		return k
	}
	for _, axis := range breakdownAxes {
		if _, ok := s.breakdown(e, codes, axis); ok {
			k.Groups = append(k.Groups, link{Href: s.rel(s.kindPath(e, kind)) + "#" + axis.String(), Text: s.T("by." + axis.String())})
		}
	}
	return k
}

// groupFigures divides a kind along each axis; the ids of the figures begin
// with prefix.
func (s *sheet) groupFigures(e *catalogue.Entry, kind dim.Code, prefix string) []figure {
	codes := s.base(e, kind)
	by := s.breakdownFigure
	if e.Form == catalogue.Distribution {
		by = s.answersBy
	}
	var all []figure
	for _, axis := range breakdownAxes {
		if f, ok := by(e, codes, axis); ok {
			f.ID = prefix + axis.String()
			all = append(all, f)
		}
		if b, ok := s.breakdown(e, codes, axis); ok && e.Form != catalogue.Distribution {
			all = append(all, s.courseFigures(b)...)
		}
	}
	if f, ok := s.indexFigure(e, codes); ok {
		all = append(all, f)
	}
	return all
}

// remarks tell what a KPI should come to, and where its series breaks.
func (s *sheet) remarks(e *catalogue.Entry) []template.HTML {
	var out []template.HTML
	if e.Direction == catalogue.Target {
		out = append(out, s.html("goal.sentence", "value", s.goal(e)))
	}
	for _, b := range e.Breaks {
		out = append(out, template.HTML(esc(s.breakText(b))))
	}
	return out
}

// goal is the value that a KPI should come to.
func (p *printer) goal(e *catalogue.Entry) template.HTML {
	return template.HTML(`<data value="` + exact(e.Goal) + `" data-target="` + esc(e.ID) + `">` + esc(p.amount(e, e.Goal)) + `</data>`)
}

// areaBody is the page of one area: where it lies, and its newest values.
type areaBody struct {
	Within  []link // the areas that it is a part of
	Parts   []link // the areas that are a part of it
	Pillars []link // pages of all its values
	Summary template.HTML
}

// areaPillarBody is what an area has of a pillar, over all quarters. All
// pillars on one page would be too much for a telephone.
type areaPillarBody struct {
	Back link
	KPIs []areaKPI
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
	for _, id := range s.areaPillars(a) {
		b.Pillars = append(b.Pillars, link{Href: s.rel(s.areaPillarPath(a, id)), Text: s.T("pillar." + id)})
	}
	t := s.summaryTable(s.T("table.area", "area", s.code(dim.Area, a)))
	for i := range s.site.Catalogue {
		e := &s.site.Catalogue[i]
		for _, kind := range s.index.kinds[e.ID] {
			if o := newestOf(s.areaSeries(e, kind, a)); o != nil && e.Form != catalogue.Distribution {
				t.rows = append(t.rows, s.summaryRow(o, s.rel(s.areaPillarPath(a, e.Pillar))))
			}
		}
	}
	b.Summary = t.html()
	return b, nil
}

func (s *sheet) areaPillarPage(a dim.Code, pillar string) (any, error) {
	b := areaPillarBody{Back: link{Href: s.rel(s.areaPath(a)), Text: s.code(dim.Area, a)}}
	for i := range s.site.Catalogue {
		if e := &s.site.Catalogue[i]; e.Pillar == pillar {
			if k := s.areaKPI(e, a); len(k.Figures) > 0 {
				b.KPIs = append(b.KPIs, k)
			}
		}
	}
	return b, nil
}

func (s *sheet) areaSeries(e *catalogue.Entry, kind, a dim.Code) []*kpi.Observation {
	return s.site.KPIs.Series(e.ID, kpi.Value, "", s.base(e, kind).With(dim.Area, a))
}

// newestOf is the newest value of a series, or else its newest state; nil if
// there is neither.
func newestOf(series []*kpi.Observation) *kpi.Observation {
	if o := lastOf(series, isPublished); o != nil {
		return o
	}
	return lastOf(series, func(o *kpi.Observation) bool { return o != nil })
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

func (s *sheet) areaKPI(e *catalogue.Entry, a dim.Code) areaKPI {
	k := areaKPI{ID: "kpi-" + e.ID, Link: link{Href: s.rel(kpiPath(e.ID)), Text: s.kpiName(e)}}
	for _, kind := range s.index.kinds[e.ID] {
		codes := s.base(e, kind).With(dim.Area, a)
		if e.Form == catalogue.Distribution {
			if f, ok := s.answersFigure(e, codes); ok {
				k.Figures = append(k.Figures, f)
				continue
			}
		}
		if newestOf(s.areaSeries(e, kind, a)) != nil {
			k.Figures = append(k.Figures, s.trend(e, codes, true))
		}
	}
	return k
}

// summaryRow tells the newest of a KPI; its whole course is on the page at to.
func (s *sheet) summaryRow(o *kpi.Observation, to string) tableRow {
	lower, upper := s.limits(o)
	return s.placed(tableRow{
		head: anchor(to+"#kpi-"+o.Entry.ID, s.kpiName(o.Entry)),
		cells: []template.HTML{
			template.HTML(esc(s.code(dim.Kind, o.Key.Codes[dim.Kind]))),
			s.value(o), lower, upper, s.changeCell(o), s.quarterHead(o.Key.Period.Last()),
		},
		lacks: s.lacks(o),
	}, o.Entry, o.Key.Codes, s.quarterID(o.Key.Period.Last()))
}

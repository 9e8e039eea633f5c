package page

import (
	"html/template"
	"slices"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// kpiBody is the page of one KPI.
type kpiBody struct {
	Name       string
	Definition string
	Remarks    []template.HTML // on its goal and the breaks of its series
	Facts      []term          // what it is made of
	Access     bool            // groups are compared beside the screening lines
	Kinds      []kindPart
	Files      []link // its own downloads
	Data       link   // all downloads, or those of the release
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
	b := kpiBody{Name: s.kpiName(e), Definition: s.name(e.Definition), Remarks: s.remarks(e), Facts: s.facts(e), Access: s.comparesHere(e), Files: s.kpiFiles(e.ID), Data: s.dataLink(e.ID)}
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

// comparesHere reports whether the page of a KPI itself compares groups, and not
// only the pages of its kinds.
func (s *sheet) comparesHere(e *catalogue.Entry) bool {
	return e.Access && s.site.frozen == "" && slices.ContainsFunc(s.index.kinds[e.ID], func(kind dim.Code) bool { return !s.ownPage(e, kind) })
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

// newestOf is the newest value of a series, or else its newest state; nil if
// there is neither.
func newestOf(series []*kpi.Observation) *kpi.Observation {
	if o := lastOf(series, isPublished); o != nil {
		return o
	}
	return lastOf(series, func(o *kpi.Observation) bool { return o != nil })
}

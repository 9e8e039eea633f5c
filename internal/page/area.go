package page

import (
	"cmp"
	"html/template"
	"path"
	"slices"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// areaBody is the page of one area: where it lies, and its newest values.
type areaBody struct {
	Within  []link        // the areas that it is a part of
	Parts   []link        // the areas that are a part of it
	Pillars []link        // pages of all its values
	Older   template.HTML // on values of earlier quarters; empty where there are none
	Summary template.HTML
	Data    template.HTML // where the numbers are as data
	Cite    string        // how to name their source
	Draft   template.HTML // that they may change; empty where they are released
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
	s.summarise(&b, a)
	return b, nil
}

// summarise tells the newest of all that an area has, of when it is, and where
// else the numbers are.
func (s *sheet) summarise(b *areaBody, a dim.Code) {
	all := s.newestIn(a)
	if len(all) == 0 {
		return
	}
	last := func(o *kpi.Observation) dim.Quarter { return o.Key.Period.Last() }
	quarter := last(slices.MaxFunc(all, func(x, y *kpi.Observation) int { return cmp.Compare(last(x), last(y)) }))
	t := table{caption: s.areaCaption(a, quarter), heads: []string{s.T("area.head.kpi"), s.T("column.value"), s.T("column.change")}}
	for _, o := range all {
		t.rows = append(t.rows, s.areaRow(o, quarter, s.rel(s.areaPillarPath(a, o.Entry.Pillar))))
		if last(o) != quarter {
			b.Older = s.html("area.older", "quarter", s.Quarter(quarter, s.site.Basis))
		}
	}
	b.Summary = t.html()
	b.Data = s.html("area.data", "file", s.observationsLink(),
		"code", template.HTML("<code>"+esc(s.site.Lists.ID(dim.Area, a))+"</code>"), "kpis", anchor(s.rel("kpis.html"), s.T("nav.kpis")))
	cited := s.citable(quarter)
	b.Cite = s.citation(s.T("area.cited", "area", s.code(dim.Area, a)), cited)
	if cited != quarter {
		b.Draft = s.html("area.draft", "releases", anchor(s.rel("releases.html"), s.T("nav.releases")))
	}
}

// observationsLink leads to the values of all KPIs, or to a list of the files that
// they are in.
func (s *sheet) observationsLink() template.HTML {
	if s.isSplit(observationsFile) {
		return anchor(s.rel("data.html"), s.fileName(observationsFile))
	}
	return anchor(relative(s.path, observationsFile), path.Base(observationsFile))
}

// citable is a quarter if it is released, or else the last one that is: nobody
// should cite a draft. It is the quarter itself where none is.
func (s *sheet) citable(q dim.Quarter) dim.Quarter {
	if f := s.index.releases[q]; f != nil && f.SHA256 != "" {
		return q
	}
	if i := lastReleased(s.site.Files); i >= 0 {
		if last, _, err := dim.ParseQuarter(s.site.Files[i].Quarter); err == nil {
			return last
		}
	}
	return q
}

// newestIn lists the newest that an area has of each KPI and kind, but for
// distributions, which no single number tells.
func (s *sheet) newestIn(a dim.Code) []*kpi.Observation {
	var all []*kpi.Observation
	for i := range s.site.Catalogue {
		e := &s.site.Catalogue[i]
		for _, kind := range s.index.kinds[e.ID] {
			if o := newestOf(s.areaSeries(e, kind, a)); o != nil && e.Form != catalogue.Distribution {
				all = append(all, o)
			}
		}
	}
	return all
}

// areaCaption names the quarter that the values are of, and whether it is a
// draft or was released more than once.
func (s *sheet) areaCaption(a dim.Code, q dim.Quarter) string {
	caption := s.T("table.area", "area", s.code(dim.Area, a), "quarter", s.Quarter(q, s.site.Basis))
	if tag := s.quarterTag(q); tag != "" {
		caption = s.T("area.caption", "caption", caption, "tag", tag)
	}
	return caption
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

// areaLink leads to an area, if it has a page.
func (s *sheet) areaLink(a dim.Code) link {
	l := link{Text: s.code(dim.Area, a)}
	if s.index.paths[s.prefix+s.areaPath(a)] {
		l.Href = s.rel(s.areaPath(a))
	}
	return l
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

// areaRow tells the newest of a KPI; its whole course is on the page at to. What
// belongs to a value stands below it, and so does its quarter where it is not
// that of the table: four columns are too many for a telephone.
func (s *sheet) areaRow(o *kpi.Observation, quarter dim.Quarter, to string) tableRow {
	q := o.Key.Period.Last()
	value := s.value(o) + s.rangeBelow(o)
	switch {
	case o.Key.Period.N > 1 && q == quarter:
		value += s.below(template.HTML(s.T("area.year")))
	case o.Key.Period.N > 1:
		value += s.below(s.html("area.year.to", "quarter", s.quarterHead(q)))
	case q != quarter:
		value += s.below(s.quarterHead(q))
	}
	return s.placed(tableRow{
		head:  anchor(to+"#kpi-"+o.Entry.ID, s.kpiName(o.Entry)) + s.below(template.HTML(esc(s.code(dim.Kind, o.Key.Codes[dim.Kind])))),
		cells: []template.HTML{value, s.changeCell(o)},
		lacks: s.lacks(o),
	}, o.Entry, o.Key.Codes, s.quarterID(q))
}

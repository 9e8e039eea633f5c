package page

import (
	"html/template"
	"slices"

	"fukusen/internal/catalogue"
	"fukusen/internal/chart"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// levelsOf finds the KPIs that count one category each of what a rate is out of,
// in the order of the catalogue: of the rate of those who reached a national
// competition, the numbers at each level.
func (p *printer) levelsOf(e *catalogue.Entry) []*catalogue.Entry {
	if len(e.Denominator) != 1 || e.Denominator[0].Category != "" || e.Denominator[0].Minus || !ofCategories(e) {
		return nil
	}
	of := e.Denominator[0]
	var all []*catalogue.Entry
	for i := range p.site.Catalogue {
		part := &p.site.Catalogue[i]
		if part.Form != catalogue.Count || len(part.Numerator) != 1 || part.Window.Quarters() != e.Window.Quarters() {
			continue
		}
		if t := part.Numerator[0]; t.Table == of.Table && t.Measure == of.Measure && t.Category != "" && !t.Minus {
			all = append(all, part)
		}
	}
	return all
}

// ofCategories reports whether a rate counts some of the categories of what it
// is out of.
func ofCategories(e *catalogue.Entry) bool {
	return !slices.ContainsFunc(e.Numerator, func(t catalogue.Term) bool {
		return t.Table != e.Denominator[0].Table || t.Measure != e.Denominator[0].Measure || t.Category == "" || t.Minus
	})
}

// A levelRow is one quarter.
type levelRow struct {
	quarter dim.Quarter
	whole   *kpi.Observation   // that tells of how many
	parts   []*kpi.Observation // nil where nobody told of them
}

// complete reports whether all parts are published and are together what the
// rate is out of. If not, no bar is drawn: it would have to be read as a whole.
func (r levelRow) complete() bool {
	sum := int64(0)
	for _, o := range r.parts {
		if !isPublished(o) {
			return false
		}
		sum += o.Numerator
	}
	return isPublished(r.whole) && sum == r.whole.Denominator
}

// levelsFigure shows how many there are at each level; ok is false for KPIs
// that have none.
func (s *sheet) levelsFigure(e *catalogue.Entry, codes dim.Codes) (figure, bool) {
	levels := s.levelsOf(e)
	if len(levels) < 2 || len(levels) > 7 {
		return figure{}, false
	}
	rows, some := s.levelRows(e, levels, codes)
	if !some {
		return figure{}, false
	}
	f := figure{
		Heading:   s.T("levels.heading"),
		Sentences: []template.HTML{template.HTML(s.T("levels.sentence"))},
		Chart:     s.levelsChart(e, levels, rows, codes),
	}
	slices.Reverse(rows) // the newest first
	f.fold(s.levelsTable(e, levels, rows, codes))
	return f, true
}

// levelRows are the quarters in which anything is told; some reports whether
// one can be drawn.
func (s *sheet) levelRows(e *catalogue.Entry, levels []*catalogue.Entry, codes dim.Codes) (rows []levelRow, some bool) {
	for _, q := range s.site.KPIs.Quarters {
		r := levelRow{quarter: q, whole: s.site.KPIs.Find(e.ID, kpi.Value, "", q, codes)}
		for _, part := range levels {
			r.parts = append(r.parts, s.site.KPIs.Find(part.ID, kpi.Value, "", q, codes))
		}
		if r.whole != nil {
			rows = append(rows, r)
		}
		some = some || r.complete()
	}
	return rows, some
}

func (s *sheet) levelsChart(e *catalogue.Entry, levels []*catalogue.Entry, rows []levelRow, codes dim.Codes) template.HTML {
	rows = rows[max(0, len(rows)-maxRows):]
	c := chart.Stacked{Form: chart.Sizes, Tick: s.tick, Unit: s.axis(levels[0]).Unit}
	for _, part := range levels {
		c.Parts = append(c.Parts, s.code(dim.Category, s.levelCode(part)))
	}
	var drawn []*kpi.Observation
	for _, r := range rows {
		row := chart.Stack{Label: s.QuarterShort(r.quarter, s.site.Basis)}
		for _, o := range r.parts {
			row.Points = append(row.Points, s.levelPoint(r, o))
		}
		if r.complete() {
			row.End = chart.Published(r.whole.ID(), float64(r.whole.Denominator), s.Count(r.whole.Denominator))
		}
		c.Rows, drawn = append(c.Rows, row), append(drawn, r.absent())
	}
	c.Head = s.head(s.T("chart.levels", "kpi", s.name(e.Name), "group", s.group(codes)), s.Say(s.T("chart.levels.desc"), s.teller().Absent(drawn)))
	return s.draw(c)
}

// absent is why a quarter is not drawn, or an observation that is published.
func (r levelRow) absent() *kpi.Observation {
	for _, o := range r.parts {
		if !isPublished(o) {
			return o
		}
	}
	return r.whole
}

// levelPoint is a part of a row; a row that is not complete has but its state.
func (s *sheet) levelPoint(r levelRow, o *kpi.Observation) chart.Point {
	if r.complete() {
		return chart.Published(o.ID(), precise(o.Value), s.Count(o.Numerator))
	}
	if why := r.absent(); why != nil && why.Status != release.Published {
		return s.point(why)
	}
	return chart.NotPublished("", chart.Missing, s.T("status.not_reported"))
}

func (s *sheet) levelCode(part *catalogue.Entry) dim.Code {
	c, _ := s.site.Lists.Code(dim.Category, part.Numerator[0].Category)
	return c
}

func (s *sheet) levelsTable(e *catalogue.Entry, levels []*catalogue.Entry, rows []levelRow, codes dim.Codes) table {
	t := table{caption: s.T("table.levels", "kpi", s.name(e.Name), "group", s.group(codes)), heads: []string{s.T("column.quarter")}}
	for _, part := range levels {
		t.heads = append(t.heads, s.code(dim.Category, s.levelCode(part)))
	}
	for _, r := range rows {
		row := tableRow{head: s.quarterHead(r.quarter)}
		for _, o := range r.parts {
			row.cells = append(row.cells, s.value(o))
		}
		t.rows = append(t.rows, s.placed(row, e, codes, "levels", s.quarterID(r.quarter)))
	}
	return t
}

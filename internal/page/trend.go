package page

import (
	"html/template"
	"slices"
	"strconv"

	"fukusen/internal/catalogue"
	"fukusen/internal/chart"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// trend shows a group over all quarters. Pages with many figures draw each once
// and small: a site may have thousands of areas.
func (s *sheet) trend(e *catalogue.Entry, codes dim.Codes, small bool) figure {
	series := s.site.KPIs.Series(e.ID, kpi.Value, "", codes)
	group := s.group(codes)
	f := figure{
		Sentences: s.trendSentences(series),
		Remarks:   s.trendRemarks(e, codes, series),
		Easy:      s.easyTrend(series, s.T("chart.trend", "kpi", s.name(e.Name), "group", group)),
		Chart:     s.draw(s.trendLine(e, codes, series)),
		Table:     s.trendTable(e, codes, series, group),
		Summary:   s.T("table.trend", "kpi", s.name(e.Name), "group", group),
	}
	if !small && s.site.frozen == "" {
		f.Chart += s.yearsChart(e, codes, series)
	}
	return f
}

// trendSentences tells the newest quarter, and the newest that has a value if
// that is another.
func (s *sheet) trendSentences(series []*kpi.Observation) []template.HTML {
	var out []template.HTML
	newest := lastOf(series, func(o *kpi.Observation) bool { return o != nil })
	valued := lastOf(series, isPublished)
	if newest != nil && newest != valued {
		out = append(out, s.sentence(newest))
	}
	if valued != nil {
		out = append(out, s.sentence(valued), s.changeSentence(valued))
	}
	return out
}

// trendRemarks sets the newest value beside its course, its target and numbers
// from elsewhere, all of which are in the chart.
func (s *sheet) trendRemarks(e *catalogue.Entry, codes dim.Codes, series []*kpi.Observation) []template.HTML {
	valued := lastOf(series, isPublished)
	var out []template.HTML
	if valued != nil {
		out = s.signs(valued, series)
	}
	return slices.Concat(out, s.targetSentences(e, codes, valued, onTheWay), s.referenceSentences(e))
}

func isPublished(o *kpi.Observation) bool { return o != nil && o.Status == release.Published }

func lastOf(series []*kpi.Observation, is func(*kpi.Observation) bool) *kpi.Observation {
	for _, o := range slices.Backward(series) {
		if is(o) {
			return o
		}
	}
	return nil
}

// trendLine is the course of a KPI over all quarters.
func (s *sheet) trendLine(e *catalogue.Entry, codes dim.Codes, series []*kpi.Observation) chart.Line {
	title := s.T("chart.trend", "kpi", s.name(e.Name), "group", s.group(codes))
	l := chart.Line{
		Head:     s.head(title, s.courseOf(series)),
		Axis:     s.axis(e),
		Interval: s.intervalName(e),
		Marks:    append(s.marks(e, codes), s.goalMarks(e)...),
		Breaks:   s.breaks(e),
		Break:    s.T("break.key"),
	}
	points := make([]chart.Point, len(series))
	for i, o := range series {
		l.Labels = append(l.Labels, s.quarterLabel(s.site.KPIs.Quarters[i]))
		points[i] = s.point(o)
	}
	l.Series = []chart.Series{{Points: points}}
	return l
}

// courseOf says in words what a chart of quarters shows.
func (s *sheet) courseOf(series []*kpi.Observation) string {
	return s.teller().Course(s.site.KPIs.Quarters, series)
}

// trendTable has the newest quarter on top.
func (s *sheet) trendTable(e *catalogue.Entry, codes dim.Codes, series []*kpi.Observation, group string) template.HTML {
	t := table{
		caption: s.T("table.trend", "kpi", s.name(e.Name), "group", group),
		heads:   slices.Concat([]string{s.T("column.quarter"), s.T("column.value")}, s.partHeads(e), []string{s.T("column.reporters"), s.T("column.change")}),
	}
	for i, o := range slices.Backward(series) {
		q := s.site.KPIs.Quarters[i]
		t.rows = append(t.rows, s.placed(tableRow{
			head:  s.quarterHead(q) + s.breakTag(e, q),
			cells: slices.Concat([]template.HTML{s.value(o)}, s.parts(e, o), []template.HTML{s.reporters(o), s.changeCell(o)}),
			lacks: s.lacks(o),
		}, e, codes, s.quarterID(q)))
	}
	return t.html()
}

// quarterHead names a quarter in a table, and whether it is a draft or was
// released more than once.
func (s *sheet) quarterHead(q dim.Quarter) template.HTML {
	head := template.HTML(esc(s.QuarterName(q, s.site.Basis)))
	if tag := s.quarterTag(q); tag != "" {
		head += template.HTML(` <span class="tag">` + tag + `</span>`)
	}
	return head
}

// quarterTag says that a quarter is a draft or was released more than once;
// empty otherwise.
func (s *sheet) quarterTag(q dim.Quarter) string {
	switch f := s.index.releases[q]; {
	case f == nil:
	case f.SHA256 == "":
		return s.T("draft.tag")
	case f.Number() > 1:
		return s.T("revised.tag", "n", strconv.Itoa(f.Number()))
	}
	return ""
}

// changeCell is the change in a table; one that cannot be told from chance
// says so.
func (s *sheet) changeCell(o *kpi.Observation) template.HTML {
	c := s.change(o)
	if c == nil {
		return ""
	}
	cell := s.value(c)
	if c.Status == release.Published && !c.Clear {
		cell += template.HTML(` <span class="remark">` + s.T("change.remark") + `</span>`)
	}
	return cell
}

// changeSentence compares a value with the same quarter of last year.
func (s *sheet) changeSentence(o *kpi.Observation) template.HTML {
	return template.HTML(s.teller().Change(o, s.change(o)))
}

func (s *sheet) referenceSentences(e *catalogue.Entry) []template.HTML {
	var out []template.HTML
	for _, r := range e.References {
		value := template.HTML(`<data value="` + exact(r.Value) + `" data-reference="` + esc(e.ID) + `">` + esc(s.amount(e, r.Value)) + `</data>`)
		out = append(out, s.html("reference.sentence", "name", s.name(r.Name), "value", value, "source", r.Source))
	}
	return out
}

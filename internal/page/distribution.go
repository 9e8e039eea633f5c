package page

import (
	"html/template"
	"slices"

	"fukusen/internal/catalogue"
	"fukusen/internal/chart"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// mostParts is how many classes of answers a divided bar can show.
const mostParts = 7

// undivided reports whether the answers of an item are no parts of a bar: there
// are too many, or one person gave several, so that they are no whole together.
func undivided(item *contract.Item) bool { return item.Several || len(item.Answers) > mostParts }

// answersChart draws the answers over the quarters: as parts of a bar a quarter
// or, where they are none, as columns of the newest.
func (s *sheet) answersChart(e *catalogue.Entry, item *contract.Item, codes dim.Codes, rows []answerRow) template.HTML {
	if undivided(item) {
		return s.distribution(e, item, codes, rows)
	}
	return s.stacked(e, item, rows, s.T("chart.answers", "kpi", s.name(e.Name), "group", s.group(codes)), s.T(answersAbout(e)))
}

// distribution draws the newest quarter that is published, beside the same
// quarter of the year before; empty where there is none.
func (s *sheet) distribution(e *catalogue.Entry, item *contract.Item, codes dim.Codes, rows []answerRow) template.HTML {
	newest := lastRow(rows, func(r answerRow) bool { return len(r.parts) > 0 })
	if newest == nil || len(item.Answers) > 24 {
		return ""
	}
	c := chart.Columns{Axis: s.axis(e)}
	for i, a := range item.Answers {
		c.Labels = append(c.Labels, s.name(a.Name))
		c.Points = append(c.Points, s.answerPoint(*newest, i))
	}
	then := lastRow(rows, func(r answerRow) bool { return r.quarter == newest.quarter-4 && len(r.parts) > 0 })
	if then != nil && !s.broken(breakdown{entry: e, quarter: newest.quarter}, then.quarter) {
		c.PastName = s.T("years.past", "quarter", s.QuarterShort(then.quarter, s.site.Basis))
		for i := range item.Answers {
			c.Past = append(c.Past, s.answerPoint(*then, i))
		}
	}
	title := s.T("chart.distribution", "kpi", s.name(e.Name), "group", s.group(codes), "quarter", s.Quarter(newest.quarter, s.site.Basis))
	c.Head = s.head(title, s.T("chart.distribution.desc"))
	return chartTitle(title) + s.draw(c)
}

func lastRow(rows []answerRow, is func(answerRow) bool) *answerRow {
	for i := range slices.Backward(rows) {
		if is(rows[i]) {
			return &rows[i]
		}
	}
	return nil
}

// answerPoint is a class of answers, or why it is not shown.
func (s *sheet) answerPoint(r answerRow, i int) chart.Point {
	if len(r.parts) == 0 {
		return s.gap(r.whole)
	}
	a := r.parts[i]
	return chart.Published(a.obs.ID(), precise(a.value), a.percent(s.printer))
}

// answersByChart draws the answers of groups: as parts of a bar each or, where
// they are none, as bars from zero.
func (s *sheet) answersByChart(e *catalogue.Entry, item *contract.Item, rows []answerRow, title string) template.HTML {
	if !undivided(item) {
		return s.stacked(e, item, rows, title, s.T("chart.answers.by.desc"))
	}
	if len(item.Answers) < 2 || len(item.Answers) > 6 || len(rows) > maxFunnels {
		return "" // the table says it all
	}
	f := chart.Funnels{Axis: s.axis(e)}
	for _, a := range item.Answers {
		f.Gates = append(f.Gates, s.name(a.Name))
	}
	var drawn []*kpi.Observation
	for i, r := range rows {
		if r.whole == nil {
			continue
		}
		group := chart.Funnel{Label: r.label, Strong: i == 0}
		for k := range item.Answers {
			group.Points = append(group.Points, s.answerPoint(r, k))
			drawn = append(drawn, wholes(rows[i:i+1])...)
		}
		f.Groups = append(f.Groups, group)
	}
	f.Head = s.head(title, s.Say(s.T("chart.several.by.desc"), s.teller().Absent(drawn)))
	return s.draw(f)
}

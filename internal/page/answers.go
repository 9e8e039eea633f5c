package page

import (
	"html/template"
	"slices"
	"strconv"

	"fukusen/internal/catalogue"
	"fukusen/internal/chart"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// An answerRow is how one quarter, or one group, divides into classes of
// answers.
type answerRow struct {
	label   string        // in the chart
	head    template.HTML // in the table
	quarter dim.Quarter
	whole   *kpi.Observation // that tells the status, the respondents and, of a score, the score
	parts   []answerPart     // one for each answer if the whole is published; else empty
}

// An answerPart is one class of answers in one quarter.
type answerPart struct {
	obs    *kpi.Observation // its own, or of a score that of the score
	answer string           // of a score: which answer; else empty
	value  float64          // share or count, as the open data have it
	count  int64            // respondents
	all    int64
}

// answersFigure shows how answers are distributed; ok is false for KPIs that
// have none.
func (s *sheet) answersFigure(e *catalogue.Entry, codes dim.Codes) (figure, bool) {
	item := s.item(e)
	if item == nil || e.Form != catalogue.Score && e.Form != catalogue.Distribution {
		return figure{}, false
	}
	rows := s.answerRows(e, item, codes)
	if len(rows) == 0 {
		return figure{}, false
	}
	f := figure{
		Heading:   s.T("answers.heading"),
		Sentences: []template.HTML{s.answersSentence(item, rows)},
		Chart:     s.answersChart(e, item, codes, rows),
	}
	slices.Reverse(rows) // the newest first
	t := s.answersTable(item, rows, s.T("table.answers", "kpi", s.name(e.Name), "group", s.group(codes)), s.T("column.quarter"))
	for i, r := range rows {
		t.rows[i] = s.placed(t.rows[i], e, codes, "answers", s.quarterID(r.quarter))
	}
	f.fold(t)
	return f, true
}

// answersBy shows how answers are distributed in the groups of an axis, in the
// newest quarter in which one of them is published.
func (s *sheet) answersBy(e *catalogue.Entry, codes dim.Codes, axis dim.Axis) (figure, bool) {
	item := s.item(e)
	if item == nil || len(item.Answers) == 0 {
		return figure{}, false
	}
	first, ok := s.site.Lists.Code(dim.Category, contract.CategoryOf(e.Population, e.Item, item.Answers[0].Code))
	b, found := s.printer.breakdown(e, codes.With(dim.Category, first), axis)
	if !ok || !found {
		return figure{}, false
	}
	b.codes = codes
	whole := s.answerRow(e, item, b.quarter, codes)
	whole.label, whole.head = s.T("group.whole"), template.HTML(esc(s.T("group.whole")))
	rows := []answerRow{whole}
	for _, o := range b.groups {
		c := o.Key.Codes[axis]
		r := s.answerRow(e, item, b.quarter, codes.With(axis, c))
		r.label, r.head = s.code(axis, c), s.groupHead(axis, c)
		rows = append(rows, r)
	}
	title := []string{"kpi", s.name(e.Name), "group", s.group(codes), "by", s.T("by." + axis.String()), "quarter", s.Quarter(b.quarter, s.site.Basis)}
	f := figure{Heading: s.T("by." + axis.String()), Sentences: []template.HTML{s.breakdownSentence(b)}}
	f.Chart = s.answersByChart(e, item, rows, s.T("chart.breakdown", title...))
	t := s.answersTable(item, rows, s.T("table.answers.by", title...), s.T("axis."+axis.String()))
	for i := range rows {
		c := dim.Total
		if i > 0 {
			c = b.groups[i-1].Key.Codes[axis]
		}
		t.rows[i] = s.placed(t.rows[i], e, codes, s.groupID(axis, c), s.quarterID(b.quarter))
	}
	f.fold(t)
	return f, true
}

func (p *printer) item(e *catalogue.Entry) *contract.Item {
	i := slices.IndexFunc(p.site.Items, func(it contract.Item) bool { return it.ID == e.Item })
	if i < 0 || !e.Survey() {
		return nil
	}
	return &p.site.Items[i]
}

func (s *sheet) answerRows(e *catalogue.Entry, item *contract.Item, codes dim.Codes) []answerRow {
	var rows []answerRow
	for _, q := range s.site.KPIs.Quarters {
		r := s.answerRow(e, item, q, codes)
		r.label, r.head = s.QuarterShort(q, s.site.Basis), s.quarterHead(q)
		if r.whole != nil {
			rows = append(rows, r)
		}
	}
	return rows
}

func (s *sheet) answerRow(e *catalogue.Entry, item *contract.Item, q dim.Quarter, codes dim.Codes) answerRow {
	r := answerRow{quarter: q}
	if e.Form == catalogue.Score {
		r.ofScore(s.site.KPIs.Find(e.ID, kpi.Value, "", q, codes), item)
	} else {
		r.ofShares(s.printer, e, item, q, codes)
	}
	return r
}

func (r *answerRow) ofScore(o *kpi.Observation, item *contract.Item) {
	if r.whole = o; !isPublished(o) || o.Respondents == 0 {
		return
	}
	told := int64(0)
	for _, a := range item.Answers {
		i := slices.IndexFunc(o.Answers, func(b kpi.Answer) bool { return b.Code == a.Code })
		if i < 0 {
			r.parts = nil
			return
		}
		n := o.Answers[i].Respondents
		told += n
		r.parts = append(r.parts, answerPart{o, a.Code, float64(n), n, o.Respondents})
	}
	if told != o.Respondents {
		r.parts = nil // not all answers are known: a bar would be drawn from a remainder
	}
}

func (r *answerRow) ofShares(p *printer, e *catalogue.Entry, item *contract.Item, q dim.Quarter, codes dim.Codes) {
	for _, a := range item.Answers {
		c, ok := p.site.Lists.Code(dim.Category, contract.CategoryOf(e.Population, e.Item, a.Code))
		if !ok {
			continue
		}
		o := p.site.KPIs.Find(e.ID, kpi.Value, "", q, codes.With(dim.Category, c))
		if o == nil {
			continue
		}
		r.whole = o
		if isPublished(o) {
			r.parts = append(r.parts, answerPart{o, "", o.Value, o.Numerator, o.Denominator})
		}
	}
	if len(r.parts) < len(item.Answers) {
		r.parts = nil
	}
}

// percent writes a part of the answers in per cent.
func (a answerPart) percent(p *printer) string {
	if a.all > 0 {
		return p.Percent(a.count, a.all)
	}
	return p.PercentOf(a.value)
}

// share is the share of a part. The answers behind a score are no columns of
// their observation but cells, which the field names by their code.
func (a answerPart) share(p *printer) template.HTML {
	if a.answer == "" {
		return datum(a.obs, fieldValue, exact(a.value), a.percent(p))
	}
	return datum(a.obs, "share."+a.answer, exact(float64(a.count)/float64(a.all)), a.percent(p))
}

// people is the number of respondents of a part.
func (a answerPart) people(p *printer) template.HTML {
	if a.answer == "" {
		return p.whole(a.obs, fieldNumerator, a.count)
	}
	return datum(a.obs, "answers."+a.answer, strconv.FormatInt(a.count, 10), p.Count(a.count))
}

func (s *sheet) answersSentence(item *contract.Item, rows []answerRow) template.HTML {
	for _, r := range slices.Backward(rows) {
		if len(r.parts) == 0 {
			continue
		}
		var told []string
		for i, a := range r.parts {
			told = append(told, string(s.html("answers.part", "answer", s.name(item.Answers[i].Name), "share", a.share(s.printer), "count", a.people(s.printer))))
		}
		return s.html("answers.sentence", "quarter", s.Quarter(r.quarter, s.site.Basis), "parts", template.HTML(s.Join(told)))
	}
	return template.HTML(s.T("answers.none"))
}

func (s *sheet) stacked(e *catalogue.Entry, item *contract.Item, rows []answerRow, title, about string) template.HTML {
	if len(item.Answers) < 2 {
		return "" // the table says it all
	}
	if len(rows) > maxRows {
		rows = rows[len(rows)-maxRows:]
	}
	c := chart.Stacked{Head: s.head(title, s.Say(about, s.teller().Absent(wholes(rows)))), Tick: func(v float64) string { return s.Tick(v, 0) + "%" }}
	if e.Form == catalogue.Score {
		c.Form = chart.Diverging
	}
	for _, a := range item.Answers {
		c.Parts = append(c.Parts, s.name(a.Name))
	}
	for _, r := range rows {
		c.Rows = append(c.Rows, s.stack(e, r, len(c.Parts)))
	}
	return s.draw(c)
}

// answersAbout is the text that explains the chart of answers over the quarters.
func answersAbout(e *catalogue.Entry) string {
	if e.Form == catalogue.Score {
		return "chart.answers.score.desc"
	}
	return "chart.answers.desc"
}

func (s *sheet) stack(e *catalogue.Entry, r answerRow, parts int) chart.Stack {
	st := chart.Stack{Label: r.label}
	for _, a := range r.parts {
		st.Points = append(st.Points, chart.Published(a.obs.ID(), a.value, a.percent(s.printer)))
	}
	if len(r.parts) > 0 && e.Form == catalogue.Score {
		st.End = chart.Published(r.whole.ID(), r.whole.Value, s.text(r.whole))
	}
	for len(st.Points) < parts {
		st.Points = append(st.Points, s.gap(r.whole))
	}
	return st
}

// wholes gives what the rows are the parts of, and nil for those of which only
// the parts are not known.
func wholes(rows []answerRow) []*kpi.Observation {
	var out []*kpi.Observation
	for _, r := range rows {
		if len(r.parts) == 0 && isPublished(r.whole) {
			out = append(out, nil)
		} else {
			out = append(out, r.whole)
		}
	}
	return out
}

// gap is a point for an observation of which the parts are not known.
func (s *sheet) gap(o *kpi.Observation) chart.Point {
	if o.Status == release.Published {
		return chart.NotPublished("", chart.Missing, s.T("status.not_reported"))
	}
	return s.point(o)
}

func (s *sheet) answersTable(item *contract.Item, rows []answerRow, caption, first string) table {
	t := table{caption: caption, heads: []string{first}}
	for _, a := range item.Answers {
		t.heads = append(t.heads, s.name(a.Name))
	}
	t.heads = append(t.heads, s.T("column.respondents"))
	for _, r := range rows {
		t.rows = append(t.rows, s.answersRow(r, len(item.Answers)))
	}
	return t
}

func (s *sheet) answersRow(r answerRow, parts int) tableRow {
	row := tableRow{head: r.head}
	for _, a := range r.parts {
		row.cells = append(row.cells, a.people(s.printer))
	}
	for len(row.cells) < parts {
		row.cells = append(row.cells, s.noParts(r))
	}
	if len(r.parts) == 0 {
		row.cells = append(row.cells, "")
		return row
	}
	row.cells = append(row.cells, s.whole(r.whole, fieldRespondents, r.whole.Respondents))
	return row
}

// noParts is why the parts of a quarter are not shown.
func (s *sheet) noParts(r answerRow) template.HTML {
	if r.whole.Status == release.Published {
		return s.sign(release.NotReported, "")
	}
	return s.sign(r.whole.Status, r.whole.ID())
}

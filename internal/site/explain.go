package site

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/export"
	"fukusen/internal/kpi"
	"fukusen/internal/protect"
	"fukusen/internal/release"
	"fukusen/internal/report"
	"fukusen/internal/source"
)

// rowsShown is how many lines of a cell are listed: a survey may have
// thousands.
const rowsShown = 20

var ruleObservation = diag.Rule{
	ID:   "explain/observation",
	Msg:  diag.Text{JA: "%[1]q という数値はありません", EN: "there is no observation %[1]q"},
	Hint: diag.Text{JA: "ページの数値や data/observations.csv の id を、そのまま書いてください(例: %[2]s)", EN: "write the id as a page or data/observations.csv has it, such as %[2]s"},
}

// Explain tells how an observation was made. The explanation is nil if the
// findings say why there is none.
func Explain(ctx context.Context, opt Options, id string) (*report.Explanation, *Result, error) {
	s := newStages(opt)
	if ok, err := s.open(); !ok || err != nil {
		return nil, s.result, err
	}
	if ok, err := s.protect(ctx); !ok || err != nil || s.result.Findings.Errors() > 0 {
		return nil, s.result, err
	}
	s.kpis = kpi.Compute(s.cube)
	o, ok := s.kpis.Get(id)
	if !ok {
		s.find(diag.List{ruleObservation.At(diag.Pos{}, id, diag.Public(s.exampleOf()))})
		return nil, s.result, nil
	}
	x := &explanation{stages: s, newest: s.revisions()}
	e := x.of(o)
	if s.raw == nil {
		x.atPress(e)
		return e, s.result, nil
	}
	if err := x.trace(ctx); err != nil {
		return nil, s.result, err
	}
	x.finish()
	return e, s.result, x.costs()
}

// exampleOf gives the id of some observation.
func (s *stages) exampleOf() string {
	for o := range s.kpis.All() {
		return o.ID()
	}
	return "a1b@2026fq1/kind=company"
}

// An explanation is in the making until all files were read again.
type explanation struct {
	*stages
	wanted []*wanted
	newest map[reportOf]int

	reasonOf map[place]protect.Reason // nil before the first question
}

// reportOf is what an organisation sends and replaces as a whole.
type reportOf struct {
	organisation, table string
	quarter             dim.Quarter
}

// wanted is a cell whose lines are looked for.
type wanted struct {
	to      *report.Explanation // that has the cell
	at      int
	place   place  // that the audit knows it, or the respondents it goes with, by
	table   string // family
	measure string
	item    string // of a survey
	answer  string
	quarter dim.Quarter
	codes   dim.Codes // of the lists of the data
	known   bool      // all codes occur in the data
	rows    []tracedRow
}

type tracedRow struct {
	report.SourceRow
	stock bool // only that of the last month counts
	key   reportOf
}

func (x *explanation) of(o *kpi.Observation) *report.Explanation {
	e := x.describe(o)
	for _, p := range x.kpis.Parts(o) {
		e.Cells = append(e.Cells, x.cell(p))
		if x.raw == nil {
			continue // there are no lines at a press
		}
		w := x.want(p)
		w.to, w.at, w.place = e, len(e.Cells)-1, x.placeOf(p.Cell)
		x.wanted = append(x.wanted, w)
	}
	operands := x.kpis.Operands(o)
	for _, part := range operands {
		e.Made = append(e.Made, part.ID())
		e.Explanation = append(e.Explanation, x.of(part))
	}
	if len(operands) > 0 {
		e.Numbers = arrow(x.putIn(o, operands), e.Value)
	}
	return e
}

// atPress says that there is neither a line nor a withheld number to be told
// where there are release files alone.
func (x *explanation) atPress(e *report.Explanation) {
	e.Rules = append(e.Rules, diag.Text{
		JA: "ここには元データがないので、もとの行と秘匿した数値は表示できません。元データのある管理者のパソコンで実行してください",
		EN: "there are no exports here, so neither lines nor withheld numbers can be shown; run it where the exports are",
	})
	unknown(e)
}

// unknown marks the withheld cells, of which no value is at hand.
func unknown(e *report.Explanation) {
	for i := range e.Cells {
		e.Cells[i].Unknown = e.Cells[i].Status != string(release.Published)
	}
	for _, of := range e.Explanation {
		unknown(of)
	}
}

func (x *explanation) describe(o *kpi.Observation) *report.Explanation {
	basis := x.config.basis()
	ja, en := o.Key.Period.Last().Words(basis)
	if o.Key.Period.N > 1 {
		ja, en = ja+"までの1年間", "the year to "+en
	}
	e := &report.Explanation{
		ID: o.ID(), Name: asText(o.Entry.Name), Definition: asText(o.Entry.Definition), Quarter: diag.Text{JA: ja, EN: en},
		Status: string(o.Status), Reporters: o.Reporters, Expected: o.Expected,
		Formula: formula(o), Rules: x.rules(o),
	}
	for a := range dim.Axis(dim.NumAxes) {
		if c := o.Key.Codes[a]; c != dim.Total {
			entry := x.cube.Lists().Entry(a, c)
			e.Group = append(e.Group, diag.Text{JA: cmp.Or(entry.JA, entry.ID), EN: cmp.Or(entry.EN, entry.ID)})
		}
	}
	if o.Status == release.Published {
		e.Value, e.Method = export.Number(o.Value), o.Method
		if o.HasInterval {
			e.Lower, e.Upper = export.Number(o.Interval.Lower), export.Number(o.Interval.Upper)
		}
	}
	return e
}

func asText(n contract.Name) diag.Text { return diag.Text{JA: n.JA, EN: n.In("en")} }

func (x *explanation) cell(p kpi.Part) report.ExplainedCell {
	ids := x.cube.Lists().IDs(p.Cell.Key.Codes)
	group, _ := release.Codes(ids).MarshalText()
	c := report.ExplainedCell{
		Role: string(p.Role), Name: x.nameOf(p), Table: p.Cell.Table, Measure: p.Cell.Measure, Group: string(group),
		Quarter: p.Cell.Key.Period.First.ID(x.config.basis()), Status: string(p.Cell.Status), Value: p.Cell.Value,
	}
	if p.Cell.Status == release.Withheld {
		c.Reason = x.reason(x.placeOf(p.Cell))
	}
	return c
}

// nameOf names a measure, or the item and answer that are counted.
func (x *explanation) nameOf(p kpi.Part) diag.Text {
	if t, ok := x.contract.Table(p.Cell.Table); ok && t.Family != contract.FamilySurvey {
		if m, ok := t.Measure(p.Cell.Measure); ok {
			return asText(m.Name)
		}
	}
	e := x.cube.Lists().Entry(dim.Category, p.Cell.Key.Codes[dim.Category])
	return diag.Text{JA: cmp.Or(e.JA, e.ID), EN: cmp.Or(e.EN, e.ID)}
}

// reason finds why a cell is withheld; of a released quarter it is not known.
func (x *explanation) reason(p place) diag.Text {
	if why, ok := x.why()[p]; ok {
		return why.Text()
	}
	return diag.Text{JA: "公表済みの版で秘匿", EN: "withheld in the release"}
}

// why gives the reason of each withheld cell.
func (x *explanation) why() map[place]protect.Reason {
	if x.reasonOf == nil {
		x.reasonOf = map[place]protect.Reason{}
		if x.result.Reasons != nil {
			x.reasonOf = x.reasons()
		}
	}
	return x.reasonOf
}

// placeOf is where the audit finds a cell, or the respondents that an answer
// goes with.
func (x *explanation) placeOf(c protect.Cell) place {
	p := place{c.Key.Period.First.ID(x.config.basis()), c.Table, c.Measure, x.cube.Lists().IDs(c.Key.Codes)}
	if c.Table == contract.FamilySurvey {
		parts := strings.SplitN(p.codes[dim.Category], ".", 3)
		p.measure, p.codes[dim.Category] = contract.MeasureRespondents, strings.Join(parts[:min(2, len(parts))], ".")
	}
	return p
}

// want translates a cell into what its lines look like.
func (x *explanation) want(p kpi.Part) *wanted {
	w := &wanted{table: p.Cell.Table, measure: p.Cell.Measure, quarter: p.Cell.Key.Period.First, known: true}
	for a, id := range x.cube.Lists().IDs(p.Cell.Key.Codes) {
		if dim.Axis(a) == dim.Category && w.table == contract.FamilySurvey {
			parts := append(strings.SplitN(id, ".", 3), "", "")
			id, w.item, w.answer = parts[0], parts[1], parts[2]
		}
		var ok bool
		if w.codes[a], ok = x.lists.Code(dim.Axis(a), id); !ok && id != "" {
			w.known = false
		}
	}
	return w
}

// revisions gives the newest revision of each report.
func (s *stages) revisions() map[reportOf]int {
	newest := map[reportOf]int{}
	for _, r := range s.receipts {
		k := reportOf{r.Organisation, r.Table, r.Quarter}
		newest[k] = max(newest[k], r.Revision)
	}
	return newest
}

// trace reads all files again and notes the lines of the cells.
func (x *explanation) trace(ctx context.Context) error {
	x.traceRegister()
	env := x.env()
	env.Shards = 1
	for _, file := range x.tables {
		sink := func(l *source.Layout, rows []source.Row) error {
			for i := range rows {
				x.note(file, l, &rows[i])
			}
			return nil
		}
		if _, err := source.Read(ctx, x.fsys, file, x.mappings.For(file.Path), env, func() source.Sink { return sink }); err != nil {
			return err
		}
	}
	return nil
}

func (x *explanation) note(file source.File, l *source.Layout, row *source.Row) {
	if row.Total != 0 {
		return
	}
	for _, w := range x.wanted {
		if !w.known || w.table != l.Table.Family || w.quarter != row.Quarter || !x.inside(row.Codes, w.codes) {
			continue
		}
		n, stock, ok := w.value(x.contract, x.lists, l, row)
		if !ok {
			continue
		}
		k := reportOf{x.lists.ID(dim.Organisation, row.Codes[dim.Organisation]), l.Table.ID, row.Quarter}
		if k.organisation != "" && x.newest[k] > row.Revision {
			continue // a correction has replaced it
		}
		pos := file.Pos()
		pos.Line = row.Line
		w.rows = append(w.rows, tracedRow{report.SourceRow{
			Place: pos.String(), Organisation: k.organisation, Value: n, Month: int(row.Month), Revision: row.Revision,
		}, stock, k})
	}
}

// value gives what a row adds to a cell.
func (w *wanted) value(con *contract.Contract, lists *dim.Lists, l *source.Layout, row *source.Row) (n int64, stock, ok bool) {
	if w.table == contract.FamilySurvey {
		n, ok = w.replied(con, lists, l, row)
		return n, false, ok
	}
	i := slices.IndexFunc(l.Measures, func(m *contract.Measure) bool { return m.ID == w.measure })
	if i < 0 || row.Values[i].Status != source.Given {
		return 0, false, false
	}
	b := l.Measures[i].Behaviour
	return row.Values[i].N, b == contract.Stock || b == contract.Cumulative, true
}

// replied counts who answered, or gave the answer, in a row of answers or of
// counted ones.
func (w *wanted) replied(con *contract.Contract, lists *dim.Lists, l *source.Layout, row *source.Row) (int64, bool) {
	asked := w.item
	if asked == contract.SleepEnough {
		asked = contract.SleepMinutes
	}
	var it *contract.Item
	var v source.Value
	n := int64(1)
	if l.Table.Items {
		i := slices.IndexFunc(l.Items, func(it *contract.Item) bool { return it.ID == asked })
		if i < 0 {
			return 0, false
		}
		it, v = l.Items[i], row.Values[i]
	} else {
		it, v = &con.Items[row.Item], row.Answer
		if n = row.Values[0].N; it.ID != asked || row.Values[0].Status != source.Given {
			return 0, false
		}
	}
	if v.Status != source.Given {
		return 0, false
	}
	return n, w.answer == "" || w.gave(it, v, lists.ID(dim.Age, row.Codes[dim.Age]))
}

func (w *wanted) gave(it *contract.Item, v source.Value, age string) bool {
	if it.Several {
		for j, a := range it.Answers {
			if a.Code == w.answer {
				return v.N>>j&1 == 1
			}
		}
		return false
	}
	code := it.Answers[v.N].Code
	if w.item == contract.SleepEnough {
		return contract.EnoughIn(code, age) == (w.answer == "yes")
	}
	return code == w.answer
}

// finish adds the lines up and lists the first of them.
func (x *explanation) finish() {
	for _, w := range x.wanted {
		c := &w.to.Cells[w.at]
		rows := counted(w.rows)
		c.Value = 0
		for _, r := range rows {
			c.Value += r.Value
		}
		for _, r := range rows[:min(rowsShown, len(rows))] {
			c.Rows = append(c.Rows, r.SourceRow)
		}
		c.More = len(rows) - len(c.Rows)
	}
	for _, w := range x.wanted {
		w.to.Numbers = numbers(w.to)
	}
}

// counted leaves out the months of a stock but the last.
func counted(rows []tracedRow) []tracedRow {
	last := map[reportOf]int{}
	for _, r := range rows {
		last[r.key] = max(last[r.key], r.Month)
	}
	return slices.DeleteFunc(rows, func(r tracedRow) bool { return r.stock && r.Month != last[r.key] })
}

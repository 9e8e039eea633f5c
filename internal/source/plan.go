package source

import (
	"io/fs"
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/rows"
)

// A Layout says what the rows of one file hold.
type Layout struct {
	Table    *contract.Table
	Measures []*contract.Measure // of the columns that the file has
	Items    []*contract.Item    // of a survey: the items that were asked
	AddUp    bool                // rows of the same group are parts of it
	Weighted bool                // of a survey: the file has a column for the weight
	Scale    []int64             // of each measure: the smallest units in one of what the file counts, 1000 where it is in 千円
}

// Width counts the values of a row.
func (l *Layout) Width() int { return len(l.Measures) + len(l.Items) }

// nowhere is the column of what the file does not have.
const nowhere = -1

// A plan is how the columns of one file are read.
type plan struct {
	Layout
	period, asked    int // columns; nowhere if they are fixed
	item, answer     int // of a tally
	revision, entity int
	weight           int // of a survey
	axes             []axisColumn
	words            []keyColumn // with words of their own: contract, level, basis
	dates            []keyColumn
	values           []int // column of each value of the layout; nowhere for what is worked out
	pivots           []pivot
	unread           []int // columns that nothing is read from

	fsys fs.FS // to read the file again
	open rows.Options
}

type axisColumn struct {
	axis   dim.Axis
	column int
}

// A keyColumn is a key column of the table and where the file has it.
type keyColumn struct {
	*contract.Column
	column int
}

var (
	ruleNoTable = diag.Rule{
		ID:     "csv/table",
		Msg:    diag.Text{JA: "どの表の書式にも合いません。一番近いのは「%[1]s」(%[2]s)で、列 %[3]s がありません", EN: "this fits no table; the nearest is %[2]s, which also needs the columns %[4]s"},
		Hint:   diag.Text{JA: "見出しを直すか、source.yaml の columns で「元の見出し: 列名」を書いてください(「fukusen map ファイル」が案を作ります)%[5]s。集計に使わないファイルは data フォルダの外に移します", EN: "correct the header, or say under columns in source.yaml which header is which column (fukusen map FILE proposes it)%[6]s; move files that are not input out of data"},
		Sender: diag.Text{JA: "見出しを記入用ファイルに合わせてください(「fukusen template %[2]s」で作れます)%[5]s。元の形のまま出したいときは、提出先の自治体に相談してください。「fukusen map ファイル」で、読み替えの案も作れます", EN: "use the headers of the form (\"fukusen template %[2]s\" writes one)%[6]s; to send the file as it is, ask who collects the data (\"fukusen map FILE\" proposes how to read it)"},
	}
	// ruleNothingLike is the same of what is not even nearly a table.
	ruleNothingLike = ruleNoTable
	ruleOtherSheet  = diag.Rule{
		ID: "xlsx/other-sheet", Warn: true, Note: true,
		Msg:  diag.Text{JA: "シート「%[1]s」はどの表の書式にも合わないので、読みませんでした", EN: "the sheet %[1]q fits no table and was not read"},
		Hint: diag.Text{JA: "集計に使わないシートなら、そのままでかまいません。使うシートなら、見出しを「%[2]s」などの記入用ファイルに合わせてください", EN: "it can stay if it is not input; if it is, use the headers of a form such as that of %[3]s"},
	}
	ruleTwoTables = diag.Rule{
		ID:     "csv/tables",
		Msg:    diag.Text{JA: "%[1]s と %[2]s のどちらの表とも読めます", EN: "this can be read as %[1]s and as %[2]s"},
		Hint:   diag.Text{JA: "source.yaml に table: %[1]s のように書いてください", EN: "write table: %[1]s (or the other) in source.yaml"},
		Sender: diag.Text{JA: "どちらの表のつもりか、提出先の自治体に伝えてください。片方にしかない列を足しても区別できます", EN: "tell who collects the data which of them is meant, or add a column that only one of them has"},
	}
	ruleNoColumn = diag.Rule{
		ID:     "csv/column",
		Msg:    diag.Text{JA: "%[1]s に必要な列 %[2]s がありません", EN: "the table %[1]s needs what is missing: %[3]s"},
		Hint:   diag.Text{JA: "列を足すか、source.yaml の columns か fixed で補ってください%[4]s", EN: "add it, or supply it under columns or fixed in source.yaml%[5]s"},
		Sender: diag.Text{JA: "列を足すか、見出しをこの名前に直してください%[4]s", EN: "add it, or correct the header%[5]s"},
	}
	ruleUnknownColumn = diag.Rule{
		ID: "csv/unknown-column", Warn: true,
		Msg:  diag.Text{JA: "列 %[1]q は読まれません", EN: "column %[1]q is not read"},
		Hint: diag.Text{JA: "綴りの違いなら見出しを直してください%[2]s。要らない列なら source.yaml の ignore に書けます", EN: "if it is misspelt, correct the header%[2]s; if it is not needed, list it under ignore in source.yaml"},
	}
	ruleSameColumn = diag.Rule{
		ID:   "csv/same-column",
		Msg:  diag.Text{JA: "列 %[1]s が二つあります", EN: "there are two columns %[1]s"},
		Hint: diag.Text{JA: "どちらを使うか決めて、もう一方の見出しを変えるか消してください", EN: "decide which is meant and rename or delete the other"},
	}
)

// newPlan decides how each column is read. Unknown columns are warnings,
// doubled ones errors.
func newPlan(t *contract.Table, r *rows.Reader, env *Env, m *Mapping) (*plan, diag.List) {
	p := &plan{
		Layout: Layout{Table: t, AddUp: m.AddUp}, period: nowhere, asked: nowhere, item: nowhere, answer: nowhere, revision: nowhere, entity: nowhere, weight: nowhere,
	}
	header := r.Header()
	seen, finds := given(t, m, r.HeaderPos(0))
	for i, id := range ids(header, t, env, m) {
		pos := r.HeaderPos(i)
		switch {
		case id == "":
			p.unread = append(p.unread, i)
			finds = append(finds, unknownColumn(header[i], pos, t, env, m)...)
			continue
		case seen[id] > 0 && m.gives(id) > 0:
			finds = append(finds, ruleGivenTwice.At(pos, diag.Public(id)))
		case seen[id] > 0:
			finds = append(finds, ruleSameColumn.At(pos, diag.Public(id)))
		case !p.place(id, i, t, env.Contract) && isColumn(id, env.Contract):
			finds = append(finds, ruleNotOfTable.At(pos, header[i], diag.Public(id), diag.Public(t.ID)))
		}
		seen[id]++
	}
	p.workOut(t)
	if m.Period != nil {
		p.period = slices.Index(header, m.Period.Column)
	}
	finds = append(finds, p.unpivot(t, r, env, m)...)
	return p, append(append(finds, checkHeaders(m, r)...), checkColumns(m, env.Contract, diag.Pos{File: r.HeaderPos(0).File})...)
}

// workOut adds the measures that are made of others.
func (p *plan) workOut(t *contract.Table) {
	for i := range t.Measures {
		if m := &t.Measures[i]; m.Product != nil {
			p.Measures = append(p.Measures, m)
			p.values = append(p.values, nowhere)
		}
	}
}

// given counts the columns of the table that the mapping supplies.
func given(t *contract.Table, m *Mapping, or diag.Pos) (map[string]int, diag.List) {
	seen := map[string]int{}
	var finds diag.List
	for _, c := range t.Keys {
		if seen[c.ID] = min(1, m.gives(c.ID)); m.gives(c.ID) > 1 {
			finds = append(finds, ruleGivenTwice.At(m.keyPos("fixed."+c.ID, or), diag.Public(c.ID)))
		}
	}
	return seen, finds
}

func unknownColumn(h string, pos diag.Pos, t *contract.Table, env *Env, m *Mapping) diag.List {
	if h == "" || slices.Contains(m.Ignore, h) || m.uses(h) {
		return nil
	}
	var names []string
	for _, c := range t.Columns(env.Contract.Items) {
		names = append(append(names, c.Name.JA, c.ID), c.Aliases...)
	}
	return diag.List{ruleUnknownColumn.At(pos, h, diag.Public(nearColumns(h, names)))}
}

// uses reports whether the mapping reads a header for period, places or an
// unpivot.
func (m *Mapping) uses(h string) bool {
	if h == "" {
		return false
	}
	if m.Period != nil && m.Period.Column == h {
		return true
	}
	if m.Unpivot != nil {
		if _, ok := m.Unpivot.Columns[h]; ok {
			return true
		}
	}
	return slices.ContainsFunc(m.bounded(), func(p boundedPlace) bool {
		return p.from.Column == h || p.from.Within.Column == h
	})
}

// place notes the column of what the table has, and reports whether it has it.
func (p *plan) place(id string, i int, t *contract.Table, con *contract.Contract) bool {
	if key, ok := t.Key(id); ok {
		p.placeKey(key, i)
		return true
	}
	if m, ok := t.Measure(id); ok {
		p.Measures = append(p.Measures, m)
		p.values = append(p.values, i)
		return true
	}
	it, ok := con.Item(id)
	if ok = ok && t.Items; ok {
		p.Items = append(p.Items, it)
		p.values = append(p.values, i)
	}
	return ok
}

func (p *plan) placeKey(c *contract.Column, i int) {
	switch c.Form {
	case contract.FormCode:
		p.axes = append(p.axes, axisColumn{c.Axis, i})
	case contract.FormPeriod:
		p.period = i
	case contract.FormRevision:
		p.revision = i
	case contract.FormEntity:
		p.entity = i
	case contract.FormWeight:
		p.weight, p.Weighted = i, true
	case contract.FormDate:
		p.dates = append(p.dates, keyColumn{c, i})
	case contract.FormAnswer:
		p.answer = i
	case contract.FormWord:
		if c.ID == contract.ColumnPopulation {
			p.asked = i
		} else {
			p.words = append(p.words, keyColumn{c, i})
		}
	case contract.FormText:
		if c.ID == contract.ColumnItem {
			p.item = i
		} else {
			p.unread = append(p.unread, i)
		}
	}
}

package template

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// A form is a table or a register as somebody fills it in.
type form struct {
	id      string
	name    contract.Name
	row     contract.Name
	columns []column
	count   int  // rows of the example
	groups  bool // a row is a group, of which there is only one
	markers bool // of a column
}

// An entry says how the cells of a column are typed.
type entry int8

const (
	typed  entry = iota // text, kept as it is typed: codes, periods, age bands
	whole               // a whole number
	amount              // a number that may have decimals: hours
	day                 // a date
)

// A column is one column of a form.
type column struct {
	name     contract.Name
	required bool
	note     contract.Name
	unit     contract.Name
	entry    entry
	markers  bool     // … x - may stand for a number
	from, to int      // bounds of a number; to 0 means none
	list     []string // of the drop-down; nil if there is none
	open     bool     // other texts may be typed after a question
	example  []string // one for each row of the example
}

// ofTable makes the form of a table: its keys, its measures, and last what is
// seldom filled in.
func ofTable(t *contract.Table, c *contract.Contract, lists *dim.Lists, opt Options) *form {
	f := &form{id: t.ID, name: t.Name, row: t.Row, count: 2, groups: !t.Items && len(t.Measures) > 0 && !t.Public}
	if slices.Contains(single, t.ID) {
		f.count = 1
	}
	m := maker{table: t, contract: c, lists: lists, period: cmp.Or(opt.Period, "2025年度第1四半期"), values: map[string][]int{}}
	var late []column
	for _, col := range t.Columns(c.Items) {
		switch col.ID {
		case contract.ColumnWeight, contract.ColumnRevision, contract.ColumnNote, contract.ColumnBasis:
			late = append(late, m.column(col))
		default:
			f.columns = append(f.columns, m.column(col))
		}
	}
	f.columns = append(f.columns, late...)
	f.markers = slices.ContainsFunc(f.columns, func(c column) bool { return c.markers })
	return f
}

// A maker makes the columns of one table.
type maker struct {
	table    *contract.Table
	contract *contract.Contract
	lists    *dim.Lists
	period   string
	values   map[string][]int // of the measures so far, for the parts of them
}

func (m *maker) column(c contract.Column) column {
	col := column{name: c.Name, required: c.Required, note: c.Note}
	col.note.EN = strings.ReplaceAll(col.note.EN, "`", "")
	measure, isMeasure := m.table.Measure(c.ID)
	switch {
	case isMeasure:
		m.measure(&col, measure)
	case c.ID == contract.ColumnItem && len(c.Words) == 0:
		for _, it := range m.contract.Items {
			col.list = append(col.list, it.Name.JA)
		}
	case c.ID == contract.ColumnPopulation:
		for _, p := range m.contract.Populations {
			col.list = append(col.list, p.Name.JA)
		}
	case c.Form == contract.FormAnswer:
		m.item(&col, c.ID)
	case c.Form == contract.FormDate:
		col.entry = day
	case c.Form == contract.FormRevision:
		col.entry, col.from, col.to = whole, 1, 999
	case c.Form == contract.FormWeight:
		col.entry, col.to = amount, contract.MaxWeight
	case c.Form == contract.FormCode:
		col.list, col.open = m.codes(c.Axis), c.Axis != dim.Sex // finer bands than those of the list are read, too
	default:
		for _, w := range c.Words {
			col.list = append(col.list, w.Name.JA)
		}
	}
	if list, ok := examples[m.table.ID][c.ID]; ok {
		col.example = m.existing(c, list)
	} else if col.example == nil {
		col.example = m.example(c)
	}
	return col
}

// codes lists the names of an axis whose list is short, in the order in which
// it is shown.
func (m *maker) codes(a dim.Axis) []string {
	switch a {
	case dim.Sex, dim.Age, dim.Sport:
		return m.names(a, dim.Total)
	}
	return nil
}

// names walks down from a code.
func (m *maker) names(a dim.Axis, c dim.Code) []string {
	var all []string
	for _, child := range m.lists.Children(a, c) {
		all = append(all, m.lists.Entry(a, child).JA)
		all = append(all, m.names(a, child)...)
	}
	return all
}

var units = map[contract.Unit]contract.Name{
	contract.UnitPersons: {JA: "人", EN: "persons"}, contract.UnitItems: {JA: "件", EN: "items"},
	contract.UnitYen: {JA: "円", EN: "yen"}, contract.UnitMinutes: {JA: "時間(3.5 または 3:30)", EN: "hours (3.5 or 3:30)"},
	contract.UnitDays: {JA: "日", EN: "days"}, contract.UnitCredits: {JA: "単位", EN: "credits"},
	contract.UnitSchools: {JA: "校", EN: "schools"}, contract.UnitEntities: {JA: "社", EN: "entities"},
}

// measure says how a measure is typed and makes up values of which no part is
// larger than its whole.
func (m *maker) measure(col *column, measure *contract.Measure) {
	col.markers, col.open = true, true
	if measure.Unit == contract.UnitYesNo {
		col.list = []string{"はい", "いいえ"}
		col.example = []string{"はい", "いいえ"}
		return
	}
	col.unit, col.entry = units[measure.Unit], whole
	if measure.Unit == contract.UnitMinutes {
		col.entry = amount
	}
	for i := range 2 {
		n := base(measure, i)
		for _, whole := range measure.PartOf {
			if of := m.values[whole]; of != nil {
				n = min(n, of[i]*3/5)
			}
		}
		m.values[measure.ID] = append(m.values[measure.ID], n)
		col.example = append(col.example, fmt.Sprint(n))
	}
}

// base is a plausible value of a measure that is no part of another.
func base(m *contract.Measure, row int) int {
	switch {
	case m.Rate:
		return 1200
	case m.Unit == contract.UnitYen:
		return 480_000 - 60_000*row
	case m.Class == contract.Persons || m.Class == contract.Respondents || m.Unit == contract.UnitPersons:
		return 240 + 35*row
	}
	return 60 + 12*row
}

// item says how an item of a survey is answered. In the counts of a survey the
// column holds an answer to whatever item the row names.
func (m *maker) item(col *column, id string) {
	it, ok := m.contract.Item(id)
	if !ok {
		it = &m.contract.Items[0]
		col.example = []string{it.Answers[len(it.Answers)-1].Name.JA, it.Answers[0].Name.JA}
		return
	}
	col.note = it.Question
	switch {
	case it.Several:
		col.note = contract.Name{JA: "いくつでも。「、」で区切る: " + answers(it, diagJA), EN: "any number, separated by 、: " + answers(it, diagEN)}
		col.example = []string{it.Answers[0].Name.JA, it.Answers[0].Name.JA + "、" + it.Answers[1].Name.JA}
	case it.Unit == contract.UnitMinutes:
		col.entry, col.unit = amount, units[contract.UnitMinutes]
		col.example = []string{"38.5", "12"}
	case it.Points > 0:
		col.entry, col.from, col.to = whole, it.Low, it.Points
		col.example = []string{fmt.Sprint(it.Low + (it.Points-it.Low)*2/5), fmt.Sprint(it.Low + (it.Points-it.Low)*4/5)}
		col.note.JA = joined("。", col.note.JA, fmt.Sprintf("%d~%d の整数", it.Low, it.Points))
		col.note.EN = joined("; ", col.note.EN, fmt.Sprintf("a whole number from %d to %d", it.Low, it.Points))
	default:
		for _, a := range it.Answers {
			col.list = append(col.list, a.Name.JA)
		}
		col.example = []string{it.Answers[0].Name.JA, it.Answers[len(it.Answers)-1].Name.JA}
	}
}

const (
	diagJA = "ja"
	diagEN = "en"
)

func answers(it *contract.Item, lang string) string {
	var all []string
	for _, a := range it.Answers {
		all = append(all, a.Name.In(lang))
	}
	return strings.Join(all, ", ")
}

func (f *form) header() []string {
	var names []string
	for _, c := range f.columns {
		names = append(names, c.name.JA)
	}
	return names
}

// rows are those of the example.
func (f *form) rows() [][]string {
	all := make([][]string, f.count)
	for i := range all {
		for _, c := range f.columns {
			all[i] = append(all[i], at(c.example, i))
		}
	}
	return all
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// Package schema publishes the contract: as tables of Markdown for people, as
// Frictionless Table Schema and CSV on the Web for programs, and the keys of
// settings as JSON Schema for editors.
//
// It repeats nothing: what it writes is what the decoder reads. A schema is
// narrower than the decoder, though: it knows one way to write a number or a
// day, and a mark such as x is no value of a column that is required.
package schema

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// encode writes JSON as the files of docs/schema have it: indented, with the
// letters as they are, and a newline at the end.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		panic("schema: " + err.Error()) // all values are ours
	}
	return b.Bytes()
}

// missing are the marks that stand in place of a number. Other columns have
// words of their own for what is not known; x is a sex.
var missing = []string{
	"", "…", "...", "***", "不明", "不詳", "無回答", "未回答", "NA", "N/A", "NULL", "ND",
	"x", "X", "*", "秘匿", "非公表", "非開示", "-", "該当なし",
}

// A column is one of a table with what it holds.
type column struct {
	contract.Column
	measure *contract.Measure // nil for a key or an item
	item    *contract.Item    // nil for a key or a measure
	values  []string          // all writings of the only values; nil if it is open
	yes, no []string          // writings of a measure that is 0 or 1
}

// filled lists the columns of a table in the order of the templates: what is
// seldom filled in stands last.
func filled(t *contract.Table, c *contract.Contract) []column {
	var all, late []column
	for _, col := range columns(t, c) {
		switch col.ID {
		case contract.ColumnWeight, contract.ColumnBasis, contract.ColumnRevision, contract.ColumnNote:
			late = append(late, col)
		default:
			all = append(all, col)
		}
	}
	return append(all, late...)
}

// columns lists the columns of a table as the contract does.
func columns(t *contract.Table, c *contract.Contract) []column {
	var all []column
	for _, col := range t.Columns(c.Items) {
		x := column{Column: col}
		if m, ok := t.Measure(col.ID); ok {
			x.measure = m
		} else if it, ok := c.Item(col.ID); ok && t.Items {
			x.item = it
		}
		if col.ID == contract.ColumnPopulation {
			x.Words = populations(c)
		}
		x.values = x.closed()
		if x.measure != nil && x.measure.Unit == contract.UnitYesNo {
			x.yes, x.no = yesAndNo(c)
		}
		all = append(all, x)
	}
	return all
}

func populations(c *contract.Contract) []contract.Word {
	var all []contract.Word
	for _, p := range c.Populations {
		all = append(all, contract.Word{Code: p.ID, Name: p.Name})
	}
	return all
}

// closed lists every writing of the values of a column that has no others.
func (c *column) closed() []string {
	var all []string
	for _, w := range c.Words {
		all = append(all, writings(w.Code, w.Name, w.Labels)...)
	}
	if c.item != nil && c.item.Points == 0 && !c.item.Several {
		for _, a := range c.item.Answers {
			all = append(all, writings(a.Code, a.Name, a.Labels)...)
		}
	}
	return unique(all)
}

// yesAndNo gives how yes and no are written: as in any question that is
// answered so.
func yesAndNo(c *contract.Contract) (yes, no []string) {
	for _, it := range c.Items {
		if a := it.Answers; len(a) == 2 && a[0].Code == "yes" && a[1].Code == "no" {
			return unique(writings(a[0].Code, a[0].Name, a[0].Labels)), unique(writings(a[1].Code, a[1].Name, a[1].Labels))
		}
	}
	return nil, nil
}

func writings(code string, name contract.Name, labels []string) []string {
	return append([]string{code, name.JA, name.EN}, labels...)
}

// unique leaves out what was there before, and what is empty.
func unique(all []string) []string {
	var once []string
	for _, s := range all {
		if s != "" && !slices.Contains(once, s) {
			once = append(once, s)
		}
	}
	return once
}

// whole reports a column of whole numbers with their bounds. Time is written in
// hours, amounts of money may be negative as corrections.
func (c *column) whole() (low, high *int, ok bool) {
	bound := func(n int) *int { return &n }
	switch m, it := c.measure, c.item; {
	case c.Form == contract.FormRevision:
		return bound(1), bound(999), true
	case m != nil && m.Unit == contract.UnitYen:
		return nil, nil, true
	case m != nil && m.Unit != contract.UnitMinutes && m.Unit != contract.UnitYesNo:
		return bound(0), nil, true
	case it != nil && it.Points > 0 && it.Unit != contract.UnitMinutes:
		return bound(it.Low), bound(it.Points), true
	}
	return nil, nil, false
}

// about says what a row of a table is and which columns tell one from another,
// in Japanese and then in English.
//
// It is a sentence and no primaryKey: the reader takes equal rows that
// source.yaml adds up, totals that are written twice, and what a newer revision
// replaces, and a validator would refuse all of them.
func about(t *contract.Table) string {
	ja, en := t.Row.JA, t.Row.EN
	if k := key(t); k != nil {
		ja += "。末尾の列がすべて同じ行は、一つだけ(source.yaml の add_up で足し合わせるときを除く)"
		en += ". One row for each of these, unless add_up in source.yaml adds them up: " + strings.Join(k, ", ")
	}
	return ja + " — " + en
}

// key lists the columns that tell one row of a table from another; nil where
// rows may repeat: answers do, and an entity that is named again counts once.
func key(t *contract.Table) []string {
	if _, ok := t.Key(contract.ColumnEntity); ok || t.Items {
		return nil
	}
	var all []string
	for _, c := range t.Keys {
		told := c.Axis != dim.NumAxes || c.Form == contract.FormPeriod || c.Form == contract.FormRevision ||
			c.Form == contract.FormWord && c.ID != contract.ColumnBasis || c.ID == contract.ColumnItem || c.ID == contract.ColumnAnswer
		if told {
			all = append(all, c.ID)
		}
	}
	return all
}

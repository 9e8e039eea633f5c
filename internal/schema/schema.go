// Package schema publishes the contract: as tables of Markdown for people, as
// Frictionless Table Schema and CSV on the Web for programs, and the keys of
// settings as JSON Schema for editors.
//
// It repeats nothing: what it writes is what the decoder reads.
package schema

import (
	"bytes"
	"encoding/json"
	"slices"

	"fukusen/internal/contract"
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

// missing are the marks that stand for a value in every table.
var missing = []string{"", "…", "...", "***", "x", "X", "*", "-", "秘匿", "非公表", "該当なし", "不明", "不詳", "無回答", "未回答", "NA", "N/A"}

// columns lists the columns of a table with its measures and items beside
// them.
type column struct {
	contract.Column
	measure *contract.Measure
	item    *contract.Item
}

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
			for _, p := range c.Populations {
				x.Words = append(x.Words, contract.Word{Code: p.ID, Name: p.Name})
			}
		}
		all = append(all, x)
	}
	return all
}

// numeric reports a column whose values are whole numbers; amounts of time are
// written in hours, and codes are text.
func (c *column) numeric() bool {
	return c.measure != nil && c.measure.Unit != contract.UnitMinutes || c.Form == contract.FormRevision
}

// closed lists the only values that a column may have, nil if it is open.
func (c *column) closed() []string {
	var all []string
	for _, w := range c.Words {
		all = append(all, w.Code)
	}
	if c.item != nil && c.item.Points == 0 && !c.item.Several {
		for _, a := range c.item.Answers {
			all = append(all, a.Code)
		}
	}
	return all
}

// names are all headers that mean the column.
func (c *column) names() []string {
	return slices.Compact(append([]string{c.ID, c.Name.JA, c.Name.EN}, c.Aliases...))
}

// key lists the columns that tell one row of a measure table from another; nil
// where rows may repeat.
func key(t *contract.Table) []string {
	if t.Items {
		return nil
	}
	var all []string
	for _, c := range t.Keys {
		if c.Form == contract.FormText && c.ID != contract.ColumnItem || c.ID == contract.ColumnBasis || c.Form == contract.FormDate && c.ID != contract.ColumnFounded {
			continue
		}
		all = append(all, c.ID)
	}
	if _, ok := t.Key(contract.ColumnEntity); ok {
		return []string{contract.ColumnEntity}
	}
	return all
}

package source

import (
	"maps"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/rows"
)

var (
	ruleUnpivotMeasure = diag.Rule{
		ID:   "source/unpivot-measure",
		Msg:  diag.Text{JA: "source.yaml の unpivot が、表 %[2]s の数の列ではない %[1]q を measure としています", EN: "source.yaml: unpivot reads %[1]q, which is no measure of the table %[2]s"},
		Hint: diag.Text{JA: "使えるのは: %[3]s", EN: "it can be: %[3]s"},
	}
	ruleUnpivotBeside = diag.Rule{
		ID:   "source/unpivot-beside",
		Msg:  diag.Text{JA: "unpivot で読むファイルに、ほかの数の列 %[1]q もあります", EN: "a file that is read by unpivot has another column of numbers, %[1]q"},
		Hint: diag.Text{JA: "横に並んだ列ごとに一行とするので、ほかの数は何度も数えてしまいます。その見出しを source.yaml の ignore に書いてください", EN: "its number would be counted once for each of the columns; list its header under ignore in source.yaml"},
	}
	ruleUnpivotKey = diag.Rule{
		ID:   "source/unpivot-key",
		Msg:  diag.Text{JA: "source.yaml の unpivot の %[1]q が挙げる %[2]q は、横に並べられる列ではありません", EN: "source.yaml: unpivot of %[1]q names %[2]q, which cannot be told by a header"},
		Hint: diag.Text{JA: "使えるのは: %[3]s", EN: "it can be: %[3]s"},
	}
)

// A pivot is a column whose header tells part of the group of its numbers.
type pivot struct {
	column int
	header string
	says   map[string]string // our column: value, as source.yaml has it
	codes  dim.Codes         // what it means; totals where the header does not tell
	words  []string          // by column of the category
	part   bool              // its numbers are in another column, too: 再掲
	cell   valueColumn       // how they are read
}

// tells reports whether the unpivoted columns give a column of ours: the
// measure, or what all of their headers stand for.
func (u *Unpivot) tells(column string) bool {
	if u == nil {
		return false
	}
	for _, says := range u.Columns {
		if _, ok := says[column]; !ok && column != u.Measure {
			return false
		}
	}
	return len(u.Columns) > 0
}

// unpivot finds the columns that source.yaml reads as rows. The measure takes
// the place of a column of its own.
func (p *plan) unpivot(t *contract.Table, r *rows.Reader, env *Env, m *Mapping) diag.List {
	u := m.Unpivot
	if u == nil {
		return nil
	}
	file := diag.Pos{File: r.HeaderPos(0).File}
	measure, ok := t.Measure(u.Measure)
	if !ok || measure.Product != nil {
		return diag.List{related(ruleUnpivotMeasure.At(m.valuePos("unpivot.measure", file), u.Measure, diag.Public(t.ID), diag.Public(strings.Join(measureIDs(t), ", "))), file)}
	}
	if i := slices.IndexFunc(p.values, func(column int) bool { return column != nowhere }); i >= 0 {
		return diag.List{ruleUnpivotBeside.At(r.HeaderPos(p.values[i]), r.Header()[p.values[i]])}
	}
	p.Measures, p.values = []*contract.Measure{measure}, []int{nowhere}
	var finds diag.List
	for _, h := range slices.Sorted(maps.Keys(u.Columns)) {
		finds = append(finds, p.addPivot(h, u.Columns[h], t, r, m)...)
	}
	return finds
}

func (p *plan) addPivot(header string, says map[string]string, t *contract.Table, r *rows.Reader, m *Mapping) diag.List {
	column := slices.Index(r.Header(), header)
	if column < 0 {
		return nil // checkHeaders says so
	}
	file := diag.Pos{File: r.HeaderPos(0).File}
	for _, id := range slices.Sorted(maps.Keys(says)) {
		if !slices.Contains(tellable(t), id) {
			return diag.List{related(ruleUnpivotKey.At(m.keyPos("unpivot.columns."+header+"."+id, file), header, diag.Public(id), diag.Public(strings.Join(tellable(t), ", "))), file)}
		}
	}
	p.pivots = append(p.pivots, pivot{column: column, header: header, says: says})
	return nil
}

// tellable lists the columns that a header may stand for.
func tellable(t *contract.Table) []string {
	var all []string
	for _, c := range t.Keys {
		if c.Form == contract.FormCode && c.Axis != dim.Organisation || slices.Contains(t.Category, c.ID) {
			all = append(all, c.ID)
		}
	}
	return all
}

func measureIDs(t *contract.Table) []string {
	var all []string
	for _, m := range t.Measures {
		if m.Product == nil {
			all = append(all, m.ID)
		}
	}
	return all
}

// preparePivots resolves what the headers of the pivots stand for, and their
// units.
func (d *decoder) preparePivots() {
	for i := range d.pivots {
		p := &d.pivots[i]
		p.cell = d.cells[0]
		p.cell.column = p.column
		p.cell.in(d.unit(p.cell.measure, p.column))
		d.Scale[0] = max(d.Scale[0], p.cell.scale())
		at := func(id string) diag.Pos {
			return d.m.valuePos("unpivot.columns."+p.header+"."+id, d.file.Pos())
		}
		for _, c := range d.Table.Keys {
			value, ok := p.says[c.ID]
			switch {
			case !ok:
			case c.Form == contract.FormCode:
				d.tellPivot(p, c.Axis, value, at(c.ID))
			default:
				d.fixWord(&c, value, at(c.ID), p)
			}
		}
	}
}

// tellPivot resolves a code that a header stands for. One that repeats a part of
// another column is left out.
func (d *decoder) tellPivot(p *pivot, a dim.Axis, value string, at diag.Pos) {
	d.skip = false
	p.codes[a], _ = d.newCoder(a, nowhere).code(value, at)
	if d.skip {
		p.part = true
		d.once(&ruleTotals, at, value)
	}
}

package cube

import (
	"slices"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

var ruleTotal = diag.Rule{
	ID:   "data/total",
	Msg:  diag.Text{JA: "性別や年齢が空の(または不詳の)この行は、ほかの%[1]d行の合計と同じ値です", EN: "this row without sex or age is the sum of %[1]d other rows"},
	Hint: diag.Text{JA: "合計の行なら消してください。残すと、同じ人を二度数えます", EN: "if it is a total, delete it; else the same people are counted twice"},
}

// totals finds rows of totals that are not marked as such: their sex or age is
// blank, and every measure is the sum over the rows that tell it.
func (p *Part) totals() diag.List {
	if p.table == nil || len(p.columns) == 0 {
		return nil
	}
	var finds diag.List
	said := map[int32]bool{}
	for _, axes := range [][]dim.Axis{{dim.Sex, dim.Age}, {dim.Sex}, {dim.Age}} {
		for _, t := range p.sumsOf(axes) {
			if said[t.line] {
				continue
			}
			said[t.line] = true
			finds = append(finds, ruleTotal.At(diag.Pos{File: p.file, Line: int(t.line)}, t.rows))
		}
	}
	return finds
}

// A total is a line that is the sum of rows others.
type total struct {
	line int32
	rows int
}

// parts are the rows that tell the axes of one group.
type parts struct {
	sums []int64
	rows int
}

// sumsOf finds the lines that tell none of the axes and are the sum of those
// that tell all of them.
func (p *Part) sumsOf(axes []dim.Axis) []total {
	told := map[groupKey]*parts{}
	for g, k := range p.keys {
		if !p.tells(k, axes) {
			continue
		}
		s := told[without(k, axes)]
		if s == nil {
			s = &parts{sums: make([]int64, len(p.columns))}
			told[without(k, axes)] = s
		}
		s.rows++
		for i, n := range p.sumsAt(g) {
			s.sums[i] += n
		}
	}
	var found []total
	for g, k := range p.keys {
		s := told[without(k, axes)]
		if s == nil || s.rows < 2 || s.sums[0] == 0 || !p.silent(k, axes) {
			continue
		}
		if slices.Equal(s.sums, p.sumsAt(g)) {
			found = append(found, total{p.lines[g], s.rows})
		}
	}
	return found
}

// sumsAt gives the sums of a group's measures.
func (p *Part) sumsAt(g int) []int64 {
	sums := make([]int64, len(p.columns))
	for i := range sums {
		sums[i] = p.data[g*len(p.slots)+5*i]
	}
	return sums
}

func without(k groupKey, axes []dim.Axis) groupKey {
	for _, a := range axes {
		k.codes[a] = dim.Total
	}
	return k
}

func (p *Part) tells(k groupKey, axes []dim.Axis) bool {
	return !slices.ContainsFunc(axes, func(a dim.Axis) bool { return p.lists.ID(a, k.codes[a]) == dim.Unknown })
}

func (p *Part) silent(k groupKey, axes []dim.Axis) bool {
	return !slices.ContainsFunc(axes, func(a dim.Axis) bool { return p.lists.ID(a, k.codes[a]) != dim.Unknown })
}

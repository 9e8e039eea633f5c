package report

import (
	"fmt"
	"strings"

	"fukusen/internal/diag"
)

// Older are the quarters whose cells are not listed.
func (p *withheldPage) Older() []WithheldQuarter { return p.Quarters[min(1, len(p.Quarters)):] }

// Cells counts the cells of all tables.
func (q WithheldQuarter) Cells() (n int) {
	for _, t := range q.Tables {
		n += t.Cells
	}
	return n
}

// Withheld counts the withheld cells of all tables.
func (q WithheldQuarter) Withheld() (n int) {
	for _, t := range q.Tables {
		n += t.Withheld
	}
	return n
}

// CellsOf is the withheld cells of one measure and kind.
type CellsOf struct {
	Measure Words
	List    []WithheldCell
}

// By groups the cells by what they count, in the order of their first.
func (t WithheldTable) By() []CellsOf {
	var all []CellsOf
	at := map[Words]int{}
	for _, c := range t.List {
		i, ok := at[c.Measure]
		if !ok {
			i = len(all)
			at[c.Measure] = i
			all = append(all, CellsOf{Measure: c.Measure})
		}
		all[i].List = append(all[i].List, c)
	}
	return all
}

// protects names the sensitive cells that a partner protects.
func (p *withheldPage) protects(c WithheldCell) string {
	var names []string
	for _, line := range c.Protects {
		names = append(names, p.name(line, c))
	}
	return p.few(names)
}

// A costLine is one kind of what publishing a cell would do.
type costLine struct{ What, Cells string }

// costs tells what publishing a cell would do to others.
func (p *withheldPage) costs(c WithheldCell) (lines []costLine) {
	var follow, narrowed []string
	for _, line := range c.Reveals {
		follow = append(follow, p.name(line, c))
	}
	for _, rest := range c.Rests {
		follow = append(follow, harmless(rest.In(p.Lang)))
	}
	for _, n := range c.Narrows {
		name := p.name(n.Line, c)
		if n.Rest != (Words{}) {
			name = harmless(n.Rest.In(p.Lang))
		}
		narrowed = append(narrowed, name+diag.Text{JA: "(" + n.Range.text(diag.JA) + ")", EN: " (" + n.Range.text(diag.EN) + ")"}.In(p.Lang))
	}
	add := func(what diag.Text, names []string) {
		if len(names) > 0 {
			lines = append(lines, costLine{what.In(p.Lang), p.few(names)})
		}
	}
	add(diag.Text{JA: "分かる", EN: "known"}, follow)
	add(diag.Text{JA: "狭まる", EN: "nearly known"}, narrowed)
	return lines
}

// name names a cell beside another: a measure that is the same is not said
// again.
func (p *withheldPage) name(line int, beside WithheldCell) string {
	c, ok := p.cells[cellPlace{beside.File, line}]
	switch {
	case !ok:
		return fmt.Sprintf(diag.Text{JA: "%[2]s の %[1]d行目", EN: "line %[1]d of %[2]s"}.In(p.Lang), line, beside.File)
	case c.Measure == beside.Measure:
		return harmless(c.Group.In(p.Lang))
	}
	return harmless(c.Measure.In(p.Lang) + diag.Text{JA: "・", EN: ": "}.In(p.Lang) + c.Group.In(p.Lang))
}

// few lists the first three names and counts the others.
func (p *withheldPage) few(names []string) string {
	const shown = 3
	text := strings.Join(names[:min(shown, len(names))], diag.Text{JA: " / ", EN: "; "}.In(p.Lang))
	if n := len(names) - shown; n > 0 {
		text += fmt.Sprintf(diag.Text{JA: " / ほか %d件", EN: "; %d more"}.In(p.Lang), n)
	}
	return text
}

package site

import (
	"fmt"
	"slices"

	"fukusen/internal/audit"
	"fukusen/internal/diag"
	"fukusen/internal/export"
	"fukusen/internal/output"
	"fukusen/internal/protect"
	"fukusen/internal/release"
	"fukusen/internal/report"
)

// costs tells of each withheld cell what it protects, and what publishing it
// would do to others: what the audit finds in the open data, were it there.
func (x *explanation) costs() error {
	asked := map[place]bool{}
	for _, w := range x.wanted {
		if w.cell().Status == string(release.Withheld) {
			asked[w.place] = true
		}
	}
	if len(asked) == 0 {
		return nil
	}
	r, err := x.related(asked)
	if err != nil {
		return err
	}
	y := &costing{explanation: x, actual: x.actual(), holds: r.Holds(), at: map[place]int{}}
	y.narrows = r.Narrows(y.holds, func(c audit.Cell) (int64, bool) {
		if !asked[placeOf(c)] {
			return 0, false
		}
		return y.actual.value(c)
	}, true)
	for i := range y.holds {
		y.at[placeOf(y.holds[i].Cell)] = i
	}
	for _, w := range x.wanted {
		if i, ok := y.at[w.place]; ok && asked[w.place] {
			w.cell().Cost = y.cost(w, i)
		}
	}
	return nil
}

func (w *wanted) cell() *report.ExplainedCell { return &w.to.Cells[w.at] }

// related finds the sums of the tables and quarters that are asked about, in the
// open data as they would be published.
func (x *explanation) related(asked map[place]bool) (*audit.Report, error) {
	tree := &output.Tree{}
	if err := export.Write(tree, x.cube, x.kpis, export.About{}); err != nil {
		return nil, fmt.Errorf("writing the data: %w", err)
	}
	of := map[[2]string]bool{}
	for p := range asked {
		of[[2]string{p.table, p.period}] = true
	}
	return audit.Relate(tree.FS(), func(table, period string) bool { return of[[2]string{table, period}] })
}

// costing is what the consequences are found in.
type costing struct {
	*explanation
	actual  *actual
	holds   []audit.Hold
	narrows [][]audit.Narrowed
	at      map[place]int // hold of a cell
}

func (y *costing) cost(w *wanted, i int) *report.Cost {
	h := &y.holds[i]
	rules := y.cube.Rules(w.quarter)
	c := &report.Cost{K: int64(rules.K), Protects: []report.Protected{}, Reveals: []report.Consequence{}, Narrows: []report.Consequence{}}
	if w.answer != "" {
		c.Of = h.Name
	}
	if y.why()[w.place] == protect.Partner {
		c.Protects = y.protects(i)
	}
	for _, k := range h.Reveals {
		c.Reveals = append(c.Reveals, report.Consequence{Name: y.holds[k].Name, Value: y.known(y.actual.value(y.holds[k].Cell))})
	}
	for _, r := range h.Rests {
		if n, ok := y.actual.rest(r.Cell, r.Whole); ok && n >= 0 && n < c.K {
			c.Reveals = append(c.Reveals, report.Consequence{Name: r.Name, Value: &n})
		}
	}
	for _, n := range y.narrows[i] {
		c.Narrows = append(c.Narrows, y.narrowed(n))
	}
	return c
}

func (y *costing) narrowed(n audit.Narrowed) report.Consequence {
	c := report.Consequence{Name: n.Name, Range: &report.Range{Min: n.Min, Max: n.Max}, Was: &report.Range{Min: n.WasMin, Max: n.WasMax}}
	if n.Whole == "" {
		c.Value = y.known(y.actual.value(n.Cell))
	} else {
		c.Value = y.known(y.actual.rest(n.Cell, n.Whole))
	}
	return c
}

func (*costing) known(n int64, ok bool) *int64 {
	if !ok {
		return nil
	}
	return &n
}

// protects lists the sensitive cells that are the fewest sums away, with those
// sums.
func (y *costing) protects(from int) []report.Protected {
	near, steps := nearest(y.holds, from, y.why())
	all := []report.Protected{}
	for _, k := range near {
		all = append(all, report.Protected{
			Name: y.holds[k].Name, Reason: y.why()[placeOf(y.holds[k].Cell)].Text(),
			Value: y.known(y.actual.value(y.holds[k].Cell)), Sums: y.sums(from, k, steps),
		})
	}
	return all
}

// sums tells a shortest way from one hold to another, sum by sum.
func (y *costing) sums(from, to, steps int) []diag.Text {
	ways := [][]int{{from}}
	seen := map[int]bool{from: true}
	for range steps {
		var longer [][]int
		for _, way := range ways {
			for _, k := range y.holds[way[len(way)-1]].Next {
				if k == to {
					return y.told(append(way, k))
				}
				if !seen[k] {
					seen[k] = true
					longer = append(longer, append(slices.Clone(way), k))
				}
			}
		}
		ways = longer
	}
	return []diag.Text{}
}

func (y *costing) told(way []int) []diag.Text {
	all := []diag.Text{}
	for i := range way[1:] {
		for _, sum := range y.holds[way[i]].Sums(&y.holds[way[i+1]]) {
			if !slices.Contains(all, sum) {
				all = append(all, sum)
			}
		}
	}
	return all
}

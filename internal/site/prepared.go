package site

import (
	"cmp"
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/report"
)

// A preparedCell is one organisation and item of the checklist in one quarter:
// what it adds to each measure of the table, in their order.
type preparedCell struct {
	registry.Prepared
	quarter dim.Quarter
	codes   dim.Codes
	counts  []int64
}

// prepared lists what the register readiness.csv tells of some quarters. Only
// organisations that show their own numbers are in it: each is a public fact.
func (s *stages) prepared(quarters []dim.Quarter) []preparedCell {
	table, _ := s.contract.Table(contract.TableReadiness)
	var all []preparedCell
	for _, q := range quarters {
		for _, p := range s.registry.PreparedIn(q) {
			c := preparedCell{Prepared: p, quarter: q, codes: s.codesOf(p)}
			for i := range table.Measures {
				c.counts = append(c.counts, countOf(p, table.Measures[i].ID))
			}
			all = append(all, c)
		}
	}
	return all
}

// countOf is 1 for an organisation that a measure counts.
func countOf(p registry.Prepared, measure string) int64 {
	counts := map[string]bool{
		"organisations": true, "done": p.Done(), "partly": p.Partly(), "published": p.Public, "unstated": p.Unstated(),
	}
	if counts[measure] {
		return 1
	}
	return 0
}

// codesOf places an organisation and item. An area with parts stands for the
// part of it that is not told, as in the exports.
func (s *stages) codesOf(p registry.Prepared) dim.Codes {
	o := s.registry.Organisation(p.Organisation)
	var codes dim.Codes
	for a, id := range map[dim.Axis]string{
		dim.Kind: o.Kind, dim.Organisation: o.ID, dim.Category: contract.TableReadiness + "." + p.Item, dim.Area: s.finestArea(o.Area),
	} {
		codes[a], _ = s.lists.Code(a, id)
	}
	return codes
}

func (s *stages) finestArea(id string) string {
	part := id + registry.UnknownPart
	if _, ok := s.lists.Code(dim.Area, part); ok && id != "" {
		return part
	}
	return cmp.Or(id, dim.Unknown)
}

// preparedSeries counts the organisations for the cube.
func (s *stages) preparedSeries(quarters []dim.Quarter) []cube.Series {
	table, _ := s.contract.Table(contract.TableReadiness)
	var all []cube.Series
	for _, q := range quarters {
		cells := s.prepared([]dim.Quarter{q})
		if len(cells) == 0 {
			continue
		}
		slices.SortFunc(cells, func(a, b preparedCell) int { return a.codes.Compare(b.codes) })
		for i := range table.Measures {
			series := cube.Series{Table: table.Family, Quarter: q, Measure: &table.Measures[i]}
			for _, c := range cells {
				series.Cells = append(series.Cells, cube.Cell{Codes: c.codes, Sums: cube.Sums{Sum: c.counts[i], Rows: 1}})
			}
			all = append(all, series)
		}
	}
	return all
}

// traceRegister notes the rows of readiness.csv behind the cells, and those of
// organisations that it says nothing of.
func (x *explanation) traceRegister() {
	table, _ := x.contract.Table(contract.TableReadiness)
	for _, w := range x.wanted {
		if !w.known || w.table != table.Family {
			continue
		}
		m := slices.IndexFunc(table.Measures, func(m contract.Measure) bool { return m.ID == w.measure })
		for _, c := range x.prepared([]dim.Quarter{w.quarter}) {
			if m < 0 || c.counts[m] == 0 || !x.inside(c.codes, w.codes) {
				continue
			}
			row := report.SourceRow{Place: c.Pos.String(), Organisation: c.Organisation, Value: c.counts[m]}
			w.rows = append(w.rows, tracedRow{SourceRow: row, key: reportOf{c.Organisation, table.ID, c.quarter}})
		}
	}
}

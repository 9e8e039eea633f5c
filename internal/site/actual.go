package site

import (
	"fukusen/internal/audit"
	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
)

// actual gives what cells really are: the sums of the exports, whatever is
// published of them. It is for the steward alone.
type actual struct {
	*stages
	series map[place]*cube.Series // by period, table, measure and category of an item
}

func (s *stages) actual() *actual {
	a := &actual{s, map[place]*cube.Series{}}
	for i := range s.raw.Series {
		r := &s.raw.Series[i]
		p := place{period: r.Quarter.ID(s.config.basis()), table: r.Table, measure: contract.MeasureRespondents}
		if r.Item == nil {
			p.measure = r.Measure.ID
		} else {
			p.codes[dim.Category] = contract.CategoryOf(r.Population, r.Item.ID, "")
		}
		a.series[p] = r
	}
	return a
}

// value adds a cell up; ok is false if the exports know nothing of it.
func (a *actual) value(c audit.Cell) (sum int64, ok bool) {
	ids := c.Codes
	p := place{period: c.Period, table: c.Table, measure: c.Measure}
	if t, known := a.contract.Table(c.Table); !known || t.Items {
		p.codes[dim.Category], ids[dim.Category] = ids[dim.Category], ""
	}
	series, ok := a.series[p]
	codes, known := a.lists.Codes(ids)
	if !ok || !known || c.Window > 1 {
		return 0, false
	}
	for i := range series.Cells {
		if a.inside(series.Cells[i].Codes, codes) {
			sum += series.Cells[i].Sums.Sum
		}
	}
	return sum, true
}

// rest gives what a whole leaves beside its part.
func (a *actual) rest(part audit.Cell, whole string) (n int64, ok bool) {
	of := part
	of.Measure = whole
	x, okPart := a.value(part)
	y, okWhole := a.value(of)
	return y - x, okPart && okWhole
}

// inside reports whether codes of the data belong to a group. The organisations
// that are not listed are one group.
func (s *stages) inside(codes, group dim.Codes) bool {
	for a, outer := range group {
		axis := dim.Axis(a)
		if outer == dim.Total || s.lists.Within(axis, codes[a], outer) {
			continue
		}
		if axis != dim.Organisation || s.lists.ID(axis, outer) != registry.UnlistedCode {
			return false
		}
		if codes[a] == dim.Total || !s.registry.Organisation(s.lists.ID(axis, codes[a])).Unlisted {
			return false
		}
	}
	return true
}

package protect

import (
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// A spot is where a cell stands in a release file.
type spot struct {
	table, measure string
	codes          release.Codes
}

// follow gives all cells of some series the status that they have in a release, and leaves out
// those that are not there: what would be published if the same were withheld.
// Nothing else of the release is looked at.
func (s *system) follow(pattern *release.File, from, to int) {
	given := make(map[spot]*release.Cell, len(pattern.Cells))
	for i := range pattern.Cells {
		c := &pattern.Cells[i]
		given[spot{c.Table, c.Measure, c.Codes}] = c
	}
	for i := from; i < to; i++ {
		s.cells[i] = slices.DeleteFunc(s.cells[i], func(c *cell) bool {
			old, there := given[s.place(c)]
			if !there {
				delete(s.index[i], c.codes)
				return true
			}
			if c.settle(); c.status == "" {
				c.status = release.Published
				if old.Status == release.Withheld {
					c.status = release.Withheld
				}
			}
			c.weightless = old.Weighted != nil && old.Weighted.Withheld
			return false
		})
	}
}

func (s *system) place(c *cell) spot {
	series := &s.series[c.series]
	p := spot{series.Table, "", s.env.Lists.IDs(c.codes)}
	if series.Item == nil {
		p.measure = series.Measure.ID
		return p
	}
	p.measure = contract.MeasureRespondents
	p.codes[dim.Category] = contract.CategoryOf(series.Population, series.Item.ID, "")
	return p
}

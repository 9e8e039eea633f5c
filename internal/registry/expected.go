package registry

import (
	"slices"

	"fukusen/internal/dim"
)

// An Expectation is a report that is due for a quarter.
type Expectation struct {
	Organisation string // canonical ID
	Table        string // ID of the contract; "" where the register does not say which tables it sends
}

// Expected lists who is to report what for a quarter, by organisation and
// table: those that have joined and not left. Who reports by the half or the
// whole year does so for the quarters in which the halves or the years of its
// own fiscal year end.
func (r *Registry) Expected(q dim.Quarter) []Expectation {
	var all []Expectation
	for _, o := range r.Organisations() {
		if !o.reportsFor(q) {
			continue
		}
		tables := slices.Clone(o.Reports)
		if len(tables) == 0 {
			tables = []string{""}
		}
		slices.Sort(tables)
		for _, t := range slices.Compact(tables) {
			all = append(all, Expectation{o.ID, t})
		}
	}
	return all
}

// reportsFor reports whether a report is due for the quarter.
func (o Organisation) reportsFor(q dim.Quarter) bool {
	if !o.activeIn(q) {
		return false
	}
	months := map[string]int{"half": 6, "year": 12}[o.Frequency]
	if months == 0 {
		return true
	}
	first := int(q.Start().Month())
	for m := first; m < first+3; m++ { // does a half or a year end with month m?
		if (m+1-o.FiscalYearStart+24)%months == 0 {
			return true
		}
	}
	return false
}

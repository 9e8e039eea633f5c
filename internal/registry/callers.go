package registry

import (
	"fmt"

	"fukusen/internal/rows"
)

// admit registers organisations by how files write them. A text that is no
// right number or code is left out, as the file then has a finding; one that is
// neither is a name.
func (r *Registry) admit(callers []string) {
	for i, text := range callers {
		id, fault, _ := r.canonical(text)
		switch {
		case fault == idShape && rows.Fold(text) != "":
			id = fmt.Sprintf("name-%d", i+1)
		case fault != idGood && fault != idSchool:
			continue
		}
		if _, known := r.organisations[id]; !known {
			r.organisations[id] = &Organisation{ID: id, Kind: Company, Name: rows.Clean(text), Aggregate: true, FiscalYearStart: 4}
		}
	}
}

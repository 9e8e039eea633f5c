package catalogue

import (
	"cmp"
	"slices"

	"fukusen/internal/contract"
)

// near lists what may have been meant: the terms of the table, or of all, that
// begin most like it.
func (c *checker) near(t Term) []string {
	return nearest(c.terms(t), t.String())
}

// Near lists the IDs that begin most like a text.
func (c Catalogue) Near(text string) []string { return nearest(c.IDs(), text) }

// nearest lists the eight texts that begin most like another.
func nearest(all []string, text string) []string {
	slices.SortStableFunc(all, func(a, b string) int { return cmp.Compare(alike(b, text), alike(a, text)) })
	return all[:min(8, len(all))]
}

// alike counts how many letters two texts begin with in common.
func alike(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

func (c *checker) terms(t Term) []string {
	var all []string
	measured := c.con.Measured()
	for i := range measured {
		table := &measured[i]
		if table.Family == contract.FamilySurvey || t.Table != "" && known(c.con, t.Table) && table.ID != t.Table {
			continue
		}
		for _, m := range table.Measures {
			term := Term{Table: table.ID, Measure: m.ID}
			if categories := c.categories(table); table.Apart || t.Category != "" && m.ID == t.Measure {
				for _, category := range categories {
					if term.Category = category; !term.nothing() {
						all = append(all, term.String())
					}
				}
				continue
			}
			all = append(all, term.String())
		}
	}
	return all
}

func known(con *contract.Contract, table string) bool {
	_, ok := con.Table(table)
	return ok
}

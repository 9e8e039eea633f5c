package protect

import (
	"strings"
	"testing"

	"fukusen/internal/dim"
	"fukusen/internal/exact"
	"fukusen/internal/registry"
)

// With one other organisation in a sum, its partner could subtract itself, so
// the sum goes; with two others they hide each other.
func TestInsiderSubtractsItself(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName}, body{"b", "company", byName})
	w.persons("persons", "org=a area=99301", 60)
	w.persons("persons", "org=b area=99301", 4)
	c, _ := w.apply(Options{})
	w.want(c, "persons", "kind=company org=b", "withheld")
	w.want(c, "persons", "kind=company", "withheld")

	w = newWorld(t, body{"a", "company", byName}, body{"b", "company", byName}, body{"c", "company", byName})
	w.persons("persons", "org=a area=99301", 60)
	w.persons("persons", "org=b area=99301", 4)
	w.persons("persons", "org=c area=99301", 40)
	c, _ = w.apply(Options{})
	for _, org := range []string{"a", "b", "c"} {
		w.want(c, "persons", "kind=company org="+org, "withheld")
	}
	w.want(c, "persons", "kind=company", "104")
}

// Who holds the files of others subtracts them as well.
func TestInsiderWhoKnowsOthers(t *testing.T) {
	orgs := "organisation,kind,name,disclosure,listed,money_consent,knows,reports,joined\n" +
		"city,municipality,CITY,named,yes,no,a,people,2026fq1\n" +
		"a,company,A,named,yes,no,,people,2026fq1\n" +
		"b,company,B,named,yes,no,,people,2026fq1\n" +
		"c,company,C,named,yes,no,,people,2026fq1\n" +
		"d,company,D,named,yes,no,,people,2026fq1\n"
	for _, tt := range []struct{ knows, total string }{{"a", "104"}, {"a c", "withheld"}} {
		w := worldOf(t, replaceKnows(orgs, tt.knows), "code,name,name_en,parent,row,col\n99,県,Prefecture,,1,1\n99301,町1,Town 1,99,1,2\n")
		w.persons("persons", "org=a area=99301", 60)
		w.persons("persons", "org=b area=99301", 4)
		w.persons("persons", "org=c area=99301", 40)
		c, _ := w.apply(Options{})
		w.want(c, "persons", "kind=company", tt.total)
	}
}

// No organisation can compute from its own cells what another has in one.
func TestNoInsiderComputes(t *testing.T) {
	looked := 0
	each(t, func(w *world, c *Cube, _ *oracle) {
		unknowns, equations := relations(c)
		own := map[dim.Code][]int32{}
		for i, x := range unknowns {
			if org := x.Key.Codes[dim.Organisation]; org != dim.Total && c.lists.ID(dim.Organisation, org) != registry.UnlistedCode {
				own[org] = append(own[org], int32(i))
			}
		}
		before := exact.Determined(len(unknowns), equations)
		for org, set := range own {
			known := equations[:len(equations):len(equations)]
			for _, u := range set {
				known = append(known, exact.Ones([]int32{u}))
			}
			for i, determined := range exact.Determined(len(unknowns), known) {
				other := unknowns[i].Key.Codes[dim.Organisation]
				if !determined || before[i] || other == org || other == dim.Total {
					continue
				}
				looked++
				t.Errorf("%s computes %s %v", c.lists.ID(dim.Organisation, org), unknowns[i].Measure, c.lists.IDs(unknowns[i].Key.Codes))
			}
			looked += len(set)
		}
	})
	if looked < 100 {
		t.Errorf("only %d cells were looked at", looked)
	}
}

// replaceKnows fills in whose files the city holds.
func replaceKnows(orgs, knows string) string {
	return strings.Replace(orgs, "no,a,people", "no,"+knows+",people", 1)
}

package audit

import (
	"strings"
	"testing"

	"fukusen/internal/diag"
)

var orgs = []string{"aoba", "bizen", "chita"}

// Of two withheld organisations under a published total each computes the
// other; of three none does.
func TestInsiderSubtractsItself(t *testing.T) {
	totals := [][]int64{{60, 4, 40}}
	hidden := func(n int) (all []string) {
		for _, o := range orgs[:n] {
			all = append(all, "organisation="+o, "sex=f organisation="+o)
		}
		return all
	}
	r := newSite(10).cross("sex", "organisation", []string{"f"}, orgs, totals, hidden(2)...).run(t)
	if len(r.Determined) > 0 || len(r.Insiders) != 4 {
		t.Fatalf("%d determined, insiders %v, want two organisations with two cells each", len(r.Determined), r.Insiders)
	}
	said := ""
	for _, f := range r.Findings() {
		said += f.Line(diag.EN) + "\n"
	}
	for _, want := range []string{"AOBA computes Persons, Q1 FY2026, kind COMPANY, organisation BIZEN", "disclosure/insider"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q does not say %q", said, want)
		}
	}
	r = newSite(10).cross("sex", "organisation", []string{"f"}, orgs, totals, hidden(3)...).run(t)
	if len(r.Insiders) > 0 {
		t.Errorf("insiders %v among three", r.Insiders)
	}
}

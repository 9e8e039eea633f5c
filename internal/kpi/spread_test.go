package kpi

import (
	"fmt"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// organisations makes a ledger of so many that reported a rate of i per cent.
func organisations(t *testing.T, n int) *ledger {
	l := with(t, []catalogue.Entry{entry("a1b", catalogue.Rate, "people.dual_any", "people.persons")}, "2026fq1")
	var ids []string
	var x int64
	for i := range n {
		id := fmt.Sprintf("o%02d", (i*17)%n) // in no order
		ids = append(ids, id)
		x += int64(i)
		l.rate(0, "dual_any", "organisation="+id, int64(i), 100)
		l.reported(id)
	}
	l.list("organisation", ids...)
	l.rate(0, "dual_any", "", x, int64(100*n))
	return l
}

func (l *ledger) reported(id string) {
	l.files[0].Receipts = append(l.files[0].Receipts, release.Receipt{Organisation: id, Kind: "company", Table: "people", Reported: true})
}

// Rates of 0, 1, 2, … per cent, one an organisation: the quartiles of R's type 7
// and how many organisations each of them takes.
func TestSpread(t *testing.T) {
	for n, want := range map[int][]float64{
		1: nil, 5: nil, 6: {.025}, 7: {.03}, 9: {.04}, 10: {.0225, .045, .0675}, 11: {.025, .05, .075}, 13: {.03, .06, .09},
	} {
		l := organisations(t, n)
		s := l.compute()
		sp, ok := s.Spread(l.get(s, "a1b@2026fq1/kind=company"))
		if ok != (want != nil) || len(sp.Quantiles) != len(want) || len(sp.Organisations) != n && ok {
			t.Errorf("%d organisations: %+v", n, sp)
			continue
		}
		for i, q := range sp.Quantiles {
			l.near(fmt.Sprint(n, " organisations, ", q.Part), q.Value, want[i])
		}
		for i, o := range sp.Organisations {
			l.near("organisation", o.Value, float64(i)/100)
		}
	}
}

// Quantiles of some of the organisations would be those of a selection.
func TestSpreadOfAll(t *testing.T) {
	for name, change := range map[string]func(l *ledger){
		"one that is not listed": func(l *ledger) { l.reported("") },
		"one without a value": func(l *ledger) {
			l.reported("late")
			l.files[0].Lists["organisation"] = append(l.files[0].Lists["organisation"], dim.Entry{ID: "late"})
		},
		"one that is withheld": func(l *ledger) { l.files[0].Cells[4].Status, l.files[0].Cells[4].Value = release.Withheld, 0 },
		"a withheld total":     func(l *ledger) { l.files[0].Cells[len(l.files[0].Cells)-1].Status = release.Withheld },
		"more than everybody":  func(l *ledger) { l.files[0].Cells[4].Value = 200 },
	} {
		l := organisations(t, 12)
		change(l)
		s := l.compute()
		if sp, ok := s.Spread(l.get(s, "a1b@2026fq1/kind=company")); ok || len(sp.Quantiles) > 0 {
			t.Errorf("with %s: %+v", name, sp)
		}
	}
	l := organisations(t, 12)
	l.files[0].Cells[0].Value, l.files[0].Cells[1].Value = 0, 0 // nobody works at the first
	s := l.compute()
	sp, ok := s.Spread(l.get(s, "a1b@2026fq1/kind=company"))
	if !ok || sp.Without != 1 || len(sp.Organisations) != 11 {
		t.Errorf("with one of nobody: %+v", sp)
	}
	if _, ok := s.Spread(l.get(s, "a1b@2026fq1/kind=company/organisation=o01")); ok {
		t.Error("one organisation has a spread")
	}
}

package kpi

import (
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// series is the values of all companies.
func (l *ledger) series(s *Set, e *catalogue.Entry) []*Observation {
	company, _ := s.Lists.Code(dim.Kind, "company")
	return s.Series(e.ID, Value, "", s.Base(e, company))
}

// The control chart of EX17, with a withheld quarter and a gap in its past.
func TestSignals(t *testing.T) {
	e := entry("a1b", catalogue.Rate, "people.dual_any", "people.persons")
	l := with(t, []catalogue.Entry{e}, "2024fq1", "2024fq2", "2024fq3", "2024fq4", "2025fq1", "2025fq2", "2025fq4", "2026fq1", "2026fq2", "2026fq3")
	past := []int64{41, 44, 48, 39, 0, 52, 47, 45, 70, 46}
	for f, x := range past {
		l.rate(f, "dual_any", "", x, 1000)
		l.files[f].Receipts = []release.Receipt{{Organisation: "a", Kind: "company", Table: "people", Reported: true}}
	}
	l.files[4].Cells[0].Status = release.Withheld
	s := l.compute()
	signals := s.Signals(l.series(s, &e))
	if len(signals) != 2 {
		t.Fatalf("%d quarters are judged, want the last two", len(signals))
	}
	c := signals[0]
	l.near("centre", c.Centre, .045143)
	l.near("lower", c.Lower, .025447)
	l.near("upper", c.Upper, .064839)
	if !c.Signal || c.Past != 7 || c.Panel != Same || c.Observation.ID() != "a1b@2026fq2/kind=company" {
		t.Errorf("got %+v", c)
	}
	if c = signals[1]; c.Signal || c.Past != 8 {
		t.Errorf("the quarter after it: %+v", c)
	}
	l.files[2].Receipts[0].Organisation = "b"
	s = l.compute()
	if c := s.Signals(l.series(s, &e))[0]; c.Panel != Differs {
		t.Errorf("another organisation: %+v", c)
	}

	e.Breaks = []catalogue.Break{{From: "2024FQ2"}}
	for _, f := range l.files {
		f.Catalogue = l.json(catalogue.Catalogue{e})
	}
	s = l.compute()
	if c := s.Signals(l.series(s, &e)); len(c) != 1 || c[0].Past != 7 {
		t.Errorf("after a break: %+v", c)
	}
	e.Window = catalogue.Year
	for _, f := range l.files {
		f.Catalogue = l.json(catalogue.Catalogue{e})
	}
	s = l.compute()
	if c := s.Signals(l.series(s, &e)); len(c) != 0 {
		t.Errorf("windows that overlap: %+v", c)
	}
}

package kpi

import (
	"math"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// A part of a survey: its frame, who answered and who of them said yes.
type part struct {
	group               string
	size, answered, yes int64
}

func surveyed(t *testing.T, parts ...part) *ledger {
	e := catalogue.Entry{ID: "w4a", Form: catalogue.Share, Item: "rested", Population: "resident", Answers: []string{"full"}}
	l := with(t, []catalogue.Entry{e}, "2026fq1")
	for _, p := range parts {
		l.put(0, "resident.rested", p.group, "", p.answered)
		l.put(0, "resident.rested.full", p.group, "", p.yes)
		group := "category=resident"
		if p.group != "" {
			group = p.group + "/" + group
		}
		l.put(0, "survey_frame/size", group, "", p.size)
	}
	for _, table := range []string{"survey", "survey_frame"} {
		l.files[0].Receipts = append(l.files[0].Receipts, release.Receipt{Organisation: "a", Kind: "company", Table: table, Reported: true})
	}
	return l
}

func stratified(l *ledger) (PostStratified, bool) {
	s := l.compute()
	return s.PostStratified(l.get(s, "w4a@2026fq1/kind=company/category=resident"))
}

// Two strata of the same size, 60 of 100 and 90 of 300 (EX9): together 45 %,
// not the 37.5 % of all who answered; Kish's n is 300. The standard error is
// Taylor's, here worked out by hand.
func TestPostStratified(t *testing.T) {
	l := surveyed(t, part{"", 1000, 400, 150}, part{"sex=f", 500, 100, 60}, part{"sex=m", 500, 300, 90})
	e, ok := stratified(l)
	if !ok || e.By != dim.ViewOf(dim.Sex) || e.Strata != 2 || e.Joined != 0 || e.Trimmed != 0 || e.Unplaced != 0 {
		t.Fatalf("got %+v, %v", e, ok)
	}
	l.near("value", e.Value, .45)
	l.near("n", e.NEff, 300)
	l.near("design effect", e.Deff, 4./3)
	residual := 4*(60*.55*.55+40*.45*.45) + 4./9*(90*.55*.55+210*.45*.45) // weights 2 and 2/3
	l.near("standard error", e.SE, math.Sqrt(400./399*residual)/400)
}

// By sex and age where that is published, else by age; small strata join; the
// frame has to be whole.
func TestStrataMerge(t *testing.T) {
	all := []part{
		{"", 1000, 401, 150}, {"sex=f", 500, 100, 60}, {"sex=m", 500, 300, 90},
		{"age=20-29", 700, 250, 70}, {"age=30-39", 300, 150, 80},
		{"sex=f/age=20-29", 300, 50, 20}, {"sex=m/age=20-29", 400, 200, 50},
		{"sex=f/age=30-39", 200, 50, 40}, {"sex=m/age=30-39", 100, 100, 40},
	}
	e, ok := stratified(surveyed(t, all...))
	if !ok || e.By != dim.ViewOf(dim.Sex, dim.Age) || e.Strata != 4 || e.Unplaced != 1 {
		t.Errorf("got %+v, %v", e, ok)
	}
	// Weights of 2.4, .8, 1.6 and .4 by hand, all within [.3, 3].
	(&ledger{TB: t}).near("by sex and age", e.Value, .3*20/50+.4*50/200+.2*40/50+.1*40/100)

	l := surveyed(t, all...)
	for i := range l.files[0].Cells { // answers of young women
		if c := &l.files[0].Cells[i]; c.Codes[dim.Sex] == "f" && c.Codes[dim.Age] == "20-29" && c.Table == "survey" {
			c.Status, c.Value = release.Withheld, 0
		}
	}
	if e, ok := stratified(l); !ok || e.By != dim.ViewOf(dim.Age) {
		t.Errorf("with a withheld stratum: %+v, %v", e, ok)
	} else {
		l.near("by age", e.Value, .7*70/250+.3*80/150)
	}

	few := []part{{"", 1000, 155, 75}, {"age=20-29", 200, 50, 25}, {"age=30-39", 300, 5, 0}, {"age=40-49", 500, 100, 50}}
	if e, ok := stratified(surveyed(t, few...)); !ok || e.Strata != 2 || e.Joined != 1 {
		t.Errorf("five answers: %+v, %v", e, ok)
	}
	few[0].size = 1001
	if e, ok := stratified(surveyed(t, few...)); ok {
		t.Errorf("a frame of which a part is in no stratum: %+v", e)
	}
	if e, ok := stratified(surveyed(t, few[0])); ok {
		t.Errorf("a frame without strata: %+v", e)
	}
	one := []part{{"", 1000, 12, 6}, {"age=20-29", 500, 6, 3}, {"age=30-39", 500, 6, 3}}
	if e, ok := stratified(surveyed(t, one...)); ok {
		t.Errorf("too few for two strata: %+v", e)
	}
	none := []part{{"", 1000, 150, 75}, {"sex=f", 500, 0, 0}, {"sex=m", 500, 150, 75}}
	if e, ok := stratified(surveyed(t, none...)); ok {
		t.Errorf("no woman answered: %+v", e)
	}
}

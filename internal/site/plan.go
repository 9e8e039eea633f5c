package site

import (
	"context"
	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/release"
)

// A Planned says what one choice of rules would leave publishable of a quarter
// in which so many of the persons had a second activity.
type Planned struct {
	K     int
	Views []PlannedView
}

// A PlannedView is one view under a k: how many groups it has, and how many
// rates of them would be shown.
type PlannedView struct {
	View    dim.View
	Groups  int
	Shown   int      // both persons and those with a second activity are published
	Coarser dim.View // the finest part of the view that keeps two thirds; the view itself if it does
}

// keeps reports whether enough of a view would be shown to be worth reading.
func (v PlannedView) keeps() bool { return 3*v.Shown >= 2*v.Groups }

var (
	rulePlanRate = diag.Rule{
		ID:   "plan/rate",
		Msg:  diag.Text{JA: "割合 %[1]v は 0 から 1 の間にありません", EN: "a rate of %[1]v is not between 0 and 1"},
		Hint: diag.Text{JA: "5%% と見込むなら 0.05 と書いてください", EN: "for an expected 5%% write 0.05"},
	}
	rulePlanPersons = diag.Rule{
		ID:   "plan/persons",
		Msg:  diag.Text{JA: "対象者(人数)のデータがないので、見通しを立てられません", EN: "without any people (persons) there is nothing to plan with"},
		Hint: diag.Text{JA: "人数だけを書いた対象者の CSV を data に置いてください(「fukusen template people」)", EN: "put a CSV of people with their numbers into data (fukusen template people)"},
	}
)

// Plan tells what would be publishable of the persons of the newest quarter if
// the rate of them had a second activity, for each k. The quarter is zero if
// the findings say why it cannot.
func Plan(ctx context.Context, opt Options, rate float64, ks []int) ([]Planned, dim.Quarter, *Result, error) {
	s := newStages(opt)
	if ok, err := s.open(); !ok || err != nil {
		return nil, 0, s.result, err
	}
	if rate < 0 || rate > 1 {
		s.find(diag.List{rulePlanRate.At(diag.Pos{}, rate)})
		return nil, 0, s.result, nil
	}
	f, err := s.exports()
	if err != nil {
		return nil, 0, s.result, err
	}
	raw, ok, err := s.sum(ctx, f)
	if err != nil || !ok {
		return nil, 0, s.result, err
	}
	people := assumed(raw, rate, s.contract)
	if people == nil {
		s.find(diag.List{rulePlanPersons.At(diag.Pos{})})
		return nil, 0, s.result, nil
	}
	var all []Planned
	for _, k := range ks {
		p, err := s.plan(people, k)
		if err != nil {
			return nil, 0, s.result, err
		}
		all = append(all, p)
	}
	return all, people.Series[0].Quarter, s.result, nil
}

// assumed makes the people of the newest quarter, of whom the rate have a
// second activity. They are spread over the groups so that no rounding adds up.
func assumed(raw *cube.Cube, rate float64, con *contract.Contract) *cube.Cube {
	var persons cube.Series
	for i := range raw.Series { // the newest comes last
		if isPersons(&raw.Series[i]) {
			persons = raw.Series[i]
		}
	}
	if persons.Measure == nil {
		return nil
	}
	table, _ := con.Table(persons.Table)
	dual := cube.Series{Table: persons.Table, Quarter: persons.Quarter}
	dual.Measure, _ = table.Measure("dual_any")
	var before, counted int64
	for _, c := range persons.Cells {
		before += c.Sums.Sum
		so := int64(rate*float64(before) + 0.5)
		c.Sums.Sum, counted = min(so-counted, c.Sums.Sum), so
		dual.Cells = append(dual.Cells, c)
	}
	return &cube.Cube{Series: []cube.Series{persons, dual}, Receipts: raw.Receipts}
}

func isPersons(s *cube.Series) bool {
	return s.Table == "people" && s.Measure != nil && s.Measure.ID == "persons"
}

func (s *stages) plan(people *cube.Cube, k int) (Planned, error) {
	views, _ := s.config.views()
	if views == nil {
		views = protect.DefaultViews()
	}
	rules := protect.Options{K: k, KSensitive: s.config.Disclosure.KSensitive, Views: views}
	made, _, _, err := protect.Apply(people, &release.Ledger{}, s.described(), rules)
	if err != nil {
		return Planned{}, err
	}
	rules.Off = true // also has the groups of views that would be left out whole
	all, _, _, err := protect.Apply(people, &release.Ledger{}, s.described(), rules)
	if err != nil {
		return Planned{}, err
	}
	q := people.Series[0].Quarter
	p := Planned{K: made.Rules(q).K}
	for _, v := range views {
		if shown := count(all, made, q, v); shown.Groups > 0 {
			p.Views = append(p.Views, shown)
		}
	}
	for i := range p.Views {
		p.Views[i].Coarser = p.coarser(p.Views[i])
	}
	return p, nil
}

// count counts the groups of a view, and those of them that are shown.
func count(all, made *protect.Cube, q dim.Quarter, view dim.View) PlannedView {
	v := PlannedView{View: view}
	groups := all.Series(q, "people", "persons", dim.Total)
	persons, dual := made.Series(q, "people", "persons", dim.Total), made.Series(q, "people", "dual_any", dim.Total)
	for i := range groups.Len() {
		if groups.Codes(i).View().Without(dim.Kind) != view {
			continue
		}
		v.Groups++
		p, there := persons.Find(groups.Codes(i), i)
		d, _ := dual.Find(groups.Codes(i), i)
		if there && p.Status == release.Published && d.Status == release.Published {
			v.Shown++
		}
	}
	return v
}

// coarser finds the finest view within another that keeps two thirds.
func (p *Planned) coarser(of PlannedView) dim.View {
	best, found := dim.View(0), false
	for _, v := range p.Views {
		if v.View&^of.View == 0 && v.keeps() && (!found || v.View.Len() > best.Len()) {
			best, found = v.View, true
		}
	}
	return best
}

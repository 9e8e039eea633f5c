package catalogue

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

var (
	ruleID = diag.Rule{
		ID:   "catalogue/id",
		Msg:  diag.Text{JA: "KPI の id %[1]q は使えません", EN: "%[1]q cannot be the id of a KPI"},
		Hint: diag.Text{JA: "英小文字・数字・ハイフンで、他の KPI と重ならない id にしてください", EN: "use lower-case letters, digits and hyphens, and no id twice"},
	}
	ruleField = diag.Rule{
		ID:   "catalogue/field",
		Msg:  diag.Text{JA: "KPI %[1]s の %[2]s に %[3]q とは書けません", EN: "KPI %[1]s: %[2]s cannot be %[3]q"},
		Hint: diag.Text{JA: "使えるのは次のいずれかです: %[4]s", EN: "it can be one of: %[4]s"},
	}
	ruleTerm = diag.Rule{
		ID:   "catalogue/term",
		Msg:  diag.Text{JA: "KPI %[1]s の %[2]s に書かれた %[3]q は、表と列の組ではありません", EN: "KPI %[1]s: in %[2]s, %[3]q is not a table and its measure"},
		Hint: diag.Text{JA: "表.列 の形で、たとえば people.dual_any、区分を選ぶなら hiring.hires[dual]、引くなら -jobs.ended と書きます。近いもの: %[4]s", EN: "write table.measure, such as people.dual_any, hiring.hires[dual] for one category, or -jobs.ended to subtract; near: %[4]s"},
	}
	ruleUnits = diag.Rule{
		ID:   "catalogue/units",
		Msg:  diag.Text{JA: "KPI %[1]s は、表や単位の違う量を足しているか、割合にできない量を割っています: %[2]s", EN: "KPI %[1]s adds measures of different tables or units, or makes a rate of what is no part and its whole: %[2]s"},
		Hint: diag.Text{JA: "足すのは一つの表の同じ単位の量だけ、割合(rate)は全体とその一部だけで作ります。「円/人」のような商なら form: ratio と unit を書いてください", EN: "add measures of one table and unit only; a rate needs a part and its whole; for a quotient such as yen a person write form: ratio and its unit"},
	}
	ruleNeeds = diag.Rule{
		ID:   "catalogue/needs",
		Msg:  diag.Text{JA: "KPI %[1]s(%[2]s)に %[3]s がありません", EN: "KPI %[1]s (%[2]s) lacks %[3]s"},
		Hint: diag.Text{JA: "%[3]s を書き足してください", EN: "add %[3]s"},
	}
	ruleUnused = diag.Rule{
		ID:   "catalogue/unused",
		Msg:  diag.Text{JA: "KPI %[1]s(%[2]s)では %[3]s は使いません", EN: "KPI %[1]s (%[2]s) has no use for %[3]s"},
		Hint: diag.Text{JA: "%[3]s を消すか、form を直してください", EN: "delete %[3]s or correct the form"},
	}
)

// A Place gives the position of a field of the i-th entry of a site.
type Place func(i int, field string) diag.Pos

// With returns the catalogue with the site's own entries added, each checked
// against the contract. An entry with the ID of one of ours replaces it.
func (c Catalogue) With(own []Entry, con *contract.Contract, pos Place) (Catalogue, diag.List) {
	all := slices.Clone(c)
	var finds diag.List
	places := map[string]func(field string) diag.Pos{}
	for i, e := range own {
		at := func(field string) diag.Pos { return pos(i, field) }
		fl := e.check(con, at)
		if places[e.ID] != nil && len(fl) == 0 {
			fl = diag.List{ruleID.At(at("id"), e.ID)}
		}
		if finds = append(finds, fl...); len(fl) > 0 {
			continue
		}
		places[e.ID] = at
		e.Core = true // who adds a KPI wants to see it
		if old, ok := all.Entry(e.ID); ok {
			*old = e
		} else {
			all = append(all, e)
		}
	}
	for i := range all {
		all[i].Sampled = all[i].Survey()
		if at, ok := all[i].placeOf(places); ok {
			finds = append(finds, all.checkOf(&all[i], con, at)...)
		}
	}
	slices.SortStableFunc(all, func(a, b Entry) int {
		return slices.Index(pillars, a.Pillar) - slices.Index(pillars, b.Pillar)
	})
	return all, finds
}

// A checker collects what is wrong with an entry.
type checker struct {
	*Entry
	con   *contract.Contract
	at    func(field string) diag.Pos
	finds diag.List
}

func (e *Entry) check(con *contract.Contract, at func(field string) diag.Pos) diag.List {
	if !dim.IsCode(e.ID) || strings.ContainsAny(e.ID, "._") {
		return diag.List{ruleID.At(at("id"), e.ID)}
	}
	c := &checker{Entry: e, con: con, at: at}
	c.one("pillar", e.Pillar, pillars)
	c.one("form", string(e.Form), forms)
	c.one("direction", string(e.Direction), directions)
	c.one("window", cmp.Or(string(e.Window), string(Quarter)), windows)
	c.kinds()
	c.views()
	c.fields()
	c.numbers()
	c.mapping()
	switch e.Form {
	case Rate, Ratio, Count:
		c.measures()
	case Share, Score, Mean, Distribution:
		c.item()
	}
	for _, b := range e.Breaks {
		if _, _, err := dim.ParseQuarter(strings.ToLower(b.From)); err != nil {
			c.one("breaks", b.From, []string{"2026FQ1", "2026CQ1"})
		}
	}
	return c.finds
}

func (c *checker) find(r *diag.Rule, field string, args ...any) {
	c.finds = append(c.finds, r.At(c.at(field), append([]any{diag.Public(c.ID)}, args...)...))
}

func (c *checker) one(field, got string, among []string) {
	if !slices.Contains(among, got) {
		c.find(&ruleField, field, diag.Public(field), got, diag.Public(strings.Join(among, ", ")))
	}
}

// needs lists the fields that an entry of a form must have, and may have,
// beside those that every entry has.
var needs = map[Form]struct{ must, may []string }{
	Rate:         {[]string{"numerator", "denominator"}, []string{"interval", "window", "access", "standardise", "least"}},
	Ratio:        {[]string{"numerator", "denominator", "unit"}, []string{"per", "interval", "window", "least"}},
	Count:        {[]string{"numerator"}, []string{"unit", "fte", "interval", "window"}},
	Share:        {[]string{"item", "population", "answers"}, []string{"access", "standardise", "least"}},
	Score:        {[]string{"item", "population"}, []string{"least"}},
	Mean:         {[]string{"item", "population"}, []string{"least"}},
	Distribution: {[]string{"item", "population"}, []string{"least"}},
	Difference:   {[]string{"of"}, nil},
	Quotient:     {[]string{"of"}, nil},
}

// fields holds the fields that are there against those of the form.
func (c *checker) fields() {
	n, ok := needs[c.Form]
	if !ok {
		return
	}
	has := map[string]bool{
		"numerator": len(c.Numerator) > 0, "denominator": len(c.Denominator) > 0, "per": c.Per != 0, "fte": c.FTE,
		"unit": c.Unit.JA != "", "item": c.Item != "", "answers": len(c.Answers) > 0, "population": c.Population != "",
		"of": len(c.Of) > 0, "window": c.Window == Year, "interval": c.Interval != "", "least": c.Least != 0,
		"access": c.Access, "standardise": c.Standardise, "goal": c.Goal != 0,
	}
	if c.Direction == Target {
		n.must = append(slices.Clone(n.must), "goal")
	}
	if c.Form == Rate {
		c.one("interval", cmp.Or(string(c.Interval), string(Wilson)), []string{string(None), string(Wilson)})
	} else {
		c.one("interval", cmp.Or(string(c.Interval), string(None)), []string{string(None), string(Poisson)})
	}
	form := diag.Public(string(c.Form))
	for _, field := range slices.Sorted(maps.Keys(has)) {
		switch there := has[field]; {
		case !there && slices.Contains(n.must, field):
			c.find(&ruleNeeds, "form", form, diag.Public(field))
		case there && !slices.Contains(n.must, field) && !slices.Contains(n.may, field):
			c.find(&ruleUnused, field, form, diag.Public(field))
		}
	}
}

// numbers refuses those below zero, and proportions that are written in per cent.
func (c *checker) numbers() {
	for _, n := range []struct {
		field string
		value float64
	}{{"per", float64(c.Per)}, {"least", float64(c.Least)}, {"threshold", c.Threshold}} {
		if n.value < 0 {
			c.one(n.field, fmt.Sprint(n.value), []string{"0, 1, 2, …"})
		}
	}
	if !c.Proportion() {
		return
	}
	parts := map[string]float64{"goal": c.Goal, "threshold": c.Threshold}
	for _, r := range c.References {
		parts["references"] = max(parts["references"], r.Value)
	}
	for _, field := range slices.Sorted(maps.Keys(parts)) {
		if v := parts[field]; v > 1 {
			c.one(field, fmt.Sprint(v), []string{"0 … 1 (80 % = 0.8)"})
		}
	}
}

func (c *checker) kinds() {
	for _, k := range c.Kinds {
		c.one("kinds", k, []string{"company", "school", "municipality", "club", "foundation"})
	}
}

func (c *checker) views() {
	for _, v := range c.Views {
		if _, ok := ParseView(v); !ok {
			c.one("views", v, []string{"total", "area", "organisation", "sex", "age", "sport", "origin", "sex*age", "area*sex", "area*age", "organisation*sex"})
		}
	}
}

// ParseView reads a view such as "total" or "sex*age". Kind is part of every
// view and never written; nothing is shown by both area and origin.
func ParseView(text string) (dim.View, bool) {
	var v dim.View
	if text == "total" {
		return v, true
	}
	for name := range strings.SplitSeq(text, "*") {
		a, ok := dim.ParseAxis(strings.TrimSpace(name))
		if !ok || a == dim.Kind || a == dim.Category {
			return 0, false
		}
		v = v.With(a)
	}
	return v, !(v.Has(dim.Area) && v.Has(dim.Origin))
}

func (c *checker) measures() {
	above, ok := c.unit("numerator", c.Numerator)
	below, also := c.unit("denominator", c.Denominator)
	if !ok || !also {
		return
	}
	switch {
	case c.Form == Rate && (above != below || c.apart()):
		c.find(&ruleUnits, "denominator", diag.Public(c.Numerator.String()+" / "+c.Denominator.String()))
	case c.FTE && above != contract.UnitMinutes:
		c.find(&ruleUnused, "fte", diag.Public(string(c.Form)), diag.Public("fte"))
	case c.Interval == Poisson && !c.events(above):
		c.one("interval", string(Poisson), []string{string(None)})
	}
}

// events reports whether a sum of a unit is a number of events, as the Poisson
// interval wants: not one that is subtracted from, nor how many there are at
// the end of a quarter, nor time or money.
func (c *checker) events(u contract.Unit) bool {
	if u == contract.UnitMinutes || u == contract.UnitYen || u == contract.UnitDays {
		return false
	}
	return !slices.ContainsFunc(c.Numerator, func(t Term) bool {
		table, _ := c.con.Table(t.Table) // measures has found it
		m, _ := table.Measure(t.Measure)
		return t.Minus || m.Behaviour == contract.Stock || m.Behaviour == contract.Cumulative
	})
}

// apart reports a rate of practices whose value is no part of what it is held
// against, such as hours of persons: the column counts both as items.
func (c *checker) apart() bool {
	for _, t := range c.Numerator {
		if _, part := contract.PracticeOf(t.practice()); t.Table == contract.TablePractice && !part {
			return true
		}
	}
	return false
}

// unit gives the unit that terms have in common; ok is false if one cannot be
// read or they differ.
func (c *checker) unit(field string, terms Terms) (unit contract.Unit, ok bool) {
	ok = true
	for i, t := range terms {
		m := c.measure(field, t)
		if m == nil {
			ok = false
			continue
		}
		if i > 0 && ok && (m.Unit != unit || t.Table != terms[0].Table) {
			c.find(&ruleUnits, field, diag.Public(terms.String()))
			return unit, false
		}
		if t.Minus && c.Form == Rate {
			c.find(&ruleTerm, field, diag.Public(field), t.String(), diag.Public(t.Table+"."+t.Measure))
			ok = false
		}
		unit = m.Unit
	}
	return unit, ok
}

func (c *checker) measure(field string, t Term) *contract.Measure {
	table, ok := c.con.Table(t.Table)
	if ok && table.Family != contract.FamilySurvey {
		m, known := table.Measure(t.Measure)
		needed := table.Apart && t.Category == "" || t.nothing()
		if known && !m.Rate && !needed && (t.Category == "" || slices.Contains(c.categories(table), t.Category)) {
			return m
		}
	}
	c.find(&ruleTerm, field, diag.Public(field), t.String(), diag.Public(strings.Join(c.near(t), ", ")))
	return nil
}

func (c *checker) categories(t *contract.Table) []string {
	if t.ID != tableFrame {
		return t.CategoryCodes()
	}
	var all []string
	for _, p := range c.con.Populations {
		all = append(all, p.ID)
	}
	return all
}

func (c *checker) item() {
	var populations, items, answers []string
	for _, p := range c.con.Populations {
		populations = append(populations, p.ID)
	}
	for _, it := range c.con.Counted() {
		if c.Form == Score && !it.Score || c.Form == Mean && !it.Mean {
			continue
		}
		items = append(items, it.ID)
		if it.ID == c.Item {
			for _, a := range it.Answers {
				answers = append(answers, a.Code)
			}
		}
	}
	c.one("population", c.Population, populations)
	c.one("item", c.Item, items)
	for _, a := range c.Answers {
		if len(answers) > 0 {
			c.one("answers", a, answers)
		}
	}
}

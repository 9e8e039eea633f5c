package catalogue

import (
	"fmt"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
)

var (
	ruleCycle = diag.Rule{
		ID:   "catalogue/cycle",
		Msg:  diag.Text{JA: "KPI %[1]s は、たどると自分自身から計算することになります: %[2]s", EN: "KPI %[1]s would be computed from itself: %[2]s"},
		Hint: diag.Text{JA: "of に書く指標を、ほかの指標から作らないものにしてください", EN: "let of name KPIs that are not made of this one"},
	}
	ruleOf = diag.Rule{
		ID:   "catalogue/of",
		Msg:  diag.Text{JA: "KPI %[1]s の of に書かれた %[2]q は使えません(%[3]s)", EN: "KPI %[1]s: of cannot name %[2]q (%[4]s)"},
		Hint: diag.Text{JA: "of には、単位も期間(window)も同じ二つの指標の id を書きます", EN: "of takes the ids of two KPIs of the same unit and window"},
	}
)

// placeOf gives the place that is to blame for what a KPI is made of: its own,
// or that of the first of its KPIs that the site has replaced.
func (e *Entry) placeOf(places map[string]func(field string) diag.Pos) (diag.Pos, bool) {
	if at := places[e.ID]; at != nil {
		return at("of"), true
	}
	for _, id := range e.Of {
		if at := places[id]; at != nil {
			return at("form"), true
		}
	}
	return diag.Pos{}, false
}

// checkOf checks the KPIs that one is made of, when all are there.
func (c Catalogue) checkOf(e *Entry, con *contract.Contract, at diag.Pos) diag.List {
	if e.Form != Difference && e.Form != Quotient {
		return nil
	}
	bad := func(id, ja, en string) diag.List {
		return diag.List{ruleOf.At(at, diag.Public(e.ID), id, diag.Public(ja), diag.Public(en))}
	}
	if len(e.Of) != 2 {
		return bad(strings.Join(e.Of, ", "), "二つ必要です", "two are needed")
	}
	if path := c.cycle(e, nil); path != nil {
		return diag.List{ruleCycle.At(at, diag.Public(e.ID), diag.Public(strings.Join(path, " > ")))}
	}
	var units [2]string
	var windows [2]int
	for i, id := range e.Of {
		other, ok := c.Entry(id)
		switch {
		case !ok:
			near := strings.Join(c.Near(id), ", ")
			return bad(id, "その指標はありません。近いもの: "+near, "there is no such KPI; near: "+near)
		case other.Form == Distribution || other.Form == Difference || other.Form == Quotient:
			return bad(id, "回答の分布や、ほかの指標から作る指標は使えません", "it is a distribution, or made of others itself")
		}
		units[i], windows[i] = other.unitOfValue(con), other.Window.Quarters()
	}
	switch {
	case units[0] != units[1]:
		return bad(e.Of[1], "単位が違います", "their units differ")
	case windows[0] != windows[1]:
		return bad(e.Of[1], "期間が違います", "their windows differ")
	}
	return nil
}

// cycle gives the way from a KPI back to itself, nil if there is none.
func (c Catalogue) cycle(e *Entry, path []string) []string {
	if slices.Contains(path, e.ID) {
		return append(path, e.ID)
	}
	path = append(slices.Clone(path), e.ID)
	for _, id := range e.Of {
		if other, ok := c.Entry(id); ok {
			if found := c.cycle(other, path); found != nil {
				return found
			}
		}
	}
	return nil
}

// unitOfValue tells values that may be compared from others.
func (e *Entry) unitOfValue(con *contract.Contract) string {
	switch {
	case e.Proportion():
		return "proportion"
	case e.FTE || e.Form != Count && e.Form != Ratio:
		return string(e.Form) // of a count: full-time jobs
	case e.Unit.JA != "":
		return e.Unit.JA
	}
	for _, t := range e.Numerator {
		if table, ok := con.Table(t.Table); ok {
			if m, ok := table.Measure(t.Measure); ok {
				return fmt.Sprint(m.Unit)
			}
		}
	}
	return ""
}

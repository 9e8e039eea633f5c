package tell

import (
	"math"
	"strconv"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/i18n"
)

// A Scale is what the values of a KPI are numbers of.
type Scale struct {
	Proportion, Score, Mean, Times bool
	Unit                           string // of an amount: 円/人
	Counted                        bool   // of an amount: a number of things
}

// ScaleOf tells what the values of a KPI are. Those made of two others are what
// the first of these is, or a multiple of it.
func (t *Teller) ScaleOf(e *catalogue.Entry) Scale {
	switch {
	case e.Proportion():
		return Scale{Proportion: true}
	case e.Form == catalogue.Score:
		return Scale{Score: true}
	case e.Form == catalogue.Mean:
		return Scale{Mean: true}
	case e.Form == catalogue.Quotient:
		return Scale{Times: true}
	case e.Form == catalogue.Difference && len(e.Of) > 0:
		if first, ok := t.Catalogue.Entry(e.Of[0]); ok && first.Form != catalogue.Difference {
			return t.ScaleOf(first)
		}
	case e.FTE:
		return Scale{Unit: t.Words.T("unit.fte")}
	case e.Unit.JA != "":
		return Scale{Unit: e.Unit.In(string(t.Words.Lang))}
	}
	return Scale{Unit: t.unitOf(e.Numerator), Counted: true}
}

// units are the words for what a measure counts.
var units = map[contract.Unit]string{
	contract.UnitPersons: "persons", contract.UnitItems: "items", contract.UnitYen: "yen", contract.UnitMinutes: "minutes",
	contract.UnitDays: "days", contract.UnitCredits: "credits", contract.UnitSchools: "schools",
	contract.UnitEntities: "entities", contract.UnitYesNo: "schools", contract.UnitOrganisations: "organisations",
}

// standard is where the units of measures are.
var standard = contract.Standard()

// measureOf finds the measure of the first of some terms.
func measureOf(terms catalogue.Terms) (table *contract.Table, m *contract.Measure, ok bool) {
	if len(terms) == 0 {
		return nil, nil, false
	}
	if table, ok = standard.Table(terms[0].Table); !ok {
		return nil, nil, false
	}
	m, ok = table.Measure(terms[0].Measure)
	return table, m, ok
}

// unitOf is what a sum of measures counts; "" if that is not known. Minutes are
// shown as hours.
func (t *Teller) unitOf(terms catalogue.Terms) string {
	_, m, ok := measureOf(terms)
	switch {
	case !ok:
		return ""
	case m.Unit == contract.UnitMinutes:
		return t.Words.T("unit.hours")
	}
	return t.Words.T("unit." + units[m.Unit])
}

// unitOfPart is what numerator or denominator of a rate count, as they are
// reported. Those of practices differ from one practice to another.
func (t *Teller) unitOfPart(terms catalogue.Terms) string {
	table, m, ok := measureOf(terms)
	switch {
	case !ok:
		return ""
	case table.ClassOf(m, terms[0].Category) == contract.Persons:
		return t.Words.T("unit.persons")
	case table.ID == contract.TablePractice && strings.HasSuffix(terms[0].Category, "_hours"):
		return t.Words.T("unit.hours")
	}
	return t.Words.T("unit." + units[m.Unit])
}

// Decimals is how many are shown of an amount: large ones need none.
func (m Scale) Decimals(v float64) int {
	switch size := math.Abs(v); {
	case size == math.Trunc(size), size >= 1000:
		return 0
	case m.Counted:
		return 1 // the limits of an interval
	case size >= 100:
		return 1
	}
	return 2
}

// Amount writes a value of a KPI in its unit, for a table or a chart.
func (t *Teller) Amount(e *catalogue.Entry, v float64) string {
	switch m := t.ScaleOf(e); {
	case m.Proportion && e.Form == catalogue.Difference:
		return t.Words.Points(v)
	case m.Proportion:
		return t.Words.PercentOf(v)
	case m.Score:
		return t.Words.Score(v)
	case m.Mean:
		return t.Words.Mean(v)
	case m.Times:
		return t.Words.Times(v)
	default:
		return t.Words.Quantity(v, m.Decimals(v), m.Unit)
	}
}

// Difference writes a change or gap of a KPI with its sign.
func (t *Teller) Difference(e *catalogue.Entry, v float64) string {
	switch m := t.ScaleOf(e); {
	case m.Proportion:
		return t.Words.Points(v)
	case m.Score:
		return t.Words.ScoreChange(v)
	case m.Mean:
		return t.Words.MeanChange(v)
	case m.Times:
		return t.Words.QuantityChange(v, 2, "")
	default:
		return t.Words.QuantityChange(v, m.Decimals(v), m.Unit)
	}
}

// Size writes a difference without its sign, and which sign the printed number
// has.
func (t *Teller) Size(e *catalogue.Entry, v float64) (text string, sign int) {
	size := math.Abs(v)
	decimals, shift := 1, 0
	switch m := t.ScaleOf(e); {
	case m.Proportion:
		text, shift = t.points(e, size), 2
	case m.Score:
		text, decimals = t.Words.ScoreSize(v), 0
	case m.Mean:
		text = t.Words.MeanSize(v)
	case m.Times:
		text, decimals = t.Words.Quantity(size, 2, ""), 2
	default:
		decimals = m.Decimals(v)
		text = t.Words.Quantity(size, decimals, m.Unit)
	}
	if printed, _ := strconv.ParseFloat(i18n.Number(v, shift, decimals), 64); printed == 0 {
		return text, 0
	}
	return text, signOf(v)
}

// points writes the size of a difference of proportions: in plain Japanese as
// so many persons of a hundred.
func (t *Teller) points(e *catalogue.Entry, size float64) string {
	if t.Words.Easy {
		return t.per(e, size, perOf(size))
	}
	return t.Words.PointsSize(size)
}

func signOf(v float64) int {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}

// counts reports whether values are said to be more or fewer, not higher or
// lower. Plain Japanese speaks of persons where there are proportions.
func (t *Teller) counts(e *catalogue.Entry) bool {
	m := t.ScaleOf(e)
	return m.Counted || m.Proportion && t.Words.Easy
}

// moreOrLess is a difference with the word for its direction.
func (t *Teller) moreOrLess(e *catalogue.Entry, v float64) string {
	text, sign := t.Size(e, v)
	if sign == 0 {
		return t.Words.T("number.level")
	}
	keys := [2]string{"number.lower", "number.higher"}
	if t.counts(e) {
		keys = [2]string{"number.less", "number.more"}
	}
	return t.Words.T(keys[max(0, sign)], "size", text)
}

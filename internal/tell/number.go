package tell

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
	"fukusen/internal/stat"
)

// Precise is a number as the open data have it: with nine significant digits,
// fewer than differ between processors.
func Precise(v float64) float64 {
	f, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 8, 64), 64)
	return f + 0
}

// Exact writes a number as the open data do.
func Exact(v float64) string { return strconv.FormatFloat(Precise(v), 'f', -1, 64) }

// Short writes the value of a published observation for a table or a chart:
// +1.3 points, −19.
func (t *Teller) Short(o *kpi.Observation) string {
	if o.Statistic == kpi.Value && o.Entry.Proportion() && o.Denominator > 0 {
		return t.Words.Percent(o.Numerator, o.Denominator)
	}
	return t.shortOf(o, o.Value)
}

// ShortEnds writes the limits of its interval in the same way.
func (t *Teller) ShortEnds(o *kpi.Observation) (lower, upper string) {
	return t.shortOf(o, o.Interval.Lower), t.shortOf(o, o.Interval.Upper)
}

func (t *Teller) shortOf(o *kpi.Observation, v float64) string {
	switch kindOf(o) {
	case difference:
		return t.Difference(o.Entry, v)
	case multiple:
		return t.Words.Times(v)
	case portion:
		return t.Words.PercentOf(v)
	case bare:
		return t.Words.Decimal(v)
	}
	return t.Amount(o.Entry, v)
}

// A kind is what the number of an observation is.
type kind int

const (
	amount     kind = iota // in the unit of the KPI
	difference             // of two amounts
	multiple               // 0.80 times
	portion                // of a way or of all chances, in per cent
	bare                   // without a unit
)

func kindOf(o *kpi.Observation) kind {
	switch o.Statistic {
	case kpi.Change, kpi.Gap:
		return difference
	case kpi.Ratio:
		return multiple
	case kpi.Standardised:
		if o.Reference != "" {
			return multiple
		}
	case kpi.Attainment:
		return portion
	case kpi.Index:
		return kindOfIndex(o)
	}
	return amount
}

// number says a column of an observation, and marks it.
func (t *Teller) number(o *kpi.Observation, field string) string {
	switch field {
	case Lower:
		return t.mark(o, field, Exact(o.Interval.Lower), t.bound(o, o.Interval.Lower))
	case Upper:
		return t.mark(o, field, Exact(o.Interval.Upper), t.bound(o, o.Interval.Upper))
	}
	return t.mark(o, field, Exact(o.Value), t.said(o))
}

// said is the value of an observation in words.
func (t *Teller) said(o *kpi.Observation) string { return t.aloud(t.sayValue(o)) }

// aloud says a minus sign in plain Japanese.
func (t *Teller) aloud(s string) string {
	if t.Words.Easy {
		return strings.ReplaceAll(s, "−", "マイナス")
	}
	return s
}

func (t *Teller) sayValue(o *kpi.Observation) string {
	m := t.ScaleOf(o.Entry)
	switch {
	case kindOf(o) != amount:
		return t.shortOf(o, o.Value)
	case m.Proportion && o.Entry.Form == catalogue.Difference:
		return t.Words.Points(o.Value)
	case m.Proportion && t.Words.Easy:
		return t.per(o.Entry, o.Value, perOf(o.Value))
	case m.Score:
		return t.Words.ScoreSaid(o.Value)
	case m.Mean:
		return t.mean(o)
	}
	return t.Short(o)
}

// mean writes a mean of a scale whose end is known.
func (t *Teller) mean(o *kpi.Observation) string {
	i := slices.IndexFunc(t.Items, func(it contract.Item) bool { return it.ID == o.Entry.Item })
	if i < 0 || t.Items[i].Points == 0 {
		return t.Words.MeanSaid(o.Value)
	}
	return t.Words.T("number.mean", "n", t.Words.Mean(o.Value), "points", strconv.Itoa(t.Items[i].Points))
}

// bound is a limit of an interval in words.
func (t *Teller) bound(o *kpi.Observation, v float64) string { return t.aloud(t.sayBound(o, v)) }

func (t *Teller) sayBound(o *kpi.Observation, v float64) string {
	switch m := t.ScaleOf(o.Entry); {
	case kindOf(o) != amount:
		return t.shortOf(o, v)
	case m.Score:
		return t.Words.T("number.score.bound", "n", t.Words.Score(v))
	case m.Mean:
		return t.Words.T("number.score.bound", "n", t.Words.Mean(v))
	}
	return t.Amount(o.Entry, v)
}

// interval says from where to where.
func (t *Teller) interval(o *kpi.Observation) string {
	if t.Words.Easy && kindOf(o) == difference {
		return t.Words.T("number.range.signed",
			"lower", t.mark(o, Lower, Exact(o.Interval.Lower), t.moreOrLess(o.Entry, o.Interval.Lower)),
			"upper", t.mark(o, Upper, Exact(o.Interval.Upper), t.moreOrLess(o.Entry, o.Interval.Upper)))
	}
	if t.Words.Easy && kindOf(o) == amount && t.ScaleOf(o.Entry).Proportion {
		lower, upper := t.ends(o.Entry, o.Interval)
		return t.Words.Range(t.mark(o, Lower, Exact(o.Interval.Lower), lower), t.mark(o, Upper, Exact(o.Interval.Upper), upper))
	}
	return t.Words.Range(t.number(o, Lower), t.number(o, Upper))
}

// ends writes the limits of a proportion. In plain Japanese both are of the
// same number of persons, said once.
func (t *Teller) ends(e *catalogue.Entry, i stat.Interval) (lower, upper string) {
	if !t.Words.Easy {
		return t.Words.PercentOf(i.Lower), t.Words.PercentOf(i.Upper)
	}
	smallest := i.Lower
	if smallest <= 0 {
		smallest = i.Upper
	}
	n := perOf(smallest)
	return t.per(e, i.Lower, n), t.Words.Amount(t.part(i.Upper, n), t.unitOfParts(e))
}

// share writes a proportion of persons that is none of a KPI.
func (t *Teller) share(v float64) string {
	if t.Words.Easy {
		return t.per(nil, v, perOf(v))
	}
	return t.Words.PercentOf(v)
}

// most is the largest number of persons of which a part is told.
const most = 10_000

// perOf finds the number of persons of which a proportion is at least one: of
// 100 about 12, of 1000 about 4.
func perOf(v float64) int64 {
	n := int64(100)
	for v != 0 && math.Abs(v)*float64(n) < 1 && n < most {
		n *= 10
	}
	return n
}

// per writes a proportion as so many of n: 100人のうち約12人.
func (t *Teller) per(e *catalogue.Entry, v float64, n int64) string {
	unit := t.unitOfParts(e)
	part := t.part(v, n)
	key := "number.per.about"
	switch x := math.Abs(v) * float64(n); {
	case math.Abs(x-math.Round(x)) < 1e-9:
		key = "number.per"
	case part == "0":
		key, part = "number.per.few", "1"
	}
	all := t.Words.Count(n)
	if n == most {
		all = t.Words.T("number.tenthousand")
	}
	return t.Words.T(key, "n", t.Words.Amount(all, unit), "x", t.Words.Amount(part, unit))
}

// part writes how many of n a proportion is.
func (t *Teller) part(v float64, n int64) string { return i18n.Number(math.Abs(v)*float64(n), 0, 0) }

// unitOfParts is what a proportion is a part of: persons, unless its entry
// says otherwise.
func (t *Teller) unitOfParts(e *catalogue.Entry) string {
	if e != nil && e.Form == catalogue.Rate {
		if unit := t.unitOfPart(e.Numerator); unit != "" {
			return unit
		}
	}
	return t.Words.T("unit.persons")
}

package export

import (
	"iter"
	"strconv"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/protect"
	"fukusen/internal/release"
)

// The units of observations.
const (
	UnitProportion = "proportion" // 0 to 1
	UnitScore      = "score"      // points of -100 to 100
	UnitPoints     = "points"     // of the scale of the item
	UnitRatio      = "ratio"      // of two values
	UnitIndex      = "index"      // of inequality
	UnitFTE        = "fte"        // full-time equivalents
	UnitAmount     = "amount"     // in the unit of the entry in kpis.json or, without one, of its measure; times in hours
)

// The flags of observations.
const (
	FlagProvisional = "p" // a draft: not released
	FlagRevised     = "r" // released again after a correction
)

// An ObservationRow is a row of observations.csv. Whatever was computed from
// cells is empty unless the observation is published, the method too, since it
// may depend on the numbers. Who reported is public in any case.
type ObservationRow struct {
	ID        string `csv:"id"`
	KPI       string `csv:"kpi"`
	Statistic string `csv:"statistic"`
	Reference string `csv:"reference"`
	Group
	Value       string `csv:"value"`
	Unit        string `csv:"unit"`
	Lower       string `csv:"lower"`
	Upper       string `csv:"upper"`
	Numerator   string `csv:"numerator"`
	Denominator string `csv:"denominator"`
	Respondents string `csv:"respondents"`
	Reporters   string `csv:"reporters"`
	Expected    string `csv:"expected"`
	Method      string `csv:"method"`
	Status      string `csv:"status"`
	Flag        string `csv:"flag"`
}

// observationRows yields the observations of the set in its order, and no error.
func observationRows(c *protect.Cube, s *kpi.Set) iter.Seq2[ObservationRow, error] {
	return func(yield func(ObservationRow, error) bool) {
		for o := range s.All() {
			if !yield(observationRow(c, s, o), nil) {
				return
			}
		}
	}
}

func observationRow(c *protect.Cube, s *kpi.Set, o *kpi.Observation) ObservationRow {
	row := ObservationRow{
		ID: o.ID(), KPI: o.Entry.ID, Statistic: o.Statistic, Reference: o.Reference,
		Group: groupOf(s.Lists, c.Basis(), o.Key),
		Unit:  unit(o), Status: string(o.Status), Flag: flag(c, o.Key.Period.Last()),
	}
	if o.Expected > 0 {
		row.Reporters, row.Expected = strconv.Itoa(o.Reporters), strconv.Itoa(o.Expected)
	}
	if o.Status == release.Published {
		row.fill(o)
	}
	return row
}

// fill writes the columns of a published observation.
func (r *ObservationRow) fill(o *kpi.Observation) {
	r.Value, r.Method = Number(o.Value), o.Method
	if o.HasInterval {
		r.Lower, r.Upper = Number(o.Interval.Lower), Number(o.Interval.Upper)
	}
	switch {
	case o.Denominator > 0:
		r.Numerator, r.Denominator = strconv.FormatInt(o.Numerator, 10), strconv.FormatInt(o.Denominator, 10)
	case o.Statistic == kpi.Value && o.Entry.Form == catalogue.Count:
		r.Numerator = strconv.FormatInt(o.Numerator, 10)
	}
	if o.Respondents > 0 {
		r.Respondents = strconv.FormatInt(o.Respondents, 10)
	}
}

// Number writes a number of the open data: rounded to nine significant digits,
// as the shortest decimal of that, without an exponent. Nine digits are more
// than any rate of persons needs and fewer than differ between processors.
// Minus zero is 0. The number must be finite.
func Number(v float64) string {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 8, 64), 64)
	return strconv.FormatFloat(rounded+0, 'f', -1, 64)
}

func unit(o *kpi.Observation) string {
	switch {
	case o.Statistic == kpi.Ratio, o.Statistic == kpi.Growth, o.Statistic == kpi.Standardised && o.Reference != "":
		return UnitRatio
	case o.Statistic == kpi.Index:
		return UnitIndex
	case o.Statistic == kpi.Attainment, o.Entry.Proportion():
		return UnitProportion
	case o.Entry.Form == catalogue.Score:
		return UnitScore
	case o.Entry.Form == catalogue.Mean:
		return UnitPoints
	case o.Entry.FTE:
		return UnitFTE
	case o.Entry.Form == catalogue.Quotient:
		return UnitRatio
	}
	return UnitAmount
}

// flag tells drafts and repeated releases apart from first ones.
func flag(c *protect.Cube, q dim.Quarter) string {
	f, ok := c.Release(q)
	if !ok || c.Draft(q) {
		return FlagProvisional
	}
	if _, number, ok := strings.Cut(f.ID, "-r"); ok && number != "1" {
		return FlagRevised
	}
	return ""
}

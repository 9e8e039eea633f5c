package i18n

import (
	"strconv"

	"fukusen/internal/dim"
)

var months = [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// Quarter writes a quarter for prose, with its months: 2026年度第1四半期
// (2026年4~6月), Q1 FY2026 (Apr–Jun 2026).
func (w *Words) Quarter(q dim.Quarter, basis dim.Basis) string {
	return w.quarter("quarter.long", q, basis)
}

// Period writes a quarter, or the year that ends with it, for prose.
func (w *Words) Period(p dim.Period, basis dim.Basis) string {
	q := w.Quarter(p.Last(), basis)
	if p.N <= 1 {
		return q
	}
	first, last := p.First.Start(), p.Last().End()
	return w.T("quarter.year", "quarter", q,
		"startyear", strconv.Itoa(first.Year()), "startmonth", strconv.Itoa(int(first.Month())),
		"endyear", strconv.Itoa(last.Year()), "endmonth", strconv.Itoa(int(last.Month())))
}

// QuarterName writes a quarter for tables and cards, without its months, as it is
// said: 2026年度 第1四半期, Q1 FY2026. Its first space is where a line may break.
func (w *Words) QuarterName(q dim.Quarter, basis dim.Basis) string {
	return w.quarter("quarter.name", q, basis)
}

// QuarterForm is what QuarterName fills, for scripts: {year}, {yy} and {n} are
// left open.
func (w *Words) QuarterForm(basis dim.Basis) string {
	var open []string
	for _, name := range []string{"year", "yy", "n", "start", "first", "last", "firstname", "lastname"} {
		open = append(open, name, "{"+name+"}")
	}
	return w.T("quarter.name"+calendar(basis), open...)
}

// QuarterShort writes a quarter for axes, which nobody hears: 2026年度 1Q,
// FY26 Q1. Its only space is where a line may break.
func (w *Words) QuarterShort(q dim.Quarter, basis dim.Basis) string {
	return w.quarter("quarter.short", q, basis)
}

// calendar is the end of keys of quarters of calendar years.
func calendar(basis dim.Basis) string {
	if basis == dim.Calendar {
		return ".calendar"
	}
	return ""
}

func (w *Words) quarter(key string, q dim.Quarter, basis dim.Basis) string {
	key += calendar(basis)
	year, n := q.In(basis)
	first, last := int(q.Start().Month()), int(q.End().Month())
	return w.T(key,
		"year", strconv.Itoa(year), "yy", strconv.Itoa(100 + year%100)[1:], "n", strconv.Itoa(n),
		"start", strconv.Itoa(q.Start().Year()),
		"first", strconv.Itoa(first), "last", strconv.Itoa(last),
		"firstname", months[first-1], "lastname", months[last-1])
}

package registry

import (
	"time"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/notation"
	"fukusen/internal/rows"
)

// date reads a day as 2018-10-01; "" for an empty field.
func (l *loader) date(field string, at diag.Pos) string {
	if rows.Fold(field) == "" {
		return ""
	}
	d, ok := day(field)
	if !ok {
		l.complain(&ruleDate, at, field)
		return ""
	}
	return d.Format(time.DateOnly)
}

// day reads a date that can only be read in one way and exists. The old
// calendar and eras that were over are refused: a register is written by hand
// and soon mended.
func day(field string) (time.Time, bool) {
	d, trouble := notation.ParseDate(field, notation.DateOptions{})
	return d.Time, trouble == notation.Good && d.Flags == 0
}

// timeOfDay reads 10:00 or 10時30分.
func (l *loader) timeOfDay(field string, at diag.Pos) string {
	s := rows.Fold(field)
	for _, layout := range []string{"15:04", "15時", "15時4分"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format("15:04")
		}
	}
	if s != "" {
		l.complain(&ruleTime, at, field)
	}
	return ""
}

// quarter reads a quarter in any of the forms of HANDBOOK 4.1 that say how they
// count, or a month or a date, which stand for their quarter; 0 for an empty
// field.
func (l *loader) quarter(field string, at diag.Pos) dim.Quarter {
	if rows.Fold(field) == "" {
		return 0
	}
	if p, trouble := notation.ParsePeriod(field, notation.PeriodOptions{}); trouble == notation.Good && p.Flags == 0 {
		return p.Quarter
	}
	if d, ok := day(field); ok {
		return dim.QuarterOf(d.Year(), int(d.Month()))
	}
	l.complain(&ruleQuarter, at, field)
	return 0
}

var (
	ruleDate = diag.Rule{
		ID:   "registry/date",
		Msg:  diag.Text{JA: "%[1]q を日付として読めません", EN: "%[1]q is not a date"},
		Hint: diag.Text{JA: "2026-08-15、2026年8月15日、令和8年8月15日 のように、年から書いてください", EN: "write it with the year, such as 2026-08-15"},
	}
	ruleTime = diag.Rule{
		ID:   "registry/time",
		Msg:  diag.Text{JA: "%[1]q を時刻として読めません", EN: "%[1]q is not a time of day"},
		Hint: diag.Text{JA: "10:00 のように、24時間で書いてください", EN: "write it in 24 hours, such as 10:00"},
	}
)

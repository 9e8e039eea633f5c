package registry

import (
	"regexp"
	"time"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/rows"
)

var dateLayouts = []string{"2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日"}

var eraDate = regexp.MustCompile(`^(令和|平成|R|H)(元|[0-9]{1,2})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})日?$`)

// eraBegins is the first day of an era.
var eraBegins = map[string]time.Time{
	"令和": time.Date(2019, 5, 1, 0, 0, 0, 0, time.UTC),
	"平成": time.Date(1989, 1, 8, 0, 0, 0, 0, time.UTC),
}

// day reads a date in the western calendar, or in one of the last two eras
// within its bounds.
func day(field string) (time.Time, bool) {
	s := rows.Fold(field)
	for _, layout := range dateLayouts {
		if d, err := time.Parse(layout, s); err == nil {
			return d, true
		}
	}
	m := eraDate.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}, false
	}
	era := map[string]string{"R": "令和", "H": "平成"}[m[1]]
	if era == "" {
		era = m[1]
	}
	year := 1
	if m[2] != "元" {
		year = years(m[2])
	}
	year += eraBegins[era].Year() - 1
	d := time.Date(year, time.Month(years(m[3])), years(m[4]), 0, 0, 0, 0, time.UTC)
	exists := int(d.Month()) == years(m[3]) && d.Day() == years(m[4])
	over := era == "平成" && !d.Before(eraBegins["令和"])
	return d, exists && !over && !d.Before(eraBegins[era])
}

// date reads a day as 2018-10-01; "" for an empty field.
func (l *loader) date(field string, at diag.Pos) string {
	if rows.Fold(field) == "" {
		return ""
	}
	d, ok := day(field)
	if !ok || d.Year() < 1868 || d.Year() > 2199 {
		l.complain(&ruleDate, at, field)
		return ""
	}
	return d.Format(time.DateOnly)
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

var japaneseQuarter = regexp.MustCompile(`^([0-9]{4})年度第([1-4])四半期$`)

// quarter reads 2024fq1, 2024年度第1四半期 or a date, which stands for its
// quarter; 0 for an empty field.
func (l *loader) quarter(field string, at diag.Pos) dim.Quarter {
	s := rows.Fold(field)
	if s == "" {
		return 0
	}
	if q, _, err := dim.ParseQuarter(s); err == nil {
		return q
	}
	if m := japaneseQuarter.FindStringSubmatch(s); m != nil {
		return dim.FiscalQuarter(years(m[1]), years(m[2]))
	}
	if d, ok := day(s); ok {
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

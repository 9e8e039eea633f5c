package source

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"fukusen/internal/dim"
	"fukusen/internal/rows"
)

// A periodTrouble says why a label is not a quarter.
type periodTrouble int8

const (
	periodGood periodTrouble = iota
	periodUnreadable
	periodAmbiguous // may be counted from January or from April
	periodMonth     // names a month, not a quarter
	periodSpan      // names months that are no quarter
)

var (
	labelCanonical = regexp.MustCompile(`^(\d{4})([FC])Q([1-4])$`)
	labelQuarter   = regexp.MustCompile(`^(FY)?(令和|平成|昭和|R|H|S)?\.?(\d{4}|\d{1,2})(年度|年)?[./-]?(?:第?([1-4])四半期|([1-4])Q|Q([1-4]))$`)
	labelMonths    = regexp.MustCompile(`^(令和|平成|昭和|R|H|S)?\.?(\d{4}|\d{1,2})(?:年|[./])(\d{1,2})月?-(\d{1,2})月期?$`)
	labelMonth     = regexp.MustCompile(`^(令和|平成|昭和|R|H|S)?\.?(\d{4}|\d{1,2})(?:年|[./-])(\d{1,2})月?$`)
)

// eras gives the year before the first of each era.
var eras = map[string]int{"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}

// labelFold brings a label to one writing: half-width, upper case, kanji
// numerals as digits, one kind of dash, no blanks.
func labelFold(s string) string {
	s = rows.Fold(s)
	return labelReplacer.Replace(strings.ToUpper(s))
}

var labelReplacer = strings.NewReplacer(
	" ", "", "　", "", "元年", "1年", "〜", "-", "～", "-", "~", "-", "−", "-", "–", "-", "ー", "-", "‐", "-",
	"十二", "12", "十一", "11", "十", "10", "一", "1", "二", "2", "三", "3", "四半期", "四半期", "四", "4",
	"五", "5", "六", "6", "七", "7", "八", "8", "九", "9", "㋿", "令和", "㍻", "平成", "㍼", "昭和",
)

// parsePeriod reads a quarter in the forms of HANDBOOK 4.1. basis says how a
// label that may mean either is counted; nil refuses it.
func parsePeriod(text string, basis *dim.Basis) (dim.Quarter, periodTrouble) {
	s := labelFold(text)
	if m := labelCanonical.FindStringSubmatch(s); m != nil {
		q, _, err := dim.ParseQuarter(s)
		return q, unreadableIf(err != nil)
	}
	if m := labelQuarter.FindStringSubmatch(s); m != nil {
		return numbered(m, basis)
	}
	if m := labelMonths.FindStringSubmatch(s); m != nil {
		return monthSpan(m)
	}
	if labelMonth.MatchString(s) {
		return 0, periodMonth
	}
	return 0, periodUnreadable
}

func unreadableIf(bad bool) periodTrouble {
	if bad {
		return periodUnreadable
	}
	return periodGood
}

func numbered(m []string, basis *dim.Basis) (dim.Quarter, periodTrouble) {
	fy, era, digits, word := m[1], m[2], m[3], m[4]
	n := int((m[5] + m[6] + m[7])[0] - '0')
	fiscal := fy != "" || word == "年度" || era != "" && word == ""
	year, ok := westernYear(era, digits, fiscal)
	switch {
	case !ok:
		return 0, periodUnreadable
	case fiscal, basis != nil && *basis == dim.Fiscal:
		return dim.FiscalQuarter(year, n), periodGood
	case basis != nil:
		return dim.CalendarQuarter(year, n), periodGood
	}
	return 0, periodAmbiguous
}

// westernYear turns the year of an era, or two digits of a fiscal year, into
// four digits.
func westernYear(era, digits string, short bool) (year int, ok bool) {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0, false
	}
	if era != "" {
		return eras[era] + n, n >= 1 && len(digits) <= 2
	}
	if len(digits) == 4 {
		return n, true
	}
	return 2000 + n, short && len(digits) == 2
}

func monthSpan(m []string) (dim.Quarter, periodTrouble) {
	year, ok := westernYear(m[1], m[2], false)
	from, _ := strconv.Atoi(m[3])
	to, _ := strconv.Atoi(m[4])
	if !ok {
		return 0, periodUnreadable
	}
	if from%3 != 1 || from > 10 || to != from+2 {
		return 0, periodSpan
	}
	return dim.QuarterOf(year, from), periodGood
}

// parseDateTime takes the quarter of a date with or without a time, such as
// 2023-04-28 21:25:52 or 2023/4/28.
func parseDateTime(text string) (dim.Quarter, bool) {
	s := rows.Fold(text)
	if i := strings.IndexAny(s, " T"); i > 0 {
		if !isClock(s[i+1:]) {
			return 0, false
		}
		s = s[:i]
	}
	for _, layout := range []string{"2006-01-02", "2006/1/2", "2006.1.2", "2006年1月2日", "20060102"} {
		if t, err := time.Parse(layout, s); err == nil {
			return dim.QuarterOf(t.Year(), int(t.Month())), true
		}
	}
	return 0, false
}

func isClock(s string) bool {
	for _, layout := range []string{"15:04:05", "15:04", "15:04:05Z07:00"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

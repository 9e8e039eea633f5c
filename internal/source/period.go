package source

import (
	"regexp"
	"strconv"
	"strings"

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
	periodOldEra    // a quarter, but of an era that had ended: 平成32年度
)

var (
	labelCanonical = regexp.MustCompile(`^(\d{4})([FC])Q([1-4])$`)
	labelQuarter   = regexp.MustCompile(`^(FY)?(令和|平成|昭和|R|H|S)?\.?(\d{4}|\d{1,2})(年度|年)?[./-]?(?:第?([1-4])Q|Q([1-4]))$`)
	labelMonths    = regexp.MustCompile(`^(令和|平成|昭和|R|H|S)?\.?(\d{4}|\d{1,2})(?:年|[./])(\d{1,2})月?-(\d{1,2})月期?$`)
	labelMonth     = regexp.MustCompile(`^(令和|平成|昭和|R|H|S)?\.?(\d{4}|\d{1,2})(?:年|[./-])(\d{1,2})月?$`)
	kanjiTens      = regexp.MustCompile(`([一二三四五六七八九]?)十([一二三四五六七八九]?)`)
)

// An era counts years from the one after before; its last year is shared with
// the first of the next.
type era struct{ before, last int }

var eras = map[string]era{
	"令和": {2018, 99}, "R": {2018, 99}, "平成": {1988, 31}, "H": {1988, 31}, "昭和": {1925, 64}, "S": {1925, 64},
}

// The years that a period may lie in. Others are slips of the pen, and year 0
// would pass for no period at all.
const (
	firstYear = 1950
	lastYear  = 2099
)

var labelReplacer = strings.NewReplacer(
	" ", "", "元年", "1年", "四半期", "Q", "~", "-", "ー", "-", "㋿", "令和",
	"〇", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9",
)

// labelFold brings a label to one writing: half-width, upper case, kanji
// numerals as digits, one kind of dash, Q for 四半期, no blanks.
func labelFold(s string) string {
	s = kanjiTens.ReplaceAllStringFunc(rows.Fold(s), func(n string) string {
		m := kanjiTens.FindStringSubmatch(n)
		if m[1] == "" {
			m[1] = "1"
		}
		if m[2] == "" {
			m[2] = "0"
		}
		return m[1] + m[2]
	})
	return strings.ToUpper(labelReplacer.Replace(s))
}

// ParseQuarter reads a quarter in the forms that exports may have; one that may
// be counted from January or from April is none.
func ParseQuarter(text string) (q dim.Quarter, ok bool) {
	q, trouble := parsePeriod(text, nil)
	return q, trouble == periodGood
}

// parsePeriod reads a quarter in the forms of HANDBOOK 4.1. basis says how a
// label that may mean either is counted; nil refuses it. The quarter is good
// with periodGood and periodOldEra.
func parsePeriod(text string, basis *dim.Basis) (dim.Quarter, periodTrouble) {
	s := labelFold(text)
	q, trouble := dim.Quarter(0), periodUnreadable
	if labelCanonical.MatchString(s) {
		q, _, _ = dim.ParseQuarter(s)
		trouble = periodGood
	} else if m := labelQuarter.FindStringSubmatch(s); m != nil {
		q, trouble = numbered(m, basis)
	} else if m := labelMonths.FindStringSubmatch(s); m != nil {
		q, trouble = monthSpan(m)
	} else if labelMonth.MatchString(s) {
		trouble = periodMonth
	}
	if (trouble == periodGood || trouble == periodOldEra) && !plausible(q) {
		return 0, periodUnreadable
	}
	return q, trouble
}

func plausible(q dim.Quarter) bool {
	year, _ := q.In(dim.Calendar)
	return firstYear <= year && year <= lastYear
}

func numbered(m []string, basis *dim.Basis) (dim.Quarter, periodTrouble) {
	fy, era, digits, word := m[1], m[2], m[3], m[4]
	n := int((m[5] + m[6])[0] - '0')
	fiscal := fy != "" || word == "年度" || era != "" && word == ""
	year, trouble := westernYear(era, digits, fiscal)
	switch {
	case trouble == periodUnreadable:
		return 0, trouble
	case fiscal, basis != nil && *basis == dim.Fiscal:
		return dim.FiscalQuarter(year, n), trouble
	case basis != nil:
		return dim.CalendarQuarter(year, n), trouble
	}
	return 0, periodAmbiguous
}

// westernYear turns the year of an era, or two digits of a fiscal year, into
// four digits.
func westernYear(name, digits string, short bool) (year int, trouble periodTrouble) {
	n, _ := strconv.Atoi(digits)
	e, hasEra := eras[name]
	switch {
	case hasEra && (n < 1 || len(digits) > 2):
		return 0, periodUnreadable
	case hasEra && n > e.last:
		return e.before + n, periodOldEra
	case hasEra:
		return e.before + n, periodGood
	case len(digits) == 4:
		return n, periodGood
	case short && len(digits) == 2:
		return 2000 + n, periodGood
	}
	return 0, periodUnreadable
}

func monthSpan(m []string) (dim.Quarter, periodTrouble) {
	year, trouble := westernYear(m[1], m[2], false)
	from, _ := strconv.Atoi(m[3])
	to, _ := strconv.Atoi(m[4])
	switch {
	case trouble == periodUnreadable:
		return 0, trouble
	case from%3 != 1 || from > 10 || to != from+2:
		return 0, periodSpan
	}
	return dim.QuarterOf(year, from), trouble
}

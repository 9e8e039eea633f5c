package notation

import (
	"regexp"
	"strings"
	"time"

	"fukusen/internal/dim"
)

const monthPattern = `JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?`

// monthNumber gives 1 to 12 for a name that monthPattern matches.
func monthNumber(name string) int {
	return strings.Index("JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC", name[:3])/3 + 1
}

func canonical(m []string, _ PeriodOptions) (Period, Trouble) {
	if m[2] == "F" {
		return aQuarter(dim.FiscalQuarter(atoi(m[1]), atoi(m[3]))), Good
	}
	return aQuarter(dim.CalendarQuarter(atoi(m[1]), atoi(m[3]))), Good
}

func aQuarter(q dim.Quarter) Period { return Period{Kind: Quarter, Quarter: q} }

func aMonth(y, m int) (Period, Trouble) {
	if m < 1 || m > 12 {
		return Period{}, Unreadable
	}
	return Period{Kind: Month, Quarter: dim.QuarterOf(y, m), Year: y, Month: m}, Good
}

// timeCode reads a time code of e-Stat: year, 00 for calendar or 10 for fiscal
// years, first and last month.
func timeCode(m []string, opt PeriodOptions) (Period, Trouble) {
	y, from, to := atoi(m[1]), atoi(m[3]), atoi(m[4])
	switch {
	case m[2] == "10" && from == 0 && to == 0:
		return Period{Kind: FiscalYear, Year: y}, WholeYear
	case m[2] == "10":
		return Period{}, Unreadable
	case from == 0 && to == 0:
		return Period{Kind: CalendarYear, Year: y}, WholeYear
	}
	return between(y, from, y, to, opt)
}

func yearMonth(m []string, _ PeriodOptions) (Period, Trouble) { return aMonth(atoi(m[1]), atoi(m[2])) }

func nameYear(m []string, _ PeriodOptions) (Period, Trouble) {
	return aMonth(atoi(m[2]), monthNumber(m[1]))
}

func yearName(m []string, _ PeriodOptions) (Period, Trouble) {
	return aMonth(atoi(m[1]), monthNumber(m[2]))
}

// turned reads Q1 FY2026, 1Q/2026.
func turned(m []string, opt PeriodOptions) (Period, Trouble) {
	return yearFirst([]string{"", m[3], "", m[4], "", "Q" + m[1] + m[2]}, opt)
}

// The tails that may follow a year.
var (
	tailQuarter = regexp.MustCompile(`^[ ./-]?(?:第?([1-4])Q|Q([1-4]))$`)
	tailHalf    = regexp.MustCompile(`^[ ./-]?(?:[上下]半?期|[上下前後]半|[前後]期|[12]H|H[12]|第?[12]半期)$`)
	tailYear    = regexp.MustCompile(`^(?:通期|通年|年間|計|合計)?$`)
	tailMonths  = regexp.MustCompile(`^[ ./-]?(\d{1,2})月?[-~](\d{1,2})月期?$`)
	tailMonth   = regexp.MustCompile(`^([ ./-]?)(\d{1,2})(月度?)?$`)
	tailSpan    = regexp.MustCompile(`累計|学期`)
)

// A heading is the year that a label begins with.
type heading struct {
	year
	fiscal   bool   // 年度, FY
	calendar bool   // CY
	bare     bool   // no word: R8, 2026
	digits   string // as written
}

func yearFirst(m []string, opt PeriodOptions) (Period, Trouble) {
	h := heading{fiscal: m[1] == "FY" || m[4] == "年度", calendar: m[1] == "CY", bare: m[1] == "" && m[4] == "", digits: m[3]}
	tail := m[5]
	if h.bare && m[2] == "" && incomplete(m[3]+tail) == NoYear {
		return Period{}, NoYear
	}
	if m[1] == "FY" && m[4] == "" && tailMonth.MatchString(tail) {
		return Period{}, Unreadable // FY2026/3 is a year that ends in March
	}
	var trouble Trouble
	h.year, trouble = readYear(m[2], m[3], h.fiscal || h.calendar)
	if trouble != Good {
		return Period{}, h.excuse(trouble, tail)
	}
	if len(m[3]) == 2 && m[2] == "" && m[4] == "年度" {
		h.flags |= ShortYear
	}
	return h.followed(tail, opt)
}

// excuse lets a year of two digits be the trouble only where the rest of the
// text is that of a period.
func (h heading) excuse(trouble Trouble, tail string) Trouble {
	whole := !h.bare && tailYear.MatchString(tail)
	month := tailMonth.FindStringSubmatch(tail)
	monthly := month != nil && atoi(month[2]) >= 1 && atoi(month[2]) <= 12 && month[1]+month[3] != ""
	if whole || monthly || tailQuarter.MatchString(tail) || tailMonths.MatchString(tail) || tailHalf.MatchString(tail) {
		return trouble
	}
	return Unreadable
}

// followed reads what follows the year.
func (h heading) followed(tail string, opt PeriodOptions) (Period, Trouble) {
	if m := tailQuarter.FindStringSubmatch(tail); m != nil {
		return h.quarter(atoi(m[1]+m[2]), opt)
	}
	if m := tailMonths.FindStringSubmatch(tail); m != nil {
		return h.months(atoi(m[1]), atoi(m[2]), opt)
	}
	if m := tailMonth.FindStringSubmatch(tail); m != nil {
		return h.month(m[1], m[2], m[3] != "", opt)
	}
	switch {
	case tailHalf.MatchString(tail):
		return h.whole(HalfYear, opt)
	case tailYear.MatchString(tail):
		return h.whole(WholeYear, opt)
	case tailSpan.MatchString(tail):
		return Period{}, Span
	}
	return Period{}, Unreadable
}

// quarter counts the nth quarter of the year. An era without a word, as in
// R8Q1, is how fiscal years are abbreviated.
func (h heading) quarter(n int, opt PeriodOptions) (Period, Trouble) {
	fiscal := h.fiscal || h.era != nil && h.bare
	switch {
	case !fiscal && !h.calendar && opt.Basis == nil:
		return Period{}, Ambiguous
	case h.calendar || !fiscal && *opt.Basis == dim.Calendar:
		q := dim.CalendarQuarter(h.western, n)
		return h.checked(aQuarter(q), q.Start(), q.End(), false)
	}
	return h.fiscalQuarter(opt.FiscalStart, n, fiscal)
}

func (h heading) fiscalQuarter(start, n int, said bool) (Period, Trouble) {
	if start%3 != 1 {
		return Period{}, Unaligned
	}
	from := day(h.western, start, 1)
	begin := from.AddDate(0, 3*(n-1), 0)
	q := aQuarter(dim.QuarterOf(begin.Year(), int(begin.Month())))
	if !said {
		return h.checked(q, begin, begin.AddDate(0, 3, -1), false)
	}
	return h.checked(q, from, from.AddDate(1, 0, -1), true)
}

// checked adds the flags of the year's era to a period that lies between the
// days; if the era does not reach it, the period is only to be shown.
func (h heading) checked(p Period, from, to time.Time, fiscal bool) (Period, Trouble) {
	flags, trouble := h.check(from, to, fiscal)
	p.Flags |= flags
	return p, trouble
}

// months reads a run of months of the year; in 2026年度1-3月 they lie in 2027.
func (h heading) months(from, to int, opt PeriodOptions) (Period, Trouble) {
	y := h.yearOf(from, opt)
	p, trouble := between(y, from, y, to, opt)
	if trouble != Good {
		return p, trouble
	}
	return h.checkedMonths(p, opt)
}

// yearOf gives the western year in which a month of the year lies.
func (h heading) yearOf(month int, opt PeriodOptions) int {
	if h.fiscal && month < opt.FiscalStart {
		return h.western + 1
	}
	return h.western
}

func (h heading) checkedMonths(p Period, opt PeriodOptions) (Period, Trouble) {
	if h.fiscal {
		from := day(h.western, opt.FiscalStart, 1)
		return h.checked(p, from, from.AddDate(1, 0, -1), true)
	}
	if p.Kind == Month {
		from := day(p.Year, p.Month, 1)
		return h.checked(p, from, from.AddDate(0, 1, -1), false)
	}
	return h.checked(p, p.Quarter.Start(), p.Quarter.End(), false)
}

// month reads a month of the year. A spreadsheet makes 2026.1 of 2026.10.
func (h heading) month(sep, digits string, named bool, opt PeriodOptions) (Period, Trouble) {
	switch {
	case !h.bare && (sep != "" || !named), h.bare && !named && (sep == "" || sep == " "):
		return Period{}, Unreadable
	case sep == "." && digits == "1" && h.era == nil && !named:
		return Period{}, Damaged
	}
	p, trouble := aMonth(h.yearOf(atoi(digits), opt), atoi(digits))
	if trouble != Good {
		return Period{}, trouble
	}
	return h.checkedMonths(p, opt)
}

// whole tells which year a text is about that names one, or half of one.
func (h heading) whole(why Trouble, opt PeriodOptions) (Period, Trouble) {
	if h.fiscal || h.era != nil && h.bare {
		from := day(h.western, opt.FiscalStart, 1)
		p, trouble := h.checked(Period{Kind: FiscalYear, Year: h.western}, from, from.AddDate(1, 0, -1), true)
		return p, firstOf(trouble, why)
	}
	p, trouble := h.checked(Period{Kind: CalendarYear, Year: h.western}, day(h.western, 1, 1), day(h.western, 12, 31), false)
	return p, firstOf(trouble, why)
}

func firstOf(a, b Trouble) Trouble {
	if a != Good {
		return a
	}
	return b
}

// businessYear reads 2026年3月期第1四半期: the quarters of the year that ends in
// March 2026.
func businessYear(m []string, _ PeriodOptions) (Period, Trouble) {
	y, trouble := readYear(m[1], m[2], false)
	end := atoi(m[3] + m[4])
	if trouble != Good || end < 1 || end > 12 {
		return Period{}, firstOf(trouble, Unreadable)
	}
	last := day(y.western, end+1, 0)
	flags, trouble := y.check(last, last, false)
	if trouble != Good {
		return Period{}, trouble
	}
	first := last.AddDate(0, 0, 1).AddDate(-1, 0, 0)
	h := heading{year: year{western: first.Year(), flags: flags}, fiscal: true}
	return h.followed(m[5], PeriodOptions{FiscalStart: int(first.Month())})
}

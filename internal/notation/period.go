package notation

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"fukusen/internal/dim"
)

// PeriodOptions says how periods are counted. The zero value refuses bare
// quarters and counts fiscal years from April.
type PeriodOptions struct {
	Basis       *dim.Basis  // of a quarter that does not say its own, such as 2026Q1; nil refuses it
	FiscalStart int         // month in which the fiscal year begins, 1 to 12; 0 means 4; 2026FQ1 always counts from April
	Latest      dim.Quarter // later periods are refused as Future; 0 means no bound
}

// A Kind says what a period covers.
type Kind int8

// The kinds of periods. Only a quarter or a month comes without a Trouble.
const (
	NoPeriod Kind = iota
	Quarter
	Month
	FiscalYear
	CalendarYear
)

// A Period is what a text says. With the troubles WholeYear, HalfYear, Day and
// WrongEra it holds what would be read, for the message only.
type Period struct {
	Kind    Kind
	Quarter dim.Quarter // the quarter, or that of the month; 0 for a year
	Year    int         // western: of the month, or in which the year begins; 0 for a quarter
	Month   int         // 1 to 12; 0 unless Kind is Month
	Flags   Flags
}

// String writes the period as ParsePeriod reads it with any options: 2026FQ1,
// 2026-04; a year, which it refuses, as 2026年度 or 2026年.
func (p Period) String() string {
	switch p.Kind {
	case Quarter:
		return strings.ToUpper(p.Quarter.ID(dim.Fiscal))
	case Month:
		return fmt.Sprintf("%04d-%02d", p.Year, p.Month)
	case FiscalYear:
		return fmt.Sprintf("%04d年度", p.Year)
	case CalendarYear:
		return fmt.Sprintf("%04d年", p.Year)
	}
	return ""
}

// The years that a period may lie in. Others are slips of the pen, and year 0
// would pass for no period at all.
const (
	firstPeriod = 1950
	lastPeriod  = 2099
)

// ParsePeriod reads a quarter or a month in the forms of HANDBOOK 4.1.
func ParsePeriod(text string, opt PeriodOptions) (Period, Trouble) {
	if opt.FiscalStart == 0 {
		opt.FiscalStart = 4
	}
	p, trouble := readPeriod(text, opt)
	if trouble != Good && disguised(text, func(plain string) Trouble { _, t := readPeriod(plain, opt); return t }) {
		return Period{}, Disguised
	}
	return p.bounded(trouble, opt.Latest)
}

// bounded refuses periods of years that cannot be meant.
func (p Period) bounded(trouble Trouble, latest dim.Quarter) (Period, Trouble) {
	y := p.Year
	if p.Kind == Quarter {
		y, _ = p.Quarter.In(dim.Calendar)
	}
	switch {
	case p.Kind == NoPeriod:
		return Period{}, trouble
	case y < firstPeriod || y > lastPeriod:
		return Period{}, Implausible
	case latest != 0 && p.Quarter > latest:
		return Period{}, Future
	}
	return p, trouble
}

// readPeriod reads a period, and checks what stands in brackets after it.
func readPeriod(text string, opt PeriodOptions) (Period, Trouble) {
	s, trouble := label(text)
	if trouble != Good {
		return Period{}, trouble
	}
	if s, trouble = oneYear(strings.TrimSuffix(s, "分")); trouble != Good {
		return Period{}, trouble
	}
	m := remark.FindStringSubmatch(s)
	if m == nil {
		return readLabel(s, opt)
	}
	p, trouble := readLabel(m[1], opt)
	switch trouble {
	case Good:
	case Day: // its weekday
		return readLabel(s, opt)
	default:
		return p, trouble
	}
	return p.remarked(m[2], opt)
}

// remark is what stands in brackets after a quarter.
var remark = regexp.MustCompile(`^([^(]+)\(([^()]+)\)$`)

// remarked compares a period with what is said about it in brackets: its
// months, or that it is provisional.
func (p Period) remarked(s string, opt PeriodOptions) (Period, Trouble) {
	if flag, ok := remarks[s]; ok {
		p.Flags |= flag
		return p, Good
	}
	if months.MatchString(s) {
		s = strconv.Itoa(p.Quarter.Start().Year()) + "年" + s
	}
	other, trouble := readLabel(s, opt)
	switch {
	case trouble != Good:
		return Period{}, Unreadable
	case other.Kind != p.Kind || other.Quarter != p.Quarter || other.Month != p.Month:
		return Period{}, Contradiction
	}
	return p, Good
}

var remarks = map[string]Flags{"速報": Provisional, "速報値": Provisional, "P": Provisional, "訂正": Revised, "改定": Revised, "R": Revised}

// A form is one way to write a period: what matches, and what it means.
type form struct {
	pattern *regexp.Regexp
	read    func(m []string, opt PeriodOptions) (Period, Trouble)
}

// forms in the order in which they are tried; the first that can be read
// counts.
var forms = []form{
	{regexp.MustCompile(`^(\d{4})([FC])Q([1-4])$`), canonical},
	{regexp.MustCompile(`^(\d{4})(00|10)(\d{2})(\d{2})$`), timeCode},
	{regexp.MustCompile(`^(\d{4})(\d{2})$`), yearMonth},
	{regexp.MustCompile(`^(?:([1-4])Q|Q([1-4]))[ ./-]?(FY|CY)?(\d{4}|\d{2})$`), turned},
	{regexp.MustCompile(`^(` + monthPattern + `)[./,-]?(\d{4})$`), nameYear},
	{regexp.MustCompile(`^(\d{4})[./-]?(` + monthPattern + `)$`), yearName},
	{regexp.MustCompile(`^(` + eraPattern + `)?\.?(\d{4}|\d{1,2})(?:年(\d{1,2})月期|[/.](\d{1,2})期)(.*)$`), businessYear},
	{regexp.MustCompile(`^(FY|CY)?(` + eraPattern + `)?\.?(\d{4}|\d{1,2})(年度|年)?(.*)$`), yearFirst},
}

// readLabel reads a period that label has brought to one writing.
func readLabel(s string, opt PeriodOptions) (Period, Trouble) {
	if p, trouble := readSpan(s, opt); trouble != Unreadable {
		return p, trouble
	}
	for _, f := range forms {
		if m := f.pattern.FindStringSubmatch(s); m != nil {
			if p, trouble := f.read(m, opt); trouble != Unreadable {
				return p, trouble
			}
		}
	}
	d, trouble := readDate(s, DateOptions{})
	switch trouble {
	case Good:
		return monthOf(d.Time, d.Flags), Day
	case Serial:
		return monthOf(d.Time, 0), Serial
	case NoSuchDay, WrongWeekday, WrongEra, DayOrder:
		return Period{}, trouble
	}
	return Period{}, incomplete(s)
}

// unfinished are texts that name no period for a reason that can be told.
var unfinished = []struct {
	pattern *regexp.Regexp
	why     Trouble
}{
	{regexp.MustCompile(`^\d{1,2}月\d{1,2}日$|^\d{1,2}-(` + monthPattern + `)$|^(` + monthPattern + `)-0?(3|6|9|12)$`), Damaged},
	{regexp.MustCompile(`^(` + monthPattern + `)[./-]?'?\d{2}$`), TwoDigitYear},
	{regexp.MustCompile(`^(第?[1-4]Q|Q[1-4])$|^\d{1,2}月(期|度)?$|^(1-3|0?4-0?6|0?7-0?9|10-12)$`), NoYear},
	{months, NoYear},
	{regexp.MustCompile(`累計|学期`), Span},
}

// months is a run of months without a year.
var months = regexp.MustCompile(`^\d{1,2}月?[-~]\d{1,2}月期?$`)

func incomplete(s string) Trouble {
	for _, u := range unfinished {
		if u.pattern.MatchString(s) {
			return u.why
		}
	}
	return Unreadable
}

func monthOf(t time.Time, flags Flags) Period {
	y, m, _ := t.Date()
	return Period{Kind: Month, Quarter: dim.QuarterOf(y, int(m)), Year: y, Month: int(m), Flags: flags}
}

// atoi reads digits that a pattern has found; "" is 0.
func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

package notation

import (
	"regexp"
	"strings"
	"time"
)

// between reads the months from one to the other, both included.
func between(y1, m1, y2, m2 int, opt PeriodOptions) (Period, Trouble) {
	n := 12*(y2-y1) + m2 - m1 + 1
	switch {
	case m1 < 1 || m1 > 12 || m2 < 1 || m2 > 12 || n < 1:
		return Period{}, Span
	case n == 1:
		return aMonth(y1, m1)
	case n == 3 && m1%3 == 1:
		p, _ := aMonth(y1, m1)
		return aQuarter(p.Quarter), Good
	case n == 6 && m1%3 == 1:
		return yearWith(y1, m1, opt), HalfYear
	case n == 12 && (m1 == 1 || m1 == opt.FiscalStart):
		return yearWith(y1, m1, opt), WholeYear
	}
	return Period{}, Span
}

// yearWith is the year in which a month lies, counted as the caller counts.
func yearWith(y, m int, opt PeriodOptions) Period {
	switch {
	case m == 1:
		return Period{Kind: CalendarYear, Year: y}
	case m < opt.FiscalStart:
		y--
	}
	return Period{Kind: FiscalYear, Year: y}
}

var (
	spanSigns = regexp.MustCompile(`~|から|-`)
	edge      = regexp.MustCompile(`^(` + eraPattern + `)?\.?(\d{4}|\d{1,2})(?:年(\d{1,2})月(?:(\d{1,2})日)?|[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)$`)
	edgeYear  = regexp.MustCompile(`^(?:` + eraPattern + `)?\.?\d{1,4}(?:年|[-/.])`)
	edgeMonth = regexp.MustCompile(`^.*月`)
	ownYear   = regexp.MustCompile(`^(?:` + eraPattern + `|\d{4})`)
	onlyDay   = regexp.MustCompile(`^\d{1,2}日$`)
)

// readSpan reads a period from one month or day to another:
// 2026年4月~2026年6月, 2026/4/1~6/30.
func readSpan(s string, opt PeriodOptions) (Period, Trouble) {
	for _, at := range spanSigns.FindAllStringIndex(s, -1) {
		left, right := s[:at[0]], strings.TrimSuffix(strings.TrimSuffix(s[at[1]:], "まで"), "期")
		inherits := !ownYear.MatchString(right) && (s[at[0]:at[1]] != "-" || strings.Contains(right, "月"))
		switch {
		case onlyDay.MatchString(right):
			right, inherits = edgeMonth.FindString(left)+right, true
		case inherits:
			right = edgeYear.FindString(left) + right
		}
		if edge.MatchString(left) && edge.MatchString(right) {
			return fromTo(left, right, inherits, opt)
		}
	}
	return Period{}, Unreadable
}

// fromTo reads a period from its two ends. Days are good where they are the
// first and the last of their months. Each end must be of its own era; where
// the second has none of its own, the era must reach the period.
func fromTo(left, right string, inherits bool, opt PeriodOptions) (Period, Trouble) {
	from, trouble1 := readEdge(left)
	to, trouble2 := readEdge(right)
	if trouble := firstOf(trouble1, trouble2); trouble != Good {
		return Period{}, trouble
	}
	if from.daily != to.daily || from.first.Day() != 1 || to.last.AddDate(0, 0, 1).Day() != 1 {
		return Period{}, Span
	}
	p, trouble := between(from.western, int(from.first.Month()), to.western, int(to.last.Month()), opt)
	if trouble != Good {
		return p, trouble
	}
	var flags Flags
	if inherits {
		p.Flags, trouble = from.check(from.first, to.last, false)
		return p, trouble
	}
	p.Flags, trouble1 = from.check(from.first, from.last, false)
	flags, trouble2 = to.check(to.first, to.last, false)
	p.Flags |= flags
	return p, firstOf(trouble1, trouble2)
}

// An end of a period is a month or, if it is daily, a day.
type end struct {
	year
	first, last time.Time
	daily       bool
}

func readEdge(s string) (end, Trouble) {
	m := edge.FindStringSubmatch(s)
	y, trouble := readYear(m[1], m[2], false)
	month, d := atoi(m[3]+m[5]), m[4]+m[6]
	switch {
	case trouble != Good:
		return end{}, trouble
	case month < 1 || month > 12:
		return end{}, Span
	}
	e := end{y, day(y.western, month, 1), day(y.western, month+1, 0), d != ""}
	switch {
	case d != "" && (atoi(d) < 1 || atoi(d) > e.last.Day()):
		return end{}, NoSuchDay
	case d != "":
		e.first = day(y.western, month, atoi(d))
		e.last = e.first
	}
	return e, Good
}

var bothYears = regexp.MustCompile(`^(FY)?(` + eraPattern + `)?\.?(\d{1,4})(年度|年)?\((` + eraPattern + `)?\.?(\d{1,4})(年度|年)?\)(年度|年)?(.*)$`)

// oneYear leaves the western year of 令和8(2026)年度 and 2026年(令和8年), which
// must agree.
func oneYear(s string) (string, Trouble) {
	m := bothYears.FindStringSubmatch(s)
	if m == nil || m[2] == "" && m[5] == "" {
		return s, Good
	}
	a, trouble1 := readYear(m[2], m[3], false)
	b, trouble2 := readYear(m[5], m[6], false)
	if trouble := firstOf(trouble1, trouble2); trouble != Good {
		return s, trouble
	}
	if a.western != b.western {
		return s, Contradiction
	}
	word := m[4] + m[8]
	if m[4] != "" && m[8] != "" {
		return s, Unreadable
	}
	western := m[3]
	if m[2] != "" {
		western = m[6]
	}
	return m[1] + western + word + m[9], Good
}

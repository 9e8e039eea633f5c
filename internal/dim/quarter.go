// Package dim names what a number is about: quarters, axes, codes and keys.
//
// A Code is only meaningful together with the Lists that it was taken from;
// whatever leaves the process (files, identifiers) carries the code's ID.
package dim

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A Quarter counts calendar quarters since year 0: 4*year + 0 for January to
// March. Fiscal years (年度, from April) are only a way of writing it.
type Quarter int

// A Basis says which year a quarter is written in.
type Basis int8

// The two bases. Japanese public bodies count the fiscal year from April.
const (
	Fiscal Basis = iota
	Calendar
)

// FiscalQuarter returns quarter n (1 to 4) of the fiscal year that begins in
// April of year.
func FiscalQuarter(year, n int) Quarter { return Quarter(4*year + n) }

// CalendarQuarter returns quarter n (1 to 4) of the calendar year.
func CalendarQuarter(year, n int) Quarter { return Quarter(4*year + n - 1) }

// QuarterOf returns the quarter that a month (1 to 12) lies in.
func QuarterOf(year, month int) Quarter { return Quarter(4*year + (month-1)/3) }

// In returns the year and the number of the quarter (1 to 4) in the basis.
func (q Quarter) In(b Basis) (year, n int) {
	i := int(q)
	if b == Fiscal {
		i--
	}
	return i / 4, i%4 + 1
}

// Start returns the first day of the quarter, at midnight UTC.
func (q Quarter) Start() time.Time {
	return time.Date(int(q)/4, time.Month(int(q)%4*3+1), 1, 0, 0, 0, 0, time.UTC)
}

// End returns the last day of the quarter.
func (q Quarter) End() time.Time { return (q + 1).Start().AddDate(0, 0, -1) }

// ID writes the quarter as identifiers do: 2026fq1 or 2026cq2.
func (q Quarter) ID(b Basis) string {
	y, n := q.In(b)
	year := strconv.Itoa(y)
	if len(year) < 4 {
		year = fmt.Sprintf("%04d", y)
	}
	if b == Fiscal {
		return year + "fq" + strconv.Itoa(n)
	}
	return year + "cq" + strconv.Itoa(n)
}

// Words writes the quarter for a sentence, in Japanese and English:
// 2026年度第2四半期 and Q2 of fiscal 2026. Of a calendar year it is
// 2026年7-9月期, as 第3四半期 alone would be taken for the fiscal one, and
// Q3 of 2026.
func (q Quarter) Words(b Basis) (ja, en string) {
	y, n := q.In(b)
	if b == Fiscal {
		return fmt.Sprintf("%d年度第%d四半期", y, n), fmt.Sprintf("Q%d of fiscal %d", n, y)
	}
	return fmt.Sprintf("%d年%d-%d月期", y, 3*n-2, 3*n), fmt.Sprintf("Q%d of %d", n, y)
}

var quarterID = regexp.MustCompile(`^([0-9]{4})([fc])q([1-4])$`)

// ParseQuarter reads what ID writes, in either case.
func ParseQuarter(s string) (Quarter, Basis, error) {
	m := quarterID.FindStringSubmatch(strings.ToLower(s))
	if m == nil {
		return 0, 0, fmt.Errorf("quarter %q: want 2026fq1 to 2026fq4, or 2026cq1 to 2026cq4", s)
	}
	y, _ := strconv.Atoi(m[1])
	n := int(m[3][0] - '0')
	if m[2] == "c" {
		return CalendarQuarter(y, n), Calendar, nil
	}
	return FiscalQuarter(y, n), Fiscal, nil
}

// A Period is a run of quarters. Windows longer than one quarter are sums that
// are published instead of their quarters, never beside them.
type Period struct {
	First Quarter
	N     int // quarters; 1 is the quarter alone
}

// Last returns the quarter that the period ends with.
func (p Period) Last() Quarter { return p.First + Quarter(p.N) - 1 }

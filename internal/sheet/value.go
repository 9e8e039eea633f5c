package sheet

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// An epoch is the calendar that serial dates of a workbook are counted in.
type epoch int

const (
	epoch1900 epoch = iota // Windows: 1 is 1900-01-01
	epoch1904              // old Macintosh: 0 is 1904-01-01
)

const (
	dayMS  = 24 * 60 * 60 * 1000
	leap   = 60        // the serial of 1900-02-29, which Lotus 1-2-3 believed in
	last   = 2_958_465 // the serial of 9999-12-31
	offset = 1462      // days between the epochs
)

// date gives the day of a serial; false where the calendar has none.
//
// Source: ECMA-376 part 1, 18.17.4.1. Before the day that never was, serials are
// one day off.
func (e epoch) date(serial int64) (time.Time, bool) {
	if e == epoch1904 {
		if serial < 0 {
			return time.Time{}, false
		}
		serial += offset
	}
	if serial < 1 || serial == leap || serial > last {
		return time.Time{}, false
	}
	if serial < leap {
		serial++
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(serial)), true
}

// serialText writes a serial date as the format means it; false where there is no
// such date or time. Times are rounded to the millisecond, which is finer than
// any format and coarser than the error of a stored fraction.
func (e epoch) serialText(v float64, f format) (string, bool) {
	if v < 0 || v > last+1 {
		return "", false
	}
	ms := int64(math.Round(v * dayMS))
	days, rest := ms/dayMS, ms%dayMS
	switch {
	case f.elapsed && !f.date():
		return clockText(ms), true
	case !f.date() && days == 0:
		return clockText(rest), true
	}
	day, ok := e.date(days)
	if !ok {
		return "", false
	}
	switch {
	case rest != 0 || f.clock || !f.date():
		return day.Format("2006-01-02T") + clockText(rest), true
	case f.year && f.month && !f.day && day.Day() == 1:
		return day.Format("2006-01"), true // shown as a month, and typed as one
	}
	return day.Format(time.DateOnly), true
}

// clockText writes milliseconds as 09:30:00, with a fraction only if there is one.
func clockText(ms int64) string {
	s := fmt.Sprintf("%02d:%02d:%02d", ms/3_600_000, ms/60_000%60, ms/1000%60)
	if f := ms % 1000; f != 0 {
		s += fmt.Sprintf(".%03d", f)
	}
	return s
}

var numeral = regexp.MustCompile(`^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$`)

const exact = 1 << 53 // up to here a float64 holds every whole number

// decimal writes a stored number as decimal text without an exponent. Whole
// numbers below 2^53 are exact; others have the 15 significant digits that Excel
// itself keeps and shows, so that 0.1+0.2, stored as 0.30000000000000004, reads
// 0.3. sure is false beyond 2^53, where digits are already lost, and ok is false
// if it is no number.
func decimal(stored string) (text string, v float64, sure, ok bool) {
	if !numeral.MatchString(stored) {
		return stored, 0, false, false
	}
	v, err := strconv.ParseFloat(stored, 64)
	switch {
	case err != nil:
		return stored, 0, false, false
	case v == math.Trunc(v) && math.Abs(v) <= exact:
		return strconv.FormatInt(int64(v), 10), v, true, true
	case math.Abs(v) > exact:
		return strconv.FormatFloat(v, 'f', -1, 64), v, false, true
	}
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 14, 64), 64)
	return strconv.FormatFloat(rounded, 'f', -1, 64), v, true, true
}

// percent moves the point of a decimal text by two places: 0.123 is 12.3%.
func percent(text string) string { return moved(text, 2) + "%" }

// moved moves the point of a decimal text to the right or, if places is
// negative, to the left.
func moved(text string, places int) string {
	sign := ""
	if s, ok := strings.CutPrefix(text, "-"); ok {
		sign, text = "-", s
	}
	whole, frac, _ := strings.Cut(text, ".")
	point := len(whole) + places
	digits := whole + frac
	if point < 0 {
		digits, point = strings.Repeat("0", -point)+digits, 0
	}
	digits += strings.Repeat("0", max(0, point-len(digits)))
	whole, frac = strings.TrimLeft(digits[:point], "0"), strings.TrimRight(digits[point:], "0")
	if whole == "" {
		whole = "0"
	}
	if frac != "" {
		frac = "." + frac
	}
	return sign + whole + frac
}

// padded fills digits into a mask from the right, as 11002 in 000000 is 011002.
// More digits than places stand before the mask's first zero. It is for whole
// numbers that are not negative.
func padded(mask []rune, digits string) string {
	var out []rune
	zeros := strings.Count(string(mask), "0")
	left := len(digits) - zeros
	for _, c := range mask {
		if c != '0' {
			out = append(out, c)
			continue
		}
		if left > 0 {
			out = append(out, []rune(digits[:left])...)
			digits, left = digits[left:], 0
		}
		if left < 0 {
			out = append(out, '0')
			left++
			continue
		}
		out = append(out, rune(digits[0]))
		digits = digits[1:]
	}
	return string(out)
}

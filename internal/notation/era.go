package notation

import (
	"strconv"
	"time"
)

// An era counts its years from the one after before. Where two eras share a
// day (1912-07-30, 1926-12-25) it is written in either.
type era struct {
	before      int
	first, last time.Time
	planned     bool // plans were written in years that it did not reach: 平成32年
}

func day(year, month, d int) time.Time {
	return time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC)
}

var (
	meiji  = &era{before: 1867, first: day(1868, 1, 25), last: day(1912, 7, 30)} // proclaimed 1868-10-23 for the whole year
	taisho = &era{before: 1911, first: day(1912, 7, 30), last: day(1926, 12, 25)}
	showa  = &era{before: 1925, first: day(1926, 12, 25), last: day(1989, 1, 7)}
	heisei = &era{before: 1988, first: day(1989, 1, 8), last: day(2019, 4, 30), planned: true}
	reiwa  = &era{before: 2018, first: day(2019, 5, 1), last: day(lastDate, 12, 31)}
)

var eras = map[string]*era{
	"明治": meiji, "大正": taisho, "昭和": showa, "平成": heisei, "令和": reiwa,
	"明": meiji, "大": taisho, "昭": showa, "平": heisei, "令": reiwa,
	"M": meiji, "T": taisho, "S": showa, "H": heisei, "R": reiwa,
}

// eraPattern is the name of an era in a regular expression.
const eraPattern = `明治|大正|昭和|平成|令和|[明大昭平令MTSHR]`

// The months of Japan followed the moon until the end of 明治5年.
var gregorian = day(1873, 1, 1)

// covers finds whether a period in years of the era overlaps it. A fiscal year
// is called by the year in which it is planned, so a year that the era did not
// reach is only flagged.
func (e *era) covers(from, to time.Time, fiscal bool) (Flags, Trouble) {
	switch {
	case to.Before(e.first):
		return 0, WrongEra
	case !from.After(e.last):
		return 0, Good
	case e.planned || fiscal:
		return OldEra, Good
	}
	return 0, WrongEra
}

// A year is one of a text, before it is known of what.
type year struct {
	western int
	era     *era // nil for a western year
	flags   Flags
}

// readYear reads the digits of a year. Two digits without an era are a year
// only where fiscal says that a label of fiscal years stands beside them.
func readYear(name, digits string, fiscal bool) (year, Trouble) {
	n, _ := strconv.Atoi(digits)
	e := eras[name]
	switch {
	case e != nil && (n < 1 || len(digits) > 2):
		return year{}, Unreadable
	case e != nil:
		return year{western: e.before + n, era: e}, Good
	case len(digits) == 4:
		return year{western: n}, Good
	case len(digits) == 2 && fiscal && n < shortFrom:
		return year{western: 2000 + n}, Good
	case len(digits) <= 2:
		return year{}, TwoDigitYear
	}
	return year{}, Unreadable
}

// shortFrom is the first of the two digits that mean a year before 2000.
const shortFrom = 70

// check finds whether the year is one of its era, when it is that of a period.
func (y year) check(from, to time.Time, fiscal bool) (Flags, Trouble) {
	if y.era == nil {
		return y.flags, Good
	}
	flags, trouble := y.era.covers(from, to, fiscal)
	return flags | y.flags, trouble
}

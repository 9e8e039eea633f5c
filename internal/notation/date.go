package notation

import (
	"regexp"
	"strings"
	"time"
)

// A ShortYears says what the two digits of 26/4/1 mean.
type ShortYears int8

// What two digits may mean.
const (
	RefuseShort  ShortYears = iota
	WesternShort            // 2000 to 2099
	ShowaShort
	HeiseiShort
	ReiwaShort
)

var shortEras = map[ShortYears]string{ShowaShort: "昭和", HeiseiShort: "平成", ReiwaShort: "令和"}

// DateOptions says how dates are written. The zero value refuses what can be
// read in two ways.
type DateOptions struct {
	Short      ShortYears // of years with two digits
	MonthFirst bool       // 4/1/2026 is 1 April
	Serial     bool       // numbers are serial numbers of a spreadsheet: 46113 is 2026-04-01
	From1904   bool       // they count from 1904, as old files of the Macintosh do
}

// A Date is a day in Japan. With the troubles Serial, WrongEra and
// WrongWeekday it is what would be read, for the message only.
type Date struct {
	Time  time.Time // midnight UTC; zero if nothing is known
	Flags Flags
}

// String writes the date as 2026-04-01; the zero Date is empty.
func (d Date) String() string {
	if d.Time.IsZero() {
		return ""
	}
	return d.Time.Format(time.DateOnly)
}

// The years that a date may lie in.
const (
	firstDate = 1868
	lastDate  = 2100
)

// ParseDate reads a date in the forms of HANDBOOK 4.1, with or without a
// weekday and a time of day after it. A time that tells its offset is moved to
// Japan, as exports in UTC put the morning of 1 April into March.
func ParseDate(text string, opt DateOptions) (Date, Trouble) {
	d, trouble := parseDate(text, opt)
	if trouble != Good && disguised(text, func(plain string) Trouble { _, t := parseDate(plain, opt); return t }) {
		return Date{}, Disguised
	}
	return d, trouble
}

func parseDate(text string, opt DateOptions) (Date, Trouble) {
	s, trouble := label(text)
	if trouble != Good {
		return Date{}, trouble
	}
	if s, trouble = oneYear(s); trouble != Good {
		return Date{}, trouble
	}
	return readDate(s, opt)
}

// The ways to write a date, each followed by weekday and time.
var (
	dateNumeric = regexp.MustCompile(`^(\d{4}|'?\d{1,2})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2}))(\D.*)?$`)
	dateKanji   = regexp.MustCompile(`^(\d{4}|\d{1,2})年(\d{1,2})月(\d{1,2})日(.*)$`)
	dateEra     = regexp.MustCompile(`^(` + eraPattern + `)\.?(\d{1,2})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(.*)$`)
	dateDigits  = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(\D.*)?$`)
	dateLetter  = regexp.MustCompile(`^([MTSHR])(\d{2})(\d{2})(\d{2})$`)
	dateTurned  = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(\D.*)?$`)
	dateDayName = regexp.MustCompile(`^(\d{1,2})[-/. ]?(` + monthPattern + `)[-/.,]*(\d{4}|\d{2})(\D.*)?$`)
	dateNameDay = regexp.MustCompile(`^(` + monthPattern + `)\.?(\d{1,2})(?:,| |, )(\d{4})(\D.*)?$`)
	serial      = regexp.MustCompile(`^(\d{1,5})(?:\.\d+)?$`)
	noDay       = regexp.MustCompile(`^(?:(?:` + eraPattern + `)?\.?(?:\d{4}|\d{1,2})年度?(?:\d{1,2}月)?|\d{4}[-/.]\d{1,2}|\d{4}(?:0[1-9]|1[0-2])|\d{4})$`)
	damagedDate = regexp.MustCompile(`^\d{1,2}月\d{1,2}日$|^\d{1,2}-(?:` + monthPattern + `)$|^(?:` + monthPattern + `)-\d{1,2}$`)
)

// readDate reads a date that label has brought to one writing.
func readDate(s string, opt DateOptions) (Date, Trouble) {
	if m := dateEra.FindStringSubmatch(s); m != nil {
		return eraDate(m[1], m[2], m[3]+m[5]+m[7]+m[9], m[4]+m[6]+m[8]+m[10], m[11])
	}
	if m := dateLetter.FindStringSubmatch(s); m != nil {
		return eraDate(m[1], m[2], m[3], m[4], "")
	}
	if m := dateNumeric.FindStringSubmatch(s); m != nil {
		return numericDate(m[1], m[2]+m[4]+m[6], m[3]+m[5]+m[7], m[8], opt)
	}
	if m := dateKanji.FindStringSubmatch(s); m != nil {
		return numericDate(m[1], m[2], m[3], m[4], opt)
	}
	if m := dateDigits.FindStringSubmatch(s); m != nil {
		return westernDate(m[1], m[2], m[3], m[4])
	}
	if m := dateTurned.FindStringSubmatch(s); m != nil {
		if !opt.MonthFirst {
			return Date{}, DayOrder
		}
		return westernDate(m[3], m[1], m[2], m[4])
	}
	return readNamed(s, opt)
}

// readNamed reads what is left: English months, serial numbers, and texts
// that are no date for a reason that can be told.
func readNamed(s string, opt DateOptions) (Date, Trouble) {
	if m := dateDayName.FindStringSubmatch(s); m != nil {
		if len(m[3]) == 2 {
			return Date{}, TwoDigitYear
		}
		return dated(year{western: atoi(m[3])}, monthNumber(m[2]), atoi(m[1]), m[4])
	}
	if m := dateNameDay.FindStringSubmatch(s); m != nil {
		return dated(year{western: atoi(m[3])}, monthNumber(m[1]), atoi(m[2]), m[4])
	}
	switch {
	case opt.Serial && serial.MatchString(s):
		return serialDate(s, opt.From1904)
	case damagedDate.MatchString(s):
		return Date{}, Damaged
	case noDay.MatchString(s):
		return Date{}, NoDay
	case len(s) >= 5 && serial.MatchString(s):
		d, trouble := serialDate(s, false)
		return d, firstOf(trouble, Serial)
	}
	return Date{}, Unreadable
}

func westernDate(y, m, d, rest string) (Date, Trouble) {
	return dated(year{western: atoi(y)}, atoi(m), atoi(d), rest)
}

func eraDate(name, y, m, d, rest string) (Date, Trouble) {
	year, trouble := readYear(name, y, false)
	if trouble != Good {
		return Date{}, trouble
	}
	return dated(year, atoi(m), atoi(d), rest)
}

// numericDate reads 2026/4/1, and 26/4/1 where the options say its era.
func numericDate(y, m, d, rest string, opt DateOptions) (Date, Trouble) {
	short := strings.TrimPrefix(y, "'")
	switch {
	case len(y) == 4:
		return westernDate(y, m, d, rest)
	case opt.Short == RefuseShort:
		return Date{}, TwoDigitYear
	case opt.Short == WesternShort && len(short) == 2:
		return westernDate("20"+short, m, d, rest)
	case opt.Short == WesternShort:
		return Date{}, TwoDigitYear
	}
	return eraDate(shortEras[opt.Short], short, m, d, rest)
}

// dated puts a date together and reads what follows it.
func dated(y year, month, d int, rest string) (Date, Trouble) {
	t := day(y.western, month, d)
	switch {
	case t.Day() != d || int(t.Month()) != month:
		return Date{}, NoSuchDay
	case t.Before(meiji.first) || y.western > lastDate:
		return Date{}, Implausible
	}
	flags, trouble := y.check(t, t, false)
	if t.Before(gregorian) {
		flags |= OldCalendar
	}
	if trouble != Good {
		return Date{t, flags}, trouble
	}
	return Date{t, flags}.timed(rest)
}

// timed reads weekday and time of day after the date.
func (d Date) timed(rest string) (Date, Trouble) {
	rest, trouble := d.weekday(rest)
	if trouble != Good {
		return d, trouble
	}
	if rest == "" {
		return d, Good
	}
	since, ok := readClock(rest)
	if !ok {
		return Date{}, BadTime
	}
	moved := d.Time.Add(since).Truncate(24 * time.Hour)
	switch {
	case moved.Equal(d.Time):
		return d, Good
	case moved.Before(meiji.first) || moved.Year() > lastDate:
		return Date{}, Implausible
	}
	return Date{moved, d.Flags | Moved}, Good
}

var weekday = regexp.MustCompile(`^,?\(?(?:([日月火水木金土])(?:曜日?)?|(SUN|MON|TUE|WED|THU|FRI|SAT)[A-Z]*)(?:[・/]?[祝休振])?\)?`)

// weekday cuts the weekday off, which must be that of the date.
func (d Date) weekday(rest string) (string, Trouble) {
	m := weekday.FindStringSubmatch(rest)
	if m == nil {
		return rest, Good
	}
	n := strings.Index("日月火水木金土", m[1]) / len("日")
	if m[2] != "" {
		n = strings.Index("SUNMONTUEWEDTHUFRISAT", m[2]) / 3
	}
	if time.Weekday(n) != d.Time.Weekday() {
		return "", WrongWeekday
	}
	return rest[len(m[0]):], Good
}

// serialDate reads a spreadsheet's number of a day. In the 1900 system 60 is
// 29 February 1900, which never was, and the numbers before it are one day
// nearer to their dates.
func serialDate(s string, from1904 bool) (Date, Trouble) {
	n := atoi(serial.FindStringSubmatch(s)[1])
	t := day(1899, 12, 30).AddDate(0, 0, n)
	switch {
	case from1904:
		t = day(1904, 1, 1).AddDate(0, 0, n)
	case n == 0 || n == 60:
		return Date{}, NoSuchDay
	case n < 60:
		t = t.AddDate(0, 0, 1)
	}
	if t.Year() > lastDate {
		return Date{}, Implausible
	}
	return Date{Time: t}, Good
}

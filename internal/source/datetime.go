package source

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"fukusen/internal/dim"
	"fukusen/internal/rows"
)

// clock is a time of day as forms and databases write it, with the offset
// that some of them add: 21:25:52, 9:05:10 午後 GMT+9, 15:04:05.000Z.
var clock = regexp.MustCompile(`^(午前|午後)? ?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?(午前|午後|AM|PM)? ?(?:(Z)|(?:GMT|UTC)?([+-]\d{1,2})(?::?(\d{2}))?|(UTC|GMT|JST))?$`)

// japan is ahead of UTC by this much, all year.
const japan = 9 * time.Hour

// parseDateTime takes the quarter of a date with or without a time, such as
// 2023-04-28 21:25:52 or 2023/4/28. The date is that of Japan: a time that
// tells its offset is moved there, as exports in UTC put the morning of 1
// April into March.
func parseDateTime(text string) (dim.Quarter, bool) {
	date, rest, timed := cutDate(rows.Fold(text))
	t, ok := parseDate(date)
	if !ok {
		return 0, false
	}
	if timed {
		shift, ok := parseClock(rest)
		if !ok {
			return 0, false
		}
		t = t.Add(shift)
	}
	q := dim.QuarterOf(t.Year(), int(t.Month()))
	return q, plausible(q)
}

// cutDate separates the date from the time after it.
func cutDate(s string) (date, rest string, timed bool) {
	i := strings.IndexAny(s, " T")
	if i < 0 {
		return s, "", false
	}
	return s[:i], strings.TrimLeft(s[i+1:], " "), true
}

func parseDate(s string) (time.Time, bool) {
	for _, layout := range []string{"2006-1-2", "2006/1/2", "2006.1.2", "2006年1月2日", "20060102"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// parseClock gives the time since midnight, in Japan.
func parseClock(s string) (time.Duration, bool) {
	m := clock.FindStringSubmatch(strings.ToUpper(s))
	if m == nil || m[1] != "" && m[5] != "" {
		return 0, false
	}
	hour, minute, second := number(m[2]), number(m[3]), number(m[4])
	switch half := m[1] + m[5]; {
	case half != "" && hour > 12:
		return 0, false
	case half == "午後" || half == "PM":
		hour = hour%12 + 12
	case half != "":
		hour %= 12
	}
	if hour > 23 || minute > 59 || second > 60 {
		return 0, false
	}
	day := time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(second)*time.Second
	return day + toJapan(m[6]+m[9], m[7], m[8]), true
}

// toJapan is what to add to a time with an offset; nothing to one without.
func toJapan(zone, hours, minutes string) time.Duration {
	switch {
	case zone == "JST" || zone == "" && hours == "":
		return 0
	case zone != "":
		return japan
	}
	offset := time.Duration(number(hours[1:]))*time.Hour + time.Duration(number(minutes))*time.Minute
	if hours[0] == '-' {
		offset = -offset
	}
	return japan - offset
}

// number reads at most two digits.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

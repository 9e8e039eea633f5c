package notation

import (
	"regexp"
	"time"
)

// clock is a time of day as forms and databases write it, with the offset that
// some of them add: 21:25:52, 9:05:10 午後 GMT+9, T15:04:05.000Z, 午後3時30分.
var clock = regexp.MustCompile(`^[T ]?(午前|午後|AM|PM)?(?:(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?|(\d{1,2})時(?:(\d{1,2})分(?:(\d{1,2})秒)?)?)(午前|午後|AM|PM)?(?:(Z)|(?:GMT|UTC)?([+-]\d{1,2})(?::?(\d{2}))?|(UTC|GMT|JST))?$`)

// japan is ahead of UTC by this much, all year.
const japan = 9 * time.Hour

// readClock gives the time since midnight, in Japan.
func readClock(s string) (time.Duration, bool) {
	m := clock.FindStringSubmatch(s)
	if m == nil || m[1] != "" && m[8] != "" {
		return 0, false
	}
	hour, minute, second := atoi(m[2]+m[5]), atoi(m[3]+m[6]), atoi(m[4]+m[7])
	switch half := m[1] + m[8]; {
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
	shift, ok := toJapan(m[9]+m[12], m[10], m[11])
	return time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute + time.Duration(min(second, 59))*time.Second + shift, ok
}

// toJapan is what to add to a time with an offset; nothing to one without.
func toJapan(zone, hours, minutes string) (time.Duration, bool) {
	switch {
	case zone == "JST" || zone == "" && hours == "":
		return 0, true
	case zone != "":
		return japan, true
	}
	h, m := atoi(hours[1:]), atoi(minutes)
	offset := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
	if hours[0] == '-' {
		offset = -offset
	}
	return japan - offset, h <= 14 && m <= 59
}

package report

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// columns is how many columns of a terminal the character takes: two if it is
// wide in the sense of East Asian Width (UAX #11), none if it joins the one
// before. Ambiguous ones take one, as in terminals of today.
func columns(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r < 0x1100:
		return 1
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		n += columns(r)
	}
	return n
}

// harmless replaces what would move the cursor, break the line, change the
// colour or turn the direction of the text, each character by one.
func harmless(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case r == '\n', r == '\r':
			return '↵'
		case unicode.IsControl(r), r == 0x2028, r == 0x2029,
			0x200E <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069:
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// A cropped is a line cut to what fits, around its value.
type cropped struct {
	before, value, after string
	whole                bool // no single value is meant
}

// crop cuts the line to about most columns such that the beginning of the
// value is among them. What is left out shows as an ellipsis.
func crop(line string, start, end, most int) cropped {
	if start < 0 {
		head, cut := head(harmless(line), most)
		return cropped{before: head + cut, whole: true}
	}
	before, value, after := harmless(line[:start]), harmless(line[start:end]), harmless(line[end:])
	value, cut := head(value, most*2/3)
	if cut != "" {
		value, after = value+cut, ""
	}
	left := most - columnsOf(value)
	before = tail(before, max(left/2, left-columnsOf(after)))
	after, cut = head(after, left-columnsOf(before))
	return cropped{before: before, value: value, after: after + cut}
}

// head gives the first characters that fit, and an ellipsis if others follow.
func head(s string, most int) (fits, cut string) {
	if columnsOf(s) <= most {
		return s, ""
	}
	for i, r := range s {
		if most -= columns(r); most < 1 {
			return s[:i], "…"
		}
	}
	return s, ""
}

// tail gives the last characters that fit, after an ellipsis if others precede.
func tail(s string, most int) string {
	n := columnsOf(s)
	if n <= most {
		return s
	}
	for i, r := range s {
		if n < most {
			return "…" + s[i:]
		}
		n -= columns(r)
	}
	return "…"
}

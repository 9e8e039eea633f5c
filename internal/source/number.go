package source

import (
	"regexp"
	"strconv"
	"strings"

	"fukusen/internal/rows"
)

// A Status says what a measure's field holds.
type Status int8

// What a field can hold. Only a Given value counts in a sum.
const (
	Given Status = iota
	Missing
	SourceWithheld // the submitter does not tell
	NotApplicable
)

// A Value is the content of one field of a measure, or of a survey item.
type Value struct {
	Status Status
	N      int64 // the value; for an item the index of the answer
	Point  int32 // of a survey item with points
}

// markers are what stands in place of a number (HANDBOOK 4.4). A lone dash may
// mean none or not applicable; it is never silently zero.
var markers = map[string]Status{
	"-": NotApplicable, "該当なし": NotApplicable,
	"…": Missing, "...": Missing, "・・・": Missing, "***": Missing, "****": Missing,
	"未回答": Missing, "不明": Missing, "不詳": Missing, "無回答": Missing,
	"N/A": Missing, "NA": Missing, "NULL": Missing, "ND": Missing, "": Missing,
	"X": SourceWithheld, "Χ": SourceWithheld, "*": SourceWithheld,
	"秘匿": SourceWithheld, "非公表": SourceWithheld, "非開示": SourceWithheld,
}

var dashes = strings.NewReplacer("−", "-", "―", "-", "‐", "-", "–", "-", "—", "-", "ー", "-")

// marker looks a folded text up; custom markers of a mapping win.
func marker(folded string, custom map[string]Status) (Status, bool) {
	if s, ok := custom[folded]; ok {
		return s, true
	}
	s, ok := markers[strings.ToUpper(dashes.Replace(folded))]
	return s, ok
}

// A numberTrouble says why a text is not a count.
type numberTrouble int8

const (
	numberGood numberTrouble = iota
	numberUnreadable
	numberGrouping // 1,23
	numberNegative
	numberFraction
	numberPercent
	numberTooLarge
)

var (
	grouped  = regexp.MustCompile(`^\d{1,3}([, ]\d{3})+$`)
	fraction = regexp.MustCompile(`^\d+\.(\d+)$`)
)

// maxCount keeps sums of any number of rows within 63 bits.
const maxCount = 1_000_000_000_000

// parseCount reads a count of persons as Japanese offices write it: full-width
// digits, thousands separators, 人 stuck to it, p or r for provisional and
// revised. Everything else is refused with its reason.
func parseCount(folded string) (int64, numberTrouble) {
	s := strings.TrimRight(folded, "人名")
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(s, "p"), "r"))
	switch {
	case s == "":
		return 0, numberUnreadable
	case strings.HasSuffix(s, "%"):
		return 0, numberPercent
	case strings.ContainsRune("▲△", firstRune(s)) || dashes.Replace(s)[0] == '-':
		return 0, numberNegative
	}
	if grouped.MatchString(s) {
		s = strings.NewReplacer(",", "", " ", "").Replace(s)
	} else if strings.ContainsAny(s, ",") {
		return 0, numberGrouping
	}
	if m := fraction.FindStringSubmatch(s); m != nil {
		if strings.Trim(m[1], "0") != "" {
			return 0, numberFraction
		}
		s = s[:strings.IndexByte(s, '.')] // 12.0, as spreadsheets write whole numbers
	}
	return digits(s)
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func digits(s string) (int64, numberTrouble) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, numberUnreadable
		}
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n > maxCount {
		return 0, numberTooLarge
	}
	return n, numberGood
}

// parseValue reads the field of a measure.
func parseValue(field string, custom map[string]Status) (Value, numberTrouble) {
	if n, ok := plainDigits(field); ok {
		return Value{N: n}, numberGood
	}
	folded := rows.Fold(field)
	if s, ok := marker(folded, custom); ok {
		return Value{Status: s}, numberGood
	}
	n, trouble := parseCount(folded)
	return Value{N: n}, trouble
}

// plainDigits is the fast way for the usual case.
func plainDigits(s string) (int64, bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	var n int64
	for i := range len(s) {
		d := s[i] - '0'
		if d > 9 {
			return 0, false
		}
		n = 10*n + int64(d)
	}
	return n, true
}

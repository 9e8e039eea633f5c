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
	N      int64 // the value, 0 to 10^12; for an item the index of the answer
	Point  int32 // of a survey item with points
}

// marks are what stands in place of a number (HANDBOOK 4.4). A lone dash may
// mean none or not applicable; it is never silently zero.
var marks = map[string]Status{
	"-": NotApplicable, "該当なし": NotApplicable,
	"…": Missing, "...": Missing, "・・・": Missing, "***": Missing, "****": Missing,
	"未回答": Missing, "不明": Missing, "不詳": Missing, "無回答": Missing,
	"N/A": Missing, "NA": Missing, "NULL": Missing, "ND": Missing, "": Missing,
	"X": SourceWithheld, "Χ": SourceWithheld, "*": SourceWithheld,
	"秘匿": SourceWithheld, "非公表": SourceWithheld, "非開示": SourceWithheld,
}

// markKey is the form in which marks are compared: folded, upper case, and the
// long vowel mark that is typed for a dash as one.
func markKey(folded string) string {
	return strings.ToUpper(strings.ReplaceAll(folded, "ー", "-"))
}

// defaultMark finds what a folded field means if source.yaml does not say.
func defaultMark(folded string) (Status, bool) {
	s, ok := marks[markKey(folded)]
	return s, ok
}

// A declared mark is one of source.yaml.
type declared struct {
	status Status
	zero   bool // the number 0
}

var markWords = map[string]declared{
	"zero": {zero: true}, "missing": {status: Missing},
	"withheld": {status: SourceWithheld}, "not_applicable": {status: NotApplicable},
}

// declaredMarks gives the marks of source.yaml by their markKey.
func (m *Mapping) declaredMarks() map[string]declared {
	all := map[string]declared{}
	for text, word := range m.Markers {
		all[markKey(rows.Fold(text))] = markWords[word]
	}
	return all
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

var grouped = regexp.MustCompile(`^\d{1,3}([, ]\d{3})+$`)

// maxCount keeps sums of any number of rows within 63 bits.
const maxCount = 1_000_000_000_000

// parseCount reads a count of persons as Japanese offices write it, folded:
// with thousands separators, 人 stuck to it, p or r for provisional and
// revised. Everything else is refused with its reason.
func parseCount(folded string) (int64, numberTrouble) {
	s := strings.TrimSpace(strings.TrimRight(folded, "人名"))
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(s, "p"), "r"))
	switch {
	case s == "":
		return 0, numberUnreadable
	case strings.HasSuffix(s, "%"):
		return 0, numberPercent
	case s[0] == '-' || strings.HasPrefix(s, "▲") || strings.HasPrefix(s, "△") || strings.HasPrefix(s, "ー"):
		return 0, numberNegative
	}
	s = withoutZeros(s)
	if grouped.MatchString(s) {
		s = strings.NewReplacer(",", "", " ", "").Replace(s)
	} else if strings.Contains(s, ",") {
		return 0, numberGrouping
	}
	if whole, part, ok := strings.Cut(s, "."); ok && isDigits(whole) && isDigits(part) {
		return 0, numberFraction
	}
	return wholeNumber(s)
}

// withoutZeros turns 12.0 and 12.00, as spreadsheets and databases write whole
// numbers, into 12. Not 12.000: that may be twelve thousand.
func withoutZeros(s string) string {
	for _, zeros := range []string{".0", ".00"} {
		if whole, ok := strings.CutSuffix(s, zeros); ok && whole != "" {
			return whole
		}
	}
	return s
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func wholeNumber(s string) (int64, numberTrouble) {
	if !isDigits(s) {
		return 0, numberUnreadable
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n > maxCount {
		return 0, numberTooLarge
	}
	return n, numberGood
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

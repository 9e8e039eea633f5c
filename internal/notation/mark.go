package notation

import (
	"maps"
	"slices"
	"strings"

	"fukusen/internal/rows"
)

// A Status says what a field of a measure holds.
type Status int8

// What a field can hold. Only a Given value counts in a sum.
const (
	Given Status = iota
	Missing
	SourceWithheld // the submitter does not tell
	NotApplicable
	Dash   // a lone dash: none or not applicable, nobody knows; counts as NotApplicable, with a warning
	TooFew // a lone *: too few cases to tell; counts as SourceWithheld
	Zero   // stands for the number 0; only where it is declared
)

// Counts gives what a status counts as: Given, Missing, SourceWithheld or
// NotApplicable.
func (s Status) Counts() Status {
	switch s {
	case Dash:
		return NotApplicable
	case TooFew:
		return SourceWithheld
	case Zero:
		return Given
	}
	return s
}

// marks are what stands in place of a number (HANDBOOK 4.4).
var marks = map[string]Status{
	"": Missing, "-": Dash, "該当なし": NotApplicable, "*": TooFew,
	"…": Missing, "...": Missing, "......": Missing, "・・・": Missing, "***": Missing, "****": Missing,
	"未回答": Missing, "不明": Missing, "不詳": Missing, "無回答": Missing,
	"N/A": Missing, "NA": Missing, "NULL": Missing, "ND": Missing,
	"X": SourceWithheld, "Χ": SourceWithheld,
	"秘匿": SourceWithheld, "非公表": SourceWithheld, "非開示": SourceWithheld,
}

// markKey is the form in which marks are compared: folded, upper case, and the
// long vowel mark or the ruled line that is typed for a dash as one.
// A text that is too long for one has none.
func markKey(text string) (key string, ok bool) {
	text = rows.Clean(text)
	if len(text) > longest {
		return "", false
	}
	return strings.ToUpper(markDashes.Replace(rows.Fold(text))), true
}

var markDashes = strings.NewReplacer("ー", "-", "─", "-", "━", "-")

// Mark finds what a text means that stands in place of a number; ok is false
// for any other text. Blank is Missing: whether a column may be blank is for
// the caller to say.
func Mark(text string) (s Status, ok bool) {
	if _, plain := PlainDigits(text); plain {
		return Given, false
	}
	if key, short := markKey(text); short {
		s, ok = marks[key]
	}
	return s, ok
}

// Marks are the markers of one submitter. The zero Marks are the usual ones.
type Marks struct {
	declared map[string]Status
}

var markWords = map[string]Status{
	"zero": Zero, "missing": Missing, "withheld": SourceWithheld, "not_applicable": NotApplicable,
}

// NewMarks takes the markers that a submitter declares, each with one of the
// words zero, missing, withheld and not_applicable. They go before the usual
// ones; digits may be declared too (9999: missing). bad lists in order the
// texts whose word is none of these, and those that another spells the same
// with another word.
func NewMarks(words map[string]string) (m Marks, bad []string) {
	m.declared = make(map[string]Status, len(words))
	for _, text := range slices.Sorted(maps.Keys(words)) {
		status, ok := markWords[words[text]]
		key, short := markKey(text)
		if before, twice := m.declared[key]; !ok || !short || twice && before != status {
			bad = append(bad, text)
			continue
		}
		m.declared[key] = status
	}
	return m, bad
}

// Of finds what a text means; see Mark.
func (m Marks) Of(text string) (s Status, ok bool) {
	if len(m.declared) > 0 {
		key, short := markKey(text)
		if s, ok = m.declared[key]; ok && short {
			return s, true
		}
	}
	return Mark(text)
}

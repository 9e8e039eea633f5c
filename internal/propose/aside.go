package propose

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"fukusen/internal/diag"
	"fukusen/internal/notation"
	"fukusen/internal/rows"
)

// A Fate says what the reader makes of a row by the proposal.
type Fate int8

// The fates of a row that is no row of the data.
const (
	LeftOut Fate = iota // it is not counted, at most compared
	Counted             // it is counted as if it were data
	Refused             // it is a finding
)

// An Aside is a row that seems to be no row of the data: a total, a subtotal
// or a note. What the columns are does not follow from it.
type Aside struct {
	Line  int
	Text  string // what is written there, masked
	Total bool   // else a note
	Fate  Fate

	record int
}

var (
	totalLabel = regexp.MustCompile(`^(?:男女|年齢|都道府県|市区?町村|町村|県|市|郡|全)?(?:計|合計|総計|総数|小計|累計|全体|全国|全年齢)$|^(?:sub|grand)?[ -]?total$|^all$`)
	// totalTail is a total of what stands before it: 営業部計, 男性の合計. Words such
	// as 会計 and 設計 end in the same letter.
	totalTail = regexp.MustCompile(`(?:小計|合計|総計|累計)$|[部課室係県府都道市郡町村区校社店代歳男女性月期別)]の?計$`)
	totalWord = regexp.MustCompile(`^total |\btotal$`)
	partLabel = regexp.MustCompile(`^[(〔\[【 ]*(?:再掲|内数|うち.)`)
)

const longestLabel = 24 // letters of the label of a total

// isTotal reports a field that makes a total, or a part of another row, of its
// row.
func isTotal(field string) bool {
	if field == "" || utf8.RuneCountInString(field) > longestLabel {
		return false
	}
	s := strings.ToLower(rows.Fold(field))
	joined := strings.ReplaceAll(s, " ", "")
	return totalLabel.MatchString(joined) || totalTail.MatchString(joined) || totalWord.MatchString(s) || partLabel.MatchString(s)
}

// setAside finds the rows that are no data. Where all of them seem to be none,
// the words mean something else here.
func (s *sample) setAside() {
	s.aside = make([]bool, len(s.records))
	for i, r := range s.records {
		total := slices.ContainsFunc(r, isTotal)
		if !total && !isRemark(r) {
			continue
		}
		s.aside[i] = true
		at := slices.IndexFunc(r, func(f string) bool { return f != "" && (!total || isTotal(f)) })
		s.asides = append(s.asides, Aside{Line: s.lines[i], Text: shown(r[at], 0), Total: total, record: i})
	}
	if len(s.asides) == len(s.records) {
		s.aside, s.asides = make([]bool, len(s.records)), nil
	}
}

// isRemark reports a text alone in a row of three fields or more.
func isRemark(r []string) bool {
	if len(r) < 3 || len(r)-blanks(r) != 1 {
		return false
	}
	f := r[slices.IndexFunc(r, func(f string) bool { return f != "" })]
	_, isMark := notation.Mark(f)
	return !isMark && !isValue(f)
}

// data are the records that are not set aside.
func (s *sample) data() [][]string {
	var all [][]string
	for i, r := range s.records {
		if !s.aside[i] {
			all = append(all, r)
		}
	}
	return all
}

// noteAsides tells what becomes of the rows that were set aside.
func (p *Proposal) noteAsides(s *sample, t *trial, r *reading) {
	p.Asides = slices.Clone(s.asides)
	for i := range p.Asides {
		a := &p.Asides[i]
		line := t.first + a.record
		switch {
		case slices.ContainsFunc(r.finds, func(f diag.Finding) bool { return !f.Warn() && f.Pos.Line == line && !isPersonal(f) }):
			a.Fate = Refused
		case r.counted[line]:
			a.Fate = Counted
		}
	}
}

var asideWords = map[bool][3]diag.Text{
	true: {
		LeftOut: {JA: "合計の行です。内訳と照らすだけで、数えません", EN: "a total: it is at most compared with its parts, and not counted"},
		Counted: {JA: "合計のようですが、このままでは内訳と二重に数えます。元の表からこの行を消してもらってください", EN: "it seems to be a total, but would be counted beside its parts; ask for a file without this row"},
		Refused: {JA: "合計のようですが、このままでは読めません。元の表からこの行を消してもらってください", EN: "it seems to be a total, but cannot be read as it is; ask for a file without this row"},
	},
	false: {
		LeftOut: {JA: "注記のようなので、読みません", EN: "it seems to be a note, and is not read"},
		Counted: {JA: "注記のようですが、このままではデータとして読みます。元の表からこの行を消してもらってください", EN: "it seems to be a note, but would be read as data; ask for a file without this row"},
		Refused: {JA: "注記のようですが、このままでは読めません。元の表からこの行を消してもらってください", EN: "it seems to be a note, but cannot be read; ask for a file without this row"},
	},
}

// shownAsides is how many rows are told one by one.
const shownAsides = 5

// tellAsides writes a line about each row with one of the fates, as far as they
// are few.
func (p *Proposal) tellAsides(lang diag.Lang, fates ...Fate) []string {
	var all []string
	more := 0
	for _, a := range p.Asides {
		switch {
		case !slices.Contains(fates, a.Fate):
		case len(all) == shownAsides:
			more++
		default:
			all = append(all, fmt.Sprintf(diag.Text{JA: "%d行目(%s): %s", EN: "Line %d (%s): %s"}.In(lang), a.Line, a.Text, asideWords[a.Total][a.Fate].In(lang)))
		}
	}
	if more > 0 {
		all = append(all, fmt.Sprintf(diag.Text{JA: "ほかに、同じような行が%d行あります", EN: "%d more rows are like these"}.In(lang), more))
	}
	return all
}

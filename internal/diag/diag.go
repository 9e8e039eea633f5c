// Package diag holds findings: complaints about the input that have a place, a
// rule and a remedy.
//
// A finding is data, not an error: a stage collects as many as it can and goes
// on, so that one run tells the reader everything. An error is for what could
// not be done at all. Every message exists in Japanese and English; which one
// is shown is decided where it is printed.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Lang is a language in which messages and pages can be written.
type Lang string

// The languages of messages and pages.
const (
	JA Lang = "ja"
	EN Lang = "en"
)

// A Text says the same in both languages. In a Rule it is a format for fmt;
// the languages may use the arguments in different order (%[2]s).
type Text struct {
	JA, EN string
}

// In returns the text in the language; the empty language reads Japanese.
func (t Text) In(lang Lang) string {
	if lang == EN {
		return t.EN
	}
	return t.JA
}

// A Pos is a place in a file. Line and Col count from 1; zero means that the
// finding is about the whole file, or the whole line. In a text file Col counts
// bytes; in a sheet of a workbook Line is the row and Col the column.
type Pos struct {
	File  string `json:"file"`
	Line  int    `json:"line,omitempty"`
	Col   int    `json:"column,omitempty"`
	Sheet string `json:"sheet,omitempty"` // of a workbook; else empty
}

// String gives file:line:col, or file: sheet!cell, without the parts that are
// unknown.
func (p Pos) String() string {
	switch {
	case p.Sheet != "":
		return p.File + ": " + p.Sheet + p.cell()
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// cell writes a place of a sheet as spreadsheets do, !C5; a whole row is that of
// its first cell.
func (p Pos) cell() string {
	if p.Line == 0 {
		return ""
	}
	letters := ""
	for n := max(p.Col, 1); n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return fmt.Sprintf("!%s%d", letters, p.Line)
}

// Compare orders places by file, sheet, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(strings.Compare(p.File, q.File), strings.Compare(p.Sheet, q.Sheet), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// A Rule is one thing that can be wrong. It is declared once, beside the code
// that checks it, and its ID never changes.
type Rule struct {
	ID   string // area/name, such as "csv/quarter"
	Msg  Text   // format: what is wrong; lower case in English, no final stop
	Hint Text   // format with the same arguments: what to do; may be empty
	Warn bool   // reported, but does not fail the build

	// Sender is the Hint for who sends the file and has nothing else of the
	// site. Empty: the sentences of Hint that speak of no file of the site.
	Sender Text
	// Note marks a warning that only tells what was done. It asks nothing of
	// who has sent the file.
	Note bool
}

// At makes a finding of the rule at a place. The arguments fill both formats;
// of an argument that has languages, such as a Text, each takes its own.
func (r *Rule) At(pos Pos, args ...any) Finding {
	return Finding{Pos: pos, Rule: r, Args: args}
}

// A Finding is one complaint.
type Finding struct {
	Pos     Pos
	Rule    *Rule
	Args    []any
	Related []Pos // other places that belong to it, such as the first of two duplicates
}

// Warn reports whether the build may go on despite the finding.
func (f Finding) Warn() bool { return f.Rule.Warn }

// Msg says in the language what is wrong, without the place.
func (f Finding) Msg(lang Lang) string { return format(f.Rule.Msg.In(lang), f.Args, lang) }

// Hint says in the language what to do; it may be empty.
func (f Finding) Hint(lang Lang) string { return format(f.Rule.Hint.In(lang), f.Args, lang) }

// SenderHint says in the language what who sends the file can do, where the rule
// words that; else it is empty.
func (f Finding) SenderHint(lang Lang) string { return format(f.Rule.Sender.In(lang), f.Args, lang) }

// Error makes a Finding an error value in English, for a caller that needs
// only the first.
func (f Finding) Error() string { return f.Line(EN) }

// Line gives the place, the message and the rule on one line.
func (f Finding) Line(lang Lang) string {
	var b strings.Builder
	if f.Pos.File != "" {
		b.WriteString(f.Pos.String() + ": ")
	}
	b.WriteString(f.Msg(lang))
	for _, p := range f.Related {
		b.WriteString(" (" + p.String() + ")")
	}
	b.WriteString(" [" + f.Rule.ID + "]")
	return b.String()
}

// format fills a template with those of the arguments that it uses, so that a
// hint need not mention all of them.
func format(template string, args []any, lang Lang) string {
	if template == "" || !strings.Contains(template, "%") {
		return template
	}
	s := fmt.Sprintf(template, inLang(args, lang)...)
	if i := strings.Index(s, "%!(EXTRA"); i >= 0 {
		s = s[:i]
	}
	return s
}

// bilingual is an argument that differs between the languages.
type bilingual interface{ In(Lang) string }

// inLang replaces the bilingual arguments, which most findings have none of.
func inLang(args []any, lang Lang) []any {
	copied := false
	for i, a := range args {
		if p, ok := a.(public); ok {
			a = p.value
		}
		t, ok := a.(bilingual)
		if !ok {
			continue
		}
		if !copied {
			args, copied = slices.Clone(args), true
		}
		args[i] = t.In(lang)
	}
	return args
}

// A List is a number of findings.
type List []Finding

// Sort orders the findings by place, then rule, then text, so that no order of
// work shows.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Finding) int {
		return cmp.Or(a.Pos.Compare(b.Pos), strings.Compare(a.Rule.ID, b.Rule.ID), strings.Compare(a.Msg(EN), b.Msg(EN)))
	})
}

// Errors counts the findings that fail a build.
func (l List) Errors() int {
	n := 0
	for _, f := range l {
		if !f.Warn() {
			n++
		}
	}
	return n
}

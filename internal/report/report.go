// Package report shows findings to who has to act on them: as text on a
// terminal, as one printable file for the steward, as JSON and as annotations
// for machines.
//
// What leaves the desk (JSON, annotations, the text of a mail) shows no value
// of a cell, only its place and what is wrong with it. Where a rule personal/*
// has found something, no form shows any value or line of that file: a finding
// beside it would show what was to be hidden.
package report

import (
	"path"
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// A View says whose findings are shown, and in which language. The zero View
// is Japanese and knows no submitters and no lines.
type View struct {
	Lang      diag.Lang
	Submitter func(file string) string // who sent the file, "" if nobody did; nil knows none
	Excerpt   Excerpt                  // nil shows no lines
	Alone     bool                     // the files are checked without a site: remedies speak of none of its files
}

// personal begins the rules of personal data.
const personal = "personal/"

// An entry is a finding together with those of its file that say the same of
// other places.
type entry struct {
	diag.Finding
	also    []diag.Pos
	private bool // nothing of its line may be shown
}

// size counts the findings of the entry.
func (e *entry) size() int { return 1 + len(e.also) }

// A section holds what one submitter has to mend.
type section struct {
	name     string // "" for what nobody has sent
	entries  []*entry
	errors   int // findings, not entries
	warnings int
}

// files lists the files of the section in order.
func (s *section) files() []string {
	var names []string
	for _, e := range s.entries {
		if e.Pos.File != "" {
			names = append(names, e.Pos.File)
		}
	}
	return slices.Compact(names)
}

// sections sorts the findings by submitter, file and place, that of nobody
// first and the others in the order of their files. With values, the messages
// keep them where no rule forbids it.
func sections(l diag.List, v View, values bool) []*section {
	l = slices.Clone(l)
	l.Sort()
	secret := private(l)
	byName := map[string]*section{"": {}}
	order := []*section{byName[""]}
	same := map[string]*entry{}
	for _, f := range l {
		hide := secret[f.Pos.File]
		if hide || !values {
			f = f.Masked()
		}
		name := v.submitter(f.Pos.File)
		s := byName[name]
		if s == nil {
			s = &section{name: name}
			byName[name], order = s, append(order, s)
		}
		s.add(f, hide, same)
	}
	return slices.DeleteFunc(order, func(s *section) bool { return len(s.entries) == 0 })
}

// hint is the remedy of an entry for the reader of the view.
func (v View) hint(e *entry, lang diag.Lang) string {
	if !v.Alone || path.Base(e.Pos.File) == mappingFile {
		return e.Hint(lang)
	}
	return alone(e.Finding, lang)
}

func (v View) submitter(file string) string {
	if v.Submitter == nil || file == "" {
		return ""
	}
	return v.Submitter(file)
}

// private lists the files in which personal data was found.
func private(l diag.List) map[string]bool {
	files := map[string]bool{}
	for _, f := range l {
		if strings.HasPrefix(f.Rule.ID, personal) {
			files[f.Pos.File] = true
		}
	}
	return files
}

func (s *section) add(f diag.Finding, private bool, same map[string]*entry) {
	if f.Warn() {
		s.warnings++
	} else {
		s.errors++
	}
	k := identity(f)
	if e := same[k]; e != nil {
		e.also = append(e.also, f.Pos)
		return
	}
	e := &entry{Finding: f, private: private}
	same[k] = e
	s.entries = append(s.entries, e)
}

// identity is equal for findings that differ in their line alone.
func identity(f diag.Finding) string {
	parts := []string{f.Pos.File, f.Pos.Sheet, f.Rule.ID, f.Msg(diag.JA), f.Msg(diag.EN), f.Hint(diag.JA), f.Hint(diag.EN)}
	for _, p := range f.Related {
		parts = append(parts, p.String())
	}
	return strings.Join(parts, "\x00")
}

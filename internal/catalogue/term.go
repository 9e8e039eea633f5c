package catalogue

import (
	"regexp"
	"strings"

	"fukusen/internal/contract"
)

// A Term is a measure that a KPI adds, or subtracts, as it is written:
// people.dual_any, hiring.hires[dual], -jobs.ended. Without a category it is
// the sum over all categories of the table.
type Term struct {
	Table    string
	Measure  string
	Category string // as cells have it: hiring.dual; "" for all
	Minus    bool
	text     string // what cannot be read
}

// Terms are written as one term or as a list.
type Terms []Term

var termForm = regexp.MustCompile(`^(-?)([a-z_]+)\.([a-z0-9_]+)(?:\[([a-z0-9_.]+)\])?$`)

// ParseTerm reads a term. One that cannot be read has no table.
func ParseTerm(text string) Term {
	m := termForm.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return Term{text: text}
	}
	t := Term{Minus: m[1] != "", Table: m[2], Measure: m[3]}
	if m[4] != "" {
		t.Category = t.Table + "." + m[4]
		if t.Table == tableFrame {
			t.Category = m[4]
		}
	}
	return t
}

// tableFrame has populations as categories, which belong to no table.
const tableFrame = contract.TableFrame

// practice is the practice that the term is of; "" if it is of another table.
func (t Term) practice() string {
	if t.Table != contract.TablePractice {
		return ""
	}
	return strings.TrimPrefix(t.Category, t.Table+".")
}

// nothing reports that the term is what a practice is counted against that is
// counted against nothing.
func (t Term) nothing() bool {
	if t.practice() == "" || t.Measure != "of" {
		return false
	}
	of, _ := contract.PracticeOf(t.practice())
	return of == contract.Name{}
}

// String writes the term as ParseTerm reads it.
func (t Term) String() string {
	if t.Table == "" {
		return t.text
	}
	s := t.Table + "." + t.Measure
	if t.Minus {
		s = "-" + s
	}
	if t.Category != "" {
		category := t.Category
		if t.Table != tableFrame {
			category = strings.TrimPrefix(category, t.Table+".")
		}
		s += "[" + category + "]"
	}
	return s
}

// MarshalText writes the term as String does.
func (t Term) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (t *Term) UnmarshalText(text []byte) error {
	*t = ParseTerm(string(text))
	return nil
}

// UnmarshalYAML reads one term or a list of them.
func (ts *Terms) UnmarshalYAML(read func(any) error) error {
	var all []string
	var one string
	if err := read(&one); err == nil {
		all = []string{one}
	} else if err := read(&all); err != nil {
		return err
	}
	*ts = nil
	for _, text := range all {
		*ts = append(*ts, ParseTerm(text))
	}
	return nil
}

func (ts Terms) String() string {
	var all []string
	for _, t := range ts {
		all = append(all, t.String())
	}
	return strings.Join(all, ", ")
}

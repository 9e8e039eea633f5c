// Package contract is the one definition of what a submitter may send: tables,
// columns, measures and survey items. The decoder, the disclosure rules and the
// documentation all read it; none of them repeats it.
//
// A measure is additive: the value of a group is the sum over its rows. Rates,
// means and scores are never in a table; they are made of measures later.
package contract

import (
	"slices"
	"strings"
	"sync"

	"fukusen/internal/dim"
)

// A Name is what something is called, in Japanese and English.
type Name struct {
	JA string `json:"ja" yaml:"ja"`
	EN string `json:"en" yaml:"en"`
}

// UnmarshalYAML also reads a plain text, which is the name in Japanese.
func (n *Name) UnmarshalYAML(read func(any) error) error {
	if err := read(&n.JA); err == nil {
		return nil
	}
	type names Name // without this method
	return read((*names)(n))
}

// In returns the name in a language ("ja" or "en"), falling back to Japanese.
func (n Name) In(lang string) string {
	if lang == "en" && n.EN != "" {
		return n.EN
	}
	return n.JA
}

// A Form says how the field of a column is read.
type Form int8

// The forms of columns.
const (
	FormCode     Form = iota // a code of the column's axis
	FormPeriod               // a quarter, or a month of it
	FormNumber               // a whole number of the measure's unit
	FormAnswer               // the answer to a survey item
	FormWord                 // one of the column's words
	FormDate                 // a day
	FormRevision             // 1 to 999
	FormEntity               // a corporate number, or local: and an ID
	FormWeight               // a decimal number from 0 to MaxWeight
	FormText                 // a remark, which is neither kept nor published
)

// A Column is one column of a table. Its ID and its names are all accepted as
// header, and so are the aliases.
type Column struct {
	ID       string
	Name     Name
	Aliases  []string
	Required bool
	Form     Form
	Axis     dim.Axis // of FormCode; else dim.NumAxes
	Words    []Word   // of FormWord
	Note     Name     // what the column holds, in a sentence
}

// Word finds the word of a text, which is trimmed and in half width.
func (c *Column) Word(text string) (*Word, bool) {
	i := slices.IndexFunc(c.Words, func(w Word) bool { return w.is(text) })
	if i < 0 {
		return nil, false
	}
	return &c.Words[i], true
}

// A Table is one kind of file.
type Table struct {
	ID       string
	Name     Name
	Row      Name   // what one row is
	Family   string // tables of one family fill the same cells
	Keys     []Column
	Measures []Measure
	Items    bool     // one column for each survey item instead of measures
	Category []string // key columns whose words, joined by ".", are the category
	Apart    bool     // different categories are never added: practices, populations
	Public   bool     // a public register: organisation and kind are none
	Register bool     // counted from a register of the site: nobody sends it, and nobody is asked for it
}

// Period, organisation and the rest are the key columns of measure tables.
const (
	ColumnPeriod       = "period"
	ColumnOrganisation = "organisation"
	ColumnPopulation   = "population"
	ColumnItem         = "item"
	ColumnAnswer       = "answer"
	ColumnRevision     = "revision"
	ColumnNote         = "note"
	ColumnBasis        = "basis"
	ColumnWeight       = "weight"
	ColumnEntity       = "entity"
	ColumnFounded      = "founded_on"
)

// MaxWeight is the largest weight of a respondent to a survey; the mean is 1.
const MaxWeight = 100

// MeasureRespondents is the only measure of the survey family: who answered an
// item, and who gave which answer to it.
const MeasureRespondents = "respondents"

// FamilySurvey is the family of survey and survey_tally.
const FamilySurvey = "survey"

// FamilyOf gives the family of a table by its ID; of what is no table, itself.
func FamilyOf(table string) string {
	if t, ok := Standard().Table(table); ok {
		return t.Family
	}
	return table
}

// Tables that the checks name: practice, whose items say what its numbers are,
// and the frame of a survey.
const (
	TablePractice = "practice"
	TableFrame    = "survey_frame"
)

// TableReadiness counts the checklist of the organisations that show their own
// numbers, as the site's register readiness.csv has it.
const TableReadiness = "readiness"

// A Contract is what one site accepts: the tables of Fukusen and the items of
// the questionnaires, the site's own among them.
type Contract struct {
	Tables      []Table // that are sent
	Registers   []Table // that are counted from the site's own registers
	Items       []Item
	Derived     []Item // worked out of answers to others, and asked nowhere
	Populations []Population
}

// A Population is a group that is surveyed with a questionnaire of its own.
// Answers of different populations are never added.
type Population struct {
	ID   string
	Name Name
}

// New returns the contract with the site's own survey items added.
func New(own []Item) *Contract {
	return &Contract{
		Tables:      tables(),
		Registers:   []Table{readiness()},
		Items:       append(items(), own...),
		Derived:     derived(),
		Populations: populations(),
	}
}

// Standard returns the contract without items of a site, made once: it must not
// be changed.
var Standard = sync.OnceValue(func() *Contract { return New(nil) })

// Table finds a table, sent or counted from a register, by its ID.
func (c *Contract) Table(id string) (*Table, bool) {
	for _, all := range [][]Table{c.Tables, c.Registers} {
		if i := slices.IndexFunc(all, func(t Table) bool { return t.ID == id }); i >= 0 {
			return &all[i], true
		}
	}
	return nil, false
}

// Measured lists all tables that cells are of: those that are sent, then those
// that are counted from registers.
func (c *Contract) Measured() []Table { return slices.Concat(c.Tables, c.Registers) }

// Item finds a survey item by its ID.
func (c *Contract) Item(id string) (*Item, bool) {
	i := slices.IndexFunc(c.Items, func(it Item) bool { return it.ID == id })
	if i < 0 {
		return nil, false
	}
	return &c.Items[i], true
}

// Counted lists all items that are counted: those that are asked and those that
// are worked out of them.
func (c *Contract) Counted() []Item { return slices.Concat(c.Items, c.Derived) }

// Population finds a population by its ID.
func (c *Contract) Population(id string) (*Population, bool) {
	i := slices.IndexFunc(c.Populations, func(p Population) bool { return p.ID == id })
	if i < 0 {
		return nil, false
	}
	return &c.Populations[i], true
}

// Measure finds a measure of the table by its ID.
func (t *Table) Measure(id string) (*Measure, bool) {
	i := slices.IndexFunc(t.Measures, func(m Measure) bool { return m.ID == id })
	if i < 0 {
		return nil, false
	}
	return &t.Measures[i], true
}

// ClassOf gives the class of a measure in a category: that of a practice
// depends on what it counts.
func (t *Table) ClassOf(m *Measure, category string) Class {
	if t.ID == TablePractice {
		return classOfPractice(m.ID, strings.TrimPrefix(category, TablePractice+"."))
	}
	return m.Class
}

// Guards lists the measures of which the rest, without those of m, is protected
// like a count of persons. Who was not asked or did not answer tells nothing.
func (t *Table) Guards(m *Measure) []string {
	if m.Class != Persons || t.ID == TableFrame {
		return nil
	}
	return m.PartOf
}

// Key finds a key column of the table by its ID.
func (t *Table) Key(id string) (*Column, bool) {
	i := slices.IndexFunc(t.Keys, func(c Column) bool { return c.ID == id })
	if i < 0 {
		return nil, false
	}
	return &t.Keys[i], true
}

// Columns lists all columns that a file of the table may have: its keys, its
// measures but for products, and the items of a survey.
func (t *Table) Columns(items []Item) []Column {
	all := slices.Clone(t.Keys)
	for _, m := range t.Measures {
		if m.Product == nil {
			all = append(all, m.Column)
		}
	}
	if t.Items {
		for _, it := range items {
			all = append(all, Column{ID: it.ID, Name: it.Name, Aliases: it.Aliases, Axis: dim.NumAxes, Form: FormAnswer})
		}
	}
	return all
}

// Categories lists the codes of the category axis: populations, the items that
// each may be asked, and the answers to them; and the words of the tables that
// have categories of their own, such as jobs.employee.
func (c *Contract) Categories() []dim.Entry {
	var all []dim.Entry
	for i, p := range c.Populations {
		all = append(all, dim.Entry{ID: p.ID, JA: p.Name.JA, EN: p.Name.EN, Rank: i})
		for j, it := range c.Counted() {
			item := CategoryOf(p.ID, it.ID, "")
			all = append(all, dim.Entry{ID: item, Parent: p.ID, JA: it.Name.JA, EN: it.Name.EN, Rank: j})
			for k, a := range it.Answers {
				all = append(all, dim.Entry{ID: CategoryOf(p.ID, it.ID, a.Code), Parent: item, JA: a.Name.JA, EN: a.Name.EN, Rank: k})
			}
		}
	}
	for _, t := range c.Measured() {
		all = append(all, t.categories()...)
	}
	return all
}

// categories lists the codes of the table's own category columns: jobs.employee,
// contribution.community and, as a part of it, contribution.community.coaching.
func (t *Table) categories() []dim.Entry {
	if len(t.Category) == 0 || t.Category[0] == ColumnPopulation {
		return nil
	}
	var all []dim.Entry
	above := []dim.Entry{{ID: t.ID}}
	for depth, id := range t.Category {
		c, _ := t.Key(id)
		var next []dim.Entry
		for _, parent := range above {
			for i, w := range c.Words {
				e := dim.Entry{ID: parent.ID + "." + w.Code, JA: w.Name.JA, EN: w.Name.EN, Rank: i}
				if depth > 0 {
					e.Parent = parent.ID
				}
				next = append(next, e)
			}
		}
		all, above = append(all, next...), next
	}
	return all
}

// CategoryCodes lists the codes of the table's own category columns.
func (t *Table) CategoryCodes() []string {
	var all []string
	for _, e := range t.categories() {
		all = append(all, e.ID)
	}
	return all
}

// CategoryOf names the category of a row by the words of the table's category
// columns: jobs.employee, contribution.community.coaching. A word that is not
// told is other, where there is one.
func (t *Table) CategoryOf(said ...string) string {
	id := t.ID
	for i, word := range said {
		if word == "" {
			if c, ok := t.Key(t.Category[i]); ok {
				if _, has := c.Word("other"); has {
					word = "other"
				}
			}
		}
		id += "." + word
	}
	return id
}

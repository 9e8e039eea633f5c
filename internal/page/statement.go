package page

import (
	"html/template"
	"strings"

	"fukusen/internal/contract"
)

// A Statement is what the publisher says about the accessibility of the site,
// after JIS X 8341-3:2016. What is empty is shown as still to be said: no
// program can know whether a site conforms.
type Statement struct {
	Stated       string            `yaml:"stated"`       // day of the statement, YYYY-MM-DD
	Level        string            `yaml:"level"`        // aimed at: one of StatementLevels
	Degree       string            `yaml:"degree"`       // one of StatementDegrees
	Scope        contract.Name     `yaml:"scope"`        // which pages it is about
	Technologies []string          `yaml:"technologies"` // that are relied upon
	Tested       contract.Name     `yaml:"tested"`       // which pages were tested, and how they were chosen
	TestedFrom   string            `yaml:"tested_from"`  // YYYY-MM-DD
	TestedTo     string            `yaml:"tested_to"`    // YYYY-MM-DD
	Criteria     map[string]string `yaml:"criteria"`     // number: one of StatementResults
	Exceptions   contract.Name     `yaml:"exceptions"`   // what is left out, and why
	Contact      contract.Name     `yaml:"contact"`      // who takes remarks
	ContactURL   string            `yaml:"contact_url"`  // https://… or mailto:…
}

// statementBody is the page about accessibility.
type statementBody struct {
	Policy, Test []term
	Blank        bool          // something is still to be said
	Results      template.HTML // of the success criteria
	Tested       bool          // some result is given
	Facts, Limit []template.HTML
	Contact      template.HTML
}

// What every site of ours does by itself, and what no program can know.
var (
	statementFacts  = []string{"keyboard", "tables", "script", "colour", "contrast", "zoom", "words", "languages", "motion", "print"}
	statementLimits = []string{"content", "theme", "names", "people"}
)

func (s *sheet) statement() (any, error) {
	st := &s.site.Statement
	f := form{sheet: s}
	b := statementBody{Results: s.criteriaTable(st), Tested: len(st.Criteria) > 0}
	b.Policy = []term{
		f.term("stated", s.day(st.Stated)),
		{s.T("statement.standard"), template.HTML(s.T("statement.standard.text"))},
		f.term("level", template.HTML(esc(st.Level))),
		f.term("scope", s.written(s.name(st.Scope))),
		f.term("exceptions", s.written(s.name(st.Exceptions))),
	}
	b.Test = []term{
		f.term("degree", s.degree(st.Degree)),
		f.term("technologies", template.HTML(esc(s.Join(st.Technologies)))),
		f.term("tested", s.written(s.name(st.Tested))),
		f.term("tested_from", s.days(st.TestedFrom, st.TestedTo)),
	}
	b.Contact = f.term("contact", s.contactOf(st)).Text
	b.Blank = f.blank
	for _, key := range statementFacts {
		b.Facts = append(b.Facts, template.HTML(s.T("statement.fact."+key)))
	}
	for _, key := range statementLimits {
		b.Limit = append(b.Limit, template.HTML(s.T("statement.limit."+key)))
	}
	return b, nil
}

// A form notes whether something in it is not filled in.
type form struct {
	*sheet
	blank bool
}

// term is a field of the statement or, where the publisher has not filled it,
// the word that they will.
func (f *form) term(key string, text template.HTML) term {
	if text == "" {
		f.blank = true
		text = f.toFill(key)
	}
	return term{f.T("statement." + key), text}
}

// toFill says who fills in a field, and where.
func (s *sheet) toFill(key string) template.HTML {
	return template.HTML(`<span class="to-fill">` + s.T("statement.tofill") + `</span> <span class="small"><code>accessibility.` + key + `</code></span>`)
}

func (s *sheet) degree(id string) template.HTML {
	if id == "" {
		return ""
	}
	return template.HTML(s.T("statement.degree." + id))
}

// days writes when the test began and ended; empty unless both are known.
func (s *sheet) days(from, to string) template.HTML {
	switch {
	case from == "" || to == "":
		return ""
	case from == to:
		return s.day(from)
	}
	return s.html("statement.days", "from", s.day(from), "to", s.day(to))
}

// contactOf is who takes remarks: their name, leading to their address.
func (s *sheet) contactOf(st *Statement) template.HTML {
	shown := s.written(s.name(st.Contact))
	switch address, mail := strings.CutPrefix(st.ContactURL, "mailto:"); {
	case st.ContactURL == "":
		return shown
	case mail && shown == "":
		return anchor(st.ContactURL, address)
	case mail:
		return shown + " " + anchor(st.ContactURL, address)
	case shown == "":
		return s.external(st.ContactURL, template.HTML(esc(st.ContactURL)))
	default:
		return s.external(st.ContactURL, shown)
	}
}

// criteriaTable lists the success criteria of the level aimed at.
func (s *sheet) criteriaTable(st *Statement) template.HTML {
	t := table{caption: s.T("statement.criteria"), heads: s.words("statement.criterion", "statement.level.short", "statement.result")}
	for _, c := range criteria {
		if st.Level == "A" && c.level != "A" {
			continue
		}
		result := template.HTML(s.T("statement.tofill"))
		if r := st.Criteria[c.number]; r != "" {
			result = template.HTML(s.T("statement.result." + r))
		}
		t.rows = append(t.rows, tableRow{head: template.HTML(esc(c.number + " " + s.name(c.name))), cells: []template.HTML{template.HTML(c.level), result}})
	}
	return t.html()
}

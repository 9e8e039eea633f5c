package propose

import (
	"slices"
	"strings"
	"unicode"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/notation"
	"fukusen/internal/rows"
)

// A valueLine says what a value of theirs is among ours; To is "" where
// somebody has to say so.
type valueLine struct {
	column, from, to string
}

// mostValues is how many values of one column are asked about: more are no
// vocabulary. Of organisations of a site as many are told as are kept.
const mostValues = 30

// translate proposes words for the values of a column that cannot be read. A
// part of a word counts: 女性社員 is f.
func (e *settings) translate(p *Proposal, c *Column, refused []string) {
	col, ok := p.ours(c.To)
	senders := e.own != nil && c.To == contract.ColumnOrganisation
	if !ok || len(refused) > mostValues && !senders || c.personal != 0 {
		return
	}
	for _, v := range refused[:min(keptDistinct, len(refused))] {
		to := e.translated(col, v)
		if to == "" && !closed(col) && !senders {
			continue
		}
		p.values = append(p.values, valueLine{c.To, v, to})
	}
}

// closed reports a column with a short list of values.
func closed(c contract.Column) bool {
	switch c.Form {
	case contract.FormWord, contract.FormAnswer:
		return true
	case contract.FormCode:
		return c.ID == "sex" || c.ID == "age" || c.ID == "sport"
	}
	return false
}

func (e *settings) translated(c contract.Column, v string) string {
	switch {
	case c.ID == contract.ColumnOrganisation:
		o, _ := e.organisation(v)
		return o.ID
	case c.ID == "sex":
		return sexOf(v)
	case c.ID == "sport":
		if id, _, ok := e.reg.SportCode(strings.TrimRight(v, "部")); ok {
			return id
		}
	case c.ID == contract.ColumnPopulation:
		return e.population(v)
	case c.Form == contract.FormWord:
		return wordOf(&c, v)
	}
	return ""
}

// known lists what the site knows of the columns that have a list of its own.
func (e *settings) known() map[string][]string {
	if e.own == nil {
		return nil
	}
	all := map[string][]string{}
	for _, o := range e.own {
		all[contract.ColumnOrganisation] = append(all[contract.ColumnOrganisation], o.ID+" ("+o.Name+")")
	}
	for _, b := range e.reg.Ages.Bands() {
		all[dim.Age.String()] = append(all[dim.Age.String()], b.String())
	}
	all[dim.Age.String()] = append(all[dim.Age.String()], "unknown")
	for _, s := range e.lists.Entries(dim.Sport) {
		all[dim.Sport.String()] = append(all[dim.Sport.String()], s.ID)
	}
	return all
}

// ours finds a column of the table by its ID.
func (p *Proposal) ours(id string) (contract.Column, bool) {
	if k, ok := p.Table.Key(id); ok {
		return *k, true
	}
	if m, ok := p.Table.Measure(id); ok {
		return m.Column, true
	}
	return contract.Column{ID: id, Form: contract.FormAnswer}, p.Table.Items
}

// findMarkers collects what stands in columns of numbers, is none, and is no
// marker that everybody uses.
func (p *Proposal) findMarkers() {
	for i := range p.Columns {
		c := &p.Columns[i]
		if c.use != asPivot && (c.use != asColumn || c.kind != Count && c.kind != Score) {
			continue
		}
		for _, v := range c.marks {
			if !slices.Contains(p.markers, v) {
				p.markers = append(p.markers, v)
			}
		}
	}
}

// isSymbol reports a text of at most three characters without letters or
// digits that is no known marker.
func isSymbol(v string) bool {
	s := []rune(rows.Fold(v))
	if _, known := notation.Mark(v); known || len(s) == 0 || len(s) > 3 {
		return false
	}
	return !slices.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// unitIn finds a unit at the end of a header that makes other numbers of the
// same digits.
func unitIn(t *contract.Table, c *Column) string {
	m, ok := t.Measure(c.To)
	if !ok {
		return ""
	}
	units := map[contract.Unit]notation.Unit{contract.UnitYen: notation.Yen(), contract.UnitMinutes: notation.Hours(), contract.UnitPersons: notation.Persons()}
	u, ok := units[m.Unit]
	h := strings.NewReplacer("【", "(", "】", ")", "[", "(", "]", ")", "単位:", "").Replace(rows.Fold(c.Header))
	open := strings.LastIndexByte(h, '(')
	if !ok || open < 0 || !strings.HasSuffix(h, ")") {
		return ""
	}
	word := h[open+1 : len(h)-1]
	if declared, ok := u.Declare(word); ok && declared.Scale > 1 || ok && m.Unit == contract.UnitMinutes && word == "分" {
		return word
	}
	return ""
}

package propose

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"sync"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/source"
)

// test writes the proposal, reads the sample by it, and takes back what cannot
// be read. What the reader does not know is asked as a value.
func (e *settings) test(p *Proposal, s *sample) error {
	for range 2 { // the second time with the values that the first has shown
		m, err := p.mapping()
		if err != nil {
			return err
		}
		t := e.newTrial(p, s)
		r, err := e.read(t, m)
		if err != nil {
			return err
		}
		first := len(p.values) == 0
		for i := range p.Columns {
			if c := &p.Columns[i]; c.use != unused {
				e.judge(p, c, t.refused(r.finds, i), len(s.records)-len(s.asides), first)
			}
		}
		p.noteAsides(s, t, r)
		p.Findings = t.atHeader(r.finds)
		if len(p.values) == 0 {
			break
		}
	}
	p.settle()
	return nil
}

// judge keeps what of a column was refused; the first time its values are
// translated.
func (e *settings) judge(p *Proposal, c *Column, refused []string, records int, first bool) {
	c.Refused, c.lost = nil, float64(len(refused))/float64(max(1, records))
	var distinct []string
	for _, v := range refused {
		if !slices.Contains(distinct, v) && v != "" {
			distinct = append(distinct, v)
			c.Refused = append(c.Refused, shown(v, c.Personal))
		}
	}
	if first && c.use == asColumn {
		e.translate(p, c, distinct)
	}
}

// settle lowers the confidence in columns with values that cannot be read.
func (p *Proposal) settle() {
	for i := range p.Columns {
		c := &p.Columns[i]
		if c.lost > 0 {
			c.Confidence = min(c.Confidence, Likely)
		}
		if c.lost > tooManyRefused && !p.asks(c.To) {
			c.Confidence = min(c.Confidence, Check)
			if c.question == (diag.Text{}) {
				c.question = diag.Text{JA: "読めない値が多いので、この列かどうか確かめてください", EN: "many values cannot be read; see whether this is the column"}
			}
		}
	}
}

// asks reports that the values of a column are asked about, one by one.
func (p *Proposal) asks(to string) bool {
	return to != "" && slices.ContainsFunc(p.values, func(v valueLine) bool { return v.column == to })
}

// mapping parses the proposal as the reader would.
func (p *Proposal) mapping() (*source.Mapping, error) {
	name := source.MappingFile
	set, finds, err := source.Mappings(memory{name: p.YAML(diag.EN)}, []string{name})
	if err != nil {
		return nil, err
	}
	if len(finds) > 0 {
		return nil, finds[0]
	}
	return set.For("data.csv"), nil
}

// A trial is a sample as a file, with the required columns that it lacks.
type trial struct {
	data    []byte
	first   int     // line of the first record
	starts  [][]int // byte column of each field of each record
	records [][]string
	added   map[string]string // header: our column
	asked   []asking
	aside   []bool
}

const trialFile = "data.csv"

func (e *settings) newTrial(p *Proposal, s *sample) *trial {
	t := &trial{records: s.records, added: map[string]string{}, asked: p.asked, aside: s.aside}
	header := slices.Clone(s.header)
	var filled []string
	for _, c := range p.toFill(e.con) {
		name := "fukusen:" + c.ID
		t.added[name] = c.ID
		header, filled = append(header, name), append(filled, e.filling(&c))
	}
	var b bytes.Buffer
	write(&b, header)
	t.first = bytes.Count(b.Bytes(), []byte{'\n'}) + 1
	sender := slices.IndexFunc(p.Columns, func(c Column) bool { return c.use == asColumn && c.To == contract.ColumnOrganisation })
	for _, r := range s.records {
		t.starts = append(t.starts, write(&b, slices.Concat(e.by(r, sender), filled)))
	}
	t.data = b.Bytes()
	return t
}

// by is a record that somebody has sent, where no other organisation is known.
// A sender that is blank, or a total, stays so.
func (e *settings) by(record []string, sender int) []string {
	record = slices.Clone(record)
	for i, f := range record {
		if i == sender && e.own == nil && f != "" && !isTotal(f) {
			f = somebody
		}
		record[i] = oneLine.Replace(f)
	}
	return record
}

// oneLine makes a line of each record.
var oneLine = strings.NewReplacer("\r\n", ";", "\n", ";", "\r", ";")

// write adds one record, all in quotes, and tells where its fields begin.
func write(b *bytes.Buffer, fields []string) (starts []int) {
	col := 1
	for i, f := range fields {
		if i > 0 {
			b.WriteByte(',')
			col++
		}
		f = `"` + strings.ReplaceAll(f, `"`, `""`) + `"`
		starts = append(starts, col)
		b.WriteString(f)
		col += len(f)
	}
	b.WriteString("\r\n")
	return starts
}

// toFill lists the required columns that no line of the proposal gives.
func (p *Proposal) toFill(con *contract.Contract) []contract.Column {
	var all []contract.Column
	item := p.Table.Items
	for _, c := range p.Table.Columns(con.Items) {
		given := p.gives(&c)
		if c.Required && !given {
			all = append(all, c)
		}
		item = item && !(c.Form == contract.FormAnswer && given)
	}
	if item {
		it := con.Items[0]
		all = append(all, contract.Column{ID: it.ID, Form: contract.FormAnswer})
	}
	return all
}

// gives reports that a column of ours is read from the file: by a line of the
// proposal, or because the header is its name.
func (p *Proposal) gives(of *contract.Column) bool {
	if p.sender != "" && of.ID == contract.ColumnOrganisation {
		return true
	}
	return slices.ContainsFunc(p.Columns, func(c Column) bool {
		switch {
		case c.use == asPivot && c.active():
			_, told := c.says[of.ID]
			return told || of.ID == c.To
		case c.use == asColumn && c.active() && c.To == of.ID:
			return true
		}
		return (c.use == asColumn || c.use == inDispute) && similarity(c.Header, of) == 1
	})
}

// filling is a value that any row may have.
func (e *settings) filling(c *contract.Column) string {
	switch c.Form {
	case contract.FormPeriod:
		return "2020FQ1"
	case contract.FormDate:
		return "2020-04-01"
	case contract.FormEntity:
		return "local:fukusen"
	case contract.FormNumber:
		return "900000000000" // no part is larger
	case contract.FormWeight:
		return "1"
	case contract.FormAnswer:
		return ""
	case contract.FormWord:
		if c.ID == contract.ColumnPopulation {
			return e.con.Populations[0].ID
		}
		return c.Words[0].Code
	case contract.FormText:
		return e.con.Items[0].ID
	}
	sender := somebody
	if e.own != nil {
		sender = e.own[0].ID
	}
	return map[string]string{contract.ColumnOrganisation: sender, "area": "130001"}[c.ID]
}

// A reading is what came of a trial.
type reading struct {
	finds   diag.List
	table   *contract.Table // nil if no row was read
	counted map[int]bool    // lines of which a row comes that is no total
}

// read reads the trial by a mapping whose places in the file do not count, as
// the trial has its header in the first line.
func (e *settings) read(t *trial, m *source.Mapping) (*reading, error) {
	m.HeaderRow, m.HeaderRows, m.Encoding, m.Comma = 1, 1, "", "comma"
	for h, id := range t.added {
		if m.Columns == nil {
			m.Columns = map[string]string{}
		}
		m.Columns[h] = id
	}
	for _, a := range t.asked { // as if they were answered
		a.set(m)
	}
	return e.readFile(t.data, m)
}

func (e *settings) readFile(data []byte, m *source.Mapping) (*reading, error) {
	fsys, f := memory{trialFile: data}, source.File{Path: trialFile}
	var once sync.Mutex
	r := &reading{counted: map[int]bool{}}
	env := &source.Env{Contract: e.con, Registry: e.reg, Lists: e.lists, Basis: e.basis}
	var err error
	r.finds, err = source.Read(context.Background(), fsys, f, m, env, func() source.Sink {
		return func(l *source.Layout, all []source.Row) error {
			once.Lock()
			defer once.Unlock()
			r.table = l.Table
			for i := range all {
				if all[i].Total == 0 {
					r.counted[all[i].Line] = true
				}
			}
			return nil
		}
	})
	return r, err
}

// refused lists the values of a column in rows that have an error there.
func (t *trial) refused(finds diag.List, column int) []string {
	var all []string
	for _, f := range finds {
		i := f.Pos.Line - t.first
		if f.Warn() || i < 0 || i >= len(t.starts) || t.aside[i] || f.Pos.Col == 0 || isPersonal(f) {
			continue
		}
		starts := t.starts[i]
		at, found := slices.BinarySearch(starts, f.Pos.Col)
		if !found {
			at--
		}
		if at == column {
			all = append(all, t.records[i][column])
		}
	}
	return all
}

func isPersonal(f diag.Finding) bool { return strings.HasPrefix(f.Rule.ID, "personal/") }

// atHeader keeps the errors that are about the file as a whole.
func (t *trial) atHeader(finds diag.List) diag.List {
	var all diag.List
	for _, f := range finds {
		if !f.Warn() && f.Pos.Line < t.first && !isPersonal(f) {
			all = append(all, f)
		}
	}
	return all
}

// isReady gives the table of a file that can be read as it is; nil if it
// cannot, or not all of it.
func (e *settings) isReady(p *Proposal, s *sample) (*contract.Table, error) {
	if s.rows > 1 {
		return nil, nil
	}
	var b bytes.Buffer
	write(&b, s.header)
	first := bytes.Count(b.Bytes(), []byte{'\n'}) + 1
	organisation := e.con.Tables[0].Keys[slices.IndexFunc(e.con.Tables[0].Keys, func(c contract.Column) bool { return c.ID == contract.ColumnOrganisation })]
	sender := slices.IndexFunc(s.header, func(h string) bool { return similarity(h, &organisation) == 1 })
	for _, r := range s.records {
		write(&b, e.by(r, sender))
	}
	r, err := e.readFile(b.Bytes(), &source.Mapping{})
	if err != nil || r.finds.Errors() > 0 || slices.ContainsFunc(r.finds, func(f diag.Finding) bool { return f.Rule.ID == "csv/unknown-column" }) {
		return nil, err
	}
	p.noteAsides(s, &trial{first: first}, r)
	return r.table, nil
}

// Package propose looks at a file that nobody has described yet and proposes
// the source.yaml by which it could be read.
//
// A proposal is a draft for a person to look through: nothing reads by it until
// it was saved beside the file. What is in doubt stands in it as a comment with
// a question. Each line that is not a comment was tried on the rows that were
// looked at, by the reader that will read the file.
//
// How sure a line is follows from two things of 0 to 1: how much the header is
// like a name of our column, and how many of the values can be read as its
// values. Score is 0.65 of the first and 0.35 of the second; where hardly any
// value can be read (under 0.15) it is 0.35 of the first alone.
package propose

import (
	"cmp"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"sync"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/personal"
	"fukusen/internal/registry"
	"fukusen/internal/source"
)

// Env is what a file is compared with. The zero Env has the national lists, and
// the contract without questions of a site's own.
type Env struct {
	Contract *contract.Contract // nil means contract.New(nil)
	// Registry is that of a site: its organisations, areas, age bands and sports
	// are what a file can name. Nil, or one without organisations, means the
	// national lists, where a file may name any organisation.
	Registry *registry.Registry
	// Basis is how the site means a bare 2026Q1; nil if that is not declared.
	Basis *dim.Basis
	// Path is where the file lies: its folders may tell who sent it. "" means
	// its name.
	Path string
}

// A Confidence says how sure a line of a proposal is.
type Confidence int8

// The confidences. A line that is only worth Check stands as a comment.
const (
	None   Confidence = iota
	Check             // score 0.4 or more, or a fifth of the values cannot be read
	Likely            // 0.6 or more
	Sure              // 0.85 or more, 0.15 more than any other column of ours, and all values can be read
)

// Limits of the confidences; for tables see trust.
const (
	checkAt, likelyAt, sureAt = 0.4, 0.6, 0.85
	lead                      = 0.15
	tooManyRefused            = 0.2
)

var confidenceWords = [...]diag.Text{{JA: "なし", EN: "none"}, {JA: "要確認", EN: "check"}, {JA: "たぶん", EN: "likely"}, {JA: "確か", EN: "sure"}}

// In writes the confidence as a word: 確か, たぶん, 要確認.
func (c Confidence) In(lang diag.Lang) string { return confidenceWords[c].In(lang) }

// A State says what is to be done with a file.
type State int8

// The states of a file.
const (
	Unreadable State = iota // no rows can be read; Findings says why
	Ready                   // it follows the contract: no source.yaml is needed
	Mapped                  // a source.yaml is proposed
	Hopeless                // nothing that we count is in it
)

// A Column is one column of the file, and what is proposed for it.
type Column struct {
	Header     string
	Kind       Kind
	Samples    []string // three different values at most; personal data are masked
	Personal   personal.Kind
	To         string // column of ours; "" if there is none
	Confidence Confidence
	Score      float64  // of 1
	Refused    []string // values that cannot be read as To, masked, in the order of the file

	use      use
	lost     float64 // share of the rows whose value is refused
	question diag.Text
	says     map[string]string // of a column that is read as rows: our column: value
	*profile
}

// A use is the part of source.yaml that reads a column.
type use int8

const (
	unused    use = iota // it is not needed
	asColumn             // columns
	asBound              // within.column of a place
	asPivot              // unpivot
	asTotal              // beside an unpivot: a sum of its columns
	inDispute            // a question: its header stands twice, it has none, or cannot be mapped
)

// A Proposal is what is proposed for one file, or for one sheet of a workbook.
type Proposal struct {
	File        source.File
	State       State
	Table       *contract.Table // the nearest; nil if nothing could be read
	Score       float64         // of the table, of 1
	Confidence  Confidence      // of the table
	RunnerUp    *contract.Table
	SecondScore float64
	HeaderLine  int // from 1
	HeaderRows  int // 1 or 2
	Columns     []Column
	Missing     []contract.Column // required columns that the file does not give
	Sheets      []string          // further sheets of the workbook, which were not looked at
	Findings    diag.List         // of a file that cannot be read
	Asides      []Aside           // rows that seem to be totals or notes
	Senders     []Sender          // organisations of the site that it seems to come from

	encoding string // "" where the bytes tell it
	comma    rune
	comments bool // lines that begin with # are not data
	places   []placing
	measure  string // of the columns that are read as rows
	dated    bool   // the period comes from a column of days
	asked    []asking
	values   []valueLine
	markers  []string            // which nobody knows
	sender   string              // organisation of the whole file; "" if none was found
	choices  map[string][]string // by column of ours: what the site knows
}

// File looks at the first rows of a file (1000 at most) and proposes how to
// read it. Of a workbook the first sheet is taken that can be read.
//
// The error is for a file that cannot be opened. A file without rows is
// Unreadable, and its findings say why.
func File(fsys fs.FS, name string, env Env) (*Proposal, error) {
	env.Path = cmp.Or(env.Path, name)
	e, err := newSettings(env)
	if err != nil {
		return nil, err
	}
	files, finds, err := source.Files(fsys, name)
	if err != nil {
		return nil, err
	}
	for i, f := range files {
		s, fl, err := look(fsys, f)
		if err != nil {
			return nil, err
		}
		if finds = append(finds, fl...); s == nil {
			continue
		}
		p, err := e.propose(s)
		if err != nil {
			return nil, fmt.Errorf("proposing for %s: %w", name, err)
		}
		for _, other := range files[i+1:] {
			p.Sheets = append(p.Sheets, other.Sheet)
		}
		return p, nil
	}
	return &Proposal{File: source.File{Path: name}, Findings: finds}, nil
}

// settings are an Env and what follows from it.
type settings struct {
	con   *contract.Contract
	reg   *registry.Registry
	lists *dim.Lists
	own   []registry.Organisation // of the site; nil where there is none
	basis *dim.Basis              // of bare quarters; nil if not declared
	path  string                  // of the file, with slashes
	same  map[naming]float64      // similarities that were worked out
}

// somebody is the only organisation that is known where there is no site.
const somebody = "fukusen"

// national are the national lists, which are the same in every run.
var national = sync.OnceValues(func() (*registry.Registry, error) {
	reg, _, err := registry.Load(memory{}, "data", registry.Options{Callers: []string{somebody}})
	return reg, err
})

func newSettings(env Env) (*settings, error) {
	e := &settings{con: cmp.Or(env.Contract, contract.New(nil)), basis: env.Basis, path: filepath.ToSlash(env.Path), same: map[naming]float64{}}
	var err error
	if e.reg = env.Registry; e.reg != nil {
		e.own = e.reg.Organisations()
	}
	if len(e.own) == 0 {
		e.own = nil
		if e.reg, err = national(); err != nil {
			return nil, err
		}
	}
	e.lists, err = e.reg.Lists(e.con.Categories())
	return e, err
}

// propose decides what the columns are, and tries that.
func (e *settings) propose(s *sample) (*Proposal, error) {
	p := &Proposal{File: s.file, State: Mapped, HeaderLine: s.line, HeaderRows: s.rows, encoding: s.encoding, comma: s.comma, comments: s.comments}
	for i, h := range s.header {
		prof := e.describe(s, i)
		p.Columns = append(p.Columns, Column{Header: h, Kind: prof.kind, profile: prof})
	}
	p.findPersonal(s)
	for i := range p.Columns {
		p.Columns[i].sample()
	}
	ready, err := e.isReady(p, s)
	if err != nil {
		return nil, err
	}
	e.chooseTable(p, s)
	e.findSender(p, s)
	if ready != nil {
		p.State, p.Table, p.Confidence, p.Missing = Ready, ready, Sure, nil
		return p, nil
	}
	p.choices = e.known()
	if p.State == Hopeless {
		p.distrust()
		return p, nil
	}
	e.findPlaces(p, s)
	p.findPeriod(e.basis)
	p.findDays()
	p.findParentheses()
	p.findRepeats(s)
	p.findMarkers()
	if err := e.test(p, s); err != nil {
		return nil, err
	}
	if p.Confidence == Check && !p.counts() {
		p.State = Hopeless
		p.distrust()
	}
	return p, nil
}

// counts reports a line that reads numbers, answers or entities.
func (p *Proposal) counts() bool {
	return slices.ContainsFunc(p.Columns, func(c Column) bool {
		return c.active() && (c.use == asPivot || c.use == asColumn && (!isKey(p.Table, c.To) || c.To == contract.ColumnEntity))
	})
}

// distrust takes back every line of a proposal that would come to nothing.
func (p *Proposal) distrust() {
	for i := range p.Columns {
		c := &p.Columns[i]
		c.Confidence = min(c.Confidence, Check)
		if c.use != unused {
			c.use = inDispute
		}
	}
}

// Column finds what is proposed for the first column with the header.
func (p *Proposal) Column(header string) (Column, bool) {
	i := slices.IndexFunc(p.Columns, func(c Column) bool { return c.Header == header })
	if i < 0 {
		return Column{}, false
	}
	return p.Columns[i], true
}

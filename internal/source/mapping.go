package source

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/goccy/go-yaml"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/rows"
)

// MappingFile is the name of the file that says how to read the exports of its
// folder and of those below.
const MappingFile = "source.yaml"

// A Mapping says how to read a submitter's own export without editing it. The
// zero Mapping reads files that follow the contract.
type Mapping struct {
	Format       int                          `yaml:"format"`        // 1
	Table        string                       `yaml:"table"`         // defaults to the one that the header fits
	Encoding     string                       `yaml:"encoding"`      // utf-8 or cp932; defaults to what the bytes say
	HeaderRow    int                          `yaml:"header_row"`    // line of the header, from 1; defaults to the first that is not empty
	QuarterBasis string                       `yaml:"quarter_basis"` // fiscal or calendar: how "2026Q1" is meant
	Received     string                       `yaml:"received"`      // date on which the files arrived
	Fixed        map[string]string            `yaml:"fixed"`         // our column: value of every row
	Columns      map[string]string            `yaml:"columns"`       // their header: our column
	Ignore       []string                     `yaml:"ignore"`        // their headers that are not read
	Values       map[string]map[string]string `yaml:"values"`        // our column: their value: our value
	Markers      map[string]string            `yaml:"markers"`       // what stands for a number: zero, missing, withheld, not_applicable
	Period       *PeriodFrom                  `yaml:"period"`
	Area         *PlaceFrom                   `yaml:"area"`
	Origin       *PlaceFrom                   `yaml:"origin"`
}

// PeriodFrom takes the quarter from another column.
type PeriodFrom struct {
	Column string `yaml:"column"`
	As     string `yaml:"as"` // quarter (default) or datetime
}

// PlaceFrom takes a place from other columns.
type PlaceFrom struct {
	Column string `yaml:"column"`
	By     string `yaml:"by"`     // code (default) or name
	Within Within `yaml:"within"` // the place that the names lie in
	Level  string `yaml:"level"`  // prefecture: take the bound alone
}

// Within is a code for the whole file, or a column that names the bound of
// each row.
type Within struct {
	Code   string
	Column string
}

// UnmarshalYAML reads either a code or {column: header}.
func (w *Within) UnmarshalYAML(b []byte) error {
	var c struct {
		Column string `yaml:"column"`
	}
	if err := yaml.UnmarshalWithOptions(b, &c, yaml.Strict()); err == nil && c.Column != "" {
		w.Column = c.Column
		return nil
	}
	return yaml.Unmarshal(b, &w.Code)
}

var (
	ruleMapping = diag.Rule{
		ID:   "source/yaml",
		Msg:  diag.Text{JA: "source.yaml が読めません: %[1]s", EN: "source.yaml cannot be read: %[1]s"},
		Hint: diag.Text{JA: "字下げと綴りを確かめてください。使える項目: format, table, encoding, header_row, quarter_basis, received, fixed, columns, ignore, values, markers, period, area, origin", EN: "check indentation and spelling; keys: format, table, encoding, header_row, quarter_basis, received, fixed, columns, ignore, values, markers, period, area, origin"},
	}
	ruleMappingValue = diag.Rule{
		ID:   "source/value",
		Msg:  diag.Text{JA: "source.yaml の %[1]s に %[2]q とは書けません", EN: "source.yaml: %[1]s cannot be %[2]q"},
		Hint: diag.Text{JA: "使えるのは: %[3]s", EN: "it can be: %[3]s"},
	}
)

// MappingSet holds the mappings of a site by the folder that they stand in.
type MappingSet map[string]*Mapping

// Mappings reads source.yaml files.
func Mappings(fsys fs.FS, names []string) (MappingSet, diag.List, error) {
	all := MappingSet{}
	var finds diag.List
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, nil, fmt.Errorf("reading %s: %w", name, err)
		}
		m := &Mapping{}
		if err := yaml.UnmarshalWithOptions(data, m, yaml.Strict()); err != nil {
			finds = append(finds, ruleMapping.At(yamlPos(name, err), yamlMessage(err)))
			continue
		}
		finds = append(finds, m.check(name)...)
		all[path.Dir(name)] = m
	}
	return all, finds, nil
}

// For gives the mapping of a file: that of the nearest folder above it.
func (all MappingSet) For(file string) *Mapping {
	for dir := path.Dir(file); ; dir = path.Dir(dir) {
		if m, ok := all[dir]; ok {
			return m
		}
		if dir == "." || dir == "/" {
			return &Mapping{}
		}
	}
}

func yamlPos(name string, err error) diag.Pos {
	pos := diag.Pos{File: name}
	var e yaml.Error
	if errors.As(err, &e) && e.GetToken() != nil {
		pos.Line, pos.Col = e.GetToken().Position.Line, e.GetToken().Position.Column
	}
	return pos
}

func yamlMessage(err error) string {
	var e yaml.Error
	if errors.As(err, &e) {
		return e.GetMessage()
	}
	return err.Error()
}

func (m *Mapping) check(name string) diag.List {
	var finds diag.List
	one := func(key, got string, among ...string) {
		for _, a := range among {
			if got == a {
				return
			}
		}
		finds = append(finds, ruleMappingValue.At(diag.Pos{File: name}, key, got, fmt.Sprint(among)))
	}
	one("format", fmt.Sprint(m.Format), "1")
	one("encoding", m.Encoding, "", "utf-8", "cp932")
	one("quarter_basis", m.QuarterBasis, "", "fiscal", "calendar")
	if m.Period != nil {
		one("period.as", m.Period.As, "", "quarter", "datetime")
	}
	for key, p := range map[string]*PlaceFrom{"area": m.Area, "origin": m.Origin} {
		if p != nil {
			one(key+".by", p.By, "", "code", "name")
			one(key+".level", p.Level, "", "prefecture")
		}
	}
	for text, status := range m.Markers {
		one("markers."+text, status, "zero", "missing", "withheld", "not_applicable")
	}
	finds.Sort()
	return finds
}

// basis gives the declared meaning of a bare quarter, nil if there is none.
func (m *Mapping) basis(site *dim.Basis) *dim.Basis {
	fiscal, calendar := dim.Fiscal, dim.Calendar
	switch m.QuarterBasis {
	case "fiscal":
		return &fiscal
	case "calendar":
		return &calendar
	}
	return site
}

// statuses gives the declared markers, folded; zero is left to zeros.
func (m *Mapping) statuses() map[string]Status {
	all := map[string]Status{}
	for text, s := range m.Markers {
		switch s {
		case "missing":
			all[rows.Fold(text)] = Missing
		case "withheld":
			all[rows.Fold(text)] = SourceWithheld
		case "not_applicable":
			all[rows.Fold(text)] = NotApplicable
		}
	}
	return all
}

// zeros lists the markers that stand for the number 0.
func (m *Mapping) zeros() map[string]bool {
	all := map[string]bool{}
	for text, s := range m.Markers {
		if s == "zero" {
			all[rows.Fold(text)] = true
		}
	}
	return all
}

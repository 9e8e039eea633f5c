package source

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// MappingFile is the name of the file that says how to read the exports of its
// folder and of those below.
const MappingFile = "source.yaml"

// A Mapping says how to read a submitter's own export without editing it. The
// zero Mapping reads files that follow the contract. A column that it
// supplies and the file has, too, is a finding.
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

	keys, values map[string]diag.Pos // where it was written, by path such as fixed.area; nil if it was not read
}

// PeriodFrom takes the quarter from another column.
type PeriodFrom struct {
	Column string `yaml:"column"`
	As     string `yaml:"as"` // quarter (default) or datetime
}

// PlaceFrom takes a place from other columns. Either Column or Within is
// required.
type PlaceFrom struct {
	Column string `yaml:"column"`
	By     string `yaml:"by"`     // code (default), which takes names that are unique, too; or name
	Within Within `yaml:"within"` // the place that all of them lie in
	Level  string `yaml:"level"`  // prefecture: take the prefecture of the place; with within.column, of the bound alone
}

// Within is a code or name for the whole file, or a column that gives the
// bound of each row.
type Within struct {
	Code   string
	Column string
}

// bounded lists the places that are taken from other columns.
func (m *Mapping) bounded() []boundedPlace {
	var all []boundedPlace
	for _, p := range []boundedPlace{{dim.Area, m.Area}, {dim.Origin, m.Origin}} {
		if p.from != nil {
			all = append(all, p)
		}
	}
	return all
}

type boundedPlace struct {
	axis dim.Axis
	from *PlaceFrom
}

// keyPos and valuePos give the place of a key of source.yaml, or of its value;
// or is for a Mapping that was not read from a file.
func (m *Mapping) keyPos(path string, or diag.Pos) diag.Pos {
	return cmp.Or(m.keys[path], or)
}

func (m *Mapping) valuePos(path string, or diag.Pos) diag.Pos {
	return cmp.Or(m.values[path], m.keys[path], or)
}

var (
	ruleMappingValue = diag.Rule{
		ID:   "source/value",
		Msg:  diag.Text{JA: "source.yaml の %[1]s に %[2]q とは書けません", EN: "source.yaml: %[1]s cannot be %[2]q"},
		Hint: diag.Text{JA: "使えるのは: %[3]s", EN: "it can be: %[3]s"},
	}
	rulePlaceNowhere = diag.Rule{
		ID:   "source/place",
		Msg:  diag.Text{JA: "source.yaml の %[1]s に、どの列から読むかが書かれていません", EN: "source.yaml: %[1]s does not say which column it is read from"},
		Hint: diag.Text{JA: "%[1]s: {column: 見出し} か {within: {column: 見出し}, level: prefecture} のように書いてください", EN: "write %[1]s: {column: HEADER} or {within: {column: HEADER}, level: prefecture}"},
	}
)

// MappingSet holds the mappings of a site by the folder that they stand in.
type MappingSet map[string]*Mapping

// Mappings reads source.yaml files. With error findings the set is not
// complete, and nothing should be read by it.
func Mappings(fsys fs.FS, names []string) (MappingSet, diag.List, error) {
	all := MappingSet{}
	var finds diag.List
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, nil, fmt.Errorf("reading %s: %w", name, err)
		}
		m, fl := parseMapping(name, data)
		if fl == nil {
			fl = m.check(name)
		}
		finds = append(finds, fl...)
		if fl.Errors() == 0 {
			all[path.Dir(name)] = m
		}
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

// check finds values that do not exist. What depends on the contract or on the
// file is found when the file is read.
func (m *Mapping) check(name string) diag.List {
	c := mappingCheck{m: m, file: diag.Pos{File: name}}
	c.one("format", strconv.Itoa(m.Format), "1")
	c.one("encoding", m.Encoding, "", "utf-8", "cp932")
	c.one("quarter_basis", m.QuarterBasis, "", "fiscal", "calendar")
	if m.HeaderRow < 0 {
		c.wrong("header_row", strconv.Itoa(m.HeaderRow), "1, 2, 3, …")
	}
	if _, err := time.Parse(time.DateOnly, m.Received); err != nil && m.Received != "" {
		c.wrong("received", m.Received, "2026-04-30")
	}
	if p := m.Period; p != nil {
		c.one("period.as", p.As, "", "quarter", "datetime")
		if p.Column == "" {
			c.finds = append(c.finds, rulePlaceNowhere.At(m.keyPos("period", c.file), "period"))
		}
	}
	for _, p := range m.bounded() {
		c.place(p.axis.String(), p.from)
	}
	for _, text := range slices.Sorted(maps.Keys(m.Markers)) {
		c.one("markers."+text, m.Markers[text], slices.Sorted(maps.Keys(markWords))...)
	}
	return c.finds
}

type mappingCheck struct {
	m     *Mapping
	file  diag.Pos
	finds diag.List
}

// one finds a value that is not among those that there are; "" among them is
// for the key being left out.
func (c *mappingCheck) one(key, got string, among ...string) {
	if !slices.Contains(among, got) {
		among = slices.DeleteFunc(among, func(s string) bool { return s == "" })
		c.wrong(key, got, strings.Join(among, ", "))
	}
}

func (c *mappingCheck) wrong(key, got, want string) {
	c.finds = append(c.finds, ruleMappingValue.At(c.m.valuePos(key, c.file), key, got, want))
}

func (c *mappingCheck) place(key string, p *PlaceFrom) {
	c.one(key+".by", p.By, "", "code", "name")
	c.one(key+".level", p.Level, "", "prefecture")
	if p.Column == "" && p.Within == (Within{}) {
		c.finds = append(c.finds, rulePlaceNowhere.At(c.m.keyPos(key, c.file), key))
	}
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

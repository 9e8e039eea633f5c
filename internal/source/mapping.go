package source

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/notation"
	"fukusen/internal/rows"
)

// MappingFile is the name of the file that says how to read the exports of its
// folder and of those below.
const MappingFile = "source.yaml"

// A Mapping says how to read a submitter's own export without editing it. The
// zero Mapping reads files that follow the contract. A column that it
// supplies and the file has, too, is a finding.
type Mapping struct {
	Format       int                          `yaml:"format"`            // 1
	Table        string                       `yaml:"table"`             // defaults to the one that the header fits
	Encoding     string                       `yaml:"encoding"`          // utf-8 or cp932; defaults to what the bytes say
	Comma        string                       `yaml:"comma"`             // comma, tab or semicolon; defaults to what the header has
	HeaderRow    int                          `yaml:"header_row"`        // line of the header, from 1; defaults to the first that fits the table
	HeaderRows   int                          `yaml:"header_rows"`       // 2 where the header has two lines, joined as 男/20代; defaults to 1
	QuarterBasis string                       `yaml:"quarter_basis"`     // fiscal or calendar: how "2026Q1" is meant
	FiscalStart  int                          `yaml:"fiscal_year_start"` // month in which the submitter's fiscal year begins; defaults to 4
	Dates        string                       `yaml:"dates"`             // serial: numbers in columns of dates are those of a spreadsheet
	DateSystem   int                          `yaml:"date_system"`       // of the spreadsheet: 1900 (default) or 1904
	ShortYears   string                       `yaml:"short_years"`       // what 26/4/1 means: western, showa, heisei or reiwa
	Received     string                       `yaml:"received"`          // date on which the files arrived
	Fixed        map[string]string            `yaml:"fixed"`             // our column: value of every row
	Columns      map[string]string            `yaml:"columns"`           // their header: our column
	Ignore       []string                     `yaml:"ignore"`            // their headers that are not read
	Values       map[string]map[string]string `yaml:"values"`            // our column: their value: our value
	Markers      map[string]string            `yaml:"markers"`           // what stands for a number: zero, missing, withheld, not_applicable
	Units        map[string]string            `yaml:"units"`             // our column: unit of its numbers, such as 千円
	Negative     string                       `yaml:"negative"`          // parentheses: (123) is -123
	Separator    string                       `yaml:"separator"`         // between several answers in one field; defaults to ; 、 , and |
	AddUp        bool                         `yaml:"add_up"`            // rows of the same group are parts of it, such as districts, and add up
	Comment      string                       `yaml:"comment"`           // rows that begin with this are left out
	Unpivot      *Unpivot                     `yaml:"unpivot"`
	Period       *PeriodFrom                  `yaml:"period"`
	Area         *PlaceFrom                   `yaml:"area"`
	Origin       *PlaceFrom                   `yaml:"origin"`

	keys, values map[string]diag.Pos // where it was written, by path such as fixed.area; nil if it was not read
	open         []string            // paths without a value
}

// An Unpivot reads columns that stand beside each other, such as 男20代 and
// 女20代, as rows of one measure.
type Unpivot struct {
	Measure string                       `yaml:"measure"` // our column of the numbers
	Columns map[string]map[string]string `yaml:"columns"` // their header: our column: value
}

// PeriodFrom takes the quarter from another column.
type PeriodFrom struct {
	Column string `yaml:"column"`
	As     string `yaml:"as"` // quarter (default) or datetime: the quarter in which the day lies
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

var ruleUnpivot = diag.Rule{
	ID:   "source/unpivot",
	Msg:  diag.Text{JA: "source.yaml の unpivot に、measure と columns の両方が要ります", EN: "source.yaml: unpivot needs both measure and columns"},
	Hint: diag.Text{JA: "unpivot: {measure: residents, columns: {男20代: {sex: m, age: 20-29}}} のように書いてください", EN: "write it as unpivot: {measure: residents, columns: {HEADER: {sex: m, age: 20-29}}}"},
}

// The words of comma and short_years; the empty one is for the key being left
// out.
var (
	commas     = map[string]rune{"": 0, "comma": ',', "tab": '\t', "semicolon": ';'}
	shortYears = map[string]notation.ShortYears{
		"": notation.RefuseShort, "western": notation.WesternShort, "showa": notation.ShowaShort,
		"heisei": notation.HeiseiShort, "reiwa": notation.ReiwaShort,
	}
)

// dates says how the file writes days.
func (m *Mapping) dates() notation.DateOptions {
	return notation.DateOptions{Short: shortYears[m.ShortYears], Serial: m.Dates == "serial", MonthFirst: m.Dates == "month_first", From1904: m.DateSystem == 1904}
}

// openOptions says how a file is opened.
func (m *Mapping) openOptions(f File, env *Env) rows.Options {
	return rows.Options{
		Encoding: m.Encoding, Comma: commas[m.Comma], HeaderRow: m.HeaderRow, HeaderRows: m.HeaderRows,
		IsHeader: headerOf(env, m), Sheet: f.Sheet,
	}
}

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
	c.one("encoding", m.Encoding, "", rows.UTF8, rows.CP932, rows.EUCJP, rows.ISO2022JP)
	c.one("quarter_basis", m.QuarterBasis, "", "fiscal", "calendar")
	c.one("comma", m.Comma, slices.Sorted(maps.Keys(commas))...)
	c.one("dates", m.Dates, "", "serial", "month_first")
	c.one("short_years", m.ShortYears, slices.Sorted(maps.Keys(shortYears))...)
	c.one("negative", m.Negative, "", "parentheses")
	c.between("header_row", m.HeaderRow, 0, math.MaxInt32, "1, 2, 3, …")
	c.between("header_rows", m.HeaderRows, 0, 2, "1, 2")
	c.between("fiscal_year_start", m.FiscalStart, 0, 12, "1, 2, 3, … 12")
	if m.DateSystem != 0 {
		c.one("date_system", strconv.Itoa(m.DateSystem), "1900", "1904")
	}
	if u := m.Unpivot; u != nil && (u.Measure == "" || len(u.Columns) == 0) {
		c.finds = append(c.finds, ruleUnpivot.At(m.keyPos("unpivot", c.file)))
	}
	if _, err := time.Parse(time.DateOnly, m.Received); err != nil && m.Received != "" {
		c.wrong("received", m.Received, "2026-04-30")
	}
	if p := m.Period; p != nil {
		c.one("period.as", p.As, "", "quarter", "datetime")
		if p.Column == "" {
			c.finds = append(c.finds, rulePlaceNowhere.At(m.keyPos("period", c.file), diag.Public("period")))
		}
	}
	for _, p := range m.bounded() {
		c.place(p.axis.String(), p.from)
	}
	for _, text := range slices.Sorted(maps.Keys(m.Markers)) {
		c.one("markers."+text, m.Markers[text], "missing", "not_applicable", "withheld", "zero")
	}
	for _, path := range m.open {
		if unfinished.MatchString(path) {
			c.wrong(path, "", `18201, 女, 20-29, 千円, … ("unknown")`)
		}
	}
	return c.finds
}

// unfinished are the places where nothing would be read as unknown: what the
// word of a submitter means must be said.
var unfinished = regexp.MustCompile(`^(fixed|units)\.|^values\..*\.|^unpivot\.columns\..*\.`)

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

func (c *mappingCheck) between(key string, n, low, high int, want string) {
	if n < low || n > high {
		c.wrong(key, strconv.Itoa(n), want)
	}
}

func (c *mappingCheck) wrong(key, got, want string) {
	c.finds = append(c.finds, ruleMappingValue.At(c.m.valuePos(key, c.file), diag.Public(key), got, diag.Public(want)))
}

func (c *mappingCheck) place(key string, p *PlaceFrom) {
	c.one(key+".by", p.By, "", "code", "name")
	c.one(key+".level", p.Level, "", "prefecture")
	if p.Column == "" && p.Within == (Within{}) {
		c.finds = append(c.finds, rulePlaceNowhere.At(c.m.keyPos(key, c.file), diag.Public(key)))
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

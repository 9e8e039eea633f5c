package sample

import (
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// An export is a table beside people and surveys: who sends it, and what its
// rows say after period and organisation.
type export struct {
	table   string
	columns []string // beside period and organisation, in the order of the cells
	sentBy  func(s *submitter) bool
	rows    func(s *submitter, r *random, q dim.Quarter) [][]string
}

// exports are in the order of the contract.
func exports() []export {
	return []export{openings(), jobs(), hiring(), credits(), results(), contribution(), practice()}
}

// large reports whether a company is large enough to keep records of what it
// gives and of how it works.
func (s *submitter) large() bool { return s.size >= 800 }

func ofKind(kind string) func(*submitter) bool {
	return func(s *submitter) bool { return s.kind == kind }
}

// saveExports writes one file for each table and submitter.
func saveExports(write func(string, []byte) error) error {
	for _, s := range append(submitters(), townHalls()...) {
		for _, e := range exports() {
			if !e.sentBy(s) {
				continue
			}
			if err := s.saveExport(write, e); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *submitter) saveExport(write func(string, []byte) error, e export) error {
	f := newFile(s.enc, s.id, s.desk(), e.table+".csv")
	f.row(s.heads(e.table, append([]string{contract.ColumnPeriod, dim.Organisation.String()}, e.columns...))...)
	for _, q := range s.quarters() {
		for _, row := range e.rows(s, newRandom(exampleSeed, e.table, s.id, q.ID(dim.Fiscal)), q) {
			f.row(append([]string{s.label(q), s.id}, row...)...)
		}
	}
	return f.save(write)
}

// desk is the folder of a submitter's further tables: a source.yaml that is
// about its people must not be about them.
func (s *submitter) desk() string {
	if s.id == mappedID {
		return plainFolder
	}
	return ""
}

// term writes a word of a closed vocabulary as the submitter writes headers.
func (s style) term(table, column, code string) string {
	t, ok := contract.New(nil).Table(table)
	if !ok {
		panic("sample: no table " + table)
	}
	key, ok := t.Key(column)
	if !ok {
		panic("sample: table " + table + " has no column " + column)
	}
	w, ok := key.Word(code)
	if !ok {
		panic("sample: " + column + " cannot be " + code)
	}
	return s.head(contract.Column{ID: w.Code, Name: w.Name, Aliases: w.Labels})
}

// numbers writes the numbers of a row.
func (s style) numbers(all ...int64) []string {
	cells := make([]string, len(all))
	for i, n := range all {
		cells[i] = s.digits(n)
	}
	return cells
}

// sends lists the tables of a submitter. What belongs to nobody is not among
// them.
func (s *submitter) sends() string {
	var all []string
	if s.kind != "municipality" {
		all = append(all, "people")
	}
	for _, e := range exports() {
		if e.sentBy(s) {
			all = append(all, e.table)
		}
	}
	for _, f := range allForms() {
		if f.organisation == s.id {
			all = append(all, f.way.table(), contract.TableFrame)
		}
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " ")
}

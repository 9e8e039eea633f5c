package audit

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// Where the cells or the observations would be too large for one file, there is
// none, but a folder of parts with the same header: of cells one of each table
// and quarter, of observations one of each KPI. Either form is read as the same
// rows. What lies in the folder beside a whole file, or under a name that no table
// and no KPI has, is not read: it is a stray.
//
// Nothing says which parts there must be. One that is missing is noticed by what
// was made of it: the manifest, the release files of its quarter, downloads and
// pages with its observations, and observations that were computed from its
// cells.

var ruleElsewhere = diag.Rule{
	ID:   "audit/elsewhere",
	Msg:  diag.Text{JA: "この行は %[1]s に置くものです", EN: "this row belongs in %[1]s"},
	Hint: diag.Text{JA: "公開用のファイルは手で直さず、もう一度 build してください", EN: "do not edit the published files; build again"},
}

func cellsPart(table, period string) string { return "data/cells/" + table + "-" + period + ".csv" }

func observationsPart(kpi string) string { return "data/observations/" + kpi + ".csv" }

// cellsFile is the file that has the cells of a table and quarter.
func (d *data) cellsFile(table, period string) string {
	if whole(d.cellsIn, cellsPath) {
		return cellsPath
	}
	return cellsPart(table, period)
}

// observationsFile is the file that has the observations of a KPI.
func (d *data) observationsFile(kpi string) string {
	if whole(d.observedIn, observationsPath) {
		return observationsPath
	}
	return observationsPart(kpi)
}

func whole(files []string, name string) bool { return len(files) == 0 || files[0] == name }

// CellsFile is the file of the open data that has the cells of a table and
// quarter: a line of a Cell is one of it.
func (r *Report) CellsFile(table, period string) string { return r.data.cellsFile(table, period) }

// inOrder compares cells by where their rows stand in the open data.
func (d *data) inOrder(a, b *Cell) int {
	at := func(c *Cell) int {
		if len(d.cellsIn) < 2 {
			return 0
		}
		return slices.Index(d.cellsIn, d.cellsFile(c.Table, c.Period))
	}
	return cmp.Or(cmp.Compare(at(a), at(b)), cmp.Compare(a.Line, b.Line))
}

func (d *data) readCells(fsys fs.FS, finds *diag.List) error {
	var tables, parts []string
	for i := range d.measures {
		tables = append(tables, d.measures[i].Table)
	}
	slices.Sort(tables)
	tables = slices.Compact(tables)
	for _, q := range d.definitions.Quarters {
		for _, t := range tables {
			parts = append(parts, cellsPart(t, q.Quarter))
		}
	}
	d.cellsIn = standing(fsys, cellsPath, parts)
	add := inPlace(func(r *record) string { return d.cellsFile(r.get("table"), r.get("period")) }, d.addCell())
	return readEach(fsys, d.cellsIn, cellColumns, add, finds)
}

func (d *data) readObservations(fsys fs.FS, finds *diag.List) error {
	var parts []string
	for i := range d.definitions.KPIs {
		parts = append(parts, observationsPart(d.definitions.KPIs[i].ID))
	}
	d.observedIn = standing(fsys, observationsPath, parts)
	add := inPlace(func(r *record) string { return d.observationsFile(r.get("kpi")) }, d.addObservation)
	return readEach(fsys, d.observedIn, observationColumns, add, finds)
}

// standing lists the parts that are there, unless the whole file is. Without
// either, that is what is missed.
func standing(fsys fs.FS, file string, parts []string) []string {
	if there(fsys, file) {
		return []string{file}
	}
	var all []string
	for _, name := range parts {
		if there(fsys, name) {
			all = append(all, name)
		}
	}
	if len(all) == 0 {
		return []string{file}
	}
	return all
}

func there(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return err == nil
}

// inPlace complains about rows that stand in another file than their own, and
// adds the others.
func inPlace(own func(*record) string, add func(*record) *diag.Finding) func(*record) *diag.Finding {
	return func(r *record) *diag.Finding {
		if file := own(r); file != r.path {
			return r.bad(&ruleElsewhere, file)
		}
		return add(r)
	}
}

func readEach(fsys fs.FS, names, columns []string, add func(*record) *diag.Finding, finds *diag.List) error {
	for _, name := range names {
		if err := readCSV(fsys, name, columns, add, finds); err != nil {
			return err
		}
	}
	return nil
}

// observed reports whether a folder has observations, in either form.
func observed(fsys fs.FS, folder string) bool {
	file := path.Join(folder, observationsPath)
	return there(fsys, file) || there(fsys, strings.TrimSuffix(file, ".csv"))
}

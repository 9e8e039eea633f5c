package audit

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// The files that the audit starts from. Cells and observations may be in parts.
const (
	cellsPath        = "data/cells.csv"
	codesPath        = "data/codes.csv"
	kpisPath         = "data/kpis.json"
	observationsPath = "data/observations.csv"
)

func read(fsys fs.FS, finds *diag.List) (*data, error) {
	d := &data{byID: map[string]int{}, items: map[string]item{}}
	if err := d.readDefinitions(fsys); err != nil {
		return nil, err
	}
	if err := readCSV(fsys, codesPath, codeColumns, d.addCode, finds); err != nil {
		return nil, err
	}
	d.linkCodes(finds)
	if err := d.readCells(fsys, finds); err != nil {
		return nil, err
	}
	if err := d.readObservations(fsys, finds); err != nil {
		return nil, err
	}
	return d, d.readReleases(fsys, finds)
}

func (d *data) readDefinitions(fsys fs.FS) error {
	text, err := fs.ReadFile(fsys, kpisPath)
	if err != nil {
		return fmt.Errorf("auditing: %w", err)
	}
	if err := json.Unmarshal(text, &d.definitions); err != nil {
		return fmt.Errorf("auditing %s: %w", kpisPath, err)
	}
	if d.definitions.Format != 1 {
		return fmt.Errorf("auditing %s: format %d, want 1", kpisPath, d.definitions.Format)
	}
	d.measures = d.definitions.Measures
	for _, it := range d.definitions.Items {
		d.items[it.ID] = it
	}
	for a := range d.codes {
		d.codes[a] = codeList{ids: []string{""}, names: []diag.Text{{}}, above: []string{""}, index: map[string]int32{"": 0}}
	}
	return nil
}

// most is the largest number that is accepted, so that no sum of a table can
// overflow. Squares of weights and points are counted in millionths; the parts
// of a total of them are no more than it.
const (
	most        = 1 << 45
	mostMoments = 1 << 56
)

// A record is a row of a CSV file under its header.
type record struct {
	path   string
	line   int
	fields []string
	column map[string]int
}

func (r *record) get(column string) string { return r.fields[r.column[column]] }

func (r *record) bad(rule *diag.Rule, args ...any) *diag.Finding {
	f := rule.At(diag.Pos{File: r.path, Line: r.line}, args...)
	return &f
}

// readCSV gives every row to add and collects what it complains about. A file
// whose header is not what it should be is not read: nothing could be relied
// upon.
func readCSV(fsys fs.FS, path string, columns []string, add func(*record) *diag.Finding, finds *diag.List) error {
	f, err := fsys.Open(path)
	if err != nil {
		return fmt.Errorf("auditing: %w", err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.ReuseRecord = true
	header, err := r.Read()
	if err != nil {
		return fmt.Errorf("auditing %s: %w", path, err)
	}
	rec := &record{path: path, column: map[string]int{}}
	if !slices.Equal(header, columns) {
		*finds = append(*finds, ruleColumns.At(diag.Pos{File: path, Line: 1}, fmt.Sprint(columns)))
		return nil
	}
	for i, c := range columns {
		rec.column[c] = i
	}
	for {
		rec.fields, err = r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("auditing %s: %w", path, err)
		}
		rec.line, _ = r.FieldPos(0)
		if f := add(rec); f != nil {
			*finds = append(*finds, *f)
		}
	}
}

var codeColumns = []string{"axis", "code", "parent", "ja", "en", "level"}

func (d *data) addCode(r *record) *diag.Finding {
	a, ok := dim.ParseAxis(r.get("axis"))
	id := r.get("code")
	if !ok || !dim.IsCode(id) {
		return r.bad(&ruleRow, r.get("axis")+" "+id)
	}
	l := &d.codes[a]
	if _, twice := l.index[id]; twice {
		return r.bad(&ruleDuplicate, r.get("axis")+" "+id)
	}
	l.index[id] = int32(len(l.ids))
	l.ids = append(l.ids, id)
	l.names = append(l.names, named(diag.Text{JA: r.get("ja"), EN: r.get("en")}, id))
	l.above = append(l.above, r.get("parent"))
	return nil
}

// linkCodes finds the parents. A code whose parent is not there, or that is its
// own ancestor, is taken for a part of the total.
func (d *data) linkCodes(finds *diag.List) {
	for a := range d.codes {
		l := &d.codes[a]
		l.parent = make([]int32, len(l.ids))
		for c, above := range l.above {
			p, ok := l.index[above]
			if !ok || l.below(p, int32(c)) {
				*finds = append(*finds, ruleRow.At(diag.Pos{File: codesPath}, dim.Axis(a).String()+" "+l.ids[c]+" < "+above))
				continue
			}
			l.parent[c] = p
		}
	}
}

// below reports whether c is the outer code or a part of it.
func (l *codeList) below(c, outer int32) bool {
	for ; c != 0; c = l.parent[c] {
		if c == outer {
			return true
		}
	}
	return false
}

// named fills in what has no name.
func named(t diag.Text, id string) diag.Text {
	if t.JA == "" {
		t.JA = id
	}
	if t.EN == "" {
		t.EN = t.JA
	}
	return t
}

var cellColumns = []string{"table", "measure", "kind", "period", "window", "area", "origin", "organisation",
	"sex", "age", "sport", "category", "value", "status"}

// addCell returns a function that adds rows of cells.csv.
func (d *data) addCell() func(*record) *diag.Finding {
	measures := map[[2]string]int32{}
	for i, m := range d.measures {
		measures[[2]string{m.Table, m.ID}] = int32(i)
	}
	return func(r *record) *diag.Finding {
		c := cell{status: r.get("status"), Cell: Cell{
			Table: r.get("table"), Measure: r.get("measure"), Period: r.get("period"), Line: r.line,
		}}
		var known bool
		if c.measure, known = measures[[2]string{c.Table, c.Measure}]; !known {
			return r.bad(&ruleRow, c.Table+" "+c.Measure)
		}
		if !slices.ContainsFunc(d.definitions.Quarters, func(q quarter) bool { return q.Quarter == c.Period }) {
			return r.bad(&ruleRow, c.Period)
		}
		if f := d.group(r, &c); f != nil {
			return f
		}
		limit := int64(most)
		if d.measures[c.measure].Class == classMoments {
			limit = mostMoments
		}
		f := c.amount(r, limit)
		d.cells = append(d.cells, c)
		return f
	}
}

// group reads the window and the codes.
func (d *data) group(r *record, c *cell) *diag.Finding {
	var err error
	if c.Window, err = strconv.Atoi(r.get("window")); err != nil || c.Window < 1 {
		return r.bad(&ruleRow, r.get("window"))
	}
	for a := range dim.Axis(dim.NumAxes) {
		var ok bool
		id := r.get(a.String())
		if c.codes[a], ok = d.codes[a].index[id]; !ok {
			return r.bad(&ruleRow, a.String()+"="+id)
		}
		c.Codes[a] = d.codes[a].ids[c.codes[a]]
	}
	return nil
}

// amount reads status and value. A row that is not as it should be is taken
// for withheld, so that the attack goes on.
func (c *cell) amount(r *record, limit int64) *diag.Finding {
	text, status := r.get("value"), c.status
	if !slices.Contains(statuses, status) {
		c.status = withheld
		return r.bad(&ruleRow, status)
	}
	if status != published {
		if text != "" {
			return r.bad(&ruleWritten, text)
		}
		return nil
	}
	var err error
	if c.value, err = strconv.ParseInt(text, 10, 64); err != nil || c.value < 0 || c.value > limit {
		c.status, c.value = withheld, 0
		return r.bad(&ruleRow, text)
	}
	return nil
}

var observationColumns = []string{"id", "kpi", "statistic", "reference", "kind", "period", "window", "area", "origin",
	"organisation", "sex", "age", "sport", "category", "value", "unit", "lower", "upper", "numerator", "denominator",
	"respondents", "reporters", "expected", "method", "status", "flag"}

// The columns of an observation with numbers. The first ones are empty unless
// it is published; who reported is public in any case.
var numberColumns = [...]string{"value", "lower", "upper", "numerator", "denominator", "respondents", "reporters", "expected"}

const (
	columnNumerator   = 3
	columnDenominator = 4
	columnRespondents = 5
	computedColumns   = 6
)

func (d *data) addObservation(r *record) *diag.Finding {
	o := observation{status: r.get("status"), line: r.line}
	id := r.get("id")
	if _, twice := d.byID[id]; twice {
		return r.bad(&ruleDuplicate, id)
	}
	if !slices.Contains(statuses, o.status) {
		return r.bad(&ruleRow, o.status)
	}
	if f := d.identify(r, &o); f != nil {
		return f
	}
	for i, c := range numberColumns {
		o.numbers[i] = r.get(c)
		if i < computedColumns && o.status != published && o.numbers[i] != "" {
			return r.bad(&ruleWritten, id+" "+c)
		}
	}
	d.byID[id] = len(d.observations)
	d.observations = append(d.observations, o)
	return nil
}

// identify reads the ID, which must say the same as the columns.
func (d *data) identify(r *record, o *observation) *diag.Finding {
	id, err := dim.ParseID(r.get("id"))
	if err != nil {
		return r.bad(&ruleRow, r.get("id"))
	}
	columns := dim.ID{
		KPI: r.get("kpi"), Statistic: r.get("statistic"), Reference: r.get("reference"), Quarter: id.Quarter, Basis: id.Basis,
	}
	columns.Window, _ = strconv.Atoi(r.get("window"))
	for a := range dim.Axis(dim.NumAxes) {
		columns.Codes[a] = r.get(a.String())
		var known bool
		if o.codes[a], known = d.codes[a].index[columns.Codes[a]]; !known {
			return r.bad(&ruleRow, a.String()+"="+columns.Codes[a])
		}
	}
	if columns.String() != id.String() || r.get("period") != id.Quarter.ID(id.Basis) {
		return r.bad(&ruleRow, r.get("id"))
	}
	o.id = id
	return nil
}

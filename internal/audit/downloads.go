package audit

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// Downloads are cut from the open data: rows of observations.csv for a KPI or
// an organisation, in several forms. Each row must be one of the open data and
// say the same, and one that is not published must not hold a number there
// either.

// isDownload tells by its path that a file is cut from the open data. Any other
// file that could hold data is a stray.
func isDownload(name string) bool {
	for _, pattern := range []string{
		"data/kpi/*.csv", "data/kpi/*.json", "data/kpi/*.xlsx", "data/excel/*.csv",
		"organisation/*/data.csv", "organisation/*/data.xlsx", "organisation/*/evidence.json",
	} {
		if ok, _ := path.Match(pattern, name); ok { // the patterns are well-formed
			return true
		}
	}
	return false
}

func (r *Report) download(fsys fs.FS, name string, text []byte) {
	w := &offered{report: r, name: name}
	switch {
	case path.Base(name) == "evidence.json":
		w.evidence(fsys, text)
	case strings.HasSuffix(name, ".json"):
		w.json(fsys, text)
	case strings.HasSuffix(name, ".xlsx"):
		w.workbook(text)
	case strings.HasPrefix(name, "data/excel/"):
		w.excel(text)
	default:
		w.csv(fsys, text)
	}
}

// offered is a download while it is read.
type offered struct {
	report *Report
	name   string
}

func (w *offered) complain(rule *diag.Rule, line int, args ...any) {
	w.report.other = append(w.report.other, rule.At(diag.Pos{File: w.name, Line: line}, args...))
}

// A claim is what a row of a download says of an observation: of each column of
// numbers what it holds, unless it has no such column.
type claim struct {
	line    int
	id      string
	status  string // "" if it does not say
	numbers [len(numberColumns)]string
	told    [len(numberColumns)]bool
}

// say notes the number in a column.
func (c *claim) say(column, number string) {
	k := slices.Index(numberColumns[:], column)
	c.numbers[k], c.told[k] = number, true
}

// row compares a claim with the open data. What is not published may have a
// sign in the place of its value, without a digit.
func (w *offered) row(c *claim) {
	d := w.report.data
	i, known := d.byID[c.id]
	if !known {
		w.complain(&rulePage, c.line, c.id, c.status, "")
		return
	}
	o := &d.observations[i]
	if c.status != "" && c.status != o.status {
		w.complain(&rulePage, c.line, c.id, c.status, o.status)
	}
	for k, got := range c.numbers {
		if c.told[k] {
			w.number(c, o, k, got)
		}
	}
}

func (w *offered) number(c *claim, o *observation, k int, got string) {
	if got != "" {
		w.report.Numbers++
	}
	switch want := o.numbers[k]; {
	case k < computedColumns && o.status != published:
		if strings.ContainsAny(got, "0123456789") {
			w.complain(&ruleWritten, c.line, c.id+" "+numberColumns[k])
		}
	case got != want && (got == "" || want == "" || !sameNumber(got, want)):
		w.complain(&rulePage, c.line, c.id, got, want)
	}
}

// isOpen reports whether a row stands in the open data, letter for letter.
func (w *offered) isOpen(fsys fs.FS, line string) bool {
	r := w.report
	if r.open == nil {
		r.open = map[string]bool{}
		for _, name := range r.data.observedIn {
			text, _ := fs.ReadFile(fsys, name) // it has been read before
			for row := range strings.SplitSeq(string(text), "\n") {
				r.open[row] = true
			}
		}
	}
	return r.open[line]
}

// csv reads rows as they stand in the open data; those that do not stand there
// are looked at by their columns.
func (w *offered) csv(fsys fs.FS, text []byte) {
	head, body, _ := strings.Cut(string(text), "\n")
	if head != strings.Join(observationColumns, ",") {
		w.complain(&ruleColumns, 1, fmt.Sprint(observationColumns))
		return
	}
	line := 1
	for row := range strings.SplitSeq(strings.TrimSuffix(body, "\n"), "\n") {
		line++
		if w.isOpen(fsys, row) {
			w.report.Numbers++
			continue
		}
		fields, err := csv.NewReader(strings.NewReader(row)).Read()
		if err != nil || len(fields) != len(observationColumns) {
			w.complain(&ruleRow, line, row)
			continue
		}
		w.fields(line, fields)
	}
}

// fields compares a row of all columns of the open data, which must differ.
func (w *offered) fields(line int, fields []string) {
	rec := &record{path: w.name, line: line, fields: fields, column: columnsOf(observationColumns)}
	var o observation
	if f := w.report.data.identify(rec, &o); f != nil {
		w.report.other = append(w.report.other, *f)
		return
	}
	c := &claim{line: line, id: rec.get("id"), status: rec.get("status")}
	for _, column := range numberColumns {
		c.say(column, rec.get(column))
	}
	before := len(w.report.other)
	if w.row(c); len(w.report.other) == before {
		w.complain(&ruleRow, line, strings.Join(fields, ",")) // another column differs
	}
}

func columnsOf(heads []string) map[string]int {
	at := map[string]int{}
	for i, h := range heads {
		at[h] = i
	}
	return at
}

// table reads a CSV file under the header that it must have.
func (w *offered) table(text []byte, header []string) ([][]string, bool) {
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		w.complain(&ruleRow, 0, err.Error())
		return nil, false
	}
	if len(rows) == 0 || !slices.Equal(rows[0], header) {
		w.complain(&ruleColumns, 1, fmt.Sprint(header))
		return nil, false
	}
	return rows[1:], true
}

// What stands before, between and after the rows of a JSON file.
const (
	jsonBefore = `,"rows":[` + "\n"
	jsonAfter  = "\n]}\n"
)

var jsonWords = strings.NewReplacer("null", "", `"`, "")

// json reads the same rows as arrays, one a line. A line whose words are those
// of a row of the open data is one; the others are read as JSON.
func (w *offered) json(fsys fs.FS, text []byte) {
	head, body, ok := strings.Cut(string(text), jsonBefore)
	body, also := strings.CutSuffix(body, jsonAfter)
	if !ok || !also || !json.Valid(text) {
		w.complain(&ruleRow, 0, "rows")
		return
	}
	var file struct {
		Format  int
		KPI     json.RawMessage
		Columns []string
	}
	if !w.decode([]byte(head+"}"), &file) {
		return
	}
	if !slices.Equal(file.Columns, observationColumns) {
		w.complain(&ruleColumns, 1, fmt.Sprint(observationColumns))
		return
	}
	line := 1
	for row := range strings.SplitSeq(body, "\n") {
		line++
		row = strings.TrimSuffix(row, ",")
		if plain := jsonWords.Replace(row); len(plain) > 2 && w.isOpen(fsys, plain[1:len(plain)-1]) {
			w.report.Numbers++
			continue
		}
		var values []any
		if !w.decode([]byte(row), &values) || len(values) != len(observationColumns) {
			w.complain(&ruleRow, line, row)
			continue
		}
		fields := make([]string, len(values))
		for i, v := range values {
			fields[i] = written(v)
		}
		w.fields(line, fields)
	}
}

// written is a value of JSON as text.
func written(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}

// decode reads JSON that has no other fields than those asked for.
func (w *offered) decode(text []byte, into any) bool {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	dec.UseNumber()
	err := dec.Decode(into)
	if _, more := dec.Token(); err == nil && more != io.EOF {
		err = fmt.Errorf("there is something after the end")
	}
	if err != nil {
		w.complain(&ruleRow, 0, err.Error())
	}
	return err == nil
}

// evidence reads what an organisation attaches to its disclosure.
func (w *offered) evidence(fsys fs.FS, text []byte) {
	var file struct {
		Format                        int
		Organisation, Site, Publisher json.RawMessage
		Licence                       json.RawMessage
		PermanentLink                 string `json:"permanent_link"`
		Assurance, Releases           json.RawMessage
		Data                          struct{ Path, SHA256 string }
		KPIs                          []struct {
			ID, Label, Unit           string
			Name, Definition, Mapping json.RawMessage
			Observations              []struct {
				ID, Category, Period, From, To, Status, Method, Flag     string
				Value, Lower, Upper, Numerator, Denominator, Respondents json.Number
			}
		}
	}
	if !w.decode(text, &file) {
		return
	}
	data, err := fs.ReadFile(fsys, path.Join(path.Dir(w.name), "data.csv"))
	if sum := sha256.Sum256(data); err != nil || hex.EncodeToString(sum[:]) != file.Data.SHA256 {
		w.complain(&ruleRow, 0, file.Data.SHA256)
	}
	for _, k := range file.KPIs {
		for _, o := range k.Observations {
			c := &claim{id: o.ID, status: o.Status}
			for i, n := range []json.Number{o.Value, o.Lower, o.Upper, o.Numerator, o.Denominator, o.Respondents} {
				c.numbers[i], c.told[i] = n.String(), true
			}
			w.row(c)
		}
	}
}

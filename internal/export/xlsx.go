package export

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/xuri/excelize/v2"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// The sheets of a workbook.
const (
	valuesSheet      = "値"
	definitionsSheet = "定義"
	readingSheet     = "読み方"
)

// made is when every workbook says that it was made: the time of the build
// would change its bytes.
const made = "2026-04-01T00:00:00Z"

// A sheetColumn is a column of 値 and of data/excel: what it is made of, and
// whether that is a number.
type sheetColumn struct {
	key    string // of its head in i18n
	number bool
	width  float64
	of     func(*kit, *openRow) string
}

// sheetColumns has the words of the site in the place of its codes, the
// observation's ID last.
var sheetColumns = []sheetColumn{
	{"xlsx.kpi", false, 34, func(k *kit, r *openRow) string { return k.kpiName(r.get("kpi")) }},
	{"xlsx.period", false, 36, func(k *kit, r *openRow) string { return k.period(r) }},
	{"xlsx.group", false, 44, func(k *kit, r *openRow) string { return k.group(r) }},
	{"xlsx.value", true, 14, func(k *kit, r *openRow) string { return k.valueOr(r) }},
	{"xlsx.unit", false, 12, func(k *kit, r *openRow) string { return k.words.T("xlsx.unit." + r.get("unit")) }},
	{"xlsx.lower", true, 14, column("lower")},
	{"xlsx.upper", true, 14, column("upper")},
	{"xlsx.method", false, 14, column("method")},
	{"xlsx.numerator", true, 14, column("numerator")},
	{"xlsx.denominator", true, 14, column("denominator")},
	{"xlsx.respondents", true, 10, column("respondents")},
	{"xlsx.reporters", true, 10, column("reporters")},
	{"xlsx.expected", true, 10, column("expected")},
	{"xlsx.status", false, 14, func(k *kit, r *openRow) string { return k.words.T("xlsx.status." + r.get("status")) }},
	{"xlsx.release", false, 16, func(k *kit, r *openRow) string {
		return k.named(r.get("period"), func() string { return k.releaseOf(r) })
	}},
	{"xlsx.id", false, 60, column("id")},
}

func column(name string) func(*kit, *openRow) string {
	return func(_ *kit, r *openRow) string { return r.get(name) }
}

// values are the rows of 値: what compares values is in the CSV and JSON files.
func (k *kit) values(c *cut) ([]openRow, error) {
	return k.rows(c, func(r *openRow) bool { return r.get("statistic") == kpi.Value })
}

// valueOr is the value, or the sign for why there is none: four of them, so
// that no two states look the same and none like a zero.
func (k *kit) valueOr(r *openRow) string {
	if st := r.get("status"); st != string(release.Published) {
		return k.words.T("symbol." + st)
	}
	return r.get("value")
}

func (k *kit) kpiName(id string) string {
	e, ok := k.cube.Catalogue().Entry(id)
	if !ok {
		return id
	}
	return e.Label + " " + e.Name.JA
}

func (k *kit) period(r *openRow) string {
	return k.named(r.get("period")+"+"+r.get("window"), func() string { return k.periodName(r) })
}

// named keeps a text that many rows have.
func (k *kit) named(key string, name func() string) string {
	text, ok := k.names[key]
	if !ok {
		text = name()
		k.names[key] = text
	}
	return text
}

func (k *kit) periodName(r *openRow) string {
	q, basis, err := dim.ParseQuarter(r.get("period"))
	n, _ := strconv.Atoi(r.get("window"))
	if err != nil || n < 1 {
		return r.get("period")
	}
	return k.words.Period(dim.Period{First: q - dim.Quarter(n) + 1, N: n}, basis)
}

// group names the codes of a row.
func (k *kit) group(r *openRow) string {
	var parts []string
	for a := range dim.Axis(dim.NumAxes) {
		id := r.get(a.String())
		if id == "" {
			continue
		}
		parts = append(parts, k.codeName(a, id))
	}
	if len(parts) == 0 {
		return k.words.T("group.total")
	}
	return k.words.Join(parts)
}

// codeName names a code; 不詳 has no name of its own.
func (k *kit) codeName(a dim.Axis, id string) string {
	if id == dim.Unknown {
		return k.words.T("group.unknown")
	}
	c, ok := k.cube.Lists().Code(a, id)
	if !ok {
		return id
	}
	return cmp.Or(k.cube.Lists().Entry(a, c).JA, id)
}

// releaseOf is the release that a row is of.
func (k *kit) releaseOf(r *openRow) string {
	q, _, err := dim.ParseQuarter(r.get("period"))
	if err != nil {
		return ""
	}
	if f, ok := k.cube.Release(q); ok && !k.cube.Draft(q) {
		return f.ID
	}
	return k.words.T("draft.tag")
}

// excelCSV writes 値 as a CSV file that Excel opens by a double click: UTF-8
// with BOM, lines that end in CR LF, and nothing that Excel takes for a formula.
func (k *kit) excelCSV(c *cut) ([]byte, error) {
	rows, err := k.values(c)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	w.Write(k.heads())
	fields := make([]string, len(sheetColumns))
	for i := range rows {
		for j, col := range sheetColumns {
			if fields[j] = col.of(k, &rows[i]); !isNumber(col, fields[j]) {
				fields[j] = harmless(fields[j])
			}
		}
		w.Write(fields)
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

func (k *kit) heads() []string {
	var all []string
	for _, col := range sheetColumns {
		all = append(all, k.words.T(col.key))
	}
	return all
}

// isNumber tells a number from the sign that stands in its place.
func isNumber(col sheetColumn, text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return col.number && err == nil
}

// harmless puts an apostrophe before a text that a spreadsheet would compute.
func harmless(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r\n|%", rune(text[0])) {
		return "'" + text
	}
	return text
}

// packers are used again: each holds more memory than a workbook.
var packers = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(io.Discard, flate.BestSpeed) // the level is a good one
	return w
}}

// A packed part of a workbook gives its packer back.
type packed struct{ *flate.Writer }

func (p packed) Close() error {
	err := p.Writer.Close()
	packers.Put(p.Writer)
	return err
}

// quick packs a workbook at the least cost: it is small enough.
func quick(w io.Writer) excelize.ZipWriter {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		p := packed{packers.Get().(*flate.Writer)}
		p.Reset(w)
		return p, nil
	})
	return z
}

// workbook writes the values with their definitions and how to read them. Texts
// are stored as texts, never as formulas. The same rows give the same bytes.
func (k *kit) workbook(about contract.Name, c *cut) ([]byte, error) {
	rows, err := k.values(c)
	if err != nil {
		return nil, err
	}
	b := &workbook{File: excelize.NewFile(), kit: k}
	defer b.Close() // nothing of it is on disk
	b.SetZipWriter(quick)
	b.try(b.SetDocProps(&excelize.DocProperties{
		Creator: "Fukusen", LastModifiedBy: "Fukusen", Title: about.JA, Created: made, Modified: made, Language: "ja",
	}))
	b.try(b.SetSheetName("Sheet1", valuesSheet))
	b.styles()
	b.values(rows)
	b.definitions(rows)
	b.reading(about)
	if b.err != nil {
		return nil, fmt.Errorf("writing a workbook: %w", b.err)
	}
	out, err := b.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

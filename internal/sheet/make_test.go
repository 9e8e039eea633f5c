package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"fukusen/internal/diag"
)

const file = "f.xlsx"

// content is what was read of a workbook.
type content struct {
	sheets []string
	rows   map[string][][]string // by sheet
	at     map[string][]int      // row numbers
	finds  diag.List
}

// readAll reads a workbook from its first sheet to its last.
func readAll(t testing.TB, data []byte) content {
	t.Helper()
	c := content{rows: map[string][][]string{}, at: map[string][]int{}}
	b, finds, err := Open(fstest.MapFS{file: {Data: data}}, file)
	if err != nil {
		t.Fatal(err)
	}
	c.finds = finds
	if b == nil {
		if finds.Errors() == 0 {
			t.Fatal("neither a Book nor an error among the findings")
		}
		return c
	}
	defer b.Close()
	c.sheets = b.Sheets()
	for _, name := range c.sheets {
		r := b.Rows(name)
		for row, ok := r.Next(); ok; row, ok = r.Next() {
			c.rows[name] = append(c.rows[name], slices.Clone(row))
			c.at[name] = append(c.at[name], r.Row())
		}
		if r.Err() != nil {
			t.Fatal(r.Err())
		}
		c.finds = append(c.finds, r.Findings()...)
	}
	return c
}

// told gives the findings as lines without the file.
func (c content) told() string {
	var lines []string
	for _, f := range c.finds {
		lines = append(lines, strings.TrimPrefix(f.Line(diag.EN), file+": "))
	}
	return strings.Join(lines, "\n")
}

// expect compares the findings with what each must contain, in order.
func (c content) expect(t testing.TB, want ...string) {
	t.Helper()
	if len(c.finds) != len(want) {
		t.Fatalf("%d findings, want %d:\n%s", len(c.finds), len(want), c.told())
	}
	for i, line := range strings.Split(c.told(), "\n") {
		if len(want) > 0 && !strings.Contains(line, want[i]) {
			t.Errorf("finding %q does not contain %q", line, want[i])
		}
	}
}

// saved gives the bytes of a workbook that excelize holds.
func saved(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	buf, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// archive packs parts, given as name and content in turn.
func archive(t testing.TB, parts ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

const (
	rootRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookRels = `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="x/styles" Target="/xl/styles.xml"/></Relationships>`
	bookXML  = `<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`
)

// workbook packs a sheet of the given XML with texts and number formats; style
// i+1 has formats[i].
func workbook(t testing.TB, sheet, texts string, formats ...string) []byte {
	t.Helper()
	return archive(t, parts(sheet, texts, bookXML, formats...)...)
}

func parts(sheet, texts, book string, formats ...string) []string {
	nums, xfs := "", `<xf numFmtId="0"/>`
	for i, f := range formats {
		nums += fmt.Sprintf(`<numFmt numFmtId="%d" formatCode="%s"/>`, 200+i, strings.NewReplacer(`&`, "&amp;", `"`, "&quot;", "<", "&lt;").Replace(f))
		xfs += fmt.Sprintf(`<xf numFmtId="%d"/>`, 200+i)
	}
	return []string{
		"_rels/.rels", rootRels, "xl/workbook.xml", book, "xl/_rels/workbook.xml.rels", bookRels,
		"xl/styles.xml", "<styleSheet><numFmts>" + nums + `</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>` + xfs + "</cellXfs></styleSheet>",
		"xl/sharedStrings.xml", "<sst>" + texts + "</sst>",
		"xl/worksheets/sheet1.xml", sheet,
	}
}

// cells wraps rows in a sheet.
func cells(rows string) string {
	return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"
}

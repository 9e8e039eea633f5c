package site

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// The parts of a workbook that the examples do not change.
const (
	rootRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookRels = `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>`
	dates    = `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="#,##0,"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="200"/></cellXfs></styleSheet>`
	other    = `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>`
)

// aBook is a workbook with a row for the number of women, which stands in D2.
type aBook struct {
	d2    string // the cell; empty for one that is well
	rows  string // further rows
	after string // the rows
	sheet string // a second sheet
	parts []string
	cut   int // bytes of the sheet that are lost
}

var bookExamples = map[string]aBook{
	"xlsx/cell":         {d2: `<c r="D2"><v>12O</v></c>`},
	"xlsx/damaged":      {cut: 40},
	"xlsx/date":         {d2: `<c r="D2" s="1"><v>-5</v></c>`},
	"xlsx/error":        {d2: `<c r="D2" t="e"><v>#REF!</v></c>`},
	"xlsx/formula":      {d2: `<c r="D2"><f>100+20</f><v>120</v></c>`},
	"xlsx/hidden":       {rows: `<row r="3" hidden="1">` + text("A3", "2026FQ1") + text("B3", "acme") + text("C3", "男") + `<c r="D3"><v>130</v></c></row>`},
	"xlsx/hidden-sheet": {sheet: `<sheet name="下書き" sheetId="2" r:id="r2" state="hidden"/>`},
	"xlsx/macro":        {parts: []string{"xl/vbaProject.bin", "x"}},
	"xlsx/merged":       {after: `<mergeCells><mergeCell ref="A2:A3"/></mergeCells>`, rows: `<row r="3">` + text("B3", "acme") + text("C3", "男") + `<c r="D3"><v>130</v></c></row>`},
	"xlsx/notes":        {sheet: `<sheet name="記入例" sheetId="2" r:id="r2"/>`},
	"xlsx/other-sheet":  {sheet: `<sheet name="集計メモ" sheetId="2" r:id="r2"/>`},
	"xlsx/precision":    {d2: `<c r="D2"><v>12345678901234567</v></c>`},
	"xlsx/scaled":       {d2: `<c r="D2" s="2"><v>12000</v></c>`},
	"xlsx/uncalculated": {d2: `<c r="D2"><f>100+20</f></c>`},
	"xlsx/wide":         {rows: `<row r="3"><c r="XFD3"><v>1</v></c></row>`},
}

// workbook makes the example of a rule on workbooks.
func workbook(t *testing.T, id string) map[string]string {
	t.Helper()
	name := "data/a.xlsx"
	switch b, ok := bookExamples[id]; {
	case id == "registry/both":
		return map[string]string{"data/organisations.xlsx": register(t)}
	case id == "xlsx/kind":
		return map[string]string{name: "%PDF-1.7\n"}
	case id == "xlsx/large":
		var parts []string
		for i := range 10_000 {
			parts = append(parts, fmt.Sprintf("xl/media/image%d.png", i), "")
		}
		return map[string]string{name: aBook{parts: parts}.pack(t)}
	case id == "xlsx/password":
		return map[string]string{name: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 1016) + utf16("EncryptedPackage")[2:]}
	case id == "xlsx/empty":
		return map[string]string{name: archive(t, "_rels/.rels", rootRels, "xl/workbook.xml", `<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels", bookRels, "xl/styles.xml", dates, "xl/worksheets/sheet1.xml", `<worksheet><sheetData></sheetData></worksheet>`)}
	case ok:
		return map[string]string{name: b.pack(t)}
	}
	return nil
}

func text(cell, s string) string {
	return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, cell, s)
}

// register writes a workbook of organisations.
func register(t *testing.T) string {
	var cells string
	for row, of := range [][]string{{"提出者", "種別", "名称", "公開区分"}, {"acme", "企業", "アクメ精機", "named"}} {
		cells += fmt.Sprintf(`<row r="%d">`, row+1)
		for col, s := range of {
			cells += text(fmt.Sprintf("%c%d", 'A'+col, row+1), s)
		}
		cells += "</row>"
	}
	return archive(t, "_rels/.rels", rootRels,
		"xl/workbook.xml", `<workbook><sheets><sheet name="提出者一覧" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", bookRels, "xl/styles.xml", dates,
		"xl/worksheets/sheet1.xml", "<worksheet><sheetData>"+cells+"</sheetData></worksheet>")
}

// pack writes the workbook.
func (b aBook) pack(t *testing.T) string {
	t.Helper()
	if b.d2 == "" {
		b.d2 = `<c r="D2"><v>120</v></c>`
	}
	sheet := `<worksheet><sheetData><row r="1">` + text("A1", "期間") + text("B1", "提出者") + text("C1", "性別") + text("D1", "人数") + `</row>` +
		`<row r="2">` + text("A2", "2026FQ1") + text("B2", "acme") + text("C2", "女") + b.d2 + `</row>` + b.rows + `</sheetData>` + b.after + `</worksheet>`
	return archive(t, append([]string{
		"_rels/.rels", rootRels,
		"xl/workbook.xml", `<workbook><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/>` + b.sheet + `</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", bookRels,
		"xl/styles.xml", dates,
		"xl/worksheets/sheet1.xml", sheet[:len(sheet)-b.cut],
		"xl/worksheets/sheet2.xml", other,
	}, b.parts...)...)
}

// archive packs parts, given as name and content in turn.
func archive(t *testing.T, parts ...string) string {
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
	return buf.String()
}

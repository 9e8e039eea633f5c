package sheet

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"io/fs"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"fukusen/internal/diag"
)

// TestSheets shows which sheets are read and what is said of the others.
func TestSheets(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for _, name := range []string{"対象者", "凡例", "手引き", "リスト", "隠し", "深く隠し", "隠し(空)", "求人"} {
		f.NewSheet(name)
		if name != "隠し(空)" {
			f.SetCellValue(name, "A1", "x")
		}
	}
	f.SetSheetVisible("リスト", false)
	f.SetSheetVisible("隠し", false)
	f.SetSheetVisible("隠し(空)", false)
	f.SetSheetVisible("深く隠し", false, true)
	f.SetDefinedName(&excelize.DefinedName{Name: NotesName, RefersTo: "'手引き'!$A$1"})
	f.SetDefinedName(&excelize.DefinedName{Name: ListsName, RefersTo: "リスト!$A$1:$B$2"})
	c := readAll(t, saved(t, f))
	if want := []string{"対象者", "求人"}; !reflect.DeepEqual(c.sheets, want) {
		t.Errorf("got %v, want %v", c.sheets, want)
	}
	c.expect(t,
		`凡例: the sheet "凡例" is taken for notes by its name and was not read [xlsx/notes]`,
		`隠し: the hidden sheet "隠し" was not read [xlsx/hidden-sheet]`,
		`深く隠し: the hidden sheet "深く隠し" was not read [xlsx/hidden-sheet]`)
}

func TestFormulasAreToldOnce(t *testing.T) {
	row := `<row><c><f>1</f><v>1</v></c><c><f>1</f><v>2</v></c><c><v>3</v></c></row>`
	c := readAll(t, workbook(t, cells(strings.Repeat(row, 3)), ""))
	c.expect(t, "S: 6 cells hold formulas; the results that were saved with them were read (A1, B1, A2, B2, A3, …) [xlsx/formula]")
	if want := []string{"1", "2", "3"}; !reflect.DeepEqual(c.rows["S"][2], want) {
		t.Errorf("got %v, want %v", c.rows["S"][2], want)
	}
}

func TestMerged(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	f.SetCellValue("Sheet1", "A1", "令和8年度 調査票")
	f.SetSheetRow("Sheet1", "A3", &[]any{"期間", "性別", "人数"})
	f.SetSheetRow("Sheet1", "A4", &[]any{"2026FQ1", "男", 1})
	f.SetSheetRow("Sheet1", "B5", &[]any{"女", 2})
	f.SetCellValue("Sheet1", "A7", "注) 速報値")
	f.MergeCell("Sheet1", "A1", "C1")
	f.MergeCell("Sheet1", "A4", "A5")
	f.MergeCell("Sheet1", "A7", "C7")
	f.MergeCell("Sheet1", "E20", "F30")
	c := readAll(t, saved(t, f))
	c.expect(t, "Sheet1!A4: the cells A4:A5 are merged [xlsx/merged]")
	if c.finds.Errors() != 1 {
		t.Error("merged cells must be an error")
	}
}

func TestHidden(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for _, row := range []string{"A1", "A2", "A3"} {
		f.SetSheetRow("Sheet1", row, &[]any{"a", "b", "c"})
	}
	f.SetRowVisible("Sheet1", 2, false)
	f.SetColVisible("Sheet1", "C:XFD", false)
	c := readAll(t, saved(t, f))
	c.expect(t, "Sheet1: values in hidden rows or columns were read as well (5 cells, the first is C1) [xlsx/hidden]")
}

// TestGaps shows that nothing of a row is left in the next.
func TestGaps(t *testing.T) {
	c := readAll(t, workbook(t, cells(`<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row r="3"><c r="C3"><v>4</v></c></row><row r="4"><c r="A4" t="str"><v> </v></c></row>`), ""))
	if want := [][]string{{"1", "2", "3"}, {"", "", "4"}}; !reflect.DeepEqual(c.rows["S"], want) {
		t.Errorf("got %q, want %q", c.rows["S"], want)
	}
}

func TestPos(t *testing.T) {
	b, _, err := Open(fstest.MapFS{file: {Data: workbook(t, cells(`<row r="5"><c r="C5"><v>1</v></c></row>`), "")}}, file)
	if err != nil {
		t.Fatal(err)
	}
	r := b.Rows("S")
	row, ok := r.Next()
	if !ok || !reflect.DeepEqual(row, []string{"", "", "1"}) || r.Pos(2).String() != "f.xlsx: S!C5" {
		t.Errorf("got %q, %v at %v", row, ok, r.Pos(2))
	}
	if r := b.Rows("T"); r.Err() == nil {
		t.Error("a sheet that is not there has no error")
	}
}

func TestNotAWorkbook(t *testing.T) {
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 65_530)
	good := workbook(t, cells(`<row><c><v>1</v></c></row>`), "")
	tests := []struct{ name, data, want string }{
		{"empty", "", "an empty file [xlsx/kind]"},
		{"csv", "a,b\n1,2\n", "a file of another kind [xlsx/kind]"},
		{"html", "<html>", "HTML or XML"},
		{"pdf", "%PDF-1.7", "a PDF"},
		{"xls", ole + string(utf16("Workbook")), "an old Excel file (.xls)"},
		{"password", ole + string(utf16("EncryptedPackage")), "protected by a password"},
		{"zip", string(archive(t, "a.txt", "x")), "a ZIP archive"},
		{"ods", string(archive(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "")), "an OpenDocument file"},
		{"docx", string(archive(t, "_rels/.rels", strings.Replace(rootRels, "xl/workbook", "word/document", 1))), "a Word document"},
		{"xlsb", string(archive(t, "_rels/.rels", strings.Replace(rootRels, "workbook.xml", "workbook.bin", 1))), "an Excel binary workbook"},
		{"cut off", string(good[:len(good)/2]), "[xlsx/damaged]"},
		{"no workbook part", string(archive(t, "_rels/.rels", rootRels)), "xl/workbook.xml: missing) [xlsx/damaged]"},
		{"twice", string(archive(t, "_rels/.rels", rootRels, "xl/a.xml", "", "XL/A.xml", "")), "XL/A.xml: twice) [xlsx/damaged]"},
		{"nothing in it", string(workbook(t, cells(`<row><c s="1"/></row>`), "", "0")), "no visible sheet holds a value [xlsx/empty]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := readAll(t, []byte(tt.data))
			c.expect(t, tt.want)
			if c.finds[0].Msg(diag.JA) == "" || c.finds[0].Hint(diag.JA) == "" {
				t.Error("no Japanese text")
			}
		})
	}
	if _, _, err := Open(fstest.MapFS{}, file); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestMacro(t *testing.T) {
	p := append(parts(cells(`<row><c><v>1</v></c></row>`), "", bookXML), "xl/vbaProject.bin", "x")
	readAll(t, archive(t, p...)).expect(t, "[xlsx/macro]")
}

// TestDamage shows that a sheet which stops early is never a short one.
func TestDamage(t *testing.T) {
	first := `<row r="1"><c r="A1"><v>1</v></c></row>`
	tests := map[string]string{
		"cut off":             "<worksheet><sheetData>" + first + "<row>",
		"not well formed":     "<worksheet><sheetData>" + first + "<row></c></row></sheetData></worksheet>",
		"row twice":           cells(first + first),
		"row beyond the end":  cells(first + `<row r="1048577"><c><v>1</v></c></row>`),
		"cell of another row": cells(first + `<row r="2"><c r="A3"><v>1</v></c></row>`),
		"cell twice":          cells(first + `<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>`),
		"cells backwards":     cells(first + `<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>2</v></c></row>`),
		"no address":          cells(first + `<row r="2"><c r="7"><v>1</v></c></row>`),
		"entity":              cells(first + `<row r="2"><c t="str"><v>&lol;</v></c></row>`),
		"doctype":             cells(first + `<!DOCTYPE x [<!ENTITY lol "lol">]>`),
		"deep":                cells(first + strings.Repeat("<a>", 100_000)),
		"long text":           cells(first + "<row><c><v>" + strings.Repeat("1", 2<<20) + "</v></c></row>"),
		"long in pieces":      cells(first + "<row><c><v>" + strings.Repeat("1<!-- -->", 2<<20) + "</v></c></row>"),
		"long attribute":      cells(first + `<row x="` + strings.Repeat("1", 2<<20) + `"></row>`),
		"merge of nothing":    "<worksheet><sheetData>" + first + `</sheetData><mergeCells><mergeCell ref="A0:B1"/></mergeCells></worksheet>`,
	}
	for name, xml := range tests {
		t.Run(name, func(t *testing.T) {
			c := readAll(t, workbook(t, xml, ""))
			if c.finds.Errors() != 1 || c.finds[0].Rule != &ruleDamaged || c.finds[0].Pos.Sheet != "S" {
				t.Errorf("findings:\n%s", c.told())
			}
			if got := c.rows["S"]; len(got) == 0 || got[0][0] != "1" {
				t.Errorf("rows before the damage: %v", got)
			}
		})
	}
}

// TestChecksum shows that a sheet whose bytes have changed is not taken for data.
func TestChecksum(t *testing.T) {
	data := workbook(t, cells(`<row><c><v>1</v></c></row>`), "")
	central := bytes.LastIndex(data, []byte("PK\x01\x02"))
	data[central+16] ^= 1 // of the last part, which is the sheet
	local := bytes.LastIndex(data, []byte("PK\x07\x08"))
	data[local+4] ^= 1
	readAll(t, data).expect(t, "zip: checksum error) [xlsx/damaged]")
}

func TestWide(t *testing.T) {
	c := readAll(t, workbook(t, cells(`<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>`), ""))
	c.expect(t, "S!XFD1: this column is too far to the right")
	c = readAll(t, workbook(t, cells(`<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>`), "", "0"))
	c.expect(t)
}

// bomb packs a sheet that repeats a piece of XML up to a size, without ever
// having it in memory.
func bomb(t testing.TB, begin, piece string, size int) []byte {
	t.Helper()
	var packed bytes.Buffer
	w, _ := flate.NewWriter(&packed, flate.BestSpeed)
	many := []byte(strings.Repeat(piece, 1+(1<<20)/len(piece)))
	w.Write([]byte(begin))
	for n := 0; n < size; n += len(many) {
		w.Write(many)
	}
	w.Close()
	return packed.Bytes()
}

// lie replaces the content of the last part by packed bytes with a declared size.
func lie(t testing.TB, packed []byte, declared uint32) []byte {
	t.Helper()
	p := parts("", "", bookXML)
	data := archive(t, p[:len(p)-2]...)
	end := bytes.LastIndex(data, []byte("PK\x05\x06"))
	start := int(binary.LittleEndian.Uint32(data[end+16:]))
	name := p[len(p)-2]
	local := append([]byte("PK\x03\x04"), make([]byte, 26)...)
	binary.LittleEndian.PutUint16(local[8:], 8)
	binary.LittleEndian.PutUint32(local[18:], uint32(len(packed)))
	binary.LittleEndian.PutUint32(local[22:], declared)
	binary.LittleEndian.PutUint16(local[26:], uint16(len(name)))
	central := append([]byte("PK\x01\x02"), make([]byte, 42)...)
	copy(central[8:], local[6:30])
	binary.LittleEndian.PutUint32(central[42:], uint32(start))
	entry := append(append(local, name...), packed...)
	out := append(bytes.Clone(data[:start]), entry...)
	at := len(out)
	out = append(out, data[start:end]...)
	out = append(append(out, central...), name...)
	size := len(out) - at
	tail := bytes.Clone(data[end:])
	n := binary.LittleEndian.Uint16(tail[10:]) + 1
	binary.LittleEndian.PutUint16(tail[8:], n)
	binary.LittleEndian.PutUint16(tail[10:], n)
	binary.LittleEndian.PutUint32(tail[12:], uint32(size))
	binary.LittleEndian.PutUint32(tail[16:], uint32(at))
	return append(out, tail...)
}

// TestBombs shows that the memory taken has nothing to do with what a file
// unpacks to, whether it admits its size or not.
func TestBombs(t *testing.T) {
	row := `<row><c r="A1"/></row>`
	packed := bomb(t, "<worksheet><sheetData>", strings.ReplaceAll(row, ` r="A1"`, ""), 8<<20)
	tests := []struct {
		name     string
		packed   []byte
		declared uint32
		want     string
	}{
		{"gigabytes, admitted", packed, 3 << 30, "the workbook is too large inside: ZIP is"},
		{"a large sheet, admitted", packed, 300 << 20, "the workbook is too large inside: xl/worksheets/sheet1.xml is 314572800 (at most 134217728)"},
		{"large, denied", packed, 1000, "[xlsx/damaged]"},
		{"one endless text", bomb(t, "<worksheet><sheetData><row><c><v>", "1", 64<<20), 64 << 20, "[xlsx/damaged]"},
		{"endless depth", bomb(t, "<worksheet>", "<a>", 64<<20), 64 << 20, "[xlsx/damaged]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := lie(t, tt.packed, tt.declared)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			c := readAll(t, data)
			runtime.ReadMemStats(&after)
			c.expect(t, tt.want)
			if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20 {
				t.Errorf("%d MB were taken", used>>20)
			}
		})
	}
}

func TestRules(t *testing.T) {
	seen := map[string]bool{}
	last := ""
	for _, r := range Rules() {
		if r.ID <= last || seen[r.ID] {
			t.Errorf("%s is not in order", r.ID)
		}
		seen[r.ID], last = true, r.ID
		if !strings.HasPrefix(r.ID, "xlsx/") || r.Msg.JA == "" || r.Msg.EN == "" || r.Hint.JA == "" || r.Hint.EN == "" {
			t.Errorf("%s is not complete", r.ID)
		}
	}
}

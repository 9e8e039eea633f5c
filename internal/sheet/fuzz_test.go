package sheet

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"
)

// drain reads all of a workbook and checks what holds for any bytes: it is read
// or refused, and rows and places are in order.
func drain(t *testing.T, data []byte) {
	b, finds, err := Open(fstest.MapFS{file: {Data: data}}, file)
	if err != nil {
		t.Fatal(err)
	}
	if b == nil {
		if finds.Errors() == 0 {
			t.Fatal("refused without a finding")
		}
		return
	}
	defer b.Close()
	for _, name := range b.Sheets() {
		r := b.Rows(name)
		last := 0
		for row, ok := r.Next(); ok; row, ok = r.Next() {
			if r.Row() <= last || len(row) == 0 || row[len(row)-1] == "" || len(row) > MaxColumns {
				t.Fatalf("row %d after %d: %q", r.Row(), last, row)
			}
			last = r.Row()
		}
		if r.Err() != nil {
			t.Fatal(r.Err())
		}
	}
}

func FuzzOpen(f *testing.F) {
	x := excelize.NewFile()
	x.SetSheetRow("Sheet1", "A1", &[]any{"期間", 1.5, true})
	x.MergeCell("Sheet1", "A2", "B3")
	f.Add(saved(f, x))
	f.Add(workbook(f, cells(`<row r="1"><c r="A1" s="1"><f>1</f><v>46113</v></c></row>`), "<si><t>a</t></si>", "ge.m.d"))
	f.Fuzz(drain)
}

// FuzzSheet changes the XML inside, which changed bytes of a ZIP hardly reach.
func FuzzSheet(f *testing.F) {
	f.Add(cells(`<row r="1" hidden="1"><c r="A1" s="1"><f>1</f><v>46113</v></c><c t="s"><v>0</v></c></row>`), "<si><r><t>a</t></r><rPh><t>b</t></rPh></si>", `[$-411]ggge"年"m`, bookXML)
	f.Add(`<worksheet><cols><col min="1" max="3" hidden="1"/></cols><sheetData><row><c t="inlineStr"><is><t>_x0041_</t></is></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`, "", "000000;@", bookXML)
	f.Fuzz(func(t *testing.T, sheet, texts, format, book string) {
		drain(t, archive(t, parts(sheet, texts, book, format)...))
	})
}

// FuzzNumber holds decimal and padded against strconv: what is accepted is the
// same number.
func FuzzNumber(f *testing.F) {
	f.Add("0.30000000000000004", "000000")
	f.Add("-12E-5", `"A"00`)
	f.Fuzz(func(t *testing.T, stored, code string) {
		text, v, sure, ok := decimal(stored)
		if !ok {
			return
		}
		again, w, _, ok := decimal(text)
		if !ok || again != text || sure && !near(v, w) {
			t.Errorf("%q reads %q, which reads %q", stored, text, again)
		}
		if p := percent(text); !strings.HasSuffix(p, "%") || !ok {
			t.Errorf("%q in percent is %q", text, p)
		}
		mask := parseFormat(code).pad
		if mask == nil || strings.ContainsAny(text, "-.") {
			return
		}
		if p := padded(mask, text); !strings.Contains(digits(p), strings.TrimLeft(text, "0")) && !strings.ContainsAny(code, "123456789") {
			t.Errorf("%q in %q is %q", text, code, p)
		}
	})
}

func near(a, b float64) bool {
	d := a - b
	return d == 0 || d*d <= 1e-28*a*a
}

func digits(s string) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, s)
}

// BenchmarkRows reads ten columns of text and numbers.
func BenchmarkRows(b *testing.B) {
	row := `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c>` + strings.Repeat(`<c><v>123</v></c>`, 8) + "</row>"
	data := workbook(b, cells(strings.Repeat(row, 20_000)), "<si><t>期間</t></si><si><t>男</t></si>")
	b.SetBytes(int64(20_000 * len(row)))
	for b.Loop() {
		n := 0
		book, _, _ := Open(fstest.MapFS{file: {Data: data}}, file)
		r := book.Rows("S")
		for _, ok := r.Next(); ok; _, ok = r.Next() {
			n++
		}
		if n != 20_000 {
			b.Fatal(n)
		}
	}
}

// TestOnDisk reads a file as it is read in earnest.
func TestOnDisk(t *testing.T) {
	dir := t.TempDir()
	data := workbook(t, cells(`<row><c><v>1</v></c></row>`), "")
	if err := os.WriteFile(dir+"/"+file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	b, finds, err := Open(os.DirFS(dir), file)
	if err != nil || len(finds) != 0 || len(b.Sheets()) != 1 {
		t.Fatal(finds, err)
	}
	if err := b.Close(); err != nil {
		t.Error(err)
	}
	if r := b.Rows("S"); r.Err() == nil {
		if _, ok := r.Next(); ok {
			t.Error("rows of a closed file")
		}
		if r.Err() == nil {
			t.Errorf("a closed file gives %v", r.Findings())
		}
	}
	if b, _, err := Open(os.DirFS(dir), "."); b != nil || err == nil {
		t.Error("a folder was opened")
	}
}

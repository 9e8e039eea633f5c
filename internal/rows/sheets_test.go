package rows

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"fukusen/internal/diag"
)

// A sheet is read as a file of the same rows would be.
func TestSheet(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	table := [][]any{
		{"表1"}, {"期間", "人数", nil, "備考"}, {nil, "(千人)"}, {"2026FQ1", 12, nil, "x"}, {}, {"2026FQ2"}, {"期間", "人数", nil, "備考"},
		{"2026FQ3", 5, "y"}, {"2026FQ4", 6, nil, nil, "z"}, {"注) 速報"},
	}
	for i, row := range table {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := f.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	data, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"f.xlsx": {Data: data.Bytes()}}
	for _, opt := range []Options{{Sheet: "Sheet1", IsHeader: named("期間", "人数")}, {Sheet: "Sheet1", HeaderRow: 2}} {
		r, finds, err := Open(fsys, "f.xlsx", opt)
		if err != nil || r == nil {
			t.Fatal(err, lines(finds))
		}
		var got result
		drain(r, &got)
		want := [][]string{{"2026FQ1", "12", "", "x"}, {"2026FQ2", "", "", ""}, {"2026FQ3", "5", "y", ""}}
		if !slices.EqualFunc(got.rows, want, slices.Equal) || !slices.Equal(r.Units(), []string{"", "千人", "", ""}) {
			t.Errorf("%q, units %q", got.rows, r.Units())
		}
		if p := got.places[2][1]; p != (diag.Pos{File: "f.xlsx", Sheet: "Sheet1", Line: 8, Col: 2}) {
			t.Errorf("a cell is at %v, want B8", p)
		}
		told := `f.xlsx: Sheet1!E9: the row has 5 fields, the header 4 [csv/fields]
f.xlsx: Sheet1!A7: 1 rows within the data that repeat the header, its units or its notes were passed over (this is the first) [csv/repeated-header]
f.xlsx: Sheet1!A10: 1 rows that have only a note or a source were passed over (this is the first) [csv/notes]
f.xlsx: Sheet1!C8: column 3 has values but no header; it is not read [csv/no-header]
`
		if opt.HeaderRow == 0 {
			told = "f.xlsx: Sheet1!A2: this line was taken as the header; 1 rows above it, such as titles, were passed over [csv/header-junk]\n" + told
		}
		if s := lines(append(finds, r.Findings()...)); s != told {
			t.Errorf("got:\n%swant:\n%s", s, told)
		}
		if r.Err() != nil || r.Close() != nil {
			t.Error(r.Err())
		}
	}
	if r, finds, _ := Open(fsys, "f.xlsx", Options{}); r != nil || len(finds) != 1 || finds[0].Rule != &ruleBinary {
		t.Errorf("without a sheet: %s", lines(finds))
	}
	if _, _, err := Open(fsys, "f.xlsx", Options{Sheet: "x"}); err == nil {
		t.Error("a sheet that is not there is no error")
	}
}

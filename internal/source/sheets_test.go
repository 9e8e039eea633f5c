package source

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"fukusen/internal/diag"
)

// A page is a sheet of a workbook for tests.
type page struct {
	name string
	rows [][]any
}

// readBook reads all sheets of a workbook and gives the findings as lines.
// Texts that begin with = are formulas, without a result.
func readBook(t *testing.T, pages ...page) []string {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	for i, p := range pages {
		if i == 0 {
			book.SetSheetName("Sheet1", p.name)
		} else if _, err := book.NewSheet(p.name); err != nil {
			t.Fatal(err)
		}
		for r, row := range p.rows {
			for c, v := range row {
				cell, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if s, ok := v.(string); ok && strings.HasPrefix(s, "=") {
					book.SetCellFormula(p.name, cell, s)
				} else {
					book.SetCellValue(p.name, cell, v)
				}
			}
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"a.xlsx": {Data: b.Bytes()}}
	files, finds, err := Files(fsys, "a.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	found := make([]diag.List, len(files))
	env := testEnv(t)
	for i, f := range files {
		if found[i], err = Read(t.Context(), fsys, f, &Mapping{}, env, func() Sink { return func(*Layout, []Row) error { return nil } }); err != nil {
			t.Fatal(err)
		}
	}
	OtherSheets(files, found)
	for _, l := range found {
		finds = append(finds, l...)
	}
	var lines []string
	for _, f := range finds {
		line := f.Line(diag.JA)
		if f.Warn() {
			line = "注意: " + line
		}
		lines = append(lines, line)
	}
	return lines
}

// A sheet of one's own beside a table is a warning; alone, or nearly a table, it
// is an error.
func TestOtherSheets(t *testing.T) {
	people := page{"対象者", [][]any{{"期間", "提出者", "人数"}, {"2026FQ1", "acme", 120}}}
	own := page{"社内集計", [][]any{{"部署", "担当", "残業"}, {"営業", "3", "12"}}}
	near := page{"下書き", [][]any{{"期間", "提出者", "頭数"}, {"2026FQ1", "acme", 120}}}
	tests := []struct {
		name  string
		pages []page
		want  []string // beginnings
	}{
		{"a table alone", []page{people}, nil},
		{"one's own beside it", []page{people, own}, []string{"注意: a.xlsx: 社内集計: シート「社内集計」はどの表の書式にも合わないので、読みませんでした [xlsx/other-sheet]"}},
		{"one's own before it", []page{own, people}, []string{"注意: a.xlsx: 社内集計: シート「社内集計」は"}},
		{"nearly a table beside it", []page{people, near}, []string{"a.xlsx: 下書き!A1: どの表の書式にも合いません。一番近いのは「"}},
		{"one's own alone", []page{own}, []string{"a.xlsx: 社内集計!A1: どの表の書式にも合いません"}},
	}
	for _, tt := range tests {
		got := readBook(t, tt.pages...)
		ok := len(got) == len(tt.want)
		for i := range tt.want {
			ok = ok && strings.HasPrefix(got[i], tt.want[i])
		}
		if !ok {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

// A formula without a result is one finding, though its number is required.
func TestOneFindingACell(t *testing.T) {
	got := readBook(t, page{"対象者", [][]any{{"期間", "提出者", "性別", "人数"}, {"2026FQ1", "acme", "男", "=1+2"}, {"2026FQ1", "acme", "女", ""}}})
	want := []string{
		"a.xlsx: 対象者!D3: 必要な列「人数」が空です [csv/blank]",
		"a.xlsx: 対象者!D2: 数式の計算結果が保存されていません [xlsx/uncalculated]",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A column of personal data is deleted as a whole, what slipped into one cell
// there.
func TestRemediesOfPersonalData(t *testing.T) {
	const head = "期間,提出者,調査対象,職場推奨度,備考\n2026FQ1,acme,従業員,9,"
	tests := []struct {
		name, csv string
		want      diag.Text
	}{
		{"one cell", head + "連絡は hanako@example.jp へ\n", clearCell},
		{"several cells", head + "hanako@example.jp\n2026FQ1,acme,従業員,9,taro@example.jp\n", clearColumn},
		{"by the header", strings.Replace(head, "備考", "メールアドレス", 1) + "x\n", clearColumn},
	}
	for _, tt := range tests {
		var hints []string
		for _, f := range read(t, tt.csv, "").finds {
			if strings.HasPrefix(f.Rule.ID, "personal/") {
				hints = append(hints, f.Hint(diag.JA), f.Masked().Hint(diag.EN))
			}
		}
		if len(hints) != 2 || hints[0] != tt.want.JA || hints[1] != tt.want.EN {
			t.Errorf("%s: got %q", tt.name, hints)
		}
	}
}

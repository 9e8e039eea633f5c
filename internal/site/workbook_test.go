package site

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"fukusen/internal/diag"
	"fukusen/themes"
)

// One workbook may hold a register and a table: each sheet is read as what it
// is, and only once.
func TestRegisterBesideTable(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for name, rows := range map[string][][]string{
		"一覧": {{"提出者", "種別", "名称", "市区町村", "公開区分"}, {"acme", "企業", "アクメ", "福井市", "公開"}},
		"報告": {{"期間", "提出者", "性別", "人数"}, {"2026FQ1", "acme", "女", "120"}, {"2026FQ1", "acme", "男", "130"}},
	} {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := f.SetSheetRow(name, cell, &row); err != nil {
				t.Fatal(err)
			}
		}
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "data"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ConfigFile), []byte("format: 1\nbase_url: https://example.jp/\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := f.SaveAs(filepath.Join(dir, "data", "all.xlsx")); err != nil {
		t.Fatal(err)
	}
	r, err := Check(context.Background(), Options{Dir: dir, Theme: themes.Default, Today: exampleToday})
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range r.Findings {
		t.Error(found.Line(diag.EN))
	}
	if len(r.Drafts) != 1 || r.Cells == 0 {
		t.Errorf("the table was not read: %v, %d cells", r.Drafts, r.Cells)
	}
}

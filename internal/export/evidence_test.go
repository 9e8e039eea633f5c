package export_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fukusen/internal/audit"
	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/export"
	"fukusen/internal/kpi"
	"fukusen/internal/output"
	"fukusen/internal/protect"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// formula is a name that a spreadsheet would compute if it were let.
const formula = "=1+1"

// kitFile is file with two organisations: one shows its own figures.
func kitFile(t *testing.T) *release.File {
	t.Helper()
	f := file(t)
	f.Registry = json.RawMessage(`{"organisations":[
		{"id":"aoba","kind":"company","name":"` + formula + `","name_en":"Aoba","disclosure":"named","frequency":"quarter","scope":"single","fiscal_year_start":4},
		{"id":"kaede","kind":"company","name":"楓","disclosure":"aggregate","frequency":"quarter","fiscal_year_start":4}]}`)
	f.Catalogue = json.RawMessage(strings.Replace(string(f.Catalogue), `"id":"a1",`, `"id":"a1","label":"A1","name":{"ja":"割合"},`, 1))
	f.Lists["organisation"] = []dim.Entry{{ID: "aoba", JA: formula, EN: "Aoba"}, {ID: "kaede", JA: "楓"}}
	return f
}

var about = export.About{
	Title: contract.Name{JA: "サイト", EN: "Site"}, Publisher: contract.Name{JA: "協議会"}, Licence: contract.Licence{ID: "CC-BY-4.0", Name: contract.Name{JA: "表示 4.0", EN: "Attribution 4.0"}, URL: "https://example.org/by"}, BaseURL: "https://example.org/a",
	Newest: "2026fq1-r2",
}

// kitTree writes the kit: of each organisation a published rate, and one in
// each of the other states that still holds numbers.
func kitTree(t *testing.T, about export.About) *output.Tree {
	t.Helper()
	c, set := kitSet(t)
	tree := &output.Tree{}
	if err := export.Write(tree, c, set, about); err != nil {
		t.Fatal(err)
	}
	if err := export.Kit(tree, c, about); err != nil {
		t.Fatal(err)
	}
	tree.Add("r/2026fq1-r2/organisation/aoba.html", nil)
	return tree
}

func kitSet(t *testing.T) (*protect.Cube, *kpi.Set) {
	t.Helper()
	c := open(t, kitFile(t))
	entry := func(id string) *catalogue.Entry {
		return &catalogue.Entry{ID: id, Label: strings.ToUpper(id), Form: catalogue.Rate}
	}
	var all []kpi.Observation
	for i, st := range []release.Status{release.Published, release.Withheld, release.NotReported, release.NotComputable} {
		for _, id := range []string{"aoba", "kaede"} {
			codes, ok := c.Lists().Codes([dim.NumAxes]string{dim.Kind: "company", dim.Organisation: id, dim.Sex: []string{"", "f", "m", ""}[i]})
			if !ok {
				t.Fatal(id)
			}
			e := entry("a1")
			if i == 3 {
				e = entry("w2")
			}
			all = append(all, kpi.Observation{
				Entry: e, Key: dim.Key{Period: dim.Period{First: c.Quarters()[0], N: 1}, Codes: codes}, Statistic: kpi.Value, Status: st,
				Value: 1.0 / 3, Interval: stat.Interval{Lower: 0.25, Upper: 0.5}, HasInterval: true, Method: "wilson",
				Numerator: 4711, Denominator: 14133, Reporters: 1, Expected: 1,
			})
		}
	}
	return c, kpi.NewSet(c.Lists(), dim.Fiscal, c.Quarters(), all)
}

// What stays of a release are its observations and the kits that are cut from
// them, in its folder; their link is that of the sheet there. Workbooks are made of
// the numbers of today alone.
func TestFrozen(t *testing.T) {
	c, set := kitSet(t)
	tree := &output.Tree{}
	at := about
	at.Newest = "2026fq2-r1"
	if err := export.Frozen(tree, "2026fq1-r2", c, set, at); err != nil {
		t.Fatal(err)
	}
	tree.Add("r/2026fq1-r2/organisation/aoba.html", nil)
	const folder = "r/2026fq1-r2/"
	if got := strings.Join(tree.Paths(), " "); got != folder+"data/observations.csv "+folder+"organisation/aoba.html "+folder+"organisation/aoba/data.csv "+folder+"organisation/aoba/evidence.json" {
		t.Errorf("got %q", got)
	}
	if got, want := text(t, tree, folder+"data/observations.csv"), text(t, kitTree(t, about), export.ObservationsPath); got != want {
		t.Errorf("observations are\n%s", got)
	}
	var e export.Evidence
	if err := json.Unmarshal([]byte(text(t, tree, folder+"organisation/aoba/evidence.json")), &e); err != nil {
		t.Fatal(err)
	}
	if e.PermanentLink != "https://example.org/a/"+folder+"organisation/aoba.html" || e.Data.Path != folder+"organisation/aoba/data.csv" {
		t.Errorf("evidence is %+v", e)
	}
}

// A link is given only to a sheet that is there.
func TestEvidenceOfDraft(t *testing.T) {
	at := about
	at.Newest = "2025fq4-r1"
	if body := text(t, kitTree(t, at), "organisation/aoba/evidence.json"); strings.Contains(body, "permanent_link") {
		t.Errorf("evidence is\n%s", body)
	}
}

func TestKitFiles(t *testing.T) {
	var got []string
	for _, p := range kitTree(t, about).Paths() {
		if strings.HasPrefix(p, "organisation/") || strings.Count(p, "/") == 2 {
			got = append(got, p)
		}
	}
	want := "data/excel/a1.csv data/excel/w2.csv data/kpi/a1.csv data/kpi/a1.json data/kpi/a1.xlsx data/kpi/w2.csv data/kpi/w2.json data/kpi/w2.xlsx " +
		"organisation/aoba/data.csv organisation/aoba/data.xlsx organisation/aoba/evidence.json" // nothing of kaede, which is shown in sums only
	if strings.Join(got, " ") != want {
		t.Errorf("got %q", got)
	}
}

func TestEvidence(t *testing.T) {
	tree := kitTree(t, about)
	data := text(t, tree, "organisation/aoba/data.csv")
	rows, err := csv.NewReader(strings.NewReader(data)).ReadAll()
	if err != nil || len(rows) != 5 || rows[1][0] != "a1@2026fq1/kind=company/organisation=aoba" || strings.Contains(data, "kaede") {
		t.Errorf("data.csv is %q, %v", rows, err)
	}
	body := text(t, tree, "organisation/aoba/evidence.json")
	var e export.Evidence
	if err := json.Unmarshal([]byte(body), &e); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(data))
	if e.Data.SHA256 != hex.EncodeToString(sum[:]) || e.PermanentLink != "https://example.org/a/r/2026fq1-r2/organisation/aoba.html" || e.Licence == nil || *e.Licence != (export.EvidenceLicence{ID: "CC-BY-4.0", Name: contract.Name{JA: "表示 4.0", EN: "Attribution 4.0"}, URL: "https://example.org/by"}) || e.Publisher.JA != "協議会" {
		t.Errorf("evidence is %+v", e)
	}
	if e.Organisation.Scope != "single" || e.Assurance.Status != "none" || !strings.Contains(e.Assurance.JA, "保証") || !strings.Contains(e.Assurance.EN, "assured") {
		t.Errorf("evidence is %+v", e)
	}
	if len(e.Releases) != 1 || e.Releases[0] != (export.EvidenceRelease{Quarter: "2026fq1", Release: "2026fq1-r2", SHA256: "released"}) {
		t.Errorf("releases are %+v", e.Releases)
	}
	// Only what is not divided further: a1 as a whole, and w2.
	if len(e.KPIs) != 2 || len(e.KPIs[0].Observations) != 1 || e.KPIs[0].Mapping != nil {
		t.Fatalf("KPIs are %+v", e.KPIs)
	}
	o := e.KPIs[0].Observations[0]
	if o.Value != "0.333333333" || o.Lower != "0.25" || o.Upper != "0.5" || o.Numerator != "4711" || o.Denominator != "14133" || o.From != "2026-04-01" || o.To != "2026-06-30" || o.Method != "wilson" {
		t.Errorf("observed %+v", o)
	}
	if o := e.KPIs[1].Observations[0]; o.Status != "not_computable" || o.Value != "" || o.Numerator != "" || o.Denominator != "" {
		t.Errorf("observed %+v", o)
	}
	if n := strings.Count(body, "4711"); n != 1 {
		t.Errorf("a number stands there %d times", n)
	}
}

func TestEvidenceWithoutAddress(t *testing.T) {
	if body := text(t, kitTree(t, export.About{}), "organisation/aoba/evidence.json"); strings.Contains(body, "permanent_link") || strings.Contains(body, "licence") {
		t.Errorf("evidence is\n%s", body)
	}
}

func TestKPIFiles(t *testing.T) {
	tree := kitTree(t, about)
	rows := strings.Split(text(t, tree, "data/kpi/a1.csv"), "\n")
	if open := text(t, tree, export.ObservationsPath); len(rows) != 8 || !strings.HasPrefix(open, strings.Join(rows[:7], "\n")) {
		t.Errorf("a1.csv is %q", rows)
	}
	var j struct {
		Format  int
		KPI     struct{ ID string }
		Columns []string
		Rows    [][]any
	}
	if err := json.Unmarshal([]byte(text(t, tree, "data/kpi/a1.json")), &j); err != nil || j.KPI.ID != "a1" || len(j.Rows) != 6 {
		t.Fatalf("%+v, %v", j, err)
	}
	at := slices.Index(j.Columns, "numerator")
	if j.Rows[0][at] != 4711.0 || j.Rows[2][at] != nil || j.Rows[2][0] != "a1@2026fq1/kind=company/organisation=aoba/sex=f" {
		t.Errorf("rows are %v", j.Rows)
	}
}

// A spreadsheet gets numbers as numbers, each state as a sign of its own, and
// nothing that it would compute.
func TestWorkbook(t *testing.T) {
	f, err := excelize.OpenReader(strings.NewReader(text(t, kitTree(t, about), "organisation/aoba/data.xlsx")))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := strings.Join(f.GetSheetList(), " "); got != "値 定義 読み方" {
		t.Errorf("sheets are %s", got)
	}
	for cell, want := range map[string]string{
		"A2": "A1 割合", "B2": "2026年度第1四半期(2026年4~6月)", "C2": "企業、" + formula, "D2": "0.333333333", "I2": "4711", "J2": "14133", "O2": "2026fq1-r2",
		"D3": "x", "D4": "…", "D5": "※", "I3": "", "J3": "", "N3": "秘匿", "N4": "報告なし", "N5": "計算できません",
	} {
		got, err := f.GetCellValue("値", cell, excelize.Options{RawCellValue: true})
		if err != nil || got != want {
			t.Errorf("%s is %q, want %q (%v)", cell, got, want, err)
		}
	}
	for _, cell := range []string{"D2", "I2"} {
		if kind, err := f.GetCellType("値", cell); err != nil || kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString {
			t.Errorf("%s is of type %v, %v", cell, kind, err)
		}
	}
	if got, err := f.GetCellValue("値", "D2"); err != nil || got != "33.3%" {
		t.Errorf("the value is shown as %q, %v", got, err)
	}
	if got, err := f.GetCellValue("読み方", "A1"); err != nil || got != formula {
		t.Errorf("the name is %q, %v", got, err)
	}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x := range row {
				cell, _ := excelize.CoordinatesToCellName(x+1, y+1)
				if computed, err := f.GetCellFormula(sheet, cell); computed != "" || err != nil {
					t.Errorf("%s %s computes %q, %v", sheet, cell, computed, err)
				}
			}
		}
	}
}

// The same data give the same bytes, and no time of a clock.
func TestWorkbookIsDeterministic(t *testing.T) {
	a, b := kitTree(t, about), kitTree(t, about)
	for _, p := range a.Paths() {
		if text(t, a, p) != text(t, b, p) {
			t.Errorf("%s differs", p)
		}
	}
	data := text(t, a, "data/kpi/a1.xlsx")
	z, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.ModifiedTime != 0 || f.ModifiedDate != 0 {
			t.Errorf("%s is of %v", f.Name, f.Modified)
		}
	}
}

// The file for Excel begins with a byte order mark, its lines end in CR LF, and
// a name that is a formula stands behind an apostrophe.
func TestExcelCSV(t *testing.T) {
	body := text(t, kitTree(t, about), "data/excel/a1.csv")
	if !strings.HasPrefix(body, "\ufeff指標,") || strings.Count(body, "\r\n") != 7 || strings.Count(body, "\n") != 7 {
		t.Errorf("the file is %q", body)
	}
	rows, err := csv.NewReader(bytes.NewReader([]byte(body)[3:])).ReadAll()
	if err != nil || rows[1][3] != "0.333333333" || rows[3][3] != "x" || rows[5][3] != "…" {
		t.Errorf("rows are %q, %v", rows, err)
	}
	for _, row := range rows {
		for _, field := range row {
			if field != "" && strings.ContainsRune("=+@\t", rune(field[0])) {
				t.Errorf("%q is a formula", field)
			}
		}
	}
}

// The audit reads every download, and finds nothing.
func TestAuditReadsTheKit(t *testing.T) {
	tree := kitTree(t, about)
	r, err := audit.Run(tree.FS())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings() {
		if f.Pos.File != export.ObservationsPath { // the rates have no cells here
			t.Errorf("clean kit: %s", f.Line(diag.EN))
		}
	}
	if r.Numbers < 8+8+2*8 { // rows of the CSV and JSON files, and numbers in the others
		t.Errorf("%d numbers were compared", r.Numbers)
	}
}

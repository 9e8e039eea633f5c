package propose

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/source"
)

// TestOdd puts into headers and values what YAML has uses for.
func TestOdd(t *testing.T) {
	header := []string{`対象月: "A" # 1`, "在籍者数\n(人)", "会社名\\", "- x", "{y}: [z]", "'#'", "&a *b !c %d @e"}
	var b strings.Builder
	quote := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
	for i, h := range header {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString(quote(h))
	}
	b.WriteString("\n2026年4月,12,株式会社あ,# x,: y,\"a\nb\",\u2028\n2026年5月,13,株式会社い,\t,z: {,d,\x7f\n")
	p := proposed(t, b.String())
	m, err := p.mapping()
	if err != nil {
		t.Fatalf("%v in\n%s", err, p.YAML(diag.JA))
	}
	for h, want := range map[string]string{header[0]: "period", header[1]: "persons", header[2]: "organisation"} {
		if m.Columns[h] != want {
			t.Errorf("%q is read as %q, want %q\n%s", h, m.Columns[h], want, p.YAML(diag.JA))
		}
	}
	if len(m.Ignore) != 4 || m.Ignore[3] != header[6] {
		t.Errorf("ignored are %q", m.Ignore)
	}
}

func TestUnits(t *testing.T) {
	text := "対象月,会社名,採用経路,採用人数,外部費用（千円）\n2026年4月,株式会社あ,複線,3,120\n2026年5月,株式会社い,一般,2,90\n"
	yaml := string(proposed(t, text).YAML(diag.EN))
	if !strings.Contains(yaml, `  external_cost: "千円"`) {
		t.Errorf("120 thousand yen would be 120 yen:\n%s", yaml)
	}
}

// TestWeight: decimals under a header like ours are the weight of the
// respondents, in a file that is read with it.
func TestWeight(t *testing.T) {
	text := "回答四半期,会社名,対象,職場推奨度,ウェイト値\n2026FQ1,株式会社あ,従業員,9,0.85\n2026FQ1,株式会社あ,従業員,7,1.2\n2026FQ1,株式会社い,従業員,3,0.95\n"
	yaml := string(proposed(t, text).YAML(diag.EN))
	if !strings.Contains(yaml, `"ウェイト値": weight`) {
		t.Errorf("no weight in\n%s", yaml)
	}
	if counts := string(proposed(t, strings.NewReplacer("0.85", "85", "1.2", "12", "0.95", "x").Replace(text)).YAML(diag.EN)); strings.Contains(counts, `"ウェイト値": weight  # sure`) {
		t.Errorf("counts are surely weights in\n%s", counts)
	}
}

func TestAsked(t *testing.T) {
	yaml := string(proposed(t, "四半期,会社名,在籍者数\n2026Q1,株式会社あ,3\n2026Q2,株式会社い,4\n").YAML(diag.EN))
	if !strings.Contains(yaml, "# quarter_basis: fiscal") || strings.Contains(yaml, `"四半期": period  # sure`) {
		t.Errorf("Q1 may begin in April or in January:\n%s", yaml)
	}
	year := string(proposed(t, "年度,会社名,在籍者数\n2025年度,株式会社あ,3\n2026年度,株式会社い,4\n").YAML(diag.EN))
	if strings.Contains(year, "\n  \"年度\": period") {
		t.Errorf("a year is taken for a quarter:\n%s", year)
	}
}

// TestParts shows that rows of one group are asked about, and only those.
func TestParts(t *testing.T) {
	const one = "対象月,会社名,性別,部署,在籍者数\n2026年4月,株式会社あ,男,総務課,3\n2026年4月,株式会社あ,女,総務課,4\n"
	for text, want := range map[string]bool{one: false, one + "2026年4月,株式会社あ,男,人事課,5\n": true} {
		if got := strings.Contains(string(proposed(t, text).YAML(diag.EN)), "# add_up: true"); got != want {
			t.Errorf("asked %v, want %v:\n%s", got, want, text)
		}
	}
}

func TestYears(t *testing.T) {
	yaml := string(proposed(t, "西暦年,市区町村コード,人口男,人口女\n1990,131041,3,4\n1995,131041,4,5\n").YAML(diag.EN))
	if !strings.Contains(yaml, `#   "西暦年": period`) || !strings.Contains(yaml, "whole year") {
		t.Errorf("one quarter would be fixed for all years:\n%s", yaml)
	}
}

// TestOwnItems shows that a site's own question is known.
func TestOwnItems(t *testing.T) {
	own := contract.Item{ID: "visit", Name: contract.Name{JA: "満足度"}}
	for _, l := range []string{"満足", "とても満足", "不満"} {
		own.Answers = append(own.Answers, contract.Answer{Code: "a" + string(rune('0'+len(own.Answers))), Name: contract.Name{JA: l}})
	}
	p, err := File(fstest.MapFS{"a.csv": {Data: []byte(visitors())}}, "a.csv", Env{Contract: contract.New([]contract.Item{own})})
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := p.Column("満足度"); c.To != "visit" || c.Confidence != Sure {
		t.Errorf("%s, %s", c.To, c.Confidence.In(diag.EN))
	}
}

func TestWorkbook(t *testing.T) {
	f := excelize.NewFile()
	for cell, v := range map[string]any{"A1": "在籍者一覧", "A3": "対象月", "B3": "会社名", "C3": "在籍者数", "A4": "2026年4月", "B4": "株式会社あ", "C4": 12, "A5": "2026年5月", "B5": "株式会社い", "C5": 13} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.NewSheet("控え"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	p, err := File(fstest.MapFS{"a.xlsx": {Data: b.Bytes()}}, "a.xlsx", Env{})
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := p.Column("在籍者数"); p.File.Sheet != "Sheet1" || p.HeaderLine != 3 || c.To != "persons" {
		t.Errorf("sheet %q, line %d, %q\n%s", p.File.Sheet, p.HeaderLine, c.To, p.YAML(diag.EN))
	}
}

// meant is what the columns of the real files are, said by hand. A column that
// is not here is none of ours.
var meant = map[string]string{
	"性別": "sex", "年代": "age", "回答日時": "period", "市町村": "area", "会員市町村": "origin", "都道府県": "origin", "NPS": "area_enps",
	"cityName": "area", "prefName": "area", "surveyDate": "period", "note": "note", "都道府県名": "area",
}

// TestReal reads files that nobody here wrote: what it is sure of must be so.
func TestReal(t *testing.T) {
	const dir = "../../../shared/realdata"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the real files are not here")
	}
	tables := map[string]string{"survey-fukui": "survey", "population-takamatsu": "population"}
	var files []string
	for _, glob := range []string{"messy/*.csv", "survey-fukui/202304.csv", "population-takamatsu/20190[36].csv"} {
		found, err := filepath.Glob(filepath.Join(dir, glob))
		if err != nil || len(found) == 0 {
			t.Fatal(glob, err)
		}
		files = append(files, found...)
	}
	for _, name := range files {
		folder := filepath.Base(filepath.Dir(name))
		p, err := File(os.DirFS(filepath.Dir(name)), filepath.Base(name), Env{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if want := tables[folder]; want != "" && (p.State != Mapped || p.Table.ID != want) {
			t.Errorf("%s is taken for %s", name, p.Table.ID)
		}
		if folder == "messy" && p.Confidence == Sure && p.Table.ID != "population" {
			t.Errorf("%s is surely no %s", name, p.Table.ID)
		}
		for _, c := range p.Columns {
			if c.Confidence == Sure && meant[c.Header] != c.To {
				t.Errorf("%s: %s is surely not %s", name, c.Header, c.To)
			}
		}
		checkParses(t, name, p)
	}
}

// checkParses reads the proposal in both languages as the reader does.
func checkParses(t *testing.T, name string, p *Proposal) {
	t.Helper()
	for _, lang := range []diag.Lang{diag.JA, diag.EN} {
		_, finds, err := source.Mappings(memory{"source.yaml": p.YAML(lang)}, []string{"source.yaml"})
		if err != nil || len(finds) > 0 {
			t.Errorf("%s: %v %v", name, err, finds)
		}
	}
}

// FuzzFile shows that no file stops it, and that what it proposes can be read.
func FuzzFile(f *testing.F) {
	for _, s := range []string{visitors()[:400], staff(true), cityPeople, following, holidays, "", "a", ",,\n,,\n", "\"", "a;b\n1;2\n", "男,女\n1,2\n", "\xff\xfe"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := File(fstest.MapFS{"a.csv": {Data: data}}, "a.csv", Env{})
		if err != nil {
			t.Fatal(err)
		}
		checkParses(t, "a.csv", p)
	})
}

package page

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
	"testing"

	"fukusen/internal/dim"
	"fukusen/internal/output"
	"fukusen/internal/registry"
)

// sheetOf makes the page of an organisation beside files of its kit, and beside
// what stays of the release of a whole year.
func sheetOf(t *testing.T, s Site, path string, files map[string]string) string {
	t.Helper()
	var tree output.Tree
	freezeAll(t, &tree, s, "2025fq4-r1")
	for name, text := range files {
		tree.Add(name, []byte(text))
	}
	page, err := tree.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

var anyTag = regexp.MustCompile(`<[^>]*>`)

// read is the text of a part of a page, without tags.
func read(page, from, to string) string {
	_, rest, _ := strings.Cut(page, from)
	part, _, _ := strings.Cut(rest, to)
	return strings.Join(strings.Fields(anyTag.ReplaceAllString(part, " ")), " ")
}

// The sheet is that of the newest year of which all quarters are there: a draft
// has begun another one.
func TestSheetOfAYear(t *testing.T) {
	const data = "r/2025fq4-r1/organisation/acme/data.csv"
	page := sheetOf(t, newSite(t, 3), "organisation/acme.html", map[string]string{data: "id\n"})
	sheet := read(page, `<section class="kit-sheet`, "</section>")
	sum := sha256.Sum256([]byte("id\n"))
	for _, want := range []string{
		"2026年3月期(2025年4月~2026年3月)", "基準日 2026年3月31日", "公表番号 2025fq1-r1、2025fq2-r1、2025fq3-r1、2025fq4-r1",
		"公表者 みなと県ほか8団体", "監査・保証 この数値は、監査や保証の対象ではありません。", "連結・単体の別は登録されていません",
		data, hex.EncodeToString(sum[:]), "恒久リンク https://example.org/minato/r/2025fq4-r1/organisation/acme.html",
		"A1b デュアルキャリア人口比率(広義) 9.7% 2026年1~3月 5.8% ~ 14.6% 11 113", // of the fixture: 4+7 of 80+3*11, with 0.6 and 1.5 times its value
		"流動性・維持 対応は不明", "流動性・採用 コスト", "本業・学業・競技などの主な活動に加えて",
	} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the sheet lacks %q:\n%s", want, sheet)
		}
	}
	if strings.Contains(sheet, "公表前") || !strings.Contains(page, `class="kit-sheet released"`) {
		t.Error("a year that is released tells of drafts")
	}
	if got := read(page, `<li><a href="../r/2025fq4-r1/organisation/acme/data.csv">`, "</a>"); got != "CSV(data.csv)" {
		t.Errorf("the file is not offered: %q", got)
	}
}

// The four quarters of a value stand beside it, each as its own number.
func TestQuartersOfTheSheet(t *testing.T) {
	page := sheetOf(t, newSite(t, 1), "organisation/acme.html", nil)
	row := page[strings.Index(page, `<section class="kit-sheet`):]
	row = row[strings.Index(row, "A1b "):]
	row = row[:strings.Index(row, "</tr>")]
	for _, q := range []string{"2025fq1", "2025fq2", "2025fq3", "2025fq4"} {
		want := 1
		if q == "2025fq4" {
			want = 6 // the value, its interval, what it is made of, and once more
		}
		if n := strings.Count(row, `data-observation="a1b@`+q+`/kind=company/organisation=acme"`); n != want {
			t.Errorf("%s stands there %d times, want %d:\n%s", q, n, want, row)
		}
	}
}

func TestYearsOfSheets(t *testing.T) {
	p := &printer{site: &Site{}}
	p.site.KPIs = newSite(t, 0).KPIs // 2024fq1 to 2026fq1
	all := func(dim.Quarter) bool { return true }
	only := func(want dim.Quarter) func(dim.Quarter) bool { return func(q dim.Quarter) bool { return q == want } }
	for _, tt := range []struct {
		name  string
		month int
		has   func(dim.Quarter) bool
		first dim.Quarter
		shown int
		start int
	}{
		{"from April", 4, all, dim.FiscalQuarter(2025, 1), 4, 0},
		{"not told", 0, all, dim.FiscalQuarter(2025, 1), 4, 0},
		{"from January", 1, all, dim.CalendarQuarter(2025, 1), 4, 0},
		{"from July", 7, all, dim.CalendarQuarter(2025, 3), 4, 0},
		{"from October", 10, all, dim.CalendarQuarter(2024, 4), 4, 0},
		{"from March: not a quarter", 3, all, dim.FiscalQuarter(2025, 1), 4, 3},
		{"from December: not a quarter", 12, all, dim.CalendarQuarter(2025, 1), 4, 12},
		{"from May: not a quarter", 5, all, dim.FiscalQuarter(2025, 1), 4, 5},
		{"only in the year that has begun", 4, only(dim.FiscalQuarter(2026, 1)), dim.FiscalQuarter(2026, 1), 1, 0},
		{"only long ago", 4, only(dim.FiscalQuarter(2024, 2)), dim.FiscalQuarter(2024, 1), 4, 0},
	} {
		y, ok := p.kitYear(registry.PublicOrganisation{FiscalYearStart: tt.month}, tt.has)
		if !ok || y.first != tt.first || len(y.shown) != tt.shown || y.start != tt.start {
			t.Errorf("%s: %+v, %v", tt.name, y, ok)
		}
	}
	if _, ok := p.kitYear(registry.PublicOrganisation{}, func(dim.Quarter) bool { return false }); ok {
		t.Error("a year without a value")
	}
}

// A year that is not the organisation's own says so, and so does a draft.
func TestSheetSaysWhatItIsNot(t *testing.T) {
	s := newSite(t, 0)
	for i := range s.Registry.Organisations {
		s.Registry.Organisations[i].FiscalYearStart = 3
		s.Registry.Organisations[i].Scope = "consolidated"
	}
	for _, f := range s.Files {
		f.SHA256 = ""
	}
	page := sheetOf(t, s, "organisation/acme.html", nil)
	sheet := read(page, `<section class="kit-sheet`, "</section>")
	for _, want := range []string{"範囲 連結", "事業年度の始まり(3月)は四半期の区切りと合いません", "公表番号 公表前"} {
		if !strings.Contains(sheet, want) {
			t.Errorf("the sheet lacks %q:\n%s", want, sheet)
		}
	}
	if strings.Contains(page, "kit-sheet released") || strings.Contains(sheet, "SHA-256") {
		t.Error("a draft without a file is told to be released, or to have a hash")
	}
	if !strings.Contains(page, "恒久リンクと二次元コードは、この年度の数値がすべて公表されると") || strings.Contains(page, `class="kit-link"`) {
		t.Error("a draft has a permanent link")
	}
}

// Without an address there is no link and no code, and the screen says why.
func TestSheetWithoutAddress(t *testing.T) {
	s := newSite(t, 0)
	s.BaseURL = ""
	page := sheetOf(t, s, "organisation/acme.html", nil)
	if strings.Contains(page, `class="qr"`) || strings.Contains(page, "恒久リンク:") || strings.Contains(page, `class="kit-link"`) {
		t.Error("there is a link")
	}
	if !strings.Contains(page, `<p class="screen-only small">公開先のURLが設定されていないため`) {
		t.Error("nothing says why")
	}
}

// The texts can be pasted: plain sentences with all that a number needs, in
// both languages on every page.
func TestTextsToPaste(t *testing.T) {
	link := map[string]string{
		"ja": "https://example.org/minato/r/2025fq4-r1/organisation/acme.html", "en": "https://example.org/minato/r/2025fq4-r1/en/organisation/acme.html",
	}
	for _, path := range []string{"organisation/acme.html", "en/organisation/acme.html", "r/2025fq4-r1/organisation/acme.html", "r/2025fq4-r1/en/organisation/acme.html"} {
		page := sheetOf(t, newSite(t, 1), path, map[string]string{"r/2025fq4-r1/organisation/acme/data.csv": "x"})
		for lang, want := range map[string][]string{
			"ja": {"9.7%でした", "113人のうち11人", "5.8%から14.6%", "2025年度第4四半期", "連結・単体の別は未登録", "公表番号 2025fq1-r1、2025fq2-r1", "監査や保証の対象ではありません", "SHA-256"},
			"en": {"9.7%", "11 of 113 people", "5.8% and 14.6%", "Q4 FY2025", "scope not registered", "release 2025fq1-r1, 2025fq2-r1", "have not been audited or assured", "SHA-256"},
		} {
			text := read(page, `id="text-`+lang+`"`, "</div>")
			for _, w := range append(want, link[lang]) {
				if squeezed := strings.ReplaceAll(w, " ", ""); !strings.Contains(strings.ReplaceAll(text, " ", ""), squeezed) {
					t.Errorf("%s: the text in %s lacks %q:\n%s", path, lang, w, text)
				}
			}
			if strings.ContainsAny(text, "±[") || strings.Contains(text, "変化なし") {
				t.Errorf("%s: %s", path, text)
			}
		}
	}
}

// What is withheld has a sign on the sheet, and no sentence and no number.
func TestWithheldOnTheSheet(t *testing.T) {
	f := newFixture(t, 0)
	acme := f.code(dim.Organisation, "acme")
	for i, o := range f.all {
		if o.Entry.ID == "a1b" && o.Key.Codes[dim.Organisation] == acme {
			f.all[i] = hide(o, "withheld")
		}
	}
	page := sheetOf(t, f.site(t), "organisation/acme.html", nil)
	sheet := read(page, `<section class="kit-sheet`, "</section>")
	if !strings.Contains(sheet, "A1b デュアルキャリア人口比率(広義) x 秘匿") || strings.Contains(page, "4242") {
		t.Errorf("the sheet is\n%s", sheet)
	}
	if text := read(page, `id="text-ja"`, "</div>"); strings.Contains(text, "広義") {
		t.Errorf("the text is\n%s", text)
	}
	if strings.Contains(page, "acme/a1b.svg") {
		t.Error("there is a chart of nothing")
	}
}

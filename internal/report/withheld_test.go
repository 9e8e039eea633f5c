package report

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fukusen/internal/diag"
)

func withheldFixture() *Withheld {
	cell := func(line int, name, reason string) WithheldCell {
		return WithheldCell{Line: line, Name: Words{JA: name, EN: "en " + name}, Reason: reason, Text: Words{JA: "わけ", EN: "why"},
			Measure: Words{JA: "人数、企業", EN: "Persons, Companies"}, Group: Words{JA: name, EN: "en " + name}}
	}
	list := []WithheldCell{cell(2, "女<性>", "small"), cell(3, "男性", "partner"), cell(4, "a", "partner"), cell(5, "b", "partner"), cell(6, "c", "partner")}
	list[1].Protects, list[1].Steps = []int{2}, 2
	list[0].Reveals = []int{3, 4, 5, 6}
	list[2].Rests = []Words{{"残り", "the rest"}}
	list[2].Narrows = []WithheldNarrow{{Line: 5, Range: Range{1, 6}}, {Line: 6, Rest: Words{"残りの6", "rest"}, Range: Range{0, math.MaxInt64}}}
	list[3].Measure = Words{JA: "複線者、企業", EN: "Second activity, Companies"}
	return &Withheld{
		Title: "見本",
		Thin:  []ThinPage{{Page: "kpi/a1.html", Name: Words{"A1", "A1"}, Numbers: 9, Withheld: 4, View: PageOf{Words{"性別", "sex"}, 5, 4}, Coarser: &PageOf{Words{"全体", "total"}, 3, 0}}},
		Quarters: []WithheldQuarter{{
			ID: "2026fq1", Name: Words{"2026年度第1四半期", "Q1 FY2026"}, K: 10, LeftOut: []Words{{"団体 × 性別", "organisation × sex"}},
			Tables: []WithheldTable{{
				ID: "people", Name: Words{"対象者", "People"}, Cells: 12, Withheld: 5, List: list,
				Reasons: []ReasonCount{{"small", Words{"人数が少ない", "few persons"}, 1}, {"partner", Words{"守るため", "protects"}, 4}},
			}},
		}},
	}
}

func TestWithheldHTML(t *testing.T) {
	var b bytes.Buffer
	if err := WithheldHTML(&b, withheldFixture(), diag.JA, "2026年11月21日"); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	if first, _, _ := strings.Cut(page, "\n"); !strings.Contains(first, Marker) {
		t.Errorf("the first line has no marker: %s", first)
	}
	for _, want := range []string{
		"公開しない", "noindex", "k = 10", "人数が少ない 1、守るため 4", "団体 × 性別", "性別(秘匿 4 / 5)", "全体(残る数値 3 / 3)", "秘匿 0 / 4",
		"<th scope=\"row\">女&lt;性&gt;</th><td>わけ</td><td><p><b>分かる</b> 男性 / a / 複線者、企業・b / ほか 1件</p></td>",
		"<td>わけ: 女&lt;性&gt;(合計をたどった先)</td>", "<summary>複線者、企業 (1)</summary>",
		"<td><p><b>分かる</b> 残り</p><p><b>狭まる</b> 複線者、企業・b(1 から 6 まで) / 残りの6(0 以上)</p></td>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "http://") || strings.Contains(page, "https://") {
		t.Error("the page has a script or leads out")
	}
}

// Where the open data are in parts, a line is one of the part of its cell.
func TestWithheldInParts(t *testing.T) {
	v := withheldFixture()
	people := v.Quarters[0].Tables[0]
	survey := WithheldTable{ID: "survey", List: []WithheldCell{{Line: 2, Group: Words{JA: "回答者"}}, {Line: 3, Protects: []int{2, 99}}}}
	v.Quarters[0].Tables = []WithheldTable{people, survey}
	for _, table := range v.Quarters[0].Tables {
		for i := range table.List {
			table.List[i].File = "data/cells/" + table.ID + "-2026fq1.csv"
		}
	}
	var b bytes.Buffer
	if err := WithheldHTML(&b, v, diag.JA, ""); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{": 女&lt;性&gt;(合計をたどった先)", ": 回答者 / data/cells/survey-2026fq1.csv の 99行目<"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// The JSON is known again by Save, and nothing of it is lost.
func TestWithheldJSON(t *testing.T) {
	var b bytes.Buffer
	if err := WithheldJSON(&b, withheldFixture()); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "withheld.json")
	for range 2 {
		if err := Save(name, t.TempDir(), b.Bytes()); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Format   int
		Quarters []struct {
			K      int
			Tables []struct {
				List []struct {
					Line     int
					Name     struct{ JA, EN string }
					Protects []int
				}
			}
		}
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if c := got.Quarters[0].Tables[0].List[1]; got.Format != 1 || c.Line != 3 || c.Name.EN != "en 男性" || len(c.Protects) != 1 {
		t.Errorf("read back: %+v", got)
	}
}

// Without anything to tell, that is told.
func TestWithheldNothing(t *testing.T) {
	var b bytes.Buffer
	if err := WithheldHTML(&b, &Withheld{}, diag.EN, ""); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "nothing of it is withheld") {
		t.Error("an empty report says nothing")
	}
}

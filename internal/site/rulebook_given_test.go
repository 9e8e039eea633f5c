package site

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"

	"fukusen/internal/diag"
)

// fileless are the findings that are about no input, or about a release or a
// public site: to show the files would take pages.
var fileless = map[string]struct {
	pos  diag.Pos
	args []any
}{
	"audit/columns":            {at("data/cells.csv", 1), []any{"[period table measure]"}},
	"audit/duplicate":          {at("data/cells.csv", 1201), []any{"persons"}},
	"audit/elsewhere":          {at("data/cells/people-2026fq1.csv", 9), []any{"data/cells/survey-2026fq1.csv"}},
	"audit/formula":            {at("data/observations.csv", 12), []any{"a1b@2026fq1/kind=company", "18", "17"}},
	"audit/page":               {at("kpi/a1b.html", 40), []any{"a1b@2026fq1/kind=company", "0.31", "0.13"}},
	"audit/release-chain":      {at("r/2026fq1-r2/release.json", 0), nil},
	"audit/release-differs":    {at("data/cells.csv", 8), []any{"r/2026fq1-r2/release.json"}},
	"audit/release-edited":     {at("r/2026fq1-r1/release.json", 0), nil},
	"audit/release-unreadable": {at("r/2026fq1-r1/release.json", 0), []any{`json: unknown field "raw"`}},
	"audit/row":                {at("data/cells.csv", 8), []any{"age=90s"}},
	"data/link":                {at("data/acme/people.csv", 0), nil},
	"disclosure/answers":       {at("data/cells.csv", 40), told(promoters, diag.Text{}, 41)},
	"disclosure/bounds":        {at("data/cells.csv", 46), told(dualWomen, diag.Text{}, 1)},
	"disclosure/change":        {at("data/cells.csv", 49), changed(7, 1)},
	"disclosure/complement":    {at("data/cells.csv", 41), told(dualWomen, diag.Text{JA: "人数", EN: "Persons"}, 2)},
	"disclosure/depends":       {at("kpi/a1b.html", 40), nil},
	"disclosure/derived":       {at("data/observations.csv", 12), []any{"a1b@2026fq1/kind=company/sex=f"}},
	"disclosure/determined":    {at("data/cells.csv", 42), told(dualWomen, diag.Text{}, 4)},
	"disclosure/inconsistent":  {at("data/cells.csv", 43), told(dualWomen, diag.Text{}, 0)},
	"disclosure/insider":       {at("data/cells.csv", 48), append(told(dualWomen, diag.Text{}, 0), "青葉システムズ", "Aoba Systems")},
	"disclosure/must":          {at("fukusen.yaml", 4), []any{"people/persons/kind=company/area=99201", "2026fq1", "公表すると、秘匿している 人数・企業・山吹町 が計算で分かります", "it would let the withheld number of Persons, Companies, Yamabuki be computed"}},
	"disclosure/must-none":     {at("fukusen.yaml", 4), []any{"people/persons/kind=company/area=99299"}},
	"disclosure/narrow":        {at("data/cells.csv", 47), append(told(dualWomen, diag.Text{}, 1)[:7], 4)},
	"disclosure/small":         {at("data/cells.csv", 44), told(dualWomen, diag.Text{}, 3)},
	"disclosure/small-change":  {at("data/cells.csv", 50), changed(3, 4)},
	"disclosure/written":       {at("data/cells.csv", 45), []any{"4"}},
	"explain/observation":      {diag.Pos{}, []any{"a1b@2026fq9", "a1b@2026fq1/kind=company"}},
	"plan/persons":             {diag.Pos{}, nil},
	"highlights/quarter":       {diag.Pos{}, []any{diag.Public("2024fq1"), diag.Public("2026fq1")}},
	"plan/rate":                {diag.Pos{}, []any{5.0}},
	"release/chain":            {at("data/releases/2026fq2-r1.json", 0), nil},
	"release/code-gone":        {at("private/releases/2026fq1-r1.cells.json.gz", 0), []any{"area=99201"}},
	"release/difference":       {diag.Pos{}, []any{"2026fq1", "企業・対象者・人数", "ボルト工業(bolt)", "People (Company), Persons", "Bolt (bolt)"}},
	"release/edited":           {at("data/releases/2026fq1-r1.json", 0), nil},
	"release/hold":             {diag.Pos{}, []any{"bult"}},
	"release/hold-first":       {diag.Pos{}, []any{"2026fq1"}},
	"release/no-quarter":       {diag.Pos{}, []any{"2026fq2", "2025fq4, 2026fq1"}},
	"release/record":           {diag.Pos{}, []any{"2026fq1-r1", "private/releases/2026fq1-r1.cells.json.gz がありません", "private/releases/2026fq1-r1.cells.json.gz is missing"}},
	"release/unchanged":        {diag.Pos{}, []any{"2026fq1", "2026fq1-r1"}},
	"site/large":               {diag.Pos{}, []any{int64(712)}},
	"site/large-file":          {at("data/kpi/a1b.xlsx", 0), []any{123}},
	"release/unused":           {at("data/releases/2026fq1-r1.json", 0), []any{"2026fq1"}},
}

var (
	dualWomen = diag.Text{JA: "複線者、2026年度第1四半期、種別 企業、性別 女性", EN: "Any second activity, Q1 FY2026, kind Company, sex Female"}
	promoters = diag.Text{JA: "回答者数、2026年度第1四半期、種別 企業、区分 職場推奨度・推奨者", EN: "Respondents, Q1 FY2026, kind Company, category Recommending the workplace: Promoters"}
)

func at(file string, line int) diag.Pos { return diag.Pos{File: file, Line: line} }

// told are the arguments that the audit gives: a cell, how it follows, the
// whole, each in both languages, and twice the value.
func told(cell, whole diag.Text, value int) []any {
	return []any{cell.JA, cell.EN, "", "", whole.JA, whole.EN, value, value}
}

// changed are the arguments that the audit gives of a difference between two
// releases, of so many persons and organisations.
func changed(value, organisations int) []any {
	return []any{dualWomen.JA, dualWomen.EN, "", "", "2026fq1-r1", "2026fq1-r2", "2026fq1-r2", value, organisations}
}

// given makes the finding of a rule that is about no input.
func given(r *diag.Rule) diag.List {
	f, ok := fileless[r.ID]
	if !ok {
		return nil
	}
	return diag.List{r.At(f.pos, f.args...)}
}

// unshown are examples that cannot stand on a page of text.
func unshown(t *testing.T, id string) (files map[string]string) {
	t.Helper()
	const head = "期間,提出者,性別,人数\n"
	good := head + "2026FQ1,acme,女,120\n"
	name := "data/a.csv"
	switch id {
	case "content/encoding":
		return map[string]string{"content/about.md": "---\ntitle: \x95\x5c\n---\n"}
	case "csv/binary":
		return map[string]string{name: "%PDF-1.7\n\x00\x01"}
	case "csv/columns":
		return map[string]string{name: strings.TrimSpace(head) + strings.Repeat(",列", 2000) + "\n"}
	case "csv/cp932":
		return map[string]string{name: encoded(t, "cp932", good) + "2026FQ1,acme,\x85\x40,120\n"}
	case "csv/encoding":
		return map[string]string{name: encoded(t, "euc-jp", strings.Repeat(good, 4))}
	case "csv/euc-jp":
		return map[string]string{"data/a/a.csv": encoded(t, "euc-jp", good) + "2026FQ1,acme,\xff,120\n", "data/a/source.yaml": "format: 1\nencoding: euc-jp\n"}
	case "csv/iso-2022-jp":
		return map[string]string{"data/a/a.csv": encoded(t, "iso-2022-jp", good) + "2026FQ1,acme,\x1b$B\x7f\x7f\x1b(B,120\n", "data/a/source.yaml": "format: 1\nencoding: iso-2022-jp\n"}
	case "csv/long":
		return map[string]string{name: good + "2026FQ1,acme,\"" + strings.Repeat("x\n", 4<<20)}
	case "csv/more":
		return map[string]string{name: head + strings.Repeat("2026FQ1,acme,女,約120\n", 230)}
	case "csv/surrogate":
		return map[string]string{name: utf16(good + "2026FQ1,acme,\x00,120\n")}
	case "csv/utf16":
		return map[string]string{name: utf16(good)[2:]}
	case "csv/utf8":
		return map[string]string{name: good + "2026FQ1,acme,\xff,120\n"}
	case "data/none":
		return map[string]string{"data/known.csv": gone, "data/organisations.csv": gone}
	case "data/nothing":
		return map[string]string{"data/known.csv": gone}
	case "data/too-large":
		rows := strings.Repeat("2026FQ1,acme,その他,1,1000000000000000\n", 1153)
		return map[string]string{"data/a/a.csv": "期間,提出者,採用経路,採用人数,外部費用\n" + rows, "data/a/source.yaml": "format: 1\nadd_up: true\n"}
	case "site/none":
		return map[string]string{"fukusen.yaml": gone}
	case "source/encoding":
		return map[string]string{"data/a/a.csv": good, "data/a/source.yaml": encoded(t, "cp932", "format: 1\nignore: [担当課]\n")}
	}
	return workbook(t, id)
}

// encoded writes a text in another encoding.
func encoded(t *testing.T, name, s string) string {
	t.Helper()
	e := japanese.ShiftJIS
	switch name {
	case "euc-jp":
		e = japanese.EUCJP
	case "iso-2022-jp":
		e = japanese.ISO2022JP
	}
	out, err := e.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// utf16 writes a text with its mark; NUL stands for half a character.
func utf16(s string) string {
	out := []byte{0xff, 0xfe}
	for _, c := range s {
		if c == 0 {
			c = 0xd800
		}
		out = append(out, byte(c), byte(c>>8))
	}
	return string(out)
}

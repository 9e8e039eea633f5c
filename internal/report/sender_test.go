package report

import (
	"bytes"
	"strings"
	"testing"

	"fukusen/internal/diag"
)

// Who tests a file before sending it reads of nothing that only a site has.
func TestAlone(t *testing.T) {
	spelling := diag.Rule{
		ID: "csv/x", Msg: diag.Text{JA: "あ", EN: "a"},
		Hint: diag.Text{JA: "綴りを直してください。違う書き方なら source.yaml に書けます", EN: "correct it; map it in source.yaml"},
	}
	site := diag.Rule{ID: "csv/y", Msg: diag.Text{JA: "い", EN: "b"}, Hint: diag.Text{JA: "fukusen.yaml の ages で変えられます", EN: "set ages in fukusen.yaml"}}
	own := diag.Rule{
		ID: "csv/z", Msg: diag.Text{JA: "う", EN: "c"}, Hint: diag.Text{JA: "source.yaml に書いてください", EN: "write source.yaml"},
		Sender: diag.Text{JA: "「%[1]s」を足してください", EN: "add %[1]s"},
	}
	plainly := diag.Rule{ID: "csv/w", Msg: diag.Text{JA: "え", EN: "d"}, Hint: diag.Text{JA: "0 と書いてください", EN: "write 0"}}
	tests := []struct {
		rule   *diag.Rule
		file   string
		ja, en string
	}{
		{&spelling, "a.csv", "綴りを直してください。この形のまま出したいときは、提出先に相談してください", "correct it; to send it as it is, ask who collects the data"},
		{&spelling, "own/source.yaml", spelling.Hint.JA, spelling.Hint.EN},
		{&site, "a.csv", wordsAsk.JA, wordsAsk.EN},
		{&own, "a.csv", "「人数」を足してください", "add 人数"},
		{&plainly, "a.csv", "0 と書いてください", "write 0"},
	}
	for _, tt := range tests {
		l := diag.List{tt.rule.At(diag.Pos{File: tt.file, Line: 2}, diag.Public("人数"))}
		for lang, want := range map[diag.Lang]string{diag.JA: tt.ja, diag.EN: tt.en} {
			v := View{Lang: lang, Alone: true}
			var text, web, json, git bytes.Buffer
			Text(&text, l, TextOptions{View: v})
			HTML(&web, l, HTMLOptions{View: v})
			JSON(&json, l, MachineOptions{View: v})
			GitHub(&git, l, MachineOptions{View: v})
			for form, got := range map[string]string{"text": text.String(), "html": web.String(), "json": json.String(), "github": git.String()} {
				if !strings.Contains(got, want) || strings.Contains(got, "yaml に書け") && tt.file == "a.csv" {
					t.Errorf("%s, %s: no %q in\n%s", tt.rule.ID, form, want, got)
				}
			}
		}
	}
}

// What asks nothing of a submitter stands in the report, and not in a mail.
func TestNotesAreNotMailed(t *testing.T) {
	notes := diag.Rule{ID: "csv/notes", Warn: true, Note: true, Msg: diag.Text{JA: "注の行を読み飛ばしました", EN: "notes were passed over"}}
	file := "data/acme/a.csv"
	only := diag.List{notes.At(at(file, 9, 0))}
	both := append(only, ruleBlank.At(at(file, 2, 1), diag.Public("人数"), diag.Public("persons")))
	if got := Mail(only, view(diag.JA)); len(got) != 0 {
		t.Errorf("a mail about notes alone: %v", got)
	}
	if got := Mail(both, view(diag.JA))["アクメ精機"]; !strings.Contains(got, "1. a.csv の 2 行目") || strings.Contains(got, "読み飛ばしました") {
		t.Errorf("got %s", got)
	}
	var web bytes.Buffer
	if err := HTML(&web, only, HTMLOptions{View: view(diag.JA)}); err != nil || !strings.Contains(web.String(), "注の行を読み飛ばしました") {
		t.Errorf("the report does not have it: %v", err)
	}
}

// On a terminal code is indented and has no marks.
func TestPlain(t *testing.T) {
	in := "**題**\n\n`source.yaml` に `a: b` と書きます。\n\n```csv data/a.csv\n期間,人数\n\n2026FQ1,`3`\n```\n\n```text\nx **y**\n```\n\n#### 見出し\n終わり"
	want := "題\n\nsource.yaml に a: b と書きます。\n\n  data/a.csv:\n    期間,人数\n\n    2026FQ1,`3`\n\n    x **y**\n\n見出し\n終わり"
	if got := plain(in); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"fukusen/internal/diag"
)

func text(t *testing.T, l diag.List, opt TextOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := Text(&b, l, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	for _, lang := range []diag.Lang{diag.JA, diag.EN} {
		got := text(t, findings(), TextOptions{View: view(lang)})
		golden(t, "text."+string(lang)+".txt", []byte(got))
		for _, s := range secrets[:2] {
			if strings.Contains(got, s) {
				t.Errorf("%s: personal data is shown: %s", lang, s)
			}
		}
	}
}

func TestTextOfOneSubmitterHasNoHeading(t *testing.T) {
	got := text(t, diag.List{ruleNoData.At(diag.Pos{}), ruleConfig.At(at("fukusen.yaml", 2, 8))}, TextOptions{})
	want := "注意: データがありません [data/none]\n" +
		"fukusen.yaml:2:8: テーマがありません [config/theme]\n    → fukusen.yaml を直してください\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := text(t, nil, TextOptions{}); got != "" {
		t.Errorf("no findings: got %q", got)
	}
}

func TestTextColours(t *testing.T) {
	l := diag.List{number(at("data/acme/people.csv", 2, 14), "百二十")}
	got := text(t, l, TextOptions{View: view(diag.EN), Color: true})
	for _, want := range []string{"\x1b[1mdata/acme/people.csv:2:14\x1b[0m: persons", "\x1b[1;31m^^^^^^\x1b[0m"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
	if plain := text(t, l, TextOptions{View: view(diag.EN)}); strings.Contains(plain, "\x1b") {
		t.Errorf("colour that was not asked for: %q", plain)
	}
}

// Ten thousand findings of one submitter leave room for the one of another.
func TestTextCaps(t *testing.T) {
	var l diag.List
	for file := range 20 {
		for i := range 500 {
			l = append(l, number(at(fmt.Sprintf("data/acme/%02d.csv", file), i+2, 1), fmt.Sprint("v", i)))
		}
	}
	l = append(l, ruleNoData.At(at("data/beta/a.csv", 1, 1)))
	got := text(t, l, TextOptions{View: View{Submitter: names, Lang: diag.EN}, All: "fukusen check --report FILE.html"})
	if n := strings.Count(got, "is not a count"); n != 59 {
		t.Errorf("%d entries of the first, want 59", n)
	}
	for _, want := range []string{
		"■ アクメ精機 — to mend: 10000, warnings: 0\n", "■ ベータ高校 — to mend: 0, warnings: 1\n", "warning: data/beta/a.csv:1:1: there is no data",
		"    data/acme/00.csv: 490 more [csv/number]\n", "    data/acme/05.csv: 491 more [csv/number]\n", "    data/acme/19.csv: 500 more [csv/number]\n",
		"9941 more are not shown here.\n    → to see all: fukusen check --report FILE.html\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in the text", want)
		}
	}
}

// What has to be mended is shown before warnings where not all can be.
func TestTextShowsErrorsFirst(t *testing.T) {
	var l diag.List
	for i := range 8 {
		l = append(l, ruleUnknown.At(at("a.csv", 1, i+1), fmt.Sprint("x", i)))
	}
	l = append(l, ruleMerged.At(at("a.csv", 9, 1)))
	got := text(t, l, TextOptions{View: View{Lang: diag.EN}, Total: 2})
	want := "warning: a.csv:1:1: column \"x0\" is not read [csv/unknown-column]\n    → delete it if it is not needed\n" +
		"a.csv:9:1: cells are merged [xlsx/merged]\n    → unmerge them\n" +
		"    a.csv: 7 more [csv/unknown-column]\n7 more are not shown here.\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// No value of a file can move the cursor or begin a line of its own.
func TestTextIsHarmless(t *testing.T) {
	const evil = "x\x1b[2J\r\nfake.csv:1:1: 良し\u202e\u009b31m"
	rule := diag.Rule{ID: "csv/evil", Msg: diag.Text{JA: "値は %s です", EN: "%s"}, Hint: diag.Text{JA: "%s", EN: "%s"}}
	v := View{Excerpt: func(diag.Pos) (string, int, int, bool) { return evil, 1, 5, true }}
	got := text(t, diag.List{rule.At(at("a\n.csv", 1, 1), evil)}, TextOptions{View: v})
	if strings.ContainsAny(got, "\x1b\r\u202e\u009b") || strings.Count(got, "\n") != 4 {
		t.Errorf("got %q", got)
	}
}

func TestSpans(t *testing.T) {
	tests := []struct {
		lines []int
		most  int
		want  string
	}{
		{nil, 0, ""},
		{[]int{7}, 0, "7"},
		{[]int{12, 15, 16, 17, 18, 19, 20, 33}, 0, "12, 15-20, 33"},
		{[]int{1, 2, 4}, 0, "1, 2, 4"},
		{[]int{1, 3, 5, 7}, 2, "1, 3, …"},
		{[]int{1, 3}, 2, "1, 3"},
	}
	for _, tt := range tests {
		if got := spans(tt.lines, tt.most); got != tt.want {
			t.Errorf("spans(%v, %d) = %q, want %q", tt.lines, tt.most, got, tt.want)
		}
	}
}

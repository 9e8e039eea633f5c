package report

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/diag"
)

const rulesText = "# 規則\n\n前書きです。\n\n" +
	"## csv/number\n\n**人数として読めない値** です。\n\n### 直し方\n\n半角の数字で書きます。[列](columns.md)も見てください。\n\n" +
	"```\n## これは例です\n```\n\n### English\n\n**A value that is no count**\n\nWrite digits.\n\n" +
	"## `personal/mail`\n\nメールアドレスです。\n\n### English\n\nA mail address.\n"

func book(t *testing.T) *Rulebook {
	t.Helper()
	b, err := ParseRulebook(rulesText)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRulebook(t *testing.T) {
	b := book(t)
	if got, want := b.IDs(), []string{"csv/number", "personal/mail"}; !slices.Equal(got, want) {
		t.Errorf("IDs = %q, want %q", got, want)
	}
	var out bytes.Buffer
	if found, err := b.Print(&out, "csv/number", diag.JA); !found || err != nil {
		t.Fatalf("%v, %v", found, err)
	}
	want := "csv/number\n\n人数として読めない値 です。\n\n直し方\n\n半角の数字で書きます。[列](columns.md)も見てください。\n\n    ## これは例です\n"
	if out.String() != want {
		t.Errorf("got %q\nwant %q", out.String(), want)
	}
	out.Reset()
	if err := b.List(&out, diag.EN); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "csv/number     A value that is no count\npersonal/mail  A mail address.\n"; got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
	out.Reset()
	if found, err := b.Print(&out, "csv/nomber", diag.JA); found || err != nil || out.Len() > 0 {
		t.Errorf("a page that is not there: %v, %v, %q", found, err, out.String())
	}
}

func TestRulebookNear(t *testing.T) {
	b := book(t)
	for word, want := range map[string]string{
		"csv/nomber": "csv/number", "number": "csv/number", "CSV/Number": "csv/number",
		"csv/mail": "personal/mail", "mail": "personal/mail", "xyz": "", "": "",
	} {
		if got := strings.Join(b.Near(word), " "); got != want {
			t.Errorf("Near(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestRulebookIsWhole(t *testing.T) {
	tests := map[string]string{
		"## csv/a\n\nあ\n":                                  "rules: csv/a is not explained in both languages",
		"## csv/a\n\n### English\n\nx\n":                   "rules: csv/a is not explained in both languages",
		strings.Repeat("## csv/a\nあ\n### English\nx\n", 2): "rules: csv/a is explained twice",
		"x\n\n## 規則の話\n":                                   `rules, line 3: "## 規則の話" is no id of a rule`,
	}
	for text, want := range tests {
		if _, err := ParseRulebook(text); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
	if got := (*Rulebook)(nil).IDs(); got != nil {
		t.Errorf("the nil Rulebook has %q", got)
	}
}

package propose

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"

	"fukusen/internal/diag"
)

// daily is a count of persons on each of some days.
func daily(days ...string) string {
	text := "基準日,会社名,在籍者数\n"
	for i, d := range days {
		text += fmt.Sprintf("%s,ほしぞら電機,%d\n", d, 120+i)
	}
	return text
}

// TestDays shows what is settled by the days of a file, and what is asked.
func TestDays(t *testing.T) {
	tests := []struct {
		name, text string
		want, not  string // lines
	}{
		{"a day after the twelfth", daily("4/30/2026", "5/31/2026"), "\ndates: month_first  # ", "\n# dates"},
		{"either order", daily("4/1/2026", "5/1/2026"), "\n# dates: month_first  # ", "\ndates"},
		{"the day first", daily("30/4/2026", "31/5/2026"), `#   "基準日": period  # check`, "dates:"},
		{"both orders", daily("4/30/2026", "30/4/2026"), `#   "基準日": period  # check`, "dates:"},
		{"numbers of days", daily("46142", "46173"), "\n# dates: serial  # ", "\ndates"},
		{"short years", daily("26/4/30", "26/5/31"), "\n# short_years: western  # ", "\nshort_years"},
		{"in full", daily("2026-04-30", "2026/5/31"), "\nperiod: {column: \"基準日\", as: datetime}", "# dates"},
		{"years", "西暦（年）,会社名,在籍者数\n1920,ほしぞら電機,120\n2026,ほしぞら電機,121\n", `#   "西暦（年）": period  # check`, "#   period:"},
	}
	for _, tt := range tests {
		text := string(proposed(t, tt.text).YAML(diag.EN))
		if !strings.Contains(text, tt.want) || strings.Contains(text, tt.not) {
			t.Errorf("%s: want %q and no %q in\n%s", tt.name, tt.want, tt.not, text)
		}
	}
}

// TestAnswered reads files by proposals whose questions were answered: all are
// of the last days of April and May 2026.
func TestAnswered(t *testing.T) {
	tests := []struct{ text, asked string }{
		{daily("4/30/2026", "5/31/2026"), ""},
		{daily("46142", "46173"), "dates"},
		{daily("26/4/30", "26/5/31"), "short_years"},
	}
	for _, tt := range tests {
		ask := []string{}
		if tt.asked != "" {
			ask = []string{"# " + tt.asked, tt.asked}
		}
		rows, finds := readBy(t, tt.text, string(proposed(t, tt.text).YAML(diag.EN)), ask...)
		if finds.Errors() > 0 || len(rows) != 2 {
			t.Fatalf("%s: %d rows, %v", tt.text, len(rows), finds)
		}
		for _, r := range rows {
			if got := r.Quarter.Start().Format("2006-01"); got != "2026-04" {
				t.Errorf("%s: a quarter that begins in %s", tt.text, got)
			}
		}
	}
	short := daily("26/4/30", "26/5/31")
	if rows, finds := readBy(t, short, string(proposed(t, short).YAML(diag.EN))); len(rows) > 0 || finds.Errors() == 0 {
		t.Errorf("a question that nobody answered was answered: %d rows", len(rows))
	}
}

func TestParentheses(t *testing.T) {
	text := "対象月,会社名,採用経路,採用人数,外部費用\n2026年4月,ほしぞら電機,複線,3,(120)\n2026年5月,ほしぞら電機,一般,2,90\n"
	yaml := string(proposed(t, text).YAML(diag.EN))
	if !strings.Contains(yaml, "\n# negative: parentheses  # ") || !strings.Contains(yaml, "\n  \"外部費用\": external_cost  # likely") {
		t.Errorf("(120) may be the number of a note:\n%s", yaml)
	}
	if _, finds := readBy(t, text, yaml); finds.Errors() == 0 {
		t.Error("it was answered already")
	}
	if _, finds := readBy(t, text, yaml, "# negative", "negative"); finds.Errors() > 0 {
		t.Error(finds)
	}
}

// TestEncodings proposes for encodings that the reader must be told.
func TestEncodings(t *testing.T) {
	text := daily("2026-04-30", "2026-05-31")
	for name, enc := range map[string]encoding.Encoding{"euc-jp": japanese.EUCJP, "iso-2022-jp": japanese.ISO2022JP, "": japanese.ShiftJIS} {
		data, err := enc.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		yaml := string(proposed(t, data).YAML(diag.EN))
		if strings.Contains(yaml, "\nencoding: "+name) != (name != "") {
			t.Errorf("%s is not told:\n%s", name, yaml)
		}
		if rows, finds := readBy(t, data, yaml); finds.Errors() > 0 || len(rows) != 2 {
			t.Errorf("%s: %d rows, %v", name, len(rows), finds)
		}
	}
	broken := "基準日,会社名\n2026-04-30,\xff\xfe\xff\n"
	if p, err := File(fstest.MapFS{"a.csv": {Data: []byte(broken)}}, "a.csv", Env{}); err != nil || strings.Contains(string(p.YAML(diag.EN)), "encoding:") {
		t.Errorf("%v: an encoding for what is none", err)
	}
}

// TestWide shows that many columns take no time to speak of, and that of too
// many the reason is told.
func TestWide(t *testing.T) {
	wide := func(n int) string {
		header := "期間,提出者,人数"
		for i := range n {
			header += fmt.Sprintf(",列%d", i)
		}
		return header + "\n" + strings.Repeat("2026FQ1,ほしぞら電機,3"+strings.Repeat(",1", n)+"\n", 3)
	}
	if p := proposed(t, wide(1000)); p.State != Mapped || p.Table.ID != "people" {
		t.Errorf("state %d, %s", p.State, p.Summary(diag.EN))
	}
	if p := proposed(t, wide(2500)); p.State != Unreadable || len(p.Findings) == 0 {
		t.Errorf("state %d, %s", p.State, p.Summary(diag.EN))
	}
}

package registry

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// With errors in the registers the exports can still be read: what is known
// stays known, and what was left out is remembered.
func TestLoadKeepsWhatItCan(t *testing.T) {
	r, finds := load(t, map[string]string{
		"data/organisations.csv": "organisation,kind,name,disclosure,listed,area,frequency\n" +
			"acme,shop,アクメ,maybe,maybe,99999,daily\n" +
			"8000020130002,municipality,東京都庁,named,,,\n" +
			"Bad ID,club,悪い,named,,,\n" +
			",club,名無し,named,,,\n" +
			"good,club,良い,named,,,\n",
	}, Options{})
	if finds.Errors() != 8 || !r.Incomplete() {
		t.Errorf("%d errors, incomplete %v:\n%s", finds.Errors(), r.Incomplete(), texts(finds))
	}
	o := r.Organisation("acme")
	if o.ID != "acme" || o.Kind != "" || !o.Aggregate || !o.Unlisted || o.Frequency != "quarter" {
		t.Errorf("in doubt more is shown than was asked for: %+v", o)
	}
	for text, want := range map[string]bool{
		"8000020130002": true, "８-0000-2013-0002": true, "東京都庁": true, "Bad ID": true, "bad id": true, "名無し": true,
		"acme": false, "good": false, "other": false, "": false,
	} {
		if got := r.Rejected(text); got != want {
			t.Errorf("Rejected(%q) = %v", text, got)
		}
	}
	if _, err := r.Lists(nil); err != nil {
		t.Error(err)
	}
}

// A missing column is one finding, not one a row, and the rows still tell who
// there is.
func TestMissingColumn(t *testing.T) {
	r, finds := load(t, map[string]string{"data/organisations.csv": "organisation,name\na,A\nb,B\n"}, Options{})
	want := "data/organisations.csv:1: the required column disclosure is missing [registry/missing]\ndata/organisations.csv:1: the required column kind is missing [registry/missing]"
	if texts(finds) != want || r.Incomplete() || len(r.Organisations()) != 2 || !r.Organisation("a").Aggregate {
		t.Errorf("%s\n%+v", texts(finds), r.Organisations())
	}
	r, _ = load(t, map[string]string{"data/organisations.csv": "kind,name,disclosure\nclub,A,named\n"}, Options{})
	if !r.Incomplete() || len(r.Organisations()) != 0 {
		t.Error("rows without an ID are read")
	}
	r, _ = load(t, map[string]string{"data/targets.csv": "value,due\n1,2026fq1\n", "data/organisations.csv": "organisation,kind,name,disclosure\na,club,A,named\n"}, Options{})
	if r.Incomplete() {
		t.Error("targets count as what exports name")
	}
	r, finds = load(t, map[string]string{"data/targets.csv": "kpi,value\na1,1\n"}, Options{})
	if want := "data/targets.csv:1: the required column due is missing [registry/missing]"; texts(finds) != want || len(r.Targets) > 0 {
		t.Errorf("%s %v", texts(finds), r.Targets)
	}
}

func TestExpected(t *testing.T) {
	r, finds := load(t, map[string]string{"data/organisations.csv": "organisation,kind,name,disclosure,joined,left,reports,frequency,fiscal_year_start\n" +
		"a,club,A,named,2024FQ2,2025FQ1,survey;people;people,,\n" +
		"b,company,B,named,,,people,半期,\n" + // halves end in September and March
		"c,company,C,named,,,people,年,1月\n" + // years end in December
		"d,school,D,named,,,people,half-yearly,5月1日\n" + // halves end in October and April
		"e,club,E,named,,2024FQ1,,年次,\n"}, Options{})
	if len(finds) > 0 {
		t.Fatal(texts(finds))
	}
	tests := []struct {
		q    dim.Quarter
		want string
	}{
		{dim.FiscalQuarter(2023, 4), "b people, e "},
		{dim.FiscalQuarter(2024, 1), "d people"},
		{dim.FiscalQuarter(2024, 2), "a people, a survey, b people"},
		{dim.FiscalQuarter(2024, 3), "a people, a survey, c people, d people"},
		{dim.FiscalQuarter(2024, 4), "a people, a survey, b people"},
		{dim.FiscalQuarter(2025, 1), "a people, a survey, d people"},
		{dim.FiscalQuarter(2025, 2), "b people"},
	}
	for _, tt := range tests {
		var got []string
		for _, e := range r.Expected(tt.q) {
			got = append(got, e.Organisation+" "+e.Table)
		}
		if s := strings.Join(got, ", "); s != tt.want {
			t.Errorf("%s: %s, want %s", tt.q.ID(dim.Fiscal), s, tt.want)
		}
	}
}

// Every rule is listed once, in order, with texts in both languages that take
// their arguments.
func TestRules(t *testing.T) {
	before := ""
	for _, r := range Rules() {
		if r.ID <= before || !strings.HasPrefix(r.ID, "registry/") && !strings.HasPrefix(r.ID, "area/") {
			t.Errorf("%s after %s", r.ID, before)
		}
		before = r.ID
		f := r.At(diag.Pos{File: "x.csv"}, "a", "b", "c")
		if r == &ruleLeft || r == &ruleDecimal || r == &ruleMonth {
			f = r.At(diag.Pos{File: "x.csv"}, "a", "b")
		}
		text := f.Msg(diag.JA) + f.Msg(diag.EN) + f.Hint(diag.JA) + f.Hint(diag.EN)
		if strings.Contains(text, "%!") || r.Msg.JA == "" || r.Msg.EN == "" || r.Hint.JA == "" || r.Hint.EN == "" {
			t.Errorf("%s: %s", r.ID, text)
		}
	}
	for _, id := range declaredRules(t) {
		if !slices.ContainsFunc(Rules(), func(r *diag.Rule) bool { return r.ID == id }) {
			t.Errorf("%s is not listed", id)
		}
	}
}

// declaredRules are the IDs that the source of the package declares.
func declaredRules(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)diag\.Rule\{\s+ID: +"([a-z/-]+)"`).FindAllStringSubmatch(string(b), -1) {
			ids = append(ids, m[1])
		}
	}
	if len(ids) != len(Rules()) {
		t.Errorf("%d rules are declared, %d listed", len(ids), len(Rules()))
	}
	return ids
}

// To look for near names of ten thousand wrong ones among as many takes
// minutes; the first are enough.
func TestNearNamesAreBounded(t *testing.T) {
	csv := "organisation,kind,name,disclosure,parent\nacme1,club,A1,named,\nacme,club,A,named,acne\n"
	for i := range enough {
		csv += "b" + strings.Repeat("b", i) + ",club,B,named,acne\n"
	}
	_, finds := load(t, map[string]string{"data/organisations.csv": csv}, Options{})
	var hints []string
	for _, f := range finds {
		if f.Rule == &ruleNobody {
			hints = append(hints, f.Hint(diag.EN))
		}
	}
	if !strings.HasSuffix(hints[0], "(near: acme)") || !strings.HasSuffix(hints[len(hints)-1], "correct it") {
		t.Errorf("hints %s ... %s", hints[0], hints[len(hints)-1])
	}
}

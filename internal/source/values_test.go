package source

import (
	"fmt"
	"strings"
	"testing"
)

// One persons field, and what it is read as: a number, a status, or the rule
// and reason of its finding (HANDBOOK 4.3 and 4.4).
func TestNumbers(t *testing.T) {
	tests := []struct{ field, want string }{
		{"0", "0"}, {"120", "120"}, {"007", "7"}, {" 12 ", "12"}, {"\u300012\u3000", "12"},
		{"１２０", "120"}, {"1,234", "1234"}, {"１，２３４", "1234"}, {"1 234", "1234"}, {"1,234,567", "1234567"},
		{"120人", "120"}, {"120 人", "120"}, {"1,234名", "1234"}, {"12.0", "12"}, {"１２．０", "12"}, {"1,234.00", "1234"},
		{"12p", "12"}, {"12r", "12"}, {"1000000000000", "1000000000000"},

		{"1,23", "csv/number the thousands separators are misplaced"},
		{"12,34,567", "csv/number the thousands separators are misplaced"},
		{",123", "csv/number the thousands separators are misplaced"},
		{"▲5", "csv/number negative"}, {"△5", "csv/number negative"}, {"-5", "csv/number negative"},
		{"−5", "csv/number negative"}, {"－5", "csv/number negative"}, {"‐5", "csv/number negative"}, {"ー5", "csv/number negative"},
		{"12.5", "csv/number a fraction"}, {"12.000", "csv/number a fraction"},
		{"12.3%", "csv/number a percentage, where a count is needed"}, {"１２．３％", "csv/number a percentage, where a count is needed"}, {"12 %", "csv/number a percentage, where a count is needed"},
		{"1000000000001", "csv/number too large"}, {"99999999999999999999", "csv/number too large"},
		{"人", "csv/number not a number"}, {"p", "csv/number not a number"}, {"1 23", "csv/number the thousands separators are misplaced"}, {"(123)", "csv/number it is not clear whether the parentheses mean a negative number"},
		{"1e3", "csv/number a spreadsheet has rounded it"}, {"0x10", "csv/number not a number"}, {"1_000", "csv/number not a number"}, {"NaN", "csv/number not a number"},
		{"百", "csv/number write digits, not kanji"}, {"約120", "csv/number not one number"}, {"120千円", "csv/number not a unit of this column"}, {"+5", "csv/number not a number"},

		{"…", "missing"}, {"...", "missing"}, {"・・・", "missing"}, {"***", "missing"}, {"不詳", "missing"}, {"n/a", "missing"}, {"null", "missing"},
		{"x", "withheld"}, {"X", "withheld"}, {"Ｘ", "withheld"}, {"χ", "withheld"}, {"秘匿", "withheld"}, {"非公表", "withheld"}, {"*", "withheld"},
		{"該当なし", "n/a"},
		{"-", "n/a csv/dash"}, {"－", "n/a csv/dash"}, {"―", "n/a csv/dash"}, {"‐", "n/a csv/dash"}, {"−", "n/a csv/dash"}, {"ー", "n/a csv/dash"},
		{"", "csv/blank"}, {"\u3000", "csv/blank"},
	}
	env := testEnv(t)
	for _, tt := range tests {
		o := readAs(t, env, "期間,提出者,人数,備考\n2026FQ1,acme,"+quoted(tt.field)+",x\n", "")
		if got := said(o); got != tt.want {
			t.Errorf("%q is %q, want %q", tt.field, got, tt.want)
		}
	}
}

// said gives the first value, and the rule and reason of the first finding.
func said(o outcome) string {
	var words []string
	if len(o.rows) > 0 {
		words = append(words, show(o.rows[0].Values[0]))
	}
	for _, f := range o.finds {
		words = append(words, f.Rule.ID)
		if f.Rule == &ruleNumber {
			words = append(words, fmt.Sprint(f.Args[4]))
		}
	}
	return strings.Join(words, " ")
}

const peopleHead = "period,organisation,persons,employed\n"

func TestMarkers(t *testing.T) {
	runReadCases(t, []readCase{
		{
			name:  "a dash warns once and is not zero",
			csv:   peopleHead + "2026FQ1,acme,5,-\n2026FQ2,acme,5,－\n",
			rows:  "2 2026fq1 company acme 18201 persons=5 employed=n/a\n3 2026fq2 company acme 18201 persons=5 employed=n/a",
			rules: "csv/dash",
		},
		{
			name: "a dash declared zero",
			csv:  peopleHead + "2026FQ1,acme,5,-\n2026FQ2,acme,5,－\n2026FQ3,acme,-,ー\n",
			yaml: "format: 1\nmarkers: {\"-\": zero}\n",
			rows: "2 2026fq1 company acme 18201 persons=5 employed=0\n3 2026fq2 company acme 18201 persons=5 employed=0\n4 2026fq3 company acme 18201 persons=0 employed=0",
		},
		{
			name: "declared markers win, digits too",
			csv:  peopleHead + "2026FQ1,acme,9999,X\n2026FQ2,acme,99990,?\n",
			yaml: "format: 1\nmarkers: {9999: missing, x: not_applicable, \"?\": withheld}\n",
			rows: "2 2026fq1 company acme 18201 persons=missing employed=n/a\n3 2026fq2 company acme 18201 persons=99990 employed=withheld",
		},
		{
			name: "blank is nothing to say in a column that is not required",
			csv:  peopleHead + "2026FQ1,acme,5,\n",
			rows: "2 2026fq1 company acme 18201 persons=5 employed=missing",
		},
		{
			name: "blank declared zero",
			csv:  peopleHead + "2026FQ1,acme,,\n",
			yaml: "format: 1\nmarkers: {\"\": zero}\n",
			rows: "2 2026fq1 company acme 18201 persons=0 employed=0",
		},
		{
			name: "value maps reach numbers",
			csv:  peopleHead + "2026FQ1,acme,なし,７\n",
			yaml: "format: 1\nvalues: {persons: {なし: 0, ７: 7}, employed: {７: 0}}\n",
			rows: "2 2026fq1 company acme 18201 persons=0 employed=0",
		},
		{
			name:  "a part larger than its whole",
			csv:   peopleHead + "2026FQ1,acme,5,6\n2026FQ2,acme,x,6\n",
			rows:  "3 2026fq2 company acme 18201 persons=withheld employed=6",
			rules: "csv/part",
		},
	})
}

func TestAnswers(t *testing.T) {
	head := "period,organisation,population,area_enps,visit\n"
	runReadCases(t, []readCase{
		{
			name: "points and labels",
			csv:  head + "2026FQ1,acme,resident,0,満足(とても)\n2026FQ1,acme,住民,１０,とても不満\n2026FQ1,acme,Residents,7.0, bad \n",
			rows: "2 2026fq1 company acme 18201 category=resident area_enps=0 visit=0\n3 2026fq1 company acme 18201 category=resident area_enps=2@10 visit=1\n4 2026fq1 company acme 18201 category=resident area_enps=1@7 visit=1",
		},
		{
			name:  "what is none of the answers",
			csv:   head + "2026FQ1,acme,resident,11,good\n2026FQ1,acme,resident,7.5,good\n2026FQ1,acme,resident,5,まあまあ\n",
			rules: "survey/answer survey/answer survey/answer",
		},
		{
			name: "not answered",
			csv:  head + "2026FQ1,acme,resident,,無回答\n2026FQ1,acme,resident,…,-\n",
			rows: "2 2026fq1 company acme 18201 category=resident area_enps=missing visit=missing\n3 2026fq1 company acme 18201 category=resident area_enps=missing visit=n/a",
		},
		{
			name: "declared markers go before points, and zero is the point",
			csv:  head + "2026FQ1,acme,resident,0,good\n2026FQ1,acme,resident,なし,99\n",
			yaml: "format: 1\nmarkers: {0: missing, 99: withheld, なし: missing}\n",
			rows: "2 2026fq1 company acme 18201 category=resident area_enps=missing visit=0\n3 2026fq1 company acme 18201 category=resident area_enps=missing visit=withheld",
		},
		{
			name:  "zero is a point, but no label",
			csv:   head + "2026FQ1,acme,resident,零,good\n2026FQ1,acme,resident,零,零\n",
			yaml:  "format: 1\nmarkers: {零: zero}\n",
			rows:  "2 2026fq1 company acme 18201 category=resident area_enps=0 visit=0",
			rules: "survey/answer",
		},
		{
			name: "mapped answers",
			csv:  head + "2026FQ1,acme,resident,とても勧める,5\n",
			yaml: "format: 1\nvalues: {area_enps: {とても勧める: 10}, visit: {5: good}}\n",
			rows: "2 2026fq1 company acme 18201 category=resident area_enps=2@10 visit=0",
		},
		{
			name:  "no such population",
			csv:   head + "2026FQ1,acme,宇宙人,5,good\n",
			rules: "survey/population",
		},
	})
}

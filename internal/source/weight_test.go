package source

import (
	"fmt"
	"math/big"
	"strings"
	"testing"
)

// One weight between two good ones, and what it is read as: thousandths, or the
// rule of its finding.
func TestWeights(t *testing.T) {
	tests := []struct{ field, want string }{
		{"1", "1000"}, {"1.25", "1250"}, {"0.8", "800"}, {".85", "850"}, {"2.", "2000"}, {"0", "0"}, {"0.000", "0"},
		{"100", "100000"}, {"100.0", "100000"}, {"007.5", "7500"}, {" 1.5 ", "1500"},
		{"１．２５", "1250"}, {"１.５", "1500"},
		{"1.2344999999", "1234"}, {"1.2345", "1235"}, {"1.23451", "1235"}, {"0.0004", "0"}, {"0.9995", "1000"},
		{"1.0000000000000000000000000000000000000001", "1000"}, {"0.33333333333333331", "333"},

		{"", "survey/weight-blank"}, {"\u3000", "survey/weight-blank"},
		{"-1", "survey/weight-range"}, {"−0.5", "survey/weight-range"}, {"▲2", "survey/weight-range"},
		{"100.1", "survey/weight-range"}, {"523.4", "survey/weight-range"}, {"99999999999999999999999", "survey/weight-range"},
		{"abc", "survey/weight-number"}, {"…", "survey/weight-number"}, {"NA", "survey/weight-number"}, {".", "survey/weight-number"},
		{"1e0", "survey/weight-number"}, {"+1", "survey/weight-number"}, {"120%", "survey/weight-number"}, {"1,000", "survey/weight-number"},
		{"1,5", "survey/weight-number"}, {"1.2.3", "survey/weight-number"}, {"1 2", "survey/weight-number"}, {"0x1", "survey/weight-number"},
	}
	env := testEnv(t)
	for _, tt := range tests {
		o := readAs(t, env, "period,organisation,population,enps,weight\n2026FQ1,acme,resident,9,1\n2026FQ1,acme,resident,9,"+quoted(tt.field)+"\n", "")
		got := o.rules()
		if got == "" && len(o.rows) == 2 {
			got = fmt.Sprint(o.rows[1].Weight)
		} else if at := o.finds[0].Pos; at.Line != 3 || at.Col != 25 {
			t.Errorf("%q: found at %v", tt.field, at)
		}
		if got != tt.want {
			t.Errorf("%q: got %s, want %s", tt.field, got, tt.want)
		}
	}
}

// Any decimal is rounded as exact arithmetic rounds it.
func TestThousandths(t *testing.T) {
	for n := range 20000 {
		s := fmt.Sprintf("%d.%0*d", n%101, 1+n%7, n*7919%10000000%[]int{10, 100, 1000, 10000, 100000, 1000000, 10000000}[n%7])
		r, _ := new(big.Rat).SetString(s)
		r.Mul(r, big.NewRat(1000, 1)).Add(r, big.NewRat(1, 2)) // half up
		want := new(big.Int).Div(r.Num(), r.Denom()).Int64()
		if got, ok := thousandths(s); !ok || got != want {
			t.Fatalf("%s: got %d, want %d", s, got, want)
		}
	}
}

func TestWeightColumn(t *testing.T) {
	const head = "period,organisation,population,enps,ウェイト\n"
	runReadCases(t, []readCase{
		{name: "left empty", csv: head + "2026FQ1,acme,resident,9,\n2026FQ1,acme,resident,8,\n",
			rows: "2 2026fq1 company acme 18201 category=resident enps=2@9 weight=1.000\n3 2026fq1 company acme 18201 category=resident enps=1@8 weight=1.000"},
		{name: "declared", csv: strings.Replace(head, "ウェイト", "wt", 1) + "2026FQ1,acme,resident,9,0.5\n", yaml: "format: 1\ncolumns: {wt: weight}\n",
			rows: "2 2026fq1 company acme 18201 category=resident enps=2@9 weight=0.500"},
		{name: "words", csv: head + "2026FQ1,acme,resident,9,大\n", yaml: "format: 1\nvalues: {weight: {大: '1.5'}}\n",
			rows: "2 2026fq1 company acme 18201 category=resident enps=2@9 weight=1.500"},
		{name: "mark", csv: head + "2026FQ1,acme,resident,9,99\n2026FQ1,acme,resident,9,1\n", yaml: "format: 1\nmarkers: {'99': missing}\n",
			rows: "2 2026fq1 company acme 18201 category=resident enps=2@9 weight=1.000\n3 2026fq1 company acme 18201 category=resident enps=2@9 weight=1.000", rules: "survey/weight-blank"},
		{name: "of another table", csv: "period,organisation,persons,weight\n2026FQ1,acme,12,1\n",
			rows: "2 2026fq1 company acme 18201 persons=12", rules: "csv/unknown-column"},
	})
}

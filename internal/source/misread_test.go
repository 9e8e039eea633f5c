package source

import (
	"testing"

	"fukusen/internal/dim"
)

// Each of these was once read as something else, without a finding.
func TestMisreadings(t *testing.T) {
	const (
		f1        = "format: 1\n"
		sexes     = "期間,提出者,性別,人数\n"
		residents = "年月,市区町村,男,女,再掲\n2026年6月,福井市,120,130,50\n"
		given     = "期間,提出者,分野,活動,活動時間,時給\n2026FQ1,acme,地域,指導,"
	)
	runReadCases(t, []readCase{
		{
			name: "a full-width key is that of source.yaml", csv: sexes + "2026FQ1,acme,１,12\n2026FQ1,acme,2,13\n",
			yaml: f1 + `values: {sex: {"1": f, "２": m}}`,
			rows: "2 2026fq1 company acme 18201 sex=f persons=12\n3 2026fq1 company acme 18201 sex=m persons=13",
		},
		{
			name: "two keys that differ in width alone", csv: sexes + "2026FQ1,acme,１,12\n2026FQ1,acme,1,13\n",
			yaml: f1 + `values: {sex: {"1": f, "１": x}}`,
			rows: "2 2026fq1 company acme 18201 sex=x persons=12\n3 2026fq1 company acme 18201 sex=f persons=13",
		},
		{
			name: "a mark of digits in other writings", csv: "期間,提出者,人数,有業者\n2026FQ1,acme,\"9,999\",9999.0\n2026-05,acme,99990,9999人\n",
			yaml: f1 + `markers: {"9999": missing}`,
			rows: "2 2026fq1 company acme 18201 persons=missing employed=missing\n3 2026fq1-5 company acme 18201 persons=99990 employed=missing",
		},
		{
			name: "a negative mark of digits", csv: "期間,提出者,採用経路,採用人数,外部費用\n2026FQ1,acme,その他,12,-1.0\n",
			yaml: f1 + `markers: {"-1": missing}`,
			rows: "2 2026fq1 company acme 18201 category=hiring.other hires=12 external_cost=missing",
		},
		{
			name: "a mark of digits among answers", csv: "期間,提出者,調査対象,enps\n2026FQ1,acme,従業員,9.0\n2026FQ1,acme,従業員,8.0\n",
			yaml: f1 + `markers: {"9": missing}`,
			rows: "2 2026fq1 company acme 18201 category=employee enps=missing\n3 2026fq1 company acme 18201 category=employee enps=1@8",
		},
		{
			name: "an unpivoted header is missing", csv: residents,
			yaml:  f1 + "table: population\nunpivot: {measure: residents, columns: {男: {sex: 男}, 女性: {sex: 女}}}\nignore: [女, 再掲]",
			rules: "source/header",
		},
		{
			name: "an unpivoted header stands twice", csv: "年月,市区町村,男,女,男\n2026年6月,福井市,120,130,50\n",
			yaml:  f1 + "table: population\nunpivot: {measure: residents, columns: {男: {sex: 男}, 女: {sex: 女}}}",
			rules: "csv/same-column",
		},
		{
			name: "an unpivoted part", csv: residents,
			yaml:  f1 + "table: population\nunpivot: {measure: residents, columns: {男: {sex: 男}, 女: {sex: 女}, 再掲: {sex: うち女}}}",
			rows:  "2 2026fq1-6   18201 sex=f residents=130\n2 2026fq1-6   18201 sex=m residents=120",
			rules: "csv/totals",
		},
		{
			name: "units of unpivoted columns", csv: "年月,市区町村,男(千人),女\n,,,(人)\n2026年6月,福井市,1.2,130\n",
			yaml: f1 + "table: population\nunpivot: {measure: residents, columns: {男(千人): {sex: 男}, 女: {sex: 女}}}",
			rows: "3 2026fq1-6   18201 sex=f residents=130\n3 2026fq1-6   18201 sex=m residents=1200",
		},
		{
			name: "a total among rows that add up", csv: "年月,市区町村,町丁目,人口\n2026年6月,福井市,大手,120\n2026年6月,福井市,中央,130\n2026年6月,福井市,うち駅前,20\n2026年6月,福井市,合 計,250\n",
			yaml:  f1 + "add_up: true\nignore: [町丁目]",
			rows:  "2 2026fq1-6   18201 residents=120\n3 2026fq1-6   18201 residents=130",
			rules: "csv/totals",
		},
		{name: "a product without end", csv: given + "10000000000,100000000000\n", rules: "csv/number"},
		{
			name: "a product", csv: given + "10.5,1001\n", // 10510.5 yen
			rows: "2 2026fq1 company acme 18201 category=contribution.community.coaching hours=630 wage=1001 worth=10511",
		},
		{
			name: "ten is not octal", csv: "期間,提出者,人数\nFY2026Q1,acme,12\n", yaml: f1 + "fiscal_year_start: 010",
			rows: "2 2026fq3 company acme 18201 persons=12",
		},
		{
			name: "a code is not octal, whatever its tag", csv: "期間,提出者,人数\n2026FQ1,acme,12\n", yaml: f1 + "fixed: {area: !!int 011002}",
			rows: "2 2026fq1 company acme 01100-unknown persons=12",
		},
	})
}

// An organisation may be called what else is a total or a part.
func TestOrganisationCalledLikeAPart(t *testing.T) {
	for _, tt := range []struct{ field, code string }{{"うち田", "part"}, {"all", "all"}, {"合計", ""}} {
		o := readAs(t, envOf(t, organisationsCSV+"part,club,うち田,,,named\nall,club,オール,,,named\n"), "期間,提出者,人数\n2026FQ1,"+tt.field+",12\n2026FQ1,acme,13\n", "")
		if got := o.code(o.rows[0], dim.Organisation); got != tt.code {
			t.Errorf("%s: %q, want %q", tt.field, got, tt.code)
		}
	}
}

func TestAnswersInWordsOfTheirItem(t *testing.T) {
	o := read(t, "期間,提出者,調査対象,設問,回答,回答者数\n2026FQ1,acme,従業員,rested,1,12\n2026FQ1,acme,従業員,focus,１,13\n", "format: 1\nvalues: {answer: {\"1\": \"4\"}, rested: {\"1\": \"3\"}}\n")
	if len(o.rows) != 2 || o.rows[0].Answer.N != 2 || o.rows[1].Answer.N != 3 {
		t.Errorf("%+v", o.rows)
	}
}

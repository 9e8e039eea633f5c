package source

import "testing"

// A unit stands in the header, under it or in source.yaml, and scales the
// numbers exactly; one that is none of the column's is a finding.
func TestUnits(t *testing.T) {
	const hiring = "期間,提出者,採用経路,採用人数,外部費用"
	row := func(values string) string {
		return "2 2026fq1 company acme 18201 category=hiring.dual hires=3 external_cost=" + values
	}
	runReadCases(t, []readCase{
		{name: "in the header", csv: hiring + "(千円)\n2026FQ1,acme,複線,3,\"1,250\"\n", rows: row("1250000")},
		{name: "in the header, full width", csv: hiring + "（単位：百万円）\n2026FQ1,acme,複線,3,1.25\n", rows: row("1250000")},
		{name: "under the header", csv: hiring + "\n,,,(人),(千円)\n2026FQ1,acme,複線,3,1250\n", rows: "3" + row("1250000")[1:]},
		{name: "declared", csv: hiring + "\n2026FQ1,acme,複線,3,▲12.5\n", yaml: "format: 1\nunits: {external_cost: 千円}\n", rows: row("-12500")},
		{name: "parentheses", csv: hiring + "\n2026FQ1,acme,複線,3,\"(1,250)\"\n", yaml: "format: 1\nnegative: parentheses\n", rows: row("-1250")},
		{name: "undeclared parentheses", csv: hiring + "\n2026FQ1,acme,複線,3,\"(1,250)\"\n", rules: "csv/number"},
		{name: "another unit than declared", csv: hiring + "(千円)\n2026FQ1,acme,複線,3,1250円\n", rules: "csv/number"},
		{name: "not a unit of the column", csv: hiring + "(時間)\n2026FQ1,acme,複線,3,1250\n", rules: "source/unit"},
		{name: "in a name of the submitter's own", csv: "期間,提出者,採用経路,採用人数,委託費 (税込・千円)\n2026FQ1,acme,複線,3,1250\n", yaml: "format: 1\ncolumns: {委託費 (税込・千円): external_cost}\n", rows: row("1250000")},
		{name: "in a name without brackets", csv: "期間,提出者,採用経路,採用人数,委託費万円\n2026FQ1,acme,複線,3,125\n", yaml: "format: 1\ncolumns: {委託費万円: external_cost}\n", rows: row("1250000")},
		{name: "another in the header than declared", csv: hiring + "(円)\n2026FQ1,acme,複線,3,1250\n", yaml: "format: 1\nunits: {external_cost: 千円}\n", rows: row("1250000"), rules: "source/unit-twice"},
		{name: "declared for no column", csv: hiring + "\n2026FQ1,acme,複線,3,1250\n", yaml: "format: 1\nunits: {external_costs: 千円}\n", rules: "source/column"},
		{name: "in a title", csv: "採用の費用(単位:人、千円),,,,\n" + hiring + "\n2026FQ1,acme,複線,3,1250\n", rows: "3" + row("1250000")[1:], rules: "csv/header-junk"},
		{name: "at the end of a title", csv: "採用の費用,,,,(千円)\n" + hiring[:len(hiring)-len("採用人数,外部費用")] + "採用人数(人),外部費用\n2026FQ1,acme,複線,3,1250\n", rows: "3" + row("1250000")[1:], rules: "csv/header-junk"},
		{name: "in a title, of all columns", csv: "採用の費用(単位:千円),,,,\n" + hiring + "\n2026FQ1,acme,複線,3,1250\n", rules: "csv/header-junk source/unit"},
		{name: "in a title and another in the header", csv: "単位:千円,,,,\n" + hiring + "(円)\n2026FQ1,acme,複線,3,1250\n", yaml: "format: 1\nunits: {hires: 人}\n", rules: "csv/header-junk source/unit"},
		{name: "a title of no unit", csv: "単位認定の状況,,,,\n" + hiring + "\n2026FQ1,acme,複線,3,1250\n", rows: "3" + row("1250")[1:], rules: "csv/header-junk"},
	})
}

// Minutes are known by the header, too.
func TestMinutes(t *testing.T) {
	for _, header := range []string{"活動時間(分)", "活動分数(分単位)", "活動(のべ・分)"} {
		o := read(t, "期間,提出者,分野,活動,"+header+"\n2026FQ1,acme,地域,指導,90\n", "format: 1\ncolumns: {"+header+": hours}\n")
		if len(o.rows) != 1 || o.rows[0].Values[0].N != 90 {
			t.Errorf("%s: %s %v", header, o.text(), o.finds)
		}
	}
}

// Hours are counted in minutes, and what they are worth in yen.
func TestHours(t *testing.T) {
	head := "期間,提出者,分野,活動,活動時間,換算賃金\n"
	row := func(values string) string {
		return "2 2026fq1 company acme 18201 category=contribution.community.coaching " + values
	}
	runReadCases(t, []readCase{
		{name: "fractions", csv: head + "2026FQ1,acme,地域,指導,3.5,1000\n", rows: row("hours=210 wage=1000 worth=3500")},
		{name: "a clock", csv: head + "2026FQ1,acme,地域,指導,3:20,1000\n", rows: row("hours=200 wage=1000 worth=3333")},
		{name: "half a yen counts as one", csv: head + "2026FQ1,acme,地域,指導,0.5,1001\n", rows: row("hours=30 wage=1001 worth=501")},
		{name: "without a wage", csv: head + "2026FQ1,acme,地域,指導,2,\n", rows: row("hours=120 wage=missing worth=missing")},
		{name: "not whole minutes", csv: head + "2026FQ1,acme,地域,指導,0.33,1000\n", rules: "csv/number"},
		{name: "a kind of activity that is not told", csv: head + "2026FQ1,acme,教育,,2,\n", rows: "2 2026fq1 company acme 18201 category=contribution.education.other hours=120 wage=missing worth=missing"},
		{name: "an unknown kind", csv: head + "2026FQ1,acme,教育,昼寝,2,\n", rules: "csv/word"},
	})
}

// A table of wide columns is read as rows.
func TestUnpivot(t *testing.T) {
	yaml := "format: 1\nunpivot:\n  measure: residents\n  columns: {男20代: {sex: 男, age: 20代}, 女20代: {sex: 女, age: 20代}, 計: {sex: 計, age: 20代}}\n"
	head := "期間,市区町村,男20代,女20代,計\n"
	runReadCases(t, []readCase{
		{
			name: "rows and a total", csv: head + "2026FQ1,福井市,10,20,30\n", yaml: yaml,
			rows: "2 2026fq1   18201 sex=f age=20-29 residents=20\n2 2026fq1   18201 sex=m age=20-29 residents=10\n2 2026fq1   18201 age=20-29 residents=30 total=sex",
		},
		{name: "a wrong number", csv: head + "2026FQ1,福井市,10,abc,30\n", yaml: yaml, rows: "2 2026fq1   18201 sex=m age=20-29 residents=10\n2 2026fq1   18201 age=20-29 residents=30 total=sex", rules: "csv/number"},
		{name: "another number beside", csv: "期間,市区町村,男20代,女20代,計,有業者\n2026FQ1,福井市,1,2,3,4\n", yaml: yaml, rules: "source/unpivot-beside"},
		{name: "no such measure", csv: head + "2026FQ1,福井市,1,2,3\n", yaml: "format: 1\ntable: population\nunpivot: {measure: people, columns: {男20代: {sex: m}}}\n", rules: "csv/column"},
		{name: "what a header cannot tell", csv: head + "2026FQ1,福井市,1,2,3\n", yaml: "format: 1\nunpivot: {measure: residents, columns: {男20代: {period: 2026FQ1}}}\nignore: [女20代, 計]\n", rules: "source/twice source/unpivot-key"},
	})
}

// Months, entities, several answers, and dates.
func TestOtherTables(t *testing.T) {
	runReadCases(t, []readCase{
		{name: "an entity", csv: "法人番号,設立日,市区町村,12か月後存続\n7000012050002,令和8年4月1日,福井市,\nlocal:cafe-1,2026/5/1,,はい\n",
			rows: "2 2026fq1   18201 active_12m=missing founded=1 due_12m=missing\n3 2026fq1   unknown active_12m=1 founded=1 due_12m=1"},
		{name: "a wrong entity", csv: "法人番号,設立日\n7000012050003,2026-04-01\n4.01E+12,2026-04-01\nlocal:カフェ,2026-04-01\n,2026-04-01\n", rules: "csv/entity csv/entity csv/entity csv/blank-key"},
		{name: "days", csv: "期間,提出者,調査対象,対象者総数,調査開始日,調査終了日\n2026FQ1,acme,従業員,9,2026-04-01,2026/4/10\n2026FQ1,acme,住民,9,2026-04-10,R8.4.1\n2026FQ1,acme,会員,9,46113,\n",
			rows: "2 2026fq1 company acme 18201 category=employee size=9", rules: "csv/date-order csv/date"},
		{name: "a register of a day", csv: "基準日,市区町村,人口\n2026-04-01,福井市,9\n", rows: "2 2026fq1   18201 residents=9"},
		{name: "yes and no", csv: "期間,提出者,在籍学生数,協定\n2026FQ1,kita,9,あり\n2026FQ2,kita,9,0\n2026FQ3,kita,9,2\n",
			rows: "2 2026fq1 school kita unknown students=9 agreement=1 schools=1\n3 2026fq2 school kita unknown students=9 agreement=0 schools=1", rules: "csv/number"},
		{name: "several answers", csv: "期間,提出者,調査対象,動機\n2026FQ1,acme,従業員,収入;学び\n2026FQ1,acme,従業員,昼寝\n", rows: "2 2026fq1 company acme 18201 category=employee motive=9", rules: "survey/answer"},
		{name: "amounts of a survey", csv: "期間,提出者,調査対象,睡眠時間,週の活動時間,孤立感\n2026FQ1,acme,従業員,420,42.5,12\n2026FQ1,acme,従業員,7,42,2\n",
			rows: "2 2026fq1 company acme 18201 category=employee sleep_minutes=2@420 weekly_hours=2@2550 isolation=3@12", rules: "survey/answer survey/answer"},
		{name: "a practice", csv: "期間,提出者,項目,実績,母数\n2026FQ1,acme,保険に加入した人,8,9\n2026FQ1,acme,insured,10,9\n2026FQ1,acme,事故,3,2\n",
			rows: "2 2026fq1 company acme 18201 category=practice.insured value=8 of=9\n4 2026fq1 company acme 18201 category=practice.incidents value=3 of=2", rules: "csv/part"},
		{name: "rows that are comments", csv: "期間,提出者,人数\n#x,y,z\n2026FQ1,acme,9\n", yaml: "format: 1\ncomment: \"#\"\n", rows: "3 2026fq1 company acme 18201 persons=9"},
	})
}

// What looks like personal data is refused, though nothing is read from it.
func TestPersonal(t *testing.T) {
	head := "期間,提出者,調査対象,職場推奨度,"
	runReadCases(t, []readCase{
		{name: "by the header", csv: head + "氏名\n2026FQ1,acme,従業員,9,x\n", rows: "2 2026fq1 company acme 18201 category=employee enps=2@9", rules: "csv/unknown-column personal/name"},
		{name: "by a value, though ignored", csv: head + "備考\n2026FQ1,acme,従業員,9,連絡は hanako@example.jp へ\n", rows: "2 2026fq1 company acme 18201 category=employee enps=2@9", rules: "personal/email"},
		{name: "in a file that is no table", csv: "氏名,メールアドレス\n山田,x\n", rules: "csv/table personal/name personal/email"},
	})
}

package page

import (
	"slices"
	"strings"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/output"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

var lastQuarter = dim.FiscalQuarter(2026, 1)

// add adds an observation with its numbers to a fixture.
func (f *fixture) add(id, statistic, reference string, q dim.Quarter, codes dim.Codes, change func(*kpi.Observation)) {
	e, ok := f.cat.Entry(id)
	if !ok {
		panic(id)
	}
	o := f.observation(e, q, codes, statistic, reference)
	change(&o)
	f.all = append(f.all, o)
}

func rateOf(x, n int64) func(*kpi.Observation) {
	return func(o *kpi.Observation) {
		o.Numerator, o.Denominator, o.Value = x, n, float64(x)/float64(n)
		o.Interval, o.HasInterval = stat.Interval{Lower: o.Value / 2, Upper: min(1, o.Value*1.5)}, true
	}
}

func ratioOf(v float64, verdict stat.Verdict) func(*kpi.Observation) {
	return func(o *kpi.Observation) {
		o.Value, o.Verdict, o.Interval, o.HasInterval = v, verdict, stat.Interval{Lower: v / 1.5, Upper: v * 1.5}, true
	}
}

func withheldOf(o *kpi.Observation) { *o = hide(*o, release.Withheld) }

func (f *fixture) of(kind string, pairs ...string) dim.Codes {
	codes := dim.Codes{}.With(dim.Kind, f.code(dim.Kind, kind))
	for i := 0; i < len(pairs); i += 2 {
		axis, _ := dim.ParseAxis(pairs[i])
		codes = codes.With(axis, f.code(axis, pairs[i+1]))
	}
	return codes
}

// some writes a few pages of a site, which is quicker than all.
func some(t *testing.T, s Site, paths ...string) (roots map[string]*element, html map[string]string) {
	t.Helper()
	var tree output.Tree
	if _, err := Write(&tree, s); err != nil {
		t.Fatal(err)
	}
	roots, html = map[string]*element{}, map[string]string{}
	for _, p := range paths {
		b, err := tree.Read(p)
		if err != nil {
			t.Fatal(err)
		}
		roots[p], html[p] = parsePage(t, p, string(b)), string(b)
	}
	return roots, html
}

// funnelSite has the four gates of schools by sex and by sex and age: the
// cohort of the last gate is of an earlier quarter, and one gate is withheld.
func funnelSite(t *testing.T) Site {
	f := newFixture(t, 2)
	f.all = slices.DeleteFunc(f.all, func(o kpi.Observation) bool { return o.Entry.Access })
	for i, id := range gateIDs {
		q := lastQuarter
		if id == "access-continued" {
			q--
		}
		n := int64(400 >> i)
		f.add(id, kpi.Value, "", q, f.of("school"), rateOf(n, 1000))
		f.add(id, kpi.Value, "", q, f.of("school", "sex", "m"), rateOf(n/2, 500))
		women := f.of("school", "sex", "f")
		if id == "access-matched" {
			f.add(id, kpi.Value, "", q, women, withheldOf)
			f.add(id, kpi.Ratio, "m", q, women, withheldOf)
		} else {
			f.add(id, kpi.Value, "", q, women, rateOf(n/4, 500))
			f.add(id, kpi.Ratio, "m", q, women, ratioOf(0.5, []stat.Verdict{stat.Below, stat.Undecided, "", stat.Within}[i]))
		}
		young := f.of("school", "sex", "f", "age", "20-29")
		f.add(id, kpi.Value, "", q, young, rateOf(n/8, 100))
		f.add(id, kpi.Ratio, "30-39", q, young, ratioOf(1.5, stat.Above)) // of another axis
		f.add(id, kpi.Ratio, "m", q, young, ratioOf(1.25, stat.Above))
	}
	return f.site(t)
}

// Everything on the page of access is an observation, in words, in the chart
// and in the table.
func TestFairness(t *testing.T) {
	s := funnelSite(t)
	paths := []string{"fairness.html", "fairness/school.html", "fairness/school/crossed.html", "en/fairness.html", "en/fairness/school.html", "en/fairness/school/crossed.html"}
	roots, all := some(t, s, paths...)
	for _, p := range paths {
		checkNumbers(t, p, roots[p], s)
		checkFigures(t, p, roots[p])
		checkHeadings(t, p, roots[p])
		if strings.Contains(all[p], "424242") {
			t.Errorf("%s shows what is withheld", p)
		}
	}
	text := roots["fairness.html"].text + roots["fairness/school.html"].text + roots["fairness/school/crossed.html"].text
	for _, want := range []string{
		"学校全体で関門を通ったのは、案内が40.0%(1,000人のうち400人)、応募が20.0%(1,000人のうち200人)、成立が10.0%(1,000人のうち100人)です。",
		"90日が5.0%(1,000人のうち50人)です。",
		"ここにあるのは2025年度第4四半期(2026年1~3月)に始めた人についての値です。",
		"男女別の2区分のうち、すべての関門の値を公表しているのは1区分です。秘匿した区分の数は、案内が0、応募が0、成立が1、90日が0です。",
		"女性: 案内 20.0%、応募 10.0%、成立 秘匿、90日 2.4%",
		"男性と比べて、目安(0.8倍から1.25倍)を下回る: 女性(案内)。",
		"男性と比べて、目安(0.8倍から1.25倍)の範囲: 女性(90日)。",
		"男性と比べるにはデータが少なく、判定できない: 女性(応募)。",
		"同じ年齢階級の男性と比べて、目安(0.8倍から1.25倍)を上回る: 女性、20~29歳(案内、応募、成立、90日)。",
		"不公平かどうかを決める線ではなく、日本での法的な効力もありません",
		"90日 (2025年度 第4四半期)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, not := range []string{"1.50倍", "企業"} {
		if strings.Contains(roots["fairness/school.html"].find("main")[0].text, not) {
			t.Errorf("the page says %q", not)
		}
	}
	for _, to := range []string{"fairness/school.html#sex", "fairness/school/crossed.html#sex-age"} {
		if !strings.Contains(all["fairness.html"], `href="`+to+`"`) || !strings.Contains(all[to[:strings.Index(to, "#")]], `id="`+to[strings.Index(to, "#")+1:]+`"`) {
			t.Errorf("nothing leads to %s", to)
		}
	}
}

// The page of access begins with women and men beside one another: with their
// ratio where it is published, never with a verdict or with lines that are not
// drawn. The lines are explained where the ratios stand, once a page.
func TestFairnessSides(t *testing.T) {
	roots, _ := some(t, funnelSite(t), "fairness.html", "en/fairness.html", "fairness/school.html", "fairness/school/crossed.html")
	for path, want := range map[string][]string{
		"fairness.html": {
			"案内 (2026年度 第1四半期): 女性 20.0%、男性 40.0%。女性は男性の0.50倍(偶然変動の目安 0.33倍から0.75倍)。",
			"成立 (2026年度 第1四半期): 女性 秘匿、男性 10.0%。比は公表していません。",
			"90日 (2025年度 第4四半期): 女性 2.4%、男性 5.0%。女性は男性の0.50倍",
		},
		"en/fairness.html": {"Women 20.0%, Men 40.0%. Ratio of Women to Men: 0.50 times. Range of chance: 0.33 times to 0.75 times."},
	} {
		said := roots[path].find("main")[0].find("li")
		for _, w := range want {
			if !slices.ContainsFunc(said, func(li *element) bool { return strings.Contains(li.text, w) }) {
				t.Errorf("%s does not say %q", path, w)
			}
		}
	}
	for path, n := range map[string]int{"fairness.html": 0, "en/fairness.html": 0, "fairness/school.html": 1, "fairness/school/crossed.html": 1} {
		text := roots[path].find("main")[0].text
		if got := strings.Count(text, "0.8倍と1.25倍の線は") + strings.Count(text, "The lines at 0.8"); got != n {
			t.Errorf("%s explains the lines %d times, want %d", path, got, n)
		}
	}
	if text := roots["fairness.html"].find("main")[0].text; strings.Contains(text, "下回") || strings.Contains(text, "判定") {
		t.Error("the page of access judges")
	}
}

// The chart has a bar for each published gate and hatching for the withheld.
func TestFunnelChart(t *testing.T) {
	roots, all := some(t, funnelSite(t), "fairness/school.html", "index.html", "en/kpi/a1b.html")
	var charts []*element
	for _, e := range roots["fairness/school.html"].find("svg") {
		if strings.Contains(e.attrs["aria-label"], "男女別") {
			charts = append(charts, e)
		}
	}
	if len(charts) != 2 {
		t.Fatalf("%d charts by sex, want a wide and a narrow one", len(charts))
	}
	for _, c := range charts {
		n := map[string]int{}
		for _, r := range c.find("rect") {
			n[r.attrs["class"]]++
		}
		for _, p := range c.find("path") {
			class, _, _ := strings.Cut(p.attrs["class"], " ")
			n[class] += strings.Count(p.attrs["d"], "z") // one shape for all bars
		}
		if n["bar"] != 11 || n["withheld"] != 1 || !strings.Contains(c.attrs["aria-label"]+c.text, "秘匿") {
			t.Errorf("%v, want 11 bars and one withheld", n)
		}
	}
	if !strings.Contains(all["index.html"], `href="fairness.html"`) || !strings.Contains(all["en/kpi/a1b.html"], `href="../fairness.html"`) {
		t.Error("the navigation does not lead to the page")
	}
}

// Where nobody has told of access there is neither the page nor a link to it;
// where one group did at one gate, there is the table and no funnel.
func TestFewGates(t *testing.T) {
	f := newFixture(t, 2)
	f.all = slices.DeleteFunc(f.all, func(o kpi.Observation) bool { return o.Entry.Access })
	var tree output.Tree
	if _, err := Write(&tree, f.site(t)); err != nil {
		t.Fatal(err)
	}
	_, all := some(t, f.site(t), "index.html")
	if slices.Contains(tree.Paths(), "fairness.html") || strings.Contains(all["index.html"], "fairness.html") {
		t.Error("a page of access without access")
	}
	f.add("access-applied", kpi.Value, "", lastQuarter, f.of("school", "sex", "f"), rateOf(20, 100))
	f.add("access-applied", kpi.Value, "", lastQuarter, f.of("school"), withheldOf)
	s := f.site(t)
	roots, all := some(t, s, "fairness/school.html")
	page := roots["fairness/school.html"]
	checkNumbers(t, "fairness/school.html", page, s)
	if len(page.find("svg")) > 0 || len(page.find("table")) != 1 || strings.Contains(all["fairness/school.html"], "424242") {
		t.Errorf("%d charts, %d tables", len(page.find("svg")), len(page.find("table")))
	}
	for _, want := range []string{"応募が秘匿です。", "まだ報告がない関門: 案内、成立、90日。", "100人中20人"} {
		if !strings.Contains(page.text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// Crude and standardised stand side by side, and a sentence says where they
// point in different directions.
func TestStandardisedBesideCrude(t *testing.T) {
	f := newFixture(t, 2)
	women := f.of("company", "sex", "f")
	turn := func(id string, crude, std float64) {
		f.all = slices.DeleteFunc(f.all, func(o kpi.Observation) bool {
			return o.Entry.ID == id && o.Key.Codes == women && o.Key.Period.First == lastQuarter && o.Statistic == kpi.Ratio
		})
		f.add(id, kpi.Ratio, "m", lastQuarter, women, ratioOf(crude, stat.Undecided))
		f.add(id, kpi.Standardised, "", lastQuarter, women, rateOf(31, 100))
		f.add(id, kpi.Standardised, "m", lastQuarter, women, ratioOf(std, stat.Undecided))
	}
	turn("access-informed", 1.21, 0.91)
	turn("access-applied", 1.21, 1.11)
	s := f.site(t)
	roots, _ := some(t, s, "kpi/access-informed/company.html", "kpi/access-applied/company.html", "kpi/access-matched/company.html")
	const sentence = "女性の割合は男性の1.21倍ですが、年齢の構成をそろえると0.91倍で、1倍の反対側にあります。"
	page := roots["kpi/access-informed/company.html"]
	checkNumbers(t, "kpi/access-informed/company.html", page, s)
	for _, want := range []string{sentence, "年齢をそろえた値", "年齢をそろえた比", "31.0%"} {
		if !strings.Contains(page.text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(roots["kpi/access-applied/company.html"].text, "1倍の反対側") {
		t.Error("two ratios above 1 are said to turn")
	}
	if strings.Contains(roots["kpi/access-matched/company.html"].text, "年齢をそろえた") {
		t.Error("a column without any number")
	}
}

// Whom the values at the ages of all leave out is told with its number, or
// without it where that is withheld; where there is nobody, nothing is told.
func TestUnaged(t *testing.T) {
	f := newFixture(t, 2)
	women := f.of("company", "sex", "f")
	for _, id := range []string{"access-informed", "access-applied", "access-matched"} {
		f.add(id, kpi.Standardised, "", lastQuarter, women, rateOf(31, 100))
	}
	unknown := f.of("company", "age", "unknown")
	f.all = slices.DeleteFunc(f.all, func(o kpi.Observation) bool { return o.Key.Codes == unknown })
	f.add("access-informed", kpi.Value, "", lastQuarter, unknown, rateOf(3, 93))
	f.add("access-applied", kpi.Value, "", lastQuarter, unknown, withheldOf)
	s := f.site(t)
	roots, _ := some(t, s, "kpi/access-informed/company.html", "kpi/access-applied/company.html", "kpi/access-matched/company.html")
	checkNumbers(t, "kpi/access-informed/company.html", roots["kpi/access-informed/company.html"], s)
	for p, want := range map[string]string{"informed": "年齢が不詳の93人を除いて", "applied": "年齢が不詳の人を除いて", "matched": ""} {
		text := roots["kpi/access-"+p+"/company.html"].text
		if !strings.Contains(text, want) || want == "" && strings.Contains(text, "年齢が不詳") {
			t.Errorf("%s does not say %q", p, want)
		}
	}
}

// Groups by several axes that are left out whole are told of in their place.
func TestLeftOut(t *testing.T) {
	const text = "男女と年齢階級別の値は、人数が少ないため出していません。"
	s := funnelSite(t)
	roots, _ := some(t, s, "fairness.html", "kpi/access-informed.html")
	for p, root := range roots {
		if strings.Contains(root.text, text) {
			t.Errorf("%s says so of groups that are there", p)
		}
	}
	f := newFixture(t, 2)
	f.all = slices.DeleteFunc(f.all, func(o kpi.Observation) bool {
		return o.Entry.Access && o.Key.Codes[dim.Sex] != dim.Total && o.Key.Codes[dim.Age] != dim.Total
	})
	f.add("access-informed", kpi.Value, "", lastQuarter, f.of("company", "sex", "f"), rateOf(20, 100))
	f.add("access-informed", kpi.Value, "", lastQuarter, f.of("company", "age", "20-29"), rateOf(20, 100))
	roots, all := some(t, f.site(t), "fairness.html", "kpi/access-informed.html")
	for p, root := range roots {
		if !strings.Contains(root.text, text) {
			t.Errorf("%s does not say %q", p, text)
		}
	}
	if strings.Contains(all["fairness.html"], "company/crossed.html") {
		t.Error("a link to groups that are left out")
	}
}

// The indices of inequality stand in a folded table, a column an axis.
func TestIndexTable(t *testing.T) {
	f := newFixture(t, 2)
	whole := f.of("company")
	for ref, v := range map[string]float64{"sex.theil": 0.0125, "sex.hoover": 0.25, "age.theil": 0.5, "age.sii": -0.125, "age.min-max": 0.75} {
		f.add("access-informed", kpi.Index, ref, lastQuarter, whole, func(o *kpi.Observation) { o.Value = v })
	}
	f.add("access-informed", kpi.Index, "sex.mld", lastQuarter, whole, withheldOf)
	s := f.site(t)
	roots, _ := some(t, s, "kpi/access-informed/company.html")
	page := roots["kpi/access-informed/company.html"]
	checkNumbers(t, "kpi/access-informed/company.html", page, s)
	var found []*element
	for _, e := range page.find("table") {
		if strings.Contains(e.text, "区分の差の指数") {
			found = append(found, e)
		}
	}
	if len(found) != 1 || !found[0].within("details") {
		t.Fatalf("%d tables of indices", len(found))
	}
	for _, want := range []string{"性別のあいだ", "年齢階級のあいだ", "タイル指数", "0.013", "格差勾配指数(SII)", "0ポイント(傾きなし)", "−12.5ポイント", "1倍", "0.75倍", "秘匿"} {
		if !strings.Contains(found[0].text, want) {
			t.Errorf("the table does not say %q: %s", want, found[0].text)
		}
	}
}

// What the method page tells of a KPI is what the catalogue says, and nothing
// is said of intervals where there are none.
func TestFacts(t *testing.T) {
	f := newFixture(t, 1)
	s := f.site(t)
	core, err := catalogue.Core()
	if err != nil {
		t.Fatal(err)
	}
	core, finds := catalogue.Catalogue(nil).With(core, contract.New(nil), func(int, string) diag.Pos { return diag.Pos{} })
	if len(finds) > 0 {
		t.Fatal(finds)
	}
	s.Catalogue = core
	x := newIndex(&s)
	th, _, err := readTheme(&s)
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPrinter(&s, x, th, diag.JA)
	if err != nil {
		t.Fatal(err)
	}
	facts := func(id string) string {
		e, ok := p.entry(id)
		if !ok {
			t.Fatal(id)
		}
		var all []string
		for _, f := range p.facts(e) {
			all = append(all, f.Name+": "+string(f.Text))
		}
		return strings.Join(all, "\n")
	}
	for _, tt := range []struct {
		id   string
		want []string
		not  string
	}{
		{"a1b", []string{"複線者 ÷ 人数", "ウィルソン法", "秘匿の扱い: 人数を数えた", "期間: その四半期", "意味のある変化の大きさ: 1.0ポイント"}, "調査の回答です"},
		{"a1n", []string{">4.8%</data>(就業構造基本調査)", "対象の種別: 企業"}, ""},
		{"a1r", []string{"デュアルキャリア人口比率(広義) ÷ 複線の希望者比率"}, "値の幅"},
		{"a2", []string{"団体の内情がわかる数"}, "値の幅"},
		{"o2", []string{"人数を数えた", "団体の内情がわかる数"}, "値の幅"},
		{"w1", []string{"調査の回答です", "ワルド法", "95%信頼区間"}, "偶然変動"},
		{"w4a", []string{"目指す値: <data value=\"0.8\"", "80.0%"}, ""},
	} {
		got := facts(tt.id)
		for _, want := range tt.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s does not say %q:\n%s", tt.id, want, got)
			}
		}
		if tt.not != "" && strings.Contains(got, tt.not) {
			t.Errorf("%s says %q", tt.id, tt.not)
		}
	}
	// Every entry has its formula or what is counted, its rule and its period.
	for _, e := range core {
		got := facts(e.ID)
		for _, want := range []string{"計算: ", "秘匿の扱い: ", "期間: ", "望ましい向き: "} {
			if !strings.Contains(got, want) {
				t.Errorf("%s does not say %q", e.ID, want)
			}
		}
		if has := strings.Contains(got, "値の幅: "); has && e.Interval == catalogue.None {
			t.Errorf("%s has no intervals and tells of them", e.ID)
		}
	}
}

// The page of a KPI says where its series breaks and what it should come to.
func TestRemarks(t *testing.T) {
	f := newFixture(t, 1)
	e, _ := f.cat.Entry("a1b")
	e.Direction, e.Goal, e.Least, e.Views = catalogue.Target, 0.25, 30, []string{"total", "sex*age"}
	e.Breaks = []catalogue.Break{{From: "2025fq2", Note: contract.Name{JA: "調べ方を改めました。", EN: "It is asked anew."}}}
	roots, all := some(t, f.site(t), "kpi/a1b.html")
	for _, want := range []string{
		"目指す値は25.0%です。", "目指す値 25.0%", "2025年度第2四半期(2025年7~9月)から数え方が変わったため、それより前の値とは比べられません。調べ方を改めました。",
		"もとになる人数が30以上のとき", "全体、性別×年齢階級",
	} {
		if !strings.Contains(roots["kpi/a1b.html"].text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	for _, want := range []string{`class="target"`, `class="break"`, `<span class="tag">数え方の変更</span>`, "ここから数え方が変わりました</text>"} {
		if !strings.Contains(all["kpi/a1b.html"], want) {
			t.Errorf("the page has no %s", want)
		}
	}
}

// A column in which no row has anything is not there at all, and the others
// stay where they are.
func TestEmptyColumns(t *testing.T) {
	tab := table{caption: "c", heads: []string{"a", "b", "c", "d"}}
	tab.rows = append(tab.rows, tableRow{head: "1", cells: nil}, tableRow{head: "2"})
	tab.rows[0].cells = append(tab.rows[0].cells, "x", "", "")
	tab.rows[1].cells = append(tab.rows[1].cells, "", "", "y")
	html := string(tab.html())
	for _, want := range []string{`<th scope="col">b</th><th scope="col">d</th>`, "<td>x</td><td></td></tr>", "<td></td><td>y</td></tr>"} {
		if !strings.Contains(html, want) {
			t.Errorf("%s is not in %s", want, html)
		}
	}
	if strings.Contains(html, `<th scope="col">c</th>`) {
		t.Error("an empty column has a head")
	}
}

// Thousands are parted on scales as they are in tables.
func TestTick(t *testing.T) {
	s := newSite(t, 1)
	p, err := newPrinter(&s, newIndex(&s), &theme{}, diag.JA)
	if err != nil {
		t.Fatal(err)
	}
	for v, want := range map[float64]string{0: "0", 0.5: "0.5", 999: "999", 1000: "1,000", -250000: "−250,000", 12.5: "12.5"} {
		if got := p.tick(v); got != want {
			t.Errorf("%v is %q, want %q", v, got, want)
		}
	}
}

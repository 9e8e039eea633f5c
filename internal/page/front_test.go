package page

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/kpi"
	"fukusen/internal/registry"
	"fukusen/internal/release"
)

// classed lists the elements below one that have a class.
func classed(e *element, class string) []*element {
	return slices.DeleteFunc(slices.Clone(e.all), func(c *element) bool { return !slices.Contains(strings.Fields(c.attrs["class"]), class) })
}

func frontOf(t *testing.T, s Site) *element {
	t.Helper()
	roots, all := some(t, s, "index.html")
	if strings.Contains(all["index.html"], "424242") || strings.Contains(all["index.html"], "42424200") {
		t.Error("the front page shows what is not published")
	}
	checkIDs(t, "index.html", roots["index.html"])
	checkNumbers(t, "index.html", roots["index.html"], s)
	checkHeadings(t, "index.html", roots["index.html"])
	return roots["index.html"]
}

// A card has value, course, interval and coverage in sight, and each KPI of the
// first rank has one for each kind, in the order of the list.
func TestFrontCards(t *testing.T) {
	s := newSite(t, 1)
	x := newIndex(&s)
	want := 0
	for _, e := range s.Catalogue {
		if e.Core {
			want += len(x.kinds[e.ID])
		}
	}
	front := frontOf(t, s)
	cards := classed(front, "card")
	if len(cards) != want || want < 8 {
		t.Fatalf("%d cards, want %d", len(cards), want)
	}
	for _, c := range cards {
		shown := outside(c, "details")
		value := classed(c, "figure-value")
		if len(value) == 0 && strings.Contains(c.text, "回答の内訳は") {
			continue // a distribution has no one value
		}
		if len(value) != 1 || value[0].text == "" || len(c.find("h4")) != 1 {
			t.Fatalf("a card says %q", c.text)
		}
		if len(value[0].find("data")) == 0 {
			continue // withheld
		}
		fields := map[string]bool{}
		for _, d := range shown {
			fields[d.attrs["data-field"]] = true
		}
		if !fields["lower"] || !fields["upper"] || !fields["reporters"] || !fields["expected"] || len(c.find("svg")) != 1 {
			t.Errorf("a card does not show interval, coverage or course: %q", c.text)
		}
	}
}

// outside lists the numbers below an element that are not folded away.
func outside(e *element, name string) []*element {
	return slices.DeleteFunc(e.find("data"), func(d *element) bool { return d.within(name) })
}

// A site without a KPI of the first rank shows the first few of each pillar.
func TestFrontWithoutCore(t *testing.T) {
	s := newSite(t, 1)
	s.Docs, s.Catalogue = nil, slices.Clone(s.Catalogue)
	perPillar := map[string]int{}
	for i := range s.Catalogue {
		s.Catalogue[i].Core = false
		perPillar[s.Catalogue[i].Pillar]++
	}
	want := 0
	for _, n := range perPillar {
		want += min(n, 4)
	}
	if got := len(classed(frontOf(t, s), "kpi")); got != want || got < 6 {
		t.Errorf("%d KPIs, want %d", got, want)
	}
}

// Where everything is withheld the front page says so on every card, and shows
// no number but those of coverage.
func TestFrontWithheld(t *testing.T) {
	f := newFixture(t, 1)
	for i, o := range f.all {
		if o.Statistic == kpi.Value {
			f.all[i] = hide(o, release.Withheld)
		}
	}
	f.all = slices.DeleteFunc(f.all, func(o kpi.Observation) bool { return o.Statistic != kpi.Value })
	s := f.site(t)
	s.Docs = nil
	front := frontOf(t, s)
	cards := classed(front, "card")
	if len(cards) < 8 {
		t.Fatalf("%d cards", len(cards))
	}
	for _, c := range cards {
		if strings.Contains(c.text, "公表できる回答の内訳はありません") {
			continue // a distribution has no one value
		}
		if v := classed(c, "figure-value"); len(v) != 1 || len(classed(v[0], "withheld")) != 1 || !strings.Contains(v[0].text, "秘匿") {
			t.Errorf("a card says %q", c.text)
		}
		for _, d := range c.find("data") {
			if field := d.attrs["data-field"]; field != "reporters" && field != "expected" && d.attrs["data-target"] == "" {
				t.Errorf("a card shows %q", d.text)
			}
		}
	}
}

// A site of one kind has one card a KPI, which takes the whole row.
func TestFrontOneKind(t *testing.T) {
	f := newFixture(t, 1)
	company := f.code(0, "company")
	f.all = slices.DeleteFunc(f.all, func(o kpi.Observation) bool { return o.Key.Codes[0] != company })
	s := f.site(t)
	s.Docs = nil
	front := frontOf(t, s)
	rows := classed(front, "kpi")
	alone := 0
	for _, r := range rows {
		switch n := len(classed(r, "card")); {
		case n > 1:
			t.Errorf("%q has %d cards", r.find("h3")[0].text, n)
		case n == 1:
			alone++
		case !strings.Contains(r.text, "まだ値がありません"):
			t.Errorf("%q says nothing", r.find("h3")[0].text)
		}
	}
	if alone < 4 {
		t.Errorf("%d of %d KPIs have a card", alone, len(rows))
	}
}

// A site without any data says so, and still leads everywhere.
func TestFrontWithoutData(t *testing.T) {
	f := newFixture(t, 1)
	s := f.site(t)
	s.KPIs = kpi.NewSet(f.lists, s.Basis, s.KPIs.Quarters, nil)
	s.KPIs.Quarters, s.Files, s.Catalogue, s.Docs = nil, nil, catalogue.Catalogue{}, nil
	s.Registry = registry.Public{}
	front := frontOf(t, s)
	if !strings.Contains(front.text, "公表できる値が、まだありません。") || len(classed(front, "card"))+len(classed(front, "news")) > 0 {
		t.Errorf("the front page says %q", front.find("main")[0].text)
	}
	if n := len(classed(front, "main-nav")[0].find("a")); n != 3 {
		t.Errorf("%d places in the head, want home, indicators and data", n)
	}
}

// What is new: the newest quarter and that it is a draft, the newest that is
// released, what is planned next, who publishes, how the highlights begin.
func TestFrontNews(t *testing.T) {
	s := newSite(t, 1)
	s.Registry.Calendar = []registry.Planned{
		{Quarter: "2025fq4", State: "provisional", On: "2026-05-15"},
		{Quarter: "2026fq1", State: "provisional", On: "2026-08-17", Time: "10:00"},
		{Quarter: "2026fq2", State: "provisional", On: "2026-11-16"},
	}
	tree, _ := withPages(t, s, "highlights.md", "{{< note >}}\n見本です。\n{{< /note >}}\n\n## 広がり\n\n企業では{{< value \"a1b\" kind=\"company\" >}}です[^1]。\n\n次の段落。\n\n[^1]: 注", "highlights.en.md", "Text.")
	html, err := tree.Read("index.html")
	if err != nil {
		t.Fatal(err)
	}
	if lead := "複線(デュアルキャリア)とは、仕事や学業などの"; !strings.Contains(string(html), lead) {
		t.Errorf("the front page does not say what this is about: %s", lead)
	}
	news := classed(parsePage(t, "index.html", string(html)), "news")[0]
	for _, want := range []string{
		"2026年度第1四半期(2026年4~6月) 公表前", "公表済みで最も新しいのは、2025年度第4四半期(2026年1~3月)です。",
		"次の公表は、2026年度第1四半期(2026年4~6月)の分を2026年8月17日", "公表の予定",
		"企業\u00a05、学校\u00a01、自治体\u00a01。合わせて7団体が、同じ立場で公表しています。", "企業では10.9%です。", "続きを読む",
	} {
		if !strings.Contains(news.text, want) {
			t.Errorf("the news do not say %q: %q", want, news.text)
		}
	}
	if en, err := tree.Read("en/index.html"); err != nil || !strings.Contains(string(en), "5\u00a0companies, 1\u00a0school, 1\u00a0municipality. All 7 organisations") {
		t.Errorf("the organisations of each kind are not counted in English (%v)", err)
	}
	for _, not := range []string{"見本です", "次の段落", "fn:"} {
		if strings.Contains(news.text, not) || len(news.find("sup")) > 0 {
			t.Errorf("the news say %q: %q", not, news.text)
		}
	}
}

// The head has at most seven places, all of which are in the site map, too. The
// page itself and the place above it are marked, once in each.
func TestNavigation(t *testing.T) {
	s := newSite(t, 2)
	roots, _ := some(t, s, "index.html", "kpis.html", "kpi/a1b.html", "area/99201.html", "organisation/acme.html", "data.html", "about.html", "en/method.html", "404.html")
	marks := map[string][2]string{
		"index.html": {"ホーム", "page"}, "kpis.html": {"指標", "page"}, "kpi/a1b.html": {"指標", "true"}, "area/99201.html": {"地域", "true"},
		"organisation/acme.html": {"団体", "true"}, "data.html": {"データ", "page"}, "about.html": {}, "en/method.html": {}, "404.html": {},
	}
	for _, p := range slices.Sorted(maps.Keys(roots)) {
		head, foot := classed(roots[p], "main-nav")[0].find("a"), classed(roots[p], "site-map")[0]
		var current [2]string
		for _, a := range head {
			if c := a.attrs["aria-current"]; c != "" {
				current = [2]string{a.text, c}
			}
			if !slices.ContainsFunc(foot.find("a"), func(f *element) bool { return f.attrs["href"] == a.attrs["href"] }) {
				t.Errorf("%s: %q is not in the site map", p, a.text)
			}
		}
		if current != marks[p] || len(head) > 7 || len(head) < 5 {
			t.Errorf("%s: %d places in the head, %q is marked, want %q", p, len(head), current, marks[p])
		}
		if n := len(foot.find("h2")); n < 3 || n > 4 {
			t.Errorf("%s: the site map has %d columns", p, n)
		}
	}
}

// Without a page that is called guide, reading leads to the list at the foot;
// with one, to it.
func TestNavigationToReading(t *testing.T) {
	for _, tt := range []struct {
		pages []string
		want  string
	}{
		{[]string{"a.md", "", "a.en.md", ""}, "#map-read"},
		{[]string{"a.md", "", "a.en.md", "", "guide.md", "", "guide.en.md", ""}, "guide.html"},
		{[]string{"about.md", "", "about.en.md", ""}, ""},
	} {
		tree, _ := withPages(t, newSite(t, 1), tt.pages...)
		html, err := tree.Read("index.html")
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, a := range classed(parsePage(t, "index.html", string(html)), "main-nav")[0].find("a") {
			if a.text == "読み物" {
				got = a.attrs["href"]
			}
		}
		if got != tt.want {
			t.Errorf("%q: reading leads to %q, want %q", tt.pages, got, tt.want)
		}
		if strings.HasPrefix(got, "#") && !strings.Contains(string(html), `id="`+got[1:]+`"`) {
			t.Errorf("there is no %s", got)
		}
	}
}

// Every class of the stylesheet is one that a template, a script or a source
// has a word for.
func TestStyleHasNoDeadClass(t *testing.T) {
	written := map[string]bool{"align-right": true, "align-center": true} // made by content of how a column is aligned
	for _, pattern := range []string{"../../themes/default/*.html", "../../themes/default/assets/page.js", "../../themes/default/assets/chart.js", "*.go", "../content/*.go", "../chart/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "css.go") {
				continue
			}
			for _, word := range words(t, name, `[a-z][a-z0-9-]*`) {
				written[word] = true
			}
		}
	}
	for _, th := range pageTemplates {
		written["page-"+strings.TrimSuffix(th, ".html")] = true
	}
	classes := words(t, "../../themes/default/style.css", `\.[a-z][a-z0-9-]*`)
	if len(classes) < 50 {
		t.Fatalf("%d classes", len(classes))
	}
	for _, c := range classes {
		if !written[c[1:]] {
			t.Errorf("nothing has the class %q", c[1:])
		}
	}
}

// words lists what a file has of a pattern; of a stylesheet, in its selectors.
func words(t *testing.T, name, pattern string) []string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(name, ".css") {
		b = regexp.MustCompile(`(?s)/\*.*?\*/|\{[^{}]*\}`).ReplaceAll(b, []byte(" "))
	}
	return regexp.MustCompile(pattern).FindAllString(string(b), -1)
}

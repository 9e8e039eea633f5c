package page

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/content"
	"fukusen/internal/diag"
	"fukusen/internal/output"
	"fukusen/internal/registry"
)

// withPages writes a site with the bodies of pages, given as file, text, ...,
// and returns it with its findings.
func withPages(t *testing.T, s Site, pages ...string) (*output.Tree, diag.List) {
	t.Helper()
	fsys := fstest.MapFS{}
	for i := 0; i < len(pages); i += 2 {
		fsys["content/"+pages[i]] = &fstest.MapFile{Data: []byte("---\ntitle: T\n---\n" + pages[i+1] + "\n")}
	}
	docs, finds, err := content.Load(fsys, "content", []diag.Lang{diag.JA, diag.EN})
	if err != nil || len(finds) > 0 {
		t.Fatal(finds, err)
	}
	s.Docs = docs
	tree := new(output.Tree)
	finds, err = Write(tree, s)
	if err != nil {
		t.Fatal(err)
	}
	return tree, finds
}

func readPage(t *testing.T, tree *output.Tree, path string) string {
	t.Helper()
	b, err := tree.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(string(b), `<div class="prose">`)
	return body
}

var printed = regexp.MustCompile(`<data[^>]*>([^<]+)</data>`)

// A sentence that was written for a number is complained of when the number is
// another.
func TestStale(t *testing.T) {
	s := newSite(t, 1)
	number := func(period string) string {
		tree, _ := withPages(t, s, "a.md", `{{< value "a1b" kind="company" period="`+period+`" >}}`, "a.en.md", "")
		return printed.FindStringSubmatch(readPage(t, tree, "a.html"))[1]
	}
	now, before := number("2026fq1"), number("2025fq1")
	if now == before || !strings.HasSuffix(now, "%") {
		t.Fatalf("the fixture has %s and %s", now, before)
	}
	bare := strings.TrimSuffix(now, "%")
	for _, tt := range []struct{ asOf, want string }{
		{now, ""}, {bare, ""}, {bare + " %", ""}, {strings.Map(wideForm, now), ""}, {"2026fq1", ""},
		{before, "content/stale"}, {"2025fq1", "content/stale"},
		{"2019fq1", "content/argument-value"}, {"many", "content/argument-value"},
	} {
		_, finds := withPages(t, s, "a.md", `あ {{< value "a1b" kind="company" period="2026fq1" as-of="`+tt.asOf+`" >}}`, "a.en.md", "")
		if tt.want == "" && len(finds) > 0 {
			t.Errorf("%s: %v", tt.asOf, finds)
		}
		if tt.want != "" && (len(finds) != 1 || finds[0].Rule.ID != tt.want || finds[0].Pos.Line != 4 || finds[0].Pos.Col != 53) {
			t.Errorf("%s: got %v, want %s", tt.asOf, finds, tt.want)
		}
		if tt.want == "content/stale" && !strings.Contains(finds[0].Msg(diag.EN), now) {
			t.Errorf("%s: %v does not say %s", tt.asOf, finds, now)
		}
	}
}

// wideForm is a character as Japanese keyboards write it.
func wideForm(r rune) rune { return r + 0xff01 - '!' }

func TestWithheldNamesWhatIsPublished(t *testing.T) {
	s := newSite(t, 1)
	_, finds := withPages(t, s, "a.md", `{{< value "a1b" kind="company" sex="x" period="2026fq1" >}}`, "a.en.md", "")
	if len(finds) != 1 || !finds[0].Warn() || !strings.Contains(finds[0].Hint(diag.EN), `value "a1b" kind="company" period="2026fq1"`) {
		t.Errorf("got %v", finds)
	}
}

func TestDigits(t *testing.T) {
	for in, want := range map[string]string{"12.3%": "12.3", "−1,234人": "-1234", "▲5": "-5", "12": "12", "+3 点": "3", "なし": ""} {
		if got := digits(in); got != want {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func TestTableOfKPI(t *testing.T) {
	tree, finds := withPages(t, newSite(t, 1), "a.md", `{{< table "a1b" kind="company" by="sex" >}}`, "a.en.md", `{{< table "w2" >}}`)
	if len(finds) > 0 {
		t.Errorf("findings: %v", finds)
	}
	for path, want := range map[string]string{"a.html": "女性", "en/a.html": "Q1 FY2026"} {
		html := readPage(t, tree, path)
		if !strings.Contains(html, "<table>") || !strings.Contains(html, want) || strings.Contains(html, "<svg") {
			t.Errorf("%s: no table with %s and no chart in %s", path, want, html)
		}
	}
}

// What people write in registers is shown as text; only addresses of the web
// are linked.
func TestRegisters(t *testing.T) {
	s := newSite(t, 1)
	s.Registry.Policies = []registry.Policy{
		{Item: "単位の<相互>認定", Status: "in_force", Area: "99", Since: "2026-04-01", URL: "https://example.com/p", Source: "県の\"告示\""},
		{Item: "Insurance", Status: "considered", Source: "Minutes"},
	}
	s.Registry.Contacts = []registry.Contact{{Desk: "複線窓口", Organisation: "acme", Phone: "0120-000-000 (12)", Email: "a@example.com", Hours: "平日"}}
	s.Registry.Readiness = []registry.Readiness{
		{Organisation: "acme", Item: "rules", State: "yes", URL: "https://example.com/r", PublishedOn: "2026-04-01"},
		{Organisation: "acme", Item: "permission", State: "conditional", URL: "javascript:alert(1)"},
	}
	tree, finds := withPages(t, s,
		"a.md", `{{< table "policy" >}}`, "a.en.md", `{{< table "policy" >}}`,
		"b.md", `{{< table "contacts" >}}`, "b.en.md", "",
		"c.md", `{{< table "readiness" >}}`, "c.en.md", `{{< table "readiness" item="rules" organisation="acme" >}}`,
		"d.md", `{{< table "readiness" organisation="gakuen" >}}`, "d.en.md", "")
	if len(finds) > 0 {
		t.Errorf("findings: %v", finds)
	}
	for path, wants := range map[string][]string{
		"a.html":    {"<caption><span>政策の進み方", "単位の&lt;相互&gt;認定", "<td>実施中<br>", `<time datetime="2026-04-01">2026年4月1日</time>`, `<a href="https://example.com/p" rel="noopener">県の&#34;告示&#34;</a>`, "みなと県"},
		"en/a.html": {"<td>in force<br>", `<span lang="ja">単位の&lt;相互&gt;認定</span>`, "1 April 2026", "<th scope=\"row\">Insurance</th><td>under consideration</td>"},
		"b.html":    {`<a href="tel:0120-000-000">0120-000-000 (12)</a>`, `<a href="mailto:a@example.com">`, `<a href="organisation/acme.html">みなと製作所&lt;株&gt;</a>`},
		"c.html":    {`<a href="https://example.com/r" rel="noopener">整備済み<span class="spoken"> みなと製作所&lt;株&gt; `, "条件付き", "javascript:alert(1)"},
		"en/c.html": {"in place", "1 April 2026"},
		"d.html":    {"まだ何も登録されていません"},
	} {
		html := readPage(t, tree, path)
		for _, want := range wants {
			if !strings.Contains(html, want) {
				t.Errorf("%s: no %s in %s", path, want, html)
			}
		}
		if strings.Contains(html, `href="javascript:`) || strings.Contains(html, "<相互>") {
			t.Errorf("%s: not only text: %s", path, html)
		}
	}
	if html := readPage(t, tree, "en/c.html"); strings.Contains(html, "conditions") {
		t.Error("another item than the one that was asked for")
	}
}

func TestRegisterArguments(t *testing.T) {
	for text, want := range map[string]string{
		`{{< table "readiness" item="ruels" >}}`:   "content/argument-value",
		`{{< table "readiness" kind="company" >}}`: "content/unknown-argument",
		`{{< table "policy" item="rules" >}}`:      "content/unknown-argument",
		`{{< table "polciy" >}}`:                   "content/unknown-kpi",
		`{{< chart "policy" >}}`:                   "content/unknown-kpi",
	} {
		_, finds := withPages(t, newSite(t, 1), "a.md", text, "a.en.md", "")
		if len(finds) != 1 || finds[0].Rule.ID != want {
			t.Errorf("%s: got %v, want %s", text, finds, want)
		}
	}
}

func TestLinksOfDocuments(t *testing.T) {
	for link, want := range map[string]string{
		"[x](a.en.md)":                "",
		"[x](a.en.md#here)":           "",
		"[x](a.en.md#there)":          "content/broken-anchor",
		"[x](b.en.md)":                "content/broken-link",
		"[x](method.html#disclosure)": "",
		"[x](method.html#disclosed)":  "content/broken-anchor",
		"[x](en/kpi/a1b.html)":        "",
		"[x](en/kpi/a1c.html)":        "content/broken-link",
		"[x](easy/a.html)":            "",
		"[x](a.ja-easy.md)":           "",
		"[x](en/easy/a.html)":         "content/broken-link",
		"[x](kpi/)":                   "content/broken-link",
		"[x](../../etc/passwd.txt)":   "content/broken-link",
		"[x](data/observations.csv)":  "",
		"![x](assets/none.png)":       "content/broken-link",
		"![x](photo.png)":             "content/broken-link",
		"[x](assets/page.js)":         "",
	} {
		_, finds := withPages(t, newSite(t, 1), "a.md", link, "a.en.md", "## Here", "a.ja-easy.md", "")
		if want == "" && len(finds) > 0 || want != "" && (len(finds) != 1 || finds[0].Rule.ID != want || finds[0].Pos.Line != 4) {
			t.Errorf("%s: got %v, want %q", link, finds, want)
		}
	}
}

// A page in やさしい日本語 is found from its Japanese one, leads back to it and
// to the English one, and is missed in no other language.
func TestEasyPages(t *testing.T) {
	tree, finds := withPages(t, newSite(t, 1), "a.md", "", "a.en.md", "", "a.ja-easy.md", "[a](a.md) {県|けん}", "index.ja-easy.md", "")
	if len(finds) > 0 {
		t.Errorf("findings: %v", finds)
	}
	for path, wants := range map[string][]string{
		"a.html":          {"</strong> このサイトには、公表前の数値が", `<a href="easy/a.html" lang="ja" hreflang="ja">やさしい日本語</a>`, `<a href="en/a.html"`},
		"easy/a.html":     {"まだ決まっていない数</strong> このサイトの数は、あとで変わることがあります。", `<a href="../a.html" lang="ja" hreflang="ja">ふつうの日本語</a>`, `<a href="../en/a.html"`, `<html lang="ja">`, `<ruby>県`},
		"index.html":      {`<a href="easy/index.html" lang="ja"`},
		"easy/index.html": {`<a href="../index.html" lang="ja" hreflang="ja">ふつうの日本語</a>`, `<a href="../en/index.html"`},
	} {
		b, err := tree.Read(path)
		if err != nil {
			t.Error(err)
		}
		for _, want := range wants {
			if !strings.Contains(string(b), want) {
				t.Errorf("%s: no %s", path, want)
			}
		}
	}
	if b, _ := tree.Read("en/a.html"); strings.Contains(string(b), "easy/") {
		t.Error("the English page leads to the easy one")
	}
	if b, _ := tree.Read("index.html"); strings.Count(string(b), "easy/") != 1 {
		t.Error("pages in やさしい日本語 are in the navigation")
	}
}

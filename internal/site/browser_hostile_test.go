package site_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fukusen/internal/site"
	"fukusen/themes"
)

// hostile are names that would do something where they were taken for more than
// text.
var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `</script><script>alert(2)</script>`,
	"\u202egnp.exe 右から左", "🏃‍♀️絵文字 & < >", `=1+1`, `@SUM(A1)`, strings.Repeat("長", 500), `{{.Title}} ${x} {{< value "a1b" >}}`,
	`</title></textarea></svg><svg onload=alert(3)>`, `]]><!-- --><![CDATA[`, `&lt;b&gt; &#60;script&#62;`,
}

// hostileSite writes a site all of whose names are hostile.
func hostileSite(t *testing.T) (public string) {
	dir := t.TempDir()
	organisations := [][]string{{"organisation", "kind", "name", "name_en", "area", "joined", "disclosure"}}
	areas := [][]string{{"code", "name", "name_en", "parent"}, {"99", "<b>県</b>", "<b>Pref</b>", ""}}
	people := [][]string{{"period", "organisation", "area", "sex", "persons", "dual_any", "note"}}
	for i, name := range hostile {
		organisations = append(organisations, []string{fmt.Sprintf("o%d", i), "company", name, name, fmt.Sprintf("a%d", i), "2026FQ1", "named"})
		areas = append(areas, []string{fmt.Sprintf("a%d", i), name, name, "99"})
		for _, q := range []string{"2026FQ1", "2026FQ2"} {
			for s, sex := range []string{"f", "m"} {
				people = append(people, []string{q, fmt.Sprintf("o%d", i), fmt.Sprintf("a%d", i), sex, fmt.Sprint(100 + i + s), fmt.Sprint(20 + i), name})
			}
		}
	}
	for file, rows := range map[string][][]string{"organisations": organisations, "areas": areas, "people": people} {
		var b strings.Builder
		if err := csv.NewWriter(&b).WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(dir, "data", file+".csv"), b.String())
	}
	put(t, filepath.Join(dir, "fukusen.yaml"), `format: 1
title: {ja: "</title><script>alert(9)</script>", en: "</title><script>alert(9)</script>"}
about: {ja: "<img src=x onerror=alert(8)>"}
publisher: {ja: "<svg onload=alert(7)>"}
notes: [{ja: "<script>alert(6)</script>"}]
`)
	public = filepath.Join(dir, "public")
	r, err := site.Build(t.Context(), site.Options{Dir: dir, Output: public, Theme: themes.Default})
	if err != nil || !r.OK(false) {
		t.Fatal(err, r.Findings, r.Disclosure)
	}
	return public
}

func put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestHostileNames: names are shown as text everywhere and executed nowhere.
func TestHostileNames(t *testing.T) {
	t.Parallel()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium here: \"make test\" installs it")
	}
	public := hostileSite(t)
	b := start(t, chromium)
	address := func(page string) string { return "file://" + filepath.ToSlash(filepath.Join(public, page)) }
	plain := []string{"index.html", "method.html", "data.html", "quality.html", "kpi/a1b.html", "area/99.html", "en/index.html", "en/kpi/a1b.html"}
	for _, p := range plain {
		b.harmless(t, address(p))
	}
	for i, name := range hostile {
		for _, p := range []string{fmt.Sprintf("organisation/o%d.html", i), fmt.Sprintf("en/area/a%d.html", i)} {
			b.harmless(t, address(p))
			if text := eval[string](t, b, `document.querySelector("h1").textContent`); !strings.Contains(text, name) {
				t.Errorf("%s: the heading is %q, not the name", p, text)
			}
		}
	}
}

// harmless opens a page at phone width and fails if a name has become anything
// but text: an element that the theme has not, a script that ran, an attribute
// that would run.
func (b *browser) harmless(t *testing.T, url string) {
	t.Helper()
	if _, err := os.Stat(strings.TrimPrefix(url, "file://")); err != nil {
		t.Fatal(err)
	}
	b.open(t, url, 360)
	const found = `[...document.querySelectorAll("img, iframe, object, embed, b, textarea, script:not([src], [type]) ~ script:not([src], [type])")].map(e => e.outerHTML.slice(0, 80))
		.concat([...document.querySelectorAll("script")].filter(e => e.type != "application/json" && e.type != "application/ld+json" && !e.src && e.textContent !== document.head.querySelector("script").textContent).map(e => e.outerHTML.slice(0, 80)))
		.concat([...document.querySelectorAll("*")].filter(e => e.getAttributeNames().some(a => a.startsWith("on"))).map(e => e.outerHTML.slice(0, 80)))`
	if out := eval[[]string](t, b, found); len(out) > 0 {
		t.Errorf("%s has %q", url, out)
	}
	if eval[bool](t, b, `[...document.querySelectorAll("script[type='application/json']")].some(e => { try { JSON.parse(e.textContent); return false } catch { return true } })`) {
		t.Errorf("%s: JSON in it cannot be read", url)
	}
}

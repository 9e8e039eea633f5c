package page

import (
	"maps"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fukusen/internal/release"
)

// pagesOf writes a site and reads its pages back, in order.
func pagesOf(t *testing.T, s Site) (paths []string, roots map[string]*element, all map[string]string) {
	t.Helper()
	all, _ = write(t, s)
	roots = map[string]*element{}
	for _, p := range slices.Sorted(maps.Keys(all)) {
		if strings.HasSuffix(p, ".html") {
			paths, roots[p] = append(paths, p), parsePage(t, p, all[p])
		}
	}
	return paths, roots, all
}

// TestPages holds what is promised of every page.
func TestPages(t *testing.T) {
	s := newSite(t, 6)
	paths, roots, all := pagesOf(t, s)
	if len(paths) < 50 {
		t.Fatalf("only %d pages", len(paths))
	}
	for _, p := range paths {
		root := roots[p]
		checkFrame(t, p, root)
		checkIDs(t, p, root)
		checkNumbers(t, p, root, s)
		checkFigures(t, p, root)
		checkHeadings(t, p, root)
		for _, e := range root.find("a") {
			checkLink(t, p, e.attrs["href"], roots, all)
		}
		for _, e := range root.all {
			for a := range e.attrs {
				if a == "style" || strings.HasPrefix(a, "on") {
					t.Errorf("%s: <%s> has the attribute %s", p, e.name, a)
				}
			}
		}
		if strings.Contains(all[p], "424242") || strings.Contains(all[p], "424,242") || strings.Contains(all[p], "42424200") {
			t.Errorf("%s shows what is not published", p)
		}
		for _, text := range []string{"2026fq1 ", "(2026fq1)", "%!", "{kpi}"} {
			if strings.Contains(root.find("main")[0].text, text) && !strings.HasSuffix(p, "data.html") {
				t.Errorf("%s shows %q", p, text)
			}
		}
	}
}

func checkFrame(t *testing.T, p string, root *element) {
	t.Helper()
	html := root.find("html")[0]
	want := "ja"
	if strings.HasPrefix(p, "en/") {
		want = "en"
	}
	if html.attrs["lang"] != want {
		t.Errorf("%s is in %q", p, html.attrs["lang"])
	}
	metas := map[string]string{}
	for _, m := range root.find("meta") {
		metas[m.attrs["name"]+m.attrs["http-equiv"]] = m.attrs["content"]
	}
	if metas["Content-Security-Policy"] != "default-src 'none'; style-src 'self'; script-src 'self' '"+starter.Hash+"'; img-src 'self' data:" {
		t.Errorf("%s has the policy %q", p, metas["Content-Security-Policy"])
	}
	if metas["description"] == "" || metas["robots"] != "noindex" {
		t.Errorf("%s has the description %q and robots %q", p, metas["description"], metas["robots"])
	}
	for _, word := range map[string][]string{"ja": {"公表前", "見本データ"}, "en": {"Not yet released", "Sample data"}}[want] {
		if !strings.Contains(root.text, word) {
			t.Errorf("%s does not say %q", p, word)
		}
	}
	for _, name := range []string{"main", "h1", "title", "nav"} {
		if n := len(root.find(name)); n == 0 || name != "nav" && name != "title" && n > 1 {
			t.Errorf("%s has %d <%s>", p, n, name)
		}
	}
	for _, e := range root.find("script") {
		if e.attrs["type"] != "application/json" && e.attrs["type"] != "application/ld+json" && e.text != "" && e.text != string(starter.Text) {
			t.Errorf("%s has a script in the page", p)
		}
	}
	for _, name := range []string{"style", "iframe", "object"} {
		if len(root.find(name)) > 0 {
			t.Errorf("%s has <%s>", p, name)
		}
	}
}

func checkIDs(t *testing.T, p string, root *element) {
	t.Helper()
	ids := map[string]bool{}
	for _, e := range root.all {
		if id, ok := e.attrs["id"]; ok {
			if ids[id] {
				t.Errorf("%s: the id %q occurs twice", p, id)
			}
			ids[id] = true
		}
	}
	for _, e := range root.all {
		for _, ref := range strings.Fields(e.attrs["aria-labelledby"]) {
			if !ids[ref] {
				t.Errorf("%s: <%s> is named by %q, which is not there", p, e.name, ref)
			}
		}
	}
}

// checkNumbers holds every number against its observation.
func checkNumbers(t *testing.T, p string, root *element, s Site) {
	t.Helper()
	for _, e := range root.all {
		id, ok := e.attrs["data-observation"]
		if !ok {
			if e.name == "data" && e.attrs["data-reference"] == "" && e.attrs["data-target"] == "" {
				t.Errorf("%s: %q names no observation", p, e.text)
			}
			continue
		}
		o, ok := s.KPIs.Get(id)
		if !ok {
			t.Errorf("%s: there is no observation %q", p, id)
			continue
		}
		if e.name != "data" {
			if st := e.attrs["data-status"]; e.name == "span" && (st != string(o.Status) || o.Status == release.Published) {
				t.Errorf("%s: %s is %s, the page says %s", p, id, o.Status, st)
			}
			continue
		}
		got, err := strconv.ParseFloat(e.attrs["value"], 64)
		want := map[string]float64{
			"": o.Value, "lower": o.Interval.Lower, "upper": o.Interval.Upper, "numerator": float64(o.Numerator),
			"denominator": float64(o.Denominator), "respondents": float64(o.Respondents), "reporters": float64(o.Reporters), "expected": float64(o.Expected),
		}
		for _, a := range o.Answers {
			want["answers."+a.Code] = float64(a.Respondents)
			want["share."+a.Code] = float64(a.Respondents) / float64(o.Respondents)
		}
		field := e.attrs["data-field"]
		if w, known := want[field]; err != nil || !known || !same(got, w) || e.text == "" {
			t.Errorf("%s: %s %s is %q (%q), want %v", p, id, field, e.attrs["value"], e.text, w)
		}
		if coverage := field == "reporters" || field == "expected"; o.Status != release.Published && !coverage {
			t.Errorf("%s: %s is %s and has a number", p, id, o.Status)
		}
	}
}

// same allows for the digits that the open data leave out.
func same(got, want float64) bool {
	return math.Abs(got-want) <= 1e-8*math.Abs(want)
}

// namedByCaption reports whether the region of a table has the name of its
// caption: the same words, or the caption itself.
func namedByCaption(table *element) bool {
	caption := table.find("caption")[0]
	if by := table.parent.attrs["aria-labelledby"]; by != "" {
		return len(caption.find("span")) == 1 && caption.find("span")[0].attrs["id"] == by
	}
	return table.parent.attrs["aria-label"] == caption.text
}

func checkFigures(t *testing.T, p string, root *element) {
	t.Helper()
	for _, e := range root.find("svg") {
		if len(e.find("title")) == 0 && e.attrs["aria-label"] == "" || e.attrs["role"] != "img" {
			t.Errorf("%s: a chart has no title or role", p)
		}
	}
	for _, e := range root.find("table") {
		if e.within("main") && e.parent.attrs["role"] == "region" {
			if len(e.find("caption")) != 1 || e.find("caption")[0].text == "" || e.parent.attrs["tabindex"] != "0" || !namedByCaption(e) {
				t.Errorf("%s: a table has no caption, or its region no name or focus", p)
			}
		}
		columns := 0
		for _, row := range e.find("tr") {
			cells := len(row.find("th")) + len(row.find("td"))
			if columns == 0 {
				columns = cells
			}
			if cells != columns {
				t.Errorf("%s: %q has a row of %d cells among those of %d", p, e.find("caption")[0].text, cells, columns)
			}
			for _, h := range row.find("th") {
				if h.attrs["scope"] == "" {
					t.Errorf("%s: a head without scope", p)
				}
			}
		}
	}
	for _, e := range root.find("span") {
		if strings.HasPrefix(e.attrs["class"], "state ") && e.text == "" {
			t.Errorf("%s: a sign says nothing", p)
		}
	}
}

// checkHeadings wants no level left out on the way down.
func checkHeadings(t *testing.T, p string, root *element) {
	t.Helper()
	last := 0
	for _, e := range root.all {
		if len(e.name) == 2 && e.name[0] == 'h' && e.name[1] >= '1' && e.name[1] <= '6' {
			level := int(e.name[1] - '0')
			if level > last+1 {
				t.Errorf("%s: h%d %q follows h%d", p, level, e.text, last)
			}
			last = level
		}
	}
}

func checkLink(t *testing.T, p, href string, roots map[string]*element, all map[string]string) {
	t.Helper()
	if strings.HasPrefix(href, "https://example.org/minato/") {
		href = strings.TrimPrefix(href, "https://example.org/minato/")
		p = "404.html"
	}
	if strings.HasPrefix(href, "https://") || strings.HasPrefix(href, "#fn") {
		return
	}
	to, fragment, _ := strings.Cut(href, "#")
	target := p
	if to != "" {
		target = path.Join(path.Dir(p), to)
	}
	if strings.HasPrefix(target, "data/") {
		return // made by another part
	}
	if _, ok := all[target]; !ok || strings.HasSuffix(to, "/") || strings.HasPrefix(to, "/") {
		t.Errorf("%s: %q leads nowhere", p, href)
		return
	}
	if fragment != "" && !slices.ContainsFunc(roots[target].all, func(e *element) bool { return e.attrs["id"] == fragment }) {
		t.Errorf("%s: there is no %q", p, href)
	}
}

// TestLanguages wants the same pages in both languages, and each to lead to
// the other.
func TestLanguages(t *testing.T) {
	paths, roots, _ := pagesOf(t, newSite(t, 2))
	for _, p := range paths {
		if en, ok := strings.CutPrefix(p, "en/"); ok {
			if roots[en] == nil {
				t.Errorf("%s is not there in Japanese", p)
			}
			continue
		}
		if roots["en/"+p] == nil {
			t.Errorf("%s is not there in English", p)
		}
		if a := roots[p].find("a"); p != "404.html" && !slices.ContainsFunc(a, func(e *element) bool {
			return e.attrs["hreflang"] == "en" && path.Join(path.Dir(p), e.attrs["href"]) == "en/"+p
		}) {
			t.Errorf("%s does not lead to its translation", p)
		}
	}
}

// What differs for the eye differs for the ear, and nothing looks like zero.
func TestSigns(t *testing.T) {
	s := newSite(t, 6)
	x := newIndex(&s)
	th, _, err := readTheme(&s)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range s.Langs {
		p, err := newPrinter(&s, x, th, lang)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{"0": true}
		for _, st := range []release.Status{release.Withheld, release.NotReported, release.NotApplicable, release.NotComputable} {
			e := parsePage(t, string(st), string(p.sign(st, "")))
			spans := e.find("span")
			if len(spans) != 3 || spans[1].attrs["aria-hidden"] != "true" || spans[2].attrs["class"] != "spoken" {
				t.Fatalf("%s is %v", st, spans)
			}
			for _, text := range []string{spans[1].text, spans[2].text} {
				if seen[text] || text == "" {
					t.Errorf("%q stands for two things", text)
				}
				seen[text] = true
			}
		}
	}
}

// A site without drafts, notices, areas or pages of content/ says so by leaving
// them out, and has no 404.html without an address.
func TestPlainSite(t *testing.T) {
	s := newSite(t, 2)
	s.Fictional, s.BaseURL, s.Docs = false, "", nil
	for _, f := range s.Files {
		f.SHA256 = "a"
	}
	all, finds := write(t, s)
	if len(finds) != 1 || finds[0].Rule.ID != "page/base-url" || finds.Errors() != 0 {
		t.Errorf("findings: %v", finds)
	}
	if all["404.html"] != "" {
		t.Error("a 404.html without an address")
	}
	for _, p := range slices.Sorted(maps.Keys(all)) {
		if strings.HasSuffix(p, ".html") && (strings.Contains(all[p], "noindex") || strings.Contains(all[p], `class="notice`) || strings.Contains(all[p], "canonical")) {
			t.Errorf("%s is marked", p)
		}
	}
}

// The same site gives the same bytes.
func TestSameBytes(t *testing.T) {
	a, _ := write(t, newSite(t, 3))
	b, _ := write(t, newSite(t, 3))
	if !maps.Equal(a, b) {
		t.Error("two runs differ")
	}
}

// BenchmarkWrite makes all pages of a site with 40 areas in two languages.
func BenchmarkWrite(b *testing.B) {
	s := newSite(b, 40)
	pages := 0
	for b.Loop() {
		all, _ := write(b, s)
		pages += len(all)
	}
	b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
}

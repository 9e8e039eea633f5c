package page

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	rowID    = regexp.MustCompile(`<tr id="([^"]*)"`)
	anyID    = regexp.MustCompile(` id="([^"]*)"`)
	unplaced = regexp.MustCompile(`<tr( class="[^"]*")?><th scope="row".*`)
	labelled = regexp.MustCompile(`<a href="#([^"]*)" aria-labelledby="(.*?) ?to-row">`)
	rowForm  = regexp.MustCompile(`^[a-z0-9._-]+$`)
)

// rowsOf lists the addresses of the rows of a page.
func rowsOf(page string) []string {
	var ids []string
	for _, m := range rowID.FindAllStringSubmatch(page, -1) {
		ids = append(ids, m[1])
	}
	return ids
}

// Every row of a page about a KPI, a kind, an area or an organisation has an
// address that is made of identifiers, and is the only one of its name.
func TestRowAddresses(t *testing.T) {
	paths, _, all := pagesOf(t, newSite(t, 6))
	for path, want := range map[string][]string{
		"kpi/a1b.html":           {"company-2026fq1", "school-2025fq3"},
		"kpi/a1b/company.html":   {"sex-f-2026fq1", "sex-all-2026fq1", "area-99201-2026fq1"},
		"kpi/w1.html":            {"municipality-2026fq1", "municipality-sex-f-2026fq1", "municipality-answers-2026fq1"},
		"area/99201.html":        {"a1b-company-2026fq1"},
		"organisation/acme.html": {"a1b-2025fq4"},
		"en/kpi/a1b.html":        {"company-2026fq1"},
	} {
		ids := rowsOf(all[path])
		for _, id := range want {
			if !slices.Contains(ids, id) {
				t.Errorf("%s: no row %s in %q", path, id, ids)
			}
			if n := strings.Count(all[path], `<a href="#`+id+`" aria-`); n != 1 {
				t.Errorf("%s: %d links to row %s", path, n, id)
			}
		}
	}
	for _, path := range paths {
		checkRows(t, path, all[path])
	}
}

func checkRows(t *testing.T, path, page string) {
	t.Helper()
	seen := map[string]bool{}
	for _, m := range anyID.FindAllStringSubmatch(page, -1) {
		if seen[m[1]] {
			t.Errorf("%s: id %s stands there twice", path, m[1])
		}
		seen[m[1]] = true
	}
	for _, id := range rowsOf(page) {
		if !rowForm.MatchString(id) {
			t.Errorf("%s: a row is called %q", path, id)
		}
	}
	for _, m := range labelled.FindAllStringSubmatch(page, -1) {
		if m[2] != "h:"+m[1] || !seen[m[2]] {
			t.Errorf("%s: the sign of row %s is named by %q", path, m[1], m[2])
		}
	}
	if strings.Contains(page, `to-row"`) && !seen["to-row"] {
		t.Errorf("%s does not say what links to rows are for", path)
	}
	folder, _, _ := strings.Cut(strings.TrimPrefix(path, "en/"), "/")
	if told := slices.Contains([]string{"kpi", "area", "organisation"}, folder); told {
		for _, m := range unplaced.FindAllString(page, 3) {
			t.Errorf("%s has a row without an address: %s", path, m)
		}
	}
}

// A sign that leads to a row is named by its row: many of them stand on a page.
func TestSignsAreNamed(t *testing.T) {
	roots, all := some(t, newSite(t, 6), "area/99201.html", "en/area/99201.html", "organisation/acme.html")
	for path, page := range all {
		signs := labelled.FindAllString(page, -1)
		heads := map[string]string{}
		for _, th := range roots[path].find("th") {
			heads[th.attrs["id"]] = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(th.text), "#"))
		}
		names := map[string]bool{}
		for _, a := range roots[path].find("a") {
			if by, _, ok := strings.Cut(a.attrs["aria-labelledby"], " to-row"); ok {
				names[heads[by]] = true
			}
		}
		if len(signs) < 2 || len(names) != len(signs) || names[""] {
			t.Errorf("%s: %d signs have the names %v", path, len(signs), names)
		}
	}
}

// Addresses stay when the site is built again, in another language, and when
// more quarters have come: rows of quarters are still there.
func TestRowAddressesStay(t *testing.T) {
	_, _, before := pagesOf(t, newSite(t, 5))
	_, _, after := pagesOf(t, newSite(t, 6))
	for path := range before {
		if strings.HasPrefix(path, "en/") && !slices.Equal(rowsOf(before[path]), rowsOf(before[strings.TrimPrefix(path, "en/")])) {
			t.Errorf("%s has other rows than its Japanese page", path)
		}
	}
	now := rowsOf(after["kpi/a1b.html"])
	for _, id := range rowsOf(before["kpi/a1b.html"]) {
		if !slices.Contains(now, id) {
			t.Errorf("row %s is gone", id)
		}
	}
	if len(now) == 0 {
		t.Error("no rows")
	}
}

// A page of a KPI says how to cite its newest quarter: its edition, or that it
// has none yet.
func TestKPICitation(t *testing.T) {
	f := newSite(t, 6)
	all, _ := write(t, f)
	for path, words := range map[string][]string{
		"kpi/a1b.html":    {"出典: ", "A1b デュアルキャリア人口比率(広義)、2025年度第3四半期", "(版 2025fq3-r1)", "https://example.org/minato/kpi/a1b.html</p></blockquote>"},
		"en/kpi/a1b.html": {"Source: ", "A1b ", "(release 2025fq3-r1)", "https://example.org/minato/en/kpi/a1b.html</p></blockquote>"},
	} {
		_, cite, ok := strings.Cut(all[path], `<blockquote class="cite">`)
		for _, w := range words {
			if !ok || !strings.Contains(cite, w) {
				t.Errorf("%s: %q is not in its citation", path, w)
			}
		}
	}
	f.BaseURL = ""
	all, _ = write(t, f)
	if page := all["kpi/a1b.html"]; strings.Contains(page, "このサイトのアドレス") || !strings.Contains(page, ")</p></blockquote>") {
		t.Error("a site without an address cites one")
	}
}

// Three to twelve groups have small lines on one scale, and those without any
// value only their row in the table.
func TestSmallLines(t *testing.T) {
	all, _ := write(t, newSite(t, 6))
	page := all["kpi/a1b/company.html"]
	_, list, ok := strings.Cut(page, `<ul class="multiples">`)
	list, _, _ = strings.Cut(list, "</ul>")
	if n := strings.Count(list, "<li>"); !ok || n < leastMultiples+1 || n != strings.Count(list, "chart-spark") || n != strings.Count(list, "<strong><data ") {
		t.Errorf("small lines: %s", list)
	}
	if n := strings.Count(list, "<li>"); len(regexp.MustCompile(`aria-label="[^"\n]+\n[^"]+"`).FindAllString(list, -1)) != n || strings.Count(list, "から、2026年度 第1四半期の")+strings.Count(list, "値があるのは") == 0 {
		t.Errorf("small lines without words: %s", list)
	}
	if strings.Contains(list, "不詳") || !strings.Contains(page, "どの線も目盛りは同じ") {
		t.Error("the lines are not told of, or groups not known are among them")
	}
}

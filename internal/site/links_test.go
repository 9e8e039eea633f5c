package site

import (
	"strings"
	"testing"

	"fukusen/themes"
)

// Links of content/ to downloads and to what stays of a release lead to a file of
// the site, or are told with the nearest that do.
func TestFileLinks(t *testing.T) {
	t.Parallel()
	dir := keptSite(t)
	write(t, dir, "content/about.en.md", "---\ntitle: Files\n---\n\n"+
		"[a](../data/cells.csv) [b](../data/kpi/a1b.xlsx) [c](../r/2026fq1-r1/index.html) [d](../r/2026fq1-r1/release.json) [e](../manifest.json) [f](../feed.xml)\n\n"+
		"[g](../data/cell.csv)\n[h](../r/2026fq1-r2/index.html)\n[i](../data/kpi/a1z.xlsx)\n")
	opt := Options{Dir: dir, Output: dir + "/public", Theme: themes.Default}
	r, err := Build(t.Context(), opt)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(findingLines(r)) {
		if strings.Contains(line, "broken-link") {
			got = append(got, strings.TrimSpace(line))
		}
	}
	want := []string{
		`content/about.en.md:7:1: the link target "../data/cell.csv" is not in the site [content/broken-link]`,
		`content/about.en.md:8:1: the link target "../r/2026fq1-r2/index.html" is not in the site [content/broken-link]`,
		`content/about.en.md:9:1: the link target "../data/kpi/a1z.xlsx" is not in the site [content/broken-link]`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for i, near := range []string{"data/cells.csv", "r/2026fq1-r1/index.html", "data/kpi/a1b.xlsx"} {
		for _, f := range r.Findings {
			if f.Pos.Line == 7+i && f.Rule.ID == "content/broken-link" && !strings.Contains(f.Hint("en"), near) {
				t.Errorf("the hint of line %d does not name %s: %s", f.Pos.Line, near, f.Hint("en"))
			}
		}
	}
}

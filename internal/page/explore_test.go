package page

import (
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/themes"
)

// A bundled theme has ECharts, whether or not npm is there.
type bundled struct{ fs.FS }

const bundleText = "// ECharts"

var bundleOnly = fstest.MapFS{bundleFile: {Data: []byte(bundleText)}}

func (b bundled) Open(name string) (fs.File, error) {
	if name == bundleFile {
		return bundleOnly.Open(name)
	}
	return b.FS.Open(name)
}

func (b bundled) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(b.FS, name)
	if name != assetsDir || err != nil {
		return all, err
	}
	own, err := bundleOnly.ReadDir(assetsDir)
	for _, e := range all {
		if e.Name() != own[0].Name() {
			own = append(own, e)
		}
	}
	return own, err
}

// Where ECharts is missing no page speaks of it, and pages are the same but for
// that.
func TestWithoutBundle(t *testing.T) {
	s := newSite(t, 6)
	with, _ := write(t, s)
	s.Theme = themes.Plain
	without, _ := write(t, s)
	n := 0
	for path, text := range with {
		switch {
		case strings.HasPrefix(path, chartsDir+"/") || path == bundleFile:
			n++
			if without[path] != "" {
				t.Errorf("%s is there without ECharts", path)
			}
		case strings.HasSuffix(path, ".html"):
			before, rest, found := strings.Cut(text, ` data-explore="`)
			if _, after, ok := strings.Cut(rest, `echarts.js"`); found && ok {
				text = before + after
			}
			if without[path] != text {
				t.Errorf("%s differs in more than ECharts", path)
			}
		}
	}
	if n < 20 || strings.Contains(without["kpi/w1.html"], "data-charts") || !strings.Contains(with["kpi/w1.html"], `data-charts="../assets/charts/kpi/w1.js"`) {
		t.Errorf("%d files of charts", n)
	}
}

// A page of a KPI, or of one kind of it, is light: so many bytes at most beside
// its data tables, with all stylesheets that it links.
const mostBeyond = 60_000

func TestPageWeight(t *testing.T) {
	paths, roots, all := pagesOf(t, newSite(t, 6))
	seen := 0
	for _, p := range paths {
		if !strings.HasPrefix(strings.TrimPrefix(p, "en/"), "kpi/") {
			continue
		}
		seen++
		n := beyondTables(all[p])
		for _, link := range roots[p].find("link") {
			if link.attrs["rel"] == "stylesheet" {
				n += len(all[path.Join(path.Dir(p), link.attrs["href"])])
			}
		}
		if n >= mostBeyond || n < 20_000 {
			t.Errorf("%s: %d bytes beyond its tables, with %d drawings", p, n, len(roots[p].find("svg")))
		}
	}
	if seen < 20 {
		t.Errorf("%d pages", seen)
	}
}

func beyondTables(html string) int {
	n := len(html)
	for {
		_, rest, ok := strings.Cut(html, "<table")
		if !ok {
			return n
		}
		table, rest, _ := strings.Cut(rest, "</table>")
		n, html = n-len(table)-len("<table></table>"), rest
	}
}

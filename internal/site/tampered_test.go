package site_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/audit"
	"fukusen/internal/diag"
)

// A drawing that tells something else than the open data is found wherever it
// was changed: in its points, its lines, bands, whiskers and bars, in charts with
// a scale and in small ones without.
func TestTamperedDrawing(t *testing.T) {
	t.Parallel()
	tree := treeOf(t, statesSite(t))
	if all := foundIn(t, tree, ""); len(all) > 0 {
		t.Fatalf("the honest site: %q", all)
	}
	for _, tt := range []struct{ what, page, find, with string }{
		{"a corner of a line", "kpi/a1b.html", `(class="line" d="M[\d.]+ )[\d.]+`, "${1}61.3"},
		{"a line that goes on", "kpi/a1b.html", `(class="line" d="[^"]+)"`, `${1}l37 9"`},
		{"a line of other quarters", "kpi/a1b.html", `(class="line" d="M)[\d.]+`, "${1}44"},
		{"a line where nothing is", "kpi/a1b.html", `(class="line" d="[^"]+)"`, `${1}M200 30l37 9"`},
		{"a corner of a band", "kpi/a1b.html", `(class="band" d="M[\d.]+ )[\d.]+`, "${1}61.3"},
		{"a whisker of a row", "kpi/a1b.html", `(class="chart chart-dots.+?class="whisker" d="M)[\d.]+`, "${1}61.3"},
		{"a dot of a line", "kpi/a1b.html", `(chart-line.+?<circle [^>]*cy=")[\d.]+`, "${1}61.3"},
		{"a dot of another quarter", "kpi/a1b.html", `(chart-line.+?<circle [^>]*cx=")[\d.]+`, "${1}161.3"},
		{"a corner of a small line", "index.html", `(class="line" d="M[\d.]+ )[\d.]+`, "${1}1.3"},
		{"a small line that goes on", "index.html", `(class="line" d="[^"]+)"`, `${1}l20 9"`},
		{"a bar of a panel", "fairness/club.html", `(class="bar[^"]*" d="M[\d. ]+h)[\d.]+`, "${1}31.7"},
		{"a whisker of a panel", "fairness/club.html", `(class="whisker" d="M)[\d.]+`, "${1}31.7"},
		{"another bar", "fairness/club.html", `(class="bar[^"]*" d=")`, "${1}M70 250h40v12h-40z"},
		{"a step of an axis", "assets/charts/kpi/a1b.js", `"ticks":\[\{"value":0`, `"ticks":[{"value":-0.0137`},
		{"the end of an axis", "assets/charts/kpi/a1b.js", `"max":[\d.]+`, `"max":0.4137`},
		{"a title", "assets/charts/kpi/a1b.js", `"title":"`, `"title":"37 `},
		{"a label", "assets/charts/kpi/a1b.js", `"data":\["`, `"data":["37 `},
	} {
		t.Run(tt.what, func(t *testing.T) {
			file := tree[tt.page]
			if file == nil {
				t.Skip("no bundle of ECharts here: \"make bundle\" makes it")
			}
			at := regexp.MustCompile(`(?s)` + tt.find).FindSubmatchIndex(file.Data)
			if at == nil {
				t.Fatalf("%s has no %s", tt.page, tt.find)
			}
			changed := append([]byte{}, file.Data[:at[0]]...)
			changed = regexp.MustCompile(`(?s)`+tt.find).Expand(changed, []byte(tt.with), file.Data, at)
			other := fstest.MapFS{}
			for name, f := range tree {
				other[name] = f
			}
			other[tt.page] = &fstest.MapFile{Data: append(changed, file.Data[at[1]:]...)}
			if found := foundIn(t, other, tt.page); len(found) == 0 {
				t.Errorf("it is not found: %.200s", changed[at[0]:])
			}
		})
	}
}

// foundIn lists the findings about what a file shows; all of any if it is "".
func foundIn(t *testing.T, tree fs.FS, file string) (all []string) {
	t.Helper()
	r, err := audit.Run(tree)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings() {
		if line := f.Line(diag.EN); file == "" && !f.Warn() || strings.HasPrefix(line, file+":") && strings.Contains(line, "[audit/page]") {
			all = append(all, line)
		}
	}
	return all
}

func treeOf(t *testing.T, public string) fstest.MapFS {
	t.Helper()
	tree := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(public), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(public, filepath.FromSlash(name)))
		tree[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

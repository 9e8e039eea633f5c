package site

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/audit"
	"fukusen/internal/report"
	"fukusen/themes"
)

var dataLink = regexp.MustCompile(`href="([^":]+\.csv)"`)

// A site whose open data are in parts is the same site: the audit passes it, on
// disk too, every link to a CSV file leads to one, and only pages that lead to
// the parts differ.
func TestParts(t *testing.T) {
	dir := keptSite(t)
	build := func(name string, limit int) fstest.MapFS {
		out := filepath.Join(dir, name)
		r, err := Build(t.Context(), Options{Dir: dir, Output: out, Theme: themes.Default, Limit: limit})
		if err != nil {
			t.Fatal(err)
		}
		if !r.OK(false) {
			t.Fatal(findingLines(r))
		}
		return files(t, out)
	}
	whole, parts := build("whole", 0), build("parts", 5000)
	r, err := audit.Run(os.DirFS(filepath.Join(dir, "parts")))
	if err != nil {
		t.Fatal(err)
	}
	if finds := r.Findings(); finds.Errors() > 0 {
		t.Error(finds)
	}
	partedFiles(t, whole, parts)
	data, err := os.ReadFile(filepath.Join(dir, privateDir, withheldJSON))
	if err != nil {
		t.Fatal(err)
	}
	withheldPlaces(t, data, parts)
}

// partedFiles compares the files of both sites.
func partedFiles(t *testing.T, whole, parts fstest.MapFS) {
	t.Helper()
	split := 0
	for name, f := range parts {
		was := whole[name]
		switch {
		case strings.Contains(name, "data/cells/"), strings.Contains(name, "data/observations/"):
			split++
		case was == nil:
			t.Errorf("only in parts there is %s", name)
		case name == "manifest.json", strings.HasSuffix(name, "data.html"), strings.HasSuffix(name, "releases.html"), strings.Contains(name, "area/"):
		case strings.HasPrefix(name, "r/") && strings.Contains(name, "/kpi/"):
		case !bytes.Equal(f.Data, was.Data):
			t.Errorf("%s is another one in parts", name)
		}
		for _, m := range dataLink.FindAllSubmatch(f.Data, -1) {
			if to := path.Join(path.Dir(name), string(m[1])); strings.HasSuffix(name, ".html") && parts[to] == nil {
				t.Errorf("%s leads to %s, which is not there", name, to)
			}
		}
	}
	for _, pattern := range []string{"data/observations/a1b.csv", "data/cells/people-*.csv", "r/*/data/observations/a1b.csv"} {
		if found, err := fs.Glob(parts, pattern); err != nil || len(found) == 0 {
			t.Errorf("there is no %s: %v", pattern, err)
		}
	}
	if split < 10 || parts["data/cells.csv"] != nil || parts["data/observations.csv"] != nil {
		t.Errorf("there are %d parts", split)
	}
}

// withheldPlaces looks up every cell of the report where it says that it stands.
func withheldPlaces(t *testing.T, data []byte, parts fstest.MapFS) {
	t.Helper()
	var v report.Withheld
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, q := range v.Quarters {
		for _, table := range q.Tables {
			for _, c := range table.List {
				for _, line := range append([]int{c.Line}, append(c.Protects, c.Reveals...)...) {
					n++
					row := ""
					if f := parts[c.File]; f != nil {
						row = strings.Split(string(f.Data), "\n")[line-1]
					}
					if !strings.HasPrefix(row, table.ID+",") || !strings.HasSuffix(row, ",withheld") {
						t.Errorf("line %d of %s is %q", line, c.File, row)
					}
				}
			}
		}
	}
	if n == 0 {
		t.Error("nothing is withheld")
	}
}

package audit

import (
	"encoding/json"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/diag"
)

// remembered demands that an audit which remembers one tree finds the same in
// another as one that does not, and the other way round.
func remembered(t *testing.T, a, b fstest.MapFS) {
	t.Helper()
	var m Memory
	for i, tree := range []fstest.MapFS{a, b, b, a} {
		want, err := Run(tree)
		got, also := m.Run(tree)
		if wholeReport(t, got, also) != wholeReport(t, want, err) {
			t.Fatalf("audit %d that remembers:\n%s\none that does not:\n%s", i+1, wholeReport(t, got, also), wholeReport(t, want, err))
		}
	}
}

// wholeReport is all that a report says.
func wholeReport(t *testing.T, r *Report, err error) string {
	t.Helper()
	if err != nil {
		return err.Error()
	}
	text, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text) + "\n" + said(r)
}

// said are the findings, a line each.
func said(r *Report) string {
	var lines []string
	for _, f := range r.Findings() {
		lines = append(lines, f.Line(diag.EN))
	}
	return strings.Join(lines, "\n")
}

// A reader counts how often a file is opened.
type reader struct {
	fs.FS
	opened map[string]int
}

func (r reader) Open(name string) (fs.File, error) {
	r.opened[name]++
	return r.FS.Open(name)
}

// What reads the same is not looked at again: a page that has not changed is read
// once, for its sum; what a page says wrong is told each time.
func TestMemory(t *testing.T) {
	tree := drawn(t)
	var m Memory
	if r, err := m.Run(tree); err != nil || len(r.Findings()) > 0 {
		t.Fatal(err, r.Findings())
	}
	attacked := m.attacked
	swap(t, tree, "kpi.html", "0.163461538", "0.25")
	for range 2 {
		r, err := m.Run(tree)
		if err != nil || len(r.Findings()) != 2 { // the number, and what is printed
			t.Errorf("of the wrong number: %v, %v", err, r.Findings())
		}
	}
	if m.attacked != attacked {
		t.Error("the data were attacked again, though they are the same")
	}
	swap(t, tree, "kpi.html", "0.25", "0.163461538")
	swap(t, tree, cellsPath, ",46,published", ",47,published")
	r, err := m.Run(tree)
	if err != nil || m.attacked == attacked || len(r.Inconsistent) == 0 {
		t.Errorf("other data are not attacked: %v, %v", err, r.Findings())
	}
	counted := reader{tree, map[string]int{}}
	if _, err := m.Run(counted); err != nil {
		t.Fatal(err)
	}
	if n := counted.opened["kpi.html"]; n > 3 { // for its hash, for its charts, for itself
		t.Errorf("a page that is the same is opened %d times", n)
	}
}

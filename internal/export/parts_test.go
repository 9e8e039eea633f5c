package export_test

import (
	"slices"
	"strings"
	"testing"

	"fukusen/internal/audit"
	"fukusen/internal/export"
	"fukusen/internal/output"
)

// parted writes the open data as if no file could have more bytes.
func parted(t *testing.T, limit int) *output.Tree {
	t.Helper()
	c := open(t, file(t))
	tree := &output.Tree{}
	if err := export.Write(tree, c, observations(c), export.About{Limit: limit}); err != nil {
		t.Fatal(err)
	}
	return tree
}

// What is too large for one file is one of each KPI, and one of each table and
// quarter; all have the header, and together they have the same rows.
func TestParts(t *testing.T) {
	tree := parted(t, 100)
	if got := strings.Join(tree.Paths(), " "); got != "data/cells/people-2026fq1.csv data/cells/survey-2026fq1.csv data/codes.csv data/kpis.json "+
		"data/observations/a1.csv data/observations/w2.csv data/receipts.csv" {
		t.Errorf("the files are %s", got)
	}
	same(t, "people", text(t, tree, "data/cells/people-2026fq1.csv"), `table,measure,kind,period,window,area,origin,organisation,sex,age,sport,category,value,status
people,dual_any,company,2026fq1,1,,,,,,,,30,published
people,persons,company,2026fq1,1,,,,,,,,90,published
people,persons,company,2026fq1,1,,,,f,,,,,withheld
people,persons,company,2026fq1,1,,,,m,,,,,withheld
`)
	whole := write(t, file(t))
	for path, parts := range map[string][]string{
		export.CellsPath:        {"data/cells/people-2026fq1.csv", "data/cells/survey-2026fq1.csv"},
		export.ObservationsPath: {"data/observations/a1.csv", "data/observations/w2.csv"},
	} {
		header, rows, _ := strings.Cut(text(t, whole, path), "\n")
		for _, part := range parts {
			head, body, _ := strings.Cut(text(t, tree, part), "\n")
			if head != header || body == "" {
				t.Errorf("%s begins with %q", part, head)
			}
			var ok bool
			if rows, ok = strings.CutPrefix(rows, body); !ok {
				t.Errorf("%s is\n%s", part, body)
			}
		}
		if rows != "" {
			t.Errorf("no part of %s has\n%s", path, rows)
		}
	}
}

// A file is whole up to the limit, to the byte, whatever the other one is.
func TestPartsLimit(t *testing.T) {
	whole := write(t, file(t))
	cells, observed := len(text(t, whole, export.CellsPath)), len(text(t, whole, export.ObservationsPath))
	if cells <= observed {
		t.Fatal("the fixture has changed")
	}
	for _, tt := range []struct {
		limit        int
		cells, value bool // in one file
	}{{0, true, true}, {cells, true, true}, {cells - 1, false, true}, {observed, false, true}, {observed - 1, false, false}} {
		tree := parted(t, tt.limit)
		if tree.Has(export.CellsPath) != tt.cells || tree.Has("data/cells") == tt.cells || tree.Has(export.ObservationsPath) != tt.value {
			t.Errorf("with %d bytes: %v", tt.limit, tree.Paths())
		}
	}
}

// The audit finds the same in parts.
func TestAuditReadsParts(t *testing.T) {
	r, err := audit.Run(parted(t, 100).FS())
	if err != nil {
		t.Fatal(err)
	}
	if n := len(r.Findings()); n != 0 || r.Cells != 22 || r.Withheld != 14 {
		t.Errorf("%d findings, report is %+v", n, r)
	}
}

// Downloads do not depend on whether what they are cut from is in parts, nor does
// what stays of a release.
func TestKitOfParts(t *testing.T) {
	const frozen = "r/2026fq1-r2/"
	split := about
	split.Limit = 100
	c, set := kitSet(t)
	trees := []*output.Tree{kitTree(t, about), kitTree(t, split)}
	for i, tree := range trees {
		if err := export.Frozen(tree, "2026fq1-r2", c, set, []export.About{about, split}[i]); err != nil {
			t.Fatal(err)
		}
	}
	isPart := func(path string) bool {
		return strings.Contains(path, "data/cells") || strings.Contains(path, "data/observations")
	}
	var parts []string
	for _, path := range trees[1].Paths() {
		if isPart(path) {
			parts = append(parts, path)
		} else if text(t, trees[0], path) != text(t, trees[1], path) {
			t.Errorf("%s is another one", path)
		}
	}
	if len(trees[0].Paths())-3 != len(trees[1].Paths())-len(parts) || !slices.Contains(parts, frozen+"data/observations/a1.csv") || slices.Contains(parts, frozen+export.ObservationsPath) {
		t.Errorf("the parts are %q", parts)
	}
}

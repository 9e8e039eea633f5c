package export_test

import (
	"slices"
	"strings"
	"testing"

	"fukusen/internal/audit"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/export"
	"fukusen/internal/release"
)

// weightedFile is file with weights of 1.5 for all who answered.
func weightedFile(t *testing.T) *release.File {
	t.Helper()
	f := file(t)
	for i := range f.Cells {
		c := &f.Cells[i]
		if c.Table != "survey" {
			continue
		}
		c.Weighted = &release.Weighted{Sum: 1500 * c.Value, Squares: 2_250_000 * c.Value} // of withheld ones what must not come through
		if m := c.Moments; m != nil {
			c.Weighted.Points, c.Weighted.SquarePoints, c.Weighted.SquareSquares = 1500*m.Sum, 2_250_000*m.Sum, 2_250_000*m.Squares
		}
	}
	return f
}

func TestWeightedCells(t *testing.T) {
	rows := strings.Split(text(t, write(t, weightedFile(t)), export.CellsPath), "\n")
	const of = ",company,2026fq1,1,,,,,,,"
	at := slices.Index(rows, "survey,points_squared"+of+"employee.life_satisfaction,1725,published")
	if at < 0 {
		t.Fatalf("no moments in %q", rows)
	}
	for i, want := range []string{
		"survey,weight" + of + "employee.life_satisfaction,90000,published",
		"survey,weight_squared" + of + "employee.life_satisfaction,135000000,published",
		"survey,weighted_points" + of + "employee.life_satisfaction,412500,published",
		"survey,weight_squared_points" + of + "employee.life_satisfaction,618750000,published",
		"survey,weight_squared_points_squared" + of + "employee.life_satisfaction,3881250000,published",
		"survey,respondents,company,2026fq1,1,,,,f,,,employee.life_satisfaction,,withheld",
	} {
		if got := rows[at+1+i]; got != want {
			t.Errorf("row %d:\ngot  %s\nwant %s", i+1, got, want)
		}
	}
	at = slices.Index(rows, "survey,respondents"+of+"employee.life_satisfaction.high,25,published")
	for i, want := range []string{
		"survey,weight" + of + "employee.life_satisfaction.high,37500,published",
		"survey,weight_squared" + of + "employee.life_satisfaction.high,56250000,published",
		"survey,respondents,company,2026fq1,1,,,,f,,,employee.life_satisfaction.high,,withheld",
		"survey,weight,company,2026fq1,1,,,,f,,,employee.life_satisfaction.high,,withheld",
	} {
		if got := rows[at+1+i]; got != want {
			t.Errorf("answer, row %d:\ngot  %s\nwant %s", i+1, got, want)
		}
	}
	for _, row := range rows {
		if strings.HasSuffix(row, ",withheld") && !strings.HasSuffix(row, ",,withheld") {
			t.Errorf("a value beside %s", row)
		}
	}
}

// The measures are described in both languages, and the audit takes them.
func TestAuditReadsWeights(t *testing.T) {
	tree := write(t, weightedFile(t))
	body := text(t, tree, export.KPIsPath)
	for _, m := range []string{
		export.MeasureWeight, export.MeasureWeightSquared, export.MeasureWeightedPoints, export.MeasureWeightSquaredPoints, export.MeasureWeightedSquares,
	} {
		if !strings.Contains(body, `"id": "`+m+`"`) {
			t.Errorf("%s is not described", m)
		}
	}
	r, err := audit.Run(tree.FS())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings() {
		t.Errorf("clean release: %s", f.Line(diag.EN))
	}
	if plain := 22; r.Cells != plain+3*5+9*2 { // three groups with five sums, nine answers with two
		t.Errorf("%d cells", r.Cells)
	}
}

// Weights may be withheld of a group whose respondents are published; nothing
// stands beside them, and the audit finds nothing missing.
func TestWithheldWeights(t *testing.T) {
	f := weightedFile(t)
	for i := range f.Cells {
		if c := &f.Cells[i]; c.Weighted != nil && c.Codes[dim.Sex] == "" && strings.HasPrefix(c.Codes[dim.Category], "employee.life_satisfaction") {
			c.Weighted = &release.Weighted{Withheld: true}
		}
	}
	tree := write(t, f)
	rows := strings.Split(text(t, tree, export.CellsPath), "\n")
	const of = ",company,2026fq1,1,,,,,,,employee.life_satisfaction"
	for _, want := range []string{"survey,respondents" + of + ",60,published", "survey,weight" + of + ",,withheld", "survey,weighted_points" + of + ",,withheld", "survey,weight_squared" + of + ".high,,withheld"} {
		if !slices.Contains(rows, want) {
			t.Errorf("no row %s", want)
		}
	}
	r, err := audit.Run(tree.FS())
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range r.Findings() {
		t.Errorf("clean release: %s", found.Line(diag.EN))
	}
}

// Of a weighted item 29 respondents are too few for the audit, 30 enough; of
// others 10 are.
func TestAuditOfSmallWeighted(t *testing.T) {
	for _, tt := range []struct {
		weighted    bool
		respondents int64
		findings    int
	}{{true, 29, 1}, {true, 30, 0}, {false, 29, 0}} {
		f := file(t)
		if tt.weighted {
			f = weightedFile(t)
		}
		f.Cells = slices.DeleteFunc(f.Cells, func(c release.Cell) bool { return c.Table == "survey" && c.Codes[dim.Sex] != "" })
		for i := range f.Cells {
			switch c := &f.Cells[i]; {
			case c.Table != "survey":
			case c.Moments != nil:
				c.Value = tt.respondents
			case strings.HasSuffix(c.Codes[dim.Category], ".low"):
				c.Value = tt.respondents - 20
			default:
				c.Value = 10
			}
		}
		r, err := audit.Run(write(t, f).FS())
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, x := range r.Findings() {
			if strings.HasPrefix(x.Rule.ID, "disclosure/") {
				n++
			}
		}
		if n != tt.findings {
			t.Errorf("%+v: %v", tt, r.Findings())
		}
	}
}

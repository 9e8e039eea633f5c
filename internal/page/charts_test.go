package page

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// An explored chart is what a script reads of it.
type explored struct {
	Kind  string
	Texts [][]string
}

// chartsOf reads what the script of a page gets, by the ids of the charts.
func chartsOf(t *testing.T, all map[string]string, path string) map[string]explored {
	t.Helper()
	text, ok := strings.CutPrefix(all[chartsPath(path)], "fukusenCharts=")
	if !ok {
		return nil
	}
	var charts map[string]explored
	if err := json.Unmarshal([]byte(text), &charts); err != nil {
		t.Fatal(path, err)
	}
	return charts
}

// kindsOf counts the charts of a page by kind.
func kindsOf(t *testing.T, all map[string]string, path string) map[string]int {
	t.Helper()
	kinds := map[string]int{}
	for _, c := range chartsOf(t, all, path) {
		kinds[c.Kind]++
	}
	return kinds
}

// Each kind of chart stands on the page where it helps, and not where there is
// nothing that it could show.
func TestKindsOfCharts(t *testing.T) {
	all, _ := write(t, newSite(t, 6))
	for _, tt := range []struct {
		path string
		has  []string
		not  []string
	}{
		{"kpi/w1.html", []string{"line", "diverging", "dots", "tiles", "heat"}, []string{"stacked", "slope", "columns"}}, // no change is clear
		{"kpi/a1b.html", []string{"line"}, []string{"diverging", "slope", "heat"}},
		{"kpi/a1b/company.html", []string{"dots", "tiles", "slope"}, []string{"diverging"}},
		{"kpi/a1b/school.html", []string{"dots", "tiles"}, []string{"slope"}},
		{"kpi/w9.html", []string{"stacked"}, []string{"columns", "diverging"}},
		{"kpi/e25.html", []string{"columns"}, []string{"stacked"}}, // several answers are no whole
	} {
		kinds := kindsOf(t, all, tt.path)
		for _, k := range tt.has {
			if kinds[k] == 0 {
				t.Errorf("%s has no %s: %v", tt.path, k, kinds)
			}
		}
		for _, k := range tt.not {
			if kinds[k] > 0 {
				t.Errorf("%s has a %s: %v", tt.path, k, kinds)
			}
		}
	}
	if !strings.Contains(all["kpi/a1b.html"], "同じ四半期どうし") || !strings.Contains(all["kpi/a1b.html"], ">2026年度 ") {
		t.Error("no years beside one another")
	}
}

// A site of which everything is withheld has no chart that would compare.
func TestNothingToCompare(t *testing.T) {
	f := newFixture(t, 3)
	for i := range f.all {
		f.all[i] = hide(f.all[i], release.Withheld)
	}
	all, _ := write(t, f.site(t))
	for path := range all {
		kinds := kindsOf(t, all, path)
		for _, k := range []string{"slope", "heat", "tiles", "columns", "levels"} {
			if kinds[k] > 0 {
				t.Errorf("%s has a %s", path, k)
			}
		}
	}
}

// Every prefecture has one tile.
func TestPrefectures(t *testing.T) {
	var codes []string
	for _, c := range prefectures {
		if c != "--" {
			codes = append(codes, c)
		}
	}
	slices.Sort(codes)
	if len(codes) != 47 || len(slices.Compact(slices.Clone(codes))) != 47 || codes[0] != "01" || codes[46] != "47" || len(prefectures)%prefectureColumns != 0 {
		t.Errorf("%d prefectures: %v", len(codes), codes)
	}
	for code, want := range map[string][2]int{"01": {1, 11}, "13": {8, 10}, "47": {13, 1}} {
		if row, col, ok := tileAt(dim.Entry{ID: code}); !ok || row != want[0] || col != want[1] {
			t.Errorf("%s stands at %d, %d, want %v", code, row, col, want)
		}
	}
	if _, _, ok := tileAt(dim.Entry{ID: "99"}); ok {
		t.Error("an area without a place has one")
	}
	if row, col, ok := tileAt(dim.Entry{ID: "13", Row: 2, Col: 3}); !ok || row != 2 || col != 3 {
		t.Error("areas.csv does not decide")
	}
}

// The newest three years stand beside one another; none from before a break,
// nor the quarters of its own year before it.
func TestYears(t *testing.T) {
	s := newSite(t, 1)
	p := &printer{site: &s}
	series := make([]*kpi.Observation, len(s.KPIs.Quarters)) // 2024fq1 to 2026fq1
	var e catalogue.Entry
	if got := p.yearsOf(&e, series); len(got) != 3 || got[0].year != 2026 || got[0].told != [4]bool{true} || got[2].told != [4]bool{true, true, true, true} {
		t.Errorf("years %+v", got)
	}
	e.Breaks = []catalogue.Break{{From: "2025fq3"}}
	if got := p.yearsOf(&e, series); len(got) != 2 || got[1].told != [4]bool{false, false, true, true} {
		t.Errorf("years after a break %+v", got)
	}
	if comparable(p.yearsOf(&e, series)) {
		t.Error("quarters without a value are compared")
	}
}

// A row of levels is drawn only if all of it is published and adds up.
func TestLevelsAreWhole(t *testing.T) {
	of := func(st release.Status, n int64) *kpi.Observation {
		return &kpi.Observation{Status: st, Numerator: n, Denominator: 30}
	}
	pub := release.Published
	for _, tt := range []struct {
		parts []*kpi.Observation
		want  bool
	}{
		{[]*kpi.Observation{of(pub, 10), of(pub, 20)}, true},
		{[]*kpi.Observation{of(pub, 10), of(pub, 19)}, false},
		{[]*kpi.Observation{of(pub, 30), of(release.Withheld, 0)}, false},
		{[]*kpi.Observation{of(pub, 30), nil}, false},
	} {
		if got := (levelRow{whole: of(pub, 0), parts: tt.parts}).complete(); got != tt.want {
			t.Errorf("%v: complete is %v", tt.parts, got)
		}
	}
	if (levelRow{whole: of(release.Withheld, 0), parts: []*kpi.Observation{of(pub, 30)}}).complete() {
		t.Error("a whole that is withheld can be added up")
	}
}

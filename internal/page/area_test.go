package page

import (
	"slices"
	"strings"
	"testing"

	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// areaSite has an area with a value of the newest quarter, one of an earlier
// quarter and one of a year.
func areaSite(t *testing.T) Site {
	f := newFixture(t, 6)
	city := f.of("company", "area", "99201")
	f.all = slices.DeleteFunc(f.all, func(o kpi.Observation) bool { return o.Key.Codes[dim.Area] == city[dim.Area] })
	f.add("a1b", kpi.Value, "", lastQuarter, city, rateOf(30, 300))
	f.add("a1b", kpi.Value, "", lastQuarter-1, city, rateOf(20, 300))
	f.add("a1n", kpi.Value, "", lastQuarter-1, city, rateOf(12, 300))
	f.add("a1n", kpi.Value, "", lastQuarter, city, withheldOf)
	f.add("a1n", kpi.Value, "", lastQuarter, f.of("school", "area", "99201"), withheldOf)
	return f.site(t)
}

// The table of an area has room on a telephone: what belongs to a value stands
// below it. Its caption says of which quarter the values are, and each that is
// of another says so.
func TestAreaTable(t *testing.T) {
	s := areaSite(t)
	roots, all := some(t, s, "area/99201.html", "en/area/99201.html")
	for p, want := range map[string][]string{
		"area/99201.html": {
			"2026年度第1四半期(2026年4~6月)のものでない値", "指標、2026年度第1四半期(2026年4~6月)、公表前",
			"10.0%偶然変動の目安 5.0%から15.0%", "企業 #4.0%偶然変動の目安 2.0%から6.0%2025年度 第4四半期", "学校 #x秘匿",
		},
		"en/area/99201.html": {"not of Q1 FY2026", "Q1 FY2026 (Apr–Jun 2026). Not yet released", "Q4 FY2025"},
	} {
		checkNumbers(t, p, roots[p], s)
		main := roots[p].find("main")[0]
		for _, w := range want {
			if !strings.Contains(main.text, w) {
				t.Errorf("%s does not say %q in %s", p, w, main.text)
			}
		}
		table := main.find("table")[0]
		if n := len(table.find("thead")[0].find("th")); n > 3 {
			t.Errorf("%s: %d columns", p, n)
		}
		if rows := strings.Count(all[p], "<tr id="); rows != 3 {
			t.Errorf("%s: %d rows", p, rows)
		}
		if n := strings.Count(table.text, "2026年度 第1四半期") + strings.Count(table.find("tbody")[0].text, "Q1 FY2026"); n > 0 {
			t.Errorf("%s: the quarter of the caption stands in %d rows", p, n)
		}
	}
}

// The page of an area says where its numbers are, and how to cite those that are
// released: nobody should cite a draft.
func TestAreaCitation(t *testing.T) {
	roots, all := some(t, areaSite(t), "area/99201.html")
	page := roots["area/99201.html"]
	for _, w := range []string{"area の列が 99201 の行", "の指標、2025年度第4四半期(2026年1~3月)(版 2025fq4-r1)", "引用には公表した四半期の数値"} {
		if !strings.Contains(page.text, w) {
			t.Errorf("the page does not say %q", w)
		}
	}
	if !strings.Contains(all["area/99201.html"], `href="../data/observations.csv"`) {
		t.Error("nothing leads to the numbers")
	}
	s := areaSite(t)
	for i, f := range s.Files {
		c := *f
		c.SHA256 = ""
		s.Files[i] = &c
	}
	roots, _ = some(t, s, "area/99201.html")
	if text := roots["area/99201.html"].text; !strings.Contains(text, "(版 公表前)") || strings.Contains(text, "引用には公表した四半期の数値") {
		t.Error("a site of drafts cites a release")
	}
}

package cube

import (
	"fmt"
	"strings"
	"testing"
)

// A row that leaves blank what others tell, with no less than they have, may be
// their total.
func TestMaybeTotals(t *testing.T) {
	s := newSite(t)
	const head = "period,organisation,sex,age,persons,dual_any\n"
	const two = head + "2026FQ1,acme,男,20代,10,1\n2026FQ1,acme,女,20代,12,2\n"
	maybe := func(line int, axes string, is, parts, rows int) string {
		return fmt.Sprintf("a.csv:%d: persons of this row, which leaves %s blank, is %d: much beside the %d of those that tell it (rows: %d); it may be a total [data/total-like]", line, axes, is, parts, rows)
	}
	tests := []struct{ name, file, want string }{
		{"with a few of unknown sex", two + "2026FQ1,acme,,20代,25,3\n", maybe(4, "sex", 25, 22, 2)},
		{"over two axes", two + "2026FQ1,acme,,,25,3\n", maybe(4, "sex, age", 25, 22, 2)},
		{"that says unknown", two + "2026FQ1,acme,不詳,20代,25,3\n", ""},
		{"of half the sum", two + "2026FQ1,acme,,20代,11,3\n", maybe(4, "sex", 11, 22, 2)},
		{"below half the sum", two + "2026FQ1,acme,,20代,10,3\n", ""},
		{"smaller than its part alone", head + "2026FQ1,acme,女,20代,10,1\n2026FQ1,acme,,20代,9,3\n", ""},
		{"of another organisation", two + "2026FQ1,kita,,20代,25,3\n", ""},
		{"of another quarter", two + "2026FQ2,acme,,20代,25,3\n", ""},
		{"beside its part alone", head + "2026FQ1,acme,女,20代,10,1\n2026FQ1,acme,,20代,25,3\n", maybe(3, "sex", 25, 10, 1)},
		{"that tells less in another measure", two + "2026FQ1,acme,,20代,22,1\n", maybe(4, "sex", 22, 22, 2)},
		{"that is the exact sum", two + "2026FQ1,acme,,20代,22,3\n",
			"a.csv:4: this row, which does not tell sex, age or the finer area, is the sum of 2 other rows [data/total]"},
		{"whose part has no number", head + "2026FQ1,acme,女,20代,x,1\n2026FQ1,acme,,20代,25,3\n", strings.Replace(maybe(3, "sex", 3, 1, 1), "persons", "dual_any", 1)},
		{"among rows that add up", "add_up: true\n---\n" + two + "2026FQ1,acme,,20代,20,1\n2026FQ1,acme,,20代,20,1\n", ""},
		{"alone among rows that add up", "add_up: true\n---\n" + two + "2026FQ1,acme,,20代,25,1\n", maybe(4, "sex", 25, 22, 2)},
		{"of an area", "period,organisation,area,persons\n2026FQ1,acme,福井市,10\n2026FQ1,acme,敦賀市,12\n2026FQ1,acme,,22\n", maybe(4, "area", 22, 22, 2)},
		{"of residents", "period,area,sex,residents\n2026FQ1,福井市,男,10\n2026FQ1,福井市,女,12\n2026FQ1,福井市,,25\n", strings.Replace(maybe(4, "sex", 25, 22, 2), "persons", "residents", 1)},
	}
	for _, tt := range tests {
		_, got := s.cube(t, tt.file)
		if got != tt.want {
			t.Errorf("a row %s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// A prefecture beside its municipalities is their total or the rest of it.
func TestBesideParts(t *testing.T) {
	s := newSite(t)
	const head = "period,organisation,area,persons\n"
	const towns = head + "2026FQ1,acme,福井市,15\n2026FQ1,acme,敦賀市,15\n"
	beside := func(line int, whole string, rows, first int) string {
		return fmt.Sprintf("a.csv:%d: a row about %s stands beside rows about its parts (rows: %d); it is counted as that of %s of which the part is not known, in addition to them (a.csv:%d) [data/beside-parts]", line, whole, rows, whole, first)
	}
	const within = "area: {column: town, by: name, within: {column: pref}}\n---\n"
	tests := []struct{ name, file, want string }{
		{"less than its parts", towns + "2026FQ1,acme,福井県,25\n", beside(4, "Fukui", 2, 2)},
		{"more", towns + "2026FQ1,acme,福井県,45\n", beside(4, "Fukui", 2, 2)},
		{"their sum", towns + "2026FQ1,acme,福井県,30\n",
			"a.csv:4: this row, which does not tell sex, age or the finer area, is the sum of 2 other rows [data/total]"},
		{"in two quarters", towns + "2026FQ1,acme,福井県,25\n2026FQ2,acme,福井市,15\n2026FQ2,acme,福井県,25\n", beside(4, "Fukui", 2, 2)},
		{"of two organisations", towns + "2026FQ1,acme,福井県,25\n2026FQ1,kita,福井市,15\n2026FQ1,kita,福井県,25\n",
			beside(4, "Fukui", 2, 2) + "\n" + beside(6, "Fukui", 1, 5)},
		{"of another prefecture", towns + "2026FQ1,acme,石川県,25\n", ""},
		{"of another organisation", towns + "2026FQ1,kita,福井県,25\n", ""},
		{"a city beside its ward", head + "2026FQ1,acme,名古屋市,25\n2026FQ1,acme,名古屋市中村区,15\n", beside(2, "名古屋市", 1, 3)},
		{"a prefecture beside a ward", head + "2026FQ1,acme,愛知県,25\n2026FQ1,acme,名古屋市中村区,15\n", beside(2, "Aichi", 1, 3)},
		{"a prefecture beside a city of wards", head + "2026FQ1,acme,愛知県,25\n2026FQ1,acme,名古屋市,15\n", beside(2, "Aichi", 1, 3)},
		{"a prefecture alone", head + "2026FQ1,acme,愛知県,25\n2026FQ1,acme,福井市,15\n", ""},
		{"a sport", "period,organisation,sport,persons\n2026FQ1,acme,競技スポーツ,25\n2026FQ1,acme,サッカー,15\n", beside(2, "Sports", 1, 3)},
		{"in columns", within + "period,organisation,pref,town,persons\n2026FQ1,acme,福井県,福井市,15\n2026FQ1,acme,福井県,,25\n", beside(3, "Fukui", 1, 2)},
		{"in columns, unknown", within + "period,organisation,pref,town,persons\n2026FQ1,acme,福井県,福井市,15\n2026FQ1,acme,福井県,不詳,25\n", ""},
	}
	for _, tt := range tests {
		_, got := s.cube(t, tt.file)
		if got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// Yes or no is said once of a school: two rows would add up.
func TestOnce(t *testing.T) {
	s := newSite(t)
	const head = "period,organisation,sex,students,agreement\n"
	once := func(line, first int) string {
		return fmt.Sprintf("a.csv:%d: きた学園 gives agreement of Q1 of fiscal 2026 in more than one row; they would be added up, and the organisation counted several times (a.csv:%d) [data/once]", line, first)
	}
	tests := []struct{ name, file, want string }{
		{"one row", head + "2026FQ1,kita,男,10,1\n2026FQ1,kita,女,10,\n", ""},
		{"two rows", head + "2026FQ1,kita,男,10,1\n2026FQ1,kita,女,10,1\n", once(3, 2)},
		{"three rows, one blank", head + "2026FQ1,kita,男,10,\n2026FQ1,kita,女,10,0\n2026FQ1,kita,不詳,10,1\n", once(4, 3)},
		{"two quarters", head + "2026FQ1,kita,男,10,1\n2026FQ2,kita,男,10,1\n", ""},
		{"two revisions", "period,organisation,students,agreement,revision\n2026FQ1,kita,10,1,1\n2026FQ1,kita,10,1,2\n", ""},
		{"months of one row", head + "2026-04,kita,男,10,1\n2026-05,kita,男,10,1\n2026-06,kita,男,10,1\n", ""},
	}
	for _, tt := range tests {
		if _, got := s.cube(t, tt.file); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

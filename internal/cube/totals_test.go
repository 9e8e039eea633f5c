package cube

import (
	"fmt"
	"testing"

	"fukusen/internal/dim"
	"fukusen/internal/source"
)

// aged gives a row an age band.
func aged(r source.Row, age string) source.Row {
	r.Codes[dim.Age] = code(dim.Age, age)
	return r
}

// A row that tells neither sex nor age and is the sum of those that do counts
// everybody twice.
func TestUnmarkedTotals(t *testing.T) {
	split := []source.Row{
		aged(row(2, "a", "f", n(1), n(10), n(4)), "20-29"), aged(row(3, "a", "f", n(0), n(20), n(5)), "30-39"),
		aged(row(4, "a", "m", n(2), n(30), n(6)), "20-29"),
	}
	tests := []struct {
		name string
		row  source.Row
		want string
	}{
		{"total", aged(row(5, "a", "unknown", n(3), n(60), n(15)), "unknown"), "x.csv:5: this row, which does not tell sex, age or the finer area, is the sum of 3 other rows [data/total]"},
		{"one measure differs", aged(row(5, "a", "unknown", n(3), n(60), n(14)), "unknown"), ""},
		{"total of an age", aged(row(5, "a", "unknown", n(3), n(40), n(10)), "20-29"), "x.csv:5: this row, which does not tell sex, age or the finer area, is the sum of 2 other rows [data/total]"},
		{"another organisation", aged(row(5, "b", "unknown", n(3), n(60), n(15)), "unknown"), ""},
		{"sum of one row", aged(row(5, "a", "unknown", n(0), n(20), n(5)), "30-39"), ""},
	}
	for _, tt := range tests {
		rows := append([]source.Row{}, split...)
		_, finds := merge(t, file{"x.csv", people(), append(rows, tt.row)})
		got := ""
		if len(finds) > 0 {
			got = finds[0].Error()
		}
		if got != tt.want || len(finds) > 1 {
			t.Errorf("%s: got %v, want %q", tt.name, finds, tt.want)
		}
	}
}

// A total that has the word in place of its period is about all periods of the
// file, and about all groups that it does not tell.
func TestTotalsOfAllPeriods(t *testing.T) {
	s := newSite(t)
	const head = "period,organisation,sex,persons,dual_any\n"
	const two = head + "2026FQ1,acme,男,10,1\n2026FQ1,acme,女,20,2\n"
	differs := func(line int, measure string, is, parts int) string {
		return fmt.Sprintf("a.csv:%d: the total of %s is given as %d, but the parts add up to %d (difference %d) [data/total-differs]", line, measure, is, parts, is-parts)
	}
	tests := []struct{ name, file, want string }{
		{"of one that fits", two + "合計,acme,,30,3\n", ""},
		{"of all organisations", two + "2026FQ1,kita,男,5,1\n合計,,,35,4\n", ""},
		{"of all organisations, by name", two + "2026FQ1,kita,男,5,1\n総計,計,計,36,4\n", differs(5, "persons", 36, 35)},
		{"that does not fit", two + "合計,acme,,31,3\n", differs(4, "persons", 31, 30)},
		{"of the rows of one sex", two + "2026FQ1,kita,女,5,1\n合計,,女,26,3\n", differs(5, "persons", 26, 25)},
		{"without a word for the period", two + ",acme,計,31,3\n", differs(4, "persons", 31, 30)},
		{"of stocks in two quarters", two + "2026FQ2,acme,男,11,1\n合計,acme,,99,9\n", ""},
		{"of flows in two quarters", "period,organisation,persons,informed\n2026FQ1,acme,50,10\n2026FQ2,acme,50,20\n合計,acme,50,31\n", differs(4, "informed", 31, 30)},
		{"that another organisation sums up", two + "合計,kita,,31,3\n", ""},
		{"beside one that is not marked", head + "2026FQ1,acme,男,10,1\n2026FQ1,acme,女,20,2\n2026FQ1,acme,,30,3\n合計,acme,,30,3\n",
			"a.csv:4: this row, which does not tell sex, age or the finer area, is the sum of 2 other rows [data/total]"},
		{"of two revisions", "period,organisation,persons,revision\n2026FQ1,acme,10,1\n2026FQ1,acme,11,2\n合計,acme,11,\n", ""},
		{"beside a blank organisation", two + "合計,,,30,3\n2026FQ1,,男,1,1\n", "a.csv:5:9: the required column organisation is empty [csv/blank-key]"},
	}
	for _, tt := range tests {
		if _, got := s.cube(t, tt.file); got != tt.want {
			t.Errorf("a total %s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

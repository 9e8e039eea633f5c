package cube

import (
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

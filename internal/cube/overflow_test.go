package cube

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"fukusen/internal/source"
)

// A sum beyond 2^60 is a finding, wherever it comes together: it would wrap.
func TestTooLarge(t *testing.T) {
	s := newSite(t)
	const largest = 1_000_000_000_000_000 // of a row, in yen
	costs := func(rows int, org string) string {
		return "add_up: true\n---\nperiod,organisation,channel,hires,external_cost\n" + strings.Repeat(fmt.Sprintf("2026FQ1,%s,その他,1,%d\n", org, int64(largest)), rows)
	}
	const finding = "the values of external_cost add up to more than can be counted (10^18) [data/too-large]"
	tests := []struct {
		name  string
		files []string
		want  string
	}{
		{"one file", []string{costs(1152, "acme")}, ""}, // 2^60 is 1.1529 x 10^18
		{"one file, one more", []string{costs(1153, "acme")}, "a.csv: " + finding},
		{"one file that would wrap", []string{costs(9300, "acme")}, "a.csv: " + finding},
		{"two files", []string{costs(1152, "acme"), costs(1, "kita")}, "b.csv:2: " + finding},
		{"two files, both too large", []string{costs(1153, "acme"), costs(1153, "kita")}, "a.csv: " + finding + "\nb.csv: " + finding},
	}
	for _, tt := range tests {
		if _, got := s.cube(t, tt.files...); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// So many cannot have answered: beside weighted answers their sums would wrap.
func TestTooManyReplies(t *testing.T) {
	s := newSite(t)
	const (
		most    = 68_719_476_736 // 2^36
		finding = "the values of respondents add up to more than can be counted (6 x 10^10 people) [data/too-large]"
	)
	tally := func(org string, counts ...int64) string {
		text := "add_up: true\n---\nperiod,organisation,population,item,answer,respondents\n"
		for _, n := range counts {
			text += fmt.Sprintf("2026FQ1,%s,resident,life_satisfaction,10,%d\n", org, n)
		}
		return text
	}
	tests := []struct {
		name  string
		files []string
		want  string
	}{
		{"as many as can be", []string{tally("acme", most)}, ""},
		{"one more", []string{tally("acme", most, 1)}, "a.csv: " + finding},
		{"the largest number of a row", []string{tally("acme", 1_000_000_000_000)}, "a.csv: " + finding},
		{"two files", []string{tally("acme", most), tally("kita", 1)}, "b.csv:2: " + finding},
		{"twice the largest in the next one", []string{tally("acme", most), tally("kita", most, 1)}, "b.csv: " + finding},
	}
	for _, tt := range tests {
		if _, got := s.cube(t, tt.files...); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
	_, got := s.cube(t, tally("acme", 9_000_000_000_000_000_000))
	if !strings.Contains(got, "[csv/number]") {
		t.Errorf("a row of 9 * 10^18: %s", got)
	}
}

// As many as can be still count rightly beside weighted answers.
func TestManyRepliesBesideWeights(t *testing.T) {
	weighted := []source.Row{weighedRow(2, 1500, "10", 0), weighedRow(3, 500, "10", 0)}
	c, finds := merge(t,
		file{"a.csv", weightedSurvey(), weighted},
		file{"b.csv", tally(), []source.Row{counted(row(2, "b", "f"), "life_satisfaction", "10", n(mostReplies))}})
	if len(finds) > 0 {
		t.Fatal(finds)
	}
	var all Weights
	for _, org := range []string{"a", "b"} {
		x := find(t, c, "resident.life_satisfaction", org, "f")
		all.Add(x.Weighed())
	}
	want := new(big.Int).Mul(big.NewInt(100_000_000), big.NewInt(1<<36))
	want.Add(want, big.NewInt(250_000_000))
	if got := big.NewInt(all.SquareSquares); got.Cmp(want) != 0 {
		t.Errorf("got %d, want %d", got, want)
	}
}

package cube

import (
	"fmt"
	"strings"
	"testing"
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

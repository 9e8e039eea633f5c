package stat

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

const fairness = "../../../shared/realdata/fairness"

// Group rates, ratios to the reference group and verdicts are those that the
// tests of aequitas expect of its own inputs: rates counted from the rows,
// ratios by RateRatio, and parity by the two-sided band of four fifths.
func TestAequitas(t *testing.T) {
	if _, err := os.Stat(fairness); err != nil {
		t.Skip("shared/realdata/fairness is not beside the checkout")
	}
	rates, ratios, verdicts := 0, 0, 0
	for n := 1; n <= 5; n++ {
		groups := confusions(t, fmt.Sprintf("test_%d.csv", n))
		for _, row := range rowsOf(t, fmt.Sprintf("expected_output_test_%d.csv", n)) {
			g, ref := groups[row["attribute_value"]], groups[row["reference_group"]]
			for metric, of := range map[string]func(confusion) Count{
				"pprev": func(c confusion) Count { return Count{c[[2]bool{true, true}] + c[[2]bool{false, true}], c.size()} },
				"fpr": func(c confusion) Count {
					return Count{c[[2]bool{false, true}], c[[2]bool{false, true}] + c[[2]bool{false, false}]}
				},
				"fnr": func(c confusion) Count {
					return Count{c[[2]bool{true, false}], c[[2]bool{true, true}] + c[[2]bool{true, false}]}
				},
				"for": func(c confusion) Count {
					return Count{c[[2]bool{true, false}], c[[2]bool{true, false}] + c[[2]bool{false, false}]}
				},
				"fdr": func(c confusion) Count {
					return Count{c[[2]bool{false, true}], c[[2]bool{false, true}] + c[[2]bool{true, true}]}
				},
			} {
				rate, ok := of(g).Rate()
				rates += agrees(t, fmt.Sprintf("test %d, %s of %s", n, metric, row["attribute_value"]), row[metric], rate, ok)
				r := Ratio{}
				if of(g).N > 0 && of(ref).N > 0 {
					r = RateRatio(of(g).X, of(g).N, of(ref).X, of(ref).N)
				}
				ratios += agrees(t, fmt.Sprintf("test %d, ratio of %s of %s", n, metric, row["attribute_value"]), row[metric+"_disparity"], r.Point, r.Computable)
				want := row[map[string]string{"pprev": "Impact Parity", "fpr": "FPR Parity", "fnr": "FNR Parity", "for": "FOR Parity", "fdr": "FDR Parity"}[metric]]
				if verdict, err := strconv.ParseBool(want); err == nil && r.Computable {
					verdicts++
					if got := FourFifths.Contains(r.Point); got != verdict {
						t.Errorf("test %d: %s of %s, ratio %v, is within the band: %v, want %v", n, metric, row["attribute_value"], r.Point, got, verdict)
					}
				}
			}
		}
	}
	t.Logf("%d rates, %d ratios, %d verdicts", rates, ratios, verdicts)
	if min(rates, ratios, verdicts) == 0 {
		t.Error("nothing was compared")
	}
}

// agrees compares with a number of the file, where both have one, and counts it.
func agrees(t *testing.T, what, want string, got float64, ok bool) int {
	t.Helper()
	v, err := strconv.ParseFloat(want, 64)
	if err != nil || v != v || !ok {
		return 0 // NaN and NA: nothing divides, or nobody is in the reference
	}
	if d := got - v; d > 1e-9 || d < -1e-9 {
		t.Errorf("%s: got %v, want %v", what, got, v)
	}
	return 1
}

// A confusion counts the rows of a group by label and by prediction.
type confusion map[[2]bool]int64

func (c confusion) size() (n int64) {
	for _, k := range c {
		n += k
	}
	return n
}

func confusions(t *testing.T, name string) map[string]confusion {
	t.Helper()
	groups := map[string]confusion{}
	for _, row := range rowsOf(t, name) {
		if groups[row["class"]] == nil {
			groups[row["class"]] = confusion{}
		}
		groups[row["class"]][[2]bool{row["label_value"] == "1", row["score"] == "1"}]++
	}
	return groups
}

func rowsOf(t *testing.T, name string) (rows []map[string]string) {
	t.Helper()
	f, err := os.Open(filepath.Join(fairness, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, fields := range all[1:] {
		row := map[string]string{}
		for i, h := range all[0] {
			row[h] = fields[i]
		}
		rows = append(rows, row)
	}
	return rows
}

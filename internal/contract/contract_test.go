package contract

import (
	"testing"

	"fukusen/internal/dim"
)

// A header that two columns of one table share could be read either way.
func TestHeadersAreUnambiguous(t *testing.T) {
	c := New(nil)
	for _, table := range c.Tables {
		seen := map[string]string{}
		for _, col := range table.Columns(c.Items) {
			for _, h := range append([]string{col.ID, col.Name.JA, col.Name.EN}, col.Aliases...) {
				if other, ok := seen[h]; ok && other != col.ID {
					t.Errorf("%s: header %q means %s and %s", table.ID, h, other, col.ID)
				}
				seen[h] = col.ID
			}
		}
	}
}

func TestPartsNameMeasures(t *testing.T) {
	for _, table := range New(nil).Tables {
		for _, m := range table.Measures {
			for _, whole := range m.PartOf {
				if _, ok := table.Measure(whole); !ok {
					t.Errorf("%s.%s is part of %s, which is no measure", table.ID, m.ID, whole)
				}
			}
		}
	}
}

func TestClassify(t *testing.T) {
	c := New([]Item{{ID: "sat", Answers: []Answer{{Code: "good", Name: Name{"満足", "Good"}, Labels: []string{"まあ満足"}}}}})
	tests := []struct {
		item, text string
		want       string
		point      int
	}{
		{"area_enps", "0", Detractors, 0},
		{"area_enps", "6", Detractors, 6},
		{"area_enps", "7", Passives, 7},
		{"area_enps", "9", Promoters, 9},
		{"area_enps", "10", Promoters, 10},
		{"area_enps", Promoters, Promoters, 0},
		{"area_enps", "11", "", 0},
		{"area_enps", "-1", "", 0},
		{"area_enps", "7.5", "", 0},
		{"life_satisfaction", "4", "low", 4},
		{"life_satisfaction", "5", "middle", 5},
		{"life_satisfaction", "high", "", 0}, // a mean needs the point
		{"sat", "満足", "good", 0},
		{"sat", "まあ満足", "good", 0},
		{"sat", "不満", "", 0},
	}
	for _, tt := range tests {
		it, ok := c.Item(tt.item)
		if !ok {
			t.Fatalf("no item %s", tt.item)
		}
		i, point, ok := it.Classify(tt.text)
		got := ""
		if ok {
			got = it.Answers[i].Code
		}
		if got != tt.want || ok && point != tt.point {
			t.Errorf("%s %q is %q at %d, want %q at %d", tt.item, tt.text, got, point, tt.want, tt.point)
		}
	}
}

// Every point of a scale falls into exactly one class.
func TestClassesCoverTheScale(t *testing.T) {
	for _, it := range New(nil).Items {
		for p := it.Low; p <= it.Points && it.Points > 0; p++ {
			n := 0
			for _, a := range it.Answers {
				if a.From <= p && p <= a.To {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%s: point %d is in %d classes", it.ID, p, n)
			}
		}
	}
}

func TestCodesAreCodes(t *testing.T) {
	c := New(nil)
	for _, p := range c.Populations {
		for _, it := range c.Items {
			for _, a := range it.Answers {
				if id := CategoryOf(p.ID, it.ID, a.Code); !dim.IsCode(id) {
					t.Errorf("category %q is not a code", id)
				}
			}
		}
	}
}

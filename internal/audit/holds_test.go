package audit

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// In the safe block of four, publishing any cell gives away the other three.
func TestHoldsOfBlock(t *testing.T) {
	holds := newSite(10).cross("sex", "age", sexes, ages, sexAge, safeBlock...).run(t).Holds()
	if len(holds) != 4 {
		t.Fatalf("%d holds, want 4", len(holds))
	}
	for i, h := range holds {
		if len(h.Reveals) != 3 || slices.Contains(h.Reveals, i) || len(h.Next) != 2 {
			t.Errorf("%s reveals %v and is next to %v", name(h.Cell), h.Reveals, h.Next)
		}
	}
	if got, want := holds[0].Name.JA, "人数、2026年度第1四半期、種別 company、性別 f、年齢階級 20s"; got != want {
		t.Errorf("name is %q, want %q", got, want)
	}
	if h := holds[0]; h.Measure.JA != "人数、company" || h.Group.EN != "F, 20S" {
		t.Errorf("its halves are %q and %q", h.Measure.JA, h.Group.EN)
	}
}

// What a hold is said to reveal is what the audit finds when it is published.
func TestHoldsReveal(t *testing.T) {
	r := rand.New(rand.NewPCG(27, 1))
	said := 0
	for range 20 {
		w := newWorld(r)
		report := w.site(2).run(t)
		before := determined(report)
		holds := report.Holds()
		for _, h := range holds {
			name := name(h.Cell)
			if before[name] {
				continue
			}
			want := map[string]bool{name: true}
			for _, k := range h.Reveals {
				want[nameOf(holds[k])] = true
			}
			opened := *w
			for i := range sideA {
				for j := range sideB {
					for k := range sideC {
						if "persons "+strings.Join([]string{worldAxes[0][i], worldAxes[1][j], worldAxes[2][k]}, " ") == name {
							opened.open[i][j][k] = false
						}
					}
				}
			}
			got := determined(opened.site(2).run(t))
			got[name] = true
			for b := range before {
				delete(got, b)
			}
			if !maps.Equal(got, want) {
				t.Fatalf("%s reveals %v, the audit finds %v", name, want, got)
			}
			said += len(h.Reveals)
		}
	}
	if said < 100 {
		t.Errorf("only %d cells are revealed", said)
	}
}

func nameOf(h Hold) string { return name(h.Cell) }

func determined(r *Report) map[string]bool {
	all := map[string]bool{}
	for _, l := range r.Determined {
		all[name(l.Cell)] = true
	}
	return all
}

package protect

import (
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// weighedAnswers puts answers of one group, all of the same weight.
func (w *world) weighedAnswers(group string, weight int64, answers ...int64) {
	w.Helper()
	w.answers(weightedLife, group, answers...)
	w.weigh(weightedLife, weight)
}

// weightsOf writes the sum of the weights of a group: "-" if it is withheld.
func (w *world) weightsOf(c *Cube, group string) string {
	w.Helper()
	for _, rc := range cells(c) {
		if w.name(rc) == weightedLife && w.env.Lists.IDs(w.cell(group)) == without(rc.Codes) && rc.Weighted != nil && !rc.Weighted.Withheld {
			return big.NewInt(rc.Weighted.Sum).String()
		}
	}
	return "-"
}

// Of 44 respondents men count 0.8 and women 1.2, which the totals of both show.
// A sum of 36.8 would tell that 4 are women; it and that of the other area, to
// which the rest belongs, are withheld, and so are those of the answers. The
// sum over both areas follows from the totals of men and women.
func TestWeightsCountNobody(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName})
	w.weighedAnswers("org=a area=99301 sex=m", 800, 14, 13, 13)
	w.weighedAnswers("org=a area=99301 sex=f", 1200, 1, 2, 1)
	w.weighedAnswers("org=a area=99302 sex=m", 800, 20, 20, 20)
	w.weighedAnswers("org=a area=99302 sex=f", 1200, 20, 20, 20)
	c, _ := w.apply(Options{})
	w.want(c, weightedLife, "kind=company area=99301", "44")
	w.want(c, weightedLife, "kind=company area=99301 sex=f", "withheld")
	for group, want := range map[string]string{
		"kind=company": "156800", "kind=company sex=m": "80000", "kind=company sex=f": "76800",
		"kind=company area=99301": "-", "kind=company area=99302": "-",
	} {
		if got := w.weightsOf(c, group); got != want {
			t.Errorf("%s: the weights are %s, want %s", group, got, want)
		}
	}
	for _, rc := range cells(c) {
		if rc.Weighted != nil && rc.Weighted.Withheld && *rc.Weighted != (release.Weighted{Withheld: true}) {
			t.Errorf("%v: %+v", rc.Codes, rc.Weighted)
		}
	}
}

// Where all count the same, sums of weights tell no more than numbers.
func TestEqualWeightsAreTold(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName})
	for _, area := range []string{"99301", "99302"} {
		w.weighedAnswers("org=a area="+area+" sex=m", 1500, 14, 13, 13)
		w.weighedAnswers("org=a area="+area+" sex=f", 1500, 1, 2, 1)
	}
	c, _ := w.apply(Options{})
	if got := w.weightsOf(c, "kind=company area=99301"); got != "66000" {
		t.Errorf("the weights are %s, want 66000", got)
	}
}

// Who knows the weight of each finest cell and takes all published numbers and
// sums of weights together computes nothing that is withheld.
func TestNothingWithheldIsDerivableByWeights(t *testing.T) {
	told, withheld := 0, 0
	for seed := range uint64(30) {
		w := randomWorld(t, rand.New(rand.NewPCG(seed, 13)))
		w.weighGroups()
		c, _ := w.apply(Options{K: 5, KSensitive: 12})
		o := newOracle(w, c)
		for _, rc := range cells(c) {
			if w.name(rc) == weightedLife && rc.Weighted != nil && !rc.Weighted.Withheld {
				told++
				o.weigh(rc, 1)
				o.weigh(rc, 2)
			}
		}
		for _, rc := range cells(c) {
			if w.name(rc) != weightedLife || rc.Status != release.Withheld {
				continue
			}
			withheld++
			if o.derivable(weightedLife, func(x *cube.Cell) bool { return o.within(x, rc) }) {
				t.Fatalf("site %d: %v can be computed from sums of weights", seed, rc.Codes)
			}
		}
	}
	if told == 0 || withheld == 0 {
		t.Errorf("%d sums of weights, %d withheld groups: this tests nothing", told, withheld)
	}
}

// weighGroups gives the finest cells of the weighted item weights by sex, in
// every other site of two by sex and age.
func (w *world) weighGroups() {
	byAge := len(w.series[0].Cells)%2 == 0
	for i := range w.series {
		if name(&w.series[i]) != weightedLife {
			continue
		}
		for j := range w.series[i].Cells {
			x := &w.series[i].Cells[j]
			weight := int64(800 + 130*int(x.Codes[dim.Sex]))
			if byAge {
				weight += int64(70 * int(x.Codes[dim.Age]))
			}
			n := x.Sums.Sum
			x.Weights = &cube.Weights{All: weight * n, AllSquares: weight * weight * n, Of: make([]int64, len(x.Answers)), Squares: make([]int64, len(x.Answers))}
		}
	}
}

// weigh adds the equation of the sum of the powers of the weights of a group.
func (o *oracle) weigh(rc release.Cell, power int) {
	col := o.column(weightedLife, func(x *cube.Cell) bool { return o.within(x, rc) })
	for i, x := range o.units[weightedLife] {
		for range power {
			if x.Sums.Sum > 0 {
				col[i].Mul(col[i], big.NewRat(x.Weights.All, x.Sums.Sum))
			}
		}
	}
	o.add(weightedLife, col)
}

// The order of what was read does not show in a release with weights, nor in
// which of them are withheld.
func TestOrderOfWeightsDoesNotMatter(t *testing.T) {
	for seed := range uint64(6) {
		w := randomWorld(t, rand.New(rand.NewPCG(seed, 13)))
		w.weighGroups()
		c, _ := w.apply(Options{K: 5, KSensitive: 12})
		raw := w.cube()
		r := rand.New(rand.NewPCG(seed, 14))
		for i := range raw.Series {
			x := raw.Series[i].Cells
			r.Shuffle(len(x), func(a, b int) { x[a], x[b] = x[b], x[a] })
		}
		again, _ := w.applyTo(raw, Options{K: 5, KSensitive: 12})
		if text := w.bytes(c); text != w.bytes(again) || !strings.Contains(text, `"w":{`) {
			t.Errorf("site %d: another order of cells gives another release, or there are no weights in it", seed)
		}
	}
}

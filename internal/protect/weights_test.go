package protect

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// weigh gives the last cell of an item weights: w each, in thousandths.
func (w *world) weigh(item string, weight int64) {
	w.Helper()
	for i := range w.series {
		if name(&w.series[i]) != item {
			continue
		}
		c := &w.series[i].Cells[len(w.series[i].Cells)-1]
		x := *c
		x.Weights = nil
		of := x.Weighed() // each 1
		scale := func(n *int64, factor int64, from int64) { *n = *n / from * factor }
		for j := range of.Of {
			scale(&of.Of[j], weight, 1000)
			scale(&of.Squares[j], weight*weight, 1_000_000)
		}
		scale(&of.All, weight, 1000)
		scale(&of.Points, weight, 1000)
		scale(&of.AllSquares, weight*weight, 1_000_000)
		scale(&of.SquarePoints, weight*weight, 1_000_000)
		scale(&of.SquareSquares, weight*weight, 1_000_000)
		c.Weights = &of
		return
	}
	w.Fatalf("no item %s", item)
}

const (
	weightedLife = "resident.life_satisfaction"
	plainLife    = "employee.life_satisfaction"
)

// A weighted item needs 30 respondents, another one 10; nothing weighted is
// said of a group with 29.
func TestWeightedGroups(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName}, body{"b", "school", byName}, body{"c", "club", byName})
	w.answers(weightedLife, "org=a", 10, 10, 10)
	w.weigh(weightedLife, 1500)
	w.answers(weightedLife, "org=b", 10, 10, 9) // unweighted, in a weighted series
	w.answers(weightedLife, "org=c", 10, 10, 20)
	w.answers(plainLife, "org=a", 4, 4, 4)
	c, _ := w.apply(Options{})
	w.want(c, weightedLife, "kind=company", "30")
	w.want(c, weightedLife, "kind=school", "withheld")
	w.want(c, weightedLife, "kind=club", "40")
	w.want(c, plainLife, "kind=company", "12")
	// 5 points each and 30 for their squares, as the world has it.
	want := map[string]release.Weighted{
		"company " + weightedLife: {Sum: 45_000, Squares: 67_500_000, Points: 225_000, SquarePoints: 337_500_000, SquareSquares: 2_025_000_000},
		"company low":             {Sum: 15_000, Squares: 22_500_000},
		"club " + weightedLife:    {Sum: 40_000, Squares: 40_000_000, Points: 200_000, SquarePoints: 200_000_000, SquareSquares: 1_200_000_000},
		"club high":               {Sum: 20_000, Squares: 20_000_000},
	}
	seen := 0
	for x := range c.Cells() {
		ids := c.Lists().IDs(x.Key.Codes)
		if ids[dim.Organisation] != "" {
			continue
		}
		weighted := strings.HasPrefix(ids[dim.Category], weightedLife) && x.Status == release.Published
		if (x.Weighted != nil) != weighted {
			t.Errorf("%v is %s with %+v", ids, x.Status, x.Weighted)
		}
		id := ids[dim.Kind] + " " + strings.TrimPrefix(ids[dim.Category], weightedLife+".")
		if v, ok := want[id]; ok {
			if seen++; x.Weighted == nil || *x.Weighted != v {
				t.Errorf("%s: got %+v, want %+v", id, x.Weighted, v)
			}
		}
	}
	if seen != len(want) {
		t.Errorf("%d of %d cells are there", seen, len(want))
	}
}

// Whatever follows from several lines is held to the same number.
func TestUnionsOfWeighted(t *testing.T) {
	leastOf := func(weigh bool) int {
		w := newWorld(t, body{"a", "company", byName})
		w.answers(weightedLife, "org=a", 10, 10, 10)
		if weigh {
			w.weigh(weightedLife, 500)
		}
		return newSystem(w.cube().Series, w.env, Options{}, nil, nil).leastOf(0)
	}
	if plain, weighted := leastOf(false), leastOf(true); plain != 10 || weighted != 30 {
		t.Errorf("least counts are %d and %d, want 10 and 30", plain, weighted)
	}
}

// Weights beside a status that shows nothing do not pass the wall, a release
// without weights reads as before, and other weights are another release.
func TestWeightsInTheRelease(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName})
	w.answers(weightedLife, "org=a", 10, 10, 10)
	plain, _ := w.apply(Options{})
	if text := w.bytes(plain); strings.Contains(text, `"w":`) {
		t.Errorf("weights of an unweighted survey:\n%s", text)
	}
	w.weigh(weightedLife, 500)
	c, _ := w.apply(Options{})
	text := w.bytes(c)
	if !strings.Contains(text, `"w":{"sum":15000,"squares":7500000,"points":75000,`) || !strings.Contains(text, `"w":{"sum":5000,"squares":2500000}`) {
		t.Errorf("no weights in\n%s", text)
	}
	before, _ := plain.Release(quarter)
	now, _ := c.Release(quarter)
	if slices.EqualFunc(now.Cells, before.Cells, sameCell) || !slices.EqualFunc(now.Cells, now.Cells, sameCell) {
		t.Error("other weights make no other release")
	}
	for i := range now.Cells {
		now.Cells[i].Status = release.Withheld
	}
	back, err := Open(dim.Fiscal, now)
	if err != nil {
		t.Fatal(err)
	}
	for x := range back.Cells() {
		if x.Weighted != nil {
			t.Errorf("withheld with %+v", x.Weighted)
		}
	}
}

// In random sites with weights all that is published is the sum over the finest
// cells, and what is withheld has none.
func TestWeightedSites(t *testing.T) {
	shown, kept := 0, 0
	for seed := range uint64(40) {
		w := randomWorld(t, rand.New(rand.NewPCG(seed, 11)))
		for i := range w.series {
			if s := &w.series[i]; s.Item != nil && s.Item.Mean {
				for j := range s.Cells {
					if j%3 < 2 {
						s.Cells[j].Weights = nil
						of := s.Cells[j].Weighed()
						of.All *= int64(j + 1)
						s.Cells[j].Weights = &of
					}
				}
			}
		}
		c, _ := w.apply(Options{K: 5, KSensitive: 12})
		for x := range c.Cells() {
			ids := c.Lists().IDs(x.Key.Codes)
			if x.Measure != contract.MeasureRespondents || ids[dim.Category] != weightedLife {
				continue
			}
			if x.Status != release.Published {
				if x.Weighted != nil {
					t.Errorf("%v is %s with %+v", ids, x.Status, x.Weighted)
				}
				continue
			}
			if shown++; x.Value > 0 && x.Value < 12 {
				t.Errorf("%v: %d respondents", ids, x.Value)
			}
			if x.Weighted != nil && x.Weighted.Withheld {
				if kept++; *x.Weighted != (release.Weighted{Withheld: true}) {
					t.Errorf("%v: weights are withheld with %+v", ids, x.Weighted)
				}
				continue
			}
			if want := w.sumOfWeights(ids); x.Weighted == nil || x.Weighted.Sum != want {
				t.Errorf("%v: got %+v, want %d", ids, x.Weighted, want)
			}
		}
	}
	if shown == kept || kept == 0 {
		t.Errorf("of %d groups the weights of %d are withheld: this tests nothing", shown, kept)
	}
}

// sumOfWeights adds up the finest cells that are in a group: by its codes and
// those above them.
func (w *world) sumOfWeights(ids [dim.NumAxes]string) (sum int64) {
	ids[dim.Category] = ""
	group, _ := w.env.Lists.Codes(ids)
	for _, s := range w.cube().Series {
		if name(&s) != weightedLife {
			continue
		}
		for i := range s.Cells {
			if w.inside(&s.Cells[i], group) {
				sum += s.Cells[i].Weighed().All
			}
		}
	}
	return sum
}

func (w *world) inside(c *cube.Cell, group dim.Codes) bool {
	for a, code := range group {
		has := c.Codes[a]
		for has != code && has != dim.Total {
			has = w.env.Lists.Parent(dim.Axis(a), has)
		}
		if has != code {
			return false
		}
	}
	return true
}

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

const trials = 60

// A site is a random one and what is released of it.
type site struct {
	*world
	cube   *Cube
	oracle *oracle
}

var sites []site // made by the first test that needs them

// each runs f on random small sites.
func each(t *testing.T, f func(w *world, c *Cube, o *oracle)) {
	t.Helper()
	for seed := len(sites); seed < trials; seed++ {
		w := randomWorld(t, rand.New(rand.NewPCG(uint64(seed), 7)))
		c, _ := w.apply(Options{K: 5, KSensitive: 12})
		sites = append(sites, site{w, c, newOracle(w, c)})
	}
	for i, s := range sites {
		s.world.T = t
		f(s.world, s.cube, s.oracle)
		if t.Failed() {
			t.Fatalf("site %d", i)
		}
	}
}

func cells(c *Cube) []release.Cell {
	f, _ := c.Release(quarter)
	return f.Cells
}

func TestNothingWithheldIsDerivable(t *testing.T) {
	withheld := 0
	each(t, func(w *world, c *Cube, o *oracle) {
		for _, rc := range cells(c) {
			if rc.Status != release.Withheld || isAnswer(rc) {
				continue
			}
			withheld++
			if o.derivable(w.name(rc), func(x *cube.Cell) bool { return o.within(x, rc) }) {
				t.Errorf("%s %v can be computed", w.name(rc), rc.Codes)
			}
		}
	})
	if withheld == 0 {
		t.Error("nothing is withheld in any site: this tests nothing")
	}
}

// total adds up what a group really has.
func (o *oracle) total(series string, rc release.Cell) (sums cube.Sums, answers []int64) {
	for i := range o.raw.Series {
		if name(&o.raw.Series[i]) != series {
			continue
		}
		for _, x := range o.raw.Series[i].Cells {
			if !o.within(&x, rc) {
				continue
			}
			sums = sums.Add(x.Sums)
			for j, n := range x.Answers {
				if j == len(answers) {
					answers = append(answers, 0)
				}
				answers[j] += n
			}
		}
	}
	return sums, answers
}

func TestNoSmallCounts(t *testing.T) {
	each(t, func(w *world, c *Cube, o *oracle) {
		for _, rc := range cells(c) {
			if isAnswer(rc) {
				continue
			}
			sums, _ := o.total(w.name(rc), rc)
			if sums.SourceWithheld > 0 && rc.Status != release.Withheld {
				t.Errorf("%s %v is %s though its submitter withholds a part", w.name(rc), rc.Codes, rc.Status)
			}
			if rc.Status == release.Published && (rc.Value > 0 && rc.Value < 5 || rc.Value != sums.Sum) {
				t.Errorf("%s %v is published as %d of %d", w.name(rc), rc.Codes, rc.Value, sums.Sum)
			}
			if rc.Status != release.Published && (rc.Value != 0 || rc.Missing != 0 || rc.Moments != nil) {
				t.Errorf("%s %v is %s with %+v", w.name(rc), rc.Codes, rc.Status, rc)
			}
		}
	})
}

// Parts of wholes, those that follow from the declared ones among them.
var parts = map[string][]string{"dual_any": {"persons"}, "dual_paid": {"dual_any", "persons"}}

func TestNoComplements(t *testing.T) {
	tested := 0
	each(t, func(w *world, c *Cube, o *oracle) {
		for _, rc := range cells(c) {
			for _, whole := range parts[rc.Measure] {
				in := func(x *cube.Cell) bool { return o.within(x, rc) }
				a, _ := o.total(rc.Measure, rc)
				b, _ := o.total(whole, rc)
				if a.Rows == 0 || b.Sum == 0 || b.Sum-a.Sum >= 5 {
					continue
				}
				tested++
				if o.derivable(rc.Measure, in) && o.derivable(whole, in) {
					t.Errorf("%s %v: %d of %d %s", rc.Measure, rc.Codes, a.Sum, b.Sum, whole)
				}
			}
		}
	})
	if tested == 0 {
		t.Error("no group is nearly all: this tests nothing")
	}
}

// No number of an organisation that is shown in totals only, and no sum over
// fewer than three of them, is there or follows, in any group that is shown.
func TestAggregatesHaveNoNumbers(t *testing.T) {
	each(t, func(w *world, c *Cube, o *oracle) {
		for _, rc := range cells(c) {
			id := rc.Codes[dim.Organisation]
			if id != "" && !o.shows(id) && (rc.Status == release.Published || rc.Value != 0) {
				t.Errorf("%s %v is %s", w.name(rc), rc.Codes, rc.Status)
			}
			if isAnswer(rc) || id != "" {
				continue
			}
			for _, few := range o.fewBehind(w.name(rc), rc) {
				in := func(x *cube.Cell) bool { return o.within(x, rc) && slices.Contains(few, o.organisation(x)) }
				if o.derivable(w.name(rc), in) {
					t.Errorf("%s %v: what %v have can be computed", w.name(rc), rc.Codes, few)
				}
			}
		}
	})
}

// No amount of money is shown, or follows, behind which stand organisations that
// do not show their own, unless they are three of whom none can tell another's
// to within 15 %: the rest behind the second largest is 15 % of the largest.
func TestMoneyOfFewIsNotShown(t *testing.T) {
	shown := 0
	each(t, func(w *world, c *Cube, o *oracle) {
		for _, rc := range cells(c) {
			if !moneyOf[w.name(rc)] {
				continue
			}
			sum := map[string]int64{}
			for _, x := range o.units["external_cost"] {
				if o.within(x, rc) && !o.shown("external_cost", x) {
					sum[o.organisation(x)] += x.Sums.Sum
				}
			}
			var sizes []int64
			for _, n := range sum {
				if n > 0 {
					sizes = append(sizes, n)
				}
			}
			slices.Sort(sizes)
			slices.Reverse(sizes)
			rest := int64(0)
			for _, n := range sizes[min(2, len(sizes)):] {
				rest += n
			}
			safe := len(sizes) == 0 || len(sizes) >= 3 && 100*rest >= 15*sizes[0]
			if rc.Status == release.Published && len(sizes) > 0 {
				shown++
			}
			in := func(x *cube.Cell) bool { return o.within(x, rc) && !o.shown("external_cost", x) }
			if !safe && o.derivable("external_cost", in) {
				t.Errorf("%v: what %v have can be computed: %v", rc.Codes, sum, rc.Status)
			}
		}
	})
	if shown == 0 {
		t.Error("no joint amount is shown in any site: this tests nothing")
	}
}

func (o *oracle) shows(id string) bool {
	b := o.w.env.Registry.Organisation(id)
	return b.ID != "" && !b.Aggregate && !b.Unlisted
}

// fewBehind lists every one and every two of the unnamed organisations that
// have something in a group, with all those that have nothing.
func (o *oracle) fewBehind(series string, rc release.Cell) [][]string {
	sum := map[string]int64{}
	var some, none []string
	for _, x := range o.units[series] {
		if o.within(x, rc) && !o.shown(series, x) {
			sum[o.organisation(x)] += x.Sums.Sum
		}
	}
	for id, n := range sum {
		if n > 0 {
			some = append(some, id)
		} else {
			none = append(none, id)
		}
	}
	slices.Sort(some)
	var all [][]string
	if len(none) > 0 {
		all = append(all, none)
	}
	for i, a := range some {
		all = append(all, []string{a}, append([]string{a}, none...))
		for _, b := range some[i+1:] {
			all = append(all, []string{a, b}, append([]string{a, b}, none...))
		}
	}
	return all
}

// An item is shown or withheld whole, and shown only for a group of enough
// people who do not all say the same.
func TestSurveyGroups(t *testing.T) {
	shown := 0
	each(t, func(w *world, c *Cube, o *oracle) {
		byGroup := map[string][]release.Cell{}
		for _, rc := range cells(c) {
			if rc.Measure != contract.MeasureRespondents {
				continue
			}
			p := strings.SplitN(rc.Codes[dim.Category], ".", 3)
			rc.Codes[dim.Category] = p[0] + "." + p[1]
			text, _ := rc.Codes.MarshalText()
			byGroup[string(text)] = append(byGroup[string(text)], rc)
		}
		for g, all := range byGroup {
			n, answers := o.total(w.name(all[0]), all[0])
			for i, rc := range all {
				if rc.Status != all[0].Status {
					t.Errorf("%s: %s and %s", g, rc.Status, all[0].Status)
				}
				if i > 0 && rc.Status == release.Published && rc.Value != answers[i-1] {
					t.Errorf("%s: answer %d is %d, want %d", g, i, rc.Value, answers[i-1])
				}
			}
			if all[0].Status != release.Published {
				continue
			}
			shown++
			if n.Sum > 0 && (n.Sum < 5 || slices.Max(answers) > n.Sum-3) {
				t.Errorf("%s is published: %d respondents, %v", g, n.Sum, answers)
			}
			mean := strings.Contains(g, "life_satisfaction")
			if m := all[0].Moments; (m != nil) != mean || mean && (m.Sum != n.Points || m.Squares != n.Squares) {
				t.Errorf("%s: moments %+v, want %+v", g, m, n)
			}
		}
	})
	if shown == 0 {
		t.Error("no group is shown in any site: this tests nothing")
	}
}

// What is left of a published group when its published parts are subtracted
// obeys the rules on groups, too.
func TestRestsObeyTheRules(t *testing.T) {
	rests := 0
	each(t, func(w *world, c *Cube, o *oracle) {
		for _, up := range cells(c) {
			if up.Status != release.Published || isAnswer(up) {
				continue
			}
			for _, a := range []dim.Axis{dim.Area, dim.Sex, dim.Age, dim.Organisation} {
				if up.Codes[a] != "" {
					continue
				}
				n, answers := o.total(w.name(up), up)
				left := 0
				for _, rc := range cells(c) {
					code, _ := w.env.Lists.Code(a, rc.Codes[a])
					if w.name(rc) != w.name(up) || rc.Codes[a] == "" || w.env.Lists.Parent(a, code) != dim.Total {
						continue
					}
					same := rc.Codes
					same[a] = ""
					if same != up.Codes {
						continue
					}
					if rc.Status == release.Withheld {
						left++
					}
					if rc.Status == release.Published {
						n.Sum -= rc.Value
						_, sub := o.total(w.name(rc), rc)
						for j := range sub {
							answers[j] -= sub[j]
						}
					}
				}
				if left == 0 {
					continue
				}
				rests++
				if n.Sum > 0 && n.Sum < 5 {
					t.Errorf("%s %v: %d are left without what is shown by %s", w.name(up), up.Codes, n.Sum, a)
				}
				if up.Measure == contract.MeasureRespondents && n.Sum > 0 && slices.Max(answers) > n.Sum-3 {
					t.Errorf("%s %v: %v are left without what is shown by %s", w.name(up), up.Codes, answers, a)
				}
			}
		}
	})
	if rests == 0 {
		t.Error("nothing is left anywhere: this tests nothing")
	}
}

// The order of what was read shows nowhere.
func TestOrderDoesNotMatter(t *testing.T) {
	each(t, func(w *world, c *Cube, _ *oracle) {
		raw := w.cube()
		r := rand.New(rand.NewPCG(1, 2))
		for i := range raw.Series {
			x := raw.Series[i].Cells
			r.Shuffle(len(x), func(a, b int) { x[a], x[b] = x[b], x[a] })
		}
		again, _ := w.applyTo(raw, Options{K: 5, KSensitive: 12})
		if w.bytes(again) != w.bytes(c) {
			t.Error("another order of cells gives another release")
		}
	})
}

// A site in which nothing is sensitive is published whole.
func TestNothingIsWithheldInVain(t *testing.T) {
	w := newWorld(t, body{"a", "company", byName}, body{"b", "company", byName})
	for _, g := range []string{"org=a area=99301 sex=f", "org=a area=99302 sex=m", "org=b area=99301 sex=m"} {
		w.persons("persons", g, 40)
		w.persons("dual_any", g, 20)
		w.answers("resident.area_enps", g, 12, 10, 9)
	}
	c, reasons := w.apply(Options{})
	for _, rc := range cells(c) {
		if rc.Status != release.Published {
			t.Errorf("%s %v is %s", w.name(rc), rc.Codes, rc.Status)
		}
	}
	if len(reasons.Cells) > 0 {
		t.Errorf("there are reasons: %v", reasons.Cells)
	}
}

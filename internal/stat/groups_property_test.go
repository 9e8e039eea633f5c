package stat

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// indices are those that are 0 at parity.
var indices = map[string]func([]Count) (float64, bool){
	"Theil": Theil, "MLD": MLD, "Gini": Gini, "Hoover": Hoover, "BGV": BGV, "CV": CV,
	"Atkinson .5": atkinson(.5), "Atkinson 1": atkinson(1), "Atkinson 2": atkinson(2),
}

func TestIndexProperties(t *testing.T) {
	r := seeded()
	for range rounds {
		groups := randomGroups(r)
		equal, finer, scaled := make([]Count, len(groups)), []Count(nil), make([]Count, len(groups))
		for i, g := range groups {
			equal[i] = Count{3 * int64(i+1), 7 * int64(i+1)} // 3/7 everywhere, rounded otherwise in each
			scaled[i] = Count{g.X, 3 * g.N}
			finer = append(finer, Count{2 * g.X, 2 * g.N}, Count{3 * g.X, 3 * g.N}, Count{})
		}
		shuffled := shuffle(r, groups)
		for name, index := range indices {
			if at, ok := index(equal); !ok || at != 0 {
				t.Errorf("%s at parity: got %v %v", name, at, ok)
			}
			v, ok := index(groups)
			if v < 0 || ok == (name != "Theil" && zeroFree(name) && anyZero(groups)) {
				t.Errorf("%s(%v) = %v %v", name, groups, v, ok)
			}
			if w, _ := index(shuffled); w != v {
				t.Errorf("%s(%v): %v in another order, else %v", name, groups, w, v)
			}
			if w, _ := index(scaled); name != "BGV" {
				near(t, name+" scale", w, v, 1e-12)
			}
			if w, _ := index(finer); math.Abs(w-v) > 1e-12 {
				t.Errorf("%s(%v): %v with groups split at the same rate, else %v", name, groups, w, v)
			}
			if _, ok := index([]Count{{0, 5}, {0, 9}, {}}); ok {
				t.Errorf("%s of nobody", name)
			}
			if _, ok := index(nil); ok {
				t.Errorf("%s of no groups", name)
			}
		}
	}
}

// zeroFree are the indices that do not exist where a group has rate 0.
func zeroFree(name string) bool {
	return slices.Contains([]string{"MLD", "Atkinson 1", "Atkinson 2"}, name)
}

func shuffle[T any](r *rand.Rand, list []T) []T {
	list = slices.Clone(list)
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// TestIndexBounds: moving a success to a group of lower rate can only lower
// every index, and none leaves its range.
func TestIndexBounds(t *testing.T) {
	r := seeded()
	for range rounds {
		groups := randomGroups(r)
		moved := slices.Clone(groups)
		low, high := extremes(groups)
		gap := groups[high].rate() - groups[low].rate()
		step := 1/float64(groups[high].N) + 1/float64(groups[low].N)
		if groups[high].X == 0 || gap <= step {
			continue
		}
		moved[high].X--
		moved[low].X++
		for name, index := range indices {
			before, ok := index(groups)
			after, okAfter := index(moved)
			if ok && okAfter && after > before+1e-12 {
				t.Errorf("%s rises from %v to %v when %v becomes %v", name, before, after, groups, moved)
			}
		}
		for _, name := range []string{"Gini", "Hoover", "Atkinson .5", "Atkinson 1", "Atkinson 2"} {
			if v, _ := indices[name](groups); v >= 1 {
				t.Errorf("%s(%v) = %v", name, groups, v)
			}
		}
		if v, _ := BGV(groups); v > .25 {
			t.Errorf("BGV(%v) = %v", groups, v)
		}
	}
}

func extremes(groups []Count) (low, high int) {
	for i, g := range groups {
		if g.rate() < groups[low].rate() {
			low = i
		}
		if g.rate() > groups[high].rate() {
			high = i
		}
	}
	return low, high
}

// TestTotal: sums of any magnitudes and signs, in any order.
func TestTotal(t *testing.T) {
	if got := total([]float64{1e100, 1, -1e100}); got != 1 {
		t.Errorf("got %v, want 1", got)
	}
	if got := total(nil); got != 0 {
		t.Errorf("nothing: got %v", got)
	}
	r := seeded()
	for range rounds {
		terms := make([]float64, 30) // most of which cancel
		for i := range terms {
			terms[i] = r.NormFloat64() * math.Exp2(float64(r.IntN(120)))
			if i%3 == 1 {
				terms[i] = -terms[i-1]
			}
		}
		same(t, "total", total(slices.Clone(terms)), total(shuffle(r, terms)))
	}
}

// TestDeviation compares with exact fractions, also where the products of the
// counts have more digits than a float64.
func TestDeviation(t *testing.T) {
	r := seeded()
	for range rounds {
		n := 1_000_000_007 + r.Int64N(1e9)
		g, all := Count{n / 3, n}, Count{n + r.Int64N(9), 3*n + r.Int64N(9)}
		rate, overall := big.NewRat(g.X, g.N), big.NewRat(all.X, all.N)
		want, _ := rate.Quo(rate, overall).Sub(rate, big.NewRat(1, 1)).Float64()
		if got := deviation(g, all); math.Abs(got-want) > 1e-9*math.Abs(want) {
			t.Errorf("%v beside %v: got %v, want %v", g, all, got, want)
		}
	}
}

// TestImpactTies: of two groups with the highest rate the order does not
// decide which the others are divided by.
func TestImpactTies(t *testing.T) {
	r := seeded()
	for range rounds {
		n := 1_000_000_007 + r.Int64N(1e9)
		x := n/2 + r.Int64N(n/2)
		groups := []Count{{x, n}, {3 * x, 3 * n}, {r.Int64N(n / 3), n - 1}}
		back := slices.Clone(groups)
		slices.Reverse(back)
		a, b := first(ImpactRatios(groups)), first(ImpactRatios(back))
		same(t, "ImpactRatios", a[2], b[0])
	}
}

// TestOrder: what has no order of its own is the same bits in any.
func TestOrder(t *testing.T) {
	r := seeded()
	for range rounds {
		groups := randomGroups(r)
		shares := make([]float64, len(groups))
		sizes := make([]PostStratum, len(groups))
		strata := make([]Stratum, len(groups))
		weighted := make([]Weighted, len(groups))
		places := make([]int, len(groups))
		for i, g := range groups {
			places[i] = i
			shares[i] = r.Float64()
			sizes[i] = PostStratum{1 + r.Int64N(1000), 1 + r.Int64N(50)}
			strata[i] = Stratum{g.N * 2, 0, Moments{g.N + 2, g.X, g.X}}
			weighted[i] = Weighted{r.Float64(), g.Moments()}
		}
		order := shuffle(r, places)
		same(t, "ChiSquare", chiOf(groups), chiOf(pick(groups, order)))
		same(t, "Standardise", first(Standardise(shares, groups)), first(Standardise(pick(shares, order), pick(groups, order))))
		same(t, "Stratified", first(Stratified(strata, 0, 1)), first(Stratified(pick(strata, order), 0, 1)))
		same(t, "WeightedMean", first(WeightedMean(weighted, 0, 1)), first(WeightedMean(pick(weighted, order), 0, 1)))
		same(t, "Disparity", first(Disparity(groups)), first(Disparity(pick(groups, order))))
		w, v := first(PostStratify(sizes)), first(PostStratify(pick(sizes, order)))
		im, pm := first(ImpactRatios(groups)), first(ImpactRatios(pick(groups, order)))
		for i, from := range order {
			same(t, "PostStratify", w.Weights[from], v.Weights[i])
			same(t, "ImpactRatios", im[from], pm[i])
		}
		p := randomFamily(r)
		turned := shuffle(r, places[:min(len(p), len(places))])
		p = p[:len(turned)]
		for _, adjust := range []func([]float64) []float64{Holm, BenjaminiHochberg} {
			a, b := adjust(p), adjust(pick(p, turned))
			for i, from := range turned {
				same(t, "family", a[from], b[i])
			}
		}
	}
}

func chiOf(groups []Count) Test {
	t, _, _ := ChiSquare(groups)
	return t
}

func pick[T any](list []T, order []int) (picked []T) {
	for _, i := range order {
		picked = append(picked, list[i])
	}
	return picked
}

func same[T comparable](t *testing.T, what string, a, b T) {
	t.Helper()
	if a != b {
		t.Errorf("%s in another order: %v, else %v", what, b, a)
	}
}

// TestFamilies: adjusted values never fall below p, keep its order, and
// Benjamini-Hochberg finds at least what Holm finds.
func TestFamilies(t *testing.T) {
	r := seeded()
	for range rounds {
		p := randomFamily(r)
		holm, bh := Holm(p), BenjaminiHochberg(p)
		padded := append(slices.Clone(p), math.NaN(), math.NaN())
		for i := range p {
			if !(p[i] <= bh[i] && bh[i] <= holm[i]+1e-15 && holm[i] <= 1) {
				t.Errorf("%v: p %v, BH %v, Holm %v", p, p[i], bh[i], holm[i])
			}
			for j := range p {
				if p[i] < p[j] && (holm[i] > holm[j] || bh[i] > bh[j]) {
					t.Errorf("%v: order lost", p)
				}
			}
			if Holm(padded)[i] != holm[i] || BenjaminiHochberg(padded)[i] != bh[i] {
				t.Errorf("%v: a test that was not made was counted", p)
			}
		}
	}
}

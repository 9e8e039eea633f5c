package stat

import (
	"math"
	"testing"
)

// The values are those the handbook prints in 2c and 3.2, so that the tests
// bite without its data file.
func TestHandbookCounts(t *testing.T) {
	nearInterval(t, "EX11", Poisson(7), [2]float64{2.814363, 14.422675}, printed)
	nearInterval(t, "EX11 zero", must1(PoissonRate(0, 5.2)).Interval, [2]float64{0, .7094}, printed)
	c := must1(CompareCounts(60, 1, 84, 1))
	near(t, "EX14 p", c.P, .054902, printed)
	nearInterval(t, "EX14", c.Ratio.Interval, [2]float64{.993301490, 1.983703898}, 1e-8)
	near(t, "EX14b", must1(CompareCounts(7, 52000, 15, 48000)).P, .085593610, 1e-8)
	near(t, "McNemar", McNemar(12, 30), .007916, printed)
	near(t, "McNemar, nobody changed", McNemar(0, 0), 1, 0)
	near(t, "McNemar, 5 of 5", McNemar(5, 0), 2./32, 1e-15)
	nearInterval(t, "EX1b", ClopperPearson(0, 20), [2]float64{0, .168433}, printed)
	nearInterval(t, "EX1c", ClopperPearson(3, 12), [2]float64{.054861, .571858}, printed)
	nearInterval(t, "EX1", AgrestiCoull(48, 1000), [2]float64{.036282, .063177}, printed)
	for _, f := range []func(x, n int64) Interval{Wilson, AgrestiCoull, ClopperPearson} {
		nearInterval(t, "nothing known", f(0, 0), [2]float64{0, 1}, 0)
	}
	for _, tt := range []struct {
		x1, x2 int64
		e1, e2 float64
		ok     bool
		point  bool
	}{
		{0, 0, 1, 1, true, false}, {0, 5, 1, 1, true, false}, {5, 0, 1, 1, true, true},
		{5, 5, 0, 1, false, false}, {5, 5, 1, math.NaN(), false, false}, {5, 5, math.Inf(1), 1, false, false},
		{5, 5, 1e-300, 1e300, false, false}, {5, 5, -1, -1, false, false},
	} {
		c, ok := CompareCounts(tt.x1, tt.e1, tt.x2, tt.e2)
		if ok != tt.ok || c.Ratio.Computable != tt.point || tt.x1+tt.x2 == 0 && c.P != 1 {
			t.Errorf("%+v: got %+v %v", tt, c, ok)
		}
	}
	if _, ok := PoissonRate(3, 0); ok {
		t.Error("a rate without exposure")
	}
}

func TestHandbookFrames(t *testing.T) {
	nearInterval(t, "EX1e", must1(Sample{Count{120, 400}, 1000}.Interval()), [2]float64{.266425, .335869}, printed)
	near(t, "n*", must1(EffectiveN(400, 1000)), 666, 1e-12)
	near(t, "exactly 5 %", must1(EffectiveN(50, 1000)), 50, 0)
	near(t, "more than 5 %", must1(EffectiveN(51, 1000)), 51*999./949, 1e-12)
	for _, n := range []int64{1000, 1001} {
		if v, ok := EffectiveN(n, 1000); ok || v != 0 {
			t.Errorf("%d of 1000: got %v", n, v)
		}
		if _, ok := (Sample{Count{7, n}, 1000}).Interval(); ok {
			t.Errorf("%d of 1000: an interval", n)
		}
		if _, _, ok := (NPS{n, 0, 0}).FiniteInterval(1000); ok {
			t.Errorf("%d of 1000: an interval of a score", n)
		}
	}
	census, sample := Sample{Count{30, 100}, 100}, Sample{Count{50, 100}, 0}
	// The census side is known: only the other side's limits are left.
	w := Wilson(50, 100)
	nearInterval(t, "census", must1(census.Newcombe(sample)), [2]float64{.3 - w.Upper, .3 - w.Lower}, 1e-12)
	if _, ok := census.Newcombe(census); ok {
		t.Error("two censuses: an interval")
	}
	if _, ok := sample.Newcombe(Sample{Count{30, 100}, 99}); ok {
		t.Error("more answers than persons: an interval")
	}
	i, _, _ := NPS{42, 78, 80}.FiniteInterval(500)
	nearInterval(t, "NEW4", i, [2]float64{-27.140696, -10.859304}, printed)
	// Adjusted: 26.68 points at 53 answers, half the variance at n of 2n-1.
	small, _ := NPS{3, 20, 20}.Interval()
	half, m, _ := NPS{3, 20, 20}.FiniteInterval(85)
	near(t, "adjusted", width(half), width(small)/math.Sqrt2, 1e-12)
	if m != AdjustedWald {
		t.Errorf("got method %s", m)
	}
}

func TestHandbookGroups(t *testing.T) {
	groups := []Count{{40, 400}, {45, 300}, {15, 300}}
	for _, tt := range []struct {
		name  string
		index func([]Count) (float64, bool)
		want  float64
	}{
		{"Theil", Theil, .078487}, {"MLD", MLD, .086305}, {"Atkinson 1", atkinson(1), .082685},
		{"Atkinson .5", atkinson(.5), .040471}, {"Gini", Gini, .21}, {"BGV", BGV, .0015},
		{"CV", CV, .387298}, {"Hoover", Hoover, .15},
	} {
		near(t, tt.name, must1(tt.index(groups)), tt.want, printed)
	}
	chi, smallest, _ := ChiSquare(groups)
	near(t, "chi2", chi.Statistic, 50./3, 1e-12)
	near(t, "chi2 p", chi.P, math.Exp(-25./3), 1e-12) // two degrees of freedom
	near(t, "smallest expected", smallest, 30, 1e-12)
	if chi, _, ok := ChiSquare([]Count{{1, 2}, {2, 4}}); !ok || chi.P != 1 || chi.Statistic != 0 {
		t.Errorf("parity: got %+v", chi)
	}
	for _, g := range [][]Count{nil, {{1, 2}}, {{1, 2}, {}}, {{0, 2}, {0, 3}}, {{2, 2}, {3, 3}}} {
		if chi, _, ok := ChiSquare(g); ok || chi.P != 1 {
			t.Errorf("%v: got %+v %v", g, chi, ok)
		}
	}
	// Epsilon at which the worst off alone counts, and nearly none.
	near(t, "Atkinson of the worst off", must1(Atkinson(groups, math.MaxFloat64)), .5, 1e-15)
	near(t, "Atkinson 1e6", must1(Atkinson(groups, 1e6)), .5, 1e-5)
	near(t, "Atkinson 1e-9", must1(Atkinson(groups, 1e-9)), .5e-9*.15, 1e-10)
	near(t, "Atkinson beside 1", must1(Atkinson(groups, 1+1e-9)), .0826852453576, 1e-9)

	p := must1(Overall(15, 300, 100, 1000))
	nearInterval(t, "NEW1 gap", p.GapInterval, [2]float64{-.072896506, -.023416019}, 1e-8)
	nearInterval(t, "NEW1 ratio", p.Ratio.Interval, [2]float64{.313097137, .770028411}, 1e-8)
	if p, ok := Overall(5, 10, 5, 20); !ok || p.Ratio.Point != 2 || p.Ratio.HasInterval {
		t.Errorf("nobody of the rest: got %+v %v", p, ok)
	}
	if p, ok := Overall(0, 10, 0, 20); !ok || p.Ratio.Computable {
		t.Errorf("nobody at all: got %+v %v", p, ok)
	}
	if _, ok := Overall(5, 10, 5, 10); ok {
		t.Error("a whole beside itself")
	}
}

func TestHandbookGradient(t *testing.T) {
	ages := []Count{{24, 200}, {25, 250}, {20, 250}, {12, 200}, {4, 100}}
	s := must1(Slope(ages))
	near(t, "EX5", s.SII, -.089204, printed)
	nearInterval(t, "EX5", s.Interval, [2]float64{-.149557, -.028852}, printed)
	near(t, "EX5 rii", s.RII, .311708, printed)
	if s := must1(Slope([]Count{{3, 7}, {6, 14}, {9, 21}})); math.Abs(s.SII) > 1e-15 || math.Abs(s.RII-1) > 1e-14 {
		t.Errorf("parity: got %+v", s)
	}
	if s := must1(Slope([]Count{{0, 7}, {14, 14}})); s.HasInterval || s.HasRII || s.SE != 0 {
		t.Errorf("none and all: got %+v", s)
	}
	if _, ok := Slope([]Count{{3, 7}, {}}); ok {
		t.Error("a slope of one group")
	}

	shares, f := []float64{.4, .4, .2}, []Count{{24, 200}, {8, 100}, {2, 50}}
	m := []Count{{13, 100}, {18, 200}, {9, 200}}
	e := must1(Standardise(shares, f))
	nearInterval(t, "EX16", e.Interval, [2]float64{.058085, .117915}, printed)
	near(t, "EX16 ratio", StandardisedRatio(shares, f, m).Point, .907216, printed)
	if _, ok := Standardise(shares, []Count{{24, 200}, {}, {2, 50}}); ok {
		t.Error("an empty band was skipped")
	}
	if _, ok := Standardise([]float64{0, 0, 0}, f); ok {
		t.Error("standardised to nobody")
	}
	none := []Count{{0, 5}, {0, 5}, {0, 5}}
	if e := must1(Standardise(shares, none)); e.HasInterval || e.Value != 0 {
		t.Errorf("nobody: got %+v", e)
	}
	if r := StandardisedRatio(shares, none, m); !r.Computable || r.HasInterval {
		t.Errorf("nobody by some: got %+v", r)
	}
	if r := StandardisedRatio(shares, m, none); r.Computable {
		t.Errorf("some by nobody: got %+v", r)
	}
}

func TestHandbookParity(t *testing.T) {
	for _, tt := range []struct{ f, m, gpi, gpia float64 }{
		{.036, .052, .692308, .692308}, {.052, .036, 1.444444, 1.307692}, {.05, .0505, .990099, .990099},
		{0, .5, 0, 0}, {.5, .5, 1, 1},
	} {
		near(t, "GPI", must1(GPI(tt.f, tt.m)), tt.gpi, printed)
		near(t, "GPIA", must1(GPIA(tt.f, tt.m)), tt.gpia, printed)
		near(t, "GPIA exchanged", must1(GPIA(tt.m, tt.f)), 2-tt.gpia, printed)
	}
	// Rates .1 and .5, overall 1/6: the higher one is three times that.
	if s := must1(Disparity([]Count{{10, 100}, {10, 20}})); math.Abs(s.ToOverall-1./3) > 1e-15 || math.Abs(s.ToOverallGap-1./3) > 1e-15 {
		t.Errorf("to overall: got %+v", s)
	}
	if _, ok := GPI(.5, 0); ok {
		t.Error("GPI without men")
	}
	if _, ok := GPIA(0, 0); ok {
		t.Error("GPIA of nobody")
	}
	// 4 of 5 exactly is not below; the group of 1 % is left out, though its rate is 1.
	list, ok := ImpactRatios([]Count{{50, 100}, {40, 100}, {39, 100}, {3, 3}, {}})
	want := []Impact{{1, true, false}, {.8, true, false}, {.78, true, true}, {}, {}}
	for i, w := range want {
		if !ok || math.Abs(list[i].Ratio-w.Ratio) > 1e-15 || list[i].Computed != w.Computed || list[i].Below != w.Below {
			t.Errorf("impact %d: got %+v, want %+v", i, list[i], w)
		}
	}
	if _, ok := ImpactRatios([]Count{{0, 100}, {1, 1}}); ok {
		t.Error("impact of nobody")
	}
}

// Sums that no numbers have are told apart before anything is made of them.
func TestPossible(t *testing.T) {
	for m, want := range map[Moments]bool{
		{}: true, {3, 6, 14}: true, {3, 6, 12}: true, {3, 6, 11}: false, {2, -3, 5}: true,
		{-1, 0, 0}: false, {3, 0, -1}: false, {0, 1, 1}: false, {0, 0, 1}: false,
		{1 << 40, 1 << 41, 1 << 42}: true, {1 << 40, 1<<41 + 1, 1 << 42}: false,
	} {
		if m.Possible() != want {
			t.Errorf("%+v is possible: %v", m, !want)
		}
	}
}

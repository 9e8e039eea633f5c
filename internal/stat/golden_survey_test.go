package stat

import "testing"

func TestGoldenCounts(t *testing.T) {
	g := readGolden(t)
	for _, id := range []string{"EX11", "EX11b"} {
		var in struct {
			Count           int64
			Population, Per float64
		}
		var want struct {
			Rate    float64
			RateCI  [2]float64 `json:"rate_ci"`
			CountCI [2]float64 `json:"count_ci"`
		}
		g.read(t, id, &in, &want)
		nearInterval(t, id, Poisson(in.Count), want.CountCI, exact)
		e := must1(PoissonRate(in.Count, in.Population/in.Per))
		near(t, id+" rate", e.Value, want.Rate, exact)
		nearInterval(t, id+" rate", e.Interval, want.RateCI, exact)
	}
	for _, id := range []string{"EX14", "EX14b", "EX14c"} {
		var in struct {
			X1, X2 int64
			E1, E2 float64
		}
		var want struct {
			Ratio float64
			P     float64    `json:"p_exact_minlike"`
			CI    [2]float64 `json:"exact_ci_clopper"`
		}
		g.read(t, id, &in, &want)
		c := must1(CompareCounts(in.X1, in.E1, in.X2, in.E2))
		near(t, id, c.Ratio.Point, want.Ratio, exact)
		near(t, id+" p", c.P, want.P, exact)
		nearInterval(t, id, c.Ratio.Interval, want.CI, exact)
	}
	var in struct{ B, C int64 }
	var want struct {
		P float64 `json:"p_exact"`
	}
	g.read(t, "MCNEMAR", &in, &want)
	near(t, "MCNEMAR", McNemar(in.B, in.C), want.P, exact)
}

func TestGoldenStrata(t *testing.T) {
	g := readGolden(t)
	var two struct {
		W    []float64
		X, N []int64
	}
	var want struct {
		Weighted, SE float64
		CI           [2]float64
		Unweighted   float64
		NEff         float64 `json:"neff_kish"`
		Deff         float64
	}
	g.read(t, "EX9", &two, &want)
	var strata []Stratum
	var respondents []PostStratum
	for i, c := range groupsOf(two.X, two.N) {
		strata = append(strata, Stratum{Share: two.W[i], Moments: c.Moments()})
		respondents = append(respondents, PostStratum{500, c.N}) // equal shares
	}
	e := must1(Stratified(strata, 0, 1))
	near(t, "EX9", e.Value, want.Weighted, exact)
	near(t, "EX9 se", e.SE, want.SE, exact)
	nearInterval(t, "EX9", e.Interval, want.CI, exact)
	near(t, "EX9 unweighted", sumCounts(groupsOf(two.X, two.N)).rate(), want.Unweighted, exact)
	w := must1(PostStratify(respondents))
	near(t, "EX9 neff", w.NEff, want.NEff, exact)
	near(t, "EX9 deff", w.Deff, want.Deff, exact)

	var in struct {
		Strata []struct {
			N int64
			NPS
		}
	}
	var score struct {
		Score  float64    `json:"enps_stratified"`
		SE     float64    `json:"se_with_fpc"`
		CI     [2]float64 `json:"ci_with_fpc"`
		WideSE float64    `json:"se_without_fpc"`
		WideCI [2]float64 `json:"ci_without_fpc"`
		Naive  float64    `json:"naive_pooled"`
	}
	g.read(t, "EX18", &in, &score)
	var parts []NPSStratum
	var unknown []Stratum
	var pooled NPS
	for _, s := range in.Strata {
		parts = append(parts, NPSStratum{s.NPS, s.N})
		unknown = append(unknown, Stratum{Share: float64(s.N), Moments: s.NPS.Moments()})
		pooled = NPS{pooled.Promoters + s.Promoters, pooled.Passives + s.Passives, pooled.Detractors + s.Detractors}
	}
	e = must1(StratifiedNPS(parts))
	near(t, "EX18", e.Value, score.Score, exact)
	near(t, "EX18 se", e.SE, score.SE, exact)
	nearInterval(t, "EX18", e.Interval, score.CI, exact)
	e = must1(Stratified(unknown, -1, 1))
	near(t, "EX18 without", 100*e.SE, score.WideSE, exact)
	nearInterval(t, "EX18 without", Interval{100 * e.Interval.Lower, 100 * e.Interval.Upper}, score.WideCI, exact)
	near(t, "EX18 naive", pooled.Score(), score.Naive, exact)
}

func TestGoldenWeighted(t *testing.T) {
	g := readGolden(t)
	var in struct {
		Weights []float64
		Values  []int64
	}
	var want struct {
		Mean float64
		SE   float64 `json:"se_taylor"`
		CI   [2]float64
		NEff float64 `json:"neff_kish"`
		Deff float64
	}
	g.read(t, "NEW5", &in, &want)
	var groups []Weighted
	for i, v := range in.Values {
		groups = append(groups, Weighted{in.Weights[i], Moments{1, v, v * v}})
	}
	e := must1(WeightedMean(groups, 0, 10))
	near(t, "NEW5", e.Value, want.Mean, exact)
	near(t, "NEW5 se", e.SE, want.SE, exact)
	nearInterval(t, "NEW5", e.Interval, want.CI, exact)
	near(t, "NEW5 neff", e.NEff, want.NEff, exact)
	near(t, "NEW5 deff", e.Deff, want.Deff, exact)

	var s struct {
		NPS
		Size int64 `json:"N"`
	}
	var score struct{ CI [2]float64 }
	g.read(t, "NEW4", &s, &score)
	i, _, ok := s.FiniteInterval(s.Size)
	if !ok {
		t.Error("NEW4: no interval")
	}
	nearInterval(t, "NEW4", i, score.CI, exact)
}

func TestGoldenProgress(t *testing.T) {
	g := readGolden(t)
	type cost struct{ External, Internal, Hires float64 }
	var hire struct{ Base, Now cost }
	var want struct{ Change float64 }
	g.read(t, "EX10", &hire, &want)
	perHire := func(c cost) float64 { return (c.External + c.Internal) / c.Hires }
	near(t, "EX10", must1(RelativeChange(perHire(hire.Base), perHire(hire.Now))), want.Change, exact)

	var asked struct{ N, Responded, Yes int64 }
	var bounds struct {
		MCAR   float64
		Bounds [2]float64
		Rate   float64 `json:"response_rate"`
	}
	g.read(t, "EX20", &asked, &bounds)
	r := must1(Nonresponse(asked.Yes, asked.Responded, asked.N))
	near(t, "EX20", r.Share, bounds.MCAR, exact)
	near(t, "EX20 rate", r.Rate, bounds.Rate, exact)
	nearInterval(t, "EX20", r.Bounds, bounds.Bounds, exact)

	for id, c := range map[string][2]float64{"EX22": {.05, .25}, "EX22b": {.1, .6}, "EX22c": {.1, 1}} {
		var n struct{ N int64 }
		g.read(t, id, new(struct{}), &n)
		if got := must1(NeededN(c[0], c[1])); got != n.N {
			t.Errorf("%s: got %d, want %d", id, got, n.N)
		}
	}

	var slots struct {
		Minutes  float64
		Slots    float64 `json:"slots_per_week"`
		FullTime float64 `json:"full_time_hours"`
	}
	var full struct{ FTE float64 }
	g.read(t, "EX24", &slots, &full)
	near(t, "EX24", must1(FTE(slots.Minutes*slots.Slots/60, 1, slots.FullTime)), full.FTE, exact)
}

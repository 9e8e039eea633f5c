package stat

import (
	"math"
	"math/rand/v2"
)

var questions = []question{
	{"proportion", func(r *rand.Rand) ([]any, []float64) {
		x, n := count(r)
		return []any{x, n}, join(Wilson(x, n), AgrestiCoull(x, n), ClopperPearson(x, n))
	}},
	{"finite", func(r *rand.Rand) ([]any, []float64) {
		s := randomSample(r)
		return []any{s.X, s.N, s.Size}, limits(s.Interval())
	}},
	{"finite_newcombe", func(r *rand.Rand) ([]any, []float64) {
		a, b := randomSample(r), randomSample(r)
		for a.N == a.Size || b.N == b.Size {
			a, b = randomSample(r), randomSample(r)
		}
		return []any{a.X, a.N, a.Size, b.X, b.N, b.Size}, limits(a.Newcombe(b))
	}},
	{"newcombe", func(r *rand.Rand) ([]any, []float64) {
		a, b := randomCount(r), randomCount(r)
		return []any{a.X, a.N, b.X, b.N}, limits(Newcombe(a.X, a.N, b.X, b.N), true)
	}},
	{"two_proportions", func(r *rand.Rand) ([]any, []float64) {
		a, b := randomCount(r), randomCount(r)
		for a.X+b.X == 0 || a.X+b.X == a.N+b.N {
			a, b = randomCount(r), randomCount(r)
		}
		t, ok := TwoProportions(a.X, a.N, b.X, b.N)
		return []any{a.X, a.N, b.X, b.N}, []float64{or(t.P, ok)}
	}},
	{"rate_ratio", func(r *rand.Rand) ([]any, []float64) {
		a, b := randomCount(r), randomCount(r)
		return []any{a.X, a.N, b.X, b.N}, ratioNumbers(RateRatio(a.X, a.N, b.X, b.N))
	}},
	{"overall", func(r *rand.Rand) ([]any, []float64) {
		a, b := randomCount(r), randomCount(r)
		p, _ := Overall(a.X, a.N, a.X+b.X, a.N+b.N)
		return []any{a.X, a.N, a.X + b.X, a.N + b.N}, join(p.Gap, p.GapInterval, ratioNumbers(p.Ratio))
	}},
	{"poisson", func(r *rand.Rand) ([]any, []float64) {
		x, _ := count(r)
		return []any{x}, join(Poisson(x))
	}},
	{"compare_counts", func(r *rand.Rand) ([]any, []float64) {
		x1, x2 := r.Int64N(200), r.Int64N([]int64{3, 200}[r.IntN(2)])
		e1, e2 := 1+99*r.Float64(), 1+99*r.Float64()
		c, ok := CompareCounts(x1, e1, x2, e2)
		return []any{x1, e1, x2, e2}, join(or(c.P, ok), ratioNumbers(c.Ratio))
	}},
	{"nps", func(r *rand.Rand) ([]any, []float64) {
		s := randomNPS(r)
		size := s.N() + 1 + r.Int64N(40*s.N())
		i, _ := s.Interval()
		f, _, _ := s.FiniteInterval(size)
		return []any{npsArgs(s), size}, join(s.Score(), s.SE(), i, f)
	}},
	{"nps_change", func(r *rand.Rand) ([]any, []float64) {
		a, b := randomNPS(r), randomNPS(r)
		c, _ := NPSChange(a, b)
		return []any{npsArgs(a), npsArgs(b)}, join(c.Delta, c.SE, c.P, c.Interval)
	}},
	{"nps_panel", func(r *rand.Rand) ([]any, []float64) {
		d := randomValues(r, 5)
		for i := range d {
			d[i] -= 2
		}
		c, _ := NPSPanel(momentsOf(d, 0))
		return []any{d}, join(c.Delta, c.SE, c.P, c.Interval)
	}},
	{"mean", func(r *rand.Rand) ([]any, []float64) {
		v := randomValues(r, 11)
		m := momentsOf(v, 0)
		return []any{v, 10}, join(m.Mean(), limits(m.Interval(0, 10)))
	}},
	{"welch", func(r *rand.Rand) ([]any, []float64) {
		a, b := randomValues(r, 11), randomValues(r, 11)
		c, _ := Welch(momentsOf(a, 0), momentsOf(b, 0))
		return []any{a, b}, join(c.Delta, c.DF, c.P, c.Interval)
	}},
	{"paired", func(r *rand.Rand) ([]any, []float64) {
		before := randomValues(r, 11)
		after, d := make([]int64, len(before)), make([]int64, len(before))
		for i := range before {
			after[i] = r.Int64N(11)
			d[i] = after[i] - before[i]
		}
		d[0]++ // not all alike
		after[0]++
		c, ok := PairedT(momentsOf(d, 0))
		if !ok {
			d[0]++
			after[0]++
			c, _ = PairedT(momentsOf(d, 0))
		}
		return []any{before, after}, join(c.Delta, c.P, c.Interval)
	}},
	{"mcnemar", func(r *rand.Rand) ([]any, []float64) {
		b, c := r.Int64N(60), r.Int64N(60)
		return []any{b, c}, []float64{McNemar(b, c)}
	}},
	{"holm", func(r *rand.Rand) ([]any, []float64) { return family(r, Holm) }},
	{"benjamini_hochberg", func(r *rand.Rand) ([]any, []float64) { return family(r, BenjaminiHochberg) }},
	{"chi_square", func(r *rand.Rand) ([]any, []float64) {
		g := randomGroups(r)
		t, smallest, _ := ChiSquare(g)
		return columns(g), []float64{t.Statistic, t.DF, t.P, smallest}
	}},
	{"standardise", func(r *rand.Rand) ([]any, []float64) {
		a := randomGroups(r)
		b, shares := make([]Count, len(a)), make([]float64, len(a))
		for i := range a {
			b[i] = Count{1 + r.Int64N(20), 30 + r.Int64N(500)}
			shares[i] = float64(1 + r.IntN(50))
		}
		e, _ := Standardise(shares, a)
		args := append(append([]any{shares}, columns(a)...), columns(b)...)
		return args, join(e.Value, e.SE, e.Interval, ratioNumbers(StandardisedRatio(shares, a, b)))
	}},
	{"inequality", func(r *rand.Rand) ([]any, []float64) {
		g := randomGroups(r)
		var all []float64
		for _, f := range []func([]Count) (float64, bool){
			Theil, MLD, atkinson(1), atkinson(.5), atkinson(.1), atkinson(2), atkinson(3), Gini, Hoover, BGV, CV,
		} {
			all = append(all, or(f(g)))
		}
		s, _ := Disparity(g)
		return columns(g), join(all, s.MinMax, s.Gap, s.ToOverall, s.ToOverallGap)
	}},
	{"impact", func(r *rand.Rand) ([]any, []float64) {
		g := randomGroups(r)
		var all []float64
		list, _ := ImpactRatios(g)
		for _, i := range list {
			all = append(all, or(i.Ratio, i.Computed))
		}
		return columns(g), all
	}},
	{"parity", func(r *rand.Rand) ([]any, []float64) {
		f, m := r.Float64(), r.Float64()
		return []any{f, m}, []float64{or(GPI(f, m)), or(GPIA(f, m))}
	}},
	{"slope", func(r *rand.Rand) ([]any, []float64) {
		g := randomGroups(r)
		s, _ := Slope(g)
		return columns(g), join(s.SII, s.SE, s.Interval, s.Start, s.End, or(s.RII, s.HasRII))
	}},
	{"p_chart", func(r *rand.Rand) ([]any, []float64) {
		past := make([]Count, 7+r.IntN(10))
		for i := range past {
			past[i] = Count{r.Int64N(60), 1000}
		}
		last := Count{r.Int64N(90), 1000 + r.Int64N(500)}
		c, _ := PChart(past, last)
		signal := 0.0
		if c.Signal {
			signal = 1
		}
		return append(columns(past), last.X, last.N), []float64{c.Centre, c.Lower, c.Upper, signal}
	}},
	{"post_stratify", func(r *rand.Rand) ([]any, []float64) {
		strata := make([]PostStratum, 1+r.IntN(8))
		sizes, respondents := make([]int64, len(strata)), make([]int64, len(strata))
		for i := range strata {
			strata[i] = PostStratum{100 + r.Int64N(5000), 5 + r.Int64N(200)}
			sizes[i], respondents[i] = strata[i].Size, strata[i].Respondents
		}
		w, _ := PostStratify(strata)
		return []any{sizes, respondents}, join(w.Weights, float64(w.Trimmed), w.NEff, w.Deff)
	}},
	{"weighted_mean", func(r *rand.Rand) ([]any, []float64) {
		values := randomValues(r, 11)
		weights, groups := make([]float64, len(values)), make([]Weighted, len(values))
		for i, v := range values {
			weights[i] = .3 + 2.7*r.Float64()
			groups[i] = Weighted{weights[i], Moments{1, v, v * v}}
		}
		e, _ := WeightedMean(groups, 0, 10)
		return []any{weights, values, 10}, join(e.Value, e.SE, e.Interval, e.NEff, e.Deff)
	}},
	{"stratified", func(r *rand.Rand) ([]any, []float64) {
		strata := make([]Stratum, 1+r.IntN(5))
		sizes, values := make([]int64, len(strata)), make([][]int64, len(strata))
		for i := range strata {
			values[i] = randomValues(r, 11)
			sizes[i] = int64(len(values[i])) + r.Int64N(100)
			strata[i] = Stratum{Size: sizes[i], Moments: momentsOf(values[i], 0)}
		}
		e, _ := Stratified(strata, 0, 10)
		return []any{sizes, values, 10}, join(e.Value, e.SE, limits(e.Interval, e.HasInterval))
	}},
	{"rolling", func(r *rand.Rand) ([]any, []float64) {
		window := make([]Count, 4)
		for i := range window {
			window[i] = randomCount(r)
		}
		flow, _ := Rolling(window, false)
		stock, _ := Rolling(window, true)
		return columns(window), join(flow.Value, flow.Interval, stock.Interval)
	}},
	{"project", func(r *rand.Rand) ([]any, []float64) {
		points := randomSeries(r)
		at := points[len(points)-1].Quarter + 1 + r.Int64N(8)
		quarters, values := make([]int64, len(points)), make([]float64, len(points))
		for i, p := range points {
			quarters[i], values[i] = p.Quarter, p.Value
		}
		args := []any{quarters, values, at}
		p, o := Project(points, at, math.Inf(-1), math.Inf(1))
		if o != Projected {
			return args, []float64{none, none, none, none, none, none}
		}
		return args, join(p.Value, p.Interval, p.Slope, p.SlopeInterval)
	}},
	{"progress", func(r *rand.Rand) ([]any, []float64) {
		sign := []float64{1, -1}[r.IntN(2)]
		t := Track{Base: 10 + 20*r.Float64(), Years: float64(1 + r.IntN(9)), YearsAllowed: 15, Down: sign < 0}
		t.Now, t.Target = t.Base*(.8+.4*r.Float64()), t.Base*(1+sign*(.1+.4*r.Float64()))
		if r.IntN(3) == 0 {
			t.Base, t.Now, t.Target = -t.Base, -t.Now, -t.Target
			t.Target = t.Base - (t.Target - t.Base) // towards the good side
		}
		alone, _ := Progress(t)
		t.HasTarget = true
		beside, _ := Progress(t)
		return []any{t.Base, t.Now, t.Years, sign, t.Target, t.YearsAllowed},
			[]float64{alone.P, alone.Score, beside.P, beside.Score}
	}},
	{"student", func(r *rand.Rand) ([]any, []float64) {
		p, df, t := .01+.98*r.Float64(), 1+math.Exp(10*r.Float64()), 6*r.Float64()
		return []any{p, df, t}, []float64{StudentQuantile(p, df), studentP(t, df)}
	}},
}

func atkinson(epsilon float64) func([]Count) (float64, bool) {
	return func(g []Count) (float64, bool) { return Atkinson(g, epsilon) }
}

func ratioNumbers(r Ratio) []float64 {
	return join(or(r.Point, r.Computable), limits(r.Interval, r.HasInterval))
}

func family(r *rand.Rand, adjust func([]float64) []float64) (args []any, ours []float64) {
	p := randomFamily(r)
	for _, v := range p {
		args = append(args, v)
	}
	return args, adjust(p)
}

// randomFamily has ties now and then.
func randomFamily(r *rand.Rand) []float64 {
	p := make([]float64, 1+r.IntN(20))
	for i := range p {
		p[i] = math.Pow(r.Float64(), 3)
		if i > 0 && r.IntN(5) == 0 {
			p[i] = p[i-1]
		}
	}
	return p
}

// randomCount has at most a few thousand trials.
func randomCount(r *rand.Rand) Count {
	for {
		if x, n := count(r); n <= 2000 {
			return Count{x, n}
		}
	}
}

// randomSample may be a census, or of an unknown frame.
func randomSample(r *rand.Rand) Sample {
	c := randomCount(r)
	switch r.IntN(10) {
	case 0:
		return Sample{c, 0}
	case 1:
		return Sample{c, c.N}
	}
	return Sample{c, c.N + 1 + r.Int64N(40*c.N)}
}

func randomNPS(r *rand.Rand) NPS {
	size := []int64{5, 30, 300}[r.IntN(3)]
	return NPS{r.Int64N(size), r.Int64N(size), 1 + r.Int64N(size)}
}

func npsArgs(s NPS) []int64 { return []int64{s.Promoters, s.Passives, s.Detractors} }

// randomValues returns 3 to 42 values below the limit, not all alike.
func randomValues(r *rand.Rand, limit int64) []int64 {
	values := make([]int64, 3+r.IntN(40))
	for i := range values {
		values[i] = r.Int64N(limit)
	}
	values[0], values[1] = 0, limit-1
	return values
}

// randomGroups returns 2 to 12 groups, now and then one of rate 0, not all.
func randomGroups(r *rand.Rand) []Count {
	groups := make([]Count, 2+r.IntN(11))
	for i := range groups {
		n := 1 + r.Int64N([]int64{30, 1000}[r.IntN(2)])
		groups[i] = Count{r.Int64N(n + 1), n}
		if r.IntN(12) == 0 {
			groups[i].X = 0
		}
	}
	groups[0] = Count{1 + r.Int64N(9), 100 + r.Int64N(900)}
	return groups
}

// columns returns the successes and the trials of groups.
func columns(groups []Count) []any {
	xs, ns := make([]int64, len(groups)), make([]int64, len(groups))
	for i, g := range groups {
		xs[i], ns[i] = g.X, g.N
	}
	return []any{xs, ns}
}

// randomSeries has gaps now and then, and mostly a trend.
func randomSeries(r *rand.Rand) []Point {
	points := make([]Point, 8+r.IntN(30))
	quarter, trend := 8000+r.Int64N(100), r.NormFloat64()
	for i := range points {
		quarter += 1 + r.Int64N(6)/5
		points[i] = Point{Quarter: quarter, Value: 50 + trend*float64(i) + 3*r.NormFloat64()}
	}
	return points
}

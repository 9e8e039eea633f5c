package stat

import (
	"math"
	"testing"
)

// inside fails t unless lo <= lower <= value <= upper <= hi.
func inside(t *testing.T, what string, value float64, i Interval, lo, hi float64) {
	t.Helper()
	if !(lo <= i.Lower && i.Lower <= value && value <= i.Upper && i.Upper <= hi) {
		t.Errorf("%s: %v around %v, within [%v, %v]", what, i, value, lo, hi)
	}
}

func width(i Interval) float64 { return i.Upper - i.Lower }

func TestProportionProperties(t *testing.T) {
	r := seeded()
	for range rounds {
		x, n := count(r)
		p := float64(x) / float64(n)
		ac, cp, w := AgrestiCoull(x, n), ClopperPearson(x, n), Wilson(x, n)
		inside(t, "Agresti-Coull", p, ac, 0, 1)
		inside(t, "Clopper-Pearson", p, cp, 0, 1)
		if width(ac) < width(w)-1e-12 && ac.Lower > 0 && ac.Upper < 1 {
			t.Errorf("Agresti-Coull of %d of %d is shorter than Wilson: %v %v", x, n, ac, w)
		}
		if (cp.Lower == 0) != (x == 0) || (cp.Upper == 1) != (x == n) {
			t.Errorf("Clopper-Pearson of %d of %d at the edge: %v", x, n, cp)
		}
		nearInterval(t, "failures", ClopperPearson(n-x, n), [2]float64{1 - cp.Upper, 1 - cp.Lower}, 1e-12)
		if !(width(ClopperPearson(4*x, 4*n)) < width(cp)) || !(width(AgrestiCoull(4*x, 4*n)) < width(ac)) {
			t.Errorf("%d of %d: an interval does not shrink at four times the size", x, n)
		}
	}
}

// TestClopperPearsonTails sums the binomial distribution at the limits, which
// must leave out 2.5 % to each side.
func TestClopperPearsonTails(t *testing.T) {
	atLeast := func(x, n int64, p float64) (sum float64) {
		for k := x; k <= n; k++ {
			lg := func(k int64) float64 { v, _ := math.Lgamma(float64(k) + 1); return v }
			sum += math.Exp(lg(n) - lg(k) - lg(n-k) + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p))
		}
		return sum
	}
	r := seeded()
	for range 300 {
		n := 2 + r.Int64N(60)
		x := 1 + r.Int64N(n-1)
		i := ClopperPearson(x, n)
		near(t, "lower tail", atLeast(x, n, i.Lower)/.025, 1, 1e-10)
		near(t, "upper tail", (1-atLeast(x+1, n, i.Upper))/.025, 1, 1e-10)
	}
	// n·p of a rare event is nearly Poisson, at any size of n.
	near(t, "rare", 1e12*ClopperPearson(7, 1e12).Lower, Poisson(7).Lower, 1e-9)
	near(t, "none of many", ClopperPearson(0, 1e6).Upper, -math.Expm1(math.Log(.025)/1e6), 1e-15)
	i := ClopperPearson(5e11, 1e12) // nearly normal: half width z/2√n
	near(t, "half of many", width(i)*1e6, Z95, 1e-5)
}

func TestPoissonProperties(t *testing.T) {
	r := seeded()
	for range rounds {
		x, _ := count(r)
		i := Poisson(x)
		inside(t, "Poisson", float64(x), i, 0, math.Inf(1))
		if (i.Lower == 0) != (x == 0) {
			t.Errorf("Poisson(%d) = %v", x, i)
		}
		if more := Poisson(4*x + 4); !(width(more)/float64(4*x+4) < width(i)/float64(x+1)) {
			t.Errorf("Poisson(%d): relative width does not shrink", x)
		}
	}
	near(t, "none", Poisson(0).Upper, -math.Log(.025), 1e-14)
	near(t, "one", Poisson(1).Lower, -math.Log(.975), 1e-14)
	// Two events: e^-m·(1+m+m²/2) is 2.5 % at the upper limit.
	m := Poisson(2).Upper
	near(t, "two", math.Exp(-m)*(1+m+m*m/2), .025, 1e-14)
	near(t, "many", width(Poisson(1e10))/(2e5*Z95), 1, 1e-5)
}

func TestCompareCountsProperties(t *testing.T) {
	r := seeded()
	for range rounds {
		x1, x2 := 1+r.Int64N(300), 1+r.Int64N(300)
		e1, e2 := .1+r.Float64(), .1+r.Float64()
		c, okC := CompareCounts(x1, e1, x2, e2)
		b, okB := CompareCounts(x2, e2, x1, e1)
		if !okC || !okB || !c.Ratio.HasInterval {
			t.Fatalf("%d in %v to %d in %v: %+v", x1, e1, x2, e2, c)
		}
		inside(t, "ratio of counts", c.Ratio.Point, c.Ratio.Interval, 0, math.Inf(1))
		near(t, "swapped p", b.P, c.P, 1e-10)
		near(t, "swapped lower", b.Ratio.Interval.Lower*c.Ratio.Interval.Upper, 1, 1e-10)
		near(t, "swapped point", b.Ratio.Point*c.Ratio.Point, 1, 1e-12)
	}
}

func TestSampleProperties(t *testing.T) {
	r := seeded()
	for range rounds {
		s := randomSample(r)
		i, ok := s.Interval()
		if ok == s.census() {
			t.Errorf("%+v: got ok %v", s, ok)
		}
		if !ok {
			continue
		}
		inside(t, "finite", s.rate(), i, 0, 1)
		if wide := Wilson(s.X, s.N); width(i) > width(wide)+1e-15 {
			t.Errorf("%+v: wider than without a frame", s)
		}
		if larger := (Sample{s.Count, 2*s.Size + 1}); s.Size > 0 && width(first(larger.Interval())) < width(i)-1e-15 {
			t.Errorf("%+v: shorter in a larger frame", s)
		}
		other := randomSample(r)
		if d, ok := s.Newcombe(other); ok {
			inside(t, "finite Newcombe", s.rate()-other.rate(), d, -1, 1)
			back, _ := other.Newcombe(s)
			nearInterval(t, "back", back, [2]float64{-d.Upper, -d.Lower}, 1e-12)
		}
	}
}

func TestOverallProperties(t *testing.T) {
	r := seeded()
	for range rounds {
		a, b := randomCount(r), randomCount(r)
		p, ok := Overall(a.X, a.N, a.X+b.X, a.N+b.N)
		if !ok {
			t.Fatalf("%v and the rest %v", a, b)
		}
		inside(t, "gap", p.Gap, p.GapInterval, -1, 1)
		if p.Ratio.HasInterval && a.X > 0 {
			inside(t, "ratio", p.Ratio.Point, p.Ratio.Interval, 0, float64(a.N+b.N)/float64(a.N)+1e-9)
		}
		// Both parts' gaps, weighted by persons, cancel.
		q, _ := Overall(b.X, b.N, a.X+b.X, a.N+b.N)
		near(t, "gaps", float64(a.N)*p.Gap+float64(b.N)*q.Gap, 0, 1e-9)
	}
}

func TestWeightProperties(t *testing.T) {
	r := seeded()
	for range rounds {
		strata := make([]PostStratum, 1+r.IntN(8))
		for i := range strata {
			strata[i] = PostStratum{1 + r.Int64N(1000), 1 + r.Int64N(60)}
		}
		w, ok := PostStratify(strata)
		if !ok || w.NEff > float64(respondents(strata)) || w.Deff < 1 {
			t.Fatalf("%v: %+v %v", strata, w, ok)
		}
		var sum float64
		for i, s := range strata {
			sum += w.Weights[i] * float64(s.Respondents)
		}
		near(t, "mean weight", sum/float64(respondents(strata)), 1, 1e-12)

		values := randomValues(r, 11)
		even, heavy := make([]Weighted, len(values)), make([]Weighted, len(values))
		for i, v := range values {
			even[i] = Weighted{3.7, Moments{1, v, v * v}}
			heavy[i] = Weighted{3.7e200, Moments{1, v, v * v}}
		}
		m := momentsOf(values, 0)
		e, ok := WeightedMean(even, 0, 10)
		plain, _ := m.Interval(0, 10)
		if !ok || !e.HasInterval {
			t.Fatalf("%v: %+v", values, e)
		}
		// Equal weights are none.
		near(t, "equal weights", e.Value, m.Mean(), 1e-12)
		near(t, "equal weights se", e.SE, m.SE(), 1e-12)
		nearInterval(t, "equal weights", e.Interval, [2]float64{plain.Lower, plain.Upper}, 1e-9)
		near(t, "equal weights neff", e.NEff, float64(m.N), 1e-9)
		if scaled, _ := WeightedMean(heavy, 0, 10); scaled != e {
			t.Errorf("%v: another unit of weights changes %+v to %+v", values, e, scaled)
		}
	}
}

func TestJoinSmall(t *testing.T) {
	r := seeded()
	for range rounds {
		bands := make([]PostStratum, r.IntN(9))
		for i := range bands {
			bands[i] = PostStratum{r.Int64N(100), r.Int64N(20)}
		}
		joined, place := JoinSmall(bands)
		sums := make([]PostStratum, len(joined))
		for i, b := range bands {
			if i > 0 && place[i] != place[i-1] && place[i] != place[i-1]+1 {
				t.Fatalf("%v: places %v", bands, place)
			}
			sums[place[i]].Size += b.Size
			sums[place[i]].Respondents += b.Respondents
		}
		for i, j := range joined {
			if j != sums[i] || len(joined) > 1 && j.Respondents < 10 {
				t.Errorf("%v: joined %v at %v", bands, joined, place)
			}
		}
	}
}

func TestProjectProperties(t *testing.T) {
	r := seeded()
	made := 0
	for range rounds {
		points := randomSeries(r)
		last := points[len(points)-1].Quarter
		p, o := Project(points, last+1, math.Inf(-1), math.Inf(1))
		if o != Projected {
			if o != NoTrend || p != (Projection{}) {
				t.Errorf("got %s %+v", o, p)
			}
			continue
		}
		made++
		inside(t, "projection", p.Value, p.Interval, math.Inf(-1), math.Inf(1))
		inside(t, "slope", p.Slope, p.SlopeInterval, math.Inf(-1), math.Inf(1))
		far, _ := Project(points, last+9, math.Inf(-1), math.Inf(1))
		near(t, "eight quarters on", far.Value, p.Value+8*p.Slope, 1e-9)
		if !(width(far.Interval) > width(p.Interval)) {
			t.Errorf("the interval does not widen: %v, then %v", p.Interval, far.Interval)
		}
		cut, _ := Project(points, last+9, 40, 60)
		inside(t, "cut", cut.Value, cut.Interval, 40, 60)
		for i := range points {
			points[i].Quarter += 4000 // from another year
		}
		moved, _ := Project(points, last+4001, math.Inf(-1), math.Inf(1))
		if moved != p {
			t.Errorf("the numbering of quarters changes %+v to %+v", p, moved)
		}
	}
	if made < rounds/3 {
		t.Errorf("only %d projections", made)
	}
}

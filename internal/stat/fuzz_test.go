package stat

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
)

// everyNumber fails t if v holds NaN or an infinity anywhere.
func everyNumber(t *testing.T, what string, v any) {
	t.Helper()
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Float64:
			if !finite(v.Float()) {
				t.Errorf("%s: %v", what, v.Float())
			}
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		}
	}
	walk(reflect.ValueOf(v))
}

// A source makes legal arguments of all sizes from a stream of numbers.
type source struct{ *rand.Rand }

// size is a number of persons, small or large, often 0.
func (s source) size() int64 {
	return s.Int64N([]int64{2, 12, 1000, 1e9}[s.IntN(4)])
}

func (s source) count() Count {
	n := s.size()
	switch s.IntN(5) {
	case 0:
		return Count{0, n}
	case 1:
		return Count{n, n}
	}
	return Count{s.Int64N(n + 1), n}
}

func (s source) counts() []Count {
	list := make([]Count, s.IntN(13))
	for i := range list {
		list[i] = s.count()
	}
	return list
}

// real is any float64 that is a number, of any magnitude, often special.
func (s source) real() float64 {
	switch s.IntN(6) {
	case 0:
		return 0
	case 1:
		return float64(s.IntN(11)) - 5
	case 2:
		return []float64{math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, 1, .5}[s.IntN(5)]
	}
	for {
		if v := math.Float64frombits(s.Uint64()); finite(v) {
			return v
		}
	}
}

func (s source) positive() float64 { return math.Abs(s.real()) }

func (s source) nps() NPS { return NPS{s.size(), s.size(), s.size()} }

// moments are those of values from 0 to 10.
func (s source) moments() Moments {
	m := Moments{}
	for range s.IntN(30) {
		v := s.Int64N(11)
		m = Moments{m.N + 1, m.Sum + v, m.SumSquares + v*v}
	}
	return m
}

// differences are moments of values from -2 to 2.
func (s source) differences() Moments {
	m := Moments{}
	for range s.IntN(8) {
		v := s.Int64N(5) - 2
		m = Moments{m.N + 1, m.Sum + v, m.SumSquares + v*v}
	}
	return m
}

// tryAll calls every exported function with legal arguments and looks for
// anything that is no number.
func tryAll(t *testing.T, s source) {
	t.Helper()
	tryPairs(t, s)
	trySurveys(t, s)
	tryGroups(t, s)
	tryReals(t, s)
}

func tryPairs(t *testing.T, s source) {
	a, b, x := s.count(), s.count(), s.size()
	check := func(what string, v any) {
		t.Helper()
		everyNumber(t, fmt.Sprintf("%s of %v, %v, %d", what, a, b, x), v)
	}
	check("Wilson", Wilson(a.X, a.N))
	check("AgrestiCoull", AgrestiCoull(a.X, a.N))
	check("ClopperPearson", ClopperPearson(a.X, a.N))
	check("Newcombe", Newcombe(a.X, a.N, b.X, b.N))
	check("RateRatio", RateRatio(a.X, a.N, b.X, b.N))
	check("Judge", Judge(RateRatio(a.X, a.N, b.X, b.N).Interval))
	check("Poisson", Poisson(x))
	check("Rate", first(a.Rate()))
	check("TwoProportions", first(TwoProportions(a.X, a.N, b.X, b.N)))
	check("Overall", first(Overall(a.X, a.N, a.X+b.X, a.N+b.N)))
	check("Nonresponse", first(Nonresponse(a.X, a.N, x)))
	check("McNemar", McNemar(a.X, b.X))
	if x > 0 {
		check("EffectiveN", first(EffectiveN(a.N, x)))
	}
	sa, sb := Sample{a, s.size()}, Sample{b, s.size()}
	check("Sample.Interval", first(sa.Interval()))
	check("Sample.Newcombe", first(sa.Newcombe(sb)))
}

// first drops what says whether there is a value.
func first[T any](v T, _ bool) T { return v }

func trySurveys(t *testing.T, s source) {
	p, q, m, n := s.nps(), s.nps(), s.moments(), s.moments()
	check := func(what string, v any) {
		t.Helper()
		everyNumber(t, fmt.Sprintf("%s of %+v, %+v, %+v, %+v", what, p, q, m, n), v)
	}
	i, _ := p.Interval()
	f, _, _ := p.FiniteInterval(1 + s.size())
	check("NPS", []Interval{i, f})
	check("NPSChange", first(NPSChange(p, q)))
	check("NPSPanel", first(NPSPanel(s.differences())))
	check("Moments.Interval", first(m.Interval(0, 10)))
	check("Welch", first(Welch(m, n)))
	check("PairedT", first(PairedT(s.differences())))
	check("StratifiedNPS", first(StratifiedNPS([]NPSStratum{{p, s.size()}, {q, s.size()}})))
	a, b := s.count(), s.count()
	check("StratifiedProportion", first(StratifiedProportion([]Sample{{a, s.size()}, {b, s.size()}})))
	strata := []Stratum{{s.size(), s.positive(), m}, {s.size(), s.positive(), n}, {0, 0, s.moments()}}
	check("Stratified", first(Stratified(strata, 0, 10)))
	weighted := []Weighted{{s.positive(), m}, {s.positive(), n}}
	check("WeightedMean", first(WeightedMean(weighted, 0, 10)))
	check("WeightedProportion", first(WeightedProportion([]float64{s.positive(), s.positive()}, []Count{a, b})))
	bands := make([]PostStratum, s.IntN(6))
	for i := range bands {
		bands[i] = PostStratum{s.size(), s.size()}
	}
	joined, _ := JoinSmall(bands)
	check("PostStratify", []Weighting{first(PostStratify(bands)), first(PostStratify(joined))})
}

func tryGroups(t *testing.T, s source) {
	g := s.counts()
	check := func(what string, v any) {
		t.Helper()
		everyNumber(t, fmt.Sprintf("%s of %v", what, g), v)
	}
	epsilon := s.positive() + math.SmallestNonzeroFloat64
	if !finite(epsilon) {
		epsilon = math.MaxFloat64
	}
	for name, index := range indices {
		check(name, first(index(g)))
	}
	check(fmt.Sprint("Atkinson ", epsilon), first(Atkinson(g, epsilon)))
	check("Disparity", first(Disparity(g)))
	check("ImpactRatios", first(ImpactRatios(g)))
	check("Slope", first(Slope(g)))
	test, smallest, _ := ChiSquare(g)
	check("ChiSquare", []Test{test, {P: smallest}})
	check("PChart", first(PChart(g, s.count())))
	check("Rolling", []Estimate{first(Rolling(g, false)), first(Rolling(g, true))})
	shares, other := make([]float64, len(g)), make([]Count, len(g))
	numbers := make([]int64, len(g))
	for i := range g {
		shares[i], other[i], numbers[i] = s.positive(), s.count(), s.size()-s.size()
	}
	check("Standardise", first(Standardise(shares, g)))
	check("StandardisedRatio", StandardisedRatio(shares, g, other))
	check("RatioOfSums", first(RatioOfSums(numbers, numbers)))
	p := randomFamily(s.Rand)
	check("Holm", Holm(p))
	check("BenjaminiHochberg", BenjaminiHochberg(p))
}

func tryReals(t *testing.T, s source) {
	a, b, c, d, x, y := s.real(), s.real(), s.real(), s.real(), s.size(), s.size()
	check := func(what string, v any) {
		t.Helper()
		everyNumber(t, fmt.Sprintf("%s of %v, %v, %v, %v, %d, %d", what, a, b, c, d, x, y), v)
	}
	check("GPI", first(GPI(math.Abs(a), math.Abs(b))))
	check("GPIA", first(GPIA(math.Abs(a), math.Abs(b))))
	check("PoissonRate", first(PoissonRate(x, a)))
	check("CompareCounts", first(CompareCounts(x, a, y, b)))
	check("RelativeChange", first(RelativeChange(a, b)))
	check("Attainment", first(Attainment(a, b, c)))
	check("NeededN", first(NeededN(a, math.Abs(b))))
	check("FTE", first(FTE(math.Abs(a), math.Abs(b), math.Abs(c))))
	check("Weeks", Weeks(int(x)))
	track := Track{Base: a, Now: b, Years: c, Target: d, YearsAllowed: s.real(), Down: x%2 == 0, HasTarget: y%2 == 0}
	check("Progress", first(Progress(track)))
	points := randomSeries(s.Rand)
	if s.IntN(2) == 0 {
		points[s.IntN(len(points))].Value = a
	}
	p, _ := Project(points, points[len(points)-1].Quarter+1+x, math.Inf(-1), math.Inf(1))
	check("Project", p)
	for i := range points {
		points[i].Value = s.real()
	}
	p, _ = Project(points, points[len(points)-1].Quarter+1+x, 0, 1)
	check("Project", p)
	check("Student", StudentQuantile(.975, 1+math.Abs(float64(x))))
}

// TestNumbersOnly is the fuzz target on a fixed set of seeds.
func TestNumbersOnly(t *testing.T) {
	for seed := range uint64(200) {
		tryAll(t, source{rand.New(rand.NewPCG(seed, 7))})
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// FuzzNumbersOnly shows that no legal argument makes a NaN or an infinity, and
// that none panics.
func FuzzNumbersOnly(f *testing.F) {
	f.Add(uint64(1), uint64(2))
	f.Fuzz(func(t *testing.T, a, b uint64) { tryAll(t, source{rand.New(rand.NewPCG(a, b))}) })
}

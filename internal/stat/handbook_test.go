package stat

import (
	"math"
	"testing"
)

// The values under a name (EX1, NEW3) are those the handbook prints, to six
// decimals, so that the tests bite without its data file. The others were
// computed with 30 digits in another language.
const printed = 6e-7

func TestHandbookProportions(t *testing.T) {
	near(t, "z", Z95, 1.959963984540054, 1e-15)
	for _, tt := range []struct {
		name string
		x, n int64
		want [2]float64
	}{
		{"EX1", 48, 1000, [2]float64{.036393, .063066}},
		{"EX1b", 0, 20, [2]float64{0, .161125}},
		{"EX1c", 3, 12, [2]float64{.088942, .532305}},
		{"EX1d", 20, 20, [2]float64{.838875, 1}},
		{"EX23", 61, 118, [2]float64{.427683, .605146}},
		{"nothing known", 0, 0, [2]float64{0, 1}},
	} {
		nearInterval(t, tt.name, Wilson(tt.x, tt.n), tt.want, printed)
	}
}

func TestHandbookPairs(t *testing.T) {
	for _, tt := range []struct {
		name             string
		x, n, xRef, nRef int64
		diff, ratio      [2]float64
		point, p         float64
	}{
		{"EX3, z test", 21, 50, 48, 80, [2]float64{-.341293, -.004068}, [2]float64{.482726, 1.015068}, .7, .045423},
		{"EX3b, Fisher", 3, 60, 9, 90, [2]float64{-.135781, .048648}, [2]float64{.141098, 1.771814}, .5, .363332},
		{"EX3c, half", 0, 25, 8, 100, [2]float64{-.149981, .058758}, [2]float64{.013834, 3.885021}, 0, .355704},
		{"EX13, ratio computed", 66, 1100, 48, 1000, [2]float64{-.007616, .031464}, [2]float64{.870525, 1.794893}, 1.25, .225467},
	} {
		r := RateRatio(tt.x, tt.n, tt.xRef, tt.nRef)
		if !r.Computable || !r.HasInterval {
			t.Errorf("%s: got flags %v %v", tt.name, r.Computable, r.HasInterval)
		}
		near(t, tt.name+" point", r.Point, tt.point, printed)
		nearInterval(t, tt.name+" ratio", r.Interval, tt.ratio, printed)
		nearInterval(t, tt.name+" diff", Newcombe(tt.x, tt.n, tt.xRef, tt.nRef), tt.diff, printed)
		near(t, tt.name+" p", TwoProportionP(tt.x, tt.n, tt.xRef, tt.nRef), tt.p, printed)
	}
}

func TestRatioZeroRule(t *testing.T) {
	for _, tt := range []struct {
		name                  string
		x, n, xRef, nRef      int64
		point                 float64
		computable, intervals bool
	}{
		{"reference has none", 3, 50, 0, 50, 0, false, false},
		{"nobody at all", 0, 50, 0, 50, 0, false, false},
		{"empty group", 0, 0, 5, 50, 0, false, false},
		{"empty reference", 5, 50, 0, 0, 0, false, false},
		{"everybody", 50, 50, 20, 20, 1, true, false},
		{"everybody on one side", 50, 50, 10, 20, 2, true, true},
		{"none against everybody", 0, 50, 20, 20, 0, true, true},
	} {
		r := RateRatio(tt.x, tt.n, tt.xRef, tt.nRef)
		if r.Computable != tt.computable || r.HasInterval != tt.intervals {
			t.Errorf("%s: got flags %v %v, want %v %v", tt.name, r.Computable, r.HasInterval, tt.computable, tt.intervals)
		}
		if r.Point != tt.point {
			t.Errorf("%s: got point %v, want %v", tt.name, r.Point, tt.point)
		}
		if absent := r.Interval == (Interval{}); absent == tt.intervals {
			t.Errorf("%s: got interval %v, want one: %v", tt.name, r.Interval, tt.intervals)
		}
	}
}

func TestTwoProportionEdges(t *testing.T) {
	if p := TwoProportionP(0, 5, 0, 9); p != 1 {
		t.Errorf("nobody: got %v, want 1", p)
	}
	if p := TwoProportionP(5, 5, 9, 9); p != 1 {
		t.Errorf("everybody: got %v, want 1", p)
	}
	if p := TwoProportionP(0, 0, 3, 9); !math.IsNaN(p) {
		t.Errorf("empty side: got %v, want NaN", p)
	}
	// Four expected counts of exactly 5: still the z test, z = 2/√5.
	near(t, "expected 5", TwoProportionP(4, 10, 6, 10), math.Erfc(math.Sqrt(.4)), 1e-12)
	// Expected 9·9/19 = 4.26: Fisher. Of the 92378 tables only those with 5 and
	// 4 successes, C(10,5)·C(9,4) of them, are more probable than the observed.
	near(t, "expected 4.26", TwoProportionP(4, 10, 5, 9), 1-31752.0/92378, 1e-12)
	near(t, "lady tasting tea", TwoProportionP(3, 4, 1, 4), 34.0/70, 1e-12)
	if i := Newcombe(0, 0, 3, 9); i != (Interval{-1, 1}) {
		t.Errorf("Newcombe of nothing: got %v", i)
	}
}

func TestJudge(t *testing.T) {
	for _, tt := range []struct {
		in   Interval
		want Verdict
	}{
		{Interval{.649337, .798353}, Below},     // EX15b
		{Interval{.519357, .998158}, Undecided}, // EX15a: the point .72 alone would be below
		{Interval{.877848, 1.049840}, Within},   // EX15e
		{Interval{1.300037, 1.507650}, Above},   // EX15f
		{Interval{.8, 1.25}, Within},
		{Interval{.8, math.Nextafter(1.25, 2)}, Undecided},
		{Interval{math.Nextafter(.8, 0), 1.25}, Undecided},
		{Interval{.1, .8}, Undecided},
		{Interval{1.25, 2}, Undecided},
		{Interval{}, Undecided},
	} {
		if got := Judge(tt.in); got != tt.want {
			t.Errorf("Judge(%v): got %s, want %s", tt.in, got, tt.want)
		}
	}
}

func TestHandbookNPS(t *testing.T) {
	for _, tt := range []struct {
		name      string
		in        NPS
		score, se float64
		want      [2]float64
		method    Method
	}{
		{"EX2", NPS{42, 78, 80}, -19, 5.356771, [2]float64{-29.499079, -8.500921}, Wald},
		{"EX2b", NPS{6, 15, 31}, -48.076923, 9.611686, [2]float64{-66.915481, -29.238365}, Wald},
		{"few promoters", NPS{3, 20, 20}, -39.534884, 9.383100, [2]float64{-55.142361, -18.770682}, AdjustedWald},
		{"39 answers", NPS{13, 13, 13}, 0, 13.074409, [2]float64{-24.471757, 24.471757}, AdjustedWald},
		{"clipped", NPS{50, 0, 0}, 100, 0, [2]float64{86.644321, 100}, AdjustedWald},
	} {
		i, method := tt.in.Interval()
		near(t, tt.name+" score", tt.in.Score(), tt.score, printed)
		near(t, tt.name+" se", tt.in.SE(), tt.se, printed)
		nearInterval(t, tt.name, i, tt.want, printed)
		if method != tt.method {
			t.Errorf("%s: got method %s, want %s", tt.name, method, tt.method)
		}
	}
	// The adjusted centre of EX2c, a forced adjustment.
	near(t, "EX2c", NPS{6, 15, 31}.shares(AdjustedWald).score(), -45.454545, printed)
	if i, _ := (NPS{}).Interval(); i != (Interval{-100, 100}) {
		t.Errorf("no answers: got %v", i)
	}
	if s := (NPS{}).Score(); !math.IsNaN(s) {
		t.Errorf("no answers: got score %v, want NaN", s)
	}
}

func TestHandbookNPSChange(t *testing.T) {
	for _, tt := range []struct {
		name          string
		before, after NPS
		delta, se, p  float64
		want          [2]float64
		method        Method
	}{
		{"EX2d", NPS{42, 78, 80}, NPS{66, 84, 70}, 17.181818, 7.535194, .022595, [2]float64{2.413110, 31.950527}, Wald},
		// p from z = 8.498024/13.258979 = .640926, the normal table gives .5216
		{"NEW3", NPS{6, 15, 31}, NPS{3, 20, 20}, 8.542039, 13.258979, .521571, [2]float64{-17.489097, 34.485145}, AdjustedWald},
	} {
		c, ok := NPSChange(tt.before, tt.after)
		if !ok || c.Method != tt.method || c.DF != 0 {
			t.Errorf("%s: got ok %v, method %s, df %v", tt.name, ok, c.Method, c.DF)
		}
		near(t, tt.name+" delta", c.Delta, tt.delta, printed)
		near(t, tt.name+" se", c.SE, tt.se, printed)
		near(t, tt.name+" p", c.P, tt.p, printed)
		nearInterval(t, tt.name, c.Interval, tt.want, printed)
	}
	if c, _ := NPSChange(NPS{0, 0, 1e6}, NPS{50, 0, 0}); c.Delta != 200 || c.Interval.Upper != 200 {
		t.Errorf("from all detractors to all promoters: got %v %v, want 200 at most", c.Delta, c.Interval)
	}
	c, ok := NPSChange(NPS{}, NPS{42, 78, 80})
	if ok || c != (Change{P: 1, Method: AdjustedWald}) {
		t.Errorf("from no answers: got %v %+v", ok, c)
	}
}

func TestHandbookMean(t *testing.T) {
	m := tally([]int64{1, 1, 3, 6, 9, 40, 35, 45, 40, 12, 8}) // EX12
	near(t, "EX12 mean", m.Mean(), 6.47, printed)
	near(t, "EX12 sd", m.SD(), 1.787477, printed)
	near(t, "EX12 se", m.SE(), .126394, printed)
	i, ok := m.Interval(0, 10)
	if !ok {
		t.Error("EX12: no interval")
	}
	nearInterval(t, "EX12", i, [2]float64{6.220757, 6.719243}, printed)

	// 9 and 10: mean 9.5, t(1) = 12.706 standard errors of .5 to each side.
	two := Moments{2, 19, 181}
	i, _ = two.Interval(0, 10)
	nearInterval(t, "clipped", i, [2]float64{3.146898, 10}, printed)
	i, _ = two.Interval(math.Inf(-1), math.Inf(1))
	nearInterval(t, "not clipped", i, [2]float64{3.146898, 15.853102}, printed)

	// Four times each of ±10^9: N·SumSquares is 6.4e19, more than 64 bits.
	near(t, "large", Moments{8, 0, 8e18}.SD()/1e9, math.Sqrt(8.0/7), 1e-12)

	for _, m := range []Moments{{}, {1, 7, 49}, {2, 30, 450}} {
		if i, ok := m.Interval(0, 10); ok || i != (Interval{}) {
			t.Errorf("%+v on 0 to 10: got %v %v, want none", m, i, ok)
		}
	}
	if i, ok := (Moments{3, 21, 147}).Interval(0, 10); !ok || i != (Interval{7, 7}) {
		t.Errorf("three times 7: got %v %v", i, ok)
	}
}

func TestHandbookWelch(t *testing.T) {
	// NEW7 in millionths: 200 of mean 6.47, sd 1.787477; 150 of mean 6.9, sd 1.9.
	a := Moments{200, 1294e6, 200*6470000*6470000 + 199*1787477*1787477}
	b := Moments{150, 1035e6, 150*6900000*6900000 + 149*1900000*1900000}
	c, ok := Welch(a, b)
	if !ok || c.Method != WelchT {
		t.Fatalf("NEW7: got %v %s", ok, c.Method)
	}
	near(t, "NEW7 diff", c.Delta/1e6, .43, printed)
	near(t, "NEW7 se", c.SE/1e6, .200105, printed)
	near(t, "NEW7 df", c.DF, 310.143401, printed)
	near(t, "NEW7 p", c.P, .032418, printed)
	nearInterval(t, "NEW7", Interval{c.Interval.Lower / 1e6, c.Interval.Upper / 1e6}, [2]float64{.036265, .823735}, printed)

	same := Moments{3, 21, 147}
	for _, before := range []Moments{{}, {1, 7, 49}, {2, 12, 72}} {
		if c, ok := Welch(before, same); ok || c.P != 1 || c.SE != 0 || c.Interval != (Interval{}) {
			t.Errorf("from %+v: got %v %+v, want none", before, ok, c)
		}
	}
	// One side without spread: df is that of the other.
	if c, _ := Welch(same, Moments{2, 19, 181}); c.DF != 1 {
		t.Errorf("one side equal: got df %v, want 1", c.DF)
	}
}

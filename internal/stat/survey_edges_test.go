package stat

import (
	"math"
	"slices"
	"testing"
)

func TestHandbookWeights(t *testing.T) {
	// NEW5 by respondent.
	var groups []Weighted
	weights := []float64{2, 2, 1, 1, 1, .5, .5}
	for i, v := range []int64{3, 5, 6, 7, 7, 8, 9} {
		groups = append(groups, Weighted{weights[i], Moments{1, v, v * v}})
	}
	e := must1(WeightedMean(groups, 0, 10))
	near(t, "NEW5", e.Value, 5.5625, 1e-15)
	near(t, "NEW5 se", e.SE, .8134040693364, 1e-12)
	nearInterval(t, "NEW5", e.Interval, [2]float64{3.572171942971, 7.552828057029}, 1e-11)
	// Respondents of one weight may come together.
	together := []Weighted{{.5, Moments{2, 17, 145}}, {2, Moments{2, 8, 34}}, {1, Moments{3, 20, 134}}, {0, Moments{9, 9, 9}}}
	near(t, "together", must1(WeightedMean(together, 0, 10)).SE, e.SE, 1e-14)

	for _, bad := range [][]Weighted{nil, {{1, Moments{1, 5, 25}}}, {{0, Moments{5, 5, 5}}}, {{1, Moments{2, 22, 242}}}} {
		if e, ok := WeightedMean(bad, 0, 10); ok || e != (WeightedEstimate{}) {
			t.Errorf("%v: got %+v", bad, e)
		}
	}
	alike := must1(WeightedMean([]Weighted{{.1, Moments{3, 21, 147}}, {.7, Moments{2, 14, 98}}}, 0, 10))
	if alike.Value != 7 || alike.SE != 0 || alike.HasInterval {
		t.Errorf("all 7: got %+v", alike)
	}
	p := must1(WeightedProportion([]float64{1, 3}, []Count{{5, 10}, {5, 5}}))
	near(t, "proportion", p.Value, .8, 1e-15) // 5 + 15 of 10 + 15

	// Sizes by respondents are 2, 8 and 1/10, of mean 2.124: the second and third
	// are cut, to 3 and .3; the first stays 2/2.124.
	w := must1(PostStratify([]PostStratum{{200, 100}, {320, 40}, {11, 110}}))
	mean := (100*2/2.124 + 40*3 + 110*.3) / 250
	for i, want := range []float64{2 / 2.124, 3, .3} {
		near(t, "trimmed", w.Weights[i], want/mean, 1e-12)
	}
	if w.Trimmed != 150 {
		t.Errorf("got %d trimmed, want 150", w.Trimmed)
	}
	for _, bad := range [][]PostStratum{nil, {{}, {}}, {{5, 5}, {5, 0}}, {{5, 5}, {0, 5}}} {
		if w, ok := PostStratify(bad); ok || w.Weights != nil {
			t.Errorf("%v: got %+v", bad, w)
		}
	}
	joined, place := JoinSmall([]PostStratum{{10, 12}, {20, 4}, {30, 5}, {40, 3}, {50, 11}, {60, 9}})
	if !slices.Equal(joined, []PostStratum{{10, 12}, {90, 12}, {110, 20}}) || !slices.Equal(place, []int{0, 1, 1, 1, 2, 2}) {
		t.Errorf("got %v %v", joined, place)
	}
}

func TestHandbookStrata(t *testing.T) {
	parts := []NPSStratum{{NPS{30, 40, 30}, 600}, {NPS{50, 60, 90}, 300}, {NPS{10, 5, 5}, 100}}
	e := must1(StratifiedNPS(parts))
	near(t, "EX18", e.Value, -3.5, 1e-12)
	near(t, "EX18 se", e.SE, 4.698035, printed)
	nearInterval(t, "EX18", e.Interval, [2]float64{-12.707979, 5.707979}, printed)
	// A single answer goes to the next stratum, with the persons it stands for.
	split := append([]NPSStratum{{NPS{1, 0, 0}, 100}, {NPS{29, 40, 30}, 500}}, parts[1:]...)
	if got := must1(StratifiedNPS(split)); got != e {
		t.Errorf("one answer joined: got %+v, want %+v", got, e)
	}
	ninth := Stratum{Share: .5, Moments: Count{60, 100}.Moments()}
	nine := must1(Stratified([]Stratum{ninth, {Share: .5, Moments: Count{90, 300}.Moments()}}, 0, 1))
	near(t, "EX9 se", nine.SE, .027958, printed)
	for name, bad := range map[string][]Sample{
		"none":                    nil,
		"last with one answer":    {{Count{5, 9}, 20}, {Count{1, 1}, 20}},
		"more answers than frame": {{Count{5, 9}, 8}, {Count{5, 9}, 20}},
		"no frame, no share":      {{Count{5, 9}, 0}},
	} {
		if e, ok := StratifiedProportion(bad); ok || e != (Estimate{}) {
			t.Errorf("%s: got %+v", name, e)
		}
	}
	all := must1(StratifiedProportion([]Sample{{Count{5, 9}, 9}, {Count{2, 6}, 6}}))
	near(t, "census", all.Value, 7./15, 1e-15)
	if all.HasInterval {
		t.Errorf("census: got %+v", all)
	}
}

func TestHandbookPanel(t *testing.T) {
	// Differences 2, 1, 0, 0, -1: mean .4, s² = 5.2/4, se = √(1.3/5).
	d := momentsOf([]int64{2, 1, 0, 0, -1}, 0)
	c, ok := NPSPanel(d)
	near(t, "delta", c.Delta, 40, 1e-12)
	near(t, "se", c.SE, 100*math.Sqrt(.26), 1e-12)
	near(t, "p", c.P, math.Erfc(.4/math.Sqrt(.52)), 1e-12)
	nearInterval(t, "panel", c.Interval, [2]float64{40 - 196*math.Sqrt(.26), 40 + 196*math.Sqrt(.26)}, 1e-2)
	if !ok || c.DF != 0 || c.Method != Panel {
		t.Errorf("got %+v %v", c, ok)
	}
	p, _ := PairedT(momentsOf([]int64{3, 1}, 0)) // t = 2 at one degree of freedom
	near(t, "paired p", p.P, 1-2/math.Pi*math.Atan(2), 1e-12)
	for _, d := range []Moments{{}, {1, 2, 4}, {3, 3, 3}} {
		c, ok := NPSPanel(d)
		p, okP := PairedT(d)
		if ok || okP || c.P != 1 || p.P != 1 || c.SE != 0 || p.Interval != (Interval{}) {
			t.Errorf("%+v: got %+v %+v", d, c, p)
		}
	}
}

func TestHandbookChart(t *testing.T) {
	var past []Count
	for _, x := range []int64{41, 44, 48, 39, 52, 47, 45} {
		past = append(past, Count{x, 1000})
	}
	c := must1(PChart(past, Count{70, 1000}))
	nearInterval(t, "EX17", Interval{c.Lower, c.Upper}, [2]float64{.025447, .064839}, printed)
	if !c.Signal || must1(PChart(past, Count{64, 1000})).Signal || !must1(PChart(past, Count{25, 1000})).Signal {
		t.Error("EX17: 70 and 25 are signals, 64 is not")
	}
	if _, ok := PChart(append(past[:6:6], Count{}), Count{70, 1000}); ok {
		t.Error("a chart of six quarters")
	}
	if _, ok := PChart(past, Count{}); ok {
		t.Error("a chart without a latest quarter")
	}
	if c := must1(PChart(slices.Repeat([]Count{{0, 9}}, 7), Count{0, 9})); c.Signal || c.Lower != 0 || c.Upper != 0 {
		t.Errorf("never any: got %+v", c)
	}
	year := []Count{{41, 1000}, {44, 1010}, {52, 1040}, {48, 1050}}
	near(t, "rolling", must1(Rolling(year, false)).Value, .045122, printed)
	nearInterval(t, "flow", must1(Rolling(year, false)).Interval, limitsOf(Wilson(185, 4100)), 1e-15)
	if _, ok := Rolling([]Count{{}, {}}, true); ok {
		t.Error("a year of nobody")
	}
	r := must1(Nonresponse(120, 400, 1000))
	if r != (Response{.4, .3, Interval{.12, .72}}) {
		t.Errorf("EX20: got %+v", r)
	}
	for _, c := range [][3]int64{{0, 0, 10}, {3, 11, 10}} {
		if _, ok := Nonresponse(c[0], c[1], c[2]); ok {
			t.Errorf("%v: got a response", c)
		}
	}
	near(t, "EX8", must1(RatioOfSums([]int64{150, 40, 15}, []int64{5000, 200, 50})), .039048, printed)
	if _, ok := RatioOfSums([]int64{5}, []int64{0}); ok {
		t.Error("a ratio by nothing")
	}
}

func limitsOf(i Interval) [2]float64 { return [2]float64{i.Lower, i.Upper} }

func TestHandbookProgress(t *testing.T) {
	for _, tt := range []struct {
		track    Track
		p, score float64
		pace     Pace
	}{
		{Track{Base: 10, Now: 10.5, Years: 8}, .006117, .2794, Moderate},
		{Track{Base: 40, Now: 55, Years: 7, HasTarget: true, Target: 80, YearsAllowed: 15}, .984141, 2.7439, Substantial},
		{Track{Base: 20, Now: 15, Years: 7, Down: true, HasTarget: true, Target: 5, YearsAllowed: 15}, .456112, -.5995, Slow},
		{Track{Base: 10, Now: 10, Years: 8}, 0, -2.5, Slow},
		{Track{Base: 10, Now: 0, Years: 8}, -1, -5, Backwards},
		{Track{Base: 10, Now: 20, Years: 1}, 1, 5, Substantial},
		{Track{Base: -10, Now: -5, Years: 1}, .5, 5, Substantial}, // less far below zero
		{Track{Base: 10, Now: 10, Years: 1, HasTarget: true, Target: 10, YearsAllowed: 1}, 0, 5, Achieved},
		{Track{Base: 10, Now: 4, Years: 1, Down: true, HasTarget: true, Target: 5, YearsAllowed: 1}, 1.2, 5, Achieved},
	} {
		g, ok := Progress(tt.track)
		if !ok || g.Pace != tt.pace {
			t.Errorf("%+v: got %+v %v", tt.track, g, ok)
		}
		near(t, "p", g.P, tt.p, printed)
		near(t, "score", g.Score, tt.score, 5e-5)
	}
	for _, bad := range []Track{
		{Base: 0, Now: 5, Years: 1}, {Base: -5, Now: 5, Years: 1}, {Base: 5, Now: 5}, {Base: 1e-300, Now: 1e300, Years: 1},
		{Base: 5, Now: 4, Years: 1, HasTarget: true, Target: 5, YearsAllowed: 1},
		{Base: 5, Now: 6, Years: 1, HasTarget: true, Target: 10},
	} {
		if g, ok := Progress(bad); ok {
			t.Errorf("%+v: got %+v", bad, g)
		}
	}
	near(t, "half way", must1(Attainment(40, 60, 80)), .5, 0)
	near(t, "down", must1(Attainment(20, 15, 5)), 1./3, 1e-15)
	near(t, "backwards", must1(Attainment(40, 30, 80)), -.25, 0)
	if _, ok := Attainment(40, 50, 40); ok {
		t.Error("a way of no length")
	}
	near(t, "EX10", must1(RelativeChange(750000, 600000)), -.2, 1e-15)
	for _, before := range []float64{0, -3, math.SmallestNonzeroFloat64} {
		if _, ok := RelativeChange(before, 1e10); ok {
			t.Errorf("a change from %v", before)
		}
	}
	for _, c := range []struct {
		half, variance float64
		n              int64
	}{{.05, .25, 385}, {.1, .6, 231}, {.1, 1, 385}, {.5, 0, 1}} {
		if n := must1(NeededN(c.half, c.variance)); n != c.n {
			t.Errorf("±%v: got %d, want %d", c.half, n, c.n)
		}
	}
	if _, ok := NeededN(0, .25); ok {
		t.Error("an answer to no width")
	}
	near(t, "weeks", Weeks(92), 13.142857, printed)
	near(t, "EX24", must1(FTE(4.5, 1, 40)), .1125, 1e-15)
	if _, ok := FTE(4.5, 0, 40); ok {
		t.Error("full-time equivalents of no time")
	}
}

func TestOutlooks(t *testing.T) {
	series := func(values ...float64) (points []Point) {
		for i, v := range values {
			points = append(points, Point{Quarter: int64(8000 + i), Value: v})
		}
		return points
	}
	free := func(points []Point) Outlook {
		_, o := Project(points, 9000, math.Inf(-1), math.Inf(1))
		return o
	}
	line := series(1, 2, 3, 4, 5, 6, 7, 8)
	p, o := Project(line, 8009, 0, 9.5)
	if o != Projected || p.Value != 9.5 || p.Slope != 1 || p.Interval.Upper != 9.5 {
		t.Errorf("a line: got %+v %s", p, o)
	}
	later, first := slices.Clone(line), slices.Clone(line)
	later[3].Break, first[0].Break = true, true
	for _, tt := range []struct {
		name   string
		points []Point
		want   Outlook
	}{
		{"seven", line[:7], TooFew}, {"none", nil, TooFew}, {"break", later, Broken}, {"break before all", first, Projected},
		{"constant", series(.1, .1, .1, .1, .1, .1, .1, .1, .1), NoTrend},
		{"to and fro", series(1, 2, 1, 2, 1, 2, 1, 2), NoTrend},
		{"huge", series(1e308, -1e308, 1e308, 1e308, 1e308, 1e308, 1e308, 1e308), TooFar},
	} {
		if got := free(tt.points); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}

	// 2x and a residual of 1 that has neither mean nor slope: variance 8/6.
	e := []float64{1, -1, -1, 1, 1, -1, -1, 1}
	for i := range e {
		e[i] += 2 * float64(i)
	}
	p, _ = Project(series(e...), 8009, math.Inf(-1), math.Inf(1))
	const t975 = 2.446911851145 // six degrees of freedom
	half := t975 * math.Sqrt(4./3*(1+1./8+5.5*5.5/42))
	nearInterval(t, "prediction", p.Interval, [2]float64{18 - half, 18 + half}, 1e-11)
	half = t975 * math.Sqrt(4./3/42)
	nearInterval(t, "slope", p.SlopeInterval, [2]float64{2 - half, 2 + half}, 1e-11)
}

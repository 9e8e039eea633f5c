package stat

import (
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"testing"
)

// goldenFile lies beside the checkout. Its values were computed in another
// language and are given to 13 digits.
const goldenFile = "../../../shared/golden.json"

type golden map[string]struct{ Inputs, Expected json.RawMessage }

func readGolden(t *testing.T) golden {
	t.Helper()
	text, err := os.ReadFile(goldenFile)
	if errors.Is(err, fs.ErrNotExist) {
		t.Skipf("%s is absent: only the values written into the tests are checked", goldenFile)
	}
	if err != nil {
		t.Fatal(err)
	}
	var list []struct {
		ID               string
		Inputs, Expected json.RawMessage
	}
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	g := golden{}
	for _, e := range list {
		g[e.ID] = struct{ Inputs, Expected json.RawMessage }{e.Inputs, e.Expected}
	}
	return g
}

// read decodes the inputs and expected values of one entry.
func (g golden) read(t *testing.T, id string, in, want any) {
	t.Helper()
	e, ok := g[id]
	if !ok {
		t.Fatalf("golden file has no %s", id)
	}
	if err := json.Unmarshal(e.Inputs, in); err != nil {
		t.Fatalf("%s inputs: %v", id, err)
	}
	if err := json.Unmarshal(e.Expected, want); err != nil {
		t.Fatalf("%s expected: %v", id, err)
	}
}

// near compares to a relative error, absolute below 1. NaN is near to nothing.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*max(1, math.Abs(want))) {
		t.Errorf("%s: got %.15g, want %.15g", what, got, want)
	}
}

func nearInterval(t *testing.T, what string, got Interval, want [2]float64, tolerance float64) {
	t.Helper()
	near(t, what+" lower", got.Lower, want[0], tolerance)
	near(t, what+" upper", got.Upper, want[1], tolerance)
}

const exact = 1e-9

func TestGoldenWilson(t *testing.T) {
	g := readGolden(t)
	for _, id := range []string{"EX1", "EX1b", "EX1c", "EX1d", "EX23"} {
		var in struct{ X, N int64 }
		var want struct{ Wilson [2]float64 }
		g.read(t, id, &in, &want)
		nearInterval(t, id, Wilson(in.X, in.N), want.Wilson, exact)
	}
	var z struct{ Z float64 }
	g.read(t, "Z", new(struct{}), &z)
	near(t, "z", Z95, z.Z, exact)
}

func TestGoldenNPS(t *testing.T) {
	g := readGolden(t)
	var want struct {
		Enps, SE float64
		CI       [2]float64
	}
	for _, id := range []string{"EX2", "EX2b"} {
		var in NPS
		g.read(t, id, &in, &want)
		near(t, id+" score", in.Score(), want.Enps, exact)
		near(t, id+" se", in.SE(), want.SE, exact)
		i, method := in.Interval()
		nearInterval(t, id+" "+string(method), i, want.CI, exact)
	}
	var in NPS
	var adjusted struct {
		Raw      float64 `json:"enps_raw"`
		Adjusted float64 `json:"enps_adjusted"`
		SE       float64
		CI       [2]float64
	}
	g.read(t, "EX2c", &in, &adjusted)
	// With 52 answers, at least 6 in each category, the rule chooses Wald; the
	// file gives the adjusted interval beside it.
	sh := in.shares(AdjustedWald)
	near(t, "EX2c raw", in.Score(), adjusted.Raw, exact)
	near(t, "EX2c centre", sh.score(), adjusted.Adjusted, exact)
	near(t, "EX2c se", sh.se(), adjusted.SE, exact)
	nearInterval(t, "EX2c", around(sh.score(), Z95*sh.se()), adjusted.CI, exact)
}

func TestGoldenNPSChange(t *testing.T) {
	g := readGolden(t)
	var in struct{ Before, After NPS }
	var want struct {
		EnpsAfter float64 `json:"enps_after"`
		SEAfter   float64 `json:"se_after"`
		Delta     float64
		SE        float64 `json:"se_delta"`
		P         float64
		CI        [2]float64
	}
	g.read(t, "EX2d", &in, &want)
	c, _ := NPSChange(in.Before, in.After)
	near(t, "EX2d after", in.After.Score(), want.EnpsAfter, exact)
	near(t, "EX2d se after", in.After.SE(), want.SEAfter, exact)
	near(t, "EX2d delta", c.Delta, want.Delta, exact)
	near(t, "EX2d se", c.SE, want.SE, exact)
	near(t, "EX2d p", c.P, want.P, exact)
	nearInterval(t, "EX2d", c.Interval, want.CI, exact)

	var counts struct{ Before, After [3]int64 }
	var adjusted struct {
		Raw      float64 `json:"delta_raw"`
		Adjusted float64 `json:"delta_adjusted"`
		SE       float64
		CI       [2]float64
	}
	g.read(t, "NEW3", &counts, &adjusted)
	c, _ = NPSChange(npsOf(counts.Before), npsOf(counts.After))
	near(t, "NEW3 delta", c.Delta, adjusted.Raw, exact)
	near(t, "NEW3 se", c.SE, adjusted.SE, exact)
	nearInterval(t, "NEW3", c.Interval, adjusted.CI, exact)
	near(t, "NEW3 p", c.P, math.Erfc(adjusted.Adjusted/adjusted.SE/math.Sqrt2), exact)
}

func npsOf(c [3]int64) NPS { return NPS{c[0], c[1], c[2]} }

func TestGoldenMean(t *testing.T) {
	g := readGolden(t)
	var in struct {
		Counts []int64 `json:"counts_0_to_10"`
	}
	var want struct {
		N               int64
		Mean, SD, SE, T float64
		CI              [2]float64
	}
	g.read(t, "EX12", &in, &want)
	m := tally(in.Counts)
	if m.N != want.N {
		t.Errorf("EX12 n: got %d, want %d", m.N, want.N)
	}
	near(t, "EX12 mean", m.Mean(), want.Mean, exact)
	near(t, "EX12 sd", m.SD(), want.SD, exact)
	near(t, "EX12 se", m.SE(), want.SE, exact)
	near(t, "EX12 t", StudentQuantile(.975, float64(m.N-1)), want.T, exact)
	i, _ := m.Interval(0, 10)
	nearInterval(t, "EX12", i, want.CI, exact)
}

// tally returns the moments of counts[v] values v.
func tally(counts []int64) (m Moments) {
	for v, c := range counts {
		m.N += c
		m.Sum += c * int64(v)
		m.SumSquares += c * int64(v) * int64(v)
	}
	return m
}

func TestGoldenWelch(t *testing.T) {
	g := readGolden(t)
	type sample struct {
		N        int64
		Mean, SD float64
	}
	var in struct{ A, B sample }
	var want struct {
		Diff, SE, DF, P float64
		CI              [2]float64
	}
	g.read(t, "NEW7", &in, &want)
	// In millionths the means and deviations of the file are whole numbers.
	const unit = 1e6
	moments := func(s sample) Moments {
		mean, sd := int64(math.Round(s.Mean*unit)), int64(math.Round(s.SD*unit))
		return Moments{s.N, s.N * mean, (s.N-1)*sd*sd + s.N*mean*mean}
	}
	c, ok := Welch(moments(in.A), moments(in.B))
	if !ok {
		t.Fatal("NEW7: no change")
	}
	near(t, "NEW7 diff", c.Delta/unit, want.Diff, exact)
	near(t, "NEW7 se", c.SE/unit, want.SE, exact)
	near(t, "NEW7 df", c.DF, want.DF, exact)
	near(t, "NEW7 p", c.P, want.P, exact)
	nearInterval(t, "NEW7", Interval{c.Interval.Lower / unit, c.Interval.Upper / unit}, want.CI, exact)
}

type pairIn struct {
	X, N int64
	XRef int64 `json:"x_ref"`
	NRef int64 `json:"n_ref"`
}

func TestGoldenPairs(t *testing.T) {
	g := readGolden(t)
	for _, id := range []string{"EX3", "EX3b", "EX3c"} {
		var in pairIn
		var want struct {
			RR      float64
			Raw     *float64   `json:"rr_raw"` // where the point differs from the centre
			CI      [2]float64 `json:"rr_ci"`
			Diff    [2]float64 `json:"diff_ci_newcombe"`
			PPooled float64    `json:"p_pooled"`
			PFisher float64    `json:"p_fisher"`
		}
		g.read(t, id, &in, &want)
		if want.Raw == nil {
			want.Raw = &want.RR
		}
		r := RateRatio(in.X, in.N, in.XRef, in.NRef)
		near(t, id+" point", r.Point, *want.Raw, exact)
		nearInterval(t, id+" ratio", r.Interval, want.CI, exact)
		nearInterval(t, id+" diff", Newcombe(in.X, in.N, in.XRef, in.NRef), want.Diff, exact)
		near(t, id+" z", normalP(pooledZ(in.X, in.N, in.XRef, in.NRef)), want.PPooled, exact)
		near(t, id+" fisher", fisherP(in.X, in.N, in.XRef, in.NRef), want.PFisher, exact)
	}
	var in struct{ Before, After [2]int64 }
	var want struct {
		CI [2]float64 `json:"diff_ci_newcombe"`
		P  float64    `json:"p_pooled"`
	}
	g.read(t, "EX13", &in, &want)
	a, b := in.After, in.Before
	nearInterval(t, "EX13", Newcombe(a[0], a[1], b[0], b[1]), want.CI, exact)
	near(t, "EX13 p", TwoProportionP(a[0], a[1], b[0], b[1]), want.P, exact)
}

func TestGoldenVerdicts(t *testing.T) {
	g := readGolden(t)
	words := map[string]Verdict{
		"目安を下回る": Below, "目安の範囲": Within, "目安を上回る": Above, "判定できない": Undecided,
	}
	for _, id := range []string{"EX15a", "EX15b", "EX15c", "EX15d", "EX15e", "EX15f"} {
		var in pairIn
		var want struct {
			RR      float64
			CI      [2]float64 `json:"rr_ci"`
			Verdict string
		}
		g.read(t, id, &in, &want)
		r := RateRatio(in.X, in.N, in.XRef, in.NRef)
		near(t, id, r.Point, want.RR, exact)
		nearInterval(t, id, r.Interval, want.CI, exact)
		if got := Judge(r.Interval); got != words[want.Verdict] {
			t.Errorf("%s: got %s, want %s", id, got, want.Verdict)
		}
	}
}

func TestGoldenRatiosToReference(t *testing.T) {
	g := readGolden(t)
	var sex struct {
		FX int64 `json:"female_x"`
		FN int64 `json:"female_n"`
		MX int64 `json:"male_x"`
		MN int64 `json:"male_n"`
	}
	var gpi struct {
		GPI float64
		CI  [2]float64
	}
	for _, id := range []string{"EX6", "EX6b"} {
		g.read(t, id, &sex, &gpi)
		r := RateRatio(sex.FX, sex.FN, sex.MX, sex.MN)
		near(t, id, r.Point, gpi.GPI, exact)
		nearInterval(t, id, r.Interval, gpi.CI, exact)
	}

	var in struct {
		Ref    struct{ X, N int64 }
		Groups map[string]struct{ X, N int64 }
	}
	var want struct {
		Groups map[string]struct {
			RR float64
			CI [2]float64 `json:"rr_ci"`
			P  float64    `json:"p_pooled_z"`
		}
	}
	g.read(t, "EX19", &in, &want)
	for age, c := range in.Groups {
		r := RateRatio(c.X, c.N, in.Ref.X, in.Ref.N)
		near(t, "EX19 "+age, r.Point, want.Groups[age].RR, exact)
		nearInterval(t, "EX19 "+age, r.Interval, want.Groups[age].CI, exact)
		near(t, "EX19 p "+age, TwoProportionP(c.X, c.N, in.Ref.X, in.Ref.N), want.Groups[age].P, exact)
	}
}

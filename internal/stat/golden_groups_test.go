package stat

import (
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// elsewhere are the golden entries that are none of this package's.
var elsewhere = map[string]string{
	"EX21": "hours by wage: a product of the catalogue", "NEW6": "decimal rounding",
	"CODES_AREA": "check digits", "CODES_CORP": "check digits", "CODES_SCHOOL": "check digits",
	"EXCEL": "dates of workbooks",
}

// TestGoldenComplete shows that each entry is named by a test here or is one
// of the others.
func TestGoldenComplete(t *testing.T) {
	g := readGolden(t)
	files, err := filepath.Glob("golden*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		tests.Write(text)
	}
	for _, id := range slices.Sorted(maps.Keys(g)) {
		if !strings.Contains(tests.String(), `"`+id+`"`) {
			t.Errorf("no test for %s", id)
		}
	}
	t.Logf("%d entries, %d of them not of this package", len(g), len(elsewhere))
}

func groupsOf(x, n []int64) []Count {
	groups := make([]Count, len(x))
	for i := range x {
		groups[i] = Count{x[i], n[i]}
	}
	return groups
}

func TestGoldenProportions(t *testing.T) {
	g := readGolden(t)
	for _, id := range []string{"EX1", "EX1b", "EX1c", "EX1d", "EX23"} {
		var in Count
		var want struct {
			P     float64
			Agres [2]float64 `json:"agresti_coull"`
			Clop  [2]float64 `json:"clopper_pearson"`
		}
		g.read(t, id, &in, &want)
		near(t, id, must1(in.Rate()), want.P, exact)
		nearInterval(t, id+" Agresti-Coull", AgrestiCoull(in.X, in.N), want.Agres, exact)
		nearInterval(t, id+" Clopper-Pearson", ClopperPearson(in.X, in.N), want.Clop, exact)
	}
	in := map[string]int64{} // "n" and "N" would be one field to encoding/json
	var want struct {
		Without [2]float64 `json:"wilson_no_fpc"`
		With    [2]float64 `json:"wilson_fpc"`
		NStar   float64    `json:"n_star"`
	}
	g.read(t, "EX1e", &in, &want)
	s := Sample{Count{in["x"], in["n"]}, in["N"]}
	near(t, "EX1e n*", must1(EffectiveN(s.N, s.Size)), want.NStar, exact)
	nearInterval(t, "EX1e", must1(s.Interval()), want.With, exact)
	nearInterval(t, "EX1e infinite", must1(Sample{Count: s.Count}.Interval()), want.Without, exact)
}

// must1 returns the value of what must have one.
func must1[T any](v T, ok bool) T {
	if !ok {
		panic("no value")
	}
	return v
}

func TestGoldenInequality(t *testing.T) {
	g := readGolden(t)
	for _, id := range []string{"EX4", "EX4z"} {
		var in struct{ X, N []int64 }
		var want struct {
			MinMax       float64  `json:"min_max_ratio"`
			Gap          float64  `json:"max_min_gap"`
			ToOverall    float64  `json:"to_overall_ratio"`
			ToOverallGap float64  `json:"to_overall_diff"`
			Theil        *float64 `json:"theil_t"`
			MLD          *float64
			A1           *float64 `json:"atkinson_1"`
			A05          *float64 `json:"atkinson_05"`
			Gini         *float64
			BGV, CV      *float64
			Hoover       *float64
			Persons      float64 `json:"hoover_persons"`
			Chi2, DF, P  float64
		}
		g.read(t, id, &in, &want)
		groups := groupsOf(in.X, in.N)
		for _, c := range []struct {
			name  string
			index func([]Count) (float64, bool)
			want  *float64
		}{
			{"Theil", Theil, want.Theil}, {"MLD", MLD, want.MLD}, {"Gini", Gini, want.Gini},
			{"Atkinson 1", atkinson(1), want.A1}, {"Atkinson .5", atkinson(.5), want.A05},
			{"BGV", BGV, want.BGV}, {"CV", CV, want.CV}, {"Hoover", Hoover, want.Hoover},
		} {
			got, ok := c.index(groups)
			if ok != (c.want != nil) {
				t.Errorf("%s %s: got ok %v", id, c.name, ok)
			}
			if ok {
				near(t, id+" "+c.name, got, *c.want, exact)
			}
		}
		share, _ := Hoover(groups)
		near(t, id+" persons", share*float64(sumCounts(groups).X), want.Persons, exact)
		s, _ := Disparity(groups)
		near(t, id+" min/max", s.MinMax, want.MinMax, exact)
		near(t, id+" gap", s.Gap, want.Gap, exact)
		near(t, id+" to overall", s.ToOverall, want.ToOverall, exact)
		near(t, id+" gap to overall", s.ToOverallGap, want.ToOverallGap, exact)
		chi, _, _ := ChiSquare(groups)
		near(t, id+" chi2", chi.Statistic, want.Chi2, exact)
		near(t, id+" df", chi.DF, want.DF, exact)
		near(t, id+" p", chi.P/want.P, 1, exact)
	}
}

func TestGoldenGradient(t *testing.T) {
	g := readGolden(t)
	var in struct{ X, N []int64 }
	var want struct {
		Ridits     []float64
		SII        float64
		SE         float64 `json:"se_binomial"`
		CI         [2]float64
		Start, End float64
		At0        float64 `json:"fitted_at_0"`
		At1        float64 `json:"fitted_at_1"`
		RII        float64 `json:"rii_end_over_start"`
	}
	g.read(t, "EX5", &in, &want)
	groups := groupsOf(in.X, in.N)
	s, ok := Slope(groups)
	if !ok || !s.HasInterval || !s.HasRII {
		t.Fatalf("EX5: got %+v %v", s, ok)
	}
	for i, place := range ridits(groups, sumCounts(groups).N) {
		near(t, "EX5 ridit", place, want.Ridits[i], exact)
	}
	near(t, "EX5 sii", s.SII, want.SII, exact)
	near(t, "EX5 se", s.SE, want.SE, exact)
	nearInterval(t, "EX5", s.Interval, want.CI, exact)
	near(t, "EX5 start", s.Start, want.At0, exact)
	near(t, "EX5 end", s.End, want.At1, exact)
	near(t, "EX5 rii", s.RII, want.RII, exact)
}

func TestGoldenParity(t *testing.T) {
	g := readGolden(t)
	for _, id := range []string{"EX6", "EX6b"} {
		var in struct {
			FX int64 `json:"female_x"`
			FN int64 `json:"female_n"`
			MX int64 `json:"male_x"`
			MN int64 `json:"male_n"`
		}
		var want struct{ GPI, GPIA float64 }
		g.read(t, id, &in, &want)
		f, m := Count{in.FX, in.FN}.rate(), Count{in.MX, in.MN}.rate()
		near(t, id+" gpi", must1(GPI(f, m)), want.GPI, exact)
		near(t, id+" gpia", must1(GPIA(f, m)), want.GPIA, exact)
	}
	var in struct {
		Female float64 `json:"female_rate"`
		Male   float64 `json:"male_rate"`
	}
	var want struct {
		GPI    float64
		Inside bool `json:"inside_097_103"`
	}
	g.read(t, "EX6c", &in, &want)
	gpi := must1(GPI(in.Female, in.Male))
	near(t, "EX6c", gpi, want.GPI, exact)
	if ParityBand.Contains(gpi) != want.Inside {
		t.Errorf("EX6c: inside is not %v", want.Inside)
	}
}

func TestGoldenFamilies(t *testing.T) {
	g := readGolden(t)
	for _, id := range []string{"EX7", "EX7b"} {
		var in struct{ P []float64 }
		var want struct{ Holm, BH []float64 }
		g.read(t, id, &in, &want)
		holm, bh := Holm(in.P), BenjaminiHochberg(in.P)
		for i := range in.P {
			near(t, id+" Holm", holm[i], want.Holm[i], exact)
			near(t, id+" BH", bh[i], want.BH[i], exact)
		}
	}
	var want struct {
		Groups map[string]struct {
			P    float64 `json:"p_pooled_z"`
			Holm float64 `json:"p_holm_of_pooled_z"`
		}
	}
	g.read(t, "EX19", new(struct{}), &want)
	var p, adjusted []float64
	for _, age := range slices.Sorted(maps.Keys(want.Groups)) {
		p = append(p, want.Groups[age].P)
		adjusted = append(adjusted, want.Groups[age].Holm)
	}
	for i, got := range Holm(p) {
		near(t, "EX19 Holm", got, adjusted[i], exact)
	}
}

func TestGoldenStandardised(t *testing.T) {
	g := readGolden(t)
	var in struct {
		Weights []float64
		F, M    [][2]int64
	}
	var want struct {
		StdF    float64    `json:"std_f"`
		SEF     float64    `json:"se_f"`
		CIF     [2]float64 `json:"ci_f"`
		StdM    float64    `json:"std_m"`
		SEM     float64    `json:"se_m"`
		CIM     [2]float64 `json:"ci_m"`
		Ratio   float64    `json:"std_ratio"`
		RatioCI [2]float64 `json:"std_ratio_ci_log"`
		Crude   float64    `json:"crude_ratio"`
	}
	g.read(t, "EX16", &in, &want)
	bands := func(list [][2]int64) (bands []Count) {
		for _, c := range list {
			bands = append(bands, Count{c[0], c[1]})
		}
		return bands
	}
	f, m := bands(in.F), bands(in.M)
	for _, c := range []struct {
		got       Estimate
		value, se float64
		ci        [2]float64
	}{
		{must1(Standardise(in.Weights, f)), want.StdF, want.SEF, want.CIF},
		{must1(Standardise(in.Weights, m)), want.StdM, want.SEM, want.CIM},
	} {
		near(t, "EX16", c.got.Value, c.value, exact)
		near(t, "EX16 se", c.got.SE, c.se, exact)
		nearInterval(t, "EX16", c.got.Interval, c.ci, exact)
	}
	r := StandardisedRatio(in.Weights, f, m)
	near(t, "EX16 ratio", r.Point, want.Ratio, exact)
	nearInterval(t, "EX16 ratio", r.Interval, want.RatioCI, exact)
	near(t, "EX16 crude", sumCounts(f).rate()/sumCounts(m).rate(), want.Crude, exact)
}

func TestGoldenOverall(t *testing.T) {
	g := readGolden(t)
	for id, c := range map[string]Count{"NEW1": {15, 300}, "NEW2": {45, 300}} {
		var want struct {
			Gap     float64    `json:"gap_to_overall"`
			GapCI   [2]float64 `json:"gap_ci"`
			Ratio   float64    `json:"ratio_to_overall"`
			RatioCI [2]float64 `json:"ratio_ci"`
		}
		g.read(t, id, new(struct{}), &want)
		p := must1(Overall(c.X, c.N, 100, 1000))
		near(t, id+" gap", p.Gap, want.Gap, exact)
		nearInterval(t, id+" gap", p.GapInterval, want.GapCI, exact)
		near(t, id+" ratio", p.Ratio.Point, want.Ratio, exact)
		nearInterval(t, id+" ratio", p.Ratio.Interval, want.RatioCI, exact)
	}
}

// TestGoldenChart has the p-chart, the rolling year and the sums of others.
func TestGoldenChart(t *testing.T) {
	g := readGolden(t)
	var in struct {
		PastX  []int64 `json:"past_x"`
		PastN  []int64 `json:"past_n"`
		Latest [2]int64
	}
	var want struct {
		PBar     float64 `json:"p_bar"`
		LCL, UCL float64
		Rate     float64 `json:"latest_rate"`
		Signal   bool
	}
	g.read(t, "EX17", &in, &want)
	c := must1(PChart(groupsOf(in.PastX, in.PastN), Count{in.Latest[0], in.Latest[1]}))
	near(t, "EX17 centre", c.Centre, want.PBar, exact)
	nearInterval(t, "EX17", Interval{c.Lower, c.Upper}, [2]float64{want.LCL, want.UCL}, exact)
	near(t, "EX17 latest", c.Latest, want.Rate, exact)
	if c.Signal != want.Signal {
		t.Errorf("EX17: got signal %v", c.Signal)
	}

	var sums struct{ Num, Den []int64 }
	var rate struct {
		Rate float64
		Sums float64 `json:"ratio_of_sums"`
	}
	g.read(t, "ROLLING4Q", &sums, &rate)
	e := must1(Rolling(groupsOf(sums.Num, sums.Den), true))
	near(t, "ROLLING4Q", e.Value, rate.Rate, exact)
	// 185 of 4100 a quarter, 46.25 of 1025: both roots of the score equation.
	near(t, "stock", math.Abs(e.Value-e.Interval.Upper), Z95*math.Sqrt(e.Interval.Upper*(1-e.Interval.Upper)/1025), exact)
	g.read(t, "EX8", &sums, &rate)
	near(t, "EX8", must1(RatioOfSums(sums.Num, sums.Den)), rate.Sums, exact)
}

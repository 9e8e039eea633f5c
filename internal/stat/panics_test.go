package stat

import (
	"math"
	"testing"
)

// TestMorePanics: what only a programmer can get wrong.
func TestMorePanics(t *testing.T) {
	bad := []Count{{4, 3}}
	for name, f := range map[string]func(){
		"AgrestiCoull":       func() { AgrestiCoull(4, 3) },
		"ClopperPearson":     func() { ClopperPearson(-1, 3) },
		"Rate":               func() { Count{4, 3}.Rate() },
		"Sample":             func() { Sample{Count{4, 3}, 9}.Interval() },
		"Sample size":        func() { Sample{Count{1, 3}, -9}.Interval() },
		"EffectiveN":         func() { EffectiveN(3, 0) },
		"FiniteInterval":     func() { NPS{1, 1, 1}.FiniteInterval(0) },
		"Poisson":            func() { Poisson(-1) },
		"CompareCounts":      func() { CompareCounts(-1, 1, 1, 1) },
		"McNemar":            func() { McNemar(-1, 1) },
		"NPSPanel":           func() { NPSPanel(Moments{1, 3, 9}) },
		"Overall":            func() { Overall(3, 5, 2, 9) },
		"Holm":               func() { Holm([]float64{1.5}) },
		"BenjaminiHochberg":  func() { BenjaminiHochberg([]float64{-.5}) },
		"ChiSquare":          func() { ChiSquare(bad) },
		"Theil":              func() { Theil(bad) },
		"Atkinson":           func() { Atkinson(nil, 0) },
		"Atkinson NaN":       func() { Atkinson(nil, math.NaN()) },
		"Slope":              func() { Slope(bad) },
		"Disparity":          func() { Disparity(bad) },
		"ImpactRatios":       func() { ImpactRatios(bad) },
		"GPI":                func() { GPI(-1, 1) },
		"GPIA":               func() { GPIA(math.Inf(1), 1) },
		"Standardise length": func() { Standardise([]float64{1}, nil) },
		"Standardise share":  func() { Standardise([]float64{-1}, []Count{{1, 2}}) },
		"JoinSmall":          func() { JoinSmall([]PostStratum{{-1, 1}}) },
		"PostStratify":       func() { PostStratify([]PostStratum{{1, -1}}) },
		"WeightedMean":       func() { WeightedMean([]Weighted{{-1, Moments{1, 1, 1}}}, 0, 1) },
		"WeightedProportion": func() { WeightedProportion([]float64{1}, nil) },
		"Stratified":         func() { Stratified([]Stratum{{Share: -1}}, 0, 1) },
		"PChart":             func() { PChart(bad, Count{}) },
		"Rolling":            func() { Rolling(bad, false) },
		"Nonresponse":        func() { Nonresponse(4, 3, 9) },
		"RatioOfSums":        func() { RatioOfSums([]int64{1}, nil) },
		"RelativeChange":     func() { RelativeChange(1, math.NaN()) },
		"Attainment":         func() { Attainment(math.Inf(1), 1, 1) },
		"Progress":           func() { Progress(Track{Base: math.NaN()}) },
		"NeededN":            func() { NeededN(1, -1) },
		"FTE":                func() { FTE(-1, 1, 1) },
		"Project scale":      func() { Project(nil, 9, 1, 0) },
		"Project order":      func() { Project([]Point{{Quarter: 5}, {Quarter: 5}}, 9, 0, 1) },
		"Project past":       func() { Project([]Point{{Quarter: 5}}, 5, 0, 1) },
		"Project value":      func() { Project([]Point{{Value: math.NaN()}}, 5, 0, 1) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			f()
		})
	}
}

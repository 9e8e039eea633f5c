package stat

import "math"

// GPI returns the gender parity index, the value of women by that of men, both
// >= 0: 1 at parity. It is not symmetric: GPIA is. For rates with an interval
// use RateRatio. ok is false if men have 0, or if the ratio does not fit a
// float64. It panics if a value is negative or no number.
//
// Source: UNESCO Institute for Statistics; its parity band is ParityBand.
func GPI(female, male float64) (gpi float64, ok bool) {
	must(female >= 0 && male >= 0 && finite(female, male), "values %v and %v", female, male)
	if gpi = female / male; male == 0 || !finite(gpi) {
		return 0, false
	}
	return gpi, true
}

// GPIA returns the adjusted parity index, GPI up to 1 and 2 - male/female
// above: from 0 (men only) by 1 (parity) to 2 (women only). Exchanged, the
// values give 2 - GPIA. ok is false if both are 0. It panics as GPI does.
//
// Source: World Bank, metadata of the adjusted gender parity index.
func GPIA(female, male float64) (gpia float64, ok bool) {
	must(female >= 0 && male >= 0 && finite(female, male), "values %v and %v", female, male)
	switch {
	case female == 0 && male == 0:
		return 0, false
	case female <= male:
		return female / male, true
	}
	return 2 - male/female, true
}

// smallShare is the share of all persons below which a group is left out of
// the four-fifths rule.
const smallShare = 0.02

// An Impact is a group's rate by that of the group with the highest rate.
type Impact struct {
	Ratio    float64 // in [0, 1]; 0 if not Computed
	Computed bool    // the group is at least 2 % of all persons
	Below    bool    // Ratio < 4/5
}

// ImpactRatios applies the four-fifths rule to groups; the result is in their
// order. Groups of fewer than 2 % of all persons neither get a ratio nor serve
// as the highest. The highest of many small groups is high by chance, and the
// rule is one of hiring in the United States without force elsewhere: a
// screening line. ok is false if nobody succeeded in the others.
// It panics unless all groups are counts.
//
// Source: 29 CFR 1607.4(D).
func ImpactRatios(groups []Count) (impacts []Impact, ok bool) {
	all := sumCounts(groups)
	if all.X == 0 {
		return nil, false
	}
	var best Count
	for _, g := range groups {
		if inRule(g, all) && (best.N == 0 || higher(g, best, all)) {
			best = g
		}
	}
	if best.X == 0 {
		return nil, false
	}
	impacts = make([]Impact, len(groups))
	for i, g := range groups {
		if inRule(g, all) {
			r := min(1, 1+deviation(g, best))
			impacts[i] = Impact{r, true, below4of5(g, best)}
		}
	}
	return impacts, true
}

// inRule reports whether the group is large enough for the rule.
func inRule(g, all Count) bool {
	return g.N > 0 && float64(g.N) >= smallShare*float64(all.N)
}

// higher reports whether a has the higher rate or, at the same rate, more
// persons: the order of groups must not decide.
func higher(a, b, all Count) bool {
	rateA, rateB := deviation(a, all), deviation(b, all)
	return rateA > rateB || rateA == rateB && a.N > b.N
}

// below4of5 compares in products, so that exactly four fifths is not below.
func below4of5(g, best Count) bool {
	return 5*float64(g.X)*float64(best.N) < 4*float64(best.X)*float64(g.N)
}

// A Spread is how far the rates of groups lie apart.
type Spread struct {
	MinMax       float64 // lowest by highest rate, in [0, 1]; 1 at parity
	Gap          float64 // highest less lowest rate; 0 at parity
	ToOverall    float64 // the ratio to the overall rate that is furthest from 1, inverted if above
	ToOverallGap float64 // the largest distance from the overall rate
}

// Disparity returns the spread of the rates; empty groups are left out. ok is
// false if nobody succeeded. It panics unless all groups are counts.
//
// Source: as between_groups and to_overall of fairlearn.
func Disparity(groups []Count) (s Spread, ok bool) {
	list, all := portions(groups)
	if list == nil {
		return Spread{}, false
	}
	lowest, highest, rate := list[0].above, list[len(list)-1].above, all.rate()
	return Spread{
		MinMax:       (1 + lowest) / (1 + highest),
		Gap:          rate * (highest - lowest),
		ToOverall:    min(1+lowest, 1/(1+highest)),
		ToOverallGap: rate * math.Max(-lowest, highest),
	}, true
}

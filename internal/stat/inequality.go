package stat

import (
	"cmp"
	"math"
	"slices"
)

// The indices below say in one number how unequal the rates of groups are,
// each group counting by its persons. All are exactly 0 at parity; all but BGV
// depend only on the ratios of the rates, not on how high they are. They take
// counts of a population: chance alone keeps them above 0 in a sample, so that
// they are shown beside ChiSquare.
//
// For all of them ok is false, and the index null, if nobody succeeded or
// there is nobody; empty groups change nothing; they panic unless all groups
// are counts. Source: HANDBOOK 3.1 and 2c D14, except as stated.

// A portion is a group beside the whole: its share of all persons, > 0, and
// how far its rate lies above the overall rate, as a part of that, >= -1.
type portion struct {
	share, above float64
	persons      int64
}

// portions returns those of the groups that are not empty, by rate.
func portions(groups []Count) (list []portion, all Count) {
	all = sumCounts(groups)
	if all.X == 0 {
		return nil, all
	}
	for _, g := range groups {
		if g.N > 0 {
			list = append(list, portion{float64(g.N) / float64(all.N), deviation(g, all), g.N})
		}
	}
	slices.SortFunc(list, func(a, b portion) int { return cmp.Compare(a.above, b.above) })
	return list, all
}

// deviation returns r_g/r - 1 without cancellation: exactly 0 where the rates
// are equal, exactly -1 at rate 0.
func deviation(g, all Count) float64 {
	ours, theirs := float64(g.X)*float64(all.N), float64(g.N)*float64(all.X)
	rest := math.FMA(float64(g.X), float64(all.N), -ours) - math.FMA(float64(g.N), float64(all.X), -theirs)
	return max(-1, (ours-theirs+rest)/theirs)
}

// index adds term over all portions, weighted by their shares.
func index(groups []Count, term func(above float64) float64) (sum float64, ok bool) {
	list, _ := portions(groups)
	if list == nil {
		return 0, false
	}
	return totalOf(list, func(p portion) float64 { return p.share * term(p.above) }), true
}

// Theil returns Theil's T between groups, Σ π·(r_g/r)·ln(r_g/r), from 0 to the
// logarithm of one by the smallest share of persons. A group of rate 0 adds 0.
// The terms are written so that none is negative.
func Theil(groups []Count) (t float64, ok bool) {
	return index(groups, func(above float64) float64 {
		if above == -1 {
			return 1
		}
		return max(0, (1+above)*math.Log1p(above)-above)
	})
}

// MLD returns the mean logarithmic deviation, Σ π·ln(r/r_g), >= 0. It is null
// too if a group has rate 0.
func MLD(groups []Count) (mld float64, ok bool) {
	if anyZero(groups) {
		return 0, false
	}
	return index(groups, func(above float64) float64 { return max(0, above-math.Log1p(above)) })
}

// anyZero reports whether a group of persons has rate 0.
func anyZero(groups []Count) bool {
	return slices.ContainsFunc(groups, func(g Count) bool { return g.X == 0 && g.N > 0 })
}

// Atkinson returns Atkinson's index, in [0, 1]: the share of the overall rate
// that could be given up without loss if all groups had the same, where the
// aversion to inequality is 0 < epsilon. From epsilon 1 on, where the worst off
// group counts without limit, it is null too if a group has rate 0.
// It panics unless epsilon is a positive number.
//
// Source: A. B. Atkinson, Journal of Economic Theory 2 (1970), 244-263.
func Atkinson(groups []Count, epsilon float64) (a float64, ok bool) {
	must(epsilon > 0 && finite(epsilon), "aversion %v", epsilon)
	if epsilon >= 1 && anyZero(groups) {
		return 0, false
	}
	if epsilon == 1 {
		mld, ok := MLD(groups)
		return -math.Expm1(-mld), ok
	}
	list, _ := portions(groups)
	if list == nil {
		return 0, false
	}
	// The power mean of r_g/r, in logarithms; that of the largest power is taken
	// out so that none overflows.
	power := 1 - epsilon
	first := math.Log1p(list[len(list)-1].above)
	if power < 0 {
		first = math.Log1p(list[0].above)
	}
	sum := totalOf(list, func(p portion) float64 {
		return p.share * math.Expm1(power*(math.Log1p(p.above)-first))
	})
	mean := math.Log1p(sum)/power + first
	return min(max(-math.Expm1(mean), 0), 1), true
}

// Gini returns the Gini index between groups, ΣΣ π_g·π_h·|r_g-r_h| / 2r, in
// [0, 1).
func Gini(groups []Count) (g float64, ok bool) {
	list, all := portions(groups)
	if list == nil {
		return 0, false
	}
	// Each step from one rate to the next separates those below from those above.
	var steps []float64
	var below int64
	for i, p := range list[1:] {
		below += list[i].persons
		lower, upper := float64(below)/float64(all.N), float64(all.N-below)/float64(all.N)
		steps = append(steps, (p.above-list[i].above)*lower*upper)
	}
	return total(steps), true
}

// Hoover returns the share of all successes that would have to move to other
// groups for all to have the same rate, ½·Σ π·|r_g-r|/r, in [0, 1). Times the
// successes it is a number of persons.
func Hoover(groups []Count) (share float64, ok bool) {
	sum, ok := index(groups, math.Abs)
	return sum / 2, ok
}

// BGV returns the between-group variance of the rates, Σ π·(r_g-r)², in
// [0, 1/4].
func BGV(groups []Count) (variance float64, ok bool) {
	sum, ok := index(groups, square)
	if !ok {
		return 0, false
	}
	return sum * square(sumCounts(groups).rate()), true
}

// CV returns the coefficient of variation between groups, √BGV/r, weighted by
// persons and with no n-1.
func CV(groups []Count) (cv float64, ok bool) {
	sum, ok := index(groups, square)
	return math.Sqrt(sum), ok
}

package stat

import (
	"math"
	"slices"
)

// The limits of a weight after it was made to have mean 1.
const (
	minWeight = 0.3
	maxWeight = 3
)

// minStratum is the number of respondents below which a stratum is joined to
// its neighbour.
const minStratum = 10

// A PostStratum is a part of a population, of which Size persons are known and
// Respondents answered.
type PostStratum struct{ Size, Respondents int64 }

// JoinSmall joins each stratum with fewer than 10 respondents to the next, and
// the last to the one before: give the age bands of one sex and area in their
// order. place says for each of them in which of the joined it is now. If
// there are fewer than 10 in all, one stratum is left.
// It panics if a number is negative.
//
// Source: HANDBOOK 2c D18.
func JoinSmall(bands []PostStratum) (joined []PostStratum, place []int) {
	place = make([]int, len(bands))
	for i, b := range bands {
		must(b.Size >= 0 && b.Respondents >= 0, "stratum %+v", b)
		if n := len(joined); n == 0 || joined[n-1].Respondents >= minStratum {
			joined = append(joined, PostStratum{})
		}
		last := len(joined) - 1
		joined[last].Size += b.Size
		joined[last].Respondents += b.Respondents
		place[i] = last
	}
	if n := len(joined); n > 1 && joined[n-1].Respondents < minStratum {
		joined[n-2].Size += joined[n-1].Size
		joined[n-2].Respondents += joined[n-1].Respondents
		joined = joined[:n-1]
		for i := range place {
			place[i] = min(place[i], n-2)
		}
	}
	return joined, place
}

// A Weighting is the weights of the respondents of each stratum.
type Weighting struct {
	Weights []float64 // of a respondent, in the order of the strata; mean 1 over all respondents
	Trimmed int64     // respondents whose weight was cut
	NEff    float64   // Kish's effective number of respondents, in (0, n]
	Deff    float64   // design effect n/NEff, >= 1
}

// PostStratify weights respondents so that each stratum counts by its size:
// size by respondents, made to have mean 1, cut once to [0.3, 3] and made to
// have mean 1 again. After a cut the strata no longer have their sizes exactly,
// so that Trimmed is to be shown. NEff and Deff are diagnostics only.
//
// ok is false if a stratum has persons but no respondent (JoinSmall first) or
// respondents but no person, or if there are no respondents. A stratum of
// nobody has weight 0. It panics if a number is negative.
//
// Source: HANDBOOK 2c D18; L. Kish, Survey Sampling (1965), for NEff.
func PostStratify(strata []PostStratum) (w Weighting, ok bool) {
	weights := make([]float64, len(strata))
	for i, s := range strata {
		must(s.Size >= 0 && s.Respondents >= 0, "stratum %+v", s)
		if (s.Size == 0) != (s.Respondents == 0) {
			return Weighting{}, false
		}
		if s.Size > 0 {
			weights[i] = float64(s.Size) / float64(s.Respondents)
		}
	}
	sum, _ := kish(weights, strata)
	if sum == 0 {
		return Weighting{}, false
	}
	scale(weights, strata)
	for i, s := range strata {
		if cut := min(max(weights[i], minWeight), maxWeight); s.Size > 0 && cut != weights[i] {
			weights[i] = cut
			w.Trimmed += s.Respondents
		}
	}
	w.Weights = weights
	w.NEff = scale(weights, strata)
	w.Deff = float64(respondents(strata)) / w.NEff
	return w, true
}

// scale gives the weights mean 1 over respondents and returns Kish's n.
func scale(weights []float64, strata []PostStratum) (neff float64) {
	sum, squares := kish(weights, strata)
	n := float64(respondents(strata))
	for i := range weights {
		weights[i] *= n / sum
	}
	return min(n, sum*sum/squares)
}

// kish returns the sums over all respondents of the weights and their squares.
func kish(weights []float64, strata []PostStratum) (sum, squares float64) {
	first, second := make([]float64, len(weights)), make([]float64, len(weights))
	for i, s := range strata {
		first[i] = float64(s.Respondents) * weights[i]
		second[i] = float64(s.Respondents) * weights[i] * weights[i]
	}
	return total(first), total(second)
}

func respondents(strata []PostStratum) (n int64) {
	for _, s := range strata {
		n += s.Respondents
	}
	return n
}

// A Weighted is respondents who share a weight, >= 0, and the moments of their
// values. One respondent alone has Moments{1, v, v·v}; yes and no are those of
// Count.Moments.
type Weighted struct {
	Weight float64
	Moments
}

// A WeightedEstimate is a weighted mean with its diagnostics.
type WeightedEstimate struct {
	Estimate
	NEff float64 // Kish's effective number of respondents
	Deff float64 // design effect of the weights alone, n/NEff
}

// WeightedMean returns Σwx/Σw over all respondents, with the standard error by
// linearisation (Taylor), as if drawn with replacement, and the t interval with
// n-1 degrees of freedom clipped to [lo, hi]. Only the ratios of the weights
// matter. Groups of weight 0 are not respondents. No correction for a finite
// population goes with weights. If all values are equal SE is 0 and there is
// no interval.
//
// ok is false with fewer than two respondents, or if the mean of a group lies
// outside of [lo, hi]. It panics if a weight is negative or no number.
//
// Source: K. M. Wolter, Introduction to Variance Estimation (2007), ch. 6;
// HANDBOOK 2c D18.
func WeightedMean(groups []Weighted, lo, hi float64) (e WeightedEstimate, ok bool) {
	groups, heaviest, n := weighing(groups)
	outside := func(g Weighted) bool { return g.Mean() < lo || g.Mean() > hi }
	if n < 2 || slices.ContainsFunc(groups, outside) {
		return WeightedEstimate{}, false
	}
	weight := func(g Weighted) float64 { return g.Weight / heaviest }
	sum := totalOf(groups, func(g Weighted) float64 { return weight(g) * float64(g.N) })
	squares := totalOf(groups, func(g Weighted) float64 { return weight(g) * weight(g) * float64(g.N) })
	mean := totalOf(groups, func(g Weighted) float64 { return weight(g) * float64(g.Sum) }) / sum
	residual := totalOf(groups, func(g Weighted) float64 { return square(weight(g)) * g.about(mean) })
	if alike(groups) {
		mean, residual = groups[0].Mean(), 0
	}
	size := float64(n)
	e.NEff = min(size, sum*sum/squares)
	e.Deff = size / e.NEff
	mean = min(max(mean, lo), hi) // rounding
	if e.Estimate, ok = estimate(mean, math.Sqrt(size/(size-1)*residual)/sum, size-1, lo, hi); !ok {
		return WeightedEstimate{}, false
	}
	return e, true
}

// weighing returns the groups that weigh anything, their largest weight and
// number of respondents.
func weighing(groups []Weighted) (present []Weighted, heaviest float64, n int64) {
	for _, g := range groups {
		must(g.Weight >= 0 && finite(g.Weight) && g.N >= 0, "weight %v of %d", g.Weight, g.N)
		if g.Weight > 0 && g.N > 0 {
			present = append(present, g)
			heaviest = max(heaviest, g.Weight)
			n += g.N
		}
	}
	return present, heaviest, n
}

// alike reports whether all values of all groups are equal.
func alike(groups []Weighted) bool {
	first := groups[0]
	return !slices.ContainsFunc(groups, func(g Weighted) bool {
		return g.spread() != 0 || g.Mean() != first.Mean()
	})
}

// about returns the sum of squared deviations from a centre.
func (m Moments) about(centre float64) float64 {
	n := float64(m.N)
	return m.spread()/n + n*square(m.Mean()-centre)
}

// WeightedProportion is WeightedMean of yes and no, within [0, 1].
func WeightedProportion(weights []float64, groups []Count) (e WeightedEstimate, ok bool) {
	must(len(weights) == len(groups), "%d weights for %d groups", len(weights), len(groups))
	list := make([]Weighted, len(groups))
	for i, g := range groups {
		mustCount(g.X, g.N)
		list[i] = Weighted{weights[i], g.Moments()}
	}
	return WeightedMean(list, 0, 1)
}

package stat

import (
	"math"
	"slices"
)

// A Stratum is the respondents of one part of a population, with the moments
// of their values: those of Count.Moments for a proportion, of NPS.Moments for
// a score.
type Stratum struct {
	Size  int64   // persons; 0 if unknown: then no correction for a finite population
	Share float64 // of the population, >= 0, in any unit; 0 stands for Size
	Moments
}

func (s Stratum) share() float64 {
	if s.Share > 0 {
		return s.Share
	}
	return float64(s.Size)
}

// Stratified returns the mean of a population from that of each stratum,
// weighted by the shares, with a normal interval clipped to [lo, hi]. The
// variance of a stratum has n-1 as divisor and, where Size is known, the
// correction for a finite population, whatever part of it answered.
//
// A stratum with fewer than two respondents is joined with the next one. If
// the last has, or if one has more respondents than persons or a mean outside
// of [lo, hi], or if there is no share, ok is false. If every stratum is a census or without spread SE is 0
// and there is no interval. It panics if a share or size is negative.
//
// Source: W. G. Cochran, Sampling Techniques (1977), ch. 5; HANDBOOK 2c D4.
func Stratified(strata []Stratum, lo, hi float64) (e Estimate, ok bool) {
	strata, ok = collapse(strata)
	if !ok {
		return Estimate{}, false
	}
	all := totalOf(strata, Stratum.share)
	outside := func(s Stratum) bool { return s.Mean() < lo || s.Mean() > hi }
	if !(all > 0) || !finite(all) || slices.ContainsFunc(strata, outside) {
		return Estimate{}, false
	}
	mean := totalOf(strata, func(s Stratum) float64 { return s.share() / all * s.Mean() })
	variance := totalOf(strata, func(s Stratum) float64 { return square(s.share()/all*s.SE()) * s.unseen() })
	mean = min(max(mean, lo), hi) // rounding
	return estimate(mean, math.Sqrt(variance), 0, lo, hi)
}

// unseen returns the part of the stratum that was not asked, 1 if its size is
// unknown.
func (s Stratum) unseen() float64 {
	if s.Size == 0 {
		return 1
	}
	return float64(s.Size-s.N) / float64(s.Size)
}

// collapse joins strata with fewer than two respondents to the next. A joined
// stratum has a known size only if both parts have.
func collapse(strata []Stratum) (list []Stratum, ok bool) {
	var held *Stratum
	for _, s := range strata {
		must(s.Size >= 0 && s.Share >= 0 && finite(s.Share) && s.N >= 0, "stratum %+v", s)
		if held != nil {
			s = held.join(s)
		}
		if held = nil; s.N < 2 {
			held = &s
			continue
		}
		if s.Size > 0 && s.N > s.Size {
			return nil, false
		}
		list = append(list, s)
	}
	return list, held == nil && len(list) > 0
}

func (s Stratum) join(next Stratum) Stratum {
	share := s.share() + next.share()
	size := s.Size + next.Size
	if s.Size == 0 || next.Size == 0 {
		size = 0
	}
	return Stratum{size, share, Moments{s.N + next.N, s.Sum + next.Sum, s.SumSquares + next.SumSquares}}
}

// StratifiedProportion is Stratified for yes and no, within [0, 1]; sizes as
// Stratum.Size.
func StratifiedProportion(strata []Sample) (e Estimate, ok bool) {
	list := make([]Stratum, len(strata))
	for i, s := range strata {
		mustCount(s.X, s.N)
		list[i] = Stratum{Size: s.Size, Moments: s.Moments()}
	}
	return Stratified(list, 0, 1)
}

// An NPSStratum is the answers of one part of a population of Size persons.
type NPSStratum struct {
	NPS
	Size int64
}

// StratifiedNPS is Stratified for a score in points, within [-100, 100]; there
// is no adjustment for few answers.
func StratifiedNPS(strata []NPSStratum) (e Estimate, ok bool) {
	list := make([]Stratum, len(strata))
	for i, s := range strata {
		list[i] = Stratum{Size: s.Size, Moments: s.NPS.Moments()}
	}
	e, ok = Stratified(list, -1, 1)
	e.Value, e.SE = 100*e.Value, 100*e.SE
	e.Interval = Interval{100 * e.Interval.Lower, 100 * e.Interval.Upper}
	return e, ok
}

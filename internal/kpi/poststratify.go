package kpi

import (
	"slices"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/stat"
)

// A PostStratified is what a survey would say if each part of those who were
// to be asked counted by its size, and not by how many of it answered.
type PostStratified struct {
	stat.WeightedEstimate          // in the unit of the KPI's value, with Kish's n and the design effect
	By                    dim.View // what the strata are: sex*age or, where not all of these are published, age or sex
	Strata                int      // after those with fewer than ten answers were joined to their neighbours
	Joined                int      // how many fewer these are
	Trimmed               int64    // answers whose weight was cut to [0.3, 3], so that the strata no longer count quite by their size
	Unplaced              int64    // answers of persons whose sex or age is unknown: left out
}

// stratifications are the strata that are tried, finest first.
var stratifications = [][]dim.Axis{{dim.Sex, dim.Age}, {dim.Age}, {dim.Sex}}

// PostStratified estimates the value of a survey for all who were to be asked,
// from its published strata: by sex and age if the answers and the frame
// (survey_frame, size) of every stratum are published, else by age, else by
// sex. Strata are merged upwards in this way since a stratum that is left out
// would change what is estimated; By says how far. The frame has to come from
// the organisations that sent the answers, and its strata have to add up to it.
// Residents of the population register do not stand in for a frame that has no
// strata: whom of them a survey was meant for only its frame knows.
//
// ok is false where there are no two strata that are published or one of them
// stays without answers, as in every survey whose frame was sent as one number for all; for
// answers that come with weights of their own; and for what is no value of
// everybody, of any sex and age.
//
// Source: HANDBOOK 2b (weighting), 2c D18.
func (s *Set) PostStratified(o *Observation) (e PostStratified, ok bool) {
	p := o.plan()
	if p == nil || p.item == nil || o.Statistic != Value || o.Status != published || o.Weighted ||
		o.Key.Codes[dim.Sex] != dim.Total || o.Key.Codes[dim.Age] != dim.Total {
		return e, false
	}
	for _, axes := range stratifications {
		if strata, published := p.strata(o, axes); published {
			if e, ok = p.postStratify(o, strata); ok {
				e.By = dim.ViewOf(axes...)
				return e, true
			}
		}
	}
	return e, false
}

// A stratum is a part of the surveyed and the moments of its answers; none of
// them answered where N is 0.
type stratum struct {
	size int64
	stat.Moments
}

// strata finds the strata of an observation, in rows that are joined within:
// the ages of each sex. ok is false unless all are published and make up the
// frame.
func (p *plan) strata(o *Observation, axes []dim.Axis) (rows [][]stratum, ok bool) {
	sexes, ages := []dim.Code{dim.Total}, []dim.Code{dim.Total}
	if slices.Contains(axes, dim.Sex) {
		sexes = p.set.levels[dim.Sex]
	}
	if slices.Contains(axes, dim.Age) {
		ages = p.set.levels[dim.Age]
	}
	size := int64(0)
	for _, sex := range sexes {
		var row []stratum
		for _, age := range ages {
			st, there, shown := p.stratum(o, o.Key.Codes.With(dim.Sex, sex).With(dim.Age, age))
			if !shown {
				return nil, false
			}
			if there {
				row, size = append(row, st), size+st.size
			}
		}
		rows = append(rows, row)
	}
	return rows, size > 0 && size == p.frame(o).Size
}

// stratum reads one stratum; there is none of it if neither answers nor frame
// know it.
func (p *plan) stratum(o *Observation, codes dim.Codes) (st stratum, there, shown bool) {
	q := o.Key.Period.Last()
	v := p.value(q, codes)
	if v == nil || v.Status != published {
		v = nil
		if c, found := p.respondents.at(q).Find(codes.With(dim.Category, p.asked), 0); found && (c.Status != published || c.Value > 0) {
			return st, false, false
		}
	}
	size, found := p.framed.size.at(q).Find(codes.With(dim.Category, p.population), 0)
	switch {
	case v == nil && !found:
		return st, false, true
	case !found, size.Status != published, size.Missing > 0:
		return st, false, false
	}
	st.size = size.Value
	if v != nil {
		st.Moments = p.momentsOf(v)
	}
	return st, true, st.size >= st.N && (v == nil || !v.Weighted)
}

// momentsOf gives the moments of the answers behind an unweighted value; those
// of a score are of 1, 0 and -1.
func (p *plan) momentsOf(o *Observation) stat.Moments {
	switch p.Form {
	case catalogue.Mean:
		return o.moments
	case catalogue.Score:
		return scoreOf(o.Answers).Moments()
	}
	return count(o).Moments()
}

func (p *plan) postStratify(o *Observation, rows [][]stratum) (e PostStratified, ok bool) {
	var sizes []stat.PostStratum
	var groups []stat.Weighted
	for _, row := range rows {
		list := make([]stat.PostStratum, len(row))
		for i, st := range row {
			list[i] = stat.PostStratum{Size: st.size, Respondents: st.N}
		}
		joined, place := stat.JoinSmall(list)
		moments := make([]stat.Weighted, len(joined))
		for i, st := range row {
			moments[place[i]].Moments = moments[place[i]].Moments.Add(st.Moments)
		}
		sizes, groups = append(sizes, joined...), append(groups, moments...)
		e.Joined += len(list) - len(joined)
	}
	w, ok := stat.PostStratify(sizes)
	if !ok || len(sizes) < 2 {
		return e, false
	}
	e.Strata, e.Trimmed, e.Unplaced = len(sizes), w.Trimmed, o.Respondents
	for i := range groups {
		groups[i].Weight = w.Weights[i]
		e.Unplaced -= groups[i].N
	}
	lo, hi, unit := p.scaleOfMoments()
	if e.WeightedEstimate, ok = stat.WeightedMean(groups, lo, hi); !ok {
		return e, false
	}
	e.Value, e.SE = unit*e.Value, unit*e.SE
	e.Interval = stat.Interval{Lower: unit * e.Interval.Lower, Upper: unit * e.Interval.Upper}
	return e, true
}

// scaleOfMoments is the scale on which the moments are, and what one of its
// points is in the unit of the value.
func (p *plan) scaleOfMoments() (lo, hi, unit float64) {
	switch p.Form {
	case catalogue.Mean:
		return 0, float64(p.item.Points), 1
	case catalogue.Score:
		return -1, 1, 100
	}
	return 0, 1, 1
}

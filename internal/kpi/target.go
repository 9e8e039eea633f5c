package kpi

import (
	"math"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// A Target is what a group wants to reach by a quarter.
type Target struct {
	Value  float64 // in the unit of the KPI's value
	Due    dim.Quarter
	Source string // where it was said
}

// TargetsOf lists the targets set for exactly this group of a KPI. One set for
// all kinds is one for each of them.
func TargetsOf(targets []registry.Target, lists *dim.Lists, e *catalogue.Entry, codes dim.Codes) []Target {
	if codes.View()&^dim.ViewOf(dim.Kind, dim.Area, dim.Organisation, dim.Category) != 0 {
		return nil
	}
	ids := lists.IDs(codes)
	var found []Target
	for _, t := range targets {
		due, _, err := dim.ParseQuarter(t.Due)
		ofKind := t.Kind == "" || t.Kind == ids[dim.Kind]
		if err == nil && t.KPI == e.ID && ofKind && t.Area == ids[dim.Area] && t.Organisation == ids[dim.Organisation] {
			found = append(found, Target{inUnit(e, t), due, t.Source})
		}
	}
	return found
}

// inUnit gives the value of a target in the unit of its KPI. Targets for
// proportions are written in per cent; a proportion is never above 1.
func inUnit(e *catalogue.Entry, t registry.Target) float64 {
	if e.Proportion() && (t.Unit != "" || t.Value > 1) {
		return t.Value / 100
	}
	return t.Value
}

// aims appends how far a value is on its way to the targets of its group, by
// the way that is done and, as another method with a name of its own, by the
// rate of growth; and what a straight line through the past lets expect when
// they are due.
func (p *plan) aims(block []Observation, o *Observation) []Observation {
	for _, t := range TargetsOf(p.set.targets, p.set.Lists, p.Entry, o.Key.Codes) {
		if t.Due <= o.Key.Period.Last() || o.Status != published {
			continue
		}
		past := p.past(o)
		if a, ok := p.attainment(o, past, t); ok {
			block = append(block, a, p.growth(o, past, t))
		}
		block = append(block, p.projection(o, past, t))
	}
	return block
}

// past lists the published values of a group up to an observation, itself
// among them, from the last break of the series on.
func (p *plan) past(o *Observation) []*Observation {
	var all []*Observation
	for _, q := range p.set.cube.Quarters() {
		if q > o.Key.Period.Last() {
			break
		}
		v := p.value(q, o.Key.Codes)
		if v != nil && v.Status == published && !p.broken(v.Key.Period.First, o.Key.Period.Last()) {
			all = append(all, v)
		}
	}
	return all
}

// attainment is the part of the way from the first value to the target that is
// done: 1 at the target, negative on the way back. The first value has none.
func (p *plan) attainment(o *Observation, past []*Observation, t Target) (Observation, bool) {
	if len(past) < 2 {
		return Observation{}, false
	}
	a := p.begin(o.Key.Period.Last(), o.Key.Codes, Attainment, t.Due.ID(p.set.basis))
	v, ok := stat.Attainment(past[0].Value, o.Value, t.Value)
	if a.Status = published; !ok {
		a.Status = release.NotComputable
		return a, true
	}
	a.Value = v
	return a, true
}

// growth is the compound growth a year that was had, by that which is needed
// to be at the target in time: 1 is just enough, less than 0 the wrong way.
func (p *plan) growth(o *Observation, past []*Observation, t Target) Observation {
	g := p.begin(o.Key.Period.Last(), o.Key.Codes, Growth, t.Due.ID(p.set.basis))
	made, ok := stat.Progress(p.track(o, past, t))
	if g.Status = published; !ok {
		g.Status = release.NotComputable
		return g
	}
	g.Value = made.P
	return g
}

// track is the way from the first value to a target. A KPI that is to go
// neither up nor down goes to its target.
func (p *plan) track(o *Observation, past []*Observation, t Target) stat.Track {
	first := past[0].Key.Period.Last()
	years := func(to dim.Quarter) float64 { return float64(to-first) / 4 }
	down := p.Direction == catalogue.Down
	if p.Direction != catalogue.Up && !down {
		down = t.Value < past[0].Value
	}
	return stat.Track{
		Base: past[0].Value, Now: o.Value, Years: years(o.Key.Period.Last()), Down: down,
		HasTarget: true, Target: t.Value, YearsAllowed: years(t.Due),
	}
}

// Progress tells an observation of the statistic Growth in full: its score of
// -5 to 5 and the name of its pace, by which it is told. ok is false for any
// other, and where it could not be computed.
func (s *Set) Progress(o *Observation) (g stat.GrowthProgress, ok bool) {
	track, ok := s.trackOf(o)
	if !ok || o.Statistic != Growth {
		return g, false
	}
	return stat.Progress(track)
}

// trackOf is the way to the target that an observation is about.
func (s *Set) trackOf(o *Observation) (track stat.Track, ok bool) {
	p := s.plans[o.Entry.ID]
	if p == nil {
		return track, false
	}
	now := p.value(o.Key.Period.Last(), o.Key.Codes)
	if now == nil || now.Status != published {
		return track, false
	}
	for _, t := range TargetsOf(s.targets, s.Lists, p.Entry, o.Key.Codes) {
		if t.Due.ID(s.basis) == o.Reference {
			return p.track(now, p.past(now), t), true
		}
	}
	return track, false
}

// Ends is what growth and projection say of the same target where one of them
// comes to it and the other does not.
type Ends struct {
	Met  bool // the straight line comes to it, the growth is too slow; or else the other way round
	Open bool // the target lies within the interval of the projection
}

// Differing compares a projection with the growth towards the same target. ok
// is false where both say the same, where one of them is not published, and
// where the target is met already.
func (s *Set) Differing(projection *Observation) (e Ends, ok bool) {
	track, ok := s.trackOf(projection)
	if !ok || projection.Statistic != Projection || projection.Status != published {
		return e, false
	}
	growth, ok := stat.Progress(track)
	if !ok || growth.Pace == stat.Achieved {
		return e, false
	}
	line, aim := projection.Value, track.Target
	e.Met = track.Down && line <= aim || !track.Down && line >= aim
	e.Open = projection.HasInterval && projection.Interval.Lower <= aim && aim <= projection.Interval.Upper
	return e, e.Met != (growth.Pace == stat.Substantial)
}

func (p *plan) projection(o *Observation, past []*Observation, t Target) Observation {
	out := p.begin(o.Key.Period.Last(), o.Key.Codes, Projection, t.Due.ID(p.set.basis))
	points := make([]stat.Point, len(past))
	for i, v := range past {
		points[i] = stat.Point{Quarter: int64(v.Key.Period.Last()), Value: v.Value}
	}
	lo, hi := p.limits()
	made, outlook := stat.Project(points, int64(t.Due), lo, hi)
	if out.Outlook = outlook; outlook != stat.Projected {
		out.Status = release.NotComputable
		return out
	}
	out.Status = published
	out.Value, out.Interval, out.HasInterval, out.Method = made.Value, made.Interval, true, "t"
	return out
}

// limits are the ends of the scale that values are on.
func (p *plan) limits() (lo, hi float64) {
	switch {
	case p.Proportion():
		return 0, 1
	case p.Form == catalogue.Score:
		return -100, 100
	case p.Form == catalogue.Mean && p.item != nil:
		return 0, float64(p.item.Points)
	case p.Form == catalogue.Count && !p.negative(), p.Form == catalogue.Ratio:
		return 0, math.MaxFloat64
	}
	return -math.MaxFloat64, math.MaxFloat64
}

// negative reports whether a count may be below zero.
func (p *plan) negative() bool {
	for _, t := range p.above.terms {
		if t.sign < 0 {
			return true
		}
	}
	return false
}

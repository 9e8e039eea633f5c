package kpi

import (
	"cmp"
	"slices"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// apart is how many organisations must lie on each side of a quantile.
const apart = 3

// A Quantile is the value below which a part of the organisations lie.
type Quantile struct {
	Part  float64 // in (0, 1)
	Value float64 // in the unit of the KPI's value
}

// A Spread is where the values of single organisations lie beside that of all
// of them together, which is the ratio of their sums and not the mean of
// these values.
type Spread struct {
	Organisations []*Observation // the values, smallest first; equal ones in the order of organisations
	Without       int            // organisations that reported nothing to divide by, such as no hires
	Quantiles     []Quantile     // of the quartiles those that may be told, lowest first
}

// quartiles are the quantiles of a Spread.
var quartiles = []float64{0.25, 0.5, 0.75}

// Spread tells the quartiles of the organisations that an observation of all of
// a kind is made of, or of one sex or age among them.
//
// A quantile needs three organisations on each side (DISCLOSURE 2), so that the
// median needs six and the others ten; least and most are never told. Above the
// wall only the values are known that organisations show themselves, and
// quantiles of these alone would be those of a selection, seldom of the usual
// ones. So ok is false unless every organisation that reported is listed and
// shows its value, and there is a quantile to tell. It is also false of counts,
// which are sums and no ratios, and of areas, since it is not known who counts
// for them.
//
// Between two organisations a quantile is interpolated, as R's type 7: the
// median of an even number is the mean of the middle two.
func (s *Set) Spread(o *Observation) (sp Spread, ok bool) {
	p := o.plan()
	codes := o.Key.Codes
	if p == nil || o.Statistic != Value || o.Status != published || p.Form == catalogue.Count ||
		codes[dim.Kind] == dim.Total || codes.View()&^dim.ViewOf(dim.Kind, dim.Category, dim.Sex, dim.Age) != 0 {
		return Spread{}, false
	}
	for _, id := range p.whoReported(o) {
		one, shown := p.ofOne(o, id)
		if !shown {
			return Spread{}, false
		}
		if one == nil {
			sp.Without++
			continue
		}
		sp.Organisations = append(sp.Organisations, one)
	}
	slices.SortStableFunc(sp.Organisations, func(a, b *Observation) int { return cmp.Compare(a.Value, b.Value) })
	for _, part := range quartiles {
		if v, told := quantile(sp.Organisations, part); told {
			sp.Quantiles = append(sp.Quantiles, Quantile{part, v})
		}
	}
	return sp, len(sp.Quantiles) > 0
}

// whoReported lists all organisations that reported what a value is made of in
// any quarter of it, "" for one that is not listed.
func (p *plan) whoReported(o *Observation) []string {
	var ids []string
	for q := o.Key.Period.First; q <= o.Key.Period.Last(); q++ {
		if who := p.set.coverage.reporters[p.coverage(q, o.Key.Codes)]; who != nil {
			ids = append(ids, *who...)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// ofOne finds the value of one organisation: nil if it has nothing to divide
// by, for everybody to see. shown is false if its value is not known.
func (p *plan) ofOne(o *Observation, id string) (one *Observation, shown bool) {
	code, listed := p.set.Lists.Code(dim.Organisation, id)
	if !listed || code == dim.Total {
		return nil, false
	}
	one = p.value(o.Key.Period.Last(), o.Key.Codes.With(dim.Organisation, code))
	switch {
	case one == nil:
		return nil, false
	case one.Status == published:
		return one, true
	}
	return nil, one.Status == release.NotComputable && p.empty(one)
}

// empty reports whether the published denominator of a value is 0.
func (p *plan) empty(o *Observation) bool {
	if p.of[0] != nil {
		return false
	}
	below := int64(0)
	for _, part := range p.set.Parts(o) {
		if part.Role == Denominator || part.Role == Respondents {
			below += part.Cell.Value
		}
	}
	return below == 0
}

// quantile interpolates between sorted values; told is false with too few on
// either side.
func quantile(sorted []*Observation, part float64) (v float64, told bool) {
	place := part * float64(len(sorted)-1)
	below := int(place)
	above := below
	if place > float64(below) {
		above++
	}
	if above < apart || len(sorted)-1-below < apart {
		return 0, false
	}
	from, to := sorted[below].Value, sorted[above].Value
	return from + (place-float64(below))*(to-from), true
}

package tell

import (
	"math"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

func kindOfIndex(o *kpi.Observation) kind {
	switch _, id := ofIndex(o); id {
	case "min-max", "to-overall", "rii":
		return multiple
	case "sii":
		return difference
	case "hoover":
		return portion
	}
	return bare
}

// index tells how unequal the groups of an axis are. Where an index has a
// meaning of its own it is told; of the others, that 0 means equal.
func (t *Teller) index(set *kpi.Set, o *kpi.Observation) string {
	axis, id := ofIndex(o)
	over := t.Words.T("over." + axis)
	switch id {
	case "min-max", "to-overall":
		return t.Words.T("index."+id, "over", over, "value", t.number(o, Value))
	case "rii":
		return t.Words.T("index.rii", "value", t.number(o, Value))
	case "sii":
		return t.slope(o)
	case "hoover":
		return t.hoover(set, o, over)
	}
	return t.Words.T("index.zero", "over", over, "name", t.Words.T("index.name."+id), "value", t.number(o, Value))
}

func (t *Teller) slope(o *kpi.Observation) string {
	text, sign := t.Size(o.Entry, o.Value)
	key := [3]string{"index.sii.lower", "index.sii.same", "index.sii.higher"}[sign+1]
	return t.Words.T(key, "size", t.mark(o, Value, Exact(o.Value), text))
}

// hoover tells of how many persons the chances would have to move, where the
// numerators of the groups say so.
func (t *Teller) hoover(set *kpi.Set, o *kpi.Observation, over string) string {
	share := t.number(o, Value)
	n, ok := t.chances(set, o)
	if !ok {
		return t.Words.T("index.hoover.share", "over", over, "share", share)
	}
	moved := math.Round(o.Value * float64(n))
	if moved == 0 {
		return t.Words.T("index.hoover.share", "over", over, "share", share)
	}
	text := t.mark(o, Value, Exact(o.Value), t.Words.Amount(t.Words.Count(int64(moved)), t.unitOfPart(o.Entry.Numerator)))
	return t.Words.T("index.hoover", "over", over, "n", text, "share", share)
}

// chances is the sum of the numerators of all groups of an index; ok is false
// unless these are persons and all are published.
func (t *Teller) chances(set *kpi.Set, o *kpi.Observation) (n int64, ok bool) {
	name, _ := ofIndex(o)
	axis, known := dim.ParseAxis(name)
	if set == nil || !known || !ofPersons(o.Entry) {
		return 0, false
	}
	for _, c := range set.Lists.Children(axis, dim.Total) {
		g := set.Find(o.Entry.ID, kpi.Value, "", o.Key.Period.Last(), o.Key.Codes.With(axis, c))
		if set.Lists.ID(axis, c) == dim.Unknown || !isPublished(g) {
			continue
		}
		n += g.Numerator
	}
	return n, n > 0
}

// ofPersons reports whether a rate counts persons.
func ofPersons(e *catalogue.Entry) bool {
	table, m, ok := measureOf(e.Numerator)
	return ok && table.ClassOf(m, e.Numerator[0].Category) == contract.Persons
}

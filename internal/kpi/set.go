package kpi

import (
	"cmp"
	"slices"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
)

// NewSet indexes observations, which must be in their final order. There must
// be at least one quarter.
func NewSet(lists *dim.Lists, quarters []dim.Quarter, all []Observation) *Set {
	s := &Set{All: all, Lists: lists, byID: make(map[string]int, len(all)), byGroup: make(map[groupKey]int, len(all))}
	for q := quarters[0]; q <= quarters[len(quarters)-1]; q++ {
		s.Quarters = append(s.Quarters, q)
	}
	for i := range all {
		s.byID[all[i].ID] = i
		k := groupKey{all[i].Entry.ID, all[i].Statistic, all[i].Reference, all[i].Key}
		s.byGroup[k] = i
	}
	return s
}

type groupKey struct {
	kpi, statistic, reference string
	key                       dim.Key
}

// Find returns an observation of a quarter, or nil.
func (s *Set) Find(kpi, statistic, reference string, q dim.Quarter, codes dim.Codes) *Observation {
	i, ok := s.byGroup[groupKey{kpi, statistic, reference, dim.Key{Period: dim.Period{First: q, N: 1}, Codes: codes}}]
	if !ok {
		return nil
	}
	return &s.All[i]
}

// Base gives the codes of a KPI for all organisations of a kind: the kind, and
// for a score or a mean the population that was asked. Shares of answers add
// the answer as category.
func (s *Set) Base(e *catalogue.Entry, kind dim.Code) dim.Codes {
	codes := dim.Codes{}.With(dim.Kind, kind)
	if e.Form == catalogue.Score || e.Form == catalogue.Mean {
		codes[dim.Category], _ = s.Lists.Code(dim.Category, e.Population)
	}
	return codes
}

// Series returns one observation for each of s.Quarters; nil where nobody
// reported such a group.
func (s *Set) Series(kpi, statistic, reference string, codes dim.Codes) []*Observation {
	series := make([]*Observation, len(s.Quarters))
	for i, q := range s.Quarters {
		series[i] = s.Find(kpi, statistic, reference, q, codes)
	}
	return series
}

// Groups returns the observations of a quarter whose group differs from codes
// only in having a code on the axis, in the order in which codes are shown:
// parents before their parts, unknown last.
func (s *Set) Groups(kpi, statistic, reference string, q dim.Quarter, codes dim.Codes, axis dim.Axis) []*Observation {
	var groups []*Observation
	var walk func(parent dim.Code)
	walk = func(parent dim.Code) {
		for _, c := range s.Lists.Children(axis, parent) {
			if o := s.Find(kpi, statistic, reference, q, codes.With(axis, c)); o != nil {
				groups = append(groups, o)
			}
			walk(c)
		}
	}
	walk(dim.Total)
	return groups
}

// Latest returns the newest observation of a group that has a value, or nil.
func (s *Set) Latest(kpi string, codes dim.Codes) *Observation {
	for _, q := range slices.Backward(s.Quarters) {
		if o := s.Find(kpi, Value, "", q, codes); o != nil && o.Status == published {
			return o
		}
	}
	return nil
}

// compare orders the observations of one KPI.
func compare(a, b *Observation) int {
	return cmp.Or(
		cmp.Compare(a.Key.Period.First, b.Key.Period.First),
		strings.Compare(a.Statistic, b.Statistic),
		strings.Compare(a.Reference, b.Reference),
		a.Key.Codes.Compare(b.Key.Codes),
	)
}

package kpi

import (
	"slices"

	"fukusen/internal/dim"
)

// A group names an observation within a Set.
type group struct {
	kpi, statistic, reference string
	key                       dim.Key
}

func groupOf(o *Observation) group { return group{o.Entry.ID, o.Statistic, o.Reference, o.Key} }

// NewSet returns a set of observations that were made elsewhere, in any order.
// Nothing is computed of them.
func NewSet(lists *dim.Lists, basis dim.Basis, quarters []dim.Quarter, all []Observation) *Set {
	s := &Set{Lists: lists, basis: basis, held: slices.Clone(all), index: make(map[group]int, len(all)), sides: map[group][]int{}}
	for q := quarters[0]; q <= quarters[len(quarters)-1]; q++ {
		s.Quarters = append(s.Quarters, q)
	}
	for i := range s.held {
		s.held[i].set = s
		g := groupOf(&s.held[i])
		s.index[g] = i
		if g.statistic != Value && g.statistic != Change {
			g.statistic, g.reference = "", ""
			s.sides[g] = append(s.sides[g], i)
		}
	}
	return s
}

func (s *Set) find(g group) *Observation {
	if i, ok := s.index[g]; ok {
		return &s.held[i]
	}
	return nil
}

// comparedWith lists what is held beside a value.
func (s *Set) comparedWith(o *Observation) (all []*Observation) {
	for _, i := range s.sides[group{kpi: o.Entry.ID, key: o.Key}] {
		all = append(all, &s.held[i])
	}
	return all
}

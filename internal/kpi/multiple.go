package kpi

import (
	"slices"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// A Test is one group's rate against that of the reference group.
type Test struct {
	Observation *Observation // the value of the group
	P           float64      // two-sided and unadjusted, as stat.TwoProportionP has it
	Holm        float64      // adjusted so that no finding of the family is likely to be chance
	BH          float64      // adjusted so that of what is found at a level at most that part is
	Clear       bool         // Holm is below .05
}

// A Family is all tests of the groups of one axis against their reference
// group, of one KPI in one quarter. It is published as a whole or not at all:
// adjusted p-values depend on how many tests were made, and those of a
// selection would answer another question.
type Family struct {
	Axis      dim.Axis
	Status    release.Status // published, the worst of its groups, or not computable; without published there are no numbers
	Reference *Observation   // the value that the others are held against; nil if there is none
	Omnibus   stat.Test      // Pearson's χ²: whether the groups, the reference among them, differ at all; look here first
	Computed  bool           // there is an Omnibus: not if nobody, or everybody, has what is counted
	Smallest  float64        // expected count of the Omnibus; below 5 it is rough
	Tests     []Test         // in the order in which groups are shown, without the reference group
}

// Tests compares the groups along an axis of one value with the reference group
// that the entry declares for the axis: o is the value of all, or of one of the
// groups. They are those that an index is over. Who is unknown, and
// a group in which, for everybody to see, nobody is, take no part. Where the
// reference is everybody, each group is tested against all the others (HANDBOOK
// 2c D11).
//
// ok is false unless the groups of the KPI are compared on the axis, if the
// axis has fewer than two groups, or if o is no value. Nothing of it is kept.
//
// Source: HANDBOOK 2c D7 (the test), D16 (Holm; Benjamini and Hochberg), 3.1.
func (s *Set) Tests(o *Observation, a dim.Axis) (f Family, ok bool) {
	p := o.plan()
	if p == nil || o.Statistic != Value || !p.Access || !p.counted() || p.Against[a.String()] == "" {
		return Family{}, false
	}
	f = Family{Axis: a, Status: published}
	groups := p.divided(o, a, &f)
	if len(groups) < 2 {
		return Family{}, false
	}
	weighted := func(g *Observation) bool { return g.Denominator == 0 }
	if f.Status == published && (weighted(f.Reference) || slices.ContainsFunc(groups, weighted)) {
		f.Status = release.NotComputable // counts do not make the values
	}
	if f.Status == published {
		f.test(groups, p.Against[a.String()] == Overall)
	}
	return f, true
}

// divided finds the groups along an axis, and the reference among them.
func (p *plan) divided(o *Observation, a dim.Axis, f *Family) (groups []*Observation) {
	q, id := o.Key.Period.Last(), p.Against[a.String()]
	for _, c := range p.set.levels[a] {
		g := p.value(q, o.Key.Codes.With(a, c))
		if g == nil || g.Status == release.NotComputable {
			continue
		}
		f.Status = worse(f.Status, g.Status)
		groups = append(groups, g)
		if p.set.Lists.ID(a, c) == id {
			f.Reference = g
		}
	}
	if id == Overall {
		f.Reference = p.value(q, o.Key.Codes.With(a, dim.Total))
	}
	status := release.NotComputable
	if f.Reference != nil {
		status = f.Reference.Status
	}
	f.Status = worse(f.Status, status)
	return groups
}

// test fills in the tests of published groups.
func (f *Family) test(groups []*Observation, overall bool) {
	f.Omnibus, f.Smallest, f.Computed = stat.ChiSquare(counts(groups))
	if !f.Computed {
		f.Omnibus = stat.Test{}
	}
	var ps []float64
	for _, g := range groups {
		if g.Key == f.Reference.Key {
			continue
		}
		x, n := f.Reference.Numerator, f.Reference.Denominator
		if overall {
			x, n = x-g.Numerator, n-g.Denominator
			if x < 0 || n < x || n == 0 {
				continue // it is not a part of them, or there are no others
			}
		}
		ps = append(ps, stat.TwoProportionP(g.Numerator, g.Denominator, x, n))
		f.Tests = append(f.Tests, Test{Observation: g, P: ps[len(ps)-1]})
	}
	holm, bh := stat.Holm(ps), stat.BenjaminiHochberg(ps)
	for i := range f.Tests {
		f.Tests[i].Holm, f.Tests[i].BH, f.Tests[i].Clear = holm[i], bh[i], holm[i] < level
	}
}

// counted reports whether a KPI's values are proportions of persons or answers
// that were counted: what tests and charts of rates are made for.
func (p *plan) counted() bool {
	return p.Proportion() && p.of[0] == nil && p.Interval != catalogue.None
}

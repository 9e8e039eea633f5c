package protect

import (
	"slices"

	"fukusen/internal/dim"
	"fukusen/internal/exact"
	"fukusen/internal/release"
)

// A family is a cell and those into which it is divided along one axis.
type family struct {
	whole *cell
	parts []*cell
}

// rests gives the columns of what breaks a rule among the differences between
// published cells and their published parts: sums over withheld cells, such as
// two small ones that are fewer than k together. Families in which nothing has
// been decided anew since it last looked would give the same, and are left out.
func (s *system) rests() []exact.Vector {
	var out []exact.Vector
	for i := range s.series {
		for _, f := range s.familiesOf(i) {
			if f.whole.status == release.Published && f.moved() {
				out = append(out, s.restOf(f)...)
			}
		}
	}
	for _, p := range s.pairs {
		for _, f := range s.familiesOf(p.whole) {
			if f.whole.status == release.Published && s.known(p.part, f.whole.codes) {
				out = append(out, s.complementOf(p, f.parts)...)
			}
		}
	}
	for i := range s.cells {
		for _, c := range s.cells[i] {
			c.looked = c.status
		}
	}
	return out
}

// moved reports whether a cell of the family has been decided anew since rests
// last looked.
func (f *family) moved() bool {
	return f.whole.status != f.whole.looked || slices.ContainsFunc(f.parts, func(c *cell) bool { return c.status != c.looked })
}

// familiesOf gives the families of a series. They are found once: they do not
// depend on what is published.
func (s *system) familiesOf(i int) []family {
	if s.families == nil {
		s.families = make([][]family, len(s.series))
	}
	if s.families[i] == nil {
		s.families[i] = []family{}
		for a := range dim.Axis(dim.NumAxes) {
			if a != dim.Kind { // nothing is added over kinds
				s.families[i] = append(s.families[i], s.familiesAlong(i, a)...)
			}
		}
	}
	return s.families[i]
}

func (s *system) familiesAlong(i int, a dim.Axis) []family {
	at := map[*cell]int{}
	var all []family
	for _, c := range s.cells[i] {
		if c.codes[a] == dim.Total {
			continue
		}
		whole := s.index[i][c.codes.With(a, s.env.Lists.Parent(a, c.codes[a]))]
		if whole == nil {
			continue
		}
		k, ok := at[whole]
		if !ok {
			k = len(all)
			at[whole], all = k, append(all, family{whole: whole})
		}
		all[k].parts = append(all[k].parts, c)
	}
	return all
}

func (s *system) known(i int, codes dim.Codes) bool {
	c := s.index[i][codes]
	return c != nil && c.status == release.Published
}

// restOf adds the withheld parts of a published cell up and applies the rules
// to the sum.
func (s *system) restOf(f family) []exact.Vector {
	rest := cell{series: f.whole.series, codes: f.whole.codes, complete: true}
	for _, c := range f.parts {
		if c.status == release.Withheld {
			rest.join(c)
		}
	}
	var out []exact.Vector
	if len(rest.units)+len(rest.less) == 0 {
		return nil
	}
	rule := s.sensitive
	if rest.series >= s.changes {
		rule = s.sensitiveChange
	}
	if rule(&rest) != "" {
		out = append(out, rest.column())
	}
	if s.few(&rest) {
		out = append(out, rest.residual())
	}
	return out
}

// complementOf adds up those parts of which part and whole are not both
// published, and gives what is left of the whole if it is too little.
func (s *system) complementOf(p pair, parts []*cell) []exact.Vector {
	var a, b cell
	for _, whole := range parts {
		part := s.index[p.part][whole.codes]
		if s.known(p.whole, whole.codes) && s.known(p.part, whole.codes) {
			continue
		}
		b.join(whole)
		if part != nil {
			a.join(part)
		}
	}
	if len(b.units)+len(b.less) == 0 || !s.nearlyAll(p, a.sums.Sum, b.sums.Sum) {
		return nil
	}
	return []exact.Vector{b.column().Minus(a.column())}
}

package protect

import (
	"fukusen/internal/dim"
	"fukusen/internal/exact"
	"fukusen/internal/release"
)

// rests gives the columns of what breaks a rule among the differences between
// published cells and their published parts: sums over withheld cells, such as
// two small ones that are fewer than k together.
func (s *system) rests() []exact.Vector {
	var out []exact.Vector
	for i := range s.series {
		s.families(i, func(parent dim.Codes, parts []*cell) {
			if s.known(i, parent) {
				out = append(out, s.restOf(i, parent, parts)...)
			}
		})
	}
	for _, p := range s.pairs {
		s.families(p.whole, func(parent dim.Codes, parts []*cell) {
			if s.known(p.whole, parent) && s.known(p.part, parent) {
				out = append(out, s.complementOf(p, parts)...)
			}
		})
	}
	return out
}

// families calls f for each cell of a series and each axis on which it has
// parts, with those.
func (s *system) families(i int, f func(parent dim.Codes, parts []*cell)) {
	for a := range dim.Axis(dim.NumAxes) {
		if a == dim.Kind {
			continue // nothing is added over kinds
		}
		parts := map[dim.Codes][]*cell{}
		var parents []dim.Codes
		for _, c := range s.cells[i] {
			if c.codes[a] == dim.Total {
				continue
			}
			up := c.codes.With(a, s.env.Lists.Parent(a, c.codes[a]))
			if len(parts[up]) == 0 {
				parents = append(parents, up)
			}
			parts[up] = append(parts[up], c)
		}
		for _, up := range parents {
			f(up, parts[up])
		}
	}
}

func (s *system) known(i int, codes dim.Codes) bool {
	c := s.index[i][codes]
	return c != nil && c.status == release.Published
}

// restOf adds the withheld parts of a published cell up and applies the rules
// to the sum.
func (s *system) restOf(i int, parent dim.Codes, parts []*cell) []exact.Vector {
	rest := cell{series: i, codes: parent, complete: true}
	for _, c := range parts {
		if c.status == release.Withheld {
			rest.join(c)
		}
	}
	var out []exact.Vector
	if len(rest.units)+len(rest.less) == 0 {
		return nil
	}
	rule := s.sensitive
	if i >= s.changes {
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

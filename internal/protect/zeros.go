package protect

import (
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/cube"
	"fukusen/internal/dim"
)

// Of a table whose zeros are sensitive, that a group has nobody in it is as
// little told as that it has one (DISCLOSURE 2, zeros). Then no row may be
// missing either: for which groups there are rows follows from the codes that a
// kind uses anywhere, not from who has any.

// filled is the codes that a kind uses on each axis.
type filled struct{ codes [dim.NumAxes][]dim.Code }

// fill gives the finest cells of nobody that a series of persons or respondents
// lacks so that each view has a row for each combination of codes.
func (s *system) fill(i int) []cube.Cell {
	if !s.zeros || i >= s.current {
		return nil
	}
	taken := map[dim.Codes]bool{}
	for k := range s.series[i].Cells {
		taken[s.series[i].Cells[k].Codes] = true
	}
	var out []cube.Cell
	all, own := s.usedCodes(), s.sentCodes(i)
	for _, kind := range s.env.Lists.All(dim.Kind) {
		if own[kind] == nil {
			continue
		}
		first := s.firstOf(i, kind)
		for _, v := range s.views {
			if v&^s.told[asked{kind, s.series[i].Population}] != 0 {
				continue
			}
			for _, codes := range combinations(first, v, all[kind], own[kind]) {
				if !taken[codes] && !s.has(i, codes, v) {
					taken[codes] = true
					out = append(out, cube.Cell{Codes: codes, Sums: cube.Sums{Rows: 1}, Answers: s.noAnswers(i)})
				}
			}
		}
	}
	return out
}

// usedCodes gives by kind the codes that anything of the family has.
func (s *system) usedCodes() map[dim.Code]*filled {
	kinds := map[dim.Code]*filled{}
	for j := range s.current {
		for k := range s.series[j].Cells {
			note(kinds, s.series[j].Cells[k].Codes)
		}
	}
	return kinds
}

// sentCodes gives by kind the organisations and categories that a series has
// numbers of people from.
func (s *system) sentCodes(i int) map[dim.Code]*filled {
	kinds := map[dim.Code]*filled{}
	for k := range s.series[i].Cells {
		if x := &s.series[i].Cells[k]; x.Sums.Rows > 0 && s.countsPeople(i, x.Codes) {
			note(kinds, x.Codes)
		}
	}
	return kinds
}

func note(kinds map[dim.Code]*filled, codes dim.Codes) {
	f := kinds[codes[dim.Kind]]
	if f == nil {
		f = &filled{}
		kinds[codes[dim.Kind]] = f
	}
	for a, c := range codes {
		if !slices.Contains(f.codes[a], c) {
			f.codes[a] = append(f.codes[a], c)
		}
	}
}

// combinations gives each combination of codes of a view, and of the categories
// of the series; on other axes the codes stay what they are.
func combinations(first dim.Codes, v dim.View, all, own *filled) []dim.Codes {
	out := []dim.Codes{first}
	for a := range dim.Axis(dim.NumAxes) {
		codes := all.codes[a]
		if a == dim.Category || a == dim.Organisation {
			codes = own.codes[a]
		}
		if !v.Has(a) && a != dim.Category || len(codes) == 0 {
			continue
		}
		sorted := slices.Sorted(slices.Values(codes))
		var next []dim.Codes
		for _, x := range out {
			for _, c := range sorted {
				next = append(next, x.With(a, c))
			}
		}
		out = next
	}
	return out
}

// firstOf gives the codes of the first finest cell of a kind that has a number.
func (s *system) firstOf(i int, kind dim.Code) dim.Codes {
	k := slices.IndexFunc(s.series[i].Cells, func(x cube.Cell) bool { return x.Codes[dim.Kind] == kind && x.Sums.Rows > 0 })
	return s.series[i].Cells[k].Codes
}

// has reports whether the group of a view that codes are in has a finest cell.
func (s *system) has(i int, codes dim.Codes, v dim.View) bool {
	if s.groups == nil {
		s.groups = map[viewGroup]bool{}
		for j := range s.current {
			for k := range s.series[j].Cells {
				for _, v := range s.views {
					s.groups[viewGroup{j, v, project(s.series[j].Cells[k].Codes, v)}] = true
				}
			}
		}
	}
	return s.groups[viewGroup{i, v, project(codes, v)}]
}

// A viewGroup is a group of a view of a series.
type viewGroup struct {
	series int
	view   dim.View
	codes  dim.Codes
}

func project(codes dim.Codes, v dim.View) dim.Codes {
	for a := range dim.Axis(dim.NumAxes) {
		if !v.Has(a) && a != dim.Kind && a != dim.Category {
			codes[a] = dim.Total
		}
	}
	return codes
}

func (s *system) noAnswers(i int) []int64 {
	if s.series[i].Item == nil {
		return nil
	}
	return make([]int64, len(s.series[i].Item.Answers))
}

// countsPeople reports whether a series counts persons or respondents.
func (s *system) countsPeople(i int, codes dim.Codes) bool {
	class := s.class(i, codes)
	return class == contract.Persons || class == contract.Respondents
}

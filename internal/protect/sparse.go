package protect

import (
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// A part of a site that has views of its own: a kind and, of surveys, an item.
// All measures of a table have the same views, so that a part has a cell
// wherever its whole has one.
type branch struct {
	series int // of an item; -1 for all measures of a table
	kind   dim.Code
}

// A table is a view of a branch.
type table struct {
	branch
	view dim.View
}

// worthShowing is up to how many cells a view is shown if anything of it is.
const worthShowing = 12

// rollUp decides about a system. A view by several axes of which more than three
// quarters, or all, would have to be withheld says little and costs much, since it wants
// partners among the coarser ones; it is left out whole, and all is decided anew
// (DISCLOSURE 4: roll up before withholding).
func rollUp(series []cube.Series, env Env, opt Options, b *before) (*system, error) {
	dropped := map[table]bool{}
	for {
		s := newSystem(series, env, opt, dropped, b)
		if err := s.solve(opt.Off); err != nil || opt.Off {
			return s, err
		}
		if !s.drop(dropped) {
			return s, nil
		}
	}
}

// drop notes which views are to be left out, and reports whether there are any.
func (s *system) drop(dropped map[table]bool) bool {
	counts := map[table][2]int{} // cells, of them withheld
	for i := range s.current {
		for _, c := range s.cells[i] {
			if !s.spare(c) {
				continue
			}
			t := table{s.branchOf(i, c.codes[dim.Kind]), c.codes.View() &^ dim.ViewOf(dim.Kind, dim.Category)}
			n := counts[t]
			n[0]++
			if c.status == release.Withheld {
				n[1]++
			}
			counts[t] = n
		}
	}
	found := false
	for t, n := range counts {
		if s.holdsForced(t) {
			continue
		}
		if n[1] == n[0] || n[0] > worthShowing && 4*n[1] > 3*n[0] {
			dropped[t], found = true, true
		}
	}
	return found
}

// spare reports whether a cell counts when it is asked how much of a view is
// withheld: not zeros, nor what is withheld whatever its size, nor those of a
// single axis, which are always shown or withheld, never left out.
func (s *system) spare(c *cell) bool {
	axes := (c.codes.View() &^ dim.ViewOf(dim.Kind, dim.Category)).Axes()
	if c.sums.Sum == 0 && !s.zeros || len(axes) < 2 || c.reason == Unnamed || c.reason == BySubmitter {
		return false
	}
	return s.counted(c)
}

func (s *system) branchOf(i int, kind dim.Code) branch {
	if s.series[i].Item != nil {
		return branch{i, kind}
	}
	return branch{-1, kind}
}

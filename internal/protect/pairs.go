package protect

import (
	"slices"

	"fukusen/internal/exact"
)

// A pair is a part and its whole: indices of series.
type pair struct{ part, whole int }

// pairUp finds the guarded parts and wholes among some series, those of one
// release, and what follows from them: a part of a part is a part.
func (s *system) pairUp(from, to int) {
	for i := from; i < to; i++ {
		if s.series[i].Measure == nil {
			continue
		}
		seen := map[string]bool{}
		wholes := slices.Clone(s.tables[i].Guards(s.series[i].Measure))
		for len(wholes) > 0 {
			id := wholes[0]
			wholes = wholes[1:]
			if seen[id] {
				continue
			}
			seen[id] = true
			if j := s.measure(id, from, to); j >= 0 {
				s.pairs = append(s.pairs, pair{i, j})
				s.wholes[i]++
				wholes = append(wholes, s.tables[j].Guards(s.series[j].Measure)...)
			}
		}
	}
}

func (s *system) measure(id string, from, to int) int {
	for i := from; i < to; i++ {
		if m := s.series[i].Measure; m != nil && m.ID == id {
			return i
		}
	}
	return -1
}

// complements gives the columns b - a of all parts a of wholes b that would
// tell of all, or nearly all, of a group. They are never printed, but must not
// follow from what is.
func (s *system) complements() []exact.Vector {
	var out []exact.Vector
	for _, p := range s.pairs {
		for _, a := range s.cells[p.part] {
			b := s.index[p.whole][a.codes]
			if b == nil || !a.given() || !b.given() {
				continue
			}
			if s.nearlyAll(p, a.sums.Sum, b.sums.Sum) {
				out = append(out, b.column().Minus(a.column()))
			}
		}
	}
	return out
}

func (c *cell) given() bool { return (c.sums.Rows > 0 || c.isChange()) && c.complete }

// nearlyAll reports whether fewer than k of a whole are not in the part. A part
// that is larger than its whole, since some did not report the whole, is near
// to all of it; of a change it is a correction.
func (s *system) nearlyAll(p pair, part, whole int64) bool {
	return whole > 0 && whole-part < int64(s.rules.K) && (p.part < s.changes || part <= whole)
}

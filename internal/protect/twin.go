package protect

import (
	"slices"

	"fukusen/internal/bounds"
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/exact"
	"fukusen/internal/release"
)

// Twin gives other raw sums of a draft quarter that differ from raw in withheld
// numbers, but not in any published one, and how many withheld numbers differ.
// A site made of them, with the same withheld (Options.Pattern), must be the
// same to the last byte: else something published depends on what is withheld.
// It is the test of DISCLOSURE 5.
func Twin(raw *cube.Cube, f *release.File, env Env, opt Options) (*cube.Cube, int) {
	twin := *raw
	twin.Series = slices.Clone(raw.Series)
	moved := 0
	for i := range twin.Series {
		twin.Series[i].Cells = slices.Clone(raw.Series[i].Cells)
	}
	for _, q := range raw.Quarters() {
		if q.ID(env.Basis) != f.Quarter {
			continue
		}
		for _, sys := range systems(&twin, q) {
			s := newSystem(sys, env, opt, nil, nil)
			s.follow(f, 0, s.current)
			moved += s.twin()
		}
	}
	return &twin, moved
}

// kept is how many withheld cells of a series are tried to move.
const kept = 5

// twin moves finest cells of the system in place, and counts the withheld sums
// that are others then.
func (s *system) twin() int {
	t := s.finestNet()
	for i := range s.cells {
		var hidden []int32
		for _, c := range s.cells[i] {
			if u, ok := t.of[c]; ok {
				hidden = append(hidden, u)
			}
		}
		for k := 0; k < len(hidden); k += max(1, len(hidden)/kept) {
			t.move(hidden[k])
		}
	}
	moved := 0
	for u, v := range t.x {
		switch {
		case u < s.units:
			s.shift(u, v-t.start[u], t.usual[s.seriesOf[u]])
		case u < t.slack && v != t.start[u]:
			moved++
		}
	}
	return moved
}

func (t *finestNet) move(u int32) {
	for _, up := range []bool{true, false} {
		if x := t.program.Move(t.x, u, up); x != nil {
			t.x = x
			return
		}
	}
}

// shift adds persons to a finest cell or takes them away. Respondents all gave
// the answer that the item has most of, and no points.
func (s *system) shift(unit int, by int64, answer int) {
	f := s.finest[unit]
	f.Sums.Sum += by
	if s.series[s.seriesOf[unit]].Item != nil && by != 0 {
		f.Answers = slices.Clone(f.Answers)
		f.Answers[answer] += by
		f.Sums.Rows += by
	}
}

// usual is the answer that most respondents to an item gave.
func (s *system) usual(i int) int {
	if s.series[i].Item == nil {
		return -1
	}
	var all cell
	for j := range s.series[i].Cells {
		all.count(s.series[i].Cells[j].Answers)
	}
	return slices.Index(all.answers, slices.Max(all.answers))
}

// limits are what a finest cell may become. Weighted answers stay as they are.
func (s *system) limits(unit, answer int) (lower, upper int64) {
	f, i := s.finest[unit], int(s.seriesOf[unit])
	switch {
	case s.weighted[i] || f.Sums == (cube.Sums{Rows: 1}) && s.zeros:
		return f.Sums.Sum, f.Sums.Sum
	case s.series[i].Item != nil:
		return f.Sums.Sum - f.Answers[answer], bounds.Unbounded
	}
	return min(0, f.Sums.Sum), bounds.Unbounded
}

// A finestNet is what may move: the finest cells, the withheld sums over them,
// and what parts leave of wholes.
type finestNet struct {
	program  bounds.Program
	start, x []int64
	of       map[*cell]int32 // unknown of each withheld cell
	usual    []int           // by series of answers: the answer of whoever moves
	slack    int             // the first unknown that is what a part leaves
}

func (s *system) finestNet() *finestNet {
	t := &finestNet{of: map[*cell]int32{}}
	for i := range s.series {
		t.usual = append(t.usual, s.usual(i))
	}
	for u, f := range s.finest {
		lower, upper := s.limits(u, t.usual[s.seriesOf[u]])
		t.program.Upper[t.unknown(f.Sums.Sum, lower)] = upper
	}
	n := &net{system: s}
	for i := range s.cells {
		for _, c := range s.cells[i] {
			e := exact.Equation{Terms: exact.Ones(c.units), Sum: c.sums.Sum}
			switch {
			case c.status == release.Withheld && len(c.units) > 0:
				u := t.unknown(c.sums.Sum, min(n.least(&node{cell: c, series: i}), c.sums.Sum))
				t.of[c] = u
				e.Terms, e.Sum = append(slices.Clone(e.Terms), exact.Term{Row: u, Value: -1}), 0
			case c.status != release.Published || len(c.units) == 0:
				continue
			}
			t.program.Equations = append(t.program.Equations, e)
		}
	}
	t.slack = len(t.start)
	s.slacks(t)
	t.x = t.start
	return t
}

func (t *finestNet) unknown(value, lower int64) int32 {
	t.start = append(t.start, value)
	t.program.Lower = append(t.program.Lower, lower)
	t.program.Upper = append(t.program.Upper, bounds.Unbounded)
	return int32(len(t.start) - 1)
}

// A finestKey names a finest cell.
type finestKey struct {
	series int32
	codes  dim.Codes
}

// slacks keeps each part at most as large as its whole, group by group.
func (s *system) slacks(t *finestNet) {
	at := map[finestKey]int32{}
	for u := range s.finest {
		at[finestKey{s.seriesOf[u], s.finest[u].Codes}] = int32(u)
	}
	for _, p := range s.pairs {
		for u := range s.finest {
			whole, ok := at[finestKey{int32(p.whole), s.finest[u].Codes}]
			if s.seriesOf[u] != int32(p.part) || !ok {
				continue
			}
			left := s.finest[whole].Sums.Sum - s.finest[u].Sums.Sum
			slack := t.unknown(left, min(0, left))
			t.program.Equations = append(t.program.Equations, exact.Equation{Terms: exact.Sparse(
				exact.Term{Row: whole, Value: 1}, exact.Term{Row: int32(u), Value: -1}, exact.Term{Row: slack, Value: -1})})
		}
	}
}

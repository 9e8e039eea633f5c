package bounds

import (
	"math"
	"slices"

	"fukusen/internal/exact"
)

// tiny is what floating point may be off.
const tiny = 1e-7

// A local is a few unknowns that may move, in the form of the simplex method
// with bounds: the basic ones are given by the others,
//
//	x[basic[r]] = constant - sum over j of table[r][j] * x[free[j]].
//
// Unlike in a textbook the free ones need not stand at a bound, for the walk
// begins at a table that is already right, in the middle of everything.
type local struct {
	w        *walk
	unknowns []int32
	program  Program // of the unknowns alone
	x        []int64
	table    [][]float64
	basic    []int
	free     []int
	row      []int // of each unknown in the table if it is basic, else -1
	column   []int // of each unknown if it is free, else -1
}

func (w *walk) local(unknowns []int32) *local {
	l := &local{w: w, unknowns: slices.Clone(unknowns)}
	slices.Sort(l.unknowns)
	var equations []int32
	for j, i := range l.unknowns {
		w.at[i] = int32(j)
		l.x = append(l.x, w.x[i])
		l.program.Lower = append(l.program.Lower, w.Lower[i])
		l.program.Upper = append(l.program.Upper, w.Upper[i])
		for _, u := range w.of[i] {
			equations = append(equations, u.equation)
		}
	}
	slices.Sort(equations)
	for _, e := range slices.Compact(equations) {
		l.program.Equations = append(l.program.Equations, w.restrict(e))
	}
	for _, i := range l.unknowns {
		w.at[i] = -1
	}
	l.eliminate()
	return l
}

// restrict takes the unknowns that stay out of an equation.
func (w *walk) restrict(e int32) exact.Equation {
	var out exact.Equation
	for _, t := range w.Equations[e].Terms {
		if j := w.at[t.Row]; j >= 0 {
			out.Terms = append(out.Terms, exact.Term{Row: j, Value: t.Value})
			out.Sum += t.Value * w.x[t.Row]
		}
	}
	return out
}

func (l *local) index(i int32) int {
	j, _ := slices.BinarySearch(l.unknowns, i)
	return j
}

// eliminate solves the equations for as many unknowns as they fix.
func (l *local) eliminate() {
	b := newBasis(&l.program)
	b.solve()
	l.row = slices.Repeat([]int{-1}, len(l.unknowns))
	for r, i := range b.basic {
		if i >= 0 {
			l.row[i] = r
		}
	}
	l.arrange(b.rows)
}

func better(v float64, uses int, than float64, thanUses int) bool {
	a, b := math.Abs(math.Abs(v)-1) < tiny, math.Abs(math.Abs(than)-1) < tiny
	if a != b {
		return a
	}
	return uses < thanUses
}

// arrange numbers the rows of basic unknowns and the columns of free ones.
func (l *local) arrange(rows [][]coefficient) {
	l.column = slices.Repeat([]int{-1}, len(l.unknowns))
	for j, r := range l.row {
		if r < 0 {
			l.column[j] = len(l.free)
			l.free = append(l.free, j)
		}
	}
	slab := make([]float64, len(l.free)*(len(l.unknowns)-len(l.free)))
	for j, r := range l.row {
		if r < 0 {
			continue
		}
		l.row[j] = len(l.basic)
		l.basic = append(l.basic, j)
		var short []float64
		short, slab = slab[:len(l.free):len(l.free)], slab[len(l.free):]
		for _, c := range rows[r] {
			if k := l.column[c.unknown]; k >= 0 {
				short[k] = c.value
			}
		}
		l.table = append(l.table, short)
	}
}

// snap takes rounding errors away: entries of tables of sums are simple.
func snap(v float64) float64 {
	if r := math.Round(v); math.Abs(v-r) < 1e-9 {
		return r
	}
	return v
}

// push moves an unknown up (+1) or down (-1) as far as it goes, or until it is
// enough. It returns true if it got to the end: no table, not even one with
// fractions, takes it further.
func (l *local) push(target int, sign float64, enough func() bool) bool {
	stuck := 0
	for range 60 + 4*len(l.unknowns) {
		if enough() {
			return false
		}
		c, up, ok := l.entering(target, sign, stuck > 4)
		if !ok {
			return true
		}
		if l.step(c, up) {
			stuck = 0
		} else if stuck++; stuck > 30+len(l.basic) {
			return false
		}
	}
	return false
}

// entering chooses the free unknown whose move helps most, or to end a circle
// the first that helps.
func (l *local) entering(target int, sign float64, first bool) (column int, up, ok bool) {
	best := tiny
	for c, j := range l.free {
		gain := 0.0
		switch {
		case j == target:
			gain = sign
		case l.row[target] >= 0:
			gain = -sign * l.table[l.row[target]][c]
		}
		if gain > 0 && l.x[j] >= l.program.Upper[j] || gain < 0 && l.x[j] <= l.program.Lower[j] {
			continue
		}
		if math.Abs(gain) > best {
			column, up, ok, best = c, gain > 0, true, math.Abs(gain)
			if first {
				return column, up, ok
			}
		}
	}
	return column, up, ok
}

// far is how far an unknown is moved that nothing stops.
const far = 1 << 40

// step moves a free unknown in whole steps until a bound stops it. If that is
// the bound of another one, the two change places. It returns false if nothing
// moved.
func (l *local) step(c int, up bool) bool {
	sign := 1.0
	if !up {
		sign = -1
	}
	j := l.free[c]
	limit := room(l.x[j], l.program.Lower[j], l.program.Upper[j], sign)
	blocking := -1
	for r, b := range l.basic {
		rate := -sign * l.table[r][c]
		if math.Abs(rate) < tiny {
			continue
		}
		t := room(l.x[b], l.program.Lower[b], l.program.Upper[b], rate) / math.Abs(rate)
		if t < limit-tiny || t < limit+tiny && blocking >= 0 && math.Abs(rate) > math.Abs(l.table[blocking][c]) {
			limit, blocking = min(t, limit), r
		}
	}
	moved := l.move(c, sign, limit)
	if blocking >= 0 {
		l.pivot(blocking, c)
	}
	return moved
}

// room is how far an unknown can go in a direction.
func room(x, lower, upper int64, rate float64) float64 {
	switch {
	case rate < 0:
		return float64(x - lower)
	case upper == Unbounded:
		return far
	}
	return float64(upper - x)
}

// denominators are tried to make a step whole.
var denominators = []float64{1, 2, 3, 4, 6}

// move takes the largest step of at most limit that keeps everything whole, and
// notes where it leads.
func (l *local) move(c int, sign, limit float64) bool {
	for _, d := range denominators {
		steps := math.Floor((limit + tiny) / d)
		if steps < 1 {
			return false
		}
		if x, ok := l.moved(c, sign*d, steps); ok {
			if !exact.Fits(x, l.program.Lower, l.program.Upper, l.program.Equations) {
				return false
			}
			l.x = x
			l.note()
			return true
		}
	}
	return false
}

// moved gives the table after a free unknown has made so many steps; ok is
// false if a single step would not be whole for all.
func (l *local) moved(c int, size, steps float64) (x []int64, ok bool) {
	x = slices.Clone(l.x)
	x[l.free[c]] += int64(size * steps)
	for r, b := range l.basic {
		v := l.table[r][c] * size
		whole := math.Round(v)
		if math.Abs(v-whole) > 1e-6 {
			return nil, false
		}
		x[b] -= int64(whole * steps)
	}
	return x, true
}

// note takes the present table for a witness.
func (l *local) note() {
	for j, i := range l.unknowns {
		s := &l.w.seen[i]
		s.Min, s.Max = min(s.Min, l.x[j]), max(s.Max, l.x[j])
	}
}

// pivot lets the basic unknown of a row and the free one of a column change
// places.
func (l *local) pivot(r, c int) {
	p := l.table[r][c]
	row := l.table[r]
	for k := range row {
		row[k] /= p
	}
	row[c] = 1 / p
	for q, other := range l.table {
		f := other[c]
		if q == r || f == 0 {
			continue
		}
		for k, v := range row {
			if v != 0 && k != c {
				other[k] = snap(other[k] - f*v)
			}
		}
		other[c] = snap(-f / p)
	}
	in, out := l.free[c], l.basic[r]
	l.free[c], l.basic[r] = out, in
	l.row[in], l.column[in] = r, -1
	l.row[out], l.column[out] = -1, c
}

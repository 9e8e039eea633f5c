package bounds

import "math"

// A phase is the first phase of the simplex method with bounds, in floating
// point. Each equation begins with an artificial unknown that takes up what the
// others are off, and the sum of those is brought down to 0:
//
//	x[basic[r]] + sum over j of table[r][j] * x[free[j]] is constant.
//
// An artificial unknown that has reached 0 leaves for good.
type phase struct {
	unknowns     int
	lower, upper []float64 // of the unknowns, then of the artificial ones
	x            []float64
	table        [][]float64 // the last row: how fast a free unknown brings the sum down
	basic, free  []int
	stalled      int
	draw         uint64
}

func newPhase(p *Program) *phase {
	f := &phase{unknowns: len(p.Lower)}
	for i := range p.Lower {
		f.enter(float64(p.Lower[i]), upperBound(p.Upper[i]), float64(p.Lower[i]))
		f.free = append(f.free, i)
	}
	goal := make([]float64, f.unknowns)
	for _, e := range p.Equations {
		off := float64(e.Sum)
		for _, t := range e.Terms {
			off -= float64(t.Value) * f.x[t.Row]
		}
		sign := 1.0
		if off < 0 {
			sign = -1
		}
		row := make([]float64, f.unknowns)
		for _, t := range e.Terms {
			row[t.Row] += sign * float64(t.Value)
			goal[t.Row] += sign * float64(t.Value)
		}
		f.table = append(f.table, row)
		f.basic = append(f.basic, f.enter(0, math.Inf(1), math.Abs(off)))
	}
	f.table = append(f.table, goal)
	return f
}

func upperBound(v int64) float64 {
	if v == Unbounded {
		return math.Inf(1)
	}
	return float64(v)
}

func (f *phase) enter(lower, upper, value float64) int {
	f.lower, f.upper, f.x = append(f.lower, lower), append(f.upper, upper), append(f.x, value)
	return len(f.x) - 1
}

// solve gives a vertex; false if there is none.
func (f *phase) solve() ([]float64, bool) {
	for range 200 + 20*len(f.basic) {
		if f.off() < 1e-6 {
			return f.x[:f.unknowns], true
		}
		c, sign := f.entering()
		if c < 0 {
			return nil, false
		}
		f.step(c, sign)
	}
	return nil, false
}

// off is the sum of the artificial unknowns.
func (f *phase) off() float64 {
	sum := 0.0
	for _, v := range f.x[f.unknowns:] {
		sum += v
	}
	return sum
}

// entering chooses the free unknown that helps most or, when nothing has moved
// for a while, any that helps: chance leaves every circle.
func (f *phase) entering() (column int, sign float64) {
	column, best := -1, tiny
	goal := f.table[len(f.basic)]
	for c, i := range f.free {
		gain := goal[c]
		if gain > 0 && f.x[i] >= f.upper[i] || gain < 0 && f.x[i] <= f.lower[i] || math.Abs(gain) < tiny {
			continue
		}
		weight := math.Abs(gain)
		if f.stalled > 10 {
			f.draw++
			weight = 1 + float64(mix(f.draw)>>40)
		}
		if weight > best {
			column, sign, best = c, math.Copysign(1, gain), weight
		}
	}
	return column, sign
}

// step moves a free unknown until a bound stops it; the one that stops it takes
// its place.
func (f *phase) step(c int, sign float64) {
	i := f.free[c]
	limit, blocking := f.upper[i]-f.lower[i], -1
	for r, b := range f.basic {
		rate := -sign * f.table[r][c]
		if math.Abs(rate) < tiny {
			continue
		}
		t := (f.x[b] - f.lower[b]) / -rate
		if rate > 0 {
			t = (f.upper[b] - f.x[b]) / rate
		}
		t = max(t, 0)
		if t < limit-tiny || t < limit+tiny && blocking >= 0 && math.Abs(rate) > math.Abs(f.table[blocking][c]) {
			limit, blocking = min(t, limit), r
		}
	}
	f.stalled++
	if limit > tiny {
		f.stalled = 0
	}
	f.x[i] += sign * limit
	for r, b := range f.basic {
		f.x[b] -= sign * limit * f.table[r][c]
	}
	if blocking < 0 {
		f.x[i] = f.lower[i]
		if sign > 0 {
			f.x[i] = f.upper[i]
		}
		return
	}
	f.leave(blocking, -sign*f.table[blocking][c] > 0)
	f.pivot(blocking, c)
}

// leave puts a basic unknown at the bound that it has reached.
func (f *phase) leave(r int, up bool) {
	b := f.basic[r]
	f.x[b] = f.lower[b]
	if up {
		f.x[b] = f.upper[b]
	}
	if b >= f.unknowns {
		f.upper[b] = 0
	}
}

// pivot lets the basic unknown of a row and the free one of a column change
// places.
func (f *phase) pivot(r, c int) {
	row := f.table[r]
	p := row[c]
	row[c] = 1
	var used []int
	for k := range row {
		row[k] /= p
		if row[k] != 0 {
			used = append(used, k)
		}
	}
	for q, other := range f.table {
		times := other[c]
		if q == r || times == 0 {
			continue
		}
		other[c] = 0
		for _, k := range used {
			other[k] = snap(other[k] - times*row[k])
		}
	}
	f.basic[r], f.free[c] = f.free[c], f.basic[r]
}

package bounds

import (
	"cmp"
	"math"
	"slices"
)

// A basis is how the equations of a local are solved: each gives one unknown,
// the basic one, by others. Tables of sums are sparse, so rows are lists.
type basis struct {
	rows   [][]coefficient // that of the basic unknown is 1
	basic  []int32         // by row, -1 for an equation that follows from others
	uses   []int32         // by unknown: rows not yet solved that have it
	in     [][]int32       // by unknown: rows that had it in the beginning
	peeled []int32         // rows solved for what no other has, in this order

	sum     []float64 // of a row at work, by unknown
	touched []int32
	seen    []bool
}

// A coefficient is that of an unknown in a row.
type coefficient struct {
	unknown int32
	value   float64
}

func newBasis(p *Program) *basis {
	n := len(p.Lower)
	b := &basis{
		rows: make([][]coefficient, len(p.Equations)), basic: slices.Repeat([]int32{-1}, len(p.Equations)),
		uses: make([]int32, n), in: make([][]int32, n), sum: make([]float64, n), seen: make([]bool, n),
	}
	size := 0
	for _, e := range p.Equations {
		size += len(e.Terms)
	}
	slab := make([]coefficient, 0, size)
	for r, e := range p.Equations {
		from := len(slab)
		for _, t := range e.Terms {
			slab = append(slab, coefficient{t.Row, float64(t.Value)})
			b.uses[t.Row]++
		}
		b.rows[r] = slab[from:len(slab):len(slab)]
	}
	users := make([]int32, size)
	for i, n := range b.uses {
		b.in[i], users = users[:0:n], users[n:]
	}
	for r, row := range b.rows {
		for _, c := range row {
			b.in[c.unknown] = append(b.in[c.unknown], int32(r))
		}
	}
	return b
}

// solve finds the basic unknowns, and clears their rows of all other basic ones.
func (b *basis) solve() {
	b.peel()
	kept := b.eliminate()
	of := slices.Repeat([]int32{-1}, len(b.uses)) // by unknown: the row it is basic in
	for _, r := range kept {
		of[b.basic[r]] = r
	}
	for _, r := range slices.Backward(b.peeled) {
		b.load(b.rows[r], of)
		b.rows[r] = b.store(b.rows[r][:0], 1/b.sum[b.basic[r]])
		of[b.basic[r]] = r
	}
}

// peel solves equations for unknowns that no other has: that costs nothing. The
// rest may then have such unknowns, and so on.
func (b *basis) peel() {
	var queue []int32
	for i, n := range b.uses {
		if n == 1 {
			queue = append(queue, int32(i))
		}
	}
	for head := 0; head < len(queue); head++ {
		i := queue[head]
		if b.uses[i] != 1 {
			continue
		}
		k := slices.IndexFunc(b.in[i], func(r int32) bool { return b.basic[r] < 0 })
		r := b.in[i][k]
		if math.Abs(b.valueAt(r, i)) != 1 {
			continue // steps would not be whole
		}
		b.basic[r] = i
		b.peeled = append(b.peeled, r)
		for _, c := range b.rows[r] {
			if b.uses[c.unknown]--; b.uses[c.unknown] == 1 {
				queue = append(queue, c.unknown)
			}
		}
	}
}

func (b *basis) valueAt(r, i int32) float64 {
	k := slices.IndexFunc(b.rows[r], func(c coefficient) bool { return c.unknown == i })
	return b.rows[r][k].value
}

// eliminate solves the other equations, short ones first, and returns those
// that do not follow from the rest.
func (b *basis) eliminate() (kept []int32) {
	var rest []int32
	for r := range b.rows {
		if b.basic[r] < 0 && len(b.rows[r]) > 0 {
			rest = append(rest, int32(r))
		}
	}
	slices.SortStableFunc(rest, func(q, r int32) int { return cmp.Compare(len(b.rows[q]), len(b.rows[r])) })
	of := slices.Repeat([]int32{-1}, len(b.uses))
	for _, r := range rest {
		b.load(b.rows[r], of)
		i := b.pivot()
		if i < 0 {
			b.clear()
			continue
		}
		b.rows[r] = b.store(nil, 1/b.sum[i])
		b.basic[r], of[i] = i, r
		for _, q := range kept {
			if f := b.find(q, i); f != 0 {
				b.load(b.rows[q], of)
				b.rows[q] = b.store(b.rows[q][:0], 1)
			}
		}
		kept = append(kept, r)
	}
	return kept
}

func (b *basis) find(r, i int32) float64 {
	for _, c := range b.rows[r] {
		if c.unknown == i {
			return c.value
		}
	}
	return 0
}

// pivot chooses, of the row at work, an unknown with a coefficient of one that
// is in few equations.
func (b *basis) pivot() int32 {
	best := int32(-1)
	for _, i := range b.touched {
		v := b.sum[i]
		if math.Abs(v) < tiny {
			continue
		}
		if best < 0 || better(v, int(b.uses[i]), b.sum[best], int(b.uses[best])) {
			best = i
		}
	}
	return best
}

// load puts a row to work: basic unknowns are replaced by what gives them, but
// for its own.
func (b *basis) load(row []coefficient, of []int32) {
	for _, c := range row {
		r := of[c.unknown]
		if r < 0 || &b.rows[r][0] == &row[0] {
			b.add(c.unknown, c.value)
			continue
		}
		for _, d := range b.rows[r] {
			if d.unknown != c.unknown {
				b.add(d.unknown, -c.value*d.value)
			}
		}
	}
}

func (b *basis) add(i int32, v float64) {
	if !b.seen[i] {
		b.seen[i] = true
		b.touched = append(b.touched, i)
	}
	b.sum[i] = snap(b.sum[i] + v)
}

// store appends the row at work, times f, and clears it.
func (b *basis) store(dst []coefficient, f float64) []coefficient {
	for _, i := range b.touched {
		if v := snap(b.sum[i] * f); v != 0 {
			dst = append(dst, coefficient{i, v})
		}
	}
	b.clear()
	return dst
}

func (b *basis) clear() {
	for _, i := range b.touched {
		b.sum[i], b.seen[i] = 0, false
	}
	b.touched = b.touched[:0]
}

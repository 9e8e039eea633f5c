package exact

import (
	"math/bits"
	"slices"
)

// A block is a connected part of a problem. Its sensitive columns are kept
// reduced by everything published so far; the published columns themselves are
// in the echelon.
type block struct {
	p          Prime
	rows       int
	sensitive  []column // reduced; never 0, since then it would be revealed
	candidates []column // in their order, as given
	withheld   []Leak   // the result: candidates and what they would reveal

	e     *echelon
	users [][]int32 // by row: sensitive columns that have it, and some that had it
	count []int32   // by row: sensitive columns that have it
	spare []entry   // memory to make columns in
}

// A column knows its place in the problem.
type column struct {
	id   int
	vals []entry
}

// take adds a column of the problem: the i-th sensitive one if cand is negative,
// else that candidate.
func (b *block) take(i, cand int, col []entry) {
	if cand < 0 {
		b.sensitive = append(b.sensitive, column{i, col})
	} else {
		b.candidates = append(b.candidates, column{cand, col})
	}
}

// renumber replaces rows by their number within the block.
func (b *block) renumber(local []int32) {
	for _, cols := range [][]column{b.sensitive, b.candidates} {
		for _, c := range cols {
			for i := range c.vals {
				c.vals[i].row = local[c.vals[i].row]
			}
		}
	}
}

// solve decides every candidate in turn.
func (b *block) solve() {
	b.index()
	for _, c := range b.candidates {
		if s := b.publish(c.vals); s >= 0 {
			b.withheld = append(b.withheld, Leak{c.id, b.sensitive[s].id})
		}
	}
	b.e, b.users, b.count, b.spare = nil, nil, nil, nil // their memory is large
}

// publish adds the candidate to what is published, unless that would reveal a
// sensitive column, whose index is then returned; -1 otherwise.
//
// Every sensitive column is 0 in all pivot rows. If it is a combination of the
// published columns and x, it is thus a multiple of x reduced, so it has every
// row that x has, and it suffices to look at those that have the rarest.
func (b *block) publish(x []entry) int32 {
	live := b.e.reduce(x)
	defer b.e.clear()
	if len(live) == 0 {
		return -1 // implied by what is published
	}
	r := b.rarest(live)
	if s := b.multiple(r, live); s >= 0 {
		return s
	}
	if b.count[r] > 0 {
		b.eliminate(r, live)
	}
	b.e.keep(r, live)
	return -1
}

// rarest returns a row that few sensitive columns have, since they must be
// changed: no column at all is best, and numbers within a factor of four count
// as equal. Of equal rows it is the last.
//
// The result does not depend on the choice, but the time does. Parts come after
// their whole, and rows and candidates in the same order as a rule. The last row
// of a whole belongs to its last part, so its siblings are reduced by nothing,
// and when the last part comes it is the whole without those: it is 0, or as
// short as what of them is withheld. From the first row on, each part in turn
// would become as long as all that are left.
func (b *block) rarest(live []int32) int32 {
	best, low := live[0], b.rarity(live[0])
	for _, r := range live[1:] {
		if n := b.rarity(r); n < low || n == low && r > best {
			best, low = r, n
		}
	}
	return best
}

func (b *block) rarity(r int32) int { return (bits.Len32(uint32(b.count[r])) + 1) / 2 }

// multiple returns the first sensitive column with the row r that is
// proportional to the accumulated vector, or -1.
func (b *block) multiple(r int32, live []int32) int32 {
	found := int32(-1)
	for _, s := range b.users[r] {
		if (found < 0 || s < found) && b.proportional(b.sensitive[s].vals, r, live) {
			found = s
		}
	}
	return found
}

func (b *block) proportional(col []entry, r int32, live []int32) bool {
	if len(col) != len(live) {
		return false
	}
	c, x := at(col, r), b.e.val[r] // col * x = accumulated * c, if anything
	for _, t := range col {
		if b.p.Mul(b.e.val[t.row], c) != b.p.Mul(t.val, x) {
			return false
		}
	}
	return true
}

// eliminate subtracts from each sensitive column with row r the multiple of the
// accumulated vector that makes it 0 there.
func (b *block) eliminate(r int32, live []int32) {
	slices.Sort(live)
	inv := b.p.Inv(b.e.val[r])
	for _, s := range b.users[r] {
		col := &b.sensitive[s]
		if f := at(col.vals, r); f != 0 { // else it no longer has the row
			col.vals = b.subtract(s, col.vals, b.p.Mul(f, inv), live)
		}
	}
	b.users[r] = nil
}

// subtract returns col - f * accumulated, the s-th sensitive column, and keeps
// count and users.
func (b *block) subtract(s int32, col []entry, f uint64, live []int32) []entry {
	old, out, neg := col, b.spare[:0], b.p.Neg(f)
	for _, r := range live {
		k := before(col, r)
		out, col = append(out, col[:k]...), col[k:]
		had := uint64(0)
		if len(col) > 0 && col[0].row == r {
			had, col = col[0].val, col[1:]
		}
		v := b.p.addMul(had, neg, b.e.val[r])
		if v != 0 {
			out = append(out, entry{r, v})
		}
		b.recount(s, r, had != 0, v != 0)
	}
	b.spare = append(out, col...)
	return append(old[:0], b.spare...)
}

// before counts the entries of a sorted column above a row, in steps that
// double: as a rule it is near.
func before(col []entry, r int32) int {
	if len(col) == 0 || col[0].row >= r {
		return 0
	}
	low, step := 0, 1 // col[low].row < r
	for low+step < len(col) && col[low+step].row < r {
		low, step = low+step, 2*step
	}
	high := min(low+step, len(col))
	for low+1 < high {
		if mid := int(uint(low+high) / 2); col[mid].row < r {
			low = mid
		} else {
			high = mid
		}
	}
	return high
}

// recount notes that sensitive column s had, and now has, row r.
func (b *block) recount(s, r int32, had, has bool) {
	switch {
	case has && !had:
		b.count[r]++
		b.users[r] = append(b.users[r], s)
	case had && !has:
		b.count[r]--
	}
}

// index drops sensitive columns that are multiples of an earlier one, as each
// is revealed with the other, and fills the tables by row.
func (b *block) index() {
	b.e = newEchelon(b.p, b.rows)
	b.users = make([][]int32, b.rows)
	b.count = make([]int32, b.rows)
	kinds := make(map[uint64][]int32, len(b.sensitive))
	kept := b.sensitive[:0]
	for _, c := range b.sensitive {
		norm := b.normal(c.vals)
		h := hash(norm)
		if slices.ContainsFunc(kinds[h], func(s int32) bool { return slices.Equal(kept[s].vals, norm) }) {
			continue
		}
		kinds[h] = append(kinds[h], int32(len(kept)))
		for _, t := range norm {
			b.count[t.row]++
			b.users[t.row] = append(b.users[t.row], int32(len(kept)))
		}
		kept = append(kept, column{c.id, norm})
	}
	b.sensitive = kept
}

// normal scales the column in place so that its first entry is 1.
func (b *block) normal(col []entry) []entry {
	if f := col[0].val; f != 1 {
		inv := b.p.Inv(f)
		for i := range col {
			col[i].val = b.p.Mul(col[i].val, inv)
		}
	}
	return col
}

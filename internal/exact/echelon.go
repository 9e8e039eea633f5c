package exact

import "slices"

// An echelon is a growing set of independent vectors, each with a pivot row of
// its own, and an accumulator in which one more vector is reduced by them.
//
// A kept vector is 0 in the pivot rows of the vectors kept before it. Those kept
// later may fill it again; refresh clears that when the vector is next needed,
// and stores what it found, so that no chain of pivots is followed twice.
type echelon struct {
	p     Prime
	pivot []int32   // by row: index into kept, or -1
	rows  []int32   // by index: the pivot row
	kept  [][]entry // by index: the rest of the vector, where its pivot entry is 1
	fresh []int     // by index: how many vectors there were at its last refresh

	val     []uint64 // the accumulator, dense
	touched []int32  // rows written since it was last cleared
	seen    []bool   // by row: is in touched
}

func newEchelon(p Prime, rows int) *echelon {
	e := &echelon{p: p, pivot: make([]int32, rows), val: make([]uint64, rows), seen: make([]bool, rows)}
	for i := range e.pivot {
		e.pivot[i] = -1
	}
	return e
}

// reduce loads the column, reduces it and returns the rows where it is not 0,
// in no particular order; the values are in e.val until clear.
func (e *echelon) reduce(col []entry) []int32 {
	for _, t := range col {
		if k := e.pivot[t.row]; k >= 0 {
			e.refresh(k)
		}
	}
	return e.load(col)
}

// refresh makes the k-th vector 0 in all pivot rows but its own. It comes back
// to itself only through vectors that were kept later, so it ends.
func (e *echelon) refresh(k int32) {
	if e.fresh[k] == len(e.kept) {
		return
	}
	e.fresh[k] = len(e.kept)
	stale := false
	for _, t := range e.kept[k] {
		if j := e.pivot[t.row]; j >= 0 {
			e.refresh(j)
			stale = true
		}
	}
	if stale {
		e.kept[k] = e.store(e.kept[k][:0], e.load(e.kept[k]), 1)
		e.clear()
	}
}

// load fills the accumulator with the column reduced, provided that the vectors
// it needs are fresh.
func (e *echelon) load(col []entry) []int32 {
	for _, t := range col {
		if k := e.pivot[t.row]; k >= 0 {
			e.add(e.p.Neg(t.val), e.kept[k])
		} else {
			e.set(t.row, e.p.Add(e.val[t.row], t.val))
		}
	}
	live := e.touched[:0]
	for _, r := range e.touched {
		if e.val[r] != 0 {
			live = append(live, r)
		} else {
			e.seen[r] = false
		}
	}
	e.touched = live
	return live
}

// add adds f times the column to the accumulator.
func (e *echelon) add(f uint64, col []entry) {
	for _, t := range col {
		e.set(t.row, e.p.addMul(e.val[t.row], f, t.val))
	}
}

func (e *echelon) set(row int32, v uint64) {
	if !e.seen[row] {
		e.seen[row] = true
		e.touched = append(e.touched, row)
	}
	e.val[row] = v
}

// addMul returns a + f*b. Most factors in tables are 1 or -1, for which no
// product is needed.
func (p Prime) addMul(a, f, b uint64) uint64 {
	switch f {
	case 1:
		return p.Add(a, b)
	case uint64(p) - 1:
		return p.Sub(a, b)
	}
	return p.Add(a, p.Mul(f, b))
}

// keep adds the accumulated vector with the pivot row r, one of its live rows.
func (e *echelon) keep(r int32, live []int32) {
	inv := e.p.Inv(e.val[r])
	e.val[r] = 0
	rest := e.store(make([]entry, 0, len(live)), live, inv)
	e.pivot[r] = int32(len(e.kept))
	e.rows = append(e.rows, r)
	e.kept = append(e.kept, rest)
	e.fresh = append(e.fresh, len(e.kept))
}

// store appends f times the accumulated vector.
func (e *echelon) store(dst []entry, live []int32, f uint64) []entry {
	dst = slices.Grow(dst, len(live))
	for _, r := range live {
		if v := e.val[r]; v != 0 {
			dst = append(dst, entry{r, e.p.addMul(0, f, v)})
		}
	}
	return dst
}

// clear empties the accumulator.
func (e *echelon) clear() {
	for _, r := range e.touched {
		e.val[r], e.seen[r] = 0, false
	}
	e.touched = e.touched[:0]
}

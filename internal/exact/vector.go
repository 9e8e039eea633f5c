package exact

import (
	"cmp"
	"fmt"
	"slices"
)

// A Term is one coefficient of a Vector: Value times the finest unit (or the
// unknown) Row.
type Term struct {
	Row   int32 // from 0
	Value int64 // never 0 in a Vector
}

// A Vector is a sparse vector of integers, its terms in ascending order of Row,
// each Row once and no Value 0. Make one with Ones, Sparse or Minus.
type Vector []Term

// Ones returns the vector with coefficient 1 at each of the rows: the column of
// a sum over them. The rows may come in any order; a row that comes twice
// counts twice.
func Ones(rows []int32) Vector {
	terms := make([]Term, len(rows))
	for i, r := range rows {
		terms[i] = Term{r, 1}
	}
	return compact(terms)
}

// Sparse returns the vector with the given terms in any order; terms of one row
// are added and what adds up to 0 is left out. The argument is not changed.
func Sparse(terms ...Term) Vector {
	return compact(slices.Clone(terms))
}

// Minus returns v - w: the column of a complement or of a change.
func (v Vector) Minus(w Vector) Vector {
	terms := slices.Clone(v)
	for _, t := range w {
		terms = append(terms, Term{t.Row, -t.Value})
	}
	return compact(terms)
}

// compact makes a Vector of terms, in place.
func compact(terms []Term) Vector {
	byRow := func(a, b Term) int { return cmp.Compare(a.Row, b.Row) }
	if !slices.IsSortedFunc(terms, byRow) {
		slices.SortFunc(terms, byRow)
	}
	out := terms[:0]
	for i := 0; i < len(terms); {
		t := terms[i]
		for i++; i < len(terms) && terms[i].Row == t.Row; i++ {
			t.Value += terms[i].Value
		}
		if t.Value != 0 {
			out = append(out, t)
		}
	}
	return out
}

// check panics unless v is a Vector over the given number of rows.
func (v Vector) check(rows int) {
	last := int32(-1)
	for _, t := range v {
		if t.Row <= last || int(t.Row) >= rows || t.Value == 0 {
			panic(fmt.Sprintf("exact: term %+v after row %d of %d: not a vector", t, last, rows))
		}
		last = t.Row
	}
}

// An entry is a coefficient modulo the prime of the computation it is part of.
type entry struct {
	row int32
	val uint64
}

// appendMod appends the vector modulo p. Coefficients that vanish are left out.
func appendMod(dst []entry, v Vector, p Prime) []entry {
	for _, t := range v {
		if a := p.Of(t.Value); a != 0 {
			dst = append(dst, entry{t.Row, a})
		}
	}
	return dst
}

// at returns the coefficient of the column, sorted by row, at the row; 0 if it
// has none.
func at(col []entry, row int32) uint64 {
	i, ok := slices.BinarySearchFunc(col, row, func(e entry, r int32) int { return cmp.Compare(e.row, r) })
	if !ok {
		return 0
	}
	return col[i].val
}

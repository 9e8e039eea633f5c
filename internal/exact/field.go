// Package exact is linear algebra without rounding: which sums give which
// others away, and which unknowns a set of equations fixes.
//
// It computes modulo a prime near 2^61 and knows nothing of cells or tables. A
// newcomer would take one prime for a proof. It nearly is: a sum that can be
// derived over the rational numbers can be derived modulo p unless p divides a
// determinant of the system, and determinants of tables are tiny. To exclude
// even that, everything that decides is run with two primes (Problem.Confirm,
// Determined, Solve).
package exact

import (
	"fmt"
	"math/bits"
)

// A Prime is the modulus of a field. Elements are uint64 in [0, p); the methods
// do not check this. Only P1 and P2 are valid: products are reduced by folding
// at bit 61, which needs a prime slightly below 2^61.
type Prime uint64

// The two primes: the Mersenne prime 2^61 - 1 and the largest prime below it.
const (
	P1 Prime = 1<<61 - 1
	P2 Prime = 1<<61 - 31
)

const mask61 = 1<<61 - 1

// check panics for a modulus that the arithmetic is not made for.
func (p Prime) check() {
	if p != P1 && p != P2 {
		panic(fmt.Sprintf("exact: %d is neither P1 nor P2", uint64(p)))
	}
}

// Of returns the element that is congruent to v, which may be negative.
func (p Prime) Of(v int64) uint64 {
	m := v % int64(p)
	if m < 0 {
		m += int64(p)
	}
	return uint64(m)
}

// Signed returns the integer of smallest size congruent to a: it undoes Of for
// integers between -2^60+16 and 2^60-16.
func (p Prime) Signed(a uint64) int64 {
	if a > uint64(p)/2 {
		return int64(a) - int64(p)
	}
	return int64(a)
}

// Add returns a + b.
func (p Prime) Add(a, b uint64) uint64 {
	s := a + b
	if s >= uint64(p) {
		s -= uint64(p)
	}
	return s
}

// Sub returns a - b.
func (p Prime) Sub(a, b uint64) uint64 {
	if a < b {
		a += uint64(p)
	}
	return a - b
}

// Neg returns -a.
func (p Prime) Neg(a uint64) uint64 { return p.Sub(0, a) }

// Mul returns a * b.
func (p Prime) Mul(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a, b)
	return p.fold(hi, lo)
}

// fold returns the residue of hi*2^64 + lo, which must be below 2^122.
//
// With c = 2^61 - p, a number h*2^61 + l is congruent to h*c + l. Two folds
// bring it below 2^62 + 2^10, a third below 2p.
func (p Prime) fold(hi, lo uint64) uint64 {
	c := 1<<61 - uint64(p)
	s := lo & mask61
	hi, lo = bits.Mul64(hi<<3|lo>>61, c)
	s += lo&mask61 + (hi<<3|lo>>61)*c
	s = s&mask61 + s>>61*c
	if s >= uint64(p) {
		s -= uint64(p)
	}
	return s
}

// Inv returns the b with a * b = 1, as the power a^(p-2) of Fermat. Inv panics
// if a is 0, which has no inverse.
func (p Prime) Inv(a uint64) uint64 {
	switch a {
	case 0:
		panic("exact: inverse of zero")
	case 1, uint64(p) - 1:
		return a // the usual case, at no cost
	}
	r := uint64(1)
	for e := uint64(p) - 2; e > 0; e >>= 1 {
		if e&1 == 1 {
			r = p.Mul(r, a)
		}
		a = p.Mul(a, a)
	}
	return r
}

package exact

import "slices"

// An Equation says that the terms, over the unknowns, add up to Sum.
type Equation struct {
	Terms Vector // Row is the unknown
	Sum   int64
}

// Determined reports for each unknown whether the homogeneous equations, each
// of which says that its terms add up to 0, leave it no value but 0. In a table
// with withheld cells as unknowns and relations as equations, those are the
// cells that a reader can compute, whatever the published values are.
//
// An unknown counts as determined if it is so modulo P1 or modulo P2. A wrong
// yes has a chance of about 2^-120 for each unknown; a no is certain unless
// both primes divide determinants of the system. Determined panics if a vector
// is malformed.
func Determined(unknowns int, equations []Vector) []bool {
	eqs := make([]Equation, len(equations))
	for i, v := range equations {
		eqs[i].Terms = v
	}
	_, determined, _ := Solve(unknowns, eqs)
	return determined
}

// Solve returns which unknowns the equations determine, and their values, which
// must be integers of size below 2^60 - 16; the value of an undetermined one is
// 0. If there is no solution, or a determined value is not such an integer,
// consistent is false and the values mean nothing; determined then is as if all
// sums were 0. About errors and panics see Determined.
func Solve(unknowns int, equations []Equation) (values []int64, determined []bool, consistent bool) {
	for _, eq := range equations {
		eq.Terms.check(unknowns)
	}
	var both [2]solution
	each(2, func(i int) { both[i] = solve([2]Prime{P1, P2}[i], unknowns, equations) })
	one, two := both[0], both[1]
	consistent = one.consistent && two.consistent
	for u := range unknowns {
		switch {
		case !one.determined[u]:
			one.values[u] = two.values[u]
		case two.determined[u] && one.values[u] != two.values[u]:
			consistent = false // a fraction, or too large
		}
		one.determined[u] = one.determined[u] || two.determined[u]
	}
	return one.values, one.determined, consistent
}

// A solution is what one prime says.
type solution struct {
	values     []int64 // 0 where not determined
	determined []bool
	consistent bool
}

// seeds of the two null vectors and of the solution. They are constants, so
// that a run can be repeated; nobody gains by knowing them.
const (
	seedNull1    = 0x5851f42d4c957f2d
	seedNull2    = 0x14057b7ef767814f
	seedSolution = 0x2545f4914f6cdd1d
)

func solve(p Prime, unknowns int, equations []Equation) solution {
	s := triangular(p, unknowns, equations)
	null1, null2 := s.draw(0, seedNull1), s.draw(0, seedNull2)
	v := s.draw(1, seedSolution)
	res := solution{make([]int64, unknowns), make([]bool, unknowns), s.solvedBy(v)}
	for u := range unknowns {
		if null1[u] == 0 && null2[u] == 0 {
			res.determined[u], res.values[u] = true, p.Signed(v[u])
		}
	}
	return res
}

// triangular brings the equations into the form that solutions are drawn from.
func triangular(p Prime, unknowns int, equations []Equation) *system {
	s := newSystem(p, unknowns, equations)
	s.fix()
	s.peel()
	s.eliminate()
	return s
}

// splitmix is the finaliser of SplitMix64: a bijection that leaves no pattern.
//
// Source: G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014.
func splitmix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// draw returns a solution in which everything that is free is random, with all
// sums multiplied by scale; with 0 that is a null vector. An unknown that can
// be anything but 0 is 0 in it with a chance of 2^-61.
func (s *system) draw(scale, seed uint64) []uint64 {
	v := make([]uint64, s.unknowns+1)
	for u := range v {
		v[u] = 1 + splitmix(seed^splitmix(uint64(u)))%(uint64(s.p)-1)
	}
	v[s.unknowns] = scale
	for u, fixed := range s.state {
		if fixed == known {
			v[u] = s.p.Mul(scale, s.value[u])
		}
	}
	for k, rest := range slices.Backward(s.e.kept) {
		v[s.e.rows[k]] = s.p.Neg(s.dot(rest, v))
	}
	for _, x := range slices.Backward(s.peeled) {
		v[x.unknown] = 0
		missing := s.p.Sub(s.p.Mul(scale, s.sums[x.eq]), s.dot(s.eqs[x.eq], v))
		v[x.unknown] = s.p.Mul(missing, s.p.Inv(at(s.eqs[x.eq], x.unknown)))
	}
	return v
}

// solvedBy reports whether v satisfies the equations as they were given: the
// test of a contradiction, and of all the steps that led to v.
func (s *system) solvedBy(v []uint64) bool {
	for i, eq := range s.eqs {
		if s.dot(eq, v) != s.sums[i] {
			return false
		}
	}
	return true
}

func (s *system) dot(eq []entry, v []uint64) uint64 {
	sum := uint64(0)
	for _, t := range eq {
		sum = s.p.addMul(sum, t.val, v[t.row])
	}
	return sum
}

// Null returns, modulo P1, a random vector that makes all equations 0. Read as
// columns of a table over its finest units, the equations span exactly those
// columns whose product with the vector is 0, but for an accident of 2^-61: so
// a sum of columns is in their span just if its Product is 0.
func Null(unknowns int, equations []Vector) []uint64 {
	eqs := make([]Equation, len(equations))
	for i, v := range equations {
		v.check(unknowns)
		eqs[i].Terms = v
	}
	s := triangular(P1, unknowns, eqs)
	return s.draw(0, seedNull1)[:unknowns]
}

// Product multiplies a column of ones at the rows with a vector of Null.
func Product(null []uint64, rows []int32) uint64 {
	sum := uint64(0)
	for _, r := range rows {
		sum = P1.Add(sum, null[r])
	}
	return sum
}

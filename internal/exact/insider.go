package exact

// drawn is up to how many known unknowns null vectors are combined; for more
// the equations are solved anew.
const drawn = 48

// Knowing reports, for each set of unknowns that somebody knows, which others
// the homogeneous equations determine for him: he computes them by adding and
// subtracting what he knows. What is determined for everybody is left out. About
// errors and panics see Determined.
func Knowing(unknowns int, equations []Vector, sets [][]int32) [][]int32 {
	eqs := make([]Equation, len(equations))
	for i, v := range equations {
		v.check(unknowns)
		eqs[i].Terms = v
	}
	var both [2][][]int32
	each(2, func(i int) { both[i] = knowing([2]Prime{P1, P2}[i], unknowns, eqs, sets) })
	out := make([][]int32, len(sets))
	for k := range sets {
		out[k] = union(both[0][k], both[1][k])
	}
	return out
}

func knowing(p Prime, unknowns int, equations []Equation, sets [][]int32) [][]int32 {
	most := 0
	for _, set := range sets {
		if len(set) <= drawn {
			most = max(most, len(set))
		}
	}
	s := triangular(p, unknowns, equations)
	nulls := make([][]uint64, most+2)
	for i := range nulls {
		nulls[i] = s.draw(0, splitmix(seedNull1+uint64(i)))
	}
	out := make([][]int32, len(sets))
	for k, set := range sets {
		if len(set) > drawn {
			out[k] = s.anew(equations, set, nulls[0])
			continue
		}
		out[k] = zeros(p.vanishing(nulls[:len(set)+2], set), unknowns, set, nulls[0])
	}
	return out
}

// vanishing combines null vectors to a random one that is 0 on a set, which has
// fewer members than there are vectors.
func (p Prime) vanishing(nulls [][]uint64, set []int32) []uint64 {
	n := len(nulls)
	y := make([]uint64, n)
	for j := range y {
		y[j] = 1 + splitmix(seedNull2^splitmix(uint64(j)))%(uint64(p)-1)
	}
	// Rows of the matrix are the members of the set, columns the vectors.
	var rows [][]uint64
	var pivots []int
	for _, u := range set {
		row := make([]uint64, n)
		for j := range nulls {
			row[j] = nulls[j][u]
		}
		for k, other := range rows {
			p.reduce(row, other, pivots[k])
		}
		if at := leading(row); at >= 0 {
			scale := p.Inv(row[at])
			for j := range row {
				row[j] = p.Mul(row[j], scale)
			}
			rows, pivots = append(rows, row), append(pivots, at)
		}
	}
	for k := len(rows) - 1; k >= 0; k-- {
		sum := uint64(0)
		for j, v := range rows[k] {
			if j != pivots[k] {
				sum = p.addMul(sum, v, y[j])
			}
		}
		y[pivots[k]] = p.Neg(sum)
	}
	x := make([]uint64, len(nulls[0]))
	for j, null := range nulls {
		for u, v := range null {
			x[u] = p.addMul(x[u], v, y[j])
		}
	}
	return x
}

// reduce subtracts from a row what makes it 0 at the pivot of another, which
// is 1 there.
func (p Prime) reduce(row, other []uint64, pivot int) {
	f := p.Neg(row[pivot])
	if f == 0 {
		return
	}
	for j, v := range other {
		row[j] = p.addMul(row[j], f, v)
	}
}

func leading(row []uint64) int {
	for j, v := range row {
		if v != 0 {
			return j
		}
	}
	return -1
}

// anew solves the equations with the set known.
func (s *system) anew(equations []Equation, set []int32, null []uint64) []int32 {
	more := append([]Equation{}, equations...)
	for _, u := range set {
		more = append(more, Equation{Terms: Ones([]int32{u})})
	}
	return zeros(triangular(s.p, s.unknowns, more).draw(0, seedNull2), s.unknowns, set, null)
}

// zeros lists the unknowns at which a vector is 0 but another is not, without
// those of the set.
func zeros(x []uint64, unknowns int, set []int32, null []uint64) []int32 {
	in := make(map[int32]bool, len(set))
	for _, u := range set {
		in[u] = true
	}
	var out []int32
	for u := range int32(unknowns) {
		if x[u] == 0 && null[u] != 0 && !in[u] {
			out = append(out, u)
		}
	}
	return out
}

// union merges two ascending lists.
func union(a, b []int32) []int32 {
	var out []int32
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
			out, a = append(out, a[0]), a[1:]
		case len(a) == 0 || b[0] < a[0]:
			out, b = append(out, b[0]), b[1:]
		default:
			out, a, b = append(out, a[0]), a[1:], b[1:]
		}
	}
	return out
}

package bounds

import (
	"slices"
	"testing"

	"fukusen/internal/exact"
)

// stuck is a program of triples of which every two sum to 10, so that all are 5,
// which propagation does not see, and of pairs that can move. One sum hangs all
// of them together.
func stuck(triples, pairs int) (p *Program, start []int64) {
	enter := func(v int64) exact.Term {
		p.Lower, p.Upper, start = append(p.Lower, 0), append(p.Upper, Unbounded), append(start, v)
		return exact.Term{Row: int32(len(start) - 1), Value: 1}
	}
	equal := func(sum int64, terms ...exact.Term) {
		p.Equations = append(p.Equations, exact.Equation{Terms: exact.Sparse(terms...), Sum: sum})
	}
	p = &Program{}
	var all []exact.Term
	for range triples {
		a, b, c := enter(5), enter(5), enter(5)
		equal(10, a, b)
		equal(10, b, c)
		equal(10, a, c)
		all = append(all, a)
	}
	for range pairs {
		a, b := enter(0), enter(20)
		equal(20, a, b)
		all = append(all, a, b)
	}
	all = append(all, enter(7))
	equal(int64(5*triples+20*pairs+7), all...)
	return p, start
}

// However many unknowns are stuck, the dear efforts are made for a sample, and
// those that can move are found beside them.
func TestStuckUnknownsAreGivenUp(t *testing.T) {
	const triples, pairs = 600, 300
	p, start := stuck(triples, pairs)
	needs := slices.Repeat([]Need{{Width: 10, Low: 1, High: 0}}, len(start))
	l := newLanes(p, start, needs)
	parts := p.components()
	if len(parts) != 1 {
		t.Fatalf("%d components, want 1", len(parts))
	}
	l.parts(parts[0])
	for i := range start {
		if moves := i >= 3*triples && i < 3*triples+2*pairs; l[0].met(int32(i)) != moves {
			t.Errorf("unknown %d is seen from %d to %d, can move: %t", i, l[0].seen[i].Min, l[0].seen[i].Max, moves)
		}
	}
	most := 0 // searches: in each attempt, both ways, those that miss and one for neighbours
	for _, e := range efforts {
		tried := sample
		if e.size == 0 {
			tried = len(start)
		}
		most += 2 * tried * e.attempts * (misses + 1)
	}
	if got := int(l[0].grown.search + l[1].grown.search); got > most {
		t.Errorf("%d searches, want at most %d", got, most)
	}
}

// The implied bounds are those of the same tables: here whatever is in a total
// that is known is not above it, and a walk does not try.
func TestImpliedBoundsFitTheSameTables(t *testing.T) {
	p, start := stuck(2, 2)
	q := p.implied()
	if !exact.Fits(start, q.Lower, q.Upper, q.Equations) {
		t.Fatal("the start does not fit")
	}
	if p.Upper[0] != Unbounded || q.Upper[0] != 10 {
		t.Errorf("upper bounds are %d and %d, want none and 10", p.Upper[0], q.Upper[0])
	}
	if got, want := len(q.Equations), len(p.Equations); got != want {
		t.Errorf("%d equations, want %d", got, want)
	}
}

package bounds

import (
	"math/rand/v2"
	"testing"

	"fukusen/internal/exact"
)

// Of a table that there is, a point is nearly always found, and it fits.
func TestPointOfTables(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	missed := 0
	const tables = 2000
	for range tables {
		p, z := table(r, shapes[r.IntN(len(shapes))], 2+r.IntN(12))
		x, ok := p.Point()
		switch {
		case !ok:
			missed++
		case !exact.Fits(x, p.Lower, p.Upper, p.Equations):
			t.Fatalf("%v does not fit %+v, which %v does", x, p, z)
		}
	}
	if missed*100 > tables {
		t.Errorf("no point of %d in %d tables", missed, tables)
	}
	t.Logf("no point of %d in %d tables", missed, tables)
}

// Of larger tables, too, with unknowns that have no upper bound.
func TestPointOfLargeTables(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 30 {
		p, z := table(r, []int{6, 7, 5}, 150)
		for i := range p.Upper {
			p.Upper[i] = Unbounded
		}
		x, ok := p.Point()
		if !ok || !exact.Fits(x, p.Lower, p.Upper, p.Equations) {
			t.Errorf("no point of a table with %d unknowns", len(z))
		}
	}
}

// Where nothing fits there is no point; enumerate is the judge.
func TestNoPointOfContradictions(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	none := 0
	for range 2000 {
		p, _ := table(r, shapes[r.IntN(len(shapes))], 2+r.IntN(5))
		if len(p.Equations) == 0 {
			continue
		}
		p.Equations[r.IntN(len(p.Equations))].Sum += int64(1 + r.IntN(3))
		x, ok := p.Point()
		fits := possible(p)
		if !fits {
			none++
		}
		if ok && (!fits || !exact.Fits(x, p.Lower, p.Upper, p.Equations)) {
			t.Fatalf("%v is no point of %+v", x, p)
		}
	}
	if none < 1000 {
		t.Errorf("only %d programs contradict themselves", none)
	}
}

// possible tries every integer.
func possible(p *Program) bool {
	for _, r := range enumerate(p) {
		if r.Exact {
			return true
		}
	}
	return false
}

func TestPointOfNothing(t *testing.T) {
	if x, ok := (&Program{}).Point(); !ok || len(x) != 0 {
		t.Errorf("point of nothing: %v, %v", x, ok)
	}
	p := &Program{Lower: []int64{3}, Upper: []int64{2}}
	if _, ok := p.Point(); ok {
		t.Error("a point between bounds that cross")
	}
	p = &Program{Lower: []int64{0}, Upper: []int64{9}, Equations: []exact.Equation{{Terms: exact.Sparse(exact.Term{Row: 0, Value: 2}), Sum: 7}}}
	if _, ok := p.Point(); ok {
		t.Error("a point of 2 x = 7")
	}
}

func BenchmarkPoint(b *testing.B) {
	r := rand.New(rand.NewPCG(11, 12))
	p, _ := table(r, []int{9, 8, 6}, 400)
	for i := range p.Upper {
		p.Upper[i] = Unbounded
	}
	for b.Loop() {
		if _, ok := p.Point(); !ok {
			b.Fatal("no point")
		}
	}
}

package exact

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"testing"
	"time"
)

// A synthetic table is nation > prefecture > municipality > organisation x
// sex (total and 2) x age (total and 5). Unit u has the cells 18u to 18u + 17.
type synthetic struct {
	parent []int // by unit; parents come first, the nation's is -1
	leaves int   // the first unit that is an organisation
	count  []int // by cell
}

const (
	perSex  = 6          // cells of one sex: all ages, then each
	perUnit = 3 * perSex // both sexes, then each
)

func newSynthetic(organisations int) synthetic {
	r := rand.New(rand.NewPCG(2026, uint64(organisations)))
	const prefectures = 47
	municipalities := max(prefectures, organisations/4)
	s := synthetic{parent: []int{-1}, leaves: 1 + prefectures + municipalities}
	for range prefectures {
		s.parent = append(s.parent, 0)
	}
	for m := range municipalities {
		s.parent = append(s.parent, 1+m%prefectures)
	}
	for range organisations {
		s.parent = append(s.parent, 1+prefectures+r.IntN(municipalities))
	}
	s.count = make([]int, perUnit*len(s.parent))
	for u := s.leaves; u < len(s.parent); u++ {
		size := 3 * r.ExpFloat64() * (1 + 10*r.Float64()*r.Float64())
		for c := range perUnit {
			if c%perSex != 0 && c >= perSex {
				s.add(u, c, int(size*2*r.ExpFloat64()))
			}
		}
	}
	return s
}

// add counts n in the finest cell and in all that contain it.
func (s synthetic) add(unit, c, n int) {
	s.above(unit, c, func(cell int) { s.count[cell] += n })
}

// above calls f for all cells that contain the finest cell, itself included.
func (s synthetic) above(unit, c int, f func(cell int)) {
	for u := unit; u >= 0; u = s.parent[u] {
		for _, k := range []int{c, c % perSex, c - c%perSex, 0} {
			f(u*perUnit + k)
		}
	}
}

// problem returns the problem with a threshold and public zeros, candidates by
// level; cell maps its candidates to cells. Zeros are no columns.
func (s synthetic) problem(k int) (p Problem, cell []int) {
	rows := make([][]int32, len(s.count))
	for u := s.leaves; u < len(s.parent); u++ {
		for c := range perUnit {
			if c%perSex != 0 && c >= perSex && s.count[u*perUnit+c] > 0 {
				s.above(u, c, func(i int) { rows[i] = append(rows[i], int32(p.Rows)) })
				p.Rows++
			}
		}
	}
	for i, n := range s.count {
		switch {
		case n >= k:
			p.Candidates, cell = append(p.Candidates, Ones(rows[i])), append(cell, i)
		case n > 0:
			p.Sensitive = append(p.Sensitive, Ones(rows[i]))
		}
	}
	return p, cell
}

// relations returns the equations total - parts, over the cells that are not
// known.
func (s synthetic) relations(known []bool) (eqs []Vector) {
	relate := func(terms []Term) {
		var open []Term
		for _, t := range terms {
			if !known[t.Row] {
				open = append(open, t)
			}
		}
		if len(open) > 0 {
			eqs = append(eqs, Sparse(open...))
		}
	}
	children := make([][]Term, len(s.count))
	for u, parent := range s.parent {
		for c := range perUnit {
			i := int32(u*perUnit + c)
			if parent >= 0 {
				up := parent*perUnit + c
				children[up] = append(children[up], Term{i, 1})
			}
			if c < perSex {
				relate([]Term{{i, -1}, {i + perSex, 1}, {i + 2*perSex, 1}})
			}
			if c%perSex == 0 {
				relate([]Term{{i, -1}, {i + 1, 1}, {i + 2, 1}, {i + 3, 1}, {i + 4, 1}, {i + 5, 1}})
			}
		}
	}
	for i, parts := range children {
		if len(parts) > 0 {
			relate(append(parts, Term{int32(i), -1}))
		}
	}
	return eqs
}

// known tells, after the problem is solved, which cells are zero or published.
func (s synthetic) known(published []bool, cell []int) (known []bool, withheld int) {
	known = make([]bool, len(s.count))
	for i, n := range s.count {
		known[i] = n == 0
	}
	for i, ok := range published {
		known[cell[i]] = ok
	}
	for _, ok := range known {
		if !ok {
			withheld++
		}
	}
	return known, withheld
}

// TestTwoRoads audits what Greedy published, by the relations between cells
// instead of their columns: the two halves of this package share no input.
func TestTwoRoads(t *testing.T) {
	s := newSynthetic(150)
	p, cell := s.problem(5)
	res := p.Solve(P1)
	if err := p.Confirm(res.Published); err != nil {
		t.Fatal(err)
	}
	known, withheld := s.known(res.Published, cell)
	leaks := func() (n int) {
		for i, d := range Determined(len(s.count), s.relations(known)) {
			if d && !known[i] {
				n++
			}
		}
		return n
	}
	if n := leaks(); n > 0 || withheld < 500 {
		t.Errorf("%d of %d withheld cells are determined, want none of at least 500", n, withheld)
	}
	for i, ok := range res.Published {
		if !ok {
			known[cell[i]] = true
			if leaks() == 0 {
				t.Errorf("cell %d is withheld without need", cell[i])
			}
			return
		}
	}
}

// benchLarge, an environment variable, adds the table of a million cells.
const benchLarge = "FUKUSEN_BENCH_LARGE"

// sizes are organisations: about 21,000, 98,000 and 1,008,000 cells.
func sizes() []int {
	if os.Getenv(benchLarge) != "" {
		return []int{900, 4300, 44_700}
	}
	return []int{900, 4300}
}

// BenchmarkTables takes a table from its counts to the audit of what is
// published: columns, phase A with both primes, relations between cells, and
// what they determine. Targets, on two cores: 100,000 cells in 4 s, a million
// in 60 s and 2 GB.
func BenchmarkTables(b *testing.B) {
	for _, organisations := range sizes() {
		s := newSynthetic(organisations)
		for _, k := range []int{5, 10} {
			b.Run(fmt.Sprintf("cells=%d/k=%d", len(s.count), k), func(b *testing.B) {
				var took benchTimes
				for b.Loop() {
					took.protect(b, s, k)
				}
				took.report(b)
			})
		}
	}
}

// benchTimes adds up what the steps of a table took.
type benchTimes struct {
	columns, phaseA, audit time.Duration
	cells, withheld        int
	sensitive              int
	peak                   uint64 // bytes of memory after phase A, not collected
}

func (t *benchTimes) protect(b *testing.B, s synthetic, k int) {
	start := time.Now()
	p, cell := s.problem(k)
	t.columns += time.Since(start)

	start = time.Now()
	res := p.Solve(P1)
	if err := p.Confirm(res.Published); err != nil {
		b.Fatal(err)
	}
	t.phaseA += time.Since(start)

	start = time.Now()
	known, withheld := s.known(res.Published, cell)
	for i, determined := range Determined(len(s.count), s.relations(known)) {
		if determined && !known[i] {
			b.Fatalf("cell %d is determined", i)
		}
	}
	t.audit += time.Since(start)
	t.cells, t.withheld, t.sensitive = len(s.count), withheld, len(p.Sensitive)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.peak = max(t.peak, m.HeapSys-m.HeapReleased)
}

func (t *benchTimes) report(b *testing.B) {
	n := float64(b.N)
	b.ReportMetric(t.columns.Seconds()/n, "columns-s")
	b.ReportMetric(t.phaseA.Seconds()/n, "phaseA-s")
	b.ReportMetric(t.audit.Seconds()/n, "audit-s")
	b.ReportMetric(float64(t.peak)/1e6, "heap-MB")
	b.ReportMetric(float64(t.sensitive), "sensitive")
	b.ReportMetric(float64(t.withheld), "withheld")
}

func BenchmarkGreedy(b *testing.B) {
	for _, organisations := range sizes() {
		s := newSynthetic(organisations)
		p, _ := s.problem(5)
		b.Run(fmt.Sprintf("cells=%d", len(s.count)), func(b *testing.B) {
			for b.Loop() {
				p.Solve(P1)
			}
			b.ReportMetric(float64(len(s.count)*b.N)/b.Elapsed().Seconds(), "cells/s")
			b.ReportMetric(float64(len(p.Sensitive)), "sensitive")
		})
	}
}

// BenchmarkCrossed is the hard case: four axes fully crossed with all their
// margins, one connected block in which everything touches everything.
func BenchmarkCrossed(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	var axes []axis
	for _, n := range []int{47, 5, 2, 6} {
		axes = append(axes, newAxis(r, n))
	}
	rows, cols := cells(axes)
	count := make([]int, rows)
	for i := range count {
		count[i] = 1 + int(8*r.ExpFloat64()*r.ExpFloat64())
	}
	p := Problem{Rows: rows}
	for _, col := range cols {
		sum := 0
		for _, i := range col {
			sum += count[i]
		}
		if sum < 5 {
			p.Sensitive = append(p.Sensitive, Ones(col))
		} else {
			p.Candidates = append(p.Candidates, Ones(col))
		}
	}
	for b.Loop() {
		p.Solve(P1)
	}
	b.ReportMetric(float64(len(cols)*b.N)/b.Elapsed().Seconds(), "cells/s")
	b.ReportMetric(float64(len(p.Sensitive)), "sensitive")
}

func BenchmarkDetermined(b *testing.B) {
	for _, organisations := range sizes() {
		s := newSynthetic(organisations)
		p, cell := s.problem(5)
		known, withheld := s.known(p.Solve(P1).Published, cell)
		eqs := s.relations(known)
		b.Run(fmt.Sprintf("cells=%d", len(s.count)), func(b *testing.B) {
			for b.Loop() {
				Determined(len(s.count), eqs)
			}
			b.ReportMetric(float64(len(s.count)*b.N)/b.Elapsed().Seconds(), "cells/s")
			b.ReportMetric(float64(withheld), "withheld")
		})
	}
}

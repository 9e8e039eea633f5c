package exact

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// verify compares a result with its definition, over the rational numbers.
func verify(t *testing.T, p Problem, res Result) {
	t.Helper()
	final := spanOf(p.Rows, p.Candidates, res.Published)
	for i, v := range p.Sensitive {
		if len(v) > 0 && final.has(v) {
			t.Errorf("sensitive column %d is derivable", i)
		}
	}
	sofar := &ratSpan{rows: p.Rows}
	for i, v := range p.Candidates {
		more := sofar.with(v)
		if res.Published[i] {
			sofar = more
			if res.Reveals[i] != -1 {
				t.Errorf("candidate %d is published, yet reveals %d", i, res.Reveals[i])
			}
			continue
		}
		if final.has(v) {
			t.Errorf("withheld candidate %d is derivable", i)
		}
		if s := res.Reveals[i]; s < 0 || !more.has(p.Sensitive[s]) || len(p.Sensitive[s]) == 0 {
			t.Errorf("candidate %d is withheld without need: it does not reveal %d", i, s)
		}
	}
}

func TestGreedyMeetsItsDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	withheld, none := 0, 0
	for n := range 5000 {
		p := randomSparse(r)
		if n%2 == 0 {
			p = randomTable(r)
		}
		res := p.Solve(P1)
		if err := p.Confirm(res.Published); err != nil {
			t.Fatal(err)
		}
		verify(t, p, res)
		if t.Failed() {
			t.Fatalf("table %d: %+v\n%+v", n, p, res)
		}
		if i := slices.Index(res.Published, false); i < 0 {
			none++
		}
		for _, ok := range res.Published {
			if !ok {
				withheld++
			}
		}
	}
	if withheld < 2500 || none > 4500 {
		t.Errorf("too easy: %d withheld in all, none in %d tables", withheld, none)
	}
}

// TestGreedyOrders changes what must not matter: the numbers of rows, the order
// of sensitive columns, and other tables solved at the same time.
func TestGreedyOrders(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		p := randomTable(r)
		want := p.Solve(P1).Published
		perm := r.Perm(p.Rows)
		q := Problem{Rows: p.Rows}
		for _, v := range p.Sensitive {
			q.Sensitive = append(q.Sensitive, renumbered(v, perm))
		}
		for _, v := range p.Candidates {
			q.Candidates = append(q.Candidates, renumbered(v, perm))
		}
		slices.Reverse(q.Sensitive)
		if got := q.Solve(P2).Published; !slices.Equal(got, want) {
			t.Fatalf("after renumbering %+v: got %v, want %v", p, got, want)
		}
	}
}

func renumbered(v Vector, perm []int) Vector {
	w := slices.Clone(v)
	for i := range w {
		w[i].Row = int32(perm[w[i].Row])
	}
	return Sparse(w...)
}

// TestGreedyComponents solves many tables side by side, their candidates
// interleaved, and each alone.
func TestGreedyComponents(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var joint Problem
	var want []bool
	var wantReveals []int32
	for range 60 {
		p := randomTable(r)
		res := p.Solve(P1)
		shift := int32(joint.Rows)
		for i, s := range res.Reveals {
			if s >= 0 {
				res.Reveals[i] += int32(len(joint.Sensitive))
			}
		}
		for _, v := range p.Sensitive {
			joint.Sensitive = append(joint.Sensitive, shifted(v, shift))
		}
		for _, v := range p.Candidates {
			joint.Candidates = append(joint.Candidates, shifted(v, shift))
		}
		want, wantReveals = append(want, res.Published...), append(wantReveals, res.Reveals...)
		joint.Rows += p.Rows
	}
	for range 5 {
		got := joint.Solve(P1)
		if !slices.Equal(got.Published, want) || !slices.Equal(got.Reveals, wantReveals) {
			t.Fatal("tables side by side give another result than each alone")
		}
	}
}

func shifted(v Vector, by int32) Vector {
	w := slices.Clone(v)
	for i := range w {
		w[i].Row += by
	}
	return w
}

func TestGreedyForced(t *testing.T) {
	// 0 + 1 and 1 are forced: they reveal 0.
	p := Problem{
		Rows:       3,
		Sensitive:  []Vector{{}, Ones([]int32{0})},
		Candidates: []Vector{Ones([]int32{0, 1}), Ones([]int32{1}), Ones([]int32{2})},
		Forced:     2,
	}
	want := Result{
		Published: []bool{true, false, true},
		Reveals:   []int32{-1, 1, -1},
		Leaks:     []Leak{{Candidate: 1, Sensitive: 1}},
	}
	if got := p.Solve(P1); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	p.Forced, want.Leaks = 1, nil
	if got := p.Solve(P1); !reflect.DeepEqual(got, want) {
		t.Errorf("not forced: got %+v, want %+v", got, want)
	}
}

// TestPrimesDiffer uses a coefficient that vanishes modulo P1.
func TestPrimesDiffer(t *testing.T) {
	p := Problem{Rows: 1, Sensitive: []Vector{Ones([]int32{0})}, Candidates: []Vector{{{0, int64(P1)}}}}
	if err := p.Confirm(p.Solve(P1).Published); err != ErrPrimes {
		t.Errorf("got error %v, want %v", err, ErrPrimes)
	}
	if got := Determined(1, p.Candidates); !got[0] {
		t.Error("an unknown determined modulo one prime only is not reported")
	}
}

func TestGreedyMalformed(t *testing.T) {
	for _, v := range []Vector{{{0, 0}}, {{1, 1}, {0, 1}}, {{0, 1}, {0, 1}}, {{2, 1}}, {{-1, 1}}} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("vector %v was accepted", v)
				}
			}()
			Problem{Rows: 2, Candidates: []Vector{v}}.Solve(P1)
		}()
	}
}

// crossTable returns the problem of a two-way table of r rows and c columns
// with all margins forced, given the sensitive finest cells; the other finest
// cells are candidates from largest to smallest value. cell maps candidates
// after the margins to finest cells.
func crossTable(nr, nc int, values []int, sensitive ...int) (p Problem, cell []int) {
	a, b := axis{leaves: nr}, axis{leaves: nc}
	for _, x := range []*axis{&a, &b} {
		var all []int
		for i := range x.leaves {
			all, x.codes = append(all, i), append(x.codes, []int{i})
		}
		x.codes = append(x.codes, all)
	}
	rows, cols := cells([]axis{a, b})
	p.Rows = rows
	for _, col := range cols {
		if len(col) > 1 {
			p.Candidates = append(p.Candidates, Ones(col))
		}
	}
	p.Forced = len(p.Candidates)
	for i := range values {
		if slices.Contains(sensitive, i) {
			p.Sensitive = append(p.Sensitive, Ones([]int32{int32(i)}))
		} else {
			cell = append(cell, i)
		}
	}
	slices.SortStableFunc(cell, func(i, j int) int { return values[j] - values[i] })
	for _, i := range cell {
		p.Candidates = append(p.Candidates, Ones([]int32{int32(i)}))
	}
	return p, cell
}

// partners solves the table and returns the finest cells withheld besides the
// sensitive ones, in ascending order.
func partners(t *testing.T, p Problem, cell []int) []int {
	t.Helper()
	res := p.Solve(P1)
	if err := p.Confirm(res.Published); err != nil || len(res.Leaks) > 0 {
		t.Fatalf("leaks %v, error %v", res.Leaks, err)
	}
	verify(t, p, res)
	var out []int
	for i, c := range cell {
		if !res.Published[p.Forced+i] {
			out = append(out, c)
		}
	}
	slices.Sort(out)
	return out
}

// TestWomenAndMen: F 4 18 22, M 15 21 24, with both margins. Any safe minimal
// pattern around F/20s is a 2 x 2 block.
func TestWomenAndMen(t *testing.T) {
	p, cell := crossTable(2, 3, []int{4, 18, 22, 15, 21, 24}, 0)
	if got, want := partners(t, p, cell), []int{1, 3, 4}; !slices.Equal(got, want) {
		t.Errorf("got partners %v, want %v (18, 15, 21)", got, want)
	}
	// With the partners taken away, F/20s is revealed.
	p.Forced = len(p.Candidates)
	if res := p.Solve(P1); len(res.Leaks) == 0 {
		t.Error("all but F/20s published: no leak reported")
	}
}

// TestRegions: 8 regions x 4 categories, arbeid B, D, H withheld, annet B, D, H
// their partners. Everything else may be published, and nothing more.
func TestRegions(t *testing.T) {
	values := slices.Concat(
		[]int{11, 7, 5, 13, 9, 12, 6, 9},      // annet
		[]int{11, 1, 8, 2, 14, 9, 4, 3},       // arbeid
		[]int{55, 29, 35, 17, 63, 24, 22, 38}, // soshjelp
		[]int{36, 18, 25, 13, 52, 22, 8, 15})  // trygd
	p, cell := crossTable(4, 8, values, 8+1, 8+3, 8+7)
	isPartner := func(i int) bool { return i == 1 || i == 3 || i == 7 }
	var others, last []int
	for _, c := range cell {
		if isPartner(c) {
			last = append(last, c)
		} else {
			others = append(others, c)
		}
	}
	margins := p.Candidates[:p.Forced:p.Forced]
	order := slices.Concat(others, last)
	p.Candidates = margins
	for _, c := range order {
		p.Candidates = append(p.Candidates, Ones([]int32{int32(c)}))
	}
	if got, want := partners(t, p, order), []int{1, 3, 7}; !slices.Equal(got, want) {
		t.Errorf("got partners %v, want %v", got, want)
	}
	// Publishing any one partner reveals the sensitive cell of its region.
	region := map[int]int{1: 0, 3: 1, 7: 2} // partner to sensitive column
	for _, c := range last {
		q := p
		q.Candidates = slices.Concat(margins, []Vector{Ones([]int32{int32(c)})}, p.Candidates[p.Forced:p.Forced+len(others)])
		q.Forced = len(q.Candidates)
		res := q.Solve(P1)
		other := func(l Leak) bool { return l.Sensitive != region[c] }
		if len(res.Leaks) == 0 || slices.ContainsFunc(res.Leaks, other) {
			t.Errorf("partner %d published: got leaks %v, want some, of its region only", c, res.Leaks)
		}
	}
}

// TestThreePartners: a single sensitive cell of a two-way table with all
// margins public needs at least 3 partners, in any order of candidates.
func TestThreePartners(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 300 {
		nr, nc := 2+r.IntN(4), 2+r.IntN(5)
		values := make([]int, nr*nc)
		for i := range values {
			values[i] = r.IntN(1000)
		}
		p, cell := crossTable(nr, nc, values, r.IntN(nr*nc))
		if got := partners(t, p, cell); len(got) < 3 {
			t.Fatalf("%d x %d: %d partners, want at least 3", nr, nc, len(got))
		}
	}
}

// TestThreeCities: 300, 500 and 1000 with the total public. The first is
// sensitive, so the second is withheld, and the third stays.
func TestThreeCities(t *testing.T) {
	p := Problem{
		Rows:       3,
		Sensitive:  []Vector{Ones([]int32{0})},
		Candidates: []Vector{Ones([]int32{0, 1, 2}), Ones([]int32{2}), Ones([]int32{1})},
	}
	if got, want := p.Solve(P1).Published, []bool{true, true, false}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestTwoReleases: 120 with 8 of 9 reporters and 127 with all 9 give the ninth
// away, which is the change between them.
func TestTwoReleases(t *testing.T) {
	old := Ones([]int32{0, 1, 2, 3, 4, 5, 6, 7})
	all := Ones([]int32{0, 1, 2, 3, 4, 5, 6, 7, 8})
	p := Problem{
		Rows:       9,
		Sensitive:  []Vector{all.Minus(old)},
		Candidates: []Vector{old, all},
		Forced:     2,
	}
	if got, want := p.Solve(P2).Leaks, []Leak{{Candidate: 1, Sensitive: 0}}; !slices.Equal(got, want) {
		t.Errorf("got leaks %v, want %v", got, want)
	}
}

// FuzzGreedy reads any bytes as a small problem with coefficients -2 to 2.
func FuzzGreedy(f *testing.F) {
	f.Add([]byte{3, 1, 3, 2, 3, 3, 1, 2, 3, 2, 2, 2, 3})
	f.Add([]byte("4 columns of 5 rows, perhaps"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 2 || len(data) > 60 {
			return
		}
		p := Problem{Rows: 1 + int(data[0]%6)}
		sensitive := int(data[1] % 4)
		var v Vector
		for i, b := range data[2:] {
			v = append(v, Term{int32(i % p.Rows), int64(b%5) - 2})
			if len(v) < p.Rows {
				continue
			}
			if w := Sparse(v...); len(p.Sensitive) < sensitive {
				p.Sensitive = append(p.Sensitive, w)
			} else {
				p.Candidates = append(p.Candidates, w)
			}
			v = nil
		}
		res := p.Solve(P1)
		if err := p.Confirm(res.Published); err != nil {
			t.Fatal(err)
		}
		verify(t, p, res)
	})
}

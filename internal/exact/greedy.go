package exact

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"
)

// A Problem asks which columns can be published so that no sensitive one can be
// computed from them by adding, subtracting and scaling.
type Problem struct {
	Rows       int      // number of finest units, best numbered as nested loops do: that is faster
	Sensitive  []Vector // must not be derivable; never published
	Candidates []Vector // from most to least wanted
	Forced     int      // the first Forced candidates must be published
}

// A Result says what to publish.
type Result struct {
	// Published has one value for each candidate. No sensitive column that is
	// not 0, and no candidate left out, lies in the span of the published ones.
	Published []bool
	// Reveals has one value for each candidate: the index of the sensitive
	// column that it would have given away, together with what was published
	// before it; -1 for a published one.
	Reveals []int32
	// Leaks names the forced candidates that would have revealed something, in
	// ascending order. They are left out of Published, so that a result with
	// leaks is safe as well, but it is not what was asked for.
	Leaks []Leak
}

// A Leak is a forced candidate that would give a sensitive column away.
type Leak struct {
	Candidate, Sensitive int // indices into the problem
}

// ErrPrimes is returned when the two primes do not agree: one of them divides a
// coefficient or a determinant of the problem, which no table of sums has.
var ErrPrimes = errors.New("exact: the two primes give different results")

// workers is how many blocks are solved at once.
const workers = 2

// Solve decides candidate by candidate in their order, modulo q. A candidate is
// published unless, together with those published before, it would put a
// sensitive column into their span; so the published set is maximal in this
// order. The result depends on nothing else: not on the order of the sensitive
// columns (but for which one of several Reveals names), not on goroutines.
//
// A sensitive column that is 0 is skipped: its value is 0 whoever asks, and
// nothing withheld could hide it. Solve panics if a vector is malformed.
//
// Source: the greedy elimination of GaussSuppression (Ø. Langsrud, Statistics
// Norway).
func (p Problem) Solve(q Prime) Result {
	q.check()
	p.check()
	cols := p.columns(q)
	cols.peel()
	cols.merge()
	blocks := cols.blocks()
	each(len(blocks), func(i int) { blocks[i].solve() })

	res := Result{Published: make([]bool, len(p.Candidates)), Reveals: make([]int32, len(p.Candidates))}
	for i := range res.Reveals {
		res.Published[i], res.Reveals[i] = true, -1
	}
	for _, b := range blocks {
		for _, w := range b.withheld {
			res.Published[w.Candidate], res.Reveals[w.Candidate] = false, int32(w.Sensitive)
			if w.Candidate < p.Forced {
				res.Leaks = append(res.Leaks, w)
			}
		}
	}
	slices.SortFunc(res.Leaks, func(a, b Leak) int { return a.Candidate - b.Candidate })
	return res
}

// Confirm solves modulo P2 what Solve published modulo P1, and returns ErrPrimes
// if it would publish anything else. Both at once would need twice the memory,
// and of several problems on the way to a result only the last needs it.
func (p Problem) Confirm(published []bool) error {
	if !slices.Equal(p.Solve(P2).Published, published) {
		return ErrPrimes
	}
	return nil
}

// check panics if a vector is malformed.
func (p Problem) check() {
	for _, v := range p.Sensitive {
		v.check(p.Rows)
	}
	for _, v := range p.Candidates {
		v.check(p.Rows)
	}
}

// each calls f for 0 to n-1 from a few goroutines. f writes to the slot of its
// argument only, so no order can show in the result.
func each(n int, f func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, workers) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}

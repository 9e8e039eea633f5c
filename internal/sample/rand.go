package sample

import "hash/fnv"

// whole is a rate of 100 %: all rates here are in basis points and all
// arithmetic is in integers, so that every machine writes the same bytes.
const whole = 10_000

// A random is a splitmix64 generator. It is ours because the example is
// committed: a generator of the standard library may change its sequence.
//
// Source: G. L. Steele, D. Lea, C. H. Flood, OOPSLA 2014, 453-472.
type random struct{ state uint64 }

// newRandom starts a generator of its own for each label, so that a change to
// one submitter leaves the files of all others as they are.
func newRandom(seed uint64, labels ...string) *random {
	h := fnv.New64a()
	for _, l := range labels {
		h.Write([]byte(l))
		h.Write([]byte{0})
	}
	return &random{state: seed ^ h.Sum64()}
}

func (r *random) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number from 0 to n-1. The bias of the remainder is below
// n/2^64, which no sample of ours can show.
func (r *random) below(n int64) int64 { return int64(r.next() % uint64(n)) }

// around returns a number from mid-spread to mid+spread.
func (r *random) around(mid, spread int64) int64 { return mid - spread + r.below(2*spread+1) }

// part returns about rate basis points of n, rounded up or down at random so
// that sums over many groups keep the rate. It is never more than n.
func (r *random) part(n, rate int64) int64 {
	return (n*clamp(rate, 0, whole) + r.below(whole)) / whole
}

// pick returns an index with a chance proportional to its weight.
func (r *random) pick(weights []int64) int {
	var sum int64
	for _, w := range weights {
		sum += w
	}
	at := r.below(sum)
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	panic("sample: weights changed while picking")
}

func clamp(n, low, high int64) int64 { return min(max(n, low), high) }

package bounds

import (
	"slices"
	"sync"
)

// lanes are two walks over one program at a time, for two cores. What each is
// to do is settled beforehand, and what they saw is put together at fixed
// points, so the result does not depend on how fast they are.
type lanes [2]*walk

// stretch is after how many unknowns the lanes tell each other what they saw.
const stretch = 512

func newLanes(p *Program, start []int64, needs []Need) lanes {
	w := newWalk(p, start, needs)
	w.near = p.implied()
	if len(start) <= dense {
		return lanes{w, w} // not worth a second one
	}
	return lanes{w, w.twin()}
}

// both lets the lanes work, then tells each what the other saw.
func (l lanes) both(work func(lane int, w *walk)) {
	if l[0] == l[1] {
		work(0, l[0])
		work(1, l[1])
		return
	}
	var wg sync.WaitGroup
	for k, w := range l {
		wg.Go(func() { work(k, w) })
	}
	wg.Wait()
	for i := range l[0].seen {
		a, b := &l[0].seen[i], &l[1].seen[i]
		*a = Range{min(a.Min, b.Min), max(a.Max, b.Max), a.Exact || b.Exact}
		*b = *a
	}
}

// whole moves small components, each whole.
func (l lanes) whole(components [][]int32) {
	l.both(func(lane int, w *walk) {
		for c := lane; c < len(components); c += len(l) {
			w.whole(components[c])
		}
	})
}

// sample is after how many unknowns, drawn from all over, an effort that has
// helped none is left.
const sample = 100

// parts moves the unknowns of a large component with a part of the others. An
// effort that helps none of a sample is not made for the rest: these stay short,
// though a dearer effort may still help them.
func (l lanes) parts(unknowns []int32) {
	for _, e := range efforts {
		short := scattered(l[0].short(unknowns))
		for from, to := 0, sample; from < len(short); from, to = to, to+stretch {
			some := short[from:min(to, len(short))]
			l.both(func(lane int, w *walk) {
				for k := lane; k < len(some); k += len(l) {
					w.reachBoth(some[k], e)
				}
			})
			if !slices.ContainsFunc(some, l[0].met) {
				break
			}
		}
	}
}

// scattered puts many unknowns into an order of which every stretch is from all
// over, since neighbours as a rule are stuck together.
func scattered(unknowns []int32) []int32 {
	step := max(1, len(unknowns)/sample)
	var out []int32
	for first := range step {
		for k := first; k < len(unknowns); k += step {
			out = append(out, unknowns[k])
		}
	}
	return out
}

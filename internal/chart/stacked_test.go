package chart

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Of a diverging row the middle of the parts stands at zero, so that its ends
// lie as far apart from it as the parts of either side and half the middle one
// are large; of a row of sizes the first part begins at zero and each is as long
// as its value.
func TestStackForms(t *testing.T) {
	for seed := range uint64(60) {
		s := randomStacked(rand.New(rand.NewPCG(seed, 7)))
		var spec Spec
		decode(t, s.Spec(), &spec)
		if spec.Scale == nil || len(spec.Scale.Ticks) < 2 {
			continue // nothing is published, or all ticks read alike
		}
		first, last := spec.Scale.Ticks[0], spec.Scale.Ticks[len(spec.Scale.Ticks)-1]
		unit := (last.At - first.At) / (last.Value - first.Value)
		zero := first.At - unit*first.Value
		for i, row := range s.Rows {
			if row.state() != Value {
				continue
			}
			n := len(s.Parts)
			total, before, lengths := 0.0, 0.0, make([]float64, n)
			for k, p := range row.Points {
				lengths[k] = p.value
				total += p.value
			}
			for k := range lengths {
				if s.Form != Sizes {
					lengths[k] *= 100 / total
				}
			}
			for k := 0; k < n/2 && s.Form == Diverging; k++ {
				before += lengths[k]
			}
			if s.Form == Diverging && n%2 == 1 {
				before += lengths[n/2] / 2
			}
			at := zero - unit*before
			for k := range s.Parts {
				p := spec.Series[k].Points[i]
				if math.Abs(*p.From-at) > 0.3 || math.Abs(*p.X-at-unit*lengths[k]) > 0.3 {
					t.Fatalf("seed %d, form %d: part %d of row %d from %v to %v, want %v to %v", seed, s.Form, k, i, *p.From, *p.X, at, at+unit*lengths[k])
				}
				at += unit * lengths[k]
			}
		}
	}
}

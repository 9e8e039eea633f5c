package stat

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Sums say the same as the respondents that they are of.
func TestWeightedSums(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		var groups []Weighted
		var s WeightedSums
		for range 2 + r.IntN(30) {
			w, x := float64(1+r.IntN(3000))/1000, int64(r.IntN(11))
			groups = append(groups, Weighted{w, Moments{1, x, x * x}})
			f := float64(x)
			s = s.Add(WeightedSums{1, w, w * f, w * w, w * w * f, w * w * f * f})
		}
		want, ok := WeightedMean(groups, 0, 10)
		got, also := s.Mean(0, 10)
		if ok != also {
			t.Fatalf("ok %v and %v", ok, also)
		}
		for _, pair := range [][2]float64{{got.Value, want.Value}, {got.SE, want.SE}, {got.NEff, want.NEff}, {got.Interval.Lower, want.Interval.Lower}, {got.Interval.Upper, want.Interval.Upper}} {
			if math.Abs(pair[0]-pair[1]) > 1e-9 {
				t.Fatalf("got %+v, want %+v", got, want)
			}
		}
	}
}

func TestWeightedSumsEdges(t *testing.T) {
	for _, s := range []WeightedSums{{}, {N: 1, W: 1, WW: 1}, {N: 9}, {N: 9, W: math.NaN(), WW: 1}} {
		if e, ok := s.Mean(0, 1); ok || e != (WeightedEstimate{}) {
			t.Errorf("%+v: got %+v", s, e)
		}
	}
	same := WeightedSums{N: 10, W: 8, WW: 7}.Share(1)
	if e, ok := same.Mean(0, 1); !ok || e.Value != 1 || e.HasInterval {
		t.Errorf("all say yes: %+v", e)
	}
}

// The change of two weighted shares is that of the normal test on their errors.
func TestWeightedChange(t *testing.T) {
	estimate := func(yes, no float64) WeightedEstimate {
		s := WeightedSums{N: int64(yes), W: yes, WW: yes}.Share(1).Add(WeightedSums{N: int64(no), W: no, WW: no}.Share(0))
		e, ok := s.Mean(0, 1)
		if !ok {
			t.Fatal("no estimate")
		}
		return e
	}
	c, ok := WeightedChange(estimate(40, 60), estimate(60, 40))
	se := math.Sqrt(2 * .24 / 99) // p(1-p)/(n-1), twice
	if !ok || math.Abs(c.SE-se) > 1e-12 || math.Abs(c.Delta-.2) > 1e-12 || math.Abs(c.P-math.Erfc(.2/se/math.Sqrt2)) > 1e-12 {
		t.Errorf("got %+v, want an SE of %v", c, se)
	}
	if _, ok := WeightedChange(WeightedEstimate{}, WeightedEstimate{}); ok {
		t.Error("a change without errors")
	}
}

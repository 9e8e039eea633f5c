package stat

import (
	"math"
	"testing"
)

// The values are EX7 and EX7b of the handbook.
func TestHolm(t *testing.T) {
	tests := []struct{ p, want []float64 }{
		{[]float64{.004, .012, .030, .045, .200}, []float64{.020, .048, .090, .090, .200}},
		{[]float64{.045, .004, .2, .03, .012, .03}, []float64{.12, .024, .2, .12, .06, .12}},
		{[]float64{.5, math.NaN(), .02}, []float64{.5, math.NaN(), .04}},
		{[]float64{.9, .8}, []float64{1, 1}},
		{nil, nil},
	}
	for _, tt := range tests {
		got := Holm(tt.p)
		for i, want := range tt.want {
			if math.IsNaN(want) != math.IsNaN(got[i]) || math.Abs(got[i]-want) > 1e-12 {
				t.Errorf("Holm(%v)[%d] = %v, want %v", tt.p, i, got[i], want)
			}
		}
	}
}

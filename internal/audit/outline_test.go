package audit

import (
	"math"
	"slices"
	"testing"
)

func TestOutline(t *testing.T) {
	tests := []struct {
		d    string
		want [][]spot // nil: no path of straight lines
	}{
		{"M1 2L3 4", [][]spot{{{1, 2}, {3, 4}}}},
		{"M1 2 3 4", [][]spot{{{1, 2}, {3, 4}}}},
		{"M1,2l1-1.5.5.25", [][]spot{{{1, 2}, {2, 0.5}, {2.5, 0.75}}}},
		{"m1 2 1 1h3v-2H0V9", [][]spot{{{1, 2}, {2, 3}, {5, 3}, {5, 1}, {0, 1}, {0, 9}}}},
		{"M1 2h3v4z", [][]spot{{{1, 2}, {4, 2}, {4, 6}}}},
		{"M1 2h3zm1 1h1", [][]spot{{{1, 2}, {4, 2}}, {{2, 3}, {3, 3}}}},
		{"M1 2h3zh5", [][]spot{{{1, 2}, {4, 2}}, {{1, 2}, {6, 2}}}},
		{"M1 2M3 4h1", [][]spot{{{1, 2}}, {{3, 4}, {4, 4}}}},
		{"M1 2C1 2 3 4 5 6", nil}, {"L1 2", nil}, {"M1", nil}, {"M1 2z3 4", nil}, {"1 2", nil}, {"z", nil}, {"M1 2h", nil}, {"M1 e9", nil},
	}
	for _, tt := range tests {
		got, ok := outline(tt.d)
		if ok != (tt.want != nil) || !slices.EqualFunc(got, tt.want, slices.Equal[[]spot]) {
			t.Errorf("%s: got %v, %v, want %v", tt.d, got, ok, tt.want)
		}
	}
}

// The middle of each sign of internal/chart around 10, 20, with the radius 5.
func TestMiddle(t *testing.T) {
	for _, sign := range [][]spot{
		{{5.5, 15.5}, {14.5, 15.5}, {14.5, 24.5}, {5.5, 24.5}},
		{{10, 14}, {15.8, 24.3}, {4.3, 24.3}},
		{{10, 13.5}, {16.5, 20}, {10, 26.5}, {3.5, 20}},
		{{10, 26}, {15.8, 15.8}, {4.3, 15.8}},
		{{7, 14.5}, {13, 14.5}, {16, 20}, {13, 25.5}, {7, 25.5}, {4, 20}},
	} {
		if at := middle(sign); math.Abs(at.x-10) > 0.1 || math.Abs(at.y-20) > 0.1 {
			t.Errorf("the middle of %v is %v", sign, at)
		}
	}
}

func FuzzOutline(f *testing.F) {
	f.Add("M1,2l1-1.5.5.25zm1 1H4")
	f.Fuzz(func(t *testing.T, d string) {
		pieces, ok := outline(d)
		for _, p := range pieces {
			if !ok || len(p) == 0 {
				t.Errorf("%q: %v", d, pieces)
			}
		}
	})
}

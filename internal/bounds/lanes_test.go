package bounds

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Two walks at a time find what is possible, no more, and every time the same.
// Propagation, which looks at no tables, is the judge of what is possible.
func TestRangesOfLargeTables(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	p, z := table(r, []int{9, 8, 7}, 450)
	for i := range p.Upper {
		p.Upper[i] = Unbounded
	}
	if most := len(slices.MaxFunc(p.components(), func(a, b []int32) int { return len(a) - len(b) })); most <= dense {
		t.Fatalf("at most %d unknowns hang together, want more than %d", most, dense)
	}
	needs := make([]Need, len(z))
	for i, v := range z {
		needs[i] = Need{Width: 1, Low: max(1, v-1), High: v + 1}
	}
	got, outer := p.Ranges(z, needs), p.Outer()
	short := 0
	for i, g := range got {
		if g.Min > z[i] || g.Max < z[i] || g.Min < outer[i].Min || g.Max > outer[i].Max {
			t.Errorf("unknown %d is %d: seen from %d to %d, possible are %d to %d", i, z[i], g.Min, g.Max, outer[i].Min, outer[i].Max)
		}
		if needs[i].Met(outer[i]) && !needs[i].Met(g) {
			short++
		}
	}
	if short*20 > len(z) {
		t.Errorf("%d of %d unknowns are not seen to move as far as they may", short, len(z))
	}
	t.Logf("%d of %d unknowns are not seen to move as far as they may", short, len(z))
	if again := p.Ranges(z, needs); !slices.Equal(again, got) {
		t.Error("another run sees other ranges")
	}
}

// BenchmarkRanges looks for room in a table of which too much hangs together to
// be looked at all at once.
func BenchmarkRanges(b *testing.B) {
	r := rand.New(rand.NewPCG(15, 16))
	p, z := table(r, []int{30, 15, 8}, 3000)
	for i := range p.Upper {
		p.Upper[i] = Unbounded
	}
	needs := slices.Repeat([]Need{{Width: 10, Low: 1, High: 0}}, len(z))
	for b.Loop() {
		short := 0
		for i, g := range p.Ranges(z, needs) {
			if !needs[i].Met(g) {
				short++
			}
		}
		b.ReportMetric(float64(short), "short")
		b.ReportMetric(float64(len(z)), "unknowns")
	}
}

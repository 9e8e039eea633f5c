package stat_test

import (
	"fmt"

	"fukusen/internal/stat"
)

// 48 of 1000 residents have a second job.
func ExampleWilson() {
	i := stat.Wilson(48, 1000)
	fmt.Printf("%.1f %% (%.1f to %.1f)\n", 100*48.0/1000, 100*i.Lower, 100*i.Upper)
	// Output: 4.8 % (3.6 to 6.3)
}

// A small survey: with three promoters the interval is the adjusted one, and
// its middle is not the score.
func ExampleNPS() {
	s := stat.NPS{Promoters: 3, Passives: 20, Detractors: 20}
	i, method := s.Interval()
	fmt.Printf("%.1f of %d (%.1f to %.1f, %s)\n", s.Score(), s.N(), i.Lower, i.Upper, method)
	// Output: -39.5 of 43 (-55.1 to -18.8, adjusted_wald)
}

// The point is below four fifths, but the interval is not: too few to tell.
func ExampleRateRatio() {
	r := stat.RateRatio(36, 100, 50, 100)
	fmt.Printf("%.2f (%.2f to %.2f) %s\n", r.Point, r.Interval.Lower, r.Interval.Upper, stat.Judge(r.Interval))
	// Output: 0.72 (0.52 to 1.00) undecided
}

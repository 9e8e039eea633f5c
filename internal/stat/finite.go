package stat

import "fmt"

// minFraction is the share of the frame that a sample must exceed before its
// size is taken into account.
const minFraction = 0.05

// A Sample is a count among the respondents of a survey of Size persons. Size
// 0 means that the frame is unknown or as good as infinite.
type Sample struct {
	Count
	Size int64
}

// EffectiveN returns the number of answers that a sample of n out of size
// persons is worth, n(size-1)/(size-n), if n is more than 5 % of size, and
// else n itself. ok is false for a census, n == size, which has no sampling
// error, and if n > size, where the frame is wrong.
// It panics unless n >= 0 and size > 0.
//
// Source: HANDBOOK 2c D4.
func EffectiveN(n, size int64) (effective float64, ok bool) {
	must(n >= 0 && size > 0, "%d respondents of %d persons", n, size)
	if n >= size {
		return 0, false
	}
	return float64(n) * finiteFactor(n, size), true
}

// finiteFactor returns effective by real answers: at least 1.
func finiteFactor(n, size int64) float64 {
	// In whole numbers: 5 of 100 is not more than 5 %.
	if n <= size/20 {
		return 1
	}
	return float64(size-1) / float64(size-n)
}

// Interval returns Wilson's interval of the proportion, with the effective
// number of answers of a finite frame: within [0, 1], and never wider than
// without. ok is false for a census and for a sample larger than its frame.
// Without answers the interval is [0, 1].
// It panics unless 0 <= X <= N and Size >= 0.
func (s Sample) Interval() (i Interval, ok bool) {
	mustCount(s.X, s.N)
	if s.Size < 0 {
		panic(fmt.Sprintf("stat: frame of %d persons", s.Size))
	}
	if s.Size == 0 || s.N == 0 {
		return Wilson(s.X, s.N), true
	}
	if s.N >= s.Size {
		return Interval{}, false
	}
	f := finiteFactor(s.N, s.Size)
	return wilson(float64(s.X)*f, float64(s.N-s.X)*f), true
}

// census reports whether everybody was asked.
func (s Sample) census() bool { return s.Size > 0 && s.N == s.Size }

// Newcombe returns the interval of the difference of the proportions of s and
// other, s first, from the limits that each has in its own frame. A census on
// one side adds nothing to the width.
//
// ok is false if both are a census or one is larger than its frame. Without
// answers on a side the interval is [-1, 1].
//
// Source: as Newcombe; HANDBOOK 2c D4.
func (s Sample) Newcombe(other Sample) (i Interval, ok bool) {
	a, okA := s.Interval()
	b, okB := other.Interval()
	if !okA && !s.census() || !okB && !other.census() || !okA && !okB {
		return Interval{}, false
	}
	if s.N == 0 || other.N == 0 {
		return Interval{-1, 1}, true
	}
	if !okA {
		a = Interval{s.rate(), s.rate()}
	}
	if !okB {
		b = Interval{other.rate(), other.rate()}
	}
	return hybrid(s.rate(), a, other.rate(), b), true
}

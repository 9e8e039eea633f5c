package stat

import (
	"fmt"
	"math"
)

// NPS counts the answers to a question on recommendation, 0 to 10: promoters
// gave 9 or 10, passives 7 or 8, detractors 0 to 6. Counts of parts may be
// added, scores may not be averaged.
type NPS struct{ Promoters, Passives, Detractors int64 }

// A Method says how an interval was made.
type Method string

// The methods of scores, changes and tests.
const (
	Wald         Method = "wald"          // normal, centred on the raw score
	AdjustedWald Method = "adjusted_wald" // normal, centred on the adjusted score
	WelchT       Method = "welch"         // Student, unequal variances
	Paired       Method = "paired_t"      // Student, differences of the same people
	Panel        Method = "panel"         // normal, differences of the same people
	PooledZ      Method = "pooled_z"      // normal, two proportions
	Fisher       Method = "fisher"        // exact, two proportions
	PearsonChi2  Method = "chi2"          // several proportions
)

// Below either limit the normal interval of a score is too narrow and the
// adjusted one is used.
const (
	minAnswers  = 40
	minCategory = 5
)

// N returns the number of answers. It panics if a count is negative.
func (s NPS) N() int64 {
	if min(s.Promoters, s.Passives, s.Detractors) < 0 {
		panic(fmt.Sprintf("stat: negative count in %+v", s))
	}
	return s.Promoters + s.Passives + s.Detractors
}

// Score returns 100·(promoters-detractors)/n, within [-100, 100]; NaN without
// answers. It is always the raw score, whatever Interval is centred on.
func (s NPS) Score() float64 {
	return 100 * float64(s.Promoters-s.Detractors) / float64(s.N())
}

// SE returns the multinomial standard error of the raw score in points, with
// n, not n-1, as divisor; NaN without answers. Where Interval is adjusted, its
// half width is not a multiple of SE.
func (s NPS) SE() float64 {
	return s.shares(Wald).se()
}

// Interval returns the interval of the score, clipped to [-100, 100], and the
// method: AdjustedWald with fewer than 40 answers or fewer than 5 in a
// category, else Wald. The adjusted interval is centred on the adjusted score,
// not on Score, which it need not contain when there is but one answer.
// Without answers it is the whole range.
//
// Source: B. Rocks, Interval Estimation for the Net Promoter Score, The
// American Statistician 70 (2016), 365-372.
func (s NPS) Interval() (Interval, Method) {
	m := s.method()
	if s.N() == 0 {
		return Interval{-100, 100}, m
	}
	sh := s.shares(m)
	return around(sh.score(), Z95*sh.se()).clip(-100, 100), m
}

// FiniteInterval is Interval in a frame of size persons: if more than 5 % of
// them answered, the variance is multiplied by (size-n)/(size-1). ok is false
// for a census, which has no sampling error, and if there are more answers
// than persons. It panics unless size > 0.
//
// Source: HANDBOOK 2c D4.
func (s NPS) FiniteInterval(size int64) (i Interval, m Method, ok bool) {
	must(size > 0, "frame of %d persons", size)
	n, m := s.N(), s.method()
	switch {
	case n >= size:
		return Interval{}, m, false
	case n == 0:
		return Interval{-100, 100}, m, true
	}
	sh := s.shares(m)
	se := sh.se() / math.Sqrt(finiteFactor(n, size))
	return around(sh.score(), Z95*se).clip(-100, 100), m, true
}

// Moments returns the moments of the scores of all persons, each 1 (promoter),
// 0 or -1 (detractor).
func (s NPS) Moments() Moments {
	return Moments{s.N(), s.Promoters - s.Detractors, s.Promoters + s.Detractors}
}

func (s NPS) method() Method {
	if s.N() < minAnswers || min(s.Promoters, s.Passives, s.Detractors) < minCategory {
		return AdjustedWald
	}
	return Wald
}

// shares returns the shares of the counts, to which AdjustedWald adds three
// imagined answers: 3/4 promoter, 3/2 passive, 3/4 detractor.
func (s NPS) shares(m Method) npsShares {
	end, all := 0.0, 0.0
	if m == AdjustedWald {
		end, all = 0.75, 3
	}
	n := float64(s.N()) + all
	return npsShares{n, (float64(s.Promoters) + end) / n, (float64(s.Detractors) + end) / n}
}

// npsShares are the shares of promoters and detractors among n answers, which
// need not be a whole number.
type npsShares struct{ n, promoters, detractors float64 }

func (s npsShares) score() float64 { return 100 * (s.promoters - s.detractors) }

// se is the multinomial standard error: a person's score is 1, 0 or -1.
func (s npsShares) se() float64 {
	net := s.promoters - s.detractors
	return 100 * math.Sqrt((s.promoters+s.detractors-net*net)/s.n)
}

// A Change is what a figure gained between two independent samples. People
// asked twice (a panel) need another method.
type Change struct {
	Delta    float64  // after - before, always of the raw figures
	SE       float64  // of the difference the interval is centred on
	DF       float64  // degrees of freedom; 0 where the normal distribution is used
	P        float64  // two-sided, of no change; not adjusted for several tests
	Interval Interval // of the change
	Method   Method
}

// NPSChange returns the change of a score in points, interval within [-200,
// 200]. If either side needs the adjustment, both get it, for SE, P and the
// interval, which is then centred on the adjusted change instead of Delta.
// If a side has no answers ok is false, P 1 and every other number 0.
func NPSChange(before, after NPS) (c Change, ok bool) {
	c.Method, c.P = Wald, 1
	if before.method() == AdjustedWald || after.method() == AdjustedWald {
		c.Method = AdjustedWald
	}
	if before.N() == 0 || after.N() == 0 {
		return c, false
	}
	b, a := before.shares(c.Method), after.shares(c.Method)
	centre := a.score() - b.score()
	c.Delta = after.Score() - before.Score()
	c.SE = math.Hypot(b.se(), a.se())
	c.P = normalP(centre / c.SE)
	c.Interval = around(centre, Z95*c.SE).clip(-200, 200)
	return c, true
}

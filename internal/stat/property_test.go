package stat

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// rounds is how many random cases each property is tried on.
const rounds = 2000

func seeded() *rand.Rand { return rand.New(rand.NewPCG(20260401, 95)) }

// count returns a random n >= 1, often small, and x of n, often at an edge.
func count(r *rand.Rand) (x, n int64) {
	n = 1 + r.Int64N([]int64{5, 50, 1000, 1e7}[r.IntN(4)])
	switch r.IntN(6) {
	case 0:
		return 0, n
	case 1:
		return n, n
	}
	return r.Int64N(n + 1), n
}

func TestWilsonProperties(t *testing.T) {
	r := seeded()
	for range rounds {
		x, n := count(r)
		i, p := Wilson(x, n), float64(x)/float64(n)
		if !(0 <= i.Lower && i.Lower <= p && p <= i.Upper && i.Upper <= 1) {
			t.Errorf("Wilson(%d, %d) = %v around %v", x, n, i, p)
		}
		if (i.Lower == 0) != (x == 0) || (i.Upper == 1) != (x == n) {
			t.Errorf("Wilson(%d, %d) = %v: limits at the edge", x, n, i)
		}
		// Where the score test just rejects, it stands z standard errors off.
		for _, limit := range []float64{i.Lower, i.Upper} {
			if limit > 0 && limit < 1 {
				z := math.Abs(p-limit) / math.Sqrt(limit*(1-limit)/float64(n))
				near(t, "score at limit", z, Z95, 1e-6)
			}
		}
		s := Wilson(n-x, n)
		nearInterval(t, "failures", s, [2]float64{1 - i.Upper, 1 - i.Lower}, 1e-12)
		if more := Wilson(4*x, 4*n); !(more.Upper-more.Lower < i.Upper-i.Lower) {
			t.Errorf("Wilson(%d, %d) does not shrink at four times the size", x, n)
		}
	}
}

func TestPairProperties(t *testing.T) {
	r := seeded()
	for range rounds {
		x1, n1 := count(r)
		x2, n2 := count(r)
		d := float64(x1)/float64(n1) - float64(x2)/float64(n2)
		i := Newcombe(x1, n1, x2, n2)
		if !(-1 <= i.Lower && i.Lower <= d && d <= i.Upper && i.Upper <= 1) {
			t.Errorf("Newcombe(%d, %d, %d, %d) = %v around %v", x1, n1, x2, n2, i, d)
		}
		back, failures := Newcombe(x2, n2, x1, n1), Newcombe(n1-x1, n1, n2-x2, n2)
		nearInterval(t, "swapped groups", back, [2]float64{-i.Upper, -i.Lower}, 1e-12)
		nearInterval(t, "failures", failures, [2]float64{-i.Upper, -i.Lower}, 1e-12)
		if more := Newcombe(4*x1, 4*n1, 4*x2, 4*n2); !(more.Upper-more.Lower < i.Upper-i.Lower) {
			t.Errorf("Newcombe(%d, %d, %d, %d) does not shrink", x1, n1, x2, n2)
		}
		if n1+n2 < 3000 {
			p := TwoProportionP(x1, n1, x2, n2)
			near(t, "p swapped", TwoProportionP(x2, n2, x1, n1), p, 1e-9)
			near(t, "p of failures", TwoProportionP(n1-x1, n1, n2-x2, n2), p, 1e-9)
			if !(p >= 0 && p <= 1) {
				t.Errorf("TwoProportionP(%d, %d, %d, %d) = %v", x1, n1, x2, n2, p)
			}
		}
	}
}

func TestRatioProperties(t *testing.T) {
	r := seeded()
	for range rounds {
		x1, n1 := count(r)
		x2, n2 := count(r)
		a, b := RateRatio(x1, n1, x2, n2), RateRatio(x2, n2, x1, n1)
		if a.Computable != (x2 > 0) || a.HasInterval != (x2 > 0 && !(x1 == n1 && x2 == n2)) {
			t.Errorf("RateRatio(%d, %d, %d, %d): flags %v %v", x1, n1, x2, n2, a.Computable, a.HasInterval)
		}
		if !a.HasInterval {
			continue
		}
		if !(0 < a.Interval.Lower && a.Interval.Lower < a.Interval.Upper) {
			t.Errorf("RateRatio(%d, %d, %d, %d) = %+v", x1, n1, x2, n2, a)
		}
		if x1 == 0 {
			continue // no inverse, and the interval lies above the point
		}
		if !(a.Interval.Lower <= a.Point && a.Point <= a.Interval.Upper) {
			t.Errorf("RateRatio(%d, %d, %d, %d) = %+v", x1, n1, x2, n2, a)
		}
		near(t, "inverse point", a.Point*b.Point, 1, 1e-12)
		near(t, "inverse lower", a.Interval.Lower*b.Interval.Upper, 1, 1e-12)
		near(t, "inverse upper", a.Interval.Upper*b.Interval.Lower, 1, 1e-12)
		more := RateRatio(4*x1, 4*n1, 4*x2, 4*n2).Interval
		if !(more.Upper/more.Lower < a.Interval.Upper/a.Interval.Lower) {
			t.Errorf("RateRatio(%d, %d, %d, %d) does not shrink", x1, n1, x2, n2)
		}
	}
}

// TestFisherExactly counts tables in whole numbers.
func TestFisherExactly(t *testing.T) {
	r := seeded()
	for range 300 {
		n1, n2 := 1+r.Int64N(60), 1+r.Int64N(60)
		x1, x2 := r.Int64N(n1+1), r.Int64N(n2+1)
		tables := func(k int64) *big.Int {
			var a, b big.Int
			if x1+x2-k < 0 {
				return &a // Binomial would give 1 for a negative k
			}
			return a.Mul(a.Binomial(n1, k), b.Binomial(n2, x1+x2-k))
		}
		observed, tail, all := tables(x1), new(big.Int), new(big.Int)
		for k := range n1 + 1 {
			w := tables(k)
			all.Add(all, w)
			if w.Cmp(observed) <= 0 {
				tail.Add(tail, w)
			}
		}
		want, _ := new(big.Rat).SetFrac(tail, all).Float64()
		near(t, "relative Fisher", fisherP(x1, n1, x2, n2)/want, 1, 1e-11)
	}
	// The first possible table is here e^-42000 times as probable as the middle.
	near(t, "rare failures", fisherP(4997, 5000, 9e6-5000, 9e6), fisherP(3, 5000, 5000, 9e6), 1e-9)
	for _, p := range []float64{fisherP(5000, 5000, 0, 9e6), fisherP(0, 5000, 9e6, 9e6)} {
		if !(p >= 0 && p < 1e-300) {
			t.Errorf("far tail: got %v, want 0 or hardly more", p)
		}
	}
}

func TestNPSProperties(t *testing.T) {
	r := seeded()
	for range rounds {
		size := []int64{3, 30, 300}[r.IntN(3)]
		s := NPS{r.Int64N(size), r.Int64N(size), 2 + r.Int64N(size)}
		other := NPS{r.Int64N(size), r.Int64N(size), 1 + r.Int64N(size)}
		i, method := s.Interval()
		if !(-100 <= i.Lower && i.Lower <= s.Score() && s.Score() <= i.Upper && i.Upper <= 100) {
			t.Errorf("%+v: got %v around %v", s, i, s.Score())
		}
		small := s.N() < 40 || s.Promoters < 5 || s.Passives < 5 || s.Detractors < 5
		if (method == AdjustedWald) != small {
			t.Errorf("%+v: got method %s", s, method)
		}
		near(t, "se by person", s.SE(), seByPerson(s), 1e-9)

		mirror := NPS{s.Detractors, s.Passives, s.Promoters}
		m, _ := mirror.Interval()
		nearInterval(t, "mirror", m, [2]float64{-i.Upper, -i.Lower}, 1e-12)
		c, _ := NPSChange(s, other)
		back, _ := NPSChange(other, s)
		nearInterval(t, "back", back.Interval, [2]float64{-c.Interval.Upper, -c.Interval.Lower}, 1e-12)
		if inside := c.Interval.Lower <= 0 && 0 <= c.Interval.Upper; inside != (c.P >= .05) {
			t.Errorf("%+v to %+v: p %v and interval %v disagree", s, other, c.P, c.Interval)
		}
		if method == Wald {
			more, _ := NPS{4 * s.Promoters, 4 * s.Passives, 4 * s.Detractors}.Interval()
			near(t, "half the width", 2*(more.Upper-more.Lower), i.Upper-i.Lower, 1e-9)
		}
	}
}

// seByPerson takes the standard deviation (divisor n) of 1, 0 and -1 itself.
func seByPerson(s NPS) float64 {
	mean, n := s.Score()/100, float64(s.N())
	ss := float64(s.Promoters)*(1-mean)*(1-mean) +
		float64(s.Passives)*mean*mean +
		float64(s.Detractors)*(-1-mean)*(-1-mean)
	return 100 * math.Sqrt(ss/n/n)
}

func TestMeanProperties(t *testing.T) {
	r := seeded()
	for range rounds {
		values := make([]int64, 2+r.IntN(40))
		for k := range values {
			values[k] = r.Int64N(11)
		}
		m := momentsOf(values, 0)
		// Far from 0 a difference of float64 products would lose every digit.
		const far = 400_000_000
		near(t, "sd", m.SD(), twoPassSD(values), 1e-12)
		near(t, "sd far from 0", momentsOf(values, -far).SD(), m.SD(), 1e-12)
		near(t, "mean far from 0", momentsOf(values, -far).Mean(), m.Mean()-far, 1e-12)

		i, ok := m.Interval(0, 10)
		if !(ok && 0 <= i.Lower && i.Lower <= m.Mean() && m.Mean() <= i.Upper && i.Upper <= 10) {
			t.Errorf("%v: got %v %v", values, i, ok)
		}
		wide, _ := m.Interval(math.Inf(-1), math.Inf(1))
		more, _ := Moments{4 * m.N, 4 * m.Sum, 4 * m.SumSquares}.Interval(math.Inf(-1), math.Inf(1))
		if m.SD() > 0 && !(more.Upper-more.Lower < (wide.Upper-wide.Lower)/1.9) {
			t.Errorf("%v: width does not halve at four times the size", values)
		}
	}
}

func momentsOf(values []int64, shift int64) (m Moments) {
	for _, v := range values {
		v += shift
		m = Moments{m.N + 1, m.Sum + v, m.SumSquares + v*v}
	}
	return m
}

func twoPassSD(values []int64) float64 {
	var sum, ss float64
	for _, v := range values {
		sum += float64(v)
	}
	mean := sum / float64(len(values))
	for _, v := range values {
		ss += (float64(v) - mean) * (float64(v) - mean)
	}
	return math.Sqrt(ss / float64(len(values)-1))
}

func TestWelchProperties(t *testing.T) {
	r := seeded()
	for range rounds {
		a, b := make([]int64, 2+r.IntN(40)), make([]int64, 2+r.IntN(40))
		for k := range a {
			a[k] = r.Int64N(11)
		}
		for k := range b {
			b[k] = r.Int64N(11)
		}
		ma, mb := momentsOf(a, 0), momentsOf(b, 0)
		c, ok := Welch(ma, mb)
		if !ok {
			if ma.SD() > 0 || mb.SD() > 0 {
				t.Errorf("%v to %v: no change", a, b)
			}
			continue
		}
		lowest, highest := float64(min(ma.N, mb.N)-1), float64(ma.N+mb.N-2)
		if !(lowest-1e-9 <= c.DF && c.DF <= highest+1e-9) {
			t.Errorf("%v to %v: df %v", a, b, c.DF)
		}
		if inside := c.Interval.Lower <= 0 && 0 <= c.Interval.Upper; inside != (c.P >= .05) {
			t.Errorf("%v to %v: p %v and interval %v disagree", a, b, c.P, c.Interval)
		}
		back, _ := Welch(mb, ma)
		nearInterval(t, "back", back.Interval, [2]float64{-c.Interval.Upper, -c.Interval.Lower}, 1e-12)
		near(t, "back p", back.P, c.P, 1e-12)
	}
}

func TestPanics(t *testing.T) {
	for name, f := range map[string]func(){
		"Wilson x > n":         func() { Wilson(4, 3) },
		"Wilson x < 0":         func() { Wilson(-1, 3) },
		"Wilson of none":       func() { Wilson(1, 0) },
		"Wilson n < 0":         func() { Wilson(0, -3) },
		"Newcombe first":       func() { Newcombe(4, 3, 1, 3) },
		"Newcombe second":      func() { Newcombe(1, 3, 4, 3) },
		"RateRatio group":      func() { RateRatio(4, 3, 1, 3) },
		"RateRatio reference":  func() { RateRatio(1, 3, 4, 3) },
		"p first":              func() { TwoProportionP(4, 3, 1, 3) },
		"p second":             func() { TwoProportionP(1, 3, 4, 3) },
		"NPS negative":         func() { NPS{5, -1, 5}.Score() },
		"NPS interval":         func() { NPS{-1, 5, 5}.Interval() },
		"Moments impossible":   func() { Moments{2, 19, 180}.SD() },
		"Moments without rows": func() { Moments{0, 19, 0}.SD() },
		"Moments negative":     func() { Moments{-2, 0, 0}.SE() },
		"Moments scale":        func() { Moments{2, 19, 181}.Interval(10, 0) },
		"Student p":            func() { StudentQuantile(1, 3) },
		"Student df":           func() { StudentQuantile(.5, 0) },
		"Student NaN":          func() { StudentQuantile(.5, math.NaN()) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			f()
		})
	}
}

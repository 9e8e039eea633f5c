package chart

import (
	"math"
	"slices"
)

// A scale maps values to the part 0..1 of an axis.
type scale struct {
	min, max float64
	log      bool
	ticks    []tick
}

type tick struct {
	value float64
	text  string
}

// part gives the place of a value, held within 0..1.
func (s scale) part(v float64) float64 {
	lo, hi := s.min, s.max
	if s.log {
		if v <= 0 {
			return 0
		}
		v, lo, hi = math.Log(v), math.Log(lo), math.Log(hi)
	}
	return min(1, max(0, (v-lo)/(hi-lo)))
}

// heights gives the coordinates of the ticks.
func (s scale) heights(y func(float64) float64) []float64 {
	var out []float64
	for _, t := range s.ticks {
		out = append(out, y(t.value))
	}
	return out
}

// write puts the texts of the ticks of an upright axis left of x.
func (s scale) write(c *canvas, x float64, y func(float64) float64) {
	if len(s.ticks) == 0 {
		return
	}
	c.words("sub", "end")
	for _, t := range s.ticks {
		c.text("sub", "end", "", x, y(t.value), newBlock(t.text, 1e6, c.size, 1))
	}
	c.done()
}

// newScale chooses a scale for the drawn values with about n steps, and the
// finest ticks for which fits is true and no two ticks read alike. Without
// values it reports false.
func newScale(a Axis, drawn []float64, n int, fits func(scale) bool) (scale, bool) {
	if len(drawn) == 0 {
		return scale{}, false
	}
	lo, hi := a.span(drawn)
	if a.Log {
		return logScale(a, lo, hi, n, fits), true
	}
	return linearScale(a, lo, hi, n, fits), true
}

// span gives the range to be shown before it is made round; it is never empty.
func (a Axis) span(drawn []float64) (lo, hi float64) {
	if a.Log {
		return logSpan(drawn)
	}
	lo, hi = slices.Min(drawn), slices.Max(drawn)
	if a.Zero || lo > 0 && lo <= hi/2 {
		lo = min(lo, 0)
	}
	if a.Zero || hi < 0 && hi >= lo/2 {
		hi = max(hi, 0)
	}
	if lo < hi {
		return lo, hi
	}
	if lo == 0 {
		return 0, 1
	}
	pad := math.Abs(lo) / 10
	return a.clip(lo-pad, hi+pad, lo, hi)
}

func logSpan(drawn []float64) (lo, hi float64) {
	lo, hi = math.Inf(1), 0
	for _, v := range drawn {
		if v > 0 {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	if hi == 0 {
		lo, hi = 1, 1
	}
	if lo == hi {
		return lo / 1.5, hi * 1.5
	}
	return lo, hi
}

// clip keeps a range within the natural limits, but never inside the values.
func (a Axis) clip(lo, hi, least, most float64) (float64, float64) {
	if a.Limits[0] < a.Limits[1] {
		lo = max(lo, min(a.Limits[0], least))
		hi = min(hi, max(a.Limits[1], most))
	}
	return lo, hi
}

func linearScale(a Axis, lo, hi float64, n int, fits func(scale) bool) scale {
	var s scale
	m, e := firstStep((hi - lo) / float64(n))
	for range 12 {
		s = scale{min: multiple(math.Floor(quotient(lo, m, e)), m, e), max: multiple(math.Ceil(quotient(hi, m, e)), m, e)}
		s.min, s.max = a.clip(s.min, s.max, lo, hi)
		s.ticks = a.ticks(s, m, e)
		if distinct(s.ticks) && fits(s) {
			return s
		}
		m, e = nextStep(m, e)
	}
	s.ticks = nil
	return s
}

// logScale prefers even steps within a decade, then 1-2-5, then powers of ten.
// It is not made round: on a log axis that could double its length.
func logScale(a Axis, lo, hi float64, n int, fits func(scale) bool) scale {
	s := scale{min: lo / logMargin, max: hi * logMargin, log: true}
	good := func(ticks []tick) bool {
		s.ticks = ticks
		return len(ticks) > 1 && distinct(ticks) && fits(s)
	}
	if hi/lo < 10 {
		m, e := firstStep((hi - lo) / float64(n))
		for range 3 {
			if good(a.ticks(s, m, e)) {
				return s
			}
			m, e = nextStep(m, e)
		}
	}
	if good(a.decades(s, 1, 2, 5)) || good(a.decades(s, 1)) {
		return s
	}
	s.ticks = nil
	return s
}

const logMargin = 1.05 // beyond the values at both ends

// decades gives the steps of each decade within the scale.
func (a Axis) decades(s scale, steps ...float64) []tick {
	var ticks []tick
	for e := int(math.Floor(math.Log10(s.min))); e <= int(math.Ceil(math.Log10(s.max))); e++ {
		for _, m := range steps {
			if v := multiple(1, m, e); v >= s.min && v <= s.max {
				ticks = append(ticks, tick{v, a.Tick(v)})
			}
		}
	}
	return ticks
}

// ticks gives the multiples of a step within the scale.
func (a Axis) ticks(s scale, m float64, e int) []tick {
	var ticks []tick
	last := math.Floor(quotient(s.max, m, e))
	for k := math.Ceil(quotient(s.min, m, e)); k <= last; k++ {
		v := multiple(k, m, e)
		ticks = append(ticks, tick{v, a.Tick(v)})
	}
	return ticks
}

func distinct(ticks []tick) bool {
	for i := 1; i < len(ticks); i++ {
		if ticks[i].text == ticks[i-1].text {
			return false
		}
	}
	return true
}

// firstStep gives the least step m×10^e, m one of 1, 2, 5, that is not below
// raw. Steps are kept as two numbers, so that ticks come out as the decimals
// they look like.
func firstStep(raw float64) (m float64, e int) {
	e = int(math.Floor(math.Log10(raw)))
	for m = 1; multiple(1, m, e) < raw; m, e = nextStep(m, e) {
	}
	return m, e
}

func nextStep(m float64, e int) (float64, int) {
	switch m {
	case 1:
		return 2, e
	case 2:
		return 5, e
	}
	return 1, e + 1
}

// multiple gives k×m×10^e, rounded once.
func multiple(k, m float64, e int) float64 {
	v := k * m
	if e < 0 {
		v /= math.Pow10(-e)
	} else {
		v *= math.Pow10(e)
	}
	return v + 0 // no negative zero
}

// quotient gives v/(m×10^e), and a whole number where rounding hid one.
func quotient(v, m float64, e int) float64 {
	q := v / multiple(1, m, e)
	if r := math.Round(q); math.Abs(q-r) < 1e-9*max(1, math.Abs(q)) {
		return r
	}
	return q
}

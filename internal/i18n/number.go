package i18n

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// minus is the sign of negative numbers on pages: a hyphen breaks lines and is
// not spoken by every screen reader.
const minus = "−"

// Number writes v × 10^shift with so many decimals, rounded half away from
// zero on the shortest decimal that stands for v: 2.675 gives 2.68, although
// its binary value is a little less. What rounds to zero has no sign. It is
// plain ASCII without separators. It panics on NaN and infinities, which no
// published number is.
//
// Source: handbook 2c D2.
func Number(v float64, shift, decimals int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		panic(fmt.Sprintf("i18n: %v is not a number to print", v))
	}
	text := strconv.FormatFloat(math.Abs(v), 'e', -1, 64)
	mantissa, exp, _ := strings.Cut(text, "e")
	e, _ := strconv.Atoi(exp)
	whole, frac, _ := strings.Cut(mantissa, ".")
	digits, _ := strconv.ParseInt(whole+frac, 10, 64) // at most 17 digits
	return point(rounded(digits, len(frac)-e-shift-decimals), v < 0, decimals)
}

// rounded writes n / 10^drop, half up; a negative drop multiplies. n has at
// most 17 digits.
func rounded(n int64, drop int) string {
	switch {
	case n == 0 || drop > 17:
		return "0"
	case drop <= 0:
		return strconv.FormatInt(n, 10) + strings.Repeat("0", -drop)
	}
	p := power(drop)
	return strconv.FormatInt((n+p/2)/p, 10)
}

func power(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// Quotient writes x/n × 10^shift with so many decimals, rounded half away from
// zero on the exact fraction. It panics unless n > 0.
func Quotient(x, n int64, shift, decimals int) string {
	if n <= 0 {
		panic(fmt.Sprintf("i18n: %d/%d", x, n))
	}
	num := big.NewInt(x)
	num.Mul(num.Abs(num), big.NewInt(2*power(shift+decimals)))
	num.Add(num, big.NewInt(n))
	num.Quo(num, new(big.Int).Lsh(big.NewInt(n), 1))
	return point(num.String(), x < 0, decimals)
}

// point puts the decimal point into a whole number of 10^-decimals, and a sign
// before what is not zero.
func point(s string, negative bool, decimals int) string {
	if s == "0" {
		negative = false
	}
	if len(s) <= decimals {
		s = strings.Repeat("0", decimals-len(s)+1) + s
	}
	if decimals > 0 {
		s = s[:len(s)-decimals] + "." + s[len(s)-decimals:]
	}
	if negative {
		s = "-" + s
	}
	return s
}

// shown puts the true minus sign before a number.
func shown(s string) string { return strings.Replace(s, "-", minus, 1) }

// signed adds a plus sign to what is greater than zero.
func signed(s string) string {
	if s[0] != '-' && strings.Trim(s, "0.") != "" {
		s = "+" + s
	}
	return shown(s)
}

// Percent writes num/den in per cent with one decimal: 4.8%. It panics unless
// den > 0.
func (w *Words) Percent(num, den int64) string { return shown(Quotient(num, den, 2, 1)) + "%" }

// PercentOf writes a proportion in per cent with one decimal.
func (w *Words) PercentOf(v float64) string { return shown(Number(v, 2, 1)) + "%" }

// Points writes the difference of two proportions in percentage points, with
// its sign.
func (w *Words) Points(v float64) string {
	return w.T("number.points", "n", signed(Number(v, 2, 1)))
}

// PointsSize writes it without a sign, for sentences that say higher or lower.
func (w *Words) PointsSize(v float64) string {
	return w.T("number.points.long", "n", Number(math.Abs(v), 2, 1))
}

// Score writes a score in points of -100 to 100, without decimals.
func (w *Words) Score(v float64) string { return shown(Number(v, 0, 0)) }

// ScoreChange writes the difference of two scores, with its sign.
func (w *Words) ScoreChange(v float64) string {
	return w.points(signed(Number(v, 0, 0)))
}

// ScoreSize writes the difference without a sign.
func (w *Words) ScoreSize(v float64) string {
	return w.points(Number(math.Abs(v), 0, 0))
}

// ScoreSaid writes a score in words: −13点.
func (w *Words) ScoreSaid(v float64) string { return w.points(shown(Number(v, 0, 0))) }

// MeanSaid writes a mean in words: 6.5点.
func (w *Words) MeanSaid(v float64) string { return w.points(shown(Number(v, 0, 1))) }

// Decimal writes a number without a unit, with three decimals, or with up to
// six where fewer would not tell two digits of it.
func (w *Words) Decimal(v float64) string {
	decimals, size := 3, math.Abs(v)
	for size >= 5e-7 && size < 0.0095 && decimals < 6 {
		decimals, size = decimals+1, size*10
	}
	return shown(Number(v, 0, decimals))
}

// points writes a number of points.
func (w *Words) points(n string) string {
	if one(n) {
		return w.For(1, "number.score", "n", n)
	}
	return w.T("number.score", "n", n)
}

// one reports whether a printed number is 1 or -1.
func one(n string) bool { return strings.TrimLeft(n, "+"+minus) == "1" }

// Mean writes a mean of points of a scale with one decimal.
func (w *Words) Mean(v float64) string { return shown(Number(v, 0, 1)) }

// MeanChange writes the difference of two means, with its sign.
func (w *Words) MeanChange(v float64) string {
	return w.points(signed(Number(v, 0, 1)))
}

// MeanSize writes the difference without a sign.
func (w *Words) MeanSize(v float64) string {
	return w.points(Number(math.Abs(v), 0, 1))
}

// Times writes a ratio with two decimals.
func (w *Words) Times(v float64) string { return w.T("number.times", "n", Number(v, 0, 2)) }

// Quantity writes an amount with separators of thousands and its unit.
func (w *Words) Quantity(v float64, decimals int, unit string) string {
	return w.Amount(separated(shown(Number(v, 0, decimals))), unit)
}

// QuantityChange writes the difference of two amounts, with its sign.
func (w *Words) QuantityChange(v float64, decimals int, unit string) string {
	return w.Amount(separated(signed(Number(v, 0, decimals))), unit)
}

// Amount writes a printed number with its unit, which is in the plural: one of
// people is 1 person. The unit may be empty.
func (w *Words) Amount(n, unit string) string {
	if unit == "" {
		return n
	}
	if one(n) {
		unit = w.singular(unit)
	}
	return w.T("number.quantity", "n", n, "unit", unit)
}

// singular gives one of a unit, whose first word tells what it is: hours per
// 100 people.
func (w *Words) singular(unit string) string {
	head, rest, _ := strings.Cut(unit, " ")
	single, ok := w.texts["one."+head]
	switch {
	case !ok:
		return unit
	case strings.Contains(single, " ") || rest == "":
		return single
	}
	return single + " " + rest
}

// separated puts separators of thousands into a number.
func separated(s string) string {
	start := strings.IndexAny(s, "0123456789")
	end := strings.IndexByte(s, '.')
	if end < 0 {
		end = len(s)
	}
	for i := end - 3; i > start; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Count writes a whole number with separators of thousands.
func (w *Words) Count(n int64) string {
	return separated(shown(strconv.FormatInt(n, 10)))
}

// Range tells the limits of an interval as they are spoken.
func (w *Words) Range(lower, upper string) string {
	return w.T("number.range", "lower", lower, "upper", upper)
}

// Tick writes v × 10^shift for the scale of a chart, with no more decimals
// than it needs.
func (w *Words) Tick(v float64, shift int) string {
	s := Number(v, shift, 4)
	return shown(strings.TrimSuffix(strings.TrimRight(s, "0"), "."))
}

package notation

import (
	"math/bits"
	"strconv"
	"strings"
)

// A Word may be written after a number and says what it counts.
type Word struct {
	Text string // half-width, as in 千円, h, %
	Per  int64  // smallest units in one of it: 1000 yen, 60 minutes, 1
}

// A Unit says how the numbers of one column may be written, and what 1 means
// there. The zero Unit takes whole numbers from 0 without a word.
type Unit struct {
	Words    []Word
	Scale    int64 // smallest units in 1 of a number without a word; 0 means 1
	Declared bool  // the Scale was declared: a word that states another is refused
	Places   int   // decimals kept, 0 to 6: numbers are counted in 10^-Places of the smallest unit
	Max      int64 // the largest number of either sign, as counted; 0 means 10^12
	Negative bool  // may be below zero, as corrections and changes are
	Parens   bool  // (123) is -123; needs Negative
	Percent  bool  // 0.123 without a sign is flagged Hundredfold
	Clock    bool  // 3:30 and 3時間30分 are 210; the smallest unit is the minute
}

// maxCount keeps sums of any number of rows within 63 bits; maxYen is larger,
// as there are fewer rows with money.
const (
	maxCount = 1_000_000_000_000
	maxYen   = 1_000_000_000_000_000
)

// Persons counts persons.
func Persons() Unit {
	return Unit{Words: []Word{{"人", 1}, {"名", 1}, {"千人", 1000}, {"万人", 10_000}, {"百万人", 1_000_000}}}
}

// Count counts whole things that are called by any of the words: 件, 回, 校.
func Count(words ...string) Unit {
	var u Unit
	for _, w := range words {
		u.Words = append(u.Words, Word{w, 1})
	}
	return u
}

// Yen counts yen; it is exact, 1.5百万円 is 1,500,000.
func Yen() Unit {
	return Unit{Max: maxYen, Words: []Word{
		{"円", 1}, {"千円", 1000}, {"万円", 10_000}, {"百万円", 1_000_000}, {"千万円", 10_000_000}, {"億円", 100_000_000},
		{"yen", 1}, {"JPY", 1},
	}}
}

// Hours counts minutes that are written in hours: 3.5, 3:30, 3時間30分, 30分.
func Hours() Unit {
	return Unit{Scale: 60, Clock: true, Words: []Word{
		{"時間", 60}, {"h", 60}, {"hr", 60}, {"hrs", 60}, {"hour", 60}, {"hours", 60},
		{"分", 1}, {"min", 1}, {"minutes", 1},
	}}
}

// Minutes counts minutes that are written in minutes.
func Minutes() Unit {
	u := Hours()
	u.Scale = 1
	return u
}

// Percent counts percentages with so many decimals: with 1, 12.3 % is 123.
func Percent(places int) Unit {
	return Unit{Words: []Word{{"%", 1}, {"パーセント", 1}}, Places: places, Percent: true}
}

// Declare returns the unit of a column whose numbers are all in the word, such
// as 千円; ok is false if the unit does not know it.
func (u Unit) Declare(word string) (declared Unit, ok bool) {
	for _, w := range u.Words {
		if strings.EqualFold(w.Text, word) {
			u.Scale, u.Declared = w.Per, true
			return u, true
		}
	}
	return u, false
}

// scale is what a number without a word counts.
func (u *Unit) scale() int64 { return max(u.Scale, 1) }

// factor is what 1 of per smallest units counts.
func (u *Unit) factor(per int64) int64 {
	for range u.Places {
		per *= 10
	}
	return per
}

func (u *Unit) bound() int64 {
	if u.Max == 0 {
		return maxCount
	}
	return u.Max
}

// word cuts the longest of the unit's words off the end; without one the
// number counts by the scale.
func (u *Unit) word(s string) (number string, per int64, found bool) {
	number, per = s, u.scale()
	longest := 0
	for _, w := range u.Words {
		if n := len(s) - len(w.Text); n > 0 && len(w.Text) > longest && strings.EqualFold(s[n:], w.Text) {
			number, per, longest = strings.TrimRight(s[:n], " "), w.Per, len(w.Text)
		}
	}
	return number, per, longest > 0
}

// Format writes what ParseNumber has given so that it reads the same:
// 1500, 3.5, 3:20, 12.3%.
func (u Unit) Format(n int64) string {
	sign, magnitude := "", uint64(n)
	if n < 0 {
		sign, magnitude = "-", -uint64(n)
	}
	unit := uint64(u.factor(u.scale()))
	if s, ok := decimal(magnitude, unit); ok {
		if u.Percent {
			s += "%"
		}
		return sign + s
	}
	if u.Clock {
		s := strconv.FormatUint(magnitude%60+100, 10)
		return sign + strconv.FormatUint(magnitude/60, 10) + ":" + s[1:]
	}
	return sign + strconv.FormatUint(magnitude, 10) + u.smallest()
}

// smallest is the word for one smallest unit; "" if there is none.
func (u *Unit) smallest() string {
	for _, w := range u.Words {
		if w.Per == 1 {
			return w.Text
		}
	}
	return ""
}

// decimal writes n/unit if it ends within 12 decimals.
func decimal(n, unit uint64) (string, bool) {
	s, rest := strconv.FormatUint(n/unit, 10), n%unit
	if rest == 0 {
		return s, true
	}
	s += "."
	for range 12 {
		hi, lo := bits.Mul64(rest, 10)
		var d uint64
		d, rest = bits.Div64(hi, lo, unit)
		s += string(rune('0' + d))
		if rest == 0 {
			return s, true
		}
	}
	return "", false
}

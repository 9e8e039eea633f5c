package notation

import (
	"math/bits"
	"regexp"
	"strconv"
	"strings"
)

// A Number is what a text says.
type Number struct {
	N     int64 // smallest units of the measure (persons, yen, minutes) times 10^Places
	Flags Flags
}

// PlainDigits reads 1 to 12 ASCII digits, the usual case, without allocation.
func PlainDigits(s string) (n int64, ok bool) {
	if s == "" || len(s) > 12 {
		return 0, false
	}
	for i := range len(s) {
		d := s[i] - '0'
		if d > 9 {
			return 0, false
		}
		n = 10*n + int64(d)
	}
	return n, true
}

// ParseNumber reads a number of the unit in the forms of HANDBOOK 4.3: with
// thousands separators, a unit stuck to it, and the signs of official tables.
// It is exact: no floating point, and nothing is rounded.
func ParseNumber(text string, u Unit) (Number, Trouble) {
	if n, ok := PlainDigits(text); ok && u.scale() == 1 && u.Places == 0 && n <= u.bound() {
		return Number{N: n}, Good
	}
	s, trouble := fold(text)
	if trouble != Good {
		return Number{}, trouble
	}
	n, trouble := u.read(s)
	if trouble != Good && disguised(s, func(plain string) Trouble { _, t := u.read(plain); return t }) {
		return Number{}, Disguised
	}
	return n, trouble
}

// marked are the signs of official tables beside a number.
var marked = []struct {
	text   string
	flag   Flags
	before bool // may also stand before the number
}{
	{"p", Provisional, true}, {"r", Revised, true}, {"#", Subset, true}, {"*", SmallSample, false},
}

// signs cuts the signs off both ends, each once; the r of 3hr is none.
func (u *Unit) signs(s string) (string, Flags) {
	var flags Flags
	for again := true; again; {
		again = false
		for _, m := range marked {
			rest, ok := strings.CutSuffix(s, m.text)
			if _, _, word := u.word(s); word {
				ok = false
			}
			if !ok && m.before {
				rest, ok = strings.CutPrefix(s, m.text)
			}
			if ok && !flags.Has(m.flag) {
				s, flags, again = strings.Trim(rest, " "), flags|m.flag, true
			}
		}
	}
	return s, flags
}

// read reads a folded text.
func (u *Unit) read(s string) (Number, Trouble) {
	switch {
	case rounded.MatchString(s):
		return Number{}, Rounded
	case dateLike.MatchString(s):
		return Number{}, Damaged
	}
	body, flags := u.signs(s)
	body, before, trouble := u.sign(body)
	if body == "" {
		return Number{}, Unreadable
	}
	n, more, why := u.magnitude(body)
	switch {
	case why != Good:
		return Number{}, why
	case trouble != Good:
		return Number{}, trouble
	case before == 0:
		return Number{n, flags | more}, Good
	case !u.Negative:
		return Number{}, Negative
	case n == 0:
		flags |= BelowUnit
	}
	if before&vowel != 0 {
		flags |= LongVowel
	}
	return Number{-n, flags | more}, Good
}

// What stood before a number.
type prefix int8

const (
	minus prefix = 1 << iota
	vowel        // the letter ー for a minus
)

var (
	rounded = regexp.MustCompile(`^[-▲△]?\d+(?:\.\d+)?[eE][-+]?\d+$`)
	// dateLike is what a spreadsheet makes of 4-6.
	dateLike = regexp.MustCompile(`(?i)^\d{1,2}月\d{1,2}日$|^\d{1,2}-[a-z]{3}$|^[a-z]{3}-\d{1,2}$|^\d{4}[-/]\d{1,2}[-/]\d{1,2}`)
	parens   = regexp.MustCompile(`^\(([^()]+)\)([^()\d.,]*)$`)
	yenSign  = regexp.MustCompile(`^[¥\\] ?`)
)

// sign cuts the sign and the yen sign off the front, or the parentheses off
// both ends. Parentheses that the unit does not know are a trouble only if a
// number is in them.
func (u *Unit) sign(s string) (body string, p prefix, trouble Trouble) {
	if m := parens.FindStringSubmatch(s); m != nil {
		if !u.Parens || !u.Negative {
			trouble = Parentheses
		}
		return m[1] + m[2], minus, trouble
	}
	s = u.currency(s)
	for _, sign := range []string{"-", "▲", "△", "ー"} {
		if rest, ok := strings.CutPrefix(s, sign); ok {
			s, p = rest, minus
			if sign == "ー" {
				p |= vowel
			}
			break
		}
	}
	if p == 0 && u.Negative {
		s = strings.TrimPrefix(s, "+")
	}
	return u.currency(strings.TrimLeft(s, " ")), p, Good
}

// currency cuts off a yen sign, which old character sets show for a backslash.
func (u *Unit) currency(s string) string {
	if _, _, money := u.word("0円"); money {
		return yenSign.ReplaceAllString(s, "")
	}
	return s
}

var (
	grouped   = regexp.MustCompile(`^(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)(?:\.\d+)?$`)
	clockTime = regexp.MustCompile(`^(\d{1,6})(?::([0-5]\d)(?::00)?|時間([0-5]?\d)分)$`)
	separator = strings.NewReplacer(",", "", " ", "")
)

// magnitude reads a number without a sign.
func (u *Unit) magnitude(s string) (n int64, flags Flags, trouble Trouble) {
	if m := clockTime.FindStringSubmatch(s); m != nil && u.Clock {
		n, trouble = u.bounded(uint64(60*atoi(m[1]) + atoi(m[2]+m[3])))
		return n, 0, trouble
	}
	number, per, word := u.word(s)
	if !grouped.MatchString(number) {
		return 0, 0, u.why(s)
	}
	if word && u.Declared && per != u.scale() {
		return 0, 0, UnitConflict
	}
	whole, part, _ := strings.Cut(separator.Replace(number), ".")
	if n, trouble = u.exact(whole, part, per); trouble != Good {
		return 0, 0, trouble
	}
	if u.Percent && !word && n != 0 && strings.Trim(whole, "0") == "" {
		flags = Hundredfold
	}
	return n, flags, Good
}

// exact counts whole.part of per smallest units. Databases write whole numbers
// as 12.0 and 12.00; but 12.000 may be twelve thousand.
func (u *Unit) exact(whole, part string, per int64) (int64, Trouble) {
	zeros := len(part)
	whole, part = strings.TrimLeft(whole, "0"), strings.TrimRight(part, "0")
	inexact := TooFine
	if u.factor(per) == 1 {
		inexact = Fraction
	}
	switch {
	case part == "" && zeros > 2 && u.Places == 0 && !u.Clock:
		return 0, Fraction
	case len(whole) > 16:
		return 0, TooLarge
	case len(whole)+len(part) > 18:
		return 0, inexact
	}
	mantissa, _ := strconv.ParseUint("0"+whole+part, 10, 64)
	hi, lo := bits.Mul64(mantissa, uint64(u.factor(per)))
	unit := power(len(part))
	if hi >= unit {
		return 0, TooLarge
	}
	n, rest := bits.Div64(hi, lo, unit)
	if rest != 0 {
		return 0, inexact
	}
	return u.bounded(n)
}

// power is 10^n, for n up to 18.
func power(n int) uint64 {
	p := uint64(1)
	for range n {
		p *= 10
	}
	return p
}

func (u *Unit) bounded(n uint64) (int64, Trouble) {
	if n > uint64(u.bound()) {
		return 0, TooLarge
	}
	return int64(n), Good
}

// reasons are why a text is no number, in the order in which they are tried.
var reasons = []struct {
	pattern *regexp.Regexp
	why     Trouble
}{
	{regexp.MustCompile(`\d.*(?:程度|以上|以下|未満|超|前後|ほど|余|より|~|\d-\d|\+$|±)|(?:約|およそ|[<>≦≧≤≥]).*\d`), Vague},
	{regexp.MustCompile(`^[\d., ]+%$|^[\d., ]+(?:パーセント|‰)$`), PercentSign},
	{regexp.MustCompile(`^[\d,.]*[, '][\d., ']*$`), Grouping},
	{regexp.MustCompile(`^[\d., ]+(?:千|百万|万|億)?(?:円|人|名|件)$|^[\d., ]+(?:千|百万|万|億)?(?:時間|単位)$`), WrongUnit},
	{regexp.MustCompile(`[〇一二三四五六七八九十百千万億兆]`), KanjiNumber},
	{regexp.MustCompile(`^[\d., ]*\d[., ]*[^\d., ():-]+$`), WrongUnit},
}

// why tells what keeps a text from being a number.
func (u *Unit) why(s string) Trouble {
	for _, r := range reasons {
		if r.pattern.MatchString(s) {
			return r.why
		}
	}
	return Unreadable
}

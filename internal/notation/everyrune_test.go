package notation

import (
	"strings"
	"testing"
	"unicode"
)

// typed are nearly all characters that may be typed or pasted: the first plane
// without Hangul, private use and kanji, of which only those that forms have
// and their neighbours; and the digits of mathematics.
var typed = func() []rune {
	var all []rune
	for r := rune(1); r < 0x1D800; r++ {
		switch r {
		case 0x3400:
			r = 0xF900
		case 0x10000:
			r = 0x1D7C0
		}
		all = append(all, r)
	}
	for _, r := range "一二三四五六七八九十百千万億兆零壱弐参令平昭大明人名日月火水木金土分年半期上下前後元" {
		all = append(all, r)
	}
	return all
}()

// everyRune gives the characters with which a text is read; %s stands for the
// character.
func everyRune(pattern string, read func(string) Trouble) string {
	var good strings.Builder
	for _, r := range typed {
		if read(strings.Replace(pattern, "%s", string(r), 1)) == Good {
			good.WriteRune(r)
		}
	}
	return good.String()
}

// Nothing but what is listed here may stand in, before or after a number,
// whatever it looks like.
func TestEveryCharacterInNumbers(t *testing.T) {
	spaces := charactersOf(unicode.Zs)
	blanks := charactersOf(unicode.White_Space) + "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
	digits := "0123456789０１２３４５６７８９"
	persons := func(s string) Trouble { _, trouble := ParseNumber(s, Persons()); return trouble }
	for _, tt := range []struct{ pattern, want string }{
		{"1%s234", digits + ",，" + spaces},
		{"12%s", digits + "pr#*ｐｒ＃＊人名⼈" + blanks},
		{"%s12", digits + "pr#ｐｒ＃" + blanks},
		{"1.%s", "0０"},
		{"1%s0", digits + ".．"},
	} {
		same(t, tt.pattern, everyRune(tt.pattern, persons), tt.want)
	}
}

// The same for periods and dates: a label keeps no spaces, so they may stand
// anywhere but between two digits.
func TestEveryCharacterInDates(t *testing.T) {
	spaces := charactersOf(unicode.White_Space)
	spaces = strings.NewReplacer("\v", "", "\f", "", "\u0085", "", "\u2028", "", "\u2029", "").Replace(spaces)
	period := func(s string) Trouble { _, trouble := ParsePeriod(s, PeriodOptions{}); return trouble }
	date := func(s string) Trouble { _, trouble := ParseDate(s, DateOptions{}); return trouble }
	same(t, "month", everyRune("2026年%s月", period), "123456789１２３４５６７８９一二三四五六七八九十⼀⼆⼋⼗\uf9d1")
	same(t, "quarter", everyRune("2026FQ%s", period), "1234１２３４一二三四⼀⼆")
	same(t, "after", everyRune("2026FQ1%s", period), spaces+"分\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\v\f\u0085\u2028\u2029")
	same(t, "day", everyRune("2026-04-%s5", date), "012０１２"+spaces+"\u2028\u2029")
	same(t, "era", everyRune("%s8.4.1", date), "RrＲｒ令㋿HhＨｈ平㍻SsＳｓ昭㍼TtＴｔ大㍽MmＭｍ明㍾⼤\uf9a8")
	same(t, "sign", everyRune("2026%s04", period), "-/.－／．‐‑‒–—―−ー─━﹣ｰ")
}

func charactersOf(table *unicode.RangeTable) string {
	var b strings.Builder
	for r := rune(1); r < 0x20000; r++ {
		if unicode.Is(table, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// same compares sets of characters.
func same(t *testing.T, what, got, want string) {
	t.Helper()
	for _, r := range got {
		if !strings.ContainsRune(want, r) {
			t.Errorf("%s: %q (%U) is accepted", what, r, r)
		}
	}
	for _, r := range want {
		if !strings.ContainsRune(got, r) {
			t.Errorf("%s: %q (%U) is refused", what, r, r)
		}
	}
}

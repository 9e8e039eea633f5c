package notation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"fukusen/internal/rows"
)

// single are characters that offices use for another, or for several.
var single = map[rune]string{
	'㍾': "明治", '㍽': "大正", '㍼': "昭和", '㍻': "平成", '㋿': "令和",
	'㈪': "(月)", '㈫': "(火)", '㈬': "(水)", '㈭': "(木)", '㈮': "(金)", '㈯': "(土)", '㈰': "(日)",
	'㊊': "(月)", '㊋': "(火)", '㊌': "(水)", '㊍': "(木)", '㊎': "(金)", '㊏': "(土)", '㊐': "(日)",
	'\u2010': "-", '\u2011': "-", '\u2012': "-", '\u2013': "-", '\u2014': "-", '\u2015': "-", '\u2212': "-",
	'\uFE63': "-", '\u2500': "-", '\u2501': "-",
	'\u301C': "~", '\u223C': "~",
	'\uFFE5': "¥", 'ｰ': "ー",
	'〇': "〇", 'Ⅰ': "Ⅰ", 'Ⅱ': "Ⅱ", 'Ⅲ': "Ⅲ", 'Ⅳ': "Ⅳ", // numbers that the rule below would take for disguised
	'…': "…",
}

// longest is more bytes than any period, date or number takes; a field may
// have megabytes.
const longest = 256

// fold brings a text to one writing: full-width letters and digits as ASCII,
// one kind of hyphen, of wave dash and of space. Unlike NFKC it never makes a
// digit of what is none (10² must not become 102): such a text is Disguised.
func fold(text string) (string, Trouble) {
	s := rows.Clean(text)
	switch {
	case s == "":
		return "", Blank
	case len(s) > longest:
		return "", Unreadable
	}
	if cellErrors[strings.ToUpper(s)] || strings.Trim(s, "#") == "" {
		return "", SpreadsheetError
	}
	if printable(s) {
		return s, Good
	}
	var b strings.Builder
	for _, r := range s {
		t, ok := foldRune(r)
		if !ok {
			return "", Disguised
		}
		b.WriteString(t)
	}
	return strings.TrimSpace(b.String()), Good
}

// cellErrors are what spreadsheets show for a formula that failed.
var cellErrors = map[string]bool{
	"#N/A": true, "#DIV/0!": true, "#REF!": true, "#VALUE!": true, "#NAME?": true, "#NUM!": true, "#NULL!": true,
	"#SPILL!": true, "#CALC!": true,
}

func printable(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func foldRune(r rune) (s string, ok bool) {
	if t, known := single[r]; known {
		return t, true
	}
	switch {
	case ' ' <= r && r <= '~', r == '\n', r == '\t', r == '\r':
		return string(r), true
	case '！' <= r && r <= '～':
		return string(r - '！' + '!'), true
	case unicode.Is(unicode.Zs, r):
		return " ", true
	case unicode.In(r, unicode.M, unicode.N, unicode.C), r == utf8.RuneError:
		return "", false
	case '⺀' <= r && r <= '⿟', 0xF900 <= r && r <= 0xFAFF: // radicals and doubles, as PDF files give them
		return norm.NFKC.String(string(r)), true
	}
	return string(r), !strings.ContainsFunc(norm.NFKC.String(string(r)), isASCIIWord)
}

func isASCIIWord(r rune) bool {
	return '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z'
}

var labelReplacer = strings.NewReplacer(
	"・四半期", "Q", "四半期", "Q", "元年", "1年", "元(", "1(", "元.", "1.", "元/", "1/", "元-", "1-", "元Q", "1Q",
	"Ⅰ期", "1Q", "Ⅱ期", "2Q", "Ⅲ期", "3Q", "Ⅳ期", "4Q",
	"Ⅰ四半期", "1Q", "Ⅱ四半期", "2Q", "Ⅲ四半期", "3Q", "Ⅳ四半期", "4Q",
	"Ⅰ・四半期", "1Q", "Ⅱ・四半期", "2Q", "Ⅲ・四半期", "3Q", "Ⅳ・四半期", "4Q",
	"ー", "-", "西暦", "",
)

// label brings the text of a period or a date to one writing: folded, upper
// case, kanji numerals as digits, Q for 四半期, and no spaces but those between
// two digits, which separate them.
func label(text string) (string, Trouble) {
	s, trouble := fold(text)
	if trouble != Good {
		return "", trouble
	}
	s, ok := digits(labelReplacer.Replace(strings.ToUpper(s)))
	if !ok {
		return "", Unreadable
	}
	return closeUp(s), Good
}

// closeUp drops the spaces of s but one between two digits.
func closeUp(s string) string {
	words := strings.Fields(s)
	if len(words) < 2 {
		return s
	}
	var b strings.Builder
	for i, w := range words {
		if i > 0 && isDigit(w[0]) && isDigit(words[i-1][len(words[i-1])-1]) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	return b.String()
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// kanji are the numerals of dates; ○ is what keyboards give for 〇.
const kanji = "〇一二三四五六七八九"

func isKanjiDigit(r rune) bool { return r == '十' || r == '○' || strings.ContainsRune(kanji, r) }

// digits writes runs of kanji numerals as digits. A run that is no number, or
// that touches a digit, is none that may be guessed at.
func digits(s string) (string, bool) {
	if !strings.ContainsFunc(s, isKanjiDigit) {
		return s, true
	}
	var b strings.Builder
	for s != "" {
		from := strings.IndexFunc(s, isKanjiDigit)
		if from < 0 {
			b.WriteString(s)
			break
		}
		to := from + len(s[from:]) - len(strings.TrimLeftFunc(s[from:], isKanjiDigit))
		n, ok := kanjiNumber([]rune(s[from:to]))
		if !ok || from > 0 && isDigit(s[from-1]) || to < len(s) && isDigit(s[to]) {
			return "", false
		}
		b.WriteString(s[:from] + n)
		s = s[to:]
		if s != "" && strings.IndexFunc(s, isKanjiDigit) == 0 {
			return "", false
		}
	}
	return b.String(), true
}

// kanjiNumber reads 二〇二六 digit by digit, and 十, 二十, 十二, 三十一.
func kanjiNumber(run []rune) (string, bool) {
	var b strings.Builder
	ten := -1
	for i, r := range run {
		switch {
		case r == '十' && ten >= 0:
			return "", false
		case r == '十':
			ten = i
		case r == '○':
			b.WriteByte('0')
		default:
			b.WriteByte(byte('0' + strings.IndexRune(kanji, r)/len("一")))
		}
	}
	if ten < 0 {
		return b.String(), true
	}
	return tens(b.String(), ten, len(run)-ten-1)
}

// tens reads the digits around one 十, of which before stand before it.
func tens(d string, before, after int) (string, bool) {
	if before > 1 || after > 1 || strings.ContainsRune(d, '0') || before == 1 && d[0] == '1' {
		return "", false
	}
	if before == 0 {
		d = "1" + d
	}
	if after == 0 {
		d += "0"
	}
	return d, true
}

// lookalikes turns letters that are typed for digits into them.
var lookalikes = strings.NewReplacer(
	"O", "0", "o", "0", "О", "0", "о", "0", "Ο", "0", "ο", "0", "Ｏ", "0", "ｏ", "0",
	"l", "1", "I", "1", "|", "1", "ｌ", "1", "Ｉ", "1",
)

// disguised reports whether a text that was not read would be good if letters
// that look like digits were digits.
func disguised(text string, read func(string) Trouble) bool {
	plain := lookalikes.Replace(text)
	return plain != text && read(plain) == Good
}

package rows

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean returns s without spaces at its ends: those of ASCII, the ideographic
// space U+3000, NBSP, and what has no width at all (U+200B to U+200F, word
// joiner, a BOM left over from joined files).
func Clean(s string) string {
	if s == "" || solid(s[0]) && solid(s[len(s)-1]) {
		return s
	}
	return strings.TrimFunc(s, invisible)
}

// solid reports a printable ASCII byte: nothing to trim.
func solid(b byte) bool { return '!' <= b && b <= '~' }

func invisible(r rune) bool {
	return unicode.IsSpace(r) || 0x200B <= r && r <= 0x200F || r == 0x2060 || r == 0xFEFF
}

// twins are characters that offices type for another, or that one system
// reads where another reads the other: after NFKC, what is left of the hyphens,
// of the wave dash 〜～, of ‖∥ and ‾￣, and of the dots ⋯…. The long vowel mark ー is a
// letter and stays.
var twins = strings.NewReplacer(
	"\u2010", "-", "\u2012", "-", "\u2013", "-", "\u2014", "-", "\u2015", "-", "\u2212", "-",
	"\u301c", "~", "\u2016", "\u2225", " \u0304", "\u00AF", " \u0305", "\u00AF", "\u22EF", "...",
)

// Fold brings text into the form in which headers, codes and numbers are
// compared: cleaned, NFKC (half-width letters and digits, full-width kana), one
// character for all that are alike in another encoding. It changes meaning (㈱ becomes (株)), so what it
// returns is never stored or shown. Letter case stays.
func Fold(s string) string {
	s = Clean(s)
	if isASCII(s) {
		return s
	}
	return Clean(twins.Replace(norm.NFKC.String(s)))
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Nearest returns at most max of the words that are written much like word,
// the nearest first: for a hint "did you mean". Near is an edit distance of at
// most a third of the longer word (but 1 is always near), or one word of two
// letters or more within the other. Case and width are ignored.
func Nearest(word string, among []string, max int) []string {
	type match struct {
		word     string
		distance int
	}
	w := strings.ToLower(Fold(word))
	var near []match
	for _, a := range among {
		if d, ok := nearness(w, strings.ToLower(Fold(a))); ok {
			near = append(near, match{a, d})
		}
	}
	slices.SortStableFunc(near, func(x, y match) int { return cmp.Compare(x.distance, y.distance) })
	var words []string
	for _, m := range near[:min(len(near), max)] {
		words = append(words, m.word)
	}
	return words
}

func nearness(a, b string) (distance int, near bool) {
	x, y := []rune(a), []rune(b)
	if len(x) == 0 || len(y) == 0 {
		return 0, false
	}
	d := editDistance(x, y)
	within := min(len(x), len(y)) >= 2 && (strings.Contains(a, b) || strings.Contains(b, a))
	return d, within || d <= editLimit(len(x), len(y))
}

// editLimit is never so large that two words without a common letter are near.
func editLimit(m, n int) int {
	longer := max(m, n)
	return min(max(1, longer/3), longer-1)
}

// editDistance counts the letters to insert, delete or replace
// (Levenshtein), one row of the table at a time.
func editDistance(x, y []rune) int {
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, a := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j, b := range y {
			replaced := diagonal
			if a != b {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}

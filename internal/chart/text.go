package chart

import "strings"

// em gives the advance of a rune in ems. Wide characters are exact; for the
// rest the table is a little generous, because the font is the reader's.
func em(r rune) float64 {
	switch {
	case r < 0x80:
		return asciiEm[max(r, 0)]
	case r >= 0x300 && r < 0x370 || r == 0x200b || r >= 0xfe00 && r < 0xfe10:
		return 0
	case r < 0x370 || r >= 0xff61 && r <= 0xffdc:
		return 0.58
	case r < 0x1100:
		return 0.7
	}
	return 1
}

var asciiEm = func() (table [0x80]float64) {
	for i := range table {
		switch r := rune(i); {
		case r < 0x20:
		case strings.ContainsRune("mwMW@%", r):
			table[i] = 0.92
		case r >= 'A' && r <= 'Z':
			table[i] = 0.7
		default:
			table[i] = 0.58
		}
	}
	return table
}()

// textWidth gives the width of a line of text of a size, in pixels.
func textWidth(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		w += em(r)
	}
	return w * size
}

// grown is the size to measure letters by that must not reach beyond an edge: on
// the narrowest screens the stylesheet sets those of narrow drawings larger.
func grown(size float64) float64 {
	if size < textSize(Wide) {
		return size * 1.1
	}
	return size
}

// boldSize is the size to measure bold letters by, which are wider.
func boldSize(size float64) float64 { return size * 1.08 }

// Characters that do not begin or do not end a line in Japanese.
const (
	notFirst = "、。，．・：；！？）」』】〕〉》ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％%,.)]}"
	notLast  = "（「『【〔〈《([{"
)

// wrap breaks a text into at most a number of lines of a width in pixels. A
// newline always breaks. cut reports that the last line was shortened.
func wrap(s string, width, size float64, lines int) (out []string, cut bool) {
	s = strings.TrimSpace(s)
	if s == "" || fits(s, width, size) {
		return either(s == "", nil, []string{s}), false
	}
	rest := []rune(s)
	for len(rest) > 0 {
		n := fit(rest, width, size)
		if n == len(rest) {
			return append(out, string(rest)), false
		}
		if len(out) == lines-1 {
			return append(out, shorten(rest, width, size)), true
		}
		if rest[n] != '\n' {
			n = breakBefore(rest, n)
		}
		out = append(out, strings.TrimSpace(string(rest[:n])))
		rest = []rune(strings.TrimSpace(string(rest[n:])))
	}
	return out, false
}

// fits reports whether a text is one line.
func fits(s string, width, size float64) bool {
	w := 0.0
	for i, r := range s {
		w += em(r) * size
		if r == '\n' || w > width && i > 0 {
			return false
		}
	}
	return true
}

// fit counts the runes, at least one, that a line can take.
func fit(s []rune, width, size float64) int {
	w := 0.0
	for i, r := range s {
		w += em(r) * size
		if r == '\n' || w > width && i > 0 {
			return i
		}
	}
	return len(s)
}

// breakBefore moves a break at n back to the best place in the second half of
// a line: after a separator, else where the script changes, else between any
// two characters that may be parted, else it stays.
func breakBefore(s []rune, n int) int {
	best, at := 0, n
	for i := n; i >= max(1, n/2); i-- {
		if q := breakQuality(s[i-1], s[i]); q > best {
			best, at = q, i
		}
	}
	return at
}

func breakQuality(prev, next rune) int {
	switch {
	case strings.ContainsRune(notFirst, next) && next != ' ' || strings.ContainsRune(notLast, prev):
		return 0
	case prev == ' ' || next == ' ' || strings.ContainsRune("・、，/", prev) || strings.ContainsRune(notLast, next):
		return 3
	case script(prev) != script(next) && script(next) != hiragana:
		return 2
	case em(prev) == 1 || em(next) == 1:
		return 1
	}
	return 0
}

const (
	latin = iota
	hiragana
	katakana
	kanji
)

func script(r rune) int {
	switch {
	case r >= 0x3040 && r < 0x30a0:
		return hiragana
	case r >= 0x30a0 && r < 0x3100:
		return katakana
	case em(r) == 1:
		return kanji
	}
	return latin
}

// shorten ends a text that is too long with an ellipsis.
func shorten(s []rune, width, size float64) string {
	n := fit(s, width-size, size)
	return strings.TrimSpace(string(s[:n])) + "…"
}

// A block is a wrapped text with its measures.
type block struct {
	lines  []string
	full   string // the whole text when it was shortened
	width  float64
	height float64
}

const leading = 1.3 // of lines, in text sizes

// headroom stands above the first line of a drawing: browsers give a line of a
// Japanese font more height than its letters have.
const headroom = 1.5

func newBlock(s string, width, size float64, lines int) block {
	out, cut := wrap(s, width, size, lines)
	b := block{lines: out, height: float64(len(out)) * size * leading}
	if cut {
		b.full = strings.ReplaceAll(s, "\n", " ")
	}
	for _, l := range out {
		b.width = max(b.width, textWidth(l, size))
	}
	return b
}

// A box is a rectangle in pixels.
type box struct{ x0, y0, x1, y1 float64 }

func (a box) meets(b box) bool {
	return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1
}

func meetsAny(a box, all []box) bool {
	for _, b := range all {
		if a.meets(b) {
			return true
		}
	}
	return false
}

// spread moves labels of given heights, sorted by the centres they want, so
// far apart that none meets another and all stay between top and bottom. The
// heights must fit in there.
func spread(want, height []float64, top, bottom float64) []float64 {
	at := make([]float64, len(want))
	edge := top
	for i := range want {
		at[i] = max(want[i], edge+height[i]/2)
		edge = at[i] + height[i]/2
	}
	edge = bottom
	for i := len(at) - 1; i >= 0; i-- {
		at[i] = min(at[i], edge-height[i]/2)
		edge = at[i] - height[i]/2
	}
	return at
}

// spaceAt reports whether a text was broken between two lines at a space.
func spaceAt(s, before, after string) bool {
	return strings.Contains(s, before+" "+after) || strings.Contains(s, before+"\n"+after)
}

package content

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"fukusen/internal/diag"
)

var bom = []byte("\ufeff")

// A source is the text of a file with line ends made \n and without a byte
// order mark. Neither change moves anything within its line, except that the
// mark counts three bytes of the first.
type source struct {
	file  string
	text  []byte
	lines []int // offset of each line's first byte
	mark  int   // bytes of the byte order mark
}

// newSource reports false if the bytes are not UTF-8, the only encoding in
// which pages are read: a guess could change what they say.
func newSource(file string, b []byte) (*source, bool) {
	s := &source{file: file, lines: []int{0}}
	if rest, ok := bytes.CutPrefix(b, bom); ok {
		b, s.mark = rest, len(bom)
	}
	s.text = bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))
	s.text = bytes.ReplaceAll(s.text, []byte("\r"), []byte("\n"))
	for i, c := range s.text {
		if c == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
	return s, utf8.Valid(b)
}

// pos is the place in the file of an offset in the text.
func (s *source) pos(offset int) diag.Pos {
	offset = min(max(offset, 0), len(s.text))
	line := sort.SearchInts(s.lines, offset+1) - 1
	col := offset - s.lines[line] + 1
	if line == 0 {
		col += s.mark
	}
	return diag.Pos{File: s.file, Line: line + 1, Col: col}
}

// badByte is the place of the first byte that is not UTF-8.
func (s *source) badByte() diag.Pos {
	for i := 0; i < len(s.text); {
		r, n := utf8.DecodeRune(s.text[i:])
		if r == utf8.RuneError && n == 1 {
			return s.pos(i)
		}
		i += n
	}
	return diag.Pos{File: s.file}
}

// line returns the text of a line, counted from 1, without its end.
func (s *source) line(n int) []byte {
	if n < 1 || n > len(s.lines) {
		return nil
	}
	l := s.text[s.lines[n-1]:]
	if i := bytes.IndexByte(l, '\n'); i >= 0 {
		return l[:i]
	}
	return l
}

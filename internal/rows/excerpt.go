package rows

import (
	"bufio"
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"fukusen/internal/diag"
)

// An Extract is the line of a place, to be shown with a caret.
type Extract struct {
	Line       string // decoded, cut around the place to at most 160 characters; … stands for what was cut
	Start, End int    // bytes of Line in which the field stands; both 0 if the place has no column
}

// excerptRunes is how many characters of a line are shown.
const excerptRunes = 160

// Excerpt gives the text of the line of a place, and where in it the field is
// that begins there. It is not ok if the file cannot be read as text, or has no
// such line. It reads the file from the start: for many places use Excerpts.
func Excerpt(fsys fs.FS, path string, opt Options, pos diag.Pos) (line string, start, end int, ok bool) {
	all := Excerpts(fsys, path, opt, []diag.Pos{pos})
	if len(all) == 0 {
		return "", 0, 0, false
	}
	e, ok := all[pos]
	return e.Line, e.Start, e.End, ok
}

// Excerpts gives the excerpts of many places of one file, in any order, for
// which it reads the file once. Places that cannot be shown are not in the map.
func Excerpts(fsys fs.FS, path string, opt Options, places []diag.Pos) map[diag.Pos]Extract {
	file, comma, ok := identify(fsys, path, opt)
	if !ok {
		return nil
	}
	s, err := file.open(0)
	if err != nil {
		return nil
	}
	defer s.file.Close()
	sorted := slices.Clone(places)
	slices.SortFunc(sorted, func(a, b diag.Pos) int { return cmp.Compare(a.Line, b.Line) })
	all := map[diag.Pos]Extract{}
	lines := &lineReader{r: bufio.NewReaderSize(s, 1<<16)}
	for _, p := range sorted {
		if p.Line > 0 && p.Sheet == "" && lines.to(p.Line) {
			all[p] = extract(lines.text, p.Col, file.encoding, comma)
		}
	}
	return all
}

// identify finds encoding and separator.
func identify(fsys fs.FS, path string, opt Options) (text, rune, bool) {
	if opt.Sheet != "" {
		return text{}, 0, false
	}
	r, _, err := Open(fsys, path, opt)
	if err != nil || r == nil {
		return text{}, 0, false
	}
	defer r.Close()
	return r.text, r.comma, true
}

// A lineReader reads one line after the other.
type lineReader struct {
	r    *bufio.Reader
	line int
	text string // of the line, without its end
}

// to goes forward to a line.
func (l *lineReader) to(line int) bool {
	for l.line < line {
		if !l.next(l.line+1 == line) {
			return false
		}
	}
	return true
}

// next keeps at most longest bytes of the next line, if it is wanted.
func (l *lineReader) next(wanted bool) bool {
	var b strings.Builder
	for read := false; ; read = true {
		part, err := l.r.ReadSlice('\n')
		if wanted && b.Len() < longest {
			b.Write(part)
		}
		if err == bufio.ErrBufferFull {
			continue
		}
		if err != nil && len(part) == 0 && !read {
			return false
		}
		l.line++
		l.text = strings.TrimRight(b.String(), "\r\n")
		return true
	}
}

// extract cuts a line around the field at a column of the file.
func extract(line string, col int, encoding string, comma rune) Extract {
	at, length := 0, 0
	if col > 0 && encoding != ISO2022JP {
		at = offsetOf(line, col, encoding)
		length = fieldLength(line[at:], comma)
	}
	before, field, after := valid(line[:at]), valid(line[at:at+length]), valid(line[at+length:])
	e := Extract{before + field + after, len(before), len(before) + len(field)}
	e.cut()
	e.mask()
	return e
}

func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// offsetOf gives the byte of the decoded line that is at a column of the file.
func offsetOf(line string, col int, encoding string) int {
	units := (col - 1) / unitSize(encoding)
	for i, c := range line {
		if units <= 0 {
			return i
		}
		switch {
		case c < utf8.RuneSelf:
			units--
		case c == utf8.RuneError && encoding == UTF8:
			_, size := utf8.DecodeRuneInString(line[i:])
			units -= size
		default:
			units -= unitsIn(c, encoding)
		}
	}
	return len(line)
}

// fieldLength is how far the field goes that the text begins with. A quoted one
// may go on in the next line.
func fieldLength(s string, comma rune) int {
	from := 0
	if strings.HasPrefix(s, `"`) {
		for from = 1; from < len(s); from++ {
			if s[from] != '"' {
				continue
			}
			if from++; from == len(s) || s[from] != '"' {
				return from
			}
		}
		return len(s)
	}
	if i := strings.IndexRune(s, comma); i >= 0 {
		return i
	}
	return len(s)
}

// cut leaves at most excerptRunes characters: those before the field as far as
// they fill a third.
func (e *Extract) cut() {
	if utf8.RuneCountInString(e.Line) <= excerptRunes {
		return
	}
	from := back(e.Line, e.Start, excerptRunes/3)
	if rest := utf8.RuneCountInString(e.Line[from:]); rest < excerptRunes-1 {
		from = back(e.Line, from, excerptRunes-1-rest)
	}
	kept := e.Line[from:]
	before, after := "", ""
	if from > 0 {
		before = "…"
	}
	if room := excerptRunes - utf8.RuneCountInString(before); utf8.RuneCountInString(kept) > room {
		kept = kept[:forward(kept, room-1)]
		after = "…"
	}
	shift := len(before) - from
	last := len(before) + len(kept)
	e.Line = before + kept + after
	e.Start, e.End = min(max(e.Start+shift, 0), last), min(max(e.End+shift, 0), last)
}

// back gives the start of the nth character before byte i.
func back(s string, i, n int) int {
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	return i
}

// forward gives the end of the first n characters.
func forward(s string, n int) int {
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// mask makes spaces of control characters, which would move the caret.
func (e *Extract) mask() {
	e.Line = strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7F {
			return ' '
		}
		return c
	}, e.Line)
}

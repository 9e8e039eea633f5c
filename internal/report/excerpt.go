package report

import (
	"bufio"
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"

	"fukusen/internal/diag"
)

// An Excerpt gives the line of a place as UTF-8, and between which bytes the
// value stands; start equals end where only the beginning is known, and both
// are -1 where the whole line is meant. ok is false if there is nothing to show.
type Excerpt func(diag.Pos) (line string, start, end int, ok bool)

// longest is the length of a line, in bytes, beyond which it is not shown.
const longest = 1 << 14

// Excerpts reads the lines of all findings, each file once. Files that cannot
// be read and lines that are no text give no excerpt: the finding is what
// matters.
func Excerpts(fsys fs.FS, l diag.List) Excerpt {
	wanted := map[string][]int{}
	for _, f := range l {
		if f.Pos.Sheet == "" && f.Pos.Line > 0 {
			wanted[f.Pos.File] = append(wanted[f.Pos.File], f.Pos.Line)
		}
	}
	found := map[diag.Pos][]byte{} // by file and line
	for file, numbers := range wanted {
		slices.Sort(numbers)
		for n, line := range readLines(fsys, file, slices.Compact(numbers)) {
			found[diag.Pos{File: file, Line: n}] = line
		}
	}
	return func(p diag.Pos) (string, int, int, bool) {
		line, ok := found[diag.Pos{File: p.File, Line: p.Line}]
		if !ok || p.Sheet != "" {
			return "", 0, 0, false
		}
		return cut(line, p)
	}
}

// readLines gives those of the lines that are there. Lines end in LF, or in CR
// in files of old Macs. Where both are mixed it is not sure which line is
// meant, so none is given from there on: no line is better than a wrong one.
func readLines(fsys fs.FS, file string, numbers []int) map[int][]byte {
	found := map[int][]byte{}
	f, err := fsys.Open(file)
	if err != nil {
		return found
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<16)
	if head, _ := r.Peek(3); string(head) == "\uFEFF" {
		r.Discard(3)
	}
	p := physical{r: r, end: '\n', other: '\r'}
	if head, _ := r.Peek(1 << 16); bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0 {
		p.end, p.other = '\r', '\n'
	}
	for n := 1; len(numbers) > 0; n++ {
		line, more := p.next(n == numbers[0])
		if p.mixed {
			break
		}
		if n == numbers[0] {
			numbers = numbers[1:]
			if line != nil {
				found[n] = line
			}
		}
		if !more {
			break
		}
	}
	return found
}

// A physical reads lines as an editor counts them.
type physical struct {
	r          *bufio.Reader
	end, other byte
	mixed      bool // the other end was met within a line
}

// next reads up to the end of the line and returns it, without its end, if it
// is to be kept and not too long.
func (p *physical) next(keep bool) (line []byte, more bool) {
	for {
		piece, err := p.r.ReadSlice(p.end)
		if body := bytes.TrimSuffix(piece, []byte("\r\n")); bytes.IndexByte(body, p.other) >= 0 {
			p.mixed = true
		}
		if keep = keep && len(line)+len(piece) <= longest; keep {
			line = append(line, piece...)
		} else {
			line = nil
		}
		if err != bufio.ErrBufferFull {
			return bytes.TrimRight(line, "\r\n"), err == nil
		}
	}
}

// cut finds the value in the bytes of the line, as the file has them.
func cut(line []byte, p diag.Pos) (text string, start, end int, ok bool) {
	text, ok = decode(line)
	if !ok || p.Col > len(line)+1 {
		return "", 0, 0, false
	}
	if p.Col == 0 {
		return text, -1, -1, true
	}
	before, ok := decode(line[:p.Col-1])
	if !ok || !strings.HasPrefix(text, before) {
		return "", 0, 0, false
	}
	start = len(before)
	return text, start, start + fieldLength(p.File, text[start:]), true
}

// decode reads UTF-8, or what Windows calls Shift_JIS.
func decode(b []byte) (string, bool) {
	switch {
	case bytes.IndexByte(b, 0) >= 0:
		return "", false
	case utf8.Valid(b):
		return string(b), true
	}
	text, err := japanese.ShiftJIS.NewDecoder().Bytes(b)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return "", false
	}
	return string(text), true
}

// fieldLength is the length of the field that the text begins with. In files
// of another kind only the beginning is known.
func fieldLength(file, text string) int {
	if ext := strings.ToLower(path.Ext(file)); ext != ".csv" && ext != ".tsv" && ext != ".txt" {
		return 0
	}
	if strings.HasPrefix(text, `"`) {
		for i := 1; i < len(text); i++ {
			switch {
			case text[i] != '"':
			case i+1 < len(text) && text[i+1] == '"':
				i++
			default:
				return i + 1
			}
		}
		return len(text)
	}
	if i := strings.IndexAny(text, ",\t"); i >= 0 {
		return i
	}
	return len(text)
}

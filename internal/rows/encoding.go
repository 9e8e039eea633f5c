package rows

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"

	"fukusen/internal/diag"
)

// The encodings that Options may name.
const (
	UTF8  = "utf-8"
	CP932 = "cp932" // Shift_JIS with the extensions of Windows
)

const bom = "\uFEFF"

// A traits is what one pass over the bytes of a file tells.
type traits struct {
	head   []byte // the first bytes
	size   int64
	bom    bool
	utf8   bool // every byte is part of a UTF-8 character
	nul    bool
	loneCR bool // CR alone ends lines
}

// inspect reads a file once, in pieces.
func inspect(f io.Reader) (traits, error) {
	t := traits{utf8: true}
	var ends lineEnds
	buf := make([]byte, 1<<17)
	keep := 0 // bytes of a character that the last piece cut off
	for {
		n, err := io.ReadFull(f, buf[keep:])
		piece := buf[keep : keep+n]
		if t.size == 0 {
			t.head = bytes.Clone(piece[:min(n, 4096)])
		}
		t.size += int64(n)
		t.nul = t.nul || bytes.IndexByte(piece, 0) >= 0
		ends.see(piece)
		text := buf[:keep+n]
		last := err != nil
		if last && err != io.EOF && err != io.ErrUnexpectedEOF {
			return t, err
		}
		whole := len(text)
		if !last {
			whole -= cutOff(text)
		}
		t.utf8 = t.utf8 && utf8.Valid(text[:whole])
		keep = copy(buf, text[whole:])
		if last {
			t.bom = bytes.HasPrefix(t.head, []byte(bom))
			t.loneCR = ends.lone
			return t, nil
		}
	}
}

// cutOff counts the bytes at the end that begin a character without ending it.
func cutOff(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if tail := b[len(b)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}

// lineEnds looks for lines that end in CR alone, as old Macs wrote them. A CR
// within quotes is part of a value. (In CP932 neither byte can be the second
// of a character, so bytes are enough.)
type lineEnds struct {
	quotes int
	cr     bool // the last piece ended in a CR outside quotes
	lone   bool
}

func (e *lineEnds) see(b []byte) {
	if e.cr && len(b) > 0 {
		e.cr = false
		e.lone = e.lone || b[0] != '\n'
	}
	for !e.lone {
		i := bytes.IndexByte(b, '\r')
		if i < 0 {
			break
		}
		e.quotes += bytes.Count(b[:i], []byte{'"'})
		outside := e.quotes%2 == 0
		if b = b[i+1:]; len(b) == 0 {
			e.cr = outside
		} else {
			e.lone = outside && b[0] != '\n'
		}
	}
	e.quotes += bytes.Count(b, []byte{'"'})
}

// formats are files that are often sent as .csv by mistake, by how they begin.
var formats = []struct {
	magic string
	name  diag.Text
}{
	{"PK\x03\x04", diag.Text{JA: "Excel ブック(.xlsx)か ZIP", EN: "an Excel workbook (.xlsx) or a ZIP archive"}},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", diag.Text{JA: "古い形式の Excel ブック(.xls)", EN: "an old Excel workbook (.xls)"}},
	{"%PDF", diag.Text{JA: "PDF", EN: "a PDF document"}},
	{"\x1F\x8B", diag.Text{JA: "gzip で圧縮したファイル", EN: "a gzip archive"}},
	{"<!doctype", diag.Text{JA: "ウェブページ(HTML)", EN: "a web page"}},
	{"<html", diag.Text{JA: "ウェブページ(HTML)", EN: "a web page"}},
	{"<?xml", diag.Text{JA: "XML", EN: "an XML document"}},
}

// refuse says why the file cannot be read as text at all.
func (t *traits) refuse(path string) (f diag.Finding, refused bool) {
	pos := diag.Pos{File: path}
	start := strings.ToLower(string(t.head[:min(len(t.head), 16)]))
	for _, m := range formats {
		if strings.HasPrefix(start, strings.ToLower(m.magic)) {
			return ruleBinary.At(pos, m.name.JA, m.name.EN), true
		}
	}
	switch {
	case bytes.HasPrefix(t.head, []byte{0xFF, 0xFE}), bytes.HasPrefix(t.head, []byte{0xFE, 0xFF}):
		return ruleUTF16.At(pos), true
	case t.nul:
		return ruleNUL.At(pos), true
	case bytes.Contains(t.head, []byte("\x1B$")):
		return ruleJIS.At(pos), true
	case t.size == 0, t.bom && t.size == int64(len(bom)):
		return ruleEmpty.At(pos), true
	}
	return diag.Finding{}, false
}

// decide chooses the encoding, and complains of the wrong bytes if it is UTF-8.
// The BOM wins over what was asked for.
func (t *traits) decide(fsys fs.FS, path, asked string) (encoding string, finds diag.List, err error) {
	switch {
	case asked == CP932 && !t.bom:
		return CP932, nil, nil
	case t.utf8:
		return UTF8, nil, nil
	}
	f, err := fsys.Open(path)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	p := proof{caret: caret{Pos: diag.Pos{File: path, Line: 1, Col: 1}, loneCR: t.loneCR}}
	p.sure = t.bom || asked == UTF8
	if err := p.readUTF8(bufio.NewReaderSize(f, 1<<16)); err != nil {
		return "", nil, err
	}
	if p.sure || p.characters > p.wrong {
		return UTF8, p.finds.Take(path), nil
	}
	return CP932, nil, nil
}

// A caret follows lines and columns over bytes.
type caret struct {
	diag.Pos
	loneCR bool // CR ends a line, too
	cr     bool // the byte before was CR
}

func (c *caret) pass(b byte) {
	switch {
	case b == '\n' && c.cr && c.loneCR: // second half of CRLF
	case b == '\n', b == '\r' && c.loneCR:
		c.Line, c.Col = c.Line+1, 1
	default:
		c.Col++
	}
	c.cr = b == '\r'
}

// A proof is a slow reading that finds every wrong byte and its place.
type proof struct {
	caret
	sure       bool // it is UTF-8, whatever the bytes say
	characters int  // of three bytes or more, as Japanese is; shorter ones occur in CP932 by chance
	wrong      int
	finds      diag.Collector
}

// beyondDoubt is how many more wrong bytes than characters end the reading.
const beyondDoubt = 10000

func (p *proof) readUTF8(r *bufio.Reader) error {
	if head, _ := r.Peek(len(bom)); string(head) == bom {
		r.Discard(len(bom))
	}
	for p.sure || p.wrong-p.characters < beyondDoubt {
		c, size, err := r.ReadRune()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if c == utf8.RuneError && size == 1 {
			r.UnreadRune()
			b, _ := r.ReadByte()
			p.wrong++
			p.finds.Add(&ruleWrongUTF8, p.Pos, fmt.Sprintf("0x%02X", b))
		}
		if size >= 3 {
			p.characters++
		}
		p.passRune(c, size)
	}
	return nil
}

func (p *proof) passRune(c rune, size int) {
	if size == 1 && c < utf8.RuneSelf {
		p.pass(byte(c))
		return
	}
	p.Col += size
	p.cr = false
}

// readCP932 uses the same decoder as the rows, one character at a time, so
// that both mean the same by wrong.
func (p *proof) readCP932(r *bufio.Reader) error {
	decoder := japanese.ShiftJIS.NewDecoder()
	for {
		b, err := r.Peek(2)
		if len(b) == 0 {
			if err == io.EOF {
				err = nil
			}
			return err
		}
		size := 1
		if b[0] >= utf8.RuneSelf {
			var text [3]byte // one character and no more
			_, size, _ = decoder.Transform(text[:], b, true)
			if c, _ := utf8.DecodeRune(text[:]); c == utf8.RuneError || c == 0x80 {
				p.wrong++
				p.finds.Add(&ruleWrongCP932, p.Pos, fmt.Sprintf("0x%X", b[:size]))
			}
		}
		for _, c := range b[:size] {
			p.pass(c)
		}
		r.Discard(size)
	}
}

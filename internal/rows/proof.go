package rows

import (
	"bufio"
	"fmt"
	"io/fs"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"fukusen/internal/diag"
)

// A proof is a slow reading that finds every wrong byte and its place. It uses
// the same decoder as the rows, one character at a time, so that both mean the
// same by wrong.
type proof struct {
	caret
	sure       bool // it is UTF-8, whatever the bytes say
	characters int  // of three bytes or more, as Japanese is; shorter ones occur in CP932 by chance
	wrong      int
	finds      diag.Collector
	replaced   diag.Collector // U+FFFD that is in the file
}

// beyondDoubt is how many more wrong bytes than characters end the reading.
const beyondDoubt = 10000

func (p *proof) read(fsys fs.FS, encoding string) error {
	f, err := fsys.Open(p.File)
	if err != nil {
		return err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<16)
	switch encoding {
	case UTF8:
		return p.readUTF8(r)
	case utf16LE, utf16BE:
		return p.readUTF16(r, encoding == utf16BE)
	case ISO2022JP:
		return p.readJIS(r)
	}
	return p.readBytes(r, encoding)
}

func (p *proof) readUTF8(r *bufio.Reader) error {
	if head, _ := r.Peek(len(bom)); string(head) == bom {
		r.Discard(len(bom))
	}
	for p.sure || p.wrong-p.characters < beyondDoubt {
		c, size, err := r.ReadRune()
		if err != nil {
			return ignoreEOF(err)
		}
		if c == utf8.RuneError && size == 1 {
			r.UnreadRune()
			b, _ := r.ReadByte()
			p.wrong++
			p.finds.Add(&ruleWrongUTF8, p.Pos, fmt.Sprintf("0x%02X", b))
		} else if c == utf8.RuneError {
			p.replaced.Add(&ruleReplaced, p.Pos)
		}
		if size >= 3 {
			p.characters++
		}
		p.passRune(c, size)
	}
	return nil
}

func (p *proof) passRune(c rune, size int) {
	if c < 0 || c >= utf8.RuneSelf {
		p.Col += size
		p.cr = false
		return
	}
	col := p.Col
	if p.pass(byte(c)); p.Col == col+1 {
		p.Col += size - 1
	}
}

// readUTF16 looks for surrogates without their other half, and for half a unit
// at the end.
func (p *proof) readUTF16(r *bufio.Reader, big bool) error {
	r.Discard(2)
	for {
		b, err := r.Peek(4)
		if len(b) == 0 {
			return ignoreEOF(err)
		}
		c, size := utf16Rune(b, big)
		switch {
		case c < 0:
			p.wrong++
			p.finds.Add(&ruleWrongUTF16, p.Pos, fmt.Sprintf("0x%X", b[:size]))
		case c == utf8.RuneError:
			p.replaced.Add(&ruleReplaced, p.Pos)
		}
		p.passRune(c, size)
		r.Discard(size)
	}
}

// utf16Rune gives the character at the start of b, which is not empty, or -1
// if there is none.
func utf16Rune(b []byte, big bool) (c rune, size int) {
	unit := func(i int) rune {
		if len(b) < i+2 {
			return -1
		}
		if big {
			return rune(b[i])<<8 | rune(b[i+1])
		}
		return rune(b[i+1])<<8 | rune(b[i])
	}
	switch c := unit(0); {
	case c < 0:
		return -1, 1
	case !utf16.IsSurrogate(c):
		return c, 2
	}
	if c := utf16.DecodeRune(unit(0), unit(2)); c != utf8.RuneError {
		return c, 4
	}
	return -1, 2
}

// readBytes is for CP932 and EUC-JP.
func (p *proof) readBytes(r *bufio.Reader, encoding string) error {
	rule, longest := &ruleWrongCP932, 2
	if encoding == EUCJP {
		rule, longest = &ruleWrongEUC, 3
	}
	d := decoder(encoding)
	for {
		b, err := r.Peek(longest)
		if len(b) == 0 {
			return ignoreEOF(err)
		}
		size := 1
		if b[0] >= utf8.RuneSelf {
			if n, ok := eucSize(b); ok && encoding == EUCJP {
				b = b[:n]
			}
			var text [3]byte // one character and no more
			_, size, _ = d.Transform(text[:], b, true)
			if c, _ := utf8.DecodeRune(text[:]); c == utf8.RuneError || c == 0x80 {
				p.wrong++
				p.finds.Add(rule, p.Pos, fmt.Sprintf("0x%X", b[:size]))
			}
		}
		for _, c := range b[:size] {
			p.pass(c)
		}
		r.Discard(size)
	}
}

// readJIS knows lines only: a byte means nothing without the state before it.
func (p *proof) readJIS(r *bufio.Reader) error {
	decoded := bufio.NewReaderSize(transform.NewReader(r, decoder(ISO2022JP)), 1<<16)
	for {
		c, _, err := decoded.ReadRune()
		if err != nil {
			return ignoreEOF(err)
		}
		if c == utf8.RuneError {
			p.wrong++
			p.finds.Add(&ruleWrongJIS, diag.Pos{File: p.File, Line: p.Line})
		}
		p.passRune(c, 1)
	}
}

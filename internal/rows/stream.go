package rows

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"io/fs"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// A text is a file of which all is known that reading it takes.
type text struct {
	fsys     fs.FS
	path     string
	encoding string
	loneCR   bool
	innerBOM bool
}

// A stream is the text of a file as UTF-8 without BOM, with lines that end in
// LF or CRLF.
type stream struct {
	io.Reader
	file   fs.File
	damage *damage // nil for UTF-8
}

// open begins at a byte of the file, which is the start of a line.
func (t *text) open(from int64) (*stream, error) {
	f, err := t.fsys.Open(t.path)
	if err != nil {
		return nil, err
	}
	s := &stream{Reader: f, file: f}
	if from > 0 {
		_, err = f.(io.Seeker).Seek(from, io.SeekStart)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	switch {
	case t.encoding != UTF8:
		s.damage = &damage{Transformer: decoder(t.encoding)}
		s.Reader = transform.NewReader(s.Reader, s.damage)
	case from == 0:
		s.Reader = &beheaded{r: s.Reader}
	}
	if t.loneCR {
		s.Reader = &newlines{r: s.Reader}
	}
	if t.innerBOM {
		s.Reader = &unmarked{r: bufio.NewReader(s.Reader), atStart: true}
	}
	return s, nil
}

// beheaded is UTF-8 without the BOM at its start.
type beheaded struct {
	r    io.Reader
	done bool
	head []byte // what was read to see whether it is one
}

func (b *beheaded) Read(p []byte) (int, error) {
	if !b.done {
		b.done = true
		b.head = make([]byte, len(bom))
		n, err := io.ReadFull(b.r, b.head)
		if b.head = b.head[:n]; string(b.head) == bom {
			b.head = nil
		}
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return 0, err
		}
	}
	if len(b.head) > 0 {
		n := copy(p, b.head)
		b.head = b.head[n:]
		return n, nil
	}
	return b.r.Read(p)
}

// unmarked is UTF-8 without BOMs at the starts of lines.
type unmarked struct {
	r       *bufio.Reader
	atStart bool // of a line
}

func (u *unmarked) Read(p []byte) (int, error) {
	for u.atStart {
		head, _ := u.r.Peek(len(bom))
		if string(head) != bom {
			break
		}
		u.r.Discard(len(bom))
	}
	if _, err := u.r.Peek(1); err != nil || len(p) == 0 {
		return 0, err
	}
	head, _ := u.r.Peek(min(len(p), u.r.Buffered()))
	if i := bytes.IndexByte(head, '\n'); i >= 0 {
		head = head[:i+1]
	}
	n := copy(p, head)
	u.atStart = p[n-1] == '\n'
	u.r.Discard(n)
	return n, nil
}

// decoder makes UTF-8 of an encoding other than it. A BOM of UTF-16 goes.
func decoder(encoding string) transform.Transformer {
	switch encoding {
	case CP932:
		return japanese.ShiftJIS.NewDecoder()
	case EUCJP:
		return japanese.EUCJP.NewDecoder()
	case ISO2022JP:
		return japanese.ISO2022JP.NewDecoder()
	case utf16LE:
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
	case utf16BE:
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()
	}
	panic("rows: no decoder for " + encoding)
}

// damage notices characters that could not be decoded: x/text replaces them
// and reports no error.
type damage struct {
	transform.Transformer
	wrong bool
}

var undecodable = [][]byte{[]byte("\uFFFD"), []byte("\u0080")}

func (d *damage) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	nDst, nSrc, err = d.Transformer.Transform(dst, src, atEOF)
	for _, c := range undecodable {
		d.wrong = d.wrong || bytes.Contains(dst[:nDst], c)
	}
	return nDst, nSrc, err
}

// newlines turns every CR and CRLF into LF.
type newlines struct {
	r  io.Reader
	cr bool // the last byte was CR
}

func (l *newlines) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	kept := p[:0]
	for _, b := range p[:n] {
		switch {
		case b == '\r':
			kept = append(kept, '\n')
		case b != '\n' || !l.cr:
			kept = append(kept, b)
		}
		l.cr = b == '\r'
	}
	return len(kept), err
}

var errLong = errors.New("the record is too long")

// longest is how many bytes of text a record may have, counting one for each
// field. What a file has for such a record is at most three times as long:
// each byte may be a doubled quote or a CRLF, and each field has quotes.
const (
	longest    = 1 << 20
	longestRaw = 4 * longest
)

// tooLong reports a record over the limit.
func tooLong(record []string) bool {
	n := len(record)
	for _, f := range record {
		n += len(f)
	}
	return n > longest
}

// A budget stops a record that never ends before it fills the memory.
type budget struct {
	r    io.Reader
	left int
}

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errLong
	}
	n, err := b.r.Read(p)
	b.left -= n
	return n, err
}

package rows

import (
	"bytes"
	"errors"
	"io"

	"golang.org/x/text/transform"
)

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

// A budget stops a record that never ends before it fills the memory.
type budget struct {
	r    io.Reader
	left int
}

const longest = 1 << 20 // bytes of one record

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errLong
	}
	n, err := b.r.Read(p)
	b.left -= n
	return n, err
}

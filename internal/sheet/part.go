package sheet

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

var (
	errLong      = errors.New("a piece of XML is too long")
	errDeep      = errors.New("too many elements inside each other")
	errDirective = errors.New("a document type declaration")
	errNesting   = errors.New("an element is closed that was not opened")
)

// A part reads one XML part of the workbook piece by piece.
//
// It uses raw tokens and keeps the names of open elements itself: the library's
// own stack has no limit, and its checks for namespaces are not needed, since
// both dialects of the format (transitional and strict) use the same local names.
type part struct {
	name  string
	file  io.ReadCloser
	in    *counted
	dec   *xml.Decoder
	stack []string
}

// counted hands out bytes one by one and ends a token that is too long, before
// the decoder has it in memory.
type counted struct {
	r    *bufio.Reader
	left int
}

func (c *counted) ReadByte() (byte, error) {
	if c.left--; c.left < 0 {
		return 0, errLong
	}
	return c.r.ReadByte()
}

func (c *counted) Read(p []byte) (int, error) { return c.r.Read(p) }

func openPart(f *zip.File) (*part, error) {
	file, err := f.Open()
	if err != nil {
		return nil, err
	}
	p := &part{name: f.Name, file: file, in: &counted{r: bufio.NewReaderSize(file, 1<<16)}}
	p.dec = xml.NewDecoder(p.in)
	return p, nil
}

// next gives the next token; io.EOF only where all elements are closed.
func (p *part) next() (xml.Token, error) {
	p.in.left = longest
	tok, err := p.dec.RawToken()
	if err == io.EOF && len(p.stack) > 0 {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, err
	}
	switch t := tok.(type) {
	case xml.StartElement:
		if len(p.stack) == deepest {
			return nil, errDeep
		}
		p.stack = append(p.stack, t.Name.Local)
	case xml.EndElement:
		n := len(p.stack) - 1
		if n < 0 || p.stack[n] != t.Name.Local {
			return nil, errNesting
		}
		p.stack = p.stack[:n]
	case xml.Directive:
		return nil, errDirective
	}
	return tok, nil
}

// parent names the element around the one that was opened last.
func (p *part) parent() string {
	if n := len(p.stack) - 2; n >= 0 {
		return p.stack[n]
	}
	return ""
}

// skip passes over the rest of the element that was opened last.
func (p *part) skip() error {
	return p.inside(func(xml.StartElement) error { return nil }, nil)
}

// inside reads the rest of the element that was opened last. It calls start for
// each element in it, which may read that element to its end, and chars for
// text that stands in it directly.
func (p *part) inside(start func(xml.StartElement) error, chars func([]byte) error) error {
	depth := len(p.stack)
	for {
		tok, err := p.next()
		if err != nil {
			return err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			err = start(t)
		case xml.CharData:
			if chars != nil && len(p.stack) == depth {
				err = chars(t)
			}
		}
		if err != nil {
			return err
		}
		if len(p.stack) < depth {
			return nil
		}
	}
}

// text gives the text of the element that was opened last.
func (p *part) text() (buf []byte, err error) {
	err = p.inside(
		func(xml.StartElement) error { return p.skip() },
		func(b []byte) error {
			if len(buf)+len(b) > longest {
				return errLong
			}
			buf = append(buf, b...)
			return nil
		})
	return buf, err
}

// richText appends the text of the element that was opened last (si or is) to
// buf: its runs joined, but never the furigana (rPh), which Excel stores beside
// what was typed with an input method.
func (p *part) richText(buf []byte) ([]byte, error) {
	before := len(buf)
	err := p.inside(func(e xml.StartElement) (err error) {
		switch e.Name.Local {
		case "r":
			return nil // its t comes next
		case "t":
			var t []byte
			t, err = p.text()
			buf = append(buf, unescape(t)...)
		default:
			err = p.skip()
		}
		if len(buf)-before > longest {
			err = errLong
		}
		return err
	}, nil)
	return buf, err
}

// walk calls start for each element of the part.
func (p *part) walk(start func(xml.StartElement) error) error {
	for {
		tok, err := p.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
		if e, ok := tok.(xml.StartElement); ok {
			if err := start(e); err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
		}
	}
}

// attr gives the value of an attribute by its local name, without a prefix.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// truth reads an XML boolean.
func truth(s string) bool { return s == "1" || s == "true" || s == "on" }

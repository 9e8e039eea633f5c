package rows

import (
	"bytes"
	"io"
	"io/fs"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// A traits is what one pass over a file tells. Of a file in UTF-16 or declared
// as ISO-2022-JP it is what its text tells, since bytes mean nothing there.
type traits struct {
	head     []byte // the first bytes as they were sent
	wide     string // the encoding if the text had to be decoded, else ""
	size     int64
	bom      bool // that of UTF-8, at the start
	utf8     bool // every byte is part of a UTF-8 character
	nul      bool
	escape   bool // ISO-2022-JP changes its character set
	replaced bool // U+FFFD is in the text
	innerBOM bool // a line after the first begins with a BOM: files were joined
	shape
}

const (
	headSize  = 1 << 12
	pieceSize = 1 << 19
	spacing   = 8 << 20 // bytes between the places at which a file can be split
)

// inspectFile reads a file once, in pieces.
func inspectFile(fsys fs.FS, path string, opt Options) (traits, error) {
	f, err := fsys.Open(path)
	if err != nil {
		return traits{}, err
	}
	defer f.Close()
	head := make([]byte, headSize)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return traits{}, err
	}
	wide := marked(head[:n])
	if wide == "" && opt.Encoding == ISO2022JP && !bytes.HasPrefix(head[:n], []byte(bom)) {
		wide = ISO2022JP
	}
	var text io.Reader = &rejoined{head[:n], f}
	if wide != "" {
		text = transform.NewReader(text, decoder(wide))
	}
	t := traits{head: head[:n], wide: wide, shape: shape{spacing: opt.spacing}}
	if t.spacing == 0 {
		t.spacing = spacing
	}
	return t, t.inspect(text)
}

// rejoined gives the head that was read, then the rest.
type rejoined struct {
	head []byte
	rest io.Reader
}

func (r *rejoined) Read(p []byte) (int, error) {
	if len(r.head) == 0 {
		return r.rest.Read(p)
	}
	n := copy(p, r.head)
	r.head = r.head[n:]
	return n, nil
}

// marked gives the encoding that a BOM of UTF-16 declares.
func marked(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}):
		return utf16LE
	case bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return utf16BE
	}
	return ""
}

func (t *traits) inspect(text io.Reader) error {
	t.utf8 = true
	t.shape.start()
	var buf []byte // as long as the file needs, at most one piece
	keep := 0      // bytes of a character that the last piece cut off
	for {
		if keep == len(buf) || len(buf) < pieceSize {
			buf = append(make([]byte, 0, min(pieceSize, max(headSize, 4*len(buf)))), buf[:keep]...)
			buf = buf[:cap(buf)]
		}
		n, err := io.ReadFull(text, buf[keep:])
		last := err == io.EOF || err == io.ErrUnexpectedEOF
		if err != nil && !last {
			return err
		}
		whole := keep + n
		if !last {
			whole -= cutOff(buf[:whole])
		}
		t.see(buf[keep:keep+n], buf[:whole])
		keep = copy(buf, buf[whole:keep+n])
		if last {
			t.shape.finish()
			return nil
		}
	}
}

// see looks at what was read, and at the whole characters of it. A piece of
// full size is worth two goroutines: what the characters are has nothing to do
// with where lines and quotes are.
func (t *traits) see(piece, text []byte) {
	if t.size == 0 {
		t.bom = t.wide == "" && bytes.HasPrefix(piece, []byte(bom))
	}
	first := t.size == 0
	t.size += int64(len(piece))
	if len(piece) < pieceSize/2 {
		t.characters(text, first)
		t.shape.see(piece)
		return
	}
	var both sync.WaitGroup
	both.Go(func() { t.characters(text, first) })
	t.shape.see(piece)
	both.Wait()
}

// escapes begin Japanese characters in ISO-2022-JP: two bytes each, or half-width
// kana.
var escapes = [][]byte{[]byte("\x1B$"), []byte("\x1B(I")}

func (t *traits) characters(text []byte, first bool) {
	t.utf8 = t.utf8 && utf8.Valid(text)
	t.nul = t.nul || bytes.IndexByte(text, 0) >= 0
	for _, escape := range escapes {
		t.escape = t.escape || bytes.Contains(text, escape)
	}
	t.replaced = t.replaced || bytes.Contains(text, []byte("\uFFFD"))
	if first {
		text = bytes.TrimPrefix(text, []byte(bom))
	}
	t.innerBOM = t.innerBOM || bytes.Contains(text, []byte(bom))
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

// A mark is the start of a line outside quotes, where reading may begin.
type mark struct {
	offset int64
	line   int // from 1
}

// A shape is where the lines and quotes of a file are. Bytes are enough for
// it: in UTF-8, CP932 and EUC-JP no second byte of a character is a quote, a
// separator, CR or LF.
type shape struct {
	lone    bool // CR alone ends lines, as old Macs wrote them
	spacing int64
	marks   []mark

	odd    bool  // a quote stands where RFC 4180 has none, or is not closed
	beside uint8 // bits of the separators that stand beside quotes
	inside bool  // of quotes
	before byte  // the byte before the piece
	closed bool  // that was a closing quote
	cr     bool  // that was a CR outside quotes
	offset int64 // of the piece
	lines  int   // that ended before the piece
	target int64 // where the next mark is wanted
}

// The separators that a file may have without being told; see shape.beside.
const detected = ",\t;"

func separatorBit(b byte) uint8 {
	switch b {
	case ',':
		return 1
	case '\t':
		return 2
	case ';':
		return 4
	}
	return 0
}

// wellQuoted reports whether each quote opens a field, closes one or is
// doubled within one, where comma separates them.
func (s *shape) wellQuoted(comma rune) bool {
	return !s.odd && comma < utf8.RuneSelf && separatorBit(byte(comma)) != 0 && s.beside&^separatorBit(byte(comma)) == 0
}

func (s *shape) start() { s.before, s.target = '\n', s.spacing }

func (s *shape) finish() { s.odd = s.odd || s.inside }

// see looks at the next piece, from quote to quote.
func (s *shape) see(piece []byte) {
	if len(piece) == 0 {
		return
	}
	text := piece
	if s.offset == 0 {
		text = bytes.TrimPrefix(text, []byte(bom))
	}
	if s.cr {
		s.lone = s.lone || piece[0] != '\n'
	}
	if s.closed {
		s.judge(piece[0])
	}
	crs := bytes.IndexByte(piece, '\r') >= 0
	for from := len(piece) - len(text); ; {
		n := bytes.IndexByte(piece[from:], '"')
		end := from + n
		if n < 0 {
			end = len(piece)
		}
		if !s.inside && end > from {
			s.outside(piece, from, end, crs)
		}
		if n < 0 {
			break
		}
		s.quote(piece, end)
		from = end + 1
	}
	last := len(piece) - 1
	s.before = piece[last]
	s.closed = s.before == '"' && !s.inside
	s.cr = s.before == '\r' && !s.inside
	s.offset += int64(len(piece))
	s.lines += bytes.Count(piece, []byte{'\n'})
}

// quote turns from outside to inside or back at the quote piece[i]. A doubled
// one closes and opens again at once.
func (s *shape) quote(piece []byte, i int) {
	s.inside = !s.inside
	if s.inside {
		before := s.before
		if i > 0 {
			before = piece[i-1]
		}
		if i == len(bom) && s.offset == 0 && bytes.HasPrefix(piece, []byte(bom)) {
			before = '\n'
		}
		s.judge(before)
	} else if i+1 < len(piece) {
		s.judge(piece[i+1])
	}
}

// judge looks at the byte on the outer side of a quote.
func (s *shape) judge(b byte) {
	switch b {
	case '\n', '\r', '"':
	default:
		bit := separatorBit(b)
		s.beside |= bit
		s.odd = s.odd || bit == 0
	}
}

// outside looks at piece[from:end], which no quotes enclose.
func (s *shape) outside(piece []byte, from, end int, crs bool) {
	for i := from; crs && !s.lone; {
		n := bytes.IndexByte(piece[i:end], '\r')
		if n < 0 {
			break
		}
		i += n + 1
		s.lone = i < len(piece) && piece[i] != '\n'
	}
	for s.offset+int64(end) >= s.target {
		i := max(from, int(s.target-s.offset)-1)
		n := bytes.IndexByte(piece[i:end], '\n')
		if n < 0 {
			return
		}
		i += n + 1
		s.marks = append(s.marks, mark{s.offset + int64(i), s.lines + bytes.Count(piece[:i], []byte{'\n'}) + 1})
		s.target = s.offset + int64(i) + s.spacing
	}
}

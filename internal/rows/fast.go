package rows

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"math/bits"
	"unsafe"
)

// fast is a tokenizer for text of which shape has shown that it is well
// quoted: so it looks for quotes only where fields begin, and takes eight
// bytes at a time. Its strings point into the buffer.
type fast struct {
	r     io.Reader
	err   error // of r, once it has ended
	comma byte
	buf   []byte // slack bytes longer than what may be read into it

	at, end int // what of buf is not used
	number  int // line at which at stands
	limit   int // line that is not read any more

	begin   int // of the current record in buf
	current int // its line
	fields  []string
	starts  []int  // of the fields in buf
	scratch []byte // fields that are not in the text as they read
}

const (
	fastBuffer = 1 << 18
	slack      = 16 // so that eight bytes can be taken at the end, and a LF added
)

// errChanged is for text that is not what was inspected.
var errChanged = errors.New("the file changed while it was read")

func newFast(r io.Reader, comma byte) *fast {
	return &fast{r: r, comma: comma, buf: make([]byte, fastBuffer), number: 1, limit: math.MaxInt}
}

func (s *fast) line() int { return s.current }

func (s *fast) place(i int) (line, col int) {
	before := s.buf[s.begin:s.starts[i]]
	return s.current + bytes.Count(before, []byte{'\n'}), len(before) - bytes.LastIndexByte(before, '\n')
}

// lineBefore gives what stands before field i in its line.
func (s *fast) lineBefore(i int) string {
	before := s.buf[s.begin:s.starts[i]]
	return string(before[bytes.LastIndexByte(before, '\n')+1:])
}

func (s *fast) next() ([]string, error) {
	for {
		s.passEmptyLines()
		s.begin, s.current = s.at, s.number
		if s.number >= s.limit {
			return nil, io.EOF
		}
		if s.at < s.end {
			if ok, err := s.scan(); err != nil {
				return nil, err
			} else if ok {
				if s.at-s.begin > longest && tooLong(s.fields) {
					return s.fields, errLong
				}
				return s.fields, nil
			}
		}
		if err := s.fill(); err != nil {
			return nil, err
		}
	}
}

func (s *fast) passEmptyLines() {
	for ; s.at < s.end; s.number++ {
		switch {
		case s.buf[s.at] == '\n':
			s.at++
		case s.buf[s.at] == '\r' && s.at+1 < s.end && s.buf[s.at+1] == '\n':
			s.at += 2
		default:
			return
		}
	}
}

// fill reads more behind what is left. A last line without its end gets one.
func (s *fast) fill() error {
	left := s.end - s.at
	switch {
	case s.err == io.EOF && left > 0 && s.buf[s.end-1] != '\n':
		s.buf[s.end] = '\n'
		s.end++
		return nil
	case s.err == io.EOF && left > 0:
		return errChanged
	case s.err != nil:
		return s.err
	case left > longestRaw:
		return errLong
	}
	to := s.buf
	if left > (len(s.buf)-slack)/2 {
		to = make([]byte, 2*len(s.buf))
	}
	copy(to, s.buf[s.at:s.end])
	s.buf, s.at, s.end, s.begin = to, 0, left, 0
	// What is left is scanned again, so there should be at least as much new.
	n, err := io.ReadAtLeast(s.r, s.buf[left:len(s.buf)-slack], min(left+1, len(s.buf)-slack-left))
	s.end += n
	if s.err = err; err == io.ErrUnexpectedEOF {
		s.err = io.EOF
	}
	return nil
}

const (
	ones = 0x0101010101010101
	lows = 0x7F7F7F7F7F7F7F7F
)

// zeros has the high bit of those bytes set that are 0 in x, and no other.
func zeros(x uint64) uint64 { return ^((x&lows + lows) | x | lows) }

// scan cuts the record that begins at s.at; false if its end is not in the
// buffer.
func (s *fast) scan() (bool, error) {
	b, end := s.buf, s.end
	commas := ones * uint64(s.comma)
	fields, starts := s.fields[:0], s.starts[:0]
	s.scratch = s.scratch[:0]
	lines := 1
	for i := s.at; i < end; i++ {
		start := i
		var field string
		if b[i] == '"' {
			q := s.quoted(i)
			if q.after < 0 {
				break
			}
			if i = q.after; b[i] != '\n' && b[i] != s.comma {
				return false, errChanged
			}
			field = q.text
			lines += q.lines
		} else {
			for i < end {
				w := binary.LittleEndian.Uint64(b[i:])
				if m := zeros(w^commas) | zeros(w^ones*'\n'); m != 0 {
					i += bits.TrailingZeros64(m) / 8
					break
				}
				i += 8
			}
			if i >= end {
				break
			}
			n := i - start
			if n > 0 && b[i] == '\n' && b[i-1] == '\r' {
				n--
			}
			field = unsafe.String(&b[start], n)
		}
		fields, starts = append(fields, field), append(starts, start)
		if b[i] == '\n' {
			s.fields, s.starts = fields, starts
			s.at = i + 1
			s.number += lines
			return true, nil
		}
	}
	s.fields, s.starts = fields[:0], starts[:0] // they may have grown
	return false, nil
}

// A quotation is a quoted field.
type quotation struct {
	text  string
	after int // index of the separator or LF after it; -1 if it is not in the buffer
	lines int // that end within
}

// quoted reads the field that the quote buf[i] opens.
func (s *fast) quoted(i int) quotation {
	b := s.buf[:s.end]
	from, doubled := i+1, false
	for {
		n := bytes.IndexByte(b[from:], '"')
		if n < 0 || from+n+2 > len(b) {
			return quotation{after: -1}
		}
		from += n + 1
		if b[from] != '"' {
			break
		}
		from++
		doubled = true
	}
	after := from
	if b[after] == '\r' {
		if after++; after == len(b) {
			return quotation{after: -1}
		}
	}
	inner := b[i+1 : from-1]
	lines := bytes.Count(inner, []byte{'\n'})
	if doubled || lines > 0 && bytes.Contains(inner, []byte("\r\n")) {
		inner = s.plain(inner)
	}
	return quotation{unsafe.String(unsafe.SliceData(inner), len(inner)), after, lines}
}

// plain copies a field with its quotes single and its lines ended by LF. What
// was copied before stays where it is if the scratch has to grow.
func (s *fast) plain(inner []byte) []byte {
	from := len(s.scratch)
	for i := 0; i < len(inner); i++ {
		if c := inner[i]; c == '"' || c == '\r' && i+1 < len(inner) && inner[i+1] == '\n' {
			i++
		}
		s.scratch = append(s.scratch, inner[i])
	}
	return s.scratch[from:]
}

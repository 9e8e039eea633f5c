// Package rows reads one CSV file in any of the encodings that Japanese
// offices use, as rows whose fields know their place.
//
// A place is always that of the file as it was sent: the line as an editor
// counts it, and the column in bytes of the file's own encoding (a BOM is not
// counted). Rows that do not fit the header are findings and are not returned,
// so that a shifted row never passes for data.
package rows

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/transform"

	"fukusen/internal/diag"
)

// Options says how to read. The zero value detects the encoding and takes the
// first record that is not empty as header.
type Options struct {
	Encoding  string // UTF8 or CP932; "" detects it. A BOM always means UTF-8
	Comma     rune   // field separator; 0 means ','
	HeaderRow int    // line of the header, from 1; 0 means the first record that is not empty
}

// A Reader gives the rows of one file, one at a time. It is for one goroutine.
type Reader struct {
	fsys      fs.FS
	path      string
	encoding  string
	loneCR    bool
	file      fs.File
	csv       *csv.Reader
	budget    *budget
	damage    *damage // nil for UTF-8
	before    int     // lines before those that csv sees
	header    []string
	headerPos []diag.Pos
	record    []string // the current one, as csv gave it
	rows      int
	finds     diag.Collector // so far
	found     diag.List      // when all was read
	ended     bool
	err       error
}

// Open inspects the file, reads its header and stops before the first row. It
// reads the whole file once, in pieces, to be sure of the encoding.
//
// The findings are those of the file as a whole and of its header. Where nothing in it can be
// read as rows (an Excel workbook, an empty file) the Reader is nil and there
// is at least one finding.
func Open(fsys fs.FS, path string, opt Options) (*Reader, diag.List, error) {
	if opt.Encoding != "" && opt.Encoding != UTF8 && opt.Encoding != CP932 {
		return nil, nil, fmt.Errorf("reading %s: encoding %q: want %s or %s", path, opt.Encoding, UTF8, CP932)
	}
	t, err := inspectFile(fsys, path)
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", path, err)
	}
	if f, refused := t.refuse(path); refused {
		return nil, diag.List{f}, nil
	}
	encoding, finds, err := t.decide(fsys, path, opt.Encoding)
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", path, err)
	}
	r := &Reader{fsys: fsys, path: path, encoding: encoding, loneCR: t.loneCR}
	if err := r.start(opt); err != nil {
		return nil, nil, err
	}
	if r.readHeader(opt.HeaderRow); r.err != nil {
		r.Close()
		return nil, nil, r.err
	}
	if r.header == nil {
		r.Close()
		return nil, append(finds, r.finds.Take(path)...), nil
	}
	return r, append(finds, r.finds.Take(path)...), nil
}

func inspectFile(fsys fs.FS, path string) (traits, error) {
	f, err := fsys.Open(path)
	if err != nil {
		return traits{}, err
	}
	defer f.Close()
	return inspect(f)
}

// start builds the chain of readers from the bytes to the records.
func (r *Reader) start(opt Options) (err error) {
	if r.file, err = r.fsys.Open(r.path); err != nil {
		return fmt.Errorf("reading %s: %w", r.path, err)
	}
	raw := bufio.NewReaderSize(r.file, 1<<16)
	if head, _ := raw.Peek(len(bom)); string(head) == bom {
		raw.Discard(len(bom))
	}
	var text io.Reader = raw
	if r.encoding == CP932 {
		r.damage = &damage{Transformer: japanese.ShiftJIS.NewDecoder()}
		text = transform.NewReader(text, r.damage)
	}
	if r.loneCR {
		text = &newlines{r: text}
	}
	r.budget = &budget{r: text, left: longest}
	lines := bufio.NewReaderSize(r.budget, 1<<16)
	if err := r.skip(lines, opt.HeaderRow-1); err != nil {
		r.Close()
		return fmt.Errorf("reading %s: %w", r.path, err)
	}
	r.csv = csv.NewReader(lines)
	r.csv.ReuseRecord = true
	r.csv.FieldsPerRecord = -1
	if opt.Comma != 0 {
		r.csv.Comma = opt.Comma
	}
	return nil
}

// skip passes over the lines before the header, whatever is in them.
func (r *Reader) skip(lines *bufio.Reader, n int) error {
	for r.before < n {
		r.budget.left = longest
		_, err := lines.ReadSlice('\n')
		switch {
		case err == nil:
			r.before++
		case errors.Is(err, io.EOF):
			return nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return err
		}
	}
	return nil
}

// readHeader leaves the header nil if there is none.
func (r *Reader) readHeader(row int) {
	for {
		if !r.read() {
			r.noHeader(row)
			return
		}
		if !blank(r.record) {
			break
		}
	}
	r.takeHeader()
	r.checkSeparator()
}

// takeHeader cleans the names. Empty ones at the end, which Excel leaves
// behind, are no columns.
func (r *Reader) takeHeader() {
	for i, name := range r.record {
		r.header = append(r.header, Clean(name))
		r.headerPos = append(r.headerPos, r.Pos(i))
	}
	for r.header[len(r.header)-1] == "" {
		r.header = r.header[:len(r.header)-1]
	}
}

func (r *Reader) noHeader(row int) {
	pos := diag.Pos{File: r.path}
	switch {
	case r.err != nil || r.finds.Len() > 0: // said already
	case row > 1:
		r.finds.Add(&ruleHeaderRow, pos, row)
	default:
		r.finds.Add(&ruleEmpty, pos)
	}
}

// separators are what is found instead of commas.
var separators = []struct {
	mark string
	name diag.Text
}{
	{"\t", diag.Text{JA: "タブ", EN: "tabs"}},
	{";", diag.Text{JA: "セミコロン(;)", EN: "semicolons"}},
	{"\uFF0C", diag.Text{JA: "全角のコンマ(,)", EN: "full-width commas"}},
	{"、", diag.Text{JA: "読点(、)", EN: "ideographic commas"}},
}

func (r *Reader) checkSeparator() {
	if len(r.header) != 1 {
		return
	}
	for _, s := range separators {
		if strings.Contains(r.header[0], s.mark) {
			r.finds.Add(&ruleSeparator, r.headerPos[0], s.name.JA, s.name.EN)
			return
		}
	}
}

// Header gives the names of the columns without spaces around them. The caller
// must not change it.
func (r *Reader) Header() []string { return r.header }

// HeaderPos gives the place of the name of column i.
func (r *Reader) HeaderPos(i int) diag.Pos { return r.headerPos[i] }

// Next gives the next row, one field for each column of the header; false at
// the end. Rows of empty fields are passed over. The slice is only good until
// the next call and must not be changed; the strings stay.
func (r *Reader) Next() ([]string, bool) {
	for !r.ended && r.read() {
		if !blank(r.record) && r.fits() {
			r.rows++
			return r.record[:len(r.header)], true
		}
	}
	r.end()
	return nil, false
}

// blank reports that there is nothing but space in the fields.
func blank(fields []string) bool {
	for _, f := range fields {
		if Clean(f) != "" {
			return false
		}
	}
	return true
}

// fits complains of a row that does not have the header's number of fields.
// More are accepted if they are empty: Excel keeps columns that were cleared.
func (r *Reader) fits() bool {
	n := len(r.header)
	if len(r.record) == n || len(r.record) > n && blank(r.record[n:]) {
		return true
	}
	r.finds.Add(&ruleFields, r.Pos(min(n, len(r.record)-1)), n, len(r.record))
	return false
}

// read makes the next record the current one. Records that are no CSV are
// findings, and it goes on after them.
func (r *Reader) read() bool {
	for {
		r.budget.left = longest
		var err error
		r.record, err = r.csv.Read()
		var wrong *csv.ParseError
		switch {
		case err == nil:
			return true
		case err == io.EOF:
			return false
		case errors.As(err, &wrong):
			r.finds.Add(&ruleQuote, r.parsePos(wrong), r.before+wrong.StartLine)
		case errors.Is(err, errLong):
			r.finds.Add(&ruleLong, diag.Pos{File: r.path, Line: r.Line()}, r.Line()) // csv has begun the record, so it has a line
			return false
		default:
			r.err = fmt.Errorf("reading %s: %w", r.path, err)
			return false
		}
	}
}

// parsePos knows no column in CP932: the line is gone that it would be
// counted in.
func (r *Reader) parsePos(e *csv.ParseError) diag.Pos {
	p := diag.Pos{File: r.path, Line: r.before + e.Line}
	if r.encoding == UTF8 {
		p.Col = e.Column
	}
	return p
}

// Pos gives the place of field i of the current row.
func (r *Reader) Pos(i int) diag.Pos {
	line, col := r.csv.FieldPos(i)
	if r.encoding == CP932 {
		col -= r.grown(i, line)
	}
	return diag.Pos{File: r.path, Line: r.before + line, Col: col}
}

// grown counts the bytes that decoding has added to the line before field i.
func (r *Reader) grown(i, line int) int {
	n := 0
	for j, text := range r.record[:i] {
		start, _ := r.csv.FieldPos(j)
		if start+strings.Count(text, "\n") != line {
			continue
		}
		n += growth(text[strings.LastIndexByte(text, '\n')+1:])
	}
	return n
}

// growth is how much longer a text is in UTF-8 than in CP932, where a
// character takes two bytes, and ASCII and half-width kana one.
func growth(s string) int {
	n := 0
	for _, c := range s {
		switch {
		case c < utf8.RuneSelf:
		case 0xFF61 <= c && c <= 0xFF9F:
			n += utf8.RuneLen(c) - 1
		default:
			n += utf8.RuneLen(c) - 2
		}
	}
	return n
}

// Line gives the line in which the current row begins.
func (r *Reader) Line() int {
	line, _ := r.csv.FieldPos(0)
	return r.before + line
}

// end adds what is only known at the end of the file.
func (r *Reader) end() {
	if r.ended {
		return
	}
	r.ended = true
	if r.err == nil && r.rows == 0 && r.finds.Len() == 0 {
		r.finds.Add(&ruleNoRows, diag.Pos{File: r.path})
	}
	r.found = r.finds.Take(r.path)
	if r.err == nil && r.damage != nil && r.damage.wrong {
		r.err = r.findDamage()
	}
}

// findDamage reads the file again for the places of what was not decoded.
func (r *Reader) findDamage() error {
	f, err := r.fsys.Open(r.path)
	if err != nil {
		return err
	}
	defer f.Close()
	p := proof{caret: caret{Pos: diag.Pos{File: r.path, Line: 1, Col: 1}, loneCR: r.loneCR}}
	err = p.readCP932(bufio.NewReaderSize(f, 1<<16))
	r.found = append(r.found, p.finds.Take(r.path)...)
	return err
}

// Findings gives what was found since Open, once Next has returned false: only
// then is it known whether there were rows at all, and whether all of them could
// be decoded.
func (r *Reader) Findings() diag.List { return slices.Clone(r.found) }

// Err tells why reading had to stop before the end of the file, if it had to.
func (r *Reader) Err() error { return r.err }

// Close closes the file.
func (r *Reader) Close() error { return r.file.Close() }

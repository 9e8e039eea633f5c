// Package rows reads one CSV file in any of the encodings that Japanese
// offices use, or one sheet of a workbook, as rows whose fields know their place.
//
// A place is always that of the file as it was sent: the line as an editor
// counts it, and the column in bytes of the file's own encoding (a BOM is not
// counted). Rows that do not fit the header are findings and are not returned,
// so that a shifted row never passes for data.
//
// A file is read twice: once to see what it is, and once for its rows. If its
// quotation marks are where RFC 4180 has them, which nearly all files can say,
// the second reading is that of a scanner of our own; else it is encoding/csv's.
package rows

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"fukusen/internal/diag"
	"fukusen/internal/sheet"
)

// Options says how to read. The zero value detects encoding and separator and
// takes the first record that is not empty as header.
type Options struct {
	Encoding  string // one of UTF8, CP932, EUCJP, ISO2022JP; "" detects it, but not the last two. A BOM, also that of UTF-16, always wins
	Comma     rune   // field separator; 0 detects comma, tab or semicolon from the header
	HeaderRow int    // line of the header, from 1; 0 means to find it

	// IsHeader judges whether a record is the header, by the share of the
	// required columns that it names: 0 to 1. The first of 50 records that
	// has 0.6 is taken, or else the best. The fields are those of HeaderRows
	// records joined, without spaces around them. Nil, or 0 for all, takes
	// the first record that is not empty. It is not asked if HeaderRow is set.
	IsHeader func(fields []string) float64

	// HeaderRows is how many records are the header; 0 means 1. The names of
	// more are joined by "/" from the top down: 男 over 20代 and 30代, where
	// the cell beside it is empty, is 男/20代 and 男/30代.
	HeaderRows int

	// Sheet is the sheet of a workbook (.xlsx) to read. Without it a workbook
	// is refused as no CSV file. Encoding and Comma mean nothing there.
	Sheet string

	strict  bool  // encoding/csv, whatever the file is like
	spacing int64 // of the marks, in bytes; 0 means spacing
}

// A Reader gives the rows of one file, or of a part of it, one at a time. It is
// for one goroutine.
type Reader struct {
	text      text
	stream    *stream     // nil for a sheet
	book      *sheet.Book // nil for a text
	sheet     string
	tokens    tokenizer
	comma     rune
	before    int    // lines before those that tokens sees
	shards    []mark // where it can be split; nil once it was, or has begun
	header    []string
	headerPos []diag.Pos
	headRows  [][]string // of the header as it was, cleaned
	comments  bool       // lines that begin with # are not data
	units     []string
	unitRow   headRecord // under the header; without fields if there is none
	unnamed   []int      // columns without header

	record []string // the current one
	state
	found diag.List // when all was read
	ended bool
	part  bool // of a file that was split
	err   error
}

// state is what a reader has found in its part of the file.
type state struct {
	rows     int
	finds    diag.Collector
	repeated tally
	notes    tally
	lost     []tally // values in the unnamed columns
}

// Open inspects the file, reads its header and stops before the first row. It
// reads the whole file once, in pieces, to be sure of the encoding.
//
// The findings are those of the file as a whole and of its header. Where nothing in it can be
// read as rows (an Excel workbook, an empty file) the Reader is nil and there
// is at least one finding.
func Open(fsys fs.FS, path string, opt Options) (*Reader, diag.List, error) {
	if opt.Encoding != "" && !slices.Contains(encodings, opt.Encoding) {
		return nil, nil, fmt.Errorf("reading %s: encoding %q: want one of %s", path, opt.Encoding, strings.Join(encodings, ", "))
	}
	open := openText
	if opt.Sheet != "" {
		open = openSheet
	}
	r, finds, err := open(fsys, path, opt)
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return r, finds, nil
}

func openText(fsys fs.FS, path string, opt Options) (*Reader, diag.List, error) {
	t, err := inspectFile(fsys, path, opt)
	if err != nil {
		return nil, nil, err
	}
	if f, refused, err := t.refuse(fsys, path); refused || err != nil {
		return nil, diag.List{f}, err
	}
	r := &Reader{text: text{fsys: fsys, path: path, loneCR: t.lone}}
	encoding, finds, err := t.decide(&r.text, opt.Encoding)
	if err != nil || encoding == "" {
		return nil, finds, err
	}
	r.text.encoding = encoding
	r.text.innerBOM = t.innerBOM && (encoding == UTF8 || t.wide != "")
	fl, err := r.begin(&t, opt)
	if finds = append(finds, fl...); err != nil || r.header == nil {
		r.Close()
		return nil, finds, err
	}
	return r, finds, nil
}

// begin reads the header.
func (r *Reader) begin(t *traits, opt Options) (diag.List, error) {
	l, err := r.text.look(opt)
	if err != nil {
		return nil, err
	}
	if l.line == 0 {
		l.line = opt.HeaderRow
	}
	if !r.text.loneCR && !r.text.innerBOM && t.wide == "" {
		r.shards = t.marks // else an offset in the text is none in the file
	}
	fits := !opt.strict && t.wellQuoted(l.comma)
	if err := r.start(l, fits); err != nil {
		return nil, err
	}
	return r.beginTable(l, opt), r.err
}

// beginTable reads the header where it was found.
func (r *Reader) beginTable(l layout, opt Options) diag.List {
	if r.readHeader(opt); r.header != nil {
		r.takeLayout(l)
	}
	return r.finds.Take(r.text.path)
}

// takeLayout keeps what was found around the header.
func (r *Reader) takeLayout(l layout) {
	if l.titles > 0 {
		r.finds.Add(&ruleHeaderJunk, r.lineAt(l.line), diag.Public(l.titles))
	}
	if l.above > 0 {
		r.finds.Add(&ruleDataAbove, r.lineAt(l.above), diag.Public(l.line))
	}
	r.lost = make([]tally, len(r.unnamed))
	r.comments = len(r.header[0]) > 1 && r.header[0][0] == '#'
	r.unitRow = l.row
	r.units = make([]string, len(r.header))
	for i := range r.units {
		if r.units[i] = at(l.units, i); r.units[i] == "" {
			r.units[i] = l.whole
		}
	}
}

// skipLines passes over the lines before the header, whatever is in them, and
// counts their quotes.
func skipLines(r io.Reader, n int) (skipped, quotes int, rest io.Reader, err error) {
	lines := bufio.NewReaderSize(r, 1<<16)
	for skipped < n {
		part, err := lines.ReadSlice('\n')
		quotes += bytes.Count(part, []byte{'"'})
		switch {
		case err == nil:
			skipped++
		case !errors.Is(err, bufio.ErrBufferFull):
			return skipped, quotes, lines, ignoreEOF(err)
		}
	}
	return skipped, quotes, lines, nil
}

// Header gives the names of the columns without spaces around them. The caller
// must not change it.
func (r *Reader) Header() []string { return r.header }

// HeaderPos gives the place of the name of column i.
func (r *Reader) HeaderPos(i int) diag.Pos { return r.headerPos[i] }

// Units gives the unit that the file declares for each column, in a row under
// or over the header, folded and without parentheses (人, 千円); "" if it
// declares none. The caller must not change it, and must not ignore it: 千円
// makes another number of the same digits.
func (r *Reader) Units() []string { return r.units }

// Next gives the next row, one field for each column of the header; false at
// the end. Rows of empty fields are passed over.
//
// The slice and its strings are only good until the next call: the strings
// point into a buffer that is used again. To keep one, use strings.Clone. They
// must not be changed.
func (r *Reader) Next() ([]string, bool) {
	r.shards = nil
	for !r.ended && r.read() {
		if (r.plain() || !blank(r.record) && !r.passes()) && r.fits() {
			r.checkUnnamed()
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
	r.finds.Add(&ruleFields, r.Pos(min(n, len(r.record)-1)), diag.Public(n), diag.Public(len(r.record)))
	return false
}

// read makes the next record the current one. Records that are no CSV are
// findings, and it goes on after them.
func (r *Reader) read() bool {
	for {
		record, err := r.tokens.next()
		if err == nil {
			r.record = record
			return true
		}
		if !r.survives(err) {
			return false
		}
	}
}

// survives reports whether reading goes on after what stopped a record.
func (r *Reader) survives(err error) bool {
	var wrong *csv.ParseError
	switch {
	case err == io.EOF:
	case errors.As(err, &wrong):
		r.finds.Add(&ruleQuote, r.parsePos(wrong), diag.Public(r.before+wrong.StartLine))
		return true
	case errors.Is(err, errLong):
		r.finds.Add(&ruleLong, r.lineAt(r.Line()), diag.Public(r.Line()))
	default:
		r.err = fmt.Errorf("reading %s: %w", r.text.path, err)
	}
	return false
}

// parsePos knows a column only in UTF-8: the line is gone in which it would be
// counted.
func (r *Reader) parsePos(e *csv.ParseError) diag.Pos {
	p := diag.Pos{File: r.text.path, Line: r.before + e.Line}
	if r.text.encoding == UTF8 {
		p.Col = e.Column
	}
	return p
}

// Pos gives the place of field i of the current row. In ISO-2022-JP it is the
// line.
func (r *Reader) Pos(i int) diag.Pos {
	line, col := r.tokens.place(i)
	switch r.text.encoding {
	case UTF8:
	case "": // a sheet
	case ISO2022JP:
		col = 0
	default:
		col = 1 + unitSize(r.text.encoding)*(col-1-r.grown(i, line))
	}
	return diag.Pos{File: r.text.path, Sheet: r.sheet, Line: r.before + line, Col: col}
}

// pos is the file, or sheet, as a place.
func (r *Reader) pos() diag.Pos { return diag.Pos{File: r.text.path, Sheet: r.sheet} }

func (r *Reader) lineAt(line int) diag.Pos {
	return diag.Pos{File: r.text.path, Sheet: r.sheet, Line: line}
}

// unitSize is what a character of ASCII takes.
func unitSize(encoding string) int {
	if encoding == utf16LE || encoding == utf16BE {
		return 2
	}
	return 1
}

// grown counts by how many bytes the line before field i is longer in UTF-8
// than it has units in the file.
func (r *Reader) grown(i, line int) int {
	if f, ok := r.tokens.(*fast); ok {
		return growth(f.lineBefore(i), r.text.encoding)
	}
	n := 0
	for j, text := range r.record[:i] {
		start, _ := r.tokens.place(j)
		if start+strings.Count(text, "\n") != line {
			continue
		}
		n += growth(text[strings.LastIndexByte(text, '\n')+1:], r.text.encoding)
	}
	return n
}

func growth(s, encoding string) int {
	n := 0
	for _, c := range s {
		if c >= utf8.RuneSelf {
			n += utf8.RuneLen(c) - unitsIn(c, encoding)
		}
	}
	return n
}

// Line gives the line in which the current row begins.
func (r *Reader) Line() int { return r.before + r.tokens.line() }

// end adds what is only known at the end of the file.
func (r *Reader) end() {
	if r.ended {
		return
	}
	r.ended = true
	if r.part {
		return // Join does it
	}
	r.found = finish([]*Reader{r})
	if t, ok := r.tokens.(*sheetRows); ok {
		r.found = append(r.found, t.rows.Findings()...)
	}
}

// Findings gives what was found since Open, once Next has returned false: only
// then is it known whether there were rows at all, and whether all of them could
// be decoded. Those of a reader that was split come from Join.
func (r *Reader) Findings() diag.List { return slices.Clone(r.found) }

// Err tells why reading had to stop before the end of the file, if it had to.
func (r *Reader) Err() error { return r.err }

// Close closes the file.
func (r *Reader) Close() error {
	switch {
	case r.book != nil:
		return r.book.Close()
	case r.stream != nil:
		return r.stream.file.Close()
	}
	return nil
}

package sheet

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"fukusen/internal/diag"
)

// Rows gives the rows of one sheet that hold a value, one at a time. It reads
// the sheet as a stream; what was complained of is complete when Next has
// returned false.
type Rows struct {
	book   *Book
	sheet  string
	part   *part
	row    int      // number of the current one
	fields []string // of the current row, by column
	width  int      // last column with a value
	last   int      // last column seen in the row
	hiding bool     // the current row is hidden
	dense  bitset   // rows with two values or more
	merges []span
	hidden concealed
	recipe formulas
	finds  diag.Collector
	found  diag.List
	ended  bool
	err    error
}

// A span is a block of merged cells.
type span struct{ row1, col1, row2, col2 int }

func (s span) String() string { return address(s.row1, s.col1) + ":" + address(s.row2, s.col2) }

func (b *Book) rows(s sheetPart) *Rows {
	r := &Rows{book: b, sheet: s.name}
	var err error
	if r.part, err = openLimited(s.part, MaxSheet); err != nil {
		r.stop(err)
	}
	return r
}

// Next gives the next row that holds a value: field i is that of column i+1, and
// the last one is not empty. It is false at the end. The slice is only good
// until the next call and must not be changed; the strings stay.
func (r *Rows) Next() ([]string, bool) {
	for !r.ended {
		ok, err := r.step()
		switch {
		case ok:
			return r.fields[:r.width], true
		case err == io.EOF:
			r.end()
		case err != nil:
			r.stop(err)
		}
	}
	return nil, false
}

// step reads on by one element; true if that ended a row with a value.
func (r *Rows) step() (bool, error) {
	tok, err := r.part.next()
	if err != nil {
		return false, err
	}
	switch t := tok.(type) {
	case xml.StartElement:
		return false, r.open(t)
	case xml.EndElement:
		return t.Name.Local == "row" && len(r.part.stack) == 2 && r.endRow(), nil
	}
	return false, nil
}

func (r *Rows) open(e xml.StartElement) error {
	switch parent := r.part.parent(); {
	case e.Name.Local == "row" && parent == "sheetData":
		return r.beginRow(e)
	case e.Name.Local == "c" && parent == "row":
		return r.cell(e)
	case e.Name.Local == "mergeCell" && parent == "mergeCells":
		return r.merge(attr(e, "ref"))
	case e.Name.Local == "col" && parent == "cols":
		return r.hidden.column(e)
	}
	return nil
}

var errOrder = errors.New("rows or cells out of order, or outside the sheet")

// beginRow takes the number of the row, which may be left out if it is the next.
func (r *Rows) beginRow(e xml.StartElement) error {
	n := r.row + 1
	if s := attr(e, "r"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			return errOrder
		}
	}
	if n <= r.row || n > MaxRows {
		return errOrder
	}
	clear(r.fields[:r.width])
	r.row, r.width, r.last = n, 0, 0
	r.hiding = truth(attr(e, "hidden"))
	return nil
}

// endRow reports whether there is a value in the row.
func (r *Rows) endRow() bool {
	values := 0
	for _, f := range r.fields[:r.width] {
		if strings.TrimSpace(f) != "" {
			values++
		}
	}
	if values >= 2 {
		r.dense.set(r.row)
	}
	return values > 0
}

// put keeps the text of a cell.
func (r *Rows) put(col int, text string) {
	if text == "" {
		return
	}
	if col > MaxColumns {
		r.finds.Add(&ruleWide, r.at(col), diag.Public(MaxColumns))
		return
	}
	for len(r.fields) < col {
		r.fields = append(r.fields, "")
	}
	r.fields[col-1] = text
	r.width = col
	if r.hiding || r.hidden.has(col) {
		r.hidden.add(r.row, col)
	}
}

func (r *Rows) merge(ref string) error {
	from, to, two := strings.Cut(ref, ":")
	var s span
	var ok1, ok2 bool
	if s.row1, s.col1, ok1 = parseAddress(from); !two {
		to = from
	}
	s.row2, s.col2, ok2 = parseAddress(to)
	if !ok1 || !ok2 || s.row2 < s.row1 || s.col2 < s.col1 {
		return errOrder
	}
	if len(r.merges) == maxMerges {
		return refuse(&ruleLarge, diag.Public("mergeCells"), diag.Public(maxMerges+1), diag.Public(maxMerges))
	}
	r.merges = append(r.merges, s)
	return nil
}

// Row gives the number of the current row, from 1.
func (r *Rows) Row() int { return r.row }

// Pos gives the place of field i of the current row.
func (r *Rows) Pos(i int) diag.Pos { return r.at(i + 1) }

func (r *Rows) at(col int) diag.Pos {
	return diag.Pos{File: r.book.path, Sheet: r.sheet, Line: r.row, Col: col}
}

// end adds what is only known when the whole sheet was read. Merged cells stand
// after the rows in the file. A title that is merged across its row, alone in
// it, hides nothing; a merge that touches a row with two values or more does.
func (r *Rows) end() {
	for _, m := range r.merges {
		if r.dense.any(m.row1, m.row2) {
			pos := r.at(m.col1)
			pos.Line = m.row1
			r.finds.Add(&ruleMerged, pos, diag.Public(m.String()))
		}
	}
	pos := diag.Pos{File: r.book.path, Sheet: r.sheet}
	if r.recipe.count > 0 {
		r.finds.Add(&ruleFormula, pos, diag.Public(r.recipe.count), diag.Public(r.recipe.list()))
	}
	if r.hidden.count > 0 {
		r.finds.Add(&ruleHidden, pos, diag.Public(r.hidden.count), diag.Public(r.hidden.first))
	}
	r.close()
}

// stop ends the reading early: with a finding if the content is to blame.
func (r *Rows) stop(err error) {
	pos := diag.Pos{File: r.book.path, Sheet: r.sheet, Line: r.row}
	f, err := r.book.judge(err, pos)
	if err != nil {
		r.err = err
	} else {
		if r.row > 0 {
			f.Pos = pos
		}
		r.finds.Add(f.Rule, f.Pos, f.Args...)
	}
	r.close()
}

func (r *Rows) close() {
	r.ended = true
	r.found = r.finds.Take(r.book.path)
	if r.part != nil {
		r.part.file.Close() // reads from memory or from the Book's file: nothing to report
	}
}

// Findings gives what was found in the sheet, once Next has returned false.
func (r *Rows) Findings() diag.List { return r.found }

// Err tells why reading had to stop before the end of the sheet, if the file
// could not be read. What is wrong with its content is a finding.
func (r *Rows) Err() error { return r.err }

package rows

import (
	"io"
	"io/fs"

	"fukusen/internal/diag"
	"fukusen/internal/sheet"
)

// sheetRows is the tokenizer of a sheet: lines are rows, and columns are those
// of the sheet.
type sheetRows struct {
	rows   *sheet.Rows
	first  int      // rows before it are passed over
	width  int      // to which short records are filled up: a sheet has no end of row
	filled []string // a record that was
}

func (s *sheetRows) next() ([]string, error) {
	for {
		fields, ok := s.rows.Next()
		switch {
		case !ok && s.rows.Err() != nil:
			return nil, s.rows.Err()
		case !ok:
			return nil, io.EOF
		case s.rows.Row() < s.first:
			continue
		case len(fields) < s.width:
			s.filled = append(s.filled[:0], fields...)
			for len(s.filled) < s.width {
				s.filled = append(s.filled, "")
			}
			return s.filled, nil
		}
		return fields, nil
	}
}

func (s *sheetRows) place(i int) (line, col int) { return s.rows.Row(), i + 1 }

func (s *sheetRows) line() int { return s.rows.Row() }

func openSheet(fsys fs.FS, path string, opt Options) (*Reader, diag.List, error) {
	book, finds, err := sheet.Open(fsys, path)
	if err != nil || book == nil {
		return nil, finds, err
	}
	r := &Reader{text: text{fsys: fsys, path: path}, book: book, sheet: opt.Sheet}
	above, records, err := topRows(book, opt)
	if err != nil {
		r.Close()
		return nil, finds, err
	}
	var l layout
	l.choose(above, records, opt)
	t := &sheetRows{rows: book.Rows(opt.Sheet), first: max(l.line, opt.HeaderRow)}
	r.tokens = t
	finds = append(finds, r.beginTable(l, opt)...)
	if r.err != nil || r.header == nil {
		r.Close()
		return nil, append(finds, t.rows.Findings()...), r.err
	}
	t.width = len(r.header)
	return r, finds, nil
}

// topRows gives the rows before opt.HeaderRow and the first ones from there.
func topRows(book *sheet.Book, opt Options) (above, records []headRecord, err error) {
	rows := book.Rows(opt.Sheet)
	for len(records) < searched {
		fields, ok := rows.Next()
		if !ok {
			return above, records, rows.Err()
		}
		r := headRecord{cleaned(fields), rows.Row()}
		if r.line < opt.HeaderRow {
			above = append(above, r)
		} else {
			records = append(records, r)
		}
	}
	return above, records, nil
}

package rows

import (
	"bufio"
	"encoding/csv"
	"io"
)

// A tokenizer cuts text into records. Both of them give the same, but for
// text that is not well quoted there is only the strict one.
type tokenizer interface {
	// next makes the following record the current one. Lines with nothing in
	// them are no records. The strings are good until the next call. The error
	// is io.EOF at the end, errLong, a *csv.ParseError after which reading
	// goes on, or what the stream said.
	next() ([]string, error)
	// place gives the place of field i of the current record as if the text
	// were the file: from 1, the column in bytes.
	place(i int) (line, col int)
	// line gives the line in which the current record begins.
	line() int
}

// strict is encoding/csv.
type strict struct {
	csv    *csv.Reader
	budget *budget
	begun  bool
}

func newStrict(r io.Reader, comma rune) *strict {
	s := &strict{budget: &budget{r: r}}
	s.csv = csv.NewReader(bufio.NewReaderSize(s.budget, 1<<16))
	s.csv.Comma = comma
	s.csv.ReuseRecord = true
	s.csv.FieldsPerRecord = -1
	return s
}

func (s *strict) next() ([]string, error) {
	s.budget.left = longestRaw
	record, err := s.csv.Read()
	s.begun = s.begun || len(record) > 0
	if err == nil && tooLong(record) {
		err = errLong
	}
	return record, err
}

func (s *strict) place(i int) (line, col int) { return s.csv.FieldPos(i) }

func (s *strict) line() int {
	if !s.begun { // csv panics without a record
		return 1
	}
	line, _ := s.csv.FieldPos(0)
	return line
}

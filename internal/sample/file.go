package sample

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path"

	"golang.org/x/text/encoding/japanese"
)

// An encoding is how a submitter's program writes text files.
type encoding int

const (
	plain encoding = iota // UTF-8, LF
	bom                   // UTF-8 with a byte order mark, CRLF
	cp932                 // what Excel on a Japanese Windows calls CSV: CP932, CRLF
)

// A file is one CSV file that is being filled.
type file struct {
	path string
	enc  encoding
	text bytes.Buffer
	csv  *csv.Writer
}

func newFile(enc encoding, elem ...string) *file {
	f := &file{path: path.Join(append([]string{"data"}, elem...)...), enc: enc}
	f.csv = csv.NewWriter(&f.text)
	f.csv.UseCRLF = enc != plain
	return f
}

// row adds a row. The buffer takes everything, so errors cannot occur.
func (f *file) row(cells ...string) { f.csv.Write(cells) }

// save hands the finished file over.
func (f *file) save(write func(path string, data []byte) error) error {
	f.csv.Flush()
	data := f.text.Bytes()
	switch f.enc {
	case bom:
		data = append([]byte("\ufeff"), data...)
	case cp932:
		var err error
		if data, err = japanese.ShiftJIS.NewEncoder().Bytes(data); err != nil {
			return fmt.Errorf("encoding %s: %w", f.path, err)
		}
	}
	return write(f.path, data)
}

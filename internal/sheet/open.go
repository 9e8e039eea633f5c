// Package sheet reads one workbook (.xlsx) as visible sheets of text cells that
// know their address.
//
// A cell's text is what is stored, not what is shown: a number comes as decimal
// text whatever its format rounds away, and a date as 2026-04-01 in whatever
// calendar it is shown. Only where the format carries the meaning is it applied:
// percentages (12.3%), padded codes (011002), months (2026-04). Where the stored
// value cannot be trusted (an error, a formula without a result, merged cells, a
// date that never was) there is a finding with the cell's address.
//
// The package reads the parts of the file itself. The library that writes our
// templates, excelize, drops the type, the style and the formula of a cell when
// it streams, and takes a damaged sheet for a short one; a reader that must
// never take one value for another needs all of them.
package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// A Book is one open workbook. It is for one goroutine.
type Book struct {
	path    string
	file    fs.File
	parts   map[string]*zip.File // by lower-case name
	sheets  []sheetPart          // visible, with data
	strings table
	formats []format // by style number
	from    epoch
}

// A sheetPart is one sheet of the workbook and where it is stored.
type sheetPart struct {
	name  string
	part  *zip.File
	state string // "" is visible
}

// A refusal is an error that is a finding about the whole file.
type refusal struct{ diag.Finding }

func refuse(r *diag.Rule, args ...any) error { return refusal{r.At(diag.Pos{}, args...)} }

// Open reads what the sheets have in common and finds those that hold data. The
// findings are those of the file as a whole. Where it cannot be read as a
// workbook the Book is nil and there is at least one error among the findings.
// An error is for a file that cannot be read at all.
func Open(fsys fs.FS, path string) (*Book, diag.List, error) {
	file, err := fsys.Open(path)
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", path, err)
	}
	b := &Book{path: path, file: file}
	finds, err := b.open()
	if err == nil {
		return b, finds, nil
	}
	file.Close()
	f, err := b.judge(err, diag.Pos{File: path})
	if err != nil {
		return nil, nil, err
	}
	return nil, append(finds, f), nil
}

func (b *Book) open() (diag.List, error) {
	r, size, err := b.readerAt()
	if err != nil {
		return nil, err
	}
	if err := refuseKind(r, size); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, err
	}
	if err := b.index(z); err != nil {
		return nil, err
	}
	return b.readBook()
}

// judge makes a finding of an error in the content, and leaves errors of the
// file system as they are.
func (b *Book) judge(err error, pos diag.Pos) (diag.Finding, error) {
	var r refusal
	var failed *fs.PathError
	switch {
	case errors.As(err, &r):
		r.Pos.File = b.path
		return r.Finding, nil
	case errors.As(err, &failed):
		return diag.Finding{}, fmt.Errorf("reading %s: %w", b.path, err)
	}
	return ruleDamaged.At(pos, err.Error()), nil
}

// readerAt gives random access to the file, in memory if need be.
func (b *Book) readerAt() (io.ReaderAt, int64, error) {
	info, err := b.file.Stat()
	if err != nil {
		return nil, 0, err
	}
	if info.IsDir() {
		return nil, 0, &fs.PathError{Op: "read", Path: b.path, Err: errors.New("is a directory")}
	}
	if info.Size() > MaxFile {
		return nil, 0, refuse(&ruleLarge, b.path, diag.Public(info.Size()), diag.Public(MaxFile))
	}
	if r, ok := b.file.(io.ReaderAt); ok {
		return io.NewSectionReader(r, 0, info.Size()), info.Size(), nil // which also bounds places that the ZIP invents
	}
	data, err := io.ReadAll(io.LimitReader(b.file, MaxFile+1))
	if len(data) > MaxFile {
		return nil, 0, refuse(&ruleLarge, b.path, diag.Public(len(data)), diag.Public(MaxFile))
	}
	return bytes.NewReader(data), int64(len(data)), err
}

// magics are the first bytes of what is sent instead of a workbook.
var magics = []struct {
	magic string
	name  diag.Text
}{
	{"%PDF", diag.Text{JA: "PDF", EN: "a PDF"}},
	{"<", diag.Text{JA: "HTML か XML", EN: "HTML or XML"}},
	{"\x1f\x8b", diag.Text{JA: "gzip 圧縮ファイル", EN: "a gzip file"}},
	{"\x89PNG", diag.Text{JA: "画像", EN: "a picture"}},
	{"\xff\xd8\xff", diag.Text{JA: "画像", EN: "a picture"}},
	{"", diag.Text{JA: "別の種類のファイル", EN: "a file of another kind"}},
}

// refuseKind recognises what is no ZIP file.
func refuseKind(r io.ReaderAt, size int64) error {
	head := make([]byte, min(size, 8))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return err
	}
	switch {
	case len(head) == 0:
		return refuse(&ruleKind, diag.Public("空のファイル"), diag.Public("an empty file"))
	case bytes.HasPrefix(head, []byte("PK")):
		return nil
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0")):
		return refuseOLE(io.NewSectionReader(r, 0, size))
	}
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return refuse(&ruleKind, diag.Public(m.name.JA), diag.Public(m.name.EN))
		}
	}
	return nil
}

// refuseOLE tells a workbook with a password from one of Excel 97 to 2003: both
// are in the same container, and the names of its streams are UTF-16.
func refuseOLE(r io.Reader) error {
	encrypted := utf16("EncryptedPackage")
	window := make([]byte, 0, 1<<16)
	for {
		n, err := io.ReadFull(r, window[len(window):cap(window)])
		window = window[:len(window)+n]
		if bytes.Contains(window, encrypted) {
			return refuse(&rulePassword)
		}
		if err != nil {
			return refuse(&ruleKind, diag.Public("古い Excel 形式(.xls)"), diag.Public("an old Excel file (.xls)"))
		}
		window = append(window[:0], window[len(window)-len(encrypted):]...)
	}
}

func utf16(s string) []byte {
	var b []byte
	for _, c := range []byte(s) {
		b = append(b, c, 0)
	}
	return b
}

// index finds the parts by name. Names that differ only in case are one part,
// so that two of them would be read differently by different programs.
func (b *Book) index(z *zip.Reader) error {
	if len(z.File) > MaxParts {
		return refuse(&ruleLarge, diag.Public("ZIP"), diag.Public(len(z.File)), diag.Public(MaxParts))
	}
	b.parts = map[string]*zip.File{}
	total := uint64(0)
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		switch {
		case b.parts[name] != nil:
			return fmt.Errorf("%s: twice", f.Name)
		case f.Flags&1 != 0:
			return refuse(&rulePassword)
		case f.UncompressedSize64 > MaxTotal || total+f.UncompressedSize64 > MaxTotal:
			return refuse(&ruleLarge, diag.Public("ZIP"), diag.Public(total+min(f.UncompressedSize64, 1<<60)), diag.Public(MaxTotal))
		}
		total += f.UncompressedSize64
		b.parts[name] = f
	}
	return nil
}

// Sheets names the visible sheets that hold data, in the order of their tabs.
func (b *Book) Sheets() []string {
	var names []string
	for _, s := range b.sheets {
		names = append(names, s.name)
	}
	return names
}

// Rows begins to read a sheet. A name that Sheets does not give is an error of
// the Rows. Several may be read at once, each by its own Rows.
func (b *Book) Rows(sheet string) *Rows {
	i := slices.IndexFunc(b.sheets, func(s sheetPart) bool { return s.name == sheet })
	if i < 0 {
		return &Rows{ended: true, err: fmt.Errorf("reading %s: no sheet %q with data", b.path, sheet)}
	}
	return b.rows(b.sheets[i])
}

// Close closes the file. No Rows of the Book can be read after that.
func (b *Book) Close() error { return b.file.Close() }

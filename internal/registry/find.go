package registry

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/rows"
	"fukusen/internal/sheet"
)

// A File is a CSV file, or one sheet of a workbook.
type File struct {
	Path  string
	Sheet string // of a workbook; else ""
}

func (f File) compare(g File) int {
	return cmp.Or(strings.Compare(f.Path, g.Path), strings.Compare(f.Sheet, g.Sheet))
}

func (f File) pos() diag.Pos { return diag.Pos{File: f.Path, Sheet: f.Sheet} }

// stem is the base name without its ending, in lower case.
func (f File) stem() string {
	base := strings.ToLower(path.Base(f.Path))
	return strings.TrimSuffix(base, path.Ext(base))
}

// Holds reports whether a file, or the sheet of a workbook, was read as a
// register.
func (r *Registry) Holds(f File) bool { return slices.Contains(r.Files, f) }

// found are the files of each register, in the order of their paths and of the
// sheets in them.
type found map[*register][]File

// find walks dir. A folder that is not there holds no registers.
func find(fsys fs.FS, dir string) (found, error) {
	f := found{}
	err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == dir:
			return nil
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && name != dir:
			return fs.SkipDir
		case d.IsDir() || strings.HasPrefix(d.Name(), "~$"): // Excel's, of a workbook that is open
			return nil
		}
		top := path.Dir(name) == dir
		switch strings.ToLower(path.Ext(name)) {
		case ".csv":
			return f.text(fsys, File{Path: name}, top)
		case ".xlsx":
			return f.workbook(fsys, name, top)
		}
		return nil
	})
	return f, err
}

func (f found) add(g *register, file File) {
	if g != nil {
		f[g] = append(f[g], file)
	}
}

// text finds the register that a CSV file is one of, by its name or else by its
// header. Names that a submitter may well give to an export (calendar.csv)
// count only at the top of the folder, and only where the header has something
// of the register.
func (f found) text(fsys fs.FS, file File, top bool) error {
	if g := named(file.stem()); g != nil && !g.common {
		f.add(g, file)
		return nil
	}
	header, err := rows.Sniff(fsys, file.Path, rows.Options{})
	if err != nil {
		return err
	}
	f.add(registerOf(file.stem(), header, top), file)
	return nil
}

// workbook finds the registers among the sheets. They are known like CSV files,
// and at the top also by the names of the sheets. Where none is known, the
// first sheet of a workbook with the name of a register is it, so that what is
// wrong with its header is told. A workbook that is refused is left to who
// reads the exports.
func (f found) workbook(fsys fs.FS, name string, top bool) error {
	book, _, err := sheet.Open(fsys, name)
	if book == nil || err != nil {
		return err
	}
	defer book.Close()
	known := false
	for _, s := range book.Sheets() {
		header, err := firstRow(book, s)
		if err != nil {
			return err
		}
		file := File{name, s}
		g := registerOf(file.stem(), header, top)
		if byName := sheetNamed(s); byName != nil && top && byName.knows(header) {
			g = byName
		}
		f.add(g, file)
		known = known || g != nil
	}
	if g := named(File{Path: name}.stem()); !known && g != nil && !g.common && len(book.Sheets()) > 0 {
		f.add(g, File{name, book.Sheets()[0]})
	}
	return nil
}

func firstRow(book *sheet.Book, name string) ([]string, error) {
	r := book.Rows(name)
	fields, ok := r.Next()
	if !ok {
		return nil, r.Err()
	}
	header := make([]string, len(fields))
	for i, h := range fields {
		header[i] = rows.Clean(h)
	}
	return header, nil
}

// named finds a register by the name of a file without its ending.
func named(stem string) *register {
	if i := slices.IndexFunc(registers, func(g *register) bool { return stem+".csv" == g.file }); i >= 0 {
		return registers[i]
	}
	return nil
}

// sheetNamed finds a register by the name of a sheet.
func sheetNamed(name string) *register {
	if i := slices.IndexFunc(registers, func(g *register) bool { return name == g.ja || strings.EqualFold(name+".csv", g.file) }); i >= 0 {
		return registers[i]
	}
	return nil
}

// registerOf finds the register that has the name and something of the header,
// or else that the header tells; nil if none.
func registerOf(stem string, header []string, top bool) *register {
	g := named(stem)
	if g != nil && (top || !g.common) && g.knows(header) {
		return g
	}
	if g == &sportRegister {
		return nil // a list of sports has the header of one of areas
	}
	if i := slices.IndexFunc(registers, func(g *register) bool { return g.tells(header) }); i >= 0 {
		return registers[i]
	}
	return nil
}

// both complains of a register that lies in one folder as CSV and as a
// workbook: the one may be older than the other.
func (l *loader) both(files []File) {
	for _, f := range files {
		if i := slices.IndexFunc(files, func(other File) bool { return other.Sheet == "" && besides(f, other) }); f.Sheet != "" && i >= 0 {
			l.complain(&ruleBoth, f.pos(), diag.Public(files[i].Path))
		}
	}
}

// besides reports a CSV file and a sheet in the same folder.
func besides(f, g File) bool {
	return path.Dir(f.Path) == path.Dir(g.Path) && (f.Sheet == "") != (g.Sheet == "")
}

var ruleBoth = diag.Rule{
	ID:   "registry/both",
	Msg:  diag.Text{JA: "同じ一覧が、CSV(%[1]s)と Excel ブックの両方にあります", EN: "the same register is there as CSV (%[1]s) and as a workbook"},
	Hint: diag.Text{JA: "新しいほうだけを残し、もう一方は data フォルダの外に移してください", EN: "keep the newer one, and move the other out of data"},
}

package registry

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/gocarina/gocsv"

	"fukusen/internal/diag"
	"fukusen/internal/rows"
)

// A loader fills a Registry and collects the findings.
type loader struct {
	fsys  fs.FS
	reg   *Registry
	finds diag.List
}

func (l *loader) complain(r *diag.Rule, pos diag.Pos, args ...any) {
	l.finds = append(l.finds, r.At(pos, args...))
}

// twice complains of a row that repeats another.
func (l *loader) twice(pos, first diag.Pos, what string) {
	f := ruleTwice.At(pos, what, first.String())
	f.Related = []diag.Pos{first}
	l.finds = append(l.finds, f)
}

// found are the files of each register, in the order of their paths.
type found struct {
	areas, organisations, targets []string
}

// find walks dir. A folder that is not there holds no registers.
func find(fsys fs.FS, dir string) (found, error) {
	var f found
	err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == dir:
			return nil
		case err != nil:
			return err
		case d.IsDir() && strings.HasPrefix(d.Name(), ".") && name != dir:
			return fs.SkipDir
		case d.IsDir() || strings.ToLower(path.Ext(name)) != ".csv":
			return nil
		}
		return f.sort(fsys, name)
	})
	return f, err
}

// sort puts a file to its register: by its name, or else by its header.
func (f *found) sort(fsys fs.FS, name string) error {
	lists := []*[]string{&f.areas, &f.organisations, &f.targets}
	registers := []*register{&areaRegister, &organisationRegister, &targetRegister}
	for i, g := range registers {
		if strings.ToLower(path.Base(name)) == g.file {
			*lists[i] = append(*lists[i], name)
			return nil
		}
	}
	header, err := rows.Sniff(fsys, name, rows.Options{})
	if err != nil {
		return err
	}
	for i, g := range registers {
		if g.tells(header) {
			*lists[i] = append(*lists[i], name)
			return nil
		}
	}
	return nil
}

// load reads areas first, because the others name them, and organisations
// before targets.
func (l *loader) load(f found) error {
	l.reg.Files = slices.Sorted(slices.Values(slices.Concat(f.areas, f.organisations, f.targets)))
	if err := l.loadAreas(f.areas); err != nil {
		return err
	}
	if err := l.loadOrganisations(f.organisations); err != nil {
		return err
	}
	return l.loadTargets(f.targets)
}

// A line is one row of a register and the places of its cells.
type line[T any] struct {
	cells T
	at    func(column string) diag.Pos
}

// read gives the rows of all files of a register. A file without its required
// columns gives findings and no rows.
func read[T any](l *loader, g *register, files []string) ([]line[T], error) {
	var all []line[T]
	for _, name := range files {
		lines, err := readFile[T](l, g, name)
		if err != nil {
			return nil, err
		}
		all = append(all, lines...)
	}
	return all, nil
}

func readFile[T any](l *loader, g *register, name string) ([]line[T], error) {
	r, finds, err := rows.Open(l.fsys, name, rows.Options{})
	l.finds = append(l.finds, finds...)
	if r == nil || err != nil {
		return nil, err
	}
	defer r.Close()
	header, ok := l.header(g, r, name)
	if !ok {
		return nil, nil
	}
	places := r.AsCSVReader(header)
	var cells []T
	if err := gocsv.UnmarshalCSV(places, &cells); err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	l.finds = append(l.finds, r.Findings()...)
	lines := make([]line[T], len(cells))
	for i, c := range cells {
		lines[i] = line[T]{c, func(column string) diag.Pos { return places.Pos(i, column) }}
	}
	return lines, nil
}

// header translates the file's header into the tags of the cells, "" for
// columns that mean nothing here; ok is false if a required one is missing.
func (l *loader) header(g *register, r *rows.Reader, file string) (header []string, ok bool) {
	first := map[string]int{}
	for i, h := range r.Header() {
		id := g.column(h)
		if j, twice := first[id]; twice && id != "" {
			l.twice(r.HeaderPos(i), r.HeaderPos(j), h)
			id = ""
		} else if id == "" && h != "" {
			near := strings.Join(rows.Nearest(h, g.names(), 3), ", ")
			l.complain(&ruleColumn, r.HeaderPos(i), h, orDash(near))
		}
		if id != "" {
			first[id] = i
		}
		header = append(header, id)
	}
	ok = true
	for _, c := range g.columns {
		if _, has := first[c.ID]; c.Required && !has {
			l.complain(&ruleMissing, diag.Pos{File: file, Line: r.HeaderPos(0).Line}, c.Name.JA, c.ID)
			ok = false
		}
	}
	return header, ok
}

// orDash is for lists in hints that may be empty.
func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

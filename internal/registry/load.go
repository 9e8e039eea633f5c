package registry

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/gocarina/gocsv"

	"fukusen/internal/diag"
	"fukusen/internal/rows"
)

// A loader fills a Registry and collects the findings.
type loader struct {
	fsys   fs.FS
	reg    *Registry
	finds  diag.List
	column AreaEvidence // of the column of areas that is read
	asked  int          // for near words
}

// reject remembers a row that is left out, by what others may call it.
func (l *loader) reject(names ...string) {
	l.reg.incomplete = true
	for _, n := range names {
		if key := rejectKey(n); key != "" {
			l.reg.rejected[key] = true
		}
	}
}

func rejectKey(s string) string { return separators.Replace(headerKey(s)) }

func (l *loader) complain(r *diag.Rule, pos diag.Pos, args ...any) {
	l.finds = append(l.finds, r.At(pos, args...))
}

// twice complains of a row that repeats another; not if whole files may do so,
// of which both has complained.
func (l *loader) twice(pos, first diag.Pos, what string) {
	if besides(File{pos.File, pos.Sheet}, File{first.File, first.Sheet}) {
		return
	}
	f := ruleTwice.At(pos, what, diag.Public(first.String()))
	f.Related = []diag.Pos{first}
	l.finds = append(l.finds, f)
}

// registers are all kinds of registers in the order in which they are read:
// areas first, because the others name them, and organisations before what
// names those.
var registers = []*register{
	&areaRegister, &changeRegister, &sportRegister, &organisationRegister, &targetRegister,
	&calendarRegister, &policyRegister, &contactRegister, &readinessRegister,
}

// load reads the files of all registers.
func (l *loader) load(f found) error {
	for _, g := range registers {
		l.reg.Files = append(l.reg.Files, f[g]...)
		l.both(f[g])
	}
	slices.SortFunc(l.reg.Files, File.compare)
	for _, read := range []func(found) error{
		func(f found) error { return l.loadAreas(f[&areaRegister]) },
		func(f found) error { return l.loadChanges(f[&changeRegister]) },
		func(f found) error { return l.loadSports(f[&sportRegister]) },
		func(f found) error { return l.loadOrganisations(f[&organisationRegister]) },
		func(f found) error { return l.loadTargets(f[&targetRegister]) },
		func(f found) error { return l.loadCalendar(f[&calendarRegister]) },
		func(f found) error { return l.loadPolicies(f[&policyRegister]) },
		func(f found) error { return l.loadContacts(f[&contactRegister]) },
		func(f found) error { return l.loadReadiness(f[&readinessRegister]) },
	} {
		if err := read(f); err != nil {
			return err
		}
	}
	return nil
}

// A line is one row of a register and the places of its cells.
type line[T any] struct {
	cells T
	at    func(column string) diag.Pos
	has   func(column string) bool // the file has such a column
}

// read gives the rows of all files of a register. A file without its first
// column gives findings and no rows; of one without another that is required
// they are given, since they tell what exists.
func read[T any](l *loader, g *register, files []File) ([]line[T], error) {
	var all []line[T]
	for _, f := range files {
		lines, err := readFile[T](l, g, f)
		if err != nil {
			return nil, err
		}
		all = append(all, lines...)
	}
	return all, nil
}

// breaksOff reports a finding behind which a file is not read: where its rows
// end is not known.
func breaksOff(f diag.Finding) bool { return f.Rule.ID == "csv/quote" || f.Rule.ID == "csv/long" }

func readFile[T any](l *loader, g *register, f File) ([]line[T], error) {
	r, finds, err := rows.Open(l.fsys, f.Path, rows.Options{Sheet: f.Sheet})
	l.finds = append(l.finds, finds...)
	l.reg.incomplete = l.reg.incomplete || g.named && finds.Errors() > 0
	l.reg.cut = l.reg.cut || r == nil && g == &organisationRegister
	if r == nil || err != nil {
		return nil, err
	}
	defer r.Close()
	header, ok := l.header(g, r)
	if !ok {
		l.reg.incomplete = l.reg.incomplete || g.named
		l.reg.cut = l.reg.cut || g == &organisationRegister
		return nil, nil
	}
	places := r.AsCSVReader(header)
	var cells []T
	if err := gocsv.UnmarshalCSV(places, &cells); err != nil {
		return nil, fmt.Errorf("reading %s: %w", f.Path, err)
	}
	finds = r.Findings()
	l.reg.incomplete = l.reg.incomplete || g.named && finds.Errors() > 0
	l.reg.cut = l.reg.cut || g == &organisationRegister && slices.ContainsFunc(finds, breaksOff)
	l.finds = append(l.finds, finds...)
	lines := make([]line[T], len(cells))
	for i, c := range cells {
		lines[i] = line[T]{
			cells: c,
			at: func(column string) diag.Pos {
				p := places.Pos(i, column)
				p.Sheet = f.Sheet // also where there is no such column
				return p
			},
			has: func(column string) bool { return slices.Contains(header, column) },
		}
	}
	return lines, nil
}

// header translates the file's header into the tags of the cells, "" for
// columns that mean nothing here; ok is false if too much is missing to read
// the rows.
func (l *loader) header(g *register, r *rows.Reader) (header []string, ok bool) {
	first := map[string]int{}
	for i, h := range r.Header() {
		id := g.column(h)
		if j, twice := first[id]; twice && id != "" {
			l.twice(r.HeaderPos(i), r.HeaderPos(j), h)
			id = ""
		} else if id == "" && h != "" {
			l.complain(&ruleColumn, r.HeaderPos(i), h, diag.Public(l.near(h, g.names)))
		}
		if id != "" {
			first[id] = i
		}
		header = append(header, id)
	}
	ok = true
	whole := r.HeaderPos(0)
	whole.Col = 0
	for _, c := range g.columns {
		if _, has := first[c.ID]; c.Required && !has {
			l.complain(&ruleMissing, whole, diag.Public(c.Name.JA), diag.Public(c.ID))
			ok = ok && g.partial && c.ID != g.columns[0].ID
		}
	}
	return header, ok
}

// enough near words are looked for: that takes long where both the list and
// what is wrong with the file are.
const enough = 100

// near names words like one that is unknown.
func (l *loader) near(word string, among func() []string) Similar {
	if l.asked++; l.asked > enough {
		return ""
	}
	return Similar(strings.Join(rows.Nearest(word, among(), 3), ", "))
}

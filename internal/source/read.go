// Package source reads and validates one export into a stream of rows.
//
// It knows the contract, the registry and a submitter's source.yaml, and says
// of every field that does not fit where it stands and what would fit. It adds
// nothing up.
package source

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/rows"
	"fukusen/internal/sheet"
)

// Env is what every file of a site is read against. It must not be copied, nor
// changed once a file was read.
type Env struct {
	Contract         *contract.Contract
	Registry         *registry.Registry
	Lists            *dim.Lists  // of the Registry, with the categories of the Contract
	Basis            *dim.Basis  // declared meaning of a bare "2026Q1"; nil refuses it
	Latest           dim.Quarter // later periods are findings; 0 accepts them
	OtherFiscalYears bool        // some organisation's fiscal year does not begin in April
	Shards           int         // how many goroutines may read one file; 0 means 1

	once    sync.Once
	headers map[string]map[string]string // by table: its columns by all that means them
}

// A Row is one line of an export, or one column of it that was unpivoted. For
// a survey its Codes hold the population as category.
type Row struct {
	Quarter  dim.Quarter // 0 for a total over all periods of the file
	Month    int8        // 1 to 12, or 0 where the row is about the whole quarter
	Revision int         // from 1, which is what a row without one has
	Codes    dim.Codes
	Total    dim.View // axes that the row is a total over: it is to be compared, not counted
	Open     dim.View // axes that the row leaves blank, or of which it names what has parts, but no part; not of a survey
	Line     int
	Item     int     // of a tally: index of the item in the contract
	Answer   Value   // of a tally: the answer
	Weight   int64   // of a survey, in thousandths, at most 10^5; 0 unless the Layout is Weighted
	Entity   string  // of startups: corporate number, or local: and an ID
	Day      string  // of startups: when it was founded, as 2026-04-01
	Values   []Value // as the Layout says; valid until the sink returns
}

// A File is what is read as one table: a file, or one sheet of a workbook.
type File struct {
	Path  string
	Sheet string // of a workbook; else empty
}

// Pos is the file as a place.
func (f File) Pos() diag.Pos { return diag.Pos{File: f.Path, Sheet: f.Sheet} }

// A Sink takes the rows of one file, or of one shard of it, some at a time.
// The layout is the same each time.
type Sink func(l *Layout, rows []Row) error

// batch is how many rows go to the sink at a time.
const batch = 512

// Read reads one file, a large one in several goroutines: sink is called for
// each of them, from one goroutine, and the sinks share nothing. Rows with
// findings are left out; findings that fail the build do not stop the reading.
// The error is for a file that cannot be read, the end of ctx, or what a sink
// returns.
func Read(ctx context.Context, fsys fs.FS, f File, m *Mapping, env *Env, sink func() Sink) (diag.List, error) {
	open := m.openOptions(f, env)
	r, finds, err := rows.Open(fsys, f.Path, open)
	if err != nil || r == nil {
		return finds, err
	}
	defer r.Close()
	t, fl := recognise(lineOf(r.HeaderPos(0)), r.Header(), env, m)
	if finds = append(finds, fl...); t == nil {
		return append(finds, personalHeaders(r)...), nil
	}
	p, fl := newPlan(t, r, env, m)
	if finds = append(finds, fl...); fl.Errors() > 0 {
		return finds, nil
	}
	p.fsys, p.open = fsys, open
	d, fl := newDecoder(f, p, r, env, m)
	if finds = append(finds, fl...); d == nil {
		return finds, nil
	}
	fl, err = d.readAll(ctx, sink)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", f.Path, err)
	}
	return onceACell(append(finds, fl...)), nil
}

// onceACell leaves out what follows from a cell of a workbook that has no value
// to rely on: an uncalculated formula is also blank where a number is required.
func onceACell(finds diag.List) diag.List {
	broken := map[diag.Pos]bool{}
	isOfCell := func(f diag.Finding) bool { return strings.HasPrefix(f.Rule.ID, "xlsx/") && !f.Warn() && f.Pos.Col > 0 }
	for _, f := range finds {
		if isOfCell(f) {
			broken[f.Pos] = true
		}
	}
	if len(broken) == 0 {
		return finds
	}
	return slices.DeleteFunc(finds, func(f diag.Finding) bool { return broken[f.Pos] && !isOfCell(f) })
}

// lineOf is the line of a place.
func lineOf(p diag.Pos) diag.Pos {
	p.Col = 0
	return p
}

// readAll reads the shards of the file side by side.
func (d *decoder) readAll(ctx context.Context, sink func() Sink) (diag.List, error) {
	readers, err := d.r.Split(max(1, d.env.Shards))
	if err != nil {
		return nil, err
	}
	all := make([]*decoder, len(readers))
	g, ctx := errgroup.WithContext(ctx)
	for i, r := range readers {
		all[i] = d.shard(r)
		to := sink()
		g.Go(func() error { return all[i].run(ctx, to) })
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	finds := onlyTotals(d.file, all)
	for _, other := range all[1:] {
		all[0].finds.Merge(&other.finds)
	}
	finds = append(finds, all[0].finds.Take(d.file.Path)...)
	finds = append(finds, unweighed(d.file, all)...)
	finds = append(finds, personalData(all)...)
	return append(finds, rows.Join(readers)...), nil
}

// run hands the rows to the sink.
func (d *decoder) run(ctx context.Context, sink Sink) error {
	out := make([]Row, 0, batch)
	width := d.Width()
	values := make([]Value, batch*width)
	flush := func() error {
		if err := ctx.Err(); err != nil || len(out) == 0 {
			return err
		}
		err := sink(&d.Layout, out)
		out = out[:0]
		return err
	}
	var failed error
	room := func() *Row { // the row that is written next
		n := len(out)
		row := &out[:n+1][n]
		row.Values = values[n*width : (n+1)*width]
		return row
	}
	emit := func() *Row { // the one that room gave is good
		out = out[:len(out)+1]
		row := &out[len(out)-1]
		d.given = d.given || row.Total == 0
		d.totalled = d.totalled || row.Total != 0
		if len(out) == batch && failed == nil {
			failed = flush()
		}
		return room()
	}
	row := room()
	for failed == nil {
		fields, ok := d.r.Next()
		if !ok {
			if failed = d.r.Err(); failed == nil {
				failed = flush()
			}
			break
		}
		if c := d.m.Comment; c == "" || !strings.HasPrefix(fields[0], c) {
			row = d.read(fields, row, emit)
		}
	}
	return failed
}

// Files lists what a file holds to be read: itself or, of a workbook, its
// visible sheets. A workbook that is refused holds nothing, and has a finding.
func Files(fsys fs.FS, name string) ([]File, diag.List, error) {
	if !strings.EqualFold(path.Ext(name), ".xlsx") {
		return []File{{Path: name}}, nil, nil
	}
	book, finds, err := sheet.Open(fsys, name)
	if err != nil || book == nil {
		return nil, finds, err
	}
	defer book.Close()
	var all []File
	for _, s := range book.Sheets() {
		all = append(all, File{name, s})
	}
	return all, finds, nil
}

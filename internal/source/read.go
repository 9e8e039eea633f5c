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

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/rows"
)

// Env is what every file of a site is read against.
type Env struct {
	Contract *contract.Contract
	Registry *registry.Registry
	Lists    *dim.Lists // of the Registry, with the categories of the Contract
	Basis    *dim.Basis // declared meaning of a bare "2026Q1"; nil refuses it
}

// A Row is one line of an export. For a survey its Codes hold the population
// as category.
type Row struct {
	Quarter  dim.Quarter
	Revision int // from 1, which is what a row without one has
	Codes    dim.Codes
	Line     int
	Item     int     // of a tally: index of the item in the contract
	Answer   Value   // of a tally: the answer
	Values   []Value // as the Layout says; valid until the sink returns
}

// A Sink takes the rows of one file, some at a time. The layout is the same
// each time.
type Sink func(l *Layout, rows []Row) error

// batch is how many rows go to the sink at a time.
const batch = 512

// Read reads one file. Rows with findings are left out, and so are rows of
// totals; findings that fail the build do not stop the reading. The error is
// for a file that cannot be read, the end of ctx, or what the sink returns.
func Read(ctx context.Context, fsys fs.FS, path string, m *Mapping, env *Env, sink Sink) (diag.List, error) {
	r, finds, err := rows.Open(fsys, path, rows.Options{Encoding: m.Encoding, HeaderRow: m.HeaderRow})
	if err != nil || r == nil {
		return finds, err
	}
	defer r.Close()
	t, fl := recognise(diag.Pos{File: path, Line: r.HeaderPos(0).Line}, r.Header(), env.Contract, m)
	if finds = append(finds, fl...); t == nil {
		return finds, nil
	}
	p, fl := newPlan(t, r, env, m)
	if finds = append(finds, fl...); fl.Errors() > 0 {
		return finds, nil
	}
	d, fl := newDecoder(path, p, r, env, m)
	if finds = append(finds, fl...); d == nil {
		return finds, nil
	}
	if err := d.run(ctx, sink); err != nil {
		return nil, fmt.Errorf("reading %s: %w", path, err)
	}
	finds = append(finds, d.finds.Take(path)...)
	return append(finds, r.Findings()...), r.Err()
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
		d.given = true
		err := sink(&d.Layout, out)
		out = out[:0]
		return err
	}
	for {
		fields, ok := d.r.Next()
		if !ok {
			break
		}
		n := len(out)
		out = out[:n+1]
		out[n].Values = values[n*width : (n+1)*width]
		if !d.row(fields, &out[n]) {
			out = out[:n]
		}
		if len(out) == batch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	err := flush()
	d.onlyTotals()
	return err
}

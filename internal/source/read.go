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
	"strconv"

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
	Lists    *dim.Lists
	Basis    *dim.Basis // declared meaning of a bare "2026Q1"; nil refuses it
	Strict   bool       // warnings about columns are errors
}

// A Row is one line of an export. For a survey its Codes hold the population
// as category.
type Row struct {
	Quarter  dim.Quarter
	Revision int
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

// Read reads one file. Rows with findings are left out; findings that fail the
// build do not stop the reading.
func Read(ctx context.Context, fsys fs.FS, path string, m *Mapping, env *Env, sink Sink) (diag.List, error) {
	r, finds, err := rows.Open(fsys, path, rows.Options{Encoding: m.Encoding, HeaderRow: m.HeaderRow})
	if err != nil || r == nil {
		return finds, err
	}
	defer r.Close()
	t, fl := recognise(path, r.Header(), env.Contract, m)
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
	finds = append(finds, d.finds.close(path)...)
	return append(finds, r.Findings()...), r.Err()
}

// A decoder turns the fields of one file into rows.
type decoder struct {
	*plan
	file        string
	r           *rows.Reader
	env         *Env
	m           *Mapping
	finds       complaints
	markers     map[string]Status
	zeros       map[string]bool
	basis       *dim.Basis
	fixed       Row // what every row starts from
	codes       []*coder
	placers     []*placer
	orgs        map[dim.Code]orgInfo
	populations map[string]dim.Code
	unknown     dim.Codes // of the axes that a row may leave open
	periods     map[string]dim.Quarter
	good        bool // no finding in the current row so far
}

func newDecoder(file string, p *plan, r *rows.Reader, env *Env, m *Mapping) (*decoder, diag.List) {
	d := &decoder{
		plan: p, file: file, r: r, env: env, m: m, markers: m.statuses(), zeros: m.zeros(),
		basis: m.basis(env.Basis), periods: map[string]dim.Quarter{}, orgs: map[dim.Code]orgInfo{}, populations: map[string]dim.Code{},
	}
	for _, a := range []dim.Axis{dim.Area, dim.Origin, dim.Sex, dim.Age, dim.Sport} {
		d.unknown[a], _ = env.Lists.Code(a, dim.Unknown)
	}
	d.finds.max = 20
	d.prepare()
	if len(d.finds.list) > 0 {
		return nil, d.finds.list
	}
	return d, nil
}

// prepare resolves what is fixed for the whole file. A fixed value is looked
// up like a field, and its finding stands at the head of the file.
func (d *decoder) prepare() {
	at := diag.Pos{File: d.file, Line: 1}
	for _, c := range d.Table.Keys {
		value, ok := d.m.Fixed[c.ID]
		if !ok {
			continue
		}
		switch c.ID {
		case contract.ColumnPeriod:
			d.fixed.Quarter, _ = d.quarter(value, at)
		case contract.ColumnPopulation:
			d.fixed.Codes[dim.Category], _ = d.population(value, at)
		case contract.ColumnOrganisation:
			d.fixed.Codes[dim.Organisation], _ = d.newCoder(dim.Organisation, -1).code(value, at)
		default:
			if c.Axis < dim.NumAxes {
				d.fixed.Codes[c.Axis], _ = d.newCoder(c.Axis, -1).code(value, at)
			}
		}
	}
	for _, a := range d.axes {
		d.codes = append(d.codes, d.newCoder(a.axis, a.column))
	}
	d.preparePlaces()
}

func (d *decoder) run(ctx context.Context, sink Sink) error {
	out := make([]Row, 0, batch)
	values := make([]Value, batch*d.Width())
	flush := func() error {
		if err := ctx.Err(); err != nil || len(out) == 0 {
			return err
		}
		err := sink(&d.Layout, out)
		out = out[:0]
		return err
	}
	for {
		fields, ok := d.r.Next()
		if !ok {
			return flush()
		}
		w := d.Width()
		row := Row{Values: values[len(out)*w : (len(out)+1)*w]}
		if d.row(fields, &row) {
			out = append(out, row)
		}
		if len(out) == batch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
}

// row decodes one line; false leaves it out, either because of a finding or
// because it is a total.
func (d *decoder) row(fields []string, row *Row) bool {
	d.good = true
	values := row.Values
	*row = d.fixed
	row.Values = values
	row.Line = d.r.Line()
	if d.total(fields) {
		return false
	}
	d.keys(fields, row)
	for i, c := range d.values {
		if i < len(d.Measures) {
			values[i] = d.count(fields[c], c, d.Measures[i])
		} else {
			values[i] = d.reply(fields[c], c, d.Items[i-len(d.Measures)])
		}
	}
	if d.good && len(d.Measures) > 1 {
		d.parts(row)
	}
	return d.good
}

func (d *decoder) keys(fields []string, row *Row) {
	if d.period >= 0 {
		row.Quarter = d.periodOf(fields[d.period])
	}
	for _, c := range d.codes {
		code, ok := c.code(d.mapped(c.axis.String(), fields[c.column]), diag.Pos{})
		if !ok {
			d.good = false
		}
		row.Codes[c.axis] = code
	}
	d.places(fields, row)
	d.defaults(row)
	if d.asked >= 0 {
		code, ok := d.population(d.mapped(contract.ColumnPopulation, fields[d.asked]), diag.Pos{})
		d.good = d.good && ok
		row.Codes[dim.Category] = code
	}
	if d.revision >= 0 {
		row.Revision = d.revisionOf(fields[d.revision])
	}
	if d.item >= 0 {
		d.tally(fields, row)
	}
}

// defaults fills what follows from the organisation, and unknown for what the
// file does not say.
func (d *decoder) defaults(row *Row) {
	org := row.Codes[dim.Organisation]
	if org == dim.Total {
		return // has its own finding
	}
	info := d.info(org)
	row.Codes[dim.Kind] = info.kind
	if row.Codes[dim.Area] == dim.Total {
		row.Codes[dim.Area] = info.area
	}
	for a, unknown := range d.unknown {
		if row.Codes[a] == dim.Total {
			row.Codes[a] = unknown
		}
	}
}

// finest gives the code of a place; one that has parts stands for the part of
// it that is not told.
func (e *Env) finest(a dim.Axis, id string) dim.Code {
	if c, ok := e.Lists.Code(a, id+registry.UnknownPart); ok && id != "" {
		return c
	}
	c, _ := e.Lists.Code(a, id)
	return c
}

// at gives the place of a field of the current row.
func (d *decoder) at(column int) diag.Pos { return d.r.Pos(column) }

// complain records a finding about the current row.
func (d *decoder) complain(r *diag.Rule, pos diag.Pos, args ...any) {
	if !r.Warn {
		d.good = false
	}
	d.finds.add(r, pos, args...)
}

// mapped applies the value map of a column.
func (d *decoder) mapped(column, field string) string {
	if m := d.m.Values[column]; m != nil {
		if v, ok := m[rows.Clean(field)]; ok {
			return v
		}
	}
	return field
}

var ruleRevision = diag.Rule{
	ID:   "csv/revision",
	Msg:  diag.Text{JA: "版 %[1]q は番号ではありません", EN: "revision %[1]q is not a number"},
	Hint: diag.Text{JA: "1, 2, 3 … の番号で書いてください。空欄は 1 です", EN: "write 1, 2, 3, ...; an empty field is 1"},
}

func (d *decoder) revisionOf(field string) int {
	s := rows.Fold(field)
	if s == "" {
		return 1
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 999 {
		d.complain(&ruleRevision, d.at(d.revision), field)
		return 1
	}
	return n
}

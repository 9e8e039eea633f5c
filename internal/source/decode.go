package source

import (
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/notation"
	"fukusen/internal/registry"
	"fukusen/internal/rows"
)

// A decoder turns the fields of one file, or of one shard of it, into rows.
type decoder struct {
	*plan
	file         File
	r            *rows.Reader
	env          *Env
	m            *Mapping
	finds        diag.Collector
	periodOpt    notation.PeriodOptions
	dateOpt      notation.DateOptions
	marks        notation.Marks
	numericMarks bool // one of them is digits, such as 999
	fixed        Row  // what every row starts from
	fixedWords   []string
	coders       []*coder
	placers      []*placer
	wordCols     []*wordColumn
	categories   map[string]dim.Code // by its words, joined
	cells        []valueColumn
	derived      bool // some value is made of others
	parts        []part
	orgs         []orgInfo           // by code
	orgNames     map[string][]string // IDs by labelKey of the name; nil until one is asked for
	populations  *labels[dim.Code]
	items        *labels[int]
	periods      *labels[when]
	entities     *labels[string]
	unknown      dim.Codes // of the axes that a row may leave open
	guard        *guard
	evidence     *areaEvidence // of columns of codes, shared by the shards

	fields   []string // of the current row
	good     bool     // no finding in it so far
	inKeys   bool     // its keys are being read
	skip     bool     // it is left out: a total that nothing can be compared with
	said     []string // its words of the category
	given    bool     // some row was good
	wrong    bool     // some row was not
	totalled bool     // some row was a total

	weighed   bool           // some row had a weight
	unweighed diag.Collector // rows without
}

// when is the quarter that a label means, and the month if it names one.
type when struct {
	quarter dim.Quarter
	month   int8
}

// A part is a pair of values, the first of which is counted in the second.
type part struct{ part, whole int }

func newDecoder(file File, p *plan, r *rows.Reader, env *Env, m *Mapping) (*decoder, diag.List) {
	d := &decoder{
		plan: p, file: file, r: r, env: env, m: m,
		periodOpt: notation.PeriodOptions{Basis: m.basis(env.Basis), FiscalStart: m.FiscalStart, Latest: env.Latest},
		dateOpt:   m.dates(), fixed: Row{Revision: 1}, orgs: make([]orgInfo, len(env.Lists.Entries(dim.Organisation))+1), categories: map[string]dim.Code{},
		populations: newLabels[dim.Code](m.Values[contract.ColumnPopulation]),
		items:       newLabels[int](m.Values[contract.ColumnItem]),
		periods:     newLabels[when](m.Values[contract.ColumnPeriod]),
		entities:    newLabels[string](m.Values[contract.ColumnEntity]),
		fixedWords:  make([]string, len(p.Table.Category)), said: make([]string, len(p.Table.Category)),
		guard: newGuard(r, p.unread), evidence: &areaEvidence{},
	}
	d.marks, _ = notation.NewMarks(m.Markers) // Mappings has refused bad ones
	for mark := range m.Markers {
		d.numericMarks = d.numericMarks || isDigits(strings.TrimPrefix(rows.Fold(mark), "-"))
	}
	for _, a := range []dim.Axis{dim.Area, dim.Origin, dim.Sex, dim.Age, dim.Sport} {
		if d.has(a) || !p.Table.Public {
			d.unknown[a], _ = env.Lists.Code(a, dim.Unknown)
		}
	}
	finds := d.prepare()
	if finds.Errors() > 0 {
		return nil, finds
	}
	return d, finds
}

// has reports whether the table has a column for the axis.
func (d *decoder) has(a dim.Axis) bool {
	_, ok := d.Table.Key(a.String())
	return ok
}

// shard gives a decoder for another part of the same file, which knows what
// this one has prepared.
func (d *decoder) shard(r *rows.Reader) *decoder {
	other, _ := newDecoder(d.file, d.plan.copied(), r, d.env, d.m)
	other.evidence = d.evidence
	return other
}

// copied gives a plan whose pivots can be prepared again.
func (p *plan) copied() *plan {
	q := *p
	q.pivots = slices.Clone(p.pivots)
	return &q
}

// prepare resolves what is the same for the whole file. A fixed value is
// looked up like a field; its finding stands where source.yaml has it.
func (d *decoder) prepare() diag.List {
	for i := range d.Table.Keys {
		c := &d.Table.Keys[i]
		if value, ok := d.m.Fixed[c.ID]; ok {
			d.fix(c, value, d.m.valuePos("fixed."+c.ID, d.file.Pos()))
		}
	}
	for _, a := range d.axes {
		d.coders = append(d.coders, d.newCoder(a.axis, a.column))
	}
	d.prepareWords()
	d.preparePlaces()
	d.prepareValues()
	d.preparePivots()
	finds := d.finds.Take(d.file.Path)
	for i, f := range finds {
		if f.Pos.File != d.file.Path {
			finds[i] = related(f, d.file.Pos())
		}
	}
	return finds
}

func (d *decoder) fix(c *contract.Column, value string, at diag.Pos) {
	switch {
	case c.Form == contract.FormPeriod:
		w, _ := d.label(value, at)
		d.fixed.Quarter, d.fixed.Month = w.quarter, w.month
	case c.ID == contract.ColumnPopulation:
		d.fixed.Codes[dim.Category], _ = d.population(value, at)
	case c.Form == contract.FormWord:
		d.fixWord(c, value, at, nil)
	case c.ID == contract.ColumnItem:
		d.fixed.Item, _ = d.itemOf(value, at)
	case c.Form == contract.FormRevision:
		d.fixed.Revision = d.revisionOf(value, at)
	case c.Form == contract.FormCode:
		fixed := d.newCoder(c.Axis, nowhere)
		fixed.single = true
		d.fixed.Codes[c.Axis], _ = fixed.code(value, at)
	}
}

// read decodes one line and hands on the rows that it makes: one, or one for
// each pivot. Those with findings are left out. The row is room for one; only
// its Values are there before.
func (d *decoder) read(fields []string, row *Row, emit func() *Row) *Row {
	d.fields, d.good, d.skip = fields, true, false
	d.guard.see(fields, d.r.Line())
	values := row.Values
	*row = d.fixed
	row.Values, row.Line = values, d.r.Line()
	copy(d.said, d.fixedWords)
	if d.AddUp && d.addedUp() {
		return row
	}
	d.inKeys = true
	d.keys(row)
	d.inKeys = false
	if d.skip {
		d.leaveOut(row)
		return row
	}
	if len(d.pivots) > 0 {
		return d.spread(row, emit)
	}
	d.categorise(row)
	d.measure(row)
	if d.good {
		return emit()
	}
	return row
}

// measure reads the values of a row.
func (d *decoder) measure(row *Row) {
	for i := range d.cells {
		switch c := &d.cells[i]; {
		case c.column == nowhere:
		case c.measure != nil:
			row.Values[i] = d.number(d.fields[c.column], c)
		default:
			row.Values[i] = d.reply(d.fields[c.column], c)
		}
	}
	if d.derived {
		d.workOutValues(row)
	}
	if d.good && len(d.cells) > len(d.Items) {
		d.checkParts(row)
	}
}

// spread makes a row of each pivot.
func (d *decoder) spread(row *Row, emit func() *Row) *Row {
	if !d.good {
		return row
	}
	base := *row
	for i := range d.pivots {
		p := &d.pivots[i]
		if p.part {
			continue
		}
		d.good = true
		values := row.Values
		*row = base
		row.Values = values
		copy(d.said, d.fixedWords)
		for a, code := range p.codes {
			if code == totalRow {
				row.Total = row.Total.With(dim.Axis(a))
			}
			if code != dim.Total {
				row.Codes[a] = max(code, dim.Total)
			}
		}
		for i, w := range p.words {
			if w != "" {
				d.said[i] = w
			}
		}
		d.categorise(row)
		row.Values[0] = d.number(d.fields[p.column], &p.cell)
		if d.good {
			row = emit()
		}
	}
	return row
}

// keys reads what says which group, period and version the row is about.
func (d *decoder) keys(row *Row) {
	for _, c := range d.coders {
		field := d.fields[c.column]
		if r := c.recent[recentAt(field)]; r != nil && r.value > dim.Total && r.field == field {
			row.Codes[c.axis] = r.value
			continue
		}
		code, ok := c.code(field, diag.Pos{})
		d.good = d.good && ok
		d.take(row, c.axis, code)
	}
	for _, p := range d.placers {
		code, ok := d.place(p)
		d.good = d.good && ok
		d.take(row, p.axis, code)
	}
	if d.skip || row.Total != 0 && !d.comparable(row) {
		d.skip = true
		return
	}
	if d.period >= 0 && !d.readPeriod(row) {
		d.skip = true
		return
	}
	if len(d.wordCols)+len(d.dates) > 0 {
		d.readWords()
		d.readDates(row)
	}
	if d.asked >= 0 {
		row.Codes[dim.Category], _ = d.population(d.fields[d.asked], diag.Pos{})
	}
	if d.revision >= 0 {
		row.Revision = d.revisionOf(d.fields[d.revision], diag.Pos{})
	}
	if d.entity >= 0 {
		row.Entity = d.entityOf(d.fields[d.entity])
	}
	if d.answer >= 0 {
		d.tally(row)
	}
	if d.weight >= 0 {
		row.Weight = d.weightOf(d.fields[d.weight])
	}
	d.defaults(row)
}

// take notes a code; that of a total is the total of its axis.
func (d *decoder) take(row *Row, a dim.Axis, code dim.Code) {
	if code == totalRow {
		row.Total = row.Total.With(a)
		code = dim.Total
	}
	row.Codes[a] = code
}

// defaults fills what follows from the organisation, and unknown for what the
// file does not say.
func (d *decoder) defaults(row *Row) {
	org := row.Codes[dim.Organisation]
	switch {
	case org != dim.Total:
		info := d.info(org)
		row.Codes[dim.Kind] = info.kind
		if row.Codes[dim.Area] == dim.Total && !row.Total.Has(dim.Area) {
			row.Codes[dim.Area] = info.area
		}
	case row.Total.Has(dim.Organisation): // of all that the file has
		row.Total = row.Total.With(dim.Kind)
		if row.Codes[dim.Area] == dim.Total {
			row.Total = row.Total.With(dim.Area)
		}
	case !d.Table.Public:
		return // has its own finding
	}
	for a, unknown := range d.unknown {
		if row.Codes[a] == dim.Total && !row.Total.Has(dim.Axis(a)) {
			row.Codes[a] = unknown
		}
	}
	if !d.Table.Items {
		row.Open = d.leftOpen(row)
	}
}

// leftOpen gives the axes of which the columns of the row do not tell all, nor
// that it is unknown: such a row may be a total without the word for it.
func (d *decoder) leftOpen(row *Row) dim.View {
	var open dim.View
	for _, c := range d.coders {
		code := row.Codes[c.axis]
		if code == d.unknown[c.axis] && rows.Clean(c.words.of(d.fields[c.column])) == "" || d.isRest(c.axis, code) {
			open = open.With(c.axis)
		}
	}
	for _, p := range d.placers {
		if d.isRest(p.axis, row.Codes[p.axis]) && (p.column < 0 || !isUnknownWord(p.words.of(d.fields[p.column]))) {
			open = open.With(p.axis)
		}
	}
	return open
}

// isRest reports the code of what has parts where the part is not told.
func (d *decoder) isRest(a dim.Axis, c dim.Code) bool {
	e := d.env.Lists.Entry(a, c)
	return e.Parent != "" && e.Level == dim.Unknown
}

// orgInfo is what a row takes from its organisation.
type orgInfo struct {
	kind, area dim.Code
	known      bool
}

func (d *decoder) info(org dim.Code) orgInfo {
	if i := d.orgs[org]; i.known {
		return i
	}
	o := d.env.Registry.Organisation(d.env.Lists.ID(dim.Organisation, org))
	i := orgInfo{area: d.env.finest(dim.Area, o.Area), known: true}
	i.kind, _ = d.env.Lists.Code(dim.Kind, o.Kind)
	d.orgs[org] = i
	return i
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

// at gives the place of a field of the current row, unless pos is one already:
// that of a value in source.yaml.
func (d *decoder) at(column int, pos diag.Pos) diag.Pos {
	if pos.File != "" {
		return pos
	}
	return d.r.Pos(column)
}

// complain records a finding about the current row. A row of totals whose keys
// cannot be read is left out.
func (d *decoder) complain(r *diag.Rule, pos diag.Pos, args ...any) {
	if !r.Warn {
		d.good = false
		if d.skip = d.skip || d.inKeys && d.totalColumn() >= 0; d.skip {
			return
		}
		d.wrong = true
	}
	d.finds.Add(r, pos, kept(args)...)
}

// once records a warning only for the first row that it concerns.
func (d *decoder) once(r *diag.Rule, pos diag.Pos, args ...any) {
	d.finds.Once(r, pos, kept(args)...)
}

// kept copies the texts among the arguments: fields are only good until the
// next row is read.
func kept(args []any) []any {
	for i, a := range args {
		if s, ok := a.(string); ok {
			args[i] = strings.Clone(s)
		}
	}
	return args
}

package source

import (
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/rows"
)

// A decoder turns the fields of one file into rows.
type decoder struct {
	*plan
	file         string
	r            *rows.Reader
	env          *Env
	m            *Mapping
	finds        diag.Collector
	basis        *dim.Basis
	marks        map[string]declared // of source.yaml, by markKey
	numericMarks bool                // one of them is digits, such as 999
	fixed        Row                 // what every row starts from
	coders       []*coder
	placers      []*placer
	cells        []valueColumn
	parts        []part
	orgs         map[dim.Code]orgInfo
	orgNames     map[string][]string // IDs by labelKey of the name; nil until one is asked for
	populations  *labels[dim.Code]
	items        *labels[int]
	periods      *labels[dim.Quarter]
	unknown      dim.Codes // of the axes that a row may leave open

	fields []string // of the current row
	good   bool     // no finding in it so far
	total  bool     // it is a row of totals
	given  bool     // some row was good
	wrong  bool     // some row was not
}

// A valueColumn is how one value of the layout is read.
type valueColumn struct {
	column  int
	words   wording
	measure *contract.Measure
	item    *contract.Item
	classes []Value // of an item with points: the answer of each point
}

// A part is a pair of values, the first of which is counted in the second.
type part struct{ part, whole int }

// A wording replaces what a submitter writes in a column by what we read.
type wording map[string]string

func (w wording) of(field string) string {
	if w == nil {
		return field
	}
	if v, ok := w[rows.Clean(field)]; ok {
		return v
	}
	return field
}

// labels remember what the fields of a column mean. Fields repeat, so each is
// looked up once.
type labels[T any] struct {
	words wording
	known map[string]T
}

func newLabels[T any](words wording) *labels[T] {
	return &labels[T]{words: words, known: map[string]T{}}
}

// keep remembers a field without the row that it is a part of.
func (l *labels[T]) keep(field string, t T) { l.known[strings.Clone(field)] = t }

func newDecoder(file string, p *plan, r *rows.Reader, env *Env, m *Mapping) (*decoder, diag.List) {
	d := &decoder{
		plan: p, file: file, r: r, env: env, m: m, basis: m.basis(env.Basis),
		marks: m.declaredMarks(), fixed: Row{Revision: 1}, orgs: map[dim.Code]orgInfo{},
		populations: newLabels[dim.Code](m.Values[contract.ColumnPopulation]),
		items:       newLabels[int](m.Values[contract.ColumnItem]),
		periods:     newLabels[dim.Quarter](m.Values[contract.ColumnPeriod]),
	}
	for mark := range d.marks {
		d.numericMarks = d.numericMarks || isDigits(mark)
	}
	for _, a := range []dim.Axis{dim.Area, dim.Origin, dim.Sex, dim.Age, dim.Sport} {
		d.unknown[a], _ = env.Lists.Code(a, dim.Unknown)
	}
	finds := d.prepare()
	if finds.Errors() > 0 {
		return nil, finds
	}
	return d, finds
}

// prepare resolves what is the same for the whole file. A fixed value is
// looked up like a field; its finding stands where source.yaml has it.
func (d *decoder) prepare() diag.List {
	for _, c := range d.Table.Keys {
		if value, ok := d.m.Fixed[c.ID]; ok {
			d.fix(c, value, d.m.valuePos("fixed."+c.ID, diag.Pos{File: d.file, Line: 1}))
		}
	}
	for _, a := range d.axes {
		d.coders = append(d.coders, d.newCoder(a.axis, a.column))
	}
	d.preparePlaces()
	d.prepareValues()
	finds := d.finds.Take(d.file)
	for i, f := range finds {
		if f.Pos.File != d.file {
			finds[i] = related(f, diag.Pos{File: d.file})
		}
	}
	return finds
}

func (d *decoder) fix(c contract.Column, value string, at diag.Pos) {
	switch c.ID {
	case contract.ColumnPeriod:
		d.fixed.Quarter, _ = d.quarter(value, at)
	case contract.ColumnPopulation:
		d.fixed.Codes[dim.Category], _ = d.population(value, at)
	case contract.ColumnItem:
		d.fixed.Item, _ = d.itemOf(value, at)
	case contract.ColumnRevision:
		d.fixed.Revision = d.revisionOf(value, at)
	default:
		if c.Axis < dim.NumAxes {
			d.fixed.Codes[c.Axis], _ = d.newCoder(c.Axis, -1).code(value, at)
		}
	}
}

func (d *decoder) prepareValues() {
	for i, column := range d.values {
		v := valueColumn{column: column}
		if i < len(d.Measures) {
			v.measure = d.Measures[i]
			v.words = d.m.Values[v.measure.ID]
		} else {
			v.item = d.Items[i-len(d.Measures)]
			v.words = d.m.Values[v.item.ID]
			v.classes = classesOf(v.item)
		}
		d.cells = append(d.cells, v)
	}
	for i, m := range d.Measures {
		for j, w := range d.Measures {
			if slices.Contains(m.PartOf, w.ID) {
				d.parts = append(d.parts, part{i, j})
			}
		}
	}
}

func classesOf(it *contract.Item) []Value {
	if it.Points == 0 {
		return nil
	}
	all := make([]Value, it.Points+1)
	for p := range all {
		i, point, ok := it.Classify(strconv.Itoa(p))
		if !ok {
			return nil
		}
		all[p] = Value{N: int64(i), Point: int32(point)}
	}
	return all
}

// row decodes one line; false leaves it out, either because of a finding or
// because it is a total. Only the Values of row are there before.
func (d *decoder) row(fields []string, row *Row) bool {
	d.fields, d.good, d.total = fields, true, false
	values := row.Values
	*row = d.fixed
	row.Values, row.Line = values, d.r.Line()
	d.keys(row)
	if d.total {
		if column := d.totalColumn(); column >= 0 {
			d.once(&ruleTotals, d.r.Pos(column), rows.Clean(fields[column]))
		}
		return false
	}
	for i := range d.cells {
		c := &d.cells[i]
		if c.measure != nil {
			values[i] = d.count(fields[c.column], c)
		} else {
			values[i] = d.reply(fields[c.column], c)
		}
	}
	if d.good {
		d.checkParts(values)
	}
	return d.good
}

func (d *decoder) keys(row *Row) {
	for _, c := range d.coders {
		code, ok := c.code(d.fields[c.column], diag.Pos{})
		d.good = d.good && ok
		row.Codes[c.axis] = code
	}
	for _, p := range d.placers {
		code, ok := d.place(p)
		d.good = d.good && ok
		row.Codes[p.axis] = code
	}
	if d.total {
		return
	}
	if d.period >= 0 {
		row.Quarter = d.periodOf(d.fields[d.period])
	}
	if d.asked >= 0 {
		row.Codes[dim.Category], _ = d.population(d.fields[d.asked], diag.Pos{})
	}
	if d.revision >= 0 {
		row.Revision = d.revisionOf(d.fields[d.revision], diag.Pos{})
	}
	if d.answer >= 0 {
		d.tally(row)
	}
	d.defaults(row)
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

// orgInfo is what a row takes from its organisation.
type orgInfo struct{ kind, area dim.Code }

func (d *decoder) info(org dim.Code) orgInfo {
	if i, ok := d.orgs[org]; ok {
		return i
	}
	o := d.env.Registry.Organisation(d.env.Lists.ID(dim.Organisation, org))
	i := orgInfo{area: d.env.finest(dim.Area, o.Area)}
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

// complain records a finding about the current row. A row of totals is left
// out whatever else is in it.
func (d *decoder) complain(r *diag.Rule, pos diag.Pos, args ...any) {
	if !r.Warn {
		d.good = false
		if d.total = d.total || d.totalColumn() >= 0; d.total {
			return
		}
		d.wrong = true
	}
	d.finds.Add(r, pos, args...)
}

// once records a warning only for the first row that it concerns.
func (d *decoder) once(r *diag.Rule, pos diag.Pos, args ...any) {
	if d.finds.Count(r) == 0 {
		d.complain(r, pos, args...)
	}
}

var (
	ruleTotals = diag.Rule{
		ID: "csv/totals", Warn: true,
		Msg:  diag.Text{JA: "合計の行(%[1]q)は読み飛ばしました。合計は内訳から計算します", EN: "the totals row (%[1]q) was left out; totals are computed from the parts"},
		Hint: diag.Text{JA: "内訳の行がすべてあることを確かめてください", EN: "make sure that all parts are there"},
	}
	ruleOnlyTotals = diag.Rule{
		ID:   "csv/only-totals",
		Msg:  diag.Text{JA: "合計の行しかありません。合計の行は読まれないので、このファイルからは何も入りません", EN: "there are only rows of totals, which are not read: nothing comes of this file"},
		Hint: diag.Text{JA: "男女別などの内訳の行を入れてください。内訳がなければ、「計」と書いた列を消すか空欄にすると「不詳」として数えます", EN: "add the rows of the parts; where there are none, delete the column that says total or leave it empty: it is then counted as unknown"},
	}
)

var totalWords = []string{
	"計", "合計", "総計", "総数", "小計", "全体", "全国", "男女計", "年齢計", "全年齢", "県計", "市計", "郡計", "町村計", "市町村計", "total", "all",
}

func isTotalWord(field string) bool {
	const longest = len("ＴＯＴＡＬ") + len("　　　　")
	return len(field) <= longest && slices.Contains(totalWords, strings.ToLower(strings.ReplaceAll(rows.Fold(field), " ", "")))
}

// totalColumn finds the field of the current row that makes it a total; -1 if
// there is none, or no row yet.
func (d *decoder) totalColumn() int {
	if d.fields == nil {
		return -1
	}
	if d.period >= 0 && isTotalWord(d.fields[d.period]) {
		return d.period
	}
	for _, c := range d.coders {
		if isTotalWord(c.words.of(d.fields[c.column])) {
			return c.column
		}
	}
	for _, p := range d.placers {
		for _, column := range []int{p.column, p.within} {
			if column >= 0 && isTotalWord(p.words.of(d.fields[column])) {
				return column
			}
		}
	}
	return -1
}

// onlyTotals refuses a file of which nothing but totals was read.
func (d *decoder) onlyTotals() {
	if !d.given && !d.wrong && d.finds.Count(&ruleTotals) > 0 {
		d.finds.Add(&ruleOnlyTotals, diag.Pos{File: d.file})
	}
}

package cube

import (
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/source"
)

// A Part is what one file adds up to.
type Part struct {
	file     string
	table    *contract.Table
	slots    []slot
	index    map[groupKey]int32
	keys     []groupKey
	lines    []int32 // first line of each group
	data     []int64 // len(slots)*len(keys)
	seen     map[seenKey]int32
	receipts map[Receipt]bool
	twice    []twice
	lists    *dim.Lists
	items    []contract.Item
	first    map[int]int // of an item: its first slot
	columns  []int       // of each measure of the table: its value in a row, -1 where the file has no such column
}

// groupKey is a group in one quarter and revision. For a survey the category
// is the population.
type groupKey struct {
	quarter  dim.Quarter
	revision int
	codes    dim.Codes
}

// seenKey is what may stand in a measure table only once.
type seenKey struct {
	group        int32
	item, answer int32
}

// A twice is a row of a measure table that was there before.
type twice struct {
	group       int32
	first, line int32
}

// A slot is one integer of a group.
type slot struct {
	measure *contract.Measure
	item    *contract.Item
	answer  int // of an item
	what    what
}

type what int8

const (
	sum what = iota
	rowsGiven
	missing
	withheld
	notApplicable
	points
	squares
	answers
)

// The integers of one value: how many there are of a measure, and how many of
// an item stand before those of its answers.
const (
	measureWidth = 5
	itemHead     = 4
)

// slotsOfMeasure and slotsOfItem order the integers of one value; what adds to
// them and what reads them rely on the order.
func slotsOfMeasure(m *contract.Measure) []slot {
	return []slot{
		{measure: m, what: sum}, {measure: m, what: rowsGiven}, {measure: m, what: missing},
		{measure: m, what: withheld}, {measure: m, what: notApplicable},
	}
}

func slotsOfItem(it *contract.Item) []slot {
	s := []slot{{item: it, what: missing}, {item: it, what: points}, {item: it, what: squares}, {item: it, what: withheld}}
	for a := range it.Answers {
		s = append(s, slot{item: it, what: answers, answer: a})
	}
	return s
}

// NewPart returns an empty part for one file.
func NewPart(file string, lists *dim.Lists, con *contract.Contract) *Part {
	return &Part{
		file: file, lists: lists, items: con.Items,
		index: map[groupKey]int32{}, seen: map[seenKey]int32{}, receipts: map[Receipt]bool{}, first: map[int]int{},
	}
}

// Sink adds rows to the part; it is a source.Sink.
func (p *Part) Sink(l *source.Layout, rows []source.Row) error {
	if p.table == nil {
		p.begin(l)
	}
	for i := range rows {
		p.add(l, &rows[i])
	}
	return nil
}

func (p *Part) begin(l *source.Layout) {
	p.table = l.Table
	for _, it := range l.Items {
		p.slots = append(p.slots, slotsOfItem(it)...)
	}
	if p.tally() {
		for i := range p.items {
			p.first[i] = len(p.slots)
			p.slots = append(p.slots, slotsOfItem(&p.items[i])...)
		}
		return
	}
	for i := range l.Table.Measures {
		m := &l.Table.Measures[i]
		p.slots = append(p.slots, slotsOfMeasure(m)...)
		p.columns = append(p.columns, slices.Index(l.Measures, m))
	}
}

func (p *Part) tally() bool { return p.table.Family == contract.FamilySurvey && !p.table.Items }

func (p *Part) add(l *source.Layout, row *source.Row) {
	g := p.group(row)
	data := p.data[int(g)*len(p.slots):][:len(p.slots)]
	switch {
	case p.tally():
		p.addTally(data, g, row)
	case p.table.Items:
		addReplies(data, l.Items, row.Values)
	default:
		if p.once(seenKey{group: g}, row.Line) {
			p.addMeasures(data, row.Values)
		}
	}
}

func (p *Part) group(row *source.Row) int32 {
	k := groupKey{row.Quarter, row.Revision, row.Codes}
	g, ok := p.index[k]
	if !ok {
		g = int32(len(p.keys))
		p.index[k] = g
		p.keys = append(p.keys, k)
		p.lines = append(p.lines, int32(row.Line))
		p.data = append(p.data, make([]int64, len(p.slots))...)
		org := p.lists.ID(dim.Organisation, row.Codes[dim.Organisation])
		p.receipts[Receipt{org, p.table.ID, row.Quarter, row.Revision}] = true
	}
	return g
}

// once reports whether a key of a measure table is new. One that is not counts
// once, and Merge complains of it unless a newer revision replaces it.
func (p *Part) once(k seenKey, line int) bool {
	first, ok := p.seen[k]
	if ok {
		p.twice = append(p.twice, twice{group: k.group, first: first, line: int32(line)})
		return false
	}
	p.seen[k] = int32(line)
	return true
}

// at gives the place of a line of the file.
func (p *Part) at(line int32) diag.Pos { return diag.Pos{File: p.file, Line: int(line)} }

// addMeasures adds one row. A measure without a column is missing: otherwise a
// rate would be made of some organisations' numerators and all denominators.
func (p *Part) addMeasures(data []int64, values []source.Value) {
	for i, column := range p.columns {
		v := source.Value{Status: source.Missing}
		if column >= 0 {
			v = values[column]
		}
		d := data[measureWidth*i:][:measureWidth]
		switch v.Status {
		case source.Given:
			d[0] += v.N
			d[1]++
		case source.Missing:
			d[2]++
		case source.SourceWithheld:
			d[3]++
		case source.NotApplicable:
			d[4]++
		}
	}
}

func addReplies(data []int64, items []*contract.Item, values []source.Value) {
	at := 0
	for i, it := range items {
		addReply(data[at:], values[i], 1)
		at += itemHead + len(it.Answers)
	}
}

func addReply(d []int64, v source.Value, n int64) {
	if v.Status != source.Given {
		d[0] += n
		return
	}
	d[1] += n * int64(v.Point)
	d[2] += n * int64(v.Point) * int64(v.Point)
	d[itemHead+v.N] += n
}

// addTally adds a row of counted answers. An answer may be given twice only
// where it stands for different points of one class. An answer whose count is
// withheld or blank leaves the item unknown for the group: without it the rest
// would pass for all who answered.
func (p *Part) addTally(data []int64, g int32, row *source.Row) {
	answer := int32(row.Answer.N)*100 + row.Answer.Point
	if row.Answer.Status != source.Given {
		answer = -1
	}
	if !p.once(seenKey{g, int32(row.Item), answer}, row.Line) {
		return
	}
	d := data[p.first[row.Item]:]
	switch v := row.Values[0]; v.Status {
	case source.Given:
		addReply(d, row.Answer, v.N)
	case source.SourceWithheld, source.Missing:
		if row.Answer.Status == source.Given {
			d[3]++
		}
	}
}

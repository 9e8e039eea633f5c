package cube

import (
	"math/bits"
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/source"
)

// A Part is what one file adds up to, or one shard of it.
type Part struct {
	file     source.File
	table    *contract.Table
	addUp    bool // rows of one group are parts of it
	slots    []slot
	index    table
	packer   packer
	batch    []int32 // groups of the rows at hand
	packs    []packed
	keys     []groupKey
	lines    []int32 // first line of each group
	data     []int64 // len(slots)*len(keys)
	weights  weights
	seen     map[seenKey]int32
	entities map[string]entity
	claims   []claim
	twice    []twice
	finds    diag.List
	lists    *dim.Lists
	items    []contract.Item
	starts   []start            // of each item of a survey
	first    map[int]int        // of a tally, by item: its first slot
	columns  []int              // of each measure of the table: its value in a row, -1 where the file has no such column
	scale    []int64            // of each measure: the smallest units that its file rounds to
	open     map[int32]dim.View // of groups with rows that leave an axis open
	huge     *contract.Measure  // a sum of which is beyond any meaning
	row      []source.Value
}

// groupKey is a group in one period and revision. For a survey the category is
// the population, and its months are put together at once.
type groupKey struct {
	quarter  dim.Quarter
	revision int32
	month    int8 // 0 for a row about the whole quarter
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

// An entity is a new company or business, as one row of a file has it.
type entity struct {
	key    groupKey
	day    string
	values []source.Value
	line   int32
}

// A claim is a row of totals: what the file says that its parts add up to.
type claim struct {
	key    groupKey
	over   dim.View // the axes that it is the total of
	values []source.Value
	line   int32
}

// A slot is one integer of a group.
type slot struct {
	measure *contract.Measure
	item    *contract.Item
	answer  int // of an item
	what    what
}

// A start is the first slot of an item.
type start struct {
	at      int
	several bool // a respondent may give several answers
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
	respondents // of a survey: all rows of the group, whatever they answered
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

// NewPart returns an empty part for one file, or for one shard of it.
func NewPart(file source.File, lists *dim.Lists, con *contract.Contract) *Part {
	return &Part{
		file: file, lists: lists, items: con.Items, packer: newPacker(lists),
		seen: map[seenKey]int32{}, entities: map[string]entity{}, first: map[int]int{}, open: map[int32]dim.View{},
	}
}

// Sink adds rows to the part; it is a source.Sink.
func (p *Part) Sink(l *source.Layout, rows []source.Row) error {
	if p.table == nil {
		p.begin(l)
	}
	if p.table.Items {
		p.addSurvey(l, rows)
		return nil
	}
	for i := range rows {
		p.add(l, &rows[i])
	}
	return nil
}

func (p *Part) begin(l *source.Layout) {
	p.table, p.addUp = l.Table, l.AddUp
	if p.table.Items {
		p.slots = append(p.slots, slot{what: respondents})
	}
	for _, it := range l.Items {
		p.starts = append(p.starts, start{len(p.slots), it.Several})
		p.slots = append(p.slots, slotsOfItem(it)...)
	}
	if l.Weighted {
		p.weights.begin(l.Items)
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
		column := slices.Index(l.Measures, m)
		p.columns = append(p.columns, column)
		scale := int64(1)
		if column >= 0 && column < len(l.Scale) {
			scale = l.Scale[column]
		}
		p.scale = append(p.scale, scale)
	}
	p.row = make([]source.Value, len(p.columns))
}

func (p *Part) tally() bool { return p.table.Family == contract.FamilySurvey && !p.table.Items }

func (p *Part) add(l *source.Layout, row *source.Row) {
	switch {
	case row.Total != 0:
		p.claims = append(p.claims, claim{keyOf(row), row.Total, slices.Clone(p.ofTable(row.Values)), int32(row.Line)})
		return
	case row.Entity != "":
		p.addEntity(row)
		return
	}
	g := p.group(row)
	data := p.data[int(g)*len(p.slots):][:len(p.slots)]
	switch {
	case p.tally():
		p.addTally(data, g, row)
	default:
		if p.once(seenKey{group: g}, row.Line) {
			p.addMeasures(data, p.ofTable(row.Values))
		}
		if row.Open != 0 {
			p.open[g] |= row.Open
		}
	}
}

func keyOf(row *source.Row) groupKey {
	return groupKey{row.Quarter, int32(row.Revision), row.Month, row.Codes}
}

// addSurvey adds anonymous answers. It looks all groups up first and adds
// afterwards: each row is somewhere else in memory, and in short loops the
// processor waits for many of them at once.
func (p *Part) addSurvey(l *source.Layout, rows []source.Row) {
	p.batch, p.packs = slices.Grow(p.batch[:0], len(rows))[:len(rows)], p.packs[:0]
	for i := range rows {
		rows[i].Month = 0
		p.packs = append(p.packs, p.packer.pack(&rows[i]))
	}
	p.index.findAll(p.packs, p.batch)
	for i, g := range p.batch {
		if g < 0 { // new when it was looked for; a row before it may have added it
			p.batch[i] = p.group(&rows[i])
		}
	}
	width := len(p.slots)
	for _, g := range p.batch {
		p.data[int(g)*width]++
	}
	for i, g := range p.batch {
		data := p.data[int(g)*width:][:width]
		for j, s := range p.starts {
			if s.several {
				addReplies(data[s.at:], rows[i].Values[j])
			} else {
				addReply(data[s.at:], rows[i].Values[j], 1)
			}
		}
	}
	if p.weights.width > 0 {
		p.weigh(rows)
	}
}

func (p *Part) group(row *source.Row) int32 {
	at := p.packer.pack(row)
	g := p.index.find(at)
	if g < 0 {
		g = p.newGroup(keyOf(row), at, int32(row.Line))
	}
	return g
}

func (p *Part) newGroup(k groupKey, at packed, line int32) int32 {
	g := int32(len(p.keys))
	p.index.add(at)
	p.keys = append(p.keys, k)
	p.lines = append(p.lines, line)
	p.data = append(p.data, make([]int64, len(p.slots))...)
	p.weights.sums = append(p.weights.sums, make([]int64, p.weights.width)...)
	return g
}

// addEntity keeps the first row of an entity; Merge counts it.
func (p *Part) addEntity(row *source.Row) {
	e := entity{keyOf(row), row.Day, slices.Clone(p.ofTable(row.Values)), int32(row.Line)}
	if first, ok := p.entities[row.Entity]; ok {
		p.finds = append(p.finds, disagree(row.Entity, e, p.at(e.line), first, p.at(first.line))...)
		return
	}
	p.entities[row.Entity] = e
}

// disagree complains of two rows about one entity with different days.
func disagree(id string, e entity, at diag.Pos, first entity, firstAt diag.Pos) diag.List {
	if e.day == first.day {
		return nil
	}
	f := ruleEntityDates.At(at, id, e.day, first.day)
	f.Related = []diag.Pos{firstAt}
	return diag.List{f}
}

// once reports whether a key of a measure table is new, as it must be unless
// its rows add up. One that is not counts
// once, and Merge complains of it unless a newer revision replaces it.
func (p *Part) once(k seenKey, line int) bool {
	if p.addUp {
		return true
	}
	first, ok := p.seen[k]
	if ok {
		p.twice = append(p.twice, twice{group: k.group, first: first, line: int32(line)})
		return false
	}
	p.seen[k] = int32(line)
	return true
}

// at gives the place of a line of the file.
func (p *Part) at(line int32) diag.Pos {
	pos := p.file.Pos()
	pos.Line = int(line)
	return pos
}

// ofTable gives the values of a row in the order of the table's measures. A
// measure without a column is missing: otherwise a rate would be made of some
// organisations' numerators and all denominators. The slice is only good until
// the next row.
func (p *Part) ofTable(values []source.Value) []source.Value {
	for i, column := range p.columns {
		if p.row[i] = (source.Value{Status: source.Missing}); column >= 0 {
			p.row[i] = values[column]
		}
	}
	return p.row
}

// addMeasures adds one row.
func (p *Part) addMeasures(data []int64, values []source.Value) {
	for i, v := range values {
		d := data[measureWidth*i:][:measureWidth]
		switch v.Status {
		case source.Given:
			d[0] += v.N
			d[1]++
			if abs(d[0]) > most {
				p.huge = &p.table.Measures[i]
			}
		case source.Missing:
			d[2]++
		case source.SourceWithheld:
			d[3]++
		case source.NotApplicable:
			d[4]++
		}
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

// addReplies adds all answers of one respondent: a set of bits. Where an item
// with one answer has its points, this one has who answered.
func addReplies(d []int64, v source.Value) {
	if v.Status != source.Given {
		d[0]++
		return
	}
	d[1]++
	for set := uint64(v.N); set != 0; set &= set - 1 {
		d[itemHead+bits.TrailingZeros64(set)]++
	}
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
		if max(d[0], d[itemHead+row.Answer.N]) > mostReplies {
			p.huge = &p.table.Measures[0]
		}
	case source.SourceWithheld, source.Missing:
		if row.Answer.Status == source.Given {
			d[3]++
		}
	}
}

// Path is the file that the part was read from.
func (p *Part) Path() string { return p.file.Path }

package cube

import (
	"cmp"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// Merge adds the parts up, the newest revision of each organisation, table and
// quarter alone, and checks what needs several files at once. The parts may
// come in any order; they are used up, and their memory is let go on the way.
func Merge(parts []*Part, con *contract.Contract) (*Cube, diag.List) {
	parts = slices.DeleteFunc(slices.Clone(parts), func(p *Part) bool { return p == nil || p.table == nil })
	m := newMerger(con)
	slices.SortFunc(parts, func(a, b *Part) int {
		return cmp.Or(strings.Compare(a.file.Path, b.file.Path), strings.Compare(a.file.Sheet, b.file.Sheet))
	})
	for _, p := range parts {
		m.lists = p.lists
		m.note(p)
	}
	for i, p := range parts {
		m.finds = append(m.finds, p.finds...)
		m.finds = append(m.finds, p.totals()...)
		m.finds = append(m.finds, p.overflow()...)
		m.add(p)
		parts[i] = nil
	}
	m.finds = append(m.finds, m.checkMonths()...)
	m.finds = append(m.finds, m.checkMonthGroups()...)
	m.finds = append(m.finds, m.checkSums()...)
	m.finds = append(m.finds, m.checkWeights()...)
	m.derive()
	c := &Cube{Series: m.sorted(), Receipts: m.receipts()}
	m.finds.Sort()
	return c, m.finds
}

type merger struct {
	con      *contract.Contract
	lists    *dim.Lists
	reports  map[reportKey]*report
	series   map[seriesKey]*builder
	places   map[placeKey]diag.Pos // of groups of measure tables
	entities map[string]placedEntity
	asked    map[askedKey]asked
	sums     map[sumKey]*reported
	weighed  map[sumKey]*weighed
	monthly  map[monthKey]monthGroup
	piles    map[pileKey]float64
	finds    diag.List
}

func newMerger(con *contract.Contract) *merger {
	return &merger{
		con: con, reports: map[reportKey]*report{}, series: map[seriesKey]*builder{}, places: map[placeKey]diag.Pos{},
		entities: map[string]placedEntity{}, asked: map[askedKey]asked{}, sums: map[sumKey]*reported{}, weighed: map[sumKey]*weighed{}, monthly: map[monthKey]monthGroup{}, piles: map[pileKey]float64{},
	}
}

// reportKey is what an organisation sends as a whole, and replaces as a whole;
// the organisation of a public register is the total.
type reportKey struct {
	organisation dim.Code
	table        string
	quarter      dim.Quarter
}

// A report is the newest revision of it.
type report struct {
	revision int32
	months   uint16 // bit 0: rows about the quarter; bits 1 to 12: about the month
	pos      diag.Pos
}

func (m *merger) note(p *Part) {
	for g, k := range p.keys {
		key := reportKey{k.codes[dim.Organisation], p.table.ID, k.quarter}
		r := m.reports[key]
		if r == nil || k.revision > r.revision {
			r = &report{revision: k.revision, pos: p.at(p.lines[g])}
			m.reports[key] = r
		}
		if k.revision == r.revision {
			r.months |= 1 << k.month
		}
	}
}

// askedKey is a population that an organisation asked in a quarter.
type askedKey struct {
	organisation, population dim.Code
	quarter                  dim.Quarter
}

// asked is how, and where, the answers were first sent.
type asked struct {
	table string
	pos   diag.Pos
}

type seriesKey struct {
	family     string
	quarter    dim.Quarter
	measure    string // measure or item
	population string
}

// placeKey is what may stand in the files of a measure table only once.
type placeKey struct {
	table        string
	group        groupKey
	item, answer int32 // of a tally
}

// A builder grows one series.
type builder struct {
	series Series
	index  map[dim.Codes]int32
}

func (m *merger) add(p *Part) {
	again := m.again(p)
	for g, k := range p.keys {
		m.count(p, int32(g))
		if !m.current(p, k) {
			continue
		}
		if p.table.Family == contract.FamilySurvey {
			m.oneWay(p, k, p.lines[g])
		} else if again[int32(g)] {
			continue
		}
		data := p.data[g*len(p.slots):][:len(p.slots)]
		for at := p.head(); at < len(p.slots); at += p.width(at) {
			if s := p.slots[at]; m.counts(p, k, s) {
				d := data[at : at+p.width(at)]
				m.addValue(p, k, s, d, p.weightsOf(g, at))
				if p.tally() {
					m.pileReplies(p, k, s.item, d, p.at(p.lines[g]))
				}
			}
		}
	}
	m.addEntities(p)
	m.noteMonths(p)
}

// current reports whether no newer revision replaces the group.
func (m *merger) current(p *Part, k groupKey) bool {
	return k.revision == m.reports[reportKey{k.codes[dim.Organisation], p.table.ID, k.quarter}].revision
}

// counts reports whether a month's value is part of that of the quarter: of
// stocks and what adds up by itself it is only that of the last month.
func (m *merger) counts(p *Part, k groupKey, s slot) bool {
	if k.month == 0 || s.item != nil || s.measure.Behaviour == contract.Flow || s.measure.Behaviour == contract.Cohort {
		return true
	}
	months := m.reports[reportKey{k.codes[dim.Organisation], p.table.ID, k.quarter}].months
	return months>>(k.month+1) == 0
}

// head counts the integers of a group that are of no value.
func (p *Part) head() int {
	if p.table.Items {
		return 1
	}
	return 0
}

// width counts the integers of the value that begins at a slot.
func (p *Part) width(at int) int {
	if it := p.slots[at].item; it != nil {
		return itemHead + len(it.Answers)
	}
	return measureWidth
}

// again finds what stands twice, in the file or in another one, and gives the
// groups that another file has.
func (m *merger) again(p *Part) map[int32]bool {
	for _, t := range p.twice {
		if m.current(p, p.keys[t.group]) {
			m.complain(p.at(t.line), p.at(t.first))
		}
	}
	groups := map[int32]bool{}
	for k, line := range p.seen { // in any order: the findings are sorted
		if !m.current(p, p.keys[k.group]) {
			continue
		}
		key := placeKey{p.table.ID, p.keys[k.group], k.item, k.answer}
		if first, ok := m.places[key]; ok {
			m.complain(p.at(line), first)
			groups[k.group] = true
			continue
		}
		m.places[key] = p.at(line)
	}
	return groups
}

func (m *merger) complain(second, first diag.Pos) {
	f := ruleDuplicate.At(second)
	f.Related = []diag.Pos{first}
	m.finds = append(m.finds, f)
}

func (m *merger) addValue(p *Part, k groupKey, s slot, d []int64, w *Weights) {
	if s.measure != nil && s.measure.Rate {
		return // not a sum; what it was multiplied to is one
	}
	var sums Sums
	var counts []int64
	codes := k.codes
	population := ""
	if s.item != nil {
		counts = d[itemHead:]
		sums.Sum = respondentsOf(s.item, d)
		sums.Missing, sums.Rows, sums.SourceWithheld = d[0], sums.Sum, d[3]
		if s.item.Mean {
			sums.Points, sums.Squares = d[1], d[2]
		}
		population = p.lists.ID(dim.Category, codes[dim.Category])
		codes[dim.Category] = dim.Total
	} else {
		sums = Sums{Sum: d[0], Rows: d[1], Missing: d[2], SourceWithheld: d[3], NotApplicable: d[4]}
	}
	if sums == (Sums{}) {
		return
	}
	m.builder(p, k, s, population).add(Cell{codes, sums, counts, w})
}

// respondentsOf counts who answered an item. Of one that takes several answers
// the answers are more than those who gave them, who have a slot of their own.
func respondentsOf(it *contract.Item, d []int64) int64 {
	if it.Several {
		return d[1]
	}
	sum := int64(0)
	for _, n := range d[itemHead:] {
		sum += n
	}
	return sum
}

func (m *merger) builder(p *Part, k groupKey, s slot, population string) *builder {
	id := ""
	if s.item != nil {
		id = s.item.ID
	} else {
		id = s.measure.ID
	}
	sk := seriesKey{p.table.Family, k.quarter, id, population}
	b, ok := m.series[sk]
	if !ok {
		b = &builder{index: map[dim.Codes]int32{}, series: Series{
			Table: p.table.Family, Quarter: k.quarter, Measure: s.measure, Item: s.item, Population: population,
		}}
		m.series[sk] = b
	}
	return b
}

// add puts a group into its cell. The answers of the group are still those of
// the part, so a new cell gets its own.
func (b *builder) add(more Cell) {
	i, ok := b.index[more.Codes]
	if !ok {
		b.index[more.Codes] = int32(len(b.series.Cells))
		more.Answers = slices.Clone(more.Answers)
		b.series.Cells = append(b.series.Cells, more)
		return
	}
	c := &b.series.Cells[i]
	if c.Weights != nil || more.Weights != nil {
		w := c.Weighed()
		w.Add(more.Weighed())
		c.Weights = &w
	}
	c.Sums = c.Sums.Add(more.Sums)
	for j, n := range more.Answers {
		c.Answers[j] += n
	}
}

// sorted gives the series in their final order, each with its cells sorted.
func (m *merger) sorted() []Series {
	all := make([]Series, 0, len(m.series))
	for _, b := range m.series {
		slices.SortFunc(b.series.Cells, func(x, y Cell) int { return x.Codes.Compare(y.Codes) })
		all = append(all, b.series)
	}
	rank := m.ranks()
	slices.SortFunc(all, func(x, y Series) int {
		return cmp.Or(
			strings.Compare(x.Table, y.Table), cmp.Compare(x.Quarter, y.Quarter),
			strings.Compare(x.Population, y.Population), cmp.Compare(rank[x.name()], rank[y.name()]),
		)
	})
	return all
}

func (s *Series) name() string {
	if s.Item != nil {
		return "item " + s.Item.ID
	}
	return s.Table + " " + s.Measure.ID
}

func (m *merger) ranks() map[string]int {
	rank := map[string]int{}
	for _, t := range m.con.Measured() {
		for _, me := range t.Measures {
			rank[t.Family+" "+me.ID] = len(rank)
		}
	}
	for _, it := range m.con.Counted() {
		rank["item "+it.ID] = len(rank)
	}
	return rank
}

// monthsOf gives the months of a report that is made of months: not those of
// items that are each of a day, nor of one that was also sent for the quarter.
func (m *merger) monthsOf(k reportKey, r *report) uint16 {
	if t, _ := m.con.Table(k.table); t.Items || r.months&1 != 0 {
		return 0
	}
	return r.months
}

func (m *merger) receipts() []Receipt {
	var all []Receipt
	for k, r := range m.reports {
		if k.organisation != dim.Total {
			all = append(all, Receipt{m.lists.ID(dim.Organisation, k.organisation), k.table, k.quarter, int(r.revision), m.monthsOf(k, r)})
		}
	}
	slices.SortFunc(all, func(a, b Receipt) int {
		return cmp.Or(cmp.Compare(a.Quarter, b.Quarter), strings.Compare(a.Organisation, b.Organisation), strings.Compare(a.Table, b.Table))
	})
	return all
}

// oneWay finds surveys that were sent both as answers and as counts: the same
// people would be counted twice.
func (m *merger) oneWay(p *Part, k groupKey, line int32) {
	key := askedKey{k.codes[dim.Organisation], k.codes[dim.Category], k.quarter}
	pos := p.at(line)
	first, ok := m.asked[key]
	if !ok {
		m.asked[key] = asked{p.table.ID, pos}
		return
	}
	if first.table != p.table.ID && first.table != "" {
		f := ruleBothSurveys.At(pos, said(p.lists, key.organisation), inWords(k.quarter))
		f.Related = []diag.Pos{first.pos}
		m.finds = append(m.finds, f)
		m.asked[key] = asked{"", first.pos} // said once
	}
}

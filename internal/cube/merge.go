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
	m := merger{con: con, newest: map[Receipt]int{}, series: map[seriesKey]*builder{}, places: map[placeKey]diag.Pos{}, asked: map[askedKey]asked{}}
	slices.SortFunc(parts, func(a, b *Part) int { return strings.Compare(a.file, b.file) })
	for _, p := range parts {
		for r := range p.receipts {
			k := r
			k.Revision = 0
			m.newest[k] = max(m.newest[k], r.Revision)
		}
	}
	for i, p := range parts {
		m.finds = append(m.finds, p.totals()...)
		m.add(p)
		parts[i] = nil
	}
	c := &Cube{Series: m.sorted(), Receipts: m.receipts()}
	m.finds.Sort()
	return c, m.finds
}

type merger struct {
	con    *contract.Contract
	newest map[Receipt]int // without revision -> newest revision
	series map[seriesKey]*builder
	places map[placeKey]diag.Pos // of groups of measure tables
	asked  map[askedKey]asked
	finds  diag.List
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
		if !m.current(p, k) {
			continue
		}
		if p.table.Family == contract.FamilySurvey {
			m.oneWay(p, k, p.lines[g])
		} else if again[int32(g)] {
			continue
		}
		data := p.data[g*len(p.slots):][:len(p.slots)]
		for at := 0; at < len(p.slots); at += p.width(at) {
			m.addValue(p, k, p.slots[at], data[at:at+p.width(at)])
		}
	}
}

// current reports whether no newer revision replaces the group.
func (m *merger) current(p *Part, k groupKey) bool {
	org := p.lists.ID(dim.Organisation, k.codes[dim.Organisation])
	return k.revision == m.newest[Receipt{Organisation: org, Table: p.table.ID, Quarter: k.quarter}]
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

func (m *merger) addValue(p *Part, k groupKey, s slot, d []int64) {
	var sums Sums
	var counts []int64
	codes := k.codes
	population := ""
	if s.item != nil {
		counts = d[itemHead:]
		for _, n := range counts {
			sums.Sum += n
		}
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
	m.builder(p, k, s, population).add(codes, sums, counts)
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

func (b *builder) add(codes dim.Codes, sums Sums, counts []int64) {
	i, ok := b.index[codes]
	if !ok {
		i = int32(len(b.series.Cells))
		b.index[codes] = i
		b.series.Cells = append(b.series.Cells, Cell{Codes: codes, Answers: slices.Clone(counts), Sums: sums})
		return
	}
	c := &b.series.Cells[i]
	c.Sums = c.Sums.Add(sums)
	for j, n := range counts {
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
	for _, t := range m.con.Tables {
		for _, me := range t.Measures {
			rank[t.Family+" "+me.ID] = len(rank)
		}
	}
	for _, it := range m.con.Items {
		rank["item "+it.ID] = len(rank)
	}
	return rank
}

func (m *merger) receipts() []Receipt {
	var all []Receipt
	for r, revision := range m.newest {
		r.Revision = revision
		all = append(all, r)
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
		f := ruleBothSurveys.At(pos, p.lists.ID(dim.Organisation, key.organisation), k.quarter.ID(dim.Fiscal))
		f.Related = []diag.Pos{first.pos}
		m.finds = append(m.finds, f)
		m.asked[key] = asked{"", first.pos} // said once
	}
}

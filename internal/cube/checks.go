package cube

import (
	"cmp"
	"fmt"
	"maps"
	"math/bits"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// sumKey is what an organisation reported of one measure in one quarter; of a
// survey it is the number of answers of a population.
type sumKey struct {
	reportKey
	revision   int32
	measure    string
	population dim.Code
}

// A reported is its total over all groups, and where it begins.
type reported struct {
	n     int64
	whole bool // no group of it is unknown
	pos   diag.Pos
	told  int64    // rows that give a value
	again diag.Pos // of the second of them
}

// answers stands for the number of respondents of a survey, as a measure.
const answersSent = "answers"

// said names an organisation in a finding as the register of organisations does
// or, where there is none, as the file itself: then it is the value of a cell.
func said(lists *dim.Lists, organisation dim.Code) any {
	e := lists.Entry(dim.Organisation, organisation)
	name := diag.Text{JA: cmp.Or(e.JA, e.ID), EN: cmp.Or(e.EN, e.JA, e.ID)}
	if strings.HasPrefix(e.ID, "name-") { // as the registry numbers what only a file names
		return name
	}
	return diag.Public(name)
}

// inWords writes a quarter in a finding.
func inWords(q dim.Quarter) any {
	ja, en := q.Words(dim.Fiscal)
	return diag.Public(diag.Text{JA: ja, EN: en})
}

// count adds a group to what its organisation reported.
func (m *merger) count(p *Part, g int32) {
	k := p.keys[g]
	key := sumKey{reportKey: reportKey{k.codes[dim.Organisation], p.table.ID, k.quarter}, revision: k.revision}
	if p.table.Items {
		key.measure, key.population = answersSent, k.codes[dim.Category]
		m.sum(key, p.at(p.lines[g])).n += p.data[int(g)*len(p.slots)]
		m.weigh(key, p, g)
		return
	}
	if p.tally() {
		return
	}
	if p.table.ID == contract.TableFrame {
		key.population = k.codes[dim.Category]
	}
	for i := range p.table.Measures {
		me := &p.table.Measures[i]
		d := p.data[int(g)*len(p.slots)+measureWidth*i:]
		if d[1]+d[3] == 0 || me.Rate || !m.counts(p, k, slot{measure: me}) {
			continue
		}
		key.measure = me.ID
		s := m.sum(key, p.at(p.lines[g]))
		if s.told += d[1]; s.told > 1 && s.again == (diag.Pos{}) {
			s.again = p.at(p.lines[g])
		}
		m.pile(p, k.quarter, me, d[0], p.at(p.lines[g]))
		s.n += d[0]
		s.whole = s.whole && d[2]+d[3] == 0
	}
}

func (m *merger) sum(k sumKey, at diag.Pos) *reported {
	s := m.sums[k]
	if s == nil {
		s = &reported{pos: at, whole: true}
		m.sums[k] = s
	}
	return s
}

// checkMonths finds months that are missing, or sent beside the quarter.
func (m *merger) checkMonths() diag.List {
	var finds diag.List
	for k, r := range m.reports { // in any order: the findings are sorted
		if r.months <= 1 || k.organisation == dim.Total { // a public register is of some day of the quarter
			continue
		}
		t, _ := m.con.Table(k.table)
		org, quarter := said(m.lists, k.organisation), inWords(k.quarter)
		if r.months&1 != 0 {
			finds = append(finds, ruleMonthsMixed.At(r.pos, org, diag.Public(t.Name.JA), quarter, diag.Public(t.ID)))
			continue
		}
		if ja, en := missingMonths(k.quarter, r.months); en != "" && !t.Items {
			finds = append(finds, ruleMonthsMissing.At(r.pos, org, diag.Public(t.Name.JA), quarter, diag.Public(ja), diag.Public(t.ID), diag.Public(en)))
		}
	}
	return finds
}

// A monthGroup is the last month of a group in a quarter, and where it stands.
type monthGroup struct {
	month int8
	pos   diag.Pos
}

// A monthKey is a group of a table without its month.
type monthKey struct {
	table string
	groupKey
}

// noteMonths keeps the last month of each group whose table has stocks: of
// those only the last month of the quarter counts.
func (m *merger) noteMonths(p *Part) {
	stocks := slices.ContainsFunc(p.table.Measures, func(me contract.Measure) bool {
		return me.Required && (me.Behaviour == contract.Stock || me.Behaviour == contract.Cumulative)
	})
	if p.table.Items || p.tally() || !stocks {
		return
	}
	for g, k := range p.keys {
		if k.month == 0 || !m.current(p, k) {
			continue
		}
		month := k.month
		k.month = 0
		key := monthKey{p.table.ID, k}
		if last, ok := m.monthly[key]; !ok || month > last.month {
			m.monthly[key] = monthGroup{month, p.at(p.lines[g])}
		}
	}
}

// checkMonthGroups finds groups that have no row in the last month that their
// organisation sent: their people would be lost.
func (m *merger) checkMonthGroups() diag.List {
	var finds diag.List
	for k, g := range m.monthly { // in any order: the findings are sorted
		months := m.reports[reportKey{k.codes[dim.Organisation], k.table, k.quarter}].months
		if last := bits.Len16(months) - 1; int(g.month) < last {
			finds = append(finds, ruleMonthGroup.At(g.pos, diag.Public(last)))
		}
	}
	return finds
}

func missingMonths(q dim.Quarter, months uint16) (ja, en string) {
	var j, e []string
	for _, n := range (Receipt{Quarter: q, Months: months}).Missing() {
		j, e = append(j, fmt.Sprintf("%d月", n)), append(e, fmt.Sprint(n))
	}
	return strings.Join(j, "、"), strings.Join(e, ", ")
}

// A change of more than half within a quarter is pointed out, unless the
// figures are small.
const (
	jumpShare = 2 // one part in
	jumpFloor = 20
)

// checkSums compares what one organisation reported with what it reported
// elsewhere: in the quarter before, in an earlier revision, in another table.
func (m *merger) checkSums() diag.List {
	var finds diag.List
	keys := slices.SortedFunc(maps.Keys(m.sums), compareSums)
	for _, k := range keys {
		s := m.sums[k]
		if k.revision != m.reports[k.reportKey].revision {
			continue
		}
		finds = append(finds, m.checkOnce(k, s)...)
		finds = append(finds, m.checkJump(k, s)...)
		finds = append(finds, m.checkRevision(k, s)...)
		finds = append(finds, m.checkTables(k, s)...)
	}
	return finds
}

func compareSums(a, b sumKey) int {
	return cmp.Or(
		cmp.Compare(a.organisation, b.organisation), strings.Compare(a.table, b.table), cmp.Compare(a.quarter, b.quarter),
		cmp.Compare(a.revision, b.revision), strings.Compare(a.measure, b.measure), cmp.Compare(a.population, b.population),
	)
}

func (m *merger) measure(k sumKey) *contract.Measure {
	t, _ := m.con.Table(k.table)
	me, _ := t.Measure(k.measure)
	return me
}

// checkOnce finds a yes or no that an organisation gives in several rows: as
// numbers they add up, and it would count several times.
func (m *merger) checkOnce(k sumKey, s *reported) diag.List {
	me := m.measure(k)
	if me == nil || me.Unit != contract.UnitYesNo || len(me.Product) > 0 || s.told <= 1 {
		return nil
	}
	f := ruleOnce.At(s.again, said(m.lists, k.organisation), diag.Public(me.Name.JA), inWords(k.quarter), diag.Public(me.ID))
	f.Related = []diag.Pos{s.pos}
	return diag.List{f}
}

func (m *merger) checkJump(k sumKey, s *reported) diag.List {
	me := m.measure(k)
	if me == nil || me.Behaviour != contract.Stock || !s.whole {
		return nil
	}
	before := k
	before.quarter--
	r := m.reports[before.reportKey]
	if r == nil {
		return nil
	}
	before.revision = r.revision
	old := m.sums[before]
	if old == nil || !old.whole || abs(s.n-old.n) < jumpFloor || jumpShare*abs(s.n-old.n) <= old.n {
		return nil
	}
	f := ruleJump.At(s.pos, said(m.lists, k.organisation), diag.Public(me.Name.JA), old.n, s.n, inWords(k.quarter), diag.Public(me.ID))
	f.Related = []diag.Pos{old.pos}
	return diag.List{f}
}

func abs(n int64) int64 { return max(n, -n) }

// checkRevision finds a correction with fewer people or things in it than what
// it corrects: often only the changed rows were sent again.
func (m *merger) checkRevision(k sumKey, s *reported) diag.List {
	me := m.measure(k)
	if me == nil || !me.Required { // others may well be corrected downwards
		return nil
	}
	before := k
	for before.revision = k.revision - 1; before.revision > 0; before.revision-- {
		if old := m.sums[before]; old != nil {
			if s.n >= old.n {
				return nil
			}
			f := ruleLower.At(s.pos, diag.Public(k.revision), diag.Public(me.Name.JA), s.n, old.n, diag.Public(me.ID))
			f.Related = []diag.Pos{old.pos}
			return diag.List{f}
		}
	}
	return nil
}

// other finds what the organisation reported in another table of the quarter.
func (m *merger) other(k sumKey, table, measure string, population dim.Code) *reported {
	o := sumKey{reportKey: reportKey{k.organisation, table, k.quarter}, measure: measure, population: population}
	r := m.reports[o.reportKey]
	if r == nil {
		return nil
	}
	o.revision = r.revision
	return m.sums[o]
}

// checkTables holds the tables of one organisation against each other.
func (m *merger) checkTables(k sumKey, s *reported) diag.List {
	say := func(r *diag.Rule, other *reported) diag.List {
		f := r.At(s.pos, said(m.lists, k.organisation), inWords(k.quarter), s.n, other.n)
		f.Related = []diag.Pos{other.pos}
		return diag.List{f}
	}
	people := m.other(k, "people", "persons", dim.Total)
	switch {
	case k.measure == answersSent:
		if o := m.other(k, contract.TableFrame, "responded", k.population); o != nil && o.whole && s.n > o.n {
			return say(&ruleResponded, o)
		}
	case k.table == contract.TableFrame && k.measure == "size":
		inside := slices.Contains([]string{"employee", "student", "member"}, m.lists.ID(dim.Category, k.population))
		if people != nil && people.whole && inside && s.n > people.n {
			return say(&ruleFrameSize, people)
		}
	case k.table == "credits" && k.measure == "students":
		if people != nil && people.whole && 10*abs(s.n-people.n) > people.n {
			return say(&ruleEnrolled, people)
		}
	}
	return nil
}

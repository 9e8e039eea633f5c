package kpi

import (
	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/release"
)

// A plan is how one KPI is computed: its terms, found in the contract and in
// the lists of the cube.
type plan struct {
	*catalogue.Entry
	set         *Set
	above       operand // numerator
	below       operand // denominator
	item        *contract.Item
	asked       dim.Code            // category of the item's respondents; of the population without an item
	population  dim.Code            // category of the population
	answers     map[string]dim.Code // categories of the answers
	framed      frames
	respondents series                    // to the item
	replies     map[dim.Code]series       // by category of an answer
	told        []map[[2]dim.Code]reports // by quarter: who reported, by kind and organisation
	of          [2]*catalogue.Entry
	breaks      []dim.Quarter
	views       map[dim.View]bool // nil: all
	minutes     [2]bool           // of numerator and denominator
}

// An operand is a sum of measures of one table.
type operand struct {
	terms  []term
	table  string
	public *contract.Table // a register without kinds; else nil
	stock  bool            // averaged over the quarters of a window
}

type term struct {
	measure  string
	category dim.Code
	sign     int64
	unknown  bool // the category does not occur anywhere
	cells    series
}

// A series is the cells of a measure by quarter, from the first of the cube.
type series struct {
	first dim.Quarter
	of    []*protect.Series
}

func (s *Set) series(table, measure string, category dim.Code) series {
	out := series{first: s.Quarters[0]}
	for _, q := range s.Quarters {
		out.of = append(out.of, s.cube.Series(q, table, measure, category))
	}
	return out
}

// at gives the cells of a quarter, nil if there are none.
func (s *series) at(q dim.Quarter) *protect.Series {
	if i := int(q - s.first); i >= 0 && i < len(s.of) {
		return s.of[i]
	}
	return nil
}

func (s *Set) newPlan(e *catalogue.Entry) *plan {
	p := &plan{Entry: e, set: s, item: s.item(e.Item), answers: map[string]dim.Code{}, replies: map[dim.Code]series{}}
	con := contract.Standard()
	p.above, p.minutes[0] = s.operand(e.Numerator, con)
	p.below, p.minutes[1] = s.operand(e.Denominator, con)
	if p.item != nil {
		p.asked, _ = s.Lists.Code(dim.Category, contract.CategoryOf(e.Population, e.Item, ""))
		p.population, _ = s.Lists.Code(dim.Category, e.Population)
		for _, a := range p.item.Answers {
			if c, ok := s.Lists.Code(dim.Category, contract.CategoryOf(e.Population, e.Item, a.Code)); ok {
				p.answers[a.Code] = c
				p.replies[c] = s.series(contract.FamilySurvey, contract.MeasureRespondents, c)
			}
		}
		p.framed = s.frames(p.population)
		if p.asked != dim.Total {
			p.respondents = s.series(contract.FamilySurvey, contract.MeasureRespondents, p.asked)
		}
	}
	for i := range min(2, len(e.Of)) {
		p.of[i], _ = s.cat.Entry(e.Of[i])
	}
	for _, b := range e.Breaks {
		if q, _, err := dim.ParseQuarter(lower(b.From)); err == nil {
			p.breaks = append(p.breaks, q)
		}
	}
	for _, q := range s.Quarters {
		p.told = append(p.told, s.coverage.counts[reported{q, p.reportedIn()}])
	}
	for _, text := range e.Views {
		if p.views == nil {
			p.views = map[dim.View]bool{0: true}
		}
		v, _ := catalogue.ParseView(text)
		p.views[v] = true
	}
	return p
}

func (s *Set) operand(terms catalogue.Terms, con *contract.Contract) (op operand, minutes bool) {
	for _, t := range terms {
		table, ok := con.Table(t.Table)
		if !ok {
			continue
		}
		op.table = t.Table
		if table.Public {
			op.public = table
		}
		if m, ok := table.Measure(t.Measure); ok {
			op.stock = m.Behaviour == contract.Stock
			minutes = m.Unit == contract.UnitMinutes
		}
		term := term{measure: t.Measure, sign: 1}
		if t.Minus {
			term.sign = -1
		}
		if t.Category != "" {
			term.category, ok = s.Lists.Code(dim.Category, t.Category)
			term.unknown = !ok
		}
		if !term.unknown {
			term.cells = s.series(t.Table, t.Measure, term.category)
		}
		op.terms = append(op.terms, term)
	}
	return op, minutes
}

// A sum is what an operand has for a group: a number, or why there is none.
type sum struct {
	status  release.Status
	value   int64
	missing int64 // rows without a value
}

// of adds an operand up over the quarters of the window that ends with q.
// there is false if nobody has a cell of the group in the last quarter, and so
// no observation of it. hint is where to look first.
func (p *plan) sum(op *operand, q dim.Quarter, codes dim.Codes, hint int) (total sum, there bool) {
	codes, ok := op.group(codes)
	if !ok {
		return sum{}, false
	}
	total.status = published
	n := p.window()
	for i := range dim.Quarter(n) {
		for j := range op.terms {
			t := &op.terms[j]
			codes[dim.Category] = t.category
			c, found := t.cells.at(q-i).Find(codes, hint)
			there = there || found && i == 0
			if !found {
				c.Status = release.NotReported
			}
			total.add(c, t.sign)
		}
	}
	return total, there
}

// group gives the group of the operand that stands beside a group of the KPI:
// a register has residents by where and who they are, not by who reports.
func (op *operand) group(codes dim.Codes) (dim.Codes, bool) {
	if op.public == nil {
		return codes, true
	}
	for a := range dim.Axis(dim.NumAxes) {
		switch _, has := op.public.Key(a.String()); {
		case a == dim.Kind || a == dim.Category:
			codes[a] = dim.Total
		case codes[a] != dim.Total && !has:
			return codes, false
		}
	}
	return codes, true
}

func (s *sum) add(c protect.Cell, sign int64) {
	s.status = worse(s.status, c.Status)
	if s.status == published {
		s.value += sign * c.Value
		s.missing += c.Missing
	} else {
		s.value, s.missing = 0, 0
	}
}

// worse gives the status of a number that is made of two others: it has a value
// only if both have.
func worse(a, b release.Status) release.Status {
	for _, s := range []release.Status{release.Withheld, release.NotReported, release.NotApplicable, release.NotComputable} {
		if a == s || b == s {
			return s
		}
	}
	return published
}

// groups gives the cells that say which groups there are: those of what is
// counted by organisations, or else of the register.
func (p *plan) groups(q dim.Quarter) *protect.Series {
	if p.item != nil {
		if p.asked == dim.Total {
			return nil
		}
		return p.respondents.at(q)
	}
	op := &p.below
	if len(op.terms) == 0 || op.public != nil {
		op = &p.above
	}
	if len(op.terms) == 0 || op.terms[0].unknown {
		return nil
	}
	return op.terms[0].cells.at(q)
}

// silent reports whether nobody at all gave a number to one of the measures in
// a quarter. That is told of the kind and of each organisation, not again of
// every group.
func (p *plan) silent(q dim.Quarter) bool {
	for _, op := range []*operand{&p.above, &p.below} {
		for i := range op.terms {
			if op.terms[i].cells.at(q).Len() == 0 {
				return true
			}
		}
	}
	return false
}

// plain are the views in which it is told that nobody gave a number.
const plain = dim.View(1<<dim.Kind | 1<<dim.Organisation | 1<<dim.Category)

// shown reports whether the KPI has values of a group.
func (p *plan) shown(codes dim.Codes) bool {
	if p.views != nil && !p.views[codes.View().Without(dim.Kind).Without(dim.Category)] {
		return false
	}
	return codes[dim.Kind] == dim.Total || p.OfKind(p.set.Lists.ID(dim.Kind, codes[dim.Kind]))
}

// window is over how many quarters the values are; those made of others have
// the window of the first of these.
func (p *plan) window() int {
	if p.of[0] != nil {
		return p.of[0].Window.Quarters()
	}
	return p.Window.Quarters()
}

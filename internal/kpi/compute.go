package kpi

import (
	"math"
	"slices"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// Compute makes the observations of all KPIs of the cube's catalogue.
func Compute(c *protect.Cube) *Set {
	w := newWork(c)
	cat := c.Catalogue()
	var all []Observation
	for i := range cat {
		all = append(all, w.entry(&cat[i])...)
	}
	return NewSet(c.Lists(), c.Quarters(), all)
}

// work is what computing needs of a cube.
type work struct {
	cube     *protect.Cube
	lists    *dim.Lists
	items    map[string]*contract.Item
	coverage map[coverageKey]coverage
	values   map[dim.Key]*Observation // of the current entry, by key
}

type coverageKey struct {
	quarter      dim.Quarter
	table        string
	kind         string
	organisation string // "" for all of the kind
}

type coverage struct{ reported, expected int }

func newWork(c *protect.Cube) *work {
	w := &work{cube: c, lists: c.Lists(), items: map[string]*contract.Item{}, coverage: map[coverageKey]coverage{}}
	items := c.Items()
	for i := range items {
		w.items[items[i].ID] = &items[i]
	}
	for _, q := range c.Quarters() {
		for _, r := range c.Receipts(q) {
			w.receive(coverageKey{q, r.Table, r.Kind, ""}, r.Reported)
			if r.Organisation != "" {
				w.receive(coverageKey{q, r.Table, r.Kind, r.Organisation}, r.Reported)
			}
		}
	}
	return w
}

func (w *work) receive(k coverageKey, reported bool) {
	c := w.coverage[k]
	c.expected++
	if reported {
		c.reported++
	}
	w.coverage[k] = c
}

// entry computes the values of one KPI and what is compared between them.
func (w *work) entry(e *catalogue.Entry) []Observation {
	var all []Observation
	for _, q := range w.cube.Quarters() {
		switch e.Form {
		case catalogue.Rate:
			all = append(all, w.rates(e, q)...)
		default:
			all = append(all, w.surveyed(e, q)...)
		}
	}
	w.values = make(map[dim.Key]*Observation, len(all))
	for i := range all {
		w.values[all[i].Key] = &all[i]
	}
	values := len(all)
	var compared []Observation
	for i := range values {
		compared = append(compared, w.changes(&all[i])...)
		if e.Access {
			compared = append(compared, w.against(&all[i])...)
		}
	}
	all = append(all, compared...)
	settleChanges(all)
	slices.SortFunc(all, func(a, b Observation) int { return compare(&a, &b) })
	return all
}

// observation begins one number: who it is about and who reported.
func (w *work) observation(e *catalogue.Entry, key dim.Key, statistic, reference string) Observation {
	o := Observation{Entry: e, Key: key, Statistic: statistic, Reference: reference, Draft: w.cube.Draft(key.Period.Last())}
	ids := w.lists.IDs(key.Codes)
	o.ID = dim.ID{
		KPI: e.ID, Statistic: statistic, Reference: reference, Quarter: key.Period.Last(),
		Basis: w.cube.Basis(), Window: key.Period.N, Codes: ids,
	}.String()
	table := e.Table
	if e.Survey() {
		table = contract.FamilySurvey
	}
	c := w.coverage[coverageKey{key.Period.Last(), table, ids[dim.Kind], ids[dim.Organisation]}]
	o.Reporters, o.Expected = c.reported, c.expected
	return o
}

// rates computes a rate for every group of which there is a denominator.
func (w *work) rates(e *catalogue.Entry, q dim.Quarter) []Observation {
	var all []Observation
	for whole := range w.cube.Of(q, e.Table, e.Denominator, dim.Total) {
		if !w.ofKind(e, whole.Key) {
			continue
		}
		part, ok := w.cube.Cell(e.Table, e.Numerator, whole.Key)
		if !ok {
			part.Status = release.NotReported
		}
		o := w.observation(e, whole.Key, Value, "")
		if o.Status = rateStatus(part, whole); o.Status == published {
			o.setRate(part.Value, whole.Value)
			o.Missing = whole.Missing > 0
		}
		all = append(all, o)
	}
	return all
}

func (w *work) ofKind(e *catalogue.Entry, key dim.Key) bool {
	return e.OfKind(w.lists.ID(dim.Kind, key.Codes[dim.Kind]))
}

// rateStatus says whether the quotient of two cells is a rate. Where some
// reported one without the other, it would be of different people.
func rateStatus(part, whole protect.Cell) release.Status {
	switch s := together(part, whole); {
	case s != published:
		return s
	case part.Missing != whole.Missing:
		return release.NotReported
	case whole.Value == 0, part.Value > whole.Value:
		return release.NotComputable // for everybody to see: both are published
	}
	return published
}

// setRate needs 0 <= x <= n and n > 0.
func (o *Observation) setRate(x, n int64) {
	o.Numerator, o.Denominator = x, n
	o.Value = float64(x) / float64(n)
	o.Interval, o.HasInterval = stat.Wilson(x, n), true
	o.Method = "wilson"
}

// together gives the status of a number that is made of several cells: it has
// a value only if all of them have.
func together(cells ...protect.Cell) release.Status {
	for _, s := range []release.Status{release.Withheld, release.NotReported, release.NotApplicable} {
		if slices.ContainsFunc(cells, func(c protect.Cell) bool { return c.Status == s }) {
			return s
		}
	}
	return published
}

// surveyed computes a score, a mean or a distribution for every group that was
// asked the item.
func (w *work) surveyed(e *catalogue.Entry, q dim.Quarter) []Observation {
	it := w.items[e.Item]
	category, asked := w.lists.Code(dim.Category, contract.CategoryOf(e.Population, e.Item, ""))
	if it == nil || !asked {
		return nil
	}
	var all []Observation
	for cell := range w.cube.Of(q, contract.FamilySurvey, contract.MeasureRespondents, category) {
		switch {
		case !w.ofKind(e, cell.Key):
		case e.Form == catalogue.Distribution:
			all = append(all, w.shares(e, it, cell)...)
		default:
			all = append(all, w.average(e, it, cell))
		}
	}
	return all
}

// average makes the score or the mean of one group.
func (w *work) average(e *catalogue.Entry, it *contract.Item, cell protect.Cell) Observation {
	key := cell.Key
	key.Codes[dim.Category], _ = w.lists.Code(dim.Category, e.Population)
	o := w.observation(e, key, Value, "")
	o.Status = surveyStatus(cell)
	if o.Status == published && e.Form == catalogue.Mean && cell.Moments == nil {
		o.Status = release.NotReported // a release from before the item had a mean
	}
	if o.Status == published {
		w.setSurveyed(&o, it, cell)
	}
	return o
}

func surveyStatus(cell protect.Cell) release.Status {
	if cell.Status == published && cell.Value == 0 {
		return release.NotComputable
	}
	return cell.Status
}

func (w *work) setSurveyed(o *Observation, it *contract.Item, cell protect.Cell) {
	o.Respondents = cell.Value
	o.Missing = cell.Missing > 0
	o.Answers = w.answers(o.Entry, it, cell)
	if o.Entry.Form == catalogue.Mean {
		o.setMean(moments(cell), it)
		return
	}
	nps := scoreOf(o.Answers)
	var method stat.Method
	o.Value = nps.Score()
	o.Numerator, o.Denominator = nps.Promoters-nps.Detractors, nps.N()
	o.Interval, method = nps.Interval()
	o.HasInterval, o.Method = true, string(method)
}

func (o *Observation) setMean(m stat.Moments, it *contract.Item) {
	o.Value = m.Mean()
	o.Numerator, o.Denominator = m.Sum, m.N
	o.moments = m
	if i, ok := m.Interval(0, float64(it.Points)); ok {
		o.Interval, o.HasInterval, o.Method = i, true, "t"
	}
}

func moments(cell protect.Cell) stat.Moments {
	return stat.Moments{N: cell.Value, Sum: cell.Moments.Sum, SumSquares: cell.Moments.Squares}
}

// answers reads how many gave which answer; they are published with the group.
func (w *work) answers(e *catalogue.Entry, it *contract.Item, cell protect.Cell) []Answer {
	all := make([]Answer, len(it.Answers))
	for i, a := range it.Answers {
		all[i].Code = a.Code
		if c, ok := w.answer(e, a.Code, cell); ok {
			all[i].Respondents = c.Value
		}
	}
	return all
}

func (w *work) answer(e *catalogue.Entry, code string, cell protect.Cell) (protect.Cell, bool) {
	category, ok := w.lists.Code(dim.Category, contract.CategoryOf(e.Population, e.Item, code))
	if !ok {
		return protect.Cell{}, false
	}
	key := cell.Key
	key.Codes[dim.Category] = category
	return w.cube.Cell(cell.Table, cell.Measure, key)
}

func scoreOf(answers []Answer) stat.NPS {
	var s stat.NPS
	for _, a := range answers {
		switch a.Code {
		case contract.Promoters:
			s.Promoters = a.Respondents
		case contract.Passives:
			s.Passives = a.Respondents
		case contract.Detractors:
			s.Detractors = a.Respondents
		}
	}
	return s
}

// shares computes the share of each answer.
func (w *work) shares(e *catalogue.Entry, it *contract.Item, cell protect.Cell) []Observation {
	var all []Observation
	for _, a := range it.Answers {
		part, ok := w.answer(e, a.Code, cell)
		if !ok {
			continue
		}
		o := w.observation(e, part.Key, Value, "")
		if o.Status = surveyStatus(cell); o.Status == published {
			o.setRate(part.Value, cell.Value)
			o.Respondents, o.Missing = cell.Value, cell.Missing > 0
		}
		all = append(all, o)
	}
	return all
}

// nan stands for a p-value that could not be had.
var nan = math.NaN()

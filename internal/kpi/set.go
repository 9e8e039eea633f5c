package kpi

import (
	"cmp"
	"iter"
	"slices"
	"sync"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/registry"
	"fukusen/internal/release"
)

// A Set is all observations of a site. One that Compute made holds none of
// them.
type Set struct {
	Quarters []dim.Quarter // from the first to the last with data, without gaps
	Lists    *dim.Lists
	cube     *protect.Cube
	cat      catalogue.Catalogue
	plans    map[string]*plan // by KPI
	coverage *coverage
	families map[familyKey]family
	basis    dim.Basis
	targets  []registry.Target
	levels   [dim.NumAxes][]dim.Code
	recent   map[group]*Observation // what Find has computed last, nil for what there is not
	held     []Observation          // of NewSet
	index    map[group]int          // of held
	sides    map[group][]int        // of those that compare a group, by the group alone
}

// Compute prepares the observations of all KPIs of the cube's catalogue. A Set
// must not be used by several goroutines at once.
func Compute(c *protect.Cube) *Set {
	s := &Set{
		Lists: c.Lists(), cube: c, cat: c.Catalogue(), plans: map[string]*plan{}, coverage: newCoverage(c),
		families: map[familyKey]family{}, recent: map[group]*Observation{}, basis: c.Basis(), targets: c.Registry().Targets,
		levels: levels(c.Lists()),
	}
	quarters := c.Quarters()
	for q := quarters[0]; q <= quarters[len(quarters)-1]; q++ {
		s.Quarters = append(s.Quarters, q)
	}
	for i := range s.cat {
		s.plans[s.cat[i].ID] = s.newPlan(&s.cat[i])
	}
	return s
}

// All yields every observation, by KPI and quarter: the values of all groups,
// their changes, and what compares the groups. An observation is only good
// until the next one.
func (s *Set) All() iter.Seq[*Observation] {
	return func(yield func(*Observation) bool) {
		for i := range s.held {
			if !yield(&s.held[i]) {
				return
			}
		}
		for block := range s.Blocks(1) {
			for i := range block {
				if !yield(&block[i]) {
					return
				}
			}
		}
	}
}

// Blocks yields the observations of a KPI and quarter at a time, in the order
// of All. So many goroutines work ahead. A block is only good until the next.
func (s *Set) Blocks(workers int) iter.Seq[[]Observation] {
	var tasks []task
	for i := range s.cat {
		for _, q := range s.cube.Quarters() {
			tasks = append(tasks, task{s.plans[s.cat[i].ID], q})
		}
	}
	return inOrder(tasks, workers)
}

// A task is a KPI and quarter to be computed.
type task struct {
	*plan
	quarter dim.Quarter
}

func (t task) compute(block []Observation) []Observation { return t.plan.quarter(block[:0], t.quarter) }

// inOrder computes tasks side by side and yields what they give in their order.
// Each worker takes every so-manieth task, and has two blocks: one is filled
// while the other is read.
func inOrder(tasks []task, workers int) iter.Seq[[]Observation] {
	return func(yield func([]Observation) bool) {
		done := make(chan struct{})
		full := make([]chan []Observation, workers)
		free := make([]chan []Observation, workers)
		var running sync.WaitGroup
		defer running.Wait()
		defer close(done)
		for w := range workers {
			full[w], free[w] = make(chan []Observation), make(chan []Observation, 2)
			free[w] <- nil
			free[w] <- nil
			running.Go(func() {
				for i := w; i < len(tasks); i += workers {
					select {
					case full[w] <- tasks[i].compute(<-free[w]):
					case <-done:
						return
					}
				}
			})
		}
		for i := range tasks {
			block := <-full[i%workers]
			if !yield(block) {
				return
			}
			free[i%workers] <- block
		}
	}
}

// Values yields the values of all KPIs, without what is compared between them.
func (s *Set) Values() iter.Seq[*Observation] {
	return func(yield func(*Observation) bool) {
		var block []Observation
		for i := range s.held {
			if s.held[i].Statistic == Value && !yield(&s.held[i]) {
				return
			}
		}
		for i := range s.cat {
			for _, q := range s.cube.Quarters() {
				block = s.plans[s.cat[i].ID].values(block[:0], q)
				for j := range block {
					if !yield(&block[j]) {
						return
					}
				}
			}
		}
	}
}

// Compared gives what compares a value with those of other groups.
func (s *Set) Compared(o *Observation) []*Observation {
	if s.held != nil {
		return s.comparedWith(o)
	}
	var all []*Observation
	list := o.plan().compare(nil, *o)
	for i := range list {
		all = append(all, &list[i])
	}
	return all
}

// Get finds an observation by its ID.
func (s *Set) Get(text string) (*Observation, bool) {
	id, err := dim.ParseID(text)
	if err != nil || id.Basis != s.basis {
		return nil, false
	}
	codes, ok := s.Lists.Codes(id.Codes)
	if !ok {
		return nil, false
	}
	o := s.Find(id.KPI, cmp.Or(id.Statistic, Value), id.Reference, id.Quarter, codes)
	return o, o != nil && o.Key.Period.N == max(1, id.Window)
}

// kept is how many observations Find remembers at most: pages ask for each of
// theirs several times.
const kept = 1 << 13

// Find returns an observation of a quarter, or of the window that ends with
// it, or nil. It must not be changed.
func (s *Set) Find(kpi, statistic, reference string, q dim.Quarter, codes dim.Codes) *Observation {
	g := group{kpi, statistic, reference, dim.Key{Period: dim.Period{First: q, N: 1}, Codes: codes}}
	if s.held != nil {
		return s.find(g)
	}
	o, ok := s.recent[g]
	if !ok {
		if len(s.recent) == kept {
			clear(s.recent)
		}
		o = s.compute(g)
		s.recent[g] = o
	}
	return o
}

func (s *Set) compute(g group) *Observation {
	q, codes := g.key.Period.First, g.key.Codes
	p, ok := s.plans[g.kpi]
	if !ok {
		return nil
	}
	if g.statistic == Value {
		return p.value(q, codes)
	}
	value := s.Find(g.kpi, Value, "", q, codes)
	if g.statistic == Change {
		return p.settled(value, g.reference)
	}
	return p.compared(value, g.statistic, g.reference)
}

// Base gives the codes of a KPI for all organisations of a kind: the kind, and
// for what is asked the population. Shares of answers add the answer as
// category.
func (s *Set) Base(e *catalogue.Entry, kind dim.Code) dim.Codes {
	codes := dim.Codes{}.With(dim.Kind, kind)
	if e.Survey() && e.Form != catalogue.Distribution {
		codes[dim.Category], _ = s.Lists.Code(dim.Category, e.Population)
	}
	return codes
}

// Series returns one observation for each of s.Quarters; nil where nobody
// reported such a group.
func (s *Set) Series(kpi, statistic, reference string, codes dim.Codes) []*Observation {
	series := make([]*Observation, len(s.Quarters))
	for i, q := range s.Quarters {
		series[i] = s.Find(kpi, statistic, reference, q, codes)
	}
	return series
}

// Groups returns the observations of a quarter whose group differs from codes
// only in having a code on the axis, in the order in which codes are shown:
// parents before their parts, unknown last.
func (s *Set) Groups(kpi, statistic, reference string, q dim.Quarter, codes dim.Codes, axis dim.Axis) []*Observation {
	var groups []*Observation
	var walk func(parent dim.Code)
	walk = func(parent dim.Code) {
		for _, c := range s.Lists.Children(axis, parent) {
			if o := s.Find(kpi, statistic, reference, q, codes.With(axis, c)); o != nil {
				groups = append(groups, o)
			}
			walk(c)
		}
	}
	walk(dim.Total)
	return groups
}

// LeftOut reports whether a value, published or withheld, is not divided along
// an axis although its kind of organisation is: the view is then left out whole,
// since nearly all of it would have had to be withheld (DISCLOSURE 4).
func (s *Set) LeftOut(o *Observation, axis dim.Axis) bool {
	divided := func(codes dim.Codes) bool {
		return slices.ContainsFunc(s.Lists.Children(axis, dim.Total), func(c dim.Code) bool {
			return s.Find(o.Entry.ID, Value, "", o.Key.Period.Last(), codes.With(axis, c)) != nil
		})
	}
	own := o.Key.Codes
	kind := dim.Codes{}.With(dim.Kind, own[dim.Kind]).With(dim.Category, own[dim.Category])
	known := o.Status == published || o.Status == release.Withheld
	return known && own != kind && own[axis] == dim.Total && !divided(own) && divided(kind)
}

// Latest returns the newest observation of a group that has a value, or nil.
func (s *Set) Latest(kpi string, codes dim.Codes) *Observation {
	for _, q := range slices.Backward(s.Quarters) {
		if o := s.Find(kpi, Value, "", q, codes); o != nil && o.Status == published {
			return o
		}
	}
	return nil
}

// item finds a survey item, nil if there is none.
func (s *Set) item(id string) *contract.Item {
	items := s.cube.Items()
	i := slices.IndexFunc(items, func(it contract.Item) bool { return it.ID == id })
	if i < 0 {
		return nil
	}
	return &items[i]
}

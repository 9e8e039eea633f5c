package audit

import (
	"cmp"
	"slices"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/exact"
)

// attack computes what can be computed and enters it into the report.
func (s *system) attack(r *Report) {
	s.count(r)
	s.sizes(r)
	s.balance(r)
	solved := s.solve(r)
	s.bound()
	s.derived(r, solved)
	s.prove(r, solved)
	s.insiders(r)
}

func (s *system) count(r *Report) {
	c := Count{Table: s.table, Period: s.period, Window: s.window}
	for i := range s.nodes {
		if s.nodes[i].origin == listed {
			c.Cells++
			if !s.nodes[i].known {
				c.Withheld++
			}
		}
	}
	r.Tables = append(r.Tables, c)
	r.Cells += c.Cells
	r.Withheld += c.Withheld
	r.Relations += len(s.relations)
}

// balance reports relations among known numbers that do not come out, and
// totals that are smaller than their known parts.
func (s *system) balance(r *Report) {
	for i := range s.relations {
		rel := &s.relations[i]
		total := &s.nodes[rel.total]
		sum, open := int64(0), 0
		for _, p := range rel.parts {
			if s.nodes[p].known {
				sum += s.nodes[p].value
			} else {
				open++
			}
		}
		if total.known && !s.signed(int32(i)) && (sum > total.value || open == 0 && sum < total.value) {
			r.Inconsistent = append(r.Inconsistent, Imbalance{s.cell(rel.total), s.steps([]int32{int32(i)}, nil)})
		}
	}
}

// A block is unknowns that are connected by relations.
type block struct {
	nodes     []int32
	relations []int32
}

// blocks groups the unknowns, in the order of their first node.
func (s *system) blocks() []block {
	root := make([]int32, len(s.nodes))
	for i := range root {
		root[i] = int32(i)
	}
	find := func(i int32) int32 {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	first := make([]int32, len(s.relations)) // an unknown of the relation, or -1
	for r := range s.relations {
		first[r] = -1
		for i := range s.relations[r].members {
			if s.nodes[i].known {
				continue
			}
			if first[r] < 0 {
				first[r] = i
			}
			a, b := find(first[r]), find(i)
			root[max(a, b)] = min(a, b)
		}
	}
	return s.gather(find, first)
}

func (s *system) gather(find func(int32) int32, first []int32) []block {
	var all []block
	at := map[int32]int{}
	for i := range s.nodes {
		if s.nodes[i].known {
			continue
		}
		k := find(int32(i))
		if _, ok := at[k]; !ok {
			at[k] = len(all)
			all = append(all, block{})
		}
		all[at[k]].nodes = append(all[at[k]].nodes, int32(i))
	}
	for r, i := range first {
		if i >= 0 {
			b := &all[at[find(i)]]
			b.relations = append(b.relations, int32(r))
		}
	}
	return all
}

// members yields the total and the parts of a relation.
func (r *relation) members(yield func(int32) bool) {
	if !yield(r.total) {
		return
	}
	for _, p := range r.parts {
		if !yield(p) {
			return
		}
	}
}

// solution is what linear algebra says of the nodes of a system.
type solution struct {
	determined []bool
	value      []int64
	block      []int32 // of each unknown; -1 for the known
	blocks     []block
}

// solve determines the unknowns block by block. A block that contradicts itself
// is reported; what it determines has no value then.
func (s *system) solve(r *Report) *solution {
	sol := &solution{
		determined: make([]bool, len(s.nodes)), value: make([]int64, len(s.nodes)),
		block: slices.Repeat([]int32{-1}, len(s.nodes)), blocks: s.blocks(),
	}
	local := make([]int32, len(s.nodes))
	for k, b := range sol.blocks {
		for j, i := range b.nodes {
			local[i], sol.block[i] = int32(j), int32(k)
		}
		s.measureBlock(r, b)
		values, determined, consistent := exact.Solve(len(b.nodes), s.equations(b, local))
		if !consistent {
			r.Inconsistent = append(r.Inconsistent, Imbalance{s.cell(s.relations[b.relations[0]].total), s.steps(b.relations, nil)})
			continue
		}
		for j, i := range b.nodes {
			sol.determined[i], sol.value[i] = determined[j], values[j]
		}
	}
	return sol
}

// measureBlock counts blocks that hold withheld cells.
func (s *system) measureBlock(r *Report, b block) {
	n := 0
	for _, i := range b.nodes {
		if s.nodes[i].origin == listed {
			n++
		}
	}
	if n > 0 {
		r.Blocks++
		r.Largest = max(r.Largest, n)
	}
}

// equations writes the relations of a block.
func (s *system) equations(b block, local []int32) []exact.Equation {
	eqs := make([]exact.Equation, len(b.relations))
	for k, r := range b.relations {
		eqs[k] = s.equation(&s.relations[r], local)
	}
	return eqs
}

// equation writes a relation: the unknown parts minus the total, if it is
// unknown, are what the known numbers leave.
func (s *system) equation(rel *relation, local []int32) exact.Equation {
	var terms []exact.Term
	sum, coefficient := int64(0), int64(-1)
	for i := range rel.members {
		if n := &s.nodes[i]; n.known {
			sum -= coefficient * n.value
		} else {
			terms = append(terms, exact.Term{Row: local[i], Value: coefficient})
		}
		coefficient = 1
	}
	return exact.Equation{Terms: exact.Sparse(terms...), Sum: sum}
}

// derived enters what follows although it is not published.
func (s *system) derived(r *Report, sol *solution) {
	why := newChains(s)
	for i := range s.nodes {
		n := &s.nodes[i]
		switch {
		case n.known:
		case sol.determined[i]:
			if rule := s.leaks(int32(i), sol); rule != nil {
				how := s.steps(why.of(int32(i), sol), sol)
				r.enter(Leak{Cell: s.cell(int32(i)), Whole: s.wholeOf(n), Value: sol.value[i], How: how, rule: rule})
			}
		case (n.origin == listed || s.bothOpen(n)) && s.people(n):
			s.squeezed(r, int32(i))
		}
	}
}

// leaks says which rule is broken by a number that follows, nil if none.
//
// A zero that follows is no leak where zeros are public and it was to be
// expected: of an answer that nobody in a larger group gave, and of an
// organisation all of whose cells are withheld, zeros among them.
func (s *system) leaks(i int32, sol *solution) *diag.Rule {
	n, value := &s.nodes[i], sol.value[i]
	switch n.origin {
	case listed:
		if value == 0 && (s.answer(n) || n.codes[dim.Organisation] != 0 && s.least() > 0) {
			return nil
		}
		return &ruleDetermined
	case above:
		if s.small(n, value) {
			return &ruleDetermined
		}
	case complement:
		// Where the parts follow, they are reported themselves.
		a, b := &s.nodes[n.part], &s.nodes[n.whole]
		own := !a.known && sol.determined[n.part] || !b.known && sol.determined[n.whole]
		if !own && value >= 0 && value < s.rulesOf(n).K {
			return &ruleComplement
		}
	}
	return nil
}

func (r *Report) enter(l Leak) {
	switch l.rule {
	case &ruleBounds:
		r.Bounded = append(r.Bounded, l)
	case &ruleComplement:
		r.Complements = append(r.Complements, l)
	case &ruleSmall:
		r.Small = append(r.Small, l)
	case &ruleAnswers:
		r.Answers = append(r.Answers, l)
	default:
		r.Determined = append(r.Determined, l)
	}
}

// wide reports whether the bounds leave a cell as many values as it needs.
func (s *system) wide(n *node) bool {
	return n.hi == infinite || n.hi-n.lo+1 >= s.threshold(n)
}

// squeezed reports a cell of which the bounds leave one value, or fewer than
// its threshold, and notes how narrow the others are.
func (s *system) squeezed(r *Report, i int32) {
	n := &s.nodes[i]
	if s.wide(n) {
		if n.hi != infinite && (r.Narrowest == 0 || n.hi-n.lo+1 < r.Narrowest) {
			r.Narrowest = n.hi - n.lo + 1
		}
		return
	}
	var how []int32
	if n.by >= 0 {
		how = []int32{n.by}
		if total := &s.nodes[s.relations[n.by].total]; n.hi == 0 && s.relations[n.by].axis == axisPart && total.shown && total.value == 0 {
			return // a part of nobody, which its submitter need not have withheld
		}
	}
	s.tooNarrow(r, i, how)
}

// tooNarrow reports a cell, or what a part leaves of its whole, that has fewer
// values left than its threshold. Zeros of an organisation all of whose cells
// are withheld are no leak, and neither is a rest that is known, but not small.
func (s *system) tooNarrow(r *Report, i int32, how []int32) {
	n := &s.nodes[i]
	steps := s.steps(how, nil)
	switch {
	case n.lo < n.hi:
		r.Narrow = append(r.Narrow, Narrow{s.placed(i), s.wholeOf(n), n.lo, n.hi, steps})
	case n.origin == complement && n.lo >= s.threshold(n):
	case n.lo != 0 || n.codes[dim.Organisation] == 0 || s.least() == 0:
		rule := &ruleBounds
		if n.origin == complement {
			rule = &ruleComplement
		}
		r.enter(Leak{Cell: s.placed(i), Whole: s.wholeOf(n), Value: n.lo, How: steps, rule: rule})
	}
}

// byRelation orders relations for showing: the shortest first.
func (s *system) byRelation(a, b int32) int {
	return cmp.Or(cmp.Compare(len(s.relations[a].parts), len(s.relations[b].parts)), cmp.Compare(a, b))
}

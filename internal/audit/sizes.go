package audit

import (
	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// sizes checks published numbers by themselves: their size, what is left of a
// whole, and whether nearly all gave the same answer.
func (s *system) sizes(r *Report) {
	for i := range s.nodes {
		n := &s.nodes[i]
		if !n.shown || n.origin != listed {
			continue
		}
		if s.small(n, n.value) {
			r.enter(Leak{Cell: s.cell(int32(i)), Value: n.value, rule: &ruleSmall})
		}
		s.complements(r, int32(i))
		if s.answer(n) {
			s.agreement(r, int32(i))
		}
	}
}

// complements compares a published part with its published wholes.
func (s *system) complements(r *Report, i int32) {
	part := &s.nodes[i]
	for _, w := range s.wholes(i) {
		whole := &s.nodes[w]
		rest := whole.value - part.value
		how := []diag.Text{s.difference(i, w)}
		switch {
		case !whole.known:
		case rest < 0:
			r.Inconsistent = append(r.Inconsistent, Imbalance{s.cell(w), how})
		case whole.value > 0 && rest < s.rulesOf(part).K:
			r.enter(Leak{Cell: s.cell(i), Whole: s.measures[whole.measure].ID, Value: rest, How: how, rule: &ruleComplement})
		}
	}
}

// agreement checks that enough respondents gave another answer.
func (s *system) agreement(r *Report, i int32) {
	answer := &s.nodes[i]
	c := dim.Category
	all, ok := s.index[answer.with(c, s.codes[c].parent[answer.codes[c]])]
	if !ok || !s.nodes[all].shown {
		return
	}
	if answer.value > 0 && answer.value > s.nodes[all].value-s.rulesOf(answer).AnswerMargin {
		r.enter(Leak{Cell: s.cell(i), Value: answer.value, How: []diag.Text{s.difference(i, all)}, rule: &ruleAnswers})
	}
}

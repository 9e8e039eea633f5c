package cube

import (
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// derive adds the items that are worked out of the answers to others.
func (m *merger) derive() {
	i := slices.IndexFunc(m.con.Derived, func(it contract.Item) bool { return it.ID == contract.SleepEnough })
	if i < 0 {
		return
	}
	for k, b := range m.series { // in any order: each makes one of its own
		if k.measure == contract.SleepMinutes && b.series.Item != nil {
			k.measure = contract.SleepEnough
			m.series[k] = m.sleepEnough(&b.series, &m.con.Derived[i])
		}
	}
}

// sleepEnough counts whose sleep is enough for their age. Where that is not
// known, and in a band that begins before 60, the hours of those below 60 are
// taken.
func (m *merger) sleepEnough(from *Series, it *contract.Item) *builder {
	b := &builder{series: *from}
	b.series.Item, b.series.Cells = it, nil
	for _, c := range from.Cells {
		age := m.lists.ID(dim.Age, c.Codes[dim.Age])
		to := make([]int, len(c.Answers)) // the answer to it that each answer is
		for j := range to {
			if !contract.EnoughIn(from.Item.Answers[j].Code, age) {
				to[j] = 1 // no
			}
		}
		c.Answers = gather(c.Answers, to, len(it.Answers))
		if c.Weights != nil {
			w := *c.Weights
			w.Of, w.Squares = gather(w.Of, to, len(it.Answers)), gather(w.Squares, to, len(it.Answers))
			c.Weights = &w
		}
		b.series.Cells = append(b.series.Cells, c)
	}
	return b
}

// gather adds sums by answer up to those of an item with fewer answers.
func gather(sums []int64, to []int, answers int) []int64 {
	all := make([]int64, answers)
	for j, n := range sums {
		all[to[j]] += n
	}
	return all
}

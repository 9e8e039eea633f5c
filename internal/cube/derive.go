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
		counts := make([]int64, len(it.Answers))
		for j, n := range c.Answers {
			answer := 1 // no
			if contract.EnoughIn(from.Item.Answers[j].Code, age) {
				answer = 0
			}
			counts[answer] += n
		}
		c.Answers = counts
		b.series.Cells = append(b.series.Cells, c)
	}
	return b
}

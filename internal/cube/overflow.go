package cube

import (
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// most is how large a sum may be: far from 2^63, where it would wrap, and more
// than a thousand times the yen that the country makes in a year. A single value
// is much smaller, so that no sum can pass from below most beyond 2^63 at once.
const most = 1 << 60

// mostReplies is how many may answer an item, by tallies: eight for everybody
// alive. Each counts as 10^6 millionths of a squared weight beside weighted
// answers, times the square of up to 10 points, and 10^8 of them stay below
// 2^63.
const mostReplies = 1 << 36

// overflow finds sums of one file that are too large.
func (p *Part) overflow() diag.List {
	if p.huge == nil {
		return nil
	}
	return diag.List{p.tooLarge(p.huge, p.file.Pos())}
}

func (p *Part) tooLarge(me *contract.Measure, at diag.Pos) diag.Finding {
	limit := diag.Text{JA: "百京", EN: "10^18"}
	if p.table.Family == contract.FamilySurvey {
		limit = diag.Text{JA: "六百億人", EN: "6 x 10^10 people"}
	}
	return ruleTooLarge.At(at, diag.Public(me.Name.JA), diag.Public(me.ID), diag.Public(limit))
}

// A pileKey is a measure, or an item and who was asked, in a quarter, over all
// organisations.
type pileKey struct {
	table, measure string
	quarter        dim.Quarter
	population     dim.Code // of an item
}

// pile adds to what all files hold of a measure, whatever the sign, and finds
// where it becomes too large. Floats cannot wrap, and that they round does not
// matter here.
func (m *merger) pile(p *Part, q dim.Quarter, me *contract.Measure, n int64, at diag.Pos) {
	if m.passes(pileKey{p.table.ID, me.ID, q, dim.Total}, n, most) && p.huge == nil {
		m.finds = append(m.finds, p.tooLarge(me, at))
	}
}

// pileReplies is pile for the answers to an item that a tally counts; rows of
// answers are never that many.
func (m *merger) pileReplies(p *Part, k groupKey, it *contract.Item, d []int64, at diag.Pos) {
	n := d[0] + respondentsOf(it, d)
	if m.passes(pileKey{p.table.ID, it.ID, k.quarter, k.codes[dim.Category]}, n, mostReplies) && p.huge == nil {
		m.finds = append(m.finds, p.tooLarge(&p.table.Measures[0], at))
	}
}

// passes adds to a pile and reports whether that took it beyond the limit.
func (m *merger) passes(key pileKey, n int64, limit float64) bool {
	before := m.piles[key]
	m.piles[key] = before + max(float64(n), -float64(n))
	return before <= limit && m.piles[key] > limit
}

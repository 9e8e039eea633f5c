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

// overflow finds sums of one file that are too large.
func (p *Part) overflow() diag.List {
	if p.huge == nil {
		return nil
	}
	return diag.List{tooLarge(p.huge, p.file.Pos())}
}

func tooLarge(me *contract.Measure, at diag.Pos) diag.Finding {
	return ruleTooLarge.At(at, diag.Public(me.Name.JA), diag.Public(me.ID))
}

// A pileKey is a measure in a quarter, over all organisations.
type pileKey struct {
	table, measure string
	quarter        dim.Quarter
}

// pile adds to what all files hold of a measure, whatever the sign, and finds
// where it becomes too large. Floats cannot wrap, and that they round does not
// matter here.
func (m *merger) pile(p *Part, q dim.Quarter, me *contract.Measure, n int64, at diag.Pos) {
	key := pileKey{p.table.ID, me.ID, q}
	before := m.piles[key]
	m.piles[key] = before + max(float64(n), -float64(n))
	if before <= most && m.piles[key] > most && p.huge == nil {
		m.finds = append(m.finds, tooLarge(me, at))
	}
}

package audit

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// wrongRows checks the whiskers of a chart of rows: each ends where the interval
// of the row at its height does.
func (k *sketch) wrongRows(d *data, scale *ruler) *mistake {
	s := k.all()
	for _, piece := range s.whiskers {
		for _, at := range piece {
			id, want := "", ""
			ok := slices.ContainsFunc(s.dots, func(p dot) bool {
				return math.Abs(p.at.y-at.y) <= capRoom && d.ends(p.id, func(v float64) bool {
					id, want = p.id, strconv.FormatFloat(v, 'g', -1, 64)
					return math.Abs(scale.at(v)-at.x) < tolerance || scale.log && v <= 0 && at.x <= scale.from
				})
			})
			if !ok {
				return misdrawn(id, at, want)
			}
		}
	}
	return nil
}

// ends reports whether something is true of an end of an interval.
func (d *data) ends(id string, is func(float64) bool) bool {
	for _, column := range []int{columnLower, columnUpper} {
		if v, ok := d.number(id, column); ok && is(v) {
			return true
		}
	}
	return false
}

// textRoom is how far a text may stand from the middle of its row: rows are
// further apart.
const textRoom = 3

// A bar is one of a panel, which has no name but that of the text at its end.
type bar struct {
	id            string
	x, y          float64 // of its beginning and its middle
	length, value float64
}

// wrongPanels checks bars of panels side by side, all of which begin at zero and
// have one scale: the longest gives it for the others, and for all whiskers.
func (k *sketch) wrongPanels(d *data) *mistake {
	s := k.all()
	bars, wrong := d.bars(s.boxes, s.texts)
	if wrong != nil || len(bars) == 0 {
		return wrong
	}
	unit := d.unit(bars, s.whiskers)
	for _, b := range bars {
		if math.Abs(b.value*unit-b.length) >= tolerance {
			return misdrawn(b.id, spot{b.x + b.length, b.y}, strconv.FormatFloat(b.value, 'g', -1, 64))
		}
	}
	return d.wrongWhiskers(s.whiskers, bars, unit)
}

// unit is the length of 1: that of the longest bar tells it or, where all are of
// zero, that of the widest interval.
func (d *data) unit(bars []bar, whiskers [][]spot) float64 {
	b := slices.MaxFunc(bars, func(a, b bar) int { return cmp.Compare(a.value, b.value) })
	if b.value > 0 {
		return b.length / b.value
	}
	upper := func(b bar) float64 { v, _ := d.number(b.id, columnUpper); return v }
	b = slices.MaxFunc(bars, func(a, b bar) int { return cmp.Compare(upper(a), upper(b)) })
	next, end := math.Inf(1), b.x
	for _, o := range bars {
		if o.x > b.x+1 {
			next = min(next, o.x)
		}
	}
	for _, piece := range whiskers {
		for _, at := range piece {
			if math.Abs(at.y-b.y) <= capRoom && at.x < next {
				end = max(end, at.x)
			}
		}
	}
	if end == b.x {
		return 0
	}
	return (end - b.x) / upper(b)
}

// bars finds to each box the text that ends its row: the next one to the right.
func (d *data) bars(boxes [][]spot, texts []dot) (all []bar, wrong *mistake) {
	for _, box := range boxes {
		b := bar{x: box[0].x, y: (box[0].y + box[len(box)-1].y) / 2}
		for _, p := range box {
			b.length, b.x = max(b.length, p.x-box[0].x), min(b.x, p.x)
		}
		end := math.Inf(1)
		for _, t := range texts {
			if math.Abs(t.at.y-b.y) < textRoom && t.at.x > b.x && t.at.x < end {
				b.id, end = t.id, t.at.x
			}
		}
		var ok bool
		if b.value, ok = d.number(b.id, columnValue); !ok {
			return nil, misdrawn(b.id, box[0], "")
		}
		all = append(all, b)
	}
	return all, nil
}

func (d *data) wrongWhiskers(whiskers [][]spot, bars []bar, unit float64) *mistake {
	for _, piece := range whiskers {
		for _, at := range piece {
			ok := slices.ContainsFunc(bars, func(b bar) bool {
				return math.Abs(b.y-at.y) <= capRoom && d.ends(b.id, func(v float64) bool { return math.Abs(b.x+v*unit-at.x) < 2*tolerance })
			})
			if !ok {
				return misdrawn("", at, "")
			}
		}
	}
	return nil
}

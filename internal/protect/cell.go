package protect

import (
	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/exact"
	"fukusen/internal/release"
)

// A cell is a sum over finest cells of one series.
type cell struct {
	series   int
	codes    dim.Codes
	rank     int // of its view: small is wanted more
	fine     int // 1 for one category of several
	depth    int // of its area
	sums     cube.Sums
	answers  []int64
	weights  *cube.Weights // of a weighted series; of a sum for the rules alone nil
	units    []int32
	unnamed  map[dim.Code]share // by organisation of which no number is shown
	complete bool               // no unit was withheld by its submitter

	status release.Status
	looked release.Status // what it was when rests last looked
	reason Reason
	moves  bool // see node

	weightless bool // published, but not its weights
	forced     bool // the steward wants it published before all others

	last    *cell              // the same group in the last release
	fact    bool               // published in the last release, and still the same
	next    *cell              // of a change: the group in the next release
	less    []int32            // of a change: units that are subtracted
	changed map[dim.Code]share // of a change: by organisation
}

// column is the sum that a cell is.
func (c *cell) column() exact.Vector { return columnOf(c.units, c.less) }

func columnOf(units, less []int32) exact.Vector {
	if len(less) == 0 {
		return exact.Ones(units)
	}
	return exact.Ones(units).Minus(exact.Ones(less))
}

// A share is what one organisation has in a cell.
type share struct {
	units, less []int32 // less: of a change, those that are subtracted
	sum         int64
}

func (h share) join(more share) share {
	return share{append(h.units, more.units...), append(h.less, more.less...), h.sum + more.sum}
}

func (h share) column() exact.Vector { return columnOf(h.units, h.less) }

func (c *cell) add(finest *cube.Cell, unit int32, unnamed dim.Code) {
	c.sums = c.sums.Add(finest.Sums)
	c.count(finest.Answers)
	c.complete = c.complete && finest.Sums.SourceWithheld == 0
	if unit < 0 {
		return
	}
	c.units = append(c.units, unit)
	if unnamed != dim.Total {
		c.share(unnamed, share{units: []int32{unit}, sum: finest.Sums.Sum})
	}
}

// weigh adds the weights of a finest cell, in which answers without one count
// as one.
func (c *cell) weigh(more cube.Weights) {
	if c.weights == nil {
		c.weights = &cube.Weights{}
	}
	c.weights.Add(more)
}

func (c *cell) count(answers []int64) {
	if c.answers == nil {
		c.answers = make([]int64, len(answers))
	}
	for j, n := range answers {
		c.answers[j] += n
	}
}

func (c *cell) share(org dim.Code, more share) {
	if c.unnamed == nil {
		c.unnamed = map[dim.Code]share{}
	}
	c.unnamed[org] = c.unnamed[org].join(more)
}

// join adds another cell of the series, which has no unit in common with it.
func (c *cell) join(d *cell) {
	c.sums = c.sums.Add(d.sums)
	c.count(d.answers)
	c.complete = c.complete && d.complete
	c.units, c.less = append(c.units, d.units...), append(c.less, d.less...)
	for org, h := range d.unnamed {
		c.share(org, h)
	}
}

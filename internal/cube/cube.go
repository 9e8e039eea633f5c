// Package cube sums rows into cells of sufficient statistics and checks what
// needs several files at once.
//
// One part is made of each file, or of each shard of a large one; the cube is a
// merge of parts. All contents
// are integers that add up, so no order of files, rows or goroutines can
// change a digit.
package cube

import (
	"cmp"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// Sums are the additive contents of one finest cell: one organisation, one
// group, one quarter. No sum overflows: where all values of a measure in a
// quarter are together more than 2^60, Merge has a finding.
type Sums struct {
	Sum            int64 // of the measure: persons, or respondents to the item
	Rows           int64 // rows that gave a value
	Missing        int64 // rows without a value
	SourceWithheld int64 // rows that the submitter itself withheld; of a tally also answers without a count
	NotApplicable  int64 // rows to which the measure does not apply
	Points         int64 // of an item with a mean: sum of the points
	Squares        int64 // and of their squares
}

// Add returns the sums of both cells together.
func (a Sums) Add(b Sums) Sums {
	return Sums{
		a.Sum + b.Sum, a.Rows + b.Rows, a.Missing + b.Missing, a.SourceWithheld + b.SourceWithheld,
		a.NotApplicable + b.NotApplicable, a.Points + b.Points, a.Squares + b.Squares,
	}
}

// A Cell is one finest cell of a series.
type Cell struct {
	Codes   dim.Codes // without category
	Sums    Sums
	Answers []int64  // of a survey item: respondents by answer, in its order; else nil
	Weights *Weights // of a survey item: the same weighted; nil if all answers are unweighted
}

// A Series is all finest cells of one measure, or of one survey item asked of
// one population, in one quarter. The cells are sorted by their codes.
type Series struct {
	Table      string // the family's: people, survey
	Quarter    dim.Quarter
	Measure    *contract.Measure // nil for items
	Item       *contract.Item    // nil for measures
	Population string
	Cells      []Cell
}

// A Receipt tells that an organisation reported a table for a quarter.
type Receipt struct {
	Organisation string
	Table        string // as the file was: survey_tally is not survey
	Quarter      dim.Quarter
	Revision     int

	// Months that came, by the bits 1 to 12, of a quarter that is made of its
	// months; 0 if it came as a whole.
	Months uint16
}

// Missing lists the months of the quarter, 1 to 12, that did not come.
func (r Receipt) Missing() (months []int) {
	if r.Months == 0 {
		return nil
	}
	first := int(r.Quarter.Start().Month())
	for n := first; n < first+3; n++ {
		if r.Months>>n&1 == 0 {
			months = append(months, n)
		}
	}
	return months
}

// A Cube is everything that was read, private. Series are sorted by table,
// quarter, then as the contract orders measures and items.
type Cube struct {
	Series   []Series
	Receipts []Receipt
}

// Quarters lists the quarters with data, oldest first.
func (c *Cube) Quarters() []dim.Quarter {
	var qs []dim.Quarter
	for _, s := range c.Series {
		qs = append(qs, s.Quarter)
	}
	slices.Sort(qs)
	return slices.Compact(qs)
}

// Add puts in series that are counted from a register of the site, of tables
// that the cube has none of, each quarter in the order of its measures.
func (c *Cube) Add(series ...Series) {
	c.Series = append(c.Series, series...)
	slices.SortStableFunc(c.Series, func(a, b Series) int {
		return cmp.Or(strings.Compare(a.Table, b.Table), cmp.Compare(a.Quarter, b.Quarter))
	})
}

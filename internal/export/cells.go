package export

import (
	"fmt"
	"iter"
	"strconv"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/release"
)

// The measures under which the sums over the points of a scale stand in
// cells.csv, beside the respondents of the item.
const (
	MeasurePoints  = "points"
	MeasureSquares = "points_squared"
)

// A Group is the columns that say what a row is about: the codes of its group,
// empty where it is a total.
type Group struct {
	Kind   string `csv:"kind"`
	Period string `csv:"period"` // the last quarter: 2026fq1
	Window string `csv:"window"` // quarters, 1 for the quarter alone
	Area   string `csv:"area"`
	Origin string `csv:"origin"`

	Organisation string `csv:"organisation"`
	Sex          string `csv:"sex"`
	Age          string `csv:"age"`
	Sport        string `csv:"sport"`
	Category     string `csv:"category"`
}

func groupOf(lists *dim.Lists, basis dim.Basis, key dim.Key) Group {
	ids := lists.IDs(key.Codes)
	return Group{
		Kind: ids[dim.Kind], Period: key.Period.Last().ID(basis), Window: strconv.Itoa(key.Period.N),
		Area: ids[dim.Area], Origin: ids[dim.Origin], Organisation: ids[dim.Organisation],
		Sex: ids[dim.Sex], Age: ids[dim.Age], Sport: ids[dim.Sport], Category: ids[dim.Category],
	}
}

// A CellRow is a row of cells.csv.
type CellRow struct {
	Table   string `csv:"table"`
	Measure string `csv:"measure"`
	Group
	Value  string `csv:"value"` // an integer; empty unless published
	Status string `csv:"status"`
}

// cellRows yields the cells of the cube in its order, or the error that one of
// them is.
func cellRows(c *protect.Cube) iter.Seq2[CellRow, error] {
	means, weighted := withMean(c.Items()), weightedItems(c)
	return func(yield func(CellRow, error) bool) {
		var rows []CellRow
		for cell := range c.Cells() {
			row := CellRow{
				Table: cell.Table, Measure: cell.Measure, Group: groupOf(c.Lists(), c.Basis(), cell.Key),
				Status: string(cell.Status), Value: count(cell.Status, cell.Value),
			}
			weights := len(weighted) > 0 && weighted[itemAsked(row.Category, &cell)]
			var err error
			rows, err = withSums(rows[:0], row, &cell, means[itemOf(row.Category)], weights)
			if err != nil {
				yield(row, err)
				return
			}
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}

// withSums appends the row of a cell. The respondents to an item with a mean are
// followed by the sums of their points and of the squares, and those to a
// weighted one by the sums of the weights.
func withSums(rows []CellRow, row CellRow, cell *protect.Cell, mean, weighted bool) ([]CellRow, error) {
	rows = append(rows, row)
	if mean {
		moments, err := momentRows(row, cell)
		if err != nil {
			return nil, err
		}
		rows = append(rows, moments...)
	}
	if weighted {
		rows = append(rows, weightRows(row, cell, mean)...)
	}
	return rows, nil
}

// withMean tells which items have a mean.
func withMean(items []contract.Item) map[string]bool {
	means := map[string]bool{}
	for _, it := range items {
		means[it.ID] = it.Mean
	}
	return means
}

// itemOf gives the item of a category such as resident.life_satisfaction, and
// "" for populations and for answers.
func itemOf(category string) string {
	parts := strings.Split(category, ".")
	if len(parts) != 2 {
		return ""
	}
	return parts[1]
}

// momentRows are the two rows that follow the respondents to an item with a
// mean. They share its status: where it is withheld, they stand there empty.
func momentRows(row CellRow, cell *protect.Cell) ([]CellRow, error) {
	m := cell.Moments
	switch {
	case m != nil:
	case cell.Status == release.Published && cell.Value > 0:
		return nil, fmt.Errorf("cell %s %s %+v is published without the sums of its points", cell.Table, cell.Measure, row.Group)
	default:
		m = &release.Moments{}
	}
	sum, squares := row, row
	sum.Measure, sum.Value = MeasurePoints, count(cell.Status, m.Sum)
	squares.Measure, squares.Value = MeasureSquares, count(cell.Status, m.Squares)
	return []CellRow{sum, squares}, nil
}

// count writes an integer if it is published, and nothing otherwise, whatever
// stands in the place of the value.
func count(st release.Status, n int64) string {
	if st != release.Published {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// A CodeRow is a row of codes.csv: one code of an axis and what it is a part
// of; an empty parent is the total.
type CodeRow struct {
	Axis   string `csv:"axis"`
	Code   string `csv:"code"`
	Parent string `csv:"parent"`
	JA     string `csv:"ja"`
	EN     string `csv:"en"`
	Level  string `csv:"level"`
}

func codeRows(lists *dim.Lists) []CodeRow {
	var rows []CodeRow
	for a := range dim.Axis(dim.NumAxes) {
		for _, e := range lists.Entries(a) {
			rows = append(rows, CodeRow{a.String(), e.ID, e.Parent, e.JA, e.EN, e.Level})
		}
	}
	return rows
}

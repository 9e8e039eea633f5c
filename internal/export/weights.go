package export

import (
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/release"
)

// The measures under which the sums over the weights w of respondents stand in
// cells.csv, beside the respondents to an item or those who gave an answer: w
// is counted in thousandths, what has its square in millionths. Those with
// points are of items with a mean.
const (
	MeasureWeight              = "weight"                        // w
	MeasureWeightSquared       = "weight_squared"                // w^2
	MeasureWeightedPoints      = "weighted_points"               // w*x
	MeasureWeightSquaredPoints = "weight_squared_points"         // w^2*x
	MeasureWeightedSquares     = "weight_squared_points_squared" // w^2*x^2
)

// The units of these sums.
const (
	UnitThousandths = "thousandths"
	UnitMillionths  = "millionths"
)

// weightMeasures describes them, in the order in which they stand.
func weightMeasures() []Measure {
	var all []Measure
	for _, m := range [][4]string{
		{MeasureWeight, UnitThousandths, "ウェイトの合計(1000 分の 1)", "Sum of the weights, in thousandths"},
		{MeasureWeightSquared, UnitMillionths, "ウェイトの2乗の合計(100 万分の 1)", "Sum of the squares of the weights, in millionths"},
		{MeasureWeightedPoints, UnitThousandths, "ウェイトを掛けた点の合計(1000 分の 1)", "Sum of weight times points, in thousandths"},
		{MeasureWeightSquaredPoints, UnitMillionths, "ウェイトの2乗を掛けた点の合計(100 万分の 1)", "Sum of the square of the weight times points, in millionths"},
		{MeasureWeightedSquares, UnitMillionths, "ウェイトと点の2乗の積の合計(100 万分の 1)", "Sum of the square of the weight times that of the points, in millionths"},
	} {
		all = append(all, Measure{
			Table: contract.FamilySurvey, ID: m[0], Unit: m[1], JA: m[2], EN: m[3],
			Behaviour: behaviours[contract.Stock], Class: ClassMoments,
		})
	}
	return all
}

// An askedItem is an item of a population in a quarter.
type askedItem struct {
	quarter  dim.Quarter
	category string
}

// itemAsked finds the item that a cell, of its respondents or of an answer to
// it, is about.
func itemAsked(category string, cell *protect.Cell) askedItem {
	parts := strings.SplitN(category, ".", 3)
	if cell.Measure != contract.MeasureRespondents || len(parts) < 2 {
		return askedItem{}
	}
	return askedItem{cell.Key.Period.First, parts[0] + "." + parts[1]}
}

// weightedItems finds the items of which weights are published for some group.
func weightedItems(c *protect.Cube) map[askedItem]bool {
	all := map[askedItem]bool{}
	for cell := range c.Cells() {
		if cell.Weighted != nil {
			all[itemAsked(c.Lists().ID(dim.Category, cell.Key.Codes[dim.Category]), &cell)] = true
		}
	}
	return all
}

// weightRows are the rows that follow a cell of a weighted item. They share its
// status, unless the weights alone are withheld; then they stand there empty.
func weightRows(row CellRow, cell *protect.Cell, mean bool) []CellRow {
	w := cell.Weighted
	if w == nil {
		w = &release.Weighted{} // of nobody, or withheld
	}
	sums := []struct {
		measure string
		n       int64
	}{
		{MeasureWeight, w.Sum}, {MeasureWeightSquared, w.Squares},
		{MeasureWeightedPoints, w.Points}, {MeasureWeightSquaredPoints, w.SquarePoints}, {MeasureWeightedSquares, w.SquareSquares},
	}
	if !mean {
		sums = sums[:2]
	}
	status := cell.Status
	if w.Withheld {
		status = release.Withheld
	}
	var all []CellRow
	for _, s := range sums {
		next := row
		next.Measure, next.Value, next.Status = s.measure, count(status, s.n), string(status)
		all = append(all, next)
	}
	return all
}

package audit

import (
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// weighings are the measures of the sums over weights, in their order in
// cells.csv; all but the first two are of items with a mean.
var weighings = [...]string{
	measureWeight, "weight_squared", "weighted_points", "weight_squared_points", "weight_squared_points_squared",
}

// The measures of the sums over the points of a scale.
const (
	measurePoints  = "points"
	measureSquares = "points_squared"
)

// enter writes the cells of the file as the rows of cells.csv.
func (f *releaseFile) enter(d *data, complain func(rule *diag.Rule, line int, args ...any)) {
	weighted := map[string]bool{}
	for i := range f.rows {
		if c := &f.rows[i]; c.Weighted != nil {
			weighted[c.item()] = true
		}
		if c := &f.rows[i]; c.Moments != nil {
			f.means[itemOf(c.item())] = true
		}
	}
	measures := map[string]int32{}
	for i, m := range d.measures {
		measures[m.Table+"."+m.ID] = int32(i)
	}
	for i := range f.rows {
		row := &f.rows[i]
		if rule, what := row.wrong(); rule != nil {
			complain(rule, row.line, what)
		}
		c := cell{Cell: Cell{Table: row.Table, Measure: row.Measure, Period: f.Quarter, Window: 1, Line: row.line, Release: f.ID}, status: row.Status}
		var known, good bool
		c.measure, known = measures[row.Table+"."+row.Measure]
		c.codes, good = d.parseCodes(row.Codes)
		if !known || !good {
			complain(&ruleRow, row.line, row.Table+" "+row.Measure+" "+row.Codes)
			continue
		}
		for a, code := range c.codes {
			c.Codes[a] = d.codes[a].ids[code]
		}
		for _, s := range row.spread(f.means[itemOf(row.item())], weighted[row.item()]) {
			next := c
			next.Measure, next.status, next.value = s.measure, s.status, s.value
			if next.measure, known = measures[row.Table+"."+s.measure]; known {
				f.cells = append(f.cells, next)
			}
		}
	}
}

// item gives the population and the item of respondents and answers:
// employee.sleep.
func (c *releaseCell) item() string {
	for part := range strings.SplitSeq(c.Codes, "/") {
		if category, ok := strings.CutPrefix(part, dim.Category.String()+"="); ok && c.Measure == "respondents" {
			if parts := strings.SplitN(category, ".", 3); len(parts) > 1 {
				return parts[0] + "." + parts[1]
			}
		}
	}
	return ""
}

// answer reports whether it is about one answer to an item.
func (c *releaseCell) answer() bool {
	return c.item() != "" && !strings.HasSuffix(c.Codes, "="+c.item())
}

func itemOf(category string) string {
	_, item, _ := strings.Cut(category, ".")
	return item
}

// wrong tells what cannot stand in a cell: an unknown status, a negative number,
// and any number that is not published.
func (c *releaseCell) wrong() (*diag.Rule, string) {
	known := false
	for _, s := range statuses {
		known = known || c.Status == s
	}
	switch {
	case !known:
		return &ruleRow, c.Status
	case c.Value < 0 || c.Value > mostMoments:
		return &ruleRow, c.Codes
	case c.Status != published && (c.Value != 0 || c.Missing != 0 || c.Moments != nil || c.Weighted != nil && !c.Weighted.Withheld):
		return &ruleWritten, c.Table + " " + c.Measure + " " + c.Codes
	}
	return nil, ""
}

// A part of a release cell that is a row of cells.csv.
type spreadRow struct {
	measure, status string
	value           int64
}

// spread gives the rows of a cell.
func (c *releaseCell) spread(mean, weighted bool) []spreadRow {
	status := c.Status
	rows := []spreadRow{{c.Measure, status, c.number(c.Value)}}
	if c.item() == "" {
		return rows
	}
	mean = mean && !c.answer()
	if mean {
		var sum, squares int64
		if c.Moments != nil {
			sum, squares = c.Moments.Sum, c.Moments.Squares
		}
		rows = append(rows, spreadRow{measurePoints, status, sum}, spreadRow{measureSquares, status, squares})
	}
	if !weighted {
		return rows
	}
	var sums [len(weighings)]int64
	if w := c.Weighted; w != nil {
		sums = [...]int64{w.Sum, w.Squares, w.Points, w.SquarePoints, w.SquareSquares}
		if w.Withheld {
			status = withheld
		}
	}
	for i, measure := range weighings {
		if i < 2 || mean {
			rows = append(rows, spreadRow{measure, status, sums[i]})
		}
	}
	return rows
}

// number is 0 unless it is published.
func (c *releaseCell) number(n int64) int64 {
	if c.Status != published {
		return 0
	}
	return n
}

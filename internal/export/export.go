// Package export writes the open data of a site: every cell, every code, every
// observation, who reported, and the definitions that tie them together.
//
// They are enough for an outsider to rebuild every relation between
// published numbers; the audit does just that. So they must be complete: a
// withheld cell is a row without a value, never a row that is left out. A
// group without a row had nobody in it, unless its view is left out whole: then
// the view has no row at all, though there are some of each of its axes.
package export

import (
	"bytes"
	"encoding/csv"
	"fmt"

	"github.com/gocarina/gocsv"

	"fukusen/internal/kpi"
	"fukusen/internal/output"
	"fukusen/internal/protect"
)

// Where the open data stand in the site.
const (
	ObservationsPath = "data/observations.csv" // or data/observations/KPI.csv
	CellsPath        = "data/cells.csv"        // or data/cells/TABLE-PERIOD.csv
	CodesPath        = "data/codes.csv"
	KPIsPath         = "data/kpis.json"
	ReceiptsPath     = "data/receipts.csv"
)

// Write adds the open data to the tree. CSV files are UTF-8 without BOM, as RFC
// 4180 has them but with lines that end in LF; the columns are those of the
// row types of this package, all written as text.
//
// Observations are one file, or one of each KPI where that would be above the
// limit; cells, apart from that, one of each table and quarter.
//
// An error means that the cube contradicts itself: it says which cell.
func Write(tree *output.Tree, c *protect.Cube, s *kpi.Set, about About) error {
	if err := addRows(tree, CellsPath, cellRows(c), cellsPart, about.Limit); err != nil {
		return err
	}
	if err := addRows(tree, ObservationsPath, observationRows(c, s), observationsPart, about.Limit); err != nil {
		return err
	}
	for _, f := range []struct {
		path string
		rows any
	}{
		{CodesPath, codeRows(c.Lists())},
		{ReceiptsPath, receiptRows(c)},
	} {
		data, err := table(f.rows)
		if err != nil {
			return fmt.Errorf("writing %s: %w", f.path, err)
		}
		tree.Add(f.path, data)
	}
	data, err := definitions(c)
	if err != nil {
		return fmt.Errorf("writing %s: %w", KPIsPath, err)
	}
	tree.Add(KPIsPath, data)
	return nil
}

// table writes a slice of tagged structs, header first, even if it is empty.
func table(rows any) ([]byte, error) {
	var b bytes.Buffer
	err := gocsv.MarshalCSV(rows, gocsv.NewSafeCSVWriter(csv.NewWriter(&b)))
	return b.Bytes(), err
}

package rows

import (
	"io"
	"strings"

	"fukusen/internal/diag"
)

// A CSVReader lets gocsv.UnmarshalCSV read a file under a header of the
// caller's choice, and remembers the place of every field, which gocsv does
// not. It keeps all rows: it is for registries and lists, not for data.
//
// The fields of the struct must be strings: gocsv reads 01100 as an octal
// number and 1.9 as the integer 1, and reports neither.
type CSVReader struct {
	r      *Reader
	header []string
	began  bool
	places [][]diag.Pos
}

// AsCSVReader gives the rows to gocsv under other names: header[i] is what the
// struct's tags call column i. A column with the name "" is left out. The
// names must be as many as those of Header and different from each other.
func (r *Reader) AsCSVReader(header []string) *CSVReader {
	if len(header) != len(r.header) {
		panic("rows: AsCSVReader needs a name for every column")
	}
	return &CSVReader{r: r, header: header}
}

// Read gives the header first, then the rows with their fields cleaned.
func (c *CSVReader) Read() ([]string, error) {
	if !c.began {
		c.began = true
		return c.pick(c.header), nil
	}
	row, ok := c.r.Next()
	if !ok {
		if c.r.Err() != nil {
			return nil, c.r.Err()
		}
		return nil, io.EOF
	}
	places := make([]diag.Pos, len(row))
	for i := range row {
		places[i] = c.r.Pos(i)
	}
	c.places = append(c.places, places)
	return c.pick(row), nil
}

// pick copies, since the fields do not last, the fields of the columns that have a name.
func (c *CSVReader) pick(fields []string) []string {
	picked := make([]string, 0, len(fields))
	for i, name := range c.header {
		if name != "" {
			picked = append(picked, strings.Clone(Clean(fields[i])))
		}
	}
	return picked
}

// ReadAll gives all that Read would give.
func (c *CSVReader) ReadAll() ([][]string, error) {
	var all [][]string
	for {
		row, err := c.Read()
		switch err {
		case nil:
			all = append(all, row)
		case io.EOF:
			return all, nil
		default:
			return nil, err
		}
	}
}

// Pos gives the place of a column's field in row i, counted from 0 as gocsv
// returns the rows. Of a column that the file does not have it is the row.
func (c *CSVReader) Pos(i int, column string) diag.Pos {
	for j, name := range c.header {
		if name == column {
			return c.places[i][j]
		}
	}
	return diag.Pos{File: c.places[i][0].File, Line: c.places[i][0].Line}
}

package cube

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// A record is what stood behind a release: the finest cells of one quarter. When
// the quarter is released again, it tells what has changed since, which nothing
// public does. It is as private as the exports.
type record struct {
	Format  int    `json:"format"`
	Release string `json:"release"` // its ID
	Quarter string `json:"quarter"`

	Receipts []recordReceipt `json:"receipts"`
	Series   []recordSeries  `json:"series"`
}

type recordReceipt struct {
	Organisation string `json:"organisation"`
	Table        string `json:"table"`
	Revision     int    `json:"revision"`
	Months       uint16 `json:"months,omitempty"`
}

const recordFormat = 1

type recordSeries struct {
	Table      string       `json:"table"`
	Measure    string       `json:"measure,omitempty"`
	Item       string       `json:"item,omitempty"`
	Population string       `json:"population,omitempty"`
	Cells      []recordCell `json:"cells"`
}

// A recordCell is a Cell with the IDs of its codes, since codes are numbered
// anew in every run.
type recordCell struct {
	Codes   string   `json:"c"` // axis=code joined by "/"
	Sums    Sums     `json:"s"`
	Answers []int64  `json:"a,omitempty"`
	Weights *Weights `json:"w,omitempty"`
}

// Of gives the part of the cube that is about a quarter.
func (c *Cube) Of(q dim.Quarter) *Cube {
	out := &Cube{}
	for _, s := range c.Series {
		if s.Quarter == q {
			out.Series = append(out.Series, s)
		}
	}
	for _, r := range c.Receipts {
		if r.Quarter == q {
			out.Receipts = append(out.Receipts, r)
		}
	}
	return out
}

// Without gives the cube without what some senders sent: the ID of an
// organisation, empty of public registers, and the family of a table.
func (c *Cube) Without(lists *dim.Lists, absent func(organisation, family string) bool) *Cube {
	out := &Cube{Receipts: slices.DeleteFunc(slices.Clone(c.Receipts), func(r Receipt) bool {
		return absent(r.Organisation, contract.FamilyOf(r.Table))
	})}
	for _, s := range c.Series {
		s.Cells = slices.DeleteFunc(slices.Clone(s.Cells), func(x Cell) bool {
			return absent(lists.ID(dim.Organisation, x.Codes[dim.Organisation]), s.Table)
		})
		if len(s.Cells) > 0 {
			out.Series = append(out.Series, s)
		}
	}
	return out
}

// Hold gives the cube with what some organisations sent of a quarter as it stood
// behind the last release: those that had no part in that have none.
func (c *Cube) Hold(q dim.Quarter, last *Cube, held map[string]dim.Code) *Cube {
	has := map[dim.Code]bool{}
	for _, code := range held {
		has[code] = true
	}
	out := &Cube{}
	for _, s := range c.Series {
		if s.Quarter == q {
			s.Cells = cellsOf(s.Cells, func(o dim.Code) bool { return !has[o] })
			if old := last.find(&s); old != nil {
				s.Cells = append(s.Cells, cellsOf(old.Cells, func(o dim.Code) bool { return has[o] })...)
				slices.SortFunc(s.Cells, func(a, b Cell) int { return a.Codes.Compare(b.Codes) })
			}
		}
		if len(s.Cells) > 0 {
			out.Series = append(out.Series, s)
		}
	}
	for _, s := range last.Series {
		cells := cellsOf(s.Cells, func(o dim.Code) bool { return has[o] })
		if s.Cells = cells; len(cells) > 0 && c.Of(q).find(&s) == nil {
			out.Add(s)
		}
	}
	for _, r := range c.Receipts {
		if _, ok := held[r.Organisation]; !ok || r.Quarter != q {
			out.Receipts = append(out.Receipts, r)
		}
	}
	for _, r := range last.Receipts {
		if _, ok := held[r.Organisation]; ok {
			out.Receipts = append(out.Receipts, r)
		}
	}
	return out
}

func cellsOf(cells []Cell, by func(organisation dim.Code) bool) []Cell {
	var out []Cell
	for _, c := range cells {
		if by(c.Codes[dim.Organisation]) {
			out = append(out, c)
		}
	}
	return out
}

// find gives the series of the same measure, or item and population.
func (c *Cube) find(s *Series) *Series {
	for i := range c.Series {
		if t := &c.Series[i]; t.Table == s.Table && t.Population == s.Population && t.id() == s.id() {
			return t
		}
	}
	return nil
}

func (s *Series) id() string {
	if s.Item != nil {
		return s.Item.ID
	}
	return s.Measure.ID
}

// Same reports whether two cells of a series hold the same, whatever their codes
// and over however many rows it was told.
func (c *Cell) Same(d *Cell) bool {
	a, b := c.Sums, d.Sums
	return a.Sum == b.Sum && a.Points == b.Points && a.Squares == b.Squares && a.SourceWithheld == b.SourceWithheld &&
		(a.Rows > 0) == (b.Rows > 0) && slices.Equal(c.Answers, d.Answers) && reflect.DeepEqual(c.Weights, d.Weights)
}

// WriteRecord writes the cells of a quarter for the steward to keep, compressed.
func (c *Cube) WriteRecord(w io.Writer, release string, q dim.Quarter, basis dim.Basis, lists *dim.Lists) error {
	rec := record{Format: recordFormat, Release: release, Quarter: q.ID(basis)}
	of := c.Of(q)
	for _, r := range of.Receipts {
		rec.Receipts = append(rec.Receipts, recordReceipt{r.Organisation, r.Table, r.Revision, r.Months})
	}
	for _, s := range of.Series {
		out := recordSeries{Table: s.Table, Population: s.Population}
		if s.Item != nil {
			out.Item = s.id()
		} else {
			out.Measure = s.id()
		}
		for i := range s.Cells {
			x := &s.Cells[i]
			out.Cells = append(out.Cells, recordCell{codesText(lists.IDs(x.Codes)), x.Sums, x.Answers, x.Weights})
		}
		rec.Series = append(rec.Series, out)
	}
	z := gzip.NewWriter(w)
	if err := json.NewEncoder(z).Encode(rec); err != nil {
		return err
	}
	return z.Close()
}

// A RecordError says why a record cannot be used. Missing names a code that is
// not in the registers any more, if that is why.
type RecordError struct {
	Missing string // axis=code
	Reason  string
}

func (e *RecordError) Error() string { return "the record of a release: " + e.Reason }

// ReadRecord reads what WriteRecord wrote of a release. The error is a
// *RecordError where the content is at fault.
func ReadRecord(r io.Reader, release string, q dim.Quarter, lists *dim.Lists, con *contract.Contract) (*Cube, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, &RecordError{Reason: err.Error()}
	}
	var rec record
	dec := json.NewDecoder(z)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&rec); err != nil {
		return nil, &RecordError{Reason: err.Error()}
	}
	if rec.Format != recordFormat || rec.Release != release {
		return nil, &RecordError{Reason: fmt.Sprintf("it is about %s, format %d", rec.Release, rec.Format)}
	}
	out := &Cube{}
	for _, r := range rec.Receipts {
		out.Receipts = append(out.Receipts, Receipt{r.Organisation, r.Table, q, r.Revision, r.Months})
	}
	for _, in := range rec.Series {
		s := Series{Table: in.Table, Quarter: q, Population: in.Population}
		if err := in.define(&s, con); err != nil {
			return nil, err
		}
		for _, x := range in.Cells {
			codes, err := codesOf(x.Codes, lists)
			if err != nil {
				return nil, err
			}
			s.Cells = append(s.Cells, Cell{codes, x.Sums, x.Answers, x.Weights})
		}
		slices.SortFunc(s.Cells, func(a, b Cell) int { return a.Codes.Compare(b.Codes) })
		out.Series = append(out.Series, s)
	}
	return out, nil
}

// define finds the measure or the item.
func (in *recordSeries) define(s *Series, con *contract.Contract) error {
	items := con.Counted()
	if i := slices.IndexFunc(items, func(it contract.Item) bool { return it.ID == in.Item }); in.Item != "" && i >= 0 {
		s.Item = &items[i]
		return nil
	}
	if t, ok := con.Table(in.Table); ok && in.Item == "" {
		if s.Measure, ok = t.Measure(in.Measure); ok {
			return nil
		}
	}
	return &RecordError{Reason: fmt.Sprintf("no measure or item %s %s%s", in.Table, in.Measure, in.Item)}
}

func codesText(ids [dim.NumAxes]string) string {
	var parts []string
	for a, id := range ids {
		if id != "" {
			parts = append(parts, dim.Axis(a).String()+"="+id)
		}
	}
	return strings.Join(parts, "/")
}

func codesOf(text string, lists *dim.Lists) (codes dim.Codes, err error) {
	if text == "" {
		return codes, nil
	}
	for p := range strings.SplitSeq(text, "/") {
		name, id, _ := strings.Cut(p, "=")
		a, ok := dim.ParseAxis(name)
		if !ok {
			return codes, &RecordError{Reason: fmt.Sprintf("%q is no axis", name)}
		}
		if codes[a], ok = lists.Code(a, id); !ok {
			return codes, &RecordError{Missing: p, Reason: p + " is not in the registers"}
		}
	}
	return codes, nil
}

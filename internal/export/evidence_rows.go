package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"

	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// opened finds rows of observations.csv again, by KPI and by organisation, so
// that whatever is offered for download is cut from the open data and is never
// computed a second time. It keeps places, not rows.
type opened struct {
	files  [][]byte // observations.csv or its parts
	header []byte
	places map[string]int // of the columns
	kpis   map[string]*cut
	bodies map[string]*cut // by organisation
}

// A cut is rows of the files, and whether anybody has reported anything in them.
type cut struct {
	spans []span
	told  bool
}

// A span is rows that follow each other in one of the files, by their offsets.
type span struct{ file, from, to int }

// An openRow is a row with the places of its columns.
type openRow struct {
	fields []string
	places map[string]int
}

func (r *openRow) get(column string) string { return r.fields[r.places[column]] }

// whole reports the value of the organisation, or of all of a kind, that is not
// divided further.
func (r *openRow) whole() bool {
	for _, a := range []dim.Axis{dim.Area, dim.Origin, dim.Sex, dim.Age, dim.Sport} {
		if r.get(a.String()) != "" {
			return false
		}
	}
	return r.get("statistic") == kpi.Value
}

// read enters one more file.
func (o *opened) read(data []byte) error {
	o.files = append(o.files, data)
	r := csv.NewReader(bytes.NewReader(data))
	r.ReuseRecord = true
	header, err := r.Read()
	if err != nil {
		return err
	}
	for i, h := range header {
		o.places[h] = i
	}
	at := span{file: len(o.files) - 1, to: int(r.InputOffset())}
	o.header = data[:at.to]
	for {
		fields, err := r.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		at.from, at.to = at.to, int(r.InputOffset())
		row := openRow{fields, o.places}
		told := row.get("status") != string(release.NotReported)
		note(o.kpis, row.get("kpi"), at, told)
		if id := row.get("organisation"); id != "" {
			note(o.bodies, id, at, told)
		}
	}
}

// note adds a row, to the last span where it goes on from there.
func note(cuts map[string]*cut, id string, at span, told bool) {
	c := cuts[id]
	if c == nil {
		c = &cut{}
		cuts[strings.Clone(id)] = c
	}
	c.told = c.told || told
	if n := len(c.spans); n > 0 && c.spans[n-1].file == at.file && c.spans[n-1].to == at.from {
		c.spans[n-1].to = at.to
		return
	}
	c.spans = append(c.spans, at)
}

// within gives the rows of a span.
func (o *opened) within(s span) []byte { return o.files[s.file][s.from:s.to] }

// csv gives the rows under the header, as they stand in the open data.
func (o *opened) csv(c *cut) []byte {
	out := slices.Clone(o.header)
	for _, s := range c.spans {
		out = append(out, o.within(s)...)
	}
	return out
}

// rows reads them, of which only those that are wanted.
func (o *opened) rows(c *cut, want func(*openRow) bool) ([]openRow, error) {
	var all []openRow
	for _, s := range c.spans {
		read, err := csv.NewReader(bytes.NewReader(o.within(s))).ReadAll()
		if err != nil {
			return nil, fmt.Errorf("reading the open data again: %w", err)
		}
		for _, fields := range read {
			if row := (openRow{fields, o.places}); want(&row) {
				all = append(all, row)
			}
		}
	}
	return all, nil
}

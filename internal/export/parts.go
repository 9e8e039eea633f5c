package export

import (
	"bytes"
	"cmp"
	"fmt"
	"iter"
	"path"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/output"
)

// defaultLimit is from how many bytes on a file is split: GitHub warns of files
// above 50 MB and takes none above 100 MB.
const defaultLimit = 50_000_000

// A part is the codes that the rows of one file have in common: the KPI, or the
// table and quarter. Windows of several quarters stand where their last quarter
// does, as in the column period.
type part [2]string

func observationsPart(r *ObservationRow) part { return part{r.KPI} }

func cellsPart(r *CellRow) part { return part{r.Table, r.Period} }

// path is where the part of a file stands: data/cells/people-2026fq1.csv of
// data/cells.csv.
func (p part) path(file string) string {
	name := p[0]
	if p[1] != "" {
		name += "-" + p[1]
	}
	return path.Join(strings.TrimSuffix(file, ".csv"), name+".csv")
}

// A run is rows that follow each other and are of one part, under a header.
type run struct {
	part part
	data []byte
}

// body is the rows without the header, which has no line break in it.
func (r *run) body() []byte {
	_, rows, _ := bytes.Cut(r.data, []byte("\n"))
	return rows
}

// addRows puts rows into one file or, where that would be larger than the limit,
// into those of their parts, each with the header. Rows are written as they come:
// those of one part are the most that is held as rows.
func addRows[T any](tree *output.Tree, file string, rows iter.Seq2[T, error], of func(*T) part, limit int) error {
	all, size, err := runs(rows, of)
	if err != nil {
		return fmt.Errorf("writing %s: %w", file, err)
	}
	if len(all) == 0 || size <= cmp.Or(limit, defaultLimit) {
		data, err := joined[T](all, size)
		tree.Add(file, data)
		return err
	}
	parts := map[part][]byte{}
	for i := range all {
		r := &all[i]
		if at, ok := parts[r.part]; ok {
			parts[r.part] = append(at, r.body()...)
		} else {
			parts[r.part] = r.data
		}
	}
	for p, data := range parts { // the tree has no order
		tree.Add(p.path(file), data)
	}
	return nil
}

// runs writes rows part by part, and says how large they are in one file.
func runs[T any](rows iter.Seq2[T, error], of func(*T) part) (all []run, size int, err error) {
	write := func(batch []T) error {
		if len(batch) == 0 {
			return nil
		}
		data, err := table(batch)
		r := run{of(&batch[0]), data}
		if size += len(r.body()); len(all) == 0 {
			size = len(data)
		}
		all = append(all, r)
		return err
	}
	var batch []T
	for row, err := range rows {
		if err != nil {
			return nil, 0, err
		}
		batch = append(batch, row)
		last := len(batch) - 1
		if of(&batch[0]) == of(&batch[last]) {
			continue
		}
		if err := write(batch[:last]); err != nil {
			return nil, 0, err
		}
		batch = append(batch[:0], batch[last])
	}
	return all, size, write(batch)
}

// joined writes runs as one file, which has a header even without any.
func joined[T any](all []run, size int) ([]byte, error) {
	if len(all) == 0 {
		return table([]T{})
	}
	data := append(make([]byte, 0, size), all[0].data...)
	for i := range all[1:] {
		data = append(data, all[i+1].body()...)
	}
	return data, nil
}

// observationFiles lists the files with the observations of a folder, in the
// order of the rows.
func observationFiles(tree *output.Tree, folder string, all catalogue.Catalogue) []string {
	whole := path.Join(folder, ObservationsPath)
	var parts []string
	for _, e := range all {
		name := observationsPart(&ObservationRow{KPI: e.ID}).path(whole)
		if tree.Has(name) {
			parts = append(parts, name)
		}
	}
	if tree.Has(whole) || len(parts) == 0 {
		return []string{whole}
	}
	return parts
}

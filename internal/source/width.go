package source

import (
	"sync"

	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/rows"
)

// areaEvidence tells with how many digits the columns of codes of one file are
// written. Fifteen codes of five digits are ambiguous alone, and those of one
// digit; the other codes of their column settle them. The file is read again
// for it, and only if one of them occurs.
type areaEvidence struct {
	mu      sync.Mutex
	columns map[int]registry.AreaEvidence
}

// byColumn reads an ambiguous code by the others of the column that it is in.
func (d *decoder) byColumn(a dim.Axis, field string) (code string, fault registry.AreaFault, near []string) {
	var e registry.AreaEvidence
	if column := d.columnOf(a); column >= 0 {
		e = d.evidence.of(d, a, column)
	}
	return d.env.Registry.AreaCodeIn(field, e)
}

// columnOf finds the column that the codes of an axis are read from.
func (d *decoder) columnOf(a dim.Axis) int {
	for _, c := range d.axes {
		if c.axis == a {
			return c.column
		}
	}
	for _, p := range d.placers {
		if p.axis == a {
			return p.column
		}
	}
	return nowhere
}

func (e *areaEvidence) of(d *decoder, a dim.Axis, column int) registry.AreaEvidence {
	e.mu.Lock()
	defer e.mu.Unlock()
	found, ok := e.columns[column]
	if !ok {
		found = d.scanColumn(a, column)
		if e.columns == nil {
			e.columns = map[int]registry.AreaEvidence{}
		}
		e.columns[column] = found
	}
	return found
}

// scanColumn reads the column once more. A file that cannot be opened again
// tells nothing.
func (d *decoder) scanColumn(a dim.Axis, column int) (e registry.AreaEvidence) {
	r, _, err := rows.Open(d.fsys, d.file.Path, d.open)
	if err != nil || r == nil {
		return e
	}
	defer r.Close()
	seen := newLabels[bool](d.m.Values[a.String()])
	for {
		fields, ok := r.Next()
		if !ok {
			return e
		}
		if _, known := seen.get(fields[column]); !known {
			seen.keep(fields[column], true)
			e.See(d.env.Registry, seen.words.of(fields[column]))
		}
	}
}

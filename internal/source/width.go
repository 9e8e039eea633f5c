package source

import (
	"sync"

	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/rows"
)

// areaEvidence tells with how many digits the columns of codes of one file are
// written. Fifteen codes of five digits are ambiguous alone; the other codes
// of their column settle them. The file is read again for it, and only if one
// of the fifteen occurs.
type areaEvidence struct {
	mu     sync.Mutex
	widths map[int]registry.ColumnWidth // by column
}

// byWidth reads an ambiguous code by the width of the column that it is in.
func (d *decoder) byWidth(a dim.Axis, field string) (code string, fault registry.AreaFault, near []string) {
	width := registry.WidthOpen
	if column := d.columnOf(a); column >= 0 {
		width = d.evidence.width(d, column)
	}
	return d.env.Registry.AreaCodeIn(field, width)
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

func (e *areaEvidence) width(d *decoder, column int) registry.ColumnWidth {
	e.mu.Lock()
	defer e.mu.Unlock()
	w, ok := e.widths[column]
	if !ok {
		w = d.scanWidth(column)
		if e.widths == nil {
			e.widths = map[int]registry.ColumnWidth{}
		}
		e.widths[column] = w
	}
	return w
}

// scanWidth reads the column once more. A file that cannot be opened again
// leaves the width open.
func (d *decoder) scanWidth(column int) registry.ColumnWidth {
	r, _, err := rows.Open(d.fsys, d.file.Path, d.open)
	if err != nil || r == nil {
		return registry.WidthOpen
	}
	defer r.Close()
	var e registry.AreaEvidence
	seen := newLabels[bool](d.m.Values[dim.Area.String()])
	for {
		fields, ok := r.Next()
		if !ok {
			return e.Width()
		}
		if _, known := seen.get(fields[column]); !known {
			seen.keep(fields[column], true)
			e.See(d.env.Registry, seen.words.of(fields[column]))
		}
	}
}

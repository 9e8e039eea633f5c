package source

import (
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/rows"
)

// A placer reads a place that the mapping takes from other columns.
type placer struct {
	boundedPlace
	column int    // of the name or code; -1 where the bound is all
	within int    // column of the bound; -1 where there is none
	bound  string // canonical code for the whole file; "" where there is none
	words  wording
	known  map[[2]string]dim.Code // by name and bound
}

// preparePlaces finds the columns that source.yaml takes places from.
func (d *decoder) preparePlaces() {
	for _, b := range d.m.bounded() {
		key := b.axis.String()
		p := &placer{
			boundedPlace: b, words: d.m.Values[key], known: map[[2]string]dim.Code{},
			column: d.header(b.from.Column), within: d.header(b.from.Within.Column),
		}
		if code := b.from.Within.Code; code != "" {
			bound, ok := d.area(b.axis, code, "", d.m.valuePos(key+".within", d.file.Pos()))
			if ok {
				p.bound = d.areaID(b.axis, bound)
			}
		}
		d.placers = append(d.placers, p)
	}
}

// header finds a column; "" is none, though a file may have columns without a
// name.
func (d *decoder) header(name string) int {
	if name == "" {
		return -1
	}
	return slices.Index(d.r.Header(), name)
}

// areaID gives the canonical code of a place without the mark that its part is
// not told.
func (d *decoder) areaID(a dim.Axis, c dim.Code) string {
	return strings.TrimSuffix(d.env.Lists.ID(a, c), registry.UnknownPart)
}

// place reads the place of the current row.
func (d *decoder) place(p *placer) (dim.Code, bool) {
	var key [2]string
	for i, column := range []int{p.column, p.within} {
		if column >= 0 {
			key[i] = d.fields[column]
		}
	}
	code, ok := p.known[key]
	if !ok {
		if code, ok = d.lookPlace(p, key[0], key[1]); !ok {
			return dim.Total, false
		}
		if len(p.known) < remembered {
			p.known[[2]string{strings.Clone(key[0]), strings.Clone(key[1])}] = code
		}
	}
	if code == partRow {
		d.skip = true
		return dim.Total, true
	}
	return code, true
}

// lookPlace finds the bound first, then the place in it.
func (d *decoder) lookPlace(p *placer, name, outer string) (dim.Code, bool) {
	name, outer = rows.Clean(p.words.of(name)), rows.Clean(p.words.of(outer))
	switch {
	case isTotalWord(name) || isTotalWord(outer):
		return totalRow, true
	case isPartWord(name):
		return partRow, true
	}
	bound := p.bound
	if told(outer) {
		code, ok := d.area(p.axis, outer, "", d.at(p.within, diag.Pos{}))
		if !ok {
			return dim.Total, false
		}
		bound = d.areaID(p.axis, code)
	}
	if p.from.Level != "" && p.within >= 0 {
		return d.prefecture(p.axis, bound), true
	}
	code, ok := d.inBound(p, name, bound)
	if ok && p.from.Level != "" {
		code = d.prefecture(p.axis, d.areaID(p.axis, code))
	}
	return code, ok
}

// told reports that a field says something.
func told(field string) bool { return field != "" && !isUnknownWord(field) }

// inBound finds a place within a bound, which stands for it where the name is
// not told.
func (d *decoder) inBound(p *placer, name, bound string) (dim.Code, bool) {
	switch {
	case told(name) && p.from.By == "name":
		return d.named(p.axis, name, bound, d.at(p.column, diag.Pos{}))
	case told(name):
		return d.area(p.axis, name, bound, d.at(p.column, diag.Pos{}))
	case bound == "":
		bound = dim.Unknown
	}
	return d.env.finest(p.axis, bound), true
}

// prefecture gives the code of the prefecture that a place lies in, which is
// then published no finer; of a place that is in none, its own.
func (d *decoder) prefecture(a dim.Axis, id string) dim.Code {
	if id == "" {
		id = dim.Unknown
	}
	own, _ := d.env.Lists.Code(a, id)
	for c := own; c != dim.Total; c = d.env.Lists.Parent(a, c) {
		if d.env.Lists.Entry(a, c).Level == registry.Prefecture {
			return c
		}
	}
	return own
}

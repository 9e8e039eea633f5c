package audit

import (
	"fmt"
	"slices"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// A timeline is all that was ever published of a quarter, in the order in which
// it was, and last what data/cells.csv holds.
type timeline struct {
	all []*version

	movers map[gap]map[string][]mover // by kind: who has changed
	silent []map[string]bool          // by version: organisations that had not reported
}

// A gap is from one version of a timeline to a later one.
type gap struct{ from, to int }

// releases compares the releases with the newest open data, and attacks all
// that was published of a quarter together.
func (r *Report) releases(d *data) {
	for _, q := range d.definitions.Quarters {
		var all []*version
		var newest *version
		for _, v := range d.released {
			switch {
			case v.Quarter != q.Quarter:
			case v.ID == q.Release:
				newest = v
			default:
				all = append(all, v)
			}
		}
		switch {
		case len(d.released) == 0:
			return
		case newest != nil:
			r.agree(d, newest)
			if len(all) > 0 && all[len(all)-1].number() > newest.number() {
				r.other = append(r.other, ruleReleaseChain.At(diag.Pos{File: releasePath(all[len(all)-1].ID)}))
			}
		case q.Release != "":
			r.other = append(r.other, ruleReleaseDiffers.At(diag.Pos{File: kpisPath}, diag.Public(releasePath(q.Release))))
		}
		if len(all) > 0 {
			r.attackAll(d, append(all, d.newest(q, newest)))
		}
	}
}

// newest is the version that data/cells.csv holds. Of a draft nobody says who
// may be shown: whoever is.
func (d *data) newest(q quarter, released *version) *version {
	v := &version{ID: q.Release, Quarter: q.Quarter, rules: q.Rules, receipts: d.receipts[q.Quarter], named: map[string]bool{}}
	for i := range d.cells {
		c := &d.cells[i]
		if c.Period != q.Quarter {
			continue
		}
		v.cells = append(v.cells, *c)
		if org := c.Codes[dim.Organisation]; org != "" && c.status == published {
			v.named[org] = true
		}
	}
	if released != nil {
		v.named = released.named
	}
	return v
}

// mostDiffering is how many rows that differ are told of one release.
const mostDiffering = 10

type rowKey struct {
	table, measure string
	codes          [dim.NumAxes]int32
}

func (c *cell) key() rowKey { return rowKey{c.Table, c.Measure, c.codes} }

// agree compares the rows of a released quarter with the release file. Weights
// are compared where both have a row.
func (r *Report) agree(d *data, v *version) {
	told := 0
	complain := func(file string, line int) {
		if told++; told <= mostDiffering {
			r.other = append(r.other, ruleReleaseDiffers.At(diag.Pos{File: file, Line: line}, diag.Public(releasePath(v.ID))))
		}
	}
	rows := map[rowKey]*cell{}
	for i := range d.cells {
		if c := &d.cells[i]; c.Period == v.Quarter && c.Window == 1 {
			rows[c.key()] = c
		}
	}
	for i := range v.cells {
		c := &v.cells[i]
		row, ok := rows[c.key()]
		delete(rows, c.key())
		switch {
		case !ok && !slices.Contains(weighings[:], c.Measure):
			complain(releasePath(v.ID), c.Line)
		case ok && (row.status != c.status || row.status == published && row.value != c.value):
			complain(d.cellsFile(row.Table, row.Period), row.Line)
		}
	}
	for i := range d.cells {
		if c := &d.cells[i]; rows[c.key()] == c && !slices.Contains(weighings[:], c.Measure) {
			complain(d.cellsFile(c.Table, c.Period), c.Line)
		}
	}
	if !slices.Equal(sortedReceipts(d.receipts[v.Quarter]), sortedReceipts(v.receipts)) {
		complain(receiptsPath, 0)
	}
}

func sortedReceipts(all []receipt) []string {
	var lines []string
	for _, r := range all {
		lines = append(lines, fmt.Sprint(r))
	}
	slices.Sort(lines)
	return lines
}

// attackAll attacks table by table; what was found out from the newest numbers
// alone is not told again.
func (r *Report) attackAll(d *data, all []*version) {
	var tables []string
	for _, v := range all {
		for i := range v.cells {
			if t := v.cells[i].Table; !slices.Contains(tables, t) {
				tables = append(tables, t)
			}
		}
	}
	slices.Sort(tables)
	r.Versions += len(all) - 1
	for _, t := range tables {
		line := newTimeline(all, t)
		if line == nil {
			continue
		}
		s := d.together(line, t)
		if len(s.nodes) == 0 {
			continue
		}
		s.relate()
		s.connect()
		s.attackTogether(r)
	}
}

// together enters the cells of all versions of a table, but for kinds of which
// no version differs from another.
func (d *data) together(line *timeline, table string) *system {
	last := len(line.all) - 1
	s := d.newSystem(&cell{Cell: Cell{Table: table, Period: line.all[last].Quarter, Window: 1}})
	s.versions = line
	differs := line.differs(table)
	for v, version := range line.all {
		for i := range version.cells {
			c := version.cells[i]
			if c.Table != table || c.Window != 1 || d.measures[c.measure].Public || !differs[c.codes[dim.Kind]] {
				continue
			}
			c.version = int32(v)
			s.add(&c)
		}
	}
	return s
}

// differs lists the kinds of which versions have other rows.
func (l *timeline) differs(table string) map[int32]bool {
	type content struct {
		status string
		value  int64
	}
	kinds := map[int32]bool{}
	rows := map[rowKey][]content{}
	for v, version := range l.all {
		for i := range version.cells {
			c := &version.cells[i]
			if c.Table != table {
				continue
			}
			if rows[c.key()] == nil {
				rows[c.key()] = make([]content, len(l.all))
			}
			rows[c.key()][v] = content{c.status, c.value}
		}
	}
	for k, all := range rows { // into a set
		if len(slices.Compact(all)) > 1 {
			kinds[k.codes[dim.Kind]] = true
		}
	}
	return kinds
}

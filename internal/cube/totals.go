package cube

import (
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/source"
)

// totals checks the rows of totals of a file against their parts, and finds
// those that are not marked as such: what they do not tell is blank, and every
// measure is the sum over the rows that tell it.
func (p *Part) totals() diag.List {
	if len(p.columns) == 0 {
		return nil
	}
	var finds diag.List
	said := map[int32]bool{}
	for _, axes := range [][]dim.Axis{{dim.Sex, dim.Age}, {dim.Sex}, {dim.Age}, {dim.Area}} {
		for _, t := range p.sumsOf(axes) {
			if said[t.line] {
				continue
			}
			said[t.line] = true
			finds = append(finds, ruleTotal.At(p.at(t.line), diag.Public(t.rows)))
		}
	}
	finds = append(finds, p.maybeTotals(said)...)
	finds = append(finds, p.besideParts(said)...)
	return append(finds, p.checkClaims(said)...)
}

// checkClaims compares each row of totals with the sum of the rows that it is
// the total of, measure by measure. Where a part is unknown the total can only
// be larger. Lines that are totals themselves, though not marked, are no parts.
func (p *Part) checkClaims(unmarked map[int32]bool) diag.List {
	if len(p.claims) == 0 {
		return nil
	}
	var finds diag.List
	byWhole := map[whole]map[groupKey]*parts{}
	periods, revisions := p.periods()
	for _, c := range p.joined() {
		w := whole{c.over, c.key.quarter == 0}
		if w.periods && revisions > 1 {
			continue // which of them it is about is not told
		}
		if byWhole[w] == nil {
			byWhole[w] = p.partsOver(w, unmarked)
		}
		s := byWhole[w][w.of(c.key)]
		if s == nil {
			continue // nothing to compare with
		}
		for i, v := range c.values {
			m := &p.table.Measures[i]
			if v.Status != source.Given || m.Rate || s.given[i] == 0 || w.periods && periods > 1 && !addsUp(m) {
				continue
			}
			slack := p.rounding(i, s.rows)
			if open := s.given[i] < s.rows; v.N < s.sums[i]-slack || v.N > s.sums[i]+slack && !open {
				finds = append(finds, ruleTotalDiffers.At(p.at(c.line), diag.Public(m.Name.JA), v.N, s.sums[i], v.N-s.sums[i], diag.Public(m.ID)))
			}
		}
	}
	return finds
}

// rounding is how far a total may be from the sum of its parts where all are
// rounded: half a unit each. Whole units are not.
func (p *Part) rounding(measure, rows int) int64 {
	if p.scale[measure] <= 1 {
		return 0
	}
	return p.scale[measure] * int64(rows+1) / 2
}

// joined gives the claims; of rows that add up, those about one group as one
// at the first of their lines.
func (p *Part) joined() []claim {
	if !p.addUp {
		return p.claims
	}
	type about struct {
		key  groupKey
		over dim.View
	}
	at := map[about]int{}
	var all []claim
	for _, c := range p.claims {
		i, ok := at[about{c.key, c.over}]
		if !ok {
			at[about{c.key, c.over}] = len(all)
			all = append(all, c)
			continue
		}
		for j, v := range c.values {
			if all[i].values[j].N += v.N; v.Status != source.Given {
				all[i].values[j].Status = v.Status
			}
		}
	}
	return all
}

// parts are the rows that stand below one total.
type parts struct {
	sums  []int64
	given []int // how many of the rows give the measure
	rows  int
}

// A whole is what a row can be the total of: some axes and, where its period
// does not tell otherwise, all periods of the file.
type whole struct {
	over    dim.View
	periods bool
}

// of gives the key of the total of a group.
func (w whole) of(k groupKey) groupKey {
	k = without(k, w.over.Axes())
	if w.periods {
		k.quarter, k.month, k.revision = 0, 0, 0
	}
	return k
}

// partsOver adds up all rows that a whole is the total of, but those at some
// lines.
func (p *Part) partsOver(w whole, but map[int32]bool) map[groupKey]*parts {
	all := map[groupKey]*parts{}
	for g, k := range p.keys {
		if !but[p.lines[g]] {
			p.addTo(all, w.of(k), g)
		}
	}
	return all
}

// periods counts the periods and the revisions that the file is about.
func (p *Part) periods() (periods, revisions int) {
	type period struct {
		quarter dim.Quarter
		month   int8
	}
	all, versions := map[period]bool{}, map[int32]bool{}
	for _, k := range p.keys {
		all[period{k.quarter, k.month}] = true
		versions[k.revision] = true
	}
	return len(all), len(versions)
}

// addsUp reports a measure whose quarters together make a longer period.
func addsUp(m *contract.Measure) bool {
	return m.Behaviour == contract.Flow || m.Behaviour == contract.Cohort
}

func (p *Part) addTo(all map[groupKey]*parts, k groupKey, g int) {
	s := all[k]
	if s == nil {
		s = &parts{sums: make([]int64, len(p.columns)), given: make([]int, len(p.columns))}
		all[k] = s
	}
	s.rows++
	for i := range p.columns {
		d := p.data[g*len(p.slots)+measureWidth*i:]
		s.sums[i] += d[0]
		if d[1] > 0 {
			s.given[i]++
		}
	}
}

// A total is a line that is the sum of rows others.
type total struct {
	line int32
	rows int
}

// sumsOf finds the lines that tell none of the axes and are the sum of those
// that tell all of them.
func (p *Part) sumsOf(axes []dim.Axis) []total {
	told := map[groupKey]*parts{}
	for g, k := range p.keys {
		if p.tells(k, axes) {
			p.addTo(told, p.above(k, axes), g)
		}
	}
	var found []total
	for g, k := range p.keys {
		if !p.silent(k, axes) {
			continue
		}
		s := told[p.above(k, axes)]
		if s == nil || s.rows < 2 || s.sums[0] == 0 {
			continue
		}
		if slices.Equal(s.sums, p.sumsAt(g)) {
			found = append(found, total{p.lines[g], s.rows})
		}
	}
	return found
}

// sumsAt gives the sums of a group's measures.
func (p *Part) sumsAt(g int) []int64 {
	sums := make([]int64, len(p.columns))
	for i := range sums {
		sums[i] = p.data[g*len(p.slots)+measureWidth*i]
	}
	return sums
}

// without gives the key of the total over some axes. Over organisations that is
// one over their kinds, too.
func without(k groupKey, axes []dim.Axis) groupKey {
	for _, a := range axes {
		k.codes[a] = dim.Total
	}
	return k
}

// above is the key under which the parts of one whole meet: that of the total
// or, for areas, that of the area which they lie in.
func (p *Part) above(k groupKey, axes []dim.Axis) groupKey {
	if len(axes) == 1 && axes[0] == dim.Area {
		k.codes[dim.Area] = p.lists.Parent(dim.Area, k.codes[dim.Area])
		return k
	}
	return without(k, axes)
}

func (p *Part) tells(k groupKey, axes []dim.Axis) bool {
	return !slices.ContainsFunc(axes, func(a dim.Axis) bool { return p.lists.ID(a, k.codes[a]) == dim.Unknown || p.untold(a, k.codes[a]) })
}

func (p *Part) silent(k groupKey, axes []dim.Axis) bool {
	return !slices.ContainsFunc(axes, func(a dim.Axis) bool {
		if a == dim.Area {
			return !p.untold(a, k.codes[a])
		}
		return p.lists.ID(a, k.codes[a]) != dim.Unknown
	})
}

// untold reports the part of an area that a row stands for which names the area
// alone, such as the whole prefecture.
func (p *Part) untold(a dim.Axis, c dim.Code) bool {
	e := p.lists.Entry(a, c)
	return a == dim.Area && e.Parent != "" && e.Level == dim.Unknown
}

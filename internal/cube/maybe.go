package cube

import (
	"cmp"
	"maps"
	"slices"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// maybeTotals finds rows that leave an axis blank beside rows that tell it, and
// have at least half as much as these together: of so many persons it is seldom
// unknown who they are, and not everybody writes 計. Who means the unknown can
// write 不詳. The lines of said have a finding already.
func (p *Part) maybeTotals(said map[int32]bool) diag.List {
	var finds diag.List
	told := map[dim.View]map[groupKey]*parts{}
	for _, g := range slices.Sorted(maps.Keys(p.open)) {
		for _, v := range p.blanks(g) {
			if said[p.lines[g]] {
				break
			}
			if told[v] == nil {
				told[v] = p.toldIn(v)
			}
			if f, ok := p.maybeTotal(g, v, told[v][without(p.keys[g], v.Axes())]); ok {
				finds = append(finds, f)
				said[p.lines[g]] = true
			}
		}
	}
	return finds
}

// blanks lists what a group may be the total over: all axes that it leaves
// blank, or one of them.
func (p *Part) blanks(g int32) []dim.View {
	var blank dim.View
	var single []dim.View
	for _, a := range p.open[g].Axes() {
		if p.isUnknown(p.keys[g], a) {
			blank = blank.With(a)
			single = append(single, dim.ViewOf(a))
		}
	}
	if len(single) < 2 {
		return single
	}
	return append([]dim.View{blank}, single...)
}

func (p *Part) isUnknown(k groupKey, a dim.Axis) bool {
	return p.lists.ID(a, k.codes[a]) == dim.Unknown
}

// toldIn adds up the rows that tell all axes of a view, by their total.
func (p *Part) toldIn(v dim.View) map[groupKey]*parts {
	all := map[groupKey]*parts{}
	axes := v.Axes()
	for g, k := range p.keys {
		if !slices.ContainsFunc(axes, func(a dim.Axis) bool { return p.isUnknown(k, a) }) {
			p.addTo(all, without(k, axes), g)
		}
	}
	return all
}

// maybeTotal compares a group with the rows that tell what it leaves blank, by
// the first measure of both. Beside a single row it must be as large as that:
// 女 10 and a total. In a file whose rows add up, a group of several rows is no
// total.
func (p *Part) maybeTotal(g int32, v dim.View, s *parts) (f diag.Finding, ok bool) {
	if s == nil {
		return f, false
	}
	for i := range p.table.Measures {
		m := &p.table.Measures[i]
		d := p.data[int(g)*len(p.slots)+measureWidth*i:]
		if m.Rate || d[1] == 0 || s.given[i] == 0 {
			continue
		}
		if share := min(s.rows, 2); int64(share)*d[0] < s.sums[i] || s.sums[i] <= 0 || p.addUp && d[1] > 1 {
			return f, false
		}
		var ja, en string
		for _, a := range v.Axes() {
			c, _ := p.table.Key(a.String())
			ja, en = ja+"「"+c.Name.JA+"」", en+", "+c.ID
		}
		return ruleTotalLike.At(p.at(p.lines[g]), diag.Public(ja), diag.Public(m.Name.JA), d[0], s.sums[i],
			diag.Public(s.rows), diag.Public(en[2:]), diag.Public(m.ID)), true
	}
	return f, false
}

// besideParts finds rows about a whole, such as a prefecture, beside rows about
// its parts: they may be its total, or the rest whose part is not known. Each
// organisation is told once of each whole.
func (p *Part) besideParts(said map[int32]bool) diag.List {
	type about struct {
		axis        dim.Axis
		whole, from dim.Code
	}
	var finds diag.List
	seen := map[about]bool{}
	for _, a := range []dim.Axis{dim.Area, dim.Origin, dim.Sport} {
		below := p.below(a, p.rests(a))
		for _, g := range slices.Sorted(maps.Keys(below)) {
			k := p.keys[g]
			whole := p.lists.Parent(a, k.codes[a])
			key := about{a, whole, k.codes[dim.Organisation]}
			if said[p.lines[g]] || seen[key] {
				continue
			}
			seen[key] = true
			e := p.lists.Entry(a, whole)
			f := ruleBesideParts.At(p.at(p.lines[g]), diag.Public(diag.Text{JA: e.JA, EN: cmp.Or(e.EN, e.JA)}), diag.Public(len(below[g])))
			f.Related = []diag.Pos{p.at(below[g][0])}
			finds = append(finds, f)
		}
	}
	return finds
}

// rests finds the groups that name what has parts, but no part, by the whole.
func (p *Part) rests(a dim.Axis) map[groupKey]int32 {
	all := map[groupKey]int32{}
	for g, axes := range p.open {
		if k := p.keys[g]; axes.Has(a) && p.isRest(a, k.codes[a]) {
			k.codes[a] = p.lists.Parent(a, k.codes[a])
			all[k] = g
		}
	}
	return all
}

// below lists for some wholes the lines about their parts.
func (p *Part) below(a dim.Axis, wholes map[groupKey]int32) map[int32][]int32 {
	all := map[int32][]int32{}
	if len(wholes) == 0 {
		return all
	}
	for g, k := range p.keys {
		if p.isRest(a, k.codes[a]) {
			k.codes[a] = p.lists.Parent(a, k.codes[a])
		}
		for k.codes[a] != dim.Total {
			k.codes[a] = p.lists.Parent(a, k.codes[a])
			if whole, ok := wholes[k]; ok {
				all[whole] = append(all[whole], p.lines[g])
			}
		}
	}
	return all
}

// isRest reports the part of a whole that a row stands for which names the whole
// alone.
func (p *Part) isRest(a dim.Axis, c dim.Code) bool {
	e := p.lists.Entry(a, c)
	return e.Parent != "" && e.Level == dim.Unknown
}

package page

import (
	"html/template"
	"slices"

	"fukusen/internal/catalogue"
	"fukusen/internal/chart"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// gateTables are the groups of axes at the gates, ready to be drawn.
type gateTables struct {
	gates  []gate
	kind   dim.Code
	axes   []dim.Axis
	whole  gateGroup
	groups []gateGroup
}

// maxFunnels is how many groups are drawn; a table has no such limit.
const maxFunnels = 24

// funnels draws the gates of the groups. Where they are too many, only those
// that are part of no other are drawn.
func (s *sheet) funnels(a gateTables) template.HTML {
	groups := a.groups
	if len(groups) > maxFunnels {
		groups = slices.DeleteFunc(slices.Clone(groups), func(g gateGroup) bool { return g.level > 0 })
	}
	if len(groups) > maxFunnels || len(a.gates) < 2 {
		return ""
	}
	drawn := slices.Clone(a.whole.obs)
	for _, g := range groups {
		drawn = append(drawn, g.obs...)
	}
	f := chart.Funnels{
		Head:     s.head(s.gateTitle("chart.gates", a), s.Say(s.T("chart.gates.desc"), s.teller().Absent(drawn))),
		Axis:     s.axis(a.gates[0].entry),
		Interval: s.intervalName(a.gates[0].entry),
	}
	for _, g := range a.gates {
		f.Gates = append(f.Gates, g.name)
	}
	f.Groups = append(f.Groups, s.funnel(a.whole, true))
	for _, g := range groups {
		f.Groups = append(f.Groups, s.funnel(g, false))
	}
	return s.draw(f)
}

func (s *sheet) funnel(g gateGroup, strong bool) chart.Funnel {
	f := chart.Funnel{Label: g.name, Strong: strong}
	for _, o := range g.obs {
		f.Points = append(f.Points, s.point(o))
	}
	return f
}

func (s *sheet) gateTitle(key string, a gateTables) string {
	return s.when(a.gates, s.T(key, "kind", s.code(dim.Kind, a.kind), "by", s.T("by."+gateAxisKey(a.axes))))
}

// when adds the quarter to a title, where it is the same at all gates.
func (s *sheet) when(gates []gate, title string) string {
	if !sameQuarter(gates) {
		return title
	}
	return s.T("gates.when", "title", title, "quarter", s.Quarter(gates[0].quarter, s.site.Basis))
}

func sameQuarter(gates []gate) bool {
	return !slices.ContainsFunc(gates, func(g gate) bool { return g.quarter != gates[0].quarter })
}

// gateTable has a row for each group and a column for each gate.
func (s *sheet) gateTable(a gateTables) table {
	t := table{caption: s.gateTitle("table.gates", a), heads: []string{s.T("axis." + gateAxisKey(a.axes))}}
	for _, g := range a.gates {
		t.heads = append(t.heads, s.gateHead(a, g))
	}
	for i, g := range append([]gateGroup{a.whole}, a.groups...) {
		r := s.gateRow(a, g)
		r.strong = i == 0
		for _, o := range g.obs {
			r.cells = append(r.cells, s.gateCell(o))
		}
		t.rows = append(t.rows, r)
	}
	return t
}

// gateHead names a gate and, where they differ, the quarter that is shown of it.
func (s *sheet) gateHead(a gateTables, g gate) string {
	if sameQuarter(a.gates) {
		return g.name
	}
	return s.T("gates.head", "gate", g.name, "quarter", s.QuarterName(g.quarter, s.site.Basis))
}

func (s *sheet) gateRow(a gateTables, g gateGroup) tableRow {
	r := tableRow{head: template.HTML(esc(g.name)), level: g.level}
	if len(g.codes) == 1 {
		r.head = s.groupHead(a.axes[0], g.codes[0])
	}
	return r
}

// gateCell is a rate with the numbers that it is made of.
func (s *sheet) gateCell(o *kpi.Observation) template.HTML {
	cell := s.value(o)
	if isPublished(o) {
		cell += s.below(s.html("gates.of", "numerator", mayBreak+s.whole(o, fieldNumerator, o.Numerator), "denominator", mayBreak+s.whole(o, fieldDenominator, o.Denominator)))
	}
	return cell
}

// mayBreak is where a narrow cell may begin another line.
const mayBreak = template.HTML("<wbr>")

// below stands on a line of its own in a cell.
func (s *sheet) below(text template.HTML) template.HTML {
	return `<br><span class="remark">` + text + `</span>`
}

// ratioTable compares the groups with the reference group at each gate; false
// where nothing is compared.
func (s *sheet) ratioTable(a gateTables) (table, bool) {
	reference := s.gateReference(a)
	if reference == "" {
		return table{}, false
	}
	t := table{
		caption: s.when(a.gates, s.T("table.gates.ratio", "kind", s.code(dim.Kind, a.kind), "by", s.T("by."+gateAxisKey(a.axes)), "reference", reference)),
		heads:   []string{s.T("axis." + gateAxisKey(a.axes))},
	}
	for _, g := range a.gates {
		t.heads = append(t.heads, s.gateHead(a, g))
	}
	for _, g := range a.groups {
		if !g.compared() && g.codes[0] != s.referenceCode(a) {
			continue // unknown
		}
		r := s.gateRow(a, g)
		for i := range g.ratios {
			r.cells = append(r.cells, s.ratioCell(a, g, i))
		}
		t.rows = append(t.rows, r)
	}
	return t, true
}

// ratioCell is a ratio with its interval and its verdict.
func (s *sheet) ratioCell(a gateTables, g gateGroup, i int) template.HTML {
	r := g.ratios[i]
	switch {
	case r == nil && s.referenceCode(a) == g.codes[0]:
		return template.HTML(s.T("reference.row"))
	case r == nil:
		return ""
	case !isPublished(r):
		return s.value(r)
	}
	return s.value(r) + s.rangeBelow(r) + s.below(template.HTML(s.T("gates.mark."+verdict(string(r.Verdict)))))
}

// rangeBelow is the interval of an observation below it in a cell, with its name
// for the ear; empty where there is none.
func (s *sheet) rangeBelow(o *kpi.Observation) template.HTML {
	lower, upper := s.limits(o)
	if lower == "" {
		return ""
	}
	name := template.HTML(`<span class="spoken">` + s.intervalName(o.Entry) + ` </span>`)
	return s.below(name + s.html("gates.range", "lower", lower, "upper", mayBreak+upper))
}

// referenceCode is the group of the first axis that the others are compared
// with; the total where that is everybody.
func (s *sheet) referenceCode(a gateTables) dim.Code {
	for _, g := range a.groups {
		for _, r := range g.ratios {
			if r == nil {
				continue
			}
			if c, ok := s.site.Lists.Code(a.axes[0], r.Reference); ok {
				return c
			}
		}
	}
	return dim.Total
}

// gateReference names what the groups are compared with; empty where they are
// not.
func (s *sheet) gateReference(a gateTables) string {
	if !slices.ContainsFunc(a.groups, gateGroup.compared) {
		return ""
	}
	name := s.T("group.whole")
	if c := s.referenceCode(a); c != dim.Total {
		name = s.code(a.axes[0], c)
	}
	if len(a.axes) > 1 {
		return s.T("gates.same."+a.axes[1].String(), "reference", name)
	}
	return name
}

// hasGates reports whether anybody has told of access, so that there is a page
// of it.
func (p *printer) hasGates() bool {
	return slices.ContainsFunc(p.gateEntries(), func(e *catalogue.Entry) bool { return len(p.index.kinds[e.ID]) > 0 })
}

package page

import (
	"html/template"
	"slices"
	"strings"

	"fukusen/internal/dim"
)

// mostSides is how many groups stand beside one another in a sentence: two, and
// one that is neither.
const mostSides = 3

// gateSides tells at each gate how a few groups stand beside one another, each
// with its rate and its ratio to the reference. The groups are those of the first
// axis that has so few, whatever they come to: which ones are told is no judgement
// of the numbers. There are no lines where no axis has.
func (s *sheet) gateSides(gates []gate, kind dim.Code) (intro template.HTML, lines []template.HTML) {
	for _, axes := range gateAxes {
		a := gateTables{gates: gates, kind: kind, axes: axes, groups: s.gateGroups(gates, kind, axes)}
		if len(axes) > 1 || s.gateReference(a) == "" {
			continue
		}
		reference := s.referenceCode(a)
		a.groups = slices.DeleteFunc(a.groups, func(g gateGroup) bool { return !g.compared() && g.codes[0] != reference })
		if len(a.groups) < 2 || len(a.groups) > mostSides {
			continue
		}
		for i := range gates {
			lines = append(lines, s.gateSide(a, i))
		}
		by := s.T("by." + gateAxisKey(axes))
		if sameQuarter(gates) {
			return s.html("gates.sides.then", "quarter", s.Quarter(gates[0].quarter, s.site.Basis), "kind", s.code(dim.Kind, kind), "by", by), lines
		}
		return s.html("gates.sides", "kind", s.code(dim.Kind, kind), "by", by), lines
	}
	return "", nil
}

// gateSide tells the groups at a gate, and how they compare where all that is
// needed for it is published.
func (s *sheet) gateSide(a gateTables, i int) template.HTML {
	var values, ratios []string
	for _, g := range a.groups {
		values = append(values, string(s.html("gates.short", "gate", g.name, "value", s.valueOrState(g.obs[i]))))
		if isPublished(g.ratios[i]) {
			ratios = append(ratios, s.gateRatio(a, g, i))
		}
	}
	told := template.HTML(s.T("gates.sides.none"))
	if len(ratios) > 0 {
		told = template.HTML(strings.Join(ratios, s.T("sentence.space")))
	}
	return s.html("gates.side", "gate", s.gateHead(a, a.gates[i]), "values", template.HTML(s.Join(values)), "ratios", told)
}

// gateRatio is the ratio of a group with its interval, and not where it lies: no
// lines are shown beside it.
func (s *sheet) gateRatio(a gateTables, g gateGroup, i int) string {
	r := g.ratios[i]
	args := []any{"group", g.name, "reference", s.gateReference(a), "ratio", s.value(r)}
	lower, upper := s.limits(r)
	if lower == "" {
		return string(s.html("gates.ratio", args...))
	}
	return string(s.html("gates.ratio.range", append(args, "name", s.intervalName(r.Entry), "lower", lower, "upper", upper)...))
}

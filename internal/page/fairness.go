package page

import (
	"html/template"
	"slices"
	"strconv"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// gateIDs are the four gates of access in the order in which they are passed.
var gateIDs = []string{"access-informed", "access-applied", "access-matched", "access-continued"}

// gateAxes are what divides the groups whose access is compared: each alone,
// and women and men of the same age.
var gateAxes = [][]dim.Axis{{dim.Sex}, {dim.Age}, {dim.Area}, {dim.Sport}, {dim.Sex, dim.Age}}

// fairnessBody is the page of access: what the gates are, and who of each kind
// reaches them. The groups of a kind have a page of their own.
type fairnessBody struct {
	Gates []gateTerm
	Notes []template.HTML // true of all kinds
	Kinds []gateKind
}

// A gateTerm explains a gate.
type gateTerm struct {
	Link       link
	Definition string
}

type gateKind struct {
	ID, Name  string
	Intro     template.HTML   // to the sides; empty where there are none
	Sides     []template.HTML // a few groups beside one another, a line for each gate
	Sentences []template.HTML
	Groups    []link // the figures on the page of the kind
}

// A gate is one of them for a kind of organisation.
type gate struct {
	entry   *catalogue.Entry
	name    string      // short, for charts and heads
	quarter dim.Quarter // the newest in which all together have a value
}

// gateEntries finds the gates in the catalogue.
func (p *printer) gateEntries() []*catalogue.Entry {
	var all []*catalogue.Entry
	for _, id := range gateIDs {
		if e, ok := p.entry(id); ok && e.Access {
			all = append(all, e)
		}
	}
	return all
}

func (s *sheet) fairness() (any, error) {
	b := fairnessBody{}
	for _, e := range s.gateEntries() {
		b.Gates = append(b.Gates, gateTerm{link{Href: s.rel(kpiPath(e.ID)), Text: s.kpiName(e)}, s.name(e.Definition)})
	}
	for _, k := range s.gateKinds() {
		b.Kinds = append(b.Kinds, s.gateKind(k))
	}
	b.Notes = inCommon(b.Kinds)
	return b, nil
}

// gateAxisKey names axes in texts and ids: sex, sex-age.
func gateAxisKey(axes []dim.Axis) string {
	key := axes[0].String()
	for _, a := range axes[1:] {
		key += "-" + a.String()
	}
	return key
}

// gates lists the gates of which a kind has reported anything, each with the
// quarter to show.
func (s *sheet) gates(entries []*catalogue.Entry, kind dim.Code) []gate {
	var all []gate
	for _, e := range entries {
		series := s.site.KPIs.Series(e.ID, kpi.Value, "", s.base(e, kind))
		o := lastOf(series, isPublished)
		if o == nil {
			o = lastOf(series, func(o *kpi.Observation) bool { return o != nil })
		}
		if o != nil {
			all = append(all, gate{e, s.T("gate." + e.ID), o.Key.Period.Last()})
		}
	}
	return all
}

func (s *sheet) at(g gate, codes dim.Codes) *kpi.Observation {
	return s.site.KPIs.Find(g.entry.ID, kpi.Value, "", g.quarter, codes)
}

// gateSentences tell who of all together reaches which gate: one sentence for
// the gates of the same quarter.
func (s *sheet) gateSentences(gates []gate, kind dim.Code) []template.HTML {
	var out []template.HTML
	for i := 0; i < len(gates); {
		var parts []string
		q := gates[i].quarter
		for ; i < len(gates) && gates[i].quarter == q; i++ {
			parts = append(parts, s.gatePart(gates[i], s.at(gates[i], s.base(gates[i].entry, kind))))
		}
		out = append(out, s.html("gates.sentence", "quarter", s.Quarter(q, s.site.Basis),
			"kind", s.code(dim.Kind, kind), "parts", template.HTML(s.Join(parts))))
	}
	return out
}

// gatePart tells one gate: its name and its rate, or why there is none.
func (s *sheet) gatePart(g gate, o *kpi.Observation) string {
	if !isPublished(o) {
		return string(s.html("gates.part.none", "gate", g.name, "state", s.stateOf(o)))
	}
	return string(s.html("gates.part", "gate", g.name, "value", s.value(o),
		"numerator", s.whole(o, fieldNumerator, o.Numerator), "denominator", s.whole(o, fieldDenominator, o.Denominator)))
}

// stateOf is a state in a word; nil is a group of which nobody told anything.
func (s *sheet) stateOf(o *kpi.Observation) template.HTML {
	if o == nil {
		return template.HTML(s.T("status.not_reported"))
	}
	return s.spelt(o)
}

// valueOrState is a value in a sentence, or why there is none.
func (s *sheet) valueOrState(o *kpi.Observation) template.HTML {
	if !isPublished(o) {
		return s.stateOf(o)
	}
	return s.value(o)
}

// notes say what the reader of the gates of a kind should know: that a cohort
// is an earlier one, and which gates nobody has told of.
func (s *sheet) notes(entries []*catalogue.Entry, gates []gate) []template.HTML {
	var out []template.HTML
	for _, g := range gates {
		if ofCohort(g.entry) {
			out = append(out, s.html("gates.cohort", "gate", g.name, "quarter", s.Quarter(g.quarter, s.site.Basis)))
		}
	}
	var without []string
	for _, e := range entries {
		if !slices.ContainsFunc(gates, func(g gate) bool { return g.entry == e }) {
			without = append(without, s.T("gate."+e.ID))
		}
	}
	if len(without) > 0 {
		out = append(out, s.html("gates.unreported", "gates", s.Join(without)))
	}
	return out
}

// ofCohort reports whether a KPI counts those who started in a quarter, whose
// fate is known later.
func ofCohort(e *catalogue.Entry) bool {
	for _, t := range e.Numerator {
		table, ok := contract.Standard().Table(t.Table)
		if !ok {
			continue
		}
		if m, ok := table.Measure(t.Measure); ok && m.Behaviour == contract.Cohort {
			return true
		}
	}
	return false
}

// A gateGroup is one group at all gates.
type gateGroup struct {
	codes  []dim.Code // on each of the axes; none of the whole
	name   string
	level  int
	obs    []*kpi.Observation // one for each gate; nil where nobody told of it
	ratios []*kpi.Observation // to the reference of the first axis; nil where there is none
}

// gateGroups lists the groups of axes that any gate knows, in the order of the
// lists: nothing is ranked.
func (s *sheet) gateGroups(gates []gate, kind dim.Code, axes []dim.Axis) []gateGroup {
	var all []gateGroup
	var walk func(codes []dim.Code)
	walk = func(codes []dim.Code) {
		if len(codes) == len(axes) {
			if g := s.gateGroup(gates, kind, axes, codes); g.known() {
				all = append(all, g)
			}
			return
		}
		for _, c := range inOrder(s.site.Lists, axes[len(codes)], func(dim.Code) bool { return true }) {
			walk(append(slices.Clone(codes), c))
		}
	}
	walk(nil)
	return all
}

func (s *sheet) gateGroup(gates []gate, kind dim.Code, axes []dim.Axis, codes []dim.Code) gateGroup {
	g := gateGroup{codes: codes}
	var parts []string
	for i, c := range codes {
		parts = append(parts, s.code(axes[i], c))
		g.level = max(0, s.site.Lists.Depth(axes[i], c)-1)
	}
	g.name = s.Join(parts)
	for _, gt := range gates {
		at := s.base(gt.entry, kind)
		for i, c := range codes {
			at = at.With(axes[i], c)
		}
		o := s.at(gt, at)
		g.obs = append(g.obs, o)
		var r *kpi.Observation
		if len(codes) > 0 {
			r = s.ratioOn(o, axes[0])
		}
		g.ratios = append(g.ratios, r)
	}
	return g
}

func (g gateGroup) known() bool {
	return slices.ContainsFunc(g.obs, func(o *kpi.Observation) bool { return o != nil })
}

func (g gateGroup) compared() bool {
	return slices.ContainsFunc(g.ratios, func(r *kpi.Observation) bool { return r != nil })
}

// ratioOn finds the ratio of a group to the reference group of an axis.
func (p *printer) ratioOn(o *kpi.Observation, axis dim.Axis) *kpi.Observation {
	if o == nil {
		return nil
	}
	for _, c := range p.site.KPIs.Compared(o) {
		if _, ok := p.site.Lists.Code(axis, c.Reference); c.Statistic == kpi.Ratio && (ok || c.Reference == kpi.Overall) {
			return c
		}
	}
	return nil
}

// gateFigures shows the groups of axes at all gates: the rates, and where they
// are compared the ratios.
func (s *sheet) gateFigures(gates []gate, kind dim.Code, axes []dim.Axis) []figure {
	groups := s.gateGroups(gates, kind, axes)
	if len(groups) == 0 {
		return nil
	}
	many := len(groups) > maxRows
	if many {
		groups = slices.DeleteFunc(groups, func(g gateGroup) bool { return g.level > 0 })
	}
	whole := s.gateGroup(gates, kind, axes, nil)
	whole.name = s.T("group.whole")
	a := gateTables{gates: gates, kind: kind, axes: axes, whole: whole, groups: groups}
	first := figure{Heading: s.T("by." + gateAxisKey(axes)), Sentences: s.gateSummary(a), List: s.gateList(a), Chart: s.funnels(a)}
	if many {
		first.Sentences = append(first.Sentences, template.HTML(s.T("gates.upper")))
	}
	first.fold(s.gateTable(a))
	second, ok := s.ratioTable(a)
	if !ok {
		return []figure{first}
	}
	f := figure{Sentences: s.gateVerdicts(a)}
	f.fold(second)
	return []figure{first, f}
}

// gateSummary counts the groups, and those whose gates are withheld.
func (s *sheet) gateSummary(a gateTables) []template.HTML {
	n := make([]int, len(a.gates))
	all, complete := 0, 0
	for _, g := range a.groups {
		shown := 0
		for i, o := range g.obs {
			switch {
			case isPublished(o):
				shown++
			case o != nil && o.Status == release.Withheld:
				n[i]++
				all++
			}
		}
		if shown == len(a.gates) {
			complete++
		}
	}
	key := "gates.groups"
	if complete == len(a.groups) {
		key = "gates.groups.all"
	}
	text := s.html(key, "n", strconv.Itoa(len(a.groups)), "by", s.T("by."+gateAxisKey(a.axes)), "complete", strconv.Itoa(complete))
	if all == 0 {
		return []template.HTML{text}
	}
	var parts []string
	for i, g := range a.gates {
		parts = append(parts, s.T("gates.count", "gate", g.name, "n", strconv.Itoa(n[i])))
	}
	return []template.HTML{text + template.HTML(s.T("sentence.space")) + s.html("gates.withheld", "parts", s.Join(parts))}
}

// fewGroups is the number of groups up to which each is told in words.
const fewGroups = 6

// gateList tells of each group which gates it reaches.
func (s *sheet) gateList(a gateTables) []template.HTML {
	if len(a.groups) > fewGroups {
		return nil
	}
	var out []template.HTML
	for _, g := range a.groups {
		var parts []string
		for i, o := range g.obs {
			parts = append(parts, string(s.html("gates.short", "gate", a.gates[i].name, "value", s.valueOrState(o))))
		}
		out = append(out, s.html("gates.group", "group", g.name, "parts", template.HTML(s.Join(parts))))
	}
	return out
}

// gateVerdicts lists where the groups lie beside the screening lines.
func (s *sheet) gateVerdicts(a gateTables) []template.HTML {
	var out []template.HTML
	for _, v := range []string{"below", "above", "within", "undecided"} {
		var who []string
		for _, g := range a.groups {
			var at []string
			for i, r := range g.ratios {
				if isPublished(r) && verdict(string(r.Verdict)) == v {
					at = append(at, a.gates[i].name)
				}
			}
			if len(at) > 0 {
				who = append(who, s.T("gates.who", "group", g.name, "gates", s.Join(at)))
			}
		}
		if len(who) > 0 {
			out = append(out, s.html("gates.verdict."+v, "reference", s.gateReference(a), "groups", s.Join(who)))
		}
	}
	return out
}

package page

import (
	"html/template"
	"slices"
	"strconv"

	"fukusen/internal/catalogue"
	"fukusen/internal/chart"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// The axes by which a KPI is shown on its page, in this order.
var breakdownAxes = []dim.Axis{dim.Sex, dim.Age, dim.Area, dim.Organisation, dim.Origin, dim.Sport}

// maxRows is how many groups a chart compares; a table has no such limit.
const maxRows = 59

// A breakdown is the groups of a whole along an axis in one quarter, in the
// order of the list: nothing is ranked.
type breakdown struct {
	entry   *catalogue.Entry
	axis    dim.Axis
	quarter dim.Quarter
	codes   dim.Codes // of the whole
	whole   *kpi.Observation
	groups  []*kpi.Observation
}

// breakdown finds the newest quarter in which some group has a value, or else
// the newest in which there is any group.
func (p *printer) breakdown(e *catalogue.Entry, codes dim.Codes, axis dim.Axis) (breakdown, bool) {
	b := breakdown{entry: e, axis: axis, codes: codes}
	for _, q := range slices.Backward(p.site.KPIs.Quarters) {
		groups := p.site.KPIs.Groups(e.ID, kpi.Value, "", q, codes, axis)
		valued := slices.ContainsFunc(groups, isPublished)
		if valued || len(groups) > 0 && b.groups == nil {
			b.quarter, b.groups = q, groups
		}
		if valued {
			break
		}
	}
	b.whole = p.site.KPIs.Find(e.ID, kpi.Value, "", b.quarter, codes)
	return b, b.groups != nil
}

// breakdownFigure compares the groups; ok is false where there are none.
func (s *sheet) breakdownFigure(e *catalogue.Entry, codes dim.Codes, axis dim.Axis) (figure, bool) {
	b, ok := s.printer.breakdown(e, codes, axis)
	if !ok {
		return figure{}, false
	}
	f := figure{
		Heading:   s.T("by." + axis.String()),
		Sentences: []template.HTML{s.breakdownSentence(b)},
		List:      append(s.verdicts(b), s.turned(b)...),
		Chart:     s.dots(b) + s.maps(b) + s.ratios(b),
	}
	f.fold(s.breakdownTable(b))
	if text := s.unaged(b); text != "" {
		f.Sentences = append(f.Sentences, text)
	}
	if o := s.movable(b); o != nil {
		f.Sentences = append(f.Sentences, s.sentence(o))
	}
	return f, true
}

// unaged tells whom the values at the ages of all leave out: those of unknown
// age, where there are any; empty where there is nothing to tell.
func (s *sheet) unaged(b breakdown) template.HTML {
	if !b.entry.Standardise || !slices.ContainsFunc(b.groups, func(o *kpi.Observation) bool { return isPublished(s.beside(o).standardised) }) {
		return ""
	}
	code, ok := s.site.Lists.Code(dim.Age, dim.Unknown)
	if !ok {
		return ""
	}
	o := s.site.KPIs.Find(b.entry.ID, kpi.Value, "", b.quarter, b.codes.With(dim.Age, code))
	switch {
	case o == nil || o.Status == release.NotComputable:
		return ""
	case o.Status == release.Published && o.Denominator > 0 && !b.entry.Survey():
		return s.html("breakdown.unaged", "n", s.whole(o, fieldDenominator, o.Denominator))
	}
	return template.HTML(s.T("breakdown.unaged.some"))
}

// leftOut tells of groups by several axes that are left out whole, where the
// groups of the first axis are known; empty where they are not left out.
func (s *sheet) leftOut(e *catalogue.Entry, codes dim.Codes, axes []dim.Axis) template.HTML {
	if len(axes) != 2 {
		return ""
	}
	b, ok := s.breakdown(e, codes, axes[0])
	if !ok || !slices.ContainsFunc(b.groups, func(o *kpi.Observation) bool { return s.site.KPIs.LeftOut(o, axes[1]) }) {
		return ""
	}
	return s.html("breakdown.leftout", "by", s.T("by."+gateAxisKey(axes)))
}

func (s *sheet) breakdownSentence(b breakdown) template.HTML {
	n := map[release.Status]int{}
	for _, o := range b.groups {
		n[o.Status]++
	}
	key := "breakdown.sentence"
	if !s.aboutKPI() {
		key = "breakdown.named"
	}
	text := s.html(key,
		"quarter", s.Quarter(b.quarter, s.site.Basis), "group", s.group(b.codes), "kpi", s.name(b.entry.Name),
		"by", s.T("by."+b.axis.String()), "n", strconv.Itoa(len(b.groups)), "shown", strconv.Itoa(n[release.Published]))
	if n[release.Withheld] > 0 {
		text += template.HTML(s.T("sentence.space")) + s.html("breakdown.withheld", "n", strconv.Itoa(n[release.Withheld]))
	}
	return text
}

// dots draws the groups below the whole. Where they are too many, only those
// that are part of no other are drawn.
func (s *sheet) dots(b breakdown) template.HTML {
	groups := b.groups
	if len(groups) > maxRows {
		groups = slices.DeleteFunc(slices.Clone(groups), func(o *kpi.Observation) bool {
			return s.site.Lists.Parent(b.axis, o.Key.Codes[b.axis]) != dim.Total
		})
	}
	if len(groups) > maxRows || len(groups) == 0 {
		return ""
	}
	drawn := groups
	if b.whole != nil {
		drawn = append([]*kpi.Observation{b.whole}, groups...)
	}
	title := s.T("chart.breakdown", "kpi", s.name(b.entry.Name), "group", s.group(b.codes), "by", s.T("by."+b.axis.String()), "quarter", s.Quarter(b.quarter, s.site.Basis))
	d := chart.Dots{
		Head:     s.head(title, s.Say(s.T(dotsAbout(b.entry)), s.teller().Absent(drawn))),
		Axis:     s.axis(b.entry),
		Interval: s.intervalName(b.entry),
		Marks:    append(s.marks(b.entry, b.codes), s.goalMarks(b.entry)...),
	}
	for _, o := range drawn {
		d.Rows = append(d.Rows, s.dotRow(b, o))
	}
	return s.draw(d)
}

func (s *sheet) dotRow(b breakdown, o *kpi.Observation) chart.Row {
	if o == b.whole {
		return chart.Row{Label: s.T("group.whole"), Point: s.point(o), Strong: true}
	}
	return chart.Row{Label: s.code(b.axis, o.Key.Codes[b.axis]), Point: s.point(o)}
}

// dotsAbout is the text that explains the chart of groups.
func dotsAbout(e *catalogue.Entry) string {
	if intervalOf(e) == "" {
		return "chart.breakdown.desc.plain"
	}
	return "chart.breakdown.desc"
}

func (s *sheet) breakdownTable(b breakdown) table {
	t := table{
		caption: s.T("table.breakdown", "kpi", s.name(b.entry.Name), "group", s.group(b.codes), "by", s.T("by."+b.axis.String()), "quarter", s.Quarter(b.quarter, s.site.Basis)),
		heads:   []string{s.T("axis." + b.axis.String()), s.T("column.value")},
	}
	if b.entry.Standardise {
		t.heads = append(t.heads, s.T("column.standardised"))
	}
	t.heads = append(t.heads, s.partHeads(b.entry)...)
	if b.entry.Access {
		t.heads = append(t.heads, s.T("column.ratio"), s.T("column.ratio.standardised"), s.T("column.ratio.lower"), s.T("column.ratio.upper"), s.T("column.gap"))
	}
	if b.whole != nil {
		t.rows = append(t.rows, s.groupRow(b, b.whole))
	}
	for _, o := range b.groups {
		t.rows = append(t.rows, s.groupRow(b, o))
	}
	return t
}

func (s *sheet) groupRow(b breakdown, o *kpi.Observation) tableRow {
	c := o.Key.Codes[b.axis]
	r := tableRow{
		head:   s.groupHead(b.axis, c),
		level:  max(0, s.site.Lists.Depth(b.axis, c)-1),
		strong: c == dim.Total,
		cells:  []template.HTML{s.value(o)},
		lacks:  s.lacks(o),
	}
	beside := s.beside(o)
	if b.entry.Standardise {
		r.cells = append(r.cells, s.cell(beside.standardised))
	}
	r.cells = append(r.cells, s.parts(b.entry, o)...)
	if b.entry.Access {
		r.cells = append(r.cells, s.comparison(b, c, beside)...)
	}
	return s.placed(r, b.entry, b.codes, s.groupID(b.axis, c), s.quarterID(b.quarter))
}

// ratios draws how the groups of an access KPI compare with the reference
// group, beside the screening lines.
func (s *sheet) ratios(b breakdown) template.HTML {
	d := chart.Dots{
		Axis:     chart.Axis{Log: true, Tick: func(v float64) string { return s.T("number.times", "n", s.Tick(v, 0)) }},
		Interval: s.intervalName(b.entry),
		Marks: []chart.Mark{
			{Value: 0.8, Label: s.T("verdict.mark", "ratio", s.Times(0.8))},
			{Value: 1.25, Label: s.T("verdict.mark", "ratio", s.Times(1.25))},
		},
	}
	reference := ""
	var drawn []*kpi.Observation
	for _, o := range b.groups {
		if r := s.beside(o).ratio; r != nil && b.entry.Access {
			reference = r.Reference
			drawn = append(drawn, r)
			d.Rows = append(d.Rows, chart.Row{Label: s.code(b.axis, o.Key.Codes[b.axis]), Point: s.point(r)})
		}
	}
	if len(d.Rows) == 0 || len(d.Rows) > maxRows {
		return ""
	}
	d.Head = s.head(s.T("chart.ratio", "kpi", s.name(b.entry.Name), "group", s.group(b.codes), "reference", s.reference(b.axis, reference), "quarter", s.Quarter(b.quarter, s.site.Basis)), s.Say(s.T("chart.ratio.desc"), s.teller().Absent(drawn)))
	return chartTitle(d.Title) + s.draw(d)
}

// groupHead names a group, and leads to its own page if it has one.
func (s *sheet) groupHead(axis dim.Axis, c dim.Code) template.HTML {
	name := s.code(axis, c)
	if c == dim.Total {
		return template.HTML(esc(s.T("group.whole")))
	}
	to := ""
	switch axis {
	case dim.Area:
		to = s.areaPath(c)
	case dim.Organisation:
		to = organisationPath(s.site.Lists.ID(axis, c))
	}
	if to != "" && s.index.paths[s.prefix+to] && s.prefix+to != s.path {
		return anchor(s.rel(to), name)
	}
	return template.HTML(esc(name))
}

// A beside is what stands beside the value of a group; nil where it is not
// compared.
type beside struct{ ratio, gap, standardised, standardisedRatio *kpi.Observation }

func (s *sheet) beside(o *kpi.Observation) (b beside) {
	if b, known := s.sides[o]; known {
		return b
	}
	if s.sides == nil {
		s.sides = map[*kpi.Observation]beside{}
	}
	defer func() { s.sides[o] = b }()
	for _, c := range s.site.KPIs.Compared(o) {
		switch {
		case c.Statistic == kpi.Ratio && b.ratio == nil:
			b.ratio = c
		case c.Statistic == kpi.Gap && b.gap == nil:
			b.gap = c
		case c.Statistic == kpi.Standardised && c.Reference == "":
			b.standardised = c
		case c.Statistic == kpi.Standardised:
			b.standardisedRatio = c
		}
	}
	return b
}

// cell is an observation in a table; empty where there is none to be expected.
func (p *printer) cell(o *kpi.Observation) template.HTML {
	if o == nil {
		return ""
	}
	return p.value(o)
}

// comparison fills the columns of ratio and gap; the row of the group with
// which the others are compared says so.
func (s *sheet) comparison(b breakdown, c dim.Code, by beside) []template.HTML {
	if by.ratio == nil {
		cells := make([]template.HTML, 5)
		if s.isReference(b, c) {
			cells[0] = template.HTML(s.T("reference.row"))
		}
		return cells
	}
	lower, upper := s.limits(by.ratio)
	return []template.HTML{s.value(by.ratio), s.cell(by.standardisedRatio), lower, upper, s.cell(by.gap)}
}

// turned tells of each group whose ratio lies on the other side of 1 when the
// ages of all are the same: neither of the two says it all (HANDBOOK 3.1).
func (s *sheet) turned(b breakdown) []template.HTML {
	var out []template.HTML
	for _, o := range b.groups {
		by := s.beside(o)
		crude, std := by.ratio, by.standardisedRatio
		if !isPublished(crude) || !isPublished(std) || (crude.Value-1)*(std.Value-1) >= 0 {
			continue
		}
		out = append(out, s.html("breakdown.turned", "group", s.code(b.axis, o.Key.Codes[b.axis]),
			"reference", s.reference(b.axis, crude.Reference), "crude", s.value(crude), "standardised", s.value(std)))
	}
	return out
}

// movable is the index that has a meaning in persons: how many chances would
// have to move until all groups are the same; nil where there is none.
func (s *sheet) movable(b breakdown) *kpi.Observation {
	if !b.entry.Access || !isPublished(b.whole) {
		return nil
	}
	o := s.site.KPIs.Find(b.entry.ID, kpi.Index, b.axis.String()+".hoover", b.quarter, b.codes)
	if !isPublished(o) {
		return nil
	}
	return o
}

func (s *sheet) isReference(b breakdown, c dim.Code) bool {
	for _, o := range b.groups {
		if r := s.beside(o).ratio; r != nil {
			ref, ok := s.site.Lists.Code(b.axis, r.Reference)
			return !ok && c == dim.Total || ok && ref == c
		}
	}
	return false
}

// verdicts tells for each group that is compared where it lies beside the
// screening lines.
func (s *sheet) verdicts(b breakdown) []template.HTML {
	var out []template.HTML
	if !b.entry.Access {
		return nil
	}
	for _, o := range b.groups {
		r := s.beside(o).ratio
		if isPublished(r) {
			out = append(out, s.verdict(r))
		}
	}
	return out
}

// verdict names every verdict that is not one of the known as undecided.
func verdict(v string) string {
	if slices.Contains([]string{"below", "within", "above"}, v) {
		return v
	}
	return "undecided"
}

// reference names what a group is compared with: another group of the axis, or
// everybody.
func (p *printer) reference(axis dim.Axis, id string) string {
	if c, ok := p.site.Lists.Code(axis, id); ok && c != dim.Total {
		return p.code(axis, c)
	}
	return p.T("group.whole")
}

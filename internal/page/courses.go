package page

import (
	"html/template"
	"slices"
	"strconv"

	"fukusen/internal/chart"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

const (
	mostSlopes = 8  // groups of which each has a line from a year ago to now
	mostHeat   = 40 // groups over the quarters
	heatWidth  = 8  // quarters: two years
	leastHeat  = 3  // quarters with a value of some group
)

// courseFigures show the groups of a breakdown over time. A page that shows the
// whole as well has no room for small lines.
func (s *sheet) courseFigures(b breakdown) []figure {
	var all []figure
	if s.ownPage(b.entry, b.codes[dim.Kind]) {
		if f, ok := s.multiplesFigure(b); ok {
			all = append(all, f)
		}
	}
	if len(all) > 0 && b.axis != dim.Age {
		return all // cells would say the same
	}
	if f, ok := s.courseFigure(b); ok {
		all = append(all, f)
	}
	return all
}

// courseFigure shows the groups of a breakdown over time: a few as lines from
// the same quarter of last year where one has clearly changed, places and bodies
// over the quarters; ok is false where there is too little to see.
func (s *sheet) courseFigure(b breakdown) (figure, bool) {
	switch b.axis {
	case dim.Sex, dim.Age, dim.Origin:
		return s.slopeFigure(b)
	case dim.Area, dim.Organisation, dim.Sport:
		return s.heatFigure(b)
	}
	return figure{}, false
}

// A pair is a group in a quarter and in the same quarter of the year before.
type pair struct{ then, now *kpi.Observation }

func (p pair) complete() bool { return isPublished(p.then) && isPublished(p.now) }

func (s *sheet) slopeFigure(b breakdown) (figure, bool) {
	then := b.quarter - 4
	pairs, both, clear := s.pairs(b, then)
	if len(pairs) > mostSlopes+1 || both < 2 || clear == 0 || s.broken(b, then) {
		return figure{}, false
	}
	words := []string{
		"by", s.T("by." + b.axis.String()), "kpi", s.name(b.entry.Name), "group", s.group(b.codes),
		"quarter", s.Quarter(b.quarter, s.site.Basis), "then", s.Quarter(then, s.site.Basis),
	}
	f := figure{
		Heading:   s.T("course.year", words...),
		Sentences: []template.HTML{s.html("course.year.sentence", "n", strconv.Itoa(both), "clear", strconv.Itoa(clear))},
		Chart:     s.slope(b, then, pairs, words),
	}
	f.Table = s.slopeTable(b, then, pairs, s.T("table.course.year", words...)).html()
	f.Summary = s.T("table.course.year", words...)
	return f, true
}

// pairs are the whole and its groups in two quarters, without those of whom the
// group is not known: they are nobody to compare. both counts the groups with
// two values, clear those that clearly changed.
func (s *sheet) pairs(b breakdown, then dim.Quarter) (all []pair, both, clear int) {
	for _, o := range s.drawnGroups(b) {
		if s.unknown(b, o) {
			continue
		}
		p := pair{s.site.KPIs.Find(b.entry.ID, kpi.Value, "", then, o.Key.Codes), o}
		all = append(all, p)
		if o != b.whole && p.complete() {
			both++
			if s.clear(o) {
				clear++
			}
		}
	}
	return all, both, clear
}

// unknown reports whether it is not known which group it is.
func (s *sheet) unknown(b breakdown, o *kpi.Observation) bool {
	return s.site.Lists.ID(b.axis, o.Key.Codes[b.axis]) == dim.Unknown
}

// drawnGroups are the whole, if there is any, and its groups.
func (s *sheet) drawnGroups(b breakdown) []*kpi.Observation {
	if b.whole == nil {
		return b.groups
	}
	return append([]*kpi.Observation{b.whole}, b.groups...)
}

// broken reports whether a series breaks after a quarter and up to that of the
// breakdown.
func (s *sheet) broken(b breakdown, after dim.Quarter) bool {
	for q := after + 1; q <= b.quarter; q++ {
		if begins(b.entry, q) {
			return true
		}
	}
	return false
}

// clear reports whether a value differs from that of the year before by more
// than chance.
func (s *sheet) clear(o *kpi.Observation) bool {
	c := s.change(o)
	return isPublished(c) && c.Clear
}

func (s *sheet) slope(b breakdown, then dim.Quarter, pairs []pair, words []string) template.HTML {
	c := chart.Slope{
		Axis:   s.axis(b.entry),
		Labels: [2]string{s.QuarterShort(then, s.site.Basis), s.QuarterShort(b.quarter, s.site.Basis)},
		Sure:   s.T("course.sure"), Unsure: s.T("course.unsure"),
	}
	var drawn []*kpi.Observation
	for _, p := range pairs {
		r := s.dotRow(b, p.now)
		c.Rows = append(c.Rows, chart.SlopeRow{Label: r.Label, Then: s.bare(p.then), Now: s.bare(p.now), Sure: s.clear(p.now), Strong: r.Strong})
		drawn = append(drawn, p.then, p.now)
	}
	c.Head = s.head(s.T("chart.byyear", words...), s.Say(s.T("chart.byyear.desc"), s.teller().Absent(drawn)))
	return s.draw(c)
}

// bare is a point without its interval, for charts that have no room for one.
func (s *sheet) bare(o *kpi.Observation) chart.Point {
	if !isPublished(o) {
		return s.point(o)
	}
	p := chart.Published(o.ID(), precise(o.Value), s.text(o))
	if o.Draft {
		p = p.Draft(s.T("draft.point"))
	}
	return p
}

func (s *sheet) slopeTable(b breakdown, then dim.Quarter, pairs []pair, caption string) table {
	t := table{caption: caption, quarters: true, heads: []string{
		s.T("axis." + b.axis.String()), s.QuarterName(then, s.site.Basis), s.QuarterName(b.quarter, s.site.Basis), s.T("column.change"),
	}}
	for _, p := range pairs {
		r := s.courseRow(b, p.now, s.quarterID(then), s.quarterID(b.quarter))
		r.cells = []template.HTML{s.value(p.then), s.value(p.now), s.changeCell(p.now)}
		t.rows = append(t.rows, r)
	}
	return t
}

// courseRow begins the row of a group; parts are what tells it from those of
// other tables of the group.
func (s *sheet) courseRow(b breakdown, o *kpi.Observation, parts ...string) tableRow {
	c := o.Key.Codes[b.axis]
	r := tableRow{head: s.groupHead(b.axis, c), level: max(0, s.site.Lists.Depth(b.axis, c)-1), strong: c == dim.Total}
	return s.placed(r, b.entry, b.codes, append([]string{s.groupID(b.axis, c)}, parts...)...)
}

// A course is a group over the quarters that are shown.
type course struct {
	newest *kpi.Observation
	series []*kpi.Observation
}

// courses are the whole and the groups over the quarters that are shown.
func (s *sheet) courses(b breakdown) (quarters []dim.Quarter, all []course) {
	first := max(0, len(s.site.KPIs.Quarters)-heatWidth)
	for _, o := range s.drawnGroups(b) {
		all = append(all, course{o, s.site.KPIs.Series(b.entry.ID, kpi.Value, "", o.Key.Codes)[first:]})
	}
	return s.site.KPIs.Quarters[first:], all
}

func (s *sheet) courseWords(b breakdown, quarters []dim.Quarter) []string {
	return []string{
		"by", s.T("by." + b.axis.String()), "kpi", s.name(b.entry.Name), "group", s.group(b.codes),
		"first", s.Quarter(quarters[0], s.site.Basis), "last", s.Quarter(quarters[len(quarters)-1], s.site.Basis),
	}
}

func (s *sheet) heatFigure(b breakdown) (figure, bool) {
	quarters, courses := s.courses(b)
	valued := map[int]bool{}
	for _, c := range courses {
		for i, v := range c.series {
			if c.newest != b.whole && isPublished(v) {
				valued[i] = true
			}
		}
	}
	if len(b.groups) < 2 || len(b.groups) > mostHeat || len(valued) < leastHeat {
		return figure{}, false
	}
	words := s.courseWords(b, quarters)
	f := figure{
		Heading:   s.T("course.quarters", words...),
		Sentences: []template.HTML{s.html("course.quarters.sentence", toAny(words)...)},
		Chart:     s.heat(b, quarters, courses, words),
		Summary:   s.T("chart.byquarter", words...),
	}
	f.Table = s.heatTable(b, quarters, courses, s.T("table.course.quarters", words...)).html()
	return f, true
}

func toAny(words []string) []any {
	out := make([]any, len(words))
	for i, w := range words {
		out[i] = w
	}
	return out
}

func (s *sheet) heat(b breakdown, quarters []dim.Quarter, courses []course, words []string) template.HTML {
	h := chart.Heat{Axis: s.axis(b.entry), Break: s.T("break.key")}
	for i, q := range quarters {
		h.Labels = append(h.Labels, s.quarterLabel(q))
		if i > 0 && begins(b.entry, q) {
			h.Breaks = append(h.Breaks, i)
		}
	}
	var drawn []*kpi.Observation
	for _, c := range courses {
		r := s.dotRow(b, c.newest)
		row := chart.HeatRow{Label: r.Label, Strong: r.Strong}
		for _, o := range c.series {
			row.Points = append(row.Points, s.tilePoint(o))
		}
		h.Rows, drawn = append(h.Rows, row), append(drawn, c.series...)
	}
	h.Head = s.head(s.T("chart.byquarter", words...), s.Say(s.T("chart.byquarter.desc"), s.teller().Absent(drawn)))
	return s.draw(h)
}

// heatTable has the newest quarter first: on a narrow screen it is the one that
// shows.
func (s *sheet) heatTable(b breakdown, quarters []dim.Quarter, courses []course, caption string) table {
	t := table{caption: caption, quarters: true, heads: []string{s.T("axis." + b.axis.String())}}
	for _, q := range slices.Backward(quarters) {
		t.heads = append(t.heads, s.QuarterName(q, s.site.Basis))
	}
	for _, c := range courses {
		r := s.courseRow(b, c.newest)
		for _, o := range slices.Backward(c.series) {
			r.cells = append(r.cells, s.value(o))
		}
		t.rows = append(t.rows, r)
	}
	return t
}

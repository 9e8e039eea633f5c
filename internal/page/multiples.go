package page

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"

	"fukusen/internal/chart"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// Groups that have small lines side by side: fewer are seen better in one chart,
// more as cells.
const (
	leastMultiples = 3
	mostMultiples  = 12
)

// multiplesFigure gives each group a small line over the quarters, all on one
// scale; ok is false where there are too few groups or too many. Groups without
// any value, and those of whom the group is not known, stand in the table only.
func (s *sheet) multiplesFigure(b breakdown) (figure, bool) {
	if b.axis != dim.Age && b.axis != dim.Area && b.axis != dim.Organisation {
		return figure{}, false
	}
	quarters, courses := s.courses(b)
	valued := slices.DeleteFunc(slices.Clone(courses), func(c course) bool { return valuesOf(c.series) == 0 })
	drawn := slices.DeleteFunc(slices.Clone(valued), func(c course) bool { return s.unknown(b, c.newest) })
	groups := 0
	for _, c := range drawn {
		if c.newest != b.whole && valuesOf(c.series) > 1 {
			groups++
		}
	}
	if groups < leastMultiples || len(drawn) > mostMultiples+1 {
		return figure{}, false
	}
	low, high := endsOf(drawn)
	words := []any{
		"by", s.T("by." + b.axis.String()), "kpi", s.name(b.entry.Name),
		"first", s.Quarter(quarters[0], s.site.Basis), "last", s.Quarter(quarters[len(quarters)-1], s.site.Basis),
	}
	f := figure{
		Heading:   s.T("course.small", "by", s.T("by."+b.axis.String())),
		Sentences: []template.HTML{s.html("course.small.sentence", append(words, "low", s.value(low), "high", s.value(high))...)},
		Chart:     s.multiples(b, quarters, drawn, low.Value, high.Value),
		Summary:   s.T("chart.byquarter", s.courseWords(b, quarters)...),
	}
	if slices.ContainsFunc(drawn, func(c course) bool { return slices.ContainsFunc(c.series, isWithheld) }) {
		f.Sentences = append(f.Sentences, template.HTML(s.T("course.small.withheld")))
	}
	if n := len(courses) - len(valued); n > 0 {
		f.Sentences = append(f.Sentences, s.html("course.small.none", "n", strconv.Itoa(n)))
	}
	f.Table = s.heatTable(b, quarters, courses, s.T("table.course.quarters", s.courseWords(b, quarters)...)).html()
	return f, true
}

func isWithheld(o *kpi.Observation) bool { return o != nil && o.Status == release.Withheld }

func valuesOf(series []*kpi.Observation) (n int) {
	for _, o := range series {
		if isPublished(o) {
			n++
		}
	}
	return n
}

// endsOf are the lowest and the highest value of courses that have any.
func endsOf(courses []course) (low, high *kpi.Observation) {
	var all []*kpi.Observation
	for _, c := range courses {
		all = append(all, slices.DeleteFunc(slices.Clone(c.series), func(o *kpi.Observation) bool { return !isPublished(o) })...)
	}
	by := func(a, b *kpi.Observation) int { return cmp.Compare(a.Value, b.Value) }
	return slices.MinFunc(all, by), slices.MaxFunc(all, by)
}

func (s *sheet) multiples(b breakdown, quarters []dim.Quarter, courses []course, low, high float64) template.HTML {
	var breaks []int
	for i, q := range quarters {
		if i > 0 && begins(b.entry, q) {
			breaks = append(breaks, i)
		}
	}
	out, hatched := template.HTML("<ul class=\"multiples\">\n"), ""
	for _, c := range courses {
		name := s.dotRow(b, c.newest).Label
		newest := lastOf(c.series, isPublished)
		told := s.value(newest)
		if newest.Key.Period.Last() != b.quarter {
			told += " " + s.html("course.small.then", "quarter", s.QuarterName(newest.Key.Period.Last(), s.site.Basis))
		}
		sp := chart.Spark{Breaks: breaks, Height: 56, From: precise(low), To: precise(high)}
		sp.Head = s.head(s.T("course.small.of", "name", name), s.smallCourse(quarters, c.series))
		sp.Width, sp.Hatch = 160, hatched
		if hatched == "" && slices.ContainsFunc(c.series, isWithheld) {
			hatched = sp.ID
		}
		for i, o := range c.series {
			sp.Labels = append(sp.Labels, s.QuarterShort(quarters[i], s.site.Basis))
			sp.Points = append(sp.Points, s.mute(o))
		}
		out += "<li><span>" + template.HTML(esc(name)) + " <strong>" + told + "</strong></span>" + s.draw(sp) + "</li>\n"
	}
	return out + "</ul>\n"
}

// smallCourse says in words what a small line shows: where it begins and ends, in
// fewer words than [tell.Teller.Course], as a page has up to a dozen of them.
func (s *sheet) smallCourse(quarters []dim.Quarter, series []*kpi.Observation) string {
	first, last := slices.IndexFunc(series, isPublished), len(series)-1
	for !isPublished(series[last]) {
		last--
	}
	said := s.T("course.small.desc", "first", s.QuarterName(quarters[first], s.site.Basis), "then", s.text(series[first]),
		"last", s.QuarterName(quarters[last], s.site.Basis), "now", s.text(series[last]))
	if first == last {
		said = s.T("course.small.desc.one", "quarter", s.QuarterName(quarters[last], s.site.Basis), "now", s.text(series[last]))
	}
	return s.Say(said, s.teller().Absent(series))
}

// mute is a point that tells nothing but its place: the table has its value.
func (s *sheet) mute(o *kpi.Observation) chart.Point {
	if !isPublished(o) {
		return s.point(o)
	}
	p := chart.Published("", precise(o.Value), "")
	if o.Draft {
		p = p.Draft(s.T("draft.point"))
	}
	return p
}

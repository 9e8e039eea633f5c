package page

import (
	"html/template"
	"slices"
	"strconv"

	"fukusen/internal/catalogue"
	"fukusen/internal/chart"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// mostYears is how many years are laid over one another.
const mostYears = 3

// A courseOfYear is a year of a series, its four quarters in their order; the
// quarters beside the series are not there.
type courseOfYear struct {
	year   int
	points [4]*kpi.Observation
	told   [4]bool // the series has the quarter
}

// yearsOf cuts a series, which has an observation or nil for each quarter of
// the site, into its newest years, the newest first: only those that no break
// parts from the newest.
func (p *printer) yearsOf(e *catalogue.Entry, series []*kpi.Observation) []courseOfYear {
	var years []courseOfYear
	for i, o := range slices.Backward(series) {
		q := p.site.KPIs.Quarters[i]
		year, n := q.In(p.site.Basis)
		if len(years) == 0 || years[len(years)-1].year != year {
			years = append(years, courseOfYear{year: year})
		}
		y := &years[len(years)-1]
		y.points[n-1], y.told[n-1] = o, true
		if begins(e, q) {
			break
		}
	}
	return years[:min(len(years), mostYears)]
}

// comparable reports whether the newest year has a value in a quarter in which
// another year has one, too.
func comparable(years []courseOfYear) bool {
	for _, y := range years[1:] {
		for n, o := range y.points {
			if isPublished(o) && isPublished(years[0].points[n]) {
				return true
			}
		}
	}
	return false
}

// yearsChart lays the newest years over one another, so that each quarter
// stands beside the same one of the years before; empty where there is nothing
// to compare. The numbers are those of the trend.
func (s *sheet) yearsChart(e *catalogue.Entry, codes dim.Codes, series []*kpi.Observation) template.HTML {
	if e.Window.Quarters() > 1 || len(series) == 0 {
		return "" // a year of quarters is no quarter
	}
	years := s.yearsOf(e, series)
	if !comparable(years) {
		return ""
	}
	years = slices.DeleteFunc(years, func(y courseOfYear) bool { return lastOf(y.points[:], isPublished) == nil })
	l := chart.Line{Axis: s.axis(e), Interval: s.intervalName(e), Past: true}
	for n := 1; n <= 4; n++ {
		l.Labels = append(l.Labels, s.T("years.quarter", "n", strconv.Itoa(n)))
	}
	var drawn []*kpi.Observation
	for k, y := range years {
		points := make([]chart.Point, 4)
		for n, o := range y.points {
			points[n] = s.yearPoint(y, n, k > 0)
			if y.told[n] {
				drawn = append(drawn, o)
			}
		}
		l.Series = append(l.Series, chart.Series{Name: s.yearName(y.year), Points: points})
	}
	title := s.T("chart.years", "kpi", s.name(e.Name), "group", s.group(codes))
	l.Head = s.head(title, s.Say(s.T("chart.years.desc", "year", s.yearName(years[0].year)), s.teller().Absent(drawn)))
	return chartTitle(s.T("chart.years.short")) + s.draw(l)
}

// yearPoint is a quarter of a year; the interval is drawn of the newest year
// only, since those of several would cover one another.
func (s *sheet) yearPoint(y courseOfYear, n int, past bool) chart.Point {
	o := y.points[n]
	switch {
	case !y.told[n]:
		return chart.Outside()
	case past && isPublished(o):
		return chart.Published(o.ID(), precise(o.Value), s.text(o))
	}
	return s.point(o)
}

// yearName names a year of the basis.
func (p *printer) yearName(year int) string {
	if p.site.Basis == dim.Calendar {
		return p.T("years.year.calendar", "year", strconv.Itoa(year))
	}
	return p.T("years.year", "year", strconv.Itoa(year))
}

// chartTitle stands above a chart that is not the first of its figure.
func chartTitle(title string) template.HTML {
	return template.HTML(`<p class="chart-title">` + esc(title) + `</p>`)
}

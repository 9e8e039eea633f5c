package page

import (
	"slices"
	"strconv"
	"time"

	"fukusen/internal/dim"
	"fukusen/internal/registry"
)

// april is when a fiscal year begins unless an organisation says otherwise.
const april = 4

// A kitYear is the fiscal year that the sheet of an organisation is of: four
// quarters from the first one, of which the site may not have all.
type kitYear struct {
	first dim.Quarter
	shown []dim.Quarter // of the site, in order; at least one
	start int           // month in which the organisation's own year begins, if that is not the one shown; else 0
	firm  bool          // written as companies do: year ending March 2026
}

func (y kitYear) last() dim.Quarter { return y.first + 3 }
func (y kitYear) whole() bool       { return len(y.shown) == 4 }
func (y kitYear) end() dim.Quarter  { return y.shown[len(y.shown)-1] }

// onQuarters gives the month nearest to one with which a quarter begins.
func onQuarters(month int) int {
	switch month % 3 {
	case 2:
		return month - 1
	case 0:
		return month%12 + 1
	}
	return month
}

// kitYear picks the newest fiscal year of an organisation of which all four
// quarters are told of and it has a published value; if there is none, the
// newest in which it has one. ok is false without any.
func (p *printer) kitYear(o registry.PublicOrganisation, has func(dim.Quarter) bool) (kitYear, bool) {
	month := o.FiscalYearStart
	if month < 1 || month > 12 {
		month = april
	}
	shown := onQuarters(month)
	var best kitYear
	for _, q := range slices.Backward(p.site.KPIs.Quarters) {
		y := kitYear{first: firstOfYear(q, shown), firm: o.Kind == registry.Company}
		if month != shown {
			y.start = month
		}
		for _, at := range p.site.KPIs.Quarters {
			if y.first <= at && at <= y.last() {
				y.shown = append(y.shown, at)
			}
		}
		switch {
		case !slices.ContainsFunc(y.shown, has):
		case y.whole():
			return y, true
		case best.shown == nil:
			best = y
		}
	}
	return best, best.shown != nil
}

// firstOfYear is the first quarter of the year with q that begins in a month.
func firstOfYear(q dim.Quarter, month int) dim.Quarter {
	for int(q.Start().Month()) != month {
		q--
	}
	return q
}

// dates fill in the texts that name first and last days.
func dates(from, to time.Time) []string {
	return []string{
		"startyear", strconv.Itoa(from.Year()), "startmonth", strconv.Itoa(int(from.Month())), "startmonthname", from.Month().String(),
		"endyear", strconv.Itoa(to.Year()), "endmonth", strconv.Itoa(int(to.Month())), "endmonthname", to.Month().String(),
	}
}

// yearText names a fiscal year.
func (p *printer) yearText(y kitYear) string {
	key := "kit.year.other"
	switch {
	case y.firm:
		key = "kit.year.company"
	case p.site.Basis == dim.Calendar:
		key = "kit.year.other.calendar"
	}
	return p.T(key, dates(y.first.Start(), y.last().End())...)
}

// dateText writes a day.
func (p *printer) dateText(d time.Time) string {
	return p.T("kit.date.value", "year", strconv.Itoa(d.Year()), "month", strconv.Itoa(int(d.Month())), "day", strconv.Itoa(d.Day()), "monthname", d.Month().String())
}

// months names a quarter by its months, since the quarters of a year that does
// not begin in April have other numbers.
func (p *printer) months(key string, q dim.Quarter) string {
	from, to := q.Start(), q.End()
	return p.T(key, "year", strconv.Itoa(from.Year()),
		"firstmonth", strconv.Itoa(int(from.Month())), "lastmonth", strconv.Itoa(int(to.Month())),
		"firstmonthname", from.Month().String()[:3], "lastmonthname", to.Month().String()[:3])
}

// yearRemarks say what a reader of the year must know.
func (p *printer) yearRemarks(y kitYear) []string {
	var all []string
	if !y.whole() {
		all = append(all, p.T("kit.year.part", "first", p.Quarter(y.shown[0], p.site.Basis), "last", p.Quarter(y.end(), p.site.Basis)))
	}
	if y.start > 0 {
		shown := y.first.Start().Month()
		all = append(all, p.T("kit.year.offgrid", "month", strconv.Itoa(y.start), "monthname", time.Month(y.start).String(),
			"shownmonth", strconv.Itoa(int(shown)), "shownmonthname", shown.String()))
	}
	return all
}

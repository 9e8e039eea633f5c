package page

import (
	"html/template"
	"strconv"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/chart"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// A figure is a chart with the sentence and the table that say the same.
type figure struct {
	ID        string // of the heading; empty where there is no heading
	Heading   string
	Top       bool // the heading stands below that of the page, not of a kind
	Sentences []template.HTML
	Easy      easyText        // the first sentences once more
	List      []template.HTML // remarks on single groups
	Chart     template.HTML
	Remarks   []template.HTML // on what the chart shows, below it
	Table     template.HTML
	Summary   string // names the folded table; empty: it stands open
}

// longTable is the number of rows from which a table is folded.
const longTable = 12

// fold folds a long table away behind its name.
func (f *figure) fold(t table) {
	f.Table = t.html()
	if len(t.rows) > longTable {
		f.Summary = t.caption
	}
}

// head names the next chart of the page.
func (s *sheet) head(title, desc string) chart.Head {
	s.charts++
	return chart.Head{ID: "c" + strconv.Itoa(s.charts), Title: title, Desc: desc}
}

func (p *printer) percentTick(v float64) string { return p.Tick(v, 2) + "%" }

// points is the upper end of the scale of an item.
func (p *printer) points(e *catalogue.Entry) float64 {
	for _, it := range p.site.Items {
		if it.ID == e.Item && it.Points > 0 {
			return float64(it.Points)
		}
	}
	return 10
}

// intervalName says what the intervals of a KPI are, for keys and columns.
func (p *printer) intervalName(e *catalogue.Entry) string {
	if e.Sampled {
		return p.T("interval.sampled")
	}
	return p.T("interval.chance")
}

// marks are the lines of a chart that are public by themselves.
func (p *printer) marks(e *catalogue.Entry, codes dim.Codes) []chart.Mark {
	var marks []chart.Mark
	for _, t := range p.targets(e, codes) {
		marks = append(marks, chart.Mark{Value: t.Value, Label: p.T("target.mark", "value", p.amount(e, t.Value)), Target: true})
	}
	for _, r := range e.References {
		marks = append(marks, chart.Mark{Value: r.Value, Label: p.name(r.Name) + " " + p.amount(e, r.Value)})
	}
	return marks
}

// quarterLabel breaks a quarter in two lines for an axis.
func (p *printer) quarterLabel(q dim.Quarter) string {
	return strings.Replace(p.QuarterShort(q, p.site.Basis), " ", "\n", 1)
}

// parts are the columns of an observation after its value: the interval and
// what it was made of.
func (p *printer) parts(e *catalogue.Entry, o *kpi.Observation) []template.HTML {
	lower, upper := p.limits(o)
	return append([]template.HTML{lower, upper}, p.made(e, o)...)
}

// partHeads are the heads of the columns of parts.
func (p *printer) partHeads(e *catalogue.Entry) []string {
	interval := p.intervalName(e)
	heads := []string{p.T("column.lower", "interval", interval), p.T("column.upper", "interval", interval)}
	for _, c := range p.columns(e) {
		heads = append(heads, c.head)
	}
	return heads
}

// reporters tells how many of the expected organisations reported.
func (p *printer) reporters(o *kpi.Observation) template.HTML {
	if o == nil || o.Expected == 0 {
		return ""
	}
	return p.html("coverage.short", "reporters", p.whole(o, fieldReporters, int64(o.Reporters)), "expected", p.whole(o, fieldExpected, int64(o.Expected)))
}

// change finds the change of a value to the year before.
func (p *printer) change(o *kpi.Observation) *kpi.Observation {
	if o == nil {
		return nil
	}
	return p.site.KPIs.Find(o.Entry.ID, kpi.Change, kpi.YoY, o.Key.Period.Last(), o.Key.Codes)
}

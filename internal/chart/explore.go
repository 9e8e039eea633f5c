package chart

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// An exploration is what a script needs to show a chart with ECharts: its
// option, and beside it what an option has no place for. The script adds
// colours, sizes and functions, all of which are the reader's, and no number.
type exploration struct {
	Kind   string          `json:"kind"` // as in a [Spec]
	Title  string          `json:"title"`
	Option map[string]any  `json:"option"`
	Texts  [][]string      `json:"texts"`            // of each series and point: the finished number, or why there is none
	Limits [][]*[2]float64 `json:"limits,omitempty"` // the intervals; null where there is none
	Ticks  []label         `json:"ticks,omitempty"`  // of the axis of values
}

// A label is a value of an axis with its finished text.
type label struct {
	Value float64 `json:"value"`
	Text  string  `json:"text"`
}

// ID is that of the chart in its page.
func ID(c Chart) string { return c.head().ID }

// Options gives the chart for ECharts, as JSON that is safe inside a script. It
// has the points of [Chart.Spec] and their ids as names; a point that is not
// published is null. A [Spark] has nothing to explore: nil.
func Options(c Chart) []byte {
	if _, small := c.(Spark); small {
		return nil
	}
	s := c.place().spec()
	e := exploration{Kind: s.Kind, Title: c.head().Title, Option: s.option()}
	some := false
	for _, series := range s.Series {
		texts, limits := make([]string, len(series.Points)), make([]*[2]float64, len(series.Points))
		for i, p := range series.Points {
			if texts[i] = p.Text; p.Lower != nil {
				limits[i], some = &[2]float64{*p.Lower, *p.Upper}, true
			}
		}
		e.Texts, e.Limits = append(e.Texts, texts), append(e.Limits, limits)
	}
	if !some {
		e.Limits = nil
	}
	if s.Scale != nil && !s.shares() {
		for _, t := range s.Scale.Ticks {
			e.Ticks = append(e.Ticks, label{t.Value, t.Text})
		}
	}
	out, err := json.Marshal(e)
	if err != nil {
		panic("chart: options: " + err.Error()) // only a NaN could, and none gets in
	}
	return out
}

// level reports whether the values run from left to right, beside the names of
// what they belong to.
func (s Spec) level() bool {
	switch s.Kind {
	case "line", "slope", "heat", "columns":
		return false
	}
	return true
}

// bars reports whether values are lengths.
func (s Spec) bars() bool {
	switch s.Kind {
	case "bars", "columns", "funnels", "stacked", "diverging", "levels":
		return true
	}
	return false
}

// shares reports whether what is drawn is in proportion to the values.
func (s Spec) shares() bool { return s.Kind == "stacked" || s.Kind == "diverging" }

// option is made by go-echarts, whose templates and addresses are not used.
func (s Spec) option() map[string]any {
	x, y := opts.XAxis{Type: "category", Data: s.Labels}, opts.YAxis(s.valueAxis())
	if s.level() {
		x = opts.XAxis(levelAxis(s.valueAxis()))
		y = opts.YAxis{Type: "category", Data: s.Labels, Inverse: opts.Bool(true)}
	}
	global := []charts.GlobalOpts{
		charts.WithXAxisOpts(x), charts.WithYAxisOpts(y), charts.WithLegendOpts(s.legend()),
		charts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(true), Trigger: "axis"}),
	}
	if zoom := s.zoom(); zoom != nil {
		global = append(global, charts.WithDataZoomOpts(*zoom))
	}
	var out map[string]any
	if s.bars() {
		b := charts.NewBar()
		b.SetGlobalOptions(global...)
		for k, series := range s.Series {
			b.AddSeries(s.seriesName(k), barData(series), s.marks(k)...)
		}
		out = b.JSON()
	} else {
		l := charts.NewLine()
		l.SetGlobalOptions(global...)
		for k, series := range s.Series {
			l.AddSeries(s.seriesName(k), lineData(series), s.marks(k)...)
		}
		out = l.JSON()
	}
	for _, unused := range []string{"title", "toolbox", "color"} {
		delete(out, unused)
	}
	return out
}

// valueAxis has the range of the drawing where the values are drawn as they are.
func (s Spec) valueAxis() opts.YAxis {
	a := opts.YAxis{Type: "value"}
	if s.Scale == nil || s.shares() {
		return a
	}
	if s.Kind != "levels" {
		a.Min, a.Max = s.Scale.Min, s.Scale.Max
	}
	if s.Scale.Log {
		a.Type = "log"
	}
	return a
}

func levelAxis(y opts.YAxis) opts.XAxis {
	return opts.XAxis{Type: y.Type, Min: y.Min, Max: y.Max}
}

// mostShown is how many series are shown at first; the others are in the legend.
const mostShown = 5

func (s Spec) legend() opts.Legend {
	l := opts.Legend{Show: opts.Bool(len(s.Series) > 1), Type: "scroll"}
	for k := range s.Series {
		if k >= mostShown && !s.bars() {
			if l.Selected == nil {
				l.Selected = map[string]bool{}
			}
			l.Selected[s.seriesName(k)] = false
		}
	}
	return l
}

// seriesName is never empty: ECharts would make one up.
func (s Spec) seriesName(k int) string {
	if s.Series[k].Name == "" {
		return " "
	}
	return s.Series[k].Name
}

// zoom is a slider for more than two years of quarters, or more rows than are
// seen at once.
func (s Spec) zoom() *opts.DataZoom {
	switch {
	case !s.level() && s.Kind != "columns" && len(s.Labels) > 8:
		return &opts.DataZoom{Type: "slider", XAxisIndex: 0, End: 100}
	case s.level() && len(s.Labels) > 20:
		return &opts.DataZoom{Type: "slider", YAxisIndex: 0, Orient: "vertical", End: 100}
	}
	return nil
}

// marks are the options of a series; the lines of marks belong to the first.
func (s Spec) marks(k int) []charts.SeriesOpts {
	var out []charts.SeriesOpts
	if s.shares() || s.Kind == "levels" {
		out = append(out, charts.WithBarChartOpts(opts.BarChart{Stack: "all"}))
	}
	for _, m := range s.Marks {
		switch {
		case k > 0:
		case s.level():
			out = append(out, charts.WithMarkLineNameXAxisItemOpts(opts.MarkLineNameXAxisItem{Name: m.Label, XAxis: m.Value}))
		default:
			out = append(out, charts.WithMarkLineNameYAxisItemOpts(opts.MarkLineNameYAxisItem{Name: m.Label, YAxis: m.Value}))
		}
	}
	return out
}

// The value of a point that is not published is a pointer to nothing: null. Left
// out it would not be.

func lineData(s SpecSeries) []opts.LineData {
	out := make([]opts.LineData, len(s.Points))
	for i, p := range s.Points {
		out[i] = opts.LineData{Name: p.ID, Value: p.Value, Symbol: either(p.Draft, "emptyCircle", "")}
	}
	return out
}

func barData(s SpecSeries) []opts.BarData {
	out := make([]opts.BarData, len(s.Points))
	for i, p := range s.Points {
		out[i] = opts.BarData{Name: p.ID, Value: p.Value}
	}
	return out
}

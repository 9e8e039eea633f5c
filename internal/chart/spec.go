package chart

import "encoding/json"

// A Spec says what a chart shows, so that it can be checked and drawn again
// without reading the SVG. It holds the numbers of published points only.
// Coordinates are those of the SVG, rounded to one decimal.
type Spec struct {
	Kind     string       `json:"kind"` // line, dots, bars, columns, funnels, stacked, diverging, levels, slope, heat, tiles, spark
	ID       string       `json:"id"`
	Width    float64      `json:"width"`
	Height   float64      `json:"height"`
	TextSize float64      `json:"text_size"`
	Plot     [4]float64   `json:"plot"`            // left, top, right, bottom
	Scale    *SpecScale   `json:"scale,omitempty"` // absent if nothing was published
	Labels   []string     `json:"labels"`          // of the quarters or rows
	Marks    []SpecMark   `json:"marks,omitempty"`
	Breaks   []int        `json:"breaks,omitempty"` // labels that begin a new series
	Series   []SpecSeries `json:"series"`
}

// A SpecScale is the range of an axis with its ticks.
type SpecScale struct {
	Min   float64    `json:"min"`
	Max   float64    `json:"max"`
	Log   bool       `json:"log,omitempty"`
	Ticks []SpecTick `json:"ticks"`
}

// A SpecTick is a value, its text and its coordinate along the axis.
type SpecTick struct {
	Value float64 `json:"value"`
	Text  string  `json:"text"`
	At    float64 `json:"at"`
}

// A SpecMark is a target or reference line and its coordinate along the axis.
type SpecMark struct {
	ID     string  `json:"id,omitempty"`
	Label  string  `json:"label"`
	Value  float64 `json:"value"`
	Target bool    `json:"target,omitempty"`
	At     float64 `json:"at"`
}

// A SpecSeries has a point for every label.
type SpecSeries struct {
	Name   string      `json:"name"`
	Points []SpecPoint `json:"points"`
}

// A SpecPoint is an observation. Numbers are absent unless it is published.
type SpecPoint struct {
	ID    string   `json:"id"`
	State string   `json:"state"`
	Text  string   `json:"text,omitempty"`
	Draft bool     `json:"draft,omitempty"`
	Value *float64 `json:"value,omitempty"`
	Lower *float64 `json:"lower,omitempty"`
	Upper *float64 `json:"upper,omitempty"`
	From  *float64 `json:"from,omitempty"` // where a bar or part begins along the axis
	X     *float64 `json:"x,omitempty"`
	Y     *float64 `json:"y,omitempty"`
}

// json encodes with <, > and & escaped, so that no text can end the script
// element around it.
func (s Spec) json() []byte {
	out, err := json.Marshal(s)
	if err != nil {
		panic("chart: spec: " + err.Error()) // only a NaN could, and none gets in
	}
	return out
}

func newSpec(kind string, h Head, width, height float64, plot box, labels []string) Spec {
	return Spec{
		Kind: kind, ID: h.ID, Width: width, Height: tenth(height), TextSize: textSize(width),
		Plot:   [4]float64{tenth(plot.x0), tenth(plot.y0), tenth(plot.x1), tenth(plot.y1)},
		Labels: labels,
	}
}

func specScale(s scale, at func(float64) float64) *SpecScale {
	out := &SpecScale{Min: s.min, Max: s.max, Log: s.log, Ticks: []SpecTick{}}
	for _, t := range s.ticks {
		out.Ticks = append(out.Ticks, SpecTick{t.value, t.text, tenth(at(t.value))})
	}
	return out
}

func specMarks(marks []Mark, at func(float64) float64) []SpecMark {
	var out []SpecMark
	for _, m := range marks {
		out = append(out, SpecMark{m.ID, m.Label, m.Value, m.Target, tenth(at(m.Value))})
	}
	return out
}

// spec gives a point with its place across the axis; place fills in, for a
// published one, what depends on the value.
func (p Point) spec(place func(*SpecPoint)) SpecPoint {
	out := SpecPoint{ID: p.id, State: p.state.String(), Text: p.text, Draft: p.note != ""}
	if p.state == Value {
		out.Value = &p.value
		if p.hasInterval {
			out.Lower, out.Upper = &p.lower, &p.upper
		}
		place(&out)
	}
	return out
}

func coordinate(v float64) *float64 {
	v = tenth(v)
	return &v
}

func (g lineLay) spec() Spec {
	out := newSpec("line", g.Head, g.w, g.h, g.plot, g.Labels)
	out.Breaks = g.Breaks
	if g.scaled {
		out.Scale = specScale(g.scale, g.y)
		out.Marks = specMarks(g.Marks, g.y)
	}
	for _, s := range g.Series {
		series := SpecSeries{Name: s.Name}
		for i, p := range s.Points {
			sp := p.spec(func(sp *SpecPoint) { sp.Y = coordinate(g.y(p.value)) })
			sp.X = coordinate(g.x(i))
			series.Points = append(series.Points, sp)
		}
		out.Series = append(out.Series, series)
	}
	return out
}

package chart

import (
	"fmt"
	"slices"
)

// A Spark is a tiny line for a card: no axes, no words besides its title. Gaps
// stay gaps, and a withheld quarter is hatched. Unless it is told otherwise, its
// scale runs from the lowest to the highest published value, so that it shows a
// course, never a size.
type Spark struct {
	Head            // Width 0 means 120
	Labels []string // of the quarters, for tooltips and the spec
	Points []Point  // one for each label
	Breaks []int    // labels from which on values cannot be compared with those before: the line is parted there
	Height int      // in pixels; 0 means 32

	// The ends of the scale, for sparks that stand beside one another; equal
	// means those of the values.
	From, To float64

	// The id of another spark of the page whose hatching this one has; empty
	// where it has its own.
	Hatch string
}

// SVG draws the chart. It panics on a bad id, no title or unequal lengths.
func (s Spark) SVG() string { return s.lay().draw() }

// Spec says what SVG drew, as the JSON of a [Spec].
func (s Spark) Spec() []byte { return s.lay().spec().json() }

func (s Spark) place() layout { return s.lay() }

func (s Spark) with(h Head) Chart {
	s.Head = h
	return s
}

type sparkLay struct {
	Spark
	w, h   float64
	plot   box
	step   float64
	scale  scale
	scaled bool
}

func (s Spark) lay() sparkLay {
	s.check()
	g := sparkLay{Spark: s, w: 120, h: 32}
	if s.Width > 0 {
		g.w = float64(s.Width)
	}
	if s.Height > 0 {
		g.h = float64(s.Height)
	}
	g.plot = box{0, 4, g.w, g.h - 4}
	g.step = g.w / float64(len(s.Points))
	var drawn []float64
	for _, p := range s.Points {
		if p.state == Value {
			drawn = append(drawn, p.value)
		}
	}
	if g.scaled = len(drawn) > 0; g.scaled {
		g.scale.min, g.scale.max = slices.Min(drawn), slices.Max(drawn)
		if s.From != s.To {
			g.scale.min, g.scale.max = min(finite(s.From), g.scale.min), max(finite(s.To), g.scale.max)
		}
	}
	return g
}

func (s Spark) check() {
	s.Head.check()
	if len(s.Points) == 0 || len(s.Points) != len(s.Labels) {
		panic(fmt.Sprintf("chart: %s: %d points for %d labels", s.ID, len(s.Points), len(s.Labels)))
	}
	checkBreaks(s.ID, s.Breaks, len(s.Labels))
}

func (g sparkLay) x(i int) float64 { return (float64(i) + 0.5) * g.step }

// y puts a course without change in the middle.
func (g sparkLay) y(v float64) float64 {
	if g.scale.min == g.scale.max {
		return (g.plot.y0 + g.plot.y1) / 2
	}
	return g.plot.y1 - float64(g.scale.part(v)*(g.plot.y1-g.plot.y0))
}

func (g sparkLay) draw() string {
	c := newCanvas(g.Head, "chart-spark", g.w, g.h)
	switch {
	case g.Hatch != "":
		c.id = g.Hatch
	case slices.ContainsFunc(g.Points, func(p Point) bool { return p.state == Withheld }):
		c.hatch()
	}
	for _, r := range runs(g.Points, func(p Point) bool { return p.state == Withheld }) {
		c.rect("withheld", "h", box{g.x(r[0]) - g.step/2, 2, g.x(r[1]-1) + g.step/2, g.h - 2})
	}
	c.open("s1")
	var missing []float64
	for i, p := range g.Points {
		switch p.state {
		case Missing:
			missing = append(missing, g.x(i), g.h-4)
		case NotApplicable:
			c.slash(g.x(i), g.h-5, min(3, g.step/3))
		}
	}
	c.dots(min(3, g.step/3), missing...)
	for _, r := range joined(g.Points, g.Breaks, func(p Point) bool { return p.state == Value }) {
		g.drawRun(c, r[0], r[1])
	}
	c.end()
	return c.close()
}

// drawRun marks a quarter that stands alone, and the last one of all. Points
// without a text have no tip: it stands beside the spark.
func (g sparkLay) drawRun(c *canvas, from, to int) {
	var xy []float64
	for i := from; i < to; i++ {
		xy = append(xy, g.x(i), g.y(g.Points[i].value))
	}
	if to-from > 1 {
		c.path("line", false, xy...)
	}
	if p := g.Points[to-1]; to-from == 1 || to == len(g.Points) {
		c.marker(0, g.x(to-1), g.y(p.value), 2.5, p.note != "", p.id, either(p.text == "", "", p.tip(g.Labels[to-1])))
	}
}

func (g sparkLay) spec() Spec {
	out := newSpec("spark", g.Head, g.w, g.h, g.plot, g.Labels)
	out.Breaks = g.Breaks
	if g.scaled {
		out.Scale = specScale(g.scale, g.y)
	}
	var s SpecSeries
	for i, p := range g.Points {
		sp := p.spec(func(sp *SpecPoint) { sp.Y = coordinate(g.y(p.value)) })
		sp.X = coordinate(g.x(i))
		s.Points = append(s.Points, sp)
	}
	out.Series = []SpecSeries{s}
	return out
}

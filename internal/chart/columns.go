package chart

import (
	"fmt"
	"slices"
)

// Columns shows how answers are distributed over classes in their order, such
// as eleven points: a column each from zero, its finished text above it where
// all fit, and as a short line across what it was a year ago. Where the names of
// the classes do not fit below, it is drawn as rows instead, like [Dots] with
// bars. A withheld class is hatched.
type Columns struct {
	Head
	Axis              // its unit is written above; not Log
	Labels   []string // of the classes, 1 to 24
	Points   []Point  // one for each label; none is negative
	Past     []Point  // what Points are compared with, one for each label, or none at all
	PastName string   // names the quarter of Past, for the key
}

// SVG draws the chart. It panics on a bad id, no title or tick formatter, a
// number of labels or points out of range, and on negative values.
func (c Columns) SVG() string { return c.place().draw() }

// Spec says what SVG drew, as the JSON of a [Spec]; Past is its second series.
// Of rows there is one series.
func (c Columns) Spec() []byte { return c.place().spec().json() }

func (c Columns) place() layout {
	c.check()
	if g, fits := c.lay(); fits {
		return g
	}
	return c.rows().place()
}

func (c Columns) with(h Head) Chart {
	c.Head = h
	return c
}

func (c Columns) check() {
	c.Head.check()
	n := len(c.Labels)
	if n == 0 || n > 24 || len(c.Points) != n || len(c.Past) != n && len(c.Past) != 0 || c.Tick == nil || c.Log {
		panic(fmt.Sprintf("chart: %s: want 1 to 24 labels, a point for each and Tick, and no log axis", c.ID))
	}
	for _, p := range slices.Concat(c.Points, c.Past) {
		if p.state == Value && p.value < 0 {
			panic(fmt.Sprintf("chart: %s: a column of a negative value", c.ID))
		}
	}
}

// rows is the chart that stands in where the names are too long.
func (c Columns) rows() Dots {
	d := Dots{Head: c.Head, Axis: c.Axis, Bars: true}
	for i, p := range c.Points {
		d.Rows = append(d.Rows, Row{Label: c.Labels[i], Point: p})
	}
	return d
}

// A columnLay is Columns with a place for everything.
type columnLay struct {
	Columns
	size   float64
	w, h   float64
	plot   box
	step   float64
	names  []block
	texts  bool // values stand above the columns
	scale  scale
	scaled bool
	key    key
}

const mostColumn = 72.0 // a column with the room beside it is no wider

func (c Columns) lay() (g columnLay, fits bool) {
	g = columnLay{Columns: c, w: c.width()}
	g.Zero = true
	g.size = textSize(g.w)
	drawn, k := g.measure()
	g.plot.y0 = g.size*leading + 4
	if g.Unit != "" {
		g.plot.y0 += g.size * leading
	}
	g.plot.y1 = g.plot.y0 + either[float64](g.w >= wideFrom, 170, 140)
	g.scale, g.scaled = newScale(g.Axis, drawn, 4, func(s scale) bool { return len(s.ticks) < 8 })
	for _, t := range g.scale.ticks {
		g.plot.x0 = max(g.plot.x0, textWidth(t.text, g.size)+10)
	}
	g.step = min(mostColumn, (g.w-g.plot.x0)/float64(len(g.Labels)))
	g.plot.x1 = g.plot.x0 + float64(g.step*float64(len(g.Labels)))
	high := 0.0
	g.texts = true
	for i, s := range g.Labels {
		b := fitting(s, "", g.step-4, g.size)
		if len(b.lines) == 0 {
			return g, false
		}
		g.names, high = append(g.names, b), max(high, b.height)
		g.texts = g.texts && textWidth(g.Points[i].text, g.size)+4 <= g.step
	}
	g.h = g.plot.y1 + high + 10
	g.key = k.lay(0, g.h, g.w, g.size)
	g.h += g.key.height
	return g, true
}

func (g *columnLay) measure() (drawn []float64, k keyTexts) {
	for _, p := range g.Points {
		drawn = p.extent(drawn)
		k.bar(p, "")
	}
	for _, p := range g.Past {
		if p.state == Value {
			drawn = append(drawn, p.value)
			k.add(signPast, g.PastName)
		}
	}
	return drawn, k
}

func (g columnLay) x(i int) float64 { return g.plot.x0 + float64((float64(i)+0.5)*g.step) }

func (g columnLay) y(v float64) float64 {
	return g.plot.y1 - float64(g.scale.part(v)*(g.plot.y1-g.plot.y0))
}

func (g columnLay) draw() string {
	c := newCanvas(g.Head, "chart-columns", g.w, g.h)
	if slices.ContainsFunc(g.Points, func(p Point) bool { return p.state == Withheld }) {
		c.hatch()
	}
	if g.scaled {
		c.scaled("y", g.scale, g.y)
	}
	c.levels("grid", g.plot.x0, g.plot.x1, g.scale.heights(g.y))
	g.scale.write(c, g.plot.x0-8, g.y)
	c.text("sub", "start", "", 0, headroom+g.size*leading/2, newBlock(g.Unit, g.w/2, g.size, 1))
	c.open("s1")
	for i, p := range g.Points {
		g.drawColumn(c, i, p)
	}
	c.end()
	c.line("axis", g.plot.x0, g.plot.y1, g.plot.x1, g.plot.y1)
	for i, p := range g.Past {
		if p.state == Value {
			c.line("past-mark", g.x(i)-0.44*g.step, g.y(p.value), g.x(i)+0.44*g.step, g.y(p.value))
		}
	}
	c.words("sub", "middle")
	for i, b := range g.names {
		c.text("sub", "middle", "", g.x(i), g.plot.y1+6+b.height/2, b)
	}
	c.done()
	g.drawTexts(c)
	g.key.draw(c)
	return c.close()
}

func (g columnLay) drawColumn(c *canvas, i int, p Point) {
	half := 0.36 * g.step
	switch b := (box{g.x(i) - half, g.plot.y0, g.x(i) + half, g.plot.y1}); p.state {
	case Value:
		b.y0 = g.y(p.value)
		class := either(p.note != "", "bar hollow", "bar")
		if g.texts {
			c.rect(class, "", b)
		} else {
			c.tipped(class, p.id, p.tip(g.Labels[i]), b)
		}
		if p.value == 0 {
			c.line("zero", b.x0, b.y1, b.x1, b.y1)
		}
	case Withheld:
		c.rect("withheld", "h", b)
	case Missing:
		c.dots(g.x(i), g.plot.y1-8, min(4, g.step/3))
	case NotApplicable:
		c.slash(g.x(i), g.plot.y1-8, min(4, g.step/3))
	}
}

// drawTexts writes the values above the columns and above what they were.
func (g columnLay) drawTexts(c *canvas) {
	for i, p := range g.Points {
		if p.state != Value || !g.texts {
			continue
		}
		top := p.value
		if len(g.Past) > 0 && g.Past[i].state == Value {
			top = max(top, g.Past[i].value)
		}
		b := newBlock(p.text, g.w, g.size, 1)
		c.text("end", "middle", p.id, g.x(i), g.y(top)-4-b.height/2, b)
	}
}

func (g columnLay) spec() Spec {
	out := newSpec("columns", g.Head, g.w, g.h, g.plot, g.Labels)
	if g.scaled {
		out.Scale = specScale(g.scale, g.y)
	}
	series := func(name string, points []Point) {
		s := SpecSeries{Name: name}
		for i, p := range points {
			sp := p.spec(func(sp *SpecPoint) { sp.From, sp.Y = coordinate(g.plot.y1), coordinate(g.y(p.value)) })
			sp.X = coordinate(g.x(i))
			s.Points = append(s.Points, sp)
		}
		out.Series = append(out.Series, s)
	}
	series("", g.Points)
	if len(g.Past) > 0 {
		series(g.PastName, g.Past)
	}
	return out
}

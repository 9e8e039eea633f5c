package chart

import (
	"fmt"
	"slices"
)

// Dots compares groups: one row each, with a dot or a bar, its interval as a
// whisker and the finished text at the row's end. Rows stand in the order
// given. A withheld row is hatched; other rows without a value show only their
// text.
type Dots struct {
	Head
	Axis
	Rows     []Row  // 1 to 60
	Marks    []Mark // such as a target, or parity and a screening level
	Bars     bool   // bars from zero, for values that cannot be negative; not with Log
	Interval string // what the intervals are, for the key
}

// A Row is one group.
type Row struct {
	Label  string
	Point  Point
	Strong bool // set in bold, for the joint total
}

// SVG draws the chart. It panics on a bad id, no title or tick formatter, no
// rows or more than 60, and on bars of negative values or on a log axis.
func (d Dots) SVG() string { return d.place().draw() }

// Spec says what SVG drew, as the JSON of a [Spec].
func (d Dots) Spec() []byte { return d.place().spec().json() }

func (d Dots) place() layout {
	g := d.lay()
	return dotsLay{d, &g}
}

type dotsLay struct {
	dots Dots
	rows *rows
}

func (l dotsLay) draw() string { return l.dots.draw(l.rows) }
func (l dotsLay) spec() Spec   { return l.dots.spec(l.rows) }

func (d Dots) with(h Head) Chart {
	d.Head = h
	return d
}

func (d Dots) check() {
	d.Head.check()
	if len(d.Rows) == 0 || len(d.Rows) > 60 || d.Tick == nil || d.Bars && d.Log {
		panic(fmt.Sprintf("chart: %s: want 1 to 60 rows, Tick, and no bars on a log axis", d.ID))
	}
	for _, r := range d.Rows {
		if d.Bars && r.Point.state == Value && r.Point.value < 0 {
			panic(fmt.Sprintf("chart: %s: a bar of a negative value", d.ID))
		}
	}
}

func (d Dots) lay() rows {
	d.check()
	g := rows{Head: d.Head, Axis: d.Axis, marks: d.Marks, pad: 7, bar: 14}
	g.Zero = g.Zero || d.Bars
	if d.Bars {
		g.pad = 1
	}
	var drawn []float64
	var k keyTexts
	for _, r := range d.Rows {
		g.items = append(g.items, rowItem{label: r.Label, text: r.Point.text, id: r.Point.id, strong: r.Strong})
		drawn = r.Point.extent(drawn)
		if r.Point.state == Value { // the others tell their state at the row's end
			note := either(d.Bars, k.bar, k.point)
			note(r.Point, d.Interval)
		}
	}
	for _, m := range d.Marks {
		drawn = append(drawn, finite(m.Value))
	}
	g.lay(0, drawn, k)
	return g
}

func (d Dots) draw(g *rows) string {
	c := newCanvas(d.Head, "chart-dots", g.w, g.h)
	for _, r := range d.Rows {
		if r.Point.state == Withheld {
			c.hatch()
			break
		}
	}
	if g.scaled {
		c.scaled("x", g.scale, g.x)
	}
	g.drawGrid(c)
	g.drawTicks(c)
	c.open("s1")
	if d.Bars {
		d.drawBars(c, g)
	}
	g.drawMarks(c)
	d.drawIntervals(c, g)
	d.drawPoints(c, g)
	c.end()
	g.drawTexts(c)
	g.key.draw(c)
	return c.close()
}

func (d Dots) drawBars(c *canvas, g *rows) {
	var zeros []box
	c.shapes("bar")
	for i, r := range d.Rows {
		if r.Point.state != Value {
			continue
		}
		b := g.band(g.items[i])
		b.x0, b.x1 = g.x(0), g.x(r.Point.value)
		c.tipped(either(r.Point.note != "", "bar hollow", "bar"), r.Point.id, "", b)
		if r.Point.value == 0 {
			zeros = append(zeros, b)
		}
	}
	c.done()
	c.zeros(zeros...)
	if g.scaled {
		g.upright(c, "axis", g.x(0))
	}
}

// drawPoints draws the dots. They have no tips: name and number stand in the row.
func (d Dots) drawPoints(c *canvas, g *rows) {
	g.drawAbsent(c, func(i int) State { return d.Rows[i].Point.state })
	if d.Bars {
		return
	}
	points := make([]Point, len(d.Rows))
	for i, r := range d.Rows {
		points[i] = r.Point
	}
	c.shapes(dotClass(points))
	for i, r := range d.Rows {
		switch p, y := r.Point, g.items[i].y; {
		case p.state != Value:
		case d.Log && p.value <= 0:
			c.path("dot", true, g.plot.x0, y, g.plot.x0+8, y-5, g.plot.x0+8, y+5)
		default:
			c.marker(0, g.x(p.value), y, 5, p.note != "", p.id, "")
		}
	}
	c.done()
}

// drawIntervals draws all whiskers as one shape. They end in an arrow where a
// log axis cannot show the lower limit.
func (d Dots) drawIntervals(c *canvas, g *rows) {
	if !slices.ContainsFunc(d.Rows, func(r Row) bool { return r.Point.hasInterval }) {
		return
	}
	c.shape("whisker", "", func() {
		for i, r := range d.Rows {
			switch p, y := r.Point, g.items[i].y; {
			case !p.hasInterval:
			case d.Log && p.lower <= 0:
				c.trace(false, []float64{g.plot.x0 + 5, y - 4, g.plot.x0 + 1, y, g.plot.x0 + 5, y + 4})
				c.stroke(false, g.plot.x0+1, y, g.x(p.upper), y)
				c.stroke(false, g.x(p.upper), y-4, g.x(p.upper), y+4)
			default:
				c.caps(g.x(p.lower), y, g.x(p.upper), y, 4)
			}
		}
	})
}

func (d Dots) spec(g *rows) Spec {
	kind := either(d.Bars, "bars", "dots")
	out := newSpec(kind, d.Head, g.w, g.h, g.plot, nil)
	if g.scaled {
		out.Scale = specScale(g.scale, g.x)
		out.Marks = specMarks(d.Marks, g.x)
	}
	var s SpecSeries
	for i, r := range d.Rows {
		out.Labels = append(out.Labels, r.Label)
		p := r.Point.spec(func(p *SpecPoint) {
			p.X = coordinate(g.x(r.Point.value))
			if d.Bars {
				p.From = coordinate(g.x(0))
			}
		})
		p.Y = coordinate(g.items[i].y)
		s.Points = append(s.Points, p)
	}
	out.Series = []SpecSeries{s}
	return out
}

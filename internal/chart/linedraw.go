package chart

import (
	"slices"
	"strconv"
)

// draw puts the back first: grid, columns, bands, marks, lines, then text.
func (g lineLay) draw() string {
	c := newCanvas(g.Head, "chart-line", g.w, g.h)
	if g.withholds() {
		c.hatch()
	}
	if g.scaled {
		c.scaled("y", g.scale, g.y)
	}
	g.drawGrid(c)
	for _, r := range g.columns() {
		c.rect("withheld", "h", box{g.x(r[0]) - g.step/2, g.plot.y0, g.x(r[1]-1) + g.step/2, g.plot.y1})
	}
	for _, i := range g.Breaks {
		x := g.x(i) - g.step/2
		c.line("break", x, g.plot.y0, x, g.plot.y1)
	}
	for i := range g.Marks {
		y := g.y(g.Marks[i].Value)
		c.line(g.Marks[i].class(), g.plot.x0, y, g.plot.x1, y)
	}
	for k := range g.Series {
		if slices.ContainsFunc(g.Series[k].Points, func(p Point) bool { return p.hasInterval }) {
			c.open(seriesClass(k))
			g.drawBand(c, k)
			c.end()
		}
	}
	for k := range g.Series {
		c.open(seriesClass(k) + either(g.past(k), " past", ""))
		g.drawSeries(c, k)
		c.end()
	}
	g.drawLanes(c)
	g.drawSide(c)
	g.key.draw(c)
	return c.close()
}

func seriesClass(k int) string { return "s" + strconv.Itoa(k+1) }

func (m Mark) class() string { return either(m.Target, "target", "reference") }

func (g lineLay) withholds() bool {
	for _, s := range g.Series {
		for _, p := range s.Points {
			if p.state == Withheld {
				return true
			}
		}
	}
	return false
}

func (g lineLay) drawGrid(c *canvas) {
	c.levels("grid", g.plot.x0, g.plot.x1, g.scale.heights(g.y))
	g.scale.write(c, g.plot.x0-8, g.y)
	c.shape("axis", "", func() {
		c.stroke(false, g.plot.x0, g.plot.y1, g.plot.x1, g.plot.y1)
		for _, t := range g.ticks {
			c.stroke(false, g.x(t.i), g.plot.y1, g.x(t.i), g.plot.y1+4)
		}
	})
	c.words("sub", "middle")
	for _, t := range g.ticks {
		c.text("sub", "middle", "", t.middle(), t.y, t.block)
	}
	for _, t := range g.top {
		c.text("sub", "middle", g.Series[0].Points[t.i].id, t.middle(), t.y, t.block)
	}
	c.done()
	c.text("sub", "start", "", 0, headroom+g.size*leading/2, newBlock(g.Unit, g.w/2, g.size, 1))
}

// middle is the middle of a block across.
func (p placed) middle() float64 { return p.x + p.width/2 }

// drawBand shows the intervals of each unbroken run, as a whisker where a run
// is one quarter long. All whiskers are one shape.
func (g lineLay) drawBand(c *canvas, k int) {
	points := g.Series[k].Points
	all := joined(points, g.Breaks, func(p Point) bool { return p.hasInterval })
	g.drawWhiskers(c, points, slices.DeleteFunc(slices.Clone(all), func(r [2]int) bool { return r[1]-r[0] > 1 }))
	for _, r := range all {
		if r[1]-r[0] == 1 {
			continue
		}
		var xy []float64
		for i := r[0]; i < r[1]; i++ {
			xy = append(xy, g.x(i), g.y(points[i].upper))
		}
		for i := r[1] - 1; i >= r[0]; i-- {
			xy = append(xy, g.x(i), g.y(points[i].lower))
		}
		c.path("band", true, xy...)
	}
}

func (g lineLay) drawWhiskers(c *canvas, points []Point, alone [][2]int) {
	if len(alone) == 0 {
		return
	}
	c.shape("whisker", "", func() {
		for _, r := range alone {
			p, x := points[r[0]], g.x(r[0])
			c.caps(x, g.y(p.lower), x, g.y(p.upper), 3)
		}
	})
}

func (g lineLay) drawSeries(c *canvas, k int) {
	points := g.Series[k].Points
	for _, r := range joined(points, g.Breaks, func(p Point) bool { return p.state == Value }) {
		var xy []float64
		for i := r[0]; i < r[1]; i++ {
			xy = append(xy, g.x(i), g.y(points[i].value))
		}
		if len(xy) > 2 {
			c.path("line", false, xy...)
		}
	}
	c.shapes(dotClass(points))
	for i, p := range points {
		if p.state == Value && g.marked(points, i) {
			c.marker(k, g.x(i), g.y(p.value), g.radius(k), p.note != "", p.id, p.named(g.Labels[i]))
		}
	}
	c.done()
}

// marked tells whether a point gets a marker: all where there is room, else
// those that stand alone or end a run, and drafts.
func (g lineLay) marked(points []Point, i int) bool {
	alone := i == 0 || i == len(points)-1 || points[i-1].state != Value || points[i+1].state != Value ||
		slices.Contains(g.Breaks, i) || slices.Contains(g.Breaks, i+1)
	return g.step >= 14 || alone || points[i].note != ""
}

// radius is that of the markers of a series.
func (g lineLay) radius(k int) float64 {
	if g.step >= 20 && !g.past(k) {
		return 4
	}
	return 3
}

// drawLanes shows below the axis which quarters of which series are missing,
// not applicable or, where columns would speak for all series, withheld.
func (g lineLay) drawLanes(c *canvas) {
	for n, k := range g.lanes {
		y := g.laneY + float64(n)*laneHeight
		c.open(seriesClass(k))
		if len(g.Series) > 1 {
			c.line("grid", g.plot.x0, y, g.plot.x1, y)
			c.marker(k, g.plot.x0-9, y, 3, false, "", "")
		}
		g.drawLane(c, g.Series[k].Points, y)
		c.end()
	}
}

func (g lineLay) drawLane(c *canvas, points []Point, y float64) {
	var missing []float64
	for i, p := range points {
		switch p.state {
		case Missing:
			missing = append(missing, g.x(i), y)
		case NotApplicable:
			c.slash(g.x(i), y, min(4, g.step/3))
		}
	}
	c.dots(min(4, g.step/3), missing...)
	if len(g.Series) == 1 {
		return // columns show what is withheld
	}
	for _, r := range runs(points, func(p Point) bool { return p.state == Withheld }) {
		c.rect("withheld", "h", box{g.x(r[0]) - g.step/2, y - 4, g.x(r[1]-1) + g.step/2, y + 4})
	}
}

func (g lineLay) drawSide(c *canvas) {
	x := g.plot.x1 + 8
	for _, s := range g.side {
		class := "side"
		if s.series >= 0 {
			class = "side name"
			c.open(seriesClass(s.series))
			c.marker(s.series, x+4, s.y, 4, false, "", "")
		} else {
			c.line(g.Marks[s.mark].class(), x-2, s.y, x+10, s.y)
		}
		c.text(class, "start", s.id, x+markerRoom, s.y, s.block)
		if s.series >= 0 {
			c.end()
		}
	}
}

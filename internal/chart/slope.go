package chart

import (
	"cmp"
	"fmt"
	"slices"
)

// Slope compares groups at two times: a line each from the value then, on the
// left, to the value now, on the right, where its name stands. A change that
// cannot be told from chance is a broken line. A group without a value at one
// of the times has no line: it is told of in a row of its own below.
type Slope struct {
	Head
	Axis              // its range; no ticks are drawn, since every value is written. Not Log
	Labels [2]string  // of the two times
	Rows   []SlopeRow // 1 to 30
	Sure   string     // what an unbroken line means, for the key; may be empty
	Unsure string     // what a broken line means
}

// A SlopeRow is one group.
type SlopeRow struct {
	Label     string
	Then, Now Point
	Sure      bool // the change is larger than chance
	Strong    bool // set in bold, for the joint total
}

// SVG draws the chart. It panics on a bad id, no title or a number of rows out
// of range.
func (s Slope) SVG() string { return s.lay().draw() }

// Spec says what SVG drew, as the JSON of a [Spec]: a series a row.
func (s Slope) Spec() []byte { return s.lay().spec().json() }

func (s Slope) place() layout { return s.lay() }

func (s Slope) with(h Head) Chart {
	s.Head = h
	return s
}

func (s Slope) check() {
	s.Head.check()
	if len(s.Rows) == 0 || len(s.Rows) > 30 || s.Tick == nil || s.Log {
		panic(fmt.Sprintf("chart: %s: want 1 to 30 rows and Tick, and no log axis", s.ID))
	}
}

func (r SlopeRow) complete() bool { return r.Then.state == Value && r.Now.state == Value }

// A slopeLay is a Slope with a place for everything.
type slopeLay struct {
	Slope
	size   float64
	w, h   float64
	plot   box
	heads  [2]block
	scale  scale
	scaled bool
	names  []block // right of the plot, or in the row below it
	thens  []block // left of it
	right  []float64
	left   []float64
	key    key
}

const slopeRoom = 22.0 // between a text and the plot: for the sign, or the line that leads to it

func (s Slope) lay() slopeLay {
	s.check()
	g := slopeLay{Slope: s, w: s.width()}
	g.size = textSize(g.w)
	drawn, k := g.write()
	g.scale, g.scaled = newScale(s.Axis, drawn, 5, func(scale) bool { return true })
	g.left, g.right = make([]float64, len(s.Rows)), make([]float64, len(s.Rows))
	g.placeLines()
	g.placeRest()
	g.key = k.lay(0, g.h, g.w, g.size)
	g.h += g.key.height
	return g
}

// write wraps the texts, and finds what is on the scale and which signs there
// are.
func (g *slopeLay) write() (drawn []float64, k keyTexts) {
	var left, right float64
	for _, r := range g.Rows {
		size := (&rowItem{strong: r.Strong}).nameSize(g.size)
		then := newBlock(r.Then.text, 0.24*g.w, size, 1)
		name := sideBlock(r.Label, r.Now.text, 0.42*g.w, size)
		name.height = float64(len(name.lines)) * g.size * leading
		g.thens, g.names = append(g.thens, then), append(g.names, name)
		left, right = max(left, then.width), max(right, name.width)
		if r.complete() {
			drawn = append(drawn, r.Then.value, r.Now.value)
			k.add(signSure, either(r.Sure, g.Sure, ""))
			k.add(signUnsure, either(r.Sure, "", g.Unsure))
		}
		for _, p := range []Point{r.Then, r.Now} {
			if r.complete() {
				k.add(signDraft, p.note)
			}
		}
	}
	for i, s := range g.Labels {
		g.heads[i] = newBlock(s, g.w/2-10, g.size, 2)
	}
	g.plot.x0, g.plot.x1 = left+slopeRoom, g.w-right-slopeRoom
	return drawn, k
}

// placeLines gives the lines a plot that is high enough for all their texts.
func (g *slopeLay) placeLines() {
	g.plot.y0 = headroom + max(g.heads[0].height, g.heads[1].height) + 14
	g.plot.y1 = g.plot.y0
	if !g.scaled {
		return
	}
	all := g.complete()
	high := 0.0
	for _, i := range all {
		high += max(g.names[i].height, g.thens[i].height) + 2
	}
	g.plot.y1 += max(high, either[float64](g.w >= wideFrom, 180, 150))
	at := func(to []float64, blocks []block, value func(SlopeRow) float64) {
		slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(value(g.Rows[b]), value(g.Rows[a])) })
		want, height := make([]float64, len(all)), make([]float64, len(all))
		for k, i := range all {
			want[k], height[k] = g.y(value(g.Rows[i])), blocks[i].height+2
		}
		for k, y := range spread(want, height, g.plot.y0-8, g.plot.y1+8) {
			to[all[k]] = y
		}
	}
	at(g.left, g.thens, func(r SlopeRow) float64 { return r.Then.value })
	at(g.right, g.names, func(r SlopeRow) float64 { return r.Now.value })
	g.plot.y1 += 8
}

// complete lists the rows that have a line.
func (g slopeLay) complete() []int {
	var all []int
	for i, r := range g.Rows {
		if r.complete() {
			all = append(all, i)
		}
	}
	return all
}

// placeRest puts the rows without a line below the plot.
func (g *slopeLay) placeRest() {
	y := g.plot.y1 + 10
	for i, r := range g.Rows {
		if r.complete() {
			continue
		}
		height := max(g.names[i].height, g.thens[i].height) + 4
		g.left[i], g.right[i] = y+height/2, y+height/2
		y += height
	}
	g.h = y + 2
}

func (g slopeLay) y(v float64) float64 {
	return g.plot.y1 - float64(g.scale.part(v)*(g.plot.y1-g.plot.y0))
}

func (g slopeLay) draw() string {
	c := newCanvas(g.Head, "chart-slope", g.w, g.h)
	c.text("sub", "end", "", max(g.plot.x0, g.heads[0].width), headroom+g.heads[0].height/2, g.heads[0])
	c.text("sub", "start", "", min(g.plot.x1, g.w-g.heads[1].width), headroom+g.heads[1].height/2, g.heads[1])
	if g.scaled {
		c.line("axis", g.plot.x0, g.plot.y0-8, g.plot.x0, g.plot.y1)
		c.line("axis", g.plot.x1, g.plot.y0-8, g.plot.x1, g.plot.y1)
	}
	if slices.ContainsFunc(g.Rows, func(r SlopeRow) bool { return r.Then.state == Withheld || r.Now.state == Withheld }) {
		c.hatch()
	}
	c.open("s1")
	for i, r := range g.Rows {
		if r.complete() {
			g.drawLine(c, i, r)
		}
	}
	if g.scaled && len(g.complete()) < len(g.Rows) {
		c.line("grid", 0, g.plot.y1+6, g.w, g.plot.y1+6)
	}
	for i, r := range g.Rows {
		if !r.complete() {
			g.drawSign(c, r.Then, g.plot.x0, g.left[i])
			g.drawSign(c, r.Now, g.plot.x1, g.right[i])
		}
		g.drawTexts(c, i, r)
	}
	c.end()
	g.key.draw(c)
	return c.close()
}

// drawLine leads from both ends to the texts, where these had to make room for
// one another.
func (g slopeLay) drawLine(c *canvas, i int, r SlopeRow) {
	y0, y1 := g.y(r.Then.value), g.y(r.Now.value)
	c.path(either(r.Sure, "line", "line unsure")+either(r.Strong, " main", ""), false, g.plot.x0, y0, g.plot.x1, y1)
	c.path("leader", false, g.plot.x0-slopeRoom+4, g.left[i], g.plot.x0-6, y0)
	c.path("leader", false, g.plot.x1+6, y1, g.plot.x1+slopeRoom-4, g.right[i])
	radius := either[float64](r.Strong, 5, 4)
	c.marker(0, g.plot.x0, y0, radius, r.Then.note != "", "", "")
	c.marker(0, g.plot.x1, y1, radius, r.Now.note != "", "", "")
}

// drawSign stands for why there is no value at a time. A value that is there is
// only written: a dot below the plot would look like a low one.
func (g slopeLay) drawSign(c *canvas, p Point, x, y float64) {
	switch p.state {
	case Withheld:
		c.rect("withheld", "h", box{x - 6.5, y - 5, x + 6.5, y + 5})
	case Missing:
		c.dots(4, x, y)
	case NotApplicable:
		c.slash(x, y, 4)
	}
}

// drawTexts names the observation only where the text has its number.
func (g slopeLay) drawTexts(c *canvas, i int, r SlopeRow) {
	id := func(p Point) string { return either(p.state == Value, p.id, "") }
	c.text(either(r.Strong, "end strong", "end"), "end", id(r.Then), g.plot.x0-slopeRoom, g.left[i], g.thens[i])
	c.text(either(r.Strong, "end strong", "end"), "start", id(r.Now), g.plot.x1+slopeRoom, g.right[i], g.names[i])
}

func (g slopeLay) spec() Spec {
	out := newSpec("slope", g.Head, g.w, g.h, g.plot, g.Labels[:])
	if g.scaled {
		out.Scale = &SpecScale{Min: g.scale.min, Max: g.scale.max, Ticks: []SpecTick{}}
	}
	for i, r := range g.Rows {
		s := SpecSeries{Name: r.Label}
		for k, p := range []Point{r.Then, r.Now} {
			x, y := [2]float64{g.plot.x0, g.plot.x1}[k], [2]float64{g.left[i], g.right[i]}[k]
			if r.complete() {
				y = g.y(p.value)
			}
			sp := p.spec(func(sp *SpecPoint) { sp.Y = coordinate(y) })
			sp.X = coordinate(x)
			s.Points = append(s.Points, sp)
		}
		out.Series = append(out.Series, s)
	}
	return out
}

package chart

import (
	"cmp"
	"math"
	"slices"
)

// Row charts share one layout: a label, the plot, and at the row's end the
// finished text. Where labels and texts would take more than 55 % of
// the width, they stand on a line above the plot of their row.
type rows struct {
	Head
	Axis
	marks    []Mark
	items    []rowItem
	size     float64
	w, h     float64
	plot     box
	above    bool
	pad      float64 // inside the plot, at both ends
	bar      float64 // height of a bar
	scale    scale
	scaled   bool     // false if there is nothing to scale by; true beforehand if the scale is given
	names    []placed // of marks
	topTicks float64  // lower edge of the ticks above the plot
	key      key
}

// A rowItem is a row with its place.
type rowItem struct {
	label, text string
	id          string // of the observation that text shows
	strong      bool
	name, end   block
	textY       float64 // middle of name and end
	y           float64 // middle of the bar
}

const manyRows = 15 // from here on ticks stand above as well as below

// lay gives everything its place; header is the height the chart keeps free
// at the top, drawn lists the values on the scale.
func (g *rows) lay(header float64, drawn []float64, k keyTexts) {
	g.w = g.width()
	g.size = textSize(g.w)
	header += headroom
	g.columns()
	if !g.scaled {
		g.scale, g.scaled = newScale(g.Axis, drawn, g.wantTicks(), g.ticksFit)
	} else {
		g.thinTicks()
	}
	if len(g.items) > manyRows && len(g.scale.ticks) > 0 {
		header += g.size*leading + 2
	}
	g.topTicks = header
	g.plot.y0 = math.Ceil(header + g.placeMarks(header)) // rows stand on whole pixels: they are sharper, and shorter to write
	g.placeRows()
	g.h = g.plot.y1 + 4
	if len(g.scale.ticks) > 0 || g.Unit != "" {
		g.h += g.size*leading + 4
	}
	g.key = k.lay(0, g.h, g.w, g.size)
	g.h += g.key.height
}

// thinTicks takes from the ticks of a given scale every other, beginning beside
// zero, until they fit: at last there are zero and the ends that have room.
func (g *rows) thinTicks() {
	for !g.ticksFit(g.scale) && len(g.scale.ticks) > 1 {
		zero := slices.IndexFunc(g.scale.ticks, func(t tick) bool { return t.value == 0 })
		var kept []tick
		for i, t := range g.scale.ticks {
			if (i-zero)%2 == 0 {
				kept = append(kept, t)
			}
		}
		g.scale.ticks = kept
	}
}

// columns decides between the two layouts and sets the plot's sides.
func (g *rows) columns() {
	var name, end float64
	for _, r := range g.items {
		name, end = max(name, textWidth(r.label, r.nameSize(g.size))), max(end, textWidth(r.text, g.size))
	}
	if g.w >= wideFrom {
		name = min(name, 0.3*g.w)
	}
	g.above = name+end > 0.55*g.w
	g.plot.x0, g.plot.x1 = 0, g.w
	if !g.above {
		g.plot.x0, g.plot.x1 = gap(name), g.w-gap(end)
	}
	for i := range g.items {
		r := &g.items[i]
		r.end = newBlock(r.text, g.w*0.6, g.size, 1)
		room := g.plot.x0 - 10
		if g.above {
			room = g.w - gap(r.end.width)
		}
		r.name = newBlock(r.label, room, r.nameSize(g.size), 2)
		r.name.height = float64(len(r.name.lines)) * g.size * leading
	}
}

// nameSize is the size to measure a label by: bold letters are wider.
func (r *rowItem) nameSize(size float64) float64 {
	if r.strong {
		return boldSize(size)
	}
	return size
}

// gap adds the distance to the plot to a column, if there is one.
func gap(width float64) float64 {
	if width == 0 {
		return 0
	}
	return width + 10.5
}

func (g *rows) wantTicks() int {
	return max(2, int((g.plot.x1-g.plot.x0)/80))
}

// x gives the coordinate of a value.
func (g *rows) x(v float64) float64 { return g.xOn(g.scale, v) }

func (g *rows) xOn(s scale, v float64) float64 {
	return g.plot.x0 + g.pad + float64(s.part(v)*(g.plot.x1-g.plot.x0-2*g.pad))
}

// tickBox is the room a tick's text takes, kept inside the drawing.
func (g *rows) tickBox(s scale, t tick) (x, width float64) {
	width = textWidth(t.text, g.size)
	return max(0, min(g.xOn(s, t.value)-width/2, g.w-g.unitRoom()-width)), width
}

func (g *rows) unitRoom() float64 {
	if g.Unit == "" {
		return 0
	}
	return textWidth(g.Unit, g.size) + 10
}

func (g *rows) ticksFit(s scale) bool {
	edge := -10.0
	for _, t := range s.ticks {
		x, width := g.tickBox(s, t)
		if x < edge+10 {
			return false
		}
		edge = x + width
	}
	return edge <= g.w
}

// placeMarks puts the names of marks above the plot, level where they fit, and
// gives the height they take.
func (g *rows) placeMarks(top float64) float64 {
	order := make([]int, len(g.marks))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(g.marks[a].Value, g.marks[b].Value)
	})
	var taken []box
	height := 0.0
	for n, i := range order {
		b := newBlock(g.marks[i].Label, g.w*0.6, g.size, 1)
		if len(b.lines) == 0 {
			continue
		}
		at := g.markBox(b, top, g.x(g.marks[i].Value), n, len(order), taken)
		taken = append(taken, at)
		g.names = append(g.names, placed{b, at.x0, (at.y0 + at.y1) / 2, i})
		height = max(height, at.y1-top)
	}
	return height + 6
}

// markBox finds room for the n-th name of count: below or above its line's
// left, middle or right, in the first level that has some.
func (g *rows) markBox(b block, top, x float64, n, count int, taken []box) box {
	shifts := []float64{0.5, 0, 1}
	if count > 1 && n == 0 {
		shifts = []float64{1, 0.5, 0}
	} else if count > 1 && n == count-1 {
		shifts = []float64{0, 0.5, 1}
	}
	for y := top; ; y += b.height {
		for _, s := range shifts {
			x0 := max(0, min(x-s*b.width, g.w-b.width))
			at := box{x0, y, x0 + b.width, y + b.height}
			if wide := (box{at.x0 - 10, at.y0, at.x1 + 10, at.y1}); !meetsAny(wide, taken) {
				return at
			}
		}
	}
}

// even is the next even number, so that what has that height has its middle on a
// whole pixel.
func even(height float64) float64 { return 2 * math.Ceil(height/2) }

// placeRows stacks the rows from the plot's top.
func (g *rows) placeRows() {
	y := g.plot.y0
	for i := range g.items {
		r := &g.items[i]
		text := even(max(r.name.height, r.end.height))
		if g.above {
			r.textY, r.y = y+4+text/2, y+4+text+2+g.bar/2
			y = r.y + g.bar/2 + 7
			continue
		}
		height := max(text, g.bar) + 8
		r.textY, r.y = y+height/2, y+height/2
		y += height
	}
	g.plot.y1 = y
}

// band is the room of a row's own drawing.
func (g *rows) band(r rowItem) box {
	return box{g.plot.x0, r.y - g.bar/2, g.plot.x1, r.y + g.bar/2}
}

// upright draws a vertical line through the plot; where text stands between
// the rows, only beside the bars.
func (g *rows) upright(c *canvas, class string, x float64) {
	if !g.above {
		c.line(class, x, g.plot.y0, x, g.plot.y1)
		return
	}
	var lines []float64
	for _, r := range g.items {
		lines = append(lines, x, r.y-g.bar/2-2, r.y+g.bar/2+2)
	}
	c.uprights(class, lines...)
}

func (g *rows) drawGrid(c *canvas) {
	var lines []float64
	for _, t := range g.scale.ticks {
		x := g.x(t.value)
		if !g.above {
			lines = append(lines, x, g.plot.y0, g.plot.y1)
			continue
		}
		for _, r := range g.items {
			lines = append(lines, x, r.y-g.bar/2-2, r.y+g.bar/2+2)
		}
	}
	c.uprights("grid", lines...)
}

func (g *rows) drawTicks(c *canvas) {
	c.words("sub", "middle")
	for _, t := range g.scale.ticks {
		anchor, x := g.tickAt(t)
		b := newBlock(t.text, g.w, g.size, 1)
		c.text("sub", anchor, "", x, g.plot.y1+6+b.height/2, b)
		if len(g.items) > manyRows {
			c.text("sub", anchor, "", x, g.topTicks-2-b.height/2, b)
		}
	}
	c.done()
	unit := newBlock(g.Unit, g.w/2, g.size, 1)
	c.text("sub", "end", "", g.w, g.plot.y1+6+unit.height/2, unit)
}

// tickAt gives the anchor of a tick's text and where it is: the middle, or the
// side towards the edge by which it had to move.
func (g *rows) tickAt(t tick) (anchor string, x float64) {
	left, width := g.tickBox(g.scale, t)
	switch at := g.xOn(g.scale, t.value); {
	case left > at-width/2:
		return "start", left
	case left < at-width/2:
		return "end", left + width
	default:
		return "middle", at
	}
}

func (g *rows) drawMarks(c *canvas) {
	for _, m := range g.marks {
		g.upright(c, m.class(), g.x(m.Value))
	}
	for _, p := range g.names {
		c.text("side", "middle", g.marks[p.i].ID, p.middle(), p.y, p.block)
	}
}

// drawAbsent fills the rows that have no value with a sign that cannot be read as
// one: hatching, a dotted line, or nothing for what does not apply.
func (g *rows) drawAbsent(c *canvas, state func(i int) State) {
	var withheld []box
	for i, at := range g.items {
		switch state(i) {
		case Withheld:
			withheld = append(withheld, g.band(at))
		case Missing:
			c.line("absent-row", g.plot.x0, at.y, g.plot.x1, at.y)
		}
	}
	if len(withheld) > 0 {
		c.boxes("withheld", "h", withheld)
	}
}

func (g *rows) drawTexts(c *canvas) {
	for _, r := range g.items {
		c.text(either(r.strong, "strong", ""), "start", "", 0, r.textY, r.name)
	}
	c.words("end", "end")
	for _, r := range g.items {
		c.text(either(r.strong, "end strong", "end"), "end", r.id, g.w, r.textY, r.end)
	}
	c.done()
}

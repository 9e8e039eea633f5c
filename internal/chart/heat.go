package chart

import (
	"fmt"
	"math"
	"slices"
)

// Heat shows groups over quarters: a row each, a cell a quarter, the darker the
// higher the step that its value belongs to. Where all numbers fit and are not
// too many, they stand in the cells. Rows stand in the order given. What is
// withheld is hatched.
type Heat struct {
	Head
	Axis             // not Log; its steps are explained in the key
	Labels []string  // of the quarters, oldest first, 1 to 60; "\n" breaks a line. Thinned where they do not fit, the last always stands
	Rows   []HeatRow // 1 to 60
	Breaks []int     // labels from which on values cannot be compared with those before
	Break  string    // what the line there means, for the key
}

// A HeatRow is one group; Points has one for every label.
type HeatRow struct {
	Label  string
	Points []Point
	Strong bool // set in bold, for the joint total
}

// SVG draws the chart. It panics on a bad id, no title or tick formatter, a
// number of rows or labels out of range, and unequal lengths.
func (h Heat) SVG() string { return h.lay().draw() }

// Spec says what SVG drew, as the JSON of a [Spec]: a series a row, of each
// published point the middle of its cell.
func (h Heat) Spec() []byte { return h.lay().spec().json() }

func (h Heat) place() layout { return h.lay() }

func (h Heat) with(head Head) Chart {
	h.Head = head
	return h
}

func (h Heat) check() {
	h.Head.check()
	if n := len(h.Labels); n == 0 || n > 60 || len(h.Rows) == 0 || len(h.Rows) > 60 || h.Tick == nil || h.Log {
		panic(fmt.Sprintf("chart: %s: want 1 to 60 rows and labels and Tick, and no log axis", h.ID))
	}
	for _, r := range h.Rows {
		if len(r.Points) != len(h.Labels) {
			panic(fmt.Sprintf("chart: %s: %d points for %d labels", h.ID, len(r.Points), len(h.Labels)))
		}
	}
	checkBreaks(h.ID, h.Breaks, len(h.Labels))
}

// A heatLay is a Heat with a place for everything.
type heatLay struct {
	Heat
	size  float64
	w, h  float64
	plot  box
	step  float64   // width of a cell
	names []block   // of the rows
	ys    []float64 // upper edges of the rows, and the lower one of the last
	ticks []placed
	texts bool // numbers stand in the cells
	shade shade
	key   key
}

const (
	mostCell  = 72.0 // a cell is no wider
	mostTexts = 40   // numbers in cells: more would be a table, and there is one
	heatGap   = 1.0  // around a cell
)

func (h Heat) lay() heatLay {
	h.check()
	g := heatLay{Heat: h, w: h.width()}
	g.size = textSize(g.w)
	g.columns()
	drawn, k := g.measure()
	g.placeRows()
	g.h = g.plot.y1 + 2
	g.shade = newShade(h.Axis, drawn)
	g.h += g.shade.lay(g.h, g.w, g.size, h.Unit)
	g.key = k.lay(0, g.h, g.w, g.size)
	g.h += g.key.height
	return g
}

// columns divides the width between names and cells.
func (g *heatLay) columns() {
	most := 0.0
	for _, r := range g.Rows {
		item := rowItem{label: r.Label, strong: r.Strong}
		b := newBlock(r.Label, g.w*0.32, item.nameSize(g.size), 2)
		g.names, most = append(g.names, b), max(most, b.width)
	}
	g.plot.x0 = math.Ceil(most+7.5) + heatGap/2
	g.step = min(mostCell, (g.w-g.plot.x0)/float64(len(g.Labels)))
	g.plot.x1 = g.plot.x0 + g.step*float64(len(g.Labels))
}

// measure finds what is on the scale, which signs there are, and whether the
// numbers fit into the cells.
func (g *heatLay) measure() (drawn []float64, k keyTexts) {
	if len(g.Breaks) > 0 {
		k.add(signBreak, g.Break)
	}
	n, widest := 0, 0.0
	for _, r := range g.Rows {
		for _, p := range r.Points {
			if p.state == Value {
				drawn, n = append(drawn, p.value), n+1
				widest = max(widest, textWidth(p.text, g.size)+4)
			} else {
				k.point(p, "")
			}
		}
	}
	g.texts = widest <= g.step && n <= mostTexts
	if whole := math.Floor(g.step); whole > 12 && (!g.texts || widest <= whole) {
		g.step = whole // cells begin on whole pixels
		g.plot.x1 = g.plot.x0 + whole*float64(len(g.Labels))
	}
	return drawn, k
}

// placeRows names the quarters on top and stacks the rows below.
func (g *heatLay) placeRows() {
	blocks := make([]block, len(g.Labels))
	var widest, highest float64
	for i, s := range g.Labels {
		blocks[i] = newBlock(s, g.w/3, grown(g.size), 2)
		widest, highest = max(widest, blocks[i].width), max(highest, blocks[i].height)
	}
	every := 1
	for every < len(blocks) && float64(every)*g.step < widest+8 {
		every = coarser(every)
	}
	edge := g.w + 8
	for i := len(blocks) - 1; i >= 0; i -= every {
		b := blocks[i]
		x := max(0, min(g.x(i)-b.width/2, g.w-b.width))
		if x+b.width+8 <= edge {
			g.ticks, edge = append(g.ticks, placed{b, x, headroom + highest - b.height/2, i}), x
		}
	}
	y := math.Ceil(headroom+highest+4) + heatGap/2
	g.plot.y0, g.ys = y, []float64{y}
	for _, b := range g.names {
		y += math.Ceil(max(22, b.height+6))
		g.ys = append(g.ys, y)
	}
	g.plot.y1 = y
}

// x is the middle of a column, y that of a row.
func (g heatLay) x(i int) float64 { return g.plot.x0 + float64((float64(i)+0.5)*g.step) }
func (g heatLay) y(r int) float64 { return (g.ys[r] + g.ys[r+1]) / 2 }

func (g heatLay) cell(r, i int) box {
	x := g.plot.x0 + float64(float64(i)*g.step)
	return box{x + heatGap/2, g.ys[r] + heatGap/2, x + g.step - heatGap/2, g.ys[r+1] - heatGap/2}
}

func (g heatLay) draw() string {
	c := newCanvas(g.Head, "chart-heat", g.w, g.h)
	c.words("sub", "middle")
	for _, t := range g.ticks {
		c.text("sub", "middle", "", t.middle(), t.y, t.block)
	}
	c.done()
	for r, b := range g.names {
		c.text(either(g.Rows[r].Strong, "strong", ""), "start", "", 0, g.y(r), b)
	}
	for k := range max(0, len(g.shade.bounds)-1) {
		g.drawStep(c, k)
	}
	g.drawAbsent(c)
	for _, i := range g.Breaks {
		x := g.plot.x0 + float64(float64(i)*g.step)
		c.line("break-ground", x, g.plot.y0, x, g.plot.y1)
		c.line("break", x, g.plot.y0, x, g.plot.y1)
	}
	g.shade.draw(c)
	g.key.draw(c)
	return c.close()
}

// drawStep draws the cells of a step, first all their grounds.
func (g heatLay) drawStep(c *canvas, k int) {
	cells, at := g.cells(func(p Point) bool { return p.state == Value && g.shade.step(p.value) == k })
	if len(cells) == 0 {
		return
	}
	c.ground(g.shade.class(k))
	c.boxes("shade", "", cells)
	for _, a := range at {
		if p := g.Rows[a[0]].Points[a[1]]; g.texts {
			c.text("", "start", p.id, g.x(a[1]), g.y(a[0]), newBlock(p.text, g.w, g.size, 1))
		}
	}
	c.end()
}

// cells are those of the points that are so, with their rows and columns.
func (g heatLay) cells(is func(Point) bool) (cells []box, at [][2]int) {
	for r, row := range g.Rows {
		for i, p := range row.Points {
			if is(p) {
				cells, at = append(cells, g.cell(r, i)), append(at, [2]int{r, i})
			}
		}
	}
	return cells, at
}

func (g heatLay) drawAbsent(c *canvas) {
	if cells, _ := g.cells(func(p Point) bool { return p.state == Withheld }); len(cells) > 0 {
		c.hatch()
		c.boxes("withheld cells", "h", cells)
	}
	radius := min(4, g.step/3)
	var missing []float64
	_, at := g.cells(func(p Point) bool { return p.state == Missing })
	for _, a := range at {
		missing = append(missing, g.x(a[1]), g.y(a[0]))
	}
	c.dots(radius, missing...)
	_, at = g.cells(func(p Point) bool { return p.state == NotApplicable })
	for _, a := range at {
		c.slash(g.x(a[1]), g.y(a[0]), radius)
	}
}

func (g heatLay) spec() Spec {
	out := newSpec("heat", g.Head, g.w, g.h, g.plot, g.Labels)
	out.Scale = g.shade.spec()
	out.Breaks = slices.Clone(g.Breaks)
	for r, row := range g.Rows {
		s := SpecSeries{Name: row.Label}
		for i, p := range row.Points {
			sp := p.spec(func(sp *SpecPoint) { sp.X = coordinate(g.x(i)) })
			sp.Y = coordinate(g.y(r))
			s.Points = append(s.Points, sp)
		}
		out.Series = append(out.Series, s)
	}
	return out
}

package chart

import "fmt"

// Stacked shows distributions: each row is divided into the same ordered parts
// in proportion to their values, which may be shares or counts. A row is
// published or withheld whole; there is no part for a remainder.
type Stacked struct {
	Head
	Tick  func(float64) string // Required. Text of 0, 25, 50, 75 and 100 per cent
	Parts []string             // names in order, 2 to 7; the middle of an odd number is drawn neutral
	Rows  []Stack              // 1 to 60
}

// A Stack is one row. Its parts are all published, or all in one other state.
type Stack struct {
	Label  string
	Points []Point // one for each part; the text is written on the part where it fits
	End    Point   // whose text is printed at the row's end, such as the mean or n; the zero Point prints the state of the parts
	Strong bool    // set in bold, for the joint total
}

// tones picks from the seven tones, so that few parts lie far apart.
var tones = map[int][]int{2: {2, 6}, 3: {2, 4, 6}, 4: {1, 3, 5, 7}, 5: {1, 2, 4, 6, 7}, 6: {1, 2, 3, 5, 6, 7}, 7: {1, 2, 3, 4, 5, 6, 7}}

// SVG draws the chart. It panics on a bad id, no title or tick formatter, a
// number of parts or rows out of range, a row of mixed states, a negative part
// or a row whose parts are all zero.
func (s Stacked) SVG() string {
	g := s.lay()
	return s.draw(g)
}

// Spec says what SVG drew, as the JSON of a [Spec]; it has a series for each
// part with a point for each row.
func (s Stacked) Spec() []byte { return s.spec(s.lay()).json() }

func (s Stacked) render() (string, Spec) {
	g := s.lay()
	return s.draw(g), s.spec(g)
}

func (s Stacked) at(width int, suffix string) Chart {
	s.Head = s.Head.resized(width, suffix)
	return s
}

func (s Stacked) check() {
	s.Head.check()
	if tones[len(s.Parts)] == nil || len(s.Rows) == 0 || len(s.Rows) > 60 || s.Tick == nil {
		panic(fmt.Sprintf("chart: %s: want 2 to 7 parts, 1 to 60 rows and Tick", s.ID))
	}
	for _, r := range s.Rows {
		if len(r.Points) != len(s.Parts) {
			panic(fmt.Sprintf("chart: %s: %d points for %d parts", s.ID, len(r.Points), len(s.Parts)))
		}
		r.check(s.ID)
	}
}

func (r Stack) check(id string) {
	total := 0.0
	for _, p := range r.Points {
		if p.state != r.state() || p.value < 0 {
			panic(fmt.Sprintf("chart: %s: a row is published whole, and no part is negative", id))
		}
		total += p.value
	}
	if r.state() == Value && total == 0 {
		panic(fmt.Sprintf("chart: %s: all parts of a row are zero", id))
	}
}

func (r Stack) state() State { return r.Points[0].state }

// end is the point whose text stands at the row's end.
func (r Stack) end() Point {
	if r.End.text == "" && r.state() != Value {
		return r.Points[0]
	}
	return r.End
}

// A stackedLay is a layout of rows with a legend on top.
type stackedLay struct {
	rows
	legend []entry // sign is the part
}

func (s Stacked) lay() *stackedLay {
	s.check()
	g := &stackedLay{rows: rows{Head: s.Head, bar: 18}}
	for _, r := range s.Rows {
		end := r.end()
		g.items = append(g.items, rowItem{label: r.Label, text: end.text, id: end.id, strong: r.Strong})
	}
	g.scale, g.scaled = percent(s.Tick), true
	g.rows.lay(g.layLegend(s.Parts), nil, keyTexts{})
	return g
}

// percent is the scale of every distribution.
func percent(format func(float64) string) scale {
	s := scale{max: 100}
	for v := 0.0; v <= 100; v += 25 {
		s.ticks = append(s.ticks, tick{v, format(v)})
	}
	return s
}

// layLegend names the parts in their order and gives the height it takes.
func (g *stackedLay) layLegend(parts []string) float64 {
	w := g.width()
	size := textSize(w)
	x, y, line := 0.0, 0.0, size*1.6
	for i, name := range parts {
		b := newBlock(name, w-signWidth, size, 1)
		if x > 0 && x+signWidth+b.width > w {
			x, y = 0, y+line
		}
		g.legend = append(g.legend, entry{sign(i), b, x, y + line/2})
		x += signWidth + b.width + 14
	}
	return y + line + 2
}

func (s Stacked) draw(g *stackedLay) string {
	c := newCanvas(s.Head, "chart-stacked", g.w, g.h)
	s.patterns(c)
	for _, e := range g.legend {
		s.part(c, int(e.sign), box{e.x, e.y - 6, e.x + 13, e.y + 6})
		c.text("", "start", "", e.x+signWidth, e.y, e.text)
	}
	g.drawTicks(c)
	for i, r := range s.Rows {
		s.drawRow(c, g, g.items[i], r)
	}
	g.drawTexts(c)
	return c.close()
}

func (s Stacked) drawRow(c *canvas, g *stackedLay, at rowItem, r Stack) {
	if r.state() != Value {
		g.absent(c, at, r.state())
		return
	}
	for k, b := range g.parts(r, g.band(at)) {
		s.drawPart(c, k, b, r)
	}
}

// parts divides the room of a row.
func (g *stackedLay) parts(r Stack, band box) []box {
	total, sum := 0.0, 0.0
	for _, p := range r.Points {
		total += p.value
	}
	out := make([]box, len(r.Points))
	for k, p := range r.Points {
		out[k] = band
		out[k].x0 = g.x(100 * sum / total)
		sum += p.value
		out[k].x1 = g.x(100 * sum / total)
	}
	return out
}

func (s Stacked) drawPart(c *canvas, k int, b box, r Stack) {
	p := r.Points[k]
	if b.x1-b.x0 < 0.05 {
		return
	}
	c.raw(`<g`)
	c.attr("data-observation", p.id)
	c.raw(`>`)
	c.title(p.tip(r.Label + " " + s.Parts[k]))
	s.part(c, k, b)
	text := newBlock(p.text, 1e6, c.size, 1)
	if text.width+8 <= b.x1-b.x0 {
		c.text("on "+s.tone(k), "middle", "", (b.x0+b.x1)/2, (b.y0+b.y1)/2, text)
	}
	c.end()
}

func (s Stacked) tone(k int) string { return fmt.Sprintf("t%d", tones[len(s.Parts)][k]) }

func (s Stacked) part(c *canvas, k int, b box) { c.rect("part", s.tone(k), b) }

// textures tell the tones apart without colour: lines and dots on one side of
// the middle, plain on the other.
var textures = [8]string{
	1: `<path class="texture" d="M0 1H6M0 4H6"/>`,
	2: `<path class="texture" d="M0 3H6"/>`,
	3: `<circle class="texture" cx="1.5" cy="1.5" r="1"/><circle class="texture" cx="4.5" cy="4.5" r="1"/>`,
}

func (s Stacked) patterns(c *canvas) {
	c.hatch()
	c.raw(`<defs>`)
	for k := range s.Parts {
		t := tones[len(s.Parts)][k]
		c.raw(`<pattern id="`, c.id, `-`, s.tone(k), `" class="`, s.tone(k), `" width="6" height="6" patternUnits="userSpaceOnUse">`,
			`<rect class="ground" width="6" height="6"/>`, textures[t], `</pattern>`)
	}
	c.raw(`</defs>`)
}

func (s Stacked) spec(g *stackedLay) Spec {
	out := newSpec("stacked", s.Head, g.w, g.h, g.plot, nil)
	out.Scale = specScale(g.scale, g.x)
	out.Series = make([]SpecSeries, len(s.Parts))
	for k := range s.Parts {
		out.Series[k].Name = s.Parts[k]
	}
	for i, r := range s.Rows {
		out.Labels = append(out.Labels, r.Label)
		var boxes []box
		if r.state() == Value {
			boxes = g.parts(r, g.band(g.items[i]))
		}
		for k, p := range r.Points {
			sp := p.spec(func(sp *SpecPoint) { sp.From, sp.X = coordinate(boxes[k].x0), coordinate(boxes[k].x1) })
			sp.Y = coordinate(g.items[i].y)
			out.Series[k].Points = append(out.Series[k].Points, sp)
		}
	}
	return out
}

package chart

import (
	"fmt"
	"math"
	"slices"
)

// Stacked shows distributions: each row is divided into the same ordered parts
// in proportion to their values, which may be shares or counts. A row is
// published or withheld whole; there is no part for a remainder.
type Stacked struct {
	Head
	Tick  func(float64) string // Required. Text of per cents, or of counts where Form is Sizes
	Parts []string             // names in order, 2 to 7; the middle of an odd number is drawn neutral
	Rows  []Stack              // 1 to 60
	Form  StackForm
	Unit  string // of Sizes, written at the axis; may be empty
}

// A StackForm says where the rows begin and how long they are.
type StackForm int

const (
	Shares    StackForm = iota // all rows are as long as the plot
	Diverging                  // all rows are equally long, and the middle of the parts stands on one line: what lies to either side of it can be compared
	Sizes                      // a row is as long as its values are together
)

// A Stack is one row. Its parts are all published, or all in one other state.
type Stack struct {
	Label  string
	Points []Point // one for each part; the text is written on the part where it fits
	End    Point   // whose text is printed at the row's end, such as the mean or n; the zero Point prints the state of the parts
	Strong bool    // set in bold, for the joint total
}

// tones picks from the seven tones, so that few parts lie far apart; steps from
// the five steps of one colour, for parts that are levels of a size.
var tones = map[int][]int{2: {2, 6}, 3: {2, 4, 6}, 4: {1, 3, 5, 7}, 5: {1, 2, 4, 6, 7}, 6: {1, 2, 3, 5, 6, 7}, 7: {1, 2, 3, 4, 5, 6, 7}}
var steps = map[int][]int{2: {5, 2}, 3: {5, 3, 1}, 4: {5, 4, 2, 1}, 5: {5, 4, 3, 2, 1}}

// SVG draws the chart. It panics on a bad id, no title or tick formatter, a
// number of parts or rows out of range, a row of mixed states, a negative part
// or, but for Sizes, a row whose parts are all zero.
func (s Stacked) SVG() string { return s.place().draw() }

// Spec says what SVG drew, as the JSON of a [Spec]; it has a series for each
// part with a point for each row.
func (s Stacked) Spec() []byte { return s.place().spec().json() }

func (s Stacked) place() layout { return barsLay{s, s.lay()} }

type barsLay struct {
	bars Stacked
	rows *stackedLay
}

func (l barsLay) draw() string { return l.bars.draw(l.rows) }
func (l barsLay) spec() Spec   { return l.bars.spec(l.rows) }

func (s Stacked) with(h Head) Chart {
	s.Head = h
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
		r.check(s.ID, s.Form == Sizes)
	}
}

func (r Stack) check(id string, mayBeZero bool) {
	total := 0.0
	for _, p := range r.Points {
		if p.state != r.state() || p.value < 0 {
			panic(fmt.Sprintf("chart: %s: a row is published whole, and no part is negative", id))
		}
		total += p.value
	}
	if r.state() == Value && total == 0 && !mayBeZero {
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
	switch s.Form {
	case Sizes:
		g.Axis = Axis{Tick: s.Tick, Unit: s.Unit, Zero: true}
	case Diverging:
		g.scale, g.scaled = s.bothSides(), true
	default:
		g.scale, g.scaled = percent(s.Tick), true
	}
	g.rows.lay(g.layLegend(s.Parts), s.totals(), keyTexts{})
	return g
}

// totals are the lengths of the rows that are published.
func (s Stacked) totals() []float64 {
	var out []float64
	for _, r := range s.Rows {
		if r.state() == Value {
			ends := s.ends(r)
			out = append(out, ends[len(ends)-1])
		}
	}
	return out
}

// ends gives where on the scale the parts of a row begin, and where the last
// ends: in per cent, or for Sizes in the unit of the values.
func (s Stacked) ends(r Stack) []float64 {
	out := make([]float64, len(r.Points)+1)
	for k, p := range r.Points {
		out[k+1] = out[k] + p.value
	}
	if s.Form == Sizes {
		return out
	}
	total, middle, n := out[len(out)-1], 0.0, len(out)-1
	if s.Form == Diverging {
		middle = (out[n/2] + out[(n+1)/2]) / 2
	}
	for k := range out {
		out[k] = float64(100*(out[k]-middle)) / total
	}
	return out
}

// bothSides is the scale of shares to both sides of a middle, without signs:
// from the first multiple of 25 that no row reaches beyond to the last.
func (s Stacked) bothSides() scale {
	sc := scale{min: -25, max: 25}
	for _, r := range s.Rows {
		if r.state() == Value {
			ends := s.ends(r)
			sc.min, sc.max = min(sc.min, 25*math.Floor(ends[0]/25)), max(sc.max, 25*math.Ceil(ends[len(ends)-1]/25))
		}
	}
	for v := sc.min; v <= sc.max; v += 25 {
		sc.ticks = append(sc.ticks, tick{v, s.Tick(math.Abs(v))})
	}
	return sc
}

// percent is the scale of rows that are all as long as the plot.
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
		k := int(e.sign)
		c.boxes(s.partClass()+either(s.texture(k) == "", " "+s.tone(k), ""), s.texture(k), []box{{e.x, e.y - 6, e.x + 13, e.y + 6}})
		c.text("", "start", "", e.x+signWidth, e.y, e.text)
	}
	g.drawTicks(c)
	switch s.Form {
	case Sizes:
		g.drawGrid(c)
	case Diverging:
		g.upright(c, "axis", g.x(0))
	}
	g.drawAbsent(c, func(i int) State { return s.Rows[i].state() })
	for i, r := range s.Rows {
		s.drawZero(c, g, g.items[i], r)
	}
	for k := range s.Parts {
		s.drawParts(c, g, k)
	}
	g.drawTexts(c)
	return c.close()
}

// drawZero marks a row whose parts are all zero.
func (s Stacked) drawZero(c *canvas, g *stackedLay, at rowItem, r Stack) {
	if r.state() != Value {
		return
	}
	if ends := s.ends(r); ends[len(ends)-1] == ends[0] {
		c.open("s1")
		b := g.band(at)
		b.x0 = g.x(0)
		c.zeros(b)
		c.end()
	}
}

// parts divides the room of a row.
func (s Stacked) parts(g *stackedLay, r Stack, band box) []box {
	out := make([]box, len(r.Points))
	ends := s.ends(r)
	for k := range out {
		out[k] = box{g.x(ends[k]), band.y0, g.x(ends[k+1]), band.y1}
	}
	return out
}

// drawParts draws the k-th part of all rows: one shape for those on which their
// text stands, and one each, with the text as a tip, for the narrow ones.
func (s Stacked) drawParts(c *canvas, g *stackedLay, k int) {
	var wide, narrow []box
	var texts []block
	var said, unsaid []int
	for i, r := range s.Rows {
		if r.state() != Value {
			continue
		}
		b := s.parts(g, r, g.band(g.items[i]))[k]
		text := newBlock(r.Points[k].text, 1e6, c.size, 1)
		switch {
		case b.x1-b.x0 < 0.05:
		case len(text.lines) > 0 && text.width+8 <= b.x1-b.x0:
			wide, texts, said = append(wide, b), append(texts, text), append(said, i)
		default:
			narrow, unsaid = append(narrow, b), append(unsaid, i)
		}
	}
	if len(wide)+len(narrow) == 0 {
		return
	}
	c.ground(s.tone(k))
	if len(wide) > 0 {
		c.boxes(s.partClass(), s.texture(k), wide)
	}
	s.drawNarrow(c, k, unsaid, narrow)
	for n, i := range said {
		b := wide[n]
		c.text("", "start", s.Rows[i].Points[k].id, (b.x0+b.x1)/2, (b.y0+b.y1)/2, texts[n])
	}
	c.end()
}

// drawNarrow draws the parts that are too narrow for their text.
func (s Stacked) drawNarrow(c *canvas, k int, rows []int, at []box) {
	if len(rows) == 0 {
		return
	}
	c.raw(`<g class="`, s.partClass(), `"`)
	c.fill(s.texture(k))
	c.raw(`>`)
	c.group = s.partClass()
	for n, i := range rows {
		p := s.Rows[i].Points[k]
		c.raw(`<path`)
		c.observe(p.id)
		c.outline(func() { c.frame(at[n]) })
		c.raw(`>`)
		c.title(p.tip(s.Parts[k]))
		c.raw(`</path>`)
	}
	c.done()
}

func (s Stacked) partClass() string { return either(s.Form == Sizes, "part level", "part") }

func (s Stacked) tone(k int) string {
	if of := steps[len(s.Parts)]; s.Form == Sizes && of != nil {
		return fmt.Sprintf("q%d", of[k])
	}
	return fmt.Sprintf("t%d", tones[len(s.Parts)][k])
}

// texture names the pattern of a part, empty for one that is plain.
func (s Stacked) texture(k int) string {
	if textures[s.tone(k)] == "" {
		return ""
	}
	return s.tone(k)
}

// textures tell the tones apart without colour: lines and dots on one side of
// the middle, plain on the other.
var textures = map[string]string{
	"t1": `<path class="texture" d="M0 1H6M0 4H6"/>`,
	"t2": `<path class="texture" d="M0 3H6"/>`,
	"t3": `<circle class="texture" cx="1.5" cy="1.5" r="1"/><circle class="texture" cx="4.5" cy="4.5" r="1"/>`,
}

func (s Stacked) patterns(c *canvas) {
	if slices.ContainsFunc(s.Rows, func(r Stack) bool { return r.state() == Withheld }) {
		c.hatch()
	}
	for k := range s.Parts {
		if t := s.texture(k); t != "" {
			c.raw(`<defs><pattern id="`, c.id, `-`, t, `" class="`, t, `" width="6" height="6" patternUnits="userSpaceOnUse">`,
				`<rect class="ground" width="6" height="6"/>`, textures[t], `</pattern></defs>`)
		}
	}
}

func (s Stacked) spec(g *stackedLay) Spec {
	out := newSpec([...]string{"stacked", "diverging", "levels"}[s.Form], s.Head, g.w, g.h, g.plot, nil)
	if g.scaled {
		out.Scale = specScale(g.scale, g.x)
	}
	out.Series = make([]SpecSeries, len(s.Parts))
	for k := range s.Parts {
		out.Series[k].Name = s.Parts[k]
	}
	for i, r := range s.Rows {
		out.Labels = append(out.Labels, r.Label)
		var boxes []box
		if r.state() == Value {
			boxes = s.parts(g, r, g.band(g.items[i]))
		}
		for k, p := range r.Points {
			sp := p.spec(func(sp *SpecPoint) { sp.From, sp.X = coordinate(boxes[k].x0), coordinate(boxes[k].x1) })
			sp.Y = coordinate(g.items[i].y)
			out.Series[k].Points = append(out.Series[k].Points, sp)
		}
	}
	return out
}

package chart

import (
	"bytes"
	"encoding/xml"
	"math"
	"strconv"
)

// A canvas writes SVG. Coordinates have at most one decimal; all text is
// escaped on its way in.
type canvas struct {
	b    bytes.Buffer
	id   string
	size float64 // of the text
}

// newCanvas opens the svg element and names it.
func newCanvas(h Head, class string, width, height float64) *canvas {
	c := &canvas{id: h.ID, size: textSize(width)}
	c.b.Grow(8 << 10)
	if width < wideFrom {
		class += " chart-small"
	}
	c.raw(`<svg xmlns="http://www.w3.org/2000/svg" class="chart `, class, `" role="img" aria-labelledby="`, h.ID, `-t`)
	if h.Desc != "" {
		c.raw(` `, h.ID, `-d`)
	}
	c.raw(`" viewBox="0 0`)
	c.num(" ", width)
	c.num(" ", height)
	c.raw(`"`)
	c.at(`width`, width, `height`, height)
	c.raw(`><title id="`, h.ID, `-t">`)
	c.esc(h.Title)
	c.raw(`</title>`)
	if h.Desc != "" {
		c.raw(`<desc id="`, h.ID, `-d">`)
		c.esc(h.Desc)
		c.raw(`</desc>`)
	}
	return c
}

func (c *canvas) close() string {
	c.raw(`</svg>`)
	return c.b.String()
}

func (c *canvas) raw(parts ...string) {
	for _, p := range parts {
		c.b.WriteString(p)
	}
}

// esc writes text; characters that XML has no place for become U+FFFD.
func (c *canvas) esc(s string) {
	xml.EscapeText(&c.b, []byte(s)) // a buffer takes everything
}

func (c *canvas) num(before string, v float64) {
	c.b.WriteString(before)
	n := int64(math.Round(finite(v) * 10))
	out := c.b.AvailableBuffer()
	if n < 0 {
		out, n = append(out, '-'), -n
	}
	out = strconv.AppendInt(out, n/10, 10)
	if n%10 != 0 {
		out = append(out, '.', byte('0'+n%10))
	}
	c.b.Write(out)
}

// tenth rounds a coordinate to one decimal, without a negative zero.
func tenth(v float64) float64 { return math.Round(finite(v)*10)/10 + 0 }

// at writes numeric attributes, given as name, number, name, number.
func (c *canvas) at(attrs ...any) {
	for i := 0; i < len(attrs); i += 2 {
		c.raw(` `, attrs[i].(string), `="`)
		c.num("", attrs[i+1].(float64))
		c.raw(`"`)
	}
}

// attr writes an attribute unless its value is empty.
func (c *canvas) attr(name, value string) {
	if value != "" {
		c.raw(` `, name, `="`)
		c.esc(value)
		c.raw(`"`)
	}
}

func (c *canvas) line(class string, x1, y1, x2, y2 float64) {
	c.raw(`<line class="`, class, `"`)
	c.at("x1", x1, "y1", y1, "x2", x2, "y2", y2)
	c.raw(`/>`)
}

// uprights draws upright lines, given as x, y, y, as one path.
func (c *canvas) uprights(class string, xyy ...float64) {
	if len(xyy) == 0 {
		return
	}
	c.raw(`<path class="`, class, `" d="`)
	for i := 0; i < len(xyy); i += 3 {
		c.trace(false, []float64{xyy[i], xyy[i+1], xyy[i], xyy[i+2]})
	}
	c.raw(`"/>`)
}

// rect draws a rectangle; fill names a pattern of this SVG or is empty.
func (c *canvas) rect(class, fill string, b box) {
	c.raw(`<rect class="`, class, `"`)
	c.at("x", b.x0, "y", b.y0, "width", b.x1-b.x0, "height", b.y1-b.y0)
	c.fill(fill)
	c.raw(`/>`)
}

// boxes draws rectangles as one path; fill names a pattern or is empty.
func (c *canvas) boxes(class, fill string, all []box) {
	c.raw(`<path class="`, class, `"`)
	c.fill(fill)
	c.raw(` d="`)
	for _, b := range all {
		c.trace(true, []float64{b.x0, b.y0, b.x1, b.y0, b.x1, b.y1, b.x0, b.y1})
	}
	c.raw(`"/>`)
}

// tipped draws a rectangle that names its observation.
func (c *canvas) tipped(class, fill, id, tip string, b box) {
	c.raw(`<rect class="`, class, `"`)
	c.fill(fill)
	c.attr("data-observation", id)
	c.at("x", b.x0, "y", b.y0, "width", b.x1-b.x0, "height", b.y1-b.y0)
	c.raw(`>`)
	c.title(tip)
	c.raw(`</rect>`)
}

func (c *canvas) fill(pattern string) {
	if pattern != "" {
		c.raw(` fill="url(#`, c.id, `-`, pattern, `)"`)
	}
}

// path draws through points given as x, y, x, y; closed joins the ends.
func (c *canvas) path(class string, closed bool, xy ...float64) {
	c.raw(`<path class="`, class, `" d="`)
	c.trace(closed, xy)
	c.raw(`"/>`)
}

// trace writes level and upright pieces in their short form.
func (c *canvas) trace(closed bool, xy []float64) {
	for i := 0; i < len(xy); i += 2 {
		switch x, y := tenth(xy[i]), tenth(xy[i+1]); {
		case i > 0 && y == tenth(xy[i-1]):
			c.num("H", x)
		case i > 0 && x == tenth(xy[i-2]):
			c.num("V", y)
		default:
			c.num(either(i == 0, "M", "L"), x)
			c.num(" ", y)
		}
	}
	if closed {
		c.raw(`Z`)
	}
}

func either(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

func (c *canvas) open(class string) { c.raw(`<g class="`, class, `">`) }
func (c *canvas) end()              { c.raw(`</g>`) }

// text writes a block with its middle at y; anchor is start, middle or end.
func (c *canvas) text(class, anchor, id string, x, y float64, b block) {
	if len(b.lines) == 0 {
		return
	}
	c.raw(`<text`)
	c.attr("class", class)
	if anchor != "start" {
		c.attr("text-anchor", anchor)
	}
	c.attr("data-observation", id)
	base := y - b.height/2 + c.size*(leading/2+0.36)
	if len(b.lines) == 1 {
		c.at("x", x, "y", base)
	}
	c.raw(`>`)
	if b.full != "" {
		c.title(b.full)
	}
	c.textLines(x, base, b.lines)
	c.raw(`</text>`)
}

func (c *canvas) textLines(x, base float64, lines []string) {
	if len(lines) == 1 {
		c.esc(lines[0])
		return
	}
	for i, l := range lines {
		c.raw(`<tspan`)
		c.at("x", x, "y", base+float64(i)*c.size*leading)
		c.raw(`>`)
		c.esc(l)
		c.raw(`</tspan>`)
	}
}

func (c *canvas) title(s string) {
	c.raw(`<title>`)
	c.esc(s)
	c.raw(`</title>`)
}

// hatch defines the pattern of what is withheld.
func (c *canvas) hatch() {
	c.raw(`<defs><pattern id="`, c.id, `-h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">`,
		`<rect class="hatch-ground" width="6" height="6"/><line class="hatch-line" x1="3" y1="0" x2="3" y2="6"/></pattern></defs>`)
}

// shapes are the outlines of the markers, in units of the radius; the first
// marker is a circle.
var shapes = [][]float64{
	nil,
	{-0.9, -0.9, 0.9, -0.9, 0.9, 0.9, -0.9, 0.9},
	{0, -1.2, 1.15, 0.85, -1.15, 0.85},
	{0, -1.3, 1.3, 0, 0, 1.3, -1.3, 0},
	{0, 1.2, 1.15, -0.85, -1.15, -0.85},
	{-0.6, -1.1, 0.6, -1.1, 1.2, 0, 0.6, 1.1, -0.6, 1.1, -1.2, 0},
}

// marker draws the sign of series k; id and tip may be empty.
func (c *canvas) marker(k int, x, y, r float64, hollow bool, id, tip string) {
	tag := "circle"
	if shapes[k] != nil {
		tag = "path"
	}
	c.raw(`<`, tag, ` class="`, either(hollow, "dot hollow", "dot"), `"`)
	c.attr("data-observation", id)
	if shapes[k] == nil {
		c.at("cx", x, "cy", y, "r", r)
	} else {
		c.raw(` d="`)
		c.trace(true, outline(shapes[k], x, y, r))
		c.raw(`"`)
	}
	if tip == "" {
		c.raw(`/>`)
		return
	}
	c.raw(`>`)
	c.title(tip)
	c.raw(`</`, tag, `>`)
}

func outline(shape []float64, x, y, r float64) []float64 {
	out := make([]float64, len(shape))
	for i := 0; i < len(shape); i += 2 {
		out[i], out[i+1] = x+r*shape[i], y+r*shape[i+1]
	}
	return out
}

// dots and slash are the signs of what is missing and what does not apply, as …
// and ／ are in tables. There is no cross, which would look like the x of what is
// withheld, and no dash, which official tables read as none.
func (c *canvas) dots(x, y, r float64) {
	c.raw(`<path class="absent dots" d="`)
	for _, at := range []float64{x - r, x, x + r} {
		c.trace(false, []float64{at, y, at, y}) // of no length: its round ends are the dot
	}
	c.raw(`"/>`)
}

func (c *canvas) slash(x, y, r float64) { c.line("absent", x-r, y+r, x+r, y-r) }

// zero marks the end of a bar that has no length.
func (c *canvas) zero(x float64, b box) { c.line("zero", x, b.y0, x, b.y1) }

// whisker draws an interval between two points with caps across it.
func (c *canvas) whisker(x1, y1, x2, y2, r float64) {
	dx, dy := 0.0, r
	if x1 == x2 {
		dx, dy = r, 0
	}
	c.raw(`<path class="whisker" d="`)
	c.trace(false, []float64{x1, y1, x2, y2})
	c.trace(false, []float64{x1 - dx, y1 - dy, x1 + dx, y1 + dy})
	c.trace(false, []float64{x2 - dx, y2 - dy, x2 + dx, y2 + dy})
	c.raw(`"/>`)
}

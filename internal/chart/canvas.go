package chart

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// A canvas writes SVG. Coordinates have at most one decimal; all text is
// escaped on its way in.
type canvas struct {
	b      bytes.Buffer
	id     string
	size   float64 // of the text
	inline bool    // part of a page: the shorter form
	group  string  // class that the shapes and texts of the open group have of it
	anchor string  // of the texts of the open group
	head   int     // where the opening tag ends
	ids    []mention
	scale  string // how values become coordinates
}

// newCanvas opens the svg element and names it.
func newCanvas(h Head, class string, width, height float64) *canvas {
	c := &canvas{id: h.ID, size: textSize(width), inline: h.inline}
	c.b.Grow(8 << 10)
	if width < wideFrom {
		class += " chart-small"
	}
	c.raw(`<svg`, either(h.inline, "", ` xmlns="http://www.w3.org/2000/svg"`), ` class="chart `, class, `" role="img" aria-labelledby="`, h.ID, `-t`)
	if h.Desc != "" {
		c.raw(` `, h.ID, `-d`)
	}
	c.raw(`" viewBox="0 0`)
	c.num(" ", width)
	c.num(" ", height)
	c.raw(`"`)
	if !h.stretched {
		c.at(`width`, width, `height`, height)
	}
	c.head = c.b.Len()
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
	if c.inline {
		return c.named()
	}
	return c.b.String()
}

func (c *canvas) raw(parts ...string) {
	for _, p := range parts {
		c.b.WriteString(p)
	}
}

// esc writes text; characters that XML has no place for become U+FFFD.
func (c *canvas) esc(s string) {
	if plain(s) {
		c.b.WriteString(s)
		return
	}
	xml.EscapeText(&c.b, []byte(s)) // a buffer takes everything
}

// plain reports whether a text stands in XML as it is.
func plain(s string) bool {
	for _, r := range s {
		if r < ' ' || r >= 0xfffd && r <= 0xffff || strings.IndexByte(`"&'<>`, byte(r)) >= 0 && r < 0x80 {
			return false
		}
	}
	return true
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

// class writes the class of an element, or what it has beside that of the
// group in which it stands.
func (c *canvas) class(name string) {
	switch rest, within := strings.CutPrefix(name, c.group+" "); {
	case name == "" || name == c.group:
	case within && c.group != "":
		c.raw(` class="`, rest, `"`)
	default:
		c.raw(` class="`, name, `"`)
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

// levels draws level lines from x0 to x1 at the heights ys, as one path.
func (c *canvas) levels(class string, x0, x1 float64, ys []float64) {
	if len(ys) == 0 {
		return
	}
	c.raw(`<path class="`, class, `" d="`)
	for _, y := range ys {
		c.trace(false, []float64{x0, y, x1, y})
	}
	c.raw(`"/>`)
}

// rect draws a rectangle; fill names a pattern of this SVG or is empty.
func (c *canvas) rect(class, fill string, b box) {
	c.raw(`<rect`)
	c.class(class)
	c.sides(b)
	c.fill(fill)
	c.raw(`/>`)
}

func (c *canvas) sides(b box) {
	c.at("x", b.x0, "y", b.y0, "width", tenth(b.x1)-tenth(b.x0), "height", tenth(b.y1)-tenth(b.y0))
}

// boxes draws rectangles as one path; fill names a pattern or is empty.
func (c *canvas) boxes(class, fill string, all []box) {
	c.raw(`<path`)
	c.class(class)
	c.fill(fill)
	c.raw(` d="`)
	for _, b := range all {
		x0, y0 := tenth(b.x0), tenth(b.y0)
		w, h := tenth(b.x1)-x0, tenth(b.y1)-y0
		c.num("M", x0)
		c.num(" ", y0)
		c.num("h", w)
		c.num("v", h)
		c.num("h", -w)
		c.raw(`z`)
	}
	c.raw(`"/>`)
}

// tipped draws a rectangle that names its observation.
func (c *canvas) tipped(class, fill, id, tip string, b box) {
	c.raw(`<rect`)
	c.class(class)
	c.fill(fill)
	c.observe(id)
	c.sides(b)
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
	c.raw(`<path`)
	c.class(class)
	c.raw(` d="`)
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

func either[T any](is bool, yes, no T) T {
	if is {
		return yes
	}
	return no
}

func (c *canvas) open(class string) { c.raw(`<g class="`, class, `">`) }
func (c *canvas) end()              { c.raw(`</g>`) }

// shapes opens a group whose shapes of a class need not name it; done ends it.
func (c *canvas) shapes(class string) {
	c.open(class)
	c.group = class
}

// words opens a group of texts of one class and anchor; done ends it.
func (c *canvas) words(class, anchor string) {
	c.raw(`<g`)
	c.class(class)
	if anchor != "start" {
		c.raw(` text-anchor="`, anchor, `"`)
	}
	c.raw(`>`)
	c.group, c.anchor = class, anchor
}

func (c *canvas) done() {
	c.end()
	c.group, c.anchor = "", ""
}

// text writes a block with its middle at y; anchor is start, middle or end.
func (c *canvas) text(class, anchor, id string, x, y float64, b block) {
	if len(b.lines) == 0 {
		return
	}
	c.raw(`<text`)
	c.class(class)
	if within := cmp.Or(c.anchor, "start"); anchor != within {
		c.attr("text-anchor", anchor)
	}
	c.observe(id)
	if !c.inline { // y is where the letters stand
		y += c.size*(leading/2+0.36) - b.height/2
	}
	if x = tenth(x); x != 0 && len(b.lines) == 1 {
		c.at("x", x)
	}
	if c.inline || len(b.lines) == 1 {
		c.at("y", y)
	}
	c.raw(`>`)
	if b.full != "" {
		c.title(b.full)
	}
	c.textLines(x, y, b.lines)
	c.raw(`</text>`)
}

// textLines writes the lines of a block. In a page letters stand around the
// middle of their line by the stylesheet, and lines are ems apart, because a
// drawing that is shown larger has smaller letters in it. Programs that show a
// drawing alone do not all know either.
func (c *canvas) textLines(x, y float64, lines []string) {
	if len(lines) == 1 {
		c.esc(lines[0])
		return
	}
	dy := -leading / 2 * float64(len(lines)-1)
	for i, l := range lines {
		c.raw(`<tspan`)
		c.at("x", x)
		if c.inline {
			c.raw(` dy="`, strconv.FormatFloat(math.Round(dy*100)/100, 'f', -1, 64), `em"`)
			dy = leading
		} else {
			c.at("y", y+float64(i)*c.size*leading)
		}
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
		`<rect class="hatch-ground" width="6" height="6"/><path class="hatch-line" d="M3 0V6"/></pattern></defs>`)
}

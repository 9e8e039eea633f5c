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
	pen    pen    // of the path that is being written
	opened int    // where the open group begins,
	filled int    // and what is in it
}

// newCanvas opens the svg element and names it. Title and description are its
// name together, since not all screen readers read descriptions. In a page they
// are a label, a line each, which is read once and leaves no tip over the drawing.
func newCanvas(h Head, class string, width, height float64) *canvas {
	c := &canvas{id: h.ID, size: textSize(width), inline: h.inline}
	c.b.Grow(8 << 10)
	if width < wideFrom {
		class += " chart-small"
	}
	c.raw(`<svg`, either(h.inline, "", ` xmlns="http://www.w3.org/2000/svg"`), ` class="chart `, class, `" role="img"`)
	if h.inline {
		c.label(h)
	} else if h.Desc != "" {
		c.raw(` aria-labelledby="`, h.ID, `-t `, h.ID, `-d"`)
	}
	c.raw(` viewBox="0 0`)
	c.num(" ", width)
	c.num(" ", height)
	c.raw(`"`)
	if !h.stretched {
		c.at(`width`, width, `height`, height)
	}
	c.head = c.b.Len()
	c.raw(`>`)
	if !h.inline {
		c.entitle(h)
	}
	return c
}

func (c *canvas) label(h Head) {
	c.raw(` aria-label="`)
	c.esc(h.Title)
	if h.Desc != "" {
		c.raw("\n")
		c.esc(h.Desc)
	}
	c.raw(`"`)
}

// entitle gives a drawing that stands alone elements for its title and description.
func (c *canvas) entitle(h Head) {
	if h.Desc == "" {
		c.title(h.Title)
		return
	}
	c.raw(`<title id="`, h.ID, `-t">`)
	c.esc(h.Title)
	c.raw(`</title><desc id="`, h.ID, `-d">`)
	c.esc(h.Desc)
	c.raw(`</desc>`)
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
	n := tenths(v)
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

func tenths(v float64) int64 { return int64(math.Round(finite(v) * 10)) }

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
func (c *canvas) class(name string) { c.attr("class", c.beside(name)) }

func (c *canvas) beside(name string) string {
	rest, within := strings.CutPrefix(name, c.group+" ")
	switch {
	case name == c.group:
		return ""
	case within && c.group != "":
		return rest
	}
	return name
}

// sides of a text that the stylesheet knows as classes, which is shorter.
var anchors = map[string]string{"start": "left", "middle": "mid", "end": "right"}

// anchored writes class and anchor of a text or a group of texts; the anchor may
// be empty.
func (c *canvas) anchored(class, anchor string) {
	class = c.beside(class)
	if c.inline {
		class, anchor = strings.TrimSpace(class+" "+anchors[anchor]), ""
	}
	c.attr("class", class)
	c.attr("text-anchor", anchor)
}

// ground opens a group of a colour with texts in the middle of its shapes.
func (c *canvas) ground(class string) {
	c.raw(`<g class="on `, class, either(c.inline, `">`, `" text-anchor="middle">`))
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
	c.shape(class, "", func() {
		for i := 0; i < len(xyy); i += 3 {
			c.stroke(i%2 == 1, xyy[i], xyy[i+1], xyy[i], xyy[i+2])
		}
	})
}

// levels draws level lines from x0 to x1 at the heights ys, as one path.
func (c *canvas) levels(class string, x0, x1 float64, ys []float64) {
	if len(ys) == 0 {
		return
	}
	c.shape(class, "", func() {
		for i, y := range ys {
			c.stroke(i%2 == 1, x0, y, x1, y)
		}
	})
}

// stroke draws a line to one of its ends from the other, which may be nearer to
// where the pen is.
func (c *canvas) stroke(back bool, x0, y0, x1, y1 float64) {
	if back {
		x0, y0, x1, y1 = x1, y1, x0, y0
	}
	c.move(x0, y0)
	c.to(x1, y1)
}

// rect draws a rectangle; fill names a pattern of this SVG or is empty.
func (c *canvas) rect(class, fill string, b box) {
	c.raw(`<rect`)
	c.class(class)
	c.sides(b)
	c.fill(fill)
	c.raw(`/>`)
}

func (c *canvas) frame(b box) {
	c.move(b.x0, b.y0)
	c.to(b.x1, b.y0)
	c.to(b.x1, b.y1)
	c.to(b.x0, b.y1)
	c.shut()
}

func (c *canvas) sides(b box) {
	c.at("x", b.x0, "y", b.y0, "width", tenth(b.x1)-tenth(b.x0), "height", tenth(b.y1)-tenth(b.y0))
}

// boxes draws rectangles as one path; fill names a pattern or is empty.
func (c *canvas) boxes(class, fill string, all []box) {
	c.shape(class, fill, func() {
		for _, b := range all {
			c.frame(b)
		}
	})
}

// tipped draws a rectangle that names its observation; tip may be empty.
func (c *canvas) tipped(class, id, tip string, b box) {
	c.raw(`<rect`)
	c.class(class)
	c.observe(id)
	c.sides(b)
	if tip == "" {
		c.raw(`/>`)
		return
	}
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
	c.shape(class, "", func() { c.trace(closed, xy) })
}

// trace goes through points.
func (c *canvas) trace(closed bool, xy []float64) {
	c.move(xy[0], xy[1])
	for i := 2; i < len(xy); i += 2 {
		c.to(xy[i], xy[i+1])
	}
	if closed {
		c.shut()
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
	c.opened = c.b.Len()
	c.open(class)
	c.group, c.filled = class, c.b.Len()
}

// words opens a group of texts of one class and anchor; done ends it.
func (c *canvas) words(class, anchor string) {
	c.opened = c.b.Len()
	c.raw(`<g`)
	c.anchored(class, either(anchor == "start", "", anchor))
	c.raw(`>`)
	c.group, c.anchor, c.filled = class, anchor, c.b.Len()
}

// done ends a group; one without anything in it is taken back.
func (c *canvas) done() {
	if c.b.Len() == c.filled {
		c.b.Truncate(c.opened)
	} else {
		c.end()
	}
	c.group, c.anchor = "", ""
}

// text writes a block with its middle at y; anchor is start, middle or end.
func (c *canvas) text(class, anchor, id string, x, y float64, b block) {
	if len(b.lines) == 0 {
		return
	}
	c.raw(`<text`)
	c.anchored(class, either(anchor == cmp.Or(c.anchor, "start"), "", anchor))
	c.observe(id)
	if !c.inline { // y is where the letters stand
		y += c.size*(leading/2+0.36) - b.height/2
	}
	if c.inline { // a reader sees no half pixel of a text
		x, y = math.Round(x), math.Round(y)
	}
	own := len(b.lines) == 1 || c.inline && id == ""
	if x = tenth(x); x != 0 && own {
		c.at("x", x)
	}
	if c.inline || own {
		c.at("y", y)
	}
	if own && len(b.lines) > 1 {
		c.raw(` dy="`, ems(b.rise()), `"`)
	}
	c.raw(`>`)
	if b.full != "" {
		c.title(b.full)
	}
	c.textLines(x, y, b, own)
	c.raw(`</text>`)
}

// textLines writes the lines of a block, of which the first may stand in the
// text itself. In a page letters stand around the middle of their line by the
// stylesheet, and lines are ems apart, because a drawing that is shown larger has
// smaller letters in it. Programs that show a drawing alone do not all know
// either.
func (c *canvas) textLines(x, y float64, b block, own bool) {
	for i, l := range b.lines {
		if own && i == 0 {
			c.esc(l)
			continue
		}
		c.raw(`<tspan`)
		c.at("x", x)
		if c.inline {
			c.raw(` dy="`, ems(either(i == 0, b.rise(), leading)), `"`)
		} else {
			c.at("y", y+float64(i)*c.size*leading)
		}
		c.raw(`>`)
		c.esc(l)
		c.raw(`</tspan>`)
	}
}

// rise is how far in ems the first line of a block stands from its middle.
func (b block) rise() float64 { return -leading / 2 * float64(len(b.lines)-1) }

func ems(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) + "em" }

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

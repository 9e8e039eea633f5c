package chart

import "slices"

// outlines are those of the markers, in units of the radius; the first
// marker is a circle.
var outlines = [][]float64{
	nil,
	{-0.9, -0.9, 0.9, -0.9, 0.9, 0.9, -0.9, 0.9},
	{0, -1.2, 1.15, 0.85, -1.15, 0.85},
	{0, -1.3, 1.3, 0, 0, 1.3, -1.3, 0},
	{0, 1.2, 1.15, -0.85, -1.15, -0.85},
	{-0.6, -1.1, 0.6, -1.1, 1.2, 0, 0.6, 1.1, -0.6, 1.1, -1.2, 0},
}

// dotClass is the class that the markers of points have in common.
func dotClass(points []Point) string {
	plain := slices.ContainsFunc(points, func(p Point) bool { return p.state == Value && p.note == "" })
	return either(plain, "dot", "dot hollow")
}

// marker draws the sign of series k; id and tip may be empty.
func (c *canvas) marker(k int, x, y, r float64, hollow bool, id, tip string) {
	tag := "circle"
	if outlines[k] != nil {
		tag = "path"
	}
	c.raw(`<`, tag)
	c.class(either(hollow, "dot hollow", "dot"))
	c.observe(id)
	if outlines[k] == nil {
		c.at("cx", x, "cy", y, "r", r)
	} else {
		c.outline(func() { c.trace(true, outlined(outlines[k], x, y, r)) })
	}
	if tip == "" {
		c.raw(`/>`)
		return
	}
	c.raw(`>`)
	c.title(tip)
	c.raw(`</`, tag, `>`)
}

func outlined(shape []float64, x, y, r float64) []float64 {
	out := make([]float64, len(shape))
	for i := 0; i < len(shape); i += 2 {
		out[i], out[i+1] = x+r*shape[i], y+r*shape[i+1]
	}
	return out
}

// dots and slash are the signs of what is missing and what does not apply, as …
// and ／ are in tables. There is no cross, which would look like the x of what is
// withheld, and no dash, which official tables read as none.
//
// The dots of several places, given as x, y, x, y, are one path.
func (c *canvas) dots(r float64, xy ...float64) {
	if len(xy) == 0 {
		return
	}
	c.shape("absent dots", "", func() {
		for i := 0; i < len(xy); i += 2 {
			for _, x := range []float64{xy[i] - r, xy[i], xy[i] + r} {
				c.stroke(false, x, xy[i+1], x, xy[i+1]) // of no length: its round ends are the dot
			}
		}
	})
}

func (c *canvas) slash(x, y, r float64) { c.line("absent", x-r, y+r, x+r, y-r) }

// zeros marks the ends of bars that have no length.
func (c *canvas) zeros(bars ...box) {
	var at []float64
	for _, b := range bars {
		at = append(at, b.x0, b.y0, b.y1)
	}
	c.uprights("zero", at...)
}

// whisker draws an interval between two points with caps across it.
func (c *canvas) whisker(x1, y1, x2, y2, r float64) {
	c.shape("whisker", "", func() { c.caps(x1, y1, x2, y2, r) })
}

func (c *canvas) caps(x1, y1, x2, y2, r float64) {
	dx, dy := 0.0, r
	if x1 == x2 {
		dx, dy = r, 0
	}
	c.stroke(false, x1-dx, y1-dy, x1+dx, y1+dy)
	c.stroke(false, x1, y1, x2, y2)
	c.stroke(false, x2-dx, y2-dy, x2+dx, y2+dy)
}

package chart

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
		c.raw(` d="`)
		c.trace(true, outlined(outlines[k], x, y, r))
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
	c.raw(`<path class="whisker" d="`)
	c.caps(x1, y1, x2, y2, r)
	c.raw(`"/>`)
}

func (c *canvas) caps(x1, y1, x2, y2, r float64) {
	dx, dy := 0.0, r
	if x1 == x2 {
		dx, dy = r, 0
	}
	c.trace(false, []float64{x1, y1, x2, y2})
	c.trace(false, []float64{x1 - dx, y1 - dy, x1 + dx, y1 + dy})
	c.trace(false, []float64{x2 - dx, y2 - dy, x2 + dx, y2 + dy})
}

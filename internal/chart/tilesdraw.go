package chart

import "slices"

func (g tileLay) draw() string {
	c := newCanvas(g.Head, "chart-tiles", g.w, g.h)
	if slices.ContainsFunc(g.Tiles.Tiles, func(t Tile) bool { return t.Point.state == Withheld }) {
		c.hatch()
	}
	for k := range max(0, len(g.shade.bounds)-1) {
		g.drawStep(c, k)
	}
	c.ground("plain-tile")
	for i, t := range g.Tiles.Tiles {
		if t.Point.state != Value {
			g.drawAbsent(c, i, t)
		}
	}
	c.end()
	g.shade.draw(c)
	g.key.draw(c)
	return c.close()
}

// drawStep draws the tiles of a step, first all their grounds.
func (g tileLay) drawStep(c *canvas, k int) {
	var all []int
	var grounds []box
	for i, t := range g.Tiles.Tiles {
		if t.Point.state == Value && g.shade.step(t.Point.value) == k {
			all, grounds = append(all, i), append(grounds, g.box(t))
		}
	}
	if len(all) == 0 {
		return
	}
	c.ground(g.shade.class(k))
	c.boxes("shade", "", grounds)
	for n, i := range all {
		b, name, value := grounds[n], g.names[i], g.values[i]
		x, y := (b.x0+b.x1)/2, (b.y0+b.y1-name.height-value.height)/2
		c.text("", "start", "", x, y+name.height/2, name)
		c.text("", "start", g.Tiles.Tiles[i].Point.id, x, y+name.height+value.height/2, value)
	}
	c.end()
}

// drawAbsent draws a tile without a value: hatched, or empty with a sign.
func (g tileLay) drawAbsent(c *canvas, i int, t Tile) {
	b, name := g.box(t), g.names[i]
	if t.Point.state == Withheld {
		c.rect("withheld", "h", b)
	} else {
		c.rect("tile", "", b)
	}
	x, y := (b.x0+b.x1)/2, (b.y0+b.y1-name.height-t.Point.signHeight())/2
	c.text("", "start", "", x, y+name.height/2, name)
	switch t.Point.state {
	case Missing:
		c.dots(4, x, y+name.height+4)
	case NotApplicable:
		c.slash(x, y+name.height+4, 4)
	}
}

func (g tileLay) spec() Spec {
	out := newSpec("tiles", g.Head, g.w, g.h, box{0, 0, g.w, g.box(g.Tiles.Tiles[len(g.Tiles.Tiles)-1]).y1}, nil)
	out.Scale = g.shade.spec()
	var s SpecSeries
	for _, t := range g.Tiles.Tiles {
		b := g.box(t)
		out.Labels = append(out.Labels, t.Label)
		sp := t.Point.spec(func(sp *SpecPoint) { sp.X = coordinate((b.x0 + b.x1) / 2) })
		sp.Y = coordinate((b.y0 + b.y1) / 2)
		s.Points = append(s.Points, sp)
	}
	out.Series = []SpecSeries{s}
	return out
}

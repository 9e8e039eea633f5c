package chart

func (g funnelLay) draw() string {
	c := newCanvas(g.Head, "chart-dots", g.w, g.h)
	if g.withholds() {
		c.hatch()
	}
	c.open("s1")
	for i, p := range g.panels {
		g.drawPanel(c, p, g.Groups[i])
	}
	c.end()
	g.key.draw(c)
	return c.close()
}

func (g funnelLay) withholds() bool {
	for _, group := range g.Groups {
		for _, p := range group.Points {
			if p.state == Withheld {
				return true
			}
		}
	}
	return false
}

func (g funnelLay) drawPanel(c *canvas, p panel, group Funnel) {
	c.text("strong", "start", "", p.x, p.y+p.title.height/2, p.title)
	g.drawAxis(c, p)
	for k, pt := range group.Points {
		y := g.y(p, k)
		c.text("sub", "start", "", p.x, y, newBlock(g.Gates[k], g.name-10, g.size, 1))
		g.drawBar(c, p, y, pt)
		c.text(either(group.Strong, "strong end", "end"), "end", pt.id, p.x+g.panel, y, newBlock(pt.text, g.w/3, g.size, 1))
	}
}

// drawAxis draws the grid of a panel and, where none stands below, its ticks.
func (g funnelLay) drawAxis(c *canvas, p panel) {
	b := g.plot(p)
	var grid []float64
	for _, t := range g.scale.ticks {
		x := g.x(p, t.value)
		if t.value == 0 {
			c.line("axis", x, b.y0, x, b.y1)
		} else {
			grid = append(grid, x, b.y0, b.y1)
		}
		if p.low {
			text := newBlock(t.text, g.w, g.size, 1)
			c.text("sub", "middle", "", x, b.y1+4+text.height/2, text)
		}
	}
	c.uprights("grid", grid...)
}

func (g funnelLay) drawBar(c *canvas, p panel, y float64, pt Point) {
	b := g.plot(p)
	switch pt.state {
	case Withheld:
		c.rect("withheld", "h", box{b.x0, y - g.bar/2, b.x1, y + g.bar/2})
	case Missing:
		c.line("absent-row", b.x0, y, b.x1, y)
	case Value:
		bar := box{g.x(p, 0), y - g.bar/2, g.x(p, pt.value), y + g.bar/2}
		c.rect(either(pt.note != "", "bar hollow", "bar"), "", bar)
		if pt.value == 0 {
			c.zero(bar.x0, bar)
		}
		if pt.hasInterval {
			c.whisker(g.x(p, pt.lower), y, g.x(p, pt.upper), y, 4)
		}
	}
}

func (g funnelLay) spec() Spec {
	var all box
	if n := len(g.panels); n > 0 {
		all = box{g.plot(g.panels[0]).x0, g.panels[0].top, g.w - g.end, g.plot(g.panels[n-1]).y1}
	}
	out := newSpec("funnels", g.Head, g.w, g.h, all, nil)
	if g.scaled {
		first := g.panels[0]
		out.Scale = specScale(g.scale, func(v float64) float64 { return g.x(first, v) })
	}
	out.Series = make([]SpecSeries, len(g.Gates))
	for k, gate := range g.Gates {
		out.Series[k].Name = gate
	}
	for i, group := range g.Groups {
		out.Labels = append(out.Labels, group.Label)
		p := g.panels[i]
		for k, pt := range group.Points {
			sp := pt.spec(func(sp *SpecPoint) { sp.From, sp.X = coordinate(g.x(p, 0)), coordinate(g.x(p, pt.value)) })
			sp.Y = coordinate(g.y(p, k))
			out.Series[k].Points = append(out.Series[k].Points, sp)
		}
	}
	return out
}

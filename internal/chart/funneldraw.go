package chart

// draw puts what is alike in all panels into one shape.
func (g funnelLay) draw() string {
	c := newCanvas(g.Head, "chart-dots", g.w, g.h)
	if g.withholds() {
		c.hatch()
	}
	g.drawAxes(c)
	c.open("s1")
	g.drawBars(c)
	g.drawIntervals(c)
	c.end()
	g.drawTexts(c)
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

// drawAxes draws the grid of all panels and, where none stands below, the ticks.
func (g funnelLay) drawAxes(c *canvas) {
	var grid, axis []float64
	for _, p := range g.panels {
		b := g.plot(p)
		for _, t := range g.scale.ticks {
			if x := g.x(p, t.value); t.value == 0 {
				axis = append(axis, x, b.y0, b.y1)
			} else {
				grid = append(grid, x, b.y0, b.y1)
			}
		}
	}
	c.uprights("grid", grid...)
	c.uprights("axis", axis...)
	c.words("sub", "middle")
	for _, p := range g.panels {
		for _, t := range g.scale.ticks {
			if text := newBlock(t.text, g.w, g.size, 1); p.low {
				c.text("sub", "middle", "", g.x(p, t.value), g.plot(p).y1+4+text.height/2, text)
			}
		}
	}
	c.done()
}

// points visits each gate of each panel with the middle of its bar.
func (g funnelLay) points(visit func(p panel, pt Point, y float64)) {
	for i, p := range g.panels {
		for k, pt := range g.Groups[i].Points {
			visit(p, pt, g.y(p, k))
		}
	}
}

// drawBars draws all bars, and what stands in place of those without a value.
func (g funnelLay) drawBars(c *canvas) {
	var bars, drafts, zeros []box
	g.points(func(p panel, pt Point, y float64) {
		b := g.plot(p)
		switch pt.state {
		case Withheld:
			c.rect("withheld", "h", box{b.x0, y - g.bar/2, b.x1, y + g.bar/2})
		case Missing:
			c.line("absent-row", b.x0, y, b.x1, y)
		case Value:
			bar := box{g.x(p, 0), y - g.bar/2, g.x(p, pt.value), y + g.bar/2}
			if pt.value == 0 {
				zeros = append(zeros, bar)
			}
			if pt.note != "" {
				drafts = append(drafts, bar)
			} else {
				bars = append(bars, bar)
			}
		}
	})
	if len(bars) > 0 {
		c.boxes("bar", "", bars)
	}
	if len(drafts) > 0 {
		c.boxes("bar hollow", "", drafts)
	}
	c.zeros(zeros...)
}

func (g funnelLay) drawIntervals(c *canvas) {
	var ends [][3]float64 // from, to, height
	g.points(func(p panel, pt Point, y float64) {
		if pt.hasInterval {
			ends = append(ends, [3]float64{g.x(p, pt.lower), g.x(p, pt.upper), y})
		}
	})
	if len(ends) == 0 {
		return
	}
	c.shape("whisker", "", func() {
		for _, e := range ends {
			c.caps(e[0], e[2], e[1], e[2], 4)
		}
	})
}

func (g funnelLay) drawTexts(c *canvas) {
	c.words("strong", "start")
	for _, p := range g.panels {
		c.text("strong", "start", "", p.x, p.y+p.title.height/2, p.title)
	}
	c.done()
	c.words("sub", "start")
	for _, p := range g.panels {
		for k, gate := range g.Gates {
			c.text("sub", "start", "", p.x, g.y(p, k), newBlock(gate, g.name-10, g.size, 1))
		}
	}
	c.done()
	g.drawValues(c, "end strong", true)
	g.drawValues(c, "end", false)
}

// drawValues writes the values of the groups that are strong, or of the others.
func (g funnelLay) drawValues(c *canvas, class string, strong bool) {
	c.words(class, "end")
	for i, p := range g.panels {
		if g.Groups[i].Strong != strong {
			continue
		}
		for k, pt := range g.Groups[i].Points {
			c.text(class, "end", pt.id, p.x+g.panel, g.y(p, k), newBlock(pt.text, g.w/3, g.size, 1))
		}
	}
	c.done()
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

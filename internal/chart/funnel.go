package chart

import (
	"fmt"
	"math"
)

// Funnels shows how many of each group come through a row of gates: a panel a
// group, in it a bar from zero for each gate with its interval as a whisker and
// the finished text at the end. All panels share one scale and stand side by
// side where there is room. Nothing is drawn from one gate to the next: what is
// lost between two of them is not told by their rates alone. A withheld gate is
// hatched.
type Funnels struct {
	Head
	Axis              // not Log; its unit is not written
	Gates    []string // names in order, 2 to 6
	Groups   []Funnel // 1 to 60
	Interval string   // what the intervals are, for the key
}

// A Funnel is one group.
type Funnel struct {
	Label  string
	Points []Point // one for each gate; none is negative
	Strong bool    // set in bold, for the joint total
}

// SVG draws the chart. It panics on a bad id, no title or tick formatter, a
// number of gates, groups or points out of range, and on negative values.
func (f Funnels) SVG() string { return f.lay().draw() }

// Spec says what SVG drew, as the JSON of a [Spec]; it has a series for each
// gate with a point for each group.
func (f Funnels) Spec() []byte { return f.lay().spec().json() }

func (f Funnels) place() layout { return f.lay() }

func (f Funnels) with(h Head) Chart {
	f.Head = h
	return f
}

func (f Funnels) check() {
	f.Head.check()
	if len(f.Gates) < 2 || len(f.Gates) > 6 || len(f.Groups) == 0 || len(f.Groups) > 60 || f.Tick == nil || f.Log {
		panic(fmt.Sprintf("chart: %s: want 2 to 6 gates, 1 to 60 groups and Tick, and no log axis", f.ID))
	}
	for _, g := range f.Groups {
		if len(g.Points) != len(f.Gates) {
			panic(fmt.Sprintf("chart: %s: %d points for %d gates", f.ID, len(g.Points), len(f.Gates)))
		}
		for _, p := range g.Points {
			if p.state == Value && p.value < 0 {
				panic(fmt.Sprintf("chart: %s: a bar of a negative value", f.ID))
			}
		}
	}
}

// A funnelLay is Funnels with a place for everything.
type funnelLay struct {
	Funnels
	size   float64
	w, h   float64
	name   float64 // width of the names of gates with the distance to the bars
	end    float64 // the same of the texts at the end
	across int     // panels side by side
	panel  float64 // width of a panel
	bar    float64 // height of a bar
	step   float64 // between bars
	panels []panel
	scale  scale
	scaled bool
	key    key
}

// A panel is the room of one group.
type panel struct {
	title block
	x, y  float64 // its left upper corner
	top   float64 // of the bars
	low   bool    // no other stands below it
}

const (
	panelGap = 24.0  // between panels
	leastBar = 120.0 // width of the bars that is worth a further panel beside
	funnelIn = 4.0   // room for caps at both ends of the bars
)

func (f Funnels) lay() funnelLay {
	f.check()
	f.Zero = true
	g := funnelLay{Funnels: f, w: f.width(), bar: 12}
	g.size = textSize(g.w)
	g.step = even(g.size*leading + 4)
	drawn, k := g.measure()
	g.columns()
	g.scale, g.scaled = newScale(f.Axis, drawn, 4, g.ticksFit)
	g.placePanels()
	g.key = k.lay(0, g.h, g.w, g.size)
	g.h += g.key.height
	return g
}

// measure finds the widths of the texts, what is on the scale and which signs
// there are to explain.
func (g *funnelLay) measure() (drawn []float64, k keyTexts) {
	for _, group := range g.Groups {
		for _, p := range group.Points {
			drawn = p.extent(drawn)
			g.end = max(g.end, gap(min(textWidth(p.text, g.size), g.w/3)))
			if p.state == Value { // the others tell their state at the end
				k.bar(p, g.Interval)
			}
		}
	}
	for _, gate := range g.Gates {
		g.name = max(g.name, gap(min(textWidth(gate, g.size), g.w/3)))
	}
	g.name = math.Ceil(g.name) // all bars begin there
	return drawn, k
}

// columns decides how many panels stand side by side.
func (g *funnelLay) columns() {
	g.across = min(len(g.Groups), 4)
	for g.panelWidth() < g.name+g.end+leastBar && g.across > 1 {
		g.across--
	}
	g.panel = g.panelWidth()
}

func (g *funnelLay) panelWidth() float64 {
	return (g.w - float64(g.across-1)*panelGap) / float64(g.across)
}

// placePanels fills line after line from the left; the last panel of each
// column has the ticks below it.
func (g *funnelLay) placePanels() {
	n := len(g.Groups)
	y := 0.0
	for i := 0; i < n; i += g.across {
		titles, high := g.titles(g.Groups[i:min(i+g.across, n)])
		for k, b := range titles {
			g.panels = append(g.panels, panel{
				title: b, x: float64(k) * (g.panel + panelGap), y: y + headroom, top: y + high, low: i+k+g.across >= n,
			})
		}
		y += high + float64(len(g.Gates))*g.step + 12
	}
	g.h = y - 6
	if len(g.scale.ticks) > 0 {
		g.h += g.size * leading
	}
}

// titles wraps the names of the groups that stand side by side, and gives the room
// that they take.
func (g *funnelLay) titles(groups []Funnel) (all []block, high float64) {
	for _, group := range groups {
		b := newBlock(group.Label, g.panel, boldSize(g.size), 2)
		all, high = append(all, b), max(high, b.height)
	}
	return all, math.Ceil(headroom + high + 4)
}

// plot is the room of the bars of a panel.
func (g *funnelLay) plot(p panel) box {
	return box{p.x + g.name, p.top, p.x + g.panel - g.end, p.top + float64(len(g.Gates))*g.step}
}

func (g *funnelLay) x(p panel, v float64) float64 {
	b := g.plot(p)
	return b.x0 + float64(g.scale.part(v)*(b.x1-b.x0-funnelIn))
}

// y is the middle of the k-th bar.
func (g *funnelLay) y(p panel, k int) float64 { return p.top + float64((float64(k)+0.5)*g.step) }

// ticksFit reports whether the ticks stand apart below a panel.
func (g *funnelLay) ticksFit(s scale) bool {
	edge := -g.name - 10
	width := g.panel - g.name - g.end - funnelIn
	for _, t := range s.ticks {
		half := textWidth(t.text, g.size) / 2
		at := float64(s.part(t.value) * width)
		if at-half < edge+10 {
			return false
		}
		edge = at + half
	}
	return edge <= width+g.end
}

package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// A Line is a time series: one or a few series over the same quarters.
//
// A line never crosses a quarter without a published value, nor a break. With one series a
// withheld quarter is a hatched column; with several, each series has a lane
// below the axis for what it cannot show. Series differ by dash and marker as
// well as by colour and are named where they end.
type Line struct {
	Head
	Axis
	Labels   []string // of the quarters, oldest first; "\n" breaks a line. Thinned where they do not fit, the last always stands
	Series   []Series // 1 to 6
	Marks    []Mark
	Interval string // what the intervals are, such as 95％信頼区間, for the key
	Breaks   []int  // labels from which on values cannot be compared with those before: an upright line stands before each
	Break    string // what that line means, for the key
	Past     bool   // the series after the first are what it is compared with, and are drawn thinner
}

// A Series is one line; Points has one for every label of the chart.
type Series struct {
	Name   string // may be empty if it is the only one
	Points []Point
}

// last is the newest point that there is to tell of.
func (s Series) last() Point {
	for _, p := range slices.Backward(s.Points) {
		if p.state != outside {
			return p
		}
	}
	return Outside()
}

// SVG draws the chart. It panics on input that no data can excuse: a bad id,
// no title, no tick formatter, or a series whose length is not that of Labels.
func (l Line) SVG() string { return l.lay().draw() }

// Spec says what SVG drew, as the JSON of a [Spec].
func (l Line) Spec() []byte { return l.lay().spec().json() }

func (l Line) place() layout { return l.lay() }

func (l Line) with(h Head) Chart {
	l.Head = h
	return l
}

func (l Line) check() {
	l.Head.check()
	if len(l.Series) == 0 || len(l.Series) > len(outlines) || len(l.Labels) == 0 || l.Tick == nil {
		panic(fmt.Sprintf("chart: %s: want 1 to %d series, labels and Tick", l.ID, len(outlines)))
	}
	for _, s := range l.Series {
		if len(s.Points) != len(l.Labels) {
			panic(fmt.Sprintf("chart: %s: %d points for %d labels", l.ID, len(s.Points), len(l.Labels)))
		}
	}
	checkBreaks(l.ID, l.Breaks, len(l.Labels))
}

func checkBreaks(id string, breaks []int, labels int) {
	for _, i := range breaks {
		if i < 1 || i >= labels {
			panic(fmt.Sprintf("chart: %s: a break before label %d of %d", id, i, labels))
		}
	}
}

// drawn lists every value that has a place on the scale.
func (l Line) drawn() []float64 {
	var v []float64
	for _, s := range l.Series {
		for _, p := range s.Points {
			v = p.extent(v)
		}
	}
	for _, m := range l.Marks {
		v = append(v, finite(m.Value))
	}
	return v
}

// A lineLay is a Line with a place for everything.
type lineLay struct {
	Line
	size   float64
	w, h   float64
	plot   box
	step   float64 // between quarters
	first  float64 // where the first one stands
	scale  scale
	scaled bool // false if there is nothing to scale by
	side   []sideLabel
	lanes  []int   // series that have a lane below the axis
	laneY  float64 // middle of the first lane
	ticks  []placed
	top    []placed // names of hatched columns
	key    key
}

// A placed is a block with a place: x is its left edge, y its middle.
type placed struct {
	block
	x, y float64
	i    int // of the label it shows
}

// A sideLabel stands right of the plot, level with what it names.
type sideLabel struct {
	block
	series int // -1 for a mark
	mark   int
	id     string
	want   float64 // value to stand level with
	none   bool    // there is no such value
	y      float64
}

const (
	markerRoom = 14 // for the marker before a label
	laneHeight = 12.0
	sideGap    = 3.0 // between labels at the side
)

func (l Line) lay() lineLay {
	l.check()
	w := l.width()
	g := lineLay{Line: l, w: w, size: textSize(w)}
	g.side = g.sideLabels()
	g.laneIndex()
	g.plot.y0 = g.topRoom()
	g.plot.y1 = g.plot.y0 + g.plotHeight()
	g.scale, g.scaled = newScale(l.Axis, l.drawn(), 5, func(s scale) bool {
		return len(s.ticks) < 2 || g.plotHeight()/float64(len(s.ticks)-1) > 1.6*g.size
	})
	g.plot.x0 = g.tickRoom()
	g.plot.x1 = w - g.sideRoom()
	g.placeLabels()
	g.placeSide()
	g.placeTicks()
	g.placeTop()
	g.placeKey()
	return g
}

// sideLabels wraps the names of series and marks. A series tells its name and
// what its last quarter has to show, be it a number or why there is none.
func (g *lineLay) sideLabels() []sideLabel {
	most := g.w * 0.28
	if g.w < wideFrom {
		most = g.w * 0.3
	}
	var out []sideLabel
	for k, s := range g.Series {
		last := s.last()
		if s.Name == "" && last.state != Value {
			continue // the plot and the key say it
		}
		text := last.text
		if g.Past {
			last, text = Outside(), "" // the last quarters of two years are not the same one
		}
		lab := sideLabel{block: sideBlock(s.Name, text, most, boldSize(grown(g.size))), series: k, none: true}
		if last.state == Value {
			lab.id = last.id // of a number; a name may have digits, too
		}
		if i := lastValue(s.Points); i >= 0 {
			lab.want, lab.none = s.Points[i].value, false
		}
		out = append(out, lab)
	}
	for i, m := range g.Marks {
		b := newBlock(m.Label, most, g.size, 2)
		out = append(out, sideLabel{block: b, series: -1, mark: i, id: m.ID, want: m.Value})
	}
	return slices.DeleteFunc(out, func(s sideLabel) bool { return len(s.lines) == 0 })
}

// sideBlock puts name and text on one line, or else the text on its own.
func sideBlock(name, text string, most, size float64) block {
	all := strings.TrimSpace(name + " " + text)
	if name == "" || text == "" || textWidth(all, size) <= most {
		return newBlock(all, most, size, 2)
	}
	lines, cut := wrap(name, most, size, 3)
	b := newBlock(strings.Join(append(lines, text), "\n"), most, size, len(lines)+1)
	if cut || b.full != "" {
		b.full = all
	}
	return b
}

// lastValue finds the last published point, or -1.
func lastValue(points []Point) int {
	for i := len(points) - 1; i >= 0; i-- {
		if points[i].state == Value {
			return i
		}
	}
	return -1
}

// laneIndex gives a lane to each series with quarters that the plot itself
// does not show.
func (g *lineLay) laneIndex() {
	for k, s := range g.Series {
		if slices.ContainsFunc(s.Points, g.inLane) {
			g.lanes = append(g.lanes, k)
		}
	}
}

// past reports whether a series is drawn thinner.
func (l Line) past(k int) bool { return l.Past && k > 0 }

func (g *lineLay) inLane(p Point) bool {
	return p.state == Missing || p.state == NotApplicable || p.state == Withheld && len(g.Series) > 1
}

func (g *lineLay) topRoom() float64 {
	columns := len(g.Series) == 1 && slices.ContainsFunc(g.Series[0].Points, func(p Point) bool { return p.state == Withheld })
	if g.Unit != "" || columns {
		return g.size*leading + 11
	}
	return g.size
}

// plotHeight is enough for all labels at its side.
func (g *lineLay) plotHeight() float64 {
	h := 0.0
	for _, s := range g.side {
		h += s.height + sideGap
	}
	if g.w >= wideFrom {
		return max(h, 230)
	}
	return max(h, 190)
}

func (g *lineLay) tickRoom() float64 {
	room := 0.0
	for _, t := range g.scale.ticks {
		room = max(room, textWidth(t.text, g.size))
	}
	if room == 0 && len(g.lanes) == 0 {
		return 2
	}
	return max(room+10, markerRoom)
}

func (g *lineLay) sideRoom() float64 {
	room := 0.0
	for _, s := range g.side {
		room = max(room, s.width+markerRoom+8)
	}
	return max(room, 4)
}

// Coordinates round their products first (float64), so that no processor
// fuses them into the sum and draws another tenth.

func (g *lineLay) x(i int) float64 { return g.first + float64(float64(i)*g.step) }

// placeLabels parts the width among the quarters, in half units where there is
// room: the coordinates are a third of a drawing, and shorter without digits.
func (g *lineLay) placeLabels() {
	n, width := float64(len(g.Labels)), g.plot.x1-g.plot.x0
	if g.step = width / n; g.step >= 4 {
		g.step = math.Floor(2*g.step) / 2
	}
	g.first = math.Round(g.plot.x0 + float64((width-float64((n-1)*g.step))/2))
}

func (g *lineLay) y(v float64) float64 {
	return g.plot.y1 - float64(g.scale.part(v)*(g.plot.y1-g.plot.y0))
}

func (g *lineLay) placeSide() {
	want, height := make([]float64, len(g.side)), make([]float64, len(g.side))
	for i := range g.side {
		s := &g.side[i]
		if s.y = g.plot.y1; !s.none {
			s.y = g.y(s.want)
		}
	}
	slices.SortStableFunc(g.side, func(a, b sideLabel) int { return cmp.Compare(a.y, b.y) })
	for i, s := range g.side {
		want[i], height[i] = s.y, s.height+sideGap
	}
	for i, y := range spread(want, height, g.plot.y0-0.6*g.size, g.plot.y1+4) {
		g.side[i].y = y
	}
}

// placeTicks names the last quarter and, going back in even steps, as many as
// there is room for. The steps are whole years where that is not too wide.
func (g *lineLay) placeTicks() {
	g.laneY = g.plot.y1 + 8 + laneHeight/2
	y := g.plot.y1 + 8 + float64(len(g.lanes))*laneHeight
	blocks := make([]block, len(g.Labels))
	var widest, highest float64
	for i, s := range g.Labels {
		blocks[i] = newBlock(s, g.w/3, grown(g.size), 2)
		widest, highest = max(widest, blocks[i].width), max(highest, blocks[i].height)
	}
	every := 1
	for every < len(blocks) && float64(every)*g.step < widest+8 {
		every = coarser(every)
	}
	edge := g.w + 8
	for i := len(blocks) - 1; i >= 0; i -= every {
		b := blocks[i]
		x := max(0, min(g.x(i)-b.width/2, g.w-b.width))
		if x+b.width+8 > edge {
			continue
		}
		edge = x
		g.ticks = append(g.ticks, placed{b, x, y + b.height/2, i})
	}
	g.h = y + highest + 4
}

// placeTop names the hatched columns above the plot, as far as there is room.
func (g *lineLay) placeTop() {
	y := headroom + g.size*leading/2
	free := 0.0
	if g.Unit != "" {
		free = textWidth(g.Unit, g.size) + 8
	}
	for _, r := range g.columns() {
		b := newBlock(g.Series[0].Points[r[0]].text, g.w/3, g.size, 1)
		x := (g.x(r[0])+g.x(r[1]-1))/2 - b.width/2
		x = max(0, min(x, g.plot.x1-b.width))
		if x >= free && len(b.lines) > 0 {
			g.top = append(g.top, placed{b, x, y, r[0]})
			free = x + b.width + 8
		}
	}
}

// columns gives the runs of withheld quarters of an only series.
func (g *lineLay) columns() [][2]int {
	if len(g.Series) > 1 {
		return nil
	}
	return runs(g.Series[0].Points, func(p Point) bool { return p.state == Withheld })
}

func (g *lineLay) placeKey() {
	var k keyTexts
	if len(g.Breaks) > 0 {
		k.add(signBreak, g.Break)
	}
	for _, s := range g.Series {
		for _, p := range s.Points {
			k.point(p, g.Interval)
		}
	}
	if n := len(g.columns()); n > 0 && n == len(g.top) {
		k[signWithheld] = nil // each column carries its name
	}
	g.key = k.lay(0, g.h, g.w, g.size)
	g.h += g.key.height
}

// coarser gives the next of 1, 2, 4, 8, 12 ... quarters.
func coarser(every int) int {
	if every < 4 {
		return 2 * every
	}
	return every + 4
}

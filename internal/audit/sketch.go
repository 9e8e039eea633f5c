package audit

import (
	"math"
	"strconv"
	"strings"
)

// A sketch is what a chart draws without naming observations: its lines, bands,
// whiskers and small bars. It is read while the page is, and compared with the
// open data when all of the chart is known.
type sketch struct {
	kind    string // class of the chart; "" of what is none of those
	width   float64
	height  float64
	start   int    // where it begins in the page
	told    string // the observation that the page told of last before it
	strands map[string]*strand
	now     *strand
}

// A strand is a series of a chart, or all that is drawn of its rows.
type strand struct {
	dots                          []dot // also bars of their own, by where they begin
	texts                         []dot
	lines, bands, whiskers, boxes [][]spot
}

// A dot shows an observation; id is empty where the drawing does not name it.
type dot struct {
	id string
	at spot
}

// The classes of charts of courses and of rows.
const (
	kindLine  = "chart-line"
	kindSpark = "chart-spark"
	kindRows  = "chart-dots"
)

func sketchOf(t tag, told string) sketch {
	class, _ := t.attribute("class")
	k := sketch{start: t.start, told: told, strands: map[string]*strand{}}
	for _, c := range strings.Fields(class) {
		if c == kindLine || c == kindSpark || c == kindRows {
			k.kind, k.width, k.height = c, t.float("width"), t.float("height")
		}
	}
	k.enter("")
	return k
}

// enter goes on with the strand of a name.
func (k *sketch) enter(name string) {
	if k.strands[name] == nil {
		k.strands[name] = &strand{}
	}
	k.now = k.strands[name]
}

// all puts all strands together.
func (k *sketch) all() *strand {
	out := &strand{}
	for _, name := range sorted(k.strands) {
		s := k.strands[name]
		out.dots, out.texts = append(out.dots, s.dots...), append(out.texts, s.texts...)
		out.lines, out.bands = append(out.lines, s.lines...), append(out.bands, s.bands...)
		out.whiskers, out.boxes = append(out.whiskers, s.whiskers...), append(out.boxes, s.boxes...)
	}
	return out
}

// note reads an element; id is the observation that it names, if it does. ok is
// false if what it draws cannot be read.
func (k *sketch) note(t tag, id string) (ok bool) {
	class, _ := t.attribute("class")
	class, _, _ = strings.Cut(class, " ")
	switch {
	case k.kind == "":
	case t.name == "g" && (len(class) == 2 && class[0] == 's' || class == "plain"):
		k.enter(class)
	case t.name == "circle" && (id != "" || k.kind == kindSpark):
		k.now.dots = append(k.now.dots, dot{id, spot{t.float("cx"), t.float("cy")}})
	case t.name == "rect" && id != "":
		k.now.dots = append(k.now.dots, dot{id, spot{t.float("x"), t.float("y") + t.float("height")/2}})
	case t.name == "text" && id != "":
		k.now.texts = append(k.now.texts, dot{id, spot{t.float("x"), t.float("y")}})
	case t.name == "path":
		return k.path(t, class, id)
	}
	return true
}

func (k *sketch) path(t tag, class, id string) (ok bool) {
	to := map[string]*[][]spot{"line": &k.now.lines, "band": &k.now.bands, "whisker": &k.now.whiskers, "bar": &k.now.boxes}[class]
	if id == "" && to == nil {
		return true
	}
	d, _ := t.attribute("d")
	pieces, ok := outline(d)
	switch {
	case !ok || len(pieces) == 0:
		return false
	case id != "":
		k.now.dots = append(k.now.dots, dot{id, middle(pieces[0])})
	case k.now != k.strands["plain"] || !sample(pieces):
		*to = append(*to, pieces...)
	}
	return true
}

// sample reports whether what is drawn is as small as the signs of a key, which
// are of no value.
func sample(pieces [][]spot) bool {
	low, high := spot{math.Inf(1), math.Inf(1)}, spot{math.Inf(-1), math.Inf(-1)}
	for _, p := range pieces {
		for _, s := range p {
			low, high = spot{min(low.x, s.x), min(low.y, s.y)}, spot{max(high.x, s.x), max(high.y, s.y)}
		}
	}
	return high.x-low.x <= 13.05 && high.y-low.y <= 10.05
}

// float is a numeric attribute; what is no number is nowhere.
func (t tag) float(name string) float64 {
	text, _ := t.attribute(name)
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return math.Inf(1)
	}
	return v
}

// wrong gives the first thing that is drawn where the open data have nothing, or
// not there; nil if there is none.
func (k *sketch) wrong(d *data, scale *ruler) *mistake {
	switch {
	case k.kind == kindLine:
		return k.wrongLine(d, scale)
	case k.kind == kindSpark:
		return k.wrongSpark(d)
	case k.kind == kindRows && scale != nil:
		return k.wrongRows(d, scale)
	case k.kind == kindRows:
		return k.wrongPanels(d)
	}
	return nil
}

// A mistake is where something is drawn that the open data do not give.
type mistake struct{ id, drawn, want string }

func misdrawn(id string, at spot, want string) *mistake {
	return &mistake{id, strconv.FormatFloat(at.x, 'g', 6, 64) + " " + strconv.FormatFloat(at.y, 'g', 6, 64), want}
}

// tolerance is how far something may be from where its value belongs: coordinates
// are rounded to a tenth. Along the quarters, what their distance is taken from
// is rounded too.
const (
	tolerance       = 0.2
	acrossTolerance = 0.3
)

// number gives a column of a published observation; ok is false if there is
// no such number.
func (d *data) number(id string, column int) (v float64, ok bool) {
	i, known := d.byID[id]
	if !known || d.observations[i].status != published {
		return 0, false
	}
	v, err := strconv.ParseFloat(d.observations[i].numbers[column], 64)
	return v, err == nil
}

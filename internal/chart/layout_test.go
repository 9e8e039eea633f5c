package chart

import (
	"encoding/xml"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// element is any SVG element as it was read back.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []element  `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (e element) num(t *testing.T, name string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(e.attr(name), 64)
	if err != nil {
		t.Fatalf("%s %s=%q: %v", e.XMLName.Local, name, e.attr(name), err)
	}
	return v
}

// all walks the elements of a name.
func (e element) all(name string, visit func(element)) {
	if e.XMLName.Local == name {
		visit(e)
	}
	for _, c := range e.Children {
		c.all(name, visit)
	}
}

func parse(t *testing.T, svg string) element {
	t.Helper()
	var root element
	if err := xml.Unmarshal([]byte(svg), &root); err != nil {
		t.Fatalf("%v in %s", err, svg)
	}
	return root
}

// A seen is a line of text where it was found.
type seen struct {
	box
	text string
}

// texts finds every line of text. Its measure is not that of the package:
// full-width letters are 1 em, others 0.55 em. In a drawing that stands alone
// letters stand on y, in a page around it.
func texts(t *testing.T, root element, size float64) []seen {
	var out []seen
	anchors := map[string]string{} // of the groups around texts, by place and content
	root.all("g", func(g element) {
		if a := anchorOf(g); a != "" {
			g.all("text", func(e element) { anchors[fmt.Sprint(e)] = a })
		}
	})
	up, down := 0.8*size, 0.15*size
	if root.XMLName.Space == "" {
		up, down = 0.48*size, 0.47*size
	}
	root.all("text", func(e element) {
		anchor := anchorOf(e)
		if anchor == "" {
			anchor = anchors[fmt.Sprint(e)]
		}
		for _, l := range lines(t, e, size) {
			w := lineWidth(l.text, size)
			x := l.x0 - map[string]float64{"": 0, "start": 0, "middle": w / 2, "end": w}[anchor]
			out = append(out, seen{box{x, l.y0 - up, x + w, l.y0 + down}, l.text})
		}
	})
	return out
}

// anchorOf is what an element says itself of where its text stands, by an
// attribute or, in a page, by a class.
func anchorOf(e element) string {
	classes := map[string]string{"on": "middle", "mid": "middle", "right": "end", "left": "start"}
	for _, c := range strings.Fields(e.attr("class")) {
		if a := classes[c]; a != "" && e.attr("text-anchor") == "" {
			return a
		}
	}
	return e.attr("text-anchor")
}

// lines gives the lines of a text with where they begin.
func lines(t *testing.T, e element, size float64) []seen {
	number := func(e element, name string, otherwise float64) float64 {
		if e.attr(name) == "" {
			return otherwise
		}
		return e.num(t, name)
	}
	down := func(e element) float64 {
		if e.attr("dy") == "" {
			return 0
		}
		em, err := strconv.ParseFloat(strings.TrimSuffix(e.attr("dy"), "em"), 64)
		if err != nil {
			t.Fatal(err)
		}
		return em * size
	}
	x, y := number(e, "x", 0), number(e, "y", 0)+down(e)
	var out []seen
	if e.Text != "" { // what stands before the lines that are elements
		out = append(out, seen{box{x0: x, y0: y}, e.Text})
	}
	e.all("tspan", func(s element) {
		y = number(s, "y", y+down(s))
		out = append(out, seen{box{x0: number(s, "x", x), y0: y}, s.Text})
	})
	return out
}

func lineWidth(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		if r > 0x1100 {
			w += size
		} else {
			w += 0.55 * size
		}
	}
	return w
}

// resized is a chart of another width.
func resized(c Chart, width int) Chart {
	h := c.head()
	h.Width = width
	return c.with(h)
}

// checkTexts demands that no two lines of text meet and none leaves the drawing,
// alone and in a page.
func checkTexts(t *testing.T, name string, c Chart) {
	t.Helper()
	checkDrawing(t, name, c)
	h := c.head()
	h.inline = true
	checkDrawing(t, name+", in a page", c.with(h))
}

func checkDrawing(t *testing.T, name string, c Chart) {
	t.Helper()
	root := parse(t, c.SVG())
	w, h := root.num(t, "width"), root.num(t, "height")
	size := 12.0
	if w >= 480 {
		size = 13
	}
	checkInside(t, name, root, w, h)
	all := texts(t, root, size)
	for i, a := range all {
		if root.XMLName.Space == "" && (a.y0 < air*size-0.6 || a.y1 > h-air*size+0.6) {
			t.Errorf("%s: the line of %q leaves the drawing of height %v: %v", name, a.text, h, a.box)
		}
		if a.x0 < -0.6 || a.y0 < -0.6 || a.x1 > w+0.6 || a.y1 > h+0.6 {
			t.Errorf("%s: %q leaves the drawing of %v×%v: %v", name, a.text, w, h, a.box)
		}
		for _, b := range all[:i] {
			inner := box{a.x0 + 0.6, a.y0 + 0.6, a.x1 - 0.6, a.y1 - 0.6}
			if inner.meets(b.box) {
				t.Errorf("%s: %q at %v meets %q at %v", name, a.text, a.box, b.text, b.box)
			}
		}
	}
}

// air is what the line box of a Japanese font has above and below its letters,
// in ems: browsers count it to the text.
const air = 0.25

// checkInside demands that shapes, but for those of patterns, stay inside too.
func checkInside(t *testing.T, name string, root element, w, h float64) {
	t.Helper()
	for _, tag := range []string{"rect", "line", "circle"} {
		root.all(tag, func(e element) {
			for _, a := range e.Attrs {
				limit, known := map[string]float64{"x": w, "x1": w, "x2": w, "cx": w, "width": w, "y": h, "y1": h, "y2": h, "cy": h, "height": h}[a.Name.Local]
				if v, err := strconv.ParseFloat(a.Value, 64); known && (err != nil || v < -0.1 || v > limit+0.1) {
					t.Errorf("%s: %s of a %s is %s", name, a.Name.Local, tag, a.Value)
				}
			}
		})
	}
}

// Whatever the data, texts stay apart and inside.
func TestTextsStayApart(t *testing.T) {
	for seed := range uint64(90) {
		r := rand.New(rand.NewPCG(seed, 1))
		checkTexts(t, fmt.Sprintf("line %d", seed), randomLine(r))
		checkTexts(t, fmt.Sprintf("dots %d", seed), randomDots(r))
		checkTexts(t, fmt.Sprintf("stacked %d", seed), randomStacked(r))
		checkTexts(t, fmt.Sprintf("funnels %d", seed), randomFunnels(r))
		checkTexts(t, fmt.Sprintf("tiles %d", seed), randomTiles(r))
		checkTexts(t, fmt.Sprintf("slope %d", seed), randomSlope(r))
		checkTexts(t, fmt.Sprintf("columns %d", seed), randomColumns(r))
		if seed%3 == 0 {
			checkTexts(t, fmt.Sprintf("heat %d", seed), randomHeat(r))
		}
		if t.Failed() {
			return
		}
	}
	for _, e := range examples() {
		for _, w := range []int{320, 720} {
			if _, small := e.chart.(Spark); !small {
				checkTexts(t, e.name, resized(e.chart, w))
			}
		}
	}
}

var (
	commands = regexp.MustCompile(`([MLHVZmlhvz])([^MLHVZmlhvz]*)`)
	numbers  = regexp.MustCompile(`-?(\d+\.?\d*|\.\d+)`)
)

// subpaths reads the points of the d of a path, one list a piece; a piece that
// is closed ends where it began.
func subpaths(t *testing.T, d string) (out [][][2]float64) {
	t.Helper()
	var at [2]float64
	for _, c := range commands.FindAllStringSubmatch(d, -1) {
		letter, small := strings.ToUpper(c[1]), c[1] == strings.ToLower(c[1])
		if letter == "Z" {
			piece := out[len(out)-1]
			at = piece[0]
			out[len(out)-1] = append(piece, at)
			continue
		}
		texts := numbers.FindAllString(c[2], -1)
		for i := 0; i < len(texts); {
			axes := map[string][]int{"H": {0}, "V": {1}}[letter]
			if axes == nil {
				axes = []int{0, 1}
			}
			from := at
			for _, axis := range axes {
				v, err := strconv.ParseFloat(texts[i], 64)
				if err != nil {
					t.Fatal(err)
				}
				if i++; small {
					v += from[axis]
				}
				at[axis] = math.Round(v*10) / 10
			}
			if letter == "M" {
				out, letter = append(out, nil), "L"
			}
			out[len(out)-1] = append(out[len(out)-1], at)
		}
	}
	return out
}

// vertices reads the points of all lines of class "line", one list a path.
func vertices(t *testing.T, root element) [][][2]float64 {
	var out [][][2]float64
	root.all("path", func(e element) {
		if e.attr("class") == "line" {
			out = append(out, subpaths(t, e.attr("d"))...)
		}
	})
	return out
}

// A path that a pen writes goes through the points it was told, to a tenth, and
// is no longer than one of places alone.
func TestPen(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 7))
		var c canvas
		var want [][][2]float64
		plain := 0
		c.outline(func() {
			for range 1 + r.IntN(4) {
				x, y := tenth(r.Float64()*400-20), tenth(r.Float64()*300-20)
				c.move(x, y)
				piece := [][2]float64{{x, y}}
				for range r.IntN(6) {
					if n := r.IntN(3); n != 0 {
						x = tenth(r.Float64() * 400)
					} else if n != 1 {
						y = tenth(y + r.Float64()*4 - 2)
					}
					c.to(x, y)
					piece = append(piece, [2]float64{x, y})
				}
				if r.IntN(2) == 0 {
					c.shut()
					piece, plain = append(piece, piece[0]), plain+1
				}
				want = append(want, piece)
			}
		})
		d := strings.TrimSuffix(strings.TrimPrefix(c.b.String(), ` d="`), `"`)
		for _, piece := range want {
			for _, at := range piece {
				plain += len(fmt.Sprintf("L%v %v", at[0], at[1]))
			}
		}
		if got := subpaths(t, d); !reflect.DeepEqual(got, want) || len(d) > plain {
			t.Fatalf("seed %d: %s goes through %v, want %v", seed, d, got, want)
		}
	}
}

// No segment of a line spans more than the distance between two neighbouring
// quarters, and the number of vertices is that of points in runs of two or more.
func TestGapsAreGaps(t *testing.T) {
	for seed := range uint64(100) {
		l := randomLine(rand.New(rand.NewPCG(seed, 2)))
		n := len(l.Labels)
		var spec Spec
		decode(t, l.Spec(), &spec)
		step := (spec.Plot[2] - spec.Plot[0]) / float64(n)
		got, want := 0, 0
		for _, path := range vertices(t, parse(t, l.SVG())) {
			got += len(path)
			for i := 1; i < len(path); i++ {
				if d := path[i][0] - path[i-1][0]; d > step*1.5 || d < step*0.5 {
					t.Errorf("seed %d: a segment of %v, quarters are %v apart", seed, d, step)
				}
			}
		}
		for _, s := range l.Series {
			for i, p := range s.Points {
				before := i > 0 && s.Points[i-1].state == Value
				after := i < n-1 && s.Points[i+1].state == Value
				if p.state == Value && (before || after) {
					want++
				}
			}
		}
		if got != want {
			t.Errorf("seed %d: %d vertices, want %d", seed, got, want)
		}
	}
}

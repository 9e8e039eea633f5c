package chart

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite expected outputs")

func TestGolden(t *testing.T) {
	for _, e := range examples() {
		path := filepath.Join("testdata", e.name+".html")
		got := []byte(Figure(e.chart))
		if *update {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs from %s; go test -update, then read the diff", e.name, path)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	for i, e := range examples() {
		if Figure(e.chart) != Figure(examples()[i].chart) {
			t.Errorf("%s: two drawings differ", e.name)
		}
	}
}

// wellFormed reads a whole document.
func wellFormed(s string) error {
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// Text of any kind stays text, in the SVG and in the spec.
func TestEscaping(t *testing.T) {
	evil := "</script><script>x()</script> <b a=\"'&\x00\x1b]]>\u2028"
	point := Published(evil, 3, evil).Between(2, 4).Draft(evil)
	gone := NotPublished(evil, Withheld, evil)
	head := Head{ID: "e", Title: evil, Desc: evil}
	axis := Axis{Tick: func(v float64) string { return plainTick(v) + "<" }, Unit: evil}
	marks := []Mark{{Value: 5, Label: evil, ID: evil}}
	charts := []Chart{
		Line{Head: head, Axis: axis, Labels: []string{evil, evil}, Series: []Series{{evil, []Point{gone, point}}}, Marks: marks, Interval: evil},
		Dots{Head: head, Axis: axis, Rows: []Row{{evil, point, false}, {evil, gone, true}}, Marks: marks, Interval: evil},
		Stacked{Head: head, Tick: axis.Tick, Parts: []string{evil, evil}, Rows: []Stack{{evil, []Point{point, point}, point, true}}},
		Spark{Head: head, Labels: []string{evil}, Points: []Point{point}},
		Stacked{Head: head, Tick: axis.Tick, Parts: []string{evil, evil}, Rows: []Stack{{evil, []Point{point, point}, point, true}}, Form: Sizes, Unit: evil},
		Tiles{Head: head, Axis: axis, Tiles: []Tile{{1, 1, evil, evil, point}, {1, 2, evil, evil, gone}}},
		Heat{Head: head, Axis: axis, Labels: []string{evil, evil}, Rows: []HeatRow{{evil, []Point{point, gone}, true}}, Breaks: []int{1}, Break: evil},
		Slope{Head: head, Axis: axis, Labels: [2]string{evil, evil}, Rows: []SlopeRow{{evil, point, point, true, true}, {evil, point, gone, false, false}}, Sure: evil, Unsure: evil},
		Columns{Head: head, Axis: axis, Labels: []string{evil, "1"}, Points: []Point{point, gone}, Past: []Point{point, gone}, PastName: evil},
		Columns{Head: head, Axis: axis, Labels: []string{"0", "1"}, Points: []Point{point, gone}, Past: []Point{point, gone}, PastName: evil},
		Funnels{Head: head, Axis: axis, Gates: []string{evil, evil}, Groups: []Funnel{{evil, []Point{gone, point}, false}}, Interval: evil},
	}
	for _, c := range charts {
		if err := wellFormed(c.SVG()); err != nil {
			t.Errorf("%T: %v", c, err)
		}
		if strings.Contains(c.SVG(), "<script") || bytes.ContainsAny(c.Spec(), "<>&\u2028") {
			t.Errorf("%T: text became markup", c)
		}
		if got := strings.Count(Figure(c), "</script>"); got > 2 {
			t.Errorf("%T: %d script elements end in a figure", c, got)
		}
	}
}

// The pages forbid inline style and script, and colours belong to the CSS.
func TestNoStyleNoScript(t *testing.T) {
	for _, e := range examples() {
		for _, bad := range []string{" style=", "<style", "<script", " onload", "#0", "rgb("} {
			if strings.Contains(e.chart.SVG(), bad) {
				t.Errorf("%s has %q", e.name, bad)
			}
		}
	}
}

// All ids of a figure are different, and every pattern that is used exists.
func TestIDs(t *testing.T) {
	for _, e := range examples() {
		seen := map[string]bool{}
		html := Figure(e.chart)
		for _, part := range strings.Split(html, ` id="`)[1:] {
			id, _, _ := strings.Cut(part, `"`)
			if seen[id] {
				t.Errorf("%s: id %s twice", e.name, id)
			}
			seen[id] = true
		}
		for _, part := range strings.Split(html, `url(#`)[1:] {
			if id, _, _ := strings.Cut(part, `)`); !seen[id] {
				t.Errorf("%s: no pattern %s", e.name, id)
			}
		}
	}
}

// A point that is not published has no number in memory, so none can be drawn.
func TestWithheldHasNoNumber(t *testing.T) {
	for _, state := range []State{Missing, Withheld, NotApplicable} {
		v := reflect.ValueOf(NotPublished("id", state, "秘匿"))
		for i := range v.NumField() {
			if f := v.Field(i); f.CanFloat() && f.Float() != 0 {
				t.Errorf("%v: field %s is %v", state, v.Type().Field(i).Name, f)
			}
		}
	}
	for _, e := range examples() {
		var spec Spec
		if err := json.Unmarshal(e.chart.Spec(), &spec); err != nil {
			t.Fatal(err)
		}
		for _, s := range spec.Series {
			for _, p := range s.Points {
				published := p.State == "published"
				if (p.Value != nil) != published || (p.X != nil && p.Y != nil) != published || !published && (p.Lower != nil || p.Upper != nil) {
					t.Errorf("%s: %s point %s: %+v", e.name, p.State, p.ID, p)
				}
			}
		}
	}
}

func TestPanics(t *testing.T) {
	line := func(change func(*Line)) func() {
		return func() { l := exampleLine(); change(&l); l.SVG() }
	}
	tests := map[string]func(){
		"NaN":             func() { Published("x", math.NaN(), "") },
		"infinite":        func() { Published("x", 1, "").Between(math.Inf(-1), 2) },
		"disorder":        func() { Published("x", 1, "").Between(2, 1) },
		"hidden interval": func() { NotPublished("x", Withheld, "").Between(1, 2) },
		"hidden draft":    func() { NotPublished("x", Missing, "").Draft("p") },
		"value unsaid":    func() { NotPublished("x", Value, "") },
		"id":              line(func(l *Line) { l.ID = "日本" }),
		"title":           line(func(l *Line) { l.Title = "" }),
		"tick":            line(func(l *Line) { l.Tick = nil }),
		"lengths":         line(func(l *Line) { l.Labels = l.Labels[1:] }),
		"break":           line(func(l *Line) { l.Breaks = []int{16} }),
		"mark":            line(func(l *Line) { l.Marks[0].Value = math.NaN() }),
		"negative bar":    func() { d := exampleBars(); d.Rows[0].Point = Published("x", -1, ""); d.SVG() },
		"log bars":        func() { d := exampleBars(); d.Log = true; d.SVG() },
		"negative gate":   func() { f := exampleFunnels(); f.Groups[0].Points[0] = Published("x", -1, ""); f.SVG() },
		"gates":           func() { f := exampleFunnels(); f.Gates = f.Gates[1:]; f.SVG() },
		"two tiles":       func() { m := exampleTiles(); m.Tiles[1].Row, m.Tiles[1].Col = m.Tiles[0].Row, m.Tiles[0].Col; m.SVG() },
		"tile place":      func() { m := exampleTiles(); m.Tiles[1].Row = 0; m.SVG() },
		"heat lengths":    func() { h := exampleHeat(); h.Labels = h.Labels[1:]; h.SVG() },
		"heat break":      func() { h := exampleHeat(); h.Breaks = []int{10}; h.SVG() },
		"no slopes":       func() { s := exampleSlope(); s.Rows = nil; s.SVG() },
		"negative column": func() { c := exampleColumns(); c.Past[0] = Published("x", -1, ""); c.SVG() },
		"columns":         func() { c := exampleColumns(); c.Past = c.Past[1:]; c.SVG() },
		"mixed row":       func() { s := exampleStacked(); s.Rows[0].Points[1] = NotPublished("x", Withheld, "秘匿"); s.SVG() },
		"empty row":       func() { s := exampleStacked(); clearValues(s.Rows[0].Points); s.SVG() },
	}
	for name, f := range tests {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			f()
		})
	}
}

func clearValues(points []Point) {
	for i := range points {
		points[i] = Published("x", 0, "0%")
	}
}

// One drawing takes at most 0.2 ms and 8 kB.
func BenchmarkSVG(b *testing.B) {
	for _, e := range examples() {
		h := e.chart.head()
		h.inline = true
		c := e.chart.with(h)
		b.Run(e.name, func(b *testing.B) {
			n := 0
			for b.Loop() {
				n = len(c.SVG())
			}
			b.ReportMetric(float64(n), "bytes")
		})
	}
}

func BenchmarkOptions(b *testing.B) {
	for b.Loop() {
		Options(exampleLine())
	}
}

func BenchmarkFigure(b *testing.B) {
	for _, e := range examples() {
		b.Run(e.name, func(b *testing.B) {
			for b.Loop() {
				Figure(e.chart)
			}
		})
	}
}

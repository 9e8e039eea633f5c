package chart

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// A higher value is never lighter than a lower one, every value lies between the
// bounds of its step, and there are at most five steps.
func TestShadeIsInOrder(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 11))
		axis, scale := randomAxis(r)
		var drawn []float64
		for range 1 + r.IntN(30) {
			drawn = append(drawn, scale*(r.Float64()-0.3))
		}
		s := newShade(axis, drawn)
		if n := len(s.bounds) - 1; n < 1 || n > 5 {
			t.Fatalf("seed %d: %d steps", seed, n)
		}
		classes := map[string]bool{}
		for k := range len(s.bounds) - 1 {
			classes[s.class(k)] = true
		}
		if len(classes) != len(s.bounds)-1 {
			t.Errorf("seed %d: steps look alike: %v", seed, classes)
		}
		for _, v := range drawn {
			k := s.step(v)
			if v < s.bounds[k].value || v > s.bounds[k+1].value {
				t.Errorf("seed %d: %v is in the step from %v to %v", seed, v, s.bounds[k].value, s.bounds[k+1].value)
			}
			for _, w := range drawn {
				if w < v && s.class(s.step(w)) > s.class(k) {
					t.Errorf("seed %d: %v is darker than %v", seed, w, v)
				}
			}
		}
	}
}

// One value, values that are all the same, and values at the ends of what can
// be are shaded, too.
func TestShadeEdges(t *testing.T) {
	hundred := Axis{Tick: percentTick, Limits: [2]float64{0, 100}}
	for _, drawn := range [][]float64{{0}, {100}, {42}, {42, 42}, {0, 100}, {0.1, 0.2}, {99.8, 100}} {
		s := newShade(hundred, drawn)
		if len(s.bounds) < 2 || s.bounds[0].value > drawn[0] || s.bounds[len(s.bounds)-1].value < drawn[len(drawn)-1] {
			t.Errorf("%v: %v", drawn, s.bounds)
		}
	}
	if s := newShade(hundred, nil); len(s.bounds) > 0 {
		t.Errorf("a shade of nothing: %v", s.bounds)
	}
}

// Sixty groups over forty quarters have their names and no numbers, in either
// width; a withheld cell keeps its place.
func TestManyCells(t *testing.T) {
	h := exampleManyHeat()
	h.Rows[59].Points[39] = NotPublished("w", Withheld, "秘匿")
	for _, w := range []int{Narrow, Wide} {
		c := resized(h, w)
		checkTexts(t, "many", c)
		svg := c.SVG()
		if strings.Contains(svg, "data-observation") {
			t.Error("numbers stand in cells that are too many")
		}
		if n := strings.Count(patterns.ReplaceAllString(svg, ""), `class="withheld`); n != 2 { // the cell, and the key
			t.Errorf("%d shapes are hatched, want 2", n)
		}
		if len(svg) > 90_000 {
			t.Errorf("%d bytes", len(svg))
		}
	}
}

// Where few numbers fit into the cells, all of them stand there, and each is
// that of its observation.
func TestCellTexts(t *testing.T) {
	h := exampleHeat()
	root := parse(t, h.SVG())
	got := map[string]string{}
	root.all("text", func(e element) {
		if id := e.attr("data-observation"); id != "" {
			got[id] = e.Text
		}
	})
	n := 0
	for _, row := range h.Rows {
		for _, p := range row.Points {
			if p.state == Value {
				n++
				if got[p.id] != p.text {
					t.Errorf("%s reads %q, want %q", p.id, got[p.id], p.text)
				}
			}
		}
	}
	if len(got) != n {
		t.Errorf("%d numbers in cells, want %d", len(got), n)
	}
}

// More numbers than can be taken in do not stand in cells, even where they fit.
func TestNotTooManyCellTexts(t *testing.T) {
	h := Heat{Head: Head{ID: "x", Title: "t"}, Axis: Axis{Tick: plainTick}, Labels: quarters(4)}
	for rows, want := range map[int]int{10: 40, 11: 0} {
		h.Rows = nil
		for range rows {
			row := HeatRow{Label: "a"}
			for i := range h.Labels {
				row.Points = append(row.Points, Published("p", float64(i), "1"))
			}
			h.Rows = append(h.Rows, row)
		}
		if n := strings.Count(h.SVG(), "data-observation"); n != want {
			t.Errorf("%d numbers in %d rows, want %d", n, rows, want)
		}
	}
}

// Texts beside the lines stand in the order of the values, so that no line that
// leads to one crosses another; a group with one value is told below all lines.
func TestSlopeOrder(t *testing.T) {
	for seed := range uint64(100) {
		s := randomSlope(rand.New(rand.NewPCG(seed, 13)))
		g := s.lay()
		for i, a := range s.Rows {
			for k, b := range s.Rows {
				switch {
				case !a.complete():
				case !b.complete() && (g.right[k] < g.right[i] || g.left[k] < g.left[i]):
					t.Errorf("seed %d: row %d without a line stands above row %d with one", seed, k, i)
				case b.complete() && a.Now.value > b.Now.value && g.right[i] > g.right[k],
					b.complete() && a.Then.value > b.Then.value && g.left[i] > g.left[k]:
					t.Errorf("seed %d: texts of rows %d and %d are not in the order of their values", seed, i, k)
				}
			}
		}
	}
}

// A tile stands where its row and column say: one further right is further
// right, one further down further down, whatever the order they came in.
func TestTilePlaces(t *testing.T) {
	m := exampleTiles()
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(m.Tiles), func(i, k int) { m.Tiles[i], m.Tiles[k] = m.Tiles[k], m.Tiles[i] })
	var s Spec
	decode(t, m.Spec(), &s)
	at := map[string]SpecPoint{}
	for i, p := range s.Series[0].Points {
		at[s.Labels[i]] = p
	}
	for _, a := range m.Tiles {
		for _, b := range m.Tiles {
			p, q := at[a.Label], at[b.Label]
			if a.Row < b.Row && *p.Y >= *q.Y || p.X != nil && q.X != nil && a.Col < b.Col && *p.X >= *q.X {
				t.Errorf("%s is not placed before %s", a.Label, b.Label)
			}
		}
	}
	if len(at) != 47 {
		t.Errorf("%d prefectures", len(at))
	}
}

// No two tiles meet, and what is written on a tile stays on it.
func TestTilesApart(t *testing.T) {
	for seed := range uint64(60) {
		g := randomTiles(rand.New(rand.NewPCG(seed, 17))).lay()
		var boxes []box
		for i, tile := range g.Tiles.Tiles {
			b := g.box(tile)
			if meetsAny(b, boxes) {
				t.Fatalf("seed %d: tile %d meets another", seed, i)
			}
			boxes = append(boxes, b)
			if w := max(g.names[i].width, g.values[i].width); w > b.x1-b.x0+0.01 || g.names[i].height+g.values[i].height > b.y1-b.y0 {
				t.Errorf("seed %d: the texts of tile %d need %v by %v, it has %v", seed, i, w, g.names[i].height+g.values[i].height, b)
			}
		}
	}
}

// Columns are as high above the axis as their values are large.
func TestColumnHeights(t *testing.T) {
	var s Spec
	decode(t, exampleColumns().Spec(), &s)
	first, last := s.Scale.Ticks[0], s.Scale.Ticks[len(s.Scale.Ticks)-1]
	for _, p := range append(s.Series[0].Points, s.Series[1].Points...) {
		if p.Value == nil {
			continue
		}
		want := first.At + (last.At-first.At)*(*p.Value-first.Value)/(last.Value-first.Value)
		if d := *p.Y - want; d > 0.11 || d < -0.11 {
			t.Errorf("%s of %v stands at %v, want %v", p.ID, *p.Value, *p.Y, want)
		}
	}
	if kind := func(c Columns) string { return c.place().spec().Kind }; kind(exampleColumns()) != "columns" || kind(exampleMotives()) != "bars" {
		t.Error("columns where names do not fit, or rows where they do")
	}
}

// A drawing is light: a page has many.
func TestWeight(t *testing.T) {
	for _, e := range examples() {
		for i, svg := range strings.Split(Figure(e.chart), "<svg")[1:] {
			if n := len(svg); n > 8000 {
				t.Errorf("%s: drawing %d has %d bytes", e.name, i+1, n)
			}
		}
	}
}

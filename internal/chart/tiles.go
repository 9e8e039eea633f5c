package chart

import (
	"cmp"
	"fmt"
	"slices"
)

// Tiles is a map on which every area is a tile of the same size, so that a
// small one is seen as well as a large one. Each has its name and, where there
// is room, its finished text; the lighter a tile, the lower the step that its
// value belongs to. A withheld tile is hatched.
type Tiles struct {
	Head
	Axis         // not Log; its steps are explained in the key
	Tiles []Tile // 1 to 200, no two in one place
}

// A Tile is one area.
type Tile struct {
	Row, Col int    // from 1, in a map of up to 60 by 60
	Label    string // its name
	Short    string // in its place where the name does not fit, such as a code; may be empty
	Point    Point
}

// SVG draws the chart. It panics on a bad id, no title or tick formatter, no
// tiles or too many, a place out of range, and two tiles in one place.
func (m Tiles) SVG() string { return m.lay().draw() }

// Spec says what SVG drew, as the JSON of a [Spec]: of each published tile the
// middle.
func (m Tiles) Spec() []byte { return m.lay().spec().json() }

func (m Tiles) place() layout { return m.lay() }

func (m Tiles) with(h Head) Chart {
	m.Head = h
	return m
}

func (m Tiles) check() {
	m.Head.check()
	if len(m.Tiles) == 0 || len(m.Tiles) > 200 || m.Tick == nil || m.Log {
		panic(fmt.Sprintf("chart: %s: want 1 to 200 tiles and Tick, and no log axis", m.ID))
	}
	taken := map[[2]int]bool{}
	for _, t := range m.Tiles {
		at := [2]int{t.Row, t.Col}
		if min(t.Row, t.Col) < 1 || max(t.Row, t.Col) > 60 || taken[at] {
			panic(fmt.Sprintf("chart: %s: a tile at row %d, column %d", m.ID, t.Row, t.Col))
		}
		taken[at] = true
	}
}

// A tileLay is Tiles with a place for everything.
type tileLay struct {
	Tiles
	size   float64
	w, h   float64
	tile   float64 // width
	high   float64 // height
	left   int     // first column that is used
	top    int     // first row
	names  []block
	values []block // empty where there is no room
	shade  shade
	key    key
}

const (
	mostTile = 110.0 // a tile is no wider
	tileGap  = 2.0   // between tiles
)

func (m Tiles) lay() tileLay {
	m.check()
	m.Tiles = slices.SortedStableFunc(slices.Values(m.Tiles), func(a, b Tile) int {
		return cmp.Or(a.Row-b.Row, a.Col-b.Col)
	})
	g := tileLay{Tiles: m, w: m.width(), left: 60, top: m.Tiles[0].Row}
	g.size = textSize(g.w)
	right, bottom := 0, 0
	for _, t := range m.Tiles {
		g.left, right, bottom = min(g.left, t.Col), max(right, t.Col), max(bottom, t.Row)
	}
	g.tile = min(mostTile, g.w/float64(right-g.left+1))
	drawn, k := g.write()
	g.h = float64(bottom-g.top+1) * g.high
	g.shade = newShade(m.Axis, drawn)
	g.h += g.shade.lay(g.h, g.w, g.size, m.Unit)
	g.key = k.lay(0, g.h, g.w, g.size)
	g.h += g.key.height
	return g
}

// write fits the texts into the tiles, which are as high as the highest needs:
// values on all tiles or on none, so that one without is no special one.
func (g *tileLay) write() (drawn []float64, k keyTexts) {
	values := true
	for _, t := range g.Tiles.Tiles {
		drawn = t.Point.extent(drawn)
		k.point(t.Point, "")
		b := fitting(t.Label, t.Short, g.tile-tileGap-2, g.size)
		v := newBlock(t.Point.text, 1e6, g.size, 1)
		values = values && (t.Point.state != Value || v.width <= g.tile-tileGap-2)
		g.names, g.values = append(g.names, b), append(g.values, v)
	}
	k[signInterval] = nil
	g.high = min(g.tile, 44)
	for i, t := range g.Tiles.Tiles {
		if t.Point.state != Value || !values {
			g.values[i] = block{}
		}
		g.high = max(g.high, g.names[i].height+g.values[i].height+t.Point.signHeight()+8)
	}
	return drawn, k
}

// signHeight is the room that the sign of what is missing or does not apply
// takes below a name. Hatching takes none: the name stands on it.
func (p Point) signHeight() float64 {
	if p.state == Missing || p.state == NotApplicable {
		return 8
	}
	return 0
}

// fitting is a text in up to two lines, or the short one, or none: none is cut,
// and no word of Latin letters is parted.
func fitting(text, short string, width, size float64) block {
	for _, s := range []string{text, short} {
		b := newBlock(s, width, size, 2)
		whole := b.full == "" && b.width <= width
		for i := 1; i < len(b.lines); i++ {
			before, after := []rune(b.lines[i-1]), []rune(b.lines[i])
			whole = whole && (em(before[len(before)-1]) == 1 || em(after[0]) == 1 || spaceAt(s, b.lines[i-1], b.lines[i]))
		}
		if whole {
			return b
		}
	}
	return block{}
}

// box is the room of a tile.
func (g tileLay) box(t Tile) box {
	x, y := float64(t.Col-g.left)*g.tile, float64(t.Row-g.top)*g.high
	return box{x + tileGap/2, y + tileGap/2, x + g.tile - tileGap/2, y + g.high - tileGap/2}
}

package chart

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// series makes a line of values without intervals.
func series(limits [2]float64, values ...float64) Line {
	l := Line{Head: Head{ID: "x", Title: "t"}, Axis: Axis{Tick: percentTick, Limits: limits}, Labels: quarters(len(values))}
	s := Series{Name: "合計"}
	for i, v := range values {
		s.Points = append(s.Points, Published(fmt.Sprint(i), v, percentTick(v)))
	}
	l.Series = []Series{s}
	return l
}

// Values at the edges of what can occur are drawn in order: more is higher.
func TestLineEdges(t *testing.T) {
	hundred, enps := [2]float64{0, 100}, [2]float64{-100, 100}
	tests := map[string]Line{
		"all equal":   series(hundred, 40, 40, 40),
		"all zero":    series(hundred, 0, 0, 0, 0),
		"all hundred": series(hundred, 100, 100),
		"near zero":   series(hundred, 0.1, 0, 0.3, 0.2),
		"near 100":    series(hundred, 99.9, 100, 99.8),
		"one point":   series(hundred, 37.2),
		"negative":    series(enps, -100, 100, -3, 0),
		"tiny":        series([2]float64{}, 1e-9, 3e-9),
		"huge":        series([2]float64{}, 1e12, 3e12),
		"40 quarters": series(hundred, make([]float64, 40)...),
	}
	for name, l := range tests {
		t.Run(name, func(t *testing.T) {
			for _, w := range []int{320, 720} {
				l.Width = w
				checkTexts(t, name, l)
				var s Spec
				decode(t, l.Spec(), &s)
				if len(s.Scale.Ticks) < 2 {
					t.Errorf("ticks %v", s.Scale.Ticks)
				}
				checkOrder(t, s)
			}
		})
	}
}

func checkOrder(t *testing.T, s Spec) {
	t.Helper()
	points := s.Series[0].Points
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		if *a.Value > *b.Value != (*a.Y < *b.Y) && *a.Value != *b.Value {
			t.Errorf("%v at %v, %v at %v", *a.Value, *a.Y, *b.Value, *b.Y)
		}
		if *b.Y < s.Plot[1] || *b.Y > s.Plot[3] || *b.X < s.Plot[0] || *b.X > s.Plot[2] {
			t.Errorf("%v stands outside the plot", *b.Value)
		}
	}
}

// A chart without any published point is a frame with hatching and words.
func TestNothingPublished(t *testing.T) {
	gone := NotPublished("g", Withheld, "秘匿")
	head, axis := Head{ID: "x", Title: "t", Width: 320}, Axis{Tick: percentTick}
	charts := []Chart{
		Line{Head: head, Axis: axis, Labels: quarters(2), Series: []Series{{"", []Point{gone, gone}}}},
		Line{Head: head, Axis: axis, Labels: quarters(2), Series: []Series{{"男性", []Point{gone, gone}}, {"女性", []Point{gone, gone}}}},
		Dots{Head: head, Axis: axis, Rows: []Row{{"男性", gone, false}}},
		Dots{Head: head, Axis: Axis{Tick: percentTick, Log: true}, Rows: []Row{{"男性", gone, false}}},
		Dots{Head: head, Axis: axis, Bars: true, Rows: []Row{{"男性", gone, false}}},
		Funnels{Head: head, Axis: axis, Gates: []string{"a", "b"}, Groups: []Funnel{{"男性", []Point{gone, gone}, false}}},
		Stacked{Head: head, Tick: percentTick, Parts: []string{"a", "b"}, Rows: []Stack{{"男性", []Point{gone, gone}, Point{}, false}}},
		Stacked{Head: head, Tick: percentTick, Form: Diverging, Parts: []string{"a", "b"}, Rows: []Stack{{"男性", []Point{gone, gone}, Point{}, false}}},
		Stacked{Head: head, Tick: percentTick, Form: Sizes, Parts: []string{"a", "b"}, Rows: []Stack{{"男性", []Point{gone, gone}, Point{}, false}}},
		Tiles{Head: head, Axis: axis, Tiles: []Tile{{1, 1, "a", "", gone}, {4, 3, "b", "", gone}}},
		Heat{Head: head, Axis: axis, Labels: quarters(2), Rows: []HeatRow{{"男性", []Point{gone, gone}, false}}},
		Slope{Head: head, Axis: axis, Labels: [2]string{"a", "b"}, Rows: []SlopeRow{{"男性", gone, gone, false, false}}},
		Columns{Head: head, Axis: axis, Labels: []string{"a", "b"}, Points: []Point{gone, gone}},
	}
	for i, c := range charts {
		checkTexts(t, fmt.Sprint(i), c)
		svg := c.SVG()
		if !strings.Contains(svg, `class="withheld"`) || !strings.Contains(svg, `>秘匿</text>`) {
			t.Errorf("%d: no hatching or no words: %s", i, svg)
		}
		if strings.Contains(svg, `class="grid" `) && i != 1 {
			t.Errorf("%d: a grid without a scale", i)
		}
	}
}

var patterns = regexp.MustCompile(`<defs>.*?</defs>`)

// The four states of a row look different, and zero is none of the absent ones.
func TestStatesDiffer(t *testing.T) {
	points := []Point{
		Published("p", 0, "x"), NotPublished("p", Missing, "x"), NotPublished("p", Withheld, "x"), NotPublished("p", NotApplicable, "x"),
	}
	head, axis := Head{ID: "x", Title: "t"}, Axis{Tick: percentTick, Limits: [2]float64{0, 100}}
	other := Published("o", 50, "y")
	drawings := map[string]int{}
	for i, p := range points {
		for name, c := range map[string]Chart{
			"line":    Line{Head: head, Axis: axis, Labels: quarters(2), Series: []Series{{"s", []Point{p, other}}}},
			"lines":   Line{Head: head, Axis: axis, Labels: quarters(2), Series: []Series{{"s", []Point{p, other}}, {"r", []Point{other, other}}}},
			"dots":    Dots{Head: head, Axis: axis, Rows: []Row{{"s", p, false}, {"o", other, false}}},
			"bars":    Dots{Head: head, Axis: axis, Bars: true, Rows: []Row{{"s", p, false}, {"o", other, false}}},
			"funnels": Funnels{Head: head, Axis: axis, Gates: []string{"s", "o"}, Groups: []Funnel{{"g", []Point{p, other}, false}}},
			"spark":   Spark{Head: head, Labels: quarters(2), Points: []Point{p, other}},
			"tiles":   Tiles{Head: head, Axis: axis, Tiles: []Tile{{1, 1, "s", "", p}, {1, 2, "o", "", other}}},
			"heat":    Heat{Head: head, Axis: axis, Labels: quarters(2), Rows: []HeatRow{{"s", []Point{p, other}, false}}},
			"slope":   Slope{Head: head, Axis: axis, Labels: [2]string{"a", "b"}, Rows: []SlopeRow{{"s", other, p, false, false}}},
			"columns": Columns{Head: head, Axis: axis, Labels: []string{"a", "b"}, Points: []Point{p, other}},
		} {
			looks := name + patterns.ReplaceAllString(c.SVG(), "")
			if before, ok := drawings[looks]; ok {
				t.Errorf("%s: %v looks like %v", name, p.state, points[before].state)
			}
			drawings[looks] = i
		}
	}
}

// Each state has a sign of its own, wherever it stands: a withheld quarter is
// hatched over all its room, so that the gap cannot be taken for one without
// report; … and ／ are those of tables; a zero is drawn at zero, and has a bar's end.
func TestStateSigns(t *testing.T) {
	points := []Point{
		Published("a", 4, "4"), NotPublished("b", Withheld, "秘匿"), NotPublished("c", Missing, "報告なし"), NotPublished("d", NotApplicable, "該当なし"), Published("e", 0, "0"),
	}
	head, axis := Head{ID: "x", Title: "t"}, Axis{Tick: plainTick, Zero: true}
	var rows []Row
	for _, p := range points {
		rows = append(rows, Row{p.id, p, false})
	}
	for name, tt := range map[string]struct {
		Chart
		classes map[string]int // of signs, with those that the key repeats
	}{
		"line":    {Line{Head: head, Axis: axis, Labels: quarters(5), Series: []Series{{"", points}}}, map[string]int{"withheld": 1, "absent dots": 2, "absent": 2, "dot": 3}},
		"lines":   {Line{Head: head, Axis: axis, Labels: quarters(5), Series: []Series{{"s", points}, {"r", points}}}, map[string]int{"withheld": 3, "absent dots": 3, "absent": 3, "dot": 8}},
		"spark":   {Spark{Head: head, Labels: quarters(5), Points: points}, map[string]int{"withheld": 1, "absent dots": 1, "absent": 1, "dot": 2}},
		"dots":    {Dots{Head: head, Axis: axis, Rows: rows}, map[string]int{"withheld": 1, "absent-row": 1, "dot": 2}},
		"bars":    {Dots{Head: head, Axis: axis, Bars: true, Rows: rows}, map[string]int{"withheld": 1, "absent-row": 1, "bar": 2, "zero": 1}},
		"funnels": {Funnels{Head: head, Axis: axis, Gates: []string{"a", "b", "c", "d", "e"}, Groups: []Funnel{{"g", points, false}}}, map[string]int{"withheld": 1, "absent-row": 1, "bar": 1, "zero": 1}}, // one shape for all bars
	} {
		got := map[string]int{}
		root := parse(t, tt.SVG())
		root.all("g", func(g element) {
			if c := g.attr("class"); c == "dot" || c == "bar" { // for all in the group
				got[c] += len(g.Children)
			}
		})
		for _, tag := range []string{"rect", "path", "line", "circle"} {
			root.all(tag, func(e element) {
				switch c := e.attr("class"); c {
				case "withheld", "absent", "absent dots", "absent-row", "dot", "bar", "zero":
					got[c]++
				}
				if e.attr("class") == "withheld" && e.attr("fill") != "url(#x-h)" {
					t.Errorf("%s: what is withheld is filled with %q", name, e.attr("fill"))
				}
			})
		}
		if !maps.Equal(got, tt.classes) {
			t.Errorf("%s: signs %v, want %v", name, got, tt.classes)
		}
	}
}

// The hatching of a withheld quarter reaches from halfway to the one before to
// halfway to the one after, from the bottom of the plot to its top.
func TestHatchedGap(t *testing.T) {
	l := series([2]float64{0, 100}, 10, 20, 30, 40)
	l.Series[0].Points[1] = NotPublished("p", Withheld, "秘匿")
	var s Spec
	decode(t, l.Spec(), &s)
	at := s.Series[0].Points
	want := box{(*at[0].X + *at[1].X) / 2, s.Plot[1], (*at[1].X + *at[2].X) / 2, s.Plot[3]}
	n := 0
	parse(t, l.SVG()).all("rect", func(e element) {
		if e.attr("class") != "withheld" {
			return
		}
		n++
		got := box{e.num(t, "x"), e.num(t, "y"), e.num(t, "x") + e.num(t, "width"), e.num(t, "y") + e.num(t, "height")}
		if math.Abs(got.x0-want.x0) > 0.2 || math.Abs(got.x1-want.x1) > 0.2 || math.Abs(got.y0-want.y0) > 0.2 || math.Abs(got.y1-want.y1) > 0.2 {
			t.Errorf("hatched is %v, want %v", got, want)
		}
	})
	if n != 1 {
		t.Errorf("%d quarters are hatched, want 1", n)
	}
}

// A line ends before a break and begins again after it, and the break itself is
// a line of its own that the key explains.
func TestBreak(t *testing.T) {
	l := series([2]float64{0, 100}, 10, 20, 30, 40, 50)
	for i := range l.Series[0].Points {
		p := &l.Series[0].Points[i]
		*p = p.Between(p.value-5, p.value+5)
	}
	sp := Spark{Head: Head{ID: "s", Title: "t"}, Labels: l.Labels, Points: l.Series[0].Points, Breaks: []int{2}}
	if paths := vertices(t, parse(t, sp.SVG())); len(paths) != 2 || len(paths[0]) != 2 || len(paths[1]) != 3 {
		t.Errorf("a spark has the lines %v", paths)
	}
	l.Breaks, l.Break, l.Interval = []int{2}, "数え方の変更", "幅"
	for _, w := range []int{320, 720} {
		l.Width = w
		checkTexts(t, "break", l)
		root := parse(t, l.SVG())
		var lengths []int
		for _, path := range vertices(t, root) {
			lengths = append(lengths, len(path))
		}
		if !slices.Equal(lengths, []int{2, 3}) {
			t.Errorf("lines of %v quarters, want 2 and 3", lengths)
		}
		var at []float64
		root.all("line", func(e element) {
			if e.attr("class") == "break" {
				at = append(at, e.num(t, "x1"))
			}
		})
		var s Spec
		decode(t, l.Spec(), &s)
		if points := s.Series[0].Points; len(at) != 2 || at[0] <= *points[1].X || at[0] >= *points[2].X || len(s.Breaks) != 1 {
			t.Errorf("breaks at %v, spec %v", at, s.Breaks)
		}
		if n := strings.Count(l.SVG(), `class="band"`); n != 3 || !strings.Contains(l.SVG(), ">数え方の変更</text>") {
			t.Errorf("%d bands, want two and the key's", n)
		}
	}
}

// On a log axis a ratio of zero is an arrow at the lower end, not a dot.
func TestLogZero(t *testing.T) {
	d := Dots{
		Head: Head{ID: "x", Title: "t"}, Axis: Axis{Tick: plainTick, Log: true},
		Rows: []Row{{"a", Published("a", 0, "0").Between(0, 0.4), false}, {"b", Published("b", 1.2, "1.2").Between(0.6, 2), false}},
	}
	checkTexts(t, "log", d)
	if n := strings.Count(d.SVG(), "<circle"); n != 1 {
		t.Errorf("%d dots, want 1", n)
	}
}

// Names of sixty characters stay in the drawing, below its upper edge by as much
// as the line of a Japanese font is higher than its letters.
func TestLongNames(t *testing.T) {
	long := strings.Repeat("とても長い名前の団体", 6)
	points := []Point{Published("a", 12, "12%").Between(10, 14), NotPublished("b", Withheld, "秘匿")}
	for _, w := range []int{Narrow, Wide} {
		head, axis := Head{ID: "x", Title: "t", Width: w}, Axis{Tick: percentTick}
		for _, c := range []Chart{
			Funnels{Head: head, Axis: axis, Gates: []string{"案内", "応募"}, Groups: []Funnel{{"全体", points, true}, {"架空県", points, false}, {long, points, false}}},
			Dots{Head: head, Axis: axis, Rows: []Row{{"全体", points[0], true}, {long, points[0], false}}, Marks: []Mark{{Value: 12, Label: "目標 12％"}}},
			Heat{Head: head, Axis: axis, Labels: quarters(2), Rows: []HeatRow{{Label: long, Points: points}}},
			Slope{Head: head, Axis: axis, Labels: [2]string{"2025年度 1Q", "2026年度 1Q"}, Rows: []SlopeRow{{Label: long, Then: points[0], Now: points[0]}}},
			Line{Head: head, Axis: axis, Labels: quarters(2), Series: []Series{{long, []Point{points[0], points[0]}}}},
		} {
			checkTexts(t, fmt.Sprintf("%T %d", c, w), c)
		}
	}
}

// Sparks side by side have one scale, and may have one hatching.
func TestSparksTogether(t *testing.T) {
	s := Spark{Head: Head{ID: "x", Title: "t"}, Labels: quarters(3), Points: []Point{Published("", 2, ""), Published("", 4, ""), NotPublished("", Withheld, "秘匿")}}
	own := s.SVG()
	s.From, s.To, s.Hatch = 0, 8, "y"
	shared := s.SVG()
	var alone, beside Spec
	decode(t, s.Spec(), &beside)
	s.From, s.To = 0, 0
	decode(t, s.Spec(), &alone)
	if a, b := *alone.Series[0].Points[1].Y, *beside.Series[0].Points[1].Y; a >= b {
		t.Errorf("4 of 8 is as high as 4 of 4: %v, %v", b, a)
	}
	if !strings.Contains(own, `id="x-h"`) || strings.Contains(shared, `id="x-h"`) || !strings.Contains(shared, `url(#y-h)`) {
		t.Errorf("hatchings: %s, %s", own, shared)
	}
	if strings.Count(shared, "<title") != 1 {
		t.Errorf("points without texts have tips: %s", shared)
	}
}

// What a draft looks like in the key is what it looks like in the chart: an
// outline among bars, a hollow dot among dots.
func TestDraftInKey(t *testing.T) {
	head, axis := Head{ID: "x", Title: "t"}, Axis{Tick: plainTick}
	p := Published("o", 3, "3").Draft("暫定値")
	rows := []Row{{Label: "a", Point: p}}
	for name, c := range map[string]struct {
		Chart
		bars bool
	}{
		"funnels": {Funnels{Head: head, Axis: axis, Gates: []string{"g", "h"}, Groups: []Funnel{{Label: "a", Points: []Point{p, p}}}}, true},
		"columns": {Columns{Head: head, Axis: axis, Labels: []string{"a"}, Points: []Point{p}}, true},
		"bars":    {Dots{Head: head, Axis: axis, Rows: rows, Bars: true}, true},
		"dots":    {Dots{Head: head, Axis: axis, Rows: rows}, false},
	} {
		svg := c.SVG()
		bars, dots := strings.Count(svg, `class="bar hollow"`)+strings.Count(svg, `class="hollow"`), strings.Count(svg, `class="dot hollow"`)
		if c.bars && (bars != 2 || dots != 0) || !c.bars && (bars != 0 || dots == 0) || !strings.Contains(svg, "暫定値") {
			t.Errorf("%s: %d outlines, %d hollow dots in %s", name, bars, dots, svg)
		}
	}
}

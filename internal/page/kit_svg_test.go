package page

import (
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"fukusen/internal/chart"
)

// The look of charts, in colours that need no stylesheet: by hand from a
// stylesheet of our own.
func TestLook(t *testing.T) {
	l := readLook(`/* .a { fill: red } */ .chart { --ink: #111111; --c: var(--ink); fill: var(--c); }
@media print { .chart { --ink: #ff0000; } }
.chart .s1 { --c: #222222; } .chart .dot, .other { fill: var(--c); stroke: none; } .chart .dot.hollow { stroke: var(--ink); }
.chart path.dot { fill: #333333; }`)
	chartRoot := simple{"svg", []string{"chart"}}
	group := simple{"g", []string{"s1"}}
	for _, tt := range []struct {
		path []simple
		want string
	}{
		{[]simple{chartRoot}, "fill #111111"},
		{[]simple{chartRoot, {"circle", []string{"dot"}}}, "fill #111111 stroke none"},
		{[]simple{chartRoot, group, {"circle", []string{"dot", "hollow"}}}, "fill #222222 stroke #111111"},
		{[]simple{chartRoot, group, {"path", []string{"dot"}}}, "fill #333333 stroke none"},
		{[]simple{{"svg", nil}, {"circle", []string{"dot"}}}, ""},
	} {
		handed := map[string]string{}
		var decls map[string]string
		for i := range tt.path {
			decls, handed = l.of(tt.path[:i+1], handed)
		}
		var got []string
		for _, name := range attributes {
			if v := decls[name]; v != "" {
				got = append(got, name+" "+v)
			}
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%v: %q, want %q", tt.path, got, tt.want)
		}
	}
}

func pictureOf(t *testing.T, title, about string) string {
	t.Helper()
	points := []chart.Point{
		chart.Published("a1b@2025fq3/kind=company", 0.1, "10%").Between(0.05, 0.2),
		chart.NotPublished("a1b@2025fq4/kind=company", chart.Withheld, "秘匿"),
		chart.Published("a1b@2026fq1/kind=company", 0.3, "30%").Between(0.2, 0.4).Draft("公表前"),
	}
	p := picture{
		line: chart.Line{
			Head: chart.Head{ID: "k-a1b", Title: title, Desc: "<説明>"}, Labels: []string{"1Q", "2Q", "3Q"},
			Axis:     chart.Axis{Tick: func(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }},
			Interval: "幅", Series: []chart.Series{{Points: points}},
		},
		about: about, source: "出典: みなと & 県",
	}
	svg, err := p.svg()
	if err != nil {
		t.Fatal(err)
	}
	return svg
}

// A picture is XML of its own, with a title, without classes, variables or
// scripts, and on white.
func TestPicture(t *testing.T) {
	svg := pictureOf(t, "A1b <比率>", "定義")
	dec := xml.NewDecoder(strings.NewReader(svg))
	for {
		if _, err := dec.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%v in\n%s", err, svg)
		}
	}
	for _, not := range []string{"var(", "class=", "style", "script", "hidden"} {
		if strings.Contains(svg, not) {
			t.Errorf("there is %q in\n%s", not, svg)
		}
	}
	for _, want := range []string{`role="img"`, `<title id="k-a1b-t">A1b &lt;比率&gt;</title>`, `<desc id="k-a1b-d">&lt;説明&gt;</desc>`, `fill="#ffffff"/>`, "出典: みなと &amp; 県", "Noto Sans JP"} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %q in\n%s", want, svg)
		}
	}
}

var (
	places = regexp.MustCompile(` (?:cx|cy|d|x1|y1|x2|y2|points|data-[a-z]+)="[^"]*"`)
	drawn  = regexp.MustCompile(`<(?:circle|path|line|rect)\b[^>]*>`)
)

// A picture draws what the chart of the page draws, at the same coordinates.
func TestPictureDrawsTheSame(t *testing.T) {
	s := newSite(t, 0)
	th, _, err := readTheme(&s)
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPrinter(&s, newIndex(&s), th, "ja")
	if err != nil {
		t.Fatal(err)
	}
	k, ok := p.kitOf(p.index.byID["acme"])
	if !ok || len(k.rows) == 0 {
		t.Fatal("no kit")
	}
	for _, r := range k.rows {
		sh := &sheet{printer: p, path: "organisation/acme.html"}
		svg, err := sh.kitSVG(k, r.entry)
		if err != nil {
			t.Fatal(err)
		}
		line := sh.trendLine(r.entry, k.codes[r.entry.ID], sh.upToRelease(s.KPIs.Series(r.entry.ID, "value", "", k.codes[r.entry.ID])))
		if n := len(line.Labels); n != 8 {
			t.Errorf("%s is drawn over %d quarters, want those that are released", r.entry.ID, n)
		}
		line.ID = "k-" + r.entry.ID
		want := marksOf(line.SVG())
		if got := marksOf(svg); len(want) < 5 || strings.Join(got[1:], "\n") != strings.Join(want, "\n") { // the first is the ground
			t.Errorf("%s is drawn as\n%s\nwant\n%s", r.entry.ID, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// marksOf lists the places of all marks.
func marksOf(svg string) []string {
	var all []string
	for _, m := range drawn.FindAllString(svg, -1) {
		all = append(all, strings.Join(places.FindAllString(m, -1), ""))
	}
	return all
}

// No text is wider than the picture, however long, and none of it is lost.
func TestPictureTextIsWhole(t *testing.T) {
	title := strings.Repeat("とても長い名前の団体", 8) + " Averyveryverylongwordwithoutanyspace"
	svg := pictureOf(t, title, strings.Repeat("定義の文、", 40))
	var whole strings.Builder
	for _, m := range regexp.MustCompile(`<text x="24" y="[^"]*" font-size="18"[^>]*>([^<]*)</text>`).FindAllStringSubmatch(svg, -1) {
		whole.WriteString(m[1])
		if w := ems(m[1]) * titleSize; w > 640 {
			t.Errorf("%q is about %.0f wide", m[1], w)
		}
	}
	if squeezed := strings.ReplaceAll(title, " ", ""); strings.ReplaceAll(whole.String(), " ", "") != squeezed {
		t.Errorf("the title became %q", whole.String())
	}
}

// ems is a text's width by another road: wide characters are one em, others
// three fifths.
func ems(s string) float64 {
	w := 0.0
	for _, r := range s {
		if r > 0x2e80 {
			w++
		} else {
			w += 0.6
		}
	}
	return w
}

package chart

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// observations lists the ids of a drawing in their order.
func observations(t *testing.T, svg string) []string {
	root := parse(t, svg)
	same := strings.Split(root.attr("data-ids"), "*")
	var out []string
	var walk func(element)
	walk = func(e element) {
		for _, a := range e.Attrs {
			switch a.Name.Local {
			case "data-observation":
				out = append(out, a.Value)
			case "data-o":
				id := same[0]
				for i, part := range strings.Split(a.Value, "*") {
					id += part + same[i+1]
				}
				out = append(out, id)
			}
		}
		for _, c := range e.Children {
			walk(c)
		}
	}
	walk(root)
	return out
}

// In a page a drawing names the same observations as alone, in fewer letters.
func TestShortIDs(t *testing.T) {
	for _, e := range examples() {
		h := e.chart.head()
		h.inline = true
		alone, inline := e.chart.SVG(), e.chart.with(h).SVG()
		want, got := observations(t, alone), observations(t, inline)
		if !slices.Equal(got, want) {
			t.Errorf("%s names %q, want %q", e.name, got, want)
		}
		if strings.Contains(inline, "data-observation") || len(strings.Join(want, "")) > 150 && len(inline) >= len(alone) {
			t.Errorf("%s: %d bytes in a page, %d alone", e.name, len(inline), len(alone))
		}
	}
}

func TestCommon(t *testing.T) {
	for _, tt := range []struct {
		ids   string
		want  string // what all have in common, with asterisks between
		parts string // in which they differ
	}{
		{"", "", ""}, {"abc", "abc*", ""}, {"a1@x/k a1@y/k", "a1@*/k", "x y"}, {"aa a", "a*", "a "}, {"aba aa", "a*a", "b "}, {"x x", "x*", " "},
		{"青葉 青森", "青*", "葉 森"}, {"あa いa", "*a", "あ い"}, {"a*1 a*2", "", ""}, {"1 2*", "", ""}, {"x y", "*", "x y"},
		{"a@1/k=c/s=f a@2/k=c", "a@*/k=c*", "1*/s=f 2*"}, {"a@1/k=c/s=f a@2/k=c/s=m", "a@*/k=c/s=*", "1*f 2*m"},
		{"a@1/k=c/s=f/x a@2/k=c/x a@2/k=c/s=m/x", "a@*/k=c*/x", "1*/s=f 2* 2*/s=m"}, {"a@1/k=c/s=f a@2/k=c2/s=f", "a@*/k=c*/s=f", "1* 2*2"},
		{"a@1/k=c a@1/k=c/s=f b@1/k=c", "*@1/k=c*", "a* a*/s=f b*"},
		{"a@c=e.m.x a@s=f/c=e.m.y", "a@*c=e.m.*", "*x s=f/*y"}, {"a@1/k=あ/x a@2/k=あ/y", "a@*/k=あ/*", "1*x 2*y"},
	} {
		var ids []mention
		for _, id := range strings.Fields(tt.ids) {
			ids = append(ids, mention{id: id})
		}
		same := common(ids)
		if got := strings.Join(same, "*"); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.ids, got, tt.want)
		}
		var parts []string
		for _, m := range ids {
			if same != nil {
				parts = append(parts, differing(m.id, same))
			}
		}
		if got := strings.Join(parts, " "); got != tt.parts {
			t.Errorf("%q: parts %q, want %q", tt.ids, got, tt.parts)
		}
	}
}

// An id that has an asterisk is written whole.
func TestAsteriskInID(t *testing.T) {
	d := exampleBars()
	d.Rows[0].Point.id = "a*b"
	h := d.Head
	h.inline = true
	if got := observations(t, d.with(h).SVG()); !slices.Contains(got, "a*b") {
		t.Errorf("the drawing names %q", got)
	}
}

// The scale of a drawing gives back where its dots are.
func TestScaleGivesPlaces(t *testing.T) {
	for name, c := range map[string]Chart{"line": exampleLine(), "ratios": exampleRatios(), "bars": exampleBars(), "columns": exampleColumns()} {
		h := c.head()
		h.inline = true
		root := parse(t, c.with(h).SVG())
		words := strings.Fields(root.attr("data-scale"))
		log := words[1] == "log"
		var n [4]float64
		for i := range n {
			n[i], _ = strconv.ParseFloat(words[len(words)-4+i], 64)
		}
		var s Spec
		decode(t, c.Spec(), &s)
		seen := 0
		for _, p := range s.Series[0].Points {
			if p.Value == nil {
				continue
			}
			v, lo, hi, at := *p.Value, n[0], n[1], p.Y
			if words[0] == "x" {
				at = p.X
			}
			if log {
				v, lo, hi = math.Log(v), math.Log(lo), math.Log(hi)
			}
			if want := n[2] + (v-lo)/(hi-lo)*(n[3]-n[2]); math.Abs(*at-want) > 0.11 {
				t.Errorf("%s: %v is at %v, want %v", name, *p.Value, *at, want)
			}
			seen++
		}
		if seen < 5 {
			t.Errorf("%s: %d points", name, seen)
		}
	}
}

// What a script gets are the points of the chart with their ids, texts and
// intervals, and of what is not published no number.
func TestOptions(t *testing.T) {
	for _, e := range examples() {
		text := Options(e.chart)
		if _, small := e.chart.(Spark); small {
			if text != nil {
				t.Errorf("a spark can be explored: %s", text)
			}
			continue
		}
		var got struct {
			Kind   string
			Option struct {
				Series []struct {
					Data []struct {
						Name  string
						Value *float64
					}
				}
			}
			Texts  [][]string
			Limits [][]*[2]float64
		}
		if err := json.Unmarshal(text, &got); err != nil {
			t.Fatal(e.name, err)
		}
		var s Spec
		decode(t, e.chart.Spec(), &s)
		if got.Kind != s.Kind || len(got.Option.Series) != len(s.Series) {
			t.Fatalf("%s: %d series of a %s", e.name, len(got.Option.Series), got.Kind)
		}
		for k, series := range s.Series {
			for i, p := range series.Points {
				item := got.Option.Series[k].Data[i]
				if item.Name != p.ID || (item.Value == nil) != (p.State != "published") || item.Value != nil && *item.Value != *p.Value || got.Texts[k][i] != p.Text {
					t.Errorf("%s: point %d of series %d is %+v, %q", e.name, i, k, item, got.Texts[k][i])
				}
				if p.Lower != nil && *got.Limits[k][i] != [2]float64{*p.Lower, *p.Upper} || p.Lower == nil && got.Limits != nil && got.Limits[k][i] != nil {
					t.Errorf("%s: the interval of %s is %v", e.name, p.ID, got.Limits[k][i])
				}
			}
		}
		for _, bad := range []string{"http", "function", "__f__", "<"} {
			if strings.Contains(string(text), bad) {
				t.Errorf("%s has %q", e.name, bad)
			}
		}
	}
}

// What is not published stands as null, so that no point moves to another's place.
func TestOptionsKeepPlaces(t *testing.T) {
	text := string(Options(exampleLine()))
	if !strings.Contains(text, `{"name":"a1@q5","value":null}`) || strings.Count(text, `"value":null`) != 4 {
		t.Errorf("got %s", text)
	}
}

package chart

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

func decode(t *testing.T, b []byte, to any) {
	t.Helper()
	if err := json.Unmarshal(b, to); err != nil {
		t.Fatal(err)
	}
}

func always(scale) bool { return true }

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestScale(t *testing.T) {
	hundred := [2]float64{0, 100}
	tests := []struct {
		name   string
		axis   Axis
		drawn  []float64
		ticks  string
		lo, hi float64
	}{
		{"usual", Axis{Limits: hundred}, []float64{41, 68}, "40 50 60 70", 40, 70},
		{"zero is near", Axis{}, []float64{12, 48}, "0 10 20 30 40 50", 0, 50},
		{"zero wanted", Axis{Zero: true}, []float64{41, 68}, "0 20 40 60 80", 0, 80},
		{"all equal", Axis{}, []float64{50, 50}, "44 46 48 50 52 54 56", 44, 56},
		{"all zero", Axis{}, []float64{0}, "0 0.2 0.4 0.6 0.8 1", 0, 1},
		{"near hundred", Axis{Limits: hundred}, []float64{99.7, 99.9}, "99.7 99.75 99.8 99.85 99.9", 99.7, 99.9},
		{"at hundred", Axis{Limits: hundred}, []float64{100}, "90 92 94 96 98 100", 90, 100},
		{"beyond limits", Axis{Limits: hundred}, []float64{90, 104}, "90 95 100", 90, 104},
		{"eNPS", Axis{Limits: [2]float64{-100, 100}}, []float64{-63, 41}, "-100 -50 0 50", -100, 50},
		{"negative", Axis{}, []float64{-48, -12}, "-50 -40 -30 -20 -10 0", -50, 0},
		{"no negative zero", Axis{Limits: [2]float64{-5, 100}}, []float64{-3, 80}, "0 20 40 60 80", -5, 80},
		{"decimals", Axis{}, []float64{0.13, 0.28}, "0 0.1 0.2 0.3", 0, 0.3},
		{"ratio", Axis{Log: true}, []float64{0.5, 1.75}, "0.5 1 1.5", 0.5 / 1.05, 1.75 * 1.05},
		{"decades", Axis{Log: true}, []float64{0.04, 3}, "0.05 0.1 0.2 0.5 1 2", 0.04 / 1.05, 3 * 1.05},
		{"ratio of nothing", Axis{Log: true}, []float64{0}, "0.8 1 1.2 1.4", 1 / 1.5 / 1.05, 1.5 * 1.05},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.axis.Tick = plainTick
			s, ok := newScale(tt.axis, tt.drawn, 5, always)
			if !ok {
				t.Fatal("no scale")
			}
			var got []string
			for _, k := range s.ticks {
				got = append(got, k.text)
			}
			if strings.Join(got, " ") != tt.ticks || !near(s.min, tt.lo) || !near(s.max, tt.hi) {
				t.Errorf("got %v from %v to %v, want %s from %v to %v", got, s.min, s.max, tt.ticks, tt.lo, tt.hi)
			}
		})
	}
}

// A formatter that rounds never gives two ticks the same text.
func TestScaleTicksDiffer(t *testing.T) {
	a := Axis{Tick: func(v float64) string { return strconv.FormatFloat(v, 'f', 0, 64) }, Limits: [2]float64{0, 100}}
	s, _ := newScale(a, []float64{99.7, 99.9}, 5, always)
	if got := fmt.Sprint(s.min, s.max, s.ticks); got != "99 100 [{99 99} {100 100}]" {
		t.Errorf("got %s", got)
	}
}

func TestNoScaleWithoutValues(t *testing.T) {
	if _, ok := newScale(Axis{Tick: plainTick}, nil, 5, always); ok {
		t.Error("a scale of nothing")
	}
}

// The scale covers what is drawn and comes from nothing else: taking away all
// that is not published does not change it.
func TestScaleFromPublishedOnly(t *testing.T) {
	for seed := range uint64(50) {
		l := randomLine(rand.New(rand.NewPCG(seed, 3)))
		var all, less Spec
		decode(t, l.Spec(), &all)
		for k := range l.Series {
			for i, p := range l.Series[k].Points {
				if p.state != Value && p.state != outside {
					l.Series[k].Points[i] = NotPublished("other", p.state, p.text)
				}
			}
		}
		decode(t, l.Spec(), &less)
		if fmt.Sprint(all.Scale) == "<nil>" {
			continue
		}
		if all.Scale.Min != less.Scale.Min || all.Scale.Max != less.Scale.Max {
			t.Errorf("seed %d: %v and %v", seed, all.Scale, less.Scale)
		}
		for _, s := range all.Series {
			for _, p := range s.Points {
				if p.Value != nil && (*p.Value < all.Scale.Min || *p.Value > all.Scale.Max) {
					t.Errorf("seed %d: %v outside %v", seed, *p.Value, all.Scale)
				}
			}
		}
	}
}

// The spec alone gives back every height: an auditor can redraw from it.
func TestSpecGivesGeometry(t *testing.T) {
	var s Spec
	decode(t, exampleLine().Spec(), &s)
	for _, p := range s.Series[0].Points {
		if p.Value == nil {
			continue
		}
		part := (*p.Value - s.Scale.Min) / (s.Scale.Max - s.Scale.Min)
		want := s.Plot[3] - part*(s.Plot[3]-s.Plot[1])
		if d := *p.Y - want; d > 0.051 || d < -0.051 {
			t.Errorf("%s stands at %v, want %v", p.ID, *p.Y, want)
		}
		if !strings.Contains(exampleLine().SVG(), fmt.Sprintf(`data-observation="%s" cx="%v" cy="%v"`, p.ID, *p.X, *p.Y)) {
			t.Errorf("%s is not drawn at %v, %v", p.ID, *p.X, *p.Y)
		}
	}
}

func TestWrap(t *testing.T) {
	tests := []struct {
		in    string
		width float64 // in ems
		lines int
		want  string
	}{
		{"", 5, 2, ""},
		{"合計", 5, 2, "合計"},
		{"パラアスリート・デフアスリート", 14, 2, "パラアスリート・|デフアスリート"},
		{"大学・専門学校の学生アスリート", 14, 2, "大学・専門学校の学生|アスリート"},
		{"文化活動（吹奏楽）", 8, 2, "文化活動|（吹奏楽）"},
		{"2026年度\n第1四半期", 20, 2, "2026年度|第1四半期"},
		{"あいうえおかきくけこさしすせそ", 5, 2, "あいうえお|かきくけ…"},
		{"two words", 4, 2, "two|words"},
		{"unbreakable", 3, 1, "unb…"},
	}
	for _, tt := range tests {
		lines, cut := wrap(tt.in, tt.width*10, 10, tt.lines)
		if got := strings.Join(lines, "|"); got != tt.want || cut != strings.HasSuffix(tt.want, "…") {
			t.Errorf("wrap(%q, %v) = %q, %v; want %q", tt.in, tt.width, got, cut, tt.want)
		}
	}
}

func TestSpread(t *testing.T) {
	got := spread([]float64{0, 10, 11, 99}, []float64{10, 10, 10, 10}, 0, 100)
	if fmt.Sprint(got) != "[5 15 25 95]" {
		t.Errorf("got %v", got)
	}
	got = spread([]float64{95, 96, 97}, []float64{10, 20, 10}, 0, 100)
	if fmt.Sprint(got) != "[65 80 95]" {
		t.Errorf("got %v", got)
	}
}

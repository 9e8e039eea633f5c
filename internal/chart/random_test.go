package chart

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// The charts of this file are drawn at random, with whatever can occur.

var words = strings.Fields("合計 男性 女性 20代 指導者 企業に勤める現役のトップアスリート 北海道 A Women's-football-League-of-Japan " +
	"文化活動（吹奏楽・演劇・伝統芸能など）に取り組む人のうち学校に在籍する人 ＮＰＯ法人総合型地域スポーツクラブ連絡協議会 WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW")

func word(r *rand.Rand) string { return words[r.IntN(len(words))] }

// randomPoint has any state; ranges vary from tiny to large.
func randomPoint(r *rand.Rand, id string, scale float64, positive bool) Point {
	switch r.IntN(9) {
	case 8:
		if strings.Contains(id, "@") { // in a series
			return Outside()
		}
		fallthrough
	case 0:
		return NotPublished(id, Withheld, "秘匿")
	case 1:
		return NotPublished(id, Missing, "未報告")
	case 2:
		return NotPublished(id, NotApplicable, []string{"対象外", "計算不可"}[r.IntN(2)])
	}
	v := scale * r.Float64()
	if !positive {
		v -= scale / 2
	}
	p := Published(id, v, fmt.Sprintf("%.1f（%.1f～%.1f）", v, v-1, v+1)[:r.IntN(2)*8+4])
	if r.IntN(3) > 0 {
		p = p.Between(v-scale*r.Float64()/9, v+scale*r.Float64()/9)
	}
	if r.IntN(9) == 0 {
		p = p.Draft("暫定値")
	}
	return p
}

func randomMarks(r *rand.Rand, scale float64) []Mark {
	var out []Mark
	for range r.IntN(4) {
		out = append(out, Mark{Value: scale * (0.01 + r.Float64()), Label: []string{"目標 80％", "均等 1.0", "全国の平均（参考値）", "確認の目安 0.8"}[r.IntN(4)], Target: r.IntN(2) == 0})
	}
	return out
}

func randomAxis(r *rand.Rand) (Axis, float64) {
	scale := []float64{0.002, 1, 1, 10, 100, 100, 100, 3e6}[r.IntN(8)]
	return Axis{Tick: plainTick, Unit: []string{"", "％", "千人", "一人当たりの時間（分）"}[r.IntN(4)], Zero: r.IntN(3) == 0}, scale
}

func randomHead(r *rand.Rand) Head {
	return Head{ID: "r", Title: "t", Width: []int{320, 340, 480, 640, 720}[r.IntN(5)]}
}

func randomLine(r *rand.Rand) Line {
	axis, scale := randomAxis(r)
	l := Line{Head: randomHead(r), Axis: axis, Marks: randomMarks(r, scale), Interval: "95％信頼区間", Past: r.IntN(2) == 0}
	l.Labels = quarters(1 + r.IntN(40))
	if r.IntN(3) == 0 {
		for i := range l.Labels {
			l.Labels[i] = strings.ReplaceAll(l.Labels[i], "\n", "")
		}
	}
	for k := range 1 + r.IntN(4) {
		s := Series{Name: word(r)}
		for i := range l.Labels {
			s.Points = append(s.Points, randomPoint(r, fmt.Sprintf("%d@%d", k, i), scale, false))
		}
		l.Series = append(l.Series, s)
	}
	if len(l.Series) == 1 && r.IntN(2) == 0 {
		l.Series[0].Name, l.Marks = "", nil // the plot reaches the right edge
		l.Series[0].Points[len(l.Labels)-1] = Point{}
	}
	return l
}

func randomDots(r *rand.Rand) Dots {
	axis, scale := randomAxis(r)
	d := Dots{Head: randomHead(r), Axis: axis, Marks: randomMarks(r, scale), Interval: "95％信頼区間"}
	d.Bars = r.IntN(2) == 0
	d.Log = !d.Bars && r.IntN(2) == 0
	for i := range 1 + r.IntN(60) {
		d.Rows = append(d.Rows, Row{word(r), randomPoint(r, strconv.Itoa(i), scale, d.Bars || r.IntN(4) > 0), i == 0})
		if p := &d.Rows[i].Point; d.Bars && p.state == Value {
			p.value = max(0, p.value)
		}
	}
	return d
}

func randomStacked(r *rand.Rand) Stacked {
	s := Stacked{Head: randomHead(r), Tick: percentTick, Form: StackForm(r.IntN(3)), Unit: []string{"", "人"}[r.IntN(2)]}
	for range 2 + r.IntN(6) {
		s.Parts = append(s.Parts, word(r))
	}
	for i := range 1 + r.IntN(60) {
		row := Stack{Label: word(r), Strong: i == 0, End: Published("n", 1, "n=123")}
		first := randomPoint(r, "p", 100, true)
		for range s.Parts {
			p := first
			if p.state == Value {
				p = Published("p", 0.1+r.Float64()*r.Float64(), "12.3%")
			} else {
				row.End = Point{}
			}
			row.Points = append(row.Points, p)
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

func randomFunnels(r *rand.Rand) Funnels {
	axis, scale := randomAxis(r)
	f := Funnels{Head: randomHead(r), Axis: axis, Interval: "95％信頼区間"}
	f.Unit = ""
	for range 2 + r.IntN(5) {
		f.Gates = append(f.Gates, word(r))
	}
	for i := range 1 + r.IntN(60) {
		group := Funnel{Label: word(r), Strong: i == 0}
		for k := range f.Gates {
			p := randomPoint(r, fmt.Sprintf("%d@%d", k, i), scale, true)
			p.value = max(0, p.value)
			group.Points = append(group.Points, p)
		}
		f.Groups = append(f.Groups, group)
	}
	return f
}

func randomTiles(r *rand.Rand) Tiles {
	axis, scale := randomAxis(r)
	m := Tiles{Head: randomHead(r), Axis: axis}
	across := 2 + r.IntN(14)
	for i := range 1 + r.IntN(80) {
		if i > 0 && r.IntN(3) == 0 {
			continue
		}
		m.Tiles = append(m.Tiles, Tile{Row: 2 + i/across, Col: 3 + i%across, Label: word(r), Short: []string{"", "01"}[r.IntN(2)], Point: randomPoint(r, strconv.Itoa(i), scale, r.IntN(2) == 0)})
	}
	return m
}

func randomSlope(r *rand.Rand) Slope {
	axis, scale := randomAxis(r)
	s := Slope{Head: randomHead(r), Axis: axis, Labels: [2]string{quarters(1)[0], word(r)}, Sure: "はっきりした変化", Unsure: word(r)}
	for range 1 + r.IntN(30) {
		s.Rows = append(s.Rows, SlopeRow{
			Label: word(r), Sure: r.IntN(2) == 0, Strong: r.IntN(5) == 0,
			Then: randomPoint(r, "a", scale, false), Now: randomPoint(r, "b", scale, false),
		})
	}
	return s
}

func randomHeat(r *rand.Rand) Heat {
	axis, scale := randomAxis(r)
	h := Heat{Head: randomHead(r), Axis: axis, Labels: quarters(1 + r.IntN(40))}
	if len(h.Labels) > 5 {
		h.Breaks, h.Break = []int{4}, "数え方の変更"
	}
	for range 1 + r.IntN(60) {
		row := HeatRow{Label: word(r), Strong: r.IntN(5) == 0}
		for i := range h.Labels {
			row.Points = append(row.Points, randomPoint(r, fmt.Sprintf("h@%d", i), scale, r.IntN(2) == 0))
		}
		h.Rows = append(h.Rows, row)
	}
	return h
}

func randomColumns(r *rand.Rand) Columns {
	axis, scale := randomAxis(r)
	c := Columns{Head: randomHead(r), Axis: axis, PastName: word(r)}
	long, past := r.IntN(3) == 0, r.IntN(2) == 0
	for i := range 1 + r.IntN(24) {
		label := strconv.Itoa(i)
		if long {
			label = word(r)
		}
		c.Labels = append(c.Labels, label)
		p := randomPoint(r, label, scale, true)
		p.value = max(0, p.value)
		c.Points = append(c.Points, p)
		if past {
			q := randomPoint(r, label, scale, true)
			q.value = max(0, q.value)
			c.Past = append(c.Past, q)
		}
	}
	return c
}

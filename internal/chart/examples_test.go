package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// The charts of this file are the golden files, and what the other tests vary.

func percentTick(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) + "%" }
func plainTick(v float64) string   { return strconv.FormatFloat(v, 'f', -1, 64) }

func quarters(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("%d年度\n第%d四半期", 2017+i/4, i%4+1)
	}
	return out
}

// wave is n points with intervals around a level.
func wave(id string, n int, level, swing, half float64) []Point {
	out := make([]Point, n)
	for i := range out {
		v := math.Round(10*(level+swing*math.Sin(float64(i)/3+level))) / 10
		out[i] = Published(fmt.Sprintf("%s@q%d", id, i), v, percentTick(v)).Between(v-half, v+half)
	}
	return out
}

func exampleLine() Line {
	points := wave("a1", 16, 58, 9, 3.5)
	points[5] = NotPublished("a1@q5", Withheld, "秘匿")
	points[6] = NotPublished("a1@q6", Withheld, "秘匿")
	points[10] = NotPublished("a1@q10", Missing, "未報告")
	points[11] = NotPublished("a1@q11", NotApplicable, "対象外")
	points[15] = points[15].Draft("暫定値")
	return Line{
		Head:     Head{ID: "a1", Title: "兼業・副業の実施率", Desc: "16四半期の推移。第2四半期は秘匿。", Width: Wide},
		Axis:     Axis{Tick: percentTick, Unit: "％", Limits: [2]float64{0, 100}},
		Labels:   quarters(16),
		Series:   []Series{{"", points}},
		Marks:    []Mark{{Value: 80, Label: "目標 80%", ID: "a1:target", Target: true}},
		Interval: "95％信頼区間",
	}
}

func exampleGroups() Line {
	l := Line{
		Head:   Head{ID: "groups", Title: "属性別の推移", Desc: "4系列、40四半期"},
		Axis:   Axis{Tick: percentTick, Limits: [2]float64{0, 100}},
		Labels: quarters(40),
		Marks:  []Mark{{Value: 50, Label: "全国平均"}},
	}
	for k, name := range []string{"男性", "女性", "指導者・教員", "デュアルキャリア支援プログラム参加者"} {
		points := wave("g"+strconv.Itoa(k), 40, 40+6*float64(k), 5, 0)
		for i := range points {
			points[i] = Published(points[i].id, points[i].value, points[i].text)
		}
		l.Series = append(l.Series, Series{name, points})
	}
	for i := 12; i < 15; i++ {
		l.Series[1].Points[i] = NotPublished("g1@w", Withheld, "秘匿")
	}
	l.Series[3].Points[39] = NotPublished("g3@q39", Withheld, "秘匿")
	l.Series[2].Points[20] = NotPublished("g2@m", Missing, "未報告")
	return l
}

func exampleYears() Line {
	l := Line{
		Head:     Head{ID: "years", Title: "同じ四半期どうし", Desc: "3年度"},
		Axis:     Axis{Tick: percentTick, Limits: [2]float64{0, 100}},
		Labels:   []string{"1Q", "2Q", "3Q", "4Q"},
		Past:     true,
		Interval: "95％信頼区間",
	}
	for k, name := range []string{"2026年度", "2025年度", "2024年度"} {
		points := wave(name, 4, 40-4*float64(k), 5, 3)
		for i := range points {
			switch {
			case k == 0 && i > 1 || k == 2 && i == 0:
				points[i] = Outside()
			case k == 0:
				points[i] = points[i].Draft("暫定値")
			default:
				points[i] = Published(points[i].id, points[i].value, points[i].text)
			}
		}
		l.Series = append(l.Series, Series{name, points})
	}
	l.Series[1].Points[2] = NotPublished("2025@q3", Withheld, "秘匿")
	return l
}

func exampleRatios() Dots {
	d := Dots{
		Head:     Head{ID: "ratio", Title: "選考通過率の比", Desc: "基準群に対する比。1.0が均等。"},
		Axis:     Axis{Tick: plainTick, Log: true, Unit: "比"},
		Marks:    []Mark{{Value: 1, Label: "均等 1.0"}, {Value: 0.8, Label: "確認の目安 0.8"}},
		Interval: "95％信頼区間",
	}
	for i, name := range []string{"合計", "20代", "30代", "40代", "50代", "60歳以上", "パラアスリート・デフアスリート"} {
		v := 0.62 + 0.13*float64(i)
		p := Published("f@"+name, v, fmt.Sprintf("%.2f（%.2f～%.2f）", v, v*0.8, v*1.25)).Between(v*0.8, v*1.25)
		d.Rows = append(d.Rows, Row{Label: name, Point: p, Strong: i == 0})
	}
	d.Rows[3].Point = NotPublished("f@40代", Withheld, "秘匿")
	d.Rows[5].Point = NotPublished("f@60歳以上", Missing, "未報告")
	d.Rows[4].Point = d.Rows[4].Point.Draft("暫定値")
	return d
}

func exampleBars() Dots {
	d := Dots{
		Head:     Head{ID: "areas", Title: "都道府県別の実施率", Desc: "20地域"},
		Axis:     Axis{Tick: percentTick, Limits: [2]float64{0, 100}},
		Marks:    []Mark{{Value: 60, Label: "目標 60%", Target: true}},
		Bars:     true,
		Interval: "95％信頼区間",
	}
	for i, name := range strings.Fields("北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県") {
		v := 20 + float64(i*37%61)
		p := Published("b@"+name, v, fmt.Sprintf("%.1f%%", v)).Between(v-4, v+5)
		d.Rows = append(d.Rows, Row{Label: name, Point: p})
	}
	d.Rows[7].Point = NotPublished("b@7", Withheld, "秘匿")
	d.Rows[8].Point = NotPublished("b@8", Withheld, "秘匿")
	d.Rows[11].Point = NotPublished("b@11", NotApplicable, "対象外")
	return d
}

func exampleStacked() Stacked {
	s := Stacked{
		Head:  Head{ID: "wellbeing", Title: "仕事と競技の両立への満足", Desc: "5段階の回答の分布"},
		Tick:  percentTick,
		Parts: []string{"不満", "やや不満", "どちらでもない", "やや満足", "満足"},
	}
	for i, name := range []string{"合計", "企業に勤める選手", "大学・専門学校の学生アスリート", "自治体の職員", "文化活動（吹奏楽・演劇・伝統芸能など）"} {
		row := Stack{Label: name, End: Published("n@"+name, 100, fmt.Sprintf("n=%d", 320-40*i)), Strong: i == 0}
		for k, v := range []float64{6, 14 + float64(2*i), 20, 35 - float64(3*i), 25 + float64(i)} {
			row.Points = append(row.Points, Published(fmt.Sprintf("w%d@%s", k, name), v, fmt.Sprintf("%.0f%%", v)))
		}
		s.Rows = append(s.Rows, row)
	}
	for k := range s.Rows[3].Points {
		s.Rows[3].Points[k] = NotPublished("w@自治体", Withheld, "秘匿")
	}
	s.Rows[3].End = Point{}
	return s
}

func exampleScore() Stacked {
	s := Stacked{
		Head:  Head{ID: "enps", Title: "eNPS、回答の内訳", Desc: "推奨と批判の割合"},
		Tick:  percentTick,
		Parts: []string{"批判的(0～6)", "中立(7～8)", "推奨(9～10)"},
		Form:  Diverging,
	}
	for i, n := range [][3]float64{{40, 25, 35}, {35, 30, 35}, {100, 0, 0}, {0, 0, 100}, {0, 100, 0}, {20, 30, 50}} {
		row := Stack{Label: strings.ReplaceAll(quarters(6)[i], "\n", ""), End: Published(fmt.Sprintf("w1@q%d", i), n[2]-n[0], fmt.Sprintf("%+.0f", n[2]-n[0]))}
		for _, v := range n {
			row.Points = append(row.Points, Published(row.End.id, v, percentTick(v)))
		}
		s.Rows = append(s.Rows, row)
	}
	gone := NotPublished("w1@q6", Withheld, "秘匿")
	s.Rows = append(s.Rows, Stack{Label: "2018年度第3四半期", Points: []Point{gone, gone, gone}})
	return s
}

func exampleLevels() Stacked {
	s := Stacked{
		Head:  Head{ID: "levels", Title: "到達した大会の段階", Desc: "人数"},
		Tick:  plainTick,
		Unit:  "人",
		Parts: []string{"国際", "全国", "ブロック", "都道府県", "地区"},
		Form:  Sizes,
	}
	for i, n := range [][5]float64{{12, 47, 80, 104, 75}, {10, 52, 77, 110, 80}, {0, 0, 0, 0, 0}, {14, 50, 3, 99, 1}} {
		row := Stack{Label: strings.ReplaceAll(quarters(4)[i], "\n", "")}
		for k, v := range n {
			row.Points = append(row.Points, Published(fmt.Sprintf("o4%d@q%d", k, i), v, plainTick(v)))
		}
		s.Rows = append(s.Rows, row)
	}
	none := NotPublished("o4@q4", Missing, "未報告")
	s.Rows = append(s.Rows, Stack{Label: "2018年度第1四半期", Points: []Point{none, none, none, none, none}})
	return s
}

func exampleFunnels() Funnels {
	f := Funnels{
		Head:     Head{ID: "gates", Title: "4つの関門", Desc: "5つの区分"},
		Axis:     Axis{Tick: percentTick, Limits: [2]float64{0, 100}},
		Gates:    []string{"案内", "応募", "成立", "90日"},
		Interval: "偶然変動の目安",
	}
	for i, name := range []string{"合計", "20代", "30代", "40代", "女性(パラアスリート・デフアスリートのうち学校に在籍する人)"} {
		group := Funnel{Label: name, Strong: i == 0}
		for k, v := range []float64{41, 18, 6, 3.5} {
			v -= float64(i) * v / 12
			p := Published(fmt.Sprintf("g%d@%s", k, name), v, fmt.Sprintf("%.1f%%", v)).Between(v*0.8, v*1.25)
			group.Points = append(group.Points, p)
		}
		f.Groups = append(f.Groups, group)
	}
	f.Groups[2].Points[2] = NotPublished("g2@30代", Withheld, "秘匿")
	f.Groups[2].Points[3] = NotPublished("g3@30代", Withheld, "秘匿")
	f.Groups[3].Points[3] = NotPublished("g3@40代", Missing, "未報告")
	f.Groups[4].Points[0] = f.Groups[4].Points[0].Draft("暫定値")
	return f
}

func exampleTiles() Tiles {
	m := Tiles{
		Head: Head{ID: "map", Title: "都道府県別の実施率", Desc: "47都道府県"},
		Axis: Axis{Tick: percentTick, Limits: [2]float64{0, 100}},
	}
	rows := []string{
		"・・・・・・・・・・北海道", "・・・・・・・・・・青森", "・・・・・・・・・秋田 岩手", "・・・・・・・・・山形 宮城",
		"・・・・・・・石川 富山 新潟 福島", "・・・・・・福井 岐阜 長野 群馬 栃木", "・・島根 鳥取 兵庫 京都 滋賀 愛知 山梨 埼玉 茨城",
		"・山口 広島 岡山 大阪 奈良 三重 静岡 神奈川 東京 千葉", "佐賀 福岡 愛媛 香川 ・和歌山", "長崎 大分 高知 徳島", "熊本 宮崎", "鹿児島", "沖縄",
	}
	n := 0
	for r, row := range rows {
		for k, name := range strings.Fields(strings.ReplaceAll(row, "・", "・ ")) {
			if name == "・" {
				continue
			}
			v := float64(n * 37 % 83)
			m.Tiles = append(m.Tiles, Tile{Row: r + 1, Col: k + 1, Label: name, Short: fmt.Sprintf("%02d", n+1), Point: Published("a1b@"+name, v, percentTick(v))})
			n++
		}
	}
	m.Tiles[7].Point = NotPublished("a1b@7", Withheld, "秘匿")
	m.Tiles[30].Point = NotPublished("a1b@30", Withheld, "秘匿")
	m.Tiles[20].Point = NotPublished("a1b@20", Missing, "未報告")
	m.Tiles[40].Point = NotPublished("a1b@40", NotApplicable, "対象外")
	return m
}

func exampleOwnTiles() Tiles {
	m := Tiles{Head: Head{ID: "own", Title: "市町村別", Desc: "3市町村"}, Axis: Axis{Tick: plainTick, Unit: "円/人"}}
	for i, name := range []string{"青葉市", "潮見町", "Satoyama Village", "文化活動(吹奏楽・演劇・伝統芸能など)に取り組む人のうち学校に在籍する人"} {
		m.Tiles = append(m.Tiles, Tile{Row: 3 + i/2, Col: 7 + i%2, Label: name, Point: Published("o2@"+name, 123456*float64(i+1), fmt.Sprintf("%d円/人", 123456*(i+1)))})
	}
	return m
}

func exampleColumns() Columns {
	c := Columns{
		Head: Head{ID: "points", Title: "生活満足度、0点から10点", Desc: "11の答え"},
		Axis: Axis{Tick: percentTick, Limits: [2]float64{0, 100}}, PastName: "2025年度 2Q",
	}
	for i, v := range []float64{1.2, 0, 3.1, 6.4, 8.8, 17, 14.2, 19.9, 18, 6.1, 5.3} {
		c.Labels = append(c.Labels, strconv.Itoa(i))
		c.Points = append(c.Points, Published("w3@"+strconv.Itoa(i), v, percentTick(v)))
		c.Past = append(c.Past, Published("w3p@"+strconv.Itoa(i), max(0, v+2-float64(i*7%5)), ""))
	}
	c.Points[2] = NotPublished("w3@2", Withheld, "秘匿")
	c.Past[2] = NotPublished("w3p@2", Withheld, "秘匿")
	c.Points[3] = NotPublished("w3@3", Missing, "未報告")
	return c
}

func exampleMotives() Columns {
	c := Columns{Head: Head{ID: "motives", Title: "複線の動機", Desc: "いくつでも"}, Axis: Axis{Tick: percentTick, Limits: [2]float64{0, 100}}}
	for i, name := range []string{"収入", "自分らしさの実現", "地域や社会への貢献", "新しい技能や人とのつながり", "その他"} {
		c.Labels = append(c.Labels, name)
		c.Points = append(c.Points, Published("e25@"+strconv.Itoa(i), float64(70-13*i), percentTick(float64(70-13*i))))
	}
	return c
}

func exampleSlope() Slope {
	s := Slope{
		Head:   Head{ID: "slope", Title: "年齢別、前年との比較", Desc: "7区分"},
		Axis:   Axis{Tick: percentTick, Limits: [2]float64{0, 100}},
		Labels: [2]string{"2025年度 2Q", "2026年度 2Q"},
		Sure:   "はっきりした変化", Unsure: "変化と言い切れない",
	}
	for i, name := range []string{"合計", "15～29歳", "30～44歳", "45～59歳", "60歳以上", "文化活動(吹奏楽・演劇・伝統芸能など)に取り組む人", "不詳"} {
		v := 10.1 + float64(i*i)/7
		s.Rows = append(s.Rows, SlopeRow{
			Label: name, Sure: i%2 == 0, Strong: i == 0,
			Then: Published("a@"+name, v, fmt.Sprintf("%.1f%%", v)), Now: Published("b@"+name, 14-v/5, fmt.Sprintf("%.1f%%", 14-v/5)).Draft("公表前の値"),
		})
	}
	s.Rows[3].Then = NotPublished("a@w", Withheld, "秘匿")
	s.Rows[5].Now = NotPublished("b@w", Withheld, "秘匿")
	s.Rows[6].Then, s.Rows[6].Now = NotPublished("a@m", Missing, "報告なし"), NotPublished("b@n", NotApplicable, "該当なし")
	return s
}

func exampleHeat() Heat {
	h := Heat{
		Head:   Head{ID: "heat", Title: "地域別、四半期ごと", Desc: "4区分、10四半期"},
		Axis:   Axis{Tick: percentTick, Limits: [2]float64{0, 100}},
		Labels: quarters(10),
		Breaks: []int{4},
		Break:  "数え方の変更",
	}
	for i, name := range []string{"合計", "青葉市", "潮見町", "文化活動(吹奏楽・演劇・伝統芸能など)に取り組む人", "里山村"} {
		row := HeatRow{Label: name, Points: wave("h"+strconv.Itoa(i), 10, 10+9*float64(i), 8, 1), Strong: i == 0}
		for q := range row.Points {
			switch {
			case i == 2 && q%3 < 2, i == 4 && q > 6:
				row.Points[q] = NotPublished("h@w", Withheld, "秘匿")
			case i == 3 && q < 3:
				row.Points[q] = NotPublished("h@m", Missing, "未報告")
			case i == 4 && q == 0:
				row.Points[q] = NotPublished("h@n", NotApplicable, "対象外")
			}
		}
		h.Rows = append(h.Rows, row)
	}
	return h
}

func exampleManyHeat() Heat {
	h := Heat{Head: Head{ID: "many", Title: "60区分、40四半期"}, Axis: Axis{Tick: plainTick, Unit: "円/人"}, Labels: quarters(40)}
	for i := range 60 {
		row := HeatRow{Label: words[i%len(words)]}
		for q := range 40 {
			v := float64((i*7+q*3)%50) / 50
			row.Points = append(row.Points, Published(fmt.Sprintf("%d@%d", i, q), v, plainTick(v)))
		}
		h.Rows = append(h.Rows, row)
	}
	return h
}

func exampleSpark() Spark {
	points := wave("s", 12, 50, 8, 0)
	points[3] = NotPublished("s@q3", Withheld, "秘匿")
	points[7] = NotPublished("s@q7", Missing, "未報告")
	return Spark{Head: Head{ID: "spark", Title: "12四半期の推移"}, Labels: quarters(12), Points: points}
}

func exampleEmpty() Line {
	l := exampleLine()
	l.ID, l.Marks, l.Interval = "empty", nil, ""
	for i := range l.Series[0].Points {
		l.Series[0].Points[i] = NotPublished("e@"+strconv.Itoa(i), Withheld, "秘匿")
	}
	l.Series[0].Points[4] = NotPublished("e@4", Missing, "未報告")
	return l
}

// examples are the charts of the golden files by name.
func examples() []struct {
	name  string
	chart Chart
} {
	return []struct {
		name  string
		chart Chart
	}{
		{"line", exampleLine()}, {"groups", exampleGroups()}, {"ratios", exampleRatios()}, {"bars", exampleBars()},
		{"stacked", exampleStacked()}, {"score", exampleScore()}, {"levels", exampleLevels()}, {"years", exampleYears()}, {"columns", exampleColumns()}, {"motives", exampleMotives()}, {"heat", exampleHeat()}, {"slope", exampleSlope()}, {"tiles", exampleTiles()}, {"own", exampleOwnTiles()}, {"funnels", exampleFunnels()}, {"spark", exampleSpark()}, {"empty", exampleEmpty()},
	}
}

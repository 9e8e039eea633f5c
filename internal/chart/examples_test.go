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
		{"stacked", exampleStacked()}, {"funnels", exampleFunnels()}, {"spark", exampleSpark()}, {"empty", exampleEmpty()},
	}
}

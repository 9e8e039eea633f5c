package tell

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

var update = flag.Bool("update", false, "rewrite testdata/sentences.txt; read every line before committing it")

// A case is one observation that is told, with what else there is beside it.
type example struct {
	name   string
	o      kpi.Observation
	beside []kpi.Observation
}

func with(o kpi.Observation, change func(*kpi.Observation)) kpi.Observation {
	change(&o)
	return o
}

func (w world) values() []example {
	score := between(w.number("w1", kpi.Value, "", -19), -29.5, -8.5)
	score.Respondents, score.Numerator, score.Denominator = 200, -38, 200
	mean := between(w.number("w3", kpi.Value, "", 6.47), 6.22, 6.72)
	mean.Respondents = 200
	share := w.rate("w4a", 312, 430)
	few := w.rate("w4a", 48, 120)
	few.Frame = kpi.Frame{Sampled: 400, Rate: 0.3, Bounds: stat.Interval{Lower: 0.12, Upper: 0.82}, Bounded: true}
	asked := w.rate("w4a", 312, 430)
	asked.Frame = kpi.Frame{Sampled: 600, Rate: 430. / 600}
	answer := w.rate("e21", 24, 141)
	answer.Key.Codes[dim.Category], _ = w.lists.Code(dim.Category, "employee.second_life_form.job_change")
	own := w.rate("a1b", 49, 400, "organisation", "acme")
	area := w.number("o3", kpi.Value, "", 3)
	area.Key.Codes, area.Expected = w.at("area", "99201"), 0
	return []example{
		{"rate", w.rate("a1b", 49, 400), nil},
		{"rate of a group", w.rate("a1b", 8, 192, "sex", "f"), nil},
		{"rate of one", w.rate("a1b", 1, 1), nil},
		{"rate of none", w.rate("a1b", 0, 400), nil},
		{"rate of everybody", w.rate("a1b", 400, 400), nil},
		{"rate below one in a hundred", w.rate("a1b", 21, 5000), nil},
		{"rate below one in a hundred thousand", w.rate("a1b", 1, 900000), nil},
		{"rate of things", w.number("a2", kpi.Value, "", 0.25), nil},
		{"rate of hours", with(w.rate("e17n", 500, 4000), func(o *kpi.Observation) { o.HasInterval = false }), nil},
		{"rate with gaps in the reports", with(w.rate("a1b", 49, 400), func(o *kpi.Observation) { o.Missing = true }), nil},
		{"rate of one organisation", own, nil},
		{"rate of those whose sex is not known", w.rate("a1b", 8, 192, "sex", dim.Unknown), nil},
		{"one of one reported", with(w.rate("a1b", 49, 400), func(o *kpi.Observation) { o.Reporters, o.Expected = 1, 1 }), nil},
		{"nobody was expected", with(w.rate("a1b", 49, 400), func(o *kpi.Observation) { o.Reporters, o.Expected = 0, 0 }), nil},
		{"count", w.number("o1", kpi.Value, "", 1234), nil},
		{"count of one", w.number("o4p", kpi.Value, "", 1), nil},
		{"count below zero", w.number("o1n", kpi.Value, "", -12), nil},
		{"count with a range", between(w.number("o3", kpi.Value, "", 7), 2.814363, 14.422675), nil},
		{"count of an area", area, nil},
		{"full-time equivalents", w.number("o1f", kpi.Value, "", 12.5), nil},
		{"yen per hire", w.number("o2", kpi.Value, "", 750000), nil},
		{"incidents", between(w.number("e17a", kpi.Value, "", 3.76), 0.46, 13.59), nil},
		{"quotient", w.number("a1r", kpi.Value, "", 0.62), nil},
		{"difference", w.number("o2x", kpi.Value, "", -50000), nil},
		{"share", share, nil},
		{"share, all asked known", asked, nil},
		{"share, few answered", few, nil},
		{"share, weighted", with(share, func(o *kpi.Observation) { o.Weighted, o.Numerator, o.Denominator = true, 0, 0 }), nil},
		{"share, everybody answered", with(share, func(o *kpi.Observation) { o.HasInterval = false }), nil},
		{"score", score, nil},
		{"score of one", with(score, func(o *kpi.Observation) { o.Value, o.HasInterval = 1, false }), nil},
		{"mean", mean, nil},
		{"one answer of several", answer, nil},
	}
}

// comparable are the observations of all statistics that a status may befall.
func (w world) statistics() []kpi.Observation {
	return []kpi.Observation{
		w.rate("a1b", 49, 400, "sex", "f"),
		w.rate("w4a", 312, 430),
		w.number("a1b", kpi.Change, kpi.YoY, 0.01),
		w.number("o2", kpi.Change, kpi.YoY, 1000),
		w.number("access-matched", kpi.Ratio, "m", 0.5, "sex", "f"),
		w.number("access-matched", kpi.Gap, kpi.Overall, 0.5, "area", "99"),
		w.number("access-matched", kpi.Standardised, "", 0.5, "sex", "f"),
		w.number("access-matched", kpi.Standardised, "m", 0.5, "sex", "f"),
		w.number("a1b", kpi.Attainment, "2027fq4", 0.4),
		w.number("a1b", kpi.Growth, "2027fq4", 0.4),
		w.number("a1b", kpi.Projection, "2027fq4", 0.4),
		w.number("access-matched", kpi.Index, "sex.theil", 0.01),
	}
}

func (w world) absences() []example {
	var all []example
	for _, o := range w.statistics() {
		for _, st := range []release.Status{release.Withheld, release.NotReported, release.NotApplicable, release.NotComputable} {
			all = append(all, example{o.Entry.ID + " " + o.Statistic + " " + o.Reference + " " + string(st), without(o, st), nil})
		}
	}
	answer := w.observation("e21", kpi.Value, "")
	answer.Key.Codes[dim.Category], _ = w.lists.Code(dim.Category, "employee.second_life_form.job_change")
	all = append(all, example{"one answer of several, withheld", without(answer, release.Withheld), nil})
	for _, l := range []stat.Outlook{stat.TooFew, stat.Broken, stat.NoTrend, stat.TooFar} {
		o := without(w.number("a1b", kpi.Projection, "2027fq4", 0), release.NotComputable)
		o.Outlook = l
		all = append(all, example{"no projection: " + string(l), o, nil})
	}
	return all
}

func (w world) changes() []example {
	clear := func(o kpi.Observation) kpi.Observation { o.Clear = true; return o }
	panel := func(o kpi.Observation, p kpi.Panel) kpi.Observation { o.Panel = p; return o }
	rate := func(v float64) kpi.Observation { return w.number("a1b", kpi.Change, kpi.YoY, v) }
	answer := rate(0.074)
	answer.Entry = w.entry("e21")
	answer.Key.Codes[dim.Category], _ = w.lists.Code(dim.Category, "employee.second_life_form.job_change")
	return []example{
		{"change up", clear(between(rate(0.0125), 0.002, 0.023)), nil},
		{"change down", clear(between(rate(-0.0125), -0.023, -0.002)), nil},
		{"change that may be chance", between(rate(0.012), -0.007616, 0.031464), nil},
		{"change too small to print", between(rate(0.0003), -0.02, 0.02), nil},
		{"change of those in both", panel(clear(rate(0.0125)), kpi.Common), nil},
		{"change of others", panel(rate(0.0125), kpi.Differs), nil},
		{"small change of others", panel(rate(0), kpi.Differs), nil},
		{"change of a count", clear(w.number("o1", kpi.Change, kpi.YoY, 24)), nil},
		{"change of a count by one", w.number("o4p", kpi.Change, kpi.YoY, -1), nil},
		{"change of a year", w.number("o2", kpi.Change, kpi.YoY, -150000), nil},
		{"change of a score", clear(between(w.number("w1", kpi.Change, kpi.YoY, 17.18), 2.41, 31.95)), nil},
		{"change of a score by one", w.number("w1", kpi.Change, kpi.YoY, -1), nil},
		{"change of a mean", between(w.number("w3", kpi.Change, kpi.YoY, -0.2), -0.6, 0.2), nil},
		{"change of a quotient", w.number("a1r", kpi.Change, kpi.YoY, 0.05), nil},
		{"change of a difference", w.number("o2x", kpi.Change, kpi.YoY, 2500), nil},
		{"change of an answer", answer, nil},
	}
}

func (w world) comparisons() []example {
	ratio := func(v float64, verdict stat.Verdict, pairs ...string) kpi.Observation {
		reference := "m"
		if pairs[0] == "age" {
			reference = "30-44"
		} else if pairs[0] == "area" {
			reference = kpi.Overall
		}
		o := between(w.number("access-matched", kpi.Ratio, reference, v, pairs...), v*0.8, v*1.2)
		o.Verdict = verdict
		return o
	}
	women, men := w.rate("access-matched", 12, 200, "sex", "f"), w.rate("access-matched", 24, 200, "sex", "m")
	gap := between(w.number("access-matched", kpi.Gap, "m", -0.06, "sex", "f"), -0.117, -0.003)
	std := func(v float64) kpi.Observation {
		o := between(w.number("access-matched", kpi.Standardised, "m", v, "sex", "f"), v*0.6, v*1.5)
		o.Verdict = stat.Undecided
		return o
	}
	alone := between(w.number("access-matched", kpi.Standardised, "", 0.088, "sex", "f"), 0.058085, 0.117915)
	return []example{
		{"ratio below", ratio(0.5, stat.Below, "sex", "f"), []kpi.Observation{women, men, gap}},
		{"ratio within", ratio(0.98, stat.Within, "age", "15-29"), nil},
		{"ratio above", ratio(1.4, stat.Above, "area", "99201"), nil},
		{"ratio undecided", ratio(0.72, stat.Undecided, "sex", "f"), []kpi.Observation{women, without(men, release.Withheld), gap}},
		{"ratio of one sex and age", ratio(0.72, stat.Undecided, "sex", "f", "age", "30-44"), nil},
		{"gap", gap, nil},
		{"gap that may be chance", between(w.number("access-matched", kpi.Gap, "m", 0.018, "sex", "f"), -0.04, 0.08), nil},
		{"gap too small to print", w.number("access-matched", kpi.Gap, "m", -0.0001, "sex", "f"), nil},
		{"standardised", alone, []kpi.Observation{w.rate("access-matched", 34, 350, "sex", "f")}},
		{"standardised, crude withheld", alone, []kpi.Observation{without(women, release.Withheld)}},
		{"standardised ratio", std(0.9), []kpi.Observation{ratio(0.7, stat.Below, "sex", "f")}},
		{"standardised ratio, turned", std(0.907216), []kpi.Observation{ratio(1.214286, stat.Undecided, "sex", "f")}},
	}
}

func (w world) indices() []example {
	all := []example{
		{"hoover with persons", w.number("access-matched", kpi.Index, "sex.hoover", 0.15), []kpi.Observation{
			w.rate("access-matched", 40, 400, "sex", "f"), w.rate("access-matched", 60, 600, "sex", "m"), w.rate("access-matched", 9, 20, "sex", dim.Unknown)}},
		{"hoover of one person", w.number("access-matched", kpi.Index, "sex.hoover", 0.01), []kpi.Observation{
			w.rate("access-matched", 40, 400, "sex", "f"), w.rate("access-matched", 60, 600, "sex", "m")}},
		{"hoover without them", w.number("access-matched", kpi.Index, "sex.hoover", 0.15), nil},
	}
	for _, i := range []struct {
		reference string
		v         float64
	}{
		{"sex.theil", 0.078487}, {"age.mld", 0.0019}, {"area.atkinson-1", 0.082685}, {"sex.atkinson-05", 0}, {"sport.gini", 0.21}, {"sex.bgv", 0.0000001},
		{"sex.cv", 0.387298}, {"sex.min-max", 0.333333}, {"age.to-overall", 0.5}, {"age.sii", -0.089204}, {"age.sii", 0.02}, {"age.sii", 0}, {"age.rii", 0.311708},
	} {
		all = append(all, example{"index " + i.reference + " " + fmt.Sprint(i.v), w.number("access-matched", kpi.Index, i.reference, i.v), nil})
	}
	return all
}

func (w world) targets() []example {
	return []example{
		{"part of the way", w.number("a1b", kpi.Attainment, "2027fq4", 0.43), nil},
		{"there", w.number("a1b", kpi.Attainment, "2027fq4", 1), nil},
		{"beyond", w.number("a1b", kpi.Attainment, "2027fq4", 1.2), nil},
		{"at the start", w.number("a1b", kpi.Attainment, "2027fq4", 0), nil},
		{"gone back", w.number("a1b", kpi.Attainment, "2027fq4", -0.157), nil},
		{"growing", w.number("a1b", kpi.Growth, "2027fq4", 0.62), nil},
		{"shrinking", w.number("a1b", kpi.Growth, "2027fq4", -0.31), nil},
		{"projected rate", between(w.number("a1b", kpi.Projection, "2027fq4", 0.143), 0.117, 0.169), nil},
		{"projected score", between(w.number("w1", kpi.Projection, "2027fq4", -8), -14, -2), nil},
	}
}

func (w world) examples() (all []example) {
	for _, some := range [][]example{w.values(), w.absences(), w.changes(), w.comparisons(), w.indices(), w.targets()} {
		all = append(all, some...)
	}
	return all
}

// TestSentences compares every sentence with the one that was read aloud.
func TestSentences(t *testing.T) {
	w := newWorld(t)
	var b strings.Builder
	for _, e := range w.examples() {
		set := w.set(append([]kpi.Observation{e.o}, e.beside...)...)
		b.WriteString("# " + e.name + "\n")
		for _, words := range registers() {
			b.WriteString(w.teller(words).Say(set, &e.o) + "\n")
		}
	}
	const file = "testdata/sentences.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, want := strings.Split(b.String(), "\n"), strings.Split(string(text), "\n")
	if len(got) != len(want) {
		t.Errorf("%d lines, want %d", len(got), len(want))
	}
	name := ""
	for i := range min(len(got), len(want)) {
		if strings.HasPrefix(want[i], "# ") {
			name = want[i]
		}
		if got[i] != want[i] {
			t.Errorf("%s:\ngot  %s\nwant %s", name, got[i], want[i])
		}
	}
}

// What follows other sentences on a page does not name the KPI again.
func TestFollowing(t *testing.T) {
	w := newWorld(t)
	part := w.number("a1b", kpi.Attainment, "2027fq4", 0.43)
	expected := between(w.number("a1b", kpi.Projection, "2027fq4", 0.143), 0.117, 0.169)
	flat := without(expected, release.NotComputable)
	flat.Outlook = stat.NoTrend
	rate := w.rate("a1b", 49, 400)
	up := w.number("a1b", kpi.Change, kpi.YoY, 0.0125)
	hidden := without(up, release.Withheld)
	ratio := w.number("access-matched", kpi.Ratio, "m", 0.5, "sex", "f")
	ratio.Verdict = stat.Below
	ja, easy, en := w.teller(registers()[0]), w.teller(registers()[1]), w.teller(registers()[2])
	for _, tt := range []struct{ got, want string }{
		{ja.Progress(nil, &part), "その四半期の目標まで、出発点からの道のりの43.0%を進みました。"},
		{easy.Progress(nil, &part), "そのときの目標に向かう道を、43.0%まで進みました。"},
		{en.Progress(nil, &part), "43.0% of the way from the first value to the target of that quarter is done."},
		{ja.Progress(nil, &expected), "これまでの動きがまっすぐ続けば、その四半期には14.3%になる見込みです。見込みの幅は11.7%から16.9%のあいだです(95%予測区間)。"},
		{en.Progress(nil, &expected), "If the past goes on in a straight line, 14.3% can be expected in that quarter. The projection lies between 11.7% and 16.9% (95% prediction interval)."},
		{ja.Progress(nil, &flat), "上がっているとも下がっているとも言えないため、その四半期の見込みを計算できません。"},
		{en.Progress(nil, &flat), "The projection to that quarter cannot be computed, because the values neither clearly rise nor clearly fall."},
		{ja.Differing(kpi.Ends{}), "二つの見方で、結果が分かれています。伸び率では間に合う速さですが、見込みでは目標に届きません。見込みはすべての四半期の値から、伸び率は最初と最新の値だけから求めるためです。"},
		{en.Differing(kpi.Ends{Met: true, Open: true}), "The two ways of looking differ: the projection reaches the target, but growth is not fast enough. The projection is made of the values of all quarters, growth of the first and the newest alone. The target lies within the range of the projection, so it cannot be told yet which of them is right."},
		{ja.Change(&rate, &up), "前年の同じ四半期より1.3ポイント高い値ですが、はっきりした変化とは言えません。"},
		{easy.Change(&rate, &up), "1年前の同じ3か月より、100人のうち約1人多いです。でも、はっきりした変化とは言えません。"},
		{en.Change(&rate, &up), "This is 1.3 percentage points higher than in the same quarter of last year, which cannot be called a clear change."},
		{ja.Change(&rate, &hidden), "前年の同じ四半期との差は秘匿しています。"},
		{en.Change(&rate, nil), "There is no value of the same quarter of last year to compare with."},
		{ja.Verdict(&ratio), "女性の割合は男性の0.50倍で、目安(0.8倍から1.25倍)を下回ります。"},
		{en.Verdict(&ratio), "Women: the rate is 0.50 times that of Men, below the screening range (0.8 to 1.25 times)."},
		{ja.Certainty(&rate), "同じ状態のままでも、偶然だけで9.4%から15.8%のあいだを動く大きさです(偶然変動の目安)。"},
		{ja.Certainty(&hidden), ""}, {ja.Verdict(&hidden), ""}, {ja.Response(&hidden), ""},
	} {
		if tt.got != tt.want {
			t.Errorf("got  %q\nwant %q", tt.got, tt.want)
		}
	}
}

func TestCourse(t *testing.T) {
	w := newWorld(t)
	at := func(q int, x int64) *kpi.Observation {
		o := w.rate("a1b", x, 400)
		o.Key.Period.First = spring + dim.Quarter(q)
		return &o
	}
	hidden := without(*at(-1, 3), release.Withheld)
	quarters := []dim.Quarter{spring - 3, spring - 2, spring - 1, spring}
	ja, easy, en := w.teller(registers()[0]), w.teller(registers()[1]), w.marked(registers()[2], func(*kpi.Observation, string, string) { t.Error("a mark in a description") })
	for _, tt := range []struct{ got, want string }{
		{ja.Course(quarters, []*kpi.Observation{at(-3, 40), at(-2, 60), at(-1, 50), at(0, 52)}),
			"2025年度第2四半期(2025年7~9月)から2026年度第1四半期(2026年4~6月)まで。値がある最も新しい期は2026年度第1四半期(2026年4~6月)で、13.0%です。" +
				"最も高いのは2025年度第3四半期(2025年10~12月)の15.0%、最も低いのは2025年度第2四半期(2025年7~9月)の10.0%です。"},
		{easy.Course(quarters, []*kpi.Observation{at(-3, 40), at(-2, 60), &hidden, nil}),
			"3か月ごとの数です。はじめは2025年7月から9月まで、おわりは2026年4月から6月までです。いちばん新しい数は、2025年10月から12月までの100人のうち15人です。" +
				"いちばん高いのは2025年10月から12月までの100人のうち15人です。いちばん低いのは2025年7月から9月までの100人のうち10人です。数がないところは、「出していません」が1、「まだわかりません」が1です。"},
		{en.Course(quarters, []*kpi.Observation{nil, at(-2, 60), at(-1, 60), at(0, 60)}),
			"From Q2 FY2025 (Jul–Sep 2025) to Q1 FY2026 (Apr–Jun 2026). The newest value is 15.0% in Q1 FY2026 (Apr–Jun 2026). Without a value: 1 not reported."},
		{en.Course(quarters, make([]*kpi.Observation, 4)), "From Q2 FY2025 (Jul–Sep 2025) to Q1 FY2026 (Apr–Jun 2026). There is no published value. Without a value: 4 not reported."},
	} {
		if tt.got != tt.want {
			t.Errorf("got  %q\nwant %q", tt.got, tt.want)
		}
	}
}

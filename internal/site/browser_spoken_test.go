package site_test

import (
	"cmp"
	"context"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// An ear has the accessibility tree of a page, which is all that a screen reader
// is given of it.
type ear map[accessibility.NodeID]*accessibility.Node

// hears gives what is read aloud of the element that an expression finds, when a
// reader has come to it: pages lay out what is far below only then.
func (b *browser) hears(t *testing.T, js string) string {
	t.Helper()
	eval[bool](t, b, `new Promise(done => {
		(`+js+`).scrollIntoView();
		requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
	})`, chromedp.EvalAwaitPromise)
	e, from := ear{}, (*accessibility.Node)(nil)
	call(t, b, func(ctx context.Context, tab *chromedp.Target) error {
		found, err := cdp.Call(ctx, tab, runtime.Evaluate, runtime.EvaluateParams{Expression: js})
		if err != nil {
			return err
		}
		node, err := cdp.Call(ctx, tab, dom.DescribeNode, dom.DescribeNodeParams{ObjectID: found.Result.ObjectID})
		if err != nil {
			return err
		}
		tree, err := cdp.Call(ctx, tab, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		if err != nil {
			return err
		}
		for _, n := range tree.Nodes {
			if e[n.NodeID] = n; from == nil && n.BackendDOMNodeID == node.Node.BackendNodeID {
				from = n
			}
		}
		return nil
	})
	if from == nil {
		t.Fatalf("%s is not in the accessibility tree", js)
	}
	return pauses.ReplaceAllString(strings.Join(strings.Fields(e.say(from)), " "), "$1")
}

// pauses are blanks before marks that belong to what stands before them.
var pauses = regexp.MustCompile(` ([、。,.;):])`)

// say puts together what a node and all in it say: names of images, links and
// headings with what they are, cells with the head of their column.
func (e ear) say(n *accessibility.Node) string {
	name, about := text(n.Name), text(n.Description)
	switch role := text(n.Role); {
	case n.Ignored:
		return e.inner(n)
	case role == "StaticText":
		return name
	case role == "InlineTextBox" || role == "ListMarker":
		return ""
	case role == "image": // what is in it is not read: https://www.w3.org/TR/wai-aria-1.2/#childrenArePresentational
		return "[image] " + name + " " + about
	case role == "link" || role == "button" || role == "heading" || role == "DisclosureTriangle":
		return "[" + role + "] " + name
	case role == "row":
		return e.row(n)
	}
	return e.inner(n)
}

func (e ear) inner(n *accessibility.Node) string {
	var all []string
	for _, c := range e.children(n) {
		all = append(all, e.say(c))
	}
	return strings.Join(all, " ")
}

func (e ear) children(n *accessibility.Node) (all []*accessibility.Node) {
	for _, id := range n.ChildIDs {
		if c := e[id]; c != nil {
			all = append(all, c)
		}
	}
	return all
}

// row reads a row as it is heard from cell to cell: before each what its column
// is, and "blank" where there is nothing.
func (e ear) row(n *accessibility.Node) string {
	var all, heads []string
	top := e[n.ParentID]
	for text(top.Role) != "table" {
		top = e[top.ParentID]
	}
	for _, h := range e.cells(e.first(top, "row")) {
		heads = append(heads, e.inner(h))
	}
	for i, c := range e.cells(n) {
		said := cmp.Or(strings.TrimSpace(e.inner(c)), "blank")
		if i > 0 && text(c.Role) != "columnheader" {
			said = heads[i] + ": " + said
		}
		all = append(all, said)
	}
	return strings.Join(all, "; ")
}

// cells are those of a row, with its head.
func (e ear) cells(row *accessibility.Node) (all []*accessibility.Node) {
	for _, c := range e.children(row) {
		if c.Ignored {
			all = append(all, e.cells(c)...)
		} else {
			all = append(all, c)
		}
	}
	return all
}

// first is the first node of a role in another.
func (e ear) first(n *accessibility.Node, role string) *accessibility.Node {
	if text(n.Role) == role {
		return n
	}
	for _, c := range e.children(n) {
		if found := e.first(c, role); found != nil {
			return found
		}
	}
	return nil
}

// unspeakable is what nobody would say: signs, codes of quarters, intervals in
// brackets, and cells that say "x".
var unspeakable = regexp.MustCompile(`±|20\d\dFQ|年度? [1-4]Q|FY\d\d Q|\[[−-]?\d|: [x…／※](;|$)`)

// A saying is what is heard of something in both languages, told by people.
type saying struct{ what, find, ja, en string }

var spoken = []struct {
	site   func(*testing.T) string
	page   string
	listen []saying
}{
	{example, "kpi/a1b.html", []saying{
		{"a line", `document.querySelector('.chart-line')`,
			"[image] 企業全体のデュアルキャリア人口比率(広義)の推移 2024年度第1四半期(2024年4~6月)から2026年度第2四半期(2026年7~9月)まで。値がある最も新しい期は2026年度第2四半期(2026年7~9月)で、10.1%です。最も高いのは2026年度第2四半期(2026年7~9月)の10.1%、最も低いのは2024年度第1四半期(2024年4~6月)の6.9%です。",
			"[image] Dual-career rate (broad), Companies (all), over time From Q1 FY2024 (Apr–Jun 2024) to Q2 FY2026 (Jul–Sep 2026). The newest value is 10.1% in Q2 FY2026 (Jul–Sep 2026). The highest is 10.1% in Q2 FY2026 (Jul–Sep 2026), the lowest 6.9% in Q1 FY2024 (Apr–Jun 2024)."},
		{"years side by side", `document.querySelectorAll('.chart-line')[1]`,
			"[image] 企業全体のデュアルキャリア人口比率(広義)、同じ四半期どうし 2026年度の四半期を、それより前の年の同じ四半期と並べます。季節による上がり下がりを除いて見るためです。数値は次の表にあります。",
			"[image] Dual-career rate (broad), Companies (all): the same quarters of each year The quarters of FY2026 beside the same quarters of the years before, so that the seasons do not get in the way. The table below has the numbers."},
		{"a quarter with its interval", `document.getElementById('company-2026fq1')`,
			"[link] 2026年度 第1四半期; 値: 8.7%; 偶然変動の目安の下限: 8.3%; 偶然変動の目安の上限: 9.1%; 複線者: 1,752; 人数: 20,092; 報告: 12 団体中 12 団体; 前年同期との差: +1.0ポイント",
			"[link] Q1 FY2026; Value: 8.7%; Range of chance, lower: 8.3%; Range of chance, upper: 9.1%; Any second activity: 1,752; Persons: 20,092; Reported: 12 of 12; Change on the year: +1.0 points"},
	}},
	{example, "kpi/a1b/company.html", []saying{
		{"dots and intervals", `[...document.querySelectorAll('.chart-dots')].find(c => c.querySelector('.withheld'))`,
			"[image] 企業全体のデュアルキャリア人口比率(広義)、団体別、2026年度第2四半期(2026年7~9月) 点が値、横線が値の幅です。数値は次の表にあります。値がないところは、秘匿が5です。",
			"[image] By organisation: Dual-career rate (broad), Companies (all), Q2 FY2026 (Jul–Sep 2026) A dot is the value, its line the range. The table below has the numbers. Without a value: 5 withheld."},
		{"a withheld row", `[...document.querySelectorAll('tr')].find(r => r.querySelector('td .withheld'))`,
			"[link] 浜茄子らっこホテル; 値: 秘匿; 偶然変動の目安の下限: 秘匿; 偶然変動の目安の上限: 秘匿; 複線者: 秘匿; 人数: 秘匿",
			"[link] Hamanasu Rakko Hotel; Value: withheld; Range of chance, lower: withheld; Range of chance, upper: withheld; Any second activity: withheld; Persons: withheld"},
		{"a small multiple", `[...document.querySelectorAll('.multiples li')].find(r => r.querySelector('.withheld'))`,
			"里山くまげら林業 11.6% (2026年度 第1四半期) [image] 里山くまげら林業の動き 2024年度 第3四半期の10.7%から、2026年度 第1四半期の11.6%まで。値がないところは、秘匿が2です。",
			"Satoyama Kumagera Timber 11.6% (Q1 FY2026) [image] Satoyama Kumagera Timber over time From 10.7% in Q3 FY2024 to 11.6% in Q1 FY2026. Without a value: 2 withheld."},
		{"a map of tiles", `document.querySelector('.chart-tiles')`,
			"[image] 企業全体のデュアルキャリア人口比率(広義)、地図、2026年度第2四半期(2026年7~9月) 地域を同じ大きさの四角で、およその位置に並べます。色が濃いほど値が大きいことを示し、色の段階は下にあります。位置は実際の地形とは異なります。数値は次の表にあります。",
			"[image] Dual-career rate (broad), Companies (all), map, Q2 FY2026 (Jul–Sep 2026) Every area is a tile of the same size, roughly where it lies. The darker a tile, the higher its value; the steps are explained below. The table below has the numbers."},
		{"quarters side by side", `[...document.querySelectorAll('thead tr')].find(r => r.cells.length > 8)`,
			"年齢階級; 2026年度 第2四半期; 2026年度 第1四半期; 2025年度 第4四半期; 2025年度 第3四半期; 2025年度 第2四半期; 2025年度 第1四半期; 2024年度 第4四半期; 2024年度 第3四半期",
			"Age band; Q2 FY2026; Q1 FY2026; Q4 FY2025; Q3 FY2025; Q2 FY2025; Q1 FY2025; Q4 FY2024; Q3 FY2024"},
	}},
	{example, "kpi/e15.html", []saying{{"a table of shades", `document.querySelector('.chart-heat')`,
		"[image] 自治体全体の窓口の相談件数、地域別、四半期ごと 区分ごとの値を四半期ごとに、色の濃さで示します。色が濃いほど値が大きく、色の段階は下にあります。数値は次の表にあります。",
		"[image] By area: Consultations at the desk, Municipalities (all), by quarter A row a group, a cell a quarter: the darker, the higher the value; the steps are explained below. The table below has the numbers."}}},
	{example, "kpi/w1.html", []saying{{"answers", `document.querySelector('.chart-stacked')`,
		"[image] 企業(従業員)のeNPS(職場推奨度)、回答の内訳 四半期ごとに、回答の割合を帯の長さで示します。縦の線が真ん中の回答の中央で、右に長いほど高い評価が、左に長いほど低い評価が多いことを示します。数値は次の表にあります。",
		"[image] eNPS (recommending the workplace), Companies (Employees): answers One bar a quarter, divided by the share of each answer. The upright line is the middle of the neutral answers: bars reach further right where more are favourable, further left where more are not. The table below has the numbers."}}},
	{example, "index.html", []saying{
		{"a card", `document.querySelector('.card')`,
			"[heading] 企業 10.1% [image] 企業全体のデュアルキャリア人口比率(広義)の推移 2024年度第1四半期(2024年4~6月)から2026年度第2四半期(2026年7~9月)まで。値がある最も新しい期は2026年度第2四半期(2026年7~9月)で、10.1%です。最も高いのは2026年度第2四半期(2026年7~9月)の10.1%、最も低いのは2024年度第1四半期(2024年4~6月)の6.9%です。 偶然変動の目安 9.7% から 10.6% 前年同期との差 +1.1ポイント (報告した団体が異なる) 目標 12.0% (2027年度 第4四半期まで) 12 団体中 11 団体が報告 [DisclosureTriangle] 文で読む A1b デュアルキャリア人口比率(広義): 企業 前年の同じ四半期より 1.1ポイント 高い値ですが、報告した団体が前年とは異なるため、変化かどうかはわかりません。 目標は2027年度第4四半期(2028年1~3月)までに 12.0% です。その四半期の目標まで、出発点からの道のりの 63.3% を進みました。",
			"[heading] Companies 10.1% [image] Dual-career rate (broad), Companies (all), over time From Q1 FY2024 (Apr–Jun 2024) to Q2 FY2026 (Jul–Sep 2026). The newest value is 10.1% in Q2 FY2026 (Jul–Sep 2026). The highest is 10.1% in Q2 FY2026 (Jul–Sep 2026), the lowest 6.9% in Q1 FY2024 (Apr–Jun 2024). Range of chance 9.7% to 10.6% Year on year +1.1 points (reporting organisations differ) Target 12.0% (by Q4 FY2027) 11 of 12 reported [DisclosureTriangle] In words A1b Dual-career rate (broad): Companies This is 1.1 percentage points higher than in the same quarter of last year, but the set of reporting organisations differs, so it is not known whether this is a change. The target is 12.0% by Q4 FY2027 (Jan–Mar 2028). 63.3% of the way from the first value to the target of that quarter is done."},
		{"a card with withheld quarters", `[...document.querySelectorAll('.card')].find(c => c.querySelector('.chart-spark .withheld'))`,
			"[heading] クラブ・団体 10.7% [image] クラブ・団体全体の副業者比率(狭義)の推移 2024年度第1四半期(2024年4~6月)から2026年度第2四半期(2026年7~9月)まで。値がある最も新しい期は2026年度第2四半期(2026年7~9月)で、10.7%です。最も高いのは2026年度第2四半期(2026年7~9月)の10.7%、最も低いのは2025年度第1四半期(2025年4~6月)の8.8%です。値がないところは、秘匿が4です。 偶然変動の目安 9.0% から 12.7% 前年同期との差 +1.1ポイント (はっきりしない) 3 団体中 3 団体が報告 [DisclosureTriangle] 文で読む A1n 副業者比率(狭義): クラブ・団体 前年の同じ四半期より 1.1ポイント 高い値ですが、はっきりした変化とは言えません。",
			"[heading] Clubs 10.7% [image] Paid second job rate (narrow), Clubs (all), over time From Q1 FY2024 (Apr–Jun 2024) to Q2 FY2026 (Jul–Sep 2026). The newest value is 10.7% in Q2 FY2026 (Jul–Sep 2026). The highest is 10.7% in Q2 FY2026 (Jul–Sep 2026), the lowest 8.8% in Q1 FY2025 (Apr–Jun 2025). Without a value: 4 withheld. Range of chance 9.0% to 12.7% Year on year +1.1 points (not clear) 3 of 3 reported [DisclosureTriangle] In words A1n Paid second job rate (narrow): Clubs This is 1.1 percentage points higher than in the same quarter of last year, which cannot be called a clear change."},
	}},
	{example, "fairness/company.html", []saying{
		{"gates", `document.querySelector('.chart-figure[id] svg')`,
			"[image] 企業の4つの関門、男女別、2026年度第2四半期(2026年7~9月) 区分ごとに、4つの関門を通った割合を棒の長さで、その幅を横線で示します。どの区分も目盛りは同じです。並びは区分の順で、順位ではありません。数値は次の表にあります。",
			"[image] By sex: the four gates, Companies, Q2 FY2026 (Jul–Sep 2026) For each group, bars show the rates at the four gates and whiskers their ranges. All groups have the same scale. Groups stand in the order of the list, which is no ranking. The numbers are in the table below."},
		{"a share of people", `document.querySelector('tbody tr')`,
			"全体; 案内: 60.6% 18,785 人中 11,390 人; 応募: 11.9% 18,785 人中 2,244 人; 成立: 6.4% 18,785 人中 1,206 人; 90日: 5.0% 18,785 人中 932 人",
			"All; Told: 60.6% 11,390 of 18,785; Applied: 11.9% 2,244 of 18,785; Matched: 6.4% 1,206 of 18,785; 90 days: 5.0% 932 of 18,785"},
		{"a ratio with its interval", `document.querySelectorAll('table')[1].querySelector('tbody tr')`,
			"女性; 案内: 0.98倍 偶然変動の目安 0.96倍 から 1.00倍 目安の範囲; 応募: 0.99倍 偶然変動の目安 0.91倍 から 1.07倍 目安の範囲; 成立: 0.92倍 偶然変動の目安 0.82倍 から 1.03倍 目安の範囲; 90日: 0.94倍 偶然変動の目安 0.83倍 から 1.07倍 目安の範囲",
			"Women; Told: 0.98 times Range of chance 0.96 times to 1.00 times within the range; Applied: 0.99 times Range of chance 0.91 times to 1.07 times within the range; Matched: 0.92 times Range of chance 0.82 times to 1.03 times within the range; 90 days: 0.94 times Range of chance 0.83 times to 1.07 times within the range"},
	}},
	{example, "area/99201.html", []saying{{"a KPI without a value", `[...document.querySelectorAll('tr')].find(r => r.querySelector('td .withheld'))`,
		"[link] A1n 副業者比率(狭義) クラブ・団体 [link] A1n 副業者比率(狭義) クラブ・団体 この行へのリンク; 値: 秘匿; 前年同期との差: 秘匿",
		"[link] A1n Paid second job rate (narrow) Clubs [link] A1n Paid second job rate (narrow) Clubs Link to this row; Value: withheld; Change on the year: withheld"}}},
	{statesSite, "kpi/a1b.html", []saying{
		{"a line with gaps", `document.querySelector('.chart-line')`,
			"[image] クラブ・団体全体のデュアルキャリア人口比率(広義)の推移 2025年度第1四半期(2025年4~6月)から2026年度第2四半期(2026年7~9月)まで。値がある最も新しい期は2025年度第2四半期(2025年7~9月)で、0.0%です。最も高いのは2025年度第1四半期(2025年4~6月)の33.3%、最も低いのは2025年度第2四半期(2025年7~9月)の0.0%です。値がないところは、秘匿が1、報告なしが2、該当なしが1です。",
			"[image] Dual-career rate (broad), Clubs (all), over time From Q1 FY2025 (Apr–Jun 2025) to Q2 FY2026 (Jul–Sep 2026). The newest value is 0.0% in Q2 FY2025 (Jul–Sep 2025). The highest is 33.3% in Q1 FY2025 (Apr–Jun 2025), the lowest 0.0% in Q2 FY2025 (Jul–Sep 2025). Without a value: 1 withheld, 2 not reported, 1 not applicable."},
		{"a value", `document.getElementById('club-2025fq1')`,
			"[link] 2025年度 第1四半期 公表前; 値: 33.3%; 偶然変動の目安の下限: 29.5%; 偶然変動の目安の上限: 37.4%; 複線者: 180; 人数: 540; 報告: 1 団体中 1 団体; 前年同期との差: blank",
			"[link] Q1 FY2025 Not yet released; Value: 33.3%; Range of chance, lower: 29.5%; Range of chance, upper: 37.4%; Any second activity: 180; Persons: 540; Reported: 1 of 1; Change on the year: blank"},
		{"zero", `document.getElementById('club-2025fq2')`,
			"[link] 2025年度 第2四半期 公表前; 値: 0.0%; 偶然変動の目安の下限: 0.0%; 偶然変動の目安の上限: 0.7%; 複線者: 0; 人数: 540; 報告: 1 団体中 1 団体; 前年同期との差: blank",
			"[link] Q2 FY2025 Not yet released; Value: 0.0%; Range of chance, lower: 0.0%; Range of chance, upper: 0.7%; Any second activity: 0; Persons: 540; Reported: 1 of 1; Change on the year: blank"},
		{"withheld", `document.getElementById('club-2025fq3')`,
			"[link] 2025年度 第3四半期 公表前; 値: 秘匿; 偶然変動の目安の下限: 秘匿; 偶然変動の目安の上限: 秘匿; 複線者: 秘匿; 人数: 秘匿; 報告: 1 団体中 1 団体; 前年同期との差: 秘匿",
			"[link] Q3 FY2025 Not yet released; Value: withheld; Range of chance, lower: withheld; Range of chance, upper: withheld; Any second activity: withheld; Persons: withheld; Reported: 1 of 1; Change on the year: withheld"},
		{"not reported", `document.getElementById('club-2025fq4')`,
			"[link] 2025年度 第4四半期 公表前; 値: 報告なし; 偶然変動の目安の下限: 報告なし; 偶然変動の目安の上限: 報告なし; 複線者: 報告なし; 人数: 報告なし; 報告: 報告なし; 前年同期との差: 報告なし",
			"[link] Q4 FY2025 Not yet released; Value: not reported; Range of chance, lower: not reported; Range of chance, upper: not reported; Any second activity: not reported; Persons: not reported; Reported: not reported; Change on the year: not reported"},
		{"not applicable", `document.getElementById('club-2026fq1')`,
			"[link] 2026年度 第1四半期 公表前; 値: 該当なし; 偶然変動の目安の下限: 該当なし; 偶然変動の目安の上限: 該当なし; 複線者: 該当なし; 人数: 該当なし; 報告: 1 団体中 1 団体; 前年同期との差: 該当なし",
			"[link] Q1 FY2026 Not yet released; Value: not applicable; Range of chance, lower: not applicable; Range of chance, upper: not applicable; Any second activity: not applicable; Persons: not applicable; Reported: 1 of 1; Change on the year: not applicable"},
	}},
}

// What a screen reader is given of charts, of states, of intervals and of quarters
// is what a person would say.
func TestSpoken(t *testing.T) {
	t.Parallel()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium here: \"make test\" installs it")
	}
	b := start(t, chromium)
	for _, p := range spoken {
		public := "file://" + filepath.ToSlash(p.site(t)) + "/"
		for _, lang := range []string{"", "en/"} {
			b.open(t, public+lang+p.page, 1280)
			b.unfold(t)
			if found := unspeakable.FindAllString(b.hears(t, `document.querySelector('main')`), 5); found != nil {
				t.Errorf("%s%s says %q", lang, p.page, found)
			}
			for _, s := range p.listen {
				t.Run(lang+p.page+" "+s.what, func(t *testing.T) {
					want := map[string]string{"": s.ja, "en/": s.en}[lang]
					if got := b.hears(t, s.find); got != want {
						t.Errorf("heard:\n%s\nwant:\n%s", got, want)
					}
				})
			}
		}
	}
}

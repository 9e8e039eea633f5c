package site

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

const statusFile = "../../docs/kpi-status.md"

// The real data that a KPI could be made of, or checked against.
const (
	noData            = "該当する公的な生データなし none"
	dividers          = "分母だけ可能: 国勢調査・高松市の人口 only the denominator: census, residents of Takamatsu"
	visitors          = "来訪者について可能(福井県の来訪者調査 38,877件。`internal/site/testdata/fukui` のサイトが別の計算と一致) of visitors: the survey of Fukui, built as a site and equal to an independent count"
	visitSatisfaction = "該当する公的な生データなし(福井県の調査が尋ねたのは旅行の満足度で、生活満足度ではない) none: Fukui asked of the visit, not of life"
	comparable        = "生データなし。公表率だけ(就業構造基本調査 4.8 %、米国 CPS の複数就業者率 1994~2024年) published rates only, no counts"
	aequitas          = "生データなし。計算は aequitas の検算用データと一致(`internal/stat`) none; the arithmetic equals the test data of aequitas"
	mixed             = "採用や雇用の生データなし。人口あたりの分母だけ可能(国勢調査・高松市) none but the population"
)

// A demand is a KPI that HANDBOOK wants: those of appendix A, W4c to W6, and
// E1 to E34.
type demand struct {
	id, wants string
	kpis      string // what carries it, by ID
	real      string // "" is noData
	lacks     string // what of it is not carried, and why
}

// demands are in the order of HANDBOOK.
var demands = []demand{
	{"A1n", "副業者比率(狭義) paid second job", "a1n", comparable, ""},
	{"A1b", "デュアルキャリア人口比率(広義) dual careers", "a1b a1w a1r", "", ""},
	{"A2", "兼業可求人比率 openings open to dual careers", "a2 a2p a2u", "", ""},
	{"A3s", "単位互換率(学生) recognised credits, students", "a3s", "", "4四半期の合算はしません(同じ学生が重なるため)。年度の累計を示します no rolling sum: students would count twice"},
	{"A3c", "単位互換率(単位) recognised credits", "a3c", "", ""},
	{"A3i", "単位互換率(学校) schools with an agreement", "a3i", "", ""},
	{"O1", "地域の雇用創出 jobs started", "o1 o1e o1n o1f o1p", mixed, "年度累計はありません(四半期と4四半期を同じ量について両方は公表しない) no sum of the fiscal year beside the quarters"},
	{"O2", "採用単価 cost per hire", "o2 o2d o2o o2x o2r", "", "物価による調整はしません(名目の円) not deflated"},
	{"O3", "スタートアップ創出数 startups", "o3 o3p o3s", dividers, ""},
	{"O4", "競技成績 results in sport", "o4i o4n o4b o4p o4l o4r o4t", "", "合成指数は作りません no composite index"},
	{"O5", "地域貢献 community", "o5h o5p o5b o5e o5r o5v", "", ""},
	{"O6", "教育貢献 education", "o6h o6p o6b o6e o6s o6m o6r o6v", "", ""},
	{"W1", "eNPS", "w1", "", ""},
	{"W2", "地域推奨度(地域eNPS) area eNPS", "w2 w2-related", visitors, ""},
	{"W3", "生活満足度 life satisfaction", "w3 w3-employee w3l w3l-employee w3h w3h-employee", visitSatisfaction, ""},
	{"W4a", "睡眠休養 rested through sleep", "w4a w4a-employee", "", ""},
	{"W4b", "睡眠時間 enough hours of sleep", "w4b w4b-employee", "", ""},
	{"W4c", "6時間未満 less than 6 hours", "w4c w4c-employee", "", ""},
	{"W5", "回復実感 recovery", "w5 w5-employee w5g w5g-employee", "", ""},
	{"W6", "集中 focus", "w6 w6-employee", "", ""},
	{"F1-F4", "アクセス率・比・差(性・年齢・地域・競技) access by group", "access-informed access-applied access-matched access-continued step-applied step-matched step-continued", aequitas, ""},
	{"E1", "副業許可率 companies that permit second jobs", "e1 e1f e1c e1u", "", ""},
	{"E2", "外部人材活用件数 outside talent", "e2", "", ""},
	{"E3", "学び時間/人, 資格取得数 learning, certificates", "e3 e3c", "", ""},
	{"E4", "複数所属 affiliations", "e4 e4t e4m", "", ""},
	{"E5", "自己効力感 self-efficacy", "e5", "", ""},
	{"E6", "就職率 placed in work", "e6", "", ""},
	{"E7", "関係人口 ties to the area", "e7", "", ""},
	{"E8", "人材データベース talent database", "e8 e8n", "", ""},
	{"E9", "成約率, time-to-match", "e9 e9d e9o", "", "日数の中央値と四分位は示しません(区分を足し合わせられない)。平均を示します no median of days: medians do not add up"},
	{"E10", "可変枠の事前共有率 slots shared ahead", "e10", "", "団体の割合ではなく枠の割合です a share of slots, not of organisations"},
	{"E11", "OKR達成, 成果ログ objectives, records of outcomes", "e11 e11l", "", "達成率の分布は示しません(件数だけを受け取る)。LT の本数は E19 に入ります no distribution: only counts are sent; talks are in E19"},
	{"E12", "規程公開率 published rules", "e12", "", ""},
	{"E13", "演習受講者 work exercises", "e13 e13n", "", ""},
	{"E14", "カレンダー公開団体率 published calendars", "e14", "", ""},
	{"E15", "窓口相談件数・処理日数 desk", "e15 e15d", "", ""},
	{"E16", "利益相反の事前確認 conflicts of interest", "e16", "", "該当件数は受け取りません(少数で、個人や企業が分かるため) how many had one is not asked: too few to be told"},
	{"E17", "保険・事故・深夜 insurance, incidents, night", "e17 e17a e17n", "", ""},
	{"E18", "マイクロジョブ充足率 micro-jobs", "e18", "", ""},
	{"E19", "学び還元 learning shared", "e19", "", ""},
	{"E20", "赤の早期共有率 problems raised early", "e20", "", ""},
	{"E21", "セカンドライフの形 second life", "e21", "", ""},
	{"E22", "貢献実感 sense of contribution", "e22", "", ""},
	{"E23", "復帰制度の有無, 出戻り人数 return scheme, returns", "e23 e33r", "", ""},
	{"E24", "準備中人数 preparing", "e24", "", "人数は分子として示します the number is the numerator"},
	{"E25", "動機構成 motives", "e25", "", ""},
	{"E26", "本業への好影響 good for the main job", "e26", "", ""},
	{"E27", "あきらめ率 given up", "e27", "", ""},
	{"E28", "第3コミュニティ参加率 third community", "e28", "", ""},
	{"E29", "コミュニティの質 quality of community", "e29", "", ""},
	{"E30", "孤立感 isolation", "e30", "", ""},
	{"E31", "関心率(年齢別) interest by age", "a1w", "", "独立した指標にはせず、A1w の年齢別の値です it is A1w by age, no KPI of its own"},
	{"E32", "申告率 declared", "e32", "", ""},
	{"E33", "アルムナイ再関与率 alumni", "e33 e33r", "", ""},
	{"E34", "退職時推奨度 exit eNPS", "e34", "", ""},
}

// What HANDBOOK wants is carried by KPIs that exist, and every KPI of ours is
// wanted by something.
func TestDemandsAreMet(t *testing.T) {
	core, err := catalogue.Core()
	if err != nil {
		t.Fatal(err)
	}
	wanted := map[string]bool{}
	for _, d := range demands {
		ids := strings.Fields(d.kpis)
		if len(ids) == 0 && d.lacks == "" {
			t.Errorf("%s is neither carried nor is it said why not", d.id)
		}
		for _, id := range ids {
			wanted[id] = true
			if _, ok := core.Entry(id); !ok {
				t.Errorf("%s: there is no KPI %q", d.id, id)
			}
		}
	}
	for _, id := range core.IDs() {
		if !wanted[id] {
			t.Errorf("nothing wants %s", id)
		}
	}
	for n := 1; n <= 34; n++ {
		id := fmt.Sprintf("E%d", n)
		if !slices.ContainsFunc(demands, func(d demand) bool { return d.id == id }) {
			t.Errorf("%s is not in the list", id)
		}
	}
}

// A standing is what became of a KPI on the example.
type standing struct {
	published, other int         // observations of the newest quarter
	last             dim.Quarter // the newest with a published one; 0 if there is none
	inLast           int         // published ones of it
}

// The document of what is computed is what the example computes.
func TestStatusOfKPIs(t *testing.T) {
	s, err := protected()
	if err != nil {
		t.Fatal(err)
	}
	all := standings(s.kpis)
	for _, id := range s.cube.Catalogue().IDs() {
		if st := all[id]; st == nil || st.last == 0 {
			t.Errorf("the example has no number of %s", id)
		}
	}
	want := statusDocument(s.kpis, all)
	if *update {
		if err := os.WriteFile(statusFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(statusFile)
	if err != nil || string(got) != want {
		t.Errorf("%s is not what the example gives (%v): go test ./internal/site -run StatusOfKPIs -update", statusFile, err)
	}
}

// standings counts the observations of each KPI.
func standings(set *kpi.Set) map[string]*standing {
	newest := set.Quarters[len(set.Quarters)-1]
	all := map[string]*standing{}
	for o := range set.All() {
		st := all[o.Entry.ID]
		if st == nil {
			st = &standing{}
			all[o.Entry.ID] = st
		}
		q, yes := o.Key.Period.Last(), o.Status == release.Published
		switch {
		case yes && q > st.last:
			st.last, st.inLast = q, 1
		case yes && q == st.last:
			st.inLast++
		}
		switch {
		case q == newest && yes:
			st.published++
		case q == newest:
			st.other++
		}
	}
	return all
}

const statusHead = `# 指標の状況 Status of the KPIs

手引き(付録A、E1~E34、W6)の指標それぞれについて、どの指標(id)が担うか、見本のサイトで計算できたか、実在の公的データで計算できるか、何を載せていないかを示します。見本から作り直した表で、` + "`go test ./internal/site -run StatusOfKPIs -update`" + ` が書き換えます。
For each KPI of the handbook: which of ours carry it, whether they are computed on the example, whether real official data could feed them, and what is left out and why. The table is made from the example.

「公表」は最新の四半期(%s)に公表された観測値(値・変化・比・差など)の数、「他」は秘匿・報告なしなどの数です。調査のように最新の四半期に実施されていないものは、直近の四半期の数を書き添えます。
"published" counts the observations (values, changes, ratios, gaps) of the newest quarter, "other" those withheld, not reported or not computable. What was not surveyed in it has the number of its last quarter beside it.

| 手引き handbook | 内容 what | id | 見本で計算 computed | 公表 published | 他 other | 実データ real data | 載せていないもの not carried |
|---|---|---|---|---|---|---|---|
`

func statusDocument(set *kpi.Set, all map[string]*standing) string {
	var b strings.Builder
	fmt.Fprintf(&b, statusHead, strings.ToUpper(set.Quarters[len(set.Quarters)-1].ID(dim.Fiscal)))
	for _, d := range demands {
		real := d.real
		if real == "" {
			real = noData
		}
		for i, id := range strings.Fields(d.kpis) {
			head := fmt.Sprintf("| %s | %s | `%s` | ", d.id, d.wants, id)
			tail := fmt.Sprintf(" | %s | %s |\n", real, d.lacks)
			if i > 0 { // what is said of the demand is said once
				head, tail = fmt.Sprintf("| | | `%s` | ", id), " | | |\n"
			}
			b.WriteString(head + all[id].cells() + tail)
		}
	}
	return b.String()
}

// cells writes three columns; a nil standing has no observation at all.
func (st *standing) cells() string {
	switch {
	case st == nil:
		return "いいえ no | 0 | 0"
	case st.last == 0:
		return fmt.Sprintf("いいえ no | 0 | %d", st.other)
	case st.published == 0:
		return fmt.Sprintf("はい yes | 0(%s: %d) | %d", strings.ToUpper(st.last.ID(dim.Fiscal)), st.inLast, st.other)
	}
	return fmt.Sprintf("はい yes | %d | %d", st.published, st.other)
}

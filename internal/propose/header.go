package propose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fukusen/internal/contract"
	"fukusen/internal/rows"
)

// alike are headers that offices use for our columns, and that the contract
// leaves out because they do not always mean that. They count 0.8, and 0.6
// where the header only contains one.
var alike = map[string][]string{
	"period":          {"対象期", "対象月", "対象年月", "集計月", "集計期間", "時点", "基準日", "集計日", "報告日", "調査日", "調査年月", "回答日時", "回答日", "回答月日", "登録日時", "タイムスタンプ", "timestamp", "date", "日付", "surveydate"},
	"organisation":    {"会社", "企業", "学校", "会社名", "企業名", "学校名", "法人名", "団体名", "事業所", "事業所名", "クラブ名", "報告者", "organization", "company"},
	"area":            {"市町村", "市町村名", "市区町村名", "自治体", "自治体名", "勤務地", "所在地", "訪問市町村", "訪問先", "都道府県", "都道府県名", "地域名", "市町村コード", "団体コード", "municipality", "cityname", "regioncode"},
	"origin":          {"会員市町村", "居住市町村", "住まい", "お住まい", "在住", "居住", "自宅", "住所の県", "住所地", "residence"},
	"sex":             {"男女", "男女別", "社員区分", "ジェンダー"},
	"age":             {"世代", "年齢層", "年齢区分", "年齢別", "年代別", "agegroup"},
	"sport":           {"スポーツ", "競技名", "部活動", "部活動名", "クラブ種目"},
	"population":      {"回答者区分", "対象者区分"},
	"persons":         {"在籍", "在籍者数", "在籍数", "在籍人数", "社員数", "従業員数", "職員数", "会員数", "部員数", "選手数", "人員", "headcount"},
	"employed":        {"就業中", "就業者", "就業者数"},
	"dual_paid":       {"副業", "有償の副業", "有償副業", "副業実施者", "副業あり"},
	"dual_any":        {"社外活動", "社外活動あり", "兼業", "副業・兼業", "兼業・副業", "複線", "複業", "パラレルキャリア"},
	"wish":            {"希望", "希望あり", "希望人数"},
	"informed":        {"案内", "制度案内", "案内人数"},
	"applied":         {"申込", "申込者数", "応募人数"},
	"matched":         {"決定", "決定者数", "マッチング"},
	"continued_90d":   {"三か月継続", "3か月継続", "継続"},
	"residents":       {"人口総数", "総人口", "人口計", "住民", "居住者", "totalpopulation"},
	"openings":        {"求人数", "求人", "募集件数"},
	"hires":           {"採用", "入社", "入社人数"},
	"started":         {"開始", "新規開始"},
	"ended":           {"終了"},
	"hours":           {"活動時間数", "のべ活動時間"},
	"contract":        {"雇用形態", "契約区分"},
	"channel":         {"採用ルート", "応募経路"},
	"founded_on":      {"設立", "開業年月日"},
	"area_enps":       {"推奨度", "おすすめ度"},
	"sleep_minutes":   {"睡眠"},
	"weekly_hours":    {"週の労働時間"},
	"third_community": {"サードコミュニティ"},
	"affiliations":    {"所属数"},
	"main_job_effect": {"本業の影響"},
	"self_efficacy":   {"自己効力"},
	"note":            {"メモ", "コメント", "特記事項", "remarks"},
	"students":        {"在学者数", "学生", "生徒"},
	"size":            {"母集団数", "対象者数"},
	"respondents":     {"回答数", "回答人数"},
	"participants":    {"参加人数"},
	"residents_15_64": {"15-64歳", "15~64歳"},
}

// key is the form in which headers are compared: folded, in lower case,
// without punctuation and without what stands in parentheses at the end, which
// is mostly a unit.
func key(h string) string {
	s := strings.ToLower(rows.Fold(h))
	s = strings.TrimLeft(s, "#")
	if i := strings.LastIndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") {
		s = s[:i]
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" _-・/.:*※\n\t【】[]「」", r) {
			return -1
		}
		return r
	}, s)
}

// similarity tells how much a header is like the names of a column, 0 to 1: 1
// for a name that the contract accepts, 0.95 but for punctuation or a unit, 0.8
// and 0.6 for what offices say, 0.5 to 0.9 for one that contains the other, and
// 0.6 for a few letters' difference.
func similarity(header string, c *contract.Column) float64 {
	h := key(header)
	if h == "" {
		return 0
	}
	names := append([]string{c.ID, c.Name.JA, c.Name.EN}, c.Aliases...)
	best := 0.0
	for _, n := range names {
		switch {
		case n == "":
		case strings.EqualFold(rows.Fold(n), rows.Fold(header)):
			return 1
		case key(n) == h:
			best = max(best, 0.95)
		default:
			best = max(best, containment(h, key(n)))
		}
	}
	for _, n := range alike[c.ID] {
		switch n = key(n); {
		case n == h:
			best = max(best, 0.8)
		case utf8.RuneCountInString(n) > 1 && strings.Contains(h, n):
			best = max(best, 0.6)
		}
	}
	if best < 0.6 && utf8.RuneCountInString(h) > 2 && slices.ContainsFunc(rows.Nearest(header, names, 3), func(n string) bool { return containment(h, key(n)) == 0 }) {
		best = 0.6
	}
	return best
}

// containment is 0.5 to 0.9 by how much of the longer text the shorter one is,
// if it is a part of it and has two letters.
func containment(a, b string) float64 {
	long, short := a, b
	if len(b) > len(a) {
		long, short = b, a
	}
	if utf8.RuneCountInString(short) < 2 || !strings.Contains(long, short) {
		return 0
	}
	return 0.5 + 0.4*float64(utf8.RuneCountInString(short))/float64(utf8.RuneCountInString(long))
}

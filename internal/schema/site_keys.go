package schema

import (
	"maps"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
)

// SiteKeys says what the keys of fukusen.yaml hold.
func SiteKeys() map[string]Key {
	all := map[string]Key{
		"format":                     {Text: "書式の版。1 — version of the format: 1", Enum: []string{"1"}, Required: true},
		"title":                      {Text: "サイトの名前。{ja, en} か、日本語だけの文字列 — title of the site: {ja, en}, or the Japanese alone"},
		"about":                      {Text: "一文の説明 — what the site is, in a sentence"},
		"publisher":                  {Text: "公表の責任者 — who answers for the site"},
		"languages":                  {Text: "言語。最初のものが標準 — languages, the default one first", Enum: []string{"ja", "en"}},
		"base_url":                   {Text: "公開先の URL(https://…) — address of the public site"},
		"quarter_basis":              {Text: "四半期の書き方。fiscal は4月始まり、calendar は1月始まり — how quarters are written: from April or from January", Enum: []string{"fiscal", "calendar"}},
		"fictional":                  {Text: "true: 全ページに「見本データ」と示す — every page is marked as sample data"},
		"ages":                       {Text: "公表する年齢階級(標準 0-9, 10-19, …, 80-) — published age bands"},
		"due_days":                   {Text: "四半期の終わりから期限までの日数(標準 45) — days after a quarter's end until reports are due; 45 by default", Min: 1, Max: 366},
		"disclosure":                 {Text: "秘匿の条件 — parameters of disclosure control"},
		"disclosure.k":               {Text: "これより少ない人数を伏せる(標準 10、3 以上) — smaller counts are withheld; 10 by default, never below 3", Min: 3},
		"disclosure.k_sensitive":     {Text: "慎重に扱う設問の人数(標準 30、3 以上) — the same of sensitive items; 30 by default", Min: 3},
		"disclosure.sensitive_zeros": {Text: "0人も伏せる表(people, survey など) — tables of which zeros are withheld, too", Enum: []string{"people", "hiring", "credits", "contribution", "results", "jobs", "survey"}},
		"disclosure.publish":         {Text: "必ず公表する集計値。表/列/軸=コードの形。ほかの秘匿が分かってしまうときは指摘 — cells that have to be published, as table/measure/axis=code; a finding where that would give a withheld number away"},
		"access":                     {Text: "公平性を比べる軸: 基準の区分(標準 sex: m) — axis: reference group; sex: m by default", Names: []string{"sex", "age"}},
		"notes":                      {Text: "「数え方」のページに載せる注記 — notes on the method page"},
		"views":                      {Text: "公表する組み合わせ(total, area, area*sex など)。前のものほど優先 — published views, the most wanted first"},
		"licence":                    {Text: "データの利用条件。よく使われるものはその名前、ほかは {name: {ja, en}, url} — licence of the open data: a well-known one, or {name: {ja, en}, url} of other terms", Enum: contract.LicenceIDs()},
		"theme":                      {Text: "themes の中のフォルダ — folder of themes/"},

		"accessibility":              {Text: "アクセシビリティの方針と試験結果。書かない項目は「公開する団体が記入します」と示す — accessibility statement; what is left out is shown as to be filled in"},
		"accessibility.stated":       {Text: "表明日(2026-10-01) — day of the statement"},
		"accessibility.level":        {Text: "目標とする適合レベル — level aimed at", Enum: []string{"A", "AA"}},
		"accessibility.degree":       {Text: "公開する団体が表明する対応度。conforming 準拠、partly 一部準拠、considered 配慮 — degree that the publisher states", Enum: []string{"conforming", "partly", "considered"}},
		"accessibility.scope":        {Text: "対象となるウェブページの範囲 — pages it is about"},
		"accessibility.technologies": {Text: "依存したウェブコンテンツ技術(HTML, CSS, SVG など) — technologies relied upon"},
		"accessibility.tested":       {Text: "試験したページと選び方 — pages tested, and how they were chosen"},
		"accessibility.tested_from":  {Text: "試験を始めた日 — first day of the test"},
		"accessibility.tested_to":    {Text: "試験を終えた日 — last day of the test"},
		"accessibility.criteria":     {Text: "達成基準の番号: 結果。pass 満たしている、fail 満たしていない、none 対象なし — number of a success criterion: pass, fail, or none where it does not apply", Names: statementCriteria(), Enum: []string{"pass", "fail", "none"}},
		"accessibility.exceptions":   {Text: "例外事項 — what is left out, and why"},
		"accessibility.contact":      {Text: "ご意見の送り先の名前 — who takes remarks"},
		"accessibility.contact_url":  {Text: "ご意見の送り先(https://… か mailto:…) — address for remarks"},

		"items":                    {Text: "サイト独自の設問 — survey items of the site"},
		"items[].id":               {Text: "設問の id。調査票の列の名前 — id, and header of its column", Required: true},
		"items[].name":             {Text: "設問の名前 — name of the item", Required: true},
		"items[].question":         {Text: "調査票での問い方 — as the questionnaire asks it"},
		"items[].aliases":          {Text: "ほかに使える見出し — other headers"},
		"items[].low":              {Text: "いちばん低い点 — the lowest point"},
		"items[].points":           {Text: "いちばん高い点。選択肢から選ぶ設問では書かない — the highest point; not of labelled answers"},
		"items[].answers":          {Text: "選択肢、または点の区切り — the answers, or classes of points", Required: true},
		"items[].answers[].code":   {Text: "選択肢のコード — code of the answer", Required: true},
		"items[].answers[].name":   {Text: "選択肢の名前 — name of the answer", Required: true},
		"items[].answers[].labels": {Text: "ファイルでのほかの書き方 — other writings in files"},
		"items[].answers[].from":   {Text: "この点から — from this point"},
		"items[].answers[].to":     {Text: "この点まで — to this point"},
		"items[].several":          {Text: "true: いくつでも選べる — one respondent may give several answers"},
	}
	maps.Copy(all, kpiKeys())
	return all
}

// kpiKeys says what the keys of a KPI of the site hold.
func kpiKeys() map[string]Key {
	return map[string]Key{
		"kpis":                       {Text: "サイト独自の指標。標準の指標と同じ id なら置き換える — KPIs of the site; an id of ours replaces it"},
		"kpis[].id":                  {Text: "指標の id(英小文字・数字・ハイフン) — id: lower-case letters, digits and hyphens", Required: true},
		"kpis[].label":               {Text: "短い記号(A1b など) — short label, such as A1b"},
		"kpis[].core":                {Text: "true: 表紙に載せる(サイト独自の指標はいつも載せる) — shown on the front page; KPIs of a site always are"},
		"kpis[].pillar":              {Text: "分類 — pillar", Enum: catalogue.Words("pillar"), Required: true},
		"kpis[].name":                {Text: "指標の名前 — name"},
		"kpis[].definition":          {Text: "定義 — definition"},
		"kpis[].form":                {Text: "計算の形。rate 割合、ratio 商、count 合計、share ある回答をした人の割合、enps 推奨度、mean 平均、distribution 回答の構成、difference 差、quotient 比 — how it is computed", Enum: catalogue.Words("form"), Required: true},
		"kpis[].numerator":           {Text: "分子、または合計する量。表.列(people.dual_any)、区分を選ぶなら hiring.hires[dual]、引くなら -jobs.ended。一つか、足すもののリスト — numerator, or what is summed: table.measure, one category in brackets, subtracted with -; one, or a list that is added"},
		"kpis[].denominator":         {Text: "分母。書き方は numerator と同じ — denominator, written like the numerator"},
		"kpis[].per":                 {Text: "ratio: 分母いくつあたりか(1,000人あたりなら 1000、標準 1) — of a ratio: for how many of the denominator; 1 by default", Min: 1},
		"kpis[].fte":                 {Text: "count: true なら、時間を週40時間の常勤の人数に直す — of a count of hours: in full-time jobs of 40 hours a week"},
		"kpis[].unit":                {Text: "値の単位(円/人 など)。ratio には必要 — unit of the values; a ratio needs one"},
		"kpis[].item":                {Text: "調査の指標の設問 — item of a KPI of a survey"},
		"kpis[].answers":             {Text: "share: 数える回答のコード — of a share: codes of the answers that count"},
		"kpis[].population":          {Text: "調査の指標の調査対象 — population of a KPI of a survey"},
		"kpis[].of":                  {Text: "difference, quotient: もとにする二つの指標の id — of a difference or quotient: the ids of its two KPIs"},
		"kpis[].kinds":               {Text: "計算する提出者の種別。空はすべて — kinds of organisation; empty means all", Enum: []string{"company", "school", "municipality", "club", "foundation"}},
		"kpis[].views":               {Text: "示す内訳(total, sex, sex*age など)。空はサイトの公表する組み合わせすべて — breakdowns that are shown; empty means all that the site publishes"},
		"kpis[].window":              {Text: "year: 直近4四半期で計算する(標準 quarter) — year: over four quarters; quarter by default", Enum: catalogue.Words("window")},
		"kpis[].interval":            {Text: "値に添える区間。rate は wilson(標準)か none、ratio と count は poisson か none(標準) — interval beside a value: of a rate wilson (default) or none, of a ratio or count poisson or none (default)", Enum: catalogue.Words("interval")},
		"kpis[].least":               {Text: "分母や回答者がこれより少ない値は示さない — values of a smaller denominator, or of fewer respondents, are not shown", Min: 1},
		"kpis[].direction":           {Text: "望ましい向き。target は goal に近いほど良い — what is hoped for; target: to be near the goal", Enum: catalogue.Words("direction"), Required: true},
		"kpis[].goal":                {Text: "direction: target の目標の値。割合は 0.8 のように — the goal of direction: target; 0.8 for 80 %"},
		"kpis[].access":              {Text: "true: 区分どうしを比べる — groups are compared"},
		"kpis[].standardise":         {Text: "true: 年齢構成を揃えた値も示す — also as if every group had the ages of all"},
		"kpis[].threshold":           {Text: "意味があるとみなす最小の変化。割合は 0.01 のように — smallest change that matters; 0.01 is a point"},
		"kpis[].breaks":              {Text: "前の値と比べられなくなった四半期 — quarters from which on values cannot be compared with those before"},
		"kpis[].breaks[].from":       {Text: "その四半期(2026FQ1) — that quarter", Required: true},
		"kpis[].breaks[].note":       {Text: "何が変わったか — what changed"},
		"kpis[].references":          {Text: "比べるための、ほかで公表された値 — published values from elsewhere to read it against"},
		"kpis[].references[].value":  {Text: "値。割合は 0.048 のように — value; 0.048 for 4.8 %"},
		"kpis[].references[].name":   {Text: "何の値か — what it is"},
		"kpis[].references[].source": {Text: "出典 — source"},
		"kpis[].standard":            {Text: "拠りどころの基準 — standards that it follows"},
		"kpis[].mapping":             {Text: "人的資本開示での置き場所 — its place in the disclosure of human capital"},
		"kpis[].mapping.guideline":   {Text: "人的資本可視化指針の項目の id — item of the Japanese guideline"},
		"kpis[].mapping.iso":         {Text: "ISO 30414:2025 の領域の id — area of ISO 30414:2025"},
		"kpis[].note":                {Text: "注記 — note"},
	}
}

// statementCriteria are the numbers of the success criteria of JIS
// X 8341-3:2016, levels A and AA.
func statementCriteria() []string {
	return []string{
		"1.1.1", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.3.1", "1.3.2", "1.3.3", "1.4.1", "1.4.2", "1.4.3", "1.4.4", "1.4.5",
		"2.1.1", "2.1.2", "2.2.1", "2.2.2", "2.3.1", "2.4.1", "2.4.2", "2.4.3", "2.4.4", "2.4.5", "2.4.6", "2.4.7",
		"3.1.1", "3.1.2", "3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.3.1", "3.3.2", "3.3.3", "3.3.4", "4.1.1", "4.1.2",
	}
}

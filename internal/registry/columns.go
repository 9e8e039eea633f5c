package registry

import (
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/rows"
)

// A register is one kind of file of this package. The IDs of its columns are
// the tags of its cells.
type register struct {
	file    string // base name by which it is known whatever its header; a workbook has .xlsx instead of .csv
	ja      string // name of the sheet of our templates, by which one of a workbook is known
	columns []contract.Column
	telling []string // columns by which a file of another name is known; none if it never is
	common  bool     // exports of submitters may have that name, too
	named   bool     // exports name what its rows tell of
	partial bool     // its rows are read even if a required column is missing, but the first
}

func column(id, ja, en string, aliases ...string) contract.Column {
	return contract.Column{ID: id, Name: contract.Name{JA: ja, EN: en}, Aliases: aliases, Axis: dim.NumAxes}
}

func required(c contract.Column) contract.Column {
	c.Required = true
	return c
}

var organisationRegister = register{
	file: "organisations.csv", ja: "提出者一覧",
	telling: []string{"organisation", "kind", "name"},
	named:   true,
	partial: true,
	columns: []contract.Column{
		required(column("organisation", "提出者", "Organisation", "提出者コード", "団体コード", "法人番号", "学校コード", "id")),
		required(column("kind", "種別", "Kind", "種類", "組織種別", "区分")),
		required(column("name", "名称", "Name", "名前", "団体名", "法人名", "組織名", "提出者名")),
		column("name_en", "英語名称", "Name in English", "英語名", "名称(英語)"),
		column("area", "市区町村コード", "Area", "市区町村", "市区町村名", "地域", "地域コード", "全国地方公共団体コード", "area_code"),
		column("joined", "参加期", "Joined", "参加", "参加日", "加入日"),
		column("left", "離脱期", "Left", "離脱日", "退会期", "退会日"),
		required(column("disclosure", "公開区分", "Disclosure", "開示区分", "公開")),
		column("listed", "一覧掲載", "Listed", "掲載"),
		column("knows", "把握先", "Knows", "関係提出者"),
		column("money_consent", "金額同意", "Money consent", "金額公表同意"),
		column("reports", "提出表", "Reports", "提出する表"),
		column("frequency", "提出頻度", "Frequency", "頻度"),
		column("model", "モデル", "Model", "類型"),
		column("school_type", "学校種", "School type", "学校種別"),
		column("parent", "上位団体", "Parent", "親団体", "親会社"),
		column("scope", "集計範囲", "Scope", "連結区分"),
		column("fiscal_year_start", "年度開始月", "Fiscal year start", "期首月", "会計年度開始月"),
		column("url", "URL", "Website", "ウェブサイト", "ホームページ"),
	},
}

// organisationCells are strings whatever they mean: gocsv reads numbers in
// ways of its own (01100 is octal) and says nothing.
type organisationCells struct {
	ID              string `csv:"organisation"`
	Kind            string `csv:"kind"`
	Name            string `csv:"name"`
	NameEN          string `csv:"name_en"`
	Area            string `csv:"area"`
	Joined          string `csv:"joined"`
	Left            string `csv:"left"`
	Disclosure      string `csv:"disclosure"`
	Listed          string `csv:"listed"`
	Knows           string `csv:"knows"`
	MoneyConsent    string `csv:"money_consent"`
	Reports         string `csv:"reports"`
	Frequency       string `csv:"frequency"`
	Model           string `csv:"model"`
	SchoolType      string `csv:"school_type"`
	Parent          string `csv:"parent"`
	Scope           string `csv:"scope"`
	FiscalYearStart string `csv:"fiscal_year_start"`
	URL             string `csv:"url"`
}

var areaRegister = register{
	file: "areas.csv", ja: "地域",
	telling: []string{"code", "name", "parent"},
	named:   true,
	partial: true,
	columns: []contract.Column{
		required(column("code", "コード", "Code", "地域コード", "市区町村コード", "全国地方公共団体コード")),
		required(column("name", "名称", "Name", "地域名", "市区町村名", "名前")),
		column("name_en", "英語名称", "Name in English", "英語名"),
		column("kana", "かな", "Kana", "カナ", "読み", "よみ", "読みがな", "ふりがな", "フリガナ"),
		column("parent", "上位コード", "Parent", "親コード", "上位地域"),
		column("level", "階層", "Level", "レベル"),
		column("row", "行", "Row"),
		column("col", "列", "Column"),
	},
}

type areaCells struct {
	Code   string `csv:"code"`
	Name   string `csv:"name"`
	NameEN string `csv:"name_en"`
	Kana   string `csv:"kana"`
	Parent string `csv:"parent"`
	Level  string `csv:"level"`
	Row    string `csv:"row"`
	Col    string `csv:"col"`
}

var targetRegister = register{
	file: "targets.csv", ja: "目標",
	telling: []string{"kpi", "value", "due"},
	columns: []contract.Column{
		required(column("kpi", "指標", "KPI", "指標コード")),
		column("kind", "種別", "Kind", "組織種別"),
		column("area", "市区町村コード", "Area", "市区町村", "市区町村名", "地域", "地域コード"),
		column("organisation", "提出者", "Organisation", "提出者コード", "団体コード"),
		required(column("value", "目標値", "Value", "目標", "値")),
		column("unit", "単位", "Unit"),
		required(column("due", "達成期", "Due", "期限", "目標期", "達成時期")),
		column("source", "出典", "Source", "根拠"),
		column("note", "備考", "Note"),
	},
}

type targetCells struct {
	KPI          string `csv:"kpi"`
	Kind         string `csv:"kind"`
	Area         string `csv:"area"`
	Organisation string `csv:"organisation"`
	Value        string `csv:"value"`
	Unit         string `csv:"unit"`
	Due          string `csv:"due"`
	Source       string `csv:"source"`
	Note         string `csv:"note"`
}

// headerKey is the form in which headers are compared.
func headerKey(s string) string { return strings.ToLower(rows.Fold(s)) }

// column finds the column that a header names; "" if none.
func (g *register) column(header string) string {
	key := headerKey(header)
	for _, c := range g.columns {
		for _, name := range append([]string{c.ID, c.Name.JA, c.Name.EN}, c.Aliases...) {
			if headerKey(name) == key {
				return c.ID
			}
		}
	}
	return ""
}

// names lists what headers may be called, for hints.
func (g *register) names() []string {
	var names []string
	for _, c := range g.columns {
		names = append(names, c.Name.JA, c.ID)
	}
	return names
}

// tells reports whether a file with the header is one of the register,
// whatever its name.
func (g *register) tells(header []string) bool {
	has := g.present(header)
	return len(g.telling) > 0 && !slices.ContainsFunc(g.telling, func(id string) bool { return !has[id] })
}

// knows reports whether a header has one of the columns that are required.
func (g *register) knows(header []string) bool {
	has := g.present(header)
	return slices.ContainsFunc(g.columns, func(c contract.Column) bool { return c.Required && has[c.ID] })
}

func (g *register) present(header []string) map[string]bool {
	has := map[string]bool{}
	for _, h := range header {
		has[g.column(h)] = true
	}
	return has
}

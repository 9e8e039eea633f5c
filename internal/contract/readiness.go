package contract

import (
	"slices"

	"fukusen/internal/dim"
)

// Permission is the item of the checklist with states of its own: full,
// conditional or none.
const Permission = "permission"

// readinessItems is the checklist, in the order in which it is shown.
var readinessItems = []Word{
	{"rules", Name{"規程", "Rules"}, []string{"規定", "ルール", "就業規則"}},
	{Permission, Name{"副業の許可", "Permission of second jobs"}, []string{"副業許可", "副業・兼業の許可", "side-work permission"}},
	{"rubric", Name{"評価の観点", "Rubric"}, []string{"ルーブリック", "評価基準"}},
	{"calendar", Name{"共有カレンダー", "Shared calendar"}, []string{"カレンダー共有"}},
	{"desk", Name{"ワンストップ窓口", "One-stop desk"}, []string{"窓口", "相談窓口"}},
	{"talent", Name{"人材データベース", "Talent database"}, []string{"人材DB", "人材バンク"}},
	{"return", Name{"復職・再入社制度", "Return scheme"}, []string{"復帰制度", "再入社制度"}},
	{"dashboard", Name{"合同ダッシュボード", "Joint dashboard"}, []string{"ダッシュボード"}},
}

// ReadinessItems lists the checklist in the order in which it is shown.
func ReadinessItems() []Word { return slices.Clone(readinessItems) }

// readiness counts organisations of the register, by item of the checklist.
// Items are never added: it is the same organisations in each of them.
func readiness() Table {
	return Table{
		ID: TableReadiness, Name: Name{"準備状況", "Readiness"}, Family: TableReadiness, Apart: true, Register: true, Category: []string{ColumnItem},
		Row: Name{"ある提出者の、準備の一項目", "one item of the checklist of one organisation"},
		Keys: []Column{
			required(code(dim.Organisation, "提出者", "Organisation")),
			required(words(ColumnItem, "項目", "Item", readinessItems)),
			code(dim.Area, "市区町村コード", "Area"),
		},
		Measures: []Measure{
			bodies("organisations", "対象の団体", "Organisations in scope"),
			bodies("done", "整備済み・全面許可の団体", "Organisations with all of it", "organisations"),
			bodies("partly", "一部整備・条件付き許可の団体", "Organisations with some of it", "organisations"),
			bodies("published", "公開した団体", "Organisations that published it", "organisations"),
			bodies("unstated", "状態の記載がない団体", "Organisations that have not told", "organisations"),
		},
	}
}

// bodies is a number of organisations at the end of the quarter.
func bodies(id, ja, en string, partOf ...string) Measure {
	return count(number(id, ja, en), UnitOrganisations, Stock, partOf...)
}

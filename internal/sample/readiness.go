package sample

import "fukusen/internal/contract"

// A prepared is what one organisation has told of one item of the checklist:
// the state in the words of the register, the day since when it is so, and
// whether it can be read on the web.
type prepared struct {
	organisation, item, state string
	day                       string
	url                       bool
}

// checklist is how far the organisations of the example are. More and more
// companies permit second jobs and publish their rules, one of them first with
// conditions and then fully; the railway has not
// told of its rules, the marine company of nothing. The credit union shows no
// numbers of its own, so nobody counts it.
var checklist = []prepared{
	{"minato-precision", "rules", "整備済み", "2024-04-01", true},
	{"minato-precision", contract.Permission, "条件付き", "2024-04-01", true},
	{"minato-precision", contract.Permission, "全面許可", "2026-04-01", true},
	{"minato-precision", "rubric", "整備済み", "2025-10-01", true},
	{"minato-precision", "return", "整備済み", "2025-04-01", false},
	{"aoba-foods", "rules", "整備済み", "2025-04-01", true},
	{"aoba-foods", contract.Permission, "条件付き", "2025-04-01", true},
	{"aoba-foods", "rubric", "準備中", "", false},
	{"aoba-foods", "return", "未整備", "", false},
	{"shiomi-logistics", "rules", "一部", "2026-01-15", true},
	{"shiomi-logistics", contract.Permission, "条件付き", "2025-10-01", false},
	{"aoba-systems", "rules", "整備済み", "2023-04-01", true},
	{"aoba-systems", contract.Permission, "全面許可", "2023-04-01", true},
	{"aoba-systems", "rubric", "整備済み", "2024-07-01", true},
	{"aoba-systems", "talent", "整備済み", "2024-10-01", false},
	{"aoba-systems", "return", "整備済み", "2024-04-01", false},
	{"hoshizora-railway", contract.Permission, "不可", "2024-04-01", false},
	{"aoba-care", "rules", "整備済み", "2026-07-01", true},
	{"aoba-care", contract.Permission, "全面許可", "2026-07-01", true},
	{"aoba-care", "return", "整備済み", "2026-04-01", false},
	{"satoyama-timber", "rules", "準備中", "", false},
	{"satoyama-timber", contract.Permission, "全面許可", "2024-10-01", false},
	{"satoyama-timber", "return", "整備済み", "2025-10-01", false},
	{"kaede-credit", "rules", "整備済み", "2024-04-01", false},
	{"kaede-credit", contract.Permission, "不可", "2024-04-01", false},

	{"aoba-university", "rules", "整備済み", "2024-04-01", true},
	{"aoba-university", "calendar", "整備済み", "2025-04-01", true},
	{"minato-kosen", "rules", "一部", "2025-10-01", false},
	{"minato-kosen", "calendar", "準備中", "", false},
	{"shiomi-maritime", "rules", "整備済み", "2026-04-01", true},
	{"aoba-kujira-fc", "rules", "整備済み", "2025-07-01", true},
	{"aoba-kujira-fc", "calendar", "整備済み", "2024-10-01", true},
	{"shiomi-sailing", "calendar", "一部", "2025-10-01", true},
	{"satoyama-taiko", "rules", "未整備", "", false},
	{"aoba", "desk", "整備済み", "2024-07-01", true},
	{"aoba", "dashboard", "整備済み", "2024-10-01", true},
	{"aoba", "rules", "整備済み", "2024-04-01", true},
	{"shiomi", "desk", "整備済み", "2025-10-01", true},
	{"shiomi", "dashboard", "整備済み", "2024-10-01", true},
	{"shiomi", "rules", "整備済み", "2025-10-01", true},
	{"satoyama", "desk", "準備中", "", false},
	{"satoyama", "dashboard", "整備済み", "2024-10-01", true},
}

// saveReadiness writes the register of the checklist.
func saveReadiness(write func(string, []byte) error) error {
	names := map[string]string{}
	for _, w := range contract.ReadinessItems() {
		names[w.Code] = w.Name.JA
	}
	f := newFile(plain, "readiness.csv")
	f.row("提出者", "項目", "状態", "URL", "公開日")
	for _, p := range checklist {
		url := ""
		if p.url {
			url = "https://example.com/" + p.organisation + "/" + p.item
		}
		f.row(p.organisation, names[p.item], p.state, url, p.day)
	}
	return f.save(write)
}

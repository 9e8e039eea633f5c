package sample

// policyItems are where the region stands with what would make a double track
// easier, each with a source.
var policyItems = [][]string{
	{"副業の税と社会保険の手引き", "実施中", "aoba", "99201", "2025-10-01", "https://example.com/aoba/guide", "手引き 第2版"},
	{"学外の学びを単位に認める共通の基準", "決定", "aoba-university", "", "2026-04-01", "https://example.com/aoba-university/credits", "認定基準(2026年4月)"},
	{"短い仕事を切り出す企業への助成", "実施中", "shiomi", "99321", "2026-04-01", "https://example.com/shiomi/grant", "助成要綱"},
	{"指標の定義をそろえること", "実施中", "", "99", "2024-04-01", "https://example.com/minato/definitions", "指標の手引き"},
	{"データをやり取りする約束", "検討中", "", "99", "2026-07-01", "", "推進協議会 第6回の記録"},
}

// desks are whom anybody may turn to; none has a person's name.
var desks = [][]string{
	{"複線なんでも相談", "aoba", "99201", "fukusen@aoba.example.com", "https://example.com/aoba/desk", "平日 9時から17時、第2土曜 10時から15時"},
	{"はたらく・まなぶ窓口", "shiomi", "99321", "desk@shiomi.example.com", "https://example.com/shiomi/desk", "平日 9時から17時"},
	{"複線推進協議会 事務局", "", "99", "office@minato.example.com", "", "平日 10時から16時"},
}

// plannedReleases is when the council means to publish: about 45 days after a
// quarter first, and for good with the quarter after it.
var plannedReleases = [][]string{
	{"2026年度第2四半期", "2026-11-30", "10:00", "速報"},
	{"2026年度第3四半期", "2027-02-15", "10:00", "速報"},
	{"2026年度第2四半期", "2027-02-15", "10:00", "確報"},
	{"2026年度第4四半期", "2027-05-17", "10:00", "速報"},
}

// saveNotices writes the registers that have no numbers: policies, desks and
// planned releases.
func saveNotices(write func(string, []byte) error) error {
	policy := newFile(plain, "policy.csv")
	policy.row("項目", "状況", "提出者", "市区町村コード", "開始日", "出典URL", "出典")
	for _, p := range policyItems {
		policy.row(p...)
	}
	if err := policy.save(write); err != nil {
		return err
	}
	contacts := newFile(plain, "contacts.csv")
	contacts.row("窓口", "提出者", "市区町村コード", "メールアドレス", "URL", "受付時間")
	for _, d := range desks {
		contacts.row(d...)
	}
	if err := contacts.save(write); err != nil {
		return err
	}
	calendar := newFile(plain, "calendar.csv")
	calendar.row("対象期", "公表予定日", "時刻", "区分")
	for _, p := range plannedReleases {
		calendar.row(p...)
	}
	return calendar.save(write)
}

package template

import "fukusen/internal/contract"

// A register is a file about what is public by itself, read by package
// registry, whose columns these are.
type register struct {
	id      string // of the template; the file is id.csv
	name    contract.Name
	row     contract.Name
	count   int
	columns []column
}

func (r register) form() *form {
	return &form{id: r.id, name: r.name, row: r.row, columns: r.columns, count: r.count}
}

// must is a required column.
func must(ja, en, note, noteEN string, example ...string) column {
	c := may(ja, en, note, noteEN, example...)
	c.required = true
	return c
}

// may is a column that may be left empty.
func may(ja, en, note, noteEN string, example ...string) column {
	return column{name: contract.Name{JA: ja, EN: en}, note: contract.Name{JA: note, EN: noteEN}, example: example}
}

// chosen has a drop-down list.
func (c column) chosen(list ...string) column {
	c.list = list
	return c
}

// dated holds a day.
func (c column) dated() column {
	c.entry = day
	return c
}

// counted holds a whole number.
func (c column) counted(from, to int) column {
	c.entry, c.from, c.to = whole, from, to
	return c
}

func registers() []register {
	return []register{organisations(), areas(), areaChanges(), sports(), targets(), calendar(), policy(), contacts(), readiness()}
}

var (
	inArea  = contract.Name{JA: "地域のコード(頭の 0 も書く)、または名前(香川県高松市)", EN: "code of the area, with its leading zero, or its name (香川県高松市)"}
	ofBody  = contract.Name{JA: "提出者一覧の番号・記号", EN: "number or id of organisations.csv"}
	address = contract.Name{JA: "https:// から書く", EN: "with https://"}
)

func remark() column { return may("備考", "Note", "覚え書き", "a remark") }

func organisations() register {
	return register{
		id: "organisations", name: contract.Name{JA: "提出者一覧", EN: "Organisations"}, count: 4,
		row: contract.Name{JA: "データを出す一つの組織", EN: "one organisation that sends data"},
		columns: []column{
			must("提出者", "Organisation", "法人番号(13桁)、団体コード、学校コード、または英小文字の記号", "corporate number, municipality code, school code or an id of your own", company, school, town, club),
			must("種別", "Kind", "組織の種類", "what it is", "企業", "学校", "自治体", "クラブ").chosen("企業", "学校", "自治体", "クラブ", "財団"),
			must("名称", "Name", "公表する名前", "name as it is published", "ひながた製作所(架空)", "みほん学院(架空)", "きさい市(架空)", "いちれいクラブ(架空)"),
			may("英語名称", "Name in English", "", "", "Hinagata Works (fictional)", "Mihon Gakuin (fictional)", "Kisai City (fictional)", "Ichirei Club (fictional)"),
			may("市区町村コード", "Area", inArea.JA, inArea.EN, areaCode, areaCode, areaCode, areaCode),
			may("参加期", "Joined", "初めてデータを出す四半期", "first quarter with data", "2024年度第1四半期", "2024年度第1四半期", "2024年度第1四半期", "2024年度第1四半期"),
			may("離脱期", "Left", "最後にデータを出した四半期", "last quarter with data"),
			must("公開区分", "Disclosure", "名前を出すか、合算だけにするか(本人の同意による)", "by name, or in sums only: as it has agreed", "公開", "公開", "公開", "合算のみ").chosen("公開", "合算のみ"),
			may("一覧掲載", "Listed", "名前を一覧に載せるか", "whether its name is listed", "はい", "はい", "はい", "いいえ").chosen("はい", "いいえ"),
			may("把握先", "Knows", "データを持っているほかの提出者(「、」で区切る)。公表しません", "other organisations whose data it holds; not published"),
			may("金額同意", "Money consent", "金額の公表に同意しているか", "whether amounts of money may be published", "はい", "いいえ", "いいえ", "いいえ").chosen("はい", "いいえ"),
			may("提出表", "Reports", "出す表の名前(空白で区切る)", "tables that it sends, separated by spaces", "対象者 求人", "単位認定", "対象者", "競技成績"),
			may("提出頻度", "Frequency", "", "", "四半期", "四半期", "四半期", "年").chosen("四半期", "半期", "年"),
			may("モデル", "Model", "地域の進め方の型", "model of the region").chosen("地域ハブ型", "教育主導型", "企業主導型"),
			may("学校種", "School type", "学校だけ", "of schools", "", "大学"),
			may("上位団体", "Parent", "属する組織の番号・記号", "organisation that it belongs to"),
			may("集計範囲", "Scope", "", "", "単体").chosen("単体", "連結"),
			may("年度開始月", "Fiscal year start", "会計年度の始まる月(空欄は4月)", "month in which its fiscal year begins; empty is April", "4", "4", "4", "4").counted(1, 12),
			may("URL", "Website", address.JA, address.EN, "https://example.com/", "https://example.ac.jp/", "https://example.lg.jp/"),
		},
	}
}

func areas() register {
	return register{
		id: "areas", name: contract.Name{JA: "地域", EN: "Areas"}, count: 2,
		row: contract.Name{JA: "全国の一覧にない、サイト独自の地域", EN: "an area of the site's own, which the national list lacks"},
		columns: []column{
			must("コード", "Code", "英小文字・数字・ハイフン", "lower-case letters, digits and hyphens", "odori-nishi", "odori-higashi"),
			must("名称", "Name", "", "", "大通西地区(架空)", "大通東地区(架空)"),
			may("英語名称", "Name in English", "", "", "Odori West (fictional)", "Odori East (fictional)"),
			may("かな", "Kana", "", "", "おおどおりにしちく", "おおどおりひがしちく"),
			may("上位コード", "Parent", "この地域を含む地域のコード", "code of the area that it is part of", "01101", "01101"),
			may("階層", "Level", "", "", "district", "district"),
			may("行", "Row", "タイル地図での位置(上から)", "row on the tile map", "1", "1").counted(1, 99),
			may("列", "Column", "タイル地図での位置(左から)", "column on the tile map", "1", "2").counted(1, 99),
		},
	}
}

func areaChanges() register {
	return register{
		id: "area_changes", name: contract.Name{JA: "地域コードの変更", EN: "Changes of area codes"}, count: 1,
		row: contract.Name{JA: "合併などで変わった一つのコード", EN: "one code that was replaced"},
		columns: []column{
			must("旧コード", "Old code", "", "", "odori-minami"),
			must("新コード", "New code", "", "", areaCode),
			may("旧名称", "Old name", "", "", "大通南地区(架空)"),
			may("施行日", "Since", "", "", "2024-04-01").dated(),
			remark(),
		},
	}
}

func sports() register {
	return register{
		id: "sports", name: contract.Name{JA: "競技一覧", EN: "Sports"}, count: 2,
		row: contract.Name{JA: "一つの競技、または競技の区分", EN: "one sport, or a group of them"},
		columns: []column{
			must("コード", "Code", "英小文字・数字・ハイフン", "lower-case letters, digits and hyphens", "mihon-ball", "mihon-ball-7"),
			must("名称", "Name", "", "", "みほん球技(架空)", "7人制みほん球技(架空)"),
			may("英語名称", "Name in English", "", "", "Mihon ball (fictional)", "Mihon ball sevens (fictional)"),
			may("上位コード", "Parent", "この競技を含む区分のコード", "code of its group", "", "mihon-ball"),
			may("別名", "Aliases", "ほかの書き方", "other writings", "", "みほん7"),
		},
	}
}

func targets() register {
	return register{
		id: "targets", name: contract.Name{JA: "目標", EN: "Targets"}, count: 1,
		row: contract.Name{JA: "公に掲げた一つの目標", EN: "one target that was announced"},
		columns: []column{
			must("指標", "KPI", "指標の記号(a1b など)", "code of the indicator, such as a1b", "a1b"),
			may("種別", "Kind", "空欄はすべての種別", "empty means all kinds", "企業").chosen("企業", "学校", "自治体", "クラブ", "財団"),
			may("市区町村コード", "Area", inArea.JA, inArea.EN),
			may("提出者", "Organisation", ofBody.JA, ofBody.EN),
			must("目標値", "Value", "割合は 12% なら 0.12", "12 % is written 0.12", "0.12"),
			may("単位", "Unit", "", ""),
			must("達成期", "Due", "いつまでに", "by when", "2027年度第4四半期"),
			may("出典", "Source", "目標を掲げた資料", "where it was announced", "ひながた推進計画(架空)"),
			remark(),
		},
	}
}

func calendar() register {
	return register{
		id: "calendar", name: contract.Name{JA: "公表予定", EN: "Calendar"}, count: 1,
		row: contract.Name{JA: "一回の公表", EN: "one release to come"},
		columns: []column{
			must("対象期", "Quarter", "", "", "2025年度第1四半期"),
			must("公表予定日", "Planned", "", "", "2025-08-15").dated(),
			may("時刻", "Time", "", "", "10:00"),
			may("区分", "State", "空欄は速報", "empty means provisional", "速報").chosen("速報", "改訂", "確報"),
			may("変更の理由", "Reason", "予定を変えたときの理由(公開されます)", "why the plan was changed; it is published"),
			remark(),
		},
	}
}

func policy() register {
	return register{
		id: "policy", name: contract.Name{JA: "政策", EN: "Policy"}, count: 1,
		row: contract.Name{JA: "一つの政策項目と、その状況", EN: "one item of policy and where it stands"},
		columns: []column{
			must("項目", "Item", "", "", "副業規程のひな形の公開"),
			must("状況", "Status", "", "", "実施中").chosen("検討中", "予定", "決定", "実施中", "終了"),
			may("提出者", "Organisation", ofBody.JA, ofBody.EN, town),
			may("市区町村コード", "Area", inArea.JA, inArea.EN, areaCode),
			may("開始日", "Since", "その状況になった日", "day from which it holds", "2025-04-01").dated(),
			may("出典URL", "URL", address.JA, address.EN, "https://example.lg.jp/policy"),
			may("出典", "Source", "資料の名前", "title of the source", "きさい市告示(架空)"),
			remark(),
		},
	}
}

func contacts() register {
	return register{
		id: "contacts", name: contract.Name{JA: "窓口", EN: "Contacts"}, count: 1,
		row: contract.Name{JA: "だれでも相談できる一つの窓口(公開されます。個人の連絡先は書かない)", EN: "one desk that anybody may turn to; it is published, so give no private contacts"},
		columns: []column{
			must("窓口", "Desk", "担当課など(個人名は書かない)", "name of the desk, not of a person", "複線相談窓口(架空)"),
			may("提出者", "Organisation", ofBody.JA, ofBody.EN, town),
			may("市区町村コード", "Area", inArea.JA, inArea.EN, areaCode),
			may("電話番号", "Phone", "市外局番の 0 から", "with the area code and its 0", "03-0000-0000"),
			may("メールアドレス", "E-mail", "", "", "desk@example.lg.jp"),
			may("URL", "Website", address.JA, address.EN, "https://example.lg.jp/desk"),
			may("受付時間", "Hours", "", "", "平日 9:00~17:00"),
			remark(),
		},
	}
}

func readiness() register {
	return register{
		id: "readiness", name: contract.Name{JA: "準備状況", EN: "Readiness"}, count: 2,
		row: contract.Name{JA: "ある提出者の、準備の一項目", EN: "one item of the checklist of one organisation"},
		columns: []column{
			must("提出者", "Organisation", ofBody.JA, ofBody.EN, company, company),
			must("項目", "Item", "", "", "規程", "副業の許可").chosen("規程", "副業の許可", "評価の観点", "共有カレンダー", "ワンストップ窓口", "人材データベース", "復職・再入社制度", "合同ダッシュボード"),
			must("状態", "State", "副業の許可は 全面許可・条件付き・不可、ほかの項目は 整備済み・一部・準備中・未整備", "of the permission: full, conditional or none; of the others: yes, partial, planned or no", "整備済み", "条件付き").
				chosen("整備済み", "一部", "準備中", "未整備", "全面許可", "条件付き", "不可"),
			may("URL", "Website", "公開している場所", "where it is published", "https://example.com/rules", "https://example.com/rules"),
			may("公開日", "Published on", "公開した日か、その状態になった日。ないと指標に数えません", "when it was published, or since when it is so; needed to be counted", "2025-04-01", "2025-04-01").dated(),
			remark(),
		},
	}
}

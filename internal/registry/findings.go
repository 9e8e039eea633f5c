package registry

import "fukusen/internal/diag"

var (
	ruleColumn = diag.Rule{
		ID: "registry/column", Warn: true,
		Msg:  diag.Text{JA: "列「%[1]s」は使われません", EN: "column %[1]q is not used"},
		Hint: diag.Text{JA: "見出しの書き間違いでなければ、そのままで構いません%[2]s", EN: "leave it, unless it is misspelt%[2]s"},
	}
	ruleMissing = diag.Rule{
		ID:   "registry/missing",
		Msg:  diag.Text{JA: "必要な列「%[1]s」がありません", EN: "the required column %[2]s is missing"},
		Hint: diag.Text{JA: "見出しに「%[1]s」(または %[2]s)の列を加えてください", EN: "add a column with the header %[2]s"},
	}
	ruleTwice = diag.Rule{
		ID:   "registry/twice",
		Msg:  diag.Text{JA: "%[1]q が二重にあります", EN: "%[1]q occurs twice"},
		Hint: diag.Text{JA: "%[2]s と比べて、どちらか一方だけを残してください", EN: "compare it with %[2]s and keep one of them"},
	}
	ruleBlank = diag.Rule{
		ID:   "registry/blank",
		Msg:  diag.Text{JA: "「%[1]s」が空です", EN: "%[2]s is empty"},
		Hint: diag.Text{JA: "「%[1]s」を入れてください", EN: "fill in %[2]s"},
	}
	ruleDisclosure = diag.Rule{
		ID:   "registry/disclosure",
		Msg:  diag.Text{JA: "「%[1]s」の公開区分が空です", EN: "the disclosure of %[1]s is empty"},
		Hint: diag.Text{JA: "数値を団体名とともに出してよければ named(名前を出す)、合計の中だけなら aggregate(合算のみ)と書いてください。提出者の同意を確かめてから書きます", EN: "write named if its numbers may be shown under its name, aggregate if only in sums; ask the organisation first"},
	}
	ruleChoice = diag.Rule{
		ID:   "registry/choice",
		Msg:  diag.Text{JA: "%[1]q は使えない値です", EN: "%[1]q is not one of the values of this column"},
		Hint: diag.Text{JA: "次のどれかを書いてください: %[2]s", EN: "write one of: %[2]s"},
	}
	ruleID = diag.Rule{
		ID:   "registry/id",
		Msg:  diag.Text{JA: "提出者 %[1]q は、法人番号・団体コード・学校コードでも、独自の記号でもありません", EN: "organisation %[1]q is no corporate number, municipality code or school code, and no local id"},
		Hint: diag.Text{JA: "独自の記号は、半角小文字の英数字とハイフンで書いてください(例: acme-fukui)。unknown、none、unlisted は使えません", EN: "write a local id in lower-case letters, digits and hyphens, such as acme-fukui; unknown, none and unlisted are taken"},
	}
	ruleCorporate = diag.Rule{
		ID:   "registry/corporate-number",
		Msg:  diag.Text{JA: "法人番号 %[1]s は正しくありません(検査数字が合いません)", EN: "%[1]s is no corporate number (its check digit does not fit)"},
		Hint: diag.Text{JA: "国税庁の法人番号公表サイトで13桁の番号を確かめてください", EN: "look the 13 digits up on the Corporate Number Publication Site"},
	}
	ruleSchool = diag.Rule{
		ID: "registry/school-code", Warn: true,
		Msg:  diag.Text{JA: "学校コード %[1]s の検査数字が合いません", EN: "the check digit of school code %[1]s does not fit"},
		Hint: diag.Text{JA: "文部科学省の学校コード一覧で確かめてください。一覧のとおりなら、そのままで構いません", EN: "compare it with the list of the ministry; if it stands there, leave it"},
	}
	ruleRounded = diag.Rule{
		ID:   "registry/rounded",
		Msg:  diag.Text{JA: "%[1]q は、Excel が番号を丸めたものです", EN: "%[1]q is a number that a spreadsheet has rounded"},
		Hint: diag.Text{JA: "列の表示形式を「文字列」にしてから、13桁の番号を入れ直してください", EN: "format the column as text and enter the 13 digits again"},
	}
	ruleMunicipality = diag.Rule{
		ID:   "registry/municipality",
		Msg:  diag.Text{JA: "提出者 %[1]q は、法人番号(13桁)でも実在する団体コード(5桁・6桁)でもありません", EN: "organisation %[1]q is neither a corporate number (13 digits) nor an existing municipality code (5 or 6)"},
		Hint: diag.Text{JA: "番号を確かめてください%[3]s", EN: "correct the number%[3]s"},
	}
	ruleNobody = diag.Rule{
		ID:   "registry/organisation",
		Msg:  diag.Text{JA: "提出者 %[1]q は提出者一覧にありません", EN: "organisation %[1]q is not registered"},
		Hint: diag.Text{JA: "organisations.csv に加えるか、書き間違いを直してください%[2]s", EN: "add it to organisations.csv or correct it%[2]s"},
	}
	ruleLeft = diag.Rule{
		ID:   "registry/left",
		Msg:  diag.Text{JA: "離脱期 %[1]s が参加期 %[2]s より前です", EN: "left %[1]s is before joined %[2]s"},
		Hint: diag.Text{JA: "どちらかの期を直してください", EN: "correct one of them"},
	}
	ruleOtherArea = diag.Rule{
		ID: "registry/other-area", Warn: true,
		Msg:  diag.Text{JA: "提出者 %[1]s の番号は地域 %[2]s のものですが、市区町村コードは %[3]s です", EN: "the number of organisation %[1]s belongs to area %[2]s, but its area is %[3]s"},
		Hint: diag.Text{JA: "番号か市区町村コードを確かめてください", EN: "see which of the two is right"},
	}
	ruleMonth = diag.Rule{
		ID:   "registry/month",
		Msg:  diag.Text{JA: "年度開始月 %[1]q は月ではありません", EN: "fiscal year start %[1]q is not a month"},
		Hint: diag.Text{JA: "1 から 12 の数字で書いてください。空欄は 4 月です", EN: "write a number from 1 to 12; empty means April"},
	}
	ruleURL = diag.Rule{
		ID:   "registry/url",
		Msg:  diag.Text{JA: "%[1]q はウェブサイトのアドレスではありません", EN: "%[1]q is not the address of a web page"},
		Hint: diag.Text{JA: "https:// から始まるアドレスを書いてください", EN: "write an address that begins with https://"},
	}
	ruleQuarter = diag.Rule{
		ID:   "registry/quarter",
		Msg:  diag.Text{JA: "%[1]q を四半期として読めません", EN: "%[1]q is not a quarter"},
		Hint: diag.Text{JA: "2026FQ1、2026年度第1四半期、または日付(2026-04-01)で書いてください", EN: "write 2026FQ1 or a date such as 2026-04-01"},
	}
	ruleDecimal = diag.Rule{
		ID:   "registry/value",
		Msg:  diag.Text{JA: "目標値 %[1]q は数ではありません", EN: "target %[1]q is not a number"},
		Hint: diag.Text{JA: "割合は 12%% か 0.12、点数や平均は 6.5 のように書いてください", EN: "write a rate as 12%% or 0.12, a score or mean as 6.5"},
	}
	ruleKPI = diag.Rule{
		ID:   "registry/kpi",
		Msg:  diag.Text{JA: "指標 %[1]q は指標のコードではありません", EN: "%[1]q is not the code of a KPI"},
		Hint: diag.Text{JA: "a1b、a1n、w1 のように、指標のページのアドレスにある英数字で書いてください", EN: "write it as in the address of its page, such as a1b, a1n or w1"},
	}
	ruleOwnCode = diag.Rule{
		ID:   "registry/area-code",
		Msg:  diag.Text{JA: "地域のコード %[1]q は使えません", EN: "%[1]q cannot be the code of an area"},
		Hint: diag.Text{JA: "都道府県は2桁、市区町村は5桁(または検査数字のついた6桁)、独自の地域は半角小文字の英数字で書いてください。unknown は使えません", EN: "write 2 digits for a prefecture, 5 (or 6 with the check digit) for a municipality, or lower-case letters for an area of your own; unknown is taken"},
	}
	ruleTile = diag.Rule{
		ID:   "registry/tile",
		Msg:  diag.Text{JA: "地図の位置 %[1]q は 1 から 99 の整数ではありません", EN: "place on the map %[1]q is not a whole number from 1 to 99"},
		Hint: diag.Text{JA: "行と列は上と左から数えた番号です。空欄にもできます", EN: "rows count from the top, columns from the left; they may be empty"},
	}
	ruleParent = diag.Rule{
		ID:   "registry/area-parent",
		Msg:  diag.Text{JA: "地域 %[1]s の上位コード %[2]q がありません", EN: "the parent %[2]q of area %[1]s does not exist"},
		Hint: diag.Text{JA: "areas.csv に上位の地域の行を加えるか、コードを直してください", EN: "add a row for the parent to areas.csv, or correct the code"},
	}
	ruleCycle = diag.Rule{
		ID:   "registry/area-cycle",
		Msg:  diag.Text{JA: "地域 %[1]s の上位をたどると自分に戻ります", EN: "area %[1]s is its own ancestor"},
		Hint: diag.Text{JA: "上位コードを直してください", EN: "correct the parent"},
	}
	ruleNationalParent = diag.Rule{
		ID:   "registry/area-national",
		Msg:  diag.Text{JA: "全国の地域 %[1]s の上位は %[2]s で、変えられません", EN: "the parent of the national area %[1]s is %[2]s and cannot be changed"},
		Hint: diag.Text{JA: "上位コードを空欄にするか、独自のコードを使ってください", EN: "leave the parent empty, or use a code of your own"},
	}
	ruleNationalName = diag.Rule{
		ID: "registry/area-name", Warn: true,
		Msg:  diag.Text{JA: "全国の一覧で %[1]s は「%[2]s」ですが、「%[3]s」と書かれています", EN: "area %[1]s is called %[2]s in the national list, not %[3]s"},
		Hint: diag.Text{JA: "コードの書き間違いでないか確かめてください。名前は全国の一覧のものを使います", EN: "see whether the code is right; the national name is used"},
	}
)

// Rules of AreaFault.
var (
	ruleAreaMalformed = diag.Rule{
		ID:   "area/code",
		Msg:  diag.Text{JA: "%[1]q は市区町村コードではありません", EN: "%[1]q is not the code of an area"},
		Hint: diag.Text{JA: "都道府県は2桁、市区町村は5桁か6桁の数字で書いてください。独自の地域は areas.csv のコードです", EN: "write 2 digits for a prefecture, 5 or 6 for a municipality, or a code of areas.csv"},
	}
	ruleAreaName = diag.Rule{
		ID:   "area/name",
		Msg:  diag.Text{JA: "%[1]q という名前の市区町村・都道府県はありません", EN: "there is no municipality or prefecture called %[1]q"},
		Hint: diag.Text{JA: "名前かコードを確かめてください%[2]s。独自の地域は data/areas.csv に書きます", EN: "check the name or the code%[2]s; areas of your own go into data/areas.csv"},
	}
	ruleAreaNames = diag.Rule{
		ID:   "area/name-ambiguous",
		Msg:  diag.Text{JA: "地域 %[1]q に当たるところが複数あります: %[2]s", EN: "%[1]q may be any of: %[2]s"},
		Hint: diag.Text{JA: "6桁のコードで書くか、「東京都府中市」のように都道府県を付けて書いてください", EN: "write the six-digit code, or the prefecture in front of the name (東京都府中市)"},
	}
	ruleAreaUnlisted = diag.Rule{
		ID:   "area/unlisted",
		Msg:  diag.Text{JA: "市区町村コード %[1]q の地域はありません", EN: "there is no area with the code %[1]q"},
		Hint: diag.Text{JA: "コードを確かめてください%[3]s。独自の地域なら areas.csv に加えてください", EN: "correct it%[3]s, or add the area to areas.csv"},
	}
	ruleAreaMistyped = diag.Rule{
		ID:   "area/check-digit",
		Msg:  diag.Text{JA: "市区町村コード %[1]q は正しくありません(6桁目の検査数字が合いません)", EN: "the check digit of area code %[1]q does not fit"},
		Hint: diag.Text{JA: "どこかの桁の書き間違いです%[3]s", EN: "one of its digits is wrong%[3]s"},
	}
	ruleAreaAmbiguous = diag.Rule{
		ID:   "area/ambiguous",
		Msg:  diag.Text{JA: "市区町村コード %[1]q は二通りに読めます(5桁のコードか、先頭の 0 が消えた6桁のコード)", EN: "area code %[1]q has two meanings: five digits, or six without a leading zero"},
		Hint: diag.Text{JA: "6桁で書いてください: %[2]s", EN: "write all six digits: %[2]s"},
	}
	ruleAreaDigit = diag.Rule{
		ID:   "area/one-digit",
		Msg:  diag.Text{JA: "地域 %[1]q は1桁で、先頭の 0 が消えた都道府県コードなのか、別の番号なのか分かりません", EN: "area %[1]q has one digit: it may be a prefecture without its leading zero, or some other number"},
		Hint: diag.Text{JA: "都道府県なら 2桁のコードか名前で書いてください(%[2]s)。別の番号なら、この列を市区町村コードとして読まないよう、見出しを確かめてください", EN: "if it is a prefecture, write two digits or its name (%[2]s); if it is another number, see whether the column has the right header"},
	}
)

var areaRules = map[AreaFault]*diag.Rule{
	AreaMalformed: &ruleAreaMalformed, AreaUnlisted: &ruleAreaUnlisted,
	AreaMistyped: &ruleAreaMistyped, AreaAmbiguous: &ruleAreaAmbiguous,
	AreaMerged: &ruleAreaMerged, AreaRedrawn: &ruleAreaRedrawn, AreaSplit: &ruleAreaSplit, AreaDigit: &ruleAreaDigit,
}

package source

import (
	"testing"

	"fukusen/internal/diag"
)

// What an officer reads: place, message and remedy, in both languages.
func TestTexts(t *testing.T) {
	env := testEnv(t)
	for _, tt := range texts {
		o := readAs(t, env, tt.csv, tt.yaml)
		if len(o.finds) != 1 {
			t.Errorf("%q: %v", tt.csv, o.finds)
			continue
		}
		f := o.finds[0]
		for i, got := range []string{f.Line(diag.JA), f.Hint(diag.JA), f.Line(diag.EN), f.Hint(diag.EN)} {
			if got != tt.want[i] {
				t.Errorf("got  %s\nwant %s", got, tt.want[i])
			}
		}
	}
}

var texts = []struct {
	csv, yaml string
	want      [4]string
}{
	{"period,organisation,persons,employed,sex,age,area\nいつか,acme,1,1,,,\n", "", [4]string{
		`data/a.csv:2:1: 期間 "いつか" を四半期としても月としても読めません(期間の書き方ではありません) [csv/quarter]`,
		`2026年度第1四半期、令和8年度1Q、2026年4-6月期、2026FQ1、2026年4月 のように書いてください。日付の列なら source.yaml に period: {column: 見出し, as: datetime} と書きます`,
		`data/a.csv:2:1: period "いつか" is neither a quarter nor a month (not a way to write a period) [csv/quarter]`,
		`write 2026FQ1 (from April), 2026CQ2 (from January) or 2026-04; for a column of dates write period: {column: HEADER, as: datetime} in source.yaml`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026Q1,acme,1,1,,,\n", "", [4]string{
		`data/a.csv:2:1: 期間 "2026Q1" は、年度なら2026年4月から6月まで、暦年なら2026年1月から3月までで、どちらか分かりません [csv/quarter-basis]`,
		`年度なら 2026FQ1、暦年なら 2026CQ1 と書いてください。source.yaml の quarter_basis: fiscal(年度)か calendar(暦年)でも決められます`,
		`data/a.csv:2:1: period "2026Q1" is April to June 2026 of a fiscal year, but January to March 2026 of a calendar year [csv/quarter-basis]`,
		`write 2026FQ1 for the first or 2026CQ1 for the second; it can also be declared in source.yaml: quarter_basis: fiscal or calendar`,
	}},
	{"period,organisation,persons\n2026Q4,acme,1\n", "format: 1\nfiscal_year_start: 5\n", [4]string{ // no quarter of ours
		`data/a.csv:2:1: 期間 "2026Q4" は、年度なら2027年2月から4月まで、暦年なら2026年10月から12月までで、どちらか分かりません [csv/quarter-basis]`,
		`年度なら 2027-02、暦年なら 2026CQ4 と書いてください。source.yaml の quarter_basis: fiscal(年度)か calendar(暦年)でも決められます`,
		`data/a.csv:2:1: period "2026Q4" is February to April 2027 of a fiscal year, but October to December 2026 of a calendar year [csv/quarter-basis]`,
		`write 2027-02 for the first or 2026CQ4 for the second; it can also be declared in source.yaml: quarter_basis: fiscal or calendar`,
	}},
	{"period,organisation,persons\n2026Q3,acme,1\n", "format: 1\nfiscal_year_start: 5\n", [4]string{
		`data/a.csv:2:1: 期間 "2026Q3" は、年度なら2026年11月から2027年1月まで、暦年なら2026年7月から9月までで、どちらか分かりません [csv/quarter-basis]`,
		`年度なら 2026-11、暦年なら 2026CQ3 と書いてください。source.yaml の quarter_basis: fiscal(年度)か calendar(暦年)でも決められます`,
		`data/a.csv:2:1: period "2026Q3" is November 2026 to January 2027 of a fiscal year, but July to September 2026 of a calendar year [csv/quarter-basis]`,
		`write 2026-11 for the first or 2026CQ3 for the second; it can also be declared in source.yaml: quarter_basis: fiscal or calendar`,
	}},
	{"period,organisation,persons\n2026Q3,acme,1\n", "format: 1\nfiscal_year_start: 10\n", [4]string{
		`data/a.csv:2:1: 期間 "2026Q3" は、年度なら2027年4月から6月まで、暦年なら2026年7月から9月までで、どちらか分かりません [csv/quarter-basis]`,
		`年度なら 2027FQ1、暦年なら 2026CQ3 と書いてください。source.yaml の quarter_basis: fiscal(年度)か calendar(暦年)でも決められます`,
		`data/a.csv:2:1: period "2026Q3" is April to June 2027 of a fiscal year, but July to September 2026 of a calendar year [csv/quarter-basis]`,
		`write 2027FQ1 for the first or 2026CQ3 for the second; it can also be declared in source.yaml: quarter_basis: fiscal or calendar`,
	}},
	{"period,organisation,persons\n1026Q1,acme,1\n", "", [4]string{
		`data/a.csv:2:1: 期間 "1026Q1" を四半期としても月としても読めません(年が範囲の外です) [csv/quarter]`,
		`2026年度第1四半期、令和8年度1Q、2026年4-6月期、2026FQ1、2026年4月 のように書いてください。日付の列なら source.yaml に period: {column: 見出し, as: datetime} と書きます`,
		`data/a.csv:2:1: period "1026Q1" is neither a quarter nor a month (the year is out of range) [csv/quarter]`,
		`write 2026FQ1 (from April), 2026CQ2 (from January) or 2026-04; for a column of dates write period: {column: HEADER, as: datetime} in source.yaml`,
	}},
	{"対象期,organisation,persons\n46113,acme,1\n", "format: 1\ncolumns: {対象期: period}\n", [4]string{
		`data/a.csv:2:1: 期間 "46113" は、Excel の日付の通し番号のようです。日付なら 2026-04-01 に当たります [csv/quarter-serial]`,
		`Excel でその列の表示形式を「日付」にして保存し直すか、2026年4月 のように書いてください。番号のまま読むなら source.yaml に period: {column: 対象期, as: datetime} と dates: serial を書きます`,
		`data/a.csv:2:1: period "46113" looks like the number by which a spreadsheet stores a day, which would be 2026-04-01 [csv/quarter-serial]`,
		`format the column as a date and save it again, or write the month as 2026-04; to have the numbers read as they are write period: {column: 対象期, as: datetime} and dates: serial in source.yaml`,
	}},
	{"period,organisation,persons\n2026FQ1,acme,1.5\n", "", [4]string{
		`data/a.csv:2:14: 「人数」の値 "1.5" は人数として読めません(小数です) [csv/number]`,
		`小数は書けません。整数で書いてください(平均や割合を掛けた値なら、元の数を書きます)。分からないときは …、出せないときは x と書きます`,
		`data/a.csv:2:14: persons "1.5" is not a count of persons (a fraction) [csv/number]`,
		`decimals cannot be used: write a whole number (instead of an average or a share the number that it was made of); write … where it is not known and x where it cannot be told`,
	}},
	{"period,organisation,persons,ぬぬぬ\n2026FQ1,acme,1,\n", "", [4]string{
		`data/a.csv:1:29: 列 "ぬぬぬ" は読まれません [csv/unknown-column]`,
		`綴りの違いなら見出しを直してください。要らない列なら source.yaml の ignore に書けます`,
		`data/a.csv:1:29: column "ぬぬぬ" is not read [csv/unknown-column]`,
		`if it is misspelt, correct the header; if it is not needed, list it under ignore in source.yaml`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026年度,acme,1,1,,,\n", "", [4]string{
		`data/a.csv:2:1: 期間 "2026年度" は四半期より長い期間です [csv/quarter-year]`,
		`四半期か月ごとの行に分けて書いてください。年に一度の調査なら、行った四半期を書きます`,
		`data/a.csv:2:1: period "2026年度" is longer than a quarter [csv/quarter-year]`,
		`split it into quarters or months; of a yearly survey give the quarter in which it was held`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026年4-7月,acme,1,1,,,\n", "", [4]string{
		`data/a.csv:2:1: 期間 "2026年4-7月" は四半期(1-3月、4-6月、7-9月、10-12月)ではありません [csv/quarter-span]`,
		`四半期ごとに分けて書いてください`,
		`data/a.csv:2:1: period "2026年4-7月" is not a quarter (months 1-3, 4-6, 7-9, 10-12) [csv/quarter-span]`,
		`split it into quarters`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n平成32年度1Q,acme,1,1,,,\n", "", [4]string{
		`data/a.csv:2:1: 期間 "平成32年度1Q" を 2020年度第1四半期 と読みました。その年号はもう終わっています [csv/quarter-era]`,
		`古い計画の書き方でなければ、年号と年を確かめてください`,
		`data/a.csv:2:1: period "平成32年度1Q" was read as Q1 of fiscal 2020; its era had ended by then [csv/quarter-era]`,
		`unless an old plan is meant, see whether era and year are right`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n,acme,1,1,,,\n", "", [4]string{
		`data/a.csv:2:1: 必要な列「期間」が空です [csv/blank-key]`,
		`この行の「期間」を入れてください。空の行なら消してください。全部の行で同じなら source.yaml の fixed に書けます`,
		`data/a.csv:2:1: the required column period is empty [csv/blank-key]`,
		`fill it in, or delete the row; if it is the same in all rows, write it under fixed in source.yaml`,
	}},
	{"日,organisation,persons\nきのう,acme,1\n", "format: 1\nperiod: {column: 日, as: datetime}\n", [4]string{
		`data/a.csv:2:1: 「期間」の "きのう" を日付として読めません(日付の書き方ではありません) [csv/date]`,
		`2026-04-01 や 2026/4/1 10:30、令和8年4月1日 のように書いてください`,
		`data/a.csv:2:1: period "きのう" is not read as a date (not a way to write a date) [csv/date]`,
		`write 2026-04-01 or 2026/4/1 10:30`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026FQ1,acme,▲3,1,,,\n", "", [4]string{
		`data/a.csv:2:14: 「人数」の値 "▲3" は人数として読めません(負の数です) [csv/number]`,
		`0 以上の数で書いてください。分からないときは …、出せないときは x と書きます`,
		`data/a.csv:2:14: persons "▲3" is not a count of persons (negative) [csv/number]`,
		`write a number of 0 or more; write … where it is not known and x where it cannot be told`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026FQ1,acme,,1,,,\n", "", [4]string{
		`data/a.csv:2:14: 必要な列「人数」が空です [csv/blank]`,
		`0人なら 0、分からないときは …、出せないときは x と書いてください`,
		`data/a.csv:2:14: the required column persons is empty [csv/blank]`,
		`write 0 for none, … where it is not known, x where it cannot be told`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026FQ1,acme,3,－,,,\n", "", [4]string{
		`data/a.csv:2:16: "－" を「該当なし」と読みました。0 とは数えていません [csv/dash]`,
		`0 の意味なら source.yaml に markers: {"－": zero} と書いてください`,
		`data/a.csv:2:16: "－" was read as not applicable, not as 0 [csv/dash]`,
		`if it means 0, write markers: {"－": zero} in source.yaml`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026FQ1,acme,3,4,,,\n", "", [4]string{
		`data/a.csv:2:16: 「有業者」4 が「人数」3 より大きくなっています [csv/part]`,
		`「有業者」は「人数」の内数です。二つの列が入れ替わっていないか確かめてください`,
		`data/a.csv:2:16: employed 4 is larger than persons 3 [csv/part]`,
		`employed is a part of persons; see whether the two columns are exchanged`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026FQ1,acne,3,1,,,\n", "", [4]string{
		`data/a.csv:2:9: 提出者 "acne" は提出者一覧(organisations.csv)にありません [csv/organisation]`,
		`綴りを直すか、提出者一覧に加えてください(近いもの: acme)`,
		`data/a.csv:2:9: organisation "acne" is not in organisations.csv [csv/organisation]`,
		`correct it, or add it to organisations.csv (near: acme)`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026FQ1,双子,3,1,,,\n", "", [4]string{
		`data/a.csv:2:9: 提出者 "双子" という名前は複数あります: twin-1, twin-2 [csv/organisation-ambiguous]`,
		`名前ではなく、提出者一覧の番号か記号で書いてください`,
		`data/a.csv:2:9: "双子" is the name of several organisations: twin-1, twin-2 [csv/organisation-ambiguous]`,
		`write the number or id of organisations.csv instead of the name`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026FQ1,4.01E+12,3,1,,,\n", "", [4]string{
		`data/a.csv:2:9: 提出者 "4.01E+12" は、Excel が番号を丸めたものです [csv/organisation-rounded]`,
		`列の表示形式を「文字列」にしてから、13桁の番号を入れ直してください`,
		`data/a.csv:2:9: organisation "4.01E+12" is a number that a spreadsheet has rounded [csv/organisation-rounded]`,
		`format the column as text and enter the 13 digits again`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026FQ1,acme,3,1,男女,,\n", "", [4]string{
		`data/a.csv:2:18: 性別 "男女" が読めません [csv/sex]`,
		`男、女、その他、不詳 のいずれかで書いてください。違う書き方なら source.yaml の values で対応を書けます`,
		`data/a.csv:2:18: sex "男女" is not known [csv/sex]`,
		`write m, f, x or unknown; map other writings under values in source.yaml`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026FQ1,acme,3,1,,若者,\n", "", [4]string{
		`data/a.csv:2:19: 年齢階級 "若者" が読めません [csv/age]`,
		`20~29歳、20代、65歳以上 のように書いてください`,
		`data/a.csv:2:19: age band "若者" cannot be read [csv/age]`,
		`write 20-29, 20代 or 65+`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026FQ1,acme,3,1,,5月9日,\n", "", [4]string{
		`data/a.csv:2:19: 年齢階級 "5月9日" は、Excel が日付に変えてしまった値のようです [csv/age-date]`,
		`元の値に戻し、「5~9歳」のように「歳」を付けて書くと変わりません`,
		`data/a.csv:2:19: age band "5月9日" looks like a date that a spreadsheet has made of it [csv/age-date]`,
		`restore it; written as 5～9歳 it stays as it is`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026FQ1,acme,3,1,,65歳以上,\n", "", [4]string{
		`data/a.csv:2:19: 年齢階級 "65歳以上" は、公表する階級(0-9, 10-19, 20-29, 30-39, 40-49, 50-59, 60-69, 70-79, 80-)のどれか一つに収まりません [csv/age-scheme]`,
		`公表する階級か、それを細かく分けた階級で集計し直してください。公表する階級は fukusen.yaml の ages で変えられます`,
		`data/a.csv:2:19: age band "65歳以上" does not lie within one of the published bands (0-9, 10-19, 20-29, 30-39, 40-49, 50-59, 60-69, 70-79, 80-) [csv/age-scheme]`,
		`count in the published bands or finer ones; the published bands are set under ages in fukusen.yaml`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026FQ1,acme,3,1,,,福丼市\n", "", [4]string{
		`data/a.csv:2:20: "福丼市" という名前の市区町村・都道府県はありません [csv/area]`,
		`名前かコードを確かめてください(近いもの: 福島市, 福生市, 福井市)。独自の地域は data/areas.csv に書きます`,
		`data/a.csv:2:20: there is no municipality or prefecture called "福丼市" [csv/area]`,
		`check the name or the code (near: 福島市, 福生市, 福井市); areas of your own go into data/areas.csv`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026FQ1,acme,3,1,,,府中市\n", "", [4]string{
		`data/a.csv:2:20: 地域 "府中市" に当たるところが複数あります: 132063 東京都府中市, 342084 広島県府中市 [csv/area-ambiguous]`,
		`6桁のコードで書くか、source.yaml の within で都道府県を指定してください`,
		`data/a.csv:2:20: "府中市" may be any of: 132063 東京都府中市, 342084 広島県府中市 [csv/area-ambiguous]`,
		`write the six-digit code, or name the prefecture under within in source.yaml`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026FQ1,acme,3,1,,,182011\n", "", [4]string{
		`data/a.csv:2:20: 市区町村コード "182011" は正しくありません(6桁目の検査数字が合いません) [area/check-digit]`,
		`どこかの桁の書き間違いです(近いもの: 182010 福井県福井市)`,
		`data/a.csv:2:20: the check digit of area code "182011" does not fit [area/check-digit]`,
		`one of its digits is wrong (near: 182010 福井県福井市)`,
	}},
	{"period,organisation,persons,employed,sex,age,area\n2026FQ1,acme,3,1,,,12203\n", "", [4]string{
		`data/a.csv:2:20: 市区町村コード "12203" は二通りに読めます(5桁のコードか、先頭の 0 が消えた6桁のコード) [area/ambiguous]`,
		`6桁で書いてください: 122033 千葉県市川市, 012203 北海道士別市`,
		`data/a.csv:2:20: area code "12203" has two meanings: five digits, or six without a leading zero [area/ambiguous]`,
		`write all six digits: 122033 千葉県市川市, 012203 北海道士別市`,
	}},
	{"period,organisation,persons,町\n2026FQ1,acme,3,13104\n", "format: 1\narea: {column: 町, within: 18}\n", [4]string{
		`data/a.csv:2:16: 地域 "13104" は 18 福井県 の中にありません [csv/area-outside]`,
		`地域の値か、source.yaml の within で指定した範囲のどちらかを直してください`,
		`data/a.csv:2:16: area "13104" does not lie in 18 福井県 [csv/area-outside]`,
		`correct the area, or the bound that source.yaml gives under within`,
	}},
	{"period,organisation,persons,sport\n2026FQ1,acme,3,剣道\n", "", [4]string{
		`data/a.csv:2:16: 競技 "剣道" は一覧にありません [csv/sport]`,
		`競技の名前を確かめてください(近いもの: 柔道)。一覧にない競技は data/sports.csv に加えられます`,
		`data/a.csv:2:16: sport "剣道" is not in the list [csv/sport]`,
		`check the name of the sport (near: 柔道); sports of your own go into data/sports.csv`,
	}},
	{"period,organisation,persons,版\n2026FQ1,acme,3,改訂\n", "", [4]string{
		`data/a.csv:2:16: 版 "改訂" は番号ではありません [csv/revision]`,
		`1, 2, 3 … 999 の番号で書いてください。空欄は 1 です`,
		`data/a.csv:2:16: revision "改訂" is not a number [csv/revision]`,
		`write 1, 2, 3, ... 999; an empty field is 1`,
	}},
	{"period,organisation,persons,sex\n2026FQ1,acme,3,男\n2026FQ1,acme,3,うち女\n", "", [4]string{
		`data/a.csv:3:16: 合計や内数の行("うち女")は、ほかの行と照らし合わせずに読み飛ばしました [csv/totals]`,
		`内訳の行がすべてあることを確かめてください。合計は内訳から計算します`,
		`data/a.csv:3:16: the row "うち女" is a total or a part of another row; it was left out and not compared [csv/totals]`,
		`make sure that all parts are there; totals are computed from them`,
	}},
	{"period,organisation,population,area_enps\n2026FQ1,acme,resident,11\n", "", [4]string{
		`data/a.csv:2:23: 「地域推奨度」への回答 "11" は選択肢にありません [survey/answer]`,
		`使える回答: 0–10。違う書き方なら source.yaml の values で対応を書いてください`,
		`data/a.csv:2:23: answer "11" to area_enps is none of its answers [survey/answer]`,
		`answers: 0–10; map other writings under values in source.yaml`,
	}},
	{"period,organisation,population,visit\n2026FQ1,acme,resident,ふつう\n", "", [4]string{
		`data/a.csv:2:23: 「満足」への回答 "ふつう" は選択肢にありません [survey/answer]`,
		`使える回答: 満足(とても), 不満。違う書き方なら source.yaml の values で対応を書いてください`,
		`data/a.csv:2:23: answer "ふつう" to visit is none of its answers [survey/answer]`,
		`answers: 満足(とても), 不満; map other writings under values in source.yaml`,
	}},
	{"period,organisation,population,area_enps\n2026FQ1,acme,親,1\n", "", [4]string{
		`data/a.csv:2:14: 調査対象 "親" はありません [survey/population]`,
		`使える調査対象: 従業員(employee), 住民(resident), 在学者(student), 会員(member), 関係人口(related), 来訪者(visitor), 退職者(leaver)`,
		`data/a.csv:2:14: there is no population "親" [survey/population]`,
		`populations: 従業員(employee), 住民(resident), 在学者(student), 会員(member), 関係人口(related), 来訪者(visitor), 退職者(leaver)`,
	}},
	{"period,organisation,population,item,answer,respondents\n2026FQ1,acme,resident,xyz,1,1\n", "", [4]string{
		`data/a.csv:2:23: 設問 "xyz" はありません [survey/item]`,
		`使える設問: enps, area_enps, exit_enps, life_satisfaction, contribution_felt, self_efficacy, rested, recovered, focus, sleep_minutes, weekly_hours, given_up, third_community, community_quality, isolation, main_job_effect, affiliations, motive, second_life_form, visit, clash`,
		`data/a.csv:2:23: there is no survey item "xyz" [survey/item]`,
		`items: enps, area_enps, exit_enps, life_satisfaction, contribution_felt, self_efficacy, rested, recovered, focus, sleep_minutes, weekly_hours, given_up, third_community, community_quality, isolation, main_job_effect, affiliations, motive, second_life_form, visit, clash`,
	}},
	{"period,organisation,population,enps,重み\n2026FQ1,acme,resident,1,1\n2026FQ1,acme,resident,1,\n", "", [4]string{
		`data/a.csv:3:25: ウェイトが空です。ほかの行にはウェイトがあるので、この人だけ何人分と数えるかが分かりません [survey/weight-blank]`,
		`この行のウェイトを入れてください。重みを付けない調査なら、列全体を空欄にするか、source.yaml の ignore に見出しを書きます`,
		`data/a.csv:3:25: the weight is empty, though other rows have one: how much this person counts is not known [survey/weight-blank]`,
		`fill it in; if the survey is not weighted, leave the whole column empty or list its header under ignore in source.yaml`,
	}},
	{"period,organisation,population,enps,重み\n2026FQ1,acme,resident,1,1e3\n", "", [4]string{
		`data/a.csv:2:25: ウェイト "1e3" は小数として読めません [survey/weight-number]`,
		`1.25 や 0.8 のように書いてください。桁区切り、指数(8E-1)、% は使えません`,
		`data/a.csv:2:25: weight "1e3" is not a decimal number [survey/weight-number]`,
		`write it as 1.25 or 0.8, without thousands separators, exponent or percent sign`,
	}},
	{"period,organisation,population,enps,重み\n2026FQ1,acme,resident,1,523.4\n", "", [4]string{
		`data/a.csv:2:25: ウェイト "523.4" は 0 から 100 の間にありません [survey/weight-range]`,
		`平均が 1 になるウェイトが必要です。回答者一人が母集団の何人分かを表す値なら、全員のウェイトをその平均で割ってください`,
		`data/a.csv:2:25: weight "523.4" is not between 0 and 100 [survey/weight-range]`,
		`weights must have mean 1; if they tell how many people a respondent stands for, divide every weight by the mean of all`,
	}},
	{"period,organisation,有業者\n2026FQ1,acme,1\n", "", [4]string{
		`data/a.csv:1: どの表の書式にも合いません。一番近いのは「対象者」(people)で、列 「人数」(persons) がありません [csv/table]`,
		`見出しを直すか、source.yaml の columns で「元の見出し: 列名」を書いてください(「fukusen map ファイル」が案を作ります)。集計に使わないファイルは data フォルダの外に移します`,
		`data/a.csv:1: this fits no table; the nearest is people, which also needs the columns persons [csv/table]`,
		`correct the header, or say under columns in source.yaml which header is which column (fukusen map FILE proposes it); move files that are not input out of data`,
	}},
	{"period,organisation,persons,population,enps\n2026FQ1,acme,5,resident,9\n", "", [4]string{
		`data/a.csv:1: people と survey のどちらの表とも読めます [csv/tables]`,
		`source.yaml に table: people のように書いてください`,
		`data/a.csv:1: this can be read as people and as survey [csv/tables]`,
		`write table: people (or the other) in source.yaml`,
	}},
	{"period,有業者\n2026FQ1,1\n", "format: 1\ntable: people\n", [4]string{
		`data/a.csv:1: people に必要な列 「提出者」(organisation)「人数」(persons) がありません [csv/column]`,
		`列を足すか、source.yaml の columns か fixed で補ってください`,
		`data/a.csv:1: the table people needs what is missing: organisation, persons [csv/column]`,
		`add it, or supply it under columns or fixed in source.yaml`,
	}},
	{"period,organisation,persons,性別区分\n2026FQ1,acme,1,男\n", "", [4]string{
		`data/a.csv:1:29: 列 "性別区分" は読まれません [csv/unknown-column]`,
		`綴りの違いなら見出しを直してください(近い列: 性別)。要らない列なら source.yaml の ignore に書けます`,
		`data/a.csv:1:29: column "性別区分" is not read [csv/unknown-column]`,
		`if it is misspelt, correct the header (near: 性別); if it is not needed, list it under ignore in source.yaml`,
	}},
	{"period,organisation,persons,人数\n2026FQ1,acme,1,1\n", "", [4]string{
		`data/a.csv:1:29: 列 persons が二つあります [csv/same-column]`,
		`どちらを使うか決めて、もう一方の見出しを変えるか消してください`,
		`data/a.csv:1:29: there are two columns persons [csv/same-column]`,
		`decide which is meant and rename or delete the other`,
	}},
	{"period,organisation,persons\n2026FQ1,acme,1\n", "format: 1\nfixed: {organisation: kita}\n", [4]string{
		`data/a.csv:1:8: organisation が、source.yaml とファイルの列などで二重に指定されています [source/twice]`,
		`どちらか一方にしてください。ファイルの列を使わないなら、その見出しを source.yaml の ignore に書きます`,
		`data/a.csv:1:8: organisation is given twice: by source.yaml and again by the file or by another key [source/twice]`,
		`keep one of them; to leave out the column of the file, list its header under ignore in source.yaml`,
	}},
	{"period,organisation,persons\n2026FQ1,acme,1\n", "format: 1\nfixed: {organisatoin: kita}\n", [4]string{
		`data/source.yaml:2:9: source.yaml の fixed が挙げる列 "organisatoin" は、どの表にもありません (data/a.csv) [source/column]`,
		`列名(period, organisation, persons など)の綴りを確かめてください(近い列: organisation)`,
		`data/source.yaml:2:9: source.yaml: fixed names the column "organisatoin", which no table has (data/a.csv) [source/column]`,
		`check the spelling of the column (near: organisation)`,
	}},
	{"period,organisation,persons\n2026FQ1,acme,1\n", "format: 1\ncolumns: {性: sex}\n", [4]string{
		`data/a.csv:1:1: source.yaml が挙げる見出し "性" は、このファイルにありません (data/source.yaml:2:11) [source/header]`,
		`ファイルの見出しは: period, organisation, persons`,
		`data/a.csv:1:1: source.yaml names the header "性", which this file does not have (data/source.yaml:2:11) [source/header]`,
		`the headers of the file are: period, organisation, persons`,
	}},
	{"organisation,人数\nacme,1\n", "format: 1\nfixed: {period: 4月}\n", [4]string{
		`data/source.yaml:2:17: 期間 "4月" を四半期としても月としても読めません(年がありません) (data/a.csv) [csv/quarter]`,
		`2026年度第1四半期、令和8年度1Q、2026年4-6月期、2026FQ1、2026年4月 のように書いてください。日付の列なら source.yaml に period: {column: 見出し, as: datetime} と書きます`,
		`data/source.yaml:2:17: period "4月" is neither a quarter nor a month (there is no year) (data/a.csv) [csv/quarter]`,
		`write 2026FQ1 (from April), 2026CQ2 (from January) or 2026-04; for a column of dates write period: {column: HEADER, as: datetime} in source.yaml`,
	}},
	{"period,organisation,persons\n2026FQ1,acme,1\n", "format: 1\nfixed: {employed: 1}\n", [4]string{
		`data/source.yaml:2:9: source.yaml の fixed に employed は書けません (data/a.csv) [source/fixed]`,
		`人数や回答は一行ごとに必要です。fixed に書けるのは: period, organisation, area, origin, sex, age, sport, population, item, revision, basis, note`,
		`data/source.yaml:2:9: source.yaml: employed cannot be fixed (data/a.csv) [source/fixed]`,
		`numbers and answers are needed row by row; what can be fixed: period, organisation, area, origin, sex, age, sport, population, item, revision, basis, note`,
	}},
}

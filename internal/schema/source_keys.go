package schema

import "fukusen/internal/contract"

// SourceKeys says what the keys of source.yaml hold.
func SourceKeys(c *contract.Contract) map[string]Key {
	var tables []string
	for _, t := range c.Tables {
		tables = append(tables, t.ID)
	}
	all := map[string]Key{
		"format":            {Text: "書式の版。1 — version of the format: 1", Enum: []string{"1"}, Required: true},
		"table":             {Text: "表の id。見出しで決まらないとき — id of the table, where the header does not decide", Enum: tables},
		"encoding":          {Text: "文字コード。ふつうは自動 — encoding; detected by default", Enum: []string{"utf-8", "cp932", "euc-jp", "iso-2022-jp"}},
		"comma":             {Text: "列の区切り。ふつうは自動 — separator of columns; detected by default", Enum: []string{"comma", "tab", "semicolon"}},
		"header_row":        {Text: "見出しの行(1から)。ふつうは自動 — line of the header, from 1; found by default", Min: 1},
		"header_rows":       {Text: "見出しの行数。2なら 男/20代 のようにつなぐ — lines of the header; two are joined as 男/20代", Min: 1, Max: 2},
		"quarter_basis":     {Text: "「2026Q1」の意味。fiscal は4月始まり、calendar は1月始まり — what a bare 2026Q1 means: counted from April or from January", Enum: []string{"fiscal", "calendar"}},
		"fiscal_year_start": {Text: "提出者の年度が始まる月(標準 4) — month in which the submitter's fiscal year begins; 4 by default", Min: 1, Max: 12},
		"dates":             {Text: "日付の書き方。serial: 数字は Excel の通し番号。month_first: 4/1/2026 は4月1日 — how days are written: serial numbers of a spreadsheet, or the month first", Enum: []string{"serial", "month_first"}},
		"date_system":       {Text: "Excel の通し番号の起点(標準 1900) — date system of the spreadsheet; 1900 by default", Enum: []string{"1900", "1904"}},
		"short_years":       {Text: "26/4/1 の年の意味 — what two digits of a year mean", Enum: []string{"western", "showa", "heisei", "reiwa"}},
		"received":          {Text: "受け取った日(2026-07-10)。status が期限と比べる — when the files arrived; status compares it with the due day"},
		"fixed":             {Text: "全部の行に同じ値。列の id: 値 — the same in every row; our column: value"},
		"columns":           {Text: "元の見出し: 列の id — their header: our column"},
		"ignore":            {Text: "読まない見出し — headers that are not read"},
		"values":            {Text: "値の読み替え。列の id: {元の値: 値} — our column: {their value: ours}"},
		"markers":           {Text: "数の代わりの記号: 意味 — what stands for a number: its meaning", Enum: []string{"zero", "missing", "withheld", "not_applicable"}},
		"units":             {Text: "列の id: 単位(千円 など) — our column: unit of its numbers, such as 千円"},
		"negative":          {Text: "parentheses: (123) は -123 — (123) is -123", Enum: []string{"parentheses"}},
		"separator":         {Text: "一つの欄の複数の回答の区切り。標準は ; 、 , | — between several answers in one field; ; 、 , and | by default"},
		"add_up":            {Text: "同じ区分の行を足す(町丁目ごとの行など) — rows of the same group are parts of it and add up"},
		"comment":           {Text: "この文字で始まる行は読まない — rows that begin with this are left out"},
		"unpivot":           {Text: "横に並んだ列(男20代、女20代)を行として読む — reads columns beside each other as rows"},
		"unpivot.measure":   {Text: "数の列の id — our column of the numbers", Required: true},
		"unpivot.columns":   {Text: "元の見出し: {列の id: 値} — their header: {our column: value}", Required: true},
		"period":            {Text: "期間を別の列から読む — takes the period from another column"},
		"period.column":     {Text: "元の見出し — their header", Required: true},
		"period.as":         {Text: "quarter: 四半期や月(標準)。datetime: 日付や日時から四半期を決める — a quarter or month (default), or the quarter of a day", Enum: []string{"quarter", "datetime"}},
		"area":              {Text: "活動の場所を別の列から読む — takes the area from other columns"},
		"origin":            {Text: "居住地を別の列から読む — takes the home area from other columns"},
	}
	for _, place := range []string{"area", "origin"} {
		all[place+".column"] = Key{Text: "元の見出し — their header"}
		all[place+".by"] = Key{Text: "code: コード、一つに決まる名前もよい(標準)。name: 名前 — codes, or names that are unique (default), or names", Enum: []string{"code", "name"}}
		all[place+".within"] = Key{Text: "探す範囲: 都道府県のコード、または {column: 見出し} — where to look: a code, or {column: HEADER}"}
		all[place+".level"] = Key{Text: "prefecture: 都道府県だけを使う — the prefecture alone", Enum: []string{"prefecture"}}
	}
	return all
}

package schema

import (
	"slices"

	"fukusen/internal/contract"
)

// SourceKeys says what the keys of source.yaml hold. Editors offer the tables
// and columns of the contract; a site's own items are columns, too.
func SourceKeys(c *contract.Contract) map[string]Key {
	tables, ids := names(c)
	all := map[string]Key{
		"format":            {Text: "書式の版。1 — version of the format: 1"},
		"table":             {Text: "表の id。見出しで決まらないとき — id of the table, where the header does not decide", Enum: tables},
		"encoding":          {Text: "文字コード。ふつうは自動 — encoding; detected by default", Enum: []any{"utf-8", "cp932", "euc-jp", "iso-2022-jp"}},
		"comma":             {Text: "列の区切り。ふつうは自動 — separator of columns; detected by default", Enum: []any{"comma", "tab", "semicolon"}},
		"header_row":        {Text: "見出しの行(1から)。ふつうは自動 — line of the header, from 1; found by default", Low: 1},
		"header_rows":       {Text: "見出しの行数。2なら 男/20代 のようにつなぐ — lines of the header; two are joined as 男/20代", Low: 1, High: 2},
		"quarter_basis":     {Text: "「2026Q1」の意味: 4月始まりか1月始まりか — what a bare 2026Q1 means", Enum: []any{"fiscal", "calendar"}},
		"fiscal_year_start": {Text: "提出者の年度が始まる月(標準 4) — month in which the submitter's fiscal year begins; 4 by default", Low: 1, High: 12},
		"dates":             {Text: "serial: 数字は Excel の日付の通し番号。month_first: 4/1/2026 は4月1日 — how days are written", Enum: []any{"serial", "month_first"}},
		"date_system":       {Text: "Excel の日付の起点(標準 1900) — date system of the spreadsheet; 1900 by default", Enum: []any{1900, 1904}},
		"short_years":       {Text: "26/4/1 のような2桁の年の意味 — what two digits of a year mean", Enum: []any{"western", "showa", "heisei", "reiwa"}},
		"received":          {Text: "受け取った日(2026-07-10)。fukusen status が期限と比べる — when the files arrived; status compares it with the due day"},
		"fixed":             {Text: "全部の行に同じ値。列の id: 値 — the same in every row; our column: value"},
		"columns":           {Text: "元の見出し: 列の id — their header: our column", Suggest: ids},
		"ignore":            {Text: "読まない見出し — headers that are not read"},
		"values":            {Text: "列の id: {元の値: 値} — our column: their value: ours"},
		"markers":           {Text: "数の代わりに書かれた記号: その意味 — what stands for a number: what it means", Enum: []any{"zero", "missing", "withheld", "not_applicable"}},
		"units":             {Text: "列の id: 単位(千円 など) — our column: unit of its numbers, such as 千円"},
		"negative":          {Text: "parentheses: (123) は -123 — (123) is -123", Enum: []any{"parentheses"}},
		"separator":         {Text: "一つの欄に回答がいくつもあるときの区切り(標準は ; 、 , |) — between several answers in one field"},
		"add_up":            {Text: "同じ区分の行を足す(町丁目ごとの行など) — rows of the same group are parts of it and add up"},
		"comment":           {Text: "この文字で始まる行は読まない — rows that begin with this are left out"},
		"unpivot":           {Text: "横に並んだ列(男20代、女20代)を行として読む — reads columns beside each other as rows", Needs: []string{"measure", "columns"}},
		"unpivot.measure":   {Text: "数の列の id — our column of the numbers", Suggest: ids},
		"unpivot.columns":   {Text: "元の見出し: {列の id: 値} — their header: our column: value"},
		"period":            {Text: "期間を別の列から読む — takes the period from another column", Needs: []string{"column"}},
		"period.column":     {Text: "元の見出し — their header"},
		"period.as":         {Text: "datetime: 日付や日時から四半期を決める — the quarter of a day", Enum: []any{"quarter", "datetime"}},
		"area":              {Text: "活動の場所を別の列から読む — takes the area from other columns"},
		"origin":            {Text: "居住地を別の列から読む — takes the home area from other columns"},
	}
	for _, place := range []string{"area", "origin"} {
		all[place+".column"] = Key{Text: "元の見出し — their header"}
		all[place+".by"] = Key{Text: "コードか名前か(標準 code) — by code, the default, or by name", Enum: []any{"code", "name"}}
		all[place+".within"] = Key{Text: "探す範囲: 都道府県のコード、または {column: 見出し} — where to look: a code, or {column: HEADER}", Only: []string{"column"}}
		all[place+".level"] = Key{Text: "prefecture: 都道府県だけを使う — the prefecture alone", Enum: []any{"prefecture"}}
	}
	return all
}

// names lists the tables, and each column once.
func names(c *contract.Contract) (tables []any, ids []string) {
	for i := range c.Tables {
		tables = append(tables, c.Tables[i].ID)
		for _, col := range c.Tables[i].Columns(c.Items) {
			if !slices.Contains(ids, col.ID) {
				ids = append(ids, col.ID)
			}
		}
	}
	return tables, ids
}

// SiteKeys says what the keys of fukusen.yaml hold.
func SiteKeys(c *contract.Contract) map[string]Key {
	all := map[string]Key{
		"Name.ja":                {Text: "日本語 — in Japanese"},
		"Name.en":                {Text: "英語 — in English"},
		"format":                 {Text: "書式の版。1 — version of the format: 1"},
		"title":                  {Text: "サイトの名前 — title of the site"},
		"about":                  {Text: "一文の説明 — what the site is, in a sentence"},
		"publisher":              {Text: "公表の責任者 — who answers for the site"},
		"languages":              {Text: "言語。最初のものが標準 — languages, the default one first", Enum: []any{"ja", "en"}},
		"base_url":               {Text: "公開先の URL — address of the public site"},
		"quarter_basis":          {Text: "四半期の書き方: 4月始まりか1月始まりか — how quarters are written", Enum: []any{"fiscal", "calendar"}},
		"fictional":              {Text: "架空のデータ。全ページに「見本データ」と出す — every page is marked as sample data"},
		"ages":                   {Text: "公表する年齢階級 — published age bands"},
		"due_days":               {Text: "四半期の終わりから期限までの日数(標準 45) — days after a quarter's end until reports are due; 45 by default", Low: 1, High: 366},
		"disclosure":             {Text: "秘匿の条件 — parameters of disclosure control"},
		"disclosure.k":           {Text: "これより少ない人数を伏せる(標準 10) — smaller counts are withheld; 10 by default", Low: 3},
		"disclosure.k_sensitive": {Text: "慎重に扱う設問の人数(標準 30) — the same of sensitive items; 30 by default", Low: 3},
		"access":                 {Text: "公平性を比べる軸: 基準の区分(標準 sex: m) — axis: reference group; sex: m by default", Only: []string{"sex", "age"}},
		"items":                  {Text: "サイト独自の設問 — survey items of the site", Needs: []string{"id", "name", "answers"}},
		"kpis":                   {Text: "サイト独自の指標 — KPIs of the site", Needs: []string{"id", "pillar", "name", "form", "direction"}},
		"notes":                  {Text: "方法の頁に載せる注 — notes on the method page"},
		"views":                  {Text: "公表する組み合わせ(area*sex など)、前にあるものほど優先 — published views, most wanted first"},
		"theme":                  {Text: "themes の中のフォルダ — folder of themes/"},
	}
	itemKeys(all)
	kpiKeys(all, c)
	return all
}

func itemKeys(all map[string]Key) {
	for path, key := range map[string]Key{
		"id":             {Text: "設問の id。調査票の見出しになる — id, which is a header of survey files, too"},
		"name":           {Text: "設問の名前。見出しになる — name, which is a header, too"},
		"question":       {Text: "調査票での問い方 — as the questionnaire asks it"},
		"aliases":        {Text: "ほかに使える見出し — other headers"},
		"low":            {Text: "最も低い点。点数で答える設問だけ — lowest point, of items with points"},
		"points":         {Text: "最も高い点。選択肢で答える設問では書かない — highest point; left out where answers are labelled"},
		"several":        {Text: "回答をいくつも選べる — one respondent may give several answers"},
		"answers":        {Text: "選択肢。点数で答える設問では点の区切り — labelled answers, or classes of points", Needs: []string{"code", "name"}},
		"answers[].code": {Text: "選択肢の id — id of the answer"}, "answers[].name": {Text: "選択肢の名前 — name of the answer"},
		"answers[].labels": {Text: "ほかの書き方 — other writings"},
		"answers[].from":   {Text: "この区分の最も低い点 — lowest point of the class"},
		"answers[].to":     {Text: "この区分の最も高い点 — highest point of the class"},
	} {
		all["items[]."+path] = key
	}
}

func kpiKeys(all map[string]Key, c *contract.Contract) {
	tables, ids := names(c)
	var populations, measures []string
	for _, p := range c.Populations {
		populations = append(populations, p.ID)
	}
	for _, id := range ids {
		if slices.ContainsFunc(c.Tables, func(t contract.Table) bool { _, ok := t.Measure(id); return ok }) {
			measures = append(measures, id)
		}
	}
	for path, key := range map[string]Key{
		"id":          {Text: "指標の id。標準の指標と同じなら置き換える — id; one of ours replaces it"},
		"label":       {Text: "短い名前(A1b など) — short label"},
		"pillar":      {Text: "柱: 広がり、成果、暮らし、公平性 — pillar", Enum: []any{"adoption", "outcome", "wellbeing", "fairness"}},
		"name":        {Text: "指標の名前 — name"},
		"definition":  {Text: "定義 — definition"},
		"form":        {Text: "計算の形: 割合、推奨度、平均、分布 — how it is computed", Enum: []any{"rate", "enps", "mean", "distribution"}},
		"table":       {Text: "割合: 表の id — of a rate: id of the table", Enum: tables},
		"numerator":   {Text: "割合: 分子の列 — of a rate: numerator", Suggest: measures},
		"denominator": {Text: "割合: 分母の列 — of a rate: denominator", Suggest: measures},
		"item":        {Text: "調査の指標: 設問の id — of a survey: id of the item"},
		"population":  {Text: "調査の指標: 調査対象 — of a survey: who was asked", Suggest: populations},
		"kinds":       {Text: "対象の種別。空欄はすべて — kinds of organisations; all by default", Enum: []any{"company", "school", "municipality", "club", "foundation"}},
		"direction":   {Text: "望ましい向き — what is hoped for", Enum: []any{"up", "down", "target", "neutral"}},
		"access":      {Text: "区分どうしの公平性を比べる — groups are compared with a reference"},
		"threshold":   {Text: "意味があるとみなす最小の変化 — smallest change that matters"},
		"references":  {Text: "見比べる公表値 — published values from elsewhere"}, "references[].value": {Text: "値 — value"},
		"references[].name": {Text: "名前 — name"}, "references[].source": {Text: "出典 — source"},
		"standard": {Text: "合わせた統計や規格 — statistics or standards that it follows"},
		"note":     {Text: "読み方の注意 — how to read it"},
	} {
		all["kpis[]."+path] = key
	}
}

package source

import (
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/rows"
)

var (
	ruleTotals = diag.Rule{
		ID: "csv/totals", Warn: true,
		Msg:  diag.Text{JA: "合計や内数の行(%[1]q)は読み飛ばしました。比べる内訳がありません", EN: "the row %[1]q is a total or a part of another row and was left out; there is nothing to compare it with"},
		Hint: diag.Text{JA: "内訳の行がすべてあることを確かめてください。合計は内訳から計算します", EN: "make sure that all parts are there; totals are computed from them"},
	}
	ruleOnlyTotals = diag.Rule{
		ID:   "csv/only-totals",
		Msg:  diag.Text{JA: "合計の行しかありません。合計の行は読まれないので、このファイルからは何も入りません", EN: "there are only rows of totals, which are not read: nothing comes of this file"},
		Hint: diag.Text{JA: "男女別などの内訳の行を入れてください。内訳がなければ、「計」と書いた列を消すか空欄にすると「不詳」として数えます", EN: "add the rows of the parts; where there are none, delete the column that says total or leave it empty: it is then counted as unknown"},
	}
)

// totalRow marks the labels that stand for the total of an axis, and partRow
// those that repeat a part of another row (再掲).
const (
	totalRow dim.Code = -1
	partRow  dim.Code = -2
)

var totalWords = []string{
	"計", "合計", "総計", "総数", "小計", "全体", "全国", "男女計", "年齢計", "全年齢", "県計", "市計", "郡計", "町村計", "市町村計", "total", "all",
}

func isTotalWord(field string) bool {
	const longest = len("ＴＯＴＡＬ") + len("　　　　")
	return len(field) <= longest && slices.Contains(totalWords, strings.ToLower(strings.ReplaceAll(rows.Fold(field), " ", "")))
}

// isPartWord reports a label such as うち女性 or 再掲: its people stand in
// another row, too.
func isPartWord(field string) bool {
	folded := strings.TrimLeft(rows.Fold(field), "(〔[【 ")
	return strings.HasPrefix(folded, "再掲") || strings.HasPrefix(folded, "うち") && len(folded) > len("うち") || strings.HasPrefix(folded, "内数")
}

// totalColumn finds the field of the current row that makes it a total; -1 if
// there is none, or no row yet.
func (d *decoder) totalColumn() int {
	if d.fields == nil {
		return nowhere
	}
	is := func(field string) bool { return isTotalWord(field) || isPartWord(field) }
	if d.period >= 0 && is(d.fields[d.period]) {
		return d.period
	}
	for _, c := range d.coders {
		if is(c.words.of(d.fields[c.column])) {
			return c.column
		}
	}
	for _, p := range d.placers {
		for _, column := range []int{p.column, p.within} {
			if column >= 0 && is(p.words.of(d.fields[column])) {
				return column
			}
		}
	}
	return nowhere
}

// comparable reports whether a total can be held against the rows that it is
// the total of, and makes the blank codes of the row totals, too: a line
// 合計,,,1204 is about everybody.
func (d *decoder) comparable(row *Row) bool {
	if d.period >= 0 && (isTotalWord(d.fields[d.period]) || rows.Clean(d.fields[d.period]) == "") || d.answer >= 0 || d.Table.Items {
		return false
	}
	for _, c := range d.coders {
		if rows.Clean(d.fields[c.column]) == "" {
			row.Total = row.Total.With(c.axis)
			row.Codes[c.axis] = dim.Total
		}
	}
	return true
}

// leaveOut tells of a total that cannot be compared.
func (d *decoder) leaveOut(row *Row) {
	if column := d.totalColumn(); column >= 0 {
		d.once(&ruleTotals, d.r.Pos(column), rows.Clean(d.fields[column]))
	}
}

// onlyTotals refuses a file of which nothing but totals was read.
func onlyTotals(file File, all []*decoder) diag.List {
	totals := false
	for _, d := range all {
		if d.given || d.wrong {
			return nil
		}
		totals = totals || d.finds.Count(&ruleTotals) > 0 || d.totalled
	}
	if !totals {
		return nil
	}
	return diag.List{ruleOnlyTotals.At(file.Pos())}
}

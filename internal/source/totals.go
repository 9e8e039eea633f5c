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
		ID: "csv/totals", Warn: true, Note: true,
		Msg:  diag.Text{JA: "合計や内数の行(%[1]q)は、ほかの行と照らし合わせずに読み飛ばしました", EN: "the row %[1]q is a total or a part of another row; it was left out and not compared"},
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

// addedUp leaves out a row that a column which is not read calls a total: the
// line 計 among the districts that are added up.
func (d *decoder) addedUp() bool {
	for _, column := range d.unread {
		if field := d.fields[column]; isTotalWord(field) || isPartWord(field) {
			d.once(&ruleTotals, d.r.Pos(column), rows.Clean(field))
			return true
		}
	}
	return false
}

// comparable reports whether a total can be held against the rows that it is
// the total of, and makes the blank codes of the row totals, too: a line
// 合計,,,1204 is about everybody.
func (d *decoder) comparable(row *Row) bool {
	if d.answer >= 0 || d.Table.Items || d.wordless() {
		return false
	}
	for _, c := range d.coders {
		if rows.Clean(d.fields[c.column]) == "" {
			row.Total = row.Total.With(c.axis)
			row.Codes[c.axis] = dim.Total
		}
	}
	for _, p := range d.placers {
		if d.blankAt(p.column) && d.blankAt(p.within) {
			row.Total = row.Total.With(p.axis)
			row.Codes[p.axis] = dim.Total
		}
	}
	return true
}

// blankAt reports a field of the current row that says nothing, or is nowhere.
func (d *decoder) blankAt(column int) bool { return column < 0 || rows.Clean(d.fields[column]) == "" }

// wordless reports a total over what words tell, such as the ways of hiring.
func (d *decoder) wordless() bool {
	blank := func(c *wordColumn) bool { return d.blankAt(c.column) }
	return d.asked >= 0 && d.blankAt(d.asked) || slices.ContainsFunc(d.wordCols, blank)
}

// periodIsTotal reports that the current row has the word of a total for its
// period: 合計,,,1204.
func (d *decoder) periodIsTotal() bool {
	return d.fields != nil && d.period >= 0 && isTotalWord(d.periods.words.of(d.fields[d.period]))
}

// readPeriod reads the period of the current row. A total without one is about
// all periods of the file: its quarter is 0, and it counts as a total over kinds
// of organisations, which changes nothing where the organisation is told. It
// reports false for a total that cannot be compared.
func (d *decoder) readPeriod(row *Row) bool {
	w, ok := d.periods.get(d.fields[d.period])
	switch {
	case ok:
	case !d.periodIsTotal() && (row.Total == 0 || !d.blankAt(d.period)):
		w = d.periodOf(d.fields[d.period])
	case row.Total == 0 && !d.comparable(row):
		return false
	default:
		row.Total = row.Total.With(dim.Kind)
	}
	row.Quarter, row.Month = w.quarter, w.month
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

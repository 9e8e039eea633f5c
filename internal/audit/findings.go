package audit

import (
	"strings"

	"fukusen/internal/diag"
)

var (
	ruleColumns = diag.Rule{
		ID:   "audit/columns",
		Msg:  diag.Text{JA: "列が決められたものと違うため、検査できません", EN: "the columns are not those that can be audited"},
		Hint: diag.Text{JA: "もう一度 build してください。列は次の順です: %[1]s", EN: "build again; the columns are: %[1]s"},
	}
	ruleRow = diag.Rule{
		ID:   "audit/row",
		Msg:  diag.Text{JA: "%[1]q は使えない値です", EN: "%[1]q cannot stand here"},
		Hint: diag.Text{JA: "公開用のファイルは手で直さず、もう一度 build してください", EN: "do not edit the published files; build again"},
	}
	ruleDuplicate = diag.Rule{
		ID:   "audit/duplicate",
		Msg:  diag.Text{JA: "同じ行が二つあります(%[1]s)", EN: "this row is there twice (%[1]s)"},
		Hint: diag.Text{JA: "公開用のファイルは手で直さず、もう一度 build してください", EN: "do not edit the published files; build again"},
	}
	ruleWritten = diag.Rule{
		ID:   "disclosure/written",
		Msg:  diag.Text{JA: "公表しない行に値が書かれています(%[1]s)", EN: "a row that is not published holds a value (%[1]s)"},
		Hint: diag.Text{JA: "このまま公開しないでください。公開用のファイルを手で直した場合は、もう一度 build してください", EN: "do not publish this; if a published file was edited by hand, build again"},
	}
	// The arguments of the following are those of Report.texts.
	ruleDetermined = diag.Rule{
		ID:   "disclosure/determined",
		Msg:  diag.Text{JA: "秘匿した数値が計算で分かります。%[1]s は %[7]d です%[3]s", EN: "a withheld number can be computed: %[2]s is %[7]d%[4]s"},
		Hint: diag.Text{JA: "このまま公開しないでください。計算に使われた数値のうち一つ以上を、あわせて秘匿する必要があります", EN: "do not publish this; at least one of the numbers used must be withheld as well"},
	}
	ruleBounds = diag.Rule{
		ID:   "disclosure/bounds",
		Msg:  diag.Text{JA: "秘匿した数値が、人数は負にならないことから一つに決まります。%[1]s は %[7]d です%[3]s", EN: "a withheld number can have one value only, because no number of persons is negative: %[2]s is %[7]d%[4]s"},
		Hint: diag.Text{JA: "このまま公開しないでください。同じ合計に入る数値を、もう一つ以上、あわせて秘匿する必要があります", EN: "do not publish this; at least one more number of the same sum must be withheld as well"},
	}
	ruleNarrow = diag.Rule{
		ID:   "disclosure/narrow",
		Msg:  diag.Text{JA: "秘匿した数値が、狭い範囲に絞られます。%[1]s は %[7]d から %[8]d までのどれかです%[3]s", EN: "a withheld number is nearly known: %[2]s lies between %[7]d and %[8]d%[4]s"},
		Hint: diag.Text{JA: "このまま公開しないでください。同じ合計に入る数値を、もう一つ以上、あわせて秘匿する必要があります", EN: "do not publish this; at least one more number of the same sum must be withheld as well"},
	}
	ruleComplement = diag.Rule{
		ID:   "disclosure/complement",
		Msg:  diag.Text{JA: "ほぼ全員が当てはまることが分かります。%[1]s を %[5]s から引いた残りは %[7]d 人です%[3]s", EN: "nearly everybody is known to belong: %[2]s leaves %[7]d of %[6]s%[4]s"},
		Hint: diag.Text{JA: "このまま公開しないでください。全体と内数のどちらかを秘匿する必要があります", EN: "do not publish this; the whole or the part must be withheld"},
	}
	ruleSmall = diag.Rule{
		ID:   "disclosure/small",
		Msg:  diag.Text{JA: "公表できる最小の人数に届かない数値が公表されています。%[1]s は %[7]d です", EN: "a number below the smallest that may be published is shown: %[2]s is %[7]d"},
		Hint: diag.Text{JA: "このまま公開しないでください。この数値は秘匿する必要があります", EN: "do not publish this; the number must be withheld"},
	}
	ruleAnswers = diag.Rule{
		ID:   "disclosure/answers",
		Msg:  diag.Text{JA: "ほぼ全員が同じ回答をしたことが分かります。%[1]s は %[7]d 人です%[3]s", EN: "nearly everybody gave the same answer: %[2]s is %[7]d%[4]s"},
		Hint: diag.Text{JA: "このまま公開しないでください。この集団では、この設問のすべての数値を秘匿する必要があります", EN: "do not publish this; all numbers of this item must be withheld for the group"},
	}
	ruleInconsistent = diag.Rule{
		ID:   "disclosure/inconsistent",
		Msg:  diag.Text{JA: "公表する数値の合計が合いません。%[1]s%[3]s", EN: "published numbers do not add up: %[2]s%[4]s"},
		Hint: diag.Text{JA: "このまま公開しないでください。公開用のファイルを手で直した場合は、もう一度 build してください。公表ファイル(data/releases)を手で直した場合は、元のファイルに戻してください", EN: "do not publish this; if a published file was edited by hand, build again; restore a release file (data/releases) that was edited"},
	}
	ruleDerived = diag.Rule{
		ID:   "disclosure/derived",
		Msg:  diag.Text{JA: "公表していない数値から計算した値が公表されています(%[1]s)", EN: "%[1]s is published although a number that it is made of is not"},
		Hint: diag.Text{JA: "このまま公開しないでください。この値も秘匿する必要があります", EN: "do not publish this; the value must be withheld, too"},
	}
	ruleFormula = diag.Rule{
		ID:   "audit/formula",
		Msg:  diag.Text{JA: "%[1]s の %[2]q は、公表した人数から計算した %[3]q と合いません", EN: "%[2]q of %[1]s is not what the published cells give, %[3]q"},
		Hint: diag.Text{JA: "公開用のファイルを手で直した場合は、もう一度 build してください", EN: "if a published file was edited by hand, build again"},
	}
	rulePage = diag.Rule{
		ID:   "audit/page",
		Msg:  diag.Text{JA: "ページの数値 %[2]q が、オープンデータの %[1]s と合いません(オープンデータは %[3]q)", EN: "the number %[2]q of this page is not that of %[1]s in the open data, which is %[3]q"},
		Hint: diag.Text{JA: "ページとオープンデータが同じ公表分から作られるよう、もう一度 build してください", EN: "build again, so that pages and open data are made from the same release"},
	}
)

// Findings tells the report in words, by place. What a withheld number is
// stands in them: they are for the steward, never for a public log.
func (r *Report) Findings() diag.List {
	var finds diag.List
	for _, leaks := range r.allLeaks() {
		for _, l := range leaks {
			finds = append(finds, l.rule.At(r.place(l.Cell), r.texts(l.Cell, l.Whole, l.How, l.Value, l.Value)...))
		}
	}
	for _, n := range r.Narrow {
		finds = append(finds, n.rule().At(r.place(n.Cell), r.texts(n.Cell, n.Whole, n.How, n.Min, n.Max)...))
	}
	for _, i := range r.Insiders {
		finds = append(finds, ruleInsider.At(r.place(i.Cell), r.insiderTexts(i)...))
	}
	for _, c := range r.Changes {
		finds = append(finds, c.rule.At(r.place(c.Cell), r.changeTexts(c)...))
	}
	for _, i := range r.Inconsistent {
		finds = append(finds, ruleInconsistent.At(r.place(i.Cell), r.texts(i.Cell, "", i.How, 0, 0)...))
	}
	finds = append(finds, r.other...)
	finds.Sort()
	return finds
}

func (r *Report) place(c Cell) diag.Pos {
	if c.Release != "" {
		return diag.Pos{File: releasePath(c.Release), Line: c.Line}
	}
	return diag.Pos{File: r.data.cellsFile(c.Table, c.Period), Line: c.Line}
}

// texts are the arguments of the rules about cells: the cell, how it follows
// and the measure of the whole, each in Japanese and English, and two numbers.
func (r *Report) texts(c Cell, whole string, how []diag.Text, n, m int64) []any {
	cell, steps, of := r.data.describe(c), join(how), r.data.measureName(c.Table, whole)
	return []any{
		diag.Public(cell.JA), diag.Public(cell.EN), steps.JA, steps.EN, diag.Public(of.JA), diag.Public(of.EN), n, m,
	}
}

// join writes sums in brackets; numbers that are not published are in square
// brackets in them.
func join(how []diag.Text) diag.Text {
	if len(how) == 0 {
		return diag.Text{}
	}
	var ja, en []string
	for _, t := range how {
		ja, en = append(ja, t.JA), append(en, t.EN)
	}
	return diag.Text{JA: "(" + strings.Join(ja, "。") + ")", EN: " (" + strings.Join(en, "; ") + ")"}
}

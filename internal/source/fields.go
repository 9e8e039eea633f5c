package source

import (
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/rows"
	"slices"
	"strings"
)

var (
	rulePeriod = diag.Rule{
		ID:   "csv/quarter",
		Msg:  diag.Text{JA: "期間 %[1]q を四半期として読めません", EN: "period %[1]q is not a quarter"},
		Hint: diag.Text{JA: "2026年度第1四半期、令和8年度1Q、2026年4-6月期、2026FQ1 のように書いてください", EN: "write 2026FQ1 (from April), 2026CQ2 (from January) or 2026年度第1四半期"},
	}
	rulePeriodAmbiguous = diag.Rule{
		ID:   "csv/quarter-basis",
		Msg:  diag.Text{JA: "期間 %[1]q は、4月始まり(4~6月)とも1月始まり(1~3月)とも読めます", EN: "period %[1]q may be counted from April or from January"},
		Hint: diag.Text{JA: "2026年度第1四半期 のように書くか、source.yaml に quarter_basis: fiscal(4月始まり)か calendar(1月始まり)と書いてください", EN: "write 2026FQ1 or 2026CQ1, or declare quarter_basis: fiscal or calendar in source.yaml"},
	}
	rulePeriodMonth = diag.Rule{
		ID:   "csv/quarter-month",
		Msg:  diag.Text{JA: "期間 %[1]q は月です。月次の表にはまだ対応していません", EN: "period %[1]q is a month; monthly tables are not supported yet"},
		Hint: diag.Text{JA: "四半期にまとめて、2026年度第1四半期 のように書いてください", EN: "add the months up to quarters and write 2026FQ1"},
	}
	rulePeriodSpan = diag.Rule{
		ID:   "csv/quarter-span",
		Msg:  diag.Text{JA: "期間 %[1]q は四半期(1-3月、4-6月、7-9月、10-12月)ではありません", EN: "period %[1]q is not a quarter (months 1-3, 4-6, 7-9, 10-12)"},
		Hint: diag.Text{JA: "四半期ごとに分けて書いてください", EN: "split it into quarters"},
	}
	ruleDateTime = diag.Rule{
		ID:   "csv/date",
		Msg:  diag.Text{JA: "%[1]q を日付として読めません", EN: "%[1]q is not a date"},
		Hint: diag.Text{JA: "2026-04-01 や 2026/4/1 10:30 のように書いてください", EN: "write 2026-04-01 or 2026/4/1 10:30"},
	}
	ruleNumber = diag.Rule{
		ID:   "csv/number",
		Msg:  diag.Text{JA: "「%[1]s」の値 %[2]q は人数として読めません(%[3]s)", EN: "%[4]s %[2]q is not a count of persons (%[5]s)"},
		Hint: diag.Text{JA: "0以上の整数で書いてください。分からないときは …、出せないときは x と書きます", EN: "write a whole number; write … where it is not known and x where it cannot be told"},
	}
	ruleBlank = diag.Rule{
		ID:   "csv/blank",
		Msg:  diag.Text{JA: "必要な列「%[1]s」が空です", EN: "the required column %[2]s is empty"},
		Hint: diag.Text{JA: "0人なら 0、分からないときは …、出せないときは x と書いてください", EN: "write 0 for none, … where it is not known, x where it cannot be told"},
	}
	ruleDash = diag.Rule{
		ID: "csv/dash", Warn: true,
		Msg:  diag.Text{JA: "%[1]q を「該当なし」と読みました。0 とは数えていません", EN: "%[1]q was read as not applicable, not as 0"},
		Hint: diag.Text{JA: "0 の意味なら source.yaml に markers: {\"%[1]s\": zero} と書いてください", EN: "if it means 0, write markers: {\"%[1]s\": zero} in source.yaml"},
	}
	rulePart = diag.Rule{
		ID:   "csv/part",
		Msg:  diag.Text{JA: "「%[1]s」%[2]d が「%[3]s」%[4]d より大きくなっています", EN: "%[5]s %[2]d is larger than %[6]s %[4]d"},
		Hint: diag.Text{JA: "「%[1]s」は「%[3]s」の内数です。二つの列が入れ替わっていないか確かめてください", EN: "%[5]s is a part of %[6]s; see whether the two columns are exchanged"},
	}
	ruleAnswer = diag.Rule{
		ID:   "survey/answer",
		Msg:  diag.Text{JA: "「%[1]s」への回答 %[2]q は選択肢にありません", EN: "answer %[2]q to %[3]s is none of its answers"},
		Hint: diag.Text{JA: "使える回答: %[4]s。違う書き方なら source.yaml の values で対応を書いてください", EN: "answers: %[4]s; map other writings under values in source.yaml"},
	}
	ruleItem = diag.Rule{
		ID:   "survey/item",
		Msg:  diag.Text{JA: "設問 %[1]q はありません", EN: "there is no survey item %[1]q"},
		Hint: diag.Text{JA: "使える設問: %[2]s", EN: "items: %[2]s"},
	}
	rulePopulation = diag.Rule{
		ID:   "survey/population",
		Msg:  diag.Text{JA: "調査対象 %[1]q はありません", EN: "there is no population %[1]q"},
		Hint: diag.Text{JA: "使える調査対象: %[2]s", EN: "populations: %[2]s"},
	}
	ruleTotals = diag.Rule{
		ID: "csv/totals", Warn: true,
		Msg:  diag.Text{JA: "合計の行(%[1]q)は読み飛ばしました。合計は内訳から計算します", EN: "the totals row (%[1]q) was left out; totals are computed from the parts"},
		Hint: diag.Text{JA: "内訳の行がすべてあることを確かめてください", EN: "make sure that all parts are there"},
	}
)

// periodOf reads the quarter of the current row. Labels repeat, so they are
// read once; date-times do not, and are read each time.
func (d *decoder) periodOf(field string) dim.Quarter {
	if d.m.Period != nil && d.m.Period.As == "datetime" {
		q, ok := parseDateTime(field)
		if !ok {
			d.complain(&ruleDateTime, d.at(d.period), field)
		}
		return q
	}
	if q, ok := d.periods[field]; ok {
		return q
	}
	q, ok := d.quarter(d.mapped(contract.ColumnPeriod, field), diag.Pos{})
	if ok {
		d.periods[strings.Clone(field)] = q
	}
	return q
}

// quarter reads a label; the zero place stands for the period's field.
func (d *decoder) quarter(label string, pos diag.Pos) (dim.Quarter, bool) {
	q, trouble := parsePeriod(label, d.basis)
	if trouble == periodGood {
		return q, true
	}
	rule := map[periodTrouble]*diag.Rule{
		periodUnreadable: &rulePeriod, periodAmbiguous: &rulePeriodAmbiguous,
		periodMonth: &rulePeriodMonth, periodSpan: &rulePeriodSpan,
	}[trouble]
	if pos.File == "" {
		pos = d.at(d.period)
	}
	d.complain(rule, pos, label)
	return 0, false
}

var numberReasons = map[numberTrouble]diag.Text{
	numberUnreadable: {JA: "数字ではありません", EN: "not a number"},
	numberGrouping:   {JA: "桁区切りの位置が違います", EN: "the thousands separators are misplaced"},
	numberNegative:   {JA: "負の数です", EN: "negative"},
	numberFraction:   {JA: "小数です", EN: "a fraction"},
	numberPercent:    {JA: "割合ではなく人数が必要です", EN: "a percentage, where a count is needed"},
	numberTooLarge:   {JA: "大きすぎます", EN: "too large"},
}

// count reads a field of a measure.
func (d *decoder) count(field string, column int, m *contract.Measure) Value {
	v, trouble := parseValue(field, d.markers)
	folded := ""
	if trouble != numberGood || v.Status != Given {
		if folded = rows.Fold(field); d.zeros[folded] {
			return Value{}
		}
	}
	switch {
	case trouble != numberGood:
		why := numberReasons[trouble]
		d.complain(&ruleNumber, d.at(column), m.Name.JA, field, why.JA, m.ID, why.EN)
	case v.Status == Missing && folded == "" && m.Required:
		d.complain(&ruleBlank, d.at(column), m.Name.JA, m.ID)
	case v.Status == NotApplicable && dashes.Replace(folded) == "-" && d.markers[folded] != NotApplicable:
		d.once(&ruleDash, d.at(column), field)
	}
	return v
}

// once records a warning only for the first row that it concerns.
func (d *decoder) once(r *diag.Rule, pos diag.Pos, args ...any) {
	if d.finds.count[r] == 0 {
		d.complain(r, pos, args...)
	}
}

// reply reads the answer to a survey item.
func (d *decoder) reply(field string, column int, it *contract.Item) Value {
	return d.answerTo(d.mapped(it.ID, field), column, it)
}

func (d *decoder) answerTo(field string, column int, it *contract.Item) Value {
	if i, point, ok := it.Classify(field); ok {
		return Value{N: int64(i), Point: int32(point)}
	}
	folded := rows.Fold(field)
	if i, point, ok := it.Classify(folded); ok {
		return Value{N: int64(i), Point: int32(point)}
	}
	if s, ok := marker(folded, d.markers); ok {
		return Value{Status: s}
	}
	d.complain(&ruleAnswer, d.at(column), it.Name.JA, field, it.ID, answersOf(it))
	return Value{Status: Missing}
}

func answersOf(it *contract.Item) string {
	if it.Points > 0 {
		return "0–10"
	}
	var names []string
	for _, a := range it.Answers {
		names = append(names, a.Name.JA)
	}
	return strings.Join(names, ", ")
}

// tally reads which answer to which item a row of survey_tally counts.
func (d *decoder) tally(fields []string, row *Row) {
	name := rows.Fold(d.mapped(contract.ColumnItem, fields[d.item]))
	row.Item = slices.IndexFunc(d.env.Contract.Items, func(it contract.Item) bool {
		return it.ID == name || it.Name.JA == name || slices.Contains(it.Aliases, name)
	})
	if row.Item < 0 {
		var items []string
		for _, it := range d.env.Contract.Items {
			items = append(items, it.ID)
		}
		d.complain(&ruleItem, d.at(d.item), fields[d.item], strings.Join(items, ", "))
		return
	}
	row.Answer = d.answerTo(d.mapped(contract.ColumnAnswer, fields[d.answer]), d.answer, &d.env.Contract.Items[row.Item])
}

func (d *decoder) population(field string, pos diag.Pos) (dim.Code, bool) {
	if c, ok := d.populations[field]; ok {
		return c, true
	}
	name := rows.Fold(field)
	for _, p := range d.env.Contract.Populations {
		if p.ID == name || p.Name.JA == name {
			c, ok := d.env.Lists.Code(dim.Category, p.ID)
			d.populations[strings.Clone(field)] = c
			return c, ok
		}
	}
	if pos.File == "" {
		pos = d.at(d.asked)
	}
	var all []string
	for _, p := range d.env.Contract.Populations {
		all = append(all, p.Name.JA+"("+p.ID+")")
	}
	d.complain(&rulePopulation, pos, field, strings.Join(all, ", "))
	return 0, false
}

// parts checks that no part of the row is larger than its whole.
func (d *decoder) parts(row *Row) {
	for i, m := range d.Measures {
		for _, whole := range m.PartOf {
			j := slices.IndexFunc(d.Measures, func(w *contract.Measure) bool { return w.ID == whole })
			if j < 0 || row.Values[i].Status != Given || row.Values[j].Status != Given || row.Values[i].N <= row.Values[j].N {
				continue
			}
			w := d.Measures[j]
			d.complain(&rulePart, d.at(d.values[i]), m.Name.JA, row.Values[i].N, w.Name.JA, row.Values[j].N, m.ID, w.ID)
		}
	}
}

var totalWords = []string{"計", "合計", "総数", "総計", "全体", "男女計", "total"}

// total recognises the rows of totals that exports carry.
func (d *decoder) total(fields []string) bool {
	for _, a := range d.axes {
		if len(fields[a.column]) > 12 {
			continue
		}
		if w := rows.Fold(fields[a.column]); slices.Contains(totalWords, strings.ToLower(w)) {
			d.once(&ruleTotals, d.at(a.column), fields[a.column])
			return true
		}
	}
	return false
}

package source

import (
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/rows"
)

var (
	rulePeriod = diag.Rule{
		ID:   "csv/quarter",
		Msg:  diag.Text{JA: "期間 %[1]q を四半期として読めません", EN: "period %[1]q is not a quarter"},
		Hint: diag.Text{JA: "2026年度第1四半期、令和8年度1Q、2026年4-6月期、2026FQ1 のように書いてください。日付の列なら source.yaml に period: {column: 見出し, as: datetime} と書きます", EN: "write 2026FQ1 (from April), 2026CQ2 (from January) or 2026年度第1四半期; for a column of dates write period: {column: HEADER, as: datetime} in source.yaml"},
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
	rulePeriodOldEra = diag.Rule{
		ID: "csv/quarter-era", Warn: true,
		Msg:  diag.Text{JA: "期間 %[1]q を %[2]s と読みました。その年号はもう終わっています", EN: "period %[1]q was read as %[2]s; its era had ended by then"},
		Hint: diag.Text{JA: "古い計画の書き方でなければ、年号と年を確かめてください", EN: "unless an old plan is meant, see whether era and year are right"},
	}
	ruleBlankKey = diag.Rule{
		ID:   "csv/blank-key",
		Msg:  diag.Text{JA: "必要な列「%[1]s」が空です", EN: "the required column %[2]s is empty"},
		Hint: diag.Text{JA: "この行の「%[1]s」を入れてください。空の行なら消してください。全部の行で同じなら source.yaml の fixed に書けます", EN: "fill it in, or delete the row; if it is the same in all rows, write it under fixed in source.yaml"},
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
	ruleRevision = diag.Rule{
		ID:   "csv/revision",
		Msg:  diag.Text{JA: "版 %[1]q は番号ではありません", EN: "revision %[1]q is not a number"},
		Hint: diag.Text{JA: "1, 2, 3 … 999 の番号で書いてください。空欄は 1 です", EN: "write 1, 2, 3, ... 999; an empty field is 1"},
	}
	rulePopulation = diag.Rule{
		ID:   "survey/population",
		Msg:  diag.Text{JA: "調査対象 %[1]q はありません", EN: "there is no population %[1]q"},
		Hint: diag.Text{JA: "使える調査対象: %[2]s", EN: "populations: %[2]s"},
	}
)

// blank complains of an empty field of a key that every row must have.
func (d *decoder) blank(column string, pos diag.Pos) {
	for _, c := range d.Table.Keys {
		if c.ID == column {
			d.complain(&ruleBlankKey, pos, c.Name.JA, c.ID)
		}
	}
}

// periodOf reads the quarter of the current row. Labels repeat, so they are
// read once; date-times do not, and are read each time.
func (d *decoder) periodOf(field string) dim.Quarter {
	if q, ok := d.periods.known[field]; ok {
		return q
	}
	text := d.periods.words.of(field)
	if d.m.Period != nil && d.m.Period.As == "datetime" && rows.Clean(text) != "" {
		q, ok := parseDateTime(text)
		if !ok {
			d.complain(&ruleDateTime, d.r.Pos(d.period), field)
		}
		return q
	}
	q, ok := d.quarter(text, diag.Pos{})
	if ok {
		d.periods.keep(field, q)
	}
	return q
}

var periodRules = map[periodTrouble]*diag.Rule{
	periodUnreadable: &rulePeriod, periodAmbiguous: &rulePeriodAmbiguous,
	periodMonth: &rulePeriodMonth, periodSpan: &rulePeriodSpan,
}

// quarter reads a label; the zero place stands for the period's field.
func (d *decoder) quarter(label string, pos diag.Pos) (dim.Quarter, bool) {
	q, trouble := parsePeriod(label, d.basis)
	if trouble == periodGood {
		return q, true
	}
	pos = d.at(d.period, pos)
	switch {
	case trouble == periodOldEra:
		d.complain(&rulePeriodOldEra, pos, label, q.ID(dim.Fiscal))
		return q, true
	case rows.Clean(label) == "":
		d.blank(contract.ColumnPeriod, pos)
	default:
		d.complain(periodRules[trouble], pos, label)
	}
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
func (d *decoder) count(field string, c *valueColumn) Value {
	text := c.words.of(field)
	if n, ok := plainDigits(text); ok && !d.numericMarks {
		return Value{N: n}
	}
	folded := rows.Fold(text)
	if mark, ok := d.marks[markKey(folded)]; ok {
		return Value{Status: mark.status}
	}
	status, ok := defaultMark(folded)
	if !ok {
		return d.number(field, folded, c)
	}
	switch {
	case folded == "" && c.measure.Required:
		d.complain(&ruleBlank, d.r.Pos(c.column), c.measure.Name.JA, c.measure.ID)
	case markKey(folded) == "-":
		d.once(&ruleDash, d.r.Pos(c.column), rows.Clean(field))
	}
	return Value{Status: status}
}

func (d *decoder) number(field, folded string, c *valueColumn) Value {
	n, trouble := parseCount(folded)
	if trouble != numberGood {
		why := numberReasons[trouble]
		d.complain(&ruleNumber, d.r.Pos(c.column), c.measure.Name.JA, field, why.JA, c.measure.ID, why.EN)
	}
	return Value{N: n}
}

// reply reads the answer to a survey item.
func (d *decoder) reply(field string, c *valueColumn) Value {
	text := c.words.of(field)
	if n, ok := plainDigits(text); ok && n < int64(len(c.classes)) && !d.numericMarks {
		return c.classes[n]
	}
	return d.answerTo(text, c.column, c.item)
}

// answerTo tries the declared marks first, so that 99 may stand for no answer,
// then the answers, then the marks that everybody uses.
func (d *decoder) answerTo(text string, column int, it *contract.Item) Value {
	folded := rows.Fold(text)
	tries := []string{rows.Clean(text), folded, withoutZeros(folded)}
	if mark, ok := d.marks[markKey(folded)]; ok {
		if !mark.zero {
			return Value{Status: mark.status}
		}
		tries = []string{"0"}
	}
	for _, s := range tries {
		if i, point, ok := it.Classify(s); ok {
			return Value{N: int64(i), Point: int32(point)}
		}
	}
	if s, ok := defaultMark(folded); ok {
		return Value{Status: s}
	}
	d.complain(&ruleAnswer, d.r.Pos(column), it.Name.JA, text, it.ID, answersOf(it))
	return Value{Status: Missing}
}

func answersOf(it *contract.Item) string {
	if it.Points > 0 {
		return "0–" + strconv.Itoa(it.Points)
	}
	var names []string
	for _, a := range it.Answers {
		names = append(names, a.Name.JA)
	}
	return strings.Join(names, ", ")
}

// tally reads which answer to which item a row of survey_tally counts.
func (d *decoder) tally(row *Row) {
	if d.item >= 0 {
		var ok bool
		if row.Item, ok = d.itemOf(d.fields[d.item], diag.Pos{}); !ok {
			return
		}
	}
	field := wording(d.m.Values[contract.ColumnAnswer]).of(d.fields[d.answer])
	row.Answer = d.answerTo(field, d.answer, &d.env.Contract.Items[row.Item])
}

// itemOf gives the index of a survey item.
func (d *decoder) itemOf(field string, pos diag.Pos) (int, bool) {
	if i, ok := d.items.known[field]; ok {
		return i, true
	}
	name := labelKey(d.items.words.of(field))
	i := slices.IndexFunc(d.env.Contract.Items, func(it contract.Item) bool {
		return isOneOf(name, append([]string{it.ID, it.Name.JA, it.Name.EN}, it.Aliases...)...)
	})
	if i >= 0 {
		d.items.keep(field, i)
		return i, true
	}
	if pos = d.at(d.item, pos); name == "" {
		d.blank(contract.ColumnItem, pos)
		return 0, false
	}
	var items []string
	for _, it := range d.env.Contract.Items {
		items = append(items, it.ID)
	}
	d.complain(&ruleItem, pos, field, strings.Join(items, ", "))
	return 0, false
}

// labelKey is the form in which names are compared: folded, without regard to
// case.
func labelKey(s string) string { return strings.ToLower(rows.Fold(s)) }

// isOneOf reports whether a name, which is a labelKey, is one of several; no
// name is blank.
func isOneOf(key string, names ...string) bool {
	return key != "" && slices.ContainsFunc(names, func(n string) bool { return labelKey(n) == key })
}

func (d *decoder) population(field string, pos diag.Pos) (dim.Code, bool) {
	if c, ok := d.populations.known[field]; ok {
		return c, true
	}
	name := labelKey(d.populations.words.of(field))
	var all []string
	for _, p := range d.env.Contract.Populations {
		if isOneOf(name, p.ID, p.Name.JA, p.Name.EN) {
			c, ok := d.env.Lists.Code(dim.Category, p.ID)
			d.populations.keep(field, c)
			return c, ok
		}
		all = append(all, p.Name.JA+"("+p.ID+")")
	}
	if pos = d.at(d.asked, pos); name == "" {
		d.blank(contract.ColumnPopulation, pos)
		return 0, false
	}
	d.complain(&rulePopulation, pos, field, strings.Join(all, ", "))
	return 0, false
}

// checkParts finds a part of the row that is larger than its whole.
func (d *decoder) checkParts(values []Value) {
	for _, p := range d.parts {
		a, b := values[p.part], values[p.whole]
		if a.Status == Given && b.Status == Given && a.N > b.N {
			m, w := d.Measures[p.part], d.Measures[p.whole]
			d.complain(&rulePart, d.r.Pos(d.values[p.part]), m.Name.JA, a.N, w.Name.JA, b.N, m.ID, w.ID)
		}
	}
}

func (d *decoder) revisionOf(field string, pos diag.Pos) int {
	s := rows.Fold(wording(d.m.Values[contract.ColumnRevision]).of(field))
	if s == "" {
		return 1
	}
	n, trouble := wholeNumber(withoutZeros(s))
	if trouble != numberGood || n < 1 || n > 999 {
		d.complain(&ruleRevision, d.at(d.revision, pos), field)
		return 1
	}
	return int(n)
}

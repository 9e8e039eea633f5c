package source

import (
	"fmt"
	"slices"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/notation"
	"fukusen/internal/rows"
)

var (
	rulePeriod = diag.Rule{
		ID:   "csv/quarter",
		Msg:  diag.Text{JA: "期間 %[1]q を四半期としても月としても読めません(%[2]s)", EN: "period %[1]q is neither a quarter nor a month (%[3]s)"},
		Hint: diag.Text{JA: "2026年度第1四半期、令和8年度1Q、2026年4-6月期、2026FQ1、2026年4月 のように書いてください。日付の列なら source.yaml に period: {column: 見出し, as: datetime} と書きます", EN: "write 2026FQ1 (from April), 2026CQ2 (from January) or 2026-04; for a column of dates write period: {column: HEADER, as: datetime} in source.yaml"},
	}
	rulePeriodSerial = diag.Rule{
		ID:   "csv/quarter-serial",
		Msg:  diag.Text{JA: "期間 %[1]q は、Excel の日付の通し番号のようです。日付なら %[2]s に当たります", EN: "period %[1]q looks like the number by which a spreadsheet stores a day, which would be %[2]s"},
		Hint: diag.Text{JA: "Excel でその列の表示形式を「日付」にして保存し直すか、2026年4月 のように書いてください。番号のまま読むなら source.yaml に period: {column: %[3]s, as: datetime} と dates: serial を書きます", EN: "format the column as a date and save it again, or write the month as 2026-04; to have the numbers read as they are write period: {column: %[3]s, as: datetime} and dates: serial in source.yaml"},
	}
	rulePeriodAmbiguous = diag.Rule{
		ID:   "csv/quarter-basis",
		Msg:  diag.Text{JA: "期間 %[1]q は、年度なら%[2]s、暦年なら%[3]sで、どちらか分かりません", EN: "period %[1]q is %[2]s of a fiscal year, but %[3]s of a calendar year"},
		Hint: diag.Text{JA: "年度なら %[4]s、暦年なら %[5]s と書いてください。source.yaml の quarter_basis: fiscal(年度)か calendar(暦年)でも決められます", EN: "write %[4]s for the first or %[5]s for the second; it can also be declared in source.yaml: quarter_basis: fiscal or calendar"},
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
	rulePeriodLong = diag.Rule{
		ID:   "csv/quarter-year",
		Msg:  diag.Text{JA: "期間 %[1]q は四半期より長い期間です", EN: "period %[1]q is longer than a quarter"},
		Hint: diag.Text{JA: "四半期か月ごとの行に分けて書いてください。年に一度の調査なら、行った四半期を書きます", EN: "split it into quarters or months; of a yearly survey give the quarter in which it was held"},
	}
	rulePeriodFuture = diag.Rule{
		ID:   "csv/quarter-future",
		Msg:  diag.Text{JA: "期間 %[1]q はまだ来ていません(今の四半期は %[2]s)", EN: "period %[1]q lies in the future (this quarter is %[2]s)"},
		Hint: diag.Text{JA: "年の書き間違いでないか確かめてください", EN: "see whether the year is right"},
	}
	rulePeriodFiscal = diag.Rule{
		ID: "csv/quarter-fiscal", Warn: true,
		Msg:  diag.Text{JA: "期間 %[1]q を4月始まりの年度で読みました。提出者一覧には、年度が4月に始まらない提出者がいます", EN: "period %[1]q was counted from April; organisations.csv has an organisation whose fiscal year begins in another month"},
		Hint: diag.Text{JA: "その提出者自身の年度なら source.yaml に fiscal_year_start: 始まりの月 を書き、4月始まりなら fiscal_year_start: 4 と書いてください", EN: "if its own fiscal year is meant write fiscal_year_start: MONTH in source.yaml, else fiscal_year_start: 4"},
	}
	ruleBlankKey = diag.Rule{
		ID:   "csv/blank-key",
		Msg:  diag.Text{JA: "必要な列「%[1]s」が空です", EN: "the required column %[2]s is empty"},
		Hint: diag.Text{JA: "この行の「%[1]s」を入れてください。空の行なら消してください。全部の行で同じなら source.yaml の fixed に書けます", EN: "fill it in, or delete the row; if it is the same in all rows, write it under fixed in source.yaml"},
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
	ruleItemSeveral = diag.Rule{
		ID:   "survey/item-several",
		Msg:  diag.Text{JA: "設問「%[1]s」はいくつでも選べるので、回答ごとの人数だけでは回答者の数が分かりません", EN: "%[2]s takes several answers, so the counts of its answers do not tell how many answered"},
		Hint: diag.Text{JA: "この設問は調査票(一人一行)の形で送ってください。出せなければ、この設問の行を消してください", EN: "send this item as answers, one row a respondent, or delete its rows"},
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
			d.complain(&ruleBlankKey, pos, diag.Public(c.Name.JA), diag.Public(c.ID))
		}
	}
}

// ParseQuarter reads a quarter in the forms that exports may have; one that may
// be counted from January or from April is none.
func ParseQuarter(text string) (q dim.Quarter, ok bool) {
	p, trouble := notation.ParsePeriod(text, notation.PeriodOptions{})
	return p.Quarter, trouble == notation.Good && p.Kind == notation.Quarter
}

// periodOf reads the period of the current row. Labels repeat, so they are
// read once.
func (d *decoder) periodOf(field string) when {
	if w, ok := d.periods.get(field); ok {
		return w
	}
	text := d.periods.words.of(field)
	if d.m.Period != nil && d.m.Period.As == "datetime" && rows.Clean(text) != "" {
		day, ok := d.date(text, &periodColumn, d.r.Pos(d.period))
		if !ok {
			return when{}
		}
		w := when{quarter: dim.QuarterOf(day.Year(), int(day.Month()))}
		d.periods.keep(field, w)
		return w
	}
	w, ok := d.label(text, diag.Pos{})
	if ok {
		d.periods.keep(field, w)
	}
	return w
}

// periodColumn is what the findings about a day call its column.
var periodColumn = contract.Column{ID: contract.ColumnPeriod, Name: contract.Name{JA: "期間", EN: "Period"}}

// label reads a label; the zero place stands for the period's field.
func (d *decoder) label(text string, pos diag.Pos) (when, bool) {
	p, trouble := notation.ParsePeriod(text, d.periodOpt)
	pos = d.at(d.period, pos)
	if trouble == notation.Day && d.Table.Public { // a register of a day is that of its quarter
		trouble = notation.Good
		p.Kind = notation.Quarter
	}
	if trouble != notation.Good {
		d.noPeriod(text, p, trouble, pos)
		return when{}, false
	}
	w := when{quarter: p.Quarter}
	if p.Kind == notation.Month {
		w.month = int8(p.Month)
	}
	if p.Flags.Has(notation.OldEra) {
		d.complain(&rulePeriodOldEra, pos, text, inWords(p.Quarter))
	}
	if d.m.FiscalStart == 0 && d.env.OtherFiscalYears && p.Kind == notation.Quarter && fiscalWords(text) {
		d.complain(&rulePeriodFiscal, pos, text)
	}
	return w, true
}

// fiscalWords reports a label that counts from the start of a fiscal year.
func fiscalWords(text string) bool {
	return strings.Contains(text, "年度") || strings.Contains(strings.ToUpper(rows.Fold(text)), "FY")
}

func (d *decoder) noPeriod(text string, p notation.Period, trouble notation.Trouble, pos diag.Pos) {
	switch trouble {
	case notation.Blank:
		d.blank(contract.ColumnPeriod, pos)
	case notation.Ambiguous:
		d.eitherPeriod(text, pos)
	case notation.Span:
		d.complain(&rulePeriodSpan, pos, text)
	case notation.WholeYear, notation.HalfYear:
		d.complain(&rulePeriodLong, pos, text)
	case notation.Future:
		d.complain(&rulePeriodFuture, pos, text, diag.Public(inWords(d.env.Latest)))
	case notation.Serial:
		day, _ := notation.ParseDate(text, notation.DateOptions{Serial: true, From1904: d.dateOpt.From1904})
		d.complain(&rulePeriodSerial, pos, text, day.String(), diag.Public(d.periodHeader()))
	default:
		why := reasonOf(periodReasons, trouble)
		d.complain(&rulePeriod, pos, text, diag.Public(why.JA), diag.Public(why.EN))
	}
}

// eitherPeriod complains of a label that has a meaning on each basis, and names
// both; of one that has none on either it complains as of any other.
func (d *decoder) eitherPeriod(text string, pos diag.Pos) {
	args := []any{text}
	var write []any
	for _, b := range []dim.Basis{dim.Fiscal, dim.Calendar} {
		p, trouble := notation.ParsePeriod(text, notation.PeriodOptions{Basis: &b})
		if p.Kind == notation.NoPeriod {
			d.noPeriod(text, p, trouble, pos)
			return
		}
		months, id := d.meaning(p.Quarter, b)
		args, write = append(args, diag.Public(months)), append(write, diag.Public(id))
	}
	d.complain(&rulePeriodAmbiguous, pos, append(args, write...)...)
}

// meaning gives the months of a quarter that was counted from April or from
// January, and how to write what is meant. The submitter's own fiscal year may
// begin in another month, even so that it has no quarter of ours but months.
func (d *decoder) meaning(q dim.Quarter, b dim.Basis) (months diag.Text, id string) {
	first := q.Start()
	if start := d.m.FiscalStart; b == dim.Fiscal && start != 0 {
		first = first.AddDate(0, start-4, 0)
	}
	q, last := dim.QuarterOf(first.Year(), int(first.Month())), first.AddDate(0, 2, 0)
	id = strings.ToUpper(q.ID(b))
	if q.Start() != first {
		id = first.Format("2006-01")
	}
	ja := fmt.Sprintf("%d年%d月から%d年%d月まで", first.Year(), first.Month(), last.Year(), last.Month())
	en := fmt.Sprintf("%s %d to %s %d", first.Month(), first.Year(), last.Month(), last.Year())
	if first.Year() == last.Year() {
		ja = fmt.Sprintf("%d年%d月から%d月まで", first.Year(), first.Month(), last.Month())
		en = fmt.Sprintf("%s to %s %d", first.Month(), last.Month(), last.Year())
	}
	return diag.Text{JA: ja, EN: en}, id
}

// inWords writes a quarter in a finding.
func inWords(q dim.Quarter) diag.Text {
	ja, en := q.Words(dim.Fiscal)
	return diag.Text{JA: ja, EN: en}
}

// periodHeader is what the file calls the column of periods.
func (d *decoder) periodHeader() string {
	if d.period < 0 {
		return contract.ColumnPeriod
	}
	return d.r.Header()[d.period]
}

var periodReasons = map[notation.Trouble]diag.Text{
	notation.Unreadable:   {JA: "期間の書き方ではありません", EN: "not a way to write a period"},
	notation.Disguised:    {JA: "数字に似た別の文字が混じっています", EN: "some character only looks like a digit"},
	notation.Damaged:      {JA: "Excel が日付などに変えてしまった値のようです", EN: "a spreadsheet seems to have changed it"},
	notation.NoYear:       {JA: "年がありません", EN: "there is no year"},
	notation.TwoDigitYear: {JA: "年が2桁で、西暦か年号か分かりません", EN: "the year has two digits and may be of an era"},
	notation.Unaligned:    {JA: "年度の始まりの月から数えると、1・4・7・10月に始まる四半期になりません。月ごとの行にしてください", EN: "counted from the first month of the fiscal year it is no quarter of ours; give months"},
	notation.Day:          {JA: "日付です", EN: "it is a day"},
	notation.Implausible:  {JA: "年が範囲の外です", EN: "the year is out of range"},
	notation.WrongEra:     {JA: "その年号の期間に入りません", EN: "it does not lie in the era"},
}

// tally reads which answer to which item a row of survey_tally counts.
func (d *decoder) tally(row *Row) {
	if d.item >= 0 {
		var ok bool
		if row.Item, ok = d.itemOf(d.fields[d.item], diag.Pos{}); !ok {
			return
		}
	}
	it := &d.env.Contract.Items[row.Item]
	words, own := d.m.Values[it.ID]
	if !own {
		words = d.m.Values[contract.ColumnAnswer]
	}
	row.Answer = d.answerTo(wording(words).of(d.fields[d.answer]), d.answer, it)
}

// itemOf gives the index of a survey item.
func (d *decoder) itemOf(field string, pos diag.Pos) (int, bool) {
	if i, ok := d.items.get(field); ok {
		return i, true
	}
	name := labelKey(d.items.words.of(field))
	i := slices.IndexFunc(d.env.Contract.Items, func(it contract.Item) bool {
		return isOneOf(name, append([]string{it.ID, it.Name.JA, it.Name.EN}, it.Aliases...)...)
	})
	if pos = d.at(d.item, pos); i >= 0 {
		if it := &d.env.Contract.Items[i]; it.Several {
			d.complain(&ruleItemSeveral, pos, diag.Public(it.Name.JA), diag.Public(it.ID))
			return 0, false
		}
		d.items.keep(field, i)
		return i, true
	}
	if name == "" {
		d.blank(contract.ColumnItem, pos)
		return 0, false
	}
	var items []string
	for _, it := range d.env.Contract.Items {
		items = append(items, it.ID)
	}
	d.complain(&ruleItem, pos, field, diag.Public(strings.Join(items, ", ")))
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
	if c, ok := d.populations.get(field); ok {
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
	d.complain(&rulePopulation, pos, field, diag.Public(strings.Join(all, ", ")))
	return 0, false
}

func (d *decoder) revisionOf(field string, pos diag.Pos) int {
	s := rows.Fold(wording(d.m.Values[contract.ColumnRevision]).of(field))
	if s == "" {
		return 1
	}
	n, ok := notation.PlainDigits(withoutZeros(s))
	if !ok || n < 1 || n > 999 {
		d.complain(&ruleRevision, d.at(d.revision, pos), field)
		return 1
	}
	return int(n)
}

package source

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/notation"
	"fukusen/internal/rows"
)

// What a field can hold. Only a Given value counts in a sum.
const (
	Given          = notation.Given
	Missing        = notation.Missing
	SourceWithheld = notation.SourceWithheld // the submitter does not tell
	NotApplicable  = notation.NotApplicable
)

// A Status says what a measure's field holds.
type Status = notation.Status

// A Value is the content of one field of a measure, or of a survey item.
type Value struct {
	Status Status
	N      int64 // in the measure's smallest unit; for an item the index of the answer
	Point  int32 // of a survey item with points
}

var (
	ruleNumber = diag.Rule{
		ID:   "csv/number",
		Msg:  diag.Text{JA: "「%[1]s」の値 %[2]q は%[6]sとして読めません(%[3]s)", EN: "%[4]s %[2]q is not %[7]s (%[5]s)"},
		Hint: diag.Text{JA: "%[8]s。分からないときは …、出せないときは x と書きます", EN: "%[8]s; write … where it is not known and x where it cannot be told"},
	}
	ruleFlagged = diag.Rule{
		ID: "csv/number-mark", Warn: true,
		Msg:  diag.Text{JA: "「%[1]s」の値 %[2]q を %[3]d と読みました(%[4]s)", EN: "%[5]s %[2]q was read as %[3]d (%[6]s)"},
		Hint: diag.Text{JA: "そのとおりなら、そのままでかまいません。違うなら書き直してください", EN: "if that is right it can stay; if not, write it again"},
	}
	ruleBlank = diag.Rule{
		ID:   "csv/blank",
		Msg:  diag.Text{JA: "必要な列「%[1]s」が空です", EN: "the required column %[2]s is empty"},
		Hint: diag.Text{JA: "0人なら 0、分からないときは …、出せないときは x と書いてください", EN: "write 0 for none, … where it is not known, x where it cannot be told"},
	}
	ruleDash = diag.Rule{
		ID: "csv/dash", Warn: true,
		Msg:    diag.Text{JA: "%[1]q を「該当なし」と読みました。0 とは数えていません", EN: "%[1]q was read as not applicable, not as 0"},
		Hint:   diag.Text{JA: "0 の意味なら source.yaml に markers: {\"%[1]s\": zero} と書いてください", EN: "if it means 0, write markers: {\"%[1]s\": zero} in source.yaml"},
		Sender: diag.Text{JA: "0 の意味なら 0 と書いてください", EN: "if it means 0, write 0"},
	}
	rulePart = diag.Rule{
		ID:   "csv/part",
		Msg:  diag.Text{JA: "「%[1]s」%[2]d が「%[3]s」%[4]d より大きくなっています", EN: "%[5]s %[2]d is larger than %[6]s %[4]d"},
		Hint: diag.Text{JA: "「%[1]s」は「%[3]s」の内数です。二つの列が入れ替わっていないか確かめてください", EN: "%[5]s is a part of %[6]s; see whether the two columns are exchanged"},
	}
)

var ruleNone = diag.Rule{
	ID: "csv/part-of-none", Warn: true,
	Msg:  diag.Text{JA: "「%[1]s」は伏せられていますが、「%[2]s」が 0 なので 0 と読みました", EN: "%[3]s is withheld, but %[4]s is 0: it was read as 0"},
	Hint: diag.Text{JA: "そのとおりなら、そのままでかまいません。「%[2]s」が 0 でないなら書き直してください(出せないときは x)", EN: "if that is right it can stay; if %[4]s is not 0, write it again (x where it cannot be told)"},
}

// A valueColumn is how one value of the layout is read.
type valueColumn struct {
	column  int // nowhere for what is worked out
	words   wording
	measure *contract.Measure
	item    *contract.Item
	unit    notation.Unit
	plain   bool           // plain digits are the value, or its point
	product []int          // of what is worked out: the values that are multiplied
	classes []Value        // of an item with points: the answer of each point
	memo    *labels[Value] // of an item without
}

func (d *decoder) prepareValues() {
	d.Scale = make([]int64, len(d.Measures))
	for i, column := range d.values {
		v := valueColumn{column: column}
		if i < len(d.Measures) {
			v.measure = d.Measures[i]
			v.words = d.m.Values[v.measure.ID]
			v.in(d.unit(v.measure, column))
			v.product = d.factors(v.measure)
			d.Scale[i] = v.scale()
		} else {
			v.item = d.Items[i-len(d.Measures)]
			v.words = d.m.Values[v.item.ID]
			v.classes = classesOf(v.item)
			v.memo = newLabels[Value](nil)
			v.plain = v.words == nil && !d.numericMarks
		}
		d.derived = d.derived || column == nowhere && v.measure != nil && v.measure.Product != nil
		d.cells = append(d.cells, v)
	}
	for i, m := range d.Measures {
		for j, w := range d.Measures {
			if slices.Contains(m.PartOf, w.ID) {
				d.parts = append(d.parts, part{i, j})
			}
		}
	}
}

// factors finds the values that a measure is the product of.
func (d *decoder) factors(m *contract.Measure) []int {
	var all []int
	for _, id := range m.Product {
		all = append(all, slices.IndexFunc(d.Measures, func(f *contract.Measure) bool { return f.ID == id }))
	}
	return all
}

// workOutValues gives the values without a column. A product of minutes and
// yen an hour is in yen; one without factors counts the row itself.
func (d *decoder) workOutValues(row *Row) {
	for i := range d.cells {
		c := &d.cells[i]
		if c.column != nowhere || c.measure == nil || c.measure.Product == nil {
			continue
		}
		row.Values[i] = d.product(row, c)
	}
}

// product multiplies; what is not given makes it missing.
func (d *decoder) product(row *Row, c *valueColumn) Value {
	switch len(c.product) {
	case 0:
		return Value{N: 1}
	case 1:
		return counted(row, c.product[0])
	}
	n := big.NewInt(1)
	for _, f := range c.product {
		if f < 0 || row.Values[f].Status != Given {
			return Value{Status: Missing}
		}
		n.Mul(n, big.NewInt(row.Values[f].N))
	}
	n.Div(n.Add(n, big.NewInt(30)), big.NewInt(60)) // half a yen counts as one
	if n.CmpAbs(big.NewInt(notation.Yen().Max)) > 0 {
		d.noNumber(n.String(), notation.TooLarge, c, d.values[c.product[0]])
	}
	return Value{N: n.Int64()}
}

// counted counts a row that gives a value.
func counted(row *Row, factor int) Value {
	if factor < 0 || row.Values[factor].Status == Missing {
		return Value{Status: Missing}
	}
	if v := row.Values[factor]; v.Status != Given {
		return v
	}
	return Value{N: 1}
}

// noNumber complains of a text in the column at.
func (d *decoder) noNumber(text string, trouble notation.Trouble, c *valueColumn, at int) {
	why, unit := reasonOf(numberReasons, trouble), unitName(c.measure.Unit)
	d.complain(&ruleNumber, d.r.Pos(at), diag.Public(c.measure.Name.JA), text, diag.Public(why.JA), diag.Public(c.measure.ID), diag.Public(why.EN), diag.Public(unit.JA), diag.Public(unit.EN), diag.Public(remedyOf(trouble, c)))
}

// markOf finds what stands in place of a number. A declared mark of digits,
// such as 9999, is one in any writing of the number: 9,999 and 9999.0.
func (d *decoder) markOf(text string, u notation.Unit) (Status, bool) {
	status, ok := d.marks.Of(text)
	if ok || !d.numericMarks {
		return status, ok
	}
	u.Scale, u.Declared, u.Clock, u.Negative = 1, false, false, true
	n, trouble := notation.ParseNumber(text, u)
	if trouble != notation.Good {
		return 0, false
	}
	return d.marks.Of(strconv.FormatInt(n.N, 10))
}

var numberReasons = map[notation.Trouble]diag.Text{
	notation.Unreadable:       {JA: "数字ではありません", EN: "not a number"},
	notation.Disguised:        {JA: "数字に似た別の文字が混じっています", EN: "some character only looks like a digit"},
	notation.Damaged:          {JA: "Excel が日付に変えてしまった値のようです", EN: "a spreadsheet seems to have made a date of it"},
	notation.SpreadsheetError: {JA: "Excel のエラーです", EN: "an error of a spreadsheet"},
	notation.Grouping:         {JA: "桁区切りの位置が違います", EN: "the thousands separators are misplaced"},
	notation.Negative:         {JA: "負の数です", EN: "negative"},
	notation.Fraction:         {JA: "小数です", EN: "a fraction"},
	notation.TooFine:          {JA: "分の単位で割り切れません", EN: "not a whole number of the smallest unit"},
	notation.PercentSign:      {JA: "割合ではなく数が必要です", EN: "a percentage, where a count is needed"},
	notation.Rounded:          {JA: "Excel が桁を丸めています", EN: "a spreadsheet has rounded it"},
	notation.TooLarge:         {JA: "大きすぎます", EN: "too large"},
	notation.Parentheses:      {JA: "括弧が負の数か注記か分かりません", EN: "it is not clear whether the parentheses mean a negative number"},
	notation.WrongUnit:        {JA: "この列の単位ではありません", EN: "not a unit of this column"},
	notation.UnitConflict:     {JA: "この列の単位と決めたものと違います", EN: "not the unit that is declared for the column"},
	notation.KanjiNumber:      {JA: "漢数字ではなく数字で書いてください", EN: "write digits, not kanji"},
	notation.Vague:            {JA: "一つの数ではありません", EN: "not one number"},
}

// writeNumber is the remedy where no other is told.
var writeNumber = diag.Text{JA: "数字で書いてください", EN: "write a number"}

var numberRemedies = map[notation.Trouble]diag.Text{
	notation.Fraction:         {JA: "小数は書けません。整数で書いてください(平均や割合を掛けた値なら、元の数を書きます)", EN: "decimals cannot be used: write a whole number (instead of an average or a share the number that it was made of)"},
	notation.Disguised:        {JA: "数字を入力し直してください", EN: "type the number again"},
	notation.SpreadsheetError: {JA: "Excel で数式を直すか、数字を入力してください", EN: "mend the formula, or type the number"},
	notation.Negative:         {JA: "0 以上の数で書いてください", EN: "write a number of 0 or more"},
	notation.Parentheses:      {JA: "負の数なら -50 のように書いてください。括弧のまま使うなら source.yaml に negative: parentheses と書きます", EN: "write a negative number as -50; or declare negative: parentheses in source.yaml"},
	notation.UnitConflict:     {JA: "単位を見出しとそろえてください。列の単位は source.yaml の units で決められます", EN: "use one unit in the column; the unit can be declared under units in source.yaml"},
}

// remedyOf tells how to write a number instead.
func remedyOf(t notation.Trouble, c *valueColumn) diag.Text {
	if c.measure.Unit == contract.UnitYesNo {
		return diag.Text{JA: "あるなら 1、ないなら 0 と書いてください", EN: "write 1 for yes and 0 for no"}
	}
	if r, ok := numberRemedies[t]; ok {
		return r
	}
	return writeNumber
}

var flagReasons = []struct {
	flag notation.Flags
	why  diag.Text
}{
	{notation.Subset, diag.Text{JA: "内数の印が付いています。ほかの行と重なっていないか確かめてください", EN: "marked as a part of another number; make sure that nobody is counted twice"}},
	{notation.SmallSample, diag.Text{JA: "少数を表す印が付いています", EN: "marked as resting on few cases"}},
	{notation.LongVowel, diag.Text{JA: "長音記号をマイナスと読みました", EN: "a long vowel mark was read as a minus sign"}},
	{notation.BelowUnit, diag.Text{JA: "単位に満たない負の数のようです", EN: "a negative amount too small to show"}},
	{notation.Hundredfold, diag.Text{JA: "100倍かもしれません", EN: "perhaps a hundredfold was meant"}},
}

// number reads a field of a measure.
func (d *decoder) number(field string, c *valueColumn) Value {
	text := c.words.of(field)
	if n, ok := notation.PlainDigits(text); ok && c.plain && !d.numericMarks {
		return Value{N: n}
	}
	if status, ok := d.markOf(text, c.unit); ok {
		return d.marked(text, status, c)
	}
	if c.measure.Unit == contract.UnitYesNo {
		return d.yesNo(text, c)
	}
	n, trouble := notation.ParseNumber(text, c.unit)
	if trouble != notation.Good {
		d.noNumber(field, trouble, c, c.column)
	}
	for _, f := range flagReasons {
		if n.Flags.Has(f.flag) {
			d.complain(&ruleFlagged, d.r.Pos(c.column), diag.Public(c.measure.Name.JA), field, n.N, diag.Public(f.why.JA), diag.Public(c.measure.ID), diag.Public(f.why.EN))
		}
	}
	return Value{N: n.N}
}

func (d *decoder) yesNo(text string, c *valueColumn) Value {
	yes, ok := contract.YesNo(rows.Fold(text))
	switch {
	case !ok:
		d.noNumber(text, notation.Unreadable, c, c.column)
	case yes:
		return Value{N: 1}
	}
	return Value{}
}

// marked is what stands in place of a number.
func (d *decoder) marked(text string, status Status, c *valueColumn) Value {
	folded := rows.Fold(text)
	switch {
	case status == notation.Zero:
		return Value{}
	case folded == "" && c.measure.Required:
		d.complain(&ruleBlank, d.r.Pos(c.column), diag.Public(c.measure.Name.JA), diag.Public(c.measure.ID))
	case status == notation.Dash:
		d.once(&ruleDash, d.r.Pos(c.column), rows.Clean(text))
	}
	return Value{Status: status.Counts()}
}

// noneOf reads what a submitter withholds of nobody as 0: it can be nothing else,
// and anybody who knows the whole knows it. A part of such a part follows.
func (d *decoder) noneOf(row *Row) {
	for again := true; again; {
		again = false
		for _, p := range d.parts {
			if row.Values[p.part].Status != SourceWithheld || row.Values[p.whole] != (Value{}) {
				continue
			}
			m, w := d.Measures[p.part], d.Measures[p.whole]
			d.complain(&ruleNone, d.r.Pos(max(0, d.values[p.part])), diag.Public(m.Name.JA), diag.Public(w.Name.JA), diag.Public(m.ID), diag.Public(w.ID))
			row.Values[p.part], again = Value{}, true
		}
	}
}

// checkParts finds a part of the row that is larger than its whole.
func (d *decoder) checkParts(row *Row) {
	d.noneOf(row)
	for _, p := range d.parts {
		d.checkPart(row, p)
	}
	if d.Table.ID == contract.TablePractice {
		if _, isPart := contract.PracticeOf(d.said[0]); isPart {
			d.checkPart(row, part{d.value("value"), d.value("of")})
		}
	}
}

func (d *decoder) checkPart(row *Row, p part) {
	if p.part < 0 || p.whole < 0 {
		return
	}
	a, b := row.Values[p.part], row.Values[p.whole]
	if a.Status == Given && b.Status == Given && a.N > b.N {
		m, w := d.Measures[p.part], d.Measures[p.whole]
		d.complain(&rulePart, d.r.Pos(max(0, d.values[p.part])), diag.Public(m.Name.JA), a.N, diag.Public(w.Name.JA), b.N, diag.Public(m.ID), diag.Public(w.ID))
	}
}

// value finds a measure among those of the layout.
func (d *decoder) value(id string) int {
	return slices.IndexFunc(d.Measures, func(m *contract.Measure) bool { return m.ID == id })
}

// withoutZeros turns 12.0 and 12.00, as spreadsheets and databases write whole
// numbers, into 12. Not 12.000: that may be twelve thousand.
func withoutZeros(s string) string {
	for _, zeros := range []string{".0", ".00"} {
		if whole, ok := strings.CutSuffix(s, zeros); ok && whole != "" {
			return whole
		}
	}
	return s
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

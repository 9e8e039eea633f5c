package source

import (
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/rows"
)

var (
	ruleWeightBlank = diag.Rule{
		ID:   "survey/weight-blank",
		Msg:  diag.Text{JA: "ウェイトが空です。ほかの行にはウェイトがあるので、この人だけ何人分と数えるかが分かりません", EN: "the weight is empty, though other rows have one: how much this person counts is not known"},
		Hint: diag.Text{JA: "この行のウェイトを入れてください。重みを付けない調査なら、列全体を空欄にするか、source.yaml の ignore に見出しを書きます", EN: "fill it in; if the survey is not weighted, leave the whole column empty or list its header under ignore in source.yaml"},
	}
	ruleWeightNumber = diag.Rule{
		ID:   "survey/weight-number",
		Msg:  diag.Text{JA: "ウェイト %[1]q は小数として読めません", EN: "weight %[1]q is not a decimal number"},
		Hint: diag.Text{JA: "1.25 や 0.8 のように書いてください。桁区切り、指数(8E-1)、%% は使えません", EN: "write it as 1.25 or 0.8, without thousands separators, exponent or percent sign"},
	}
	ruleWeightRange = diag.Rule{
		ID:   "survey/weight-range",
		Msg:  diag.Text{JA: "ウェイト %[1]q は 0 から 100 の間にありません", EN: "weight %[1]q is not between 0 and 100"},
		Hint: diag.Text{JA: "平均が 1 になるウェイトが必要です。回答者一人が母集団の何人分かを表す値なら、全員のウェイトをその平均で割ってください", EN: "weights must have mean 1; if they tell how many people a respondent stands for, divide every weight by the mean of all"},
	}
)

// The weight of a respondent in a survey without weights, and the largest.
const (
	oneWeight = 1000
	maxWeight = contract.MaxWeight * oneWeight
)

// weightOf reads the weight of a respondent, in thousandths. One that is left
// empty is 1: unweighed complains of it if others are not.
func (d *decoder) weightOf(field string) int64 {
	n, ok := thousandths(field)
	if !ok || d.m.Values[contract.ColumnWeight] != nil || len(d.m.Markers) > 0 {
		return d.writtenWeight(field)
	}
	if d.weighed = true; n > maxWeight {
		d.complain(&ruleWeightRange, d.r.Pos(d.weight), field)
	}
	return n
}

// writtenWeight reads a weight that is not plain digits, or that source.yaml may
// have words or marks for.
func (d *decoder) writtenWeight(field string) int64 {
	text := rows.Fold(wording(d.m.Values[contract.ColumnWeight]).of(field))
	if _, marked := d.marks.Of(text); text == "" || len(d.m.Markers) > 0 && marked {
		d.unweighed.Add(&ruleWeightBlank, d.r.Pos(d.weight))
		return oneWeight
	}
	d.weighed = true
	n, ok := thousandths(text)
	_, below := thousandths(strings.TrimLeft(text, "-−▲△"))
	switch {
	case ok && n <= maxWeight:
		return n
	case ok || below:
		d.complain(&ruleWeightRange, d.r.Pos(d.weight), field)
	default:
		d.complain(&ruleWeightNumber, d.r.Pos(d.weight), field)
	}
	return 0
}

// ParseWeight reads the weight of a respondent, in thousandths; ok is false for
// what is no weight.
func ParseWeight(field string) (n int64, ok bool) {
	n, ok = thousandths(rows.Fold(field))
	return n, ok && n <= maxWeight
}

// thousandths reads digits with or without a point, rounded half away from zero. What is
// larger than any weight, with however many digits, is some number above
// maxWeight.
func thousandths(s string) (n int64, ok bool) {
	after := -1 // digits behind the point; -1 before it
	for i := range len(s) {
		c := s[i]
		if c == '.' && after < 0 {
			after = 0
			continue
		}
		if c < '0' || c > '9' {
			return 0, false
		}
		ok = true
		switch digit := int64(c - '0'); {
		case after < 0:
			n = min(10*n+digit, maxWeight)
		case after < 3:
			n = 10*n + digit
		case after == 3 && digit >= 5:
			n++
		}
		if after >= 0 {
			after++
		}
	}
	for after = max(after, 0); after < 3; after++ {
		n *= 10
	}
	return n, ok
}

// unweighed gives the findings about rows without a weight, unless no row of
// the file has one: then the column was left empty, and the file is unweighted.
func unweighed(file File, shards []*decoder) diag.List {
	some := shards[0].weighed
	for _, other := range shards[1:] {
		some = some || other.weighed
		shards[0].unweighed.Merge(&other.unweighed)
	}
	if !some {
		return nil
	}
	return shards[0].unweighed.Take(file.Path)
}

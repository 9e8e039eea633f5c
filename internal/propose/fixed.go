package propose

import (
	"fukusen/internal/contract"
	"fukusen/internal/diag"
)

// fixed asks for the required columns that the file does not have.
func (w *writer) fixed() {
	var lines []string
	if p := w.p; p.sender != "" {
		name, from, _ := p.tellSenders(w.lang)
		lines = append(lines, "  organisation: "+quoted(p.sender)+"  # "+w.say(diag.Text{JA: "たぶん; %[1]s — %[2]sから。違えば直してください", EN: "likely; %[1]s, from %[2]s; put it right if it is not"}, name, from))
	}
	for _, c := range w.p.Missing {
		if c.ID == contract.ColumnPeriod && w.p.disputes(c.ID) {
			continue // the rows are of several periods
		}
		value, ok := w.wanted(c)
		if !ok {
			w.comment(diag.Text{JA: "必要な列「%s」(%s)がありません。ファイルに加えてもらってください", EN: "The required column %[2]s is missing; ask for it"}, c.Name.JA, c.ID)
			continue
		}
		lines = append(lines, entry(false, "  "+c.ID+":", value))
	}
	w.section("fixed:", lines)
}

// wanted says how a column can be fixed for the whole file, if it can.
func (w *writer) wanted(c contract.Column) (string, bool) {
	switch c.ID {
	case contract.ColumnOrganisation:
		if w.p.choices[c.ID] != nil {
			return w.say(diag.Text{JA: "どの団体のファイルですか。右に書いて # を消してください。提出者一覧にあるもの: %s", EN: "who sent the file? write the id and delete the #; the register has: %s"}, w.choices(c.ID)), true
		}
		return w.say(diag.Text{JA: "どの団体のファイルですか。提出者一覧の番号か記号を書いて # を消してください", EN: "who sent the file? write the number or id of organisations.csv and delete the #"}), true
	case contract.ColumnPopulation:
		return w.say(diag.Text{
			JA: "だれへの調査ですか。employee(従業員)、resident(住民)、student(在学者)、member(会員)、related(関係人口)、visitor(来訪者)、leaver(退職者)",
			EN: "who was asked? employee, resident, student, member, related, visitor or leaver",
		}), true
	case contract.ColumnPeriod:
		return w.say(diag.Text{JA: "いつの数字ですか。2026FQ1 や 2026-04 のように書いて # を消してください", EN: "when was it? write 2026FQ1 or 2026-04 and delete the #"}), true
	case "area":
		return w.say(diag.Text{JA: "どこの数字ですか。6桁のコードを引用符で囲んで書き、# を消してください", EN: "where was it? write the six-digit code between quotes and delete the #"}), true
	case contract.ColumnItem:
		return w.say(diag.Text{JA: "どの項目ですか。id を書いて # を消してください", EN: "which item? write its id and delete the #"}), true
	}
	return "", false
}

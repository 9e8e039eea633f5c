package template

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// validate says what may be typed into column i. What is not allowed stops
// with a message; an empty cell is always allowed.
func (b *book) validate(i int, c column) {
	l := letter(i)
	v := excelize.NewDataValidation(true)
	v.SetSqref(fmt.Sprintf("%s2:%s%d", l, l, lastRow))
	first := l + "2"
	switch {
	case c.list != nil:
		v.SetSqrefDropList(fmt.Sprintf("%s!$%s$2:$%s$%d", listsSheet, l, l, len(c.list)+1))
		v.SetError(listStyle(c), c.name.JA, "一覧から選んでください。\nChoose from the list.")
	case c.entry == whole || c.entry == amount:
		b.try(v.SetRange(number(first, c), "", excelize.DataValidationTypeCustom, 0))
		v.SetError(excelize.DataValidationErrorStyleStop, c.name.JA, numberHelp(c))
	case c.entry == day:
		b.try(v.SetRange("36526", "73050", excelize.DataValidationTypeDate, excelize.DataValidationOperatorBetween)) // 2000 to 2099
		v.SetError(excelize.DataValidationErrorStyleStop, c.name.JA, "2026-04-01 のように、日付を入れてください。\nType a date such as 2026-04-01.")
	default:
		return
	}
	b.try(b.AddDataValidation(b.data, v))
}

// listStyle lets another text pass where it may be right, after a question.
func listStyle(c column) excelize.DataValidationErrorStyle {
	if c.open {
		return excelize.DataValidationErrorStyleWarning
	}
	return excelize.DataValidationErrorStyleStop
}

// number is the condition for a number in the cell, or one of the markers.
func number(cell string, c column) string {
	parts := []string{fmt.Sprintf("%s>=%d", cell, c.from)}
	if c.to != 0 {
		parts = append(parts, fmt.Sprintf("%s<=%d", cell, c.to))
	}
	if c.entry == whole {
		parts = append(parts, fmt.Sprintf("%s=INT(%s)", cell, cell))
	}
	// AND evaluates all of its arguments, and INT of a text is an error, so the
	// test for a number has to stand outside.
	condition := fmt.Sprintf("IF(ISNUMBER(%s),AND(%s),%s)", cell, strings.Join(parts, ","), markers(cell, c))
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(condition)
}

func markers(cell string, c column) string {
	if !c.markers {
		return "FALSE"
	}
	return fmt.Sprintf(`OR(%[1]s="…",LOWER(%[1]s)="x",%[1]s="-")`, cell)
}

func numberHelp(c column) string {
	ja, en := "数を入れてください(0 以上)", "Type a number, 0 or more"
	if c.entry == whole {
		ja, en = "整数を入れてください(0 以上)", "Type a whole number, 0 or more"
	}
	if c.to != 0 {
		ja, en = fmt.Sprintf("%d から %d までの数を入れてください", c.from, c.to), fmt.Sprintf("Type a number from %d to %d", c.from, c.to)
		if c.entry == whole {
			ja, en = strings.Replace(ja, "数を", "整数を", 1), strings.Replace(en, "a number", "a whole number", 1)
		}
	}
	if c.markers {
		ja += "。不明は …、秘匿は x、該当なしは -"
		en += "; … not known, x withheld, - not applicable"
	}
	return ja + "。\n" + en + "."
}

// lists writes the choices of each column below its letter in a hidden sheet,
// because a list inside the rule itself may only have 255 characters.
func (b *book) lists() {
	_, err := b.NewSheet(listsSheet)
	b.try(err)
	for i, c := range b.form.columns {
		if c.list == nil {
			continue
		}
		b.try(b.SetCellStr(listsSheet, letter(i)+"1", c.name.JA))
		for j, s := range c.list {
			b.try(b.SetCellStr(listsSheet, fmt.Sprintf("%s%d", letter(i), j+2), s))
		}
	}
	b.try(b.SetSheetVisible(listsSheet, false))
	b.try(b.SetDefinedName(&excelize.DefinedName{Name: listsName, RefersTo: listsSheet + "!$A$1"}))
}

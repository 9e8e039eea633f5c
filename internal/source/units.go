package source

import (
	"regexp"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/notation"
	"fukusen/internal/rows"
)

// unitOf says how the numbers of a unit are written.
func unitOf(u contract.Unit) notation.Unit {
	switch u {
	case contract.UnitYen:
		y := notation.Yen()
		y.Negative = true // corrections
		return y
	case contract.UnitMinutes:
		return notation.Hours()
	case contract.UnitPersons:
		return notation.Persons()
	}
	return notation.Count(countWords[u]...)
}

var countWords = map[contract.Unit][]string{
	contract.UnitItems: {"件", "回", "枠", "個"}, contract.UnitDays: {"日"}, contract.UnitCredits: {"単位"},
	contract.UnitSchools: {"校"}, contract.UnitEntities: {"社"},
}

var unitNames = map[contract.Unit]diag.Text{
	contract.UnitPersons: {JA: "人数", EN: "a count of persons"}, contract.UnitYen: {JA: "金額(円)", EN: "an amount of yen"},
	contract.UnitMinutes: {JA: "時間", EN: "a number of hours"}, contract.UnitYesNo: {JA: "1(ある)か 0(ない)", EN: "1 (yes) or 0 (no)"},
}

// unitName says what the numbers of a unit are.
func unitName(u contract.Unit) diag.Text {
	if n, ok := unitNames[u]; ok {
		return n
	}
	return diag.Text{JA: "数", EN: "a count"}
}

// in tells the unit that the numbers of the column are in.
func (c *valueColumn) in(u notation.Unit) {
	c.unit = u
	c.plain = c.measure.Unit != contract.UnitYesNo && c.measure.Unit != contract.UnitMinutes && !u.Declared
}

// scale is how many of the smallest units make one of the file's.
func (c *valueColumn) scale() int64 {
	if c.unit.Declared {
		return c.unit.Scale
	}
	return 1
}

var ruleUnit = diag.Rule{
	ID:   "source/unit",
	Msg:  diag.Text{JA: "「%[3]s」の単位が %[2]q とされていますが、この列の単位ではありません", EN: "the unit of %[1]s is said to be %[2]q, which it cannot be"},
	Hint: diag.Text{JA: "列を取り違えていないか確かめてください。金額なら 円・千円・百万円、時間なら 時間・分、人数なら 人・千人 です。source.yaml の units でも決められます", EN: "see whether it is the right column; money is in 円, 千円 or 百万円, time in 時間 or 分, persons in 人 or 千人; units in source.yaml can say it, too"},
}

var ruleUnitTwice = diag.Rule{
	ID: "source/unit-twice", Warn: true,
	Msg:  diag.Text{JA: "「%[4]s」の単位は、ファイルでは %[3]q ですが、source.yaml では %[2]q です。source.yaml のとおりに読みました", EN: "the unit of %[1]s is %[3]q in the file and %[2]q in source.yaml; it was read as source.yaml says"},
	Hint: diag.Text{JA: "ファイルのほうが正しければ、source.yaml の units からこの列を消してください", EN: "if the file is right, delete the column under units in source.yaml"},
}

// unit is how the numbers of a measure are written in this file: in the unit
// that source.yaml declares, or that stands in or under the header. A unit that
// is not one of the measure's is a finding: 千円 passed over would make the
// sums a thousand times too small.
func (d *decoder) unit(m *contract.Measure, column int) notation.Unit {
	u := unitOf(m.Unit)
	u.Parens = d.m.Negative == "parentheses" && u.Negative
	word := d.m.Units[m.ID]
	pos := d.m.valuePos("units."+m.ID, d.file.Pos())
	if word != "" && column != nowhere {
		d.unitTwice(m, column, u)
	} else if column != nowhere {
		pos = d.r.HeaderPos(column)
		word = d.unitIn(column, u)
	}
	if word == "" {
		return u
	}
	declared, ok := declare(u, word)
	if !ok {
		d.finds.Add(&ruleUnit, pos, diag.Public(m.ID), diag.Public(word), diag.Public(m.Name.JA))
	}
	return declared
}

// unitTwice tells of a file with another unit than that of source.yaml, which may
// have been meant for another file.
func (d *decoder) unitTwice(m *contract.Measure, column int, u notation.Unit) {
	word, said := d.m.Units[m.ID], d.unitIn(column, u)
	a, ok := declare(u, word)
	if b, both := declare(u, said); ok && both && a.Scale != b.Scale {
		d.finds.Add(&ruleUnitTwice, d.r.HeaderPos(column), diag.Public(m.ID), diag.Public(word), diag.Public(said), diag.Public(m.Name.JA))
	}
}

// unitIn gives the unit that the file says of a column: in its header or, where
// that has none, in a row of units. Two that make different numbers of the same
// digits are both given, which no measure knows.
func (d *decoder) unitIn(column int, u notation.Unit) string {
	word, row := unitSaid(d.r.Header()[column]), d.r.Units()[column]
	if word == "" || row == "" {
		return word + row
	}
	a, known := u.Declare(rows.Fold(word))
	if b, both := u.Declare(rows.Fold(row)); known && both && a.Scale != b.Scale {
		return word + "、" + row
	}
	return word
}

// declare takes the unit of a text; of several, 人、千円, the one that the
// measure knows.
func declare(u notation.Unit, said string) (notation.Unit, bool) {
	found := u
	for _, word := range strings.FieldsFunc(rows.Fold(said), func(r rune) bool { return strings.ContainsRune("、,・", r) }) {
		declared, ok := u.Declare(strings.Trim(word, " "))
		switch {
		case !ok:
		case found.Declared && found.Scale != declared.Scale:
			return u, false
		default:
			found = declared
		}
	}
	return found, found.Declared
}

// headerUnit is a unit at the end of a header: 外部費用(千円), 人数 [人].
var headerUnit = regexp.MustCompile(`^(.+?)[ (\[【〔]+(?:単位[::]? ?)?(人|名|千人|万人|百万人|件|回|枠|円|千円|万円|百万円|千万円|億円|時間|分|日|単位|校|社)(?:単位)?[)\]】〕]$`)

// unitInHeader takes the unit off a header; "" where there is none.
func unitInHeader(h string) (base, unit string) {
	m := headerUnit.FindStringSubmatch(rows.Fold(h))
	if m == nil {
		return "", ""
	}
	return m[1], m[2]
}

// scaled is a unit that makes another number of the same digits, anywhere in a
// header that source.yaml names: 委託費(税込・千円), 活動(分).
var (
	scaled    = regexp.MustCompile(`百万人|千人|万人|百人|百万円|千万円|千円|万円|億円`)
	bracketed = regexp.MustCompile(`[(\[【〔、,・ ](分|時間)(?:単位)?[)\]】〕、,・ ]`)
)

// unitSaid gives the unit that a header says, which may be a name of the
// submitter's own.
func unitSaid(h string) string {
	if _, unit := unitInHeader(h); unit != "" {
		return unit
	}
	folded := rows.Fold(h)
	found := scaled.FindAllString(folded, -1)
	for _, m := range bracketed.FindAllStringSubmatch(folded, -1) {
		found = append(found, m[1])
	}
	return strings.Join(found, "、")
}

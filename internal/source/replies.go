package source

import (
	"strconv"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/notation"
	"fukusen/internal/rows"
)

// reply reads the answer to a survey item.
func (d *decoder) reply(field string, c *valueColumn) Value {
	if c.plain && len(field) == 1 { // nearly all answers to a scale
		if n := int(field[0]) - '0'; n >= 0 && n <= 9 && n < len(c.classes) && c.classes[n].N >= 0 {
			return c.classes[n]
		}
	}
	if v, ok := c.memo.get(field); ok {
		return v
	}
	text := c.words.of(field)
	if n, ok := notation.PlainDigits(text); ok && n < int64(len(c.classes)) && !d.numericMarks && c.classes[n].N >= 0 {
		return c.classes[n]
	}
	before := d.good
	v := d.answerTo(text, c.column, c.item)
	if d.good || !before {
		c.memo.keep(field, v)
	}
	return v
}

// answerTo tries the declared marks first, so that 99 may stand for no answer,
// then the answers, then the marks that everybody uses.
func (d *decoder) answerTo(text string, column int, it *contract.Item) Value {
	if it.Several {
		return d.severalAnswers(text, column, it)
	}
	v, ok := d.classify(text, it)
	if !ok {
		d.complain(&ruleAnswer, d.r.Pos(column), diag.Public(it.Name.JA), text, diag.Public(it.ID), diag.Public(answersOf(it)))
	}
	return v
}

func (d *decoder) classify(text string, it *contract.Item) (Value, bool) {
	folded := rows.Fold(text)
	tries := []string{rows.Clean(text), folded, withoutZeros(folded)}
	if status, ok := d.declaredMark(text); ok {
		if status != notation.Zero {
			return Value{Status: status.Counts()}, true
		}
		tries = []string{"0"}
	}
	if it.Unit != contract.UnitPersons {
		if n, trouble := notation.ParseNumber(text, unitOf(it.Unit)); trouble == notation.Good {
			tries = []string{strconv.FormatInt(n.N, 10)}
		}
	}
	for _, s := range tries {
		if i, point, ok := it.Classify(s); ok {
			return Value{N: int64(i), Point: int32(point)}, true
		}
	}
	status, ok := notation.Mark(text)
	if !ok {
		return Value{Status: Missing}, false
	}
	return Value{Status: status.Counts()}, true
}

// declaredMark finds a mark of source.yaml.
func (d *decoder) declaredMark(text string) (Status, bool) {
	if len(d.m.Markers) == 0 {
		return 0, false
	}
	status, ok := d.markOf(text, notation.Unit{})
	usual, known := notation.Mark(text)
	return status, ok && !(known && usual == status)
}

// severalAnswers reads a field with more than one answer; its value is a set
// of bits, one for each answer.
func (d *decoder) severalAnswers(text string, column int, it *contract.Item) Value {
	separators := d.m.Separator
	if separators == "" {
		separators = ";、,|；，\n"
	}
	set := Value{Status: Missing}
	for _, one := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		v, ok := d.classify(one, it)
		if !ok {
			d.complain(&ruleAnswer, d.r.Pos(column), diag.Public(it.Name.JA), one, diag.Public(it.ID), diag.Public(answersOf(it)))
		} else if v.Status == Given {
			set = Value{N: set.N | 1<<v.N}
		}
	}
	return set
}

func answersOf(it *contract.Item) string {
	if it.Points > 0 {
		return strconv.Itoa(it.Low) + "–" + strconv.Itoa(it.Points)
	}
	var names []string
	for _, a := range it.Answers {
		names = append(names, a.Name.JA)
	}
	return strings.Join(names, ", ")
}

func classesOf(it *contract.Item) []Value {
	if it.Points == 0 || it.Unit != contract.UnitPersons {
		return nil
	}
	all := make([]Value, it.Points+1)
	for p := range all {
		i, point, ok := it.ClassOf(p)
		if !ok || p < it.Low {
			i = -1
		}
		all[p] = Value{N: int64(i), Point: int32(point)}
	}
	return all
}

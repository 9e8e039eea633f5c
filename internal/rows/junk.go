package rows

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"fukusen/internal/diag"
)

// A tally counts what was passed over, or complained of only once, and keeps
// the first place.
type tally struct {
	count int
	first diag.Pos
}

func (t *tally) add(pos diag.Pos) {
	if t.count++; t.count == 1 {
		t.first = pos
	}
}

// join adds those of a later part of the file.
func (t *tally) join(u tally) {
	if t.count == 0 {
		t.first = u.first
	}
	t.count += u.count
}

// passes reports a row that is no data: the header again, as page breaks and
// joined files bring it, its units, a note. Which one it is can be told from
// the row alone, so that it is the same wherever a reader begins.
func (r *Reader) passes() bool {
	switch {
	case r.repeats():
		r.repeated.add(r.lineAt(r.Line()))
	case r.unitRow.fields != nil && same(r.record, r.unitRow.fields):
		if r.Line() != r.unitRow.line {
			r.repeated.add(r.lineAt(r.Line()))
		}
	case len(r.header) > 1 && isNote(r.record):
		r.notes.add(r.lineAt(r.Line()))
	default:
		return false
	}
	return true
}

// plain reports at a glance, as it can of nearly all rows, that a record is
// neither blank nor anything that passes knows: something stands in its last
// field, and its first begins with another letter than those of the header, of
// the units and of comments.
func (r *Reader) plain() bool {
	n := len(r.record)
	first, last := r.record[0], r.record[n-1]
	if n < 2 || first == "" || last == "" || !solid(first[0]) || !solid(last[0]) || first[0] == '#' {
		return false
	}
	for _, row := range r.headRows {
		if row[0] == "" || row[0][0] == first[0] {
			return false
		}
	}
	return r.unitRow.fields == nil
}

// repeats reports a row of the header again. Where the header itself begins
// with the # of a comment, other such rows are comments as well.
func (r *Reader) repeats() bool {
	for _, row := range r.headRows {
		if len(r.record[0]) >= len(row[0]) && same(r.record, row) {
			return true
		}
	}
	return r.comments && strings.HasPrefix(r.record[0], "#")
}

// same reports that a record has the cleaned fields, and nothing more.
func same(record, fields []string) bool {
	if Clean(record[0]) != fields[0] {
		return false
	}
	for i := range max(len(record), len(fields)) {
		if Clean(at(record, i)) != at(fields, i) {
			return false
		}
	}
	return true
}

// isNote reports a note in the first field that is not empty, and nothing
// beside it.
func isNote(record []string) bool {
	i := slices.IndexFunc(record, func(f string) bool { return Clean(f) != "" })
	return i >= 0 && beginsNote(record[i]) && blank(record[i+1:]) && noted(Fold(record[i]))
}

// beginsNote looks at one byte, since nearly no row is a note.
func beginsNote(field string) bool {
	b := field[0]
	return b >= utf8.RuneSelf || b == '(' || b == ' ' || '0' <= b && b <= '9'
}

// noted reports a folded text that begins as notes do: ※, (注1), 注:, 注1), 資料:,
// 出典:, or 1) and text that is no number.
func noted(s string) bool {
	if strings.HasPrefix(s, "※") || strings.HasPrefix(s, "(注") {
		return true
	}
	if rest, ok := strings.CutPrefix(s, "注"); ok {
		return rest == "" || strings.ContainsRune(":.)、 0123456789", firstRune(rest))
	}
	for _, word := range []string{"資料", "出典", "出所"} {
		if rest, ok := strings.CutPrefix(s, word); ok {
			return strings.HasPrefix(strings.TrimLeft(rest, " "), ":")
		}
	}
	rest := strings.TrimLeft(s, "0123456789")
	digits := len(s) - len(rest)
	return 1 <= digits && digits <= 2 && strings.HasPrefix(rest, ")") && strings.Trim(rest, ")0123456789.,- ") != ""
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

// units are what may stand in parentheses to be a unit, folded.
var units = []string{
	"人", "名", "千人", "万人", "百人", "延べ人", "延人数", "円", "千円", "万円", "百万円", "億円", "%", "‰", "ポイント",
	"時間", "分", "秒", "日", "週", "月", "か月", "ヶ月", "カ月", "年", "年度", "歳", "才", "回", "件", "社", "校", "学級",
	"団体", "世帯", "戸", "箇所", "か所", "ヶ所", "カ所", "事業所", "施設", "チーム", "クラブ", "競技", "種目", "点", "位", "倍",
	"時間/日", "時間/週", "時間/月", "日/週", "日/月", "日/年", "円/月", "円/年", "千円/月", "千円/年", "m", "km", "m2", "km2", "ha",
	"persons", "people", "yen", "hours", "minutes", "days", "years", "clubs", "schools",
}

// unitsOf gives the units of a row that has nothing else. One that says 単位
// and stands alone is meant for the whole table.
func unitsOf(fields []string) (each []string, whole string, ok bool) {
	each = make([]string, len(fields))
	found := 0
	for i, f := range fields {
		if f = Clean(f); f == "" {
			continue
		}
		unit, said, is := unitOf(f)
		if !is {
			return nil, "", false
		}
		found++
		if each[i] = unit; said {
			whole = unit
		}
	}
	if found != 1 {
		whole = ""
	}
	return each, whole, found > 0
}

var brackets = strings.NewReplacer("[", "(", "]", ")", "【", "(", "】", ")", "〔", "(", "〕", ")", "〈", "(", "〉", ")", " ", "")

// unitOf gives the unit that a cell declares, folded: 単位:人, (人), (単位 千円).
// Said means that it has the word 単位.
func unitOf(cell string) (unit string, said, ok bool) {
	if len(cell) > 60 {
		return "", false, false
	}
	s := brackets.Replace(Fold(cell))
	inner, enclosed := strings.CutPrefix(s, "(")
	if enclosed {
		inner, enclosed = strings.CutSuffix(inner, ")")
	}
	if rest, ok := strings.CutPrefix(inner, "単位"); ok {
		unit := strings.TrimLeft(rest, ":;,、.")
		said := unit != rest || areUnits(unit) || manifold.MatchString(unit) // 単位認定の状況 is none
		return unit, true, unit != "" && said && (enclosed || inner == s)
	}
	return inner, false, enclosed && slices.Contains(units, inner)
}

var (
	// titleUnit is where a title says its unit: 採用の費用(単位:人、千円).
	titleUnit = regexp.MustCompile(`単位\)?[:;]? ?\(?([^()\[\]【】〔〕:;]+)`)
	// manifold are the units that make another number of the same digits.
	manifold = regexp.MustCompile(`[百千万億][人円件]`)
)

// unitInTitle gives the units that a row above the header tells among other
// texts, for the whole table; "" if there are none.
func unitInTitle(fields []string) string {
	var all []string
	for _, f := range fields {
		if m := titleUnit.FindStringSubmatch(Fold(f)); m != nil && (areUnits(m[1]) || manifold.MatchString(m[1])) {
			all = append(all, m[1])
		} else if unit, _, ok := unitOf(f); ok && manifold.MatchString(unit) {
			all = append(all, unit)
		}
	}
	return strings.Join(all, "、")
}

// areUnits reports one unit or several, and nothing else.
func areUnits(s string) bool {
	for _, u := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、,・", r) }) {
		if !slices.Contains(units, strings.Trim(u, " ")) {
			return false
		}
	}
	return s != ""
}

// checkUnnamed complains of values in columns without header.
func (r *Reader) checkUnnamed() {
	for i, column := range r.unnamed {
		if Clean(r.record[column]) != "" {
			if r.lost[i].count == 0 {
				r.lost[i].first = r.Pos(column)
			}
			r.lost[i].count++
		}
	}
}

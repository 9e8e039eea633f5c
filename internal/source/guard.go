package source

import (
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/personal"
	"fukusen/internal/rows"
)

// What looks like personal data is refused even where nothing is read from it:
// the file itself must not be here. The values are never shown.
var (
	rulePersonalName     = personalRule("personal/name", "氏名", "names of persons")
	rulePersonalEmail    = personalRule("personal/email", "メールアドレス", "e-mail addresses")
	rulePersonalPhone    = personalRule("personal/phone", "電話番号", "telephone numbers")
	rulePersonalAddress  = personalRule("personal/address", "住所", "addresses")
	rulePersonalBirth    = personalRule("personal/birth-date", "生年月日", "dates of birth")
	rulePersonalMyNumber = personalRule("personal/my-number", "個人番号(マイナンバー)", "individual numbers")
	rulePersonalID       = diag.Rule{
		ID: "personal/person-id", Warn: true,
		Msg:  diag.Text{JA: "列 %[1]q は、社員番号や会員番号など一人ひとりの番号のようです", EN: "column %[1]q looks like numbers of single persons, such as staff or members"},
		Hint: diag.Text{JA: "集計には使いません。元の表でこの列を消してから、保存し直してください", EN: "it is not needed; delete the column and save the file again"},
	}
)

func personalRule(id, ja, en string) diag.Rule {
	return diag.Rule{
		ID:   id,
		Msg:  diag.Text{JA: "列 %[1]q に、" + ja + "のような個人情報があります", EN: "column %[1]q seems to hold " + en},
		Hint: diag.Text{JA: "%[2]s", EN: "%[2]s"},
	}
}

// The remedies for a whole column of personal data, and for a single cell.
var (
	clearColumn = diag.Text{
		JA: "個人情報は集計に使わず、受け取れません。元の表からこの列をすべて消し、別の名前で保存して、それを使ってください。個人情報の入ったこのファイルは削除します",
		EN: "personal data are not needed and must not be here: delete the whole column in the original, save it under another name and use that; then destroy this file",
	}
	clearCell = diag.Text{
		JA: "列は残してかまいません。元の表で、このセル(同じ値がほかの行にもあれば、そこも)から個人情報を消し、別の名前で保存して、それを使ってください。個人情報の入ったこのファイルは削除します",
		EN: "the column can stay: delete it from this cell in the original, and from others with the same, save it under another name and use that; then destroy this file",
	}
)

// remedyOfPersonal tells what to do about a suspicion. What only a value says,
// and only one, is a slip; a header, or several values, mean the column.
func remedyOfPersonal(s personal.Suspicion) diag.Text {
	if !s.ByHeader && s.Values == 1 {
		return clearCell
	}
	return clearColumn
}

var personalRules = map[personal.Kind]*diag.Rule{
	personal.Name: &rulePersonalName, personal.Email: &rulePersonalEmail, personal.Phone: &rulePersonalPhone,
	personal.Address: &rulePersonalAddress, personal.BirthDate: &rulePersonalBirth,
	personal.MyNumber: &rulePersonalMyNumber, personal.PersonID: &rulePersonalID,
}

// A guard looks for personal data in the columns that nothing is read from;
// what is read is a code, a number or a finding.
type guard struct {
	*personal.Guard
	columns []int
}

func newGuard(r *rows.Reader, unread []int) *guard {
	var read []int
	for i := range r.Header() {
		if !slices.Contains(unread, i) {
			read = append(read, i)
		}
	}
	return &guard{personal.NewGuard(r.Header(), personal.Options{FreeText: unread, Skip: read}), unread}
}

// see looks at the current row.
func (g *guard) see(fields []string, line int) {
	for _, i := range g.columns {
		if fields[i] != "" {
			g.Look(line, i, strings.Clone(fields[i]))
		}
	}
}

// personalHeaders finds personal data by the header of a file that is no table
// of ours. Addresses and telephones are left alone: they may be those of
// facilities, and nothing of the file is read.
func personalHeaders(r *rows.Reader) diag.List {
	var finds diag.List
	for _, s := range personal.Columns(r.Header()) {
		if s.Kind != personal.Address && s.Kind != personal.Phone && !s.Kind.Warn() {
			finds = append(finds, personalRules[s.Kind].At(r.HeaderPos(s.Col), diag.Public(r.Header()[s.Col]), diag.Public(remedyOfPersonal(s))))
		}
	}
	return finds
}

// personalData tells what the guards of all shards suspect, each column and
// kind once, at the first value.
func personalData(all []*decoder) diag.List {
	type suspect struct {
		column int
		kind   personal.Kind
	}
	values := map[suspect]int{}
	for _, d := range all {
		for _, s := range d.guard.Suspicions() {
			values[suspect{s.Col, s.Kind}] += s.Values
		}
	}
	said := map[suspect]bool{}
	var finds diag.List
	for _, d := range all {
		for _, s := range d.guard.Suspicions() {
			if k := (suspect{s.Col, s.Kind}); !said[k] {
				said[k] = true
				s.Values = values[k]
				pos := d.r.HeaderPos(s.Col)
				if s.Row > 0 {
					pos = d.file.Pos()
					pos.Line = s.Row
				}
				finds = append(finds, personalRules[s.Kind].At(pos, diag.Public(d.r.Header()[s.Col]), diag.Public(remedyOfPersonal(s))))
			}
		}
	}
	return finds
}

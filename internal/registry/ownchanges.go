package registry

import (
	"fukusen/internal/contract"
	"fukusen/internal/diag"
)

var changeRegister = register{
	file: "area_changes.csv", ja: "地域コードの変更",
	telling: []string{"old", "new"},
	named:   true,
	columns: []contract.Column{
		required(column("old", "旧コード", "Old code", "旧市区町村コード", "変更前コード", "old_code")),
		required(column("new", "新コード", "New code", "新市区町村コード", "変更後コード", "new_code")),
		column("old_name", "旧名称", "Old name", "旧市区町村名", "変更前名称"),
		column("since", "施行日", "Since", "施行年月日", "変更日", "効力発生日"),
		column("note", "備考", "Note"),
	},
}

type changeCells struct {
	Old     string `csv:"old"`
	New     string `csv:"new"`
	OldName string `csv:"old_name"`
	Since   string `csv:"since"`
	Note    string `csv:"note"`
}

// An ownChange is a row of area_changes.csv whose codes are well written.
type ownChange struct {
	change
	line[changeCells]
}

// loadChanges needs the areas. The site's rows for an old code stand in the
// place of what is known of it.
func (l *loader) loadChanges(files []File) error {
	lines, err := read[changeCells](l, &changeRegister, files)
	if err != nil {
		return err
	}
	all := l.sound(l.ownChanges(lines))
	for _, c := range all {
		delete(l.reg.areas.gone.successors, c.old)
	}
	for _, c := range all {
		l.reg.areas.change(c.change)
	}
	return nil
}

// ownChanges checks each row by itself.
func (l *loader) ownChanges(lines []line[changeCells]) []ownChange {
	first := map[[2]string]diag.Pos{}
	var all []ownChange
	for _, ln := range lines {
		c := ownChange{change{oldName: ln.cells.OldName}, ln}
		before := l.finds.Errors()
		c.old = l.changeCode(ln.cells.Old, ln.at("old"), "旧コード", "old")
		c.new = l.changeCode(ln.cells.New, ln.at("new"), "新コード", "new")
		c.since = l.date(ln.cells.Since, ln.at("since"))
		_, exists := l.reg.areas.byCode[c.old]
		switch {
		case l.finds.Errors() > before:
			continue
		case c.old == c.new && c.oldName == "":
			l.complain(&ruleBlank, ln.at("old_name"), diag.Public("旧名称"), diag.Public("old_name"))
			continue
		case c.old != c.new && exists:
			l.complain(&ruleChangeCurrent, ln.at("old"), ln.cells.Old, diag.Public(l.reg.Describe([]string{c.old})))
			continue
		}
		if p, twice := first[[2]string{c.old, c.new}]; twice {
			l.twice(ln.at("old"), p, ln.cells.Old)
			continue
		}
		first[[2]string{c.old, c.new}] = ln.at("old")
		if digits(c.old) {
			c.oldParent = l.reg.areas.parentOf(c.old, c.new)
		}
		all = append(all, c)
	}
	return all
}

func (l *loader) changeCode(field string, at diag.Pos, ja, en string) string {
	if field == "" {
		l.complain(&ruleBlank, at, diag.Public(ja), diag.Public(en))
		return ""
	}
	if _, fault, near := l.reg.AreaCode(field); fault == AreaAmbiguous {
		l.complain(&ruleAreaAmbiguous, at, field, diag.Public(l.reg.Describe(near)))
		return ""
	}
	code, ok := areaCodeWritten(field)
	if !ok {
		l.complain(&ruleOwnCode, at, field)
	}
	return code
}

// parentOf is the city of a ward's code, else the prefecture: wards of one city
// have numbers below 200 and follow each other.
func (l *areaList) parentOf(old, new string) string {
	if a, ok := l.byCode[new]; ok && a.Level == Ward && len(old) == 5 && old[2] == '1' {
		return a.Parent
	}
	if _, ok := l.byCode[old[:2]]; ok && len(old) == 5 {
		return old[:2]
	}
	return ""
}

// sound leaves out the changes that lead nowhere, or round in a circle. It
// follows them backwards from the codes that are in no further change.
func (l *loader) sound(all []ownChange) []ownChange {
	into := map[string][]int{} // changes by their new code
	open := map[string]int{}   // changes of an old code that are not followed yet
	for i, c := range all {
		if c.old != c.new {
			into[c.new] = append(into[c.new], i)
			open[c.old]++
		}
	}
	done, leads := make([]bool, len(all)), map[string]bool{}
	var ready []string
	for code := range into {
		if open[code] == 0 {
			ready = append(ready, code)
		}
	}
	for len(ready) > 0 {
		code := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		exists := leads[code] || l.reg.areas.has(code)
		for _, i := range into[code] {
			old := all[i].old
			done[i] = true
			leads[old] = leads[old] || exists
			if open[old]--; open[old] == 0 {
				ready = append(ready, old)
			}
		}
	}
	return l.kept(all, done, leads)
}

// kept complains of the changes that are not sound, and gives the others.
func (l *loader) kept(all []ownChange, done []bool, leads map[string]bool) []ownChange {
	var kept []ownChange
	for i, c := range all {
		switch {
		case c.old != c.new && !done[i]:
			l.complain(&ruleChangeCycle, c.at("new"), c.cells.Old)
		case c.old != c.new && !leads[c.new] && !l.reg.areas.has(c.new):
			l.complain(&ruleChangeNew, c.at("new"), c.cells.New, diag.Public(l.reg.Similar(l.reg.areas.neighbours(c.new))))
		default:
			kept = append(kept, c)
		}
	}
	return kept
}

var (
	ruleChangeCurrent = diag.Rule{
		ID:   "registry/change-current",
		Msg:  diag.Text{JA: "旧コード %[1]q の地域はいまもあります(%[2]s)", EN: "the old code %[1]q is still in force (%[2]s)"},
		Hint: diag.Text{JA: "旧コードと新コードが逆でないか確かめてください。名称だけが変わったなら、新旧に同じコードを書き、旧名称を入れます", EN: "see whether old and new are exchanged; where only the name has changed, write the same code twice and the old name"},
	}
	ruleChangeNew = diag.Rule{
		ID:   "registry/change-new",
		Msg:  diag.Text{JA: "新コード %[1]q の地域はありません", EN: "there is no area with the new code %[1]q"},
		Hint: diag.Text{JA: "コードを確かめてください%[2]s。全国の一覧より新しい地域なら areas.csv にも加えてください", EN: "correct it%[2]s; if the area is newer than the national list, add it to areas.csv, too"},
	}
	ruleChangeCycle = diag.Rule{
		ID:   "registry/change-cycle",
		Msg:  diag.Text{JA: "旧コード %[1]q の新コードをたどると、堂々巡りになります", EN: "the new codes of %[1]q lead round in a circle"},
		Hint: diag.Text{JA: "新コードを直してください", EN: "correct the new code"},
	}
)

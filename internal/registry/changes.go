package registry

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"
	"time"

	"fukusen/internal/diag"
)

// changesCSV are changes of codes and names since 2011, from the notices of
// the Ministry of Internal Affairs and Communications on the revision of the
// codes (都道府県コード及び市区町村コードの改正). new_name is only given for a
// code that began with the change.
//
//go:embed area_changes.csv
var changesCSV []byte

// A change is one successor of an area of the past. A change of the name alone
// keeps the code.
type change struct {
	old, oldName, oldParent string
	new                     string
	founded                 bool   // the new code began with the change
	since                   string // first day of the new code, 2018-10-01; "" if not known
}

var nationalChanges = sync.OnceValue(func() []change {
	table, err := csv.NewReader(bytes.NewReader(changesCSV)).ReadAll()
	if err != nil {
		panic("registry: the embedded changes of areas: " + err.Error())
	}
	var all []change
	for _, f := range table[1:] { // old,old_name,old_parent,new,new_name,new_kana,since
		parent := f[2]
		if parent == "" {
			parent = f[0][:2]
		}
		all = append(all, change{old: f[0], oldName: f[1], oldParent: parent, new: f[3], founded: f[4] != "", since: f[6]})
	}
	return all
})

// A changeList knows the areas of the past.
type changeList struct {
	byCode     map[string]*Area    // areas whose code is no more
	successors map[string][]string // new codes by old ones; they may be old again
	byName     map[string][]former
}

// A former is an area under a name that it has no more.
type former struct{ code, name string }

func newChangeList() changeList {
	return changeList{byCode: map[string]*Area{}, successors: map[string][]string{}, byName: map[string][]former{}}
}

// change adds what is known of one change. The areas of today are there.
func (l *areaList) change(c change) {
	if a, ok := l.byCode[c.new]; ok && c.founded {
		a.ValidFrom = c.since
	}
	level := Municipality
	if p, ok := l.byCode[c.oldParent]; ok && p.Level == Municipality {
		level = Ward
	}
	old := &Area{Code: c.old, Name: c.oldName, Parent: c.oldParent, Level: level, ValidTo: dayBefore(c.since)}
	if c.old != c.new {
		l.gone.successors[c.old] = append(l.gone.successors[c.old], c.new)
		l.gone.byCode[c.old] = old
	}
	if c.oldName == "" {
		return
	}
	for _, key := range l.names(old) {
		f := former{c.old, l.full(old)}
		if !slices.Contains(l.gone.byName[key], f) {
			l.gone.byName[key] = append(l.gone.byName[key], f)
		}
	}
}

// dayBefore is the day before a date, "" for none.
func dayBefore(date string) string {
	d, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	return d.AddDate(0, 0, -1).Format(time.DateOnly)
}

// has reports whether there is or was such an area.
func (l *areaList) has(code string) bool { return l.any(code) != nil }

// any gives an area of today or of the past; nil if there never was one.
func (l *areaList) any(code string) *Area {
	if a, ok := l.byCode[code]; ok {
		return a
	}
	return l.gone.byCode[code]
}

// today gives what stands for a code now.
func (l *areaList) today(code string) (now string, fault AreaFault, near []string) {
	if _, ok := l.byCode[code]; ok {
		return code, AreaGood, nil
	}
	near = l.follow(code)
	if len(near) == 1 {
		return near[0], AreaMerged, near
	}
	if city := l.cityOf(near); city != "" {
		return city, AreaRedrawn, near
	}
	return "", AreaSplit, near
}

// follow lists the areas of today that have come in the place of a code.
func (l *areaList) follow(code string) []string {
	var all []string
	seen := map[string]bool{}
	for next := []string{code}; len(next) > 0; {
		code, next = next[len(next)-1], next[:len(next)-1]
		if seen[code] {
			continue
		}
		seen[code] = true
		if _, ok := l.byCode[code]; ok {
			all = append(all, code)
			continue
		}
		next = append(next, l.gone.successors[code]...)
	}
	slices.Sort(all)
	return all
}

// cityOf is the city of which all the codes are wards, "" if there is none.
func (l *areaList) cityOf(codes []string) string {
	city := ""
	for i, code := range codes {
		a := l.byCode[code]
		if a.Level != Ward || i > 0 && a.Parent != city {
			return ""
		}
		city = a.Parent
	}
	return city
}

// onceCalled finds the areas of today that have come in the place of one with
// the name; for a ward that was divided, its city.
func (l *areaList) onceCalled(key, within string) []Area {
	var found []Area
	for _, f := range l.gone.byName[key] {
		codes := l.follow(f.code)
		if city := l.cityOf(codes); len(codes) > 1 && city != "" {
			codes = []string{city}
		}
		for _, code := range codes {
			listed := slices.ContainsFunc(found, func(a Area) bool { return a.Code == code })
			if !listed && l.within(code, within) {
				a := *l.byCode[code]
				a.Was = f.name
				found = append(found, a)
			}
		}
	}
	slices.SortFunc(found, func(a, b Area) int { return strings.Compare(a.Code, b.Code) })
	return found
}

// FormerArea gives an area whose code is no more, as far as it is known.
func (r *Registry) FormerArea(code string) (Area, bool) {
	a, ok := r.areas.gone.byCode[code]
	if !ok {
		return Area{}, false
	}
	return *a, true
}

// Successors lists the codes of today that have come in the place of a former
// code, in order; none if the code is not a former one.
func (r *Registry) Successors(code string) []string {
	if _, ok := r.areas.gone.byCode[code]; !ok {
		return nil
	}
	return r.areas.follow(code)
}

var (
	ruleAreaMerged = diag.Rule{
		ID: "area/merged", Warn: true,
		Msg:  diag.Text{JA: "市区町村コード %[1]q は、合併や改称の前の古いコードです。いまの %[2]s として数えます", EN: "area code %[1]q is one of the past; it is counted as %[2]s"},
		Hint: diag.Text{JA: "次からは、いまのコードで書いてください。いまのコードで正しければ、そのままで構いません", EN: "write the present code next time; if it is the right one, nothing needs to be done now"},
	}
	ruleAreaRedrawn = diag.Rule{
		ID: "area/redrawn", Warn: true,
		Msg:  diag.Text{JA: "市区町村コード %[1]q は、区の再編の前の古いコードで、いまは %[2]s に分かれています。区は不詳として、市に数えます", EN: "area code %[1]q is that of a former ward, which is now divided between %[2]s; it is counted for the city, with the ward unknown"},
		Hint: diag.Text{JA: "区が分かるなら、いまの区のコードで書いてください", EN: "if the present ward is known, write its code"},
	}
	ruleAreaSplit = diag.Rule{
		ID:   "area/split",
		Msg:  diag.Text{JA: "市区町村コード %[1]q は古いコードで、いまはいくつかの市区町村に分かれています", EN: "area code %[1]q is one of the past, and several municipalities have come in its place"},
		Hint: diag.Text{JA: "どれに当たるかを確かめて、いまのコードで書いてください: %[2]s", EN: "write the present code of the one that is meant: %[2]s"},
	}
)

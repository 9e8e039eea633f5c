package registry

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/rows"
)

// An Area is a prefecture, a municipality, a ward of one, or an area that a
// site has declared.
type Area struct {
	Code   string `json:"code"`
	Name   string `json:"name"` // without what it is a part of: 中央区
	NameEN string `json:"name_en,omitempty"`
	Kana   string `json:"kana,omitempty"`
	Parent string `json:"parent,omitempty"` // code; "" for the whole country
	Level  string `json:"level"`            // one of the Level constants
	Row    int    `json:"row,omitempty"`    // place on a tile map, from 1
	Col    int    `json:"col,omitempty"`
	Own    bool   `json:"own,omitempty"` // the site's areas.csv has a row for it

	// ValidFrom and ValidTo are the first and the last day on which the code
	// was in force (2018-10-01), "" where that is not known or not over.
	ValidFrom string `json:"valid_from,omitempty"`
	ValidTo   string `json:"valid_to,omitempty"`

	Was string `json:"-"` // of ByName: the former name by which it was found
}

// The levels of areas.
const (
	Region       = "region" // of several prefectures; only own areas
	Prefecture   = "prefecture"
	Municipality = "municipality" // special wards of Tokyo among them
	Ward         = "ward"         // of a designated city
	District     = "district"     // below a municipality; only own areas
)

// nationalCSV is made by derive_areas.go from the lists of
// github.com/code4fukui/localgovjp (CC0) and our list of changes: 47
// prefectures, 1,741 municipalities and 171 wards.
//
//go:embed areas.csv
var nationalCSV []byte

var nationalAreas = sync.OnceValue(func() []Area {
	table, err := csv.NewReader(bytes.NewReader(nationalCSV)).ReadAll()
	if err != nil {
		panic("registry: the embedded list of areas: " + err.Error())
	}
	var all []Area
	for _, f := range table[1:] { // code,code6,name,name_en,kana,parent,level
		all = append(all, Area{Code: f[0], Name: f[2], NameEN: f[3], Kana: f[4], Parent: f[5], Level: f[6]})
	}
	return all
})

// An areaList finds areas by code and by name.
type areaList struct {
	byCode map[string]*Area
	byName map[string][]string // codes, in the order in which they were added
	gone   changeList
}

// national returns a list of its own with the areas of the country.
func national() areaList {
	l := areaList{byCode: map[string]*Area{}, byName: map[string][]string{}, gone: newChangeList()}
	for _, a := range nationalAreas() {
		l.add(a)
	}
	for _, c := range nationalChanges() {
		l.change(c)
	}
	return l
}

// add puts an area, whose parent is there, under all names that it may have:
// 中村区, 名古屋市中村区, 愛知県名古屋市中村区.
func (l *areaList) add(a Area) {
	l.byCode[a.Code] = &a
	for _, name := range l.names(&a) {
		l.byName[name] = append(l.byName[name], a.Code)
	}
}

// names lists what an area may be called, the shortest first.
func (l *areaList) names(a *Area) []string {
	var all []string
	name := ""
	for p := a; p != nil; p = l.byCode[p.Parent] {
		name = nameKey(p.Name) + name
		all = append(all, name)
	}
	return all
}

// nameKey is the form in which names are compared: width, spaces and the two
// ways of writing ヶ do not count, nor do old forms of letters that the names
// of municipalities have and keyboards do not.
func nameKey(s string) string { return nameVariants.Replace(rows.Fold(s)) }

var nameVariants = strings.NewReplacer(" ", "", "ヶ", "ケ", "驒", "騨", "檜", "桧", "惠", "恵", "澤", "沢", "竃", "竈", "釜", "竈", "檮", "梼", "嶋", "島")

// full is the name with the city in front of its ward.
func (l *areaList) full(a *Area) string {
	if a.Level == Ward {
		return l.byCode[a.Parent].Name + a.Name
	}
	return a.Name
}

// placed is the full name with the prefecture in front, since many names occur
// in several.
func (l *areaList) placed(a *Area) string {
	name := l.full(a)
	for p := l.byCode[a.Parent]; p != nil; p = l.byCode[p.Parent] {
		if p.Level == Prefecture {
			return p.Name + name
		}
	}
	return name
}

// within reports whether the area is outer or a part of it; everything is
// within "".
func (l *areaList) within(code, outer string) bool {
	for ; code != outer; code = l.byCode[code].Parent {
		if code == "" {
			return false
		}
	}
	return true
}

// ByName finds the areas of exactly that name, alone or with what they are a
// part of in front (福井県池田町, 名古屋市中村区, 名古屋市 中村区), and with the
// county (足寄郡足寄町). Only those within the area with the code within are
// taken; "" means everywhere. Many names occur in several prefectures, so the
// caller must not take the first of several.
//
// Where no area of today has the name, those are given that have come in the
// place of one that had it; Was is then that name.
func (r *Registry) ByName(name, within string) []Area {
	key := nameKey(name)
	for _, k := range []string{key, withoutCounty(key)} {
		if found := r.areas.called(k, within); len(found) > 0 {
			return found
		}
		if found := r.areas.onceCalled(k, within); len(found) > 0 {
			return found
		}
	}
	return nil
}

// called finds the areas of today.
func (l *areaList) called(key, within string) []Area {
	var found []Area
	for _, code := range l.byName[key] {
		if l.within(code, within) {
			found = append(found, *l.byCode[code])
		}
	}
	slices.SortFunc(found, func(a, b Area) int { return strings.Compare(a.Code, b.Code) })
	return found
}

// withoutCounty takes out the 郡 of a town or village. Names of the country
// that contain the character are found before.
func withoutCounty(key string) string {
	before, after, ok := strings.Cut(key, "郡")
	if !ok || !strings.HasSuffix(after, "町") && !strings.HasSuffix(after, "村") {
		return key
	}
	for _, p := range nationalAreas() {
		if p.Level == Prefecture && strings.HasPrefix(before, p.Name) {
			return p.Name + after
		}
	}
	return after
}

// An AreaFault says why a code of an area was not accepted.
type AreaFault int8

// What AreaCode finds.
const (
	AreaGood      AreaFault = iota
	AreaMalformed           // not a code: a name, or the wrong number of digits
	AreaUnlisted            // written well, but neither in the national list nor in areas.csv
	AreaMistyped            // six digits whose last does not fit the others
	AreaAmbiguous           // five digits, or six that lost a leading zero
	AreaMerged              // a code of the past that one area of today has taken over
	AreaRedrawn             // a ward of the past whose city has been divided anew; the code is the city's
	AreaSplit               // a code of the past that several municipalities have taken over
	AreaDigit               // one digit: a prefecture without its zero, or no code at all
)

// Rule is what to complain of; its arguments are the code as written and
// Describe of the codes that are near. It is nil for AreaGood, and a warning
// where the code is Usable.
func (f AreaFault) Rule() *diag.Rule { return areaRules[f] }

// Usable reports whether there is a code to go on with: the caller must still
// give the finding of Rule, unless that is nil.
func (f AreaFault) Usable() bool { return f == AreaGood || f == AreaMerged || f == AreaRedrawn }

// AreaCode finds the canonical code of what a file writes: 2 digits of a
// prefecture, 5 of a municipality or ward, 6 with the check digit, the longer
// ones also without the leading zero that spreadsheets take away, or a code of
// the site's areas.csv. Otherwise near are canonical codes that may be meant.
//
// A code of the past gives the code of today with a warning, AreaMerged or
// AreaRedrawn; near are then the areas that have come in its place.
//
// Fifteen codes of five digits are ambiguous: 12203 is 市川市, or 士別市
// (012203) without its zero. Where there is a column, use AreaCodeIn.
func (r *Registry) AreaCode(s string) (code string, fault AreaFault, near []string) {
	return r.AreaCodeOf(s, 0)
}

// AreaCodeOf is AreaCode for a column whose codes are known to be written with
// 5 or 6 digits; 0 if that is not known.
func (r *Registry) AreaCodeOf(s string, width int) (code string, fault AreaFault, near []string) {
	s = rows.Fold(s)
	if !digits(s) && r.areas.has(s) {
		return r.areas.today(s)
	}
	if !digits(s) || s == "" || len(s) > 6 {
		return "", AreaMalformed, rows.Nearest(s, r.areas.ownCodes(), 3)
	}
	readings := r.areas.readings(s, width)
	switch {
	case len(s) == 1 && len(readings) > 0:
		return "", AreaDigit, readings
	case len(readings) == 1:
		return r.areas.today(readings[0])
	case len(readings) > 1:
		return "", AreaAmbiguous, readings
	case len(s) == 6 && AreaCheckDigit(s[:5]) != s[5]:
		return "", AreaMistyped, r.areas.known(s[:5])
	case len(s) == 3:
		return "", AreaMalformed, nil
	}
	return "", AreaUnlisted, r.areas.neighbours(s)
}

// readings lists the areas that the digits may stand for.
func (l *areaList) readings(s string, width int) []string {
	var fives []string // what the digits are without a check digit
	switch len(s) {
	case 1, 4:
		fives = append(fives, "0"+s)
	case 2:
		fives = append(fives, s)
	case 5:
		if width != 6 {
			fives = append(fives, s)
		}
		if width != 5 && AreaCheckDigit("0"+s[:4]) == s[4] {
			fives = append(fives, "0"+s[:4])
		}
	case 6:
		if AreaCheckDigit(s[:5]) == s[5] {
			fives = append(fives, s[:5])
		}
	}
	var codes []string
	for _, five := range fives {
		codes = append(codes, l.known(five)...)
	}
	return codes
}

// known gives the canonical code if there is or was such an area. A prefecture
// is also written with five digits: 01000.
func (l *areaList) known(five string) []string {
	for _, code := range []string{five, strings.TrimSuffix(five, "000")} {
		if l.has(code) {
			return []string{code}
		}
	}
	return nil
}

// neighbours are up to three codes that differ from s in one digit, those of
// the same prefecture first.
func (l *areaList) neighbours(s string) []string {
	s = s[:min(len(s), 5)]
	var near []string
	for i := len(s) - 1; i >= 0; i-- {
		for d := '0'; d <= '9'; d++ {
			code := s[:i] + string(d) + s[i+1:]
			if _, ok := l.byCode[code]; ok && len(near) < 3 {
				near = append(near, code)
			}
		}
	}
	return near
}

// ownCodes lists the codes of the site's areas that are no numbers.
func (l *areaList) ownCodes() []string {
	var codes []string
	for code := range l.byCode {
		if !digits(code) {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	return codes
}

// isAreaCode reports whether an own area may have the code.
func isAreaCode(s string) bool {
	if digits(s) {
		return len(s) == 2 || len(s) == 5
	}
	return dim.IsCode(s) && !reserved(s) && !strings.HasSuffix(s, UnknownPart)
}

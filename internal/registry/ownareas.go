package registry

import (
	"cmp"
	"slices"
	"strconv"

	"fukusen/internal/diag"
	"fukusen/internal/rows"
)

var levels = []choice{
	{Region, []string{"地方", "広域", "ブロック"}},
	{Prefecture, []string{"都道府県"}},
	{Municipality, []string{"市区町村", "市町村"}},
	{Ward, []string{"区", "行政区"}},
	{District, []string{"地区", "町丁"}},
}

// An ownArea is a row of areas.csv that has a usable code.
type ownArea struct {
	Area
	line[areaCells]
}

// loadAreas extends the national list. Rows may come in any order; each is
// added when its parent is there, and what is left has none or is its own
// ancestor.
func (l *loader) loadAreas(files []File) error {
	lines, err := read[areaCells](l, &areaRegister, files)
	if err != nil {
		return err
	}
	waiting := l.ownAreas(lines)
	for {
		var later []ownArea
		for _, a := range waiting {
			if !l.place(a) {
				later = append(later, a)
			}
		}
		if len(later) == len(waiting) {
			break
		}
		waiting = later
	}
	l.unplaced(waiting)
	return nil
}

// ownAreas checks each row by itself.
func (l *loader) ownAreas(lines []line[areaCells]) []ownArea {
	first := map[string]diag.Pos{}
	var all []ownArea
	for _, ln := range lines {
		at := ln.at("code")
		code, ok := areaCodeWritten(ln.cells.Code)
		if near := l.lostZero(code); near != nil {
			l.complain(&ruleAreaAmbiguous, at, ln.cells.Code, diag.Public(l.reg.Describe(near)))
			l.reject(ln.cells.Code, ln.cells.Name)
			continue
		}
		if !ok {
			l.complain(&ruleOwnCode, at, ln.cells.Code)
			l.reject(ln.cells.Code, ln.cells.Name)
			continue
		}
		if p, twice := first[code]; twice {
			l.twice(at, p, ln.cells.Code)
			continue
		}
		first[code] = at
		all = append(all, ownArea{l.ownArea(code, ln), ln})
	}
	slices.SortFunc(all, func(a, b ownArea) int { return cmp.Compare(a.Code, b.Code) })
	return all
}

// areaCodeWritten gives the code of an own area: as it is, or without its
// check digit.
func areaCodeWritten(field string) (code string, ok bool) {
	s := rows.Fold(field)
	if len(s) == 6 && digits(s) && AreaCheckDigit(s[:5]) == s[5] {
		s = s[:5]
	}
	if len(s) == 5 && digits(s) && s[2:] == "000" {
		s = s[:2]
	}
	return s, isAreaCode(s)
}

// lostZero gives the area of the country that five digits stand for if they
// are six without the zero at their head, and no area by themselves: 11002 is
// more likely 札幌市 than a new area of 埼玉県.
func (l *loader) lostZero(code string) []string {
	if len(code) != 5 || !digits(code) || l.reg.areas.has(code) {
		return nil
	}
	return l.reg.areas.readings(code, 6)
}

func (l *loader) ownArea(code string, ln line[areaCells]) Area {
	c := ln.cells
	a := Area{Code: code, Name: c.Name, NameEN: c.NameEN, Kana: l.kana(c.Kana, ln.at("kana")), Own: true}
	a.Level = l.choose(c.Level, ln.at("level"), levels, "")
	a.Row = l.tile(c.Row, ln.at("row"))
	a.Col = l.tile(c.Col, ln.at("col"))
	a.Parent, _ = areaCodeWritten(c.Parent)
	if c.Parent == "" && len(code) == 5 && digits(code) {
		a.Parent = code[:2]
	}
	return a
}

// tile reads a row or column of the tile map.
func (l *loader) tile(field string, at diag.Pos) int {
	s := rows.Fold(field)
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 99 {
		l.complain(&ruleTile, at, field)
		return 0
	}
	return n
}

// place adds an area if its parent is there, or adds to what is known of a
// national one.
func (l *loader) place(a ownArea) bool {
	if known, ok := l.reg.areas.byCode[a.Code]; ok {
		l.describe(known, a)
		return true
	}
	parent, ok := l.reg.areas.byCode[a.Parent]
	if a.Parent != "" && !ok {
		return false
	}
	l.filled(a.Name, a.has, a.at, "名称", "name")
	if a.Level == "" {
		a.Level = levelBelow(parent)
	}
	l.reg.areas.add(a.Area)
	return true
}

// levelBelow is the level of an area that does not say its own.
func levelBelow(parent *Area) string {
	switch {
	case parent == nil:
		return Prefecture
	case parent.Level == Prefecture:
		return Municipality
	case parent.Level == Region:
		return Prefecture
	}
	return District
}

// describe adds English names and places on the tile map to the national
// list; its names and parents stay.
func (l *loader) describe(known *Area, a ownArea) {
	if a.Parent != "" && a.Parent != known.Parent {
		l.complain(&ruleNationalParent, a.at("parent"), a.cells.Code, diag.Public(known.Parent))
	}
	if a.Name != "" && nameKey(a.Name) != nameKey(known.Name) && nameKey(a.Name) != nameKey(l.reg.areas.full(known)) {
		l.complain(&ruleNationalName, a.at("name"), a.cells.Code, diag.Public(known.Name), a.Name)
	}
	known.NameEN = cmp.Or(a.NameEN, known.NameEN)
	known.Kana = cmp.Or(known.Kana, a.Kana)
	known.Row, known.Col, known.Own = a.Row, a.Col, true
}

// unplaced complains of areas whose parent is missing, or is one of them.
func (l *loader) unplaced(waiting []ownArea) {
	parents := map[string]string{}
	for _, a := range waiting {
		parents[a.Code] = a.Parent
	}
	for _, a := range waiting {
		l.reject(a.cells.Code, a.Code, a.Name)
		if _, waits := parents[a.Parent]; !waits {
			l.complain(&ruleParent, a.at("parent"), a.cells.Code, a.Parent)
		} else if circles(a.Code, parents) {
			l.complain(&ruleCycle, a.at("parent"), a.cells.Code)
		}
	}
}

// circles reports whether the parents of a code lead back to it.
func circles(from string, parents map[string]string) bool {
	code := parents[from]
	for range parents {
		if code == from {
			return true
		}
		next, ok := parents[code]
		if !ok {
			return false
		}
		code = next
	}
	return false
}

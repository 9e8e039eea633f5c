package registry

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/rows"
)

// sportsCSV are the sports of the National Sports Festival (国民スポーツ大会:
// 37 regular, one special and seven open ones, HANDBOOK 4.6) and, in groups of
// their own, winter and para sports, esports and culture. The disciplines of a
// sport are its aliases: they are counted under it.
//
//go:embed sports.csv
var sportsCSV []byte

// A sport is an entry of the sport axis with other names for it.
type sport struct {
	dim.Entry
	aliases []string
}

var defaultSports = sync.OnceValue(func() []sport {
	table, err := csv.NewReader(bytes.NewReader(sportsCSV)).ReadAll()
	if err != nil {
		panic("registry: the embedded list of sports: " + err.Error())
	}
	var all []sport
	for i, f := range table[1:] { // code,name,name_en,parent,aliases
		aliases := strings.FieldsFunc(f[4], func(r rune) bool { return r == ';' })
		all = append(all, sport{dim.Entry{ID: f[0], JA: f[1], EN: f[2], Parent: f[3], Rank: i + 1}, aliases})
	}
	return all
})

// DefaultSports lists the sports and groups of sports of a site that declares
// none, groups first.
func DefaultSports() []dim.Entry {
	var all []dim.Entry
	for _, s := range defaultSports() {
		all = append(all, s.Entry)
	}
	return all
}

// A sportList finds sports by code and by name.
type sportList struct {
	entries []dim.Entry       // without unknown parts
	groups  map[string]bool   // codes that others have as parent
	byName  map[string]string // codes by sportKey of codes, names and aliases
	names   []string          // to look for near ones
}

// newSports makes the list of the entries, nil for the default. Entries with a
// code of the default list have its aliases, too.
func newSports(entries []dim.Entry) sportList {
	l := sportList{groups: map[string]bool{}, byName: map[string]string{}}
	aliases := map[string][]string{}
	for _, s := range defaultSports() {
		aliases[s.ID] = s.aliases
	}
	if entries == nil {
		entries = DefaultSports()
	}
	for _, e := range entries {
		l.add(sport{e, nil})
	}
	for _, e := range entries {
		for _, a := range aliases[e.ID] {
			l.call(a, e.ID)
		}
	}
	return l
}

// add takes in a sport whose code is new.
func (l *sportList) add(s sport) {
	l.entries = append(l.entries, s.Entry)
	if s.Parent != "" {
		l.groups[s.Parent] = true
	}
	for _, n := range append([]string{s.ID, s.JA, s.EN}, s.aliases...) {
		l.call(n, s.ID)
	}
	l.names = append(l.names, s.JA)
}

// call gives a sport a name, unless another has it.
func (l *sportList) call(name, id string) {
	if key := sportKey(name); key != "" && l.byName[key] == "" {
		l.byName[key] = id
	}
}

// sportKey is the form in which names of sports are compared: neither width
// nor case, spaces, hyphens or middle dots count.
func sportKey(s string) string { return sportMarks.Replace(headerKey(s)) }

var sportMarks = strings.NewReplacer(" ", "", "・", "", "-", "", "_", "")

// SportCode finds the code of a sport by its code, its names or what else it
// is called, as of a team: サッカー, サッカー部, soccer. The name of a group
// gives the part of it that is not told (winter-unknown), so that the parts of
// a group add up to it. Blank and unanswered are for the caller. Without ok,
// near are names that may be meant.
func (r *Registry) SportCode(text string) (id string, near []string, ok bool) {
	key := sportKey(text)
	for _, ending := range []string{"", "部", "競技", "クラブ"} {
		name, has := strings.CutSuffix(key, ending)
		if id, known := r.sports.byName[name]; has && known {
			if r.sports.groups[id] {
				id += UnknownPart
			}
			return id, nil, true
		}
	}
	return "", rows.Nearest(text, r.sports.names, 3), false
}

// axis gives the entries of the sport axis: each group with parts has the part
// that is not told.
func (l *sportList) axis() []dim.Entry {
	all := slices.Clone(l.entries)
	for _, e := range l.entries {
		if !l.groups[e.ID] {
			continue
		}
		part := dim.Entry{ID: e.ID + UnknownPart, Parent: e.ID, JA: e.JA + "(内訳不詳)", Level: dim.Unknown, Rank: last}
		if e.EN != "" {
			part.EN = e.EN + " (part unknown)"
		}
		all = append(all, part)
	}
	return withUnknown(all)
}

var sportRegister = register{
	file: "sports.csv", ja: "競技一覧", // by name alone: the header is that of areas.csv
	common: true,
	named:  true,
	columns: []contract.Column{
		required(column("code", "コード", "Code", "競技コード", "id")),
		required(column("name", "名称", "Name", "競技名", "名前")),
		column("name_en", "英語名称", "Name in English", "英語名"),
		column("parent", "上位コード", "Parent", "区分", "グループ", "親コード"),
		column("aliases", "別名", "Aliases", "別の書き方", "略称"),
	},
}

type sportCells struct {
	Code    string `csv:"code"`
	Name    string `csv:"name"`
	NameEN  string `csv:"name_en"`
	Parent  string `csv:"parent"`
	Aliases string `csv:"aliases"`
}

// loadSports adds the site's own sports. Groups must stand above their sports.
func (l *loader) loadSports(files []File) error {
	lines, err := read[sportCells](l, &sportRegister, files)
	if err != nil {
		return err
	}
	first := map[string]diag.Pos{}
	for _, ln := range lines {
		c := ln.cells
		if p, twice := first[headerKey(c.Code)]; twice {
			l.twice(ln.at("code"), p, c.Code)
			continue
		}
		first[headerKey(c.Code)] = ln.at("code")
		s, ok := l.sport(ln)
		if !ok {
			l.reject(c.Code, c.Name, c.NameEN)
			continue
		}
		s.Rank = len(l.reg.sports.entries) + 1
		l.reg.sports.add(s)
	}
	return nil
}

// sport reads one row; false if it has an error.
func (l *loader) sport(ln line[sportCells]) (sport, bool) {
	c, before := ln.cells, l.finds.Errors()
	s := sport{Entry: dim.Entry{ID: headerKey(c.Code), JA: c.Name, EN: c.NameEN, Parent: headerKey(c.Parent)}}
	s.aliases = strings.FieldsFunc(c.Aliases, func(r rune) bool { return strings.ContainsRune(";、,；", r) })
	if l.filled(c.Code, ln.has, ln.at, "コード", "code") && !isSportCode(s.ID) {
		l.complain(&ruleSportCode, ln.at("code"), c.Code)
	}
	l.filled(c.Name, ln.has, ln.at, "名称", "name")
	l.free(c.Code, ln.at("code"))
	l.free(c.Name, ln.at("name"))
	l.free(c.NameEN, ln.at("name_en"))
	for _, a := range s.aliases {
		l.free(a, ln.at("aliases"))
	}
	if s.Parent != "" && !l.isGroup(s.Parent) {
		l.complain(&ruleSportParent, ln.at("parent"), c.Parent)
	}
	return s, l.finds.Errors() == before
}

// free complains of a name that another sport has.
func (l *loader) free(name string, at diag.Pos) {
	if other := l.reg.sports.byName[sportKey(name)]; other != "" {
		l.complain(&ruleSportName, at, name, diag.Public(other))
	}
}

// isGroup reports whether a sport may have parts: there are two levels.
func (l *loader) isGroup(id string) bool {
	return slices.ContainsFunc(l.reg.sports.entries, func(e dim.Entry) bool { return e.ID == id && e.Parent == "" })
}

func isSportCode(s string) bool {
	return dim.IsCode(s) && !reserved(s) && !strings.HasSuffix(s, UnknownPart)
}

var (
	ruleSportCode = diag.Rule{
		ID:   "registry/sport-code",
		Msg:  diag.Text{JA: "競技のコード %[1]q は使えません", EN: "%[1]q cannot be the code of a sport"},
		Hint: diag.Text{JA: "半角小文字の英数字とハイフンで書いてください(例: beach-tennis)。unknown は使えません", EN: "write lower-case letters, digits and hyphens, such as beach-tennis; unknown is taken"},
	}
	ruleSportName = diag.Rule{
		ID:   "registry/sport-name",
		Msg:  diag.Text{JA: "競技の名前 %[1]q は、すでに %[2]s のものです", EN: "the name %[1]q is that of the sport %[2]s already"},
		Hint: diag.Text{JA: "同じ競技なら、この行は要りません。別の競技なら、区別できるコードと名前にしてください", EN: "if it is the same sport, leave the row out; otherwise give it a code and names of its own"},
	}
	ruleSportParent = diag.Rule{
		ID:   "registry/sport-parent",
		Msg:  diag.Text{JA: "競技の上位コード %[1]q がありません", EN: "there is no group of sports with the code %[1]q"},
		Hint: diag.Text{JA: "summer、winter、para、esports、culture のどれかか、この表でそれより上にある、上位コードのない行のコードを書いてください", EN: "write summer, winter, para, esports or culture, or the code of a row above without a parent"},
	}
)

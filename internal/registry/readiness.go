package registry

import (
	"cmp"
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
)

// A Readiness says how far an organisation is with one item of the checklist.
type Readiness struct {
	Organisation string `json:"organisation"` // canonical ID
	Item         string `json:"item"`         // one of ReadinessItems
	// State is yes, partial, planned or no; of the permission of a second job
	// it is full, conditional or none.
	State       string `json:"state"`
	URL         string `json:"url,omitempty"`          // where it is published
	PublishedOn string `json:"published_on,omitempty"` // day
	Note        string `json:"-"`                      // for the desk alone

	Pos diag.Pos `json:"-"` // of its row
}

// Permission is the item of the checklist with states of its own.
const Permission = contract.Permission

// A ReadinessItem is an item of the checklist.
type ReadinessItem struct {
	ID   string
	Name contract.Name
}

// ReadinessItems lists the checklist in the order in which it is shown.
func ReadinessItems() []ReadinessItem {
	var all []ReadinessItem
	for _, w := range contract.ReadinessItems() {
		all = append(all, ReadinessItem{w.Code, w.Name})
	}
	return all
}

// itemChoices are the items with what files call them.
func itemChoices() []choice {
	var all []choice
	for _, w := range contract.ReadinessItems() {
		all = append(all, choice{w.Code, append([]string{w.Name.JA, w.Name.EN}, w.Labels...)})
	}
	return all
}

var (
	readinessItems  = itemChoices()
	readinessStates = []choice{
		{"yes", []string{"整備済み", "整備済", "あり", "有", "はい", "済", "○", "◯", "1"}},
		{"partial", []string{"一部", "一部整備", "一部あり", "△"}},
		{"planned", []string{"準備中", "予定", "検討中"}},
		{"no", []string{"未整備", "なし", "無", "いいえ", "×", "0"}},
	}
	permissionStates = []choice{
		{"full", []string{"全面許可", "許可", "届出制", "原則可"}},
		{"conditional", []string{"条件付き", "条件付き許可", "許可制", "条件付"}},
		{"none", []string{"不可", "禁止", "なし", "認めていない"}},
	}
)

var readinessRegister = register{
	file: "readiness.csv", ja: "準備状況",
	telling: []string{"organisation", "item", "state"},
	common:  true,
	columns: []contract.Column{
		required(column("organisation", "提出者", "Organisation", "提出者コード", "団体コード", "法人番号", "学校コード")),
		required(column("item", "項目", "Item", "準備項目", "チェック項目")),
		required(column("state", "状態", "State", "準備状況", "整備状況")),
		column("url", "URL", "Website", "公開URL", "リンク"),
		column("published_on", "公開日", "Published on", "公表日", "掲載日"),
		column("note", "備考", "Note"),
	},
}

type readinessCells struct {
	Organisation string `csv:"organisation"`
	Item         string `csv:"item"`
	State        string `csv:"state"`
	URL          string `csv:"url"`
	PublishedOn  string `csv:"published_on"`
	Note         string `csv:"note"`
}

func (l *loader) loadReadiness(files []File) error {
	lines, err := read[readinessCells](l, &readinessRegister, files)
	if err != nil {
		return err
	}
	first := map[[3]string]diag.Pos{}
	for _, ln := range lines {
		s, ok := l.readiness(ln)
		if !ok {
			continue
		}
		key := [3]string{s.Organisation, s.Item, s.PublishedOn} // of another day it is what came of it
		if at, twice := first[key]; twice {
			l.twice(ln.at("item"), at, ln.cells.Item)
			continue
		}
		first[key] = ln.at("item")
		l.reg.Readiness = append(l.reg.Readiness, s)
	}
	rank := func(r Readiness) int {
		return slices.IndexFunc(readinessItems, func(c choice) bool { return c.id == r.Item })
	}
	slices.SortFunc(l.reg.Readiness, func(a, b Readiness) int {
		return cmp.Or(cmp.Compare(a.Organisation, b.Organisation), cmp.Compare(rank(a), rank(b)), cmp.Compare(a.PublishedOn, b.PublishedOn))
	})
	l.undated()
	return nil
}

// readiness reads one row; false if it has an error.
func (l *loader) readiness(ln line[readinessCells]) (Readiness, bool) {
	c, before := ln.cells, l.finds.Errors()
	s := Readiness{
		Item:        l.choose(c.Item, ln.at("item"), readinessItems, ""),
		URL:         l.url(c.URL, ln.at("url")),
		PublishedOn: l.date(c.PublishedOn, ln.at("published_on")),
		Note:        c.Note, Pos: ln.at("organisation"),
	}
	if l.filled(c.Organisation, ln.has, ln.at, "提出者", "organisation") {
		s.Organisation = l.registered(c.Organisation, ln.at("organisation"))
	}
	l.filled(c.Item, ln.has, ln.at, "項目", "item")
	l.filled(c.State, ln.has, ln.at, "状態", "state")
	states := readinessStates
	if s.Item == Permission {
		states = permissionStates
	}
	if s.Item != "" {
		s.State = l.choose(c.State, ln.at("state"), states, "")
	}
	return s, l.finds.Errors() == before
}

package registry

import (
	"fukusen/internal/contract"
	"fukusen/internal/diag"
)

// A Policy is one item of the policy on dual careers, where it stands and where
// that is said.
type Policy struct {
	Item         string `json:"item"`   // what it is about, as written
	Status       string `json:"status"` // considered, planned, adopted, in_force or ended
	Organisation string `json:"organisation,omitempty"`
	Area         string `json:"area,omitempty"`
	Since        string `json:"since,omitempty"` // day from which the status holds
	URL          string `json:"url,omitempty"`   // the source
	Source       string `json:"source,omitempty"`
	Note         string `json:"-"` // for the desk alone

	Pos diag.Pos `json:"-"` // of its row
}

var policyStatuses = []choice{
	{"considered", []string{"検討中", "検討", "研究中"}},
	{"planned", []string{"予定", "準備中", "計画"}},
	{"adopted", []string{"決定", "採択", "可決", "制定"}},
	{"in_force", []string{"実施中", "施行", "運用中", "実施", "in force"}},
	{"ended", []string{"終了", "廃止"}},
}

var policyRegister = register{
	file: "policy.csv", ja: "政策",
	telling: []string{"item", "status", "url"},
	common:  true,
	columns: []contract.Column{
		required(column("item", "項目", "Item", "政策", "施策", "政策項目", "施策名")),
		required(column("status", "状況", "Status", "進捗", "進捗状況")),
		column("organisation", "提出者", "Organisation", "実施主体", "提出者コード", "団体コード", "法人番号"),
		column("area", "市区町村コード", "Area", "市区町村", "市区町村名", "地域", "地域コード"),
		column("since", "開始日", "Since", "時点", "施行日"),
		column("url", "出典URL", "URL", "出典のURL", "リンク", "ウェブサイト", "source_url"),
		column("source", "出典", "Source", "根拠", "資料名"),
		column("note", "備考", "Note"),
	},
}

type policyCells struct {
	Item         string `csv:"item"`
	Status       string `csv:"status"`
	Organisation string `csv:"organisation"`
	Area         string `csv:"area"`
	Since        string `csv:"since"`
	URL          string `csv:"url"`
	Source       string `csv:"source"`
	Note         string `csv:"note"`
}

func (l *loader) loadPolicies(files []File) error {
	lines, err := read[policyCells](l, &policyRegister, files)
	if err != nil {
		return err
	}
	first := map[[3]string]diag.Pos{}
	for _, ln := range lines {
		p, ok := l.policy(ln)
		if !ok {
			continue
		}
		key := [3]string{p.Item, p.Organisation, p.Area}
		if at, twice := first[key]; twice {
			l.twice(p.Pos, at, p.Item)
			continue
		}
		first[key] = p.Pos
		l.reg.Policies = append(l.reg.Policies, p)
	}
	return nil
}

// policy reads one row; false if it has an error.
func (l *loader) policy(ln line[policyCells]) (Policy, bool) {
	c, before := ln.cells, l.finds.Errors()
	l.filled(c.Item, ln.has, ln.at, "項目", "item")
	l.filled(c.Status, ln.has, ln.at, "状況", "status")
	p := Policy{
		Item: c.Item, Source: c.Source, Note: c.Note, Pos: ln.at("item"),
		Status: l.choose(c.Status, ln.at("status"), policyStatuses, ""),
		Area:   l.area(c.Area, ln.at("area")),
		Since:  l.date(c.Since, ln.at("since")),
		URL:    l.url(c.URL, ln.at("url")),
	}
	if c.Organisation != "" {
		p.Organisation = l.registered(c.Organisation, ln.at("organisation"))
	}
	if p.URL == "" && p.Source == "" && c.URL == "" {
		l.complain(&ruleNoSource, ln.at("url"), c.Item)
	}
	return p, l.finds.Errors() == before
}

var ruleNoSource = diag.Rule{
	ID: "registry/no-source", Warn: true,
	Msg:  diag.Text{JA: "「%[1]s」に出典がありません", EN: "%[1]q has no source"},
	Hint: diag.Text{JA: "読む人が確かめられるよう、出典URL か出典を入れてください", EN: "give the address or the title of a source, so that readers can check it"},
}

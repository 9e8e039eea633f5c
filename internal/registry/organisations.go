package registry

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/rows"
)

// An Organisation is a reporting body: one row of organisations.csv.
type Organisation struct {
	ID              string // canonical: 13 digits, 5 digits of a municipality, or lower case
	Kind            string // Company, School, MunicipalityKind, Club or Foundation
	Name, NameEN    string
	Area            string      // canonical code; "" if not told
	Joined, Left    dim.Quarter // first and last quarter with reports; 0 if not told
	Aggregate       bool        // its numbers are only published in sums
	Unlisted        bool        // its name is not published
	Knows           []string    // organisations whose files it holds; private
	MoneyConsent    bool        // agrees that amounts of money are published; private
	Reports         []string    // IDs of the tables that it sends; empty if not told
	Frequency       string      // quarter, half or year
	Model           string      // regional_hub, education_driven, company_led or ""
	SchoolType      string      // kindergarten, ..., university, ...; "" if not told
	Parent          string      // ID of the organisation that it belongs to, or ""
	Scope           string      // consolidated, single or ""
	FiscalYearStart int         // month, 1 to 12; 4 if not told
	URL             string
	Pos             diag.Pos // of its row
}

// A choice is a word that a column may have, with other ways to write it.
type choice struct {
	id    string
	words []string
}

var (
	kinds = []choice{
		{Company, []string{"企業", "会社", "法人"}},
		{School, []string{"学校", "大学", "高校"}},
		{MunicipalityKind, []string{"自治体", "市区町村", "市町村", "都道府県"}},
		{Club, []string{"クラブ", "団体", "クラブ・団体"}},
		{Foundation, []string{"財団", "協会", "連盟", "財団・協会"}},
	}
	disclosures = []choice{{"named", []string{"名前を出す", "公開", "個別"}}, {"aggregate", []string{"合算のみ", "合算", "集計のみ"}}}
	yesNo       = []choice{{"yes", []string{"はい", "する", "有", "あり", "○", "◯", "〇", "同意", "1", "true"}}, {"no", []string{"いいえ", "しない", "無", "なし", "×", "不同意", "0", "false"}}}
	frequencies = []choice{{"quarter", []string{"四半期", "四半期ごと", "毎四半期", "quarterly"}}, {"half", []string{"半期", "半年", "半期ごと", "half-yearly"}}, {"year", []string{"年", "年次", "年1回", "年度", "毎年", "yearly", "annual"}}}
	models      = []choice{{"regional_hub", []string{"地域ハブ型", "地域ハブ"}}, {"education_driven", []string{"教育主導型", "教育主導"}}, {"company_led", []string{"企業主導型", "企業主導"}}}
	scopes      = []choice{{"consolidated", []string{"連結"}}, {"single", []string{"単体"}}}
)

// choose reads a word; an empty field takes the default. What is none of the
// choices is a finding.
func (l *loader) choose(field string, at diag.Pos, among []choice, byDefault string) string {
	key := headerKey(field)
	if key == "" {
		return byDefault
	}
	var words []string
	for _, c := range among {
		if key == c.id {
			return c.id
		}
		for _, w := range c.words {
			if key == headerKey(w) {
				return c.id
			}
		}
		words = append(words, c.words[0]+"("+c.id+")")
	}
	l.complain(&ruleChoice, at, field, diag.Public(strings.Join(words, ", ")))
	return byDefault
}

// loadOrganisations needs the areas. Organisations that others name are looked
// up when all are there.
func (l *loader) loadOrganisations(files []File) error {
	lines, err := read[organisationCells](l, &organisationRegister, files)
	if err != nil {
		return err
	}
	for _, ln := range lines {
		l.column.See(l.reg, ln.cells.Area)
	}
	defer func() { l.column = AreaEvidence{} }()
	var kept []*Organisation
	rowOf := map[*Organisation]line[organisationCells]{}
	keep := func(o *Organisation, ln line[organisationCells]) {
		if o != nil {
			kept = append(kept, o)
			rowOf[o] = ln
		}
	}
	var unnamed []line[organisationCells]
	for _, ln := range lines {
		id, ok := l.newID(ln.cells.ID, ln.at("organisation"))
		if !ok {
			l.reject(ln.cells.ID, id, ln.cells.Name, ln.cells.NameEN)
			unnamed = append(unnamed, ln)
			continue
		}
		keep(l.organisation(id, ln), ln)
	}
	for _, ln := range unnamed {
		keep(l.standIn(ln), ln)
	}
	for _, o := range kept {
		l.relations(o, rowOf[o])
	}
	for _, o := range kept {
		l.ancestors(o, rowOf[o])
	}
	return nil
}

// standIn adds a row whose ID has a finding, under one that is free, so that
// the exports of the organisation can be looked at as well.
func (l *loader) standIn(ln line[organisationCells]) *Organisation {
	c := ln.cells
	key := rejectKey(c.ID)
	if id, twice := l.reg.standIns[key]; twice {
		l.twice(ln.at("organisation"), l.reg.organisations[id].Pos, c.ID)
		return nil
	}
	if key == "" && c.Name == "" {
		return nil
	}
	id := headerKey(c.ID)
	for n := 1; !dim.IsCode(id) || reserved(id) || l.reg.organisations[id] != nil; n++ {
		id = fmt.Sprintf("row-%d", n)
	}
	if key != "" {
		l.reg.standIns[key] = id
	}
	return l.describeOrganisation(id, ln)
}

// organisation adds one row; nil if its ID is a repeated one.
func (l *loader) organisation(id string, ln line[organisationCells]) *Organisation {
	if o, twice := l.reg.organisations[id]; twice {
		l.twice(ln.at("organisation"), o.Pos, ln.cells.ID)
		return nil
	}
	o := l.describeOrganisation(id, ln)
	l.ofMunicipality(o)
	l.ofSchool(o, ln.at("school_type"))
	return o
}

// describeOrganisation adds what the row tells.
func (l *loader) describeOrganisation(id string, ln line[organisationCells]) *Organisation {
	c := ln.cells
	l.filled(c.Name, ln.has, ln.at, "名称", "name")
	l.filled(c.Kind, ln.has, ln.at, "種別", "kind")
	if c.Disclosure == "" && ln.has("disclosure") {
		l.complain(&ruleDisclosure, ln.at("disclosure"), c.Name)
	}
	o := &Organisation{
		ID: id, Name: c.Name, NameEN: c.NameEN, URL: l.url(c.URL, ln.at("url")),
		Kind:         l.choose(c.Kind, ln.at("kind"), kinds, ""),
		Area:         l.area(c.Area, ln.at("area")),
		Joined:       l.quarter(c.Joined, ln.at("joined")),
		Left:         l.quarter(c.Left, ln.at("left")),
		Aggregate:    l.choose(c.Disclosure, ln.at("disclosure"), disclosures, "aggregate") == "aggregate",
		Unlisted:     c.Listed != "" && l.choose(c.Listed, ln.at("listed"), yesNo, "no") == "no",
		MoneyConsent: l.choose(c.MoneyConsent, ln.at("money_consent"), yesNo, "no") == "yes",
		Reports:      l.tables(c.Reports, ln.at("reports")),
		Frequency:    l.choose(c.Frequency, ln.at("frequency"), frequencies, "quarter"),
		Model:        l.choose(c.Model, ln.at("model"), models, ""),
		Scope:        l.choose(c.Scope, ln.at("scope"), scopes, ""),
		SchoolType:   l.choose(c.SchoolType, ln.at("school_type"), schoolTypes, ""),
		Pos:          ln.at("organisation"),
	}
	o.FiscalYearStart = l.month(c.FiscalYearStart, ln.at("fiscal_year_start"))
	if o.Left != 0 && o.Left < o.Joined {
		l.complain(&ruleLeft, ln.at("left"), c.Left, c.Joined)
	}
	l.reg.organisations[id] = o
	return o
}

// tables reads the names of tables of the contract, in either language.
func (l *loader) tables(field string, at diag.Pos) []string {
	var known []choice
	for _, t := range contract.New(nil).Tables {
		known = append(known, choice{t.ID, []string{t.Name.JA, t.Name.EN}})
	}
	var ids []string
	for _, w := range words(field) {
		if id := l.choose(w, at, known, ""); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// words splits a list in one cell.
func words(field string) []string {
	return strings.FieldsFunc(headerKey(field), func(r rune) bool { return strings.ContainsRune(" ;,、・/\n", r) })
}

// ofMunicipality takes the area of a municipality from its ID, or compares
// them.
func (l *loader) ofMunicipality(o *Organisation) {
	area := l.areaOfID(o)
	switch {
	case area == "" || o.Kind == "":
	case o.Kind != MunicipalityKind:
		l.complain(&ruleKindOfNumber, o.Pos, o.ID, diag.Public(l.reg.Describe([]string{area})))
	case o.Area == "":
		o.Area = area
	case o.Area != area:
		l.complain(&ruleOtherArea, o.Pos, o.ID, area, o.Area)
	}
}

// areaOfID is the area that an ID names, "" if none: the corporate number of a
// municipality is a check digit, 000020 and the code of six digits. Those of
// associations of municipalities look the same, with codes of no area.
func (l *loader) areaOfID(o *Organisation) string {
	switch {
	case !digits(o.ID):
		return ""
	case len(o.ID) < 13:
		return o.ID
	case o.ID[1:7] != "000020":
		return ""
	}
	area, fault, near := l.reg.AreaCode(o.ID[7:])
	switch fault {
	case AreaMerged:
		l.complain(&ruleAreaMerged, o.Pos, o.ID, diag.Public(l.reg.Describe(near)))
	case AreaMistyped:
		l.complain(&ruleCodeInNumber, o.Pos, o.ID, o.ID[7:], diag.Public(l.reg.Similar(near)))
	}
	return area
}

// relations resolves the organisations that a row names.
func (l *loader) relations(o *Organisation, ln line[organisationCells]) {
	if ln.cells.Parent != "" {
		o.Parent = l.registered(ln.cells.Parent, ln.at("parent"))
	}
	for _, w := range words(ln.cells.Knows) {
		if known := l.registered(w, ln.at("knows")); known != "" && !slices.Contains(o.Knows, known) {
			o.Knows = append(o.Knows, known)
		}
	}
}

// ancestors takes away the parent of an organisation that would be its own
// ancestor.
func (l *loader) ancestors(o *Organisation, ln line[organisationCells]) {
	p := o.Parent
	for range l.reg.organisations {
		if p == "" {
			return
		}
		if p == o.ID {
			l.complain(&ruleOwnParent, ln.at("parent"), ln.cells.ID)
			o.Parent = ""
			return
		}
		p = l.reg.Organisation(p).Parent
	}
}

// registered finds an organisation; "" and a finding if there is none.
func (l *loader) registered(field string, at diag.Pos) string {
	id, ok := l.reg.OrganisationID(field)
	if !ok {
		l.complain(&ruleNobody, at, field, diag.Public(l.near(field, l.reg.ids)))
		return ""
	}
	return id
}

func (l *loader) month(field string, at diag.Pos) int {
	s := strings.TrimSuffix(strings.TrimSuffix(rows.Fold(field), "月1日"), "月")
	if s == "" {
		return 4
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 12 {
		l.complain(&ruleMonth, at, field)
		return 4
	}
	return n
}

// filled complains of an empty field that is required.
func (l *loader) filled(field string, has func(string) bool, at func(string) diag.Pos, ja, id string) bool {
	if field == "" && has(id) {
		l.complain(&ruleBlank, at(id), diag.Public(ja), diag.Public(id))
	}
	return field != ""
}

// url keeps what is safe to link to.
func (l *loader) url(field string, at diag.Pos) string {
	if field == "" {
		return ""
	}
	u, err := url.Parse(field)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || strings.ContainsAny(field, " \u3000<>\"") {
		l.complain(&ruleURL, at, field)
		return ""
	}
	return field
}

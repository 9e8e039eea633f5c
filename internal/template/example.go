package template

import (
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
)

// The fictional organisations of all examples, and the area they are in, whose
// code begins with a zero so that a reader sees that it has to stay.
const (
	company  = "hinagata-works"
	school   = "mihon-gakuin"
	town     = "kisai-city"
	club     = "ichirei-club"
	areaCode = "011002"
)

// examples are the values of columns whose form does not say enough, by table
// and column; "" is any table.
var examples = map[string]map[string][]string{
	"": {
		"area": {areaCode, areaCode}, "origin": {areaCode, areaCode},
		"sex": {"女性", "男性"}, "basis": {"名簿", "名簿"}, "population": {"従業員", "従業員"},
	},
	"openings": {"sex": {""}, "age": {""}, "days_to_match": {"1400"}, "matches": {"34"}},
	"credits":  {"organisation": {school}, "sex": {""}, "age": {""}},
	"hiring":   {"internal_cost": {"210000", "180000"}},
	"results":  {"organisation": {club, club}, "sport": {"サッカー", "サッカー"}},
	"practice": {
		"sex": {""}, "age": {""}, "value": {"18", "42"}, "of": {"24", "45"},
	},
	"survey_tally": {
		"organisation": {town, town}, "population": {"住民", "住民"}, "item": {"地域推奨度", "地域推奨度"},
	},
	"survey": {"sleep_minutes": {"390", "430"}, "affiliations": {"1", "3"}},
	"startups": {
		"entity": {"local:hinagata-cafe", "local:mihon-design"}, "founded_on": {"2025-04-15", "2024-05-20"},
		"active_12m": {"", "はい"},
	},
	"contribution": {"sex": {""}, "age": {""}, "wage_source": {"社内規程", "社内規程"}, "schools": {"4", "6"}},
	"survey_frame": {"sex": {""}, "age": {""}, "fielded_from": {"2025-05-01", "2025-05-01"}, "fielded_to": {"2025-05-31", "2025-05-31"}},
	"population":   {"residents": {"1200", "1180"}, "residents_15_64": {"1200", "1180"}, "employed": {"980", "1010"}},
}

// single are the tables whose example has one row: a second one of the same
// organisation would be a repetition.
var single = []string{"openings", "credits", "survey_frame"}

// example gives the values of a column that is no measure and has none of its
// table.
func (m *maker) example(c contract.Column) []string {
	if list, ok := examples[""][c.ID]; ok {
		return list
	}
	switch {
	case c.Form == contract.FormPeriod:
		return []string{m.period, m.period}
	case c.ID == dim.Organisation.String():
		return []string{company, company}
	case c.ID == dim.Age.String():
		return m.ages()
	case len(c.Words) > 0:
		return []string{c.Words[0].Name.JA, c.Words[1].Name.JA}
	case c.ID == contract.ColumnItem:
		name := m.contract.Items[0].Name.JA
		return []string{name, name}
	}
	return nil
}

// existing leaves out a code that the site does not have.
func (m *maker) existing(c contract.Column, list []string) []string {
	if c.Axis == dim.Sport && !slices.Contains(m.codes(dim.Sport), list[0]) {
		return nil
	}
	return list
}

// ages gives the third and the fourth band, or the last ones of fewer; the one
// for what is not known stands at the end.
func (m *maker) ages() []string {
	names := m.codes(dim.Age)
	var all []string
	for i := range 2 {
		all = append(all, names[max(0, min(i+2, len(names)-2))])
	}
	return all
}

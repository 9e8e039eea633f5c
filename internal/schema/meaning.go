package schema

import (
	"strings"

	"fukusen/internal/contract"
)

var behaviours = map[contract.Behaviour]contract.Name{
	contract.Stock:      {JA: "四半期末の値", EN: "at the end of the quarter"},
	contract.Flow:       {JA: "その期の合計", EN: "during the period"},
	contract.Cumulative: {JA: "年度初めからの累計", EN: "since the school year began"},
	contract.Cohort:     {JA: "その期に始めた人などのうち", EN: "of those that began in the period"},
}

var units = map[contract.Unit]contract.Name{
	contract.UnitPersons:  {JA: "単位は人", EN: "in persons"},
	contract.UnitItems:    {JA: "単位は件", EN: "counted"},
	contract.UnitYen:      {JA: "単位は円(見出しに千円・百万円とも書けます)", EN: "in yen, or in 千円 or 百万円 as the header says"},
	contract.UnitMinutes:  {JA: "単位は時間(3.5 か 3:30)", EN: "in hours, 3.5 or 3:30"},
	contract.UnitDays:     {JA: "単位は日", EN: "in days"},
	contract.UnitCredits:  {JA: "学校の単位の数", EN: "in credits"},
	contract.UnitSchools:  {JA: "単位は校", EN: "in schools"},
	contract.UnitEntities: {JA: "単位は社", EN: "in entities"},
	contract.UnitYesNo:    {JA: "はい・いいえ、または 1・0", EN: "yes or no, or 1 or 0"},
}

// meaning says what a column holds: its note, and of a measure the unit, the
// time and what it is a part of.
func (c *column) meaning() contract.Name {
	ja, en := []string{c.Note.JA}, []string{c.Note.EN}
	if m := c.measure; m != nil {
		ja, en = append(ja, units[m.Unit].JA), append(en, units[m.Unit].EN)
		if m.Class != contract.Respondents { // of the survey
			ja, en = append(ja, behaviours[m.Behaviour].JA), append(en, behaviours[m.Behaviour].EN)
		}
		if len(m.PartOf) > 0 {
			whole := "`" + strings.Join(m.PartOf, "`, `") + "`"
			ja, en = append(ja, whole+" の内数"), append(en, "part of "+whole)
		}
	}
	return contract.Name{JA: strings.Join(unique(ja), "。"), EN: strings.Join(unique(en), "; ")}
}

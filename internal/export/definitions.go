package export

import (
	"bytes"
	"encoding/json"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/release"
)

// Format is the version of kpis.json.
const Format = 1

// Definitions is kpis.json: what measures, items and KPIs are, and under which
// rules each quarter was published.
type Definitions struct {
	Format   int                 `json:"format"`
	Basis    string              `json:"basis"` // fiscal or calendar
	Quarters []Quarter           `json:"quarters"`
	Measures []Measure           `json:"measures"`
	Items    []contract.Item     `json:"items"`
	KPIs     catalogue.Catalogue `json:"kpis"`
}

// A Quarter is one quarter with data and its rules.
type Quarter struct {
	Quarter string        `json:"quarter"`
	Release string        `json:"release,omitempty"` // empty for a draft
	Rules   release.Rules `json:"rules"`
}

// A Measure is one measure that occurs in cells.csv.
type Measure struct {
	Table     string   `json:"table"`
	ID        string   `json:"id"`
	JA        string   `json:"ja"`
	EN        string   `json:"en"`
	Behaviour string   `json:"behaviour"`         // stock, flow, cumulative, cohort
	Class     string   `json:"class"`             // persons, respondents, moments, counts, money
	PartOf    []string `json:"part_of,omitempty"` // measures of the table whose rest, without this one, is protected
	Unit      string   `json:"unit"`              // persons, items, yen, minutes, days, credits, schools, entities, yes_no, organisations; of moments: points, of weights thousandths or millionths
	Apart     bool     `json:"apart,omitempty"`   // different categories are never added
	Public    bool     `json:"public,omitempty"`  // of a register, which has neither kinds nor organisations

	ClassOf map[string]string `json:"class_of,omitempty"` // category -> class, where it is another
}

var (
	behaviours = map[contract.Behaviour]string{
		contract.Stock: "stock", contract.Flow: "flow", contract.Cumulative: "cumulative", contract.Cohort: "cohort",
	}
	classes = map[contract.Class]string{
		contract.Persons: "persons", contract.Respondents: "respondents", contract.Counts: "counts", contract.Money: "money",
	}
	units = map[contract.Unit]string{
		contract.UnitPersons: "persons", contract.UnitItems: "items", contract.UnitYen: "yen", contract.UnitMinutes: "minutes",
		contract.UnitDays: "days", contract.UnitCredits: "credits", contract.UnitSchools: "schools",
		contract.UnitEntities: "entities", contract.UnitYesNo: "yes_no", contract.UnitOrganisations: "organisations",
	}
	bases = map[dim.Basis]string{dim.Fiscal: "fiscal", dim.Calendar: "calendar"}
)

// ClassMoments is the class of sums over the points of a scale.
const ClassMoments = "moments"

func definitions(c *protect.Cube) ([]byte, error) {
	con := contract.New(nil)
	d := Definitions{
		Format: Format, Basis: bases[c.Basis()], Measures: measures(con), Items: c.Items(), KPIs: c.Catalogue(),
	}
	for _, q := range c.Quarters() {
		d.Quarters = append(d.Quarters, quarter(c, q))
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(d)
	return b.Bytes(), err
}

func quarter(c *protect.Cube, q dim.Quarter) Quarter {
	entry := Quarter{Quarter: q.ID(c.Basis()), Rules: c.Rules(q)}
	if f, ok := c.Release(q); ok && !c.Draft(q) {
		entry.Release = f.ID
	}
	return entry
}

func measure(t *contract.Table, m *contract.Measure, con *contract.Contract) Measure {
	out := Measure{
		Table: t.Family, ID: m.ID, JA: m.Name.JA, EN: m.Name.EN,
		Behaviour: behaviours[m.Behaviour], Class: classes[m.Class], PartOf: t.Guards(m), Apart: t.Apart,
		Unit: units[m.Unit], Public: t.Public,
	}
	for _, category := range t.CategoryCodes() {
		if c := t.ClassOf(m, category); c != m.Class {
			if out.ClassOf == nil {
				out.ClassOf = map[string]string{}
			}
			out.ClassOf[category] = classes[c]
		}
	}
	return out
}

// measures lists those of the contract that are published, by family, and those
// that ride with the respondents of an item.
func measures(con *contract.Contract) []Measure {
	var all []Measure
	for _, t := range con.Measured() {
		for _, m := range t.Measures {
			if !m.Rate {
				all = append(all, measure(&t, &m, con))
			}
		}
	}
	moment := Measure{Table: contract.FamilySurvey, Behaviour: behaviours[contract.Stock], Class: ClassMoments, Unit: UnitPoints}
	sum, squares := moment, moment
	sum.ID, sum.JA, sum.EN = MeasurePoints, "点の合計", "Sum of the points"
	squares.ID, squares.JA, squares.EN = MeasureSquares, "点の2乗の合計", "Sum of the squares of the points"
	return append(append(all, sum, squares), weightMeasures()...)
}

package audit

import (
	"slices"
	"strconv"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// A kpi is as much of an entry of the catalogue as the audit needs.
type kpi struct {
	ID          string `json:"id"`
	Form        string `json:"form"`
	Table       string `json:"table"`
	Numerator   string `json:"numerator"`
	Denominator string `json:"denominator"`
	Item        string `json:"item"`
	Population  string `json:"population"`
}

// The statistic that is made of cells; all others are made of two values.
const (
	statisticChange = "change"
	referenceYoY    = "yoy"
)

// A term is a cell that a formula adds or subtracts.
type term struct {
	measure  string
	category string // "" for that of the observation
	sign     int64
}

// formulas computes every published value again, from published cells alone,
// and checks that no other number was made of something that is not published.
func (r *Report) formulas(d *data, systems []*system) {
	for i := range d.observations {
		o := &d.observations[i]
		if o.status != published {
			continue
		}
		pos := diag.Pos{File: observationsPath, Line: o.line}
		if o.id.Statistic != "" {
			if !d.ofPublished(o.id) {
				r.other = append(r.other, ruleDerived.At(pos, o.id.String()))
			}
			continue
		}
		r.formula(pos, o, d, systems)
	}
}

func (r *Report) formula(pos diag.Pos, o *observation, d *data, systems []*system) {
	i := slices.IndexFunc(d.definitions.KPIs, func(k kpi) bool { return k.ID == o.id.KPI })
	if i < 0 {
		r.other = append(r.other, ruleRow.At(pos, o.id.KPI))
		return
	}
	k := d.definitions.KPIs[i]
	table, above, below := k.terms(o.id.Codes[dim.Category])
	numerator, ok := d.sum(systems, o, table, above)
	denominator, also := d.sum(systems, o, table, below)
	if !ok || !also || denominator == 0 {
		r.other = append(r.other, ruleDerived.At(pos, o.id.String()))
		return
	}
	value := float64(numerator) / float64(denominator)
	if k.Form == formScore {
		value *= 100
	}
	for _, x := range []struct{ got, want string }{
		{o.numbers[0], strconv.FormatFloat(value, 'g', -1, 64)},
		{o.numbers[columnNumerator], strconv.FormatInt(numerator, 10)},
		{o.numbers[columnDenominator], strconv.FormatInt(denominator, 10)},
	} {
		if !sameNumber(x.got, x.want) {
			r.other = append(r.other, ruleFormula.At(pos, o.id.String(), x.got, x.want))
		}
	}
}

// The forms of KPIs.
const (
	formRate         = "rate"
	formScore        = "enps"
	formMean         = "mean"
	formDistribution = "distribution"
)

// terms gives the table and the cells of numerator and denominator. category
// is that of the observation: of a distribution, the answer.
func (k *kpi) terms(category string) (table string, numerator, denominator []term) {
	item := k.Population + "." + k.Item
	all := []term{{"respondents", item, 1}}
	switch k.Form {
	case formScore:
		return "survey", []term{{"respondents", item + ".promoters", 1}, {"respondents", item + ".detractors", -1}}, all
	case formMean:
		return "survey", []term{{"points", item, 1}}, all
	case formDistribution:
		return "survey", []term{{"respondents", category, 1}}, all
	}
	return k.Table, []term{{k.Numerator, "", 1}}, []term{{k.Denominator, "", 1}}
}

// sum adds the cells up; ok is false unless each has a row and is published.
func (d *data) sum(systems []*system, o *observation, table string, terms []term) (sum int64, ok bool) {
	i := slices.IndexFunc(systems, func(s *system) bool {
		return s.table == table && s.period == o.id.Quarter.ID(o.id.Basis) && s.window == max(1, o.id.Window)
	})
	if i < 0 {
		return 0, false
	}
	s := systems[i]
	for _, t := range terms {
		g := group{codes: o.codes}
		m := slices.IndexFunc(d.measures, func(m measure) bool { return m.Table == table && m.ID == t.measure })
		category, known := d.codes[dim.Category].index[t.category]
		if m < 0 || !known {
			return 0, false
		}
		if t.category != "" {
			g = g.with(dim.Category, category)
		}
		g.measure = int32(m)
		n, there := s.index[g]
		if !there || !s.nodes[n].shown {
			return 0, false
		}
		sum += t.sign * s.nodes[n].value
	}
	return sum, true
}

// ofPublished reports whether the two values that a change, a ratio or a gap is
// made of are published.
func (d *data) ofPublished(id dim.ID) bool {
	own := id
	own.Statistic, own.Reference = "", ""
	if !d.isPublished(own) {
		return false
	}
	if id.Statistic == statisticChange && id.Reference == referenceYoY {
		own.Quarter -= 4
		return d.isPublished(own)
	}
	for a, code := range own.Codes {
		other := own
		if other.Codes[a] = id.Reference; code != "" && code != id.Reference && d.isPublished(other) {
			return true
		}
	}
	return false
}

func (d *data) isPublished(id dim.ID) bool {
	i, ok := d.byID[id.String()]
	return ok && d.observations[i].status == published
}

package audit

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// A kpi is as much of an entry of the catalogue as the audit needs.
type kpi struct {
	ID          string   `json:"id"`
	Form        string   `json:"form"`
	Numerator   []string `json:"numerator"` // people.dual_any, hiring.hires[dual], -jobs.ended
	Denominator []string `json:"denominator"`
	Per         int64    `json:"per"`
	FTE         bool     `json:"fte"`
	Window      string   `json:"window"`
	Item        string   `json:"item"`
	Population  string   `json:"population"`
	Answers     []string `json:"answers"`
	Of          []string `json:"of"`
}

// The statistics that are made of several values; the others compare two groups.
const (
	statisticChange       = "change"
	statisticStandardised = "standardised"
	statisticIndex        = "index"
	statisticAttainment   = "attainment"
	statisticGrowth       = "growth"
	statisticProjection   = "projection"
	referenceYoY          = "yoy"
	referenceAll          = "all"
)

// formulas computes every published value again, from published cells alone,
// and checks that no other number was made of something that is not published.
func (r *Report) formulas(d *data, systems []*system) {
	for i := range d.observations {
		o := &d.observations[i]
		if o.status != published {
			continue
		}
		pos := diag.Pos{File: d.observationsFile(o.id.KPI), Line: o.line}
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
	c := d.compute(&d.definitions.KPIs[i], o, systems)
	if !c.ok {
		r.other = append(r.other, ruleDerived.At(pos, o.id.String()))
		return
	}
	compare := func(got, want string) {
		if !sameNumber(got, want) {
			r.other = append(r.other, ruleFormula.At(pos, o.id.String(), got, want))
		}
	}
	if got, err := strconv.ParseFloat(o.numbers[0], 64); err != nil || math.Abs(got-c.value) > c.slack {
		compare(o.numbers[0], strconv.FormatFloat(c.value, 'g', -1, 64))
	}
	for i, want := range map[int]*int64{columnNumerator: c.numerator, columnDenominator: c.denominator} {
		if want != nil {
			compare(o.numbers[i], strconv.FormatInt(*want, 10))
		}
	}
}

// The forms of KPIs.
const (
	formRate         = "rate"
	formRatio        = "ratio"
	formCount        = "count"
	formShare        = "share"
	formScore        = "enps"
	formMean         = "mean"
	formDistribution = "distribution"
	formDifference   = "difference"
	formQuotient     = "quotient"
)

// A computed value is what the published cells give for an observation.
type computed struct {
	ok                     bool // all that it is made of is published
	value                  float64
	slack                  float64 // by how much it may differ: the parts of it were rounded
	numerator, denominator *int64  // nil where the observation has none
}

func (d *data) compute(k *kpi, o *observation, systems []*system) computed {
	switch {
	case k.Form == formDifference || k.Form == formQuotient:
		return d.combine(k, o)
	case k.Item != "":
		return d.surveyed(k, o, systems)
	}
	return d.measured(k, o, systems)
}

// combine makes a difference or quotient of the observations that it names.
func (d *data) combine(k *kpi, o *observation) computed {
	var v [2]float64
	for i := range v {
		if i >= len(k.Of) {
			return computed{}
		}
		id := o.id
		id.KPI = k.Of[i]
		at, ok := d.byID[id.String()]
		if !ok || d.observations[at].status != published {
			return computed{}
		}
		v[i], _ = strconv.ParseFloat(d.observations[at].numbers[0], 64)
	}
	if k.Form == formQuotient {
		return computed{ok: v[1] != 0, value: v[0] / v[1], slack: 1e-7 * math.Abs(v[0]/v[1])}
	}
	return computed{ok: true, value: v[0] - v[1], slack: 1e-7 * (math.Abs(v[0]) + math.Abs(v[1]))}
}

func (d *data) surveyed(k *kpi, o *observation, systems []*system) computed {
	item := k.Population + "." + k.Item
	respondents := func(category string, sign int64) term { return term{"survey", "respondents", category, sign} }
	var above []term
	switch k.Form {
	case formScore:
		above = []term{respondents(item+".promoters", 1), respondents(item+".detractors", -1)}
	case formMean:
		above = []term{{"survey", "points", item, 1}}
	case formDistribution:
		above = []term{respondents(o.id.Codes[dim.Category], 1)}
	case formShare:
		for _, a := range k.Answers {
			if t := respondents(item+"."+a, 1); d.codes[dim.Category].index[t.category] != 0 {
				above = append(above, t) // an answer that nobody ever gave has no code
			}
		}
	}
	below := []term{respondents(item, 1)}
	weighted := d.weighted(systems, o, below[0])
	if weighted {
		above, below = weights(above), weights(below)
	}
	x, ok := d.sum(systems, o, above, 1)
	n, also := d.sum(systems, o, below, 1)
	if !ok || !also || n == 0 {
		return computed{}
	}
	c := computed{ok: true, value: float64(x) / float64(n), numerator: &x, denominator: &n}
	if weighted {
		c.numerator, c.denominator = nil, nil // sums of weights are no counts
	}
	if k.Form == formScore {
		c.value *= 100
	}
	return c
}

// weighted reports whether the respondents of a group have weights.
func (d *data) weighted(systems []*system, o *observation, t term) bool {
	t.measure = measureWeight
	_, ok := d.cellOf(systems, o, t, o.id.Quarter.ID(o.id.Basis))
	return ok
}

// weights turns terms of respondents and points into those of their weights.
func weights(terms []term) []term {
	all := slices.Clone(terms)
	for i := range all {
		all[i].measure = map[string]string{"respondents": measureWeight, "points": "weighted_points"}[all[i].measure]
	}
	return all
}

// measured computes a rate, a ratio or a count of measures.
func (d *data) measured(k *kpi, o *observation, systems []*system) computed {
	window := 1
	if k.Window == "year" {
		window = 4
	}
	above, below := d.terms(k.Numerator), d.terms(k.Denominator)
	x, ok := d.sum(systems, o, above, window)
	if !ok || len(above) == 0 {
		return computed{}
	}
	scale := d.scale(above)
	if k.Form == formCount {
		if k.FTE {
			first, last := o.id.Quarter-(dim.Quarter(window)-1), o.id.Quarter
			days := (last + 1).Start().Sub(first.Start()).Hours() / 24
			scale /= 40 * days / 7
		}
		return computed{ok: true, value: float64(x) * scale, numerator: &x}
	}
	n, ok := d.sum(systems, o, below, window)
	if !ok || n <= 0 {
		return computed{}
	}
	c := computed{ok: true, value: float64(x) / float64(n), numerator: &x, denominator: &n}
	if k.Form == formRatio {
		c.value = float64(x) * scale / (float64(n) * d.scale(below)) * float64(max(1, k.Per))
		if window > 1 && d.stock(below) {
			c.value *= float64(window) // the average of the quarters
		}
	}
	return c
}

// A term is a cell that a formula adds or subtracts.
type term struct {
	table    string
	measure  string
	category string
	sign     int64
}

// terms reads the terms of a formula.
func (d *data) terms(texts []string) (all []term) {
	for _, text := range texts {
		t := term{sign: 1}
		if rest, minus := strings.CutPrefix(text, "-"); minus {
			text, t.sign = rest, -1
		}
		text, category, _ := strings.Cut(strings.TrimSuffix(text, "]"), "[")
		t.table, t.measure, _ = strings.Cut(text, ".")
		if t.category = category; category != "" && d.codes[dim.Category].index[t.table+"."+category] != 0 {
			t.category = t.table + "." + category
		}
		all = append(all, t)
	}
	return all
}

func (d *data) measure(t term) (int, bool) {
	i := slices.IndexFunc(d.measures, func(m measure) bool { return m.Table == t.table && m.ID == t.measure })
	return i, i >= 0
}

// scale is what the smallest unit of a sum is of the unit that is shown.
func (d *data) scale(terms []term) float64 {
	if i, ok := d.measure(terms[0]); ok && d.measures[i].Unit == "minutes" {
		return 1. / 60
	}
	return 1
}

func (d *data) stock(terms []term) bool {
	i, ok := d.measure(terms[0])
	return ok && d.measures[i].Behaviour == "stock"
}

// sum adds the cells of so many quarters up; ok is false unless each has a row
// and is published.
func (d *data) sum(systems []*system, o *observation, terms []term, window int) (sum int64, ok bool) {
	for back := range dim.Quarter(window) {
		for _, t := range terms {
			v, ok := d.cellOf(systems, o, t, (o.id.Quarter - back).ID(o.id.Basis))
			if !ok {
				return 0, false
			}
			sum += t.sign * v
		}
	}
	return sum, true
}

func (d *data) cellOf(systems []*system, o *observation, t term, period string) (int64, bool) {
	i := slices.IndexFunc(systems, func(s *system) bool { return s.table == t.table && s.period == period && s.window == 1 })
	m, known := d.measure(t)
	category, also := d.codes[dim.Category].index[t.category]
	if i < 0 || !known || !also {
		return 0, false
	}
	g := group{measure: int32(m), codes: o.codes}.with(dim.Category, category)
	if d.measures[m].Public {
		g = g.with(dim.Kind, 0)
	}
	n, there := systems[i].index[g]
	if !there || !systems[i].nodes[n].shown {
		return 0, false
	}
	return systems[i].nodes[n].value, true
}

// ofPublished reports whether all values that a comparison is made of are
// published.
func (d *data) ofPublished(id dim.ID) bool {
	own := id
	own.Statistic, own.Reference = "", ""
	switch id.Statistic {
	case statisticStandardised:
		return d.bandsPublished(own) && (id.Reference == "" || d.anyReference(own, id.Reference, d.bandsPublished))
	case statisticIndex:
		axis, _, _ := strings.Cut(id.Reference, ".")
		a, ok := dim.ParseAxis(axis)
		return ok && d.partsPublished(own, a, d.codes[a].divided())
	}
	if !d.isPublished(own) {
		return false
	}
	switch id.Statistic {
	case statisticChange:
		own.Quarter -= 4
		return id.Reference == referenceYoY && d.isPublished(own)
	case statisticAttainment, statisticGrowth, statisticProjection:
		return true
	}
	return d.anyReference(own, id.Reference, d.isPublished)
}

// anyReference reports whether is holds for the group that a reference names on
// one of the axes of an observation.
func (d *data) anyReference(own dim.ID, reference string, is func(dim.ID) bool) bool {
	if reference == referenceAll {
		reference = ""
	}
	for a, code := range own.Codes {
		other := own
		if other.Codes[a] = reference; code != "" && code != reference && is(other) {
			return true
		}
	}
	return false
}

// bandsPublished reports whether all age bands of a group, and those of
// everybody, that have an observation are published; those of unknown age are
// no part of the standard.
func (d *data) bandsPublished(own dim.ID) bool {
	whole := own
	for a := range dim.Axis(dim.NumAxes) {
		if a != dim.Kind && a != dim.Category {
			whole.Codes[a] = ""
		}
	}
	ages := d.codes[dim.Age].divided()
	return d.partsPublished(own, dim.Age, ages) && d.partsPublished(whole, dim.Age, ages)
}

// divided is the code into whose parts a whole is first divided: the total or,
// where that has but one part, as a prefecture of municipalities, that part.
func (l *codeList) divided() int32 {
	parts := func(whole int32) (all []int32) {
		for c, parent := range l.parent {
			if c > 0 && parent == whole && l.ids[c] != dim.Unknown {
				all = append(all, int32(c))
			}
		}
		return all
	}
	whole := int32(0)
	for {
		only := parts(whole)
		if len(only) != 1 || len(parts(only[0])) == 0 {
			return whole
		}
		whole = only[0]
	}
}

// partsPublished reports whether the parts of a code that have an observation,
// but for who is unknown, are published or public zeros.
func (d *data) partsPublished(own dim.ID, a dim.Axis, whole int32) bool {
	for c, id := range d.codes[a].ids {
		if c == 0 || d.codes[a].parent[c] != whole || id == dim.Unknown {
			continue
		}
		part := own
		part.Codes[a] = id
		if i, ok := d.byID[part.String()]; ok {
			if s := d.observations[i].status; s != published && s != notComputable {
				return false
			}
		}
	}
	return true
}

func (d *data) isPublished(id dim.ID) bool {
	i, ok := d.byID[id.String()]
	return ok && d.observations[i].status == published
}

// Package catalogue defines the KPIs: what each one is, of which measures or
// answers it is made, and how it is compared. It computes nothing.
package catalogue

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/goccy/go-yaml"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// A Form says how a KPI is computed.
type Form string

// The forms of KPIs.
const (
	Rate         Form = "rate"         // numerator / denominator, both sums of measures
	Score        Form = "enps"         // promoters minus detractors, in points of 100
	Mean         Form = "mean"         // mean of the points of an item
	Distribution Form = "distribution" // share of each answer to an item
)

// A Direction says what is hoped for.
type Direction string

// The directions of KPIs.
const (
	Up      Direction = "up"
	Down    Direction = "down"
	Target  Direction = "target"
	Neutral Direction = "neutral"
)

// An Entry is one KPI.
type Entry struct {
	ID          string            `yaml:"id" json:"id"`
	Label       string            `yaml:"label" json:"label"` // short, such as A1b
	Pillar      string            `yaml:"pillar" json:"pillar"`
	Name        contract.Name     `yaml:"name" json:"name"`
	Definition  contract.Name     `yaml:"definition" json:"definition"`
	Form        Form              `yaml:"form" json:"form"`
	Table       string            `yaml:"table" json:"table,omitempty"`
	Numerator   string            `yaml:"numerator" json:"numerator,omitempty"`
	Denominator string            `yaml:"denominator" json:"denominator,omitempty"`
	Item        string            `yaml:"item" json:"item,omitempty"`
	Population  string            `yaml:"population" json:"population,omitempty"`
	Kinds       []string          `yaml:"kinds" json:"kinds,omitempty"` // of organisation; empty: all
	Direction   Direction         `yaml:"direction" json:"direction"`
	Access      bool              `yaml:"access" json:"access,omitempty"`       // groups are compared: ratio and gap to the reference
	Against     map[string]string `yaml:"-" json:"against,omitempty"`           // of access: axis -> code of the reference group
	Threshold   float64           `yaml:"threshold" json:"threshold,omitempty"` // smallest change that matters, in the unit of the value
	Sampled     bool              `yaml:"-" json:"sampled,omitempty"`           // the interval is a sampling error; else 偶然変動の目安
	References  []Reference       `yaml:"references" json:"references,omitempty"`
	Standard    []string          `yaml:"standard" json:"standard,omitempty"`
	Note        contract.Name     `yaml:"note" json:"note,omitzero"`
}

// A Reference is a published value from elsewhere to read a KPI against.
type Reference struct {
	Value  float64       `yaml:"value" json:"value"`
	Name   contract.Name `yaml:"name" json:"name"`
	Source string        `yaml:"source" json:"source"`
}

// The pillars, in the order in which they are shown.
var pillars = []string{"adoption", "outcome", "wellbeing", "fairness"}

// Pillars lists the pillars in the order in which they are shown.
func Pillars() []string { return slices.Clone(pillars) }

// Survey reports whether the KPI is made of answers to an item.
func (e *Entry) Survey() bool { return e.Form != Rate }

// Measures lists the measures that a rate is made of.
func (e *Entry) Measures() []string { return []string{e.Numerator, e.Denominator} }

// OfKind reports whether the KPI is computed for a kind of organisation.
func (e *Entry) OfKind(kind string) bool { return len(e.Kinds) == 0 || slices.Contains(e.Kinds, kind) }

// A Catalogue is the KPIs of a site, in the order in which they are shown.
type Catalogue []Entry

//go:embed core.yaml
var core []byte

// Core returns the KPIs of Fukusen itself.
func Core() (Catalogue, error) {
	var c Catalogue
	if err := yaml.UnmarshalWithOptions(core, &c, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("core.yaml: %w", err)
	}
	return c, nil
}

// Entry finds a KPI by its ID.
func (c Catalogue) Entry(id string) (*Entry, bool) {
	i := slices.IndexFunc(c, func(e Entry) bool { return e.ID == id })
	if i < 0 {
		return nil, false
	}
	return &c[i], true
}

// IDs lists the IDs of all KPIs.
func (c Catalogue) IDs() []string {
	ids := make([]string, len(c))
	for i, e := range c {
		ids[i] = e.ID
	}
	return ids
}

var (
	ruleID = diag.Rule{
		ID:   "catalogue/id",
		Msg:  diag.Text{JA: "KPI の id %[1]q は使えません", EN: "%[1]q cannot be the id of a KPI"},
		Hint: diag.Text{JA: "英小文字・数字・ハイフンで、他の KPI と重ならない id にしてください", EN: "use lower-case letters, digits and hyphens, and no id twice"},
	}
	ruleField = diag.Rule{
		ID:   "catalogue/field",
		Msg:  diag.Text{JA: "KPI %[1]s の %[2]s に %[3]q とは書けません", EN: "KPI %[1]s: %[2]s cannot be %[3]q"},
		Hint: diag.Text{JA: "使えるのは次のいずれかです: %[4]s", EN: "it can be one of: %[4]s"},
	}
)

// With returns the catalogue with the site's own entries added, each checked
// against the contract. An entry with the ID of one of ours replaces it. The
// places of the entries are given by pos.
func (c Catalogue) With(own []Entry, con *contract.Contract, pos func(i int) diag.Pos) (Catalogue, diag.List) {
	all := slices.Clone(c)
	var finds diag.List
	seen := map[string]bool{}
	for i, e := range own {
		if fl := e.check(con, pos(i)); len(fl) > 0 {
			finds = append(finds, fl...)
			continue
		}
		if seen[e.ID] {
			finds = append(finds, ruleID.At(pos(i), e.ID))
			continue
		}
		seen[e.ID] = true
		if old, ok := all.Entry(e.ID); ok {
			*old = e
		} else {
			all = append(all, e)
		}
	}
	for i := range all {
		all[i].Sampled = all[i].Survey()
	}
	slices.SortStableFunc(all, func(a, b Entry) int {
		return slices.Index(pillars, a.Pillar) - slices.Index(pillars, b.Pillar)
	})
	return all, finds
}

func (e *Entry) check(con *contract.Contract, pos diag.Pos) diag.List {
	var finds diag.List
	if !dim.IsCode(e.ID) || slices.ContainsFunc([]byte(e.ID), func(b byte) bool { return b == '.' || b == '_' }) {
		return diag.List{ruleID.At(pos, e.ID)}
	}
	one := func(field, got string, among []string) {
		if !slices.Contains(among, got) {
			finds = append(finds, ruleField.At(pos, e.ID, diag.Public(field), got, diag.Public(fmt.Sprint(among))))
		}
	}
	one("pillar", e.Pillar, pillars)
	one("form", string(e.Form), []string{string(Rate), string(Score), string(Mean), string(Distribution)})
	one("direction", string(e.Direction), []string{string(Up), string(Down), string(Target), string(Neutral)})
	if e.Form == Rate {
		e.checkRate(con, one)
	} else {
		e.checkItem(con, one)
	}
	return finds
}

func (e *Entry) checkRate(con *contract.Contract, one func(field, got string, among []string)) {
	var tables, measures []string
	for _, t := range con.Tables {
		if t.Family == contract.FamilySurvey {
			continue
		}
		tables = append(tables, t.ID)
		if t.ID == e.Table {
			for _, m := range t.Measures {
				measures = append(measures, m.ID)
			}
		}
	}
	one("table", e.Table, tables)
	one("numerator", e.Numerator, measures)
	one("denominator", e.Denominator, measures)
}

func (e *Entry) checkItem(con *contract.Contract, one func(field, got string, among []string)) {
	var populations, items []string
	for _, p := range con.Populations {
		populations = append(populations, p.ID)
	}
	for _, it := range con.Items {
		if e.Form == Distribution && !it.Several || e.Form == Score && it.Score || e.Form == Mean && it.Mean {
			items = append(items, it.ID)
		}
	}
	one("population", e.Population, populations)
	one("item", e.Item, items)
}

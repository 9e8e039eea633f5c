// Package catalogue defines the KPIs: what each one is, of which measures or
// answers it is made, and how it is compared. It computes nothing.
package catalogue

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/goccy/go-yaml"

	"fukusen/internal/contract"
)

// A Form says how a KPI is computed.
type Form string

// The forms of KPIs.
const (
	Rate         Form = "rate"         // a part of a whole of the same unit, 0 to 1
	Ratio        Form = "ratio"        // one sum for each of another: yen per hire, jobs for 1,000 residents
	Count        Form = "count"        // a sum
	Share        Form = "share"        // of the respondents to an item, those who gave one of some answers
	Score        Form = "enps"         // promoters minus detractors, in points of 100
	Mean         Form = "mean"         // mean of the points of an item
	Distribution Form = "distribution" // share of each answer to an item
	Difference   Form = "difference"   // of two other KPIs
	Quotient     Form = "quotient"     // of two other KPIs
)

var forms = []string{
	string(Rate), string(Ratio), string(Count), string(Share), string(Score), string(Mean), string(Distribution),
	string(Difference), string(Quotient),
}

// A Direction says what is hoped for.
type Direction string

// The directions of KPIs.
const (
	Up      Direction = "up"
	Down    Direction = "down"
	Target  Direction = "target"
	Neutral Direction = "neutral"
)

var directions = []string{string(Up), string(Down), string(Target), string(Neutral)}

// A Window says over how many quarters a KPI is summed.
type Window string

// The windows of KPIs. The value of a year is that of four quarters ending with
// the one it stands under: flows are summed, stocks averaged.
const (
	Quarter Window = "quarter"
	Year    Window = "year"
)

var windows = []string{string(Quarter), string(Year)}

// Quarters is the length of a window.
func (w Window) Quarters() int {
	if w == Year {
		return 4
	}
	return 1
}

// An Interval says which interval stands beside a value of measures. Those of
// answers follow from the form.
type Interval string

// The intervals of KPIs.
const (
	None    Interval = "none"
	Wilson  Interval = "wilson"  // of a rate, the default there
	Poisson Interval = "poisson" // of a count, or of one for a known exposure
)

var intervals = []string{string(None), string(Wilson), string(Poisson)}

// An Entry is one KPI.
type Entry struct {
	ID          string            `yaml:"id" json:"id"`
	Label       string            `yaml:"label" json:"label"`         // short, such as A1b
	Core        bool              `yaml:"core" json:"core,omitempty"` // shown on the front page, and first on the sheets of organisations
	Pillar      string            `yaml:"pillar" json:"pillar"`
	Name        contract.Name     `yaml:"name" json:"name"`
	Definition  contract.Name     `yaml:"definition" json:"definition"`
	Form        Form              `yaml:"form" json:"form"`
	Numerator   Terms             `yaml:"numerator" json:"numerator,omitempty"`
	Denominator Terms             `yaml:"denominator" json:"denominator,omitempty"`
	Per         int64             `yaml:"per" json:"per,omitempty"`   // of a ratio: the value is for so many of the denominator; 0 means 1
	FTE         bool              `yaml:"fte" json:"fte,omitempty"`   // of a count of time: the value is in full-time equivalents of 40 hours a week
	Unit        contract.Name     `yaml:"unit" json:"unit,omitzero"`  // of a ratio: 円/人; of a count it is that of the measure unless it stands here
	Item        string            `yaml:"item" json:"item,omitempty"` // of what is asked in a survey
	Answers     []string          `yaml:"answers" json:"answers,omitempty"`
	Population  string            `yaml:"population" json:"population,omitempty"`
	Of          []string          `yaml:"of" json:"of,omitempty"`       // of a difference or quotient: the IDs of its two KPIs
	Kinds       []string          `yaml:"kinds" json:"kinds,omitempty"` // of organisation; empty: all
	Views       []string          `yaml:"views" json:"views,omitempty"` // such as "sex*age" beside the total; empty: all
	Window      Window            `yaml:"window" json:"window,omitempty"`
	Interval    Interval          `yaml:"interval" json:"interval,omitempty"`
	Least       int64             `yaml:"least" json:"least,omitempty"` // smallest denominator that a value is shown for
	Direction   Direction         `yaml:"direction" json:"direction"`
	Goal        float64           `yaml:"goal" json:"goal,omitempty"`               // of the direction target, in the unit of the value
	Access      bool              `yaml:"access" json:"access,omitempty"`           // groups are compared: ratio and gap to the reference
	Standardise bool              `yaml:"standardise" json:"standardise,omitempty"` // groups are also compared as if they had the ages of all
	Against     map[string]string `yaml:"-" json:"against,omitempty"`               // of access: axis -> code of the reference group
	Threshold   float64           `yaml:"threshold" json:"threshold,omitempty"`     // smallest change that matters, in the unit of the value
	Sampled     bool              `yaml:"-" json:"sampled,omitempty"`               // the interval is a sampling error; else 偶然変動の目安
	Breaks      []Break           `yaml:"breaks" json:"breaks,omitempty"`
	References  []Reference       `yaml:"references" json:"references,omitempty"`
	Standard    []string          `yaml:"standard" json:"standard,omitempty"`
	Mapping     Mapping           `yaml:"mapping" json:"mapping,omitzero"` // its place in the disclosure of human capital
	Note        contract.Name     `yaml:"note" json:"note,omitzero"`
}

// A Reference is a published value from elsewhere to read a KPI against.
type Reference struct {
	Value  float64       `yaml:"value" json:"value"`
	Name   contract.Name `yaml:"name" json:"name"`
	Source string        `yaml:"source" json:"source"`
}

// A Break is a quarter from which on values cannot be compared with those
// before it.
type Break struct {
	From string        `yaml:"from" json:"from"` // 2026FQ1
	Note contract.Name `yaml:"note" json:"note"`
}

// The pillars, in the order in which they are shown.
var pillars = []string{"adoption", "outcome", "wellbeing", "fairness"}

// Pillars lists the pillars in the order in which they are shown.
func Pillars() []string { return slices.Clone(pillars) }

// The words that an entry may have in the fields of its name.
var words = map[string][]string{
	"pillar": pillars, "form": forms, "direction": directions, "window": windows, "interval": intervals,
}

// Words lists what may stand in a field with words of its own: pillar, form,
// direction, window, interval.
func Words(field string) []string { return slices.Clone(words[field]) }

// Survey reports whether the KPI is made of answers to an item.
func (e *Entry) Survey() bool { return e.Item != "" }

// Table names the table that the numerator is of; those that are asked are of
// the survey, and those made of others of none.
func (e *Entry) Table() string {
	switch {
	case e.Survey():
		return contract.FamilySurvey
	case len(e.Numerator) > 0:
		return e.Numerator[0].Table
	}
	return ""
}

// Proportion reports whether the value is one of a part and its whole, which
// is written in per cent.
func (e *Entry) Proportion() bool { return e.Form == Rate || e.Form == Share || e.Form == Distribution }

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

// Package kpi computes the KPIs of the catalogue from protected cells, with
// their intervals and comparisons.
//
// A number made from several cells exists only if every one of them is
// published; otherwise the observation is withheld as a whole. Nothing is kept:
// an observation is computed when it is asked for, so that the memory does not
// grow with the site.
//
// What an analyst asks beside one observation is no observation of its own and
// is computed from published ones alone: Spread (of organisations), Signals (of
// a series), Tests (of the groups of an axis) and PostStratified (of a survey).
package kpi

import (
	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// The statistics of an observation.
const (
	Value        = dim.Value      // of the KPI itself
	Change       = "change"       // to the same quarter of last year (reference yoy)
	Ratio        = "ratio"        // of a group's rate to that of the reference group
	Gap          = "gap"          // the difference of the two
	Standardised = "standardised" // a group's rate if it had the ages of all (no reference), or the ratio of two such rates
	Attainment   = "attainment"   // the part of the way to a target that is done (reference: the quarter it is due)
	Growth       = "growth"       // the growth a year since the first value, by that which a target needs (HANDBOOK 2c D21); two values decide, without any uncertainty
	Projection   = "projection"   // what the past lets expect of the quarter of a target
	Index        = "index"        // how unequal the rates of the groups of an axis are (reference sex.theil)
)

const published = release.Published

// YoY is the reference of a change: the same quarter of last year.
const YoY = "yoy"

// An Observation is one number of one KPI for one group and quarter.
// Proportions are in [0, 1], scores in points of -100 to 100, means in points
// of their scale, ratios and counts in the unit of the entry, times in hours;
// gaps and changes are in the unit of the value.
type Observation struct {
	Entry     *catalogue.Entry
	Key       dim.Key // for a distribution, Category is the answer
	Statistic string
	Reference string
	Status    release.Status

	// All of the following are zero unless the status is published.
	Value       float64
	Interval    stat.Interval
	HasInterval bool // a 95 % interval could be computed
	Numerator   int64
	Denominator int64
	Respondents int64        // of a survey: answers to the item
	Answers     []Answer     // of a score: how many gave which answer
	Verdict     stat.Verdict // of a ratio: where its interval lies to 0.8 and 1.25
	Clear       bool         // of a change: larger than chance and the threshold
	Weighted    bool         // of a survey: answers count by their weights
	Frame       Frame        // of a survey: who was asked
	Panel       Panel        // of a change: whose numbers are compared
	Outlook     stat.Outlook // of a projection: why there is none, whatever the status

	Missing   bool   // some reporters' rows had no value
	Reporters int    // organisations that reported
	Expected  int    // organisations that should have
	Method    string // of the interval: wilson, poisson, wald, adjusted_wald, t, newcombe, binomial, welch, log-ratio or normal; "" without one
	Draft     bool   // the quarter has not been released

	set      *Set
	moments  stat.Moments          // of a mean
	exposure float64               // of a count or ratio: what it is a count for
	estimate stat.WeightedEstimate // if Weighted
	p        float64               // of a change: unadjusted p-value, NaN if there is none
	large    bool                  // of a change: at least the threshold
}

// A Panel says whose numbers a change compares.
type Panel string

// The panels of changes.
const (
	Same    Panel = ""        // the same organisations reported both
	Common  Panel = "common"  // others did too; only those that reported both are compared
	Differs Panel = "differs" // different organisations reported, and cannot be told apart
)

// ID names the observation as dim.ID writes it.
func (o *Observation) ID() string {
	return dim.ID{
		KPI: o.Entry.ID, Statistic: o.Statistic, Reference: o.Reference, Quarter: o.Key.Period.Last(),
		Basis: o.set.basis, Window: o.Key.Period.N, Codes: o.set.Lists.IDs(o.Key.Codes),
	}.String()
}

func (o *Observation) plan() *plan { return o.set.plans[o.Entry.ID] }

// An Answer is the respondents who gave one class of answers.
type Answer struct {
	Code        string
	Respondents int64
}

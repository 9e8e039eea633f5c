// Package kpi computes the KPIs of the catalogue from protected cells, with
// their intervals and comparisons.
//
// A number made from several cells exists only if every one of them is
// published; otherwise the observation is withheld as a whole.
package kpi

import (
	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// The statistics of an observation.
const (
	Value  = dim.Value // of the KPI itself
	Change = "change"  // to the same quarter of last year (reference yoy)
	Ratio  = "ratio"   // of a group's rate to that of the reference group
	Gap    = "gap"     // the difference of the two
)

const published = release.Published

// YoY is the reference of a change: the same quarter of last year.
const YoY = "yoy"

// An Observation is one number of one KPI for one group and quarter.
// Proportions are in [0, 1], scores in points of -100 to 100, means in points
// of their scale; gaps and changes are in the unit of the value.
type Observation struct {
	ID        string // as dim.ID writes it
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

	Missing   bool   // some reporters' rows had no value
	Reporters int    // organisations that reported
	Expected  int    // organisations that should have
	Method    string // of the interval: wilson, wald, adjusted_wald, t, newcombe, welch or log-ratio; "" without one
	Draft     bool   // the quarter has not been released

	moments stat.Moments // of a mean
	p       float64      // of a change: unadjusted p-value, NaN if there is none
	large   bool         // of a change: at least the threshold
}

// An Answer is the respondents who gave one class of answers.
type Answer struct {
	Code        string
	Respondents int64
}

// A Set is all observations of a site, by KPI, quarter, statistic and group.
type Set struct {
	All      []Observation
	Quarters []dim.Quarter // from the first to the last with data, without gaps
	Lists    *dim.Lists
	byID     map[string]int
	byGroup  map[groupKey]int
}

// Get finds an observation by its ID.
func (s *Set) Get(id string) (*Observation, bool) {
	i, ok := s.byID[id]
	if !ok {
		return nil, false
	}
	return &s.All[i], true
}

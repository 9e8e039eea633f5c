package kpi

import (
	"cmp"
	"math"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// level is the probability of a chance finding that is accepted.
const level = 0.05

// smallSample is the count below which a ratio is not shown (HANDBOOK 2c D12).
const smallSample = 5

// relativeChange is how much of its former value a rate must change by to
// matter, where it does not reach the threshold in points.
const relativeChange = 0.10

// slack is how far from exact the difference of two values can be: 0.06 - 0.05
// falls short of a threshold of 0.01 in binary fractions.
const slack = 1e-9

// thresholds are the changes that matter where the catalogue names none
// (HANDBOOK 2b), in the unit of the value.
var thresholds = map[catalogue.Form]float64{
	catalogue.Rate: 0.01, catalogue.Distribution: 0.01, catalogue.Score: 5, catalogue.Mean: 0.3,
}

// changes compares a value with that of the same quarter of last year.
func (w *work) changes(now *Observation) []Observation {
	key := now.Key
	key.Period.First -= 4
	before, ok := w.values[key]
	if !ok {
		return nil
	}
	o := w.observation(now.Entry, now.Key, Change, YoY)
	o.p = nan
	if o.Status = both(now, before); o.Status == published {
		o.setChange(now, before)
	}
	return []Observation{o}
}

// both gives the status of a number that is made of two observations.
func both(a, b *Observation) release.Status {
	for _, s := range []release.Status{release.Withheld, release.NotReported, release.NotApplicable, release.NotComputable} {
		if a.Status == s || b.Status == s {
			return s
		}
	}
	return published
}

func (o *Observation) setChange(now, before *Observation) {
	o.Value = now.Value - before.Value
	o.Respondents = now.Respondents
	switch now.Entry.Form {
	case catalogue.Score:
		o.takeChange(stat.NPSChange(scoreOf(before.Answers), scoreOf(now.Answers)))
	case catalogue.Mean:
		o.takeChange(stat.Welch(before.moments, now.moments))
	default:
		o.Interval = stat.Newcombe(now.Numerator, now.Denominator, before.Numerator, before.Denominator)
		o.HasInterval, o.Method = true, "newcombe"
		o.p = stat.TwoProportionP(now.Numerator, now.Denominator, before.Numerator, before.Denominator)
	}
	o.large = matters(now.Entry, before.Value, o.Value)
}

// matters reports whether a change is at least as large as the threshold of the
// KPI or, for a rate, a tenth of what it was.
func matters(e *catalogue.Entry, before, change float64) bool {
	size := math.Abs(change) + slack
	if e.Form == catalogue.Rate || e.Form == catalogue.Distribution {
		if size >= relativeChange*before {
			return true
		}
	}
	return size >= cmp.Or(e.Threshold, thresholds[e.Form])
}

func (o *Observation) takeChange(c stat.Change, ok bool) {
	if !ok {
		return
	}
	o.Interval, o.HasInterval, o.p, o.Method = c.Interval, true, c.P, string(c.Method)
}

// settleChanges decides which changes are clear: larger than chance after
// Holm's adjustment over the KPI's view in the quarter, and large enough to
// matter (HANDBOOK 2c D16).
func settleChanges(all []Observation) {
	type family struct {
		quarter dim.Quarter
		view    dim.View
	}
	families := map[family][]int{}
	for i := range all {
		if all[i].Statistic == Change {
			f := family{all[i].Key.Period.First, all[i].Key.Codes.View()}
			families[f] = append(families[f], i)
		}
	}
	for _, members := range families {
		p := make([]float64, len(members))
		for j, i := range members {
			p[j] = all[i].p
		}
		for j, adjusted := range stat.Holm(p) {
			o := &all[members[j]]
			o.Clear = o.Status == published && adjusted < level && o.large
		}
	}
}

// against compares a group's access rate with that of the reference group of
// each axis on which it is one.
func (w *work) against(o *Observation) []Observation {
	var all []Observation
	for _, a := range o.Key.Codes.View().Axes() {
		id, ok := o.Entry.Against[a.String()]
		if !ok || w.lists.ID(a, o.Key.Codes[a]) == dim.Unknown {
			continue
		}
		code, ok := w.lists.Code(a, id)
		if !ok || code == o.Key.Codes[a] {
			continue
		}
		key := o.Key
		key.Codes[a] = code
		if ref, ok := w.values[key]; ok {
			all = append(all, w.ratio(o, ref, id), w.gap(o, ref, id))
		}
	}
	return all
}

func (w *work) ratio(g, ref *Observation, reference string) Observation {
	o := w.observation(g.Entry, g.Key, Ratio, reference)
	if o.Status = both(g, ref); o.Status != published {
		return o
	}
	r := stat.RateRatio(g.Numerator, g.Denominator, ref.Numerator, ref.Denominator)
	if !r.Computable || g.Numerator < smallSample || ref.Numerator < smallSample {
		o.Status = release.NotComputable
		return o
	}
	o.Value, o.Verdict = r.Point, stat.Undecided
	if r.HasInterval {
		o.Interval, o.HasInterval, o.Method = r.Interval, true, "log-ratio"
		o.Verdict = stat.Judge(r.Interval)
	}
	return o
}

func (w *work) gap(g, ref *Observation, reference string) Observation {
	o := w.observation(g.Entry, g.Key, Gap, reference)
	if o.Status = both(g, ref); o.Status != published {
		return o
	}
	o.Value = g.Value - ref.Value
	o.Interval = stat.Newcombe(g.Numerator, g.Denominator, ref.Numerator, ref.Denominator)
	o.HasInterval, o.Method = true, "newcombe"
	return o
}

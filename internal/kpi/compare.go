package kpi

import (
	"cmp"
	"math"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
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
// (HANDBOOK 2b), in the unit of the value. Of counts and ratios it is a tenth
// of what they were.
var thresholds = map[catalogue.Form]float64{
	catalogue.Rate: 0.01, catalogue.Share: 0.01, catalogue.Distribution: 0.01, catalogue.Score: 5, catalogue.Mean: 0.3,
}

// change compares a value with that of the same quarter of last year; false if
// there is none, or if the series breaks between them. The value of last year
// is looked for first at the place hint.
func (p *plan) change(now *Observation, hint int) (Observation, bool) {
	last := now.Key.Period.Last()
	then, ok := p.near(last-4, now.Key.Codes, hint)
	if !ok || p.broken(then.Key.Period.First, last) {
		return Observation{}, false
	}
	o := p.begin(last, now.Key.Codes, Change, YoY)
	if o.Status = worse(now.Status, then.Status); o.Status != published {
		return o, true
	}
	before := &then
	if o.Panel = p.panel(&now, &before); o.Panel == Differs {
		o.Value = now.Value - before.Value
		return o, true
	}
	p.setChange(&o, now, before)
	return o, true
}

// broken reports whether the series has a break after the quarter from and not
// after the quarter to.
func (p *plan) broken(from, to dim.Quarter) bool {
	for _, b := range p.breaks {
		if from < b && b <= to {
			return true
		}
	}
	return false
}

// panel sees to it that a change is that of the same organisations. Where
// others reported, it replaces both values by those of the organisations that
// are in both, if each of them shows its own.
func (p *plan) panel(now, before **Observation) Panel {
	codes := (*now).Key.Codes
	if codes[dim.Kind] == dim.Total || codes[dim.Organisation] != dim.Total {
		return Same
	}
	a := p.coverage((*now).Key.Period.Last(), codes)
	b := p.coverage((*before).Key.Period.Last(), codes)
	if p.set.coverage.same(a, b) {
		return Same
	}
	ids, ok := p.set.coverage.common(a, b)
	if !ok || len(ids) == 0 {
		return Differs
	}
	x, y := p.together(*now, ids), p.together(*before, ids)
	if x == nil || y == nil {
		return Differs
	}
	*now, *before = x, y
	return Common
}

// together computes the value of some organisations from their own; nil if one
// of them does not show it.
func (p *plan) together(o *Observation, ids []string) *Observation {
	all := *o
	var above, below sum
	all.Answers, all.moments = nil, stat.Moments{}
	for _, id := range ids {
		code, ok := p.set.Lists.Code(dim.Organisation, id)
		if !ok {
			return nil
		}
		one := p.value(o.Key.Period.Last(), o.Key.Codes.With(dim.Organisation, code))
		if one == nil || one.Status != published {
			return nil
		}
		above.value += one.Numerator
		below.value += one.Denominator
		all.Answers = addAnswers(all.Answers, one.Answers)
		all.moments = all.moments.Add(one.moments)
	}
	if !p.again(&all, above, below) {
		return nil
	}
	return &all
}

// again computes the value of an observation whose parts were replaced.
func (p *plan) again(o *Observation, above, below sum) bool {
	switch {
	case p.of[0] != nil, p.Form == catalogue.Count, o.Weighted:
		return false
	case p.Form == catalogue.Score:
		o.Value = scoreOf(o.Answers).Score()
	case p.Form == catalogue.Mean:
		o.Value = o.moments.Mean()
	case below.value <= 0:
		return false
	case p.item != nil:
		o.setShare(above.value, below.value)
	default:
		p.setQuotient(o, above, below)
	}
	return true
}

func addAnswers(to, more []Answer) []Answer {
	if to == nil {
		return append(to, more...)
	}
	for i := range to {
		to[i].Respondents += more[i].Respondents
	}
	return to
}

func (p *plan) setChange(o, now, before *Observation) {
	o.Value = now.Value - before.Value
	o.Respondents = now.Respondents
	switch e := now.Entry; {
	case now.Weighted || before.Weighted:
		p.setWeightedChange(o, now, before)
	case e.Form == catalogue.Score:
		o.takeChange(stat.NPSChange(scoreOf(before.Answers), scoreOf(now.Answers)))
	case e.Form == catalogue.Mean:
		o.takeChange(stat.Welch(before.moments, now.moments))
	case e.Proportion():
		if e.Interval != catalogue.None {
			o.Interval = stat.Newcombe(now.Numerator, now.Denominator, before.Numerator, before.Denominator)
			o.HasInterval, o.Method = true, "newcombe"
		}
		o.p = stat.TwoProportionP(now.Numerator, now.Denominator, before.Numerator, before.Denominator)
	case e.Interval == catalogue.Poisson && before.Numerator >= 0 && now.Numerator >= 0:
		// Corrections can leave less than nothing, which is no count of events.
		// The interval that belongs to this test is one of the ratio, not of
		// the difference (HANDBOOK 2c D8).
		if c, ok := stat.CompareCounts(before.Numerator, before.exposure, now.Numerator, now.exposure); ok {
			o.p = c.P
		}
	}
	o.large = matters(now.Entry, before.Value, o.Value)
}

// matters reports whether a change is at least as large as the threshold of the
// KPI or, unless it is a score or a mean, a tenth of what it was.
func matters(e *catalogue.Entry, before, change float64) bool {
	size := math.Abs(change) + slack
	if e.Form != catalogue.Score && e.Form != catalogue.Mean && size >= relativeChange*math.Abs(before) {
		return true
	}
	threshold := cmp.Or(e.Threshold, thresholds[e.Form])
	return threshold > 0 && size >= threshold
}

func (o *Observation) takeChange(c stat.Change, ok bool) {
	if !ok {
		return
	}
	o.Interval, o.HasInterval, o.p, o.Method = c.Interval, true, c.P, string(c.Method)
}

// settle decides which changes are clear: larger than chance after Holm's
// adjustment over the KPI's view in the quarter, and large enough to matter
// (HANDBOOK 2c D16).
func (p *plan) settle(changes []Observation) {
	families := map[dim.View][]int{}
	for i := range changes {
		v := changes[i].Key.Codes.View()
		families[v] = append(families[v], i)
	}
	for _, members := range families {
		ps := make([]float64, len(members))
		for j, i := range members {
			ps[j] = changes[i].p
		}
		for j, adjusted := range stat.Holm(ps) {
			o := &changes[members[j]]
			o.Clear = o.Status == published && adjusted < level && o.large
		}
	}
}

// A family is the clear changes of a KPI in a quarter. Which they are depends
// on all of them.
type family map[dim.Codes]bool

type familyKey struct {
	kpi     string
	quarter dim.Quarter
}

// settled gives the change of a value, nil if there is none.
func (p *plan) settled(now *Observation, reference string) *Observation {
	if now == nil || reference != YoY {
		return nil
	}
	o, ok := p.change(now, 0)
	if !ok {
		return nil
	}
	k := familyKey{p.Entry.ID, now.Key.Period.Last()}
	clear, ok := p.set.families[k]
	if !ok {
		clear = p.family(k.quarter)
		p.set.families[k] = clear
	}
	o.Clear = clear[o.Key.Codes]
	return &o
}

func (p *plan) family(q dim.Quarter) family {
	values := p.values(nil, q)
	var changes []Observation
	for i := range values {
		if o, ok := p.change(&values[i], i); ok {
			changes = append(changes, o)
		}
	}
	p.settle(changes)
	clear := family{}
	for i := range changes {
		if changes[i].Clear {
			clear[changes[i].Key.Codes] = true
		}
	}
	return clear
}

// compared gives one of the comparisons of a value, nil if there is none.
func (p *plan) compared(o *Observation, statistic, reference string) *Observation {
	if o == nil {
		return nil
	}
	all := p.compare(nil, *o)
	for i := range all {
		if all[i].Statistic == statistic && all[i].Reference == reference {
			return &all[i]
		}
	}
	return nil
}

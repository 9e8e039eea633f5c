package kpi

import (
	"fukusen/internal/catalogue"
	"fukusen/internal/stat"
)

// A Signal is one quarter of a rate held against the quarters before it. That
// it lies outside of its limits is a reason to look into it (確認対象), no
// proof of a change.
type Signal struct {
	Observation *Observation // of the quarter
	stat.Chart               // Signal is set if it lies outside
	Past        int          // quarters that the limits are made of
	Panel       Panel        // Differs if other organisations reported in one of them: that alone may have moved the rate
}

// Signals holds each quarter of a series of rates against its past, with the
// limits of a p-chart: three standard errors of the quarter around the rate of
// all quarters before it together. The series is one of values as Series gives
// it, oldest first; it may have nil.
//
// The past is the published quarters since the last break of the series; gaps
// and quarters that are withheld are no part of it, and do not interrupt it. A
// quarter with fewer than seven behind it cannot be judged, and is not in the
// result. Only rates and shares of persons or answers that were counted in
// single quarters have signals: sums of four quarters share three with the one
// before, and weighted shares are not those of counts.
//
// Persons who are counted at the end of every quarter are mostly the same ones,
// so that a rate of them moves less than the limits allow; a single rate far
// out in a series of outliers widens nothing, for the limits are made of the
// mean rate alone.
//
// Source: HANDBOOK 2b (early warning), 2c D19.
func (s *Set) Signals(series []*Observation) []Signal {
	var signals []Signal
	var past []*Observation
	for _, o := range series {
		if o == nil || o.Status != published || o.plan() == nil {
			continue
		}
		p := o.plan()
		if !p.counted() || p.Window == catalogue.Year || o.Statistic != Value || o.Denominator == 0 {
			return nil
		}
		if n := len(past); n > 0 && p.broken(past[n-1].Key.Period.First, o.Key.Period.Last()) {
			past = nil
		}
		if chart, ok := stat.PChart(counts(past), count(o)); ok {
			signals = append(signals, Signal{o, chart, len(past), p.panelOf(o, past)})
		}
		past = append(past, o)
	}
	return signals
}

func count(o *Observation) stat.Count { return stat.Count{X: o.Numerator, N: o.Denominator} }

func counts(all []*Observation) []stat.Count {
	list := make([]stat.Count, len(all))
	for i, o := range all {
		list[i] = count(o)
	}
	return list
}

// panelOf tells whether all values are of the organisations that one is of.
func (p *plan) panelOf(o *Observation, others []*Observation) Panel {
	for _, other := range others {
		a, b := p.coverage(o.Key.Period.Last(), o.Key.Codes), p.coverage(other.Key.Period.Last(), o.Key.Codes)
		if a.organisation == "" && !p.set.coverage.same(a, b) {
			return Differs
		}
	}
	return Same
}

package kpi

import (
	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// survey computes a share, score or mean of those who answered an item.
func (p *plan) survey(o *Observation, hint int) bool {
	q, codes := o.Key.Period.Last(), o.Key.Codes
	cell, ok := p.respondents.at(q).Find(codes.With(dim.Category, p.asked), hint)
	if !ok {
		return false
	}
	o.Status = cell.Status
	switch {
	case cell.Status != published:
	case cell.Value <= 0, !p.consistent(cell, hint):
		o.Status = release.NotComputable // for everybody to see: answers are published with who answered
	case cell.Value < p.Least:
		o.Status = release.Withheld
	case p.Form == catalogue.Mean && cell.Moments == nil:
		o.Status = release.NotReported // a release from before the item had a mean
	default:
		p.setSurveyed(o, cell, hint)
	}
	return true
}

// consistent reports whether what the answers of an item were counted as can be
// true: corrections can leave fewer than none, or more than answered at all.
func (p *plan) consistent(cell protect.Cell, hint int) bool {
	if m := cell.Moments; m != nil && !(stat.Moments{N: cell.Value, Sum: m.Sum, SumSquares: m.Squares}).Possible() {
		return false
	}
	several, sum := p.item.Several, int64(0)
	for _, a := range p.item.Answers {
		n := p.gave(cell, p.answers[a.Code], hint)
		if n < 0 || n > cell.Value {
			return false
		}
		sum += n
	}
	return several || sum <= cell.Value
}

func (p *plan) setSurveyed(o *Observation, cell protect.Cell, hint int) {
	o.Respondents, o.Missing = cell.Value, cell.Missing > 0
	if cell.Weighted != nil {
		p.setWeighted(o, cell, hint)
		return
	}
	switch p.Form {
	case catalogue.Mean:
		o.setMean(stat.Moments{N: cell.Value, Sum: cell.Moments.Sum, SumSquares: cell.Moments.Squares}, p.item)
	case catalogue.Distribution:
		o.setShare(p.gave(cell, o.Key.Codes[dim.Category], hint), cell.Value)
	case catalogue.Share:
		var n int64
		for _, a := range p.Entry.Answers {
			n += p.gave(cell, p.answers[a], hint)
		}
		o.setShare(n, cell.Value)
	default:
		p.setScore(o, cell, hint)
	}
	p.setFrame(o)
}

// gave counts who gave an answer, which is published with those who answered.
func (p *plan) gave(cell protect.Cell, answer dim.Code, hint int) int64 {
	return p.gaveCell(cell, answer, hint).Value // 0 if nobody ever gave it
}

func (o *Observation) setShare(x, n int64) {
	o.Numerator, o.Denominator = x, n
	o.Value = float64(x) / float64(n)
	o.Interval, o.HasInterval, o.Method = stat.Wilson(x, n), true, "wilson"
}

func (o *Observation) setMean(m stat.Moments, it *contract.Item) {
	o.Value = m.Mean()
	o.Numerator, o.Denominator = m.Sum, m.N
	o.moments = m
	if i, ok := m.Interval(0, float64(it.Points)); ok {
		o.Interval, o.HasInterval, o.Method = i, true, "t"
	}
}

func (p *plan) setScore(o *Observation, cell protect.Cell, hint int) {
	o.Answers = make([]Answer, len(p.item.Answers))
	for i, a := range p.item.Answers {
		o.Answers[i] = Answer{a.Code, p.gave(cell, p.answers[a.Code], hint)}
	}
	nps := scoreOf(o.Answers)
	var method stat.Method
	o.Value = nps.Score()
	o.Numerator, o.Denominator = nps.Promoters-nps.Detractors, nps.N()
	o.Interval, method = nps.Interval()
	o.HasInterval, o.Method = true, string(method)
}

func scoreOf(answers []Answer) stat.NPS {
	var s stat.NPS
	for _, a := range answers {
		switch a.Code {
		case contract.Promoters:
			s.Promoters = a.Respondents
		case contract.Passives:
			s.Passives = a.Respondents
		case contract.Detractors:
			s.Detractors = a.Respondents
		}
	}
	return s
}

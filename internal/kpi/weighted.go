package kpi

import (
	"slices"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// Weights and what is multiplied by them are kept in thousandths, their squares
// in millionths.
const (
	thousand = 1e3
	million  = 1e6
)

// setWeighted gives a survey observation the value of weighted answers. Counts
// of persons do not make that value, so it has neither numerator nor
// denominator.
func (p *plan) setWeighted(o *Observation, cell protect.Cell, hint int) {
	e, ok := p.weigh(o, cell, hint)
	if cell.Weighted.Withheld {
		o.Status = release.Withheld
		o.Respondents, o.Missing = 0, false
		return
	}
	if !ok {
		o.Status = release.NotComputable // all weights are zero, or one answered
		o.Respondents, o.Missing = 0, false
		return
	}
	o.Weighted, o.estimate = true, e
	o.Value = e.Value
	if e.HasInterval {
		o.Interval, o.HasInterval, o.Method = e.Interval, true, string(stat.Linearised)
	}
}

// weigh estimates the value from the answers of a group; those without weights
// count with weight 1.
func (p *plan) weigh(o *Observation, cell protect.Cell, hint int) (stat.WeightedEstimate, bool) {
	all := sumsOf(cell)
	if p.Form == catalogue.Mean {
		return all.Mean(0, float64(p.item.Points))
	}
	lo := 0.
	sums := stat.WeightedSums{N: cell.Value}
	for _, a := range p.item.Answers {
		value := p.points(o, a.Code)
		if value == 0 {
			continue
		}
		gave := p.gaveCell(cell, p.answers[a.Code], hint)
		part := sumsOf(gave).Share(value)
		part.N, all.W, all.WW = 0, all.W-part.W, all.WW-part.WW
		sums, lo = sums.Add(part), min(lo, value)
	}
	rest := stat.WeightedSums{W: max(0, all.W), WW: max(0, all.WW)}
	return sums.Add(rest).Mean(lo, max(1, -lo))
}

// points is what an answer counts for in the value.
func (p *plan) points(o *Observation, answer string) float64 {
	switch p.Form {
	case catalogue.Share:
		if slices.Contains(p.Entry.Answers, answer) {
			return 1
		}
	case catalogue.Distribution:
		if p.answers[answer] == o.Key.Codes[dim.Category] {
			return 1
		}
	case catalogue.Score:
		return map[string]float64{contract.Promoters: 100, contract.Detractors: -100}[answer]
	}
	return 0
}

func (p *plan) gaveCell(cell protect.Cell, answer dim.Code, hint int) protect.Cell {
	if answer == dim.Total {
		return protect.Cell{}
	}
	gave := p.replies[answer]
	c, _ := gave.at(cell.Key.Period.First).Find(cell.Key.Codes.With(dim.Category, answer), hint)
	return c
}

// sumsOf are the weighted sums of a cell.
func sumsOf(c protect.Cell) stat.WeightedSums {
	if w := c.Weighted; w != nil {
		return stat.WeightedSums{
			N: c.Value, W: float64(w.Sum) / thousand, WX: float64(w.Points) / thousand,
			WW: float64(w.Squares) / million, WWX: float64(w.SquarePoints) / million, WWXX: float64(w.SquareSquares) / million,
		}
	}
	s := stat.WeightedSums{N: c.Value, W: float64(c.Value), WW: float64(c.Value)}
	if m := c.Moments; m != nil {
		s.WX, s.WWX, s.WWXX = float64(m.Sum), float64(m.Sum), float64(m.Squares)
	}
	return s
}

// estimated gives the estimate of a survey observation, weighted or not.
func (p *plan) estimated(o *Observation) (stat.WeightedEstimate, bool) {
	if o.Weighted {
		return o.estimate, true
	}
	q := o.Key.Period.Last()
	cell, ok := p.respondents.at(q).Find(o.Key.Codes.With(dim.Category, p.asked), 0)
	if !ok {
		return stat.WeightedEstimate{}, false
	}
	return p.weigh(o, cell, 0)
}

// setWeightedChange compares two values of which one at least is weighted.
func (p *plan) setWeightedChange(o, now, before *Observation) {
	after, ok := p.estimated(now)
	then, also := p.estimated(before)
	if ok && also {
		o.takeChange(stat.WeightedChange(then, after))
	}
}

package kpi

import (
	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/stat"
)

// A Frame is the surveyed group behind answers, where all who reported answers
// reported it, too, and it is published.
type Frame struct {
	Size    int64         // persons in the group; 0 if that is not known
	Sampled int64         // persons asked; 0 if that is not known
	Rate    float64       // of response: answers to the item by persons asked
	Bounds  stat.Interval // of a share, whatever those who did not answer would have said
	Bounded bool          // Bounds are worth telling: fewer than half answered
}

// lowResponse is the rate of response below which a share is told with its
// bounds (HANDBOOK 2b).
const lowResponse = 0.5

// frames are the cells of the frame of the population that is asked.
type frames struct{ size, sampled series }

func (s *Set) frames(population dim.Code) frames {
	return frames{
		s.series(contract.TableFrame, "size", population),
		s.series(contract.TableFrame, "sampled", population),
	}
}

// frame finds the frame of a group that answered. Numbers of other
// organisations than those that sent the answers are no frame of them.
func (p *plan) frame(o *Observation) (f Frame) {
	q, codes := o.Key.Period.Last(), o.Key.Codes.With(dim.Category, p.population)
	if codes[dim.Organisation] == dim.Total {
		answers := p.coverage(q, codes)
		asked := answers
		asked.table = contract.TableFrame
		if !p.set.coverage.same(answers, asked) {
			return f
		}
	}
	read := func(s *series) int64 {
		c, _ := s.at(q).Find(codes, 0)
		if c.Missing > 0 || c.Value < o.Respondents {
			return 0 // not of all of them; the number of a withheld cell is 0
		}
		return c.Value
	}
	f.Size, f.Sampled = read(&p.framed.size), read(&p.framed.sampled)
	return f
}

// setFrame gives an observation its frame: if more than 5 % of all in it
// answered, its interval is that of a finite population (HANDBOOK 2c D4), and of
// a share it tells what silence may hide.
func (p *plan) setFrame(o *Observation) {
	o.Frame = p.frame(o)
	if n := o.Frame.Size; n > 0 && p.Form != catalogue.Mean {
		p.finite(o, n)
	}
	if o.Frame.Sampled == 0 {
		return
	}
	yes := int64(0)
	if p.Proportion() {
		yes = o.Numerator
	}
	if r, ok := stat.Nonresponse(yes, o.Respondents, o.Frame.Sampled); ok {
		o.Frame.Rate = r.Rate
		if p.Proportion() && r.Rate < lowResponse {
			o.Frame.Bounds, o.Frame.Bounded = r.Bounds, true
		}
	}
}

func (p *plan) finite(o *Observation, size int64) {
	method := o.Method
	if p.Form == catalogue.Score {
		var m stat.Method
		o.Interval, m, o.HasInterval = scoreOf(o.Answers).FiniteInterval(size)
		method = string(m)
	} else {
		o.Interval, o.HasInterval = stat.Sample{Count: stat.Count{X: o.Numerator, N: o.Denominator}, Size: size}.Interval()
	}
	if o.Method = method; !o.HasInterval {
		o.Interval, o.Method = stat.Interval{}, "" // everybody answered
	}
}

package propose

import (
	"slices"

	"fukusen/internal/notation"
	"fukusen/internal/registry"
)

// A placing takes a place from a column of names, which may need a bound.
type placing struct {
	axis   string // area or origin
	column int
	within int    // column of the bound; -1 for none
	code   string // of the prefecture that most names lie in; "" for none
	agree  float64
}

// agreeing is the share of the rows whose names must lie in a bound.
const agreeing = 0.85

func (e *settings) isPrefecture(v string) bool {
	return e.prefecture(v) != ""
}

// prefecture gives the code of a prefecture by its name.
func (e *settings) prefecture(v string) string {
	if isDigits(v) {
		return ""
	}
	for _, a := range e.reg.ByName(v, "") {
		if a.Level == registry.Prefecture {
			return a.Code
		}
	}
	return ""
}

// findPlaces looks for the bounds within which names of municipalities are
// unique: a column of prefectures, or the prefecture that most of them lie in.
func (e *settings) findPlaces(p *Proposal, s *sample) {
	for i := range p.Columns {
		c := &p.Columns[i]
		if c.use != asColumn || c.To != "area" && c.To != "origin" || c.kind == AreaCode || c.share("prefecture", e.isPrefecture) > 0.5 {
			continue
		}
		if place, found := e.bound(p, s, i); found {
			p.places = append(p.places, place)
			c.bindBy(p, place)
		}
	}
}

// bindBy notes what the bound does to the columns.
func (c *Column) bindBy(p *Proposal, place placing) {
	if place.within >= 0 {
		p.Columns[place.within].use = asBound
		p.Columns[place.within].To = c.To
		p.Columns[place.within].Confidence = c.Confidence
	}
	if place.agree < 1 {
		c.Confidence = min(c.Confidence, Likely)
	}
}

// bound decides how the names of a column are bound.
func (e *settings) bound(p *Proposal, s *sample, i int) (placing, bool) {
	c := &p.Columns[i]
	best := placing{axis: c.To, column: i, within: -1}
	for j := range p.Columns {
		q := &p.Columns[j]
		if j == i || q.use == asColumn || q.share("prefecture", e.isPrefecture) < mostly {
			continue
		}
		if agree := e.agreeing(s, i, j); agree >= agreeing && agree > best.agree {
			best.within, best.agree = j, agree
		}
	}
	if best.within >= 0 {
		return best, true
	}
	if c.share("one place", func(v string) bool { return len(e.reg.ByName(v, "")) <= 1 }) == 1 {
		return best, false // every name says where it is
	}
	best.code, best.agree = e.commonest(c.profile)
	return best, best.agree >= agreeing
}

// agreeing is the share of the rows whose name lies in the prefecture that
// another column names.
func (e *settings) agreeing(s *sample, name, within int) float64 {
	type pair struct{ name, within string }
	memo := map[pair]bool{}
	n, all := 0, 0
	for _, r := range s.data() {
		at := pair{r[name], r[within]}
		if _, isMark := notation.Mark(at.name); isMark {
			continue
		}
		all++
		ok, known := memo[at]
		if !known {
			code := e.prefecture(at.within)
			ok = code != "" && len(e.reg.ByName(at.name, code)) > 0
			memo[at] = ok
		}
		if ok {
			n++
		}
	}
	return float64(n) / float64(max(1, all))
}

// commonest is the prefecture in which most rows have a place of their name,
// and their share among those that name a place.
func (e *settings) commonest(p *profile) (code string, share float64) {
	votes := map[string]int{}
	var order []string
	all := 0
	for i, v := range p.values {
		var in []string
		for _, a := range e.reg.ByName(v, "") {
			in = append(in, a.Code[:min(2, len(a.Code))])
		}
		slices.Sort(in)
		for _, pref := range slices.Compact(in) {
			if votes[pref] == 0 {
				order = append(order, pref)
			}
			votes[pref] += p.counts[i]
		}
		if len(in) > 0 {
			all += p.counts[i]
		}
	}
	slices.Sort(order)
	best := 0
	for _, pref := range order {
		if votes[pref] > best {
			best, code = votes[pref], pref
		}
	}
	return code, float64(best) / float64(max(1, all))
}

package protect

import (
	"cmp"
	"fmt"
	"maps"
	"math/bits"
	"slices"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/exact"
	"fukusen/internal/release"
)

// solve decides which cells are published. Every sensitive column, printed or
// not, stays outside the span of what is published (DISCLOSURE 4, phase A).
//
// What is left of a published cell when its published parts are subtracted is
// a number, too, and so is the sum of a few withheld cells that follows from
// several lines. If it breaks a rule it becomes a sensitive column, and all is
// decided again until no new one comes up; there are only so many.
//
// Then bounds are looked at (phase B). Where they narrow a withheld number too
// much, more is withheld; what has been withheld stays so, hence it ends.
func (s *system) solve(off bool) error {
	candidates, sensitive := s.sort(off)
	p := exact.Problem{Rows: s.units, Sensitive: s.hidden(sensitive)}
	seen := map[string]bool{}
	for round := 0; ; {
		s.eliminate(p, candidates)
		if off {
			return s.confirm(p, candidates)
		}
		if more := s.hidden(s.follows(seen)); len(more) > 0 {
			p.Sensitive = append(p.Sensitive, more...)
			continue
		}
		if !s.repair(round) {
			return s.confirm(p, candidates)
		}
		round++
		candidates = slices.DeleteFunc(candidates, func(c *cell) bool {
			if c.status == release.Withheld {
				p.Sensitive = append(p.Sensitive, s.hidden([]exact.Vector{c.column()})...)
			}
			return c.status == release.Withheld
		})
	}
}

// eliminate decides which candidates are published.
func (s *system) eliminate(p exact.Problem, candidates []*cell) {
	published := s.posed(p, candidates).Solve(exact.P1).Published
	for j, c := range candidates {
		s.decide(c, published[len(published)-len(candidates)+j])
	}
	s.settleChanges()
}

// confirm checks with the other prime what eliminate decided.
func (s *system) confirm(p exact.Problem, candidates []*cell) error {
	p = s.posed(p, candidates)
	published := slices.Repeat([]bool{true}, len(p.Candidates))
	for j, c := range candidates {
		published[len(published)-len(candidates)+j] = c.status == release.Published
	}
	return p.Confirm(published)
}

// posed is the problem with its candidates: what was published before comes
// first.
func (s *system) posed(p exact.Problem, candidates []*cell) exact.Problem {
	p.Candidates = s.facts()
	for _, c := range candidates {
		p.Candidates = append(p.Candidates, exact.Ones(c.units))
	}
	return p
}

// follows gives the columns not seen before that follow from what is published
// now and break a rule. All are asked for at once, as each elimination takes
// long: a column that no longer follows when others are settled does no harm.
func (s *system) follows(seen map[string]bool) []exact.Vector {
	var out []exact.Vector
	for _, v := range slices.Concat(s.fewBehind(), s.rests(), s.unions()) {
		if k := fmt.Sprint(v); !seen[k] {
			seen[k] = true
			out = append(out, v)
		}
	}
	return out
}

// repair withholds more where bounds narrow a withheld number too much, or an
// organisation could compute it from its own, and reports whether there was need
// to.
func (s *system) repair(round int) bool {
	n := newNet(s)
	tight, sure := n.tight()
	taken := n.partners(tight, round)
	for before := 0; len(taken) == 0 && len(tight) > before; {
		before = len(tight)
		tight = n.widen(tight)
		taken = n.partners(tight, round)
	}
	s.stuck = len(taken) == 0 && sure
	if len(taken) == 0 {
		taken = n.guests()
	}
	for _, c := range taken {
		s.decide(c, false)
	}
	return len(taken) > 0
}

// sort settles what needs no decision, and gives the cells that may be
// published, the most wanted first, and the columns that may not be known.
func (s *system) sort(off bool) (candidates []*cell, sensitive []exact.Vector) {
	for i := range s.current {
		for _, c := range s.cells[i] {
			c.settle()
			if c.status != "" {
				continue
			}
			if s.settled(c) {
				if c.status == release.Withheld {
					sensitive = append(sensitive, exact.Ones(c.units))
				}
				continue
			}
			if r := s.sensitive(c); r != "" && !off {
				c.status, c.reason = release.Withheld, r
				sensitive = append(sensitive, exact.Ones(c.units))
				continue
			}
			candidates = append(candidates, c)
		}
	}
	if !off {
		sensitive = append(sensitive, s.keptBefore()...)
		sensitive = append(sensitive, s.complements()...)
		sensitive = append(sensitive, s.residuals()...)
	}
	slices.SortStableFunc(candidates, s.wanted)
	return candidates, sensitive
}

func (s *system) decide(c *cell, publish bool) {
	switch {
	case publish:
		c.status, c.reason = release.Published, ""
	case s.few(c):
		c.status, c.reason = release.Withheld, Unnamed
	default:
		c.status, c.reason = release.Withheld, Partner
	}
}

// settle gives a status to cells that have no number to decide about. That
// nobody behind a group filled something in is decided about like a number where
// organisations are among them that show none.
func (c *cell) settle() {
	if len(c.units) == 0 {
		c.status = c.blank()
	}
}

// blank says what a cell is without a number; "" of one that has any.
func (c *cell) blank() release.Status {
	switch {
	case c.sums.Rows > 0 || c.sums.SourceWithheld > 0:
		return ""
	case c.sums.Missing > 0:
		return release.NotReported
	case c.sums.NotApplicable > 0:
		return release.NotApplicable
	}
	return ""
}

// told is the status that is published: that of a blank cell says why it has no
// number.
func (c *cell) told() release.Status {
	if b := c.blank(); b != "" && c.status == release.Published {
		return b
	}
	return c.status
}

// wanted orders cells from most to least wanted by what is public anyway, so
// that the pattern itself tells little. A whole comes before its parts, since
// the parts of it mean nothing without it. Sums over few unnamed organisations
// come last: they yield to what named ones agreed to show.
func (s *system) wanted(a, b *cell) int {
	last := func(c *cell) int {
		if s.few(c) {
			return 1
		}
		return 0
	}
	return cmp.Or(
		forcedFirst(a, b), cmp.Compare(last(a), last(b)), cmp.Compare(a.rank, b.rank), cmp.Compare(a.depth, b.depth), cmp.Compare(a.fine, b.fine),
		a.codes.Compare(b.codes), cmp.Compare(s.wholes[a.series], s.wholes[b.series]), cmp.Compare(a.series, b.series),
	)
}

// few reports whether unnamed organisations stand behind a cell, but fewer than
// have to, or, of money, one of them so large that the second could tell its
// amount. One that has nothing in the cell does not count.
func (s *system) few(c *cell) bool {
	n := 0
	var total, first, second int64
	for _, h := range c.unnamed {
		size := max(h.sum, -h.sum) // corrections count by their size
		if size == 0 {
			continue
		}
		n++
		total += size
		if size > first {
			first, second = size, first
		} else {
			second = max(second, size)
		}
	}
	if len(c.unnamed) == 0 {
		return false
	}
	return n < s.rules.MinAggregated || s.class(c.series, c.codes) == contract.Money && dominated(total-first-second, first, s.p)
}

// dominated is the p % rule: the second largest contributor, who subtracts
// itself, must not know the largest to within p percent.
func dominated(rest, largest, p int64) bool {
	restHi, restLo := bits.Mul64(uint64(rest), 100)
	hi, lo := bits.Mul64(uint64(largest), uint64(p))
	return restHi < hi || restHi == hi && restLo < lo
}

// sensitive says which rule forbids a cell to be shown by itself, "" if none.
func (s *system) sensitive(c *cell) Reason {
	org := c.codes[dim.Organisation]
	switch {
	case !c.complete:
		return BySubmitter
	case org != dim.Total && !s.shows(c.series, c.codes, org):
		return Unnamed
	case s.series[c.series].Item != nil:
		return s.sensitiveAnswers(c)
	case s.counted(c) && s.small(c.sums.Sum, s.rules.K):
		return Small
	}
	return ""
}

// small reports whether so few persons or respondents may not be known of.
func (s *system) small(n int64, k int) bool {
	return (n > 0 || s.zeros) && n < int64(k)
}

// counted reports whether a cell counts persons or respondents, of whom there
// must be k.
func (s *system) counted(c *cell) bool {
	return s.countsPeople(c.series, c.codes)
}

// sensitiveAnswers applies the rules for anonymous respondents: the group
// needs k of them, and not all, or nearly all, may have answered the same.
func (s *system) sensitiveAnswers(c *cell) Reason {
	n := c.sums.Sum
	switch {
	case s.small(n, s.leastOf(c.series)):
		return Small
	case n == 0:
		return ""
	case slices.Max(c.answers) > n-int64(s.rules.AnswerMargin):
		return Uniform
	}
	return ""
}

// residuals gives what stands behind a joint figure when all named
// organisations are subtracted: neither what a single unnamed organisation has
// in it nor the sum of too few of them must follow from what is published. Of
// the cells by organisation sensitive sees to that; but unlisted organisations
// have none of their own.
func (s *system) residuals() []exact.Vector {
	var out []exact.Vector
	seen := map[string]bool{}
	for i := range s.cells {
		for _, c := range s.cells[i] {
			if len(c.unnamed) == 0 || c.codes[dim.Organisation] != dim.Total {
				continue
			}
			for _, v := range s.shares(c) {
				if k := fmt.Sprint(v); !seen[k] {
					seen[k] = true
					out = append(out, v)
				}
			}
		}
	}
	return out
}

// maxPaired is up to how many unnamed organisations in a cell every two of them
// are looked at. Their number grows with the square, whereas what singles two
// out of many is as a rule a rest, and rests sees to those.
const maxPaired = 12

// shares gives the column of each unnamed organisation in a cell, of every two
// of them, and of all of them if they are too few.
func (s *system) shares(c *cell) []exact.Vector {
	var out []exact.Vector
	orgs := slices.Sorted(maps.Keys(c.unnamed))
	for i, a := range orgs {
		out = append(out, c.unnamed[a].column())
		if len(orgs) > maxPaired {
			continue
		}
		for _, b := range orgs[i+1:] {
			both := columnOf(slices.Concat(c.unnamed[a].units, c.unnamed[b].units), slices.Concat(c.unnamed[a].less, c.unnamed[b].less))
			out = append(out, both)
		}
	}
	if s.few(c) {
		out = append(out, c.residual())
	}
	return out
}

// residual is the column of what unnamed organisations have in the cell.
func (c *cell) residual() exact.Vector {
	var units, less []int32
	for _, h := range c.unnamed {
		units, less = append(units, h.units...), append(less, h.less...)
	}
	return columnOf(units, less) // sorts, so the map's order is lost
}

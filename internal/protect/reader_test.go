package protect

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// What anybody knows of a finest cell: which of the releases it is in. One of an
// organisation that sent the same twice is in both.
const inFirst, inSecond = 1, 2

// A reader has both releases of a quarter. He is taken to know who is in which
// group, and by the receipts whose numbers are the same in both; the rest of
// the numbers he does not know (DISCLOSURE 2, time).
type reader struct {
	*oracle            // units and what follows from the published ones, by series
	in      [2]*oracle // what was sent for each release
	shown   [2]map[seat]Cell
	of      map[*cube.Cell]int
}

func newReader(x changedTable, first, second *Cube) *reader {
	r := &reader{
		oracle: &oracle{w: x.second, units: map[string][]*cube.Cell{}, basis: map[string][][]*big.Rat{}},
		in:     [2]*oracle{{w: x.first, raw: x.first.cube()}, {w: x.second, raw: x.second.cube()}},
		shown:  [2]map[seat]Cell{shownBy(first), shownBy(second)},
		of:     map[*cube.Cell]int{},
	}
	same := r.unaltered()
	for k, o := range r.in {
		for i := range o.raw.Series {
			s := &o.raw.Series[i]
			for j := range s.Cells {
				r.enter(k, s, &s.Cells[j], same[s.Table+" "+o.organisation(&s.Cells[j])])
			}
		}
	}
	r.learn()
	return r
}

// enter notes a finest cell of a release as something that is not known, unless
// it is a zero that its organisation shows, or nobody ever filled the series in.
func (r *reader) enter(k int, s *cube.Series, c *cube.Cell, same bool) {
	zero := c.Sums.Sum == 0 && c.Sums.SourceWithheld == 0
	if zero && (!r.everTold(s, c.Codes[dim.Kind]) || r.in[k].named(c)) || same && k == 0 {
		return
	}
	r.units[name(s)] = append(r.units[name(s)], c)
	r.of[c] = 1 << k
	if same {
		r.of[c] = inFirst | inSecond
	}
}

func (r *reader) everTold(s *cube.Series, kind dim.Code) bool {
	in := func(t cube.Series) bool { return name(&t) == name(s) && told(&t, kind) }
	return slices.ContainsFunc(r.in[0].raw.Series, in) || slices.ContainsFunc(r.in[1].raw.Series, in)
}

// shownBy gives the cells of a release by their place.
func shownBy(c *Cube) map[seat]Cell {
	out := map[seat]Cell{}
	for x := range c.Cells() {
		if p, ok := seatOf(release.Cell{Measure: x.Measure, Codes: c.Lists().IDs(x.Key.Codes)}); ok {
			out[p] = x
		}
	}
	return out
}

// unaltered gives the organisations that sent the same of a table twice.
func (r *reader) unaltered() map[string]bool {
	var sent [2]map[string]string
	for k, o := range r.in {
		sent[k] = map[string]string{}
		for _, s := range o.raw.Series {
			for _, c := range s.Cells {
				sent[k][s.Table+" "+o.organisation(&c)] += name(&s) + contentOf(&c)
			}
		}
	}
	same := map[string]bool{}
	for who, what := range sent[0] {
		same[who] = sent[1][who] == what
	}
	return same
}

func contentOf(c *cube.Cell) string {
	return fmt.Sprintln(c.Codes, c.Sums.Sum, c.Sums.Rows > 0, c.Sums.Missing, c.Sums.SourceWithheld, c.Answers)
}

// The parts of a basis: all that both releases tell, what the first tells, what
// both tell of single named organisations.
const all, before1, owns = "", "first ", "own "

// learn adds what is published.
func (r *reader) learn() {
	for k, shown := range r.shown {
		for _, p := range places(shown) {
			if shown[p].Status == release.Withheld {
				continue
			}
			bases := []string{all}
			if k == 0 {
				bases = append(bases, before1)
			}
			if org := p.codes[dim.Organisation]; org != "" && org != "unlisted" {
				bases = append(bases, owns)
			}
			for _, b := range bases {
				r.add(b+p.series, r.vector(p.series, r.group(p, 1<<k), nil))
			}
		}
	}
}

// places are in an order that makes messages the same each time.
func places(shown map[seat]Cell) []seat {
	return slices.SortedFunc(maps.Keys(shown), func(a, b seat) int {
		return cmp.Or(strings.Compare(a.series, b.series), slices.Compare(a.codes[:], b.codes[:]))
	})
}

// follows reports whether a sum follows from a part of what is published.
func (r *reader) follows(basis string, v []*big.Rat) bool {
	w := make([]*big.Rat, len(v))
	for i, x := range v {
		w[i] = new(big.Rat).Set(x)
	}
	return empty(r.reduce(basis, w))
}

// group gives the unknown finest cells of a group in a release.
func (r *reader) group(p seat, in int) (out []*cube.Cell) {
	for _, c := range r.units[p.series] {
		if r.of[c]&in != 0 && r.within(c, release.Cell{Codes: p.codes}) {
			out = append(out, c)
		}
	}
	return out
}

func (r *reader) vector(series string, plus, minus []*cube.Cell) []*big.Rat {
	v := r.column(series, func(*cube.Cell) bool { return false })
	for i, c := range r.units[series] {
		if slices.Contains(plus, c) {
			v[i].Add(v[i], big.NewRat(1, 1))
		}
		if slices.Contains(minus, c) {
			v[i].Sub(v[i], big.NewRat(1, 1))
		}
	}
	return v
}

// A change is what has changed in a group that both releases have.
type change struct {
	seat
	came, went []*cube.Cell // unknown finest cells that are in one release only
	sum        int64
	answers    []int64
	who        []string // organisations that changed it
	untold     []string // those among them whose own change the releases do not tell
	withheld   bool     // a submitter withheld some of it
}

// changes lists the groups that both releases have, and that are not the same.
func (r *reader) changes() (out []change) {
	for _, p := range places(r.shown[1]) {
		_, both := r.shown[0][p]
		if d, changed := r.changeOf(p); both && changed {
			out = append(out, d)
		}
	}
	return out
}

// changeOf compares a group; ok is false if it is the same in both releases.
func (r *reader) changeOf(p seat) (d change, ok bool) {
	d.seat = p
	for _, c := range r.group(p, inFirst|inSecond) {
		switch r.of[c] {
		case inFirst:
			d.went = append(d.went, c)
		case inSecond:
			d.came = append(d.came, c)
		}
	}
	by := map[string][]int64{} // by organisation: the sum, and each answer
	d.tally(r, by, d.came, 1)
	d.tally(r, by, d.went, -1)
	for _, org := range slices.Sorted(maps.Keys(by)) {
		n := by[org]
		if !slices.ContainsFunc(n, func(n int64) bool { return n != 0 }) {
			continue // it has changed elsewhere
		}
		d.sum += n[0]
		d.answers = plus(d.answers, n[1:], 1)
		d.who = append(d.who, org)
		if !r.tells(p, org) {
			d.untold = append(d.untold, org)
		}
	}
	return d, len(d.came)+len(d.went) > 0
}

func (d *change) tally(r *reader, by map[string][]int64, cells []*cube.Cell, sign int64) {
	for _, c := range cells {
		by[r.organisation(c)] = plus(by[r.organisation(c)], append([]int64{c.Sums.Sum}, c.Answers...), sign)
		d.withheld = d.withheld || c.Sums.SourceWithheld > 0
	}
}

func plus(a, b []int64, sign int64) []int64 {
	if a == nil {
		a = make([]int64, len(b))
	}
	for i := range b {
		a[i] += sign * b[i]
	}
	return a
}

// named reports whether an organisation shows its numbers.
func (r *reader) named(org string) bool {
	o := r.w.env.Registry.Organisation(org)
	return !o.Aggregate && !o.Unlisted
}

// tells reports whether both releases tell an organisation's own number of a
// group. That it had not reported yet, or does not any more, is public.
func (r *reader) tells(p seat, org string) bool {
	if !r.named(org) {
		return false
	}
	own := p
	own.codes[dim.Organisation] = org
	for k, shown := range r.shown {
		x, found := shown[own]
		if found && x.Status == release.Withheld || !found && len(r.group(own, 1<<k)) > 0 {
			return false
		}
	}
	return true
}

// few tells who must not be known by what has changed, should that follow:
// of one or two organisations, what else is told of the others is subtracted.
func (r *reader) few(d change) string {
	if n := len(d.untold); n == 0 || n >= minAggregated || r.told(r.by(d, d.untold), d.series) {
		return ""
	}
	return fmt.Sprintf("changed by %v, of whom %v do not tell it", d.who, d.untold)
}

// told reports whether a change follows from what single organisations tell of
// themselves, or from the first release.
func (r *reader) told(v []*big.Rat, series string) bool {
	return r.follows(owns+series, v) || r.follows(before1+series, v)
}

// by is the part that some organisations have in a change.
func (r *reader) by(d change, orgs []string) []*big.Rat {
	others := func(c *cube.Cell) bool { return !slices.Contains(orgs, r.organisation(c)) }
	return r.vector(d.series, slices.DeleteFunc(slices.Clone(d.came), others), slices.DeleteFunc(slices.Clone(d.went), others))
}

// fewest lists one or two organisations that show no numbers of which the part
// in a change follows, and of all that do not tell theirs if they are so few.
func (r *reader) fewest(d change) (leaks []string) {
	if why := r.few(d); why != "" && r.follows(all+d.series, r.by(d, d.untold)) {
		leaks = append(leaks, why)
	}
	unnamed := slices.DeleteFunc(slices.Clone(d.untold), r.named)
	for i := range unnamed {
		for j := i; j < len(unnamed); j++ {
			who := slices.Compact([]string{unnamed[i], unnamed[j]})
			if v := r.by(d, who); r.follows(all+d.series, v) && !r.told(v, d.series) {
				leaks = append(leaks, fmt.Sprintf("changed by %v, and what %v changed follows", d.who, who))
			}
		}
	}
	return leaks
}

// size is how many persons a change is about.
func (d change) size() int64 {
	var more, less int64
	for _, n := range d.answers {
		more, less = more+max(n, 0), less+max(-n, 0)
	}
	return max(d.sum, -d.sum, more, less)
}

// linear lists the changes that follow from both releases by adding and
// subtracting, but may not be known.
func (r *reader) linear(changes []change, k func(series string) int64) (leaks []string) {
	leak := func(d change, why string) {
		leaks = append(leaks, fmt.Sprintf("%v changes by %d %v: %s", unknown{seat: d.seat}, d.sum, d.answers, why))
	}
	for _, d := range changes {
		v := r.vector(d.series, d.came, d.went)
		for _, why := range r.fewest(d) {
			leak(d, why)
		}
		if !r.follows(all+d.series, v) || r.follows(before1+d.series, v) {
			continue
		}
		switch n := d.size(); {
		case d.withheld:
			leak(d, "withheld by its submitter")
		case n > 0 && n < k(d.series):
			leak(d, "few persons")
		case len(d.went) == 0 && len(d.answers) > 0 && d.sum > 0 && slices.Max(d.answers) > d.sum-answerMargin:
			leak(d, "nearly all of those who came gave one answer")
		}
	}
	return leaks
}

// remains lists the changes of parts that with those of their wholes tell that
// all, or nearly all, of those who came are in the part.
func (r *reader) remains(changes []change, k func(series string) int64) (leaks []string) {
	follows := func(d change) bool { return r.follows(all+d.series, r.vector(d.series, d.came, d.went)) }
	for _, d := range changes {
		for _, p := range partOf {
			i := slices.IndexFunc(changes, func(w change) bool { return w.series == p[1] && w.codes == d.codes })
			if d.series != p[0] || i < 0 || d.withheld || changes[i].withheld {
				continue
			}
			w := changes[i]
			if left := w.sum - d.sum; w.sum > 0 && left >= 0 && left < k(d.series) && follows(d) && follows(w) {
				leaks = append(leaks, fmt.Sprintf("%v changes by %d, its %s by %d", unknown{seat: d.seat}, d.sum, p[1], w.sum))
			}
		}
	}
	return leaks
}

// derived lists what is withheld, but follows from both releases.
func (r *reader) derived() (leaks []string) {
	for k, shown := range r.shown {
		for _, p := range places(shown) {
			p.release = k
			v := r.vector(p.series, r.group(p, 1<<k), nil)
			if shown[p].Status == release.Withheld && first(v) >= 0 && r.follows(all+p.series, v) {
				leaks = append(leaks, fmt.Sprintf("%v is withheld, and follows from both releases", unknown{seat: p}))
			}
		}
	}
	return leaks
}

// settled reports a group of the second release that the first one tells, since
// all that is left in it are organisations that told their own, or nobody.
func (r *reader) settled(p seat) bool {
	return r.follows(before1+p.series, r.vector(p.series, r.group(p, inSecond), nil))
}

// sticky lists what the second release tells and the first withheld, and what
// they show differently though it is the same.
func (r *reader) sticky() (leaks []string) {
	for _, p := range places(r.shown[1]) {
		now := r.shown[1][p]
		was, both := r.shown[0][p]
		switch {
		case !both || now.Status == release.Withheld || was.Status == release.Withheld && r.settled(p):
		case was.Status == release.Withheld:
			leaks = append(leaks, fmt.Sprintf("%v was withheld, and is shown", unknown{seat: p}))
		case was.Status == release.Published && was.Value != now.Value:
			if _, changed := r.changeOf(p); !changed {
				leaks = append(leaks, fmt.Sprintf("%v was %d and is %d, though nothing has changed", unknown{seat: p}, was.Value, now.Value))
			}
		}
	}
	return leaks
}

// news reports whether the second release has a number that the first has not.
func (r *reader) news() bool {
	for p, now := range r.shown[1] {
		was, both := r.shown[0][p]
		if now.Status == release.Published && (!both || was.Status != release.Published || was.Value != now.Value) {
			return true
		}
	}
	return false
}

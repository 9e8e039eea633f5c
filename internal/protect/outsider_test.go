package protect

import (
	"fmt"
	"slices"
	"strings"

	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// An outsider reads the published cells of a quarter and notes what anybody
// knows: that a total is the sum of its parts that have rows, that a part is
// not larger than its whole, and that numbers of people are not negative
// (DISCLOSURE 4, phase B). It shares nothing with the code under test but the
// names of the codes.
type outsider struct {
	unknowns []unknown
	lines    []line
	at       map[seat]int // of a group: index in numbers
	numbers  []number
}

// A seat is the place of a number: a group of one measure or survey item in a
// release of the quarter, the first of which is 0.
type seat struct {
	series  string
	codes   release.Codes
	release int
}

// A number is a cell, or a total that no view shows.
type number struct {
	seat
	unknown int // -1 if it is known
	value   int64
	given   bool // somebody reported it
	zeros   bool // may not be published as 0 either
}

// An unknown is what the outsider wants to know.
type unknown struct {
	seat
	of    string // of what a part leaves: the part
	least int64
	truth int64
	kind  kindOf
}

type kindOf uint8

const (
	hidden     kindOf = iota // a withheld cell
	unshown                  // a total without a row
	left                     // what a part leaves of its whole
	difference               // what has changed since the last release
)

// A line says that its terms add up to a sum.
type line struct {
	terms []term
	sum   int64
}

type term struct {
	unknown int
	sign    int64
}

// partOf are the parts and wholes of random tables, those that follow from
// others among them.
var partOf = [][2]string{{"dual_any", "persons"}, {"dual_paid", "dual_any"}, {"dual_paid", "persons"}}

func newOutsider(w *world, c *Cube) *outsider {
	o := &outsider{at: map[seat]int{}}
	o.read(w, c, 0)
	o.compare()
	return o
}

// read notes the cells of a release and the sums among them.
func (o *outsider) read(w *world, c *Cube, number int) {
	from := len(o.numbers)
	truth := &oracle{w: w, raw: w.cube()}
	for x := range c.Cells() {
		rc := release.Cell{Measure: x.Measure, Codes: c.Lists().IDs(x.Key.Codes)}
		if p, ok := seatOf(rc); ok {
			p.release = number
			o.enter(truth, p, x, rc)
			if zeros(c, p.series) {
				o.numbers[len(o.numbers)-1].zeros = true
				if u := o.numbers[len(o.numbers)-1].unknown; u >= 0 {
					o.unknowns[u].least = 0
				}
			}
		}
	}
	o.relate(c.Lists(), from)
}

// seatOf places a count of persons or of the respondents to an item; of the
// rest ok is false.
func seatOf(rc release.Cell) (p seat, ok bool) {
	p = seat{series: rc.Measure, codes: rc.Codes}
	if rc.Measure == "respondents" {
		p.series = rc.Codes[dim.Category]
		p.codes[dim.Category] = ""
		return p, strings.Count(p.series, ".") == 1
	}
	return p, slices.Contains([]string{"persons", "dual_any", "dual_paid"}, rc.Measure)
}

func (o *outsider) enter(truth *oracle, p seat, x Cell, rc release.Cell) {
	n := number{seat: p, unknown: -1, value: x.Value, given: x.Status == release.Published || x.Status == release.Withheld}
	if x.Status == release.Withheld {
		sums, _ := truth.total(p.series, rc)
		n.unknown, n.value = len(o.unknowns), sums.Sum
		o.unknowns = append(o.unknowns, unknown{seat: p, least: truth.least(p.series, rc), truth: sums.Sum})
	}
	o.at[p] = len(o.numbers)
	o.numbers = append(o.numbers, n)
}

// least is 1 where everybody who may be behind a withheld number would have
// shown a zero: the outsider is taken to know who is in which group.
func (o *oracle) least(series string, rc release.Cell) int64 {
	for i := range o.raw.Series {
		if name(&o.raw.Series[i]) != series {
			continue
		}
		for _, x := range o.raw.Series[i].Cells {
			if o.within(&x, rc) && (!o.named(&x) || x.Sums.SourceWithheld > 0) {
				return 0
			}
		}
	}
	return 1
}

// relate finds the sums of all cells from the given one on along all axes, totals
// that no view shows among them.
func (o *outsider) relate(lists *dim.Lists, from int) {
	type sumOf struct {
		total int
		axis  dim.Axis
	}
	parts := map[sumOf][]int{}
	var order []sumOf
	for i := from; i < len(o.numbers); i++ {
		for a := range dim.Axis(dim.NumAxes) {
			up := o.numbers[i].seat
			if a == dim.Kind || a == dim.Category || up.codes[a] == "" {
				continue
			}
			code, _ := lists.Code(a, up.codes[a])
			up.codes[a] = lists.ID(a, lists.Parent(a, code))
			total, ok := o.at[up]
			if !ok {
				total = len(o.numbers)
				o.at[up] = total
				o.numbers = append(o.numbers, number{seat: up, unknown: len(o.unknowns)})
				o.unknowns = append(o.unknowns, unknown{seat: up, truth: -1, kind: unshown})
			}
			if k := (sumOf{total, a}); parts[k] == nil {
				order = append(order, k)
			}
			parts[sumOf{total, a}] = append(parts[sumOf{total, a}], i)
		}
	}
	for _, k := range order {
		o.line(k.total, parts[k])
		if u := o.numbers[k.total].unknown; u >= 0 && o.unknowns[u].truth < 0 {
			o.tally(u, parts[k])
		}
	}
}

// tally gives a total without a row its true value, if its parts have theirs.
func (o *outsider) tally(u int, parts []int) {
	sum := int64(0)
	for _, p := range parts {
		v := o.numbers[p].value
		if q := o.numbers[p].unknown; q >= 0 {
			v = o.unknowns[q].truth
		}
		if v < 0 {
			return
		}
		sum += v
	}
	o.unknowns[u].truth = sum
}

func (o *outsider) line(total int, parts []int) {
	l := line{}
	add := func(i int, sign int64) {
		if n := &o.numbers[i]; n.unknown >= 0 {
			l.terms = append(l.terms, term{n.unknown, sign})
		} else {
			l.sum -= sign * n.value
		}
	}
	add(total, -1)
	for _, p := range parts {
		add(p, 1)
	}
	if len(l.terms) > 0 {
		o.lines = append(o.lines, l)
	}
}

// compare adds what parts leave of their wholes, of which not both are known.
func (o *outsider) compare() {
	for i := range o.numbers {
		part := o.numbers[i]
		for _, p := range partOf {
			j, ok := o.at[seat{p[1], part.codes, part.release}]
			if p[0] != part.series || !ok {
				continue
			}
			whole := o.numbers[j]
			if !part.given || !whole.given || part.unknown < 0 && whole.unknown < 0 {
				continue
			}
			o.numbers = append(o.numbers, number{unknown: len(o.unknowns)})
			o.unknowns = append(o.unknowns, unknown{
				seat: whole.seat, of: part.series, kind: left, truth: whole.value - part.value,
			})
			o.line(j, []int{i, len(o.numbers) - 1})
		}
	}
}

// A want is how far an unknown has to be able to move.
type want struct {
	width int64 // values from the smallest to the largest
	reach int64 // the largest, at least
}

// wants gives the rule for an unknown (DISCLOSURE 4 and 5): any withheld number
// of people, and what is left of them, can be one of k values; if it is itself
// small it could as well be k - 1. A small total without a row must only not be
// determined. ok is false where nothing is wanted.
func (o *outsider) wants(u *unknown, k int64) (w want, ok bool) {
	switch {
	case u.truth < 0 || u.kind == difference: // not known, or other rules apply
		return w, false
	case u.kind == unshown:
		return want{width: 2}, u.truth > 0 && u.truth < k
	case u.truth < k:
		return want{k, k - 1}, true
	}
	return want{width: k}, true
}

// zeros reports whether the zeros of a series are sensitive, too.
func zeros(c *Cube, series string) bool {
	table := "people"
	if strings.Contains(series, ".") {
		table = "survey"
	}
	return slices.Contains(c.Rules(quarter).SensitiveZeros, table)
}

// shown lists published numbers that are too small, or leave too few of a
// published whole.
func (o *outsider) shown(k func(series string) int64) (leaks []string) {
	for _, n := range o.numbers {
		if n.unknown >= 0 || !n.given {
			continue
		}
		if (n.value > 0 || n.zeros) && n.value < k(n.series) {
			leaks = append(leaks, fmt.Sprintf("%v is published as %d", unknown{seat: n.seat}, n.value))
		}
		for _, p := range partOf {
			j, ok := o.at[seat{p[1], n.codes, n.release}]
			if p[0] != n.series || !ok || o.numbers[j].unknown >= 0 || !o.numbers[j].given || o.numbers[j].value == 0 {
				continue
			}
			if rest := o.numbers[j].value - n.value; rest < k(n.series) {
				leaks = append(leaks, fmt.Sprintf("%v leaves %d of %s", unknown{seat: n.seat}, rest, p[1]))
			}
		}
	}
	return leaks
}

// A block is unknowns that hang together.
type block struct {
	unknowns []int
	distinct int // numbers among them that are not just the same as another, nor what is left of a whole
}

func (o *outsider) blocks() []block {
	var out []block
	same := o.union(line.twins)
	for _, group := range o.union(func(line) bool { return true }) {
		b := block{unknowns: group}
		for _, twins := range same {
			if slices.Contains(group, twins[0]) && slices.ContainsFunc(twins, func(u int) bool { return o.unknowns[u].kind < left }) {
				b.distinct++
			}
		}
		out = append(out, b)
	}
	return out
}

// twins reports whether a line says no more than that a total is its only part.
func (l line) twins() bool {
	return len(l.terms) == 2 && l.sum == 0 && l.terms[0].sign != l.terms[1].sign
}

// union groups the unknowns that some of the lines connect, in order.
func (o *outsider) union(with func(line) bool) [][]int {
	root := make([]int, len(o.unknowns))
	for i := range root {
		root[i] = i
	}
	var find func(int) int
	find = func(i int) int {
		if root[i] != i {
			root[i] = find(root[i])
		}
		return root[i]
	}
	for _, l := range o.lines {
		for _, t := range l.terms[1:] {
			if with(l) {
				root[find(t.unknown)] = find(l.terms[0].unknown)
			}
		}
	}
	at := map[int]int{}
	var out [][]int
	for i := range root {
		r := find(i)
		if _, ok := at[r]; !ok {
			at[r] = len(out)
			out = append(out, nil)
		}
		out[at[r]] = append(out[at[r]], i)
	}
	return out
}

// String writes an unknown as it stands in messages.
func (u unknown) String() string {
	text, _ := u.codes.MarshalText()
	s := u.series + " " + string(text)
	switch {
	case u.kind == left:
		s += " without " + u.of
	case u.kind == difference:
		s += " since the last release"
	}
	if u.release > 0 {
		s += fmt.Sprintf(" (release %d)", u.release+1)
	}
	return s
}

// tableOf writes the cells of a site and what is published of them.
func tableOf(w *world, c *Cube) string {
	var b strings.Builder
	for _, s := range w.series {
		for _, x := range s.Cells {
			text, _ := release.Codes(w.env.Lists.IDs(x.Codes)).MarshalText()
			fmt.Fprintf(&b, "data %s %s: %s %v\n", name(&s), text, sumsOf(x.Sums), x.Answers)
		}
	}
	for x := range c.Cells() {
		if x.Status == release.Withheld || x.Value != 0 {
			text, _ := release.Codes(c.Lists().IDs(x.Key.Codes)).MarshalText()
			fmt.Fprintf(&b, "%s %s %s %d\n", x.Status, x.Measure, text, x.Value)
		}
	}
	return b.String()
}

func sumsOf(s cube.Sums) string {
	return fmt.Sprintf("%d of %d rows, %d missing, %d withheld", s.Sum, s.Rows, s.Missing, s.SourceWithheld)
}

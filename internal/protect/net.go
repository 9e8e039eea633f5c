package protect

import (
	"fmt"
	"slices"

	"fukusen/internal/bounds"
	"fukusen/internal/dim"
	"fukusen/internal/exact"
	"fukusen/internal/release"
)

// A net is the cells of a system as an outsider sees them: the sums that hang
// them together, and what each unknown can be at least (DISCLOSURE 4, phase B).
type net struct {
	*system
	nodes   []node
	at      []map[dim.Codes]int32 // by series: node of a group
	sums    []sum
	rests   []sum // of what is left of wholes; they follow from sums, and help only floors
	links   []sum // the next number of a group is the last one and what has changed
	program bounds.Program
	needs   []bounds.Need
	start   []int64
	of      []int32 // node of each unknown
}

// A node is a number that takes part in sums: a cell, a total that no view
// shows, or what is left of a whole without its part.
type node struct {
	cell    *cell // nil for what is never shown
	series  int
	value   int64
	floor   int64 // what it is at least by the zeros alone, were all else withheld
	unknown int32 // -1 if it is known
	change  *cell // what has changed between two releases; else nil
	moves   *bool // a witness has shown that it can move as far as it has to
}

// A rest is what a part leaves of its whole in a group.
type rest struct {
	pair
	codes dim.Codes
}

// A sum says that a total is the sum of its parts.
type sum struct {
	total int32
	parts []int32
}

// newNet finds all sums. Statuses must have been decided.
func newNet(s *system) *net {
	n := &net{system: s, at: make([]map[dim.Codes]int32, len(s.series))}
	for i := range s.changes {
		n.at[i] = make(map[dim.Codes]int32, len(s.cells[i]))
		for _, c := range s.cells[i] {
			if next := s.stays(i, c); next != nil {
				n.at[i][c.codes] = n.at[next.series][c.codes]
				continue
			}
			n.enter(i, c.codes, node{cell: c, series: i, value: c.sums.Sum, moves: &c.moves})
		}
		n.relate(i)
	}
	for _, p := range s.pairs {
		if p.part < s.changes {
			n.relatePair(p)
		}
	}
	if s.before != nil {
		n.sums = distinctSums(n.sums)
		n.link()
	}
	n.add()
	n.floors()
	n.number()
	n.equations()
	return n
}

// link ties what both releases have of a group together, where it has changed.
func (n *net) link() {
	for i := n.changes; i < len(n.series); i++ {
		for _, x := range n.cells[i] {
			if x.next.status != release.Withheld && x.last.status != release.Withheld {
				continue
			}
			k := int32(len(n.nodes))
			n.nodes = append(n.nodes, node{series: i, value: x.sums.Sum, change: x, moves: &x.moves})
			n.links = append(n.links, sum{n.at[x.next.series][x.codes], []int32{n.at[x.last.series][x.codes], k}})
		}
	}
}

// distinctSums leaves out what both releases say alike.
func distinctSums(sums []sum) []sum {
	seen := map[string]bool{}
	return slices.DeleteFunc(sums, func(s sum) bool {
		k := fmt.Sprint(s.total, s.parts)
		again := seen[k]
		seen[k] = true
		return again
	})
}

// all is every sum that ties unknowns together.
func (n *net) all() []sum { return slices.Concat(n.sums, n.links) }

func (n *net) enter(i int, codes dim.Codes, v node) int32 {
	k := int32(len(n.nodes))
	n.nodes = append(n.nodes, v)
	n.at[i][codes] = k
	return k
}

// relate finds the sums of a series along all axes. A total that no view shows
// is a number that two sums can have in common, so it gets a node.
func (n *net) relate(i int) {
	along := map[edge]int{}
	groups := make([]dim.Codes, 0, len(n.cells[i]))
	for _, c := range n.cells[i] {
		groups = append(groups, c.codes)
	}
	for g := 0; g < len(groups); g++ {
		part := n.at[i][groups[g]]
		for a := range dim.Axis(dim.NumAxes) {
			up, ok := n.up(i, groups[g], a)
			if !ok {
				continue
			}
			total, ok := n.at[i][up]
			if !ok {
				total = n.enter(i, up, node{series: i, moves: new(bool)})
				groups = append(groups, up)
			}
			n.sums = into(n.sums, along, edge{total, a}, part)
		}
	}
}

type edge struct {
	total int32
	axis  dim.Axis
}

// up gives the group that a group is a part of along an axis.
func (n *net) up(i int, g dim.Codes, a dim.Axis) (dim.Codes, bool) {
	apart := a == dim.Category && (n.tables[i] == nil || n.tables[i].Apart)
	if g[a] == dim.Total || a == dim.Kind || apart {
		return g, false
	}
	return g.With(a, n.env.Lists.Parent(a, g[a])), true
}

// relatePair adds what is left of each whole of which not both are published.
func (n *net) relatePair(p pair) {
	left := map[dim.Codes]int32{}
	var groups []dim.Codes
	for _, a := range n.cells[p.part] {
		b := n.index[p.whole][a.codes]
		if b == nil || !a.given() || !b.given() || a.status != release.Withheld && b.status != release.Withheld {
			continue
		}
		k := int32(len(n.nodes))
		n.nodes = append(n.nodes, node{series: p.whole, value: b.sums.Sum - a.sums.Sum, moves: n.restMoves(rest{p, a.codes})})
		n.sums = append(n.sums, sum{n.at[p.whole][a.codes], []int32{n.at[p.part][a.codes], k}})
		left[a.codes] = k
		groups = append(groups, a.codes)
	}
	along := map[edge]int{}
	for _, g := range groups {
		for a := range dim.Axis(dim.NumAxes) {
			if up, ok := n.up(p.whole, g, a); ok {
				if total, ok := left[up]; ok {
					n.rests = into(n.rests, along, edge{total, a}, left[g])
				}
			}
		}
	}
}

// restMoves remembers what is shown of a rest from one round of repair to the
// next.
func (s *system) restMoves(r rest) *bool {
	if s.moves[r] == nil {
		s.moves[r] = new(bool)
	}
	return s.moves[r]
}

// into adds a part to the sum of its total along an axis.
func into(sums []sum, along map[edge]int, e edge, part int32) []sum {
	k, ok := along[e]
	if !ok {
		k = len(sums)
		along[e] = k
		sums = append(sums, sum{total: e.total})
	}
	sums[k].parts = append(sums[k].parts, part)
	return sums
}

// add gives totals that no view shows their value. Each axis gives it anew.
func (n *net) add() {
	for _, s := range n.sums {
		if t := &n.nodes[s.total]; t.cell == nil {
			t.value = 0
			for _, p := range s.parts {
				t.value += n.nodes[p].value
			}
		}
	}
}

// floors adds up what the numbers are at least: two parts that are not 0 make
// at least 2, and so is a part that is the only one not 0 of such a total. Zeros
// are public, so no withholding can hide that.
func (n *net) floors() {
	for k := range n.nodes {
		if v := &n.nodes[k]; v.cell != nil && v.value > 0 {
			v.floor = n.least(v)
		}
	}
	all := slices.Concat(n.sums, n.rests)
	for again := true; again; {
		again = false
		for _, s := range all {
			t := &n.nodes[s.total]
			least, only, parts := int64(0), int32(-1), 0
			for _, p := range s.parts {
				least += n.nodes[p].floor
				if n.nodes[p].value != 0 || n.nodes[p].cell == nil {
					only, parts = p, parts+1
				}
			}
			again = t.raise(least) || again
			if parts == 1 {
				again = n.nodes[only].raise(t.floor) || again
			}
		}
	}
}

// raise lifts the floor of a number, which is never above it.
func (v *node) raise(floor int64) bool {
	if floor = min(floor, v.value); floor <= v.floor {
		return false
	}
	v.floor = floor
	return true
}

// number makes unknowns of what is not known.
func (n *net) number() {
	for k := range n.nodes {
		v := &n.nodes[k]
		v.unknown = -1
		if v.cell != nil && v.cell.status != release.Withheld {
			continue
		}
		v.unknown = int32(len(n.of))
		n.of = append(n.of, int32(k))
		n.start = append(n.start, v.value)
		n.program.Lower = append(n.program.Lower, min(n.least(v), v.value))
		n.program.Upper = append(n.program.Upper, n.most(v))
		n.needs = append(n.needs, n.need(v))
	}
}

// most is what a number is at most: those that have left only take away.
func (n *net) most(v *node) int64 {
	if x := v.change; x != nil && len(x.units) == 0 {
		return 0
	}
	return bounds.Unbounded
}

// anyFall is how far a correction may go below what there was: any distance.
const anyFall = 1 << 40

// least is what anybody knows a withheld number to be at least: a zero would
// have been shown, unless the organisations behind it show no numbers.
func (n *net) least(v *node) int64 {
	if x := v.change; x != nil && !x.only() {
		return -anyFall
	}
	if c := v.cell; c != nil && !n.zeros && len(c.unnamed) == 0 && c.complete && n.shownIfZero(c) {
		return 1
	}
	return 0
}

func (n *net) shownIfZero(c *cell) bool {
	org := c.codes[dim.Organisation]
	return org == dim.Total || n.shows(c.series, c.codes, org)
}

// equations are the sums with unknowns.
func (n *net) equations() {
	for _, s := range n.all() {
		terms, known := []exact.Term{}, int64(0)
		add := func(k int32, sign int64) {
			if v := &n.nodes[k]; v.unknown >= 0 {
				terms = append(terms, exact.Term{Row: v.unknown, Value: sign})
			} else {
				known += sign * v.value
			}
		}
		add(s.total, -1)
		for _, p := range s.parts {
			add(p, 1)
		}
		if len(terms) > 0 {
			n.program.Equations = append(n.program.Equations, exact.Equation{Terms: exact.Sparse(terms...), Sum: -known})
		}
	}
}

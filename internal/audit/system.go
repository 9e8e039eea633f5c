package audit

import (
	"math"
	"slices"
	"strings"

	"fukusen/internal/dim"
)

// axisPart is the axis of the relation between a part, its whole and the rest.
const axisPart = dim.Axis(dim.NumAxes)

// A group is what a node is about: a measure and codes.
type group struct {
	measure int32
	codes   [dim.NumAxes]int32
	version int32 // of a joint system: see timeline; 0 in others
}

func (g group) with(a dim.Axis, code int32) group {
	g.codes[a] = code
	return g
}

// An origin says how the audit knows of a node.
type origin uint8

const (
	listed     origin = iota // a row of cells.csv, or of an older release
	above                    // a total without a row, of parts that have rows
	complement               // a whole minus its part
	absent                   // nobody, where another version has a number
	difference               // what a version has more than the one before it
)

// A node is a number that takes part in relations: a cell, or one that has no
// row.
type node struct {
	group
	origin origin
	line   int   // listed
	whole  int32 // complement: the node that group is subtracted from; difference: the newer number
	part   int32 // complement: the node of group; difference: the older number
	known  bool  // published, or nothing was reported: then value is 0
	shown  bool  // published
	value  int64
	lo, hi int64 // bounds, if not known
	by     int32 // the relation that gave the last bound, or -1
	signed bool  // difference: may be negative
}

const infinite = math.MaxInt64

// A relation says that a total is the sum of its parts along an axis.
type relation struct {
	total int32
	parts []int32
	axis  dim.Axis
}

// A system is all cells of one table and period with their relations.
type system struct {
	*data
	table, period string
	window        int
	rules         rules
	nodes         []node
	index         map[group]int32
	relations     []relation
	along         map[edge]int32 // relation by total and axis
	weighted      map[int32]bool // categories of items with weights

	versions *timeline // of a joint system; nil for the newest numbers alone

	hidden map[silence]map[int32]map[slot]bool // by organisation: see hide
}

type edge struct {
	total int32
	axis  dim.Axis
}

// systems sorts the cells by table, period and window, in the order of the
// file, and reports rows that are there twice.
func (d *data) systems(double func(c *cell)) []*system {
	var all []*system
	type name struct {
		table, period string
		window        int
	}
	at := map[name]*system{}
	for i := range d.cells {
		c := &d.cells[i]
		k := name{c.Table, c.Period, c.Window}
		s, ok := at[k]
		if !ok {
			s = d.newSystem(c)
			at[k] = s
			all = append(all, s)
		}
		if !s.add(c) {
			double(c)
		}
	}
	return all
}

func (d *data) newSystem(c *cell) *system {
	s := &system{
		data: d, table: c.Table, period: c.Period, window: c.Window,
		index: map[group]int32{}, along: map[edge]int32{}, weighted: map[int32]bool{},
	}
	for _, q := range d.definitions.Quarters {
		if q.Quarter == c.Period {
			s.rules = q.Rules
		}
	}
	return s
}

// add enters a row; it returns false if the group has one already.
func (s *system) add(c *cell) bool {
	g := group{measure: c.measure, codes: c.codes, version: c.version}
	if _, twice := s.index[g]; twice {
		return false
	}
	if s.measures[c.measure].ID == measureWeight {
		s.weighted[c.codes[dim.Category]] = true
	}
	s.enter(node{group: g, line: c.Line, known: c.status != withheld, shown: c.status == published, value: c.value})
	return true
}

func (s *system) enter(n node) int32 {
	i := int32(len(s.nodes))
	n.by = -1
	s.nodes = append(s.nodes, n)
	if n.origin != complement {
		s.index[n.group] = i
	}
	return i
}

func (s *system) class(n *node) string {
	m := &s.measures[n.measure]
	if c, ok := m.ClassOf[s.codes[dim.Category].ids[n.codes[dim.Category]]]; ok {
		return c
	}
	return m.Class
}

// answer reports whether the node is the respondents who gave one answer.
func (s *system) answer(n *node) bool {
	return s.class(n) == classRespondents && strings.Count(s.codes[dim.Category].ids[n.codes[dim.Category]], ".") > 1
}

// item gives the survey item of a node.
func (s *system) item(n *node) item {
	parts := strings.Split(s.codes[dim.Category].ids[n.codes[dim.Category]], ".")
	if len(parts) < 2 {
		return item{}
	}
	return s.items[parts[1]]
}

// threshold is the smallest number of persons, or of respondents to the item,
// that may be known. Weights tell more of a person than an answer does, so
// weighted items need as many respondents as sensitive ones.
func (s *system) threshold(n *node) int64 {
	if s.class(n) == classRespondents && (s.item(n).Sensitive || s.weighted[n.codes[dim.Category]]) {
		return s.rulesOf(n).KSensitive
	}
	return s.rulesOf(n).K
}

// rulesOf gives the rules under which a node was, or is to be, published.
func (s *system) rulesOf(n *node) rules {
	if s.versions == nil {
		return s.rules
	}
	return s.versions.all[max(n.version, -n.version)].rules
}

// people reports whether a node counts persons or the respondents to an item:
// those are protected by their size, answers and moments go with them.
func (s *system) people(n *node) bool {
	return s.class(n) == classPersons || s.class(n) == classRespondents && !s.answer(n)
}

// small reports whether so many persons may not be known of.
func (s *system) small(n *node, value int64) bool {
	return s.people(n) && value < s.threshold(n) && value >= s.least()
}

// least is the smallest number that is sensitive.
func (s *system) least() int64 {
	if s.rules.Zeros == "sensitive" || slices.Contains(s.rules.SensitiveZeros, s.table) {
		return 0
	}
	return 1
}

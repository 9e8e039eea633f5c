package audit

import (
	"io/fs"
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/exact"
)

// A Hold is a withheld cell with what it hangs together with. Answers and sums
// of points are left out: they go with their respondents.
type Hold struct {
	Cell    Cell
	Name    diag.Text
	Measure diag.Text // the name in two parts: what is counted, of which kind
	Group   diag.Text // and of whom; of a total that it is all
	Next    []int     // Holds in the same sums, by index
	Reveals []int     // those that would follow if it were published
	Rests   []Rest    // and what would follow of wholes and parts

	of   *system
	node int32
}

// A Rest is what a whole leaves beside its part: the persons who are not of
// the part.
type Rest struct {
	Cell  Cell   // of the part, listed or not
	Whole string // measure that the part is subtracted from
	Name  diag.Text
}

// Relate reads the open data of a site and finds their sums, of the tables and
// quarters that are asked for. Nothing is attacked: the report is good for Holds
// and what is made of them, before any page is made.
func Relate(fsys fs.FS, asked func(table, period string) bool) (*Report, error) {
	r := &Report{}
	d, err := read(fsys, &r.other)
	if err != nil {
		return nil, err
	}
	r.data = d
	for _, s := range d.systems(func(*cell) {}) {
		if asked(s.table, s.period) {
			s.relate()
			s.bound()
			r.systems = append(r.systems, s)
		}
	}
	return r, nil
}

// Holds tells of all withheld cells what publishing one would cost. It uses no
// withheld number: what follows from what depends on the pattern alone.
func (r *Report) Holds() []Hold {
	var all []Hold
	for _, s := range r.systems {
		first := len(all)
		at := s.numberHolds(&all)
		s.neighbours(all, at)
		local := make([]int32, len(s.nodes))
		for _, b := range s.blocks() {
			s.together(all, at, b, local)
		}
		for i := range all[first:] {
			h := &all[first+i]
			slices.Sort(h.Next)
			h.Next = slices.Compact(h.Next)
		}
	}
	return all
}

// numberHolds appends the withheld cells and gives the index of each node's; -1
// for the others.
func (s *system) numberHolds(all *[]Hold) []int {
	at := slices.Repeat([]int{-1}, len(s.nodes))
	for i := range s.nodes {
		n := &s.nodes[i]
		if n.origin != listed || n.known || s.answer(n) || s.class(n) == classMoments {
			continue
		}
		at[i] = len(*all)
		c := s.cell(int32(i))
		measure, group := s.halves(c)
		*all = append(*all, Hold{Cell: c, Name: s.describe(c), Measure: measure, Group: group, of: s, node: int32(i)})
	}
	return at
}

// halves names a cell in two parts, without its quarter: the measure of a kind,
// and the group.
func (d *data) halves(c Cell) (measure, group diag.Text) {
	between := map[diag.Lang]string{diag.JA: "、", diag.EN: ", "}
	measure = both(func(l diag.Lang) string {
		name := d.measureName(c.Table, c.Measure).In(l)
		if kind := c.Codes[dim.Kind]; kind != "" {
			name += between[l] + d.codeName(dim.Kind, kind).In(l)
		}
		return name
	})
	group = both(func(l diag.Lang) string {
		var parts []string
		for a, id := range c.Codes {
			axis := dim.Axis(a)
			if id == "" || axis == dim.Kind {
				continue
			}
			name := d.codeName(axis, id).In(l)
			if axis == dim.Origin || axis == dim.Category { // whose codes could be those of another
				name = axisNames[a].In(l) + " " + name
			}
			parts = append(parts, name)
		}
		if len(parts) == 0 {
			return diag.Text{JA: "全体", EN: "all"}.In(l)
		}
		return strings.Join(parts, between[l])
	})
	return measure, group
}

// neighbours links the cells of each sum, and those of two sums that have a
// number in common which has no cell of its own.
func (s *system) neighbours(all []Hold, at []int) {
	bridges := map[int32][]int{}
	for k := range s.relations {
		var in []int
		var over []int32
		for i := range s.relations[k].members {
			switch {
			case at[i] >= 0:
				in = append(in, at[i])
			case !s.nodes[i].known && s.nodes[i].origin == above:
				over = append(over, i)
			}
		}
		link(all, in)
		for _, i := range over {
			bridges[i] = append(bridges[i], in...)
		}
	}
	for i := range s.nodes { // in the order of nodes
		link(all, bridges[int32(i)])
	}
}

// mostLinked is of how many cells of a sum each gets to know the others.
const mostLinked = 200

func link(all []Hold, in []int) {
	if len(in) > mostLinked {
		in = in[:mostLinked]
	}
	for _, a := range in {
		for _, b := range in {
			if a != b {
				all[a].Next = append(all[a].Next, b)
			}
		}
	}
}

// together finds the cells of a block that give one another away. Two random
// solutions of its sums, with all that is published taken as 0, are cells that
// move at random. Cells that move in the same proportion in both always move
// together: who knows one knows the other. local is scratch, by node.
func (s *system) together(all []Hold, at []int, b block, local []int32) {
	for j, i := range b.nodes {
		local[i] = int32(j)
	}
	n := len(b.nodes)
	var forth, back []exact.Vector
	for _, e := range s.equations(b, local) {
		forth = append(forth, e.Terms)
		var turned []exact.Term
		for _, t := range e.Terms {
			turned = append(turned, exact.Term{Row: int32(n-1) - t.Row, Value: t.Value})
		}
		back = append(back, exact.Sparse(turned...))
	}
	x, y := exact.Null(n, forth), exact.Null(n, back)
	groups := map[uint64]*moving{}
	for j, i := range b.nodes {
		rest := s.nodes[i].origin == complement && s.people(&s.nodes[i])
		if at[i] < 0 && !rest || x[j] == 0 {
			continue
		}
		ratio := exact.P1.Mul(y[n-1-j], exact.P1.Inv(x[j]))
		g := groups[ratio]
		if g == nil {
			g = &moving{}
			groups[ratio] = g
		}
		if rest {
			g.rests = append(g.rests, s.rest(i))
		} else {
			g.holds = append(g.holds, at[i])
		}
	}
	for _, g := range groups { // a hold is in one of them only
		for _, a := range g.holds {
			all[a].Reveals = slices.DeleteFunc(slices.Clone(g.holds), func(c int) bool { return c == a })
			all[a].Rests = g.rests
		}
	}
}

// moving is what always moves together.
type moving struct {
	holds []int
	rests []Rest
}

func (s *system) rest(i int32) Rest {
	n := &s.nodes[i]
	c, whole := s.cell(n.part), s.wholeOf(n)
	measure, of := s.measureName(c.Table, c.Measure), s.measureName(c.Table, whole)
	where := func(l diag.Lang) string { return strings.TrimPrefix(s.describe(c).In(l), measure.In(l)) }
	return Rest{c, whole, diag.Text{
		JA: of.JA + " から " + measure.JA + " を引いた残り" + where(diag.JA), EN: of.EN + " minus " + measure.EN + where(diag.EN),
	}}
}

// Sums tells through which sums two holds that are next to each other hang
// together: one that both are in, or two with a number in common that has no
// cell of its own.
func (a *Hold) Sums(b *Hold) []diag.Text {
	s := a.of
	if s == nil || s != b.of {
		return nil
	}
	ra, rb := s.relationsOf(a.node), s.relationsOf(b.node)
	for _, k := range ra {
		if slices.Contains(rb, k) {
			return s.steps([]int32{k}, nil)
		}
	}
	for _, k := range ra {
		for _, l := range rb {
			if s.bridged(k, l) {
				return s.steps([]int32{k, l}, nil)
			}
		}
	}
	return nil
}

// relationsOf lists the sums that a node is in, the shortest first.
func (s *system) relationsOf(i int32) []int32 {
	var all []int32
	for k := range s.relations {
		for m := range s.relations[k].members {
			if m == i {
				all = append(all, int32(k))
				break
			}
		}
	}
	slices.SortFunc(all, s.byRelation)
	return all
}

// bridged reports whether two sums have a total in common that no row shows.
func (s *system) bridged(k, l int32) bool {
	for m := range s.relations[k].members {
		if s.nodes[m].known || s.nodes[m].origin != above {
			continue
		}
		for o := range s.relations[l].members {
			if o == m {
				return true
			}
		}
	}
	return false
}

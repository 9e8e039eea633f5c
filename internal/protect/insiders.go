package protect

import (
	"cmp"
	"maps"
	"slices"

	"fukusen/internal/dim"
	"fukusen/internal/exact"
	"fukusen/internal/release"
)

// An insider is an organisation that subtracts what it knows: its own numbers,
// and those of the organisations whose files it holds.
type insider map[dim.Code]bool

// insiders lists who knows unknowns of the system.
func (s *system) insiders() []insider {
	var out []insider
	reports := map[dim.Code]bool{}
	for _, f := range s.finest {
		reports[f.Codes[dim.Organisation]] = true
	}
	for _, o := range s.env.Registry.Organisations() {
		code, _ := s.env.Lists.Code(dim.Organisation, o.ID)
		who := insider{}
		for _, id := range append([]string{o.ID}, o.Knows...) {
			if code, ok := s.env.Lists.Code(dim.Organisation, id); ok && reports[code] {
				who[code] = true
			}
		}
		if len(who) > 0 && (len(o.Knows) > 0 || reports[code]) {
			out = append(out, who)
		}
	}
	return out
}

// orgOf is the organisation that reported a unit.
func (s *system) orgOf(unit int32) dim.Code { return s.finest[unit].Codes[dim.Organisation] }

// knows reports whether everybody behind a number is known to an insider.
func (n *net) knows(who insider, v *node) bool {
	if v.cell == nil || len(v.cell.units) == 0 {
		return false
	}
	for _, u := range v.cell.units {
		if !who[n.orgOf(u)] {
			return false
		}
	}
	return true
}

// guests gives published cells to withhold so that no insider can compute what
// others have in a withheld cell (DISCLOSURE 4, singletons and insiders).
func (n *net) guests() []*cell {
	who := n.insiders()
	sets := make([][]int32, len(who))
	owners := n.owners()
	for k := range who {
		for org := range maps.Keys(who[k]) {
			sets[k] = append(sets[k], owners[org]...)
		}
		if len(who[k]) > 1 {
			sets[k] = n.common(who[k])
		}
		slices.Sort(sets[k])
	}
	equations := make([]exact.Vector, len(n.program.Equations))
	for e := range equations {
		equations[e] = n.program.Equations[e].Terms
	}
	taken, null := map[*cell]bool{}, n.null()
	for k, determined := range exact.Knowing(len(n.of), equations, sets) {
		n.hide(who[k], sets[k], n.news(who[k], determined, null), taken)
	}
	return slices.SortedFunc(maps.Keys(taken), func(a, b *cell) int {
		return cmp.Or(cmp.Compare(a.series, b.series), a.codes.Compare(b.codes))
	})
}

// owners lists the unknowns behind which stands one organisation alone.
func (n *net) owners() map[dim.Code][]int32 {
	out := map[dim.Code][]int32{}
	for u, k := range n.of {
		c := n.nodes[k].cell
		if c == nil || len(c.units) == 0 {
			continue
		}
		if org := n.orgOf(c.units[0]); n.knows(insider{org: true}, &n.nodes[k]) {
			out[org] = append(out[org], int32(u))
		}
	}
	return out
}

// common lists the unknowns that somebody knows who holds several files.
func (n *net) common(who insider) []int32 {
	var out []int32
	for u, k := range n.of {
		if n.knows(who, &n.nodes[k]) {
			out = append(out, int32(u))
		}
	}
	return out
}

// news keeps the numbers of which an insider learns something: what others have
// in them is not public anyway.
func (n *net) news(who insider, determined []int32, null []uint64) []int32 {
	return slices.DeleteFunc(determined, func(u int32) bool {
		v := &n.nodes[n.of[u]]
		if v.change != nil {
			return true
		}
		if v.cell == nil {
			return !n.person(v)
		}
		var others []int32
		for _, unit := range v.cell.units {
			if !who[n.orgOf(unit)] {
				others = append(others, unit)
			}
		}
		return exact.Product(null, others) == 0
	})
}

// hide takes a published cell out of each sum that leaves an insider one of the
// determined numbers alone, or if they only follow from several sums together
// out of all that they are in: the one whose loss is least, of those behind
// which somebody else stands as well.
func (n *net) hide(who insider, set, determined []int32, taken map[*cell]bool) {
	known := map[int32]bool{}
	for _, u := range set {
		known[u] = true
	}
	follows := map[int32]bool{}
	for _, u := range determined {
		follows[u] = true
	}
	if len(follows) == 0 {
		return
	}
	found := false
	for _, alone := range []bool{true, false} {
		for _, s := range n.all() {
			if found && !alone {
				return
			}
			members := append([]int32{s.total}, s.parts...)
			if !n.exposes(members, known, follows, alone) {
				continue
			}
			for _, c := range n.published(members) {
				if !n.knows(who, &node{cell: c}) && c.status == release.Published {
					taken[c], found = true, true
					break
				}
			}
		}
	}
}

// exposes reports whether a sum holds a number that follows, and if alone that
// it has no other unknown but what is known.
func (n *net) exposes(members []int32, known, follows map[int32]bool, alone bool) bool {
	hit, others := 0, 0
	for _, k := range members {
		u := n.nodes[k].unknown
		switch {
		case u < 0 || known[u]:
		case follows[u]:
			hit++
		default:
			others++
		}
	}
	return hit > 0 && (!alone || hit == 1 && others == 0)
}

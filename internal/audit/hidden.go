package audit

import "fukusen/internal/dim"

// A silence is what an organisation shows no number of: a measure of a kind, in
// a category.
type silence struct{ measure, kind, category, version int32 }

func (g group) silence() silence {
	return silence{g.measure, g.codes[dim.Kind], g.codes[dim.Category], g.version}
}

// A slot is a group along one axis; the code 0 stands for any.
type slot struct {
	axis dim.Axis
	code int32
}

// hide finds the organisations all of whose numbers in the table are withheld,
// zeros among them, and in which groups they have any. Where only such ones
// stand behind a total, it can be withheld although it is 0.
func (s *system) hide() {
	type author struct{ organisation, version int32 }
	shows := map[author]bool{}
	for i := range s.nodes {
		if n := &s.nodes[i]; n.shown {
			shows[author{n.codes[dim.Organisation], n.version}] = true
		}
	}
	s.hidden = map[silence]map[int32]map[slot]bool{}
	for i := range s.nodes {
		n := &s.nodes[i]
		org := n.codes[dim.Organisation]
		if n.known || org == 0 || n.origin == difference || shows[author{org, n.version}] {
			continue
		}
		of := s.hidden[n.silence()]
		if of == nil {
			of = map[int32]map[slot]bool{}
			s.hidden[n.silence()] = of
		}
		if of[org] == nil {
			of[org] = map[slot]bool{}
		}
		for a := range n.told {
			of[org][slot{a, 0}], of[org][slot{a, n.codes[a]}] = true, true
		}
	}
}

// told yields the axes by which a group is set apart, beside those of silence
// and the organisation.
func (g group) told(yield func(dim.Axis) bool) {
	for a := range dim.Axis(dim.NumAxes) {
		other := a == dim.Kind || a == dim.Category || a == dim.Organisation
		if g.codes[a] != 0 && !other && !yield(a) {
			return
		}
	}
}

// mayBeZero reports whether nothing but numbers of organisations that show none
// may stand behind a total, as far as their rows tell.
func (s *system) mayBeZero(n *node) bool {
	for _, slots := range s.hidden[n.silence()] {
		in := true
		for a := range n.told {
			if slots[slot{a, 0}] && !slots[slot{a, n.codes[a]}] {
				in = false
			}
		}
		if in {
			return true
		}
	}
	return false
}

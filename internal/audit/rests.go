package audit

import "fukusen/internal/diag"

// ruleNarrowRest is ruleNarrow of what a part leaves of its whole.
var ruleNarrowRest = diag.Rule{
	ID:   "disclosure/narrow",
	Msg:  diag.Text{JA: "全体から内数を引いた残りが、狭い範囲に絞られます。%[1]s を %[5]s から引いた残りは %[7]d から %[8]d までのどれかです%[3]s", EN: "what is left of a whole is nearly known: %[2]s leaves between %[7]d and %[8]d of %[6]s%[4]s"},
	Hint: diag.Text{JA: "このまま公開しないでください。全体か内数の、同じ合計に入る数値を、もう一つ以上、あわせて秘匿する必要があります", EN: "do not publish this; at least one more number of the whole or the part, of the same sum, must be withheld as well"},
}

func (n *Narrow) rule() *diag.Rule {
	if n.Whole != "" {
		return &ruleNarrowRest
	}
	return &ruleNarrow
}

// bothOpen reports whether a node is what is left of a whole of which neither
// that nor its part is published. It needs room of its own (DISCLOSURE 4 B);
// where one of both is published, it has as much as the other.
func (s *system) bothOpen(n *node) bool {
	return n.origin == complement && s.people(n) && !s.nodes[n.part].known && !s.nodes[n.whole].known
}

// proven counts a cell that has room; what is left of a whole is no cell.
func (s *system) proven(r *Report, i int32) {
	if s.nodes[i].origin == listed {
		r.Proven++
	}
}

// placed names a node by a line of the file: what is left of a whole by that of
// its part.
func (s *system) placed(i int32) Cell {
	n := &s.nodes[i]
	c := s.cell(i)
	if n.origin == complement {
		c.Line = s.nodes[n.part].line
	}
	return c
}

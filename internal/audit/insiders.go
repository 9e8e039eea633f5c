package audit

import (
	"maps"
	"slices"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/exact"
)

var ruleInsider = diag.Rule{
	ID:   "disclosure/insider",
	Msg:  diag.Text{JA: "提出者が自分の数値を引くと、秘匿した数値が計算で分かります。%[9]s には %[1]s が分かります", EN: "an organisation that subtracts its own numbers can compute a withheld one: %[10]s computes %[2]s"},
	Hint: diag.Text{JA: "このまま公開しないでください。同じ合計に入る別の団体の数値を、もう一つ以上、あわせて秘匿する必要があります", EN: "do not publish this; the number of at least one more organisation in the same sum must be withheld as well"},
}

// An Insider is an organisation that can compute what another has in a withheld
// cell, from what is published and from its own cells.
type Insider struct {
	Organisation string `json:"organisation"`
	Cell         Cell   `json:"cell"`
}

// unlisted is the common code of organisations that are not named at all: no
// single one of them knows its cells.
const unlisted = "unlisted"

// insiders lets one organisation at a time know its own withheld cells.
func (s *system) insiders(r *Report) {
	own := map[int32][]int32{}
	var of []int32 // node of each unknown
	at := make([]int32, len(s.nodes))
	for i := range s.nodes {
		n := &s.nodes[i]
		if at[i] = -1; n.known {
			continue
		}
		at[i] = int32(len(of))
		of = append(of, int32(i))
		org := n.codes[dim.Organisation]
		if n.origin == listed && org != 0 && s.data.codes[dim.Organisation].ids[org] != unlisted {
			own[org] = append(own[org], at[i])
		}
	}
	if len(own) == 0 {
		return
	}
	var equations []exact.Vector
	for k := range s.relations {
		if e := s.equation(&s.relations[k], at); len(e.Terms) > 0 {
			equations = append(equations, e.Terms)
		}
	}
	who := slices.Sorted(maps.Keys(own))
	sets := make([][]int32, len(who))
	for k, org := range who {
		sets[k] = own[org]
	}
	for k, determined := range exact.Knowing(len(of), equations, sets) {
		for _, u := range determined {
			n := &s.nodes[of[u]]
			if other := n.codes[dim.Organisation]; n.origin == listed && other != 0 && other != who[k] && s.people(n) {
				r.Insiders = append(r.Insiders, Insider{s.data.codes[dim.Organisation].ids[who[k]], s.cell(of[u])})
			}
		}
	}
}

// insiderTexts are the arguments of the rule: those about cells, and who can
// compute.
func (r *Report) insiderTexts(i Insider) []any {
	l := &r.data.codes[dim.Organisation]
	name := l.names[l.index[i.Organisation]]
	return append(r.texts(i.Cell, "", nil, 0, 0), diag.Public(name.JA), diag.Public(name.EN))
}

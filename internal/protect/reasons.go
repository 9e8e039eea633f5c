package protect

import (
	"cmp"
	"maps"
	"slices"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// A Reason says why a cell is withheld. It is for the steward: in public one
// symbol hides which it is.
type Reason string

// The reasons.
const (
	Small       Reason = "small"        // fewer than k persons or respondents
	Uniform     Reason = "uniform"      // all, or nearly all, gave the same answer
	Unnamed     Reason = "unnamed"      // the organisation shows no number of its own
	BySubmitter Reason = "by-submitter" // the submitter withheld a part
	Sticky      Reason = "sticky"       // the quarter's last release withheld it
	Partner     Reason = "partner"      // would let another withheld number be computed
)

var reasonTexts = map[Reason]diag.Text{
	Small:       {JA: "人数が少ない", EN: "few persons"},
	Uniform:     {JA: "回答がほぼ同じ", EN: "nearly all answered the same"},
	Unnamed:     {JA: "合算のみの提出者", EN: "organisation shown in totals only"},
	BySubmitter: {JA: "提出者が秘匿", EN: "withheld by the submitter"},
	Sticky:      {JA: "前の公表で秘匿", EN: "withheld in the earlier release"},
	Partner:     {JA: "ほかの秘匿を守るため", EN: "protects another withheld number"},
}

// AllReasons lists the reasons in the order in which they are told.
func AllReasons() []Reason { return []Reason{Small, Uniform, Unnamed, BySubmitter, Sticky, Partner} }

// Text says the reason in words.
func (r Reason) Text() diag.Text { return reasonTexts[r] }

// Reasons tells the steward why cells are withheld. Nothing of it may be
// published.
type Reasons struct {
	Cells   []Because
	LeftOut []LeftOut
}

// A LeftOut is a view of a table that is not published at all, because nearly
// all of it would have to be withheld.
type LeftOut struct {
	Quarter dim.Quarter
	Table   string
	Item    string // of a survey: population and item; else empty
	Kind    string // ID
	View    dim.View
}

// leave notes the views that a system leaves out, in the order of items, kinds
// and views.
func (r *Reasons) leave(s *system) {
	for _, t := range slices.SortedFunc(maps.Keys(s.dropped), compareTables) {
		out := LeftOut{Quarter: s.series[0].Quarter, Table: s.series[0].Table, Kind: s.env.Lists.ID(dim.Kind, t.kind), View: t.view}
		if t.series >= 0 {
			out.Item = name(&s.series[t.series])
		}
		r.LeftOut = append(r.LeftOut, out)
	}
}

func compareTables(a, b table) int {
	return cmp.Or(cmp.Compare(a.series, b.series), cmp.Compare(a.kind, b.kind), cmp.Compare(a.view, b.view))
}

// Because is the reason for one cell.
type Because struct {
	Quarter dim.Quarter
	Table   string
	Measure string
	Codes   [dim.NumAxes]string
	Reason  Reason
}

// Count counts the withheld cells by reason.
func (r *Reasons) Count() map[Reason]int {
	n := map[Reason]int{}
	for _, b := range r.Cells {
		n[b.Reason]++
	}
	return n
}

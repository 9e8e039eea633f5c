package registry

import (
	"cmp"
	"time"

	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// Prepared is how far an organisation was with one item of the checklist at the
// end of a quarter.
type Prepared struct {
	Organisation string // canonical ID
	Item         string // one of ReadinessItems
	State        string // as of Readiness; "" if it has not told by then
	Public       bool   // what there is of it can be read at an address
	Pos          diag.Pos
}

// Done reports that the item is there as a whole: of the permission, that it is
// full.
func (p Prepared) Done() bool { return p.State == "yes" || p.State == "full" }

// Partly reports that some of it is there: of the permission, that it has
// conditions.
func (p Prepared) Partly() bool { return p.State == "partial" || p.State == "conditional" }

// Unstated reports that the organisation had not told.
func (p Prepared) Unstated() bool { return p.State == "" }

// PreparedIn lists how far every organisation that takes part in a quarter and
// shows its own numbers was at its end, by organisation and item: also those
// that have not told, once one of their kind has told of the item. Until then
// nobody is known to have been asked.
//
// A state holds from its day on, until another of a later day. Without a day
// only that nothing is there is taken to hold, and to have held before: since
// when anything is, is not known.
func (r *Registry) PreparedIn(q dim.Quarter) []Prepared {
	told, asked := r.statesIn(q)
	var all []Prepared
	for _, o := range r.Organisations() {
		if !o.showsIn(q) {
			continue
		}
		for _, it := range contract.ReadinessItems() {
			if !asked[[2]string{o.Kind, it.Code}] {
				continue
			}
			s := told[[2]string{o.ID, it.Code}]
			p := Prepared{Organisation: o.ID, Item: it.Code, State: s.State, Pos: cmp.Or(s.Pos, o.Pos)}
			p.Public = s.URL != "" && (p.Done() || p.Partly())
			all = append(all, p)
		}
	}
	return all
}

// statesIn gives what holds at the end of a quarter by organisation and item,
// and the items that any organisation of a kind has told of.
func (r *Registry) statesIn(q dim.Quarter) (told map[[2]string]Readiness, asked map[[2]string]bool) {
	told, asked = map[[2]string]Readiness{}, map[[2]string]bool{}
	for _, s := range r.Readiness {
		if o := r.Organisation(s.Organisation); o.showsIn(q) && s.heldBy(q) {
			told[[2]string{o.ID, s.Item}] = s
			asked[[2]string{o.Kind, s.Item}] = true
		}
	}
	return told, asked
}

// heldBy reports whether the state held at the end of a quarter.
func (s Readiness) heldBy(q dim.Quarter) bool {
	if s.PublishedOn == "" {
		return s.nothing()
	}
	return s.PublishedOn < (q + 1).Start().Format(time.DateOnly)
}

// newest reports whether no later row is about the same item.
func (r *Registry) newest(i int) bool {
	s, next := r.Readiness[i], Readiness{}
	if i+1 < len(r.Readiness) {
		next = r.Readiness[i+1]
	}
	return next.Organisation != s.Organisation || next.Item != s.Item
}

// nothing reports that nothing is there yet.
func (s Readiness) nothing() bool {
	return s.State == "no" || s.State == "none" || s.State == "planned"
}

// showsIn reports whether the organisation takes part in a quarter and its own
// numbers may be shown.
func (o Organisation) showsIn(q dim.Quarter) bool {
	return o.ID != "" && !o.Aggregate && !o.Unlisted && o.activeIn(q)
}

// activeIn reports whether the organisation takes part in a quarter.
func (o Organisation) activeIn(q dim.Quarter) bool {
	return q >= o.Joined && (o.Left == 0 || q <= o.Left)
}

var ruleUndated = diag.Rule{
	ID: "registry/undated", Warn: true,
	Msg:  diag.Text{JA: "公開日のない行が %[1]v 行あります(この行から)。いつからの状態か分からないので、準備状況の指標に数えません", EN: "rows without a day, from this one on: %[1]v. Since when they hold is not known, so the KPIs of readiness do not count them"},
	Hint: diag.Text{JA: "「公開日」に、公開した日か、その状態になった日を書いてください", EN: "write under published_on when it was published, or since when it is so"},
}

// undated warns once a file of what cannot be counted for want of a day.
func (l *loader) undated() {
	first := map[File]diag.Pos{}
	rows := map[File]int{}
	for _, s := range l.reg.Readiness {
		o := l.reg.Organisation(s.Organisation)
		if s.PublishedOn != "" || s.nothing() || o.Aggregate || o.Unlisted {
			continue
		}
		f := File{s.Pos.File, s.Pos.Sheet}
		if rows[f]++; rows[f] == 1 || s.Pos.Line < first[f].Line {
			first[f] = s.Pos
		}
	}
	for f, n := range rows { // in any order: the findings are sorted
		l.complain(&ruleUndated, first[f], diag.Public(n))
	}
}

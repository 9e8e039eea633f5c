package highlight

import (
	"fmt"
	"slices"
	"strconv"

	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/tell"
)

// A Revision is a headline number that was published, and was changed by a
// later release of its quarter.
type Revision struct {
	Release  string // ID of the release that changed it
	Edition  int    // of its quarter, from 2
	Old, New *kpi.Observation
}

// told are the revisions that a page can tell, one of a number: the last, if
// what it put there is still what the set has, and reads otherwise than before.
func told(t *tell.Teller, set *kpi.Set, all []Revision) []Revision {
	var kept []Revision
	for i, r := range all {
		later := slices.ContainsFunc(all[i+1:], func(l Revision) bool { return l.New.ID() == r.New.ID() })
		now, ok := set.Get(r.New.ID())
		if !later && ok && published(now) && now.Value == r.New.Value && t.Short(r.Old) != t.Short(now) {
			kept = append(kept, Revision{r.Release, r.Edition, r.Old, now})
		}
	}
	return kept
}

// revised tells what later releases changed. The open data do not have the old
// numbers any more, so each stands there as the page of the releases tells it,
// to which the line leads.
func (w *writer) revised(all []Revision) {
	if len(all) == 0 {
		return
	}
	fmt.Fprintf(w, "\n## %s\n\n%s\n\n", w.text("revised"), w.text("revised.about"))
	for _, r := range all {
		q := r.New.Key.Period.Last()
		edition := fmt.Sprintf("[%s](releases.html#revised-%s)", w.t.Words.T("revised.tag", "n", strconv.Itoa(r.Edition)), r.Release)
		fmt.Fprintf(w, "- %s\n", w.text("line.revised",
			"kpi", w.page(r.New.Entry), "kind", plain(w.t.Code(dim.Kind, r.New.Key.Codes[dim.Kind])),
			"quarter", w.t.Words.Quarter(q, w.t.Basis), "then", w.t.Short(r.Old), "now", w.reference(r.New), "edition", edition))
	}
	fmt.Fprintf(w, "\n%s\n", w.text("revised.reason"))
}

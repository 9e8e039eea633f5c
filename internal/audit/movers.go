package audit

import (
	"cmp"
	"maps"
	"slices"

	"fukusen/internal/dim"
)

// A mover is an organisation that sent other numbers than it had in the version
// before.
type mover struct {
	id    string // "" of one that is not listed
	named bool   // its own numbers may be shown, before and after
	late  bool   // it had not reported before: it can only add
}

// family is the name under which receipts have a table.
func family(table string) string {
	if table == "survey_tally" {
		return "survey"
	}
	return table
}

// newTimeline finds out who has changed in a table. Of a table that is in no
// receipt, such as a register, nobody can say; then it is nil.
func newTimeline(all []*version, table string) *timeline {
	l := &timeline{all: all, movers: map[gap]map[string][]mover{}, silent: make([]map[string]bool, len(all))}
	known := false
	for v := range all {
		for _, r := range all[v].receipts {
			known = known || family(r.Table) == family(table)
		}
		l.silent[v] = all[v].silent(table, all)
		for u := range v {
			l.movers[gap{u, v}] = moved(all[u], all[v], table)
		}
	}
	if !known {
		return nil
	}
	return l
}

// silent lists the organisations that are in a receipt of some version for the
// table, but have not reported it in this one.
func (v *version) silent(table string, all []*version) map[string]bool {
	none := map[string]bool{}
	for _, w := range all {
		for _, r := range w.receipts {
			if family(r.Table) == family(table) {
				none[cmp.Or(r.Organisation, unlisted)] = true
			}
		}
	}
	for _, r := range v.receipts {
		if family(r.Table) == family(table) && r.Reported {
			delete(none, cmp.Or(r.Organisation, unlisted))
		}
	}
	return none
}

// moved lists by kind who has changed: whose receipt is another. Organisations
// that are not listed cannot be told apart; how many more, or fewer, of them
// reported is how many have changed.
func moved(old, now *version, table string) map[string][]mover {
	type who struct{ kind, id string }
	type state struct{ before, after receipt }
	states := map[who]*state{}
	var order []who
	unnamed := map[string]int{} // by kind: how many more have reported
	enter := func(r receipt, sign int, put func(*state)) {
		if family(r.Table) != family(table) || !r.Reported {
			return
		}
		k := who{r.Kind, r.Organisation}
		if states[k] == nil {
			states[k] = &state{}
			order = append(order, k)
		}
		put(states[k])
		if r.Organisation == "" {
			unnamed[r.Kind] += sign
		}
	}
	for _, r := range old.receipts {
		enter(r, -1, func(s *state) { s.before = r })
	}
	for _, r := range now.receipts {
		enter(r, 1, func(s *state) { s.after = r })
	}
	movers := map[string][]mover{}
	for _, k := range order {
		s := states[k]
		if k.id == "" {
			more := unnamed[k.kind]
			for range max(more, -more) {
				movers[k.kind] = append(movers[k.kind], mover{late: more > 0})
			}
			continue
		}
		if s.before.Reported == s.after.Reported && s.before.Revision == s.after.Revision {
			continue
		}
		movers[k.kind] = append(movers[k.kind], mover{id: k.id, named: old.shows(k.id, s.before.Reported) && now.named[k.id], late: !s.before.Reported})
	}
	return movers
}

// shows reports whether an organisation may be shown. Who was not there at all
// is asked only whether it may be shown now.
func (v *version) shows(id string, reported bool) bool {
	named, there := v.named[id]
	return named || !there && !reported
}

// movers lists who can have changed a group.
func (s *system) movers(g group, between gap) []mover {
	var all []mover
	kind, org := s.codes[dim.Kind].ids[g.codes[dim.Kind]], s.codes[dim.Organisation].ids[g.codes[dim.Organisation]]
	by := s.versions.movers[between]
	for _, k := range slices.Sorted(maps.Keys(by)) {
		if kind != "" && k != kind {
			continue
		}
		for _, m := range by[k] {
			if org == "" || org == cmp.Or(m.id, unlisted) {
				all = append(all, m)
			}
		}
	}
	return all
}

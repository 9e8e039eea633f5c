package kpi

import (
	"slices"
	"strings"
	"sync"

	"fukusen/internal/dim"
	"fukusen/internal/protect"
)

// coverage is who was expected to report and who did, which is public.
type coverage struct {
	counts    map[reported]map[[2]dim.Code]reports // by kind and organisation; dim.Total for all of the kind
	reporters map[coverageKey]*reporters           // by quarter, table and kind
	shared    sync.Map                             // of two reporters, what common has told
}

// reporters are organisations: their IDs in order, "" for one that is not listed.
// The same organisations are the same pointer.
type reporters []string

// reported is a table in a quarter.
type reported struct {
	quarter dim.Quarter
	table   string
}

type coverageKey struct {
	quarter      dim.Quarter
	table        string
	kind         string
	organisation string // "" for all of the kind
}

type reports struct{ reported, expected int }

func newCoverage(c *protect.Cube) *coverage {
	cov := &coverage{counts: map[reported]map[[2]dim.Code]reports{}, reporters: map[coverageKey]*reporters{}}
	ids := map[coverageKey]reporters{}
	lists := c.Lists()
	for _, q := range c.Quarters() {
		for _, r := range c.Receipts(q) {
			all := coverageKey{q, r.Table, r.Kind, ""}
			kind, _ := lists.Code(dim.Kind, r.Kind)
			cov.note(reported{q, r.Table}, [2]dim.Code{kind}, r.Reported)
			if r.Reported {
				ids[all] = append(ids[all], r.Organisation)
			}
			if o, ok := lists.Code(dim.Organisation, r.Organisation); ok && o != dim.Total {
				cov.note(reported{q, r.Table}, [2]dim.Code{kind, o}, r.Reported)
			}
		}
	}
	once := map[string]*reporters{}
	for key, ids := range ids {
		slices.Sort(ids)
		text := strings.Join(ids, "\n")
		if once[text] == nil {
			once[text] = &ids
		}
		cov.reporters[key] = once[text]
	}
	return cov
}

func (c *coverage) note(r reported, who [2]dim.Code, yes bool) {
	if c.counts[r] == nil {
		c.counts[r] = map[[2]dim.Code]reports{}
	}
	n := c.counts[r][who]
	n.expected++
	if yes {
		n.reported++
	}
	c.counts[r][who] = n
}

// same reports whether the same organisations of a kind reported a table in one
// quarter and a table in another. Of those that are not listed only the number
// is known.
func (c *coverage) same(a, b coverageKey) bool { return c.reporters[a] == c.reporters[b] }

// common lists the organisations that reported in both, which are not all of
// either; ok is false if some that did are not listed. The list must not be changed.
func (c *coverage) common(a, b coverageKey) (ids []string, ok bool) {
	x, y := c.reporters[a], c.reporters[b]
	if x == nil || y == nil || (*x)[0] == "" || (*y)[0] == "" {
		return nil, false
	}
	both := [2]*reporters{x, y}
	known, ok := c.shared.Load(both)
	if !ok {
		known = slices.DeleteFunc(slices.Clone(*x), func(id string) bool {
			_, also := slices.BinarySearch(*y, id)
			return !also
		})
		c.shared.Store(both, known)
	}
	return known.(reporters), true
}

package kpi

import (
	"slices"

	"fukusen/internal/dim"
	"fukusen/internal/protect"
)

// coverage is who was expected to report and who did, which is public.
type coverage struct {
	counts    map[coverageKey]reports
	reporters map[coverageKey][]string // by quarter, table and kind: their IDs in order; "" for one that is not listed
}

type coverageKey struct {
	quarter      dim.Quarter
	table        string
	kind         string
	organisation string // "" for all of the kind
}

type reports struct{ reported, expected int }

func newCoverage(c *protect.Cube) coverage {
	cov := coverage{map[coverageKey]reports{}, map[coverageKey][]string{}}
	for _, q := range c.Quarters() {
		for _, r := range c.Receipts(q) {
			all := coverageKey{q, r.Table, r.Kind, ""}
			cov.note(all, r.Reported)
			if r.Reported {
				cov.reporters[all] = append(cov.reporters[all], r.Organisation)
			}
			if r.Organisation != "" {
				cov.note(coverageKey{q, r.Table, r.Kind, r.Organisation}, r.Reported)
			}
		}
	}
	for _, ids := range cov.reporters {
		slices.Sort(ids)
	}
	return cov
}

func (c *coverage) note(k coverageKey, reported bool) {
	n := c.counts[k]
	n.expected++
	if reported {
		n.reported++
	}
	c.counts[k] = n
}

// same reports whether the same organisations of a kind reported a table in one
// quarter and a table in another. Of those that are not listed only the number
// is known.
func (c *coverage) same(a, b coverageKey) bool { return slices.Equal(c.reporters[a], c.reporters[b]) }

// common lists the organisations that reported in both; ok is false if some
// that did are not listed.
func (c *coverage) common(a, b coverageKey) (ids []string, ok bool) {
	for _, id := range c.reporters[a] {
		if _, both := slices.BinarySearch(c.reporters[b], id); both {
			ids = append(ids, id)
		}
	}
	return ids, !slices.Contains(c.reporters[a], "") && !slices.Contains(c.reporters[b], "")
}

package kpi

import (
	"slices"

	"fukusen/internal/dim"
	"fukusen/internal/protect"
)

// coverage is who was expected to report and who did, which is public.
type coverage struct {
	counts    map[reported]map[[2]dim.Code]reports // by kind and organisation; dim.Total for all of the kind
	reporters map[coverageKey][]string             // by quarter, table and kind: their IDs in order; "" for one that is not listed
}

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

func newCoverage(c *protect.Cube) coverage {
	cov := coverage{map[reported]map[[2]dim.Code]reports{}, map[coverageKey][]string{}}
	lists := c.Lists()
	for _, q := range c.Quarters() {
		for _, r := range c.Receipts(q) {
			all := coverageKey{q, r.Table, r.Kind, ""}
			kind, _ := lists.Code(dim.Kind, r.Kind)
			cov.note(reported{q, r.Table}, [2]dim.Code{kind}, r.Reported)
			if r.Reported {
				cov.reporters[all] = append(cov.reporters[all], r.Organisation)
			}
			if o, ok := lists.Code(dim.Organisation, r.Organisation); ok && o != dim.Total {
				cov.note(reported{q, r.Table}, [2]dim.Code{kind, o}, r.Reported)
			}
		}
	}
	for _, ids := range cov.reporters {
		slices.Sort(ids)
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

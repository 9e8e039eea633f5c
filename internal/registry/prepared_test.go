package registry

import (
	"fmt"
	"slices"
	"testing"

	"fukusen/internal/dim"
)

const preparedOrganisations = `提出者,種別,名称,公開区分,一覧掲載,参加期,離脱期
a,企業,甲,named,yes,2025FQ1,
b,企業,乙,named,yes,2025FQ3,
c,企業,丙,named,yes,2025FQ1,2025FQ3
s,学校,丁,named,yes,2025FQ1,
x,企業,戊,aggregate,yes,2025FQ1,
y,企業,己,aggregate,no,2025FQ1,
`

// What counts at the end of a quarter: written out by hand from the rows.
func TestPreparedIn(t *testing.T) {
	r, finds := load(t, map[string]string{
		"data/organisations.csv": preparedOrganisations,
		"data/readiness.csv": `提出者,項目,状態,URL,公開日
a,規程,整備済み,https://example.jp/a,2025-06-30
b,規程,一部,,2025-07-01
c,規程,準備中,https://example.jp/c,
a,副業の許可,条件付き,https://example.jp/p,2025-10-01
b,副業の許可,全面許可,,2025-12-31
x,規程,整備済み,,2025-04-01
x,窓口,整備済み,,2025-04-01
y,窓口,整備済み,,2025-04-01
`,
	}, Options{})
	if len(finds) > 0 {
		t.Fatal(texts(finds))
	}
	for q, want := range map[dim.Quarter][]string{
		// Nobody has joined.
		dim.FiscalQuarter(2024, 4): nil,
		// The last day of the quarter counts; c has told that nothing is there.
		// No school has told of anything, nobody who shows numbers of a desk.
		dim.FiscalQuarter(2025, 1): {"a rules done public", "c rules"},
		dim.FiscalQuarter(2025, 2): {"a rules done public", "c rules"},
		// b has joined, and its day was before.
		dim.FiscalQuarter(2025, 3): {
			"a rules done public", "a permission partly public", "b rules partly", "b permission done", "c rules", "c permission unstated",
		},
		// c has left.
		dim.FiscalQuarter(2025, 4): {"a rules done public", "a permission partly public", "b rules partly", "b permission done"},
	} {
		var got []string
		for _, p := range r.PreparedIn(q) {
			s := p.Organisation + " " + p.Item
			for _, is := range []struct {
				yes  bool
				word string
			}{{p.Done(), "done"}, {p.Partly(), "partly"}, {p.Unstated(), "unstated"}, {p.Public, "public"}} {
				if is.yes {
					s += " " + is.word
				}
			}
			got = append(got, s)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q\nwant %q", q.ID(dim.Fiscal), got, want)
		}
	}
}

// What an item has come to replaces what was there before from its day on, and
// only that is told of the organisation by itself.
func TestStatesChange(t *testing.T) {
	r, finds := load(t, map[string]string{
		"data/organisations.csv": preparedOrganisations,
		"data/readiness.csv":     "提出者,項目,状態,公開日\na,規程,整備済み,2025-10-01\na,規程,未整備,\na,規程,一部,2025-07-01\na,規程,準備中,2026-01-01\n",
	}, Options{})
	if len(finds) > 0 {
		t.Fatal(texts(finds))
	}
	for q, want := range map[dim.Quarter]string{
		dim.FiscalQuarter(2025, 1): "no", dim.FiscalQuarter(2025, 2): "partial", dim.FiscalQuarter(2025, 3): "yes", dim.FiscalQuarter(2025, 4): "planned",
	} {
		if all := r.PreparedIn(q); len(all) == 0 || all[0].Organisation != "a" || all[0].State != want {
			t.Errorf("%s: %+v, want %s", q.ID(dim.Fiscal), all, want)
		}
	}
	if p := r.Public().Readiness; len(p) != 1 || p[0].State != "planned" {
		t.Errorf("public: %+v", p)
	}
}

// Where it comes from: the row that tells, or that of the organisation which
// does not.
func TestPreparedPlaces(t *testing.T) {
	r, _ := load(t, map[string]string{
		"data/organisations.csv": preparedOrganisations,
		"data/readiness.csv":     "提出者,項目,状態,公開日\na,規程,一部,2025-04-01\n",
	}, Options{})
	var got []string
	for _, p := range r.PreparedIn(dim.FiscalQuarter(2025, 1)) {
		got = append(got, fmt.Sprintf("%s %s:%d", p.Organisation, p.Pos.File, p.Pos.Line))
	}
	if want := []string{"a data/readiness.csv:2", "c data/organisations.csv:4"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A warning tells once how many rows cannot be counted: not of those of which
// nothing is counted anyway.
func TestUndated(t *testing.T) {
	_, finds := load(t, map[string]string{
		"data/organisations.csv": preparedOrganisations,
		"data/readiness.csv":     "提出者,項目,状態\nx,規程,一部\ns,規程,未整備\nb,規程,一部\na,規程,整備済み\na,副業の許可,不可\n",
	}, Options{})
	want := "data/readiness.csv:4:1: rows without a day, from this one on: 2. Since when they hold is not known, so the KPIs of readiness do not count them [registry/undated]"
	if len(finds) != 1 || finds[0].Error() != want {
		t.Errorf("%s\nwant %s", texts(finds), want)
	}
}

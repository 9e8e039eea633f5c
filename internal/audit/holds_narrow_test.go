package audit

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// relate reads a site without attacking it.
func (s *site) relate(t *testing.T) *Report {
	t.Helper()
	r, err := Relate(s.fs(t), func(table, period string) bool { return table == "people" && period == "2026fq1" })
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Women 4, men 60 and three of unknown sex, of 67: who knows the last knows the
// sum of the others, which narrows them from 1 to 65 to 1 to 63; were the men
// published, 6 values would be left to each of the others.
func TestNarrowsByHand(t *testing.T) {
	s := newSite(10)
	s.add("persons", 67)
	values := map[string]int64{"sex=f": 4, "sex=m": 60, "sex=x": 3}
	for _, sex := range []string{"sex=f", "sex=m", "sex=x"} {
		s.add("persons", secret, sex)
	}
	r := s.relate(t)
	holds := r.Holds()
	narrows := r.Narrows(holds, func(c Cell) (int64, bool) { return values["sex="+c.Codes[4]], true }, false)
	for i, h := range holds {
		var got [][4]int64
		for _, n := range narrows[i] {
			got = append(got, [4]int64{n.Min, n.Max, n.WasMin, n.WasMax})
		}
		var want [][4]int64
		if h.Cell.Codes[4] == "m" {
			want = [][4]int64{{1, 6, 1, 65}, {1, 6, 1, 65}}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s narrows %v, want %v", name(h.Cell), got, want)
		}
	}
}

// What is left of a whole is told, too: 60 of 62 in both of two groups.
func TestHoldsTellRests(t *testing.T) {
	s := newSite(10).add("persons", 124).add("dual_any", secret)
	for _, sex := range []string{"sex=f", "sex=m"} {
		s.add("persons", 62, sex).add("dual_any", secret, sex)
	}
	r := s.relate(t)
	holds := r.Holds()
	women := slices.IndexFunc(holds, func(h Hold) bool { return h.Cell.Codes[4] == "f" })
	if got := holds[women].Rests; len(got) != 1 || got[0].Whole != "persons" || got[0].Cell.Codes[4] != "f" {
		t.Errorf("publishing the women gives away %v", got)
	}
	if got, want := holds[women].Rests[0].Name.JA, "人数 から 複線者 を引いた残り、2026年度第1四半期、種別 company、性別 f"; got != want {
		t.Errorf("it is named %q, want %q", got, want)
	}
}

// Where neither whole nor part is published, what is left can become narrow
// though both have room. No sum alone says so.
func TestNarrowsTellsRests(t *testing.T) {
	s := newSite(10).add("persons", 124).add("dual_any", secret)
	for _, sex := range []string{"sex=f", "sex=m"} {
		s.add("persons", secret, sex).add("dual_any", secret, sex)
	}
	r := s.relate(t)
	holds := r.Holds()
	all := slices.IndexFunc(holds, func(h Hold) bool { return h.Cell.Codes[4] == "" })
	narrows := r.Narrows(holds, func(c Cell) (int64, bool) { return 120, c == holds[all].Cell }, true)
	var got []string
	for _, n := range narrows[all] {
		got = append(got, n.Name.EN)
		if n.Max-n.Min != 4 {
			t.Errorf("%s is left %d to %d", n.Name.EN, n.Min, n.Max)
		}
	}
	want := []string{"Persons minus Any second activity, Q1 FY2026, kind COMPANY, sex F", "Persons minus Any second activity, Q1 FY2026, kind COMPANY, sex M"}
	if !slices.Equal(got, want) {
		t.Errorf("all narrows %q, want %q", got, want)
	}
}

// Taking a number to be known narrows the others as much as publishing it does.
func TestNarrowsIsPublishing(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 28))
	told := 0
	for range 20 {
		w := newWorld(r)
		report := w.site(3).relate(t)
		value := func(c Cell) (int64, bool) {
			var at [3]int
			for a, codes := range worldAxes {
				at[a] = slices.IndexFunc(codes, func(code string) bool {
					return slices.Contains(c.Codes[:], code[strings.Index(code, "=")+1:])
				})
			}
			return w.values[at[0]][at[1]][at[2]], true
		}
		holds := report.Holds()
		narrows := report.Narrows(holds, value, false)
		for i := range holds {
			want := map[string]bool{}
			for _, n := range w.published(t, holds[i].Cell, report) {
				want[n] = true
			}
			for _, k := range holds[i].Reveals {
				delete(want, name(holds[k].Cell))
			}
			for _, n := range narrows[i] {
				if !want[name(n.Cell)] {
					t.Fatalf("%s is said to be narrowed by %s", name(n.Cell), name(holds[i].Cell))
				}
				delete(want, name(n.Cell))
				told++
			}
			if len(want) > 0 {
				t.Fatalf("%v are narrowed by %s, and not told", want, name(holds[i].Cell))
			}
		}
	}
	if told < 50 {
		t.Errorf("only %d numbers are narrowed", told)
	}
}

// published gives the cells that have too few values once another is published,
// and had enough before.
func (w *world) published(t *testing.T, c Cell, before *Report) (all []string) {
	opened := *w
	for i := range sideA {
		for j := range sideB {
			for k := range sideC {
				if "persons "+strings.Join([]string{worldAxes[0][i], worldAxes[1][j], worldAxes[2][k]}, " ") == name(c) {
					opened.open[i][j][k] = false
				}
			}
		}
	}
	old, after := before.systems[0], opened.site(3).relate(t).systems[0]
	for i := range after.nodes {
		n := &after.nodes[i]
		if n.origin == listed && !n.known && !after.wide(n) && old.wide(&old.nodes[old.index[n.group]]) {
			all = append(all, name(after.cell(int32(i))))
		}
	}
	return all
}

// Two holds of one sum are told by that sum, two that a total without a row
// stands between by both sums.
func TestSumsBetweenHolds(t *testing.T) {
	holds := sexByAge(safeBlock...).relate(t).Holds()
	if got := holds[0].Sums(&holds[1]); len(got) != 1 || !strings.Contains(got[0].EN, "44 = [?] (20S) + [?] (30S) + 22 (40S)") {
		t.Errorf("women of both ages hang together by %v", got)
	}
	if got := holds[0].Sums(&holds[3]); got != nil {
		t.Errorf("across the block there is %v", got)
	}
	for i := range holds {
		for _, k := range holds[i].Next {
			if len(holds[i].Sums(&holds[k])) == 0 {
				t.Errorf("%s is next to %s by no sum", name(holds[i].Cell), name(holds[k].Cell))
			}
		}
	}
}

package audit

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/diag"
)

func expect(t *testing.T, what string, r *Report, want ...string) {
	t.Helper()
	if got := leaks(r); !slices.Equal(got, want) {
		t.Errorf("%s:\ngot  %q\nwant %q", what, got, want)
	}
}

var (
	sexes     = []string{"f", "m"}
	ages      = []string{"20s", "30s", "40s"}
	sexAge    = [][]int64{{4, 18, 22}, {15, 21, 24}}
	safeBlock = []string{"sex=f age=20s", "sex=f age=30s", "sex=m age=20s", "sex=m age=30s"}
)

func sexByAge(hidden ...string) *site {
	return newSite(10).cross("sex", "age", sexes, ages, sexAge, hidden...)
}

// The first example of what is wrong with blanking small cells.
func TestOneBlankIsRecovered(t *testing.T) {
	r := sexByAge("sex=f age=20s").run(t)
	expect(t, "F/20s alone", r, "persons sex=f age=20s = 4")
	line := r.Findings()[0].Line(diag.EN)
	for _, want := range []string{
		"data/cells.csv:2:", "Persons, Q1 FY2026, kind COMPANY, sex F, age 20S is 4",
		"19 = [4] (F) + 15 (M)", "disclosure/determined",
	} {
		if !strings.Contains(line, want) {
			t.Errorf("finding %q does not say %q", line, want)
		}
	}
	if ja := r.Findings()[0].Line(diag.JA); !strings.Contains(ja, "人数、2026年度第1四半期、種別 company") {
		t.Errorf("finding in Japanese: %q", ja)
	}
}

func TestBlockIsSafe(t *testing.T) {
	s := sexByAge(safeBlock...)
	r := s.run(t)
	expect(t, "2 x 2 block", r)
	if r.Withheld != 4 || r.Blocks != 1 || r.Largest != 4 || r.Cells != 12 {
		t.Errorf("counts are %+v", r)
	}
	for _, open := range safeBlock {
		rest := slices.DeleteFunc(slices.Clone(safeBlock), func(h string) bool { return h == open })
		if got := len(sexByAge(rest...).run(t).Determined); got != 3 {
			t.Errorf("without %s: %d of 3 determined", open, got)
		}
	}
}

// Feasible ranges of F/20s: [1, 18] with public zeros, [0, 19] with sensitive
// ones.
func TestRangeOfBlock(t *testing.T) {
	for zeros, want := range map[string][2]int64{"public": {1, 18}, "sensitive": {0, 19}} {
		s := sexByAge(safeBlock...)
		s.definitions.Quarters[0].Rules.Zeros = zeros
		d, err := read(s.fs(t), &diag.List{})
		if err != nil {
			t.Fatal(err)
		}
		if got := rangeOf(d, "persons sex=f age=20s"); got != want {
			t.Errorf("zeros %s: range is %v, want %v", zeros, got, want)
		}
	}
}

// rangeOf gives the bounds of a cell of the first system.
func rangeOf(d *data, cell string) [2]int64 {
	s := d.systems(nil)[0]
	s.relate()
	s.bound()
	i := slices.IndexFunc(s.nodes, func(n node) bool { return n.origin == listed && name(s.cell(s.index[n.group])) == cell })
	return [2]int64{s.nodes[i].lo, s.nodes[i].hi}
}

// A withheld whole is at least as large as its part, so what a published group
// leaves of it has a lower bound, too.
func TestRangeBelowWhole(t *testing.T) {
	s := newSite(5).add("persons", secret).add("persons", 10, "sex=f").add("persons", secret, "sex=m").add("dual_any", 37)
	d, err := read(s.fs(t), &diag.List{})
	if err != nil {
		t.Fatal(err)
	}
	if got := rangeOf(d, "persons sex=m"); got != [2]int64{27, infinite} {
		t.Errorf("range is %v, want from 27", got)
	}
}

// A derivation names the sums in the order in which they are needed.
func TestChain(t *testing.T) {
	r := newSite(2).add("persons", 100).add("persons", secret, "area=14").add("persons", 40, "area=13").
		add("persons", 30, "area=14101").add("persons", secret, "area=14102").run(t)
	expect(t, "two steps", r, "persons area=14 = 60", "persons area=14102 = 30")
	var got []string
	for _, h := range r.Determined[1].How {
		got = append(got, h.EN)
	}
	want := []string{
		"Persons, Q1 FY2026, kind COMPANY: 100 = [60] (14) + 40 (13)",
		"Persons, Q1 FY2026, kind COMPANY, area 14: [60] = 30 (14101) + [30] (14102)",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The published example of eight regions and four categories.
func TestRegions(t *testing.T) {
	regions := strings.Split("a b c d e f g h", " ")
	values := [][]int64{
		{11, 7, 5, 13, 9, 12, 6, 9}, {11, 1, 8, 2, 14, 9, 4, 3},
		{55, 29, 35, 17, 63, 24, 22, 38}, {36, 18, 25, 13, 52, 22, 8, 15},
	}
	categories := []string{"annet", "arbeid", "soshjelp", "trygd"}
	table := func(hidden ...string) *Report {
		s := newSite(4)
		for _, r := range regions {
			s.codes = append(s.codes, [3]string{"area", r, ""})
		}
		for _, c := range categories {
			s.codes = append(s.codes, [3]string{"sport", c, ""})
		}
		return s.cross("sport", "area", categories, regions, values, hidden...).run(t)
	}
	sensitive := []string{"sport=arbeid area=b", "sport=arbeid area=d", "sport=arbeid area=h"}
	partners := []string{"sport=annet area=b", "sport=annet area=d", "sport=annet area=h"}
	expect(t, "the pattern given", table(slices.Concat(sensitive, partners)...))
	for i, want := range []int64{1, 2, 3} {
		rest := slices.Delete(slices.Clone(partners), i, i+1)
		r := table(slices.Concat(sensitive, rest)...)
		if len(r.Determined) != 1 || r.Determined[0].Value != want || r.Determined[0].Cell.Codes[1] != sensitive[i][len("sport=arbeid area="):] {
			t.Errorf("without partner %s: %q, want %s = %d", partners[i], leaks(r), sensitive[i], want)
		}
	}
}

// Two withheld in every line: two blocks, and a cell between them that their
// sums give away.
func TestBlockSums(t *testing.T) {
	s := newSite(2)
	rows, cols := []string{"r1", "r2", "r3", "r4"}, []string{"c1", "c2", "c3", "c4"}
	for i := range rows {
		s.codes = append(s.codes, [3]string{"sport", rows[i], ""}, [3]string{"area", cols[i], ""})
	}
	values := [][]int64{{11, 12, 13, 14}, {21, 22, 23, 24}, {31, 32, 33, 34}, {41, 42, 43, 44}}
	var hidden []string
	for _, at := range []string{"11", "12", "21", "22", "33", "34", "43", "44", "23"} {
		hidden = append(hidden, fmt.Sprintf("sport=r%c area=c%c", at[0], at[1]))
	}
	r := s.cross("sport", "area", rows, cols, values, hidden...).run(t)
	expect(t, "bridge", r, "persons area=c3 sport=r2 = 23")
	if how := r.Determined[0].How; len(how) < 2 {
		t.Errorf("the bridge follows from several sums, told are %v", how)
	}
}

func TestLines(t *testing.T) {
	line := func(k int64, total int64, parts ...int64) *Report {
		s := newSite(k).add("persons", total)
		for i, p := range parts {
			s.add("persons", p, "age="+ages[i])
		}
		return s.run(t)
	}
	expect(t, "three cities, one withheld", line(10, 1800, secret, 500, 1000), "persons age=20s = 300")
	expect(t, "three cities, two withheld", line(10, 1800, secret, secret, 1000))
	expect(t, "a total of 0", line(10, 0, secret, secret), "persons age=20s = 0", "persons age=30s = 0")
	expect(t, "1 + 1", line(5, 42, secret, secret, 40), "persons age=20s = 1", "persons age=30s = 1")
	expect(t, "4 + 4", line(5, 48, secret, secret, 40))
	expect(t, "4 + 4 with a higher threshold", line(10, 48, secret, secret, 40), "persons age=20s 1 to 7", "persons age=30s 1 to 7")
	expect(t, "small ones", line(10, 49, 9, 40, 0), "persons age=20s = 9")
	expect(t, "a wrong sum", line(10, 49, 20, 30), "persons does not add up")
	expect(t, "parts larger than the total", line(10, 49, secret, secret, 50), "persons age=20s = 0", "persons age=30s = 0", "persons does not add up")
}

func TestPartOfWhole(t *testing.T) {
	pair := func(whole, part int64) *Report {
		return newSite(5).add("persons", whole).add("dual_any", part).run(t)
	}
	expect(t, "37 of 40", pair(40, 37), "dual_any = 3")
	expect(t, "40 of 40", pair(40, 40), "dual_any = 0")
	expect(t, "35 of 40", pair(40, 35))
	expect(t, "nobody of nobody", pair(0, 0))
	expect(t, "a part of nobody", pair(0, secret))
	expect(t, "part larger", pair(40, 41), "persons does not add up")
	expect(t, "part withheld", pair(40, secret))
	expect(t, "whole withheld", pair(secret, 37))
	expect(t, "part of 4 withheld", pair(6, secret))
	expect(t, "part of few", pair(4, secret), "persons = 4", "dual_any 1 to 4")
	r := newSite(5).add("persons", 90).add("persons", 45, "sex=f").add("persons", 45, "sex=m").
		add("dual_any", 60).add("dual_any", secret, "sex=f").add("dual_any", 18, "sex=m").run(t)
	expect(t, "a part that follows", r, "dual_any sex=f = 42")
}

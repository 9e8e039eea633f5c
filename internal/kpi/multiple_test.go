package kpi

import (
	"fmt"
	"math"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// access is an entry whose groups are compared with these.
func access(against map[string]string) []catalogue.Entry {
	e := entry("acc", catalogue.Rate, "people.matched", "people.persons")
	e.Access, e.Against = true, against
	return []catalogue.Entry{e}
}

// list gives the files of a ledger these codes on an axis.
func (l *ledger) list(axis string, ids ...string) {
	for _, f := range l.files {
		f.Lists[axis] = nil
		for _, id := range ids {
			f.Lists[axis] = append(f.Lists[axis], dim.Entry{ID: id})
		}
	}
}

var fiveAges = []string{"20-29", "30-39", "40-49", "50-59", "60-69"}

// The five age bands of EX19, of which the handbook has all p-values, and Holm
// finds none although their trend is clear.
func TestFamily(t *testing.T) {
	l := with(t, access(map[string]string{"age": "30-39"}), "2026fq1")
	l.list("age", append(fiveAges, "unknown")...)
	for i, n := range []int64{200, 250, 250, 200, 100} {
		l.rate(0, "matched", "age="+fiveAges[i], []int64{24, 25, 20, 12, 4}[i], n)
	}
	l.rate(0, "matched", "age=unknown", 1, 2)
	l.rate(0, "matched", "", 86, 1002)
	s := l.compute()
	f, ok := s.Tests(l.get(s, "acc@2026fq1/kind=company"), dim.Age)
	if !ok || f.Status != published || len(f.Tests) != 4 || f.Reference.ID() != "acc@2026fq1/kind=company/age=30-39" {
		t.Fatalf("got %+v", f)
	}
	want := map[string][2]float64{
		"20-29": {.498542, .869199}, "40-49": {.434599, .869199}, "50-59": {.124812, .374437}, "60-69": {.065839, .263357},
	}
	for _, g := range f.Tests {
		id := s.Lists.ID(dim.Age, g.Observation.Key.Codes[dim.Age])
		l.near(id, g.P, want[id][0])
		l.near(id+" Holm", g.Holm, want[id][1])
		if g.Clear || g.BH < g.P || g.BH > g.Holm {
			t.Errorf("%s: %+v", id, g)
		}
	}
	// From one of the groups the family is the same.
	of, ok := s.Tests(l.get(s, "acc@2026fq1/kind=company/age=50-59"), dim.Age)
	if !ok || fmt.Sprint(of.Tests[2].Holm, of.Omnibus) != fmt.Sprint(f.Tests[2].Holm, f.Omnibus) {
		t.Errorf("got %+v", of)
	}
	if _, ok := s.Tests(l.get(s, "acc@2026fq1/kind=company"), dim.Sex); ok {
		t.Error("there is a family without a reference group")
	}
}

// The areas of EX4, below a prefecture, each against the others.
func TestFamilyAgainstOverall(t *testing.T) {
	l := with(t, access(map[string]string{"area": "all"}), "2026fq1")
	l.files[0].Lists["area"] = []dim.Entry{{ID: "99"}, {ID: "99301", Parent: "99"}, {ID: "99302", Parent: "99"}, {ID: "99303", Parent: "99"}}
	for i, n := range []int64{400, 300, 300} {
		l.rate(0, "matched", fmt.Sprintf("area=9930%d", i+1), []int64{40, 45, 15}[i], n)
	}
	l.rate(0, "matched", "", 100, 1000)
	s := l.compute()
	f, ok := s.Tests(l.get(s, "acc@2026fq1/kind=company"), dim.Area)
	if !ok || len(f.Tests) != 3 || !f.Computed || f.Omnibus.DF != 2 || f.Smallest != 30 {
		t.Fatalf("got %+v", f)
	}
	l.near("chi", f.Omnibus.Statistic, 16.666667)
	l.near("p", f.Omnibus.P, .000240)
	l.near("Theil over the areas", l.get(s, "acc:index:area.theil@2026fq1/kind=company").Value, .078487)
	// The second against the rest, 55/700: pooled z by hand.
	r, x := .1, .15-55./700
	z := x / math.Sqrt(r*(1-r)*(1./300+1./700))
	l.near("against the rest", f.Tests[1].P, math.Erfc(z/math.Sqrt2))
	if !f.Tests[1].Clear || !f.Tests[2].Clear || f.Tests[0].Clear {
		t.Errorf("clear are %+v", f.Tests)
	}
}

// One withheld group, and there is nothing of the family: neither its size nor
// the omnibus may tell of it.
func TestFamilyIsWhole(t *testing.T) {
	make := func(status release.Status, x, n int64) Family {
		l := with(t, access(map[string]string{"sex": "m"}), "2026fq1")
		l.rate(0, "matched", "", 50, 500)
		l.rate(0, "matched", "sex=m", 20, 200)
		l.put(0, "matched", "sex=f", status, x)
		l.put(0, "persons", "sex=f", "", n)
		s := l.compute()
		f, ok := s.Tests(l.get(s, "acc@2026fq1/kind=company"), dim.Sex)
		if ok != (n > 0) {
			t.Errorf("of %d: %v", n, ok)
		}
		return f
	}
	if f := make("", 30, 300); f.Status != published || len(f.Tests) != 1 || f.Tests[0].Holm != f.Tests[0].P {
		t.Errorf("got %+v", f)
	}
	for _, status := range []release.Status{release.Withheld, release.NotReported} {
		if f := make(status, 0, 300); f.Status != status || len(f.Tests) > 0 || f.Computed || f.Omnibus.P != 0 {
			t.Errorf("with %s: %+v", status, f)
		}
	}
	if f := make("", 0, 0); f.Status == published && len(f.Tests) > 0 {
		t.Errorf("one group alone: %+v", f)
	}
	l := with(t, access(map[string]string{"sex": "m"}), "2026fq1")
	l.rate(0, "matched", "", 50, 500)
	l.rate(0, "matched", "sex=f", 20, 200)
	l.rate(0, "matched", "sex=x", 20, 200)
	l.list("sex", "f", "m", "x")
	s := l.compute()
	if f, ok := s.Tests(l.get(s, "acc@2026fq1/kind=company"), dim.Sex); !ok || f.Status != release.NotComputable || len(f.Tests) > 0 {
		t.Errorf("without the reference group: %+v", f)
	}
}

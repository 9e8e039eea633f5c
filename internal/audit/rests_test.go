package audit

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/diag"
)

// Of 225 persons 200 belong, of 60 of unknown sex 40: so 5 women and men do not
// belong, though nobody knows how many women there are, nor who of them belong.
func TestNarrowRest(t *testing.T) {
	s := newSite(10).add("persons", 225).add("dual_any", 200).add("persons", 60, "sex=x").add("dual_any", 40, "sex=x")
	for _, sex := range []string{"sex=f", "sex=m"} {
		s.add("persons", secret, sex).add("dual_any", secret, sex)
	}
	r := s.run(t)
	if len(r.Narrow) != 2 || len(r.Determined)+len(r.Bounded)+len(r.Complements)+len(r.Inconsistent) > 0 {
		t.Fatalf("found %q, narrow %v", leaks(r), r.Narrow)
	}
	line := r.Findings()[0].Line(diag.EN)
	for _, want := range []string{
		"data/cells.csv:7: what is left of a whole is nearly known: Any second activity, Q1 FY2026, kind COMPANY, sex F leaves between 0 and 5 of Persons",
		"disclosure/narrow",
	} {
		if !strings.Contains(line, want) {
			t.Errorf("finding %q does not say %q", line, want)
		}
	}
	if ja, want := r.Findings()[0].Line(diag.JA), "を 人数 から引いた残りは 0 から 5 までのどれかです"; !strings.Contains(ja, want) {
		t.Errorf("finding %q does not say %q", ja, want)
	}
}

// What is told of rests is what the list of all tables says, and no more.
func TestRestsByEnumeration(t *testing.T) {
	const k = 4
	r := rand.New(rand.NewPCG(19, 4))
	narrow, wide := 0, 0
	for range 120 {
		w := newHalves(r)
		got := map[string][2]int64{}
		report := w.site(k).run(t)
		for _, n := range report.Narrow {
			if n.Whole != "" {
				got[n.Cell.Codes[4]] = [2]int64{n.Min, n.Max}
			}
		}
		want := map[string][2]int64{}
		for i, at := range w.rests() {
			switch n := at[1] - at[0] + 1; {
			case n == 1: // known by sums or bounds: told as such
			case n < k:
				want[sexes3[i]] = at
				narrow++
			default:
				wide++
			}
		}
		told := func(sex string) bool { // a part or a whole that is nearly known says enough
			return slices.ContainsFunc(leaks(report), func(l string) bool { return strings.Contains(l, "sex="+sex) })
		}
		for sex, at := range got {
			if true, ok := want[sex]; !ok || at[0] > true[0] || at[1] < true[1] {
				t.Fatalf("%+v: the rest of %s is said to be %v; it can be %v", w, sex, at, w.rests())
			}
		}
		for sex := range maps.Keys(want) {
			if _, ok := got[sex]; !ok && !told(sex) {
				t.Fatalf("%+v: the rest of %s can be %v, which is not told", w, sex, want[sex])
			}
		}
	}
	if narrow < 20 || wide < 20 {
		t.Errorf("%d narrow and %d wide rests: this tests little", narrow, wide)
	}
	t.Logf("%d narrow, %d wide", narrow, wide)
}

var sexes3 = []string{"f", "m", "x"}

// halves are persons and those of them who belong, in three groups, of which
// some show neither.
type halves struct {
	all, part [3]int64
	open      [3]bool
}

func newHalves(r *rand.Rand) *halves {
	w := &halves{}
	for i := range w.all {
		w.part[i] = 1 + r.Int64N(7)
		w.all[i] = w.part[i] + r.Int64N(5)
		w.open[i] = i < 2 || r.IntN(2) == 0
	}
	return w
}

func (w *halves) site(k int64) *site {
	s := newSite(k)
	sum := func(of [3]int64) int64 { return of[0] + of[1] + of[2] }
	s.add("persons", sum(w.all)).add("dual_any", sum(w.part))
	for i, sex := range sexes3 {
		a, b := w.all[i], w.part[i]
		if w.open[i] {
			a, b = secret, secret
		}
		s.add("persons", a, "sex="+sex).add("dual_any", b, "sex="+sex)
	}
	return s
}

// rests tries all tables, and gives what can be left in each open group.
func (w *halves) rests() map[int][2]int64 {
	out := map[int][2]int64{}
	var all, part [3]int64
	var fill func(i int, a, p int64)
	fill = func(i int, a, p int64) {
		if i == 3 {
			if a != 0 || p != 0 {
				return
			}
			for i := range 3 {
				if !w.open[i] {
					continue
				}
				at, ok := out[i]
				left := all[i] - part[i]
				if !ok {
					at = [2]int64{left, left}
				}
				out[i] = [2]int64{min(at[0], left), max(at[1], left)}
			}
			return
		}
		if !w.open[i] {
			fill(i+1, a-w.all[i], p-w.part[i])
			return
		}
		for all[i] = 1; all[i] <= a; all[i]++ {
			for part[i] = 1; part[i] <= min(all[i], p); part[i]++ {
				fill(i+1, a-all[i], p-part[i])
			}
		}
	}
	fill(0, w.all[0]+w.all[1]+w.all[2], w.part[0]+w.part[1]+w.part[2])
	return out
}

func (w *halves) String() string { return fmt.Sprintf("%v of %v, open %v", w.part, w.all, w.open) }

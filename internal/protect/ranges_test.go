package protect

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"fukusen/internal/release"
)

// informed makes companies of one town, each of which told everybody, and every
// applicant of which found something and is still at it: what is left of the
// wholes is 0 everywhere, so nothing of the parts can be shown (DISCLOSURE 2).
func informed(t *testing.T, organisations int) *world {
	var orgs strings.Builder
	orgs.WriteString("organisation,kind,name,disclosure,listed,money_consent,reports,joined\n")
	for i := range organisations {
		fmt.Fprintf(&orgs, "o%d,company,O%[1]d,named,yes,no,people,2026fq1\n", i)
	}
	w := worldOf(t, orgs.String(), "code,name,name_en,parent,row,col\n99,県,Prefecture,,1,1\n99301,町,Town,99,1,2\n")
	for i := range organisations {
		for k, sex := range []string{"f", "m"} {
			group, some := fmt.Sprintf("org=o%d area=99301 sex=%s", i, sex), int64(20+2*(i%10)+14*k)
			for _, whole := range []string{"persons", "informed"} {
				w.persons(whole, group, 200)
			}
			for _, part := range []string{"dual_any", "applied", "matched", "continued_90d"} {
				w.persons(part, group, some)
			}
		}
	}
	return w
}

// Where all that is left is 0, most moves lead nowhere; but down together all
// parts can go, with all their totals. Whoever does not see that withholds the
// wholes as well, one after the other, and looks again each time.
func TestZeroRestsMoveWithTheirTotals(t *testing.T) {
	w := informed(t, 25)
	s, err := rollUp(w.cube().Series, w.env, Options{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.dropped) > 0 {
		t.Errorf("views are left out: %v", s.dropped)
	}
	const groups = 2*25 + 25 + 2*(1+2) + 1 + 2 // by company and sex, company, area with sex and without, all, sex
	got := map[string]int{}
	for i := range s.cells {
		for _, c := range s.cells[i] {
			if c.status == release.Withheld {
				got[s.series[i].Measure.ID]++
			}
		}
	}
	want := map[string]int{"informed": groups, "matched": groups, "continued_90d": groups}
	if !maps.Equal(got, want) {
		t.Errorf("withheld are %v, want %v", got, want)
	}
	n := newNet(s)
	for i, r := range n.program.Ranges(n.start, n.needs) {
		if !n.needs[i].Met(r) {
			t.Fatalf("unknown %d of %d: seen from %d to %d, needs %+v", i, len(n.of), r.Min, r.Max, n.needs[i])
		}
	}
}

// BenchmarkInformed protects a quarter of 60 such companies, about 2,000
// unknowns that hang together.
func BenchmarkInformed(b *testing.B) {
	w := informed(&testing.T{}, 60)
	raw := w.cube()
	for b.Loop() {
		s, err := rollUp(raw.Series, w.env, Options{}, nil)
		if err != nil {
			b.Fatal(err)
		}
		_, withheld := s.withheld()
		b.ReportMetric(float64(withheld), "withheld")
	}
}

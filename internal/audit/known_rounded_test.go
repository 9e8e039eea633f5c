package audit

import (
	"fmt"
	"math"
	"testing"
)

// What is rounded tells no less (DISCLOSURE 6): a mean of 3.3 of three answers
// is a sum of 10.
func TestMeanGivesSum(t *testing.T) {
	var sums []int
	for sum := range 31 {
		if fmt.Sprintf("%.1f", float64(sum)/3) == "3.3" {
			sums = append(sums, sum)
		}
	}
	if len(sums) != 1 || sums[0] != 10 {
		t.Errorf("sums are %v, want 10", sums)
	}
}

// A 95 % interval printed to four digits beside a rate gives who is counted and
// of how many, which is why both are published or neither.
func TestIntervalGivesCounts(t *testing.T) {
	print := func(x, n int) string {
		const z = 1.959963984540054
		p, m := float64(x)/float64(n), float64(n)
		middle, half := p+z*z/(2*m), z*math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
		return fmt.Sprintf("%.4f %.4f %.4f", p, (middle-half)/(1+z*z/m), (middle+half)/(1+z*z/m))
	}
	var fits [][2]int
	for n := 1; n <= 400; n++ {
		for x := 0; x <= n; x++ {
			if print(x, n) == print(3, 12) {
				fits = append(fits, [2]int{x, n})
			}
		}
	}
	if len(fits) != 1 {
		t.Errorf("3 of 12 looks like %v", fits)
	}
	for _, status := range []string{published, withheld} {
		s := newSite(10).add("persons", 50).add("dual_any", secret)
		s.observations = [][]string{observationRow(t, "a1@2026fq1/kind=company", status, "", "0.0889", "0.5323")}
		if r := s.run(t); len(r.Findings()) == 0 {
			t.Errorf("%s: an interval of a withheld number is not noticed", status)
		}
	}
}

// A single withheld cell of a table with all margins public follows whatever one
// or two partners it has.
func TestTwoPartnersAreTooFew(t *testing.T) {
	groups := []string{}
	for _, s := range sexes {
		for _, a := range ages {
			groups = append(groups, "sex="+s+" age="+a)
		}
	}
	const small = "sex=f age=20s"
	for i, p := range groups {
		for _, q := range groups[i:] {
			if p == small || q == small {
				continue
			}
			r := sexByAge(small, p, q).run(t)
			if len(r.Determined) == 0 {
				t.Errorf("with %s and %s nothing follows", p, q)
			}
		}
	}
}

package audit

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"fukusen/internal/exact"
)

// A crowd is a table of prefectures > municipalities by sex and age, by area,
// sex and age; "" is a total. Its rows are the finest cells in each.
type crowd struct {
	order []group3
	sums  map[group3]int64
	rows  map[group3][]int32
	units int
}

type group3 [3]string

// add counts n persons in a finest cell and in all that contain it.
func (c *crowd) add(pref, city, sex, age string, n int64) {
	for _, area := range []string{"", pref, city} {
		for _, sx := range []string{"", sex} {
			for _, ag := range []string{"", age} {
				up := group3{area, sx, ag}
				if c.rows[up] == nil {
					c.order = append(c.order, up)
				}
				c.rows[up] = append(c.rows[up], int32(c.units))
				c.sums[up] += n
			}
		}
	}
	c.units++
}

// protect withholds under a threshold of 5, and what would give that away.
func (c *crowd) protect() {
	p := exact.Problem{Rows: c.units}
	var candidates []group3
	for _, g := range c.order {
		if c.sums[g] < 5 {
			p.Sensitive = append(p.Sensitive, exact.Ones(c.rows[g]))
			c.sums[g] = secret
			continue
		}
		p.Candidates = append(p.Candidates, exact.Ones(c.rows[g]))
		candidates = append(candidates, g)
	}
	for i, ok := range p.Solve(exact.P1).Published {
		if !ok {
			c.sums[candidates[i]] = secret
		}
	}
}

// large returns a site with about 20 cells for each municipality.
func large(municipalities int) *site {
	s := newSite(5)
	s.codes = [][3]string{
		{"kind", "company", ""}, {"sex", "f", ""}, {"sex", "m", ""}, {"sex", "x", ""},
		{"age", "20s", ""}, {"age", "30s", ""}, {"age", "40s", ""}, {"age", "50s", ""}, {"age", "60s", ""},
	}
	for i := range 47 {
		s.codes = append(s.codes, [3]string{"area", fmt.Sprintf("p%02d", i), ""})
	}
	r := rand.New(rand.NewPCG(7, 7))
	c := crowd{sums: map[group3]int64{}, rows: map[group3][]int32{}}
	for m := range municipalities {
		pref := fmt.Sprintf("p%02d", m%47)
		city := fmt.Sprintf("%s-%d", pref, m)
		s.codes = append(s.codes, [3]string{"area", city, pref})
		size := 40 * r.ExpFloat64() * r.ExpFloat64()
		for _, sex := range []string{"f", "m", "x"} {
			for _, age := range []string{"20s", "30s", "40s", "50s", "60s"} {
				if n := int64(size * r.ExpFloat64()); n > 0 {
					c.add(pref, city, sex, age, n)
				}
			}
		}
	}
	c.protect()
	for _, g := range c.order {
		s.add("persons", c.sums[g], "area="+g[0], "sex="+g[1], "age="+g[2])
	}
	return s
}

func BenchmarkRun(b *testing.B) {
	for _, municipalities := range []int{1000, 5000} {
		s := large(municipalities)
		tree := s.fs(b)
		b.Run(fmt.Sprintf("cells=%d", len(s.cells)), func(b *testing.B) {
			var r *Report
			for b.Loop() {
				r = must(Run(tree))
			}
			b.ReportMetric(float64(r.Withheld), "withheld")
			b.ReportMetric(float64(r.Largest), "largest")
			b.ReportMetric(float64(len(r.Bounded)), "bounded")
			b.ReportMetric(float64(len(r.Narrow)), "narrow")
			if len(r.Inconsistent) > 0 || len(r.Determined) > 0 {
				b.Errorf("%d sums do not come out and %d cells are determined", len(r.Inconsistent), len(r.Determined))
			}
		})
	}
}

func must(r *Report, err error) *Report {
	if err != nil {
		panic(err)
	}
	return r
}

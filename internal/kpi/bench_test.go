package kpi

import (
	"fmt"
	"os"
	"runtime"
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/release"
)

// BenchmarkNation computes the observations of all KPIs of growing sites: so
// many municipalities by sex and by age over 40 quarters. 1,741 are those of the
// nation; they have 3.6 million cells.
func BenchmarkNation(b *testing.B) {
	for _, areas := range []int{17, 174, 1741} {
		b.Run(fmt.Sprint(areas), func(b *testing.B) {
			if areas == 1741 && os.Getenv("FUKUSEN_BENCH_LARGE") == "" {
				b.Skip("set FUKUSEN_BENCH_LARGE=1 to run it; it needs 4 GB to be set up")
			}
			c := nation(b, areas)
			runtime.GC()
			b.ReportAllocs()
			b.ResetTimer()
			observations := 0
			for b.Loop() {
				observations = 0
				for block := range Compute(c).Blocks(runtime.GOMAXPROCS(0)) {
					observations += len(block)
				}
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(observations), "observations")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(observations), "ns/observation")
			b.ReportMetric(float64(m.HeapInuse)/1e6, "heap-MB")
		})
	}
}

// nation makes a cube of 52 cells for each area and quarter.
func nation(b *testing.B, areas int) *protect.Cube {
	var quarters []string
	for i := range 40 {
		quarters = append(quarters, dim.Quarter(4*2017+1+i).ID(dim.Fiscal))
	}
	l := newLedger(b, quarters...)
	cat, err := catalogue.Core()
	if err != nil {
		b.Fatal(err)
	}
	for i := range cat {
		if cat[i].Access {
			cat[i].Against = map[string]string{"sex": "m"}
		}
	}
	groups := []string{"", "/sex=f", "/sex=m"}
	var ages []dim.Entry
	for a := range 10 {
		id := fmt.Sprintf("%d-%d", 10*a, 10*a+9)
		ages = append(ages, dim.Entry{ID: id})
		groups = append(groups, "/age="+id)
	}
	for f := range l.files {
		file := l.files[f]
		file.Lists["age"], file.Catalogue = ages, l.json(cat)
		for a := range areas {
			id := fmt.Sprintf("x%05d", a)
			file.Lists["area"] = append(file.Lists["area"], dim.Entry{ID: id})
			for _, g := range groups {
				n := int64(100 + a%50 + f)
				for _, m := range []string{"persons", "dual_any", "informed", "matched"} {
					l.put(f, m, "area="+id+g, release.Published, n)
					n = n * 2 / 3
				}
			}
		}
	}
	c, err := protect.Open(dim.Fiscal, l.files...)
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range l.files {
		f.Cells = nil // the cube has its own
	}
	return c
}

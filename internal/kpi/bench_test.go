package kpi

import (
	"fmt"
	"testing"

	"fukusen/internal/dim"
	"fukusen/internal/protect"
)

// BenchmarkCompute computes all KPIs of ten quarters of growing sites; the time
// for a cell must not grow.
func BenchmarkCompute(b *testing.B) {
	for _, areas := range []int{50, 500, 2000} {
		b.Run(fmt.Sprint(areas), func(b *testing.B) {
			l := bigLedger(b, areas)
			c, err := protect.Open(dim.Fiscal, l.files...)
			if err != nil {
				b.Fatal(err)
			}
			cells := 0
			for range c.Cells() {
				cells++
			}
			b.ReportAllocs()
			for b.Loop() {
				Compute(c)
			}
			b.ReportMetric(float64(cells), "cells")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(cells), "ns/cell")
		})
	}
}

func bigLedger(b *testing.B, areas int) *ledger {
	var quarters []string
	for i := range 10 {
		quarters = append(quarters, dim.Quarter(4*2024+1+i).ID(dim.Fiscal))
	}
	l := newLedger(b, quarters...)
	for f := range l.files {
		for a := range areas {
			id := fmt.Sprintf("x%05d", a)
			l.files[f].Lists["area"] = append(l.files[f].Lists["area"], dim.Entry{ID: id})
			for _, sex := range []string{"", "/sex=f", "/sex=m"} {
				n := int64(100 + a%50)
				for _, m := range []string{"persons", "dual_any", "informed", "matched"} {
					l.put(f, m, "area="+id+sex, "", n)
					n = n * 2 / 3
				}
			}
		}
	}
	return l
}

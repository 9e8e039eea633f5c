package kpi

import (
	"testing"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
)

// Growth takes the first and the newest value, the straight line all of them: an
// unusual first value makes them say different things of a target.
func TestDiffering(t *testing.T) {
	for _, tt := range []struct {
		name   string
		down   bool
		values [9]int64
		aim    float64 // per cent, twelve quarters after the first
		want   Ends
		ok     bool
	}{
		{"both too slow", false, [9]int64{100, 110, 120, 130, 140, 150, 160, 170, 180}, 26, Ends{}, false},                    // 22.0, 0.91
		{"low at first", false, [9]int64{60, 110, 112, 114, 116, 118, 120, 122, 124}, 18, Ends{Open: true}, true},             // 15.2 (10.2 to 20.2), 0.99
		{"beyond the range", false, [9]int64{80, 110, 120, 130, 140, 150, 160, 170, 180}, 25, Ends{}, true},                   // 22.8 (20.8 to 24.9), 1.08
		{"high at first", false, [9]int64{120, 80, 100, 120, 140, 160, 180, 200, 190}, 25, Ends{Met: true, Open: true}, true}, // 25.5 (19.3 to 31.8), 0.93
		{"both in time", false, [9]int64{60, 110, 112, 114, 116, 118, 120, 122, 124}, 15, Ends{Met: true, Open: true}, false}, // 15.2, 1.23
		{"downwards", true, [9]int64{300, 250, 240, 230, 220, 210, 200, 190, 180}, 13, Ends{Met: true, Open: true}, true},     // 12.3 (8.2 to 16.5), 0.93
		{"there already", false, [9]int64{60, 110, 112, 114, 116, 118, 120, 122, 124}, 12.2, Ends{}, false},                   // though the line might have stayed short
	} {
		e := entry("a1b", catalogue.Rate, "people.dual_any", "people.persons")
		e.Direction = catalogue.Up
		if tt.down {
			e.Direction = catalogue.Down
		}
		var quarters []string
		for i := range tt.values {
			quarters = append(quarters, (dim.FiscalQuarter(2024, 1) + dim.Quarter(i)).ID(dim.Fiscal))
		}
		l := with(t, []catalogue.Entry{e}, quarters...)
		for f, x := range tt.values {
			l.rate(f, "dual_any", "", x, 1000)
			l.files[f].Registry = l.json(registry.Public{Targets: []registry.Target{{KPI: "a1b", Kind: "company", Value: tt.aim, Unit: "%", Due: "2027fq1"}}})
		}
		s := l.compute()
		if got, ok := s.Differing(l.get(s, "a1b:projection:2027fq1@2026fq1/kind=company")); ok != tt.ok || ok && got != tt.want {
			t.Errorf("%s: %+v, %v", tt.name, got, ok)
		}
		if _, ok := s.Differing(l.get(s, "a1b:growth:2027fq1@2026fq1/kind=company")); ok {
			t.Errorf("%s: a growth is no projection", tt.name)
		}
	}
}

package audit

import (
	"testing"

	"fukusen/internal/dim"
)

// What is made of values stands only where all of them do; an index over the
// areas of one prefecture is made of its municipalities.
func TestMadeOfPublished(t *testing.T) {
	d := &data{byID: map[string]int{}}
	for a, ids := range map[dim.Axis][]string{
		dim.Area: {"", "99", "99301", "99302", "unknown"}, dim.Sex: {"", "f", "m", "unknown"}, dim.Age: {"", "20-29"},
	} {
		l := &d.codes[a]
		l.ids, l.parent = ids, make([]int32, len(ids))
		if a == dim.Area {
			l.parent[2], l.parent[3] = 1, 1
		}
	}
	put := func(id, status string) {
		parsed, err := dim.ParseID(id)
		if err != nil {
			t.Fatal(err)
		}
		d.byID[id] = len(d.observations)
		d.observations = append(d.observations, observation{id: parsed, status: status})
	}
	for id, status := range map[string]string{
		"acc@2026fq1": published, "acc@2026fq1/area=99": published, "acc@2026fq1/area=99301": published,
		"acc@2026fq1/area=99302": withheld, "acc@2026fq1/area=unknown": withheld,
		"acc@2026fq1/sex=f": published, "acc@2026fq1/sex=m": notComputable, "acc@2026fq1/sex=unknown": withheld,
		"acc@2025fq1": withheld,
	} {
		put(id, status)
	}
	for id, want := range map[string]bool{
		"acc:index:sex.theil@2026fq1":         true,
		"acc:index:area.theil@2026fq1":        false,
		"acc:index:shoe.theil@2026fq1":        false,
		"acc:growth:2027fq4@2026fq1":          true,
		"acc:attainment:2027fq4@2026fq1":      true,
		"acc:growth:2027fq4@2025fq1":          false,
		"acc:change:yoy@2026fq1":              false,
		"acc:ratio:all@2026fq1/area=99301":    true,
		"acc:ratio:m@2026fq1/sex=f":           false,
		"acc:gap:99302@2026fq1/area=99301":    false,
		"acc:projection:2027fq4@2026fq1":      true,
		"acc:projection:2027fq4@2024fq1":      false,
		"acc:ratio:all@2026fq1/area=99302":    false,
		"acc:standardised@2026fq1/sex=f":      true,
		"acc:index:area.hoover@2026fq1/sex=f": true, // there are no areas of women
	} {
		parsed, err := dim.ParseID(id)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.ofPublished(parsed); got != want {
			t.Errorf("%s is made of published values: %v, want %v", id, got, want)
		}
	}
}

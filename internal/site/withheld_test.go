package site

import (
	"slices"
	"testing"

	"fukusen/internal/audit"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
)

// The view that loses most is told, and the finest within it that keeps two
// thirds.
func TestThinPages(t *testing.T) {
	sex, age := dim.ViewOf(dim.Sex), dim.ViewOf(dim.Age)
	both := dim.ViewOf(dim.Sex, dim.Age)
	page := &tally{views: map[dim.View][2]int{0: {1, 0}, sex: {3, 1}, age: {4, 2}, both: {12, 9}}}
	if got := page.worst(); got != both {
		t.Errorf("most is lost by %v, want %v", got, both)
	}
	if got, ok := page.coarser(both); !ok || got != sex {
		t.Errorf("%v keeps more, want %v", got, sex)
	}
	page.views[sex] = [2]int{3, 2}
	if got, ok := page.coarser(both); !ok || got != 0 {
		t.Errorf("%v keeps more, want the total", got)
	}
	page.views[0] = [2]int{1, 1}
	if got, ok := page.coarser(both); ok {
		t.Errorf("%v keeps more, want none", got)
	}
}

// A partner protects the sensitive cells of its own sums, else those that are
// the fewest sums away.
func TestNearestSensitive(t *testing.T) {
	reasons := map[place]protect.Reason{}
	var holds []audit.Hold
	for i, why := range []protect.Reason{protect.Small, protect.Partner, protect.Partner, protect.Small, protect.Partner} {
		h := audit.Hold{Cell: audit.Cell{Table: "people", Measure: string(rune('a' + i)), Line: i + 2}}
		reasons[placeOf(h.Cell)] = why
		holds = append(holds, h)
	}
	for _, pair := range [][2]int{{0, 1}, {1, 2}, {2, 3}} { // 4 hangs together with none
		holds[pair[0]].Next = append(holds[pair[0]].Next, pair[1])
		holds[pair[1]].Next = append(holds[pair[1]].Next, pair[0])
	}
	for _, tt := range []struct {
		from  int
		want  []int
		steps int
	}{{1, []int{0}, 1}, {2, []int{3}, 1}, {4, nil, 0}} {
		if got, steps := nearest(holds, tt.from, reasons); !slices.Equal(got, tt.want) || steps != tt.steps {
			t.Errorf("%d protects %v over %d sums, want %v over %d", tt.from, got, steps, tt.want, tt.steps)
		}
	}
	reasons[placeOf(holds[0].Cell)] = protect.Partner
	if got, steps := nearest(holds, 0, reasons); !slices.Equal(got, []int{3}) || steps != 3 {
		t.Errorf("0 protects %v over %d sums, want 3 over 3", got, steps)
	}
}

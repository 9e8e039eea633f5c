package site_test

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A shape is how much a site holds.
type shape struct {
	name          string
	organisations int
	quarters      int
	label         string // what names are made of
	persons       int    // of each organisation and quarter
	bare          bool   // nothing is known of them but their number
}

// The sizes at which pages break: none, one, few and many, short and long. (A
// site without any export is not built: data/nothing.)
var shapes = []shape{
	{"one group, one quarter", 1, 1, "会社", 400, false},
	{"three groups", 3, 5, "会社", 400, false},
	{"sixty groups", 60, 5, "会社", 400, false},
	{"forty quarters", 3, 40, "会社", 400, false},
	{"names of sixty characters", 3, 5, strings.Repeat("とても長い名前の団体", 6), 400, false},
	{"names of one long word", 3, 5, strings.Repeat("Unbreakable", 6), 400, false},
	{"everything withheld", 3, 5, "会社", 4, false},
	{"next to no data", 3, 5, "会社", 400, true},
}

// write makes a site of the shape and gives where it is built.
func (s shape) write(t *testing.T) (public string) {
	t.Helper()
	registry := []string{"organisation,kind,name,area,joined,disclosure"}
	people := []string{"period,organisation,area,sex,persons"}
	if !s.bare {
		people[0] += ",dual_any,informed,applied,matched,continued_90d"
	}
	for i := range s.organisations {
		registry = append(registry, fmt.Sprintf("o%d,company,%s%d,99201,2020FQ1,named", i, s.label, i))
		for q := range s.quarters {
			for j, sex := range []string{"f", "m"} {
				n := s.persons / 2
				part := n * (10 + (i+q+7*j)%20) / 100
				row := fmt.Sprintf("%dFQ%d,o%d,99201,%s,%d", 2026-(q+3)/4, 4-(q+3)%4, i, sex, n)
				if !s.bare {
					row += fmt.Sprintf(",%d,%d,%d,%d,%d", part, n, part, part, part)
				}
				people = append(people, row)
			}
		}
	}
	return builtOf(t, map[string][]string{
		"data/people.csv":        people,
		"fukusen.yaml":           {"format: 1", "languages: [ja, en]", "title: " + s.label + "の合同ダッシュボード", "fictional: true"},
		"data/areas.csv":         {"code,name,parent", "99,架空県,", "99201," + s.label + "市,99"},
		"data/organisations.csv": registry,
	})
}

// cut names texts of charts that reach out of their drawing.
const cut = `[...document.querySelectorAll('svg.chart')].filter(s => s.checkVisibility()).flatMap(s => {
	const box = s.getBoundingClientRect();
	return [...s.querySelectorAll('text')].filter(e => {
		const b = e.getBoundingClientRect();
		return b.width && (b.left < box.left - 1 || b.right > box.right + 1 || b.top < box.top - 1 || b.bottom > box.bottom + 1);
	}).map(e => e.textContent);
}).slice(0, 5)`

// TestLayout shows that pages hold whatever a site has: nothing is wider than
// the screen, and no text of a chart is cut.
func TestLayout(t *testing.T) {
	t.Parallel()
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium here: \"make test\" installs it")
	}
	b := start(t, chromium)
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			public := s.write(t)
			for _, p := range pageTypes(t, public) {
				for _, width := range []int64{320, 1280} {
					b.open(t, "file://"+filepath.ToSlash(public)+"/"+p.path, width)
					if texts := eval[[]string](t, b, cut); len(texts) > 0 {
						t.Errorf("%s at %d px: cut %q", p.path, width, texts)
					}
				}
			}
		})
	}
}

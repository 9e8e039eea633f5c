package audit

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// fourAxes are the codes of tables by area, sex, age and sport, with totals.
var fourAxes = [4][]string{{"", "14", "13", "14101", "14102", "13101", "13102"}, {"", "f", "m"}, {"", "20s", "30s"}, {"", "s1", "s2"}}

// partsOf gives the parts of a code along an axis; nil of a finest one.
func partsOf(axis int, code string) []string {
	switch {
	case axis == 0 && code != "":
		return map[string][]string{"14": {"14101", "14102"}, "13": {"13101", "13102"}}[code]
	case axis == 0:
		return []string{"14", "13"}
	case code == "":
		return fourAxes[axis][1:]
	}
	return nil
}

// fourWay returns a table of four axes with all margins, some of it withheld, as
// a site and as the attacker reads it. Its total is published.
func fourWay(r *rand.Rand, prefix string, k int64) (*site, []theirCell, []theirEquation) {
	count := map[[4]string]int64{}
	var add func(group [4]string) int64
	add = func(g [4]string) int64 {
		if n, ok := count[g]; ok {
			return n
		}
		n := int64(0)
		fine := true
		for a := range g {
			if parts := partsOf(a, g[a]); parts != nil {
				fine = false
				for _, p := range parts {
					up := g
					up[a] = p
					n += add(up)
				}
				break
			}
		}
		if fine && r.IntN(4) > 0 {
			n = 1 + r.Int64N(12)
		}
		count[g] = n
		return n
	}
	s := newSite(k)
	s.codes = append(s.codes, [3]string{"sport", "s1", ""}, [3]string{"sport", "s2", ""})
	var cells []theirCell
	var equations []theirEquation
	id := func(g [4]string) string { return prefix + strings.Join(g[:], "/") }
	share := 0.7 + 0.25*r.Float64()
	for _, area := range fourAxes[0] {
		for _, sex := range fourAxes[1] {
			for _, age := range fourAxes[2] {
				for _, sport := range fourAxes[3] {
					g := [4]string{area, sex, age, sport}
					n := add(g)
					c := theirCell{ID: id(g), Value: &n}
					if g != [4]string{} && n > 0 && r.Float64() < share {
						n, c = secret, theirCell{ID: id(g), Min: 1}
					}
					s.add("persons", n, "area="+area, "sex="+sex, "age="+age, "sport="+sport)
					cells = append(cells, c)
					for a := range g {
						if parts := partsOf(a, g[a]); parts != nil {
							e := theirEquation{Total: id(g)}
							for _, p := range parts {
								part := g
								part[a] = p
								e.Parts = append(e.Parts, id(part))
							}
							equations = append(equations, e)
						}
					}
				}
			}
		}
	}
	return s, cells, equations
}

// TestRangesAgainstAttacker compares with an outsider's integer program, on
// tables of four axes: what it says to have fewer than k values is told, and
// nothing else is; and what is told of it is not narrower than it says.
func TestRangesAgainstAttacker(t *testing.T) {
	const k = 12
	interpreter := python(t)
	r := rand.New(rand.NewPCG(2026, 4))
	var cells []theirCell
	var equations []theirEquation
	ours := map[string][2]int64{}
	determined := map[string]bool{}
	for n := range 10 {
		prefix := fmt.Sprintf("%d:", n)
		s, c, e := fourWay(r, prefix, k)
		cells, equations = append(cells, c...), append(equations, e...)
		report := s.run(t)
		if report.Open > 0 || len(report.Inconsistent) > 0 {
			t.Fatalf("table %d: %d open, %d sums do not come out", n, report.Open, len(report.Inconsistent))
		}
		id := func(c Cell) string {
			return prefix + strings.Join([]string{c.Codes[1], c.Codes[4], c.Codes[5], c.Codes[6]}, "/")
		}
		for _, l := range report.Determined {
			determined[id(l.Cell)] = true
		}
		for _, l := range slices.Concat(report.Determined, report.Bounded) {
			ours[id(l.Cell)] = [2]int64{l.Value, l.Value}
		}
		for _, l := range report.Narrow {
			ours[id(l.Cell)] = [2]int64{l.Min, l.Max}
		}
	}
	told, wide, fixed := 0, 0, 0
	for id, c := range ask(t, interpreter, cells, equations, "--milp").Cells {
		low, top := c.Min.(float64), c.Max.(float64)
		got, leak := ours[id]
		switch {
		case leak != (top-low+1 < k):
			t.Errorf("%s: told %v %v, they say %v to %v", id, leak, got, low, top)
		case !leak:
			wide++
		case float64(got[0]) > low || float64(got[1]) < top:
			t.Errorf("%s: we say %v, they say %v to %v", id, got, low, top)
		case determined[id] != (c.How == "linear-algebra"):
			t.Errorf("%s: determined by sums alone: %v, they say by %q", id, determined[id], c.How)
		case low == top:
			fixed++
		default:
			told++
		}
	}
	t.Logf("%d withheld cells are wide enough, %d narrow, %d have one value", wide, told, fixed)
	if told < 50 || wide < 50 || fixed < 50 {
		t.Error("too easy")
	}
}

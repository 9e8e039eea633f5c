package audit

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// What witnesses prove has room in the list of all tables, and what is told as
// narrow has none.
func TestProvenIsTrue(t *testing.T) {
	const k = 4
	r := rand.New(rand.NewPCG(3, 14))
	total := Report{}
	narrow, untold := 0, 0
	for range 40 {
		w := newWorld(r)
		report := w.site(k).run(t)
		wide := 0
		told := map[string][2]int64{}
		for _, n := range report.Narrow {
			told[name(n.Cell)] = [2]int64{n.Min, n.Max}
		}
		for _, l := range slices.Concat(report.Determined, report.Bounded) {
			told[name(l.Cell)] = [2]int64{l.Value, l.Value}
		}
		for cell, true := range w.ranges() {
			said, leak := told["persons "+cell]
			switch {
			case true[1]-true[0] >= k-1:
				wide++
				if leak {
					t.Fatalf("%+v: %s is told to lie in %v; it can be %v", w, cell, said, true)
				}
			case leak && (said[0] > true[0] || said[1] < true[1]):
				t.Fatalf("%+v: %s is told to lie in %v; it can be %v", w, cell, said, true)
			case leak:
				narrow++
			default:
				untold++
			}
		}
		if report.Proven > wide {
			t.Fatalf("%+v: %d are proven, but only %d can move", w, report.Proven, wide)
		}
		total.Proven += report.Proven
		total.Open += report.Open
	}
	if total.Proven < 50 || narrow < 400 {
		t.Errorf("%d proven, %d narrow: the tables show little", total.Proven, narrow)
	}
	if untold > 0 || total.Open > 0 {
		t.Errorf("%d narrow ones are not told, %d are open", untold, total.Open)
	}
	t.Logf("%d proven, %d narrow", total.Proven, narrow)
}

// sides are the sizes of a world along its axes.
const sideA, sideB, sideC = 3, 3, 3

var worldAxes = [3][]string{{"sex=f", "sex=m", "sex=x"}, {"age=20s", "age=30s", "age=40s"}, {"sport=s1", "sport=s2", "sport=s3"}}

// A world is a table of three axes with all its margins, whose inside is partly
// withheld.
type world struct {
	values [sideA][sideB][sideC]int64
	open   [sideA][sideB][sideC]bool // withheld
}

func newWorld(r *rand.Rand) *world {
	w := &world{}
	for i := range sideA {
		for j := range sideB {
			for k := range sideC {
				v := int64(r.IntN(7))
				w.values[i][j][k] = v
				w.open[i][j][k] = v > 0 && r.IntN(4) > 0
			}
		}
	}
	return w
}

// site publishes the world: -1 stands for the total along an axis.
func (w *world) site(k int64) *site {
	s := newSite(k)
	s.codes = append(s.codes, [3]string{"sport", "s1", ""}, [3]string{"sport", "s2", ""}, [3]string{"sport", "s3", ""})
	for i := -1; i < sideA; i++ {
		for j := -1; j < sideB; j++ {
			for k := -1; k < sideC; k++ {
				var codes []string
				for a, c := range [3]int{i, j, k} {
					if c >= 0 {
						codes = append(codes, worldAxes[a][c])
					}
				}
				v := w.sum(i, j, k)
				if len(codes) == 3 && w.open[i][j][k] {
					v = secret
				}
				s.add("persons", v, codes...)
			}
		}
	}
	return s
}

// sum adds up all cells of a group.
func (w *world) sum(i, j, k int) (sum int64) {
	for a := range sideA {
		for b := range sideB {
			for c := range sideC {
				if (i < 0 || i == a) && (j < 0 || j == b) && (k < 0 || k == c) {
					sum += w.values[a][b][c]
				}
			}
		}
	}
	return sum
}

// ranges tries every table, cell by cell.
func (w *world) ranges() map[string][2]int64 {
	seen := map[string][2]int64{}
	x := world{open: w.open}
	var fill func(n int)
	fill = func(n int) {
		i, j, k := n/(sideB*sideC), n/sideC%sideB, n%sideC
		switch {
		case n > 0 && !w.agrees(&x, n-1):
			return
		case n == sideA*sideB*sideC:
			x.see(seen)
			return
		case !w.open[i][j][k]:
			x.values[i][j][k] = w.values[i][j][k]
			fill(n + 1)
		default:
			for v := int64(1); v <= w.sum(i, j, -1); v++ {
				x.values[i][j][k] = v
				fill(n + 1)
			}
		}
		x.values[i][j][k] = 0
	}
	fill(0)
	return seen
}

// agrees compares the margins that the n-th cell is the last of.
func (w *world) agrees(x *world, n int) bool {
	i, j, k := n/(sideB*sideC), n/sideC%sideB, n%sideC
	if x.sum(i, j, -1) > w.sum(i, j, -1) || x.sum(-1, j, k) > w.sum(-1, j, k) || x.sum(i, -1, k) > w.sum(i, -1, k) {
		return false
	}
	return (k < sideC-1 || x.sum(i, j, -1) == w.sum(i, j, -1)) &&
		(j < sideB-1 || x.sum(i, -1, k) == w.sum(i, -1, k)) &&
		(i < sideA-1 || x.sum(-1, j, k) == w.sum(-1, j, k))
}

func (w *world) see(seen map[string][2]int64) {
	for i := range sideA {
		for j := range sideB {
			for k := range sideC {
				if !w.open[i][j][k] {
					continue
				}
				key := strings.Join([]string{worldAxes[0][i], worldAxes[1][j], worldAxes[2][k]}, " ")
				v := w.values[i][j][k]
				r, ok := seen[key]
				if !ok {
					r = [2]int64{v, v}
				}
				seen[key] = [2]int64{min(r[0], v), max(r[1], v)}
			}
		}
	}
}

// The block of four can move as a whole, by 18 values.
func TestBlockIsProven(t *testing.T) {
	r := newSite(10).cross("sex", "age", sexes, ages, sexAge, safeBlock...).run(t)
	if r.Proven != 4 || r.Open != 0 || r.Narrowest != 18 {
		t.Errorf("proven %d, open %d, narrowest %d; want 4, 0, 18", r.Proven, r.Open, r.Narrowest)
	}
}

// What two rows have more than two columns is in the corner where they do not
// meet: four cells that sum up to 6. No single sum says so.
func TestNarrowBySeveralSums(t *testing.T) {
	s := newSite(10)
	rows, cols := []string{"r1", "r2", "r3", "r4"}, []string{"c1", "c2", "c3", "c4"}
	for i := range rows {
		s.codes = append(s.codes, [3]string{"sport", rows[i], ""}, [3]string{"area", cols[i], ""})
	}
	values := [][]int64{{21, 22, 1, 2}, {23, 24, 2, 1}, {30, 40, 25, 26}, {50, 60, 27, 28}}
	var hidden, want []string
	for i, r := range rows {
		for j, c := range cols {
			if i < 2 || j > 1 {
				hidden = append(hidden, "sport="+r+" area="+c)
			}
			if i < 2 && j > 1 {
				want = append(want, "persons area="+c+" sport="+r+" 1 to 3")
			}
		}
	}
	r := s.cross("sport", "area", rows, cols, values, hidden...).run(t)
	expect(t, "the corner", r, want...)
	if r.Proven != 8 || r.Open != 0 {
		t.Errorf("%d proven, %d open; want 8 and none", r.Proven, r.Open)
	}
}

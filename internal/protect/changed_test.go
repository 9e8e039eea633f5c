package protect

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"fukusen/internal/cube"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// A changedTable is a random table that is released twice: second is what
// became of first.
type changedTable struct {
	first, second *world
	opt           Options
	later         int // the least number of persons that the site asks for the second time
	seed          uint64
}

// newChanged makes a table and has one to five of its organisations come late,
// leave, or correct their numbers.
func newChanged(t *testing.T, seed uint64) changedTable {
	r := rand.New(rand.NewPCG(seed, 2027))
	base := newTable(t, seed/2*3) // without sensitive zeros, of which the reader knows nothing
	switch seed % 4 {
	case 1:
		return newLate(t, r, seed)
	case 2, 3:
		base = newWide(t, r, seed)
	}
	x := changedTable{base.world, copyOf(base.world), base.opt, max(FloorK, base.opt.K+r.IntN(7)-3), seed}
	orgs := senders(base.world)
	r.Shuffle(len(orgs), func(i, j int) { orgs[i], orgs[j] = orgs[j], orgs[i] })
	if r.IntN(3) == 0 { // those that reported the same groups as the first
		slices.SortStableFunc(orgs, func(a, b dim.Code) int {
			return cmp.Compare(x.first.alike(b, orgs[0]), x.first.alike(a, orgs[0]))
		})
	}
	how := r.IntN(6)
	for _, org := range orgs[:min(len(orgs), 1+r.IntN(5))] {
		switch n := r.IntN(4); {
		case how == 0 || how > 2 && n == 0:
			leave(r, &x.first, org)
		case how == 1 || how > 2 && n == 1:
			leave(r, &x.second, org)
		case how > 2 && n == 2:
			x.first.shrink(1+r.Int64N(int64(x.opt.K)), org)
		default:
			x.second.correct(r, org)
		}
	}
	return x
}

// leave takes an organisation away from a world, unless nothing is left then; or
// has it leave its numbers blank.
func leave(r *rand.Rand, w **world, org dim.Code) {
	y := copyOf(*w)
	if r.IntN(3) == 0 {
		y.blank(org)
	} else {
		y.remove(func(c cube.Cell) bool { return c.Codes[dim.Organisation] == org })
	}
	if len(y.series) > 0 {
		*w = y
	}
}

func (w *world) blank(org dim.Code) {
	for i := range w.series {
		for j := range w.series[i].Cells {
			if c := &w.series[i].Cells[j]; c.Codes[dim.Organisation] == org {
				c.Sums = cube.Sums{Missing: 1}
				clear(c.Answers)
			}
		}
	}
}

// shrink leaves few persons of an organisation in each of its groups.
func (w *world) shrink(most int64, org dim.Code) {
	for i := range w.series {
		for j := range w.series[i].Cells {
			c := &w.series[i].Cells[j]
			if c.Codes[dim.Organisation] != org || c.Sums.Sum <= most {
				continue
			}
			c.Sums.Sum = most
			if less := total(c.Answers) - most; less > 0 {
				answer(c, -less)
			}
		}
	}
}

// alike counts the finest cells of an organisation in groups that another has.
func (w *world) alike(org, other dim.Code) (n int) {
	groups := map[dim.Codes]bool{}
	for _, s := range w.series {
		for _, c := range s.Cells {
			if c.Codes[dim.Organisation] == other {
				groups[c.Codes.With(dim.Organisation, dim.Total)] = true
			}
		}
	}
	for _, s := range w.series {
		for _, c := range s.Cells {
			if c.Codes[dim.Organisation] == org && groups[c.Codes.With(dim.Organisation, dim.Total)] {
				n++
			}
		}
	}
	return n
}

// newLate makes a table of two axes that three or more small organisations come
// late to, or leave, so that the changes of its groups are small.
func newLate(t *testing.T, r *rand.Rand, seed uint64) changedTable {
	w := &world{T: t, env: country()}
	x := changedTable{w, &world{T: t, env: w.env}, Options{K: 3 + r.IntN(8), KSensitive: 12}, FloorK, seed}
	x.opt.Views = []dim.View{dim.ViewOf(), dim.ViewOf(dim.Sex), dim.ViewOf(dim.Age), dim.ViewOf(dim.Sex, dim.Age)}
	ages := codesOf[dim.Age][:2+r.IntN(2)]
	most := 1 + r.Int64N(int64(x.opt.K)+2)
	for _, sex := range codesOf[dim.Sex][:2+r.IntN(2)] {
		for _, age := range ages {
			g := " sex=" + sex + " age=" + age
			for _, org := range []string{"c1", "c2", "c3"} {
				n := 12 + r.Int64N(30)
				x.first.persons("persons", "org="+org+g, n)
				x.second.persons("persons", "org="+org+g, n)
			}
			for _, org := range []string{"c4", "c5", "c6", "c7"} {
				if r.IntN(2) == 0 {
					x.second.persons("persons", "org="+org+g, r.Int64N(most+1))
				}
			}
		}
	}
	if r.IntN(3) == 0 {
		x.first, x.second = x.second, x.first
	}
	return x
}

// newWide makes a table of many organisations and few groups, in which enough of
// them can change for the changes to be shown.
func newWide(t *testing.T, r *rand.Rand, seed uint64) randomTable {
	x := randomTable{&world{T: t, env: country()}, Options{K: 3 + r.IntN(8), KSensitive: 12 + r.IntN(4)}, seed}
	axis := []dim.Axis{dim.Sex, dim.Age, dim.Area, dim.Sport}[r.IntN(4)]
	x.opt.Views = []dim.View{dim.ViewOf(), dim.ViewOf(dim.Organisation), dim.ViewOf(axis)}
	if r.IntN(3) == 0 {
		x.opt.Views = append(x.opt.Views, dim.ViewOf(dim.Organisation, axis))
	}
	orgs := [][]string{{"c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8"}, {"s1", "s2", "s3"}, {"u1", "u2", "u3", "u4"}}[[]int{0, 0, 0, 0, 1, 2}[r.IntN(6)]]
	r.Shuffle(len(orgs), func(i, j int) { orgs[i], orgs[j] = orgs[j], orgs[i] })
	orgs = orgs[:min(len(orgs), 3+r.IntN(4))]
	scattered, scale := r.IntN(3) == 0, []int64{8, 50, 50}[r.IntN(3)]
	item := []string{"", "", "resident.area_enps"}[r.IntN(3)]
	var groups []string
	for _, org := range orgs {
		codes := codesOf[axis][:1+r.IntN(3)]
		if scattered {
			at := r.IntN(3)
			codes = codesOf[axis][at : at+1]
		}
		for _, code := range codes {
			groups = append(groups, "org="+org+" "+axis.String()+"="+code)
		}
	}
	if r.IntN(4) == 0 {
		x.fillGroups(r, groups)
		return x
	}
	for _, g := range groups { // of one measure all tables can be tried
		n := max(0, r.Int64N(scale)-scale/10)
		if r.IntN(3) == 0 {
			n = 20 + r.Int64N(40)
		}
		if item == "" {
			x.persons("persons", g, n)
		} else {
			other := r.Int64N(1+n/2) * r.Int64N(2)
			x.answers(item, g, n-other, other, 0)
		}
	}
	return x
}

func copyOf(w *world) *world {
	out := &world{T: w.T, env: w.env, series: slices.Clone(w.series)}
	for i := range out.series {
		s := &out.series[i]
		s.Cells = slices.Clone(s.Cells)
		for j := range s.Cells {
			s.Cells[j].Answers = slices.Clone(s.Cells[j].Answers)
		}
	}
	return out
}

// senders lists the organisations that sent anything.
func senders(w *world) (out []dim.Code) {
	for _, s := range w.series {
		for _, c := range s.Cells {
			out = append(out, c.Codes[dim.Organisation])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (w *world) remove(which func(cube.Cell) bool) {
	for i := range w.series {
		w.series[i].Cells = slices.DeleteFunc(w.series[i].Cells, which)
	}
	w.series = slices.DeleteFunc(w.series, func(s cube.Series) bool { return len(s.Cells) == 0 })
}

// correct changes the numbers of an organisation in some of its groups, or adds
// a group. By how much depends on the group alone, so that parts stay parts.
func (w *world) correct(r *rand.Rand, org dim.Code) {
	by := map[dim.Codes]int64{}
	whole := map[dim.Codes]int64{}
	few := r.IntN(4) == 0
	moved := dim.Codes{}
	for i := range w.series {
		s := &w.series[i]
		for j := range s.Cells {
			c := &s.Cells[j]
			if c.Codes[dim.Organisation] != org {
				continue
			}
			if _, ok := by[c.Codes]; !ok {
				by[c.Codes] = changeBy(r, few)
				moved = c.Codes
			}
			if n := by[c.Codes]; s.Item != nil {
				reanswer(r, c, n)
			} else if n != 0 && c.Sums.Rows > 0 {
				n = max(0, c.Sums.Sum+n)
				if most, ok := whole[c.Codes]; ok {
					n = min(r.Int64N(n+1), most)
				}
				c.Sums.Sum, whole[c.Codes] = n, n
			}
		}
	}
	if r.IntN(4) == 0 {
		w.widen(r, moved)
	}
}

// changeBy draws how many come or leave.
func changeBy(r *rand.Rand, few bool) int64 {
	switch n := r.Int64N(41); {
	case r.IntN(4) == 0:
		return 0
	case few && r.IntN(2) == 0:
		return 1 + n%4
	case r.IntN(5) == 0:
		return -n
	case r.IntN(8) == 0:
		return -1 << 20
	default:
		return 20 + n
	}
}

// reanswer adds respondents, takes some away, or has one think again.
func reanswer(r *rand.Rand, c *cube.Cell, by int64) {
	if by == 0 && r.IntN(3) > 0 || len(c.Answers) == 0 {
		return
	}
	if by == 0 && c.Sums.Sum > 0 {
		from := slices.IndexFunc(c.Answers, func(n int64) bool { return n > 0 })
		c.Answers[from]--
		c.Answers[r.IntN(len(c.Answers))]++
	}
	for ; by > 0; by-- {
		c.Answers[r.IntN(len(c.Answers))]++
	}
	answer(c, by)
}

// answer takes respondents away and adds the answers up.
func answer(c *cube.Cell, by int64) {
	for j := range c.Answers {
		less := min(c.Answers[j], -by)
		c.Answers[j], by = c.Answers[j]-less, by+less
	}
	n := total(c.Answers)
	c.Sums = cube.Sums{Sum: n, Rows: n, Points: 5 * n, Squares: 30 * n}
	if n == 0 {
		c.Sums.Missing = 1
	}
}

func total(list []int64) (sum int64) {
	for _, n := range list {
		sum += n
	}
	return sum
}

// widen copies the numbers of a group to another one that was empty.
func (w *world) widen(r *rand.Rand, from dim.Codes) {
	to := from
	for _, a := range []dim.Axis{dim.Area, dim.Sex, dim.Age, dim.Sport} {
		if w.env.Lists.ID(a, from[a]) != dim.Unknown {
			to[a], _ = w.env.Lists.Code(a, codesOf[a][r.IntN(3)])
		}
	}
	for i := range w.series {
		s := &w.series[i]
		at := func(codes dim.Codes) int {
			return slices.IndexFunc(s.Cells, func(c cube.Cell) bool { return c.Codes == codes })
		}
		if j := at(from); j >= 0 && at(to) < 0 {
			c := s.Cells[j]
			c.Codes, c.Answers = to, slices.Clone(c.Answers)
			s.Cells = append(s.Cells, c)
		}
	}
}

// release gives both releases, or the findings that forbid the second.
func (x changedTable) release() (first, second *Cube, finds diag.List) {
	c, _ := x.first.apply(x.opt)
	f, _ := c.Release(quarter)
	if _, err := f.Encode(); err != nil {
		x.first.Fatal(err)
	}
	opt := x.opt
	opt.K = x.later
	opt.Again = &Again{Quarter: quarter, Raw: []*cube.Cube{x.first.cube()}}
	next, _, finds, err := Apply(x.second.cube(), &release.Ledger{Files: []*release.File{f}}, x.second.env, opt)
	if err != nil {
		x.first.Fatalf("seed %d: %v", x.seed, err)
	}
	return c, next, finds
}

// smaller takes groups away from both releases, and changes back, for as long
// as something leaks.
func (x changedTable) smaller() changedTable {
	for {
		var tries []changedTable
		for _, w := range []*world{x.first, x.second} {
			for _, s := range w.series {
				for _, c := range s.Cells {
					same := func(d cube.Cell) bool { return d.Codes == c.Codes }
					y := x
					y.first, y.second = copyOf(x.first), copyOf(x.second)
					y.first.remove(same)
					y.second.remove(same)
					tries = append(tries, y)
				}
			}
		}
		i := slices.IndexFunc(tries, func(y changedTable) bool {
			return len(y.first.series) > 0 && len(y.second.series) > 0 && len(y.attack().leaks) > 0
		})
		if i < 0 {
			return x
		}
		x = tries[i]
	}
}

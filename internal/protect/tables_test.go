package protect

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"fukusen/internal/cube"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// tablesTried is how many random tables are attacked; the environment variable
// attackMore asks for more.
const (
	tablesTried = 2000
	attackMore  = "FUKUSEN_ATTACK"
)

// country is the site that random tables are made in, once, since reading a
// register takes longer than protecting a table. Schools are all named; of
// companies and clubs some are shown in totals only, or not even listed.
var country = sync.OnceValue(func() Env {
	w := newWorld(&testing.T{},
		body{"c1", "company", byName}, body{"c2", "company", byName}, body{"c3", "company", inTotals},
		body{"c4", "company", inTotals}, body{"c5", "company", notListed}, body{"c6", "company", inTotals},
		body{"c7", "company", byName}, body{"c8", "company", byName},
		body{"s1", "school", byName}, body{"s2", "school", byName}, body{"s3", "school", byName},
		body{"u1", "club", inTotals}, body{"u2", "club", inTotals}, body{"u3", "club", notListed}, body{"u4", "club", byName},
	)
	return w.env
})

// A randomTable is a small world with the options that it is protected with.
type randomTable struct {
	*world
	opt  Options
	seed uint64
}

// newTable makes a table of two to four axes. Its size is small, so that all
// tables that fit can be tried.
func newTable(t *testing.T, seed uint64) randomTable {
	r := rand.New(rand.NewPCG(seed, 2026))
	x := randomTable{&world{T: t, env: country()}, Options{K: 3 + r.IntN(8), KSensitive: 12 + r.IntN(4)}, seed}
	if seed%6 == 5 {
		x.opt.Zeros = [][]string{{"people"}, {"survey"}, {"people", "survey"}}[seed/6%3]
	}
	axes := randomAxes(r)
	x.opt.Views = randomViews(r, axes)
	kinds := []string{"c", "s", "u"}
	for _, kind := range kinds[:1+r.IntN(len(kinds))*r.IntN(2)] {
		x.fillKind(r, kind, axes)
	}
	if len(x.series) == 0 {
		x.persons("persons", "org=s1", 40)
	}
	return x
}

func randomAxes(r *rand.Rand) []dim.Axis {
	all := []dim.Axis{dim.Area, dim.Organisation, dim.Sex, dim.Age, dim.Sport}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:[]int{2, 2, 2, 3, 3, 4}[r.IntN(6)]]
}

// randomViews gives some of the margins of a table: always the total, mostly
// the single axes.
func randomViews(r *rand.Rand, axes []dim.Axis) []dim.View {
	if r.IntN(12) == 0 {
		return DefaultViews()
	}
	views := []dim.View{dim.ViewOf()}
	for n := 1; n <= len(axes); n++ {
		for mask := range 1 << len(axes) {
			var v dim.View
			for i, a := range axes {
				if mask>>i&1 == 1 {
					v = v.With(a)
				}
			}
			if len(v.Axes()) == n && (n == 1 && r.IntN(10) > 0 || n > 1 && r.IntN(4) > 0) {
				views = append(views, v)
			}
		}
	}
	return views
}

// codesOf are the groups of each axis in random tables; areas have two levels.
var codesOf = map[dim.Axis][]string{
	dim.Area: {"99301", "99302", "99303"}, dim.Sex: {"f", "m", "unknown"},
	dim.Age: {"20-29", "30-39", "40-49"}, dim.Sport: {"annet", "arbeid", "trygd"},
}

// fillKind makes up the numbers of one to four organisations of a kind.
func (x randomTable) fillKind(r *rand.Rand, kind string, axes []dim.Axis) {
	orgs := []string{kind + "1", kind + "2", kind + "3", kind + "4", kind + "5", kind + "6"}[:map[string]int{"c": 6, "s": 3, "u": 4}[kind]]
	r.Shuffle(len(orgs), func(i, j int) { orgs[i], orgs[j] = orgs[j], orgs[i] })
	groups := orgs[:1+r.IntN(min([]int{0, 0, 4, 3, 2}[len(axes)], len(orgs)))]
	for i := range groups {
		groups[i] = "org=" + groups[i]
	}
	for _, a := range axes {
		if a == dim.Organisation {
			continue
		}
		var next []string
		for _, c := range codesOf[a][:2+r.IntN(2)] {
			for _, g := range groups {
				if len(axes) == 2 || r.IntN(8) > 0 {
					next = append(next, g+" "+a.String()+"="+c)
				}
			}
		}
		groups = next
	}
	r.Shuffle(len(groups), func(i, j int) { groups[i], groups[j] = groups[j], groups[i] })
	most := []int{0, 0, 12, 6, 4}[len(axes)]
	if r.IntN(30) == 0 {
		most = 16
	}
	x.fillGroups(r, groups[:min(len(groups), most)])
}

// fillGroups makes up the numbers of the finest cells: persons with parts, or
// answers, or both.
func (x randomTable) fillGroups(r *rand.Rand, groups []string) {
	parts, items := r.IntN(4), r.IntN(4)
	if items < 2 && parts == 0 {
		parts = 1
	}
	zeros, scale := r.IntN(4), 1+r.Int64N(25)
	item := []string{"resident.area_enps", "resident.life_satisfaction", "resident.isolation"}[r.IntN(3)]
	for _, g := range groups {
		n := 1 + r.Int64N(scale)
		if r.IntN(4) < zeros {
			n = 0
		} else if r.IntN(8) == 0 {
			n = 1
		} else if r.IntN(8) == 0 {
			n = 40 + r.Int64N(40)
		}
		if parts > 0 {
			x.persons("persons", g, n)
			x.fillParts(r, g, n, parts)
		}
		if items > 1 {
			x.fillAnswers(r, item, g, n)
		}
	}
}

func (x randomTable) fillParts(r *rand.Rand, g string, n int64, parts int) {
	if parts == 1 {
		return
	}
	any := r.Int64N(n + 1)
	if r.IntN(4) == 0 {
		any = n - r.Int64N(min(n, 3)+1)
	}
	switch {
	case parts == 2 && r.IntN(20) == 0:
		x.put("dual_any", g, cube.Sums{Missing: 1})
	case parts == 2 && n > 0 && r.IntN(20) == 0: // of nobody it would be no secret
		x.put("dual_any", g, cube.Sums{SourceWithheld: 1})
	default:
		x.persons("dual_any", g, any)
	}
	if parts == 3 {
		x.persons("dual_paid", g, r.Int64N(any+1))
	}
}

func (x randomTable) fillAnswers(r *rand.Rand, item, g string, n int64) {
	given := make([]int64, 3)
	if strings.HasSuffix(item, "isolation") {
		given = make([]int64, x.answersOf(item))
	}
	for range n {
		given[min(r.IntN(len(given)), r.IntN(len(given)))]++
	}
	x.answers(item, g, given...)
}

func (x randomTable) answersOf(item string) int {
	it, _ := x.env.Contract.Item(strings.TrimPrefix(item, "resident."))
	return len(it.Answers)
}

// A tally counts what was attacked.
type tally struct {
	tables, blocks, largest int
	cells                   int // of blocks of which every table was tried
	searched, left          int // of larger blocks: tables were looked for, or not
	closed                  int // of those attacked: the smallest number they can be is above 0
	leaks                   []string
	unsure                  []doubt
}

// A doubt is an unknown that trying did not settle.
type doubt struct {
	o *outsider
	u int
	want
}

func (a *tally) add(b tally) {
	a.tables, a.blocks, a.largest = a.tables+b.tables, a.blocks+b.blocks, max(a.largest, b.largest)
	a.cells, a.searched, a.left, a.closed = a.cells+b.cells, a.searched+b.searched, a.left+b.left, a.closed+b.closed
	a.leaks, a.unsure = append(a.leaks, b.leaks...), append(a.unsure, b.unsure...)
}

func (a *tally) String() string {
	return fmt.Sprintf("%d tables, %d blocks (the largest of %d numbers); %d cells attacked with all tables, %d of larger blocks with some, %d not; %d have a least above 0; %d undecided, %d leaks",
		a.tables, a.blocks, a.largest, a.cells, a.searched, a.left, a.closed, len(a.unsure), len(a.leaks))
}

// enumerated is how many numbers a block may have for all tables to be tried;
// picked is of how many in a larger block tables are looked for.
const enumerated, picked = 14, 3

// attack protects a table and tries the tables that fit what is published.
func (x randomTable) attack() tally {
	c, _ := x.apply(x.opt)
	o := newOutsider(x.world, c)
	t := tally{tables: 1, leaks: o.shown(x.k)}
	for _, b := range o.blocks() {
		p := newPuzzle(o, b)
		t.blocks++
		t.largest = max(t.largest, b.distinct)
		step := 1
		if b.distinct > enumerated {
			step = len(b.unknowns)/picked + 1
		}
		for i, u := range b.unknowns {
			w, ok := o.wants(&o.unknowns[u], x.k(o.unknowns[u].series))
			switch {
			case !ok:
			case i%step > 0:
				t.left++
			default:
				x.ask(&t, p, i, doubt{o, u, w}, step > 1)
			}
		}
	}
	return t
}

// k is the smallest number that may be known of a measure or item.
func (x randomTable) k(series string) int64 {
	if strings.HasSuffix(series, ".isolation") {
		return int64(x.opt.KSensitive)
	}
	return int64(x.opt.K)
}

func (x randomTable) ask(t *tally, p *puzzle, at int, d doubt, large bool) {
	if large {
		t.searched++
	} else {
		t.cells++
	}
	v := p.room(at, d.want)
	switch {
	case v.safe && v.min > 0:
		t.closed++
	case v.safe:
	case !v.sure:
		t.unsure = append(t.unsure, d)
	default:
		u := d.o.unknowns[d.u]
		t.leaks = append(t.leaks, fmt.Sprintf("seed %d, k %d: %v is %d, can be %d to %d", x.seed, x.opt.K, u, u.truth, v.min, v.max))
	}
}

// smaller takes finest groups away for as long as something leaks.
func (x randomTable) smaller() randomTable {
	for {
		groups := map[release.Codes]bool{}
		for _, s := range x.series {
			for _, c := range s.Cells {
				groups[x.env.Lists.IDs(c.Codes)] = true
			}
		}
		found := false
		for g := range maps.Keys(groups) {
			y := x
			y.world = &world{T: x.T, env: x.env}
			for _, s := range x.series {
				s.Cells = slices.DeleteFunc(slices.Clone(s.Cells), func(c cube.Cell) bool { return x.env.Lists.IDs(c.Codes) == g })
				if len(s.Cells) > 0 {
					y.series = append(y.series, s)
				}
			}
			if len(y.series) > 0 && len(y.attack().leaks) > 0 {
				x, found = y, true
				break
			}
		}
		if !found {
			return x
		}
	}
}

// TestRandomTables: no table leaves any number of people, or what is left of
// them, less room than it must have, whatever tables an outsider tries.
func TestRandomTables(t *testing.T) {
	n := tablesTried
	if more, err := strconv.Atoi(os.Getenv(attackMore)); err == nil {
		n = more
	}
	const hands = 4
	var mu sync.Mutex
	var all tally
	t.Run("attack", func(t *testing.T) {
		for h := range hands {
			t.Run(strconv.Itoa(h), func(t *testing.T) {
				t.Parallel()
				for seed := h; seed < n && !t.Failed(); seed += hands {
					x := newTable(t, uint64(seed))
					got := x.attack()
					if len(got.leaks) > 0 {
						y := x.smaller()
						c, _ := y.apply(y.opt)
						t.Errorf("%s\n%s\nviews %v\n%s", strings.Join(got.leaks, "\n"), strings.Join(y.attack().leaks, "\n"), y.opt.Views, tableOf(y.world, c))
					}
					mu.Lock()
					all.add(got)
					mu.Unlock()
				}
			})
		}
	})
	t.Log(&all)
	if all.cells < 10*n || len(all.unsure) > all.cells/100 {
		t.Error("that tests too little")
	}
}

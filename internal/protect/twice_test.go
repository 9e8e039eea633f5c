package protect

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"fukusen/internal/release"
)

// changedTried is how many random tables are released, changed and released
// again; the environment variable attackMore asks for more.
const changedTried = 400

// joint is what an outsider makes of both releases together.
func (r *reader) joint(first, second *Cube) (o *outsider, at map[int]change) {
	o = &outsider{at: map[seat]int{}}
	o.read(r.in[0].w, first, 0)
	o.read(r.in[1].w, second, 1)
	o.compare()
	at = map[int]change{}
	for i := range o.numbers {
		p := o.numbers[i].seat
		p.release = 0
		old, both := o.at[p]
		if o.numbers[i].release == 0 || !both || o.numbers[i].unknown < 0 && o.numbers[old].unknown < 0 {
			continue
		}
		d, changed := r.changeOf(p)
		if !changed {
			o.line(i, []int{old})
			continue
		}
		at[len(o.unknowns)] = d
		o.differ(old, i, d)
	}
	return o, at
}

// differ says that a number is what it was and what has changed: numbers that
// came late only add, and those that were taken back only subtract.
func (o *outsider) differ(old, next int, d change) {
	u := unknown{seat: d.seat, kind: difference, truth: d.sum}
	from, to := old, next
	switch {
	case len(d.went) == 0:
	case len(d.came) == 0:
		from, to, u.truth = next, old, -d.sum
	default:
		u.least = -far
	}
	o.numbers = append(o.numbers, number{seat: seat{release: 2}, unknown: len(o.unknowns)})
	o.unknowns = append(o.unknowns, u)
	o.line(to, []int{from, len(o.numbers) - 1})
}

// determined reports whether an unknown can be but one number.
func (p *puzzle) determined(u int) (yes, sure bool) {
	for _, r := range [][2]int64{{p.lo[u], p.truth[u] - 1}, {p.truth[u] + 1, p.hi[u]}} {
		if p.fits(u, r[0], r[1]) {
			return false, true
		}
		if p.cut {
			return false, false
		}
	}
	return true, true
}

// A twiceTally counts what was attacked of two releases.
type twiceTally struct {
	tally
	made, news          int            // second releases, and those with a number that the first has not
	refused             map[string]int // by rule
	changes, determined int            // of groups that both releases have, and those that follow
	asked               int            // of changes: of which other numbers are tried
}

func (a *twiceTally) add(b twiceTally) {
	a.tally.add(b.tally)
	a.made, a.news = a.made+b.made, a.news+b.news
	a.changes, a.determined, a.asked = a.changes+b.changes, a.determined+b.determined, a.asked+b.asked
	for id, n := range b.refused {
		a.refused[id] += n
	}
}

func (a *twiceTally) String() string {
	return fmt.Sprintf("%d second releases, %d with new numbers, refused %v; %d changes, %d of them determined, of %d others tried; %v",
		a.made, a.news, a.refused, a.changes, a.determined, a.asked, &a.tally)
}

// attack releases a table twice and tries what fits both releases.
func (x changedTable) attack() twiceTally {
	t := twiceTally{tally: tally{tables: 1}, refused: map[string]int{}}
	first, second, finds := x.release()
	if second == nil {
		for _, f := range finds {
			t.refused[f.Rule.ID]++
		}
		return t
	}
	t.made = 1
	r := newReader(x, first, second)
	if r.news() {
		t.news = 1
	}
	changes := r.changes()
	for _, d := range changes {
		t.changes++
		if r.follows(all+d.series, r.vector(d.series, d.came, d.went)) {
			t.determined++
		}
	}
	o, at := r.joint(first, second)
	t.leaks = slices.Concat(r.sticky(), r.derived(), r.linear(changes, x.k), r.remains(changes, x.k), o.shown(x.k), otherRules(first, second))
	for i := range t.leaks {
		t.leaks[i] = x.leak("%s", t.leaks[i])
	}
	for _, b := range o.blocks() {
		x.attackBlock(&t, r, o, b, at)
	}
	return t
}

// leak names the table in a message.
func (x changedTable) leak(format string, args ...any) string {
	return fmt.Sprintf("seed %d, k %d: ", x.seed, x.opt.K) + fmt.Sprintf(format, args...)
}

// otherRules tells whether the second release has other rules than the first.
func otherRules(first, second *Cube) []string {
	f, _ := first.Release(quarter)
	g, _ := second.Release(quarter)
	if !reflect.DeepEqual(f.Rules, g.Rules) {
		return []string{fmt.Sprintf("rules %v after %v", g.Rules, f.Rules)}
	}
	return nil
}

func (x changedTable) k(series string) int64 { return randomTable{opt: x.opt}.k(series) }

// attackBlock asks how far the withheld numbers of a block can move, and whether
// what has changed can be but one number.
func (x changedTable) attackBlock(t *twiceTally, r *reader, o *outsider, b block, at map[int]change) {
	p := newPuzzle(o, b)
	t.blocks++
	t.largest = max(t.largest, b.distinct)
	step := 1
	if b.distinct > enumerated {
		step = len(b.unknowns)/picked + 1
	}
	for i, u := range b.unknowns {
		w, ok := o.wants(&o.unknowns[u], x.k(o.unknowns[u].series))
		d, changed := at[u]
		switch {
		case changed:
			x.askChange(t, p, i, doubt{o: o, u: u}, r, d)
		case !ok:
		case i%step > 0:
			t.left++
		default:
			randomTable{opt: x.opt, seed: x.seed}.ask(&t.tally, p, i, doubt{o, u, w}, step > 1)
		}
	}
}

// askChange looks at one change of a group that both releases show.
func (x changedTable) askChange(t *twiceTally, p *puzzle, i int, q doubt, r *reader, d change) {
	for k := range r.shown {
		if s := r.shown[k][d.seat].Status; s != release.Published && s != release.Withheld {
			return
		}
	}
	t.asked++
	yes, sure := p.determined(i)
	k, size := x.k(d.series), max(d.sum, -d.sum)
	switch {
	case !sure:
		t.unsure = append(t.unsure, q)
	case !yes && size > 0 && size < k && !d.withheld && !p.fits(i, p.truth[i]+k-1, far):
		if v := p.room(i, want{k, -far}); !v.safe && v.sure {
			t.leaks = append(t.leaks, x.leak("%v is %d, can be %d to %d", q.o.unknowns[q.u], p.truth[i], v.min, v.max))
		}
	case !yes || d.sum == 0:
	case size < k:
		t.leaks = append(t.leaks, x.leak("%v can only be %d: few persons", q.o.unknowns[q.u], d.sum))
	default:
		if why := r.few(d); why != "" {
			t.leaks = append(t.leaks, x.leak("%v can only be %d: %s", q.o.unknowns[q.u], d.sum, why))
		}
	}
}

// TestTwoReleases: a second release of a quarter gives nobody away together with
// the first, whatever tables an outsider tries.
func TestTwoReleases(t *testing.T) {
	n := changedTried
	if more, err := strconv.Atoi(os.Getenv(attackMore)); err == nil {
		n = more
	}
	const hands = 2
	var mu sync.Mutex
	sum := twiceTally{refused: map[string]int{}}
	t.Run("attack", func(t *testing.T) {
		for h := range hands {
			t.Run(strconv.Itoa(h), func(t *testing.T) {
				t.Parallel()
				for seed := h; seed < n; seed += hands {
					x := newChanged(t, uint64(seed))
					got := x.attack()
					mu.Lock()
					explain := len(got.leaks) > 0 && len(sum.leaks) == 0 // of others the seed will do
					sum.add(got)
					mu.Unlock()
					if explain {
						y := x.smaller()
						t.Logf("%s\n%s", strings.Join(y.attack().leaks, "\n"), y)
					}
					for _, leak := range got.leaks {
						t.Error(leak)
					}
				}
			})
		}
	})
	t.Log(&sum)
	if sum.news < n/3 || sum.cells < 3*n || len(sum.unsure) > (sum.cells+sum.changes)/50 {
		t.Error("that tests too little")
	}
}

// String writes both tables and what is published of them.
func (x changedTable) String() string {
	first, second, finds := x.release()
	s := fmt.Sprintf("views %v\nfirst\n%s", x.opt.Views, tableOf(x.first, first))
	if second == nil {
		return s + fmt.Sprint(finds)
	}
	return s + "second\n" + tableOf(x.second, second)
}

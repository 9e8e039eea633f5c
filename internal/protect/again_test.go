package protect

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"fukusen/internal/cube"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// A twice is a quarter that is released, and after something came late or was
// corrected, released again. Both are worlds of the same organisations.
type twice struct {
	first, second *world
	opt           Options
}

func newTwice(t *testing.T, bodies ...body) *twice {
	return &twice{first: newWorld(t, bodies...), second: newWorld(t, bodies...)}
}

// both adds a number that stays what it is.
func (x *twice) both(f func(w *world)) {
	f(x.first)
	f(x.second)
}

// release gives the first release, and the cube with the second or the findings
// that forbid it.
func (x *twice) release() (*release.File, *Cube, diag.List) {
	t := x.first.T
	t.Helper()
	c, _ := x.first.apply(x.opt)
	f, _ := c.Release(quarter)
	if _, err := f.Encode(); err != nil {
		t.Fatal(err)
	}
	opt := x.opt
	opt.Again = &Again{Quarter: quarter, Raw: []*cube.Cube{x.first.cube()}}
	next, _, finds, err := Apply(x.second.cube(), &release.Ledger{Files: []*release.File{f}}, x.second.env, opt)
	if err != nil {
		t.Fatal(err)
	}
	return f, next, finds
}

// firms are companies that are shown in totals only.
func firms(n int, more ...body) []body {
	for i := range n {
		more = append(more, body{fmt.Sprintf("f%d", i), "company", inTotals})
	}
	return more
}

// eight gives eight of nine firms 120 persons together.
func eight(t *testing.T, more ...body) *twice {
	x := newTwice(t, firms(9, more...)...)
	for i := range 8 {
		x.both(func(w *world) { w.persons("persons", fmt.Sprintf("org=f%d", i), 15) })
	}
	return x
}

// refused fails unless the second release is forbidden by a rule, in words that
// hold some.
func (x *twice) refused(id string, words ...string) {
	t := x.first.T
	t.Helper()
	_, c, finds := x.release()
	if c != nil || len(finds) != 1 || finds[0].Rule.ID != id {
		t.Fatalf("a cube %v, findings %v, want none and %s", c != nil, finds, id)
	}
	for _, word := range words {
		if text := finds[0].Msg(diag.EN); !strings.Contains(text, word) {
			t.Errorf("%q does not tell %q", text, word)
		}
	}
}

// The known answer of DISCLOSURE 6: 120 with 8 of 9 reporters, then 127 with the
// ninth, which is shown in totals only.
func TestNinthComesLate(t *testing.T) {
	x := eight(t)
	x.second.persons("persons", "org=f8", 7)
	x.refused("release/difference", "F8", "Companies")
	x = eight(t)
	x.second.persons("persons", "org=f8", 70) // its size is no remedy
	x.refused("release/difference")
}

// Two that come late know each other's number; of three nobody does.
func TestSeveralComeLate(t *testing.T) {
	x := newTwice(t, firms(12)...)
	for i := range 8 {
		x.both(func(w *world) { w.persons("persons", fmt.Sprintf("org=f%d", i), 15) })
	}
	x.second.persons("persons", "org=f8", 30)
	x.second.persons("persons", "org=f9", 20)
	x.refused("release/difference", "F8", "F9")
	x.second.persons("persons", "org=f10", 10)
	_, c, finds := x.release()
	if len(finds) > 0 {
		t.Fatal(finds)
	}
	x.second.want(c, "persons", "kind=company", "180")
}

// A named organisation shows its own number in both releases: the difference
// tells nothing new, unless it is one of few persons.
func TestNamedIsCorrected(t *testing.T) {
	for by, want := range map[int64]string{20: "190", 10: "180", -12: "158", 3: "", -9: ""} {
		x := eight(t, body{"n", "company", byName})
		x.first.persons("persons", "org=n", 50)
		x.second.persons("persons", "org=n", 50+by)
		if want == "" {
			x.refused("release/difference", "N (n)")
			continue
		}
		_, c, finds := x.release()
		if len(finds) > 0 {
			t.Fatal(by, finds)
		}
		x.second.want(c, "persons", "kind=company", want)
		x.second.want(c, "persons", "kind=company org=n", fmt.Sprint(50+by))
	}
}

// What has not changed is not released again.
func TestNothingChanged(t *testing.T) {
	eight(t).refused("release/unchanged")
}

// What was withheld stays so, though it has become large; what was published and
// has not changed stays as it is.
func TestSticky(t *testing.T) {
	x := newTwice(t, body{"n", "company", byName}, body{"m", "company", byName}, body{"o", "company", byName})
	x.opt.Views = []dim.View{dim.ViewOf(), dim.ViewOf(dim.Organisation), dim.ViewOf(dim.Sex), dim.ViewOf(dim.Area)}
	x.both(func(w *world) {
		for _, org := range []string{"n", "m", "o"} {
			w.persons("persons", "sex=m area=99301 org="+org, 40)
			w.persons("persons", "sex=f area=99301 org="+org, 30)
		}
	})
	x.first.persons("persons", "org=o sex=x area=99301", 4)
	x.second.persons("persons", "org=o sex=x area=99301", 40)
	x.second.persons("persons", "org=m sex=m area=99302", 20)
	f, c, finds := x.release()
	if len(finds) > 0 {
		t.Fatal(finds)
	}
	x.first.wantIn(f, "persons", "kind=company sex=x", "withheld")
	x.second.want(c, "persons", "kind=company sex=x", "withheld")
	x.second.want(c, "persons", "kind=company org=n", "70")
	if next, _ := c.Release(quarter); next.ID != "2026fq1-r2" || next.Previous != f.SHA256 || !reflect.DeepEqual(next.Rules, f.Rules) {
		t.Errorf("the release is %s after %q", next.ID, next.Previous)
	}
}

// A record that does not give the released numbers is none.
func TestRecordHasToFit(t *testing.T) {
	x := eight(t)
	x.second.persons("persons", "org=f8", 70)
	c, _ := x.first.apply(x.opt)
	f, _ := c.Release(quarter)
	if _, err := f.Encode(); err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string]*cube.Cube{"another": x.second.cube(), "an empty": {}} {
		opt := Options{Again: &Again{Quarter: quarter, Raw: []*cube.Cube{raw}}}
		c, _, finds, err := Apply(x.second.cube(), &release.Ledger{Files: []*release.File{f}}, x.second.env, opt)
		if err != nil || c != nil || len(finds) != 1 || finds[0].Rule.ID != "release/record" {
			t.Errorf("%s record: %v, %v", name, finds, err)
		}
	}
}

// A third release is compared with the first as well: what two of three that
// changed take back leaves the third alone.
func TestThirdRelease(t *testing.T) {
	bodies := firms(11)
	version := func(f8, f9, f10 int64) *world {
		w := newWorld(t, bodies...)
		for i := range 8 {
			w.persons("persons", fmt.Sprintf("org=f%d", i), 15)
		}
		for org, n := range map[string]int64{"f8": f8, "f9": f9, "f10": f10} {
			w.persons("persons", "org="+org, n)
		}
		return w
	}
	worlds := []*world{version(20, 20, 20), version(40, 40, 40), version(40, 20, 20)}
	ledger := &release.Ledger{}
	var raws []*cube.Cube
	for i, w := range worlds {
		var opt Options
		if i > 0 {
			opt.Again = &Again{Quarter: quarter, Raw: raws}
		}
		c, _, finds, err := Apply(w.cube(), ledger, w.env, opt)
		if err != nil {
			t.Fatal(err)
		}
		if i == 2 {
			if c != nil || finds[0].Rule.ID != "release/difference" {
				t.Errorf("two that go back leave one alone: %v", finds)
			}
			break
		}
		if len(finds) > 0 {
			t.Fatal(i, finds)
		}
		f, _ := c.Release(quarter)
		if _, err := f.Encode(); err != nil {
			t.Fatal(err)
		}
		ledger.Files, raws = append(ledger.Files, f), append(raws, w.cube())
	}
}

// One that leaves takes its number away, which the difference tells.
func TestOneLeaves(t *testing.T) {
	x := eight(t)
	x.first.persons("persons", "org=f8", 30)
	x.refused("release/difference", "F8")
	x = eight(t, body{"n", "company", byName})
	x.first.persons("persons", "org=n", 30)
	_, c, finds := x.release()
	if len(finds) > 0 {
		t.Fatal("its own number was told: ", finds)
	}
	x.second.want(c, "persons", "kind=company", "120")
}

// Who agreed to be named when a quarter was first released stays so for it, and
// who did not is not shown in a later release of it either.
func TestChangeOfMind(t *testing.T) {
	for _, then := range []string{byName, inTotals} {
		now := map[string]string{byName: inTotals, inTotals: byName}[then]
		x := &twice{first: newWorld(t, firms(6, body{"n", "company", then})...), second: newWorld(t, firms(6, body{"n", "company", now})...)}
		for i := range 6 {
			x.first.persons("persons", fmt.Sprintf("org=f%d", i), 20)
			x.second.persons("persons", fmt.Sprintf("org=f%d", i), 20+10*int64(i%4))
		}
		x.both(func(w *world) { w.persons("persons", "org=n", 50) })
		_, c, finds := x.release()
		if len(finds) > 0 {
			t.Fatal(finds)
		}
		want := "50"
		if then == inTotals {
			want = "withheld"
		}
		x.second.want(c, "persons", "kind=company org=n", want)
		x.second.want(c, "persons", "kind=company", "240")
	}
}

// One that is not listed and comes late is as little told as one that is.
func TestUnlistedComesLate(t *testing.T) {
	x := eight(t, body{"u", "company", notListed})
	x.second.persons("persons", "org=u", 40)
	x.refused("release/difference")
}

// Answers that came late are a group like others: of three organisations, but
// nearly all the same, they would tell what those answered.
func TestLateAnswers(t *testing.T) {
	for name, answers := range map[string][]int64{"mixed": {6, 7, 7}, "alike": {0, 0, 20}, "few": {1, 1, 1}} {
		x := newTwice(t, firms(8)...)
		for i := range 5 {
			x.both(func(w *world) { w.answers("resident.area_enps", fmt.Sprintf("org=f%d", i), 10, 10, 10) })
		}
		for i := 5; i < 8; i++ {
			x.second.answers("resident.area_enps", fmt.Sprintf("org=f%d", i), answers...)
		}
		_, c, finds := x.release()
		if got := c != nil && len(finds) == 0; got != (name == "mixed") {
			t.Errorf("%s: released %v, %v", name, got, finds)
		}
	}
}

// Of amounts of money the change is subject to the p % rule.
func TestLateMoney(t *testing.T) {
	for name, amounts := range map[string][]int64{"even": {1000, 1000, 1000}, "one large": {100000, 100, 100}} {
		x := newTwice(t, firms(8)...)
		for i := range 5 {
			x.both(func(w *world) {
				w.persons("hiring/hires", fmt.Sprintf("org=f%d category=hiring.dual", i), 20)
				w.persons("hiring/external_cost", fmt.Sprintf("org=f%d category=hiring.dual", i), 1000)
			})
		}
		for i, n := range amounts {
			x.second.persons("hiring/hires", fmt.Sprintf("org=f%d category=hiring.dual", 5+i), 20)
			x.second.persons("hiring/external_cost", fmt.Sprintf("org=f%d category=hiring.dual", 5+i), n)
		}
		_, c, finds := x.release()
		if got := c != nil && len(finds) == 0; got != (name == "even") {
			t.Errorf("%s: released %v, %v", name, got, finds)
		}
	}
}

// What is the same has its revision; what is another has a higher one, though
// the file does not say so.
func TestRevisionOfReceipts(t *testing.T) {
	x := eight(t, body{"n", "company", byName})
	x.first.persons("persons", "org=n", 50)
	x.second.persons("persons", "org=n", 70)
	for _, w := range []*world{x.first, x.second} {
		w.receipts = []cube.Receipt{{Organisation: "n", Table: "people", Quarter: quarter}, {Organisation: "f0", Table: "people", Quarter: quarter}}
	}
	_, c, finds := x.release()
	if len(finds) > 0 {
		t.Fatal(finds)
	}
	got := map[string]int{}
	for _, r := range c.Receipts(quarter) {
		if r.Reported {
			got[r.Organisation] = r.Revision
		}
	}
	if got["n"] != 2 || got["f0"] != 1 {
		t.Errorf("revisions are %v, want 2 of n and 1 of f0", got)
	}
}

// All, or nearly all, of those who came late are in the part: that would follow
// from the changes of part and whole.
func TestLatePart(t *testing.T) {
	for name, dual := range map[string]int64{"some": 8, "nearly all": 19} {
		x := newTwice(t, firms(11)...)
		for i := range 11 {
			org := fmt.Sprintf("org=f%d", i)
			if i < 8 {
				x.both(func(w *world) {
					w.persons("persons", org, 30)
					w.persons("dual_any", org, 15)
				})
				continue
			}
			x.second.persons("persons", org, 20)
			x.second.persons("dual_any", org, dual)
		}
		_, c, finds := x.release()
		if got := c != nil && len(finds) == 0; got != (name == "some") {
			t.Errorf("%s: released %v, %v", name, got, finds)
		}
	}
}

// That holds for every later release of the quarter, whatever the register of
// one in between says.
func TestChangeOfMindStays(t *testing.T) {
	ledger := &release.Ledger{}
	var raws []*cube.Cube
	for i, shown := range []string{byName, inTotals, inTotals} {
		w := newWorld(t, firms(6, body{"n", "company", shown})...)
		for k := range 6 {
			w.persons("persons", fmt.Sprintf("org=f%d", k), 20+10*int64(i*k))
		}
		w.persons("persons", "org=n", 50+20*int64(i/2))
		var opt Options
		if i > 0 {
			opt.Again = &Again{Quarter: quarter, Raw: raws}
		}
		c, _, finds, err := Apply(w.cube(), ledger, w.env, opt)
		if err != nil || len(finds) > 0 {
			t.Fatal(i, finds, err)
		}
		w.want(c, "persons", "kind=company org=n", fmt.Sprint(50+20*(i/2)))
		f, _ := c.Release(quarter)
		if _, err := f.Encode(); err != nil {
			t.Fatal(err)
		}
		ledger.Files, raws = append(ledger.Files, f), append(raws, w.cube())
	}
}

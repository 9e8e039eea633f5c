package output

import (
	"context"
	"errors"
	"maps"
	"os"
	"testing"
)

var (
	oldSite = map[string]string{
		"index.html": "old", "kpi/a.html": "old", "kpi/same.html": "same", "gone/deep/x.html": "old",
		"turns/into/file": "old", "turns2": "old",
	}
	newSite = map[string]string{
		"index.html": "new", "kpi/a.html": "new", "kpi/same.html": "same", "made/deep/y.html": "new",
		"turns": "new", "turns2/into/folder": "new",
	}
	errFault = errors.New("the disk says no")
)

// start gives a desk with the old site and a file of somebody else.
func start(t *testing.T, withOld bool) desk {
	d := desk{t: t, site: memory(t)}
	d.dir = d.site + "/public"
	d.put("data/a.csv", "raw")
	if withOld {
		d.commit(oldSite)
		d.put("public/CNAME", "example.jp")
	}
	return d
}

// A faulty disk fails, or stops the process, at its n-th change.
type faulty struct {
	n, count int
	forever  bool // it also refuses everything afterwards
	kill     bool // the process ends there
	last     string
}

type killed struct{}

// memory gives a temporary folder, in memory where the system has a place for
// that: these tests make some hundred sites.
func memory(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "fukusen")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func (f *faulty) ask(op, name string) error {
	f.count++
	if f.count == f.n || f.forever && f.count > f.n {
		f.last = op + " " + name
		if f.kill {
			panic(killed{})
		}
		return errFault
	}
	return nil
}

// try commits the new site on the faulty disk and reports whether the process
// lived to see the result.
func (f *faulty) try(d desk) (err error, lived bool) {
	defer func() {
		if r := recover(); r != nil && r != (killed{}) {
			panic(r)
		}
	}()
	err = Commit(context.Background(), d.dir, d.site, treeOf(newSite), Options{hooks: hooks{fault: f.ask, hasty: true}})
	return err, true
}

// visible is what is on disk without what a run may leave for the next.
func visible(m map[string]string) map[string]string {
	v := maps.Clone(m)
	maps.DeleteFunc(v, func(p, _ string) bool { return p[0] == '.' })
	return v
}

// states returns what a faultless run finds and makes of a desk.
func states(t *testing.T, withOld bool) (before, after map[string]string) {
	d := start(t, withOld)
	before = d.all()
	d.commit(newSite)
	return before, d.all()
}

func eachFault(t *testing.T, check func(t *testing.T, d desk, before, after map[string]string, n int) (more bool)) {
	for _, withOld := range []bool{true, false} {
		before, after := states(t, withOld)
		n := 1
		for check(t, start(t, withOld), before, after, n) {
			n++
		}
		if n < 20 {
			t.Errorf("only %d changes were tried: the fault does not reach", n)
		}
	}
}

func TestAFailureAtAnyChangeLeavesOneWholeSite(t *testing.T) {
	eachFault(t, func(t *testing.T, d desk, before, after map[string]string, n int) bool {
		f := &faulty{n: n}
		err, _ := f.try(d)
		want := before
		if err == nil {
			want = after
		}
		if got := visible(d.all()); !maps.Equal(got, want) {
			t.Fatalf("change %d (%s), error %v: on disk\n%s\nwant\n%s", n, f.last, err, show(got), show(want))
		}
		d.commit(newSite)
		if got := d.all(); !maps.Equal(got, after) {
			t.Fatalf("change %d (%s): next commit gives\n%s\nwant\n%s", n, f.last, show(got), show(after))
		}
		return f.last != ""
	})
}

func TestADiskThatStaysBrokenIsRecoveredLater(t *testing.T) {
	eachFault(t, func(t *testing.T, d desk, before, after map[string]string, n int) bool {
		f := &faulty{n: n, forever: true}
		err, _ := f.try(d)
		recoverTwice(t, d, n)
		want := before
		if err == nil {
			want = after
		}
		if got := visible(d.all()); !maps.Equal(got, want) {
			t.Fatalf("change %d (%s), error %v: recovered to\n%s\nwant\n%s", n, f.last, err, show(got), show(want))
		}
		d.commit(newSite)
		if got := d.all(); !maps.Equal(got, after) {
			t.Fatalf("change %d: next commit gives\n%s\nwant\n%s", n, show(got), show(after))
		}
		return f.last != ""
	})
}

// recoverTwice recovers with a second failure on the way.
func recoverTwice(t *testing.T, d desk, n int) {
	t.Helper()
	second := &faulty{n: n%7 + 1}
	if err := recoverDir(d.dir, hooks{fault: second.ask, hasty: true}); err != nil && !errors.Is(err, errFault) {
		t.Fatal(err)
	}
	if err := Recover(d.dir); err != nil {
		t.Fatal(err)
	}
}

func TestAKilledProcessIsRecovered(t *testing.T) {
	eachFault(t, func(t *testing.T, d desk, before, after map[string]string, n int) bool {
		f := &faulty{n: n, kill: true}
		_, lived := f.try(d)
		if !lived {
			recoverTwice(t, d, n)
		}
		got := visible(d.all())
		if !maps.Equal(got, after) && (lived || !maps.Equal(got, before)) {
			t.Fatalf("change %d (%s): on disk\n%s\nwant one of\n%s\n%s", n, f.last, show(got), show(before), show(after))
		}
		d.commit(newSite)
		if got := d.all(); !maps.Equal(got, after) {
			t.Fatalf("change %d (%s): next commit gives\n%s\nwant\n%s", n, f.last, show(got), show(after))
		}
		return !lived
	})
}

func TestRecoverWithoutAnythingToDo(t *testing.T) {
	d := start(t, true)
	before := d.all()
	if err := Recover(d.dir); err != nil {
		t.Error(err)
	}
	if err := Recover(d.dir + "/not/there"); err != nil {
		t.Error(err)
	}
	if got := d.all(); !maps.Equal(got, before) {
		t.Errorf("on disk:\n%s\nwant:\n%s", show(got), show(before))
	}
}

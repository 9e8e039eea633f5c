package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"fukusen/internal/diag"
)

func TestASaveLeadsToABuild(t *testing.T) {
	t.Parallel()
	for _, opt := range []Options{{}, {Poll: 10 * time.Millisecond}} {
		t.Run(fmt.Sprint("poll ", opt.Poll), func(t *testing.T) {
			t.Parallel()
			b := newBench(t).begin(opt)
			b.put("data/a.csv", "22")
			b.want(2)
			b.put("data/a.csv.part", "333") // as editors save
			if err := os.Rename(b.path("data/a.csv.part"), b.path("data/a.csv")); err != nil {
				t.Fatal(err)
			}
			b.next()
			b.put("data/new/deep/b.csv", "1")
			b.next()
			b.put("data/new/deep/b.csv", "22") // the new folder is watched
			b.next()
			os.RemoveAll(b.path("data/new"))
			b.next()
			b.put("data/new/deep/b.csv", "1") // and again when it comes back
			b.next()
			b.put("data/new/deep/b.csv", "22")
			b.next()
		})
	}
}

func TestManySavesAreFewBuilds(t *testing.T) {
	t.Parallel()
	b := newBench(t).begin(Options{})
	for i := range 50 {
		b.put(fmt.Sprintf("data/%d.csv", i%5), strings.Repeat("x", i))
	}
	b.next()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.count > 4 {
		t.Errorf("50 saves led to %d builds, want at most 3", b.count-1)
	}
}

func TestAChangeDuringABuildIsOneMore(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	begun, finish := make(chan bool), make(chan bool)
	b.result = func(n int) (Result, error) {
		if n == 2 {
			begun <- true
			<-finish
		}
		return Result{OK: true}, nil
	}
	b.begin(Options{})
	b.put("data/a.csv", "22")
	<-begun
	b.want(2)
	for i := range 3 { // each of them told apart from the others
		b.put("data/a.csv", strings.Repeat("3", i+3))
		time.Sleep(2 * quiet)
	}
	close(finish)
	b.want(3)
	b.wantOnly(4)
}

func TestManySignalsAreOne(t *testing.T) {
	s := newSentry(Options{Dir: t.TempDir(), Poll: time.Hour}, &logger{})
	for range 3 {
		s.signal()
	}
	<-s.changed
	select {
	case <-s.changed:
		t.Error("changes while nobody receives must be one change")
	default:
	}
}

// What must lead to no build is asked of the sentry: waiting for nothing to
// happen proves little.
func TestWhatMatters(t *testing.T) {
	b := newBench(t)
	b.put("private/key", "1")
	b.put("list/one.csv", "1")
	s := newSentry(Options{
		Dir: b.path("public"), Watch: []string{b.path("data"), b.path("list/one.csv"), b.path("list/later/x.csv")},
		Ignore: []string{"*.log", b.path("data/cache")},
	}, &logger{})
	defer s.w.Close()
	tests := []struct {
		path string
		op   fsnotify.Op
		want bool
	}{
		{"data/a.csv", fsnotify.Write, true},
		{"data/a.csv", fsnotify.Create, true},
		{"data/a.csv", fsnotify.Remove, true},
		{"data/a.csv", fsnotify.Rename, true},
		{"data/a.csv", fsnotify.Write | fsnotify.Chmod, true},
		{"data/a.csv", fsnotify.Chmod, false},
		{"data", fsnotify.Write, false},
		{"data", fsnotify.Remove, true},
		{"data/a.csv~", fsnotify.Create, false},
		{"data/.a.csv.swp", fsnotify.Create, false},
		{"data/4913", fsnotify.Create, false},
		{"data/~$a.xlsx", fsnotify.Create, false},
		{"data/.~lock.a.csv#", fsnotify.Create, false},
		{"data/.#a.csv", fsnotify.Create, false},
		{"data/.goutputstream-X1", fsnotify.Create, false},
		{"data/.DS_Store", fsnotify.Create, false},
		{"data/x.tmp", fsnotify.Write, false},
		{"data/x.log", fsnotify.Write, false},
		{"data/cache", fsnotify.Create, false},
		{"data/cachet.csv", fsnotify.Create, true},
		{"public", fsnotify.Create, false},
		{".fukusen-stage-public", fsnotify.Create, false},
		{"list/one.csv", fsnotify.Create, true},
		{"list/two.csv", fsnotify.Create, false},
		{"list/later", fsnotify.Create, true},
	}
	for _, tt := range tests {
		if got := s.matters(fsnotify.Event{Name: real(b.path(tt.path)), Op: tt.op}); got != tt.want {
			t.Errorf("%v of %s matters: %v, want %v", tt.op, tt.path, got, tt.want)
		}
	}
}

func TestLookingPassesOverNoise(t *testing.T) {
	b := newBench(t)
	s := newSentry(Options{Dir: b.path("public"), Watch: []string{b.site}, Poll: time.Hour}, &logger{})
	before := s.look()
	b.put("data/~$a.xlsx", "noise")
	b.put(".git/index", "noise")
	b.put("public/other.html", "noise")
	if after := s.look(); !maps.Equal(before, after) {
		t.Errorf("seen %v, want %v", after, before)
	}
	b.put("data/b.csv", "1")
	if after := s.look(); maps.Equal(before, after) {
		t.Error("a new file is not seen")
	}
}

func TestInputsNamedByABuildAreWatched(t *testing.T) {
	t.Parallel()
	for _, opt := range []Options{{}, {Poll: 10 * time.Millisecond}} {
		b := newBench(t)
		far := filepath.Join(t.TempDir(), "theme")
		later := filepath.Join(t.TempDir(), "not", "yet.csv")
		b.result = func(int) (Result, error) { return Result{OK: true, Inputs: []string{far, later}}, nil }
		if err := os.Mkdir(far, 0o755); err != nil {
			t.Fatal(err)
		}
		b.begin(opt)
		b.put("data/a.csv", "22") // the first build has ended when the second begins
		b.next()
		if err := os.WriteFile(filepath.Join(far, "style.css"), nil, 0o644); err != nil {
			t.Fatal(err)
		}
		b.next()
		os.Mkdir(filepath.Dir(later), 0o755)
		if err := os.WriteFile(later, []byte("1"), 0o644); err != nil {
			t.Fatal(err)
		}
		b.next()
	}
}

func TestASingleFileIsWatchedThroughItsFolder(t *testing.T) {
	b := newBench(t)
	b.begin(Options{Watch: []string{b.path("data/a.csv")}})
	b.put("data/.new", "333")
	if err := os.Rename(b.path("data/.new"), b.path("data/a.csv")); err != nil {
		t.Fatal(err)
	}
	b.want(2)
}

func TestWithoutWatchesItLooks(t *testing.T) {
	t.Parallel()
	for _, limit := range []int{0, 2} {
		b := newBench(t)
		left := limit
		b.begin(Options{Lang: diag.EN, add: func(watch func(string) error, dir string) error {
			if left--; left < 0 {
				return syscall.ENOSPC
			}
			return watch(dir)
		}})
		if got := b.log.String(); !strings.Contains(got, "no space left on device") || !strings.Contains(got, "max_user_watches") {
			t.Errorf("the log names neither cause nor remedy:\n%s", got)
		}
		b.put("data/deep/b.csv", "1")
		b.next()
	}
}

// Watches may run out when a folder is added later.
func TestWatchesThatRunOutLater(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.begin(Options{add: func(watch func(string) error, dir string) error {
		if filepath.Base(dir) == "deep" {
			return syscall.ENOSPC
		}
		return watch(dir)
	}})
	b.put("data/deep/b.csv", "1")
	b.next()
	b.put("data/deep/b.csv", "22")
	b.next()
}

func TestRunEndsWithoutLeaks(t *testing.T) {
	before := runtime.NumGoroutine()
	for _, opt := range []Options{{}, {Poll: time.Hour}} {
		b := newBench(t).begin(opt)
		r, err := http.Get(b.url + "-/events") // a browser that stays
		if err != nil {
			t.Fatal(err)
		}
		b.end()
		io.Copy(io.Discard, r.Body)
		r.Body.Close()
	}
	http.DefaultClient.CloseIdleConnections()
	for end := time.Now().Add(deadline); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(end) {
			buf := make([]byte, 1<<16)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, buf[:runtime.Stack(buf, true)])
		}
	}
}

func TestRunRefuses(t *testing.T) {
	broken := errors.New("broken")
	ok := func(context.Context) (Result, error) { return Result{OK: true}, nil }
	for _, addr := range []string{":8080", "0.0.0.0:0", "192.168.1.2:0", "example.jp:80", "[::]:0"} {
		if err := Run(context.Background(), Options{Addr: addr, Dir: t.TempDir(), Build: ok}); !errors.Is(err, ErrNotLocal) {
			t.Errorf("Run at %s = %v, want %v", addr, err, ErrNotLocal)
		}
	}
	bad := func(context.Context) (Result, error) { return Result{}, broken }
	if err := Run(context.Background(), Options{Dir: t.TempDir(), Build: bad}); !errors.Is(err, broken) {
		t.Errorf("Run = %v, want the error of the first build", err)
	}
}

func TestTheBrowserIsTold(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.result = func(n int) (Result, error) {
		switch n {
		case 2:
			return Result{Findings: "data/a.csv:1:1: <期> が\n読めません"}, nil
		case 3:
			return Result{}, errors.New("disk full")
		}
		return Result{OK: true}, nil
	}
	b.begin(Options{Lang: diag.EN})
	_, page := b.get("")
	e := b.events()
	name, first := e.next()
	if name != "reload" || !strings.Contains(page, `data-edition="`+first+`"`) {
		t.Fatalf("first event %s %s: the page must carry this edition:\n%s", name, first, page)
	}
	wantFindings := func(text string) {
		t.Helper()
		if name, data := e.next(); name != "reload" || data != first {
			t.Errorf("%s %s, want the same edition %s: the old site stays", name, data, first)
		}
		if name, data := e.next(); name != "findings" || data != `{"text":"`+text+`","title":"The site has not been updated: there are findings"}` {
			t.Errorf("%s %s", name, data)
		}
	}
	b.put("data/a.csv", "22")
	b.want(2)
	wantFindings(`data/a.csv:1:1: \u003c期\u003e が\n読めません`)
	b.put("data/a.csv", "333")
	b.want(3)
	wantFindings("the site could not be built: disk full")
	b.put("data/a.csv", "4444")
	b.want(4)
	if name, data := e.next(); name != "reload" || data == first {
		t.Errorf("%s %s, want another edition than %s", name, data, first)
	}
}

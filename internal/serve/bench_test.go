package serve

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

const deadline = 20 * time.Second // generous: nothing here waits for it unless broken

// A bench is a running host over a temporary site.
type bench struct {
	t      *testing.T
	site   string // holds data/ and public/
	url    string
	builds chan int // number of each build, when it begins
	log    *safeBuffer
	stop   context.CancelFunc
	ended  chan error

	mu     sync.Mutex
	count  int
	result func(n int) (Result, error)
}

type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// newBench prepares a site; begin runs it.
func newBench(t *testing.T) *bench {
	b := &bench{t: t, site: t.TempDir(), builds: make(chan int, 1000), log: &safeBuffer{}, ended: make(chan error, 1)}
	b.put("data/a.csv", "1")
	b.put("public/index.html", "<h1>front</h1>")
	b.result = func(int) (Result, error) { return Result{OK: true}, nil }
	return b
}

func (b *bench) begin(opt Options) *bench {
	b.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	b.stop = cancel
	ready := make(chan string, 1)
	opt.Addr, opt.Dir, opt.Log = "127.0.0.1:0", b.path("public"), b.log
	if opt.Watch == nil {
		opt.Watch = []string{b.site}
	}
	opt.Ready = func(url string) { ready <- url }
	opt.Build = b.build
	go func() { b.ended <- Run(ctx, opt) }()
	b.t.Cleanup(b.end)
	select {
	case b.url = <-ready:
	case <-time.After(deadline):
		b.t.Fatal("not ready")
	}
	b.want(1)
	return b
}

func (b *bench) end() {
	b.stop()
	select {
	case err, open := <-b.ended:
		if open && err != nil {
			b.t.Errorf("Run = %v, want nil at a normal end", err)
		}
		if open {
			close(b.ended)
		}
	case <-time.After(deadline):
		b.t.Error("Run does not end")
	}
}

// build writes into the output and, as builds do, beside it.
func (b *bench) build(context.Context) (Result, error) {
	b.mu.Lock()
	b.count++
	n := b.count
	b.mu.Unlock()
	b.builds <- n
	b.put(".fukusen-stage-public/x", fmt.Sprint(n))
	b.put("public/build.txt", fmt.Sprint(n))
	os.RemoveAll(b.path(".fukusen-stage-public"))
	return b.result(n)
}

func (b *bench) path(p string) string { return filepath.Join(b.site, filepath.FromSlash(p)) }

func (b *bench) put(path, data string) {
	b.t.Helper()
	full := b.path(path)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		b.t.Error(err)
	}
	if err := os.WriteFile(full, []byte(data), 0o644); err != nil {
		b.t.Error(err)
	}
}

// want waits for the n-th build.
func (b *bench) want(n int) {
	b.t.Helper()
	select {
	case got := <-b.builds:
		if got != n {
			b.t.Fatalf("build %d, want %d", got, n)
		}
	case <-time.After(deadline):
		b.t.Fatalf("build %d does not come; log:\n%s", n, b.log)
	}
}

// wantOnly makes a change that must be seen and checks that the next build is
// the n-th: nothing before has led to one.
func (b *bench) wantOnly(n int) {
	b.t.Helper()
	b.put("data/sentinel.csv", fmt.Sprint(n, time.Now().UnixNano()))
	b.want(n)
}

func (b *bench) get(path string) (*http.Response, string) {
	b.t.Helper()
	r, err := http.Get(b.url + path)
	if err != nil {
		b.t.Fatal(err)
	}
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return r, string(data)
}

// next waits for any build after a change, and lets those that the same change
// may still bring about pass: a look can fall between two parts of a change.
func (b *bench) next() {
	b.t.Helper()
	select {
	case <-b.builds:
	case <-time.After(deadline):
		b.t.Fatalf("the change is not seen; log:\n%s", b.log)
	}
	for {
		select {
		case <-b.builds:
		case <-time.After(2 * quiet):
			return
		}
	}
}

// events reads the named events of a stream.
type events struct {
	t  *testing.T
	in *bufio.Scanner
}

func (b *bench) events() *events {
	r, err := http.Get(b.url + "-/events")
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(func() { r.Body.Close() })
	if got := r.Header.Get("Content-Type"); got != "text/event-stream" {
		b.t.Errorf("content type %q", got)
	}
	return &events{b.t, bufio.NewScanner(r.Body)}
}

func (e *events) next() (name, data string) {
	e.t.Helper()
	for e.in.Scan() {
		line := e.in.Text()
		if s, ok := strings.CutPrefix(line, "event: "); ok {
			name = s
		}
		if s, ok := strings.CutPrefix(line, "data: "); ok {
			data = s
		}
		if line == "" {
			return name, data
		}
	}
	e.t.Fatal("the stream has ended")
	return "", ""
}

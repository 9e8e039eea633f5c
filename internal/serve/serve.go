// Package serve watches the sources of a site, asks for a rebuild when they
// change, serves the result to this machine alone and tells the browser.
//
// It knows nothing of building: it is given a function, and the function says
// what it has read. What a newcomer would get wrong: a file is watched through
// its folder, because editors save by putting a new file in the old one's
// place; and everything is looked at again before each rebuild, because a new
// folder may have been filled before anyone watched it.
package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"fukusen/internal/diag"
)

// A Builder builds the site once. The error is for what could not be done at
// all; findings in the input are a Result that is not OK.
type Builder func(ctx context.Context) (Result, error)

// A Result says what a build has read and whether there is a new site.
type Result struct {
	OK       bool     // the output folder holds the new site; else the old one stays
	Inputs   []string // files and folders read, to be watched besides Options.Watch
	Findings string   // plain text shown in the browser if not OK; any characters
}

// Options says what to serve and what to watch. Required: Dir and Build.
type Options struct {
	Addr   string           // loopback host and port; "" means 127.0.0.1 and 8080 to 8089, else any free port
	Dir    string           // output folder; never watched; need not exist yet
	Watch  []string         // folders, with all that is in them, and files; need not exist yet
	Ignore []string         // never watched: paths if they hold a separator, else patterns of path/filepath.Match for names
	Build  Builder          // called by one goroutine at a time
	Lang   diag.Lang        // of what goes to Log and to the browser; "" means Japanese
	Log    io.Writer        // progress, a line each; nil means none
	Ready  func(url string) // called once, when pages can be had; may be nil
	Poll   time.Duration    // > 0: look at the files this often, for file systems that report nothing

	add func(watch func(string) error, dir string) error // tests: comes between us and the system's watches
}

// ErrNotLocal is returned by Run for an address that other machines can reach:
// a draft is not public.
var ErrNotLocal = errors.New("serve: the address must be of this machine alone (127.0.0.1, ::1 or localhost)")

// Run builds the site, serves it and builds it again after every change until
// ctx is done, which is a normal end: it then returns nil. A change during a
// build leads to one more build, however many there are.
//
// A build with findings, and later a build that could not run, leave the last
// good site in place and show the findings in the browser. Run returns an error
// if it cannot listen, ErrNotLocal, or the error of the very first build.
func Run(ctx context.Context, opt Options) error {
	ln, err := listen(opt.Addr)
	if err != nil {
		return err
	}
	defer ln.Close()
	ctx, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	defer work.Wait()
	defer cancel()

	s := &host{opt: opt, board: newBoard(), log: &logger{w: opt.Log, lang: opt.Lang}}
	s.watch = newSentry(opt, s.log) // before the first build: nothing may slip between
	work.Go(func() { s.watch.run(ctx) })
	if err := s.build(ctx); err != nil {
		return unlessDone(ctx, err)
	}
	served := make(chan error, 1)
	work.Go(func() { served <- s.serve(ctx, ln) })
	url := "http://" + ln.Addr().String() + "/"
	s.log.say(textServing, url)
	if opt.Ready != nil {
		opt.Ready(url)
	}
	return s.rebuild(ctx, served)
}

// A host is one Run.
type host struct {
	opt   Options
	board *board
	watch *sentry
	log   *logger
}

// rebuild builds after each change until ctx is done or the server fails.
func (s *host) rebuild(ctx context.Context, served <-chan error) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-served:
			return unlessDone(ctx, err)
		case <-s.watch.changed:
			s.log.say(textChanged)
			if err := s.build(ctx); err != nil && ctx.Err() == nil {
				s.log.say(textCould, err)
				s.board.fail(fmt.Sprintf(textCould.In(s.opt.Lang), err))
			}
		}
	}
}

// build builds once and tells the browser what came of it.
func (s *host) build(ctx context.Context) error {
	r, err := s.opt.Build(ctx)
	if err != nil {
		return err
	}
	s.watch.include(ctx, r.Inputs)
	if r.OK {
		s.board.renew()
		s.log.say(textBuilt)
		return nil
	}
	s.board.fail(r.Findings)
	s.log.say(textFindings)
	return nil
}

// serve answers requests until ctx is done.
func (s *host) serve(ctx context.Context, ln net.Listener) error {
	srv := &http.Server{
		Handler:           handler(s.opt.Dir, s.opt.Lang, s.board),
		BaseContext:       func(net.Listener) context.Context { return ctx }, // ends the event streams
		ReadHeaderTimeout: 10 * time.Second,
	}
	done := make(chan struct{})
	var end sync.WaitGroup
	defer end.Wait()
	defer close(done)
	end.Go(func() {
		select {
		case <-ctx.Done():
		case <-done:
		}
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
		defer cancel()
		if srv.Shutdown(grace) != nil {
			srv.Close()
		}
	})
	return srv.Serve(ln)
}

// listen opens the address, or the first free one if none is asked for.
func listen(addr string) (net.Listener, error) {
	if addr != "" {
		if err := local(addr); err != nil {
			return nil, err
		}
		return net.Listen("tcp", addr)
	}
	for port := 8080; port < 8090; port++ {
		if ln, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port))); err == nil {
			return ln, nil
		}
	}
	return net.Listen("tcp", "127.0.0.1:0")
}

// local refuses an address that other machines can reach.
func local(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("%w: %s", ErrNotLocal, addr)
	}
	return nil
}

func unlessDone(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

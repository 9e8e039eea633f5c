package serve

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	quiet   = 100 * time.Millisecond // a save is over when nothing happens for so long
	patient = 2 * time.Second        // but changes without end are not waited out
	looks   = 700 * time.Millisecond // between two looks where changes are not reported
)

// A sentry notices changes in a scope, by the system's reports or, failing
// that, by looking.
type sentry struct {
	changed chan struct{} // holds one: changes while nobody receives are one change

	scope  scope
	log    *logger
	more   chan []string // paths to take into the scope
	poll   time.Duration
	add    func(watch func(string) error, dir string) error
	w      *fsnotify.Watcher // nil: by looking
	under  map[string]bool   // folders in scope
	wanted map[string]bool   // paths in other folders that matter: files, and what does not exist yet
	seen   map[string]stamp  // by looking
}

// A stamp is what changes when a file does.
type stamp struct {
	time time.Time
	size int64
	mode fs.FileMode
}

// newSentry returns a sentry that notices every change from now on, once it
// runs.
func newSentry(opt Options, log *logger) *sentry {
	s := &sentry{
		changed: make(chan struct{}, 1), scope: newScope(opt), log: log,
		more: make(chan []string), poll: cmp.Or(opt.Poll, looks), add: opt.add,
	}
	if s.add == nil {
		s.add = func(watch func(string) error, dir string) error { return watch(dir) }
	}
	if opt.Poll <= 0 {
		w, err := fsnotify.NewWatcher()
		if err == nil {
			s.w = w
			err = s.cover()
		}
		if err != nil {
			s.giveUp(err)
		}
	}
	if s.w == nil {
		s.seen = s.look()
	}
	return s
}

// include takes paths into the scope; with none it does nothing.
func (s *sentry) include(ctx context.Context, paths []string) {
	if len(paths) == 0 {
		return
	}
	select {
	case s.more <- paths:
	case <-ctx.Done():
	}
}

// run notices until ctx is done. It must be called once.
func (s *sentry) run(ctx context.Context) {
	if s.w != nil {
		err := s.listen(ctx)
		if err == nil {
			s.w.Close()
			return
		}
		s.giveUp(err)
		s.seen = s.look()
		s.signal() // something may have happened between
	}
	s.patrol(ctx)
}

// giveUp turns from reports to looking.
func (s *sentry) giveUp(err error) {
	s.log.say(textPolling, err, s.poll)
	if s.w != nil {
		s.w.Close()
		s.w = nil
	}
}

// signal leaves word of a change, unless there is word already.
func (s *sentry) signal() {
	select {
	case s.changed <- struct{}{}:
	default:
	}
}

// listen waits for reports and passes them on when they pause. The error says
// why watches cannot be had.
func (s *sentry) listen(ctx context.Context) error {
	var calm, limit <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return nil
		case paths := <-s.more:
			s.scope.include(paths)
			if err := s.cover(); err != nil {
				return err
			}
			continue
		case e := <-s.w.Events:
			if !s.matters(e) {
				continue
			}
			if limit == nil {
				limit = time.After(patient)
			}
			calm = time.After(quiet)
			continue
		case err := <-s.w.Errors:
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				s.log.say(textTrouble, err)
				continue
			}
			s.log.say(textMissed)
			calm = time.After(quiet)
			continue
		case <-calm:
		case <-limit:
		}
		calm, limit = nil, nil
		if err := s.cover(); err != nil { // before the build reads: what comes later is reported
			return err
		}
		s.signal()
	}
}

// matters reports whether an event is a change of an input. A change of rights
// is none, nor is the new time of a folder, which some systems report when
// something in it changes.
func (s *sentry) matters(e fsnotify.Event) bool {
	path := filepath.Clean(e.Name)
	switch {
	case e.Op == fsnotify.Chmod, s.under[path] && e.Op&^fsnotify.Chmod == fsnotify.Write:
		return false
	case s.wanted[path]:
		return true
	case s.scope.ignored(path):
		return false
	}
	return s.under[path] || s.under[filepath.Dir(path)]
}

// cover puts a watch on every folder in scope and on the folders of single
// files, and on the nearest folder above what does not exist. A folder is
// watched before it is read, so nothing made meanwhile is missed; watching one
// again does no harm and is needed if another has taken its place.
func (s *sentry) cover() error {
	s.under, s.wanted = make(map[string]bool), make(map[string]bool)
	for _, p := range s.scope.paths {
		dir, missing := nearest(p)
		s.wanted[missing] = true
		if err := s.watch(dir); err != nil {
			return err
		}
	}
	return s.scope.walk(func(path string, info fs.FileInfo) error {
		if !info.IsDir() {
			return nil
		}
		s.under[path] = true
		return s.watch(path)
	})
}

// watch asks the system to report on a folder; one that has just vanished is
// no failure.
func (s *sentry) watch(dir string) error {
	err := s.add(s.w.Add, dir)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return nil
	}
	return err
}

// patrol looks at everything in scope again and again.
func (s *sentry) patrol(ctx context.Context) {
	tick := time.NewTicker(s.poll)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case paths := <-s.more:
			old := s.look()
			s.scope.include(paths)
			for path, st := range s.look() { // what is new in scope is no change
				if _, ok := old[path]; !ok {
					s.seen[path] = st
				}
			}
		case <-tick.C:
			if now := s.look(); !maps.Equal(s.seen, now) {
				s.seen = now
				s.signal()
			}
		}
	}
}

// look takes the stamp of every file in scope. A change that keeps time and
// size stays unseen. Folders count by being there: their times move with noise.
func (s *sentry) look() map[string]stamp {
	m := make(map[string]stamp)
	s.scope.walk(func(path string, info fs.FileInfo) error {
		if info.IsDir() {
			m[path] = stamp{mode: fs.ModeDir}
		} else {
			m[path] = stamp{info.ModTime(), info.Size(), info.Mode().Type()}
		}
		return nil
	})
	return m
}

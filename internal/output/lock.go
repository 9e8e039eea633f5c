package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
)

// writing holds the stages that this process writes at the moment. By its
// number alone a process cannot tell its own work from that of a dead one.
var writing sync.Map

// lock makes the stage, or takes over that of a process that died. Nobody sees
// a stage without its owner's number: it gets its name when it is complete.
func (p *place) lock() error {
	if _, taken := writing.LoadOrStore(p.key(), true); taken {
		return &Error{Dir: p.dir, Path: filepath.Join(p.above, p.owner()), Reason: ErrBusy}
	}
	locked := false
	defer func() {
		if !locked {
			p.unlock()
		}
	}()
	if err := p.sweep(); err != nil {
		return err
	}
	if err := p.claim(); err != nil {
		return err
	}
	locked = true
	return nil
}

func (p *place) key() string { return filepath.Join(p.above, p.stage()) }
func (p *place) unlock()     { writing.Delete(p.key()) }

// claim puts this process's number on the stage. Two processes that find the
// same abandoned stage at the same instant are not told apart; the rest is
// exclusive, because a folder that is not empty cannot be renamed over.
func (p *place) claim() error {
	owner := p.mine() + "/owner"
	if err := p.write(owner, []byte(strconv.Itoa(os.Getpid())), false); err != nil {
		return err
	}
	if !p.exists(p.stage()) {
		err := p.rename(p.mine(), p.stage())
		if err == nil || !p.exists(p.stage()) {
			return err
		}
	}
	if p.owned() {
		err := &Error{Dir: p.dir, Path: filepath.Join(p.above, p.owner()), Reason: ErrBusy}
		return errors.Join(err, p.removeAll(p.mine()))
	}
	return errors.Join(p.rename(owner, p.owner()), p.removeAll(p.mine()))
}

// owned reports whether another process that is alive has the stage.
func (p *place) owned() bool {
	data, err := p.read(p.owner())
	if err != nil {
		return false
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(data)))
	return err == nil && pid != os.Getpid() && alive(pid)
}

// alive reports whether a process of that number runs. In doubt it does.
func alive(pid int) bool {
	if pid <= 0 {
		return false
	}
	proc, err := os.FindProcess(pid)
	if err != nil {
		return false // only Windows says so
	}
	defer proc.Release()
	err = proc.Signal(syscall.Signal(0))
	return !errors.Is(err, os.ErrProcessDone) && !errors.Is(err, syscall.ESRCH)
}

// doomed is the name of what the process makes or throws away for an output
// folder.
func doomed(pid int, name string) string {
	return fmt.Sprintf(".fukusen-tmp-%d-%s", pid, name)
}

// sweep removes what died processes, and earlier failures of this one, were
// about to throw away.
func (p *place) sweep() error {
	entries, err := fs.ReadDir(p.root.FS(), ".")
	if err != nil {
		return err
	}
	for _, e := range entries {
		rest, ok := strings.CutPrefix(e.Name(), ".fukusen-tmp-")
		number, name, _ := strings.Cut(rest, "-")
		pid, err := strconv.Atoi(number)
		if !ok || err != nil || name != p.name || pid != os.Getpid() && alive(pid) {
			continue
		}
		if err := p.removeAll(e.Name()); err != nil {
			return err
		}
	}
	return nil
}

// discard removes the stage. The journal goes first: without it, nothing in
// the stage means anything. The new name comes before the removal, so that
// nobody takes a half-removed stage for one to recover.
func (p *place) discard() error {
	if err := p.remove(p.journal()); err != nil {
		return err
	}
	if err := p.rename(p.stage(), p.mine()); err != nil {
		return err
	}
	return p.removeAll(p.mine())
}

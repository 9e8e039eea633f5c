package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"time"
)

// A disk is the folder above the output folder; every change of Commit goes
// through it. Being an os.Root, it cannot be led outside by a symbolic link.
// Names are slash paths.
type disk struct {
	root *os.Root
	hooks
}

// hooks are for tests; outside they are zero.
type hooks struct {
	fault func(op, name string) error // asked before each change
	hasty bool                        // nothing waits for the medium
}

func (d disk) ask(op, name string) error {
	if d.fault == nil {
		return nil
	}
	return d.fault(op, name)
}

func (d disk) mkdirAll(name string) error {
	if d.isDir(name) {
		return nil
	}
	if err := d.ask("mkdir", name); err != nil {
		return err
	}
	return d.root.MkdirAll(filepath.FromSlash(name), 0o755)
}

// write makes a file with its folders. With sync it is on the medium when
// write returns.
func (d disk) write(name string, data []byte, sync bool) error {
	if err := d.mkdirAll(path.Dir(name)); err != nil {
		return err
	}
	if err := d.ask("write", name); err != nil {
		return err
	}
	f, err := d.root.Create(filepath.FromSlash(name))
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if sync && !d.hasty && err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// rename moves a file or folder, making the folder it goes to. On Windows a
// virus scanner or an indexer may hold a fresh file open for a moment, hence
// the second and further attempts there.
func (d disk) rename(from, to string) error {
	if err := d.mkdirAll(path.Dir(to)); err != nil {
		return err
	}
	if err := d.ask("rename", to); err != nil {
		return err
	}
	from, to = filepath.FromSlash(from), filepath.FromSlash(to)
	err := d.root.Rename(from, to)
	for wait := time.Millisecond; err != nil && runtime.GOOS == "windows" && wait < time.Second; wait *= 2 {
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		time.Sleep(wait)
		err = d.root.Rename(from, to)
	}
	return err
}

// remove removes a file or an empty folder; what is not there is removed.
func (d disk) remove(name string) error {
	if err := d.ask("remove", name); err != nil {
		return err
	}
	return unlessAbsent(d.root.Remove(filepath.FromSlash(name)))
}

func (d disk) removeAll(name string) error {
	if err := d.ask("remove", name); err != nil {
		return err
	}
	return d.root.RemoveAll(filepath.FromSlash(name))
}

// prune removes the folder and those above it as long as they are empty, up to
// but without the limit. It passes those that an earlier attempt has removed,
// and stops silently at the first that cannot be: a folder too many does no
// harm.
func (d disk) prune(dir, limit string) error {
	for ; dir != limit && dir != "."; dir = path.Dir(dir) {
		if err := d.ask("remove", dir); err != nil {
			return err
		}
		if d.exists(dir) && (!d.isDir(dir) || d.root.Remove(filepath.FromSlash(dir)) != nil) {
			return nil
		}
	}
	return nil
}

// sync asks for the names in a folder to be on the medium. Not every system
// can do that with a folder, so it is tried and not insisted upon.
func (d disk) sync(dir string) {
	if d.hasty {
		return
	}
	if f, err := d.root.Open(filepath.FromSlash(dir)); err == nil {
		f.Sync()
		f.Close()
	}
}

func (d disk) read(name string) ([]byte, error) {
	return d.root.ReadFile(filepath.FromSlash(name))
}

func (d disk) exists(name string) bool {
	_, err := d.root.Lstat(filepath.FromSlash(name))
	return err == nil
}

func (d disk) isDir(name string) bool {
	info, err := d.root.Lstat(filepath.FromSlash(name))
	return err == nil && info.IsDir()
}

func unlessAbsent(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

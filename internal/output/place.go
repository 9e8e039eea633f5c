package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// A place is an output folder seen from the folder above it.
type place struct {
	disk
	dir   string // as the caller gave it
	above string // absolute folder above, symbolic links resolved
	name  string // of the output folder in it
}

// stage holds new files, backups, the journal and the owner's number. mine is
// what this process makes before and throws away after.
func (p *place) stage() string             { return ".fukusen-stage-" + p.name }
func (p *place) mine() string              { return doomed(os.Getpid(), p.name) }
func (p *place) journal() string           { return p.stage() + "/journal.json" }
func (p *place) owner() string             { return p.stage() + "/owner" }
func (p *place) target(file string) string { return path.Join(p.name, file) }
func (p *place) fresh(file string) string  { return path.Join(p.stage(), "new", file) }
func (p *place) backup(file string) string { return path.Join(p.stage(), "old", file) }

// open finds the place of an output folder. With create it makes the folders
// above; without, their absence is fs.ErrNotExist.
func open(dir string, create bool, h hooks) (*place, error) {
	full, err := resolve(dir, create)
	if err != nil {
		return nil, err
	}
	above, name := filepath.Split(full)
	if name == "" {
		return nil, &Error{Dir: dir, Reason: ErrUnwritable} // a whole drive has no folder above it
	}
	root, err := os.OpenRoot(above)
	if err != nil {
		return nil, err
	}
	p := &place{disk: disk{root, h}, dir: dir, above: filepath.Clean(above), name: name}
	return p, nil
}

// resolve returns the absolute path of the folder without symbolic links. The
// folder itself need not exist.
func resolve(dir string, create bool) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	full, err := filepath.EvalSymlinks(abs)
	if !errors.Is(err, fs.ErrNotExist) {
		return full, err
	}
	if _, err := os.Lstat(abs); err == nil { // a link that leads nowhere
		return "", &Error{Dir: dir, Reason: ErrNotFolder}
	}
	if create {
		if err := os.MkdirAll(filepath.Dir(abs), 0o755); err != nil {
			return "", err
		}
	}
	above, err := filepath.EvalSymlinks(filepath.Dir(abs))
	return filepath.Join(above, filepath.Base(abs)), err
}

// refuse reports why the place must not be written whatever it holds: it is no
// folder, or the site lies in it.
func (p *place) refuse(site string) error {
	here, err := os.Lstat(filepath.Join(p.above, p.name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !here.IsDir():
		return &Error{Dir: p.dir, Reason: ErrNotFolder}
	}
	at, err := resolve(site, false)
	if err != nil {
		return err
	}
	for {
		if info, err := os.Stat(at); err == nil && os.SameFile(info, here) {
			return &Error{Dir: p.dir, Reason: ErrIsSite}
		}
		up := filepath.Dir(at)
		if up == at {
			return nil
		}
		at = up
	}
}

// previous returns the manifest of the last commit. An absent or empty folder
// has none and gives the zero Manifest; any other without ours is refused.
func (p *place) previous() (Manifest, error) {
	if !p.isDir(p.name) {
		return Manifest{}, nil
	}
	in, err := p.root.OpenRoot(p.name)
	if err != nil {
		return Manifest{}, err
	}
	defer in.Close()
	m, err := ReadManifest(in.FS())
	if err == nil {
		return m, nil
	}
	if entries, listErr := fs.ReadDir(in.FS(), "."); listErr != nil || len(entries) == 0 {
		return Manifest{}, listErr
	}
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, ErrNotOurs) {
		return Manifest{}, &Error{Dir: p.dir, Reason: ErrNotOurs}
	}
	return Manifest{}, err
}

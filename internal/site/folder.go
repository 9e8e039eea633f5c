package site

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"fukusen/internal/diag"
)

var ruleLink = diag.Rule{
	ID:   "data/link",
	Msg:  diag.Text{JA: "これはリンク(別の場所を指すもの)で、指す先を読んでいません", EN: "this is a symbolic link, and what it leads to was not read"},
	Hint: diag.Text{JA: "data フォルダの外やフォルダを指すリンクと、切れたリンクは、安全のため読みません。使うファイルそのものを data に置き、リンクは消してください", EN: "links out of the folder data, to folders and to nothing are not followed; put the file itself into data, and delete the link"},
}

// A folder is that of a site. Below data/, where submitters put files, nothing
// that lies outside can be read: a link there that leads out of data, to a
// folder or to nothing is as if it were not there.
type folder struct {
	fs.FS
	data string // the folder data, which may itself be a link
}

func inFolder(dir string) folder { return folder{os.DirFS(dir), filepath.Join(dir, dataDir)} }

// Open opens a file; below data/ links are followed only as far as they stay
// there.
func (f folder) Open(name string) (fs.File, error) {
	rest, below := strings.CutPrefix(name, dataDir+"/")
	if !below || !fs.ValidPath(name) {
		return f.FS.Open(name)
	}
	file, err := os.OpenInRoot(f.data, filepath.FromSlash(rest))
	if err == nil {
		return file, nil
	}
	if f.linked(rest) && !errors.Is(err, fs.ErrPermission) {
		err = fs.ErrNotExist
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: err}
}

// linked reports whether a path below data/ is one of a link, or leads over one.
func (f folder) linked(name string) bool {
	for ; name != "."; name = path.Dir(name) {
		if info, err := os.Lstat(filepath.Join(f.data, filepath.FromSlash(name))); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			return true
		}
	}
	return false
}

// ReadDir leaves out the links that are not followed.
func (f folder) ReadDir(name string) ([]fs.DirEntry, error) {
	if name != dataDir && !strings.HasPrefix(name, dataDir+"/") {
		return fs.ReadDir(f.FS, name)
	}
	entries, err := fs.ReadDir(onlyOpen{f}, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return f.refuses(path.Join(name, e.Name()), e) }), err
}

// onlyOpen reads folders by opening them.
type onlyOpen struct{ f folder }

func (o onlyOpen) Open(name string) (fs.File, error) { return o.f.Open(name) }

// refuses reports a link that is not followed.
func (f folder) refuses(name string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return false
	}
	info, err := fs.Stat(f, name)
	return err != nil || info.IsDir()
}

// links finds the links below data/ that are not followed.
func (s *stages) links() diag.List {
	site := inFolder(s.opt.Dir)
	var finds diag.List
	// A folder that cannot be read is found by who reads it.
	fs.WalkDir(site.FS, dataDir, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
		case name != dataDir && hidden(name) && e.IsDir():
			return fs.SkipDir
		case name != dataDir && !hidden(name) && site.refuses(name, e):
			finds = append(finds, ruleLink.At(diag.Pos{File: name}))
		}
		return nil
	})
	return finds
}

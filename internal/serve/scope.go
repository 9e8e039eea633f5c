package serve

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// noise are names that editors, office programs and systems leave for a moment,
// and folders that are nobody's input.
var noise = []string{
	"*~", "~$*", ".~lock.*#", "#*#", ".#*", "*.swp", "*.swx", "*.tmp", "*.bck", "4913", ".goutputstream*",
	"*jb_old___", "*jb_tmp___", "*jb_bak___", ".DS_Store", "Thumbs.db", "desktop.ini",
	".git", ".hg", ".svn", ".cache", "node_modules", ".fukusen-*",
}

// A scope says which files matter.
type scope struct {
	paths []string // absolute, without symbolic links: folders and files
	skip  []string // the same: left out with all that is in them
	names []string // patterns of names that are left out
}

func newScope(opt Options) scope {
	s := scope{skip: []string{real(opt.Dir)}, names: slices.Clone(noise)}
	for _, i := range opt.Ignore {
		if strings.ContainsAny(i, `/`+string(filepath.Separator)) {
			s.skip = append(s.skip, real(i))
		} else {
			s.names = append(s.names, i)
		}
	}
	s.include(opt.Watch)
	return s
}

// include adds paths that are not in scope yet. One that is a symbolic link
// counts twice: the link may be changed, and what it leads to.
func (s *scope) include(paths []string) {
	for _, p := range paths {
		abs, err := filepath.Abs(p)
		if err != nil {
			continue
		}
		link := filepath.Join(real(filepath.Dir(abs)), filepath.Base(abs))
		for _, q := range []string{link, real(abs)} {
			if !slices.ContainsFunc(s.paths, func(root string) bool { return within(q, root) }) {
				s.paths = append(s.paths, q)
			}
		}
	}
}

// within reports whether the path is the folder or lies in it.
func within(path, dir string) bool {
	rest, ok := strings.CutPrefix(path, dir)
	return ok && (rest == "" || rest[0] == filepath.Separator || dir[len(dir)-1] == filepath.Separator)
}

// ignored reports whether the path is left out by its place or its name.
func (s *scope) ignored(path string) bool {
	if slices.ContainsFunc(s.skip, func(dir string) bool { return within(path, dir) }) {
		return true
	}
	name := filepath.Base(path)
	return slices.ContainsFunc(s.names, func(pattern string) bool {
		ok, _ := filepath.Match(pattern, name)
		return ok
	})
}

// walk calls see for every path in scope that exists, folders before what is in
// them. What vanishes or cannot be read meanwhile is passed over.
func (s *scope) walk(see func(path string, info fs.FileInfo) error) error {
	for _, root := range s.paths {
		err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
			if err != nil {
				return nil
			}
			if path != root && s.ignored(path) {
				if e.IsDir() {
					return fs.SkipDir
				}
				return nil
			}
			info, err := e.Info()
			if err != nil {
				return nil
			}
			return see(path, info)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// real gives the absolute path without symbolic links as far as it exists.
func real(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return filepath.Clean(path)
	}
	if full, err := filepath.EvalSymlinks(abs); err == nil {
		return full
	}
	up := filepath.Dir(abs)
	if up == abs {
		return abs
	}
	return filepath.Join(real(up), filepath.Base(abs))
}

// nearest gives the nearest folder above a path that exists, and what is
// missing in it.
func nearest(path string) (dir, missing string) {
	for {
		dir := filepath.Dir(path)
		if info, err := os.Stat(dir); err == nil && info.IsDir() || dir == path {
			return dir, path
		}
		path = dir
	}
}

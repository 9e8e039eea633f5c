package output

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// FS returns the tree as a read-only file system, as it is at this moment.
// Files have no modification time. It can be used by several goroutines.
func (t *Tree) FS() fs.FS {
	v := &view{tree: t, dirs: map[string][]fs.DirEntry{".": nil}}
	for _, p := range t.Paths() {
		v.link(p, entry{view: v, path: p})
	}
	for _, list := range v.dirs {
		slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return v
}

// A view is a tree with its folders spelt out.
type view struct {
	tree *Tree
	dirs map[string][]fs.DirEntry
}

// link enters e into its folder, and the folder into its own, up to the root.
func (v *view) link(p string, e entry) {
	dir := path.Dir(p)
	_, known := v.dirs[dir]
	v.dirs[dir] = append(v.dirs[dir], e)
	if !known {
		v.link(dir, entry{view: v, path: dir, dir: true})
	}
}

// Open implements fs.FS.
func (v *view) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if list, ok := v.dirs[name]; ok {
		return &openDir{entry: entry{view: v, path: name, dir: true}, rest: list}, nil
	}
	data, err := v.tree.await(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: cause(err)}
	}
	return &openFile{entry: entry{view: v, path: name}, Reader: bytes.NewReader(data)}, nil
}

// ReadFile implements fs.ReadFileFS. The result is a copy.
func (v *view) ReadFile(name string) ([]byte, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	data, err := v.tree.await(name)
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: cause(err)}
	}
	return bytes.Clone(data), nil
}

// cause takes the place off an error that is about to be given one.
func cause(err error) error {
	if pe, ok := err.(*fs.PathError); ok {
		return pe.Err
	}
	return err
}

// An entry is a file or folder of a view, and its own description.
type entry struct {
	view *view
	path string
	dir  bool
}

func (e entry) Name() string       { return path.Base(e.path) }
func (e entry) IsDir() bool        { return e.dir }
func (e entry) Type() fs.FileMode  { return e.Mode().Type() }
func (e entry) ModTime() time.Time { return time.Time{} }
func (e entry) Sys() any           { return nil }

func (e entry) Mode() fs.FileMode {
	if e.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// Size is 0 for a folder, and for a file whose content could not be made: that
// error comes from Info and Open.
func (e entry) Size() int64 {
	if e.dir {
		return 0
	}
	data, _ := e.view.tree.await(e.path)
	return int64(len(data))
}

func (e entry) Info() (fs.FileInfo, error) {
	if !e.dir {
		if _, err := e.view.tree.await(e.path); err != nil {
			return nil, err
		}
	}
	return e, nil
}

type openFile struct {
	entry
	*bytes.Reader
}

func (f *openFile) Size() int64                { return f.Reader.Size() }
func (f *openFile) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *openFile) Close() error               { return nil }

type openDir struct {
	entry
	rest []fs.DirEntry
}

func (d *openDir) Stat() (fs.FileInfo, error) { return d.entry, nil }
func (d *openDir) Close() error               { return nil }

func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.path, Err: fs.ErrInvalid}
}

// ReadDir implements fs.ReadDirFile.
func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 || n > len(d.rest) {
		if n > 0 && len(d.rest) == 0 {
			return nil, io.EOF
		}
		n = len(d.rest)
	}
	list := slices.Clone(d.rest[:n])
	d.rest = d.rest[n:]
	return list, nil
}

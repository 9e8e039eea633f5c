// Package output holds the generated files of a site and copies them to disk
// so that whoever looks finds the old site or the new one, whole.
//
// A Tree is filled first and read by the audit through FS; Commit then brings a
// folder into its state. What a newcomer would get wrong: nothing below the
// output folder may be touched before the journal is on disk, and nothing but
// the steps of the journal afterwards. Recovery knows no other truth.
package output

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sync"
)

// ManifestName is the path of the manifest, which Commit writes last. A Tree
// cannot hold it.
const ManifestName = "manifest.json"

// A Tree is a set of files to be written, by slash-separated path. The zero
// value is an empty tree. It may be read by several goroutines at once, but not
// while files are added.
type Tree struct {
	files map[string]func() ([]byte, error)
	dirs  map[string]bool // folders of the files
	ahead *ahead          // nil where nobody makes files ahead
	again *again          // nil where all files are made
}

// Add puts a file into the tree; the caller must not change data afterwards.
//
// Add panics for what only a programming error can bring about: a path that is
// absolute, not clean or leaves the tree, the manifest's path, and a path that
// is already taken, by a file or as the folder of one. Paths made from input
// must be checked with Has before.
func (t *Tree) Add(name string, data []byte) {
	t.put(name, func() ([]byte, error) { return data, nil })
}

// AddFunc puts a file into the tree whose content is made when it is first
// read. It is made once: what the audit has read is what Commit writes. of is
// a word that changes with what the file alone is made of, beside what was told
// to Again. AddFunc panics like Add.
func (t *Tree) AddFunc(name, of string, content func() ([]byte, error)) {
	if t.again != nil {
		content = t.again.or(name, of, content)
	}
	t.put(name, sync.OnceValues(content))
}

func (t *Tree) put(name string, content func() ([]byte, error)) {
	switch {
	case !fs.ValidPath(name) || name == ".":
		panic(fmt.Sprintf("output: %q is not a clean relative path", name))
	case name == ManifestName:
		panic("output: the manifest is written by Commit")
	case t.Has(name):
		panic(fmt.Sprintf("output: %q is added twice", name))
	}
	if t.files == nil {
		t.files, t.dirs = make(map[string]func() ([]byte, error)), make(map[string]bool)
	}
	t.files[name] = content
	for dir := path.Dir(name); dir != "." && !t.dirs[dir]; dir = path.Dir(dir) {
		t.dirs[dir] = true
	}
}

// Has reports whether a path is taken: there is a file of that path, or one in
// it, or one that it would have to lie in.
func (t *Tree) Has(name string) bool {
	if t.files[name] != nil || t.dirs[name] {
		return true
	}
	for dir := path.Dir(name); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if t.files[dir] != nil {
			return true
		}
	}
	return false
}

// Paths returns the paths of all files in sorted order.
func (t *Tree) Paths() []string { return slices.Sorted(maps.Keys(t.files)) }

// Read returns the content of a file; the caller must not change it. The error
// is fs.ErrNotExist for a path the tree does not hold, else what the function
// given to AddFunc returned.
func (t *Tree) Read(name string) ([]byte, error) {
	content := t.files[name]
	if content == nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	data, err := content()
	if err != nil {
		return nil, fmt.Errorf("making %s: %w", name, err)
	}
	return data, nil
}

package output

import (
	"io/fs"
	"os"
)

// A Made says of the files of a committed tree what they were made of.
type Made struct {
	dir string
	of  map[string]string
}

// Again tells a word that changes with what all files given to AddFunc are made
// of, and lets those that are made of the same as before be taken from its folder,
// where they have to be what Commit wrote. It is called before files are added;
// before can be nil.
func (t *Tree) Again(base string, before *Made) {
	t.again = &again{base: base, of: make(map[string]string)}
	if before == nil {
		return
	}
	dir := os.DirFS(before.dir)
	if m, err := ReadManifest(dir); err == nil { // without one, all is made
		t.again.before, t.again.dir, t.again.sums = before.of, dir, m.Files
	}
}

// Made is what the tree is made of, once it has been committed to a folder; nil
// if nobody called Again.
func (t *Tree) Made(dir string) *Made {
	if t.again == nil {
		return nil
	}
	return &Made{dir, t.again.of}
}

// again is a tree that may take files from an earlier one.
type again struct {
	base   string
	of     map[string]string
	before map[string]string // nil where there is nothing to take
	dir    fs.FS
	sums   map[string]string // by the manifest of dir
}

// or takes the file from before if it is made of the same.
func (a *again) or(name, of string, content func() ([]byte, error)) func() ([]byte, error) {
	of = a.base + "\n" + of
	a.of[name] = of
	if a.before[name] != of {
		return content
	}
	return func() ([]byte, error) {
		if data, err := fs.ReadFile(a.dir, name); err == nil && Sum(data) == a.sums[name] {
			return data, nil
		}
		return content()
	}
}

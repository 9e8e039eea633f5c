package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"slices"
	"strings"

	"fukusen/internal/diag"
)

// A Memory is what an audit leaves to the next one of the same site: what was
// found of files, and all that was read for it. What reads the same is not looked
// at again. The zero value remembers nothing. It is for one audit at a time.
type Memory struct {
	attack   seen
	attacked *Report          // before any page was read; nil if there is none
	found    map[string]found // by file, or by the folder of a release
}

// found is what was found of a file.
type found struct {
	in      seen
	numbers int
	other   diag.List
}

// Run is Run, but for what is remembered.
func (m *Memory) Run(fsys fs.FS) (*Report, error) {
	if m.attacked == nil || !m.attack.same(fsys) {
		in := seen{}
		r, err := attacked(noting{fsys, in})
		if err != nil {
			return nil, err
		}
		*m = Memory{attack: in, attacked: r, found: map[string]found{}}
	}
	r := *m.attacked
	r.memory, r.other = m, slices.Clone(r.other)
	return r.read(fsys)
}

// once does what finds something of one file, or of all in a folder, unless it is
// remembered what was found.
func (r *Report) once(fsys fs.FS, name string, look func(fs.FS) error) error {
	if r.memory == nil {
		return look(fsys)
	}
	if f, ok := r.memory.found[name]; ok && f.in.same(fsys) {
		r.Numbers += f.numbers
		r.other = append(r.other, f.other...)
		return nil
	}
	delete(r.memory.found, name)
	f := found{in: seen{}, numbers: -r.Numbers}
	already := len(r.other)
	if err := look(noting{fsys, f.in}); err != nil {
		return err
	}
	f.numbers += r.Numbers
	f.other = slices.Clone(r.other[already:])
	r.memory.found[name] = f
	return nil
}

// seen is what was read: of each path what stood there.
type seen map[string]string

func (s seen) same(fsys fs.FS) bool {
	for name, stood := range s {
		if stands(fsys, name) != stood {
			return false
		}
	}
	return true
}

// stands tells what stands at a path: the sum of a file, or the names in a folder.
func stands(fsys fs.FS, name string) string {
	if data, err := fs.ReadFile(fsys, name); err == nil {
		sum := sha256.Sum256(data)
		return hex.EncodeToString(sum[:])
	}
	entries, err := fs.ReadDir(fsys, name)
	if err != nil {
		return ""
	}
	names := []string{"folder"}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, "\n")
}

// noting notes what is read of a file system. All reading goes through Open.
type noting struct {
	fsys fs.FS
	seen seen
}

// Open notes what stands there, and opens it.
func (n noting) Open(name string) (fs.File, error) {
	if _, ok := n.seen[name]; !ok {
		n.seen[name] = stands(n.fsys, name)
	}
	return n.fsys.Open(name)
}

package output

import (
	"bytes"
	"cmp"
	"context"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// A draft is a commit in preparation: what the folder holds and what is to be
// done to it.
type draft struct {
	*place
	prev    Manifest
	leaving map[string]string // files to be removed, by their path in lower case
	steps   []step
}

// prepare stages what has changed and returns the steps that bring it in:
// removals, then new files, then the manifest. Without any step the folder is
// already as the tree wants it.
func (p *place) prepare(ctx context.Context, tree *Tree, opt Options) ([]step, error) {
	prev, err := p.previous()
	if err != nil {
		return nil, err
	}
	d := &draft{place: p, prev: prev, leaving: make(map[string]string)}
	if err := d.removals(tree); err != nil {
		return nil, err
	}
	next := Manifest{
		Format: format, Generator: generator, Files: make(map[string]string, len(tree.files)),
		Inputs: opt.Inputs, PrivateInputs: cmp.Or(opt.PrivateInputs, notAttested),
	}
	if next.Inputs == nil {
		next.Inputs = map[string]string{} // {} and not null
	}
	for _, f := range tree.Paths() {
		data, err := tree.Read(f)
		if err := cmp.Or(ctx.Err(), err); err != nil {
			return nil, err
		}
		next.Files[f] = Sum(data)
		if err := d.add(f, data); err != nil {
			return nil, err
		}
	}
	err = d.addManifest(next.Marshal())
	return d.steps, err
}

// removals adds a step for each file of the previous manifest that stands in
// the folder and is not in the tree.
func (d *draft) removals(tree *Tree) error {
	for _, f := range slices.Sorted(maps.Keys(d.prev.Files)) {
		if tree.files[f] != nil || f == ManifestName {
			continue
		}
		info, err := d.lstat(f)
		if err != nil {
			return err
		}
		if info != nil && !info.IsDir() {
			d.leaving[strings.ToLower(f)] = f
			d.steps = append(d.steps, step{Path: f, Old: true})
		}
	}
	return nil
}

// add stages one file, and adds its step, unless the folder holds it already.
func (d *draft) add(file string, data []byte) error {
	there, same, err := d.compare(file, data)
	if err != nil {
		return err
	}
	if there && d.leaves(file) {
		there, same = false, false
	}
	if same {
		return nil
	}
	if _, ours := d.prev.Files[file]; there && !ours {
		return &Error{Dir: d.dir, Path: file, Reason: ErrForeign}
	}
	d.steps = append(d.steps, step{Path: file, Old: there, New: true})
	return d.write(d.fresh(file), data, false)
}

// addManifest stages the manifest if it differs or there is any other step: its
// arrival is what makes a commit complete.
func (d *draft) addManifest(data []byte) error {
	there, same, err := d.compare(ManifestName, data)
	if err != nil || same && len(d.steps) == 0 {
		return err
	}
	d.steps = append(d.steps, step{Path: ManifestName, Old: there, New: true})
	return d.write(d.fresh(ManifestName), data, true)
}

// leaves reports whether what stands at the path is a file that is to be
// removed under a name of other case: a file system that does not tell the two
// apart.
func (d *draft) leaves(file string) bool {
	other, ok := d.leaving[strings.ToLower(file)]
	if !ok {
		return false
	}
	a, errA := d.lstat(other)
	b, errB := d.lstat(file)
	return errA == nil && errB == nil && a != nil && b != nil && os.SameFile(a, b)
}

// compare reports whether something other than a folder stands at the path in
// the output folder, and whether it is a plain file of these bytes. It reads
// them: neither time nor manifest tells what a hand or a full disk has changed.
func (p *place) compare(file string, data []byte) (there, same bool, err error) {
	info, err := p.lstat(file)
	if info == nil || err != nil || info.IsDir() {
		return false, false, err
	}
	if !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return true, false, nil
	}
	old, err := p.read(p.target(file))
	return true, bytes.Equal(old, data), err
}

// lstat describes what stands at the path in the output folder; nil if nothing
// does, be it because a file stands where its folder should be. A folder on the
// way that is a symbolic link is ErrForeign: what lies behind is not ours.
func (p *place) lstat(file string) (fs.FileInfo, error) {
	parts := strings.Split(file, "/")
	for i := range parts {
		dir := path.Join(parts[:i]...)
		info, err := p.root.Lstat(filepath.FromSlash(p.target(dir)))
		switch {
		case err != nil:
			return nil, unlessAbsent(err)
		case info.Mode().IsRegular():
			return nil, nil
		case !info.IsDir():
			return nil, &Error{Dir: p.dir, Path: dir, Reason: ErrForeign}
		}
	}
	info, err := p.root.Lstat(filepath.FromSlash(p.target(file)))
	return info, unlessAbsent(err)
}

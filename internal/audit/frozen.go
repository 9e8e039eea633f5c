package audit

import (
	"fmt"
	"io/fs"
	"path"
)

// A release leaves pages behind that show its numbers for ever, with the
// observations that they are of: all in the folder of its file. They are held
// against the cells of the release files up to that one, as the pages of today
// are against the open data.

// releaseFolder is where the pages of a release stay.
func releaseFolder(id string) string { return path.Dir(releasePath(id)) }

// frozen audits the pages of each release.
func (r *Report) frozen(fsys fs.FS) error {
	for _, v := range r.data.released {
		if !r.stays(fsys, v.ID) {
			continue
		}
		err := r.once(fsys, releaseFolder(v.ID), func(fsys fs.FS) error { return r.frozenOf(fsys, v.ID) })
		if err != nil {
			return err
		}
	}
	return nil
}

// frozenOf audits the pages of one release.
func (r *Report) frozenOf(fsys fs.FS, id string) error {
	sub, err := fs.Sub(fsys, releaseFolder(id))
	if err != nil {
		return fmt.Errorf("auditing the pages of %s: %w", id, err)
	}
	then, err := r.then(sub, id)
	if err != nil {
		return err
	}
	r.Numbers += then.Numbers
	for _, f := range then.other {
		f.Pos.File = path.Join(releaseFolder(id), f.Pos.File)
		r.other = append(r.other, f)
	}
	return nil
}

// stays reports whether a release has pages of its own. Without their
// observations its folder holds nothing but its file; whatever else lies there is
// looked at with the rest of the site.
func (r *Report) stays(fsys fs.FS, id string) bool {
	return observed(fsys, releaseFolder(id)) && r.release == "" && r.data.asOf(id) != nil
}

// then audits the folder of a release by itself.
func (r *Report) then(sub fs.FS, id string) (*Report, error) {
	p := r.data.asOf(id)
	d := *p.data // the past is the same for whoever reads the folder again
	d.byID = map[string]int{}
	then := &Report{release: id, data: &d, systems: p.systems}
	if err := d.readObservations(sub, &then.other); err != nil {
		return nil, err
	}
	then.formulas(&d, p.systems)
	return then, then.pages(sub, &d, p.systems)
}

// files calls f for every file, but for those in folders that are audited by
// themselves.
func (r *Report) files(fsys fs.FS, f func(name string) error) error {
	return fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("auditing %s: %w", name, err)
		case !e.IsDir():
			return f(name)
		case name == releaseFolder(path.Base(name)) && r.stays(fsys, path.Base(name)):
			return fs.SkipDir
		}
		return nil
	})
}

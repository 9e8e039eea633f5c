package site

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"fukusen/internal/output"
	"fukusen/internal/protect"
	"fukusen/internal/release"
)

// A Depth is what the test of non-interference found: the site was built again
// from other numbers, of which only withheld ones differ, and compared.
type Depth struct {
	Moved   int      // withheld numbers that were others
	Files   int      // of the site and the release files that were compared
	Differs []string // those that are not the same to the last byte, at most ten
}

// Deep builds the site twice: from the exports, and from other numbers that
// would publish the same. Whatever differs depends on what is withheld. At a
// press, which has no exports, there is nothing to compare.
func Deep(ctx context.Context, opt Options) (d Depth, r *Result, err error) {
	s := newStages(opt)
	tree, err := s.make(ctx)
	if err != nil || tree == nil || s.raw == nil {
		return d, s.result, err
	}
	first, err := s.unreleased()
	if err != nil {
		return d, s.result, err
	}
	if d.Moved, err = s.twin(); err != nil {
		return d, s.result, fmt.Errorf("protecting other numbers: %w", err)
	}
	other, err := s.write()
	if err != nil || other == nil {
		return d, s.result, err
	}
	second, err := s.unreleased()
	if err != nil {
		return d, s.result, err
	}
	for id, data := range first {
		d.compare(id, data, second[id])
	}
	return d, s.result, d.trees(tree, other)
}

// twin replaces the cube by one of other numbers.
func (s *stages) twin() (moved int, err error) {
	opt := s.rules()
	opt.Pattern = map[string]*release.File{}
	raw := s.raw
	for _, q := range s.cube.Quarters() {
		f, _ := s.cube.Release(q)
		if !s.cube.Draft(q) {
			continue
		}
		opt.Pattern[f.Quarter] = f
		var n int
		raw, n = protect.Twin(raw, f, s.described(), opt)
		moved += n
	}
	s.cube, _, _, err = protect.Apply(raw, s.ledger, s.described(), opt)
	return moved, err
}

// unreleased writes the release files that the drafts would have.
func (s *stages) unreleased() (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, q := range s.cube.Quarters() {
		f, _ := s.cube.Release(q)
		if !s.cube.Draft(q) {
			continue
		}
		data, err := f.Encode()
		if err != nil {
			return nil, fmt.Errorf("release %s: %w", f.ID, err)
		}
		f.SHA256 = "" // it is a draft still
		out[f.Name()] = data
	}
	return out, nil
}

func (d *Depth) trees(a, b *output.Tree) error {
	paths := slices.Concat(a.Paths(), b.Paths())
	slices.Sort(paths)
	for _, p := range slices.Compact(paths) {
		if !a.Has(p) || !b.Has(p) {
			d.compare(p, nil, []byte(p))
			continue
		}
		one, err := a.Read(p)
		if err != nil {
			return err
		}
		two, err := b.Read(p)
		if err != nil {
			return err
		}
		d.compare(p, one, two)
	}
	return nil
}

func (d *Depth) compare(name string, a, b []byte) {
	d.Files++
	if !bytes.Equal(a, b) && len(d.Differs) < 10 {
		d.Differs = append(d.Differs, name)
	}
}

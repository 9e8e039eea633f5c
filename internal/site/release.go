package site

import (
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

var (
	ruleReleased = diag.Rule{
		ID:   "release/again",
		Msg:  diag.Text{JA: "%[1]s はすでに公表されています(%[2]s)。二度目の公表はまだできません", EN: "%[1]s is already released as %[2]s; a second release is refused for now"},
		Hint: diag.Text{JA: "前の公表との差から個人や企業が分かることを、まだ防げないためです(differences between releases are not protected yet)", EN: "differences between releases are not protected yet"},
	}
	ruleNoQuarter = diag.Rule{
		ID:   "release/no-quarter",
		Msg:  diag.Text{JA: "%[1]s のデータがありません", EN: "there is no data of %[1]s"},
		Hint: diag.Text{JA: "公表していない四半期: %[2]s", EN: "quarters that are not released: %[2]s"},
	}
)

// Release writes the release file of a quarter, once the whole site passes.
// It gives the path of the file, relative to the site.
func Release(ctx context.Context, opt Options, q dim.Quarter) (file string, r *Result, err error) {
	s := newStages(opt)
	if _, err := s.make(ctx); err != nil || !s.result.OK(opt.Strict) {
		return "", s.result, err
	}
	if old, ok := s.ledger.Quarter(q); ok {
		s.find(diag.List{ruleReleased.At(diag.Pos{}, q.ID(s.result.Basis), old.ID)})
		return "", s.result, nil
	}
	f, ok := s.cube.Release(q)
	if !ok {
		s.find(diag.List{ruleNoQuarter.At(diag.Pos{}, q.ID(s.result.Basis), s.drafts())})
		return "", s.result, nil
	}
	data, err := f.Encode()
	if err != nil {
		return "", s.result, fmt.Errorf("release %s: %w", f.ID, err)
	}
	name := path.Join(release.Dir, f.Name())
	return name, s.result, writeNew(filepath.Join(opt.Dir, filepath.FromSlash(name)), data)
}

func (s *stages) drafts() string {
	list := ""
	for i, q := range s.result.Drafts {
		if i > 0 {
			list += ", "
		}
		list += q.ID(s.result.Basis)
	}
	return list
}

// writeNew writes a file that must not be there yet, whole or not at all.
func writeNew(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	if _, err := os.Lstat(name); err == nil {
		return fmt.Errorf("%s: %w", name, os.ErrExist)
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), ".release-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	if _, err := tmp.Write(data); err != nil {
		tmp.Close()
		return err
	}
	if err := tmp.Sync(); err != nil {
		tmp.Close()
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	if err := os.Chmod(tmp.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), name)
}

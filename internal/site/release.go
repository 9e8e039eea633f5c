package site

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/release"
	"fukusen/internal/source"
)

var (
	ruleReleased = diag.Rule{
		ID:   "release/again",
		Msg:  diag.Text{JA: "%[1]s は、すでに公表ファイルがあります(%[2]s)。この版では、同じ四半期を二度は公表できません", EN: "%[1]s is already released as %[2]s; this version cannot release a quarter twice"},
		Hint: diag.Text{JA: "二つの公表を比べると、個人や企業の数値が分かることがあるためです。公表したファイルは消さずに、そのまま使ってください", EN: "differences between releases are not protected yet: by comparing two one could find the numbers of persons or firms. Keep the published file as it is"},
	}
	ruleNoQuarter = diag.Rule{
		ID:   "release/no-quarter",
		Msg:  diag.Text{JA: "%[1]s のデータがありません", EN: "there is no data of %[1]s"},
		Hint: diag.Text{JA: "いま公表できる四半期: %[2]s", EN: "quarters that can be released: %[2]s"},
	}
)

// ParseQuarter reads a quarter as exports may write it.
func ParseQuarter(text string) (q dim.Quarter, ok bool) { return source.ParseQuarter(text) }

// Release writes the release file of a quarter, once the whole site passes.
// It gives the path of the file, relative to the site.
func Release(ctx context.Context, opt Options, q dim.Quarter) (file string, r *Result, err error) {
	s := newStages(opt)
	if _, err := s.make(ctx); err != nil || !s.result.OK(opt.Strict) {
		return "", s.result, err
	}
	if old, ok := s.ledger.Quarter(q); ok {
		s.find(diag.List{ruleReleased.At(diag.Pos{}, diag.Public(q.ID(s.result.Basis)), diag.Public(old.ID))})
		return "", s.result, nil
	}
	f, ok := s.cube.Release(q)
	if !ok {
		s.find(diag.List{ruleNoQuarter.At(diag.Pos{}, diag.Public(q.ID(s.result.Basis)), diag.Public(s.drafts()))})
		return "", s.result, nil
	}
	data, err := f.Encode()
	if err != nil {
		return "", s.result, fmt.Errorf("release %s: %w", f.ID, err)
	}
	name := path.Join(release.Dir, f.Name())
	return name, s.result, writeNew(filepath.Join(opt.Dir, filepath.FromSlash(name)), data)
}

// drafts lists the quarters that can be released.
func (s *stages) drafts() string {
	var ids []string
	for _, q := range s.result.Drafts {
		ids = append(ids, q.ID(s.result.Basis))
	}
	return cmp.Or(strings.Join(ids, ", "), "—")
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

package site

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"fukusen/internal/cube"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/protect"
	"fukusen/internal/release"
	"fukusen/internal/source"
)

var (
	ruleNoQuarter = diag.Rule{
		ID:   "release/no-quarter",
		Msg:  diag.Text{JA: "%[1]s のデータがありません", EN: "there is no data of %[1]s"},
		Hint: diag.Text{JA: "いま公表できる四半期: %[2]s", EN: "quarters that can be released: %[2]s"},
	}
)

// ParseQuarter reads a quarter as exports may write it.
func ParseQuarter(text string) (q dim.Quarter, ok bool) { return source.ParseQuarter(text) }

// A Releasing is a quarter to be released, for the first time or again.
type Releasing struct {
	Quarter dim.Quarter
	Hold    []string // organisations of which the last release's numbers are kept
}

// A Released is what was written.
type Released struct {
	File   string // relative to the site
	Before string // ID of the last release of the quarter; empty for the first
	Lost   int    // numbers of that which are withheld now
}

// Release writes the release file of a quarter, once the whole site passes, and
// beside it, for the steward, what stands behind it.
func Release(ctx context.Context, opt Options, what Releasing) (done Released, r *Result, err error) {
	s := newStages(opt)
	s.releasing = &what
	if tree, err := s.make(ctx); err != nil || tree == nil || !s.result.OK(opt.Strict) {
		return done, s.result, err
	}
	f, ok := s.cube.Release(what.Quarter)
	if !ok || s.raw == nil || !s.cube.Draft(what.Quarter) {
		s.find(diag.List{ruleNoQuarter.At(diag.Pos{}, diag.Public(what.Quarter.ID(s.result.Basis)), diag.Public(s.drafts()))})
		return done, s.result, nil
	}
	if old, again := s.ledger.Quarter(what.Quarter); again {
		done.Before, done.Lost = old.ID, protect.Lost(f, old)
	}
	data, err := f.Encode()
	if err != nil {
		return done, s.result, fmt.Errorf("release %s: %w", f.ID, err)
	}
	if err := s.saveRecord(f.ID, what.Quarter); err != nil {
		return done, s.result, err
	}
	done.File = path.Join(release.Dir, f.Name())
	return done, s.result, writeNew(s.inSite(done.File), data)
}

func (s *stages) inSite(name string) string {
	return filepath.Join(s.opt.Dir, filepath.FromSlash(name))
}

// again prepares the rules for releasing a quarter once more, where that is
// asked for. ok is false if there is a finding.
func (s *stages) again(raw *cube.Cube, opt protect.Options) (*cube.Cube, protect.Options, bool, error) {
	if s.releasing == nil {
		return raw, opt, true, nil
	}
	q := s.releasing.Quarter
	all := s.ledger.All(q)
	released := len(all) > 0
	if !released && len(s.releasing.Hold) > 0 {
		s.find(diag.List{ruleHeldFirst.At(diag.Pos{}, diag.Public(q.ID(s.result.Basis)))})
		return nil, opt, false, nil
	}
	if !released || !slices.Contains(raw.Quarters(), q) {
		return raw, opt, true, nil
	}
	opt.Again = &protect.Again{Quarter: q}
	for _, old := range all {
		of, ok, err := s.stood(old, raw, q)
		if !ok || err != nil {
			return nil, opt, false, err
		}
		opt.Again.Raw = append(opt.Again.Raw, of)
	}
	held, ok := s.held(s.releasing.Hold)
	if !ok {
		return nil, opt, false, nil
	}
	return raw.Hold(q, opt.Again.Raw[len(all)-1], held), opt, true, nil
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
	if _, err := os.Lstat(name); err == nil {
		return fmt.Errorf("%s: %w", name, os.ErrExist)
	}
	return replace(name, data, 0o644)
}

// replace writes a file, whole or not at all.
func replace(name string, data []byte, mode fs.FileMode) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
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
	if err := os.Chmod(tmp.Name(), mode); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), name)
}

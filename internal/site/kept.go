package site

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"fukusen/internal/audit"
	"fukusen/internal/diag"
	"fukusen/internal/output"
)

// Kept is what a build leaves to the next one of the same site, so that whoever
// watches a site waits only for what a change has to do with. The zero value is
// nothing. It is for one build at a time.
type Kept struct {
	data  *stages   // after protect; nil if there is nothing
	sum   string    // of what that has read
	finds diag.List // of that
	made  *output.Made
	audit audit.Memory
}

// auditor is audit.Run, or that of what is remembered.
func (s *stages) auditor() func(fs.FS) (*audit.Report, error) {
	if s.opt.Kept == nil {
		return audit.Run
	}
	return s.opt.Kept.audit.Run
}

// protected is protect, or what that came to before if it would read the same.
func (s *stages) protected(ctx context.Context) (ok bool, err error) {
	k := s.opt.Kept
	if k == nil {
		return s.protect(ctx)
	}
	if s.readSum, err = s.sumOfData(); err != nil {
		return s.protect(ctx) // which tells what cannot be read
	}
	if k.data != nil && k.sum == s.readSum {
		s.take(k.data)
		return s.find(k.finds), nil
	}
	if s.result.Findings.Errors() > 0 { // what is found of the data hangs on that
		return s.protect(ctx)
	}
	before := s.result.Findings
	s.result.Findings = nil
	ok, err = s.protect(ctx)
	found := s.result.Findings
	s.result.Findings = before
	s.find(found)
	if after, same := s.sumOfData(); ok && same == nil && after == s.readSum { // nobody wrote meanwhile
		k.data, k.sum, k.finds = s, s.readSum, found
	}
	return ok, err
}

// take makes the data of another run those of this one. What describes them goes
// with them, as they point to it.
func (s *stages) take(data *stages) {
	own := *s
	*s = *data
	s.opt, s.fsys, s.docs, s.result, s.audited = own.opt, own.fsys, own.docs, own.result, nil
	s.result.Reasons, s.result.submitters = data.result.Reasons, data.result.submitters
}

// sumOfData changes with all that protect reads, and with the day.
func (s *stages) sumOfData() (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, s.opt.Today.Format("2006-01-02"))
	for _, dir := range []string{ConfigFile, dataDir, recordDir} {
		if err := s.sumInto(h.Write, dir); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// sumInto writes names and sums of a file, or of all files in a folder, which
// need not be there.
func (s *stages) sumInto(write func([]byte) (int, error), dir string) error {
	err := fs.WalkDir(s.fsys, dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == dir:
			return nil
		case err != nil:
			return err
		case d.IsDir() && hidden(name):
			return fs.SkipDir
		case d.IsDir() || hidden(name):
			return nil
		}
		data, err := fs.ReadFile(s.fsys, name)
		if err == nil {
			_, err = write(fmt.Appendf(nil, "%q %s\n", name, output.Sum(data)))
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("looking for what has changed: %w", err)
	}
	return nil
}

// sumOfPages changes with all that any page is made of but the texts of content/,
// which it says for itself.
func (s *stages) sumOfPages() (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, s.readSum)
	for _, d := range s.docs {
		about := *d
		about.References, about.Links = slices.Clone(d.References), nil
		for i := range about.References {
			about.References[i].Pos = diag.Pos{}
			about.References[i].Args = slices.Clone(about.References[i].Args)
			for j := range about.References[i].Args {
				about.References[i].Args[j].Pos = diag.Pos{}
			}
		}
		if err := json.NewEncoder(h).Encode(about); err != nil {
			return "", err
		}
	}
	if s.config.Theme != "" {
		if err := s.sumInto(h.Write, path.Join("themes", s.config.Theme)); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

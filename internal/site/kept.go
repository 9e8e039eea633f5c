package site

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"time"

	"fukusen/internal/audit"
	"fukusen/internal/content"
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
	return s.sumOf([]byte(s.opt.Today.Format(time.DateOnly)), ConfigFile, dataDir, recordDir)
}

// sumOfPages changes with all that any page is made of but the texts of content/,
// which it says for itself.
func (s *stages) sumOfPages() (string, error) {
	about := []byte(s.readSum)
	for _, d := range s.docs {
		head, err := json.Marshal(withoutPlaces(*d))
		if err != nil {
			return "", err
		}
		about = append(about, head...)
	}
	if s.config.Theme == "" {
		return s.sumOf(about)
	}
	return s.sumOf(about, path.Join("themes", s.config.Theme))
}

// withoutPlaces is what other pages can know of a document, wherever in its file
// that stands.
func withoutPlaces(d content.Document) content.Document {
	d.References, d.Links = slices.Clone(d.References), nil
	for i := range d.References {
		r := &d.References[i]
		r.Pos, r.Args = diag.Pos{}, slices.Clone(r.Args)
		for j := range r.Args {
			r.Args[j].Pos = diag.Pos{}
		}
	}
	return d
}

// sumOf changes with a text and with the files of some folders.
func (s *stages) sumOf(text []byte, dirs ...string) (string, error) {
	for _, dir := range dirs {
		err := s.eachSum(dir, func(name, sum string) { text = fmt.Appendf(text, "\n%q %s", name, sum) })
		if err != nil {
			return "", err
		}
	}
	return output.Sum(text), nil
}

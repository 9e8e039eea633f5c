package site

import (
	"fmt"
	"io/fs"
	"path"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/page"
	"fukusen/internal/protect"
	"fukusen/internal/release"
)

// issued tells the pages of every release: its file, and which headline numbers
// it changed. All of it is had from release files alone, so that desk and press
// say the same.
func (s *stages) issued(p *page.Site) error {
	for i, f := range s.ledger.Files {
		data, err := fs.ReadFile(s.fsys, path.Join(release.Dir, f.Name()))
		if err != nil {
			return fmt.Errorf("reading the ledger: %w", err)
		}
		p.Ledger = append(p.Ledger, page.Issue{File: f, Data: data})
		if f.Number() < 2 {
			continue
		}
		changed, err := s.revised(i)
		if err != nil {
			return fmt.Errorf("comparing %s with the release before it: %w", f.ID, err)
		}
		p.Revisions = append(p.Revisions, changed...)
	}
	return nil
}

// revised compares the headline numbers of a quarter before and after its
// release at place i of the ledger. Only what is published in both is told: the
// statuses are those of kpi, which has no number where any cell is withheld.
func (s *stages) revised(i int) ([]page.Revision, error) {
	before, err := protect.Open(s.config.basis(), s.ledger.Files[:i]...)
	if err != nil {
		return nil, err
	}
	after, err := protect.Open(s.config.basis(), s.ledger.Files[:i+1]...)
	if err != nil {
		return nil, err
	}
	q, _, err := dim.ParseQuarter(s.ledger.Files[i].Quarter)
	if err != nil {
		return nil, err
	}
	was, is := kpi.Compute(before), kpi.Compute(after)
	var all []page.Revision
	cat := after.Catalogue()
	for k := range cat {
		if cat[k].Core {
			all = append(all, changes(was, is, &cat[k], q, s.ledger.Files[i].ID)...)
		}
	}
	return all, nil
}

// changes compares a KPI of a quarter, by kind of organisation.
func changes(was, is *kpi.Set, e *catalogue.Entry, q dim.Quarter, id string) []page.Revision {
	var all []page.Revision
	for _, kind := range append([]dim.Code{dim.Total}, is.Lists.Children(dim.Kind, dim.Total)...) {
		now := is.Find(e.ID, kpi.Value, "", q, is.Base(e, kind))
		if now == nil || now.Status != release.Published {
			continue
		}
		old, ok := was.Get(now.ID())
		if ok && old.Status == release.Published && old.Value != now.Value {
			all = append(all, page.Revision{Release: id, Kind: is.Lists.ID(dim.Kind, kind), Old: old, New: now})
		}
	}
	return all
}

package site

import (
	"fmt"

	"fukusen/internal/export"
	"fukusen/internal/kpi"
	"fukusen/internal/output"
	"fukusen/internal/page"
	"fukusen/internal/protect"
	"fukusen/internal/release"
)

// freeze adds of every release what stays of it for ever: its file as it was
// published, since all that was ever told stays known and the audit has to see
// it, and the pages that its numbers had when it was the newest. All of it comes
// from release files alone. The pages of today are in the tree already.
func (s *stages) freeze(tree *output.Tree, today page.Site, about export.About) error {
	var files []*release.File
	for _, is := range today.Ledger {
		tree.Add(is.Path(), is.Data)
		files = append(files, is.File.Undivided())
		if err := s.freezePages(tree, files, today, about); err != nil {
			return fmt.Errorf("writing the pages of %s: %w", is.File.ID, err)
		}
	}
	return nil
}

// freezePages writes what the last of the files showed.
func (s *stages) freezePages(tree *output.Tree, files []*release.File, p page.Site, about export.About) error {
	id := files[len(files)-1].ID
	c, err := protect.Open(s.config.basis(), files...)
	if err != nil {
		return err
	}
	set := kpi.Compute(c)
	if err := export.Frozen(tree, id, c, set, about); err != nil {
		return err
	}
	p.Docs, p.Revisions = nil, nil
	fill(&p, c, set)
	return page.Freeze(tree, p, id)
}

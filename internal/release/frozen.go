package release

import (
	"path"
	"slices"

	"fukusen/internal/dim"
)

// Folder is where a release stays in the public site: its file, and the pages
// that show it, which no later release changes.
func Folder(id string) string { return path.Join("r", id) }

// undivided are the axes that a whole may have codes of: whose it is, and what
// was asked.
var undivided = []dim.Axis{dim.Kind, dim.Organisation, dim.Category}

// Undivided is the release with the cells of all organisations of a kind and of
// each of them alone, without those of groups of people or places. The pages that
// stay of a release show no others.
func (f *File) Undivided() *File {
	whole := *f
	whole.Cells = slices.DeleteFunc(slices.Clone(f.Cells), func(c Cell) bool {
		for a, code := range c.Codes {
			if code != "" && !slices.Contains(undivided, dim.Axis(a)) {
				return true
			}
		}
		return false
	})
	return &whole
}

package site

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"fukusen/internal/output"
	"fukusen/internal/release"
)

// publicInputs hashes what the public site is made of: settings, release
// files, narrative pages and theme. They are the same at desk and press.
func (s *stages) publicInputs() (map[string]string, error) {
	sums := map[string]string{}
	for _, dir := range []string{ConfigFile, release.Dir, "content", path.Join("themes", s.config.Theme)} {
		if dir == "themes" {
			continue // no theme of its own
		}
		err := fs.WalkDir(s.fsys, dir, func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && name == dir {
				return nil
			}
			if err != nil || d.IsDir() || hidden(name) {
				return err
			}
			data, err := fs.ReadFile(s.fsys, name)
			sums[name] = output.Sum(data)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("hashing the inputs: %w", err)
		}
	}
	return sums, nil
}

// theme gives the default theme with the site's own files laid over it.
func (s *stages) theme() (fs.FS, error) {
	if s.config.Theme == "" {
		return s.opt.Theme, nil
	}
	own, err := fs.Sub(s.fsys, path.Join("themes", s.config.Theme))
	if err != nil {
		return nil, fmt.Errorf("theme %q: %w", s.config.Theme, err)
	}
	return overlay{own, s.opt.Theme}, nil
}

// overlay opens a file from the first of two trees that has it.
type overlay struct{ over, under fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.over.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.under.Open(name)
	}
	return f, err
}

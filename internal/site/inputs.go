package site

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"fukusen/internal/diag"
	"fukusen/internal/output"
	"fukusen/internal/release"
	"fukusen/internal/rows"
)

// publicInputs hashes what the public site is made of: settings, release
// files, narrative pages and theme. They are the same at desk and press.
func (s *stages) publicInputs() (map[string]string, error) {
	sums := map[string]string{}
	for _, dir := range []string{ConfigFile, release.Dir, "content", path.Join("themes", s.config.Theme)} {
		if dir == "themes" {
			continue // no theme of its own
		}
		err := s.eachSum(dir, func(name, sum string) { sums[name] = sum })
		if err != nil {
			return nil, err
		}
	}
	return sums, nil
}

// eachSum gives the name and the hash of a file, or of all files in a folder in
// their order; it need not be there.
func (s *stages) eachSum(dir string, give func(name, sum string)) error {
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
			give(name, output.Sum(data))
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("hashing the inputs: %w", err)
	}
	return nil
}

// theme gives the default theme with the site's own files laid over it, and
// where these are.
func (s *stages) theme() (theme fs.FS, dir string, err error) {
	if s.config.Theme == "" {
		return s.opt.Theme, "", nil
	}
	dir = path.Join("themes", s.config.Theme)
	own, err := fs.Sub(s.fsys, dir)
	if err != nil {
		return nil, "", fmt.Errorf("theme %q: %w", s.config.Theme, err)
	}
	return overlay{own, s.opt.Theme}, dir, s.checkFiles(own, dir)
}

var ruleThemeFile = diag.Rule{
	ID:   "theme/file",
	Warn: true,
	Msg:  diag.Text{JA: "テーマの中のこのファイルは使われません", EN: "this file of the theme is not used"},
	Hint: diag.Text{JA: "名前の綴りを確かめてください。近い名前: %[1]s。ほかに、css/ の中の .css と assets/ の中のファイルを使えます(docs/themes.md)", EN: "check the spelling; near names: %[1]s. Files .css in css/ and files in assets/ are used, too (docs/themes.md)"},
}

// checkFiles wants every file of a theme to be one that is used: a misspelt
// name replaces nothing.
func (s *stages) checkFiles(own fs.FS, dir string) error {
	names, err := themeFiles(s.opt.Theme)
	if err != nil {
		return err
	}
	return fs.WalkDir(own, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || hidden(name) || path.Ext(name) == ".md" || slices.Contains(names, name) {
			return err
		}
		if css, _ := path.Match("css/*.css", name); !css && !strings.HasPrefix(name, "assets/") {
			s.find(diag.List{ruleThemeFile.At(diag.Pos{File: path.Join(dir, name)}, diag.Public(strings.Join(nearOrAll(name, names), ", ")))})
		}
		return nil
	})
}

func nearOrAll(name string, names []string) []string {
	if near := rows.Nearest(name, names, 3); len(near) > 0 {
		return near
	}
	return names
}

// themeFiles are the files that a theme can replace by their names.
func themeFiles(theme fs.FS) ([]string, error) {
	entries, err := fs.ReadDir(theme, ".")
	var names []string
	for _, e := range entries {
		if !e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return append(names, "words.ja.yaml", "words.en.yaml", "words.easy.yaml"), err
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

// ReadDir lists what either tree has in a folder, so that a folder of a theme
// adds to that of the default one.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	over, err := fs.ReadDir(o.over, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	under, missing := fs.ReadDir(o.under, name)
	if err != nil && missing != nil {
		return nil, missing
	}
	for _, e := range under {
		if !slices.ContainsFunc(over, func(o fs.DirEntry) bool { return o.Name() == e.Name() }) {
			over = append(over, e)
		}
	}
	slices.SortFunc(over, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return over, nil
}

package site

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"fukusen/internal/diag"
	"fukusen/themes"
)

// keptSite is a small site with a release, a draft, narrative pages and a theme
// of its own.
func keptSite(t *testing.T) (dir string) {
	dir = drawSite(t, 1)
	releaseFirst(t, dir)
	for name, text := range map[string]string{
		"content/about.md":         "---\ntitle: この見本\n---\n\n本文です。\n",
		"content/about.en.md":      "---\ntitle: This sample\n---\n\nA text.\n",
		"content/highlights.md":    "---\ntitle: 今期の要点\n---\n\n今期は {{< value \"a1b\" kind=\"company\" >}} でした。\n",
		"themes/own/words.ja.yaml": "nav.home: はじめ\n",
	} {
		write(t, dir, name, text)
	}
	change(t, dir, ConfigFile, "format: 1\n", "format: 1\ntheme: own\nbase_url: https://sample.example/\n")
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func change(t *testing.T, dir, name, old, with string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil || !strings.Contains(string(data), old) {
		t.Fatalf("%s has no %q: %v", name, old, err)
	}
	write(t, dir, name, strings.Replace(string(data), old, with, 1))
}

// TestKept builds a site again after each of many changes, and wants the same to
// the last byte as from a build that knows of no other, with the same findings.
func TestKept(t *testing.T) {
	t.Parallel()
	dir := keptSite(t)
	kept := &Kept{}
	built := func(t *testing.T, out string, k *Kept) (*Result, fstest.MapFS) {
		t.Helper()
		out = filepath.Join(dir, out)
		r, err := Build(t.Context(), Options{Dir: dir, Output: out, Theme: themes.Default, Kept: k})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(out); err != nil {
			t.Fatal(findingLines(r))
		}
		return r, files(t, out)
	}
	prose, data := true, false
	for _, tt := range []struct {
		name   string
		change func()
		same   bool // the data are not read again
	}{
		{"at first", func() {}, data},
		{"nothing", func() {}, prose},
		{"a text", func() { change(t, dir, "content/about.md", "本文です。", "別の本文です。") }, prose},
		{"the highlights, which the front page begins with", func() { change(t, dir, "content/highlights.md", "でした", "でしたね") }, prose},
		{"a heading, which the search finds", func() { change(t, dir, "content/about.md", "別の", "## 見出し\n\n別の") }, prose},
		{"a title, which all pages name", func() { change(t, dir, "content/about.md", "この見本", "見本のこと") }, prose},
		{"a new page", func() { write(t, dir, "content/new.md", "---\ntitle: 新しい\n---\n\n[見本](about.md)\n") }, prose},
		{"a draft", func() { change(t, dir, "content/new.md", "title: 新しい", "title: 新しい\ndraft: true") }, prose},
		{"a page less", func() { os.Remove(filepath.Join(dir, "content/new.md")) }, prose},
		{"a KPI that a text asks for", func() {
			change(t, dir, "content/about.en.md", "A text.", "A text \n\n{{< chart \"a1b\" kind=\"company\" >}}\n")
		}, prose},
		{"a mistake in a text", func() { change(t, dir, "content/about.en.md", "\"a1b\"", "\"a1bb\"") }, prose},
		{"and none", func() { change(t, dir, "content/about.en.md", "\"a1bb\"", "\"a1b\"") }, prose},
		{"a word of the theme", func() { change(t, dir, "themes/own/words.ja.yaml", "はじめ", "最初") }, prose},
		{"a template of the theme", func() { write(t, dir, "themes/own/notfound.html", "<p>ありません</p>\n") }, prose},
		{"a mistake in the theme", func() { write(t, dir, "themes/own/notfound.html", "<p>{{\n") }, prose},
		{"the theme as it was", func() { os.Remove(filepath.Join(dir, "themes/own/notfound.html")) }, prose},
		{"by hand", func() { write(t, dir, "public/about.html", "別の手") }, prose},
		{"a setting", func() { change(t, dir, ConfigFile, "format: 1\n", "format: 1\ntitle: 別の名前\n") }, data},
		{"a number", func() { change(t, dir, "data/population.csv", "2026FQ2,99201,f,15-39,", "2026FQ2,99201,f,15-39,1") }, data},
		{"a mistake in the data", func() { change(t, dir, "data/population.csv", "2026FQ2,99201,f,15-39,", "2026FQ2,99201,f,15-39,x") }, data},
		{"and none", func() { change(t, dir, "data/population.csv", "15-39,x", "15-39,") }, prose},
		{"a release", func() { releaseOf(t, dir, quarters[1]) }, data},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.change()
			before := kept.data
			got, again := built(t, "public", kept)
			want, anew := built(t, "other", nil)
			if (kept.data == before) != tt.same && got.OK(false) {
				t.Errorf("the data are read again: %v, want %v", !tt.same, tt.same)
			}
			if a, b := findingLines(got), findingLines(want); a != b {
				t.Errorf("findings:\n%s\nof a build that knows of no other:\n%s", a, b)
			}
			if want.OK(false) == strings.HasPrefix(tt.name, "a mistake") {
				t.Fatalf("a site is made: %v\n%s", want.OK(false), findingLines(want))
			}
			for name, f := range anew {
				if again[name] == nil || string(again[name].Data) != string(f.Data) {
					t.Errorf("%s is not what a build writes that knows of no other", name)
				}
			}
			if len(again) != len(anew) {
				t.Errorf("%d files, want %d", len(again), len(anew))
			}
		})
	}
}

// findingLines are all findings of a build.
func findingLines(r *Result) string {
	var b strings.Builder
	for _, f := range append(r.Findings, r.Disclosure...) {
		b.WriteString(f.Line(diag.EN) + "\n")
	}
	return b.String()
}

func files(t *testing.T, dir string) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		all[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

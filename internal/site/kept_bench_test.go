package site

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fukusen/themes"
)

// BenchmarkRebuild builds the example again after a change while it is watched: of
// a text, of a word on all pages and of the data; and without what was kept.
func BenchmarkRebuild(b *testing.B) {
	dir := b.TempDir()
	for _, name := range []string{"content", "data"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join("../..", name))); err != nil {
			b.Fatal(err)
		}
	}
	config, err := os.ReadFile(filepath.Join("../..", ConfigFile))
	if err != nil {
		b.Fatal(err)
	}
	put := func(name, text string) {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	build := func(k *Kept) {
		r, err := Build(b.Context(), Options{Dir: dir, Output: filepath.Join(dir, "public"), Theme: themes.Default, Kept: k})
		if err != nil || !r.OK(false) {
			b.Fatal(err, r.Findings, r.Disclosure)
		}
	}
	put(ConfigFile, string(config)+"\ntheme: own\n")
	put("themes/own/words.ja.yaml", "")
	put("content/new.md", "---\ntitle: 新しい\n---\n")
	targets, err := os.ReadFile(filepath.Join(dir, "data/targets.csv"))
	if err != nil {
		b.Fatal(err)
	}
	kept := &Kept{}
	build(kept)
	n := 0
	for _, bench := range []struct {
		name   string
		kept   *Kept
		change func()
	}{
		{"text", kept, func() { put("content/new.md", fmt.Sprintf("---\ntitle: 新しい\n---\n\n%d\n", n)) }},
		{"word", kept, func() { put("themes/own/words.ja.yaml", fmt.Sprintf("nav.home: はじめ%d\n", n)) }},
		{"data", kept, func() { put("data/targets.csv", string(targets)+strings.Repeat("\n", n)) }},
		{"anew", nil, func() {}},
	} {
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				n++
				bench.change()
				b.StartTimer()
				build(bench.kept)
			}
		})
	}
}

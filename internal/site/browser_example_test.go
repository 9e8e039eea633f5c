package site_test

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"fukusen/internal/site"
	"fukusen/themes"
)

var exampleDir string // where example writes; removed at the end

// example is the example as a site, built once for all tests that look at it.
func example(t *testing.T) (public string) {
	t.Helper()
	public, err := builtExample()
	if err != nil {
		t.Fatal(err)
	}
	return public
}

var builtExample = sync.OnceValues(func() (public string, err error) {
	if exampleDir, err = os.MkdirTemp("", "fukusen-example-"); err != nil {
		return "", err
	}
	public = filepath.Join(exampleDir, "public")
	r, err := site.Build(context.Background(), site.Options{Dir: root, Output: public, Theme: themes.Default})
	if err == nil && !r.OK(false) {
		err = fmt.Errorf("the example cannot be built: %v %v", r.Findings, r.Disclosure)
	}
	return public, err
})

// builtOf builds a site of the files, given by their lines, and gives where.
func builtOf(t *testing.T, files map[string][]string) (public string) {
	t.Helper()
	dir := t.TempDir()
	for name, lines := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	public = filepath.Join(dir, "public")
	r, err := site.Build(t.Context(), site.Options{Dir: dir, Output: public, Theme: themes.Default})
	if err != nil || !r.OK(false) {
		t.Fatal(err, r.Findings, r.Disclosure)
	}
	return public
}

func TestMain(m *testing.M) {
	status := m.Run()
	if exampleDir != "" {
		os.RemoveAll(exampleDir)
	}
	os.Exit(status)
}

var (
	bodyClass = regexp.MustCompile(`<body class="page-([a-z-]+)"`)
	pageLang  = regexp.MustCompile(`<html lang="([a-z-]+)"`)
)

// A pageType is one page of a template and a language.
type pageType struct{ template, lang, path string }

func (p pageType) String() string { return p.template + " " + p.lang }

// pageTypes gives one page of each template in each language of a built site:
// the largest that a browser checks in a few seconds, or the smallest.
func pageTypes(t *testing.T, public string) []pageType {
	t.Helper()
	sizes := map[pageType]int{}
	best := map[pageType]string{}
	err := fs.WalkDir(os.DirFS(public), ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(p) != ".html" {
			return err
		}
		text, err := os.ReadFile(filepath.Join(public, filepath.FromSlash(p)))
		if err != nil {
			return err
		}
		template, lang := bodyClass.FindSubmatch(text), pageLang.FindSubmatch(text)
		if template == nil || lang == nil {
			t.Errorf("%s says neither its template nor its language", p)
			return nil
		}
		typ := pageType{string(template[1]), string(lang[1]), ""}
		if strings.HasPrefix(p, "r/") {
			typ.template += " of a release"
		}
		if size, known := sizes[typ]; !known || rather(len(text), size) {
			sizes[typ], best[typ] = len(text), p
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var all []pageType
	for typ, p := range best {
		typ.path = p
		all = append(all, typ)
	}
	slices.SortFunc(all, func(a, b pageType) int {
		return cmp.Or(strings.Compare(a.template, b.template), strings.Compare(a.lang, b.lang))
	})
	return all
}

// rather prefers the larger of two sizes up to a limit, and the smaller beyond.
func rather(size, to int) bool {
	const limit = 200_000
	if size > limit || to > limit {
		return size < to
	}
	return size > to
}

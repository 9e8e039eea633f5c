package site_test

import (
	"io/fs"
	"net/url"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

var (
	linkAttr = regexp.MustCompile(`\s(?:href|src)="([^"]*)"`)
	idAttr   = regexp.MustCompile(`\sid="([^"]*)"`)
	metaLink = regexp.MustCompile(`<link rel="(?:canonical|alternate)"[^>]*>`)
)

// TestLinks shows that every link within the example leads to a file that is
// there, and every anchor to a place in it.
func TestLinks(t *testing.T) {
	t.Parallel()
	public := os.DirFS(example(t))
	ids := map[string]map[string]bool{}
	links := map[string][]string{}
	err := fs.WalkDir(public, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || path.Ext(p) != ".html" {
			return err
		}
		data, err := fs.ReadFile(public, p)
		if err != nil {
			return err
		}
		text := metaLink.ReplaceAllString(string(data), "") // those name the address of the site
		ids[p] = map[string]bool{}
		for _, m := range idAttr.FindAllStringSubmatch(text, -1) {
			if ids[p][m[1]] {
				t.Errorf("%s has the id %s twice", p, m[1])
			}
			ids[p][m[1]] = true
		}
		for _, m := range linkAttr.FindAllStringSubmatch(text, -1) {
			links[p] = append(links[p], m[1])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	for p, all := range links {
		for _, l := range all {
			u, err := url.Parse(l)
			if err != nil {
				t.Errorf("%s: %q: %v", p, l, err)
				continue
			}
			if u.Scheme != "" || u.Host != "" || p == "404.html" || strings.HasSuffix(p, "/404.html") {
				continue // elsewhere, or from the root that a server shows
			}
			checked++
			to := p
			if u.Path != "" {
				to = path.Join(path.Dir(p), u.Path)
			}
			if _, err := fs.Stat(public, to); err != nil {
				t.Errorf("%s: %q leads nowhere", p, l)
			} else if u.Fragment != "" && !ids[to][u.Fragment] {
				t.Errorf("%s: there is no place %q in %s", p, u.Fragment, to)
			}
		}
	}
	if checked == 0 {
		t.Error("no link was checked")
	}
}

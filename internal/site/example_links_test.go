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
)

// exampleAddress is base_url of the example.
const exampleAddress = "https://minato.example/"

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
		text := string(data)
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
			to, own := strings.CutPrefix(u.Path, "/")
			switch {
			case "https://"+u.Host+"/" == exampleAddress: // permanent links, and all those of 404.html
				own = true
			case u.Scheme != "" || u.Host != "":
				continue
			case u.Path == "":
				to, own = p, true
			}
			if !own {
				to = path.Join(path.Dir(p), u.Path)
			}
			if to == "" || strings.HasSuffix(to, "/") {
				to += "index.html"
			}
			checked++
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

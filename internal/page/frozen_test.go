package page

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/output"
	"fukusen/internal/release"
)

// freezeAll writes the pages of today, and after them those that stay of each
// release: in the fixture they have the numbers of today.
func freezeAll(t *testing.T, tree *output.Tree, s Site, released ...string) {
	t.Helper()
	given := s.Ledger != nil
	if !given {
		for _, f := range s.Files {
			if slices.Contains(released, f.ID) {
				s.Ledger = append(s.Ledger, Issue{File: f, Data: []byte("0")})
			}
		}
	}
	if _, err := Write(tree, s); err != nil {
		t.Fatal(err)
	}
	for i, f := range s.Ledger {
		of := s
		of.Files = s.Files[:1+slices.Index(s.Files, f.File)]
		if given {
			of.Files = nil
			for _, earlier := range s.Ledger[:i+1] {
				of.Files = append(of.Files, earlier.File)
			}
		}
		tree.Add(frozenData(f.File.ID), nil) // by export
		if err := Freeze(tree, of, f.File.ID); err != nil {
			t.Fatal(err)
		}
	}
}

// hrefs are the addresses that a page leads to.
var hrefs = regexp.MustCompile(` href="([^"]*)"`)

// pathOf is the file that a relative address leads to.
func pathOf(from, to string) string { return path.Join(path.Dir(from), to) }

func readAll(t *testing.T, tree *output.Tree) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, path := range tree.Paths() {
		data, err := tree.Read(path)
		if err != nil {
			t.Fatal(err)
		}
		all[path] = string(data)
	}
	return all
}

// What stays of a release is a front page, the KPIs and the organisations, in
// each language and nothing else; no page of today is changed by it but for
// links to them.
func TestFrozenPages(t *testing.T) {
	var tree output.Tree
	freezeAll(t, &tree, newSite(t, 3), "2025fq4-r1")
	all := readAll(t, &tree)
	var got []string
	for path := range all {
		if rest, ok := strings.CutPrefix(path, "r/2025fq4-r1/"); ok && strings.HasSuffix(path, ".html") {
			got = append(got, rest)
		}
	}
	var want []string
	for path := range all {
		bare := strings.TrimPrefix(path, "en/")
		kpi := strings.HasPrefix(bare, "kpi/") && strings.Count(bare, "/") == 1
		sheet := strings.HasPrefix(bare, "organisation/") && strings.HasSuffix(bare, ".html")
		if bare == "index.html" || bare == "kpis.html" || kpi || sheet {
			want = append(want, path)
		}
	}
	slices.Sort(got)
	if slices.Sort(want); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, path := range slices.Sorted(maps.Keys(all)) {
		if !strings.HasSuffix(path, ".html") {
			continue
		}
		frozen := strings.HasPrefix(path, "r/")
		for _, once := range []string{`<strong>固定</strong>`, `<strong>Permanent</strong>`} {
			if lang := strings.Contains(all[path], `<html lang="en"`) == strings.Contains(once, "Permanent"); lang && strings.Contains(all[path], once) != frozen {
				t.Errorf("%s says of itself that it stays: %v", path, !frozen)
			}
		}
		if frozen && (!strings.Contains(all[path], `content="noindex"`) || strings.Contains(all[path], "公表前の数値が含まれて") || strings.Contains(all[path], "assets/charts/")) {
			t.Errorf("%s can be taken for a page of today", path)
		}
	}
}

// Every link of a page that stays leads somewhere: to another that stays, or to
// one of today.
func TestFrozenLinks(t *testing.T) {
	var tree output.Tree
	freezeAll(t, &tree, newSite(t, 3), "2025fq4-r1")
	all := readAll(t, &tree)
	for path, page := range all {
		if !strings.HasPrefix(path, "r/") {
			continue
		}
		for _, m := range hrefs.FindAllStringSubmatch(page, -1) {
			to, _, _ := strings.Cut(m[1], "#")
			if to == "" || strings.Contains(to, "://") {
				continue
			}
			if target := pathOf(path, to); !tree.Has(target) {
				t.Errorf("%s leads to %s, which is not there", path, target)
			}
		}
	}
	for path, want := range map[string]string{
		"r/2025fq4-r1/index.html":                `href="kpi/a1b.html" href="organisation/acme.html" href="../../releases.html" href="../../index.html" href="en/index.html" href="#organisations"`,
		"r/2025fq4-r1/en/kpi/a1b.html":           `href="../index.html" href="../../../../en/method.html" href="../../data/observations.csv" href="../../kpi/a1b.html" href="../../../../en/kpi/a1b.html"`,
		"r/2025fq4-r1/organisation/acme.html":    `href="../kpi/a1b.html" href="../en/organisation/acme.html" href="../../../organisation/acme.html"`,
		"r/2025fq4-r1/en/organisation/acme.html": `href="https://example.org/minato/r/2025fq4-r1/en/organisation/acme.html"`,
		"releases.html":                          `href="r/2025fq4-r1/index.html" href="r/2025fq4-r1/data/observations.csv" href="r/2025fq4-r1/release.json"`,
		"en/releases.html":                       `href="../r/2025fq4-r1/en/index.html"`,
		"kpi/a1b.html":                           `href="../r/2025fq4-r1/kpi/a1b.html" https://example.org/minato/r/2025fq4-r1/kpi/a1b.html</p></blockquote>`,
	} {
		for _, w := range strings.Fields(want) {
			if !strings.Contains(all[path], w) {
				t.Errorf("%s has no %s", path, w)
			}
		}
	}
}

// The pages of a release tell of those that revised one of its quarters later,
// and of no others.
func TestFrozenTellsOfRevisions(t *testing.T) {
	s := againReleased(t)
	s.Ledger = append(s.Ledger, Issue{File: &release.File{ID: "2025fq4-r1", Quarter: "2025fq4", SHA256: "b"}, Data: []byte("0")})
	var tree output.Tree
	freezeAll(t, &tree, s)
	all := readAll(t, &tree)
	for id, want := range map[string][]string{"2025fq3-r1": {"2025fq3-r2", "2025fq3-r3"}, "2025fq3-r2": {"2025fq3-r3"}, "2025fq3-r3": nil, "2025fq4-r1": nil} {
		page := all["r/"+id+"/kpi/a1b.html"]
		var got []string
		for _, later := range []string{"2025fq3-r1", "2025fq3-r2", "2025fq3-r3", "2025fq4-r1"} {
			if strings.Contains(page, `href="../../../releases.html#revised-`+later+`"`) {
				got = append(got, later)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s tells of %q, want %q", id, got, want)
		}
	}
}

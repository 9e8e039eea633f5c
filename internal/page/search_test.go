package page

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// searchEntries reads an index as a browser would, near enough.
func searchEntries(t *testing.T, script string) (entries [][6]string) {
	t.Helper()
	_, list, ok := strings.Cut(script, "window.fukusenSearch.entries = ")
	if !ok {
		t.Fatalf("no entries: %.80s", script)
	}
	if err := json.Unmarshal([]byte(strings.TrimSuffix(strings.TrimSpace(list), ";")), &entries); err != nil {
		t.Fatal(err)
	}
	return entries
}

// What the search finds exists, and what it is compared with is folded.
func TestSearchIndex(t *testing.T) {
	s := newSite(t, 3)
	all, _ := write(t, s)
	for script, home := range map[string]string{"assets/search-index.ja.js": "", "assets/search-index.en.js": "en/"} {
		entries := searchEntries(t, all[script])
		kinds := map[string]int{}
		for _, e := range entries {
			kinds[e[0]]++
			path, _, _ := strings.Cut(home+e[1], "#")
			if _, ok := all[path]; !ok {
				t.Errorf("%s leads to %s, which is not there", script, path)
			}
			for _, text := range e[3:] {
				for line := range strings.SplitSeq(text, "\n") {
					if fold(line) != line {
						t.Errorf("%s: %q is not folded", script, line)
					}
				}
			}
			if e[2] == "" {
				t.Errorf("%s: an entry without a title: %q", script, e)
			}
		}
		for _, k := range findableKinds {
			if kinds[k] == 0 {
				t.Errorf("%s has nothing of the kind %s", script, k)
			}
		}
		if kinds[findKPI] != len(s.Catalogue) || kinds[findOrganisation] != 5 {
			t.Errorf("%s has %v", script, kinds)
		}
		if strings.Contains(all[script], "42424") {
			t.Errorf("%s holds what is not published", script)
		}
	}
}

// Each kind is found by all that it is known by.
func TestSearchNames(t *testing.T) {
	s := newSite(t, 3)
	all, _ := write(t, s)
	entries := searchEntries(t, all["assets/search-index.ja.js"])
	for query, want := range map[string]string{
		"a1b": "kpi/a1b.html", "minatoworks": "organisation/acme.html", "合算工業": "index.html#organisations", "99201": "area/99201.html",
		"992011": "", "city1": "area/99201.html", "広がり": "about.html", "読み方": "about.html",
	} {
		i := slices.IndexFunc(entries, func(e [6]string) bool {
			return e[1] == want && strings.Contains(e[3]+"\n"+e[4]+"\n"+e[5], query)
		})
		if (i >= 0) != (want != "") {
			t.Errorf("%q does not lead to %q", query, want)
		}
	}
}

// An area can be found by its reading and its code with the check digit, which
// for Sapporo (01100) is 2.
func TestSearchAreas(t *testing.T) {
	lists, err := dim.NewLists(map[dim.Axis][]dim.Entry{dim.Area: {{ID: "01100", JA: "札幌市", EN: "Sapporo", Kana: "サッポロし"}, {ID: "01", JA: "北海道"}}})
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t, 1)
	p, _ := said(t, diag.JA)
	p.site = &s
	p.site.Lists = lists
	for id, want := range map[string]string{"01100": "札幌市 sapporo さっぽろし 01100 011002", "01": "北海道 01 010006"} {
		c, _ := lists.Code(dim.Area, id)
		if got := strings.ReplaceAll(foldAll(p.findableArea(c).names...), "\n", " "); got != want {
			t.Errorf("%s is found by %q, want %q", id, got, want)
		}
	}
}

// Without scripts the page lists everything that could be found.
func TestSearchWithoutScripts(t *testing.T) {
	all, _ := write(t, newSite(t, 3))
	root := parsePage(t, "search.html", all["search.html"])
	links := map[string]bool{}
	for _, a := range root.find("main")[0].find("a") {
		links[a.attrs["href"]] = true
	}
	for _, e := range searchEntries(t, all["assets/search-index.ja.js"]) {
		if !links[e[1]] {
			t.Errorf("%s is not listed", e[1])
		}
	}
	form := root.find("form")[0]
	if _, hidden := form.attrs["hidden"]; !hidden {
		t.Error("a form that needs a script is shown without it")
	}
}

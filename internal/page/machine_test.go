package page

import (
	"encoding/json"
	"encoding/xml"
	"slices"
	"strings"
	"testing"
	"time"

	"fukusen/internal/diag"
)

// An atomFeed is what a reader of feeds needs (RFC 4287, 4.1.1 and 4.1.2).
type atomFeed struct {
	XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Entries []struct {
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Content struct {
			Type string `xml:"type,attr"`
			Body struct {
				XMLName xml.Name `xml:"http://www.w3.org/1999/xhtml div"`
				Text    string   `xml:",innerxml"`
			} `xml:"http://www.w3.org/1999/xhtml div"`
		} `xml:"content"`
	} `xml:"entry"`
}

func TestFeed(t *testing.T) {
	s := againReleased(t)
	all, _ := write(t, s)
	for path, words := range map[string][]string{
		"feed.xml":    {"2025年度第3四半期(2025年10~12月) 第3版を公表しました", "新しい版を公表しています", "みなと県ほか8団体"},
		"en/feed.xml": {"Q3 FY2025 (Oct–Dec 2025)", "later edition", "Minato and 8 others"},
	} {
		var f atomFeed
		if err := xml.Unmarshal([]byte(all[path]), &f); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if len(f.Entries) != 3 || !strings.HasSuffix(f.Entries[0].ID, "2025fq3-r3/release.json") || f.Author == "" || f.Title == "" {
			t.Errorf("%s: %+v", path, f)
		}
		ids := map[string]bool{}
		for i, e := range f.Entries {
			if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || ids[e.ID] || e.Updated > f.Updated || e.Content.Type != "xhtml" {
				t.Errorf("%s: entry %d has %s, %s", path, i, e.ID, e.Updated)
			}
			ids[e.ID] = true
			if has := strings.Contains(e.Content.Body.Text, "<data "); has != (i == 0) {
				t.Errorf("%s: entry %d has numbers: %v", path, i, has)
			}
		}
		for _, w := range words {
			if !strings.Contains(all[path], w) {
				t.Errorf("%s does not say %q", path, w)
			}
		}
		if strings.Contains(all[path], "42424") {
			t.Errorf("%s tells what is withheld", path)
		}
	}
	if got := feedDays(t, all["feed.xml"]); !slices.Equal(got, []string{"2025-12-31T00:00:03+09:00", "2026-08-15T00:00:00+09:00", "2026-02-14T00:00:00+09:00"}) {
		t.Errorf("the entries are of %q", got)
	}
}

func feedDays(t *testing.T, text string) (days []string) {
	var f atomFeed
	if err := xml.Unmarshal([]byte(text), &f); err != nil {
		t.Fatal(err)
	}
	for _, e := range f.Entries {
		days = append(days, e.Updated)
	}
	return days
}

// The list of pages has every page but the one for missing addresses, and
// nothing that is not there.
func TestSitemap(t *testing.T) {
	all, _ := write(t, newSite(t, 2))
	var m struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []string `xml:"url>loc"`
	}
	if err := xml.Unmarshal([]byte(all["sitemap.xml"]), &m); err != nil {
		t.Fatal(err)
	}
	var want []string
	for path := range all {
		if strings.HasSuffix(path, ".html") && !strings.HasSuffix(path, "404.html") {
			want = append(want, "https://example.org/minato/"+canonicalPath(path))
		}
	}
	slices.Sort(want)
	if got := slices.Sorted(slices.Values(m.URLs)); !slices.Equal(got, want) {
		t.Errorf("%d addresses, want %d: %q", len(got), len(want), got)
	}
	if _, ok := all[".nojekyll"]; !ok || !strings.Contains(all["robots.txt"], "Sitemap: https://example.org/minato/sitemap.xml\n") {
		t.Errorf("robots.txt is %q", all["robots.txt"])
	}
}

// Without an address there is nothing that would need one.
func TestNoAddress(t *testing.T) {
	s := newSite(t, 1)
	s.BaseURL = ""
	all, _ := write(t, s)
	for _, path := range []string{"feed.xml", "en/feed.xml", "sitemap.xml"} {
		if _, ok := all[path]; ok {
			t.Errorf("there is a %s", path)
		}
	}
	if strings.Contains(all["index.html"], `rel="alternate"`) || strings.Contains(all["robots.txt"], "Sitemap") || !strings.Contains(all["data.html"], `"contentUrl":"data/cells.csv"`) {
		t.Error("something leads to an address that is not known")
	}
	if _, ok := all[".nojekyll"]; !ok {
		t.Error("no .nojekyll")
	}
}

// Every page names its other languages if it has them, itself among them, and
// they name it.
func TestAlternates(t *testing.T) {
	_, roots, _ := pagesOf(t, newSite(t, 2))
	of := map[string]map[string]string{}
	for path, root := range roots {
		of[path] = map[string]string{}
		for _, l := range root.find("link") {
			if lang := l.attrs["hreflang"]; lang != "" {
				of[path][lang] = l.attrs["href"]
			}
		}
	}
	for path, langs := range of {
		_, both := roots["en/"+strings.TrimPrefix(path, "en/")]
		if _, ja := roots[strings.TrimPrefix(path, "en/")]; !ja || !both || strings.HasSuffix(path, "404.html") {
			if len(langs) > 0 {
				t.Errorf("%s names %v", path, langs)
			}
			continue
		}
		address := "https://example.org/minato/" + canonicalPath(strings.TrimPrefix(path, "en/"))
		english := "https://example.org/minato/" + canonicalPath("en/"+strings.TrimPrefix(path, "en/"))
		if len(langs) != 3 || langs["ja"] != address || langs["x-default"] != address || langs["en"] != english {
			t.Errorf("%s names %v", path, langs)
		}
	}
}

// The description of the data is JSON that says where each file is, and no
// browser takes a name in it for markup.
func TestDataset(t *testing.T) {
	s := newSite(t, 2)
	s.Title.JA = "</script><script>alert(1)</script>"
	all, _ := write(t, s)
	_, text, _ := strings.Cut(all["data.html"], `<script type="application/ld+json">`)
	text, _, _ = strings.Cut(text, "</script>")
	var d map[string]any
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		t.Fatalf("%v: %.300s", err, text)
	}
	if d["@type"] != "Dataset" || d["name"] != s.Title.JA || d["temporalCoverage"] != "2024-04-01/2026-06-30" || len(d["creator"].([]any)) != 5 || len(d["variableMeasured"].([]any)) != len(s.Catalogue) {
		t.Errorf("the data are described as %.600s", text)
	}
	for _, f := range d["distribution"].([]any) {
		url := f.(map[string]any)["contentUrl"].(string)
		if !strings.HasPrefix(url, "https://example.org/minato/data/") {
			t.Errorf("a file is at %s", url)
		}
	}
	if s.Langs[0] != diag.JA {
		t.Fatal("the fixture has changed")
	}
}

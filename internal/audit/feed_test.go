package audit

import (
	"testing"
	"testing/fstest"
)

func TestMarked(t *testing.T) {
	for name, want := range map[string]bool{
		"index.html": true, "a/b.svg": true, "feed.xml": true, "en/feed.xml": true, "data/feed.xml": false,
		"sitemap.xml": false, "myfeed.xml": false, "feed.xml/a.json": false, "data/cells.csv": false,
	} {
		if marked(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}

// The list of pages names pages and nothing else.
func TestSitemap(t *testing.T) {
	const head, foot = `<?xml version="1.0" encoding="utf-8"?>` + "\n" + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n", "</urlset>\n"
	url := func(loc string) string { return "<url><loc>https://example.org/" + loc + "</loc></url>\n" }
	for text, complaints := range map[string]int{
		head + url("minato/") + url("minato/en/") + url("minato/kpi/a1b.html") + foot:             0,
		head + url("kpi/a1b.html") + foot:                                                         0,
		head + url("minato/") + url("minato/kpi/none.html") + foot:                                1,
		head + url("minato/") + url("minato/data/cells.csv") + foot:                               1,
		head + url("minato/") + url("minato/kpi/") + foot:                                         1,
		head + url("minato/") + "<!-- persons: 3 -->\n" + foot:                                    1,
		head + "<url><loc>https://example.org/minato/</loc><priority>7</priority></url>\n" + foot: 1,
	} {
		r := &Report{}
		r.sitemap(fstest.MapFS{
			sitemapPath: {Data: []byte(text)}, "index.html": {}, "en/index.html": {}, "kpi/a1b.html": {}, "data/cells.csv": {},
		})
		if len(r.other) != complaints {
			t.Errorf("%s\n%v", text, r.other)
		}
	}
}

package audit

import (
	"io/fs"
	"regexp"
	"strings"

	"fukusen/internal/diag"
)

const (
	feedName    = "feed.xml"    // the list of releases that programs follow, in each language
	sitemapPath = "sitemap.xml" // the addresses of pages
)

// marked reports whether a file has numbers in elements that name their
// observation: pages, drawings and feeds.
func marked(name string) bool {
	return strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".svg") || name == feedName || name == "en/"+feedName
}

var location = regexp.MustCompile(`<loc>([^<]*)</loc>`)

// sitemap reports an address in the list of pages that leads to none, and
// whatever else the list holds: it is there to name pages, not to tell anything.
func (r *Report) sitemap(fsys fs.FS) {
	text, err := fs.ReadFile(fsys, sitemapPath)
	if err != nil {
		return
	}
	site := shortest(location.FindAllStringSubmatch(string(text), -1))
	rest := location.ReplaceAllStringFunc(string(text), func(loc string) string {
		if address := location.FindStringSubmatch(loc)[1]; !leads(fsys, site, address) {
			return address
		}
		return ""
	})
	for line := range strings.Lines(rest) {
		switch line = strings.TrimSpace(line); line {
		case "", "<url></url>", "</urlset>", `<?xml version="1.0" encoding="utf-8"?>`, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`:
		default:
			r.other = append(r.other, ruleRow.At(diag.Pos{File: sitemapPath}, line))
		}
	}
}

// leads reports whether an address below that of the site is a page of the tree.
func leads(fsys fs.FS, site, address string) bool {
	name, below := strings.CutPrefix(address, site)
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	info, err := fs.Stat(fsys, name)
	return below && err == nil && !info.IsDir() && strings.HasSuffix(name, ".html")
}

// shortest is the address of the front page, below which all others lie.
func shortest(found [][]string) string {
	site := ""
	for i, f := range found {
		if i == 0 || len(f[1]) < len(site) {
			site = f[1]
		}
	}
	return site
}

package page

import (
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"fukusen/internal/dim"
	"fukusen/internal/output"
)

// addForMachines adds what programs look for at the root of a site. What has to
// name addresses is made only where the address of the site is known.
func (s *Site) addForMachines(tree *output.Tree, pages []string) {
	robots := "User-agent: *\nAllow: /\n"
	if s.BaseURL != "" {
		robots += "Sitemap: " + s.address("sitemap.xml") + "\n"
		tree.Add("sitemap.xml", s.sitemap(pages))
	}
	tree.Add("robots.txt", []byte(robots))
	tree.Add(".nojekyll", nil)
}

// address is where a file of the site is to be found.
func (s *Site) address(p string) string { return strings.TrimSuffix(s.BaseURL, "/") + "/" + p }

// sitemap lists the pages (sitemaps.org, 0.9), but for the one that is shown for
// a missing address.
func (s *Site) sitemap(pages []string) []byte {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?>` + "\n" + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, p := range slices.Sorted(slices.Values(pages)) {
		if strings.HasSuffix(p, "404.html") {
			continue
		}
		b.WriteString("<url><loc>" + xmlText(s.address(canonicalPath(p))) + "</loc></url>\n")
	}
	b.WriteString("</urlset>\n")
	return []byte(b.String())
}

// canonicalPath names a front page by its folder.
func canonicalPath(p string) string {
	if p == "index.html" || strings.HasSuffix(p, "/index.html") {
		return strings.TrimSuffix(p, "index.html")
	}
	return p
}

// alternates are the same page in each language that has it, for search engines:
// only whole addresses are valid there. The default one stands for all others.
func (s *sheet) alternates(pg planned) []language {
	if s.site.BaseURL == "" || len(s.site.Langs) < 2 || s.anywhere || pg.path != s.path {
		return nil
	}
	var all []language
	same := strings.TrimPrefix(s.path, s.prefix)
	for _, l := range s.site.Langs {
		to := s.site.prefixOf(l) + same
		if !s.index.paths[to] {
			continue
		}
		all = append(all, language{Lang: string(l), Href: s.absolute(canonicalPath(to))})
	}
	if len(all) < 2 {
		return nil
	}
	return append(all, language{Lang: "x-default", Href: all[0].Href})
}

// feedAddress leads to the feed of the language; empty where there is none.
func (s *sheet) feedAddress() string {
	if s.site.BaseURL == "" {
		return ""
	}
	return s.absolute(s.today(feedFile))
}

// A dataset describes the open data as schema.org does.
type dataset struct {
	Context      string     `json:"@context"`
	Type         string     `json:"@type"`
	Name         string     `json:"name"`
	Description  string     `json:"description"`
	URL          string     `json:"url,omitempty"`
	Languages    []string   `json:"inLanguage"`
	Free         bool       `json:"isAccessibleForFree"`
	Licence      string     `json:"license,omitempty"`
	Publisher    *party     `json:"publisher,omitempty"`
	Creators     []party    `json:"creator,omitempty"`
	Time         string     `json:"temporalCoverage,omitempty"`
	Space        []spot     `json:"spatialCoverage,omitempty"`
	Measured     []measured `json:"variableMeasured,omitempty"`
	Technique    string     `json:"measurementTechnique,omitempty"`
	Version      string     `json:"version,omitempty"`
	Distribution []file     `json:"distribution"`
}

type (
	party struct {
		Type string `json:"@type"`
		Name string `json:"name"`
		URL  string `json:"url,omitempty"`
	}
	spot struct {
		Type string `json:"@type"`
		Name string `json:"name"`
	}
	measured struct {
		Type        string `json:"@type"`
		ID          string `json:"propertyID"`
		Name        string `json:"name"`
		Description string `json:"description"`
	}
	file struct {
		Type   string `json:"@type"`
		Name   string `json:"name"`
		About  string `json:"description,omitempty"`
		URL    string `json:"contentUrl"`
		Format string `json:"encodingFormat"`
	}
)

// dataset writes the description as a script of data, which no browser runs.
func (s *sheet) dataset() (template.JS, error) {
	d := dataset{
		Context: "https://schema.org", Type: "Dataset", Name: s.name(s.site.Title), Description: s.T("data.about"), Free: true,
		Time: s.covered(), Version: s.newestRelease(), Technique: s.pageAddress("method.html"), URL: s.pageAddress("data.html"),
		Licence: s.site.Licence.URL,
	}
	for _, l := range s.site.Langs {
		d.Languages = append(d.Languages, string(l))
	}
	if name := s.name(s.site.Publisher); name != "" {
		d.Publisher = &party{Type: "Organization", Name: name}
	}
	for _, o := range s.index.listed {
		d.Creators = append(d.Creators, party{Type: "Organization", Name: s.name(o.Name), URL: o.URL})
	}
	for _, a := range s.index.areas {
		if s.site.Lists.Parent(dim.Area, a) == dim.Total {
			d.Space = append(d.Space, spot{Type: "Place", Name: s.code(dim.Area, a)})
		}
	}
	for i := range s.site.Catalogue {
		e := &s.site.Catalogue[i]
		d.Measured = append(d.Measured, measured{Type: "PropertyValue", ID: e.ID, Name: s.kpiName(e), Description: s.name(e.Definition)})
	}
	d.Distribution = s.distributions()
	text, err := json.Marshal(d)
	if err != nil {
		return "", fmt.Errorf("describing the data: %w", err)
	}
	return template.JS(text), nil
}

func (s *sheet) distributions() []file {
	var all []file
	for _, d := range downloads {
		format := "text/csv"
		if strings.HasSuffix(d.path, ".json") {
			format = "application/json"
		}
		names := s.partFiles(d.path)
		if len(names) == 0 {
			names = []string{d.path}
		}
		for _, name := range names {
			all = append(all, file{Type: "DataDownload", Name: name, About: s.T(d.about), URL: s.fileAddress(name), Format: format})
		}
	}
	for _, is := range slices.Backward(s.site.Ledger) {
		all = append(all, file{Type: "DataDownload", Name: is.File.ID, URL: s.fileAddress(is.Path()), Format: "application/json"})
	}
	return all
}

// pageAddress is the address of a page of the language; empty if the address of the
// site is not known.
func (s *sheet) pageAddress(page string) string {
	if s.site.BaseURL == "" {
		return ""
	}
	return s.absolute(s.prefix + page)
}

// fileAddress leads to a file, from the page where the address of the site is
// not known.
func (s *sheet) fileAddress(p string) string {
	if s.site.BaseURL == "" {
		return relative(s.path, p)
	}
	return s.absolute(p)
}

// covered is the time from the first quarter to the end of the last.
func (s *sheet) covered() string {
	quarters := s.site.KPIs.Quarters
	if len(quarters) == 0 {
		return ""
	}
	return quarters[0].Start().Format(time.DateOnly) + "/" + quarters[len(quarters)-1].End().Format(time.DateOnly)
}

func (s *sheet) newestRelease() string {
	for _, is := range slices.Backward(s.site.Ledger) {
		if s.index.newest(is.File) {
			return is.File.ID
		}
	}
	return ""
}

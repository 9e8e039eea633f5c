package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/content"
	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
)

// A findable is what the search finds: a page of the site, or the place of a
// page where something stands.
type findable struct {
	kind  string // what it is: one of findableKinds
	href  string // from the root of the language
	title string
	names []string // that it also has: codes, readings, other languages
	text  string   // that tells about it
}

// What can be found, in the order of showing.
const (
	findKPI          = "kpi"
	findArea         = "area"
	findOrganisation = "organisation"
	findContent      = "content"
	findPage         = "page"
)

var findableKinds = []string{findKPI, findArea, findOrganisation, findContent, findPage}

const searchPage = "search.html"

// searchBody is the form and, for readers without scripts, all that could be
// found.
type searchBody struct {
	Index, Script string // ways to the scripts
	Groups        []foundGroup
}

type foundGroup struct {
	ID, Title string
	Links     []link
}

// planSearch is the page of the search; it lists what the other pages are.
func (p *printer) planSearch() planned {
	return planned{path: searchPage, template: searchPage, title: p.T("search.title"), about: p.T("search.about"), body: (*sheet).search}
}

func (s *sheet) search() (any, error) {
	b := searchBody{Index: relative(s.path, s.searchIndexPath()), Script: relative(s.path, path.Join(assetsDir, "search.js"))}
	all := s.findables()
	for _, kind := range findableKinds {
		g := foundGroup{ID: "all-" + kind, Title: s.T("search.kind." + kind)}
		for _, f := range all {
			if f.kind == kind {
				g.Links = append(g.Links, link{Href: s.rel(f.href), Text: f.title})
			}
		}
		if len(g.Links) > 0 {
			b.Groups = append(b.Groups, g)
		}
	}
	return b, nil
}

// searchIndexPath is the same in the tree for every page of the language.
func (p *printer) searchIndexPath() string {
	return path.Join(assetsDir, "search-index."+string(p.Lang)+".js")
}

// findables lists all that can be found, by kind.
func (p *printer) findables() []findable {
	var all []findable
	for i := range p.site.Catalogue {
		all = append(all, p.findableKPI(&p.site.Catalogue[i]))
	}
	for _, a := range p.index.areas {
		all = append(all, p.findableArea(a))
	}
	for _, o := range p.index.listed {
		all = append(all, p.findableOrganisation(o))
	}
	for _, d := range p.documents() {
		if d.Name != "index" && !d.Easy {
			all = append(all, p.findableDocument(d))
		}
	}
	for _, l := range p.ownPages() {
		all = append(all, findable{kind: findPage, href: l.Href, title: l.Text})
	}
	return all
}

// ownPages are the pages that every site has.
func (p *printer) ownPages() []link {
	pages := []link{{Href: "index.html", Text: p.T("nav.home")}}
	if p.hasGates() {
		pages = append(pages, link{Href: "fairness.html", Text: p.T("fairness.title")})
	}
	for _, l := range [][2]string{{"method", "method"}, {"data", "data"}, {"quality", "quality"}, {"releases", "releases"}, {"accessibility", "statement"}} {
		pages = append(pages, link{Href: l[0] + ".html", Text: p.T(l[1] + ".title")})
	}
	return pages
}

func both(n contract.Name) []string { return []string{n.JA, n.EN} }

func (p *printer) findableKPI(e *catalogue.Entry) findable {
	f := findable{kind: findKPI, href: kpiPath(e.ID), title: p.kpiName(e), names: append(both(e.Name), e.ID, e.Label)}
	near := []string{p.name(e.Definition), p.T("pillar." + e.Pillar), p.name(e.Note)}
	if it := p.item(e); it != nil {
		near = append(near, p.name(it.Name), p.name(it.Question))
	}
	f.text = strings.Join(append(near, e.Standard...), " ")
	return f
}

// findableArea can also be found by its reading and by its code, with the check
// digit and without.
func (p *printer) findableArea(a dim.Code) findable {
	e := p.site.Lists.Entry(dim.Area, a)
	f := findable{kind: findArea, href: p.areaPath(a), title: p.code(dim.Area, a), names: []string{e.JA, e.EN, e.Kana, e.ID}}
	digits := e.ID
	if len(digits) == 2 {
		digits += "000"
	}
	if len(digits) == 5 && strings.Trim(digits, "0123456789") == "" {
		f.names = append(f.names, digits+string(registry.AreaCheckDigit(digits)))
	}
	return f
}

// findableOrganisation leads to the page of an organisation or, of one that is
// shown in sums only, to where it is listed.
func (p *printer) findableOrganisation(o organisation) findable {
	f := findable{kind: findOrganisation, href: "index.html#organisations", title: p.name(o.Name), names: append(both(o.Name), o.ID)}
	if o.Named {
		f.href = organisationPath(o.ID)
	}
	f.text = p.kindName(o.Kind)
	return f
}

func (p *printer) findableDocument(d *content.Document) findable {
	f := findable{kind: findContent, href: d.Name + ".html", title: d.Title, text: d.Description}
	for _, h := range d.Headings {
		f.text += " " + h.Text
	}
	return f
}

// searchIndex writes what can be found as a script, which a page can load
// without a server. It holds no number of the data.
func (p *printer) searchIndex() ([]byte, error) {
	var b bytes.Buffer
	kinds := map[string]string{}
	for _, k := range findableKinds {
		kinds[k] = p.T("search.kind." + k)
	}
	head, err := json.Marshal(struct {
		Kinds map[string]string `json:"kinds"`
		Older string            `json:"older"` // groups of kanji, as fold has them
	}{kinds, strings.Join(strings.Fields(olderKanji), " ")})
	if err != nil {
		return nil, fmt.Errorf("writing the search index: %w", err)
	}
	fmt.Fprintf(&b, "window.fukusenSearch = %s;\nwindow.fukusenSearch.entries = [\n", head)
	for i, f := range p.findables() {
		line, err := json.Marshal([]any{f.kind, f.href, f.title, foldAll(f.title), foldAll(f.names...), foldAll(f.text)})
		if err != nil {
			return nil, fmt.Errorf("writing the search index: %w", err)
		}
		if i > 0 {
			b.WriteString(",\n")
		}
		b.Write(line)
	}
	b.WriteString("\n];\n")
	return b.Bytes(), nil
}

// foldAll folds names and puts each on a line of its own, once.
func foldAll(names ...string) string {
	var lines []string
	seen := map[string]bool{}
	for _, n := range names {
		if n = fold(n); n != "" && !seen[n] {
			seen[n] = true
			lines = append(lines, n)
		}
	}
	return strings.Join(lines, "\n")
}

package page

import (
	"html/template"
	"regexp"
	"slices"
	"strconv"

	"fukusen/internal/content"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
	"fukusen/internal/release"
)

// highlightsName is the page of content/ that tells the quarter's main points;
// the front page shows how it begins.
const highlightsName = "highlights"

// news tells which quarter is the newest, who publishes, and what is new.
func (s *sheet) news() ([]block, error) {
	var all []block
	if b := s.newestQuarter(); len(b.Lines) > 0 {
		all = append(all, b)
	}
	if b := s.publishers(); len(b.Lines) > 0 {
		all = append(all, b)
	}
	b, err := s.highlights()
	if len(b.Lines) > 0 {
		all = append(all, b)
	}
	return all, err
}

// newestQuarter names the newest quarter, the newest that is released if that
// is another, and when the next is planned.
func (s *sheet) newestQuarter() block {
	b := block{ID: "newest", Heading: s.T("front.quarter")}
	if s.site.frozen != "" {
		b.Heading = s.T("frozen.quarter")
	}
	if n := len(s.site.Files); n > 0 {
		b.Lines = append(b.Lines, s.fileLine(s.site.Files[n-1]))
		if i := lastReleased(s.site.Files); i >= 0 && i < n-1 {
			b.Lines = append(b.Lines, s.html("front.released", "quarter", s.quarterNamed(s.site.Files[i].Quarter)))
		}
	}
	if p, ok := s.nextPlanned(); ok && s.site.frozen == "" {
		b.Lines = append(b.Lines, s.html("front.next", "quarter", s.quarterNamed(p.Quarter), "day", s.plannedDay(p)))
	}
	if s.index.paths[s.prefix+"releases.html"] {
		b.More = link{Href: s.rel("releases.html"), Text: s.T("front.releases")}
	}
	return b
}

// fileLine names a quarter, and whether it is a draft or which release it is.
func (s *sheet) fileLine(f *release.File) template.HTML {
	tag := s.T("draft.tag")
	if f.SHA256 != "" {
		tag = s.T("revised.tag", "n", strconv.Itoa(f.Number()))
	}
	return template.HTML("<strong>"+esc(s.quarterNamed(f.Quarter))+`</strong> <span class="tag">`+tag) + "</span>"
}

func lastReleased(files []*release.File) int {
	for i, f := range slices.Backward(files) {
		if f.SHA256 != "" {
			return i
		}
	}
	return -1
}

// nextPlanned is the first release of the calendar whose quarter is not
// released yet. Pages know no day: what is made is what tells it from what is
// to come.
func (s *sheet) nextPlanned() (registry.Planned, bool) {
	newest := dim.Quarter(0)
	if i := lastReleased(s.site.Files); i >= 0 {
		newest, _, _ = dim.ParseQuarter(s.site.Files[i].Quarter)
	}
	for _, p := range s.site.Registry.Calendar {
		if q, _, err := dim.ParseQuarter(p.Quarter); err == nil && q > newest {
			return p, true
		}
	}
	return registry.Planned{}, false
}

// publishers counts the organisations by kind, those without a name too. None
// stands above another.
func (s *sheet) publishers() block {
	counts := map[string]int{}
	for _, o := range s.index.listed {
		counts[o.Kind]++
	}
	for _, u := range s.site.Registry.Unlisted {
		counts[u.Kind] += u.N
	}
	b := block{ID: "publishers", Heading: s.T("front.publishers")}
	var kinds []string
	total := 0
	for _, c := range s.site.Lists.Children(dim.Kind, dim.Total) {
		id := s.site.Lists.ID(dim.Kind, c)
		if n := counts[id]; n > 0 {
			kinds, total = append(kinds, s.For(int64(n), "front.publishers.kind."+id, "n", s.Count(int64(n)))), total+n
		}
	}
	if total == 0 {
		return b
	}
	b.Lines = []template.HTML{template.HTML(s.For(int64(total), "front.publishers.all", "kinds", s.Join(kinds), "n", s.Count(int64(total))))}
	b.More = link{Href: "#organisations", Text: s.T("front.publishers.more")}
	return b
}

// highlights is how the page of the quarter's main points begins.
func (s *sheet) highlights() (block, error) {
	d := s.documentNamed(highlightsName)
	if d == nil {
		return block{}, nil
	}
	b := block{ID: "highlights", Heading: d.Title, More: link{Href: s.rel(d.Name + ".html"), Text: s.T("front.highlights.more")}}
	html, err := s.rendered(d)
	if err != nil {
		return b, err
	}
	if m := firstParagraph.FindStringSubmatch(boxed.ReplaceAllString(html, "")); m != nil {
		b.Lines = []template.HTML{template.HTML(footnote.ReplaceAllString(m[1], ""))}
	} else if d.Description != "" {
		b.Lines = []template.HTML{template.HTML(esc(d.Description))}
	}
	return b, nil
}

// The first paragraph is one that no note stands around; its footnotes stay on
// their page.
var (
	footnote       = regexp.MustCompile(`<sup id="fnref.*?</sup>`)
	boxed          = regexp.MustCompile(`(?s)<(aside|div) class="note".*?</(aside|div)>`)
	firstParagraph = regexp.MustCompile(`(?s)(?:^|\n)<p>(.*?)</p>`)
)

// documentNamed is the page of content/ of that name in the language, or nil.
func (p *printer) documentNamed(name string) *content.Document {
	docs := p.documents()
	if i := slices.IndexFunc(docs, func(d *content.Document) bool { return d.Name == name }); i >= 0 {
		return docs[i]
	}
	return nil
}

package page

import (
	"cmp"
	"html/template"
	"path"
	"slices"
	"strings"

	"fukusen/internal/content"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

var (
	ruleTaken = diag.Rule{
		ID:   "page/taken",
		Msg:  diag.Text{JA: "%[1]s はこのサイトが自分で作るページの名前です", EN: "%[1]s is the name of a page that the site makes itself"},
		Hint: diag.Text{JA: "ファイルの名前を変えてください", EN: "give the file another name"},
	}
	ruleTranslation = diag.Rule{
		ID:   "page/translation",
		Warn: true,
		Msg:  diag.Text{JA: "このページの別の言語(%[1]s)のファイルがありません", EN: "this page is not there in another language (%[1]s)"},
		Hint: diag.Text{JA: "%[2]s を加えてください", EN: "add %[2]s"},
	}
)

// documentBody is a page of content/.
type documentBody struct {
	HTML     template.HTML
	Date     string
	Contents []link // headings of the second level, if there are several
}

// planDocs plans the pages of content/ and checks what they refer to.
func (p *printer) planDocs() ([]planned, diag.List) {
	var pages []planned
	var finds diag.List
	for _, d := range p.documents() {
		if p.reserved(strings.TrimPrefix(d.Output, p.prefix)) {
			finds = append(finds, ruleTaken.At(diag.Pos{File: d.File}, diag.Public(d.Output)))
			continue
		}
		finds = append(finds, p.checkReferences(d)...)
		finds = append(finds, p.checkTranslations(d)...)
		pages = append(pages, planned{
			path: d.Output, template: "content.html", title: d.Title, about: cmp.Or(d.Description, d.Title),
			body: func(s *sheet) (any, error) { return s.document(d) },
		})
	}
	return pages, finds
}

// reserved reports the paths that pages of the site itself have, or other
// parts of its output.
func (p *printer) reserved(to string) bool {
	first, _, deeper := strings.Cut(to, "/")
	if deeper {
		return slices.Contains(p.site.Langs, diag.Lang(first)) || slices.Contains([]string{"kpi", "area", "organisation", "fairness", "data", "assets", "r"}, first)
	}
	return slices.Contains([]string{
		"index.html", "method.html", "data.html", "quality.html", "404.html",
		"fairness.html", "releases.html", "search.html",
	}, to)
}

func (p *printer) checkTranslations(d *content.Document) diag.List {
	var finds diag.List
	for _, l := range p.site.Langs {
		has := slices.ContainsFunc(p.site.Docs, func(o *content.Document) bool { return o.Name == d.Name && o.Lang == l && !o.Draft })
		if !has && d.Lang == p.site.Langs[0] {
			finds = append(finds, ruleTranslation.At(diag.Pos{File: d.File}, diag.Public(languageNames[l]), diag.Public(d.Name+"."+string(l)+".md")))
		}
	}
	return finds
}

func (s *sheet) document(d *content.Document) (any, error) {
	html, err := d.Render(func(r content.Reference) (string, bool) {
		q, finds := s.resolve(r)
		if q == nil || finds.Errors() > 0 {
			return "", false
		}
		return string(s.answer(q)), true
	})
	if err != nil {
		return nil, err
	}
	b := documentBody{HTML: template.HTML(html), Date: d.Date}
	for _, h := range d.Headings {
		if h.Level == 2 {
			b.Contents = append(b.Contents, link{Href: "#" + h.ID, Text: h.Text})
		}
	}
	if len(b.Contents) < 3 {
		b.Contents = nil
	}
	return b, nil
}

// answer is what stands in the place of a reference.
func (s *sheet) answer(q *question) template.HTML {
	switch {
	case q.chart && q.by != dim.NumAxes:
		f, _ := s.breakdownFigure(q.entry, q.codes, q.by)
		if q.entry.Access {
			f.Sentences = append(f.Sentences, template.HTML(s.T("verdict.caution")))
		}
		return s.inline(f)
	case q.chart:
		return s.inline(s.trend(q.entry, q.codes, false))
	case q.obs.Status != release.Published:
		return s.spelt(q.obs)
	}
	return s.value(q.obs)
}

// spelt is an observation without a number in running text, in a word.
func (p *printer) spelt(o *kpi.Observation) template.HTML {
	st := string(o.Status)
	return template.HTML(`<span class="state ` + st + `" data-observation="` + esc(o.ID()) + `" data-status="` + st + `">` + p.T("status."+st) + `</span>`)
}

// inline is a figure inside a page of content/.
func (p *printer) inline(f figure) template.HTML {
	var b strings.Builder
	b.WriteString(`<figure class="figure"><figcaption class="said">`)
	for _, t := range f.Sentences {
		b.WriteString("<p>" + string(t) + "</p>")
	}
	b.WriteString("</figcaption>" + string(f.Chart))
	if f.Summary != "" {
		b.WriteString("<details class=\"table\"><summary>" + p.T("table.summary") + `<span class="spoken"> ` + esc(f.Summary) + "</span></summary>" + string(f.Table) + "</details>")
	} else {
		b.WriteString(string(f.Table))
	}
	b.WriteString("</figure>")
	return template.HTML(b.String())
}

func (p *printer) checkReferences(d *content.Document) diag.List {
	var finds diag.List
	for _, r := range d.References {
		_, found := p.resolve(r)
		finds = append(finds, found...)
	}
	return finds
}

// checkLinks looks for the pages and places to which the pages of content/
// lead. Other files (images, downloads) are not known here.
func (p *printer) checkLinks() diag.List {
	var finds diag.List
	byOutput := map[string]*content.Document{}
	for _, d := range p.documents() {
		byOutput[d.Output] = d
	}
	for _, d := range p.documents() {
		for _, l := range d.Links {
			if l.External() || path.Ext(l.Path) != ".html" || otherLanguage(p, l.Path) {
				continue
			}
			to, known := byOutput[l.Path]
			switch {
			case !p.index.paths[l.Path]:
				finds = append(finds, content.BrokenLink(l, near(l.Path, p.paths())))
			case known && l.Fragment != "" && !to.HasAnchor(l.Fragment):
				finds = append(finds, content.BrokenAnchor(l, near(l.Fragment, anchors(to))))
			}
		}
	}
	return finds
}

// otherLanguage reports paths that another printer plans.
func otherLanguage(p *printer, to string) bool {
	own := p.Lang
	for _, l := range p.site.Langs[1:] {
		if strings.HasPrefix(to, string(l)+"/") {
			return l != own
		}
	}
	return own != p.site.Langs[0]
}

func (p *printer) paths() []string {
	var all []string
	for to := range p.index.paths {
		all = append(all, to)
	}
	slices.Sort(all)
	return all
}

func anchors(d *content.Document) []string {
	var ids []string
	for _, h := range d.Headings {
		ids = append(ids, h.ID)
	}
	return ids
}

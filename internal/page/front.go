package page

import (
	"html/template"
	"slices"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
)

// frontBody is the joint front page.
type frontBody struct {
	Lead          template.HTML
	News          []block         // the newest quarter, who publishes, what is new
	Reading       []template.HTML // how to read the cards
	Pillars       []pillar
	Areas         []link
	Organisations []organisationLine
}

// A block is a short text under a heading, and where there is more of it.
type block struct {
	ID, Heading string
	Lines       []template.HTML
	More        link // empty where there is no more
}

type pillar struct {
	ID, Name, About string
	KPIs            []kpiCards
	All             link // where all of its KPIs are listed
}

// about says in a sentence what the site is.
func (p *printer) about() string {
	switch {
	case p.site.About.JA != "":
		return p.name(p.site.About)
	case p.site.Publisher.JA != "":
		return p.T("index.about", "publisher", p.name(p.site.Publisher))
	}
	return p.T("index.about.joint")
}

func (s *sheet) front() (any, error) {
	b := frontBody{Lead: template.HTML(s.Say(esc(s.about()), s.T("index.what"), s.T("index.promise")))}
	news, err := s.news()
	if err != nil {
		return nil, err
	}
	b.News, b.Reading = news, s.reading()
	for _, id := range catalogue.Pillars() {
		if p := s.pillar(id); p.All.Href != "" {
			b.Pillars = append(b.Pillars, p)
		}
	}
	for _, a := range s.index.areas {
		b.Areas = append(b.Areas, link{Href: s.rel(s.areaPath(a)), Text: s.code(dim.Area, a)})
	}
	b.Organisations = s.organisationLines()
	return b, nil
}

// reading tells once what holds for every card.
func (s *sheet) reading() []template.HTML {
	n := len(s.site.KPIs.Quarters)
	if n == 0 {
		return nil
	}
	out := []template.HTML{s.html("front.reading.quarter", "quarter", s.Quarter(s.site.KPIs.Quarters[n-1], s.site.Basis))}
	for _, key := range []string{"interval.chance.about", "interval.sampled.about"} {
		out = append(out, template.HTML(s.T(key)))
	}
	return out
}

func (s *sheet) pillar(id string) pillar {
	p := pillar{ID: id, Name: s.T("pillar." + id), About: s.T("pillar." + id + ".about")}
	all := s.kpisOf(id)
	for _, e := range headline(all) {
		p.KPIs = append(p.KPIs, s.cards(e))
	}
	if len(all) > 0 {
		p.All = link{Href: s.rel("kpis.html#" + id), Text: s.T("front.all", "pillar", p.Name, "n", s.Count(int64(len(all))))}
	}
	return p
}

func (p *printer) kpisOf(pillar string) []*catalogue.Entry {
	var all []*catalogue.Entry
	for i := range p.site.Catalogue {
		if e := &p.site.Catalogue[i]; e.Pillar == pillar {
			all = append(all, e)
		}
	}
	return all
}

// headline are the KPIs of a pillar that the front page shows: those of the
// first rank, or the first few of a site that has none of these.
func headline(all []*catalogue.Entry) []*catalogue.Entry {
	core := slices.DeleteFunc(slices.Clone(all), func(e *catalogue.Entry) bool { return !e.Core })
	if len(core) > 0 {
		return core
	}
	return all[:min(4, len(all))]
}

func (s *sheet) kpiLink(e *catalogue.Entry) link {
	return link{Href: s.rel(kpiPath(e.ID)), Text: s.kpiName(e)}
}

type organisationLine struct {
	Name template.HTML
	Kind string
	Note string
}

// organisationLines lists every organisation that may be named; those with
// figures of their own are linked. Of the others only the number is told.
func (s *sheet) organisationLines() []organisationLine {
	var lines []organisationLine
	for _, o := range s.index.listed {
		l := organisationLine{Kind: s.kindName(o.Kind)}
		if o.Named {
			l.Name = anchor(s.rel(organisationPath(o.ID)), s.name(o.Name))
		} else {
			l.Name, l.Note = template.HTML(esc(s.name(o.Name))), s.T("organisation.aggregate")
		}
		lines = append(lines, l)
	}
	for _, u := range s.site.Registry.Unlisted {
		lines = append(lines, organisationLine{Name: s.html("index.unlisted", "n", s.Count(int64(u.N))), Kind: s.kindName(u.Kind)})
	}
	return lines
}

func (p *printer) kindName(id string) string {
	if c, ok := p.site.Lists.Code(dim.Kind, id); ok && c != dim.Total {
		return p.code(dim.Kind, c)
	}
	return id
}

// listBody lists all KPIs by pillar.
type listBody []listPart

type listPart struct {
	ID, Name, About string
	KPIs            []linkedTerm
}

// kpiList is the page of all KPIs: the front page has room for the first ones.
func (s *sheet) kpiList() (any, error) {
	var b listBody
	for _, id := range catalogue.Pillars() {
		part := listPart{ID: id, Name: s.T("pillar." + id), About: s.T("pillar." + id + ".about")}
		for _, e := range s.kpisOf(id) {
			part.KPIs = append(part.KPIs, s.listed(e))
		}
		if len(part.KPIs) > 0 {
			b = append(b, part)
		}
	}
	return b, nil
}

// listed tells what a KPI is and of whom there are values.
func (s *sheet) listed(e *catalogue.Entry) linkedTerm {
	var kinds []string
	for _, k := range s.index.kinds[e.ID] {
		kinds = append(kinds, s.code(dim.Kind, k))
	}
	return linkedTerm{Link: s.kpiLink(e), Text: s.name(e.Definition), Note: s.Join(kinds)}
}

// A linkedTerm is what is said of something that has a page.
type linkedTerm struct {
	Link       link
	Text, Note string
}

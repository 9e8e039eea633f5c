package page

import (
	"html/template"

	"fukusen/internal/catalogue"
	"fukusen/internal/chart"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// frontBody is the joint front page.
type frontBody struct {
	Lead          template.HTML
	Latest        template.HTML // which quarter is the newest
	Pillars       []pillar
	Areas         []link
	Organisations []organisationLine
}

type pillar struct {
	ID, Name, About string
	KPIs            []kpiCards
	More            []link // KPIs that the front page does not show
}

// kpiCards are the cards of one KPI: one for each kind, never one for all.
type kpiCards struct {
	Link       link
	Definition string
	Cards      []card
}

type card struct {
	Kind      string
	Quarter   string
	Value     template.HTML
	Unit      string
	Spark     template.HTML
	Sentences []template.HTML
	Coverage  template.HTML
}

type organisationLine struct {
	Name template.HTML
	Kind string
	Note string
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
	b := frontBody{Lead: template.HTML(esc(s.about()) + s.T("sentence.space") + s.T("index.promise"))}
	if n := len(s.site.KPIs.Quarters); n > 0 {
		b.Latest = s.html("index.latest", "quarter", s.Quarter(s.site.KPIs.Quarters[n-1], s.site.Basis))
	}
	for _, id := range catalogue.Pillars() {
		if p := s.pillar(id); len(p.KPIs)+len(p.More) > 0 {
			b.Pillars = append(b.Pillars, p)
		}
	}
	for _, a := range s.index.areas {
		b.Areas = append(b.Areas, link{Href: s.rel(s.areaPath(a)), Text: s.code(dim.Area, a)})
	}
	b.Organisations = s.organisationLines()
	return b, nil
}

func (s *sheet) pillar(id string) pillar {
	p := pillar{ID: id, Name: s.T("pillar." + id), About: s.T("pillar." + id + ".about")}
	for i := range s.site.Catalogue {
		switch e := &s.site.Catalogue[i]; {
		case e.Pillar != id:
		case e.Core:
			p.KPIs = append(p.KPIs, s.cards(e))
		default:
			p.More = append(p.More, link{Href: s.rel(kpiPath(e.ID)), Text: s.kpiName(e)})
		}
	}
	return p
}

func (s *sheet) cards(e *catalogue.Entry) kpiCards {
	k := kpiCards{Link: link{Href: s.rel(kpiPath(e.ID)), Text: s.kpiName(e)}, Definition: s.name(e.Definition)}
	for _, kind := range s.index.kinds[e.ID] {
		k.Cards = append(k.Cards, s.card(e, s.base(e, kind)))
	}
	return k
}

func (s *sheet) card(e *catalogue.Entry, codes dim.Codes) card {
	c := card{Kind: s.code(dim.Kind, codes[dim.Kind])}
	if e.Form == catalogue.Distribution {
		c.Sentences = s.shortAnswers(e, codes)
		return c
	}
	series := s.site.KPIs.Series(e.ID, kpi.Value, "", codes)
	newest := lastOf(series, func(o *kpi.Observation) bool { return o != nil })
	valued := lastOf(series, isPublished)
	if newest == nil {
		c.Value = s.value(nil)
		return c
	}
	if valued == nil {
		valued = newest
	}
	c.Quarter = s.period(valued)
	c.Value, c.Unit, c.Coverage = s.value(valued), s.unit(e), s.reporters(valued)
	if newest != valued || !isPublished(newest) {
		c.Sentences = append(c.Sentences, s.sentence(newest))
	}
	if isPublished(valued) {
		c.Spark = s.spark(e, series, codes)
		c.Sentences = append(c.Sentences, s.cardSentences(e, codes, valued)...)
	}
	return c
}

// unit is what a value is counted in where the number does not say it.
func (p *printer) unit(e *catalogue.Entry) string {
	switch e.Form {
	case catalogue.Score:
		return p.T("unit.score.card")
	case catalogue.Mean:
		return p.T("unit.mean.card", "n", p.Tick(p.points(e), 0))
	}
	return ""
}

// cardSentences tell certainty, change and target.
func (s *sheet) cardSentences(e *catalogue.Entry, codes dim.Codes, o *kpi.Observation) []template.HTML {
	var out []template.HTML
	if c := s.certainty(o); c != "" {
		out = append(out, c)
	}
	out = append(out, s.changeSentence(o))
	return append(out, s.targetSentences(e, codes, o, onTheWay[:1])...)
}

func (s *sheet) spark(e *catalogue.Entry, series []*kpi.Observation, codes dim.Codes) template.HTML {
	sp := chart.Spark{Head: s.head(s.T("chart.trend", "kpi", s.name(e.Name), "group", s.group(codes)), s.courseOf(series)), Breaks: s.breaks(e)}
	for i, o := range series {
		sp.Labels = append(sp.Labels, s.QuarterShort(s.site.KPIs.Quarters[i], s.site.Basis))
		sp.Points = append(sp.Points, s.point(o))
	}
	return template.HTML(chart.Figure(sp))
}

// shortAnswers tells the newest distribution.
func (s *sheet) shortAnswers(e *catalogue.Entry, codes dim.Codes) []template.HTML {
	item := s.item(e)
	if item == nil {
		return nil
	}
	return []template.HTML{s.answersSentence(item, s.answerRows(e, item, codes))}
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

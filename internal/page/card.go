package page

import (
	"html/template"

	"fukusen/internal/catalogue"
	"fukusen/internal/chart"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// kpiCards are the cards of one KPI: one for each kind, never one for all.
type kpiCards struct {
	Link       link
	Definition string
	Cards      []card
}

// A card has the newest value of a kind in as few words as can be, and in
// sentences for who opens it.
type card struct {
	Kind      string
	About     string // kind and KPI, for the ear: a page has many cards
	Value     template.HTML
	Unit      string
	Spark     template.HTML
	Lines     []template.HTML
	Sentences []template.HTML
}

func (s *sheet) cards(e *catalogue.Entry) kpiCards {
	k := kpiCards{Link: s.kpiLink(e), Definition: s.name(e.Definition)}
	for _, kind := range s.index.kinds[e.ID] {
		k.Cards = append(k.Cards, s.card(e, s.base(e, kind)))
	}
	return k
}

func (s *sheet) card(e *catalogue.Entry, codes dim.Codes) card {
	kind := s.code(dim.Kind, codes[dim.Kind])
	c := card{Kind: kind, About: s.T("kind.title", "subject", s.kpiName(e), "kind", kind)}
	if e.Form == catalogue.Distribution {
		c.Lines = s.shortAnswers(e, codes)
		return c
	}
	series := s.site.KPIs.Series(e.ID, kpi.Value, "", codes)
	newest := lastOf(series, func(o *kpi.Observation) bool { return o != nil })
	valued := lastOf(series, isPublished)
	switch {
	case newest == nil:
		c.Value = s.value(nil)
	case valued == nil:
		c.Value, c.Lines = s.value(newest), []template.HTML{s.cardReport(newest)}
		c.Sentences = append(c.Sentences, s.sentence(newest))
	default:
		s.fill(&c, e, series, valued)
		if newest != valued {
			c.Lines = append([]template.HTML{s.instead(newest)}, c.Lines...)
			c.Sentences = append([]template.HTML{s.sentence(newest)}, c.Sentences...)
		}
	}
	return c
}

// fill tells the newest value that is published.
func (s *sheet) fill(c *card, e *catalogue.Entry, series []*kpi.Observation, o *kpi.Observation) {
	codes := o.Key.Codes
	c.Value, c.Unit, c.Spark = s.value(o), s.unit(e), s.spark(e, series, codes)
	for _, line := range []template.HTML{s.shortInterval(o), s.shortChange(o), s.shortTarget(e, codes), s.cardReport(o)} {
		if line != "" {
			c.Lines = append(c.Lines, line)
		}
	}
	c.Sentences = s.cardSentences(e, codes, o)
}

// instead tells of a newer quarter that has no value.
func (s *sheet) instead(o *kpi.Observation) template.HTML {
	return s.html("card.instead", "quarter", s.QuarterName(o.Key.Period.Last(), s.site.Basis), "status", s.spelt(o))
}

// shortInterval is the interval of a value with its name; empty if it has none.
func (s *sheet) shortInterval(o *kpi.Observation) template.HTML {
	lower, upper := s.limits(o)
	if lower == "" {
		return ""
	}
	return s.html("card.interval", "name", s.intervalName(o.Entry), "lower", lower, "upper", upper)
}

// shortChange is the difference from a year ago, and whether it can be told
// from chance; empty where there is none.
func (s *sheet) shortChange(o *kpi.Observation) template.HTML {
	c := s.change(o)
	if c == nil {
		return ""
	}
	text := s.html("card.change", "value", s.value(c))
	switch {
	case c.Status != release.Published:
		return text
	case c.Panel == kpi.Differs:
		return text + s.remark("card.change.differs")
	case !c.Clear:
		return text + s.remark("change.remark")
	}
	return text
}

func (s *sheet) remark(key string) template.HTML {
	return template.HTML(` <span class="remark">` + s.T("card.remark", "text", s.T(key)) + `</span>`)
}

// shortTarget is the first target of a group; empty where there is none.
func (s *sheet) shortTarget(e *catalogue.Entry, codes dim.Codes) template.HTML {
	for _, t := range s.targets(e, codes) {
		value := template.HTML(`<data value="` + exact(t.Value) + `" data-target="` + esc(e.ID) + `">` + esc(s.amount(e, t.Value)) + `</data>`)
		return s.html("card.target", "quarter", s.QuarterName(t.Due, s.site.Basis), "value", value)
	}
	return ""
}

// cardReport tells how many organisations reported, and of when the value is
// unless it is of the newest quarter, which stands at the head of the page.
func (s *sheet) cardReport(o *kpi.Observation) template.HTML {
	period := ""
	if o.Key.Period.N > 1 || !s.isNewest(o.Key.Period.Last()) {
		period = s.period(o)
	}
	switch {
	case o.Expected == 0:
		return template.HTML(esc(period))
	case period == "":
		return s.html("card.reported", "coverage", s.reporters(o))
	}
	return s.html("card.reported.then", "period", period, "coverage", s.reporters(o))
}

// isNewest reports whether no quarter of the site is newer.
func (p *printer) isNewest(q dim.Quarter) bool {
	all := p.site.KPIs.Quarters
	return len(all) > 0 && all[len(all)-1] == q
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

// cardSentences tell change and target. What intervals are is told once for
// the page.
func (s *sheet) cardSentences(e *catalogue.Entry, codes dim.Codes, o *kpi.Observation) []template.HTML {
	return append([]template.HTML{s.changeSentence(o)}, s.targetSentences(e, codes, o, onTheWay[:1])...)
}

func (s *sheet) spark(e *catalogue.Entry, series []*kpi.Observation, codes dim.Codes) template.HTML {
	sp := chart.Spark{Head: s.head(s.T("chart.trend", "kpi", s.name(e.Name), "group", s.group(codes)), s.courseOf(series)), Breaks: s.breaks(e)}
	for i, o := range series {
		sp.Labels = append(sp.Labels, s.QuarterShort(s.site.KPIs.Quarters[i], s.site.Basis))
		sp.Points = append(sp.Points, s.point(o))
	}
	return s.draw(sp)
}

// shortAnswers tells the newest distribution.
func (s *sheet) shortAnswers(e *catalogue.Entry, codes dim.Codes) []template.HTML {
	item := s.item(e)
	if item == nil {
		return nil
	}
	return []template.HTML{s.answersSentence(item, s.answerRows(e, item, codes))}
}

package page

import (
	"html/template"
	"strconv"

	"fukusen/internal/catalogue"
	"fukusen/internal/release"
)

// methodBody explains the numbers: rules of disclosure, definitions, limits.
type methodBody struct {
	Rules     []template.HTML
	Limits    []template.HTML
	Numbers   []template.HTML // on rounding and intervals
	Notes     []string
	KPIs      []definition
	Signs     []term
	HasNotice bool
}

// limits are what is not promised: each is the key of a text, and goes from here
// when the promise is made.
var limits = []string{
	"method.limit.guess", "method.limit.outside", "method.limit.coalition", "method.limit.releases", "method.limit.survey",
}

type definition struct {
	ID, Definition string
	Link           link
	Facts          []term
}

func (s *sheet) method() (any, error) {
	b := methodBody{Rules: s.rules(), HasNotice: s.site.Notice != ""}
	for _, key := range limits {
		b.Limits = append(b.Limits, template.HTML(s.T(key)))
	}
	for _, key := range []string{"method.rounding", "method.sums", "method.chance", "method.sampled", "method.change", "method.verdict", "method.standardised", "method.answers", "method.joint"} {
		b.Numbers = append(b.Numbers, template.HTML(s.T(key)))
	}
	for _, n := range s.site.Notes {
		b.Notes = append(b.Notes, s.name(n))
	}
	for i := range s.site.Catalogue {
		b.KPIs = append(b.KPIs, s.definition(&s.site.Catalogue[i]))
	}
	for _, st := range []release.Status{release.Withheld, release.NotReported, release.NotApplicable, release.NotComputable} {
		b.Signs = append(b.Signs, term{s.T("symbol." + string(st)), template.HTML(s.T("status." + string(st) + ".about"))})
	}
	b.Signs = append(b.Signs, term{"0", template.HTML(s.T("symbol.zero.about"))})
	return b, nil
}

func (s *sheet) definition(e *catalogue.Entry) definition {
	return definition{
		ID: "kpi-" + e.ID, Definition: s.name(e.Definition),
		Link: link{Href: s.rel(kpiPath(e.ID)), Text: s.kpiName(e)}, Facts: s.facts(e),
	}
}

// rules puts the parameters of the newest quarter into plain words.
func (s *sheet) rules() []template.HTML {
	if len(s.site.Files) == 0 {
		return nil
	}
	r := s.site.Files[len(s.site.Files)-1].Rules
	n := func(i int) string { return strconv.Itoa(i) }
	zeros := "method.rule.zeros.public"
	if r.Zeros == "sensitive" {
		zeros = "method.rule.zeros.sensitive"
	}
	return []template.HTML{
		s.html("method.rule.persons", "k", n(r.K)),
		s.html("method.rule.complement", "k", n(r.K)),
		s.html(zeros),
		s.html("method.rule.survey", "k", n(r.K), "sensitive", n(r.KSensitive), "margin", n(r.AnswerMargin)),
		s.html("method.rule.partners"),
		s.html("method.rule.bounds", "k", n(r.K)),
		s.html("method.rule.leftout"),
		s.html("method.rule.insider"),
		s.html("method.rule.functions"),
		s.html("method.rule.organisations", "n", n(r.MinAggregated)),
		s.html("method.rule.weights"),
		s.html("method.rule.symbol"),
	}
}

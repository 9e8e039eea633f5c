package page

import (
	"html/template"

	"fukusen/internal/catalogue"
	"fukusen/internal/release"
)

// methodBody explains the numbers: rules of disclosure, definitions, limits.
type methodBody struct {
	Lead    easyText // of the rules, in plain words
	Rules   []ruleGroup
	Limits  ruleGroup
	Numbers []template.HTML // on rounding and intervals
	Notes   []string
	KPIs    []definition
	Signs   []term
}

type definition struct {
	ID, Definition string
	Link           link
	Facts          []term
}

func (s *sheet) method() (any, error) {
	b := methodBody{Lead: s.plainly("method.disclosure", []rule{{key: "method.disclosure.lead"}}), Rules: s.rules(), Limits: s.limitsOfPromise()}
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

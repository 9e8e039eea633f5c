package page

import (
	"html/template"
	"strconv"

	"fukusen/internal/contract"
	"fukusen/internal/release"
)

// A ruleGroup is rules of disclosure about one question, and the same in plain
// words.
type ruleGroup struct {
	Heading string
	Rules   []template.HTML
	Easy    easyText
}

// A rule is the key of a text with what it says of this site.
type rule struct {
	key  string
	args []string
}

// rules puts the rules of the newest quarter into words a citizen understands.
// The percentage of the rule for money is secret, and no text has a place for it.
func (s *sheet) rules() []ruleGroup {
	if len(s.site.Files) == 0 {
		return nil
	}
	r := s.site.Files[len(s.site.Files)-1].Rules
	return []ruleGroup{
		s.ruleGroup("method.part.meaning", s.meaningRules(r)),
		s.ruleGroup("method.part.which", s.whichRules(r)),
		s.ruleGroup("method.part.partners", partnerRules(r)),
		s.ruleGroup("method.part.again", []rule{{"method.rule.again", []string{"n", strconv.Itoa(r.MinAggregated), "k", strconv.Itoa(r.K)}}}),
	}
}

func (s *sheet) ruleGroup(heading string, rules []rule) ruleGroup {
	g := ruleGroup{Heading: s.T(heading), Easy: s.plainly(heading, rules)}
	for _, r := range rules {
		g.Rules = append(g.Rules, template.HTML(s.T(r.key, r.args...)))
	}
	return g
}

// plainly says rules in やさしい日本語; empty on pages that are not Japanese.
func (s *sheet) plainly(heading string, rules []rule) easyText {
	e := easyText{About: s.T(heading)}
	for _, r := range rules {
		if s.easy != nil {
			e.Sentences = append(e.Sentences, template.HTML(s.easy.T(r.key, r.args...)))
		}
	}
	return e
}

func (s *sheet) meaningRules(r release.Rules) []rule {
	rules := []rule{{key: "method.rule.meaning"}, {key: "method.rule.symbol"}, {key: "method.rule.reason"}, {key: "method.rule.zeros.public"}}
	if len(r.SensitiveZeros) > 0 {
		rules = append(rules, rule{"method.rule.zeros.sensitive", []string{"tables", s.tables(r.SensitiveZeros)}})
	}
	return rules
}

// tables names tables by their families.
func (s *sheet) tables(ids []string) string {
	var names []string
	for _, id := range ids {
		if t, ok := contract.Standard().Table(id); ok {
			names = append(names, esc(s.name(t.Name)))
		}
	}
	return s.Join(names)
}

func (s *sheet) whichRules(r release.Rules) []rule {
	k := []string{"k", strconv.Itoa(r.K)}
	all := []rule{
		{"method.rule.persons", []string{"most", strconv.Itoa(r.K - 1)}},
		{"method.rule.complement", k},
		{"method.rule.survey", k},
	}
	if items := s.sensitiveItems(); len(items) > 0 {
		all = append(all, rule{"method.rule.sensitive", []string{"k", strconv.Itoa(r.KSensitive), "items", s.Join(items)}})
	}
	return append(all,
		rule{"method.rule.answers", []string{"margin", strconv.Itoa(r.AnswerMargin)}},
		rule{key: "method.rule.whole"},
		rule{"method.rule.organisations", []string{"n", strconv.Itoa(r.MinAggregated)}},
		rule{key: "method.rule.money"}, rule{key: "method.rule.consent"}, rule{key: "method.rule.register"},
	)
}

// sensitiveItems names the items of surveys that need more respondents and are
// shown on the site.
func (s *sheet) sensitiveItems() []string {
	var names []string
	for _, it := range s.site.Items {
		shown := false
		for i := range s.site.Catalogue {
			shown = shown || s.site.Catalogue[i].Item == it.ID
		}
		if it.Sensitive && shown {
			names = append(names, esc(s.name(it.Name)))
		}
	}
	return names
}

func partnerRules(r release.Rules) []rule {
	return []rule{
		{key: "method.rule.partners"},
		{"method.rule.bounds", []string{"k", strconv.Itoa(r.K)}},
		{key: "method.rule.insider"}, {key: "method.rule.functions"}, {key: "method.rule.weights"}, {key: "method.rule.leftout"},
	}
}

// limitsOfPromise are what is not promised.
func (s *sheet) limitsOfPromise() ruleGroup {
	return s.ruleGroup("method.limits", []rule{
		{key: "method.limit.range"}, {key: "method.limit.guess"}, {key: "method.limit.outside"}, {key: "method.limit.coalition"}, {key: "method.limit.survey"},
	})
}

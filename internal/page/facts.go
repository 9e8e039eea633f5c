package page

import (
	"html/template"
	"slices"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
)

// A factList collects what the catalogue says of a KPI; empty texts are left
// out.
type factList struct {
	p     *printer
	terms []term
}

func (l *factList) add(key, text string) { l.addHTML(key, template.HTML(esc(text))) }

func (l *factList) addHTML(key string, text template.HTML) {
	if text != "" {
		l.terms = append(l.terms, term{l.p.T(key), text})
	}
}

// facts tells what a KPI is made of, how it is computed and what it is read
// against: all of it from the catalogue and the contract.
func (p *printer) facts(e *catalogue.Entry) []term {
	l := &factList{p: p}
	p.ingredients(l, e)
	l.add("fact.form", p.computed(e))
	l.add("fact.window", p.T("fact.window."+windowOf(e)))
	l.add("fact.interval", p.intervalAbout(e))
	for _, c := range p.classes(e) {
		l.add("fact.disclosure", p.T("disclosure."+c))
	}
	if e.Least > 0 {
		l.add("fact.least", p.T("fact.least.text", "n", p.Count(e.Least)))
	}
	l.add("fact.kinds", p.kindNames(e))
	l.add("fact.views", p.views(e))
	p.yardsticks(l, e)
	for _, b := range e.Breaks {
		l.add("fact.break", p.breakText(b))
	}
	l.addHTML("fact.standard", template.HTML(p.Join(p.standards(e))))
	l.add("fact.note", p.name(e.Note))
	return l.terms
}

// standards names what a KPI relates to, on English pages with the name that a
// Japanese reader knows it by.
func (p *printer) standards(e *catalogue.Entry) []string {
	var all []string
	for _, s := range e.Standard {
		text := esc(s)
		if name := catalogue.StandardName(s); p.Lang == diag.EN && name.EN != "" {
			text = esc(name.EN) + ` (<span lang="ja">` + text + "</span>)"
		}
		all = append(all, text)
	}
	return all
}

// ingredients are the measures, answers or KPIs that a value is made of.
func (p *printer) ingredients(l *factList, e *catalogue.Entry) {
	switch {
	case e.Survey():
		l.add("fact.item", p.itemName(e))
		l.add("fact.answers", p.answersOf(e))
		l.add("fact.population", p.population(e))
	case len(e.Of) > 0:
		l.add("fact.of", p.Join(p.others(e)))
	case len(e.Denominator) == 0: // else the formula says it
		l.add("fact.numerator", p.terms(e.Numerator))
	}
}

// yardsticks are what a value is read against.
func (p *printer) yardsticks(l *factList, e *catalogue.Entry) {
	l.add("fact.direction", p.T("direction."+string(e.Direction)))
	if e.Direction == catalogue.Target {
		l.addHTML("fact.goal", p.goal(e))
	}
	for _, axis := range breakdownAxes {
		if c, ok := p.site.Lists.Code(axis, e.Against[axis.String()]); ok && c != dim.Total {
			l.add("fact.against", p.T("fact.against.text", "axis", p.T("axis."+axis.String()), "group", p.code(axis, c)))
		}
	}
	if e.Threshold > 0 {
		text, _ := p.size(e, e.Threshold)
		l.add("fact.threshold", text)
	}
	for _, r := range e.References {
		value := template.HTML(`<data value="` + exact(r.Value) + `" data-reference="` + esc(e.ID) + `">` + esc(p.amount(e, r.Value)) + `</data>`)
		l.addHTML("fact.reference", p.html("fact.reference.text", "name", p.name(r.Name), "value", value, "source", r.Source))
	}
}

func windowOf(e *catalogue.Entry) string {
	if e.Window == catalogue.Year {
		return string(catalogue.Year)
	}
	return string(catalogue.Quarter)
}

// computed tells how a value is computed, as a formula and in words.
func (p *printer) computed(e *catalogue.Entry) string {
	words := p.T("form." + string(e.Form))
	if f := p.formula(e); f != "" {
		return p.T("fact.formula", "formula", f, "words", words)
	}
	return words
}

// formula writes how a value is computed, with the names of what it is made of;
// empty for one sum.
func (p *printer) formula(e *catalogue.Entry) string {
	switch {
	case e.Form == catalogue.Quotient:
		return strings.Join(p.others(e), " ÷ ")
	case e.Form == catalogue.Difference:
		return strings.Join(p.others(e), " − ")
	case e.Survey():
		return p.T("formula." + string(e.Form))
	}
	if e.Form == catalogue.Count && len(e.Numerator) < 2 && !e.FTE {
		return ""
	}
	text := p.bracketed(e.Numerator)
	if len(e.Denominator) > 0 {
		text += " ÷ " + p.bracketed(e.Denominator)
	}
	if e.Per > 1 {
		text += " × " + p.Count(e.Per)
	}
	if e.FTE {
		text = p.T("formula.fte", "hours", text)
	}
	return text
}

// bracketed names measures that are added, in brackets where they are several.
func (p *printer) bracketed(terms catalogue.Terms) string {
	text := strings.TrimSpace(p.terms(terms))
	if len(terms) > 1 {
		return p.T("formula.sum", "terms", text)
	}
	return text
}

// intervalOf names the method of the intervals of a KPI's values; empty if they
// have none.
func intervalOf(e *catalogue.Entry) string {
	switch e.Form {
	case catalogue.Rate:
		if e.Interval == catalogue.None {
			return ""
		}
		return string(catalogue.Wilson)
	case catalogue.Ratio, catalogue.Count:
		if e.Interval == catalogue.Poisson {
			return string(catalogue.Poisson)
		}
		return ""
	case catalogue.Share, catalogue.Distribution:
		return string(catalogue.Wilson)
	case catalogue.Score, catalogue.Mean:
		return string(e.Form)
	}
	return ""
}

// intervalAbout says what the intervals of a KPI are and how they are computed;
// empty if it has none.
func (p *printer) intervalAbout(e *catalogue.Entry) string {
	method := intervalOf(e)
	if method == "" {
		return ""
	}
	about := p.T("interval.chance.about")
	if e.Sampled {
		about = p.T("interval.sampled.about")
	}
	return p.Say(about, p.T("interval.method", "name", p.T("interval.method."+method)))
}

var classNames = map[contract.Class]string{
	contract.Persons: "persons", contract.Respondents: "respondents", contract.Counts: "counts", contract.Money: "money",
}

// classes names the rules of disclosure that what a KPI is made of follows, each
// once.
func (p *printer) classes(e *catalogue.Entry) []string {
	if e.Survey() {
		return []string{classNames[contract.Respondents]}
	}
	var all []string
	note := func(name string) {
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	for _, id := range e.Of {
		if o, ok := p.entry(id); ok {
			for _, c := range p.classes(o) {
				note(c)
			}
		}
	}
	for _, t := range slices.Concat(e.Numerator, e.Denominator) {
		if table, ok := contract.Standard().Table(t.Table); ok {
			if m, ok := table.Measure(t.Measure); ok {
				note(classNames[table.ClassOf(m, t.Category)])
			}
		}
	}
	return all
}

// kindNames lists the kinds of organisation that a KPI is computed for, where
// these are not all.
func (p *printer) kindNames(e *catalogue.Entry) string {
	var names []string
	for _, k := range e.Kinds {
		names = append(names, p.kindName(k))
	}
	return p.Join(names)
}

// views lists the divisions that a KPI is shown in, where these are not all.
func (p *printer) views(e *catalogue.Entry) string {
	var names []string
	for _, v := range e.Views {
		if v == viewTotal {
			names = append(names, p.T("group.whole"))
			continue
		}
		var axes []string
		for a := range strings.SplitSeq(v, "*") {
			axes = append(axes, p.T("axis."+a))
		}
		names = append(names, strings.Join(axes, "×"))
	}
	return p.Join(names)
}

// viewTotal is how the catalogue names the view of all together.
const viewTotal = "total"

// answersOf names the answers that a share counts.
func (p *printer) answersOf(e *catalogue.Entry) string {
	it := p.item(e)
	if it == nil {
		return p.Join(e.Answers)
	}
	var names []string
	for _, a := range it.Answers {
		if slices.Contains(e.Answers, a.Code) {
			names = append(names, p.name(a.Name))
		}
	}
	return p.Join(names)
}

// others names the KPIs that one is made of.
func (p *printer) others(e *catalogue.Entry) (names []string) {
	for _, id := range e.Of {
		if o, ok := p.entry(id); ok {
			id = p.name(o.Name)
		}
		names = append(names, id)
	}
	return names
}

func (p *printer) itemName(e *catalogue.Entry) string {
	if it := p.item(e); it != nil {
		return p.name(it.Name)
	}
	return e.Item
}

func (p *printer) population(e *catalogue.Entry) string {
	if pop, ok := contract.Standard().Population(e.Population); ok {
		return p.name(pop.Name)
	}
	return e.Population
}

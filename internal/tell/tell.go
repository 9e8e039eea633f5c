// Package tell says observations in words: what the number is, how it compares,
// how certain it is and who reported it; or why there is no number.
//
// It computes nothing but what rounding needs. The texts are those of i18n, in
// Japanese, やさしい日本語 or English; what is not published has no number here
// to slip into a sentence.
package tell

import (
	"strconv"

	"fukusen/internal/catalogue"
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// The columns of an observation that a number in a sentence can be; the value
// itself is the one without a name.
const (
	Value       = ""
	Lower       = "lower"
	Upper       = "upper"
	Numerator   = "numerator"
	Denominator = "denominator"
	Respondents = "respondents"
	Reporters   = "reporters"
	Expected    = "expected"
)

// A Teller says observations. Without Mark and Escape it writes plain text.
// It never changes, so any number of goroutines may use it.
type Teller struct {
	Words     *i18n.Words // Required
	Lists     *dim.Lists  // Required
	Basis     dim.Basis
	Catalogue catalogue.Catalogue // where the KPIs are that others are made of
	Items     []contract.Item     // where the scales of means are

	// Mark wraps a number: text is how it is said, exact what the open data
	// have in the field.
	Mark func(o *kpi.Observation, field, exact, text string) string
	// Escape is applied to names and to text that is not of i18n.
	Escape func(string) string

	that bool // the quarter of a target has just been named
}

// Say tells one observation in full sentences. What it is compared with is
// looked up in the set, which may be nil: then the sentences that need it are
// left out.
func (t *Teller) Say(set *kpi.Set, o *kpi.Observation) string {
	if o.Status != release.Published {
		return t.Words.Say(t.clause(o, t.absent(o)), t.coverage(o))
	}
	switch o.Statistic {
	case kpi.Change:
		return t.Words.Say(t.clause(o, t.change(o)), t.panel(o), t.certainty(o), t.coverage(o))
	case kpi.Ratio:
		return t.Words.Say(t.lead(o, t.verdict(o, t.reference(o))), t.pair(set, o), t.certainty(o), t.Words.T("verdict.caution"), t.coverage(o))
	case kpi.Gap:
		return t.Words.Say(t.lead(o, t.gap(o)), t.certainty(o), t.byChance(o), t.coverage(o))
	case kpi.Standardised:
		return t.Words.Say(t.clause(o, t.standardised(o)), t.certainty(o), t.crude(set, o), t.coverage(o))
	case kpi.Index:
		return t.Words.Say(t.clause(o, t.index(set, o)), t.coverage(o))
	case kpi.Attainment:
		return t.Words.Say(t.clause(o, t.attainment(o)), t.coverage(o))
	case kpi.Growth:
		return t.Words.Say(t.clause(o, t.growth(set, o)), t.coverage(o))
	case kpi.Projection:
		return t.Words.Say(t.clause(o, t.projection(o)), t.certainty(o), t.coverage(o))
	}
	return t.Words.Say(t.lead(o, t.value(o)), t.parts(o), t.certainty(o), t.Response(o), t.coverage(o), t.remarks(o))
}

// lead says what an observation is about, and then the rest.
func (t *Teller) lead(o *kpi.Observation, rest string) string {
	return t.about("sentence.lead", o, rest)
}

// clause is a lead with a pause before the rest, for the longer ones.
func (t *Teller) clause(o *kpi.Observation, rest string) string {
	return t.about("sentence.lead.pause", o, rest)
}

func (t *Teller) about(key string, o *kpi.Observation, rest string) string {
	return t.Words.T(key, "kpi", t.subject(o), "group", t.Group(o), "quarter", t.Period(o), "rest", rest)
}

// alone makes a whole sentence of what follows a lead.
func (t *Teller) alone(rest string) string {
	if rest != "" && 'a' <= rest[0] && rest[0] <= 'z' {
		return string(rest[0]-'a'+'A') + rest[1:]
	}
	return rest
}

// subject names the KPI and, where a sentence does not tell it, the answer.
func (t *Teller) subject(o *kpi.Observation) string {
	name := t.KPI(o.Entry)
	if o.Entry.Form != catalogue.Distribution || isPublished(o) && o.Statistic == kpi.Value {
		return name
	}
	return t.Words.T("sentence.of", "kpi", name, "answer", t.Code(dim.Category, o.Key.Codes[dim.Category]))
}

func (t *Teller) value(o *kpi.Observation) string {
	value := t.number(o, Value)
	if o.Entry.Form == catalogue.Distribution {
		return t.Words.T("sentence.answer", "answer", t.Code(dim.Category, o.Key.Codes[dim.Category]), "value", value)
	}
	return t.Words.T("sentence.published", "value", value)
}

// parts tells of how many persons or answers a value is made.
func (t *Teller) parts(o *kpi.Observation) string {
	switch e := o.Entry; {
	case e.Survey() && o.Respondents > 0:
		return t.Words.T("sentence.respondents", "n", t.whole(o, Respondents, o.Respondents))
	case e.Form == catalogue.Rate && o.Denominator > 0:
		return t.Words.T("sentence.parts",
			"numerator", t.numerator(o),
			"denominator", t.counted(o, Denominator, o.Denominator, e.Denominator))
	}
	return ""
}

// remarks are what the reader of a value should know.
func (t *Teller) remarks(o *kpi.Observation) string {
	var weighted, missing string
	if o.Weighted {
		weighted = t.Words.T("sentence.weighted")
	}
	if o.Missing {
		missing = t.Words.T("sentence.missing")
	}
	return t.Words.Say(weighted, missing)
}

// Certainty tells the interval of a published observation; "" if it has none.
func (t *Teller) Certainty(o *kpi.Observation) string {
	if o.Status != release.Published {
		return ""
	}
	return t.certainty(o)
}

func (t *Teller) certainty(o *kpi.Observation) string {
	if !o.HasInterval {
		return ""
	}
	key := "sentence.chance"
	if o.Entry.Sampled {
		key = "sentence.sampled"
	}
	switch {
	case o.Statistic == kpi.Change, o.Statistic == kpi.Gap:
		key += ".difference"
	case o.Statistic == kpi.Ratio, o.Statistic == kpi.Standardised && o.Reference != "":
		key += ".ratio"
	case o.Statistic == kpi.Projection:
		key = "projection.range"
	}
	return t.Words.T(key, "range", t.interval(o))
}

// coverage tells how many of the organisations that should have reported did.
// One organisation by itself has said so with its number.
func (t *Teller) coverage(o *kpi.Observation) string {
	codes := o.Key.Codes
	if o.Expected == 0 || codes[dim.Organisation] != dim.Total {
		return ""
	}
	args := []string{
		"reporters", t.whole(o, Reporters, int64(o.Reporters)),
		"expected", t.whole(o, Expected, int64(o.Expected)),
	}
	if codes.View().Without(dim.Kind).Without(dim.Category) == 0 {
		return t.Words.For(int64(o.Expected), "sentence.coverage", args...)
	}
	all := dim.Codes{}.With(dim.Kind, codes[dim.Kind])
	return t.Words.For(int64(o.Expected), "sentence.coverage.of", append(args, "whole", t.GroupOf(all))...)
}

// Response tells how many of those who were asked answered and, where they are
// few, what the others could have made of a share; "" if that is not known.
func (t *Teller) Response(o *kpi.Observation) string {
	f := o.Frame
	if o.Status != release.Published || f.Sampled == 0 {
		return ""
	}
	asked := t.Words.Amount(t.Words.Count(f.Sampled), t.Words.T("unit.persons"))
	text := t.Words.T("response.sentence", "sampled", asked, "rate", t.share(f.Rate))
	if !f.Bounded {
		return text
	}
	lower, upper := t.ends(o.Entry, f.Bounds)
	return t.Words.Say(text, t.Words.T("response.bounds", "range", t.Words.Range(lower, upper)))
}

func (t *Teller) mark(o *kpi.Observation, field, exact, text string) string {
	if t.Mark == nil {
		return text
	}
	return t.Mark(o, field, exact, text)
}

// whole marks a whole number.
func (t *Teller) whole(o *kpi.Observation, field string, n int64) string {
	return t.mark(o, field, strconv.FormatInt(n, 10), t.Words.Count(n))
}

// numerator marks the part of a rate; English says once what both are.
func (t *Teller) numerator(o *kpi.Observation) string {
	e := o.Entry
	if t.Words.Lang == diag.EN && t.unitOfPart(e.Numerator) == t.unitOfPart(e.Denominator) {
		return t.whole(o, Numerator, o.Numerator)
	}
	return t.counted(o, Numerator, o.Numerator, e.Numerator)
}

// counted marks a sum of measures, with what it counts.
func (t *Teller) counted(o *kpi.Observation, field string, n int64, terms catalogue.Terms) string {
	return t.mark(o, field, strconv.FormatInt(n, 10), t.Words.Amount(t.Words.Count(n), t.unitOfPart(terms)))
}

func (t *Teller) escape(s string) string {
	if t.Escape == nil {
		return s
	}
	return t.Escape(s)
}

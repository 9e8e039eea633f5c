package i18n

import "strings"

// A Fact is what is told of one observation. Its texts are finished, and may
// be HTML if all of them are.
type Fact struct {
	KPI, Group, Quarter string
	Status              string // published, withheld, not_reported, not_applicable, not_computable

	Value        string
	Lower, Upper string // of the interval; empty where there is none
	Sampled      bool   // the interval is a sampling error; else what chance alone may do

	Numerator, Denominator string // of a rate; empty otherwise
	Unit                   string // of both: people
	Respondents            string // of a survey; empty otherwise

	Missing bool // some reports had no value and were left out

	Reporters, Expected string // organisations; empty where nothing is to be told
	Whole               string // of whom Reporters are, where that is not Group
}

// Sentence tells the value, how certain it is and who reported; or why there
// is none.
func (w *Words) Sentence(f Fact) string {
	about := []string{"kpi", f.KPI, "group", f.Group, "quarter", f.Quarter}
	if f.Status != "published" {
		return w.join(w.T("sentence."+f.Status, about...), w.coverage(f))
	}
	return w.join(
		w.T("sentence.published", append(about, "value", f.Value)...),
		w.basis(f), w.certainty(f), w.coverage(f), w.incomplete(f))
}

// Certainty tells the interval of a fact alone, as cards do; "" without one.
func (w *Words) Certainty(f Fact) string { return w.certainty(f) }

func (w *Words) basis(f Fact) string {
	switch {
	case f.Denominator != "":
		return w.T("sentence.parts", "numerator", f.Numerator, "denominator", f.Denominator, "unit", f.Unit)
	case f.Respondents != "":
		return w.T("sentence.respondents", "n", f.Respondents)
	}
	return ""
}

func (w *Words) certainty(f Fact) string {
	key := "sentence.chance"
	switch {
	case f.Lower == "":
		return ""
	case f.Sampled:
		key = "sentence.sampled"
	}
	return w.T(key, "range", w.Range(f.Lower, f.Upper))
}

func (w *Words) coverage(f Fact) string {
	if f.Expected == "" {
		return ""
	}
	if f.Whole != "" {
		return w.T("sentence.coverage.of", "whole", f.Whole, "reporters", f.Reporters, "expected", f.Expected)
	}
	return w.T("sentence.coverage", "reporters", f.Reporters, "expected", f.Expected)
}

func (w *Words) incomplete(f Fact) string {
	if !f.Missing {
		return ""
	}
	return w.T("sentence.missing")
}

// join puts sentences one after the other as the language does.
func (w *Words) join(sentences ...string) string {
	var b strings.Builder
	for _, s := range sentences {
		if s != "" && b.Len() > 0 {
			b.WriteString(w.T("sentence.space"))
		}
		b.WriteString(s)
	}
	return b.String()
}

// A Change is the difference to the same quarter of last year.
type Change struct {
	Status string // as of a Fact
	Size   string // without sign
	Sign   int    // of the printed size: +1, 0 or -1
	Clear  bool   // more than chance and than what matters
}

// Change tells how a value compares with that of a year before. Where the data
// cannot tell, it says so; it never says that nothing has changed.
func (w *Words) Change(c Change) string {
	switch {
	case c.Status == "withheld":
		return w.T("change.withheld")
	case c.Status != "published":
		return w.T("change.none")
	case !c.Clear && c.Sign == 0:
		return w.T("change.unclear.same")
	case !c.Clear:
		return w.T("change.unclear", "direction", w.direction(c))
	}
	return w.T("change.clear", "direction", w.direction(c))
}

func (w *Words) direction(c Change) string {
	if c.Sign < 0 {
		return w.T("change.lower", "size", c.Size)
	}
	return w.T("change.higher", "size", c.Size)
}

// Verdict tells where the ratio of a group to the reference group lies beside
// the screening lines; verdict is below, within, above or undecided.
func (w *Words) Verdict(group, reference, ratio, verdict string) string {
	return w.T("verdict."+verdict, "group", group, "reference", reference, "ratio", ratio)
}

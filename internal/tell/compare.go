package tell

import (
	"slices"

	"fukusen/internal/kpi"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// Change tells how a value compares with that of a year before, without naming
// it; c is nil if there is no such comparison, and o is the value. Where the
// data cannot tell, it says so; it never says that nothing has changed.
func (t *Teller) Change(o, c *kpi.Observation) string {
	switch {
	case c != nil && c.Status == release.Withheld:
		return t.Words.T("change.withheld", "then", t.then(o))
	case c == nil || c.Status != release.Published:
		return t.Words.T("change.none", "then", t.then(o))
	}
	return t.Words.Say(t.Words.T("change.alone", "rest", t.change(c)), t.panel(c))
}

func (t *Teller) change(o *kpi.Observation) string {
	text, sign := t.Size(o.Entry, o.Value)
	keys := [3]string{"change.lower", "change.same", "change.higher"}
	if t.counts(o.Entry) {
		keys = [3]string{"change.fewer", "change.same", "change.more"}
	}
	args := []string{"then", t.then(o), "size", t.mark(o, Value, Exact(o.Value), text)}
	direction, key := t.Words.T(keys[sign+1], args...), ""
	switch {
	case o.Panel == kpi.Differs:
		key = "change.differs"
	case o.Clear && sign != 0:
		key = "change.clear"
	case sign == 0:
		key = "change.unclear.same"
	default:
		key = "change.unclear"
	}
	return t.Words.T(key, "direction", direction)
}

// panel tells that others reported, too, who are left out.
func (t *Teller) panel(o *kpi.Observation) string {
	if o.Panel == kpi.Common {
		return t.Words.T("change.common")
	}
	return ""
}

// Verdict tells where the ratio of a group to the reference group lies beside
// the screening lines, naming nothing but the two; "" if it is not published.
func (t *Teller) Verdict(o *kpi.Observation) string {
	if o.Status != release.Published {
		return ""
	}
	axis, c, ok := t.against(o)
	if !ok {
		return t.Words.T("verdict.alone", "group", t.Group(o), "rest", t.verdict(o, t.reference(o)))
	}
	return t.Words.T("verdict.alone", "group", t.Code(axis, o.Key.Codes[axis]), "rest", t.verdict(o, t.Code(axis, c)))
}

var verdicts = []stat.Verdict{stat.Below, stat.Within, stat.Above}

func (t *Teller) verdict(o *kpi.Observation, reference string) string {
	verdict := stat.Undecided
	if slices.Contains(verdicts, o.Verdict) {
		verdict = o.Verdict
	}
	return t.Words.T("verdict."+string(verdict), "reference", reference, "ratio", t.number(o, Value))
}

// pair gives both rates behind a ratio and the gap between them, where they are
// published.
func (t *Teller) pair(set *kpi.Set, o *kpi.Observation) string {
	axis, c, ok := t.against(o)
	if set == nil || !ok {
		return ""
	}
	q, codes := o.Key.Period.Last(), o.Key.Codes
	mine := set.Find(o.Entry.ID, kpi.Value, "", q, codes)
	theirs := set.Find(o.Entry.ID, kpi.Value, "", q, codes.With(axis, c))
	if !isPublished(mine) || !isPublished(theirs) {
		return ""
	}
	text := t.Words.T("sentence.pair",
		"group", t.Code(axis, codes[axis]), "value", t.number(mine, Value),
		"reference", t.Code(axis, c), "of", t.number(theirs, Value))
	gap := set.Find(o.Entry.ID, kpi.Gap, o.Reference, q, codes)
	if !isPublished(gap) {
		return text
	}
	size, sign := t.Size(gap.Entry, gap.Value)
	if sign == 0 {
		return text
	}
	return t.Words.Say(text, t.Words.T("gap.between", "size", t.mark(gap, Value, Exact(gap.Value), size)))
}

func isPublished(o *kpi.Observation) bool { return o != nil && o.Status == release.Published }

func (t *Teller) gap(o *kpi.Observation) string {
	text, sign := t.Size(o.Entry, o.Value)
	key := [3]string{"gap.lower", "gap.same", "gap.higher"}[sign+1]
	return t.Words.T(key, "reference", t.reference(o), "size", t.mark(o, Value, Exact(o.Value), text))
}

// byChance warns of a gap that need not mean anything.
func (t *Teller) byChance(o *kpi.Observation) string {
	if i := o.Interval; o.HasInterval && i.Lower <= 0 && i.Upper >= 0 {
		return t.Words.T("gap.chance")
	}
	return ""
}

func (t *Teller) standardised(o *kpi.Observation) string {
	if o.Reference == "" {
		return t.Words.T("standardised.value", "value", t.number(o, Value))
	}
	return t.Words.T("verdict.standardised", "rest", t.verdict(o, t.reference(o)))
}

// crude tells what stands beside a standardised number: the rate with its own
// ages, or the ratio of two such if that is on the other side of 1.
func (t *Teller) crude(set *kpi.Set, o *kpi.Observation) string {
	if set == nil {
		return ""
	}
	if o.Reference == "" {
		return t.crudeOf(set.Find(o.Entry.ID, kpi.Value, "", o.Key.Period.Last(), o.Key.Codes))
	}
	r := set.Find(o.Entry.ID, kpi.Ratio, o.Reference, o.Key.Period.Last(), o.Key.Codes)
	if !isPublished(r) || (r.Value-1)*(o.Value-1) >= 0 {
		return ""
	}
	return t.Words.T("standardised.turned", "crude", t.number(r, Value))
}

func (t *Teller) crudeOf(v *kpi.Observation) string {
	if !isPublished(v) {
		return ""
	}
	return t.Words.T("standardised.crude", "value", t.number(v, Value))
}

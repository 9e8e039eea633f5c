package tell

import (
	"cmp"
	"slices"
	"strings"

	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// absent tells why an observation has no number. It reads none of its numbers.
func (t *Teller) absent(o *kpi.Observation) string {
	args := []string{"what", t.what(o)}
	if o.Status == release.NotComputable {
		args = append(args, "why", t.why(o))
	}
	return t.Words.T("sentence."+string(o.Status), args...)
}

// Absent counts, for the description of a chart, observations without a number
// by why there is none; nil is one of which nobody has reported anything. It is
// empty if all have a number.
func (t *Teller) Absent(all []*kpi.Observation) string {
	var n [len(absences)]int64
	for _, o := range all {
		status := release.NotReported
		if o != nil {
			status = o.Status
		}
		if i := slices.Index(absences[:], status); i >= 0 {
			n[i]++
		}
	}
	var parts []string
	for i, status := range absences {
		if n[i] > 0 {
			parts = append(parts, t.Words.T("chart.absent.part", "state", t.Words.T("status."+string(status)), "n", t.Words.Count(n[i])))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return t.Words.T("chart.absent", "list", t.Words.Join(parts))
}

// absences are the reasons for having no number, in the order of telling.
var absences = [...]release.Status{release.Withheld, release.NotReported, release.NotApplicable, release.NotComputable}

// what names the number that is not there.
func (t *Teller) what(o *kpi.Observation) string {
	switch o.Statistic {
	case kpi.Change:
		return t.Words.T("what.change", "then", t.then(o))
	case kpi.Ratio, kpi.Gap:
		return t.Words.T("what."+o.Statistic, "reference", t.reference(o))
	case kpi.Standardised:
		if o.Reference != "" {
			return t.Words.T("what.standardised.ratio", "reference", t.reference(o))
		}
		return t.Words.T("what.standardised")
	case kpi.Attainment, kpi.Growth, kpi.Projection:
		return t.Words.T("what."+o.Statistic, "due", t.due(o))
	case kpi.Index:
		axis, id := ofIndex(o)
		return t.Words.T("what.index", "name", t.Words.T("index.name."+id), "over", t.Words.T("over."+axis))
	}
	return t.Words.T("what.value")
}

// why tells what stands in the way of computing a number.
func (t *Teller) why(o *kpi.Observation) string {
	key := "why." + o.Statistic
	switch {
	case o.Statistic == kpi.Value && o.Entry.Survey():
		key = "why.survey"
	case o.Statistic == kpi.Projection && t.Words.Has(key+"."+string(o.Outlook)):
		key += "." + string(o.Outlook)
	}
	return t.Words.T(key)
}

// then is what a change is compared with.
func (t *Teller) then(o *kpi.Observation) string {
	if o.Key.Period.N > 1 {
		return t.Words.T("then.year")
	}
	return t.Words.T("then.quarter")
}

// due is the quarter of a target.
func (t *Teller) due(o *kpi.Observation) string {
	if t.that {
		return t.Words.T("due.that")
	}
	q, _, err := dim.ParseQuarter(o.Reference)
	if err != nil {
		return t.escape(o.Reference)
	}
	return t.Words.Quarter(q, t.Basis)
}

// ofIndex reads the reference of an index: sex.theil.
func ofIndex(o *kpi.Observation) (axis, id string) {
	axis, id, _ = strings.Cut(o.Reference, ".")
	return axis, cmp.Or(id, axis)
}

package tell

import (
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
	"fukusen/internal/stat"
)

// Progress tells how far a value is on its way to a target, or what the past
// lets expect of the quarter it is due, after a sentence that named both: o is
// an attainment, a growth or a projection, of any status. The set may be nil.
func (t *Teller) Progress(set *kpi.Set, o *kpi.Observation) string {
	after := *t
	after.that = true
	return after.progress(set, o)
}

func (t *Teller) progress(set *kpi.Set, o *kpi.Observation) string {
	switch {
	case o.Status != release.Published:
		return t.alone(t.absent(o))
	case o.Statistic == kpi.Growth:
		return t.alone(t.growth(set, o))
	case o.Statistic == kpi.Attainment:
		return t.alone(t.attainment(o))
	}
	return t.Words.Say(t.alone(t.projection(o)), t.certainty(o))
}

func (t *Teller) attainment(o *kpi.Observation) string {
	key, shown := "attainment.part", o.Value
	switch {
	case o.Value >= 1:
		key = "attainment.done"
	case i18n.Number(o.Value, 2, 1) == "0.0":
		key = "attainment.start"
	case o.Value < 0:
		key, shown = "attainment.back", -o.Value
	}
	value := t.mark(o, Value, Exact(o.Value), t.Words.PercentOf(shown))
	return t.Words.T(key, "due", t.due(o), "value", value)
}

func (t *Teller) projection(o *kpi.Observation) string {
	return t.Words.T("projection.value", "due", t.due(o), "value", t.number(o, Value))
}

// Differing tells, after both, that the projection and the growth towards the
// same target say different things of it, and why.
func (t *Teller) Differing(e kpi.Ends) string {
	key, open := "target.differ.missed", ""
	if e.Met {
		key = "target.differ.met"
	}
	if e.Open {
		open = t.Words.T("target.differ.open")
	}
	return t.Words.Say(t.Words.T(key), open)
}

// growth tells the progress by its growth rate. Two values decide it, so that it
// is told as another way to look at the same, never alone.
func (t *Teller) growth(set *kpi.Set, o *kpi.Observation) string {
	key, shown := "growth.value", o.Value
	if o.Value < 0 {
		key, shown = "growth.back", -o.Value
	}
	text := t.Words.T(key, "due", t.due(o), "value", t.mark(o, Value, Exact(o.Value), t.Words.Times(shown)))
	if set == nil || o.Value < 0 {
		return text
	}
	g, ok := set.Progress(o)
	switch {
	case ok && g.Pace == stat.Achieved:
		return t.Words.T("growth.achieved", "due", t.due(o))
	case ok:
		return t.Words.Say(text, t.Words.T("growth."+string(g.Pace)))
	}
	return text
}

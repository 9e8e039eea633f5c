package tell

import (
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// Progress tells how far a value is on its way to a target, or what the past
// lets expect of the quarter it is due, after a sentence that named both: o is
// an attainment or a projection, of any status.
func (t *Teller) Progress(o *kpi.Observation) string {
	after := *t
	after.that = true
	return after.progress(o)
}

func (t *Teller) progress(o *kpi.Observation) string {
	switch {
	case o.Status != release.Published:
		return t.alone(t.absent(o))
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

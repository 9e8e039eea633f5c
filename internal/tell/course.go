package tell

import (
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// Course says in a few sentences what a chart of quarters shows: from when to
// when, the newest value, the highest and lowest, and how many quarters have
// none for which reason. One observation stands for each quarter; nil is one
// without a report.
// It is plain text, for descriptions.
func (t *Teller) Course(quarters []dim.Quarter, series []*kpi.Observation) string {
	plain := *t
	plain.Mark, plain.Escape = nil, nil
	return plain.course(quarters, series)
}

func (t *Teller) course(quarters []dim.Quarter, series []*kpi.Observation) string {
	args := []string{"first", t.Words.Quarter(quarters[0], t.Basis), "last", t.Words.Quarter(quarters[len(series)-1], t.Basis)}
	var newest, high, low *kpi.Observation
	for _, o := range series {
		if !isPublished(o) {
			continue
		}
		newest = o
		if high == nil || o.Value > high.Value {
			high = o
		}
		if low == nil || o.Value < low.Value {
			low = o
		}
	}
	if newest == nil {
		return t.Words.Say(t.Words.T("chart.course.none", args...), t.Absent(series))
	}
	text := t.Words.T("chart.course", append(args, "quarter", t.Period(newest), "value", t.said(newest))...)
	if t.said(high) != t.said(low) {
		text = t.Words.Say(text, t.Words.T("chart.course.range",
			"highest", t.Period(high), "high", t.said(high), "lowest", t.Period(low), "low", t.said(low)))
	}
	return t.Words.Say(text, t.Absent(series))
}

package tell

import (
	"fukusen/internal/kpi"
)

// Spread tells where the values of single organisations lie beside the one of
// all of them together; nothing where no quantile may be told.
func (t *Teller) Spread(o *kpi.Observation, s kpi.Spread) string {
	at := map[float64]string{}
	for _, q := range s.Quantiles {
		at[q.Part] = t.Amount(o.Entry, q.Value)
	}
	n := t.Words.Count(int64(len(s.Organisations)))
	switch {
	case at[0.5] == "":
		return ""
	case at[0.25] == "" || at[0.75] == "":
		return t.Words.T("spread.median", "n", n, "median", at[0.5])
	}
	return t.Words.T("spread.quartiles", "n", n, "median", at[0.5], "range", t.Words.Range(at[0.25], at[0.75]))
}

// Signal tells of a quarter that lies outside of what the quarters before it let
// expect; nothing of one that does not.
func (t *Teller) Signal(s kpi.Signal) string {
	if !s.Signal {
		return ""
	}
	key := "signal.higher"
	if s.Latest < s.Centre {
		key = "signal.lower"
	}
	text := t.Words.T(key, "quarter", t.Period(s.Observation), "n", t.Words.Count(int64(s.Past)))
	if s.Panel == kpi.Differs {
		return t.Words.Say(text, t.Words.T("signal.differs"))
	}
	return text
}

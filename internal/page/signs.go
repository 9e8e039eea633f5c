package page

import (
	"html/template"

	"fukusen/internal/kpi"
)

// signs tell what stands beside a joint value: where those of organisations lie,
// and whether the newest quarter is one to look into.
func (s *sheet) signs(o *kpi.Observation, series []*kpi.Observation) []template.HTML {
	var out []template.HTML
	if spread, ok := s.site.KPIs.Spread(o); ok {
		out = append(out, told(s.teller().Spread(o, spread))...)
	}
	for _, signal := range s.site.KPIs.Signals(series) {
		if signal.Observation == o {
			out = append(out, told(s.teller().Signal(signal))...)
		}
	}
	return out
}

// told is a sentence, if there is any.
func told(text string) []template.HTML {
	if text == "" {
		return nil
	}
	return []template.HTML{template.HTML(text)}
}

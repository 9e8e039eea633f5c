package site

import (
	"context"
	"path"
	"slices"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/highlight"
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
	"fukusen/internal/tell"
)

// A Draft is a page of content/ to be finished by people.
type Draft struct {
	Path string // in the site
	Text string
}

var ruleHighlightsQuarter = diag.Rule{
	ID:   "highlights/quarter",
	Msg:  diag.Text{JA: "%[1]s には、要点にできる数値がありません", EN: "there are no numbers of %[1]s to draft highlights from"},
	Hint: diag.Text{JA: "データのある四半期を書いてください: %[2]s", EN: "name a quarter that has data: %[2]s"},
}

// Highlights drafts the page of a quarter's highlights in each language of the
// site; a zero quarter is the newest. There are no drafts if the findings say
// why. Nothing is written.
func Highlights(ctx context.Context, opt Options, q dim.Quarter) ([]Draft, *Result, error) {
	s := newStages(opt)
	if ok, err := s.open(); !ok || err != nil {
		return nil, s.result, err
	}
	if ok, err := s.protect(ctx); !ok || err != nil || s.result.Findings.Errors() > 0 {
		return nil, s.result, err
	}
	quarters := s.cube.Quarters()
	if q == 0 && len(quarters) > 0 {
		q = slices.Max(quarters)
	}
	drafts := s.highlights(q)
	if len(drafts) == 0 {
		var known []string
		for _, q := range quarters {
			known = append(known, q.ID(s.cube.Basis()))
		}
		s.find(diag.List{ruleHighlightsQuarter.At(diag.Pos{}, diag.Public(q.ID(s.cube.Basis())), diag.Public(i18n.New(diag.JA).Join(known)))})
	}
	return drafts, s.result, nil
}

func (s *stages) highlights(q dim.Quarter) []Draft {
	s.kpis = kpi.Compute(s.cube)
	var drafts []Draft
	for i, lang := range s.config.Languages {
		t := &tell.Teller{Words: i18n.New(lang), Lists: s.cube.Lists(), Basis: s.cube.Basis(), Catalogue: s.shown(), Items: s.cube.Items()}
		name := "highlights-" + q.ID(t.Basis)
		if i > 0 {
			name += "." + string(lang)
		}
		if text := highlight.Page(t, s.kpis, q); text != "" {
			drafts = append(drafts, Draft{path.Join("content", name+".md"), text})
		}
	}
	return drafts
}

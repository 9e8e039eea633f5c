package site

import (
	"context"
	"fmt"
	"path"
	"slices"

	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/highlight"
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
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
	drafts, err := s.highlights(q)
	if err != nil {
		return nil, s.result, err
	}
	if len(drafts) == 0 {
		var known []string
		for _, q := range quarters {
			known = append(known, q.ID(s.cube.Basis()))
		}
		s.find(diag.List{ruleHighlightsQuarter.At(diag.Pos{}, diag.Public(q.ID(s.cube.Basis())), diag.Public(i18n.New(diag.JA).Join(known)))})
	}
	return drafts, s.result, nil
}

func (s *stages) highlights(q dim.Quarter) ([]Draft, error) {
	s.kpis = kpi.Compute(s.cube)
	revised, err := s.revisedSince(q)
	if err != nil {
		return nil, err
	}
	var drafts []Draft
	for i, lang := range s.config.Languages {
		t := &tell.Teller{Words: i18n.New(lang), Lists: s.cube.Lists(), Basis: s.cube.Basis(), Catalogue: shown(s.cube, s.kpis, s.docs), Items: s.cube.Items()}
		name := "highlights-" + q.ID(t.Basis)
		if i > 0 {
			name += "." + string(lang)
		}
		if text := highlight.Page(t, s.kpis, q, revised); text != "" {
			drafts = append(drafts, Draft{path.Join("content", name+".md"), text})
		}
	}
	return drafts, nil
}

// revisedSince lists what the releases changed that belong to the highlights of
// a quarter.
func (s *stages) revisedSince(q dim.Quarter) ([]highlight.Revision, error) {
	var all []highlight.Revision
	for _, i := range againWith(s.ledger.Files, q.ID(s.cube.Basis())) {
		f := s.ledger.Files[i]
		changed, err := s.revised(i)
		if err != nil {
			return nil, fmt.Errorf("comparing %s with the release before it: %w", f.ID, err)
		}
		for _, r := range changed {
			all = append(all, highlight.Revision{Release: f.ID, Edition: f.Number(), Old: r.Old, New: r.New})
		}
	}
	return all, nil
}

// againWith finds the places in the ledger of releases that were made again: all
// of the quarter itself and, of other quarters, those between the first release
// before that of the quarter and the next one after it. A quarter that is not
// released yet comes after all.
func againWith(ledger []*release.File, quarter string) []int {
	first := slices.IndexFunc(ledger, func(f *release.File) bool { return f.Quarter == quarter })
	if first < 0 {
		first = len(ledger)
	}
	from, to := 0, len(ledger)
	for i, f := range ledger {
		switch {
		case f.Number() > 1 || i == first:
		case i < first:
			from = i
		default:
			to = min(to, i)
		}
	}
	var all []int
	for i, f := range ledger {
		if f.Number() > 1 && (f.Quarter == quarter || from < i && i < to) {
			all = append(all, i)
		}
	}
	return all
}

package page

import (
	"html/template"
	"strings"

	"fukusen/internal/content"
	"fukusen/internal/i18n"
	"fukusen/internal/kpi"
)

// An easyText is what sentences say in やさしい日本語, folded away; empty on
// pages that are not Japanese.
type easyText struct {
	About     string // what it is about, for the ear: a page has many such
	Sentences []template.HTML
}

// easyTrend says the newest of a series, and how that compares, in plain words.
func (s *sheet) easyTrend(series []*kpi.Observation, about string) easyText {
	e := easyText{About: about}
	if s.easy == nil {
		return e
	}
	newest := lastOf(series, func(o *kpi.Observation) bool { return o != nil })
	valued := lastOf(series, isPublished)
	if newest != nil && newest != valued {
		e.Sentences = append(e.Sentences, s.easySentence(newest))
	}
	if valued != nil {
		change := s.tellerIn(s.easy).Change(valued, s.change(valued))
		e.Sentences = append(e.Sentences, s.easySentence(valued), template.HTML(change))
	}
	return e
}

// noticeWords are those of the notices at the head of a page.
func (s *sheet) noticeWords() *i18n.Words {
	if s.easy != nil && strings.HasPrefix(strings.TrimPrefix(s.path, s.prefix), content.EasyFolder) {
		return s.easy
	}
	return s.Words
}

func (s *sheet) easySentence(o *kpi.Observation) template.HTML {
	return template.HTML(s.tellerIn(s.easy).Say(s.site.KPIs, o))
}

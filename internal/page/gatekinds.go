package page

import (
	"html/template"
	"slices"

	"fukusen/internal/dim"
)

// gateKinds lists the kinds of organisation that have told of access.
func (p *printer) gateKinds() []dim.Code {
	var kinds []dim.Code
	for _, e := range p.gateEntries() {
		kinds = append(kinds, p.index.kinds[e.ID]...)
	}
	return inOrder(p.site.Lists, dim.Kind, func(c dim.Code) bool { return slices.Contains(kinds, c) })
}

func (s *sheet) gateKind(kind dim.Code) gateKind {
	entries := s.gateEntries()
	gates := s.gates(entries, kind)
	k := gateKind{ID: s.kindAnchor(kind), Name: s.code(dim.Kind, kind)}
	k.Intro, k.Sides = s.gateSides(gates, kind)
	k.Sentences = append(s.gateSentences(gates, kind), s.notes(entries, gates)...)
	for _, axes := range gateAxes {
		if len(s.gateGroups(gates, kind, axes)) > 0 {
			k.Groups = append(k.Groups, link{Href: s.rel(s.gatesPath(kind, len(axes) > 1)) + "#" + gateAxisKey(axes), Text: s.T("by." + gateAxisKey(axes))})
		} else if text := s.gatesLeftOut(gates, kind, axes); text != "" {
			k.Sentences = append(k.Sentences, text)
		}
	}
	return k
}

// inCommon takes the sentences that all of several kinds have out of them, to be
// said once.
func inCommon(kinds []gateKind) (all []template.HTML) {
	if len(kinds) < 2 {
		return nil
	}
	for _, said := range kinds[0].Sentences {
		if !slices.ContainsFunc(kinds, func(k gateKind) bool { return !slices.Contains(k.Sentences, said) }) {
			all = append(all, said)
		}
	}
	for i, k := range kinds {
		kinds[i].Sentences = slices.DeleteFunc(k.Sentences, func(said template.HTML) bool { return slices.Contains(all, said) })
	}
	return all
}

// gatesLeftOut tells of groups by several axes that are left out whole at some
// gate, and at none given.
func (s *sheet) gatesLeftOut(gates []gate, kind dim.Code, axes []dim.Axis) template.HTML {
	for _, g := range gates {
		if text := s.leftOut(g.entry, s.base(g.entry, kind), axes); text != "" {
			return text
		}
	}
	return ""
}

// gatesPage shows the groups of a kind at the gates: those by one axis or, as
// they are many, on a page of their own those by several.
func (s *sheet) gatesPage(kind dim.Code, crossed bool) (any, error) {
	b := kindBody{Back: link{Href: s.rel("fairness.html"), Text: s.T("fairness.title")}, Cautions: []string{s.T("fairness.order")}}
	entries := s.gateEntries()
	gates := s.gates(entries, kind)
	b.Sentences = append(s.gateSentences(gates, kind), s.notes(entries, gates)...)
	if s.index.crossed[kind] {
		key := "fairness.crossed"
		if crossed {
			key = "fairness.single"
		}
		b.More = append(b.More, link{Href: s.rel(s.gatesPath(kind, !crossed)), Text: s.T(key)})
	}
	explained := false
	for _, axes := range gateAxes {
		if len(axes) > 1 != crossed {
			continue
		}
		fs := s.gateFigures(gates, kind, axes)
		if len(fs) > 0 {
			fs[0].ID = gateAxisKey(axes)
		}
		if len(fs) > 1 && !explained { // the first ratios of the page
			fs[1].Sentences, explained = append(fs[1].Sentences, template.HTML(s.T("verdict.caution"))), true
		}
		b.Figures = append(b.Figures, fs...)
	}
	headed(b.Figures)
	return b, nil
}

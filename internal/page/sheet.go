package page

import (
	"html/template"
	"slices"

	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// organisationBody is the page of one organisation: what it can attach to its
// disclosure, of which one sheet prints on A4, and its newest values.
type organisationBody struct {
	Name   string
	Facts  []term
	Kit    *kitBody      // nil without any figure to attach
	NoLink string        // why there is no permanent link
	Stays  bool          // the page is that of a release: it has no newest values
	Table  template.HTML // of the newest values
	Files  []link        // all values there are, those of its groups too
	More   template.HTML // KPIs that the sheet of paper has no room for
	Easy   easyText      // what the table says
}

func (s *sheet) organisationPage(o organisation) (any, error) {
	c, known := s.site.Lists.Code(dim.Organisation, o.ID)
	kind, _ := s.site.Lists.Code(dim.Kind, o.Kind)
	b := organisationBody{Name: s.name(o.Name), Facts: s.organisationFacts(o), Kit: s.kitBody(o), Files: s.organisationFiles(o), Easy: easyText{About: s.name(o.Name)}}
	switch {
	case s.site.BaseURL == "":
		b.NoLink = s.T("kit.link.none")
	case b.Kit != nil && b.Kit.Link == "":
		b.NoLink = s.T("kit.link.draft")
	}
	if b.Stays = s.site.frozen != "" && b.Kit != nil; b.Stays {
		return b, nil
	}
	first, more := s.organisationTable("table.organisation", o), s.organisationTable("table.organisation.more", o)
	for i := range s.site.Catalogue {
		e := &s.site.Catalogue[i]
		newest := newestOf(s.site.KPIs.Series(e.ID, kpi.Value, "", s.base(e, kind).With(dim.Organisation, c)))
		if newest == nil || !known {
			continue
		}
		r := s.organisationRow(newest)
		switch {
		case e.Core:
			first.rows = append(first.rows, r)
			if s.easy != nil {
				b.Easy.Sentences = append(b.Easy.Sentences, s.easySentence(newest))
			}
		default:
			more.rows = append(more.rows, r)
		}
	}
	if len(first.rows) > 0 {
		b.Table = first.html()
	}
	if len(more.rows) > 0 {
		b.More = more.html()
	}
	return b, nil
}

// organisationFiles are the downloads of all values of an organisation.
func (s *sheet) organisationFiles(o organisation) []link {
	var all []link
	for _, f := range [...][2]string{{"data.csv", "CSV"}, {"data.xlsx", "Excel"}} {
		if path := s.site.folder() + kitPath(o.ID, f[0]); s.hasFile(path) {
			all = append(all, link{Href: relative(s.path, path), Text: f[1]})
		}
	}
	return all
}

func (s *sheet) organisationTable(caption string, o organisation) table {
	return table{
		caption: s.T(caption, "organisation", s.name(o.Name)),
		heads: []string{
			s.T("column.kpi"), s.T("column.value"), s.T("column.quarter"), s.T("column.interval.lower"),
			s.T("column.interval.upper"), s.T("column.numerator"), s.T("column.denominator"), s.T("column.course"), s.T("column.release"),
		},
	}
}

func (s *sheet) organisationFacts(o organisation) []term {
	facts := []term{{s.T("column.kind"), template.HTML(esc(s.kindName(o.Kind)))}}
	if a, ok := s.site.Lists.Code(dim.Area, o.Area); ok && a != dim.Total {
		text := template.HTML(esc(s.code(dim.Area, a)))
		if l := s.areaLink(a); l.Href != "" {
			text = anchor(l.Href, l.Text)
		}
		facts = append(facts, term{s.T("axis.area"), text})
	}
	facts = append(facts, term{s.T("organisation.id"), template.HTML(esc(o.ID))})
	if o.URL != "" {
		facts = append(facts, term{s.T("organisation.url"), anchor(o.URL, o.URL)})
	}
	return facts
}

// organisationRow is the newest published observation of the organisation, or
// the newest of any status.
func (s *sheet) organisationRow(o *kpi.Observation) tableRow {
	e := o.Entry
	parts := s.parts(e, o)
	for len(parts) < 4 { // the respondents stand where the others have the whole
		parts = slices.Insert(parts, 2, "")
	}
	cells := append([]template.HTML{s.value(o), s.quarterHead(o.Key.Period.Last())}, parts...)
	course := template.HTML("")
	if isPublished(o) {
		course = s.spark(e, s.site.KPIs.Series(e.ID, kpi.Value, "", o.Key.Codes), o.Key.Codes)
	}
	return s.placed(tableRow{
		head:  anchor(s.rel(kpiPath(e.ID)), s.kpiName(e)),
		cells: append(cells, course, template.HTML(esc(s.releaseName(o.Key.Period.Last())))),
		lacks: s.lacks(o),
	}, e, o.Key.Codes, s.quarterID(o.Key.Period.Last()))
}

// releaseName is the release that a quarter was published in.
func (s *sheet) releaseName(q dim.Quarter) string {
	f := s.index.releases[q]
	switch {
	case f == nil:
		return ""
	case f.SHA256 == "":
		return s.T("draft.tag")
	}
	return f.ID
}

package page

import (
	"html/template"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/output"
)

// A kitChart is a chart of the sheet as it stands in its own file.
type kitChart struct {
	KPI  string
	SVG  template.HTML
	File link   // the drawing by itself
	PNG  string // name of the picture that a script can make of it
	Save string // what the button says
}

// kitCharts draws every KPI of the sheet that has a value in some quarter. The
// pages that stay of a release leave them to those of today.
func (s *sheet) kitCharts(k *organisationKit) []kitChart {
	if s.site.frozen != "" {
		return nil
	}
	var all []kitChart
	for _, r := range k.rows {
		svg, err := s.kitSVG(k, r.entry)
		if err != nil || svg == "" {
			continue // without a value; a drawing that is no XML fails where its file is written
		}
		name := s.kpiName(r.entry)
		all = append(all, kitChart{
			KPI: name, SVG: template.HTML(svg), PNG: k.organisation.ID + "-" + r.entry.ID + ".png",
			File: link{Href: s.rel(kitPath(k.organisation.ID, r.entry.ID+".svg")), Text: s.T("kit.chart.svg", "kpi", name)},
			Save: s.T("kit.chart.png", "kpi", name),
		})
	}
	return all
}

// kitSVG draws the course of a KPI of an organisation as a picture of its own;
// "" if there is no value to draw.
func (s *sheet) kitSVG(k *organisationKit, e *catalogue.Entry) (string, error) {
	codes := k.codes[e.ID]
	series := s.upToRelease(s.site.KPIs.Series(e.ID, kpi.Value, "", codes))
	if lastOf(series, isPublished) == nil {
		return "", nil
	}
	p := picture{line: s.trendLine(e, codes, series), about: firstSentence(s.name(e.Definition))}
	p.line.ID = "k-" + e.ID // the same in the page and in the file
	p.line.Title = s.T("title.page", "page", s.name(k.organisation.Name), "site", s.kpiName(e))
	p.source = s.chartSource(series)
	return p.svg()
}

// upToRelease is a series up to the last quarter that is released; all of it where
// none is. Nobody should paste a draft into a disclosure.
func (p *printer) upToRelease(series []*kpi.Observation) []*kpi.Observation {
	for i := len(series); i > 0; i-- {
		if f := p.index.releases[p.site.KPIs.Quarters[i-1]]; f != nil && f.SHA256 != "" {
			return series[:i]
		}
	}
	return series
}

// chartSource says where the numbers of a chart are from, and where it stays.
func (s *sheet) chartSource(series []*kpi.Observation) string {
	var quarters []dim.Quarter
	for i, o := range series {
		if isPublished(o) {
			quarters = append(quarters, s.site.KPIs.Quarters[i])
		}
	}
	key, names := "kit.chart.source", s.releaseSpan(quarters)
	if s.draftIn(quarters) {
		key = "kit.chart.source.draft"
	}
	text := s.T(key, "site", s.name(s.site.Title), "release", names, "assurance", s.T("kit.assurance"))
	if link := s.permanent(); link != "" && !s.draftIn(quarters) {
		text += " " + link
	}
	return text
}

// releaseSpan names the first and the last release of quarters.
func (s *sheet) releaseSpan(quarters []dim.Quarter) string {
	first, last := s.releaseName(quarters[0]), s.releaseName(quarters[len(quarters)-1])
	if first == last {
		return first
	}
	return s.Range(first, last)
}

// addCharts puts the drawings of all organisations into the tree.
func (p *printer) addCharts(tree *output.Tree) {
	for _, o := range p.index.listed {
		if !o.Named {
			continue
		}
		k, ok := p.kitOf(o)
		if !ok {
			continue
		}
		page := p.prefix + organisationPath(o.ID)
		for _, r := range k.rows {
			if lastOf(p.upToRelease(p.site.KPIs.Series(r.entry.ID, kpi.Value, "", k.codes[r.entry.ID])), isPublished) == nil {
				continue
			}
			tree.AddFunc(p.prefix+kitPath(o.ID, r.entry.ID+".svg"), "", func() ([]byte, error) {
				s := &sheet{printer: p, path: page}
				svg, err := s.kitSVG(k, r.entry)
				return []byte(svg + "\n"), err
			})
		}
	}
}

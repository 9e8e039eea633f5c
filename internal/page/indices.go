package page

import (
	"html/template"
	"slices"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/chart"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// indexFigure is the table for analysts: how unequal the groups of each axis
// are, in the newest quarter in which any of it is published; false where there
// is nothing of the kind.
func (s *sheet) indexFigure(e *catalogue.Entry, codes dim.Codes) (figure, bool) {
	if !e.Access {
		return figure{}, false
	}
	q, all := s.indices(e, codes)
	if len(all) == 0 {
		return figure{}, false
	}
	t := s.indexTable(e, codes, q, all, s.T("table.index", "kpi", s.name(e.Name), "group", s.group(codes), "quarter", s.Quarter(q, s.site.Basis)))
	return figure{
		Heading:   s.T("indices.heading"),
		Sentences: []template.HTML{template.HTML(s.T("indices.about"))},
		Table:     t.html(), Summary: t.caption,
	}, true
}

// indices finds the newest quarter with a published index, or else with any.
func (s *sheet) indices(e *catalogue.Entry, codes dim.Codes) (quarter dim.Quarter, all []*kpi.Observation) {
	for _, q := range slices.Backward(s.site.KPIs.Quarters) {
		whole := s.site.KPIs.Find(e.ID, kpi.Value, "", q, codes)
		if whole == nil {
			continue
		}
		found := slices.DeleteFunc(s.site.KPIs.Compared(whole), func(o *kpi.Observation) bool { return o.Statistic != kpi.Index })
		published := slices.ContainsFunc(found, isPublished)
		if published || all == nil && len(found) > 0 {
			quarter, all = q, found
		}
		if published {
			break
		}
	}
	return quarter, all
}

// indexTable has a row for each index and a column for each axis.
func (s *sheet) indexTable(e *catalogue.Entry, codes dim.Codes, q dim.Quarter, all []*kpi.Observation, caption string) table {
	var axes, ids []string
	cells := map[string]template.HTML{}
	for _, o := range all {
		axis, id, _ := strings.Cut(o.Reference, ".")
		if !slices.Contains(axes, axis) {
			axes = append(axes, axis)
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
		cells[o.Reference] = s.value(o)
	}
	t := table{caption: caption, heads: []string{s.T("column.index"), s.T("column.index.equal")}}
	for _, a := range axes {
		t.heads = append(t.heads, s.T("over."+a))
	}
	for _, id := range ids {
		r := tableRow{head: template.HTML(esc(s.T("index.name." + id))), cells: []template.HTML{template.HTML(s.T("indices.equal." + parity(id)))}}
		for _, a := range axes {
			r.cells = append(r.cells, cells[a+"."+id])
		}
		t.rows = append(t.rows, s.placed(r, e, codes, "index", id, s.quarterID(q)))
	}
	return t
}

// parity is the value of an index at which all groups are the same.
func parity(id string) string {
	switch id {
	case "min-max", "to-overall", "rii":
		return "times"
	case "sii":
		return "slope"
	}
	return "zero"
}

// goalMarks draws the goal of a KPI.
func (p *printer) goalMarks(e *catalogue.Entry) []chart.Mark {
	if e.Direction != catalogue.Target {
		return nil
	}
	return []chart.Mark{{Value: e.Goal, Label: p.T("goal.mark", "value", p.amount(e, e.Goal)), Target: true}}
}

package page

import (
	"cmp"
	"html/template"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
)

// kindBody is a page of the groups of one kind of organisation, of a KPI or at
// the gates of access. All kinds on one page would be too much for a telephone.
type kindBody struct {
	Back      link // to the page that it belongs to
	Cautions  []string
	Sentences []template.HTML
	Figures   []figure
	More      []link // pages of other groups of the kind
}

// ownPage reports whether the groups of a kind stand on a page of their own:
// where the KPI has several kinds.
func (p *printer) ownPage(e *catalogue.Entry, kind dim.Code) bool {
	return len(p.index.kinds[e.ID]) > 1 && p.index.divided[kindOf{e.ID, kind}]
}

func (p *printer) kindPath(e *catalogue.Entry, kind dim.Code) string {
	return "kpi/" + e.ID + "/" + p.kindID(kind) + ".html"
}

func (p *printer) gatesPath(kind dim.Code, crossed bool) string {
	if crossed {
		return "fairness/" + p.kindID(kind) + "/crossed.html"
	}
	return "fairness/" + p.kindID(kind) + ".html"
}

func (p *printer) kindAnchor(kind dim.Code) string { return "kind-" + p.kindID(kind) }

// kindID names a kind in paths; registers have none.
func (p *printer) kindID(kind dim.Code) string {
	return cmp.Or(p.site.Lists.ID(dim.Kind, kind), "all")
}

// headed puts the headings of figures right below that of the page.
func headed(figures []figure) {
	for i := range figures {
		figures[i].Top = true
	}
}

func (s *sheet) kindPage(e *catalogue.Entry, kind dim.Code) (any, error) {
	b := kindBody{Back: link{Href: s.rel(kpiPath(e.ID)), Text: s.kpiName(e)}, Figures: s.groupFigures(e, kind, "")}
	headed(b.Figures)
	if e.Access {
		b.Cautions = append(b.Cautions, s.T("verdict.caution"))
	}
	return b, nil
}

package page

import (
	"html/template"
	"slices"
	"strings"
)

// dataBody tells what can be downloaded and what is in it.
type dataBody struct {
	Files    []download
	Releases []link // as they were published, the newest first
	Columns  template.HTML
	Cells    template.HTML
	Receipts template.HTML
	IDs      template.HTML
	Dataset  template.JS // what it is, for programs
}

type download struct {
	Link  link
	About string
}

// The columns of the open data, in their order.
const (
	observationColumns = "id,kpi,statistic,reference,kind,period,window,area,origin,organisation,sex,age,sport,category,value,unit,lower,upper,numerator,denominator,respondents,reporters,expected,method,status,flag"
	receiptColumns     = "period,kind,organisation,table,reported,revision"
	cellColumns        = "table,measure,kind,period,window,area,origin,organisation,sex,age,sport,category,value,status"
)

// The files of the open data, each with a text that tells what it is.
var downloads = []struct{ path, about string }{
	{"data/observations.csv", "data.observations"},
	{"data/cells.csv", "data.cells"},
	{"data/codes.csv", "data.codes"},
	{"data/kpis.json", "data.kpis"},
	{"data/receipts.csv", "data.receipts"},
}

func (s *sheet) data() (any, error) {
	b := dataBody{
		Columns: s.columnTable(s.T("data.columns.observations"), observationColumns, "data.column."),
		Cells:   s.columnTable(s.T("data.columns.cells"), cellColumns, "data.cell."),

		Receipts: s.columnTable(s.T("data.columns.receipts"), receiptColumns, "data.receipt."),
	}
	var err error
	if b.Dataset, err = s.dataset(); err != nil {
		return nil, err
	}
	for _, id := range slices.Backward(s.site.Releases) {
		b.Releases = append(b.Releases, link{Href: relative(s.path, "r/"+id+"/release.json"), Text: id})
	}
	for _, d := range downloads {
		b.Files = append(b.Files, download{link{Href: relative(s.path, d.path), Text: d.path}, s.T(d.about)})
	}
	return b, nil
}

// columnTable explains columns; what cells and observations have in common is
// told by the same text.
func (s *sheet) columnTable(caption, columns, prefix string) template.HTML {
	t := table{caption: caption, heads: []string{s.T("data.head.column"), s.T("data.head.about")}}
	for c := range strings.SplitSeq(columns, ",") {
		key := prefix + c
		if !s.Has(key) {
			key = "data.column." + c
		}
		t.rows = append(t.rows, tableRow{head: template.HTML("<code>" + c + "</code>"), cells: []template.HTML{template.HTML(s.T(key))}})
	}
	return t.html()
}

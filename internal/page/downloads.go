package page

import (
	"html/template"
	"slices"
	"strings"

	"fukusen/internal/catalogue"
)

// dataBody tells what can be downloaded and what is in it.
type dataBody struct {
	Files    []dataFile
	Parts    []download // the same, cut for one purpose, and the news of releases
	Releases []link     // as they were published, the newest first
	Columns  template.HTML
	Cells    template.HTML
	Receipts template.HTML
	IDs      template.HTML
	Licence  licenceBody
	Dataset  template.JS // what it is, for programs
}

type download struct {
	Link  link
	About string
}

// A dataFile is a file, or where it is in parts its name, why, and them.
type dataFile struct {
	download
	Split string
	Parts template.HTML
}

// The columns of the open data, in their order.
const (
	observationColumns = "id,kpi,statistic,reference,kind,period,window,area,origin,organisation,sex,age,sport,category,value,unit,lower,upper,numerator,denominator,respondents,reporters,expected,method,status,flag"
	receiptColumns     = "period,kind,organisation,table,reported,revision"
	cellColumns        = "table,measure,kind,period,window,area,origin,organisation,sex,age,sport,category,value,status"
)

// The large files of the open data.
const (
	observationsFile = "data/observations.csv"
	cellsFile        = "data/cells.csv"
)

// The files of the open data, each with a text that tells what it is, and one on
// its parts if it can have some.
var downloads = []struct{ path, about, split string }{
	{observationsFile, "data.observations", "data.split.observations"},
	{cellsFile, "data.cells", "data.split.cells"},
	{"data/codes.csv", "data.codes", ""},
	{"data/kpis.json", "data.kpis", ""},
	{"data/receipts.csv", "data.receipts", ""},
}

func (s *sheet) data() (any, error) {
	b := dataBody{
		Columns: s.columnTable(s.T("data.columns.observations", "file", s.fileName(observationsFile)), observationColumns, "data.column."),
		Cells:   s.columnTable(s.T("data.columns.cells", "file", s.fileName(cellsFile)), cellColumns, "data.cell."),

		Receipts: s.columnTable(s.T("data.columns.receipts"), receiptColumns, "data.receipt."),
		Licence:  s.licence(),
	}
	var err error
	if b.Dataset, err = s.dataset(); err != nil {
		return nil, err
	}
	for _, is := range slices.Backward(s.site.Ledger) {
		b.Releases = append(b.Releases, link{Href: relative(s.path, is.Path()), Text: is.File.ID})
	}
	for _, d := range downloads {
		b.Files = append(b.Files, s.dataFile(d.path, d.about, d.split))
	}
	b.Parts = s.smaller()
	return b, nil
}

// dataFile tells of a file, or of the parts that it is split into.
func (s *sheet) dataFile(file, about, split string) dataFile {
	d := dataFile{download: download{link{Text: s.fileName(file)}, s.T(about)}}
	if !s.isSplit(file) {
		d.Link.Href = relative(s.path, file)
		return d
	}
	d.Split = s.T(split)
	d.Parts = s.partList(file, "data.split.files")
	return d
}

// smaller are the downloads that stand on other pages: those of a KPI, those of
// an organisation, and the feed. Each is told where the site has it.
func (s *sheet) smaller() []download {
	var all []download
	add := func(has bool, to, name, about string) {
		if has {
			all = append(all, download{link{Href: to, Text: s.T(name)}, s.T(about)})
		}
	}
	add(slices.ContainsFunc(s.site.Catalogue, func(e catalogue.Entry) bool { return len(s.kpiFiles(e.ID)) > 0 }), s.rel("kpis.html"), "data.parts.kpi", "data.parts.kpi.about")
	add(slices.ContainsFunc(s.index.listed, func(o organisation) bool { return s.hasFile(kitPath(o.ID, "data.csv")) }), s.rel("index.html#organisations"), "data.parts.organisation", "data.parts.organisation.about")
	add(s.feedAddress() != "", s.feedAddress(), "data.parts.feed", "data.parts.feed.about")
	return all
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

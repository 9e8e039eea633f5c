package page

import (
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"slices"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/registry"
	"fukusen/internal/release"
)

// A kitBody is what an organisation attaches to its disclosure of human
// capital: the sheet of its fiscal year, the same as text, as charts and as
// files.
type kitBody struct {
	Subtitle string
	Released bool // all of it: what the site says of drafts is not about the sheet
	Long     bool // small type lets it stay one sheet of paper
	Facts    []term
	Link     string        // permanent; empty if the address of the site is not known
	QR       template.HTML // of the link
	Remarks  []string      // on the year
	Table    template.HTML
	Notes    []string
	Terms    []term // definitions, in short
	Texts    []kitText
	Charts   []kitChart
	Files    []download
}

// An organisationKit is what the kit is made from.
type organisationKit struct {
	organisation
	registry.PublicOrganisation
	codes map[string]dim.Codes // of the organisation, by KPI
	year  kitYear
	rows  []kitRow

	lasting bool // all of it is released, and stays under an address of its own
}

// A kitRow is a headline KPI of the organisation in the year of the sheet.
type kitRow struct {
	entry *catalogue.Entry
	value *kpi.Observation   // of the year, or of its last quarter with anything
	parts []*kpi.Observation // of the quarters; nil for a KPI of the year
}

// kitOf collects the kit of an organisation; ok is false if there is nothing to
// attach.
func (p *printer) kitOf(o organisation) (*organisationKit, bool) {
	k := &organisationKit{organisation: o, PublicOrganisation: p.registered(o.ID), codes: map[string]dim.Codes{}}
	c, known := p.site.Lists.Code(dim.Organisation, o.ID)
	kind, _ := p.site.Lists.Code(dim.Kind, o.Kind)
	var shown []*catalogue.Entry
	for i := range p.site.Catalogue {
		if e := &p.site.Catalogue[i]; known && e.Core && e.Form != catalogue.Distribution {
			k.codes[e.ID] = p.base(e, kind).With(dim.Organisation, c)
			shown = append(shown, e)
		}
	}
	find := func(e *catalogue.Entry, q dim.Quarter) *kpi.Observation {
		return p.site.KPIs.Find(e.ID, kpi.Value, "", q, k.codes[e.ID])
	}
	var ok bool
	k.year, ok = p.kitYear(k.PublicOrganisation, func(q dim.Quarter) bool {
		return slices.ContainsFunc(shown, func(e *catalogue.Entry) bool { return isPublished(find(e, q)) })
	})
	for _, e := range shown {
		if r := rowOfYear(e, k.year, find); ok && r.value != nil {
			k.rows = append(k.rows, r)
		}
	}
	return k, len(k.rows) > 0
}

// rowOfYear finds the value of a year. Its quarters stand beside it, unless the
// value is one of four quarters already.
func rowOfYear(e *catalogue.Entry, y kitYear, find func(*catalogue.Entry, dim.Quarter) *kpi.Observation) kitRow {
	r := kitRow{entry: e}
	for _, q := range y.shown {
		o := find(e, q)
		if o != nil {
			r.value = o
		}
		if e.Window != catalogue.Year {
			r.parts = append(r.parts, o)
		}
	}
	return r
}

// registered gives what is public of an organisation.
func (p *printer) registered(id string) registry.PublicOrganisation {
	for _, o := range p.site.Registry.Organisations {
		if o.ID == id {
			return o
		}
	}
	return registry.PublicOrganisation{}
}

func (s *sheet) kitBody(o organisation) *kitBody {
	k, ok := s.kitOf(o)
	if !ok {
		return nil
	}
	k.lasting = s.lasting() != "" && !s.draftIn(k.year.shown)
	hash := s.hashOf(s.kitFile(k, "data.csv"))
	b := &kitBody{
		Subtitle: s.T("kit.subtitle", "year", s.yearText(k.year)),
		Released: !s.draftIn(k.year.shown), Long: len(k.rows) > longSheet,
		Facts: s.kitFacts(k, hash), Remarks: s.yearRemarks(k.year),
		Table: s.kitTable(k).html(), Notes: s.kitNotes(k), Terms: s.kitTerms(k),
		Texts: s.kitTexts(k, hash), Charts: s.kitCharts(k), Files: s.kitFiles(k),
	}
	if k.lasting {
		b.Link = s.permanent()
	}
	if b.Link != "" {
		b.QR = qrCode(b.Link, s.T("kit.qr"))
	}
	return b
}

// longSheet is the number of rows from which a sheet is long.
const longSheet = 16

// kitPath is a file of the kit of an organisation, which is the same in all
// languages.
func kitPath(id, file string) string { return "organisation/" + id + "/" + file }

// kitFile is a file to attach: the one that stays, if the sheet does.
func (s *sheet) kitFile(k *organisationKit, file string) string {
	folder := s.site.folder()
	if n := len(s.site.Ledger); k.lasting && folder == "" {
		folder = release.Folder(s.site.Ledger[n-1].File.ID) + "/"
	}
	return folder + kitPath(k.organisation.ID, file)
}

// hasFile reports whether the site has a file that is not one of its pages.
// Those are added after the pages are planned: ask when one is made.
func (p *printer) hasFile(path string) bool { return p.tree != nil && p.tree.Has(path) }

// hashOf gives the SHA-256 of a file of the site as it is written; "" if there
// is no such file.
func (p *printer) hashOf(path string) string {
	if !p.hasFile(path) {
		return ""
	}
	data, err := p.tree.Read(path)
	if err != nil {
		return "" // whoever writes the file tells
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// kitFacts are the head of the sheet.
func (s *sheet) kitFacts(k *organisationKit, hash string) []term {
	l := &factList{p: s.printer}
	l.add("kit.scope", s.scope(k, "kit.scope.none"))
	l.add("kit.year", s.yearText(k.year))
	l.add("kit.date", s.dateText(k.year.end().End()))
	l.add("kit.release", s.releaseNames(k.year.shown))
	l.add("kit.publisher", s.name(s.site.Publisher))
	l.addHTML("licence.head", s.licenceLink(s.site.Licence.Brief(string(s.Lang))))
	l.add("kit.assurance.head", s.T("kit.assurance"))
	if hash != "" {
		file := s.kitFile(k, "data.csv")
		l.addHTML("kit.data", s.html("kit.data.hash",
			"file", anchor(relative(s.path, file), file), "hash", template.HTML("<code>"+hash+"</code>")))
	}
	return l.terms
}

// scope tells whether the figures are consolidated, which is asked of companies
// alone.
func (p *printer) scope(k *organisationKit, none string) string {
	switch {
	case k.Scope != "":
		return p.T("kit.scope." + k.Scope)
	case k.PublicOrganisation.Kind == registry.Company:
		return p.T(none)
	}
	return ""
}

// releaseNames lists the releases of quarters.
func (s *sheet) releaseNames(quarters []dim.Quarter) string {
	var ids []string
	for _, q := range quarters {
		if id := s.releaseName(q); id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return s.Join(ids)
}

// kitTable is the table of the sheet.
func (s *sheet) kitTable(k *organisationKit) table {
	t := table{
		caption: s.T("kit.table", "organisation", s.name(k.organisation.Name), "year", s.yearText(k.year)),
		heads: []string{
			s.T("column.kpi"), s.T("column.value"), s.T("kit.column.period"), s.T("kit.column.interval"),
			s.T("kit.column.numerator"), s.T("kit.column.denominator"),
		},
	}
	for _, q := range k.year.shown {
		t.heads = append(t.heads, s.months("kit.column.quarters", q))
	}
	t.heads = append(t.heads, s.T("kit.column.guideline"), s.T("kit.column.iso"))
	for _, r := range k.rows {
		t.rows = append(t.rows, s.kitRow(k.year, r))
	}
	return t
}

func (s *sheet) kitRow(y kitYear, r kitRow) tableRow {
	parts := s.parts(r.entry, r.value)
	for len(parts) < 4 { // the respondents stand where the others have the whole
		parts = slices.Insert(parts, 2, "")
	}
	cells := []template.HTML{s.value(r.value), template.HTML(esc(s.kitPeriod(y, r.value))), s.span(parts[0], parts[1]), parts[2], parts[3]}
	for i := range y.shown {
		cell := template.HTML("")
		if r.parts != nil {
			cell = s.value(r.parts[i])
		}
		cells = append(cells, cell)
	}
	guideline, iso := s.placeNames(r.entry)
	return s.placed(tableRow{
		bare:  true, // the sheet is for paper
		head:  anchor(s.rel(kpiPath(r.entry.ID)), s.kpiName(r.entry)),
		cells: append(cells, template.HTML(esc(guideline)), template.HTML(esc(iso))),
	}, r.entry, dim.Codes{}, "year", s.quarterID(y.last()))
}

// kitPeriod tells over how long a value is.
func (s *sheet) kitPeriod(y kitYear, o *kpi.Observation) string {
	switch {
	case o.Key.Period.N == 1:
		return s.months("kit.period.quarter", o.Key.Period.First)
	case o.Key.Period.First == y.first && o.Key.Period.Last() == y.last():
		return s.T("kit.period.year")
	}
	return s.period(o)
}

// span writes an interval; empty if there is none.
func (s *sheet) span(lower, upper template.HTML) template.HTML {
	if lower == "" {
		return ""
	}
	return s.html("kit.range", "lower", lower, "upper", upper)
}

// placeNames tells where a KPI belongs in the disclosure of human capital.
func (p *printer) placeNames(e *catalogue.Entry) (guideline, iso string) {
	guideline, iso = p.T("kit.mapping.unknown"), p.T("kit.mapping.unknown")
	if m, ok := e.Mapping.GuidelineItem(); ok {
		guideline = p.name(m.Field)
		if m.Name.JA != "" && m.Name != m.Field {
			guideline += p.T("kit.mapping.between") + p.name(m.Name)
		}
	}
	if m, ok := e.Mapping.ISOArea(); ok {
		iso = p.name(m.Name)
	}
	return guideline, iso
}

// kitNotes say how to read the table.
func (s *sheet) kitNotes(k *organisationKit) []string {
	var all []string
	if slices.ContainsFunc(k.rows, func(r kitRow) bool { return r.parts == nil }) {
		all = append(all, s.T("kit.note.year"))
	}
	if slices.ContainsFunc(k.rows, func(r kitRow) bool { return r.parts != nil }) {
		all = append(all, s.T("kit.note.quarters"))
	}
	return append(all, s.T("kit.note.interval"), s.T("kit.note.signs"), s.T("kit.note.mapping", "unknown", s.T("kit.mapping.unknown")))
}

// kitTerms are the first sentences of the definitions.
func (s *sheet) kitTerms(k *organisationKit) []term {
	var all []term
	for _, r := range k.rows {
		all = append(all, term{s.kpiName(r.entry), template.HTML(esc(firstSentence(s.name(r.entry.Definition))))})
	}
	return all
}

// firstSentence is the text up to the end of its first sentence.
func firstSentence(text string) string {
	if before, _, ok := strings.Cut(text, "。"); ok {
		return before + "。"
	}
	if before, _, ok := strings.Cut(text, ". "); ok {
		return before + "."
	}
	return text
}

// kitFiles are the files to attach, as far as the site has them.
func (s *sheet) kitFiles(k *organisationKit) []download {
	var all []download
	about := "kit.file.data.about"
	if k.lasting {
		about = "kit.file.data.lasting"
		if to := s.lasting(); to != s.path {
			all = append(all, download{link{Href: relative(s.path, to), Text: s.T("kit.file.page")}, s.T("kit.file.page.about")})
		}
	}
	for _, f := range []struct{ file, key, about string }{
		{"evidence.json", "kit.file.evidence", "kit.file.evidence.about"}, {"data.xlsx", "kit.file.workbook", "kit.file.workbook.about"}, {"data.csv", "kit.file.data", about},
	} {
		if path := s.kitFile(k, f.file); s.hasFile(path) {
			all = append(all, download{link{Href: relative(s.path, path), Text: s.T(f.key)}, s.T(f.about)})
		}
	}
	return all
}

// kpiFiles are the downloads of a KPI.
func (s *sheet) kpiFiles(id string) []link {
	var all []link
	for _, f := range []struct{ path, name string }{
		{"data/kpi/" + id + ".csv", "CSV"}, {"data/kpi/" + id + ".xlsx", "Excel"}, {"data/kpi/" + id + ".json", "JSON"}, {"data/excel/" + id + ".csv", s.T("kit.downloads.excel")},
	} {
		if path := s.site.folder() + f.path; s.hasFile(path) {
			all = append(all, link{Href: relative(s.path, path), Text: f.name})
		}
	}
	return all
}

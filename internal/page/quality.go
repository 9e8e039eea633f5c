package page

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"

	"fukusen/internal/contract"
	"fukusen/internal/dim"
	"fukusen/internal/release"
)

// qualityBody tells who was expected and who reported, in time or late, how
// many answered the surveys, and how many cells are withheld. It tells nothing
// else of what is withheld: counts by reason or shares of a total would be
// relations to compute with.
type qualityBody struct {
	Said      []template.HTML // of the newest quarter
	Punctual  template.HTML   // all quarters
	Responses template.HTML   // of surveys; empty where nobody tells how many were asked
	Reports   []folded        // organisations and quarters, for each table
	Withheld  folded
}

// A folded table is opened by who wants it.
type folded struct {
	Summary, About string
	Table          template.HTML
}

func (s *sheet) quality() (any, error) {
	b := qualityBody{Responses: s.responseTable()}
	counts := s.site.tallies()
	if b.Said = s.reportsSaid(counts); b.Said != nil {
		b.Punctual = s.punctualTable(counts)
	}
	for _, id := range s.reportedTables() {
		b.Reports = append(b.Reports, folded{s.tableName(id), s.reportsOf(counts, id), s.reportTable(counts, id)})
	}
	if len(s.site.Files) > 0 {
		b.Withheld = folded{s.T("table.withheld"), "", s.withheldTable()}
	}
	return b, nil
}

// tableName names a table of the contract.
func (p *printer) tableName(id string) string {
	if t, ok := contract.Standard().Table(id); ok {
		return p.name(t.Name)
	}
	return id
}

func (s *sheet) reportedTables() []string {
	var ids []string
	for _, f := range s.site.Files {
		for _, r := range f.Receipts {
			ids = append(ids, r.Table)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// A reporter is a row of the table: an organisation by name, or all of a kind
// that are not listed.
type reporter struct{ kind, organisation string }

func (s *sheet) reportTable(counts []tally, id string) template.HTML {
	t := table{caption: s.T("table.reports", "table", s.tableName(id)), heads: []string{s.T("axis.organisation"), s.T("column.kind")}}
	for _, f := range slices.Backward(s.site.Files) {
		t.heads = append(t.heads, s.fileQuarter(f))
	}
	for _, r := range s.reportersOf(id) {
		row := tableRow{head: s.reporterName(r), cells: []template.HTML{template.HTML(esc(s.kindName(r.kind)))}}
		for i := range slices.Backward(s.site.Files) {
			row.cells = append(row.cells, s.receipt(counts[i][report{r.organisation, r.kind, id}], r))
		}
		t.rows = append(t.rows, row)
	}
	return t.html()
}

func (s *sheet) fileQuarter(f *release.File) string {
	q, _, err := dim.ParseQuarter(f.Quarter)
	if err != nil {
		return f.ID
	}
	return s.QuarterName(q, s.site.Basis)
}

func (s *sheet) reportersOf(table string) []reporter {
	seen := map[reporter]bool{}
	var all []reporter
	for _, f := range s.site.Files {
		for _, r := range f.Receipts {
			if k := (reporter{r.Kind, r.Organisation}); r.Table == table && !seen[k] {
				seen[k], all = true, append(all, k)
			}
		}
	}
	order := kindOrder(s.site.Lists)
	slices.SortFunc(all, func(a, b reporter) int {
		unlisted := func(r reporter) int { return len(r.organisation[:min(1, len(r.organisation))]) }
		return cmp.Or(cmp.Compare(order[a.kind], order[b.kind]), cmp.Compare(unlisted(b), unlisted(a)), cmp.Compare(a.organisation, b.organisation), cmp.Compare(a.kind, b.kind))
	})
	return all
}

func (s *sheet) reporterName(r reporter) template.HTML {
	switch o, ok := s.index.byID[r.organisation]; {
	case r.organisation == "":
		return template.HTML(s.T("quality.unlisted"))
	case !ok:
		return template.HTML(esc(r.organisation))
	case o.Named:
		return anchor(s.rel(organisationPath(o.ID)), s.name(o.Name))
	default:
		return template.HTML(esc(s.name(o.Name)))
	}
}

// receipt says what is known of the reports of a quarter; empty where none
// was expected.
func (s *sheet) receipt(n arrivals, who reporter) template.HTML {
	var text template.HTML
	switch {
	case n.expected == 0:
		return template.HTML(`<span class="small">` + s.T("quality.notexpected") + `</span>`)
	case who.organisation == "":
		text = s.html("quality.count", "reported", strconv.Itoa(n.reported), "expected", strconv.Itoa(n.expected))
	case n.reported == 0:
		return s.sign(release.NotReported, "")
	case n.late > 0:
		text = template.HTML(`<strong>` + s.T("quality.late") + `</strong>`)
	default:
		text = template.HTML(s.T("quality.reported"))
	}
	if n.revision > 1 {
		text += template.HTML(" ") + s.html("quality.revised", "n", strconv.Itoa(n.revision))
	}
	return text
}

func (s *sheet) withheldTable() template.HTML {
	t := table{caption: s.T("table.withheld"), heads: []string{s.T("column.table")}}
	counts := map[string][]int{}
	var ids []string
	for i, f := range slices.Backward(s.site.Files) {
		t.heads = append(t.heads, s.fileQuarter(f))
		for _, c := range f.Cells {
			if counts[c.Table] == nil {
				counts[c.Table], ids = make([]int, len(s.site.Files)), append(ids, c.Table)
			}
			if c.Status == release.Withheld {
				counts[c.Table][i]++
			}
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		row := tableRow{head: template.HTML(esc(s.tableName(id)))}
		for _, n := range slices.Backward(counts[id]) {
			row.cells = append(row.cells, template.HTML(s.Count(int64(n))))
		}
		t.rows = append(t.rows, row)
	}
	return t.html()
}

func (s *sheet) notFound() (any, error) { return s.absolute(s.prefix + "index.html"), nil }

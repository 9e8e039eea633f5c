package page

import (
	"html/template"
	"slices"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// arrivals count the reports of a quarter, as its newest release tells them.
type arrivals struct {
	expected, reported int
	late               int // that were not there when the quarter was first released
	revised            int // that were corrected, before or after
	revision           int // the highest
}

// A report is a table of an organisation, or of all of a kind that are not
// listed.
type report struct{ organisation, kind, table string }

func reportIn(r release.Receipt) report { return report{r.Organisation, r.Kind, r.Table} }

func (a arrivals) plus(b arrivals) arrivals {
	return arrivals{a.expected + b.expected, a.reported + b.reported, a.late + b.late, a.revised + b.revised, max(a.revision, b.revision)}
}

// A tally counts the reports of a quarter.
type tally map[report]arrivals

// tallies counts the reports of each file of the site.
func (s *Site) tallies() []tally {
	all := make([]tally, len(s.Files))
	for i, f := range s.Files {
		inTime := map[report]int{}
		for _, r := range s.first(f).Receipts {
			if r.Reported {
				inTime[reportIn(r)]++
			}
		}
		all[i] = tally{}
		for _, r := range f.Receipts {
			k := reportIn(r)
			n := arrivals{expected: 1, revision: r.Revision}
			if r.Reported {
				n.reported, n.late = 1, 1
			}
			if r.Reported && inTime[k] > 0 {
				n.late = 0
				inTime[k]--
			}
			if r.Revision > 1 {
				n.revised = 1
			}
			all[i][k] = all[i][k].plus(n)
		}
	}
	return all
}

// all is the sum of a quarter, of one table or, for "", of all.
func (t tally) all(table string) arrivals {
	var n arrivals
	for k, a := range t { // a sum: no order can change it
		if table == "" || k.table == table {
			n = n.plus(a)
		}
	}
	return n
}

// first is the first release of the quarter of a file, or the file itself.
func (s *Site) first(f *release.File) *release.File {
	for _, is := range s.Ledger {
		if is.File.Quarter == f.Quarter {
			return is.File
		}
	}
	return f
}

// newestCounted finds the newest quarter of which a report was expected: of one
// table or, for "", of any. ok is false where there is none.
func (s *sheet) newestCounted(counts []tally, table string) (f *release.File, n arrivals, ok bool) {
	for i, f := range slices.Backward(s.site.Files) {
		if n := counts[i].all(table); n.expected > 0 {
			return f, n, true
		}
	}
	return nil, n, false
}

// reportsSaid tells of the newest quarter in words.
func (s *sheet) reportsSaid(counts []tally) []template.HTML {
	f, n, ok := s.newestCounted(counts, "")
	if !ok {
		return nil
	}
	said := []template.HTML{s.html("quality.said", "quarter", s.fileQuarterLong(f), "n", s.Count(int64(n.reported)), "expected", s.Count(int64(n.expected)))}
	if n.late > 0 {
		said = append(said, s.html("quality.said.late", "n", s.Count(int64(n.late))))
	}
	if n.revised > 0 {
		said = append(said, s.html("quality.said.revised", "n", s.Count(int64(n.revised))))
	}
	return said
}

// reportsOf tells how many reports of a table have come for the newest quarter.
func (s *sheet) reportsOf(counts []tally, table string) string {
	f, n, ok := s.newestCounted(counts, table)
	if !ok {
		return ""
	}
	return s.T("quality.summary", "quarter", s.fileQuarter(f), "n", s.Count(int64(n.reported)), "expected", s.Count(int64(n.expected)))
}

// punctualTable counts the reports of all tables, by quarter.
func (s *sheet) punctualTable(counts []tally) template.HTML {
	t := table{caption: s.T("quality.punctual"), heads: s.words("releases.quarter", "quality.expected", "quality.reported.n", "quality.late.n", "quality.revised.n")}
	for i, f := range slices.Backward(s.site.Files) {
		n := counts[i].all("")
		row := tableRow{head: s.fileHead(f)}
		for _, x := range []int{n.expected, n.reported, n.late, n.revised} {
			row.cells = append(row.cells, template.HTML(s.Count(int64(x))))
		}
		t.rows = append(t.rows, row)
	}
	return t.html()
}

// A survey is what was asked of one group by organisations of one kind.
type survey struct {
	population string
	kind       dim.Code
}

// surveys lists them in the order of the catalogue.
func (s *sheet) surveys() (all []survey, of map[survey][]*catalogue.Entry) {
	of = map[survey][]*catalogue.Entry{}
	for i := range s.site.Catalogue {
		e := &s.site.Catalogue[i]
		if e.Population == "" {
			continue
		}
		for _, kind := range s.index.kinds[e.ID] {
			v := survey{e.Population, kind}
			if of[v] == nil {
				all = append(all, v)
			}
			of[v] = append(of[v], e)
		}
	}
	return all, of
}

// responseTable tells, of surveys that report how many were asked, which share
// of them answered, by quarter. Only published observations have such a share.
func (s *sheet) responseTable() template.HTML {
	t := table{caption: s.T("quality.responses.caption"), quarters: true, heads: s.words("quality.population", "column.kind")}
	for _, q := range slices.Backward(s.site.KPIs.Quarters) {
		t.heads = append(t.heads, s.QuarterName(q, s.site.Basis))
	}
	all, of := s.surveys()
	for _, v := range all {
		row := tableRow{head: template.HTML(esc(s.populationName(v.population))), cells: []template.HTML{template.HTML(esc(s.code(dim.Kind, v.kind)))}}
		known := false
		for _, q := range slices.Backward(s.site.KPIs.Quarters) {
			text := s.responseOf(s.mostAnswered(of[v], v.kind, q))
			known = known || text != ""
			row.cells = append(row.cells, text)
		}
		if known {
			t.rows = append(t.rows, row)
		}
	}
	if len(t.rows) == 0 {
		return ""
	}
	return t.html()
}

func (s *sheet) populationName(id string) string {
	if c, ok := s.site.Lists.Code(dim.Category, id); ok {
		return s.code(dim.Category, c)
	}
	return id
}

// mostAnswered is the question of a survey that most answered in a quarter, of
// those of which it is known how many were asked; nil if there is none.
func (s *sheet) mostAnswered(entries []*catalogue.Entry, kind dim.Code, q dim.Quarter) *kpi.Observation {
	var most *kpi.Observation
	for _, e := range entries {
		o := s.site.KPIs.Find(e.ID, kpi.Value, "", q, s.base(e, kind))
		if isPublished(o) && o.Frame.Sampled > 0 && (most == nil || o.Respondents > most.Respondents) {
			most = o
		}
	}
	return most
}

// responseOf is the share of those asked who answered, and how many they are;
// empty if that is not known.
func (s *sheet) responseOf(o *kpi.Observation) template.HTML {
	if o == nil {
		return ""
	}
	return below(template.HTML(s.PercentOf(o.Frame.Rate)), s.html("quality.answered", "n", s.whole(o, fieldRespondents, o.Respondents)))
}

package page

import (
	"html/template"
	"slices"
	"strconv"

	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/output"
	"fukusen/internal/registry"
	"fukusen/internal/release"
)

// An Issue is a release as its file is published.
type Issue struct {
	File *release.File
	Data []byte // the file as it was published
}

// Path is that of the file in the public site.
func (is Issue) Path() string { return release.Folder(is.File.ID) + "/release.json" }

// A Revision is a headline number that was published, and was changed by a
// later release of its quarter, where it is published, too.
type Revision struct {
	Release  string // ID of the release that changed it
	Kind     string // of the organisations; "" for all
	Old, New *kpi.Observation
}

// releasesBody tells what is released when, what was released, and what a later
// release changed.
type releasesBody struct {
	Planned template.HTML // empty where nothing is planned
	Made    template.HTML // empty where there is no quarter
	Revised []revised     // the newest first
	Policy  []template.HTML
	Cite    []string
	Checks  []check
}

// revised is what one release changed.
type revised struct {
	ID, Title string
	Said      []template.HTML
	Table     template.HTML // of headline numbers; empty where none has changed
}

// A check is a command that prints the hash of a file.
type check struct{ System, Command string }

func (s *sheet) releases() (any, error) {
	b := releasesBody{Planned: s.plannedTable(), Made: s.madeTable(), Cite: s.citations()}
	for i, is := range slices.Backward(s.site.Ledger) {
		if is.File.Number() > 1 {
			b.Revised = append(b.Revised, s.revisedBy(i))
		}
	}
	for _, key := range []string{"kept", "regular", "late", "words", "refused"} {
		b.Policy = append(b.Policy, template.HTML(s.T("releases.policy."+key)))
	}
	for _, c := range [...][2]string{{"powershell", "Get-FileHash release.json -Algorithm SHA256"}, {"windows", "certutil -hashfile release.json SHA256"}, {"linux", "sha256sum release.json"}, {"macos", "shasum -a 256 release.json"}} {
		b.Checks = append(b.Checks, check{s.T("releases.check." + c[0]), c[1]})
	}
	return b, nil
}

// editions are the stages of the calendar, in the order of the editions that
// they announce.
var editions = []string{"provisional", "revised", "final"}

// stageOf is the stage of the calendar that announces an edition of a quarter,
// counted from 1; all from the third on are final.
func stageOf(n int) string { return editions[min(max(n, 1), len(editions))-1] }

// dueOn finds the day that the calendar names for a release.
func (s *sheet) dueOn(f *release.File) (p registry.Planned, ok bool) {
	for _, p := range s.site.Registry.Calendar {
		if p.Quarter == f.Quarter && p.State == stageOf(f.Number()) {
			return p, true
		}
	}
	return p, false
}

// toCome reports whether what is planned has not been released yet.
func (s *sheet) toCome(p registry.Planned) bool {
	return !slices.ContainsFunc(s.site.Ledger, func(is Issue) bool {
		return is.File.Quarter == p.Quarter && slices.Index(editions, p.State) < is.File.Number()
	})
}

// plannedTable is what is still to come of the calendar, the newest quarter
// first.
func (s *sheet) plannedTable() template.HTML {
	t := table{caption: s.T("releases.planned.caption"), heads: s.words("releases.quarter", "releases.state", "releases.day", "releases.why")}
	for _, p := range slices.Backward(s.site.Registry.Calendar) {
		if !s.toCome(p) {
			continue
		}
		t.rows = append(t.rows, tableRow{head: template.HTML(esc(s.quarterNamed(p.Quarter))), cells: []template.HTML{
			template.HTML(s.T("releases.state." + p.State)), s.plannedDay(p), s.written(p.Reason),
		}})
	}
	if len(t.rows) == 0 {
		return ""
	}
	return t.html()
}

func (s *sheet) plannedDay(p registry.Planned) template.HTML {
	if p.Time == "" {
		return s.day(p.On)
	}
	return s.html("releases.at", "day", s.day(p.On), "time", p.Time)
}

// quarterNamed writes the ID of a quarter as prose does.
func (s *sheet) quarterNamed(id string) string {
	q, _, err := dim.ParseQuarter(id)
	if err != nil {
		return id
	}
	return s.Quarter(q, s.site.Basis)
}

func (s *sheet) fileQuarterLong(f *release.File) string { return s.quarterNamed(f.Quarter) }

// madeTable lists the quarters that are not released yet, and then every
// release ever made, the newest first.
func (s *sheet) madeTable() template.HTML {
	t := table{caption: s.T("releases.made.caption"), heads: s.words("releases.quarter", "releases.edition", "releases.day", "releases.file", "releases.hash")}
	for _, f := range slices.Backward(s.site.Files) {
		if f.SHA256 == "" {
			t.rows = append(t.rows, tableRow{head: s.fileHead(f), cells: []template.HTML{template.HTML(s.T("draft.tag")), "", "", ""}})
		}
	}
	for _, is := range slices.Backward(s.site.Ledger) {
		var due template.HTML
		if p, ok := s.dueOn(is.File); ok {
			due = s.plannedDay(p)
		}
		file := anchor(relative(s.path, is.Path()), is.File.ID)
		t.rows = append(t.rows, tableRow{head: s.frozenHead(is.File), cells: []template.HTML{
			below(s.edition(is.File), s.standing(is.File)), due,
			below(file, template.HTML(s.T("releases.size", "n", s.Count(int64((len(is.Data)+1023)/1024))))+s.frozenNumbers(is.File)), s.hash(output.Sum(is.Data)),
		}})
	}
	if len(t.rows) == 0 {
		return ""
	}
	return t.html()
}

func (s *sheet) fileHead(f *release.File) template.HTML { return template.HTML(esc(s.fileQuarter(f))) }

// frozenHead names the quarter of a release and leads to its pages.
func (s *sheet) frozenHead(f *release.File) template.HTML {
	to := release.Folder(f.ID) + "/" + s.prefix + "index.html"
	if !s.hasFile(to) {
		return s.fileHead(f)
	}
	return anchor(relative(s.path, to), s.fileQuarter(f))
}

// frozenNumbers leads to the numbers that the pages of a release show.
func (s *sheet) frozenNumbers(f *release.File) template.HTML {
	to := frozenData(f.ID)
	if !s.hasFile(to) {
		return s.partList(to, "releases.numbers")
	}
	return " " + anchor(relative(s.path, to), s.T("releases.numbers"))
}

// standing tells the newest release of a quarter from those before it.
func (s *sheet) standing(f *release.File) template.HTML {
	switch {
	case !s.index.newest(f):
		return template.HTML(s.T("releases.replaced"))
	case f.Number() > 1:
		return template.HTML(s.T("releases.newest"))
	}
	return ""
}

func (s *sheet) edition(f *release.File) template.HTML {
	return template.HTML(s.T("revised.tag", "n", strconv.Itoa(f.Number())))
}

// hash shows the beginning of a hash, and all of it to who opens it.
func (s *sheet) hash(sum string) template.HTML {
	short := sum[:min(12, len(sum))]
	return template.HTML(`<details class="hash"><summary><code>` + esc(short) + `…</code></summary><code>` + esc(sum) + `</code></details>`)
}

// newest reports whether no later release of the quarter was made.
func (x *index) newest(f *release.File) bool {
	q, _, err := dim.ParseQuarter(f.Quarter)
	return err == nil && x.releases[q] != nil && x.releases[q].ID == f.ID
}

// before finds the release of the same quarter that was the newest when the
// i-th one was made.
func (s *Site) before(i int) *release.File {
	for _, is := range slices.Backward(s.Ledger[:i]) {
		if is.File.Quarter == s.Ledger[i].File.Quarter {
			return is.File
		}
	}
	return nil
}

// revisedAnchor leads to what a release changed.
func revisedAnchor(id string) string { return "revised-" + id }

func (s *sheet) revisedBy(i int) revised {
	f := s.site.Ledger[i].File
	r := revised{
		ID:    revisedAnchor(f.ID),
		Title: s.T("releases.revised.title", "quarter", s.fileQuarterLong(f), "edition", string(s.edition(f))),
		Table: s.revisionTable(f),
	}
	if old := s.site.before(i); old != nil {
		r.Said = append(s.receiptChanges(old, f), s.cellChanges(old, f)...)
	}
	if r.Table == "" {
		r.Said = append(r.Said, template.HTML(s.T("releases.revised.same")))
	}
	r.Said = append(r.Said, s.reasons(f)...)
	return r
}

// reasons are those that the calendar gives for the day of a release.
func (s *sheet) reasons(f *release.File) []template.HTML {
	if p, ok := s.dueOn(f); ok && p.Reason != "" {
		return []template.HTML{s.html("releases.reason", "reason", s.written(p.Reason))}
	}
	return nil
}

// revisionTable holds the old value of each headline number beside the new one.
func (s *sheet) revisionTable(f *release.File) template.HTML {
	t := table{caption: s.T("releases.revised.caption", "id", f.ID), heads: s.words("column.kpi", "column.kind", "releases.old", "releases.new")}
	for _, r := range s.site.Revisions {
		if r.Release != f.ID {
			continue
		}
		kind := s.T("group.total")
		if r.Kind != "" {
			kind = s.kindName(r.Kind)
		}
		name := template.HTML(esc(s.kpiName(r.New.Entry)))
		if e, ok := s.entry(r.New.Entry.ID); ok {
			name = anchor(s.rel(kpiPath(e.ID)), s.kpiName(e))
		}
		t.rows = append(t.rows, tableRow{
			head:  name,
			cells: []template.HTML{template.HTML(esc(kind)), s.then(r.Old, s.site.newestBefore(r.Release)), s.since(r.New, r.Release)},
		})
	}
	if len(t.rows) == 0 {
		return ""
	}
	return t.html()
}

// since is the number that a release put in place of another: the one of the
// open data, unless a later release changed it again.
func (s *sheet) since(o *kpi.Observation, id string) template.HTML {
	now, ok := s.site.KPIs.Get(o.ID())
	if ok && now.Status == release.Published && exact(now.Value) == exact(o.Value) {
		return s.value(now)
	}
	return s.then(o, id)
}

// then is a number as it was when a release was the newest of all. The open data
// do not have it any more: it follows from the release files up to that one.
func (s *sheet) then(o *kpi.Observation, id string) template.HTML {
	return template.HTML(`<data value="` + exact(o.Value) + `" data-observation="` + esc(o.ID()) + `" data-release="` + esc(id) + `">` + esc(s.text(o)) + `</data>`)
}

// newestBefore is the release, of whatever quarter, that was made before another.
func (s *Site) newestBefore(id string) string {
	i := slices.IndexFunc(s.Ledger, func(is Issue) bool { return is.File.ID == id })
	if i < 1 {
		return ""
	}
	return s.Ledger[i-1].File.ID
}

// citations are how to name the source: of numbers as they stand, and of what
// was made of them.
func (s *sheet) citations() []string {
	quarter, id, at := s.T("releases.cite.quarter"), s.T("releases.cite.id"), s.prefix
	for _, is := range slices.Backward(s.site.Ledger) {
		if s.index.newest(is.File) {
			quarter, id = s.fileQuarterLong(is.File), is.File.ID
			if to := release.Folder(id) + "/" + s.prefix + "index.html"; s.hasFile(to) {
				at = canonicalPath(to)
			}
			break
		}
	}
	where := s.T("releases.cite.address")
	if s.site.BaseURL != "" {
		where = s.absolute(at)
	}
	return []string{s.cite("releases.cite.plain", quarter, id, where), s.cite("releases.cite.edited", quarter, id, where)}
}

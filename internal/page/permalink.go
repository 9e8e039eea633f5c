package page

import (
	"cmp"
	"slices"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
)

// Rows of the tables of a KPI, a kind, an area or an organisation have addresses
// of their own, made of the identifiers that the page does not fix itself:
// company-2026fq2 on the page of a KPI, sex-f-2026fq2 on that of a kind,
// a1b-company-2026fq2 on that of an area. They follow from what the row tells,
// never from its place.

// placed gives a row its address. One that the page has already, or that other pages
// would have to share, is left out.
func (s *sheet) placed(r tableRow, e *catalogue.Entry, codes dim.Codes, parts ...string) tableRow {
	first, ok := s.unfixed(e, codes)
	if !ok {
		return r
	}
	parts = slices.DeleteFunc(append(first, parts...), func(part string) bool { return part == "" })
	id := strings.Join(parts, "-")
	if s.rows[id] {
		return r
	}
	if s.rows == nil {
		s.rows = map[string]bool{}
	}
	if !r.bare && !s.hinted {
		r.hint, s.hinted = s.T("row.link"), true
	}
	s.rows[id], r.id = true, id
	return r
}

// aboutKPI reports whether the page is that of a KPI, which need not be named in
// each of its sentences.
func (s *sheet) aboutKPI() bool {
	return strings.HasPrefix(strings.TrimPrefix(s.path, s.prefix), "kpi/")
}

// unfixed are the identifiers of a group of a KPI that its page does not fix;
// ok is false on pages that are about no KPI, area or organisation.
func (s *sheet) unfixed(e *catalogue.Entry, codes dim.Codes) (parts []string, ok bool) {
	kind := s.site.Lists.ID(dim.Kind, codes[dim.Kind])
	folder, rest, _ := strings.Cut(strings.TrimPrefix(s.path, s.prefix), "/")
	switch {
	case folder == "kpi" && strings.Contains(rest, "/"):
		return nil, true
	case folder == "kpi":
		return []string{kind}, true
	case folder == "area":
		return []string{e.ID, kind}, true
	case folder == "organisation":
		return []string{e.ID}, true
	}
	return nil, false
}

func (p *printer) quarterID(q dim.Quarter) string { return q.ID(p.site.Basis) }

// groupID names a group of an axis in the address of a row.
func (p *printer) groupID(axis dim.Axis, c dim.Code) string {
	if c == dim.Total {
		return axis.String() + "-all"
	}
	return axis.String() + "-" + p.site.Lists.ID(axis, c)
}

// linked makes the head of a row lead to the row: all of it, or where it leads
// elsewhere already a sign behind it, which is named by the head. What the link is
// for is said once in the page, and told only to whoever is on the link: a head is
// read with every cell.
func (r tableRow) linked() string {
	if r.id == "" || r.bare {
		return string(r.head)
	}
	hint := ""
	if r.hint != "" {
		hint = `<span id="to-row" hidden>` + esc(r.hint) + `</span>`
	}
	if r.signed() {
		return string(r.head) + ` <a href="#` + r.id + `" aria-labelledby="h:` + r.id + ` to-row"><span aria-hidden="true">#</span></a>` + hint
	}
	return `<a href="#` + r.id + `" aria-describedby="to-row">` + string(r.head) + `</a>` + hint
}

// signed reports whether a sign leads to the row, as its head leads elsewhere.
func (r tableRow) signed() bool {
	return r.id != "" && !r.bare && strings.Contains(string(r.head), "<a ")
}

// citation says how to name the source of the numbers of a quarter.
func (s *sheet) citation(what string, quarter dim.Quarter) string {
	id, where := s.T("releases.cite.id"), ""
	if s.site.BaseURL != "" {
		where = s.absolute(s.path)
	}
	if f := s.index.releases[quarter]; f != nil && f.SHA256 != "" {
		id, where = f.ID, cmp.Or(s.permanent(), where)
	}
	return s.cite("releases.cite.plain", what+s.T("releases.cite.of")+s.Quarter(quarter, s.site.Basis), id, where)
}

// newestTold is that of the newest value of a KPI, of any kind: of what is released
// if there is any, since nobody should cite a draft.
func (p *printer) newestTold(e *catalogue.Entry) (q dim.Quarter, ok bool) {
	for _, kind := range p.index.kinds[e.ID] {
		o := newestOf(p.upToRelease(p.site.KPIs.Series(e.ID, kpi.Value, "", p.base(e, kind))))
		if o != nil && (!ok || o.Key.Period.Last() > q) {
			q, ok = o.Key.Period.Last(), true
		}
	}
	return q, ok
}

// cite fills a citation; where may be empty.
func (s *sheet) cite(key, quarter, id, where string) string {
	who := s.name(s.site.Publisher)
	if who != "" {
		who = s.T("releases.cite.publisher", "publisher", who)
	}
	if where != "" {
		where = s.T("releases.cite.where", "address", where)
	}
	where += s.licenceCited()
	return s.T(key, "publisher", who, "site", s.name(s.site.Title), "quarter", quarter, "id", id, "where", where)
}

package page

import (
	"html/template"
	"net/url"
	"slices"
	"strings"
	"time"

	"fukusen/internal/content"
	"fukusen/internal/contract"
	"fukusen/internal/diag"
	"fukusen/internal/dim"
	"fukusen/internal/registry"
)

// A registerTable is a register that a page of content/ shows: rows of words,
// none of them a number of the data.
type registerTable struct {
	name         string
	item         string // of the checklist: this one only; empty for all
	organisation string // of the checklist: of this one only; empty for all
}

// The registers that can be shown, and what may be asked of each.
const (
	registerPolicy    = "policy"
	registerContacts  = "contacts"
	registerReadiness = "readiness"

	argItem         = "item"
	argOrganisation = "organisation"
)

var registerNames = []string{registerContacts, registerPolicy, registerReadiness}

// register understands a reference to a register; nil if it is to a KPI.
func (p *printer) register(r content.Reference) *registerTable {
	if r.Kind != asTable || !slices.Contains(registerNames, r.KPI) {
		return nil
	}
	t := &registerTable{name: r.KPI}
	t.item, _ = r.Arg(argItem)
	t.organisation, _ = r.Arg(argOrganisation)
	return t
}

func (p *printer) checkRegister(r content.Reference) diag.List {
	var finds diag.List
	possible := map[string][]string{}
	if r.KPI == registerReadiness {
		possible[argItem], possible[argOrganisation] = readinessIDs(), p.ids(dim.Organisation)
	}
	for _, a := range r.Args {
		ids, known := possible[a.Name]
		switch {
		case !known && len(possible) == 0:
			finds = append(finds, content.UnknownArg(a, nil))
		case !known:
			finds = append(finds, content.UnknownArg(a, []string{argItem, argOrganisation}))
		case !slices.Contains(ids, a.Value):
			finds = append(finds, content.BadArg(a, near(a.Value, ids)))
		}
	}
	return finds
}

func readinessIDs() []string {
	var ids []string
	for _, it := range registry.ReadinessItems() {
		ids = append(ids, it.ID)
	}
	return ids
}

// registerHTML writes a register, or says that nothing is in it.
func (s *sheet) registerHTML(r *registerTable) template.HTML {
	t := table{caption: s.T("register." + r.name)}
	switch r.name {
	case registerPolicy:
		s.policies(&t)
	case registerContacts:
		s.contacts(&t)
	case registerReadiness:
		s.readiness(&t, r)
	}
	if len(t.rows) == 0 {
		return template.HTML(`<p class="nothing">` + s.T("register.none", "register", t.caption) + "</p>\n")
	}
	return `<div class="register text">` + t.html() + "</div>\n"
}

// A telephone shows two or three columns: what belongs to a cell stands below
// it, in smaller letters.

func (s *sheet) policies(t *table) {
	t.heads = s.words("register.item", "register.state", "register.source")
	for _, v := range s.site.Registry.Policies {
		state := template.HTML(s.T("register.policy." + v.Status))
		t.rows = append(t.rows, tableRow{head: below(s.written(v.Item), s.who(v.Organisation, v.Area)), cells: []template.HTML{
			below(state, s.dated("register.since", v.Since)), s.source(v.URL, v.Source, v.Item),
		}})
	}
}

func (s *sheet) contacts(t *table) {
	t.heads = s.words("register.desk", "register.reach", "register.hours")
	for _, c := range s.site.Registry.Contacts {
		t.rows = append(t.rows, tableRow{head: below(s.written(c.Desk), s.who(c.Organisation, c.Area)), cells: []template.HTML{
			s.ways(c), s.written(c.Hours),
		}})
	}
}

// ways are how a desk can be reached.
func (s *sheet) ways(c registry.Contact) template.HTML {
	var ways []string
	if c.Phone != "" {
		number, _, _ := strings.Cut(c.Phone, " ") // the extension is dialled later
		ways = append(ways, string(anchor("tel:"+number, c.Phone)))
	}
	if c.Email != "" {
		ways = append(ways, string(anchor("mailto:"+c.Email, c.Email)))
	}
	if c.URL != "" {
		ways = append(ways, string(s.source(c.URL, "", c.Desk)))
	}
	return template.HTML(strings.Join(ways, "<br>"))
}

// readiness lists the checklist by item, in the order of the list, and within
// an item by organisation, in the order of showing.
func (s *sheet) readiness(t *table, r *registerTable) {
	t.heads = s.words("register.who", "register.item", "register.state.linked")
	for _, it := range registry.ReadinessItems() {
		if r.item != "" && r.item != it.ID {
			continue
		}
		if r.item != "" {
			t.caption = s.T("register.readiness.of", "item", s.name(it.Name))
		}
		for _, o := range s.index.listed {
			i := slices.IndexFunc(s.site.Registry.Readiness, func(x registry.Readiness) bool { return x.Organisation == o.ID && x.Item == it.ID })
			if i >= 0 && (r.organisation == "" || r.organisation == o.ID) {
				t.rows = append(t.rows, s.prepared(o, it, s.site.Registry.Readiness[i], r.item == ""))
			}
		}
	}
}

// prepared is how far an organisation is; the state leads to the evidence.
func (s *sheet) prepared(o organisation, it registry.ReadinessItem, x registry.Readiness, named bool) tableRow {
	item, state := "", s.T("register.readiness."+x.State)
	if named {
		item = s.name(it.Name)
	}
	cell := template.HTML(esc(state))
	if x.URL != "" {
		cell = s.external(x.URL, cell+`<span class="spoken"> `+template.HTML(esc(s.name(o.Name)+" "+s.name(it.Name)))+"</span>")
	}
	return tableRow{head: s.who(o.ID, ""), cells: []template.HTML{template.HTML(esc(item)), below(cell, s.dated("register.day", x.PublishedOn))}}
}

// below puts a remark below what it is about; both may be empty.
func below(text, remark template.HTML) template.HTML {
	if remark == "" {
		return text
	}
	return text + `<br><span class="small">` + remark + "</span>"
}

// dated says since when something is so; empty for no day.
func (s *sheet) dated(key, iso string) template.HTML {
	if iso == "" {
		return ""
	}
	return s.html(key, "day", s.day(iso))
}

func (s *sheet) words(keys ...string) []string {
	var all []string
	for _, k := range keys {
		all = append(all, s.T(k))
	}
	return all
}

// who names an organisation, with a link to its page if it has one, or else an
// area.
func (s *sheet) who(organisationID, area string) template.HTML {
	if o, ok := s.index.byID[organisationID]; ok && o.Named {
		return anchor(s.rel(organisationPath(o.ID)), s.name(o.Name))
	} else if ok {
		return template.HTML(esc(s.name(o.Name)))
	}
	if c, ok := s.site.Lists.Code(dim.Area, area); ok && c != dim.Total {
		return template.HTML(esc(s.code(dim.Area, c)))
	}
	return ""
}

// written is what a register says in the words of its author, who writes
// Japanese or English only: marked where that is not the language of the page.
func (s *sheet) written(text string) template.HTML {
	if s.Lang != diag.JA && strings.ContainsFunc(text, japanese) {
		return template.HTML(`<span lang="ja">` + esc(text) + "</span>")
	}
	return template.HTML(esc(text))
}

func japanese(r rune) bool { return '\u3041' <= r && r <= '\u30ff' || '\u4e00' <= r && r <= '\u9fff' }

// source leads to where something is published, by its title or else by the
// host; what it is about is said for the ear, since many links look the same.
func (s *sheet) source(address, title, about string) template.HTML {
	if address == "" {
		return s.written(title)
	}
	shown := s.written(title)
	if u, err := url.Parse(address); title == "" && err == nil {
		shown = template.HTML(esc(u.Host)) + `<span class="spoken"> ` + s.written(about) + "</span>"
	}
	return s.external(address, shown)
}

// external leads out of the site, but only to addresses of the web: what else
// a register may hold is shown as text.
func (s *sheet) external(address string, shown template.HTML) template.HTML {
	if u, err := url.Parse(address); err != nil || u.Scheme != "https" && u.Scheme != "http" {
		return shown + template.HTML(" "+esc(address))
	}
	return template.HTML(`<a href="`+esc(address)+`" rel="noopener">`) + shown + "</a>"
}

// day writes a day of the calendar in the language of the page; empty for none.
func (p *printer) day(iso string) template.HTML {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return template.HTML(esc(iso))
	}
	shown := t.Format(contract.Name{JA: "2006年1月2日", EN: "2 January 2006"}.In(string(p.Lang)))
	return template.HTML(`<time datetime="` + iso + `">` + shown + "</time>")
}

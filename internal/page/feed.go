package page

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
)

// feedFile lists the releases for programs that follow a site (Atom, RFC 4287).
const feedFile = "feed.xml"

// mostTold is how many headline numbers an entry of the feed tells.
const mostTold = 12

// feed writes one entry a release, the newest first. Its numbers are data
// elements as those of pages are, so that the audit holds them against the open
// data. Only the newest release of a quarter tells numbers: those of an earlier
// one are no longer in the open data.
func (p *printer) feed() ([]byte, error) {
	s := &sheet{printer: p, path: p.prefix + feedFile}
	home := s.absolute(p.prefix)
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="utf-8"?>` + "\n" + `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="` + string(p.Lang) + `">` + "\n")
	fmt.Fprintf(&b, "<id>%s</id>\n<title>%s</title>\n<subtitle>%s</subtitle>\n", xmlText(home), xmlText(p.name(p.site.Title)), xmlText(p.T("feed.about")))
	fmt.Fprintf(&b, `<link rel="self" type="application/atom+xml" href="%s"/>`+"\n"+`<link rel="alternate" type="text/html" href="%s"/>`+"\n", xmlText(s.absolute(s.path)), xmlText(home))
	author := p.name(p.site.Publisher)
	if author == "" {
		author = p.name(p.site.Title)
	}
	fmt.Fprintf(&b, "<author><name>%s</name></author>\n<updated>%s</updated>\n", xmlText(author), s.feedUpdated())
	if l := p.site.Licence; l.Given() {
		fmt.Fprintf(&b, "<rights>%s %s</rights>\n", xmlText(p.name(l.Name)), xmlText(l.URL))
	}
	for _, is := range slices.Backward(p.site.Ledger) {
		s.feedEntry(&b, is)
	}
	b.WriteString("</feed>\n")
	return b.Bytes(), nil
}

func (s *sheet) feedEntry(b *bytes.Buffer, is Issue) {
	f, at := is.File, s.absolute(is.Path())
	title := s.T("feed.entry", "quarter", s.fileQuarterLong(f), "edition", string(s.edition(f)))
	fmt.Fprintf(b, "<entry>\n<id>%s</id>\n<title>%s</title>\n<updated>%s</updated>\n", xmlText(at), xmlText(title), s.released(f))
	fmt.Fprintf(b, `<link rel="alternate" type="text/html" href="%s"/>`+"\n"+`<link rel="enclosure" type="application/json" href="%s"/>`+"\n", xmlText(s.absolute(s.prefix+"releases.html")), xmlText(at))
	b.WriteString(`<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">` + "\n")
	for _, sentence := range s.feedSentences(f) {
		b.WriteString("<p>" + string(sentence) + "</p>\n")
	}
	b.WriteString("</div></content>\n</entry>\n")
}

// feedSentences tell the headline numbers of a quarter, and how they changed.
func (s *sheet) feedSentences(f *release.File) []template.HTML {
	if !s.index.newest(f) {
		return []template.HTML{template.HTML(s.T("feed.replaced"))}
	}
	q, _, err := dim.ParseQuarter(f.Quarter)
	if err != nil {
		return nil
	}
	var told []template.HTML
	for i := range s.site.Catalogue {
		e := &s.site.Catalogue[i]
		if !e.Core || len(told) == mostTold {
			continue
		}
		for _, kind := range s.index.kinds[e.ID] {
			o := s.site.KPIs.Find(e.ID, kpi.Value, "", q, s.base(e, kind))
			if isPublished(o) {
				told = append(told, template.HTML(s.Say(string(s.sentence(o)), string(s.changeSentence(o)))))
				break
			}
		}
	}
	if len(told) == 0 {
		told = append(told, template.HTML(s.T("feed.none")))
	}
	return told
}

// inJapan is the time of the calendar, which knows no other.
var inJapan = time.FixedZone("", 9*60*60)

// released is when a release was due by the calendar of the register or, where
// that does not tell, the end of its quarter, a second later for each edition.
// A release file holds no date, and a build has no clock.
func (s *sheet) released(f *release.File) string {
	if p, ok := s.dueOn(f); ok {
		at := cmp.Or(p.Time, "00:00")
		if t, err := time.ParseInLocation("2006-01-02 15:04", p.On+" "+at, inJapan); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	q, _, err := dim.ParseQuarter(f.Quarter)
	if err != nil {
		return "1970-01-01T00:00:00Z"
	}
	y, m, d := q.End().Date()
	return time.Date(y, m, d, 0, 0, f.Number(), 0, inJapan).Format(time.RFC3339)
}

// feedUpdated is the day of the newest entry.
func (s *sheet) feedUpdated() string {
	newest := ""
	for _, is := range s.site.Ledger {
		newest = max(newest, s.released(is.File))
	}
	if newest == "" && len(s.site.Files) > 0 {
		return s.released(s.site.Files[0])
	}
	if newest == "" {
		return "1970-01-01T00:00:00Z"
	}
	return newest
}

// xmlText escapes a text for XML; what XML cannot hold is replaced.
func xmlText(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		return strconv.Quote(err.Error()) // a strings.Builder has no errors
	}
	return b.String()
}

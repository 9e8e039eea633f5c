// Package highlight drafts the page of a quarter's highlights in Markdown: what
// has clearly moved since the same quarter of the year before, what has not, and
// what cannot be told, and what a later release has changed. People write the
// reasons.
//
// No number of the open data is written out. Each is a reference that the build
// fills in, with the number that the draft was made of beside it: if a later
// release tells another, the sentence around it is a finding instead of a mistake.
package highlight

import (
	"fmt"
	"strings"

	"fukusen/internal/catalogue"
	"fukusen/internal/dim"
	"fukusen/internal/kpi"
	"fukusen/internal/release"
	"fukusen/internal/tell"
)

// The sections of the page, in their order; each has a text of i18n for its
// heading.
const (
	moved     = "moved"     // larger than chance and the threshold of the KPI
	unclear   = "unclear"   // a change by chance is as likely
	differing = "differing" // other organisations reported than a year ago
	alone     = "alone"     // nothing to compare with is published
	unknown   = "unknown"   // withheld, not reported or not computable
)

var sections = []string{moved, unclear, differing, alone, unknown}

// A line is one KPI for one kind of organisation.
type line struct {
	now, then, change *kpi.Observation // then and change are nil, or not published, where there are none
}

// Page drafts the page of a quarter about the headline KPIs: those of the core,
// for each kind of organisation, in the order of the catalogue; and about what
// was revised, in the order in which it was released. A quarter in which nobody
// reported any of them has no page: "".
func Page(t *tell.Teller, set *kpi.Set, q dim.Quarter, revised []Revision) string {
	lines := map[string][]line{}
	for i := range t.Catalogue {
		for _, l := range linesOf(set, &t.Catalogue[i], q) {
			lines[l.section(t)] = append(lines[l.section(t)], l)
		}
	}
	if len(lines) == 0 {
		return ""
	}
	w := writer{t: t, quarter: q}
	w.front()
	for _, s := range sections {
		if len(lines[s]) > 0 {
			w.section(s, lines[s])
		}
	}
	w.revised(told(t, set, revised))
	return w.String()
}

func linesOf(set *kpi.Set, e *catalogue.Entry, q dim.Quarter) []line {
	var lines []line
	if !e.Core || e.Form == catalogue.Distribution {
		return nil
	}
	for _, kind := range append([]dim.Code{dim.Total}, set.Lists.Children(dim.Kind, dim.Total)...) {
		codes := set.Base(e, kind)
		if now := set.Find(e.ID, kpi.Value, "", q, codes); now != nil {
			lines = append(lines, line{now, set.Find(e.ID, kpi.Value, "", q-4, codes), set.Find(e.ID, kpi.Change, kpi.YoY, q, codes)})
		}
		if kind == dim.Total && len(lines) > 0 {
			break // of a register of the public, which is the same for all kinds
		}
	}
	return lines
}

func published(o *kpi.Observation) bool { return o != nil && o.Status == release.Published }

func (l line) section(t *tell.Teller) string {
	switch {
	case !published(l.now):
		return unknown
	case !published(l.then) || !published(l.change):
		return alone
	case l.change.Panel == kpi.Differs:
		return differing
	case l.change.Clear && l.direction(t) != 0:
		return moved
	}
	return unclear
}

// direction is the sign of the change as it is printed.
func (l line) direction(t *tell.Teller) int {
	_, sign := t.Size(l.now.Entry, l.change.Value)
	return sign
}

// A writer writes one page.
type writer struct {
	strings.Builder
	t       *tell.Teller
	quarter dim.Quarter
}

func (w *writer) text(key string, args ...string) string {
	return w.t.Words.T("highlights."+key, args...)
}

func (w *writer) front() {
	name := w.t.Words.Quarter(w.quarter, w.t.Basis)
	fmt.Fprintf(w, "---\ntitle: %q\ndescription: %q\nweight: 20\ndraft: true\n---\n", w.text("title", "quarter", name), w.text("about", "quarter", name))
	fmt.Fprintf(w, "{{< note >}}\n%s\n{{< /note >}}\n", w.text("note"))
}

func (w *writer) section(name string, lines []line) {
	fmt.Fprintf(w, "\n## %s\n\n", w.text(name))
	if w.t.Words.Has("highlights." + name + ".about") {
		fmt.Fprintf(w, "%s\n\n", w.text(name+".about"))
	}
	for _, l := range lines {
		fmt.Fprintf(w, "- %s\n", w.line(name, l))
		if name == moved {
			fmt.Fprintf(w, "\n  %s\n\n", w.text("reason"))
		}
	}
}

// line tells one KPI; direction only where a change is clear.
func (w *writer) line(section string, l line) string {
	e := l.now.Entry
	args := []string{
		"kpi", w.page(e),
		"kind", plain(w.t.Code(dim.Kind, l.now.Key.Codes[dim.Kind])),
	}
	if section == unknown {
		return w.text("line.unknown", append(args, "status", w.t.Words.T("status."+string(l.now.Status)))...)
	}
	args = append(args, "now", w.reference(l.now))
	if section == alone {
		return w.text("line.alone", args...)
	}
	args = append(args, "then", w.reference(l.then))
	if section != moved {
		return w.text("line.both", args...)
	}
	return w.text([]string{"line.lower", "", "line.higher"}[l.direction(w.t)+1], args...)
}

// page leads to the page of a KPI.
func (w *writer) page(e *catalogue.Entry) string {
	return fmt.Sprintf("[%s %s](kpi/%s.html)", plain(e.Label), plain(w.t.KPI(e)), e.ID)
}

// reference asks for a value, and names the number that it has now.
func (w *writer) reference(o *kpi.Observation) string {
	kind := ""
	if c := o.Key.Codes[dim.Kind]; c != dim.Total {
		kind = fmt.Sprintf(" kind=%q", w.t.Lists.ID(dim.Kind, c))
	}
	return fmt.Sprintf(`{{< value %q%s period=%q as-of=%q >}}`, o.Entry.ID, kind, o.Key.Period.Last().ID(w.t.Basis), w.t.Short(o))
}

// plain keeps names from being read as Markdown.
func plain(s string) string {
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`, "`", "\\`", `{`, `\{`).Replace(s)
}

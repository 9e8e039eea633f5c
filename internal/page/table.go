package page

import (
	"cmp"
	"html/template"
	"strings"
)

// A table is written in Go and not by the template: reflection over thousands
// of small cells is what a page would otherwise spend its time on.
type table struct {
	caption string
	heads   []string
	rows    []tableRow

	quarters bool // the heads are quarters, which break where their names have a blank
}

type tableRow struct {
	id     string // its address in the page; empty if it has none
	hint   string // what links to rows are for, in the first row of the page that has one
	bare   bool   // its head does not lead to it
	head   template.HTML
	level  int // of a part below the rows before it, for its class
	strong bool
	cells  []template.HTML
	lacks  template.HTML // what is heard in empty cells of a row without a value
}

// filled are the columns in which some row has anything: a column of nothing
// would only be read aloud.
func (t table) filled() []bool {
	some := make([]bool, len(t.heads))
	some[0] = true
	for _, r := range t.rows {
		for i, c := range r.cells {
			some[i+1] = some[i+1] || c != ""
		}
	}
	return some
}

// html writes the table inside a region that scrolls by itself and can be
// reached by keyboard.
func (t table) html() template.HTML {
	var b strings.Builder
	b.Grow(512 + 600*len(t.rows))
	name, span := t.names()
	class := ""
	if t.quarters {
		class = ` class="quarters"`
	}
	b.WriteString(`<div class="scroll" role="region" tabindex="0" ` + name + `><table` + class + `><caption>` + span + `</caption><thead><tr>`)
	filled := t.filled()
	for i, h := range t.heads {
		if filled[i] {
			b.WriteString(`<th scope="col">` + esc(h) + `</th>`)
		}
	}
	b.WriteString("</tr></thead><tbody>\n")
	for _, r := range t.rows {
		r.write(&b, filled)
	}
	b.WriteString("</tbody></table></div>\n")
	return template.HTML(b.String())
}

// names gives how the region is named: by the caption, which has an id where a row
// has one to make it of, or else by the same words; and the caption.
func (t table) names() (region, caption string) {
	caption = esc(t.caption)
	for _, r := range t.rows {
		if r.id != "" {
			id := "caption:" + r.id
			return `aria-labelledby="` + id + `"`, `<span id="` + id + `">` + caption + `</span>`
		}
	}
	return `aria-label="` + caption + `"`, `<span>` + caption + `</span>`
}

var levels = [...]string{"", "part", "part-2"}

func (r tableRow) write(b *strings.Builder, filled []bool) {
	b.WriteString("<tr")
	if r.id != "" {
		b.WriteString(` id="` + r.id + `"`)
	}
	if r.strong {
		b.WriteString(` class="whole"`)
	}
	b.WriteString(`><th scope="row"`)
	if r.signed() {
		b.WriteString(` id="h:` + r.id + `"`)
	}
	if l := levels[min(r.level, len(levels)-1)]; l != "" {
		b.WriteString(` class="` + l + `"`)
	}
	b.WriteString(">" + r.linked() + "</th>")
	for i, c := range r.cells {
		if filled[i+1] {
			b.WriteString("<td>" + string(cmp.Or(c, r.lacks)) + "</td>")
		}
	}
	b.WriteString("</tr>\n")
}

// A link is text that leads to a place as seen from the page.
type link struct {
	Href, Text string
}

// anchor writes a link.
func anchor(href, text string) template.HTML {
	return template.HTML(`<a href="` + esc(href) + `">` + esc(text) + `</a>`)
}

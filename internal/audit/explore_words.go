package audit

import (
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"fukusen/internal/dim"
)

// A heading is what the page of an explorable chart says: the titles of its
// drawings, and all its words without blanks.
type heading struct {
	titles map[string]string
	words  string
}

// headings reads a page.
func headings(text string) heading {
	h := heading{titles: map[string]string{}}
	var words strings.Builder
	figure, inSVG := "", false
	end := 0
	for t := range tags(text) {
		if t.start > end {
			words.WriteString(wordsOf(text[end:t.start]))
		}
		_, end, _ = parseTag(text, t.start)
		switch id, named := t.attribute("id"); {
		case t.name == "div" && named:
			figure = id
		case t.name == "svg":
			label, named := t.attribute("aria-label")
			if inSVG = !named; named {
				words.WriteString(unbroken(label))
				title, _, _ := strings.Cut(label, "\n")
				h.title(figure, title)
			}
		case t.name == "title" && inSVG:
			h.title(figure, html.UnescapeString(textAfter(text, t)))
			inSVG = false
		case t.name == "script" || t.name == "style":
			end = after(text, end, "</"+t.name)
		}
	}
	h.words = words.String() + wordsOf(text[end:])
	return h
}

// title notes the title of the first drawing of a figure.
func (h *heading) title(figure, text string) {
	if _, known := h.titles[figure]; !known {
		h.titles[figure] = text
	}
}

// wordsOf are those of a text between opening tags, without blanks.
func wordsOf(text string) string { return unbroken(html.UnescapeString(withoutTags(text))) }

// withoutTags leaves out closing tags and comments.
func withoutTags(text string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "<")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, text, _ = strings.Cut(rest, ">")
	}
}

// unbroken leaves out blanks, which are where lines may break.
func unbroken(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// says reports whether the page says a text; one without digits tells no number.
func (h *heading) says(text string) bool {
	return !strings.ContainsAny(text, "0123456789") || strings.Contains(h.words, unbroken(text))
}

// saysLike reports whether the page says a text with other numbers, as it does of
// quarters: not every one of them has room at its axis.
func (h *heading) saysLike(text string) bool {
	parts := number.Split(unbroken(text), -1)
	for i := range parts {
		parts[i] = regexp.QuoteMeta(parts[i])
	}
	like, err := regexp.Compile(strings.Join(parts, `\d+`))
	return err == nil && like.MatchString(h.words)
}

// unsaid gives a text of a chart that neither its page says nor the quarters of
// its points, "" if there is none.
func (e *exploration) unsaid(id string, h heading) string {
	if e.Title != h.titles[id] {
		return e.Title
	}
	for _, s := range e.Option.Series {
		if !h.says(s.Name) {
			return s.Name
		}
		for _, m := range s.MarkLine.Data {
			if !h.says(m.Name) {
				return m.Name
			}
		}
	}
	for _, name := range sorted(e.Option.Legend.Selected) {
		if !h.says(name) {
			return name
		}
	}
	for _, axis := range append(e.Option.X, e.Option.Y...) {
		for i, label := range axis.Data {
			if !h.says(label) && !(h.saysLike(label) && e.dates(i, label)) {
				return label
			}
		}
	}
	return ""
}

// dates reports whether all numbers of a label are of the quarter of the points
// that it stands at: its years and months, and which quarter it is.
func (e *exploration) dates(i int, label string) bool {
	for _, s := range e.Option.Series {
		if i >= len(s.Data) {
			return false
		}
		id, err := dim.ParseID(s.Data[i].Name)
		if err != nil {
			continue // a quarter of which there is no observation
		}
		for _, n := range number.FindAllString(label, -1) {
			if !ofQuarter(n, id.Quarter) {
				return false
			}
		}
	}
	return true
}

func ofQuarter(n string, q dim.Quarter) bool {
	for _, basis := range []dim.Basis{dim.Fiscal, dim.Calendar} {
		year, k := q.In(basis)
		if n == strconv.Itoa(year) || n == strconv.Itoa(100 + year%100)[1:] || n == strconv.Itoa(k) {
			return true
		}
	}
	return n == strconv.Itoa(int(q.Start().Month())) || n == strconv.Itoa(int(q.End().Month()))
}

package content

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// mainID is the id that the frame of every page has already.
const mainID = "main"

// identify gives every heading an id and lists it. Ids that the author gave
// come first, so that one made from a text never takes them.
func (c *collector) identify() {
	taken := map[string]bool{mainID: true}
	given := make([]string, len(c.headings))
	for i, h := range c.headings {
		given[i] = attributes(h)
		if given[i] != "" && taken[given[i]] {
			c.complain(h.Pos(), &ruleHeadingID, given[i])
		}
		taken[given[i]] = true
	}
	for i, h := range c.headings {
		t := plain(h, c.Document.source)
		id := given[i]
		if id == "" {
			id = unused(slug(t), taken)
		}
		h.SetAttributeString("id", []byte(id))
		c.Headings = append(c.Headings, Heading{h.Level, id, t})
		if h.Level == 1 {
			c.complain(h.Pos(), &ruleHeadingOne)
		}
	}
}

// attributes leaves a heading no attribute but its class and returns its id,
// or "".
func attributes(h *ast.Heading) string {
	id, _ := h.AttributeString("id")
	class, _ := h.AttributeString("class")
	h.RemoveAttributes()
	if b, ok := class.([]byte); ok {
		h.SetAttributeString("class", b)
	}
	b, _ := id.([]byte)
	return string(b)
}

// slug makes an id from the text of a heading: letters of any script and
// digits stay, in lower case; blanks and hyphens become one hyphen; the rest
// goes. It depends on nothing else, so that an anchor outlives other headings.
func slug(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case unicode.In(r, unicode.Letter, unicode.Mark, unicode.Number) || r == '_':
			b.WriteRune(r)
		case unicode.IsSpace(r) || r == '-':
			if !strings.HasSuffix(b.String(), "-") {
				b.WriteByte('-')
			}
		}
	}
	if id := strings.Trim(b.String(), "-"); id != "" {
		return id
	}
	return "section"
}

// unused takes the id, or with -2, -3, ... the first that is free.
func unused(id string, taken map[string]bool) string {
	try := id
	for n := 2; taken[try]; n++ {
		try = id + "-" + strconv.Itoa(n)
	}
	taken[try] = true
	return try
}

// HasAnchor reports whether a heading of the document has the id.
func (d *Document) HasAnchor(id string) bool {
	for _, h := range d.Headings {
		if h.ID == id {
			return true
		}
	}
	return false
}

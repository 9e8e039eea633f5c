package chart

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A mention is where a drawing names an observation.
type mention struct {
	at int // in the buffer
	id string
}

// observe names the observation that an element shows: in a drawing that stands
// alone as data-observation. In a page the svg element has what all ids begin and
// end with, with an asterisk between them, as data-ids, and each element as
// data-o what stands in place of the asterisk. That is a third of the page.
func (c *canvas) observe(id string) {
	switch {
	case id == "":
	case c.inline:
		c.ids = append(c.ids, mention{c.b.Len(), id})
	default:
		c.attr("data-observation", id)
	}
}

// scaled says how values become coordinates, so that whoever has the values can
// tell whether they are drawn where they belong: the axis, log if it is, the
// ends of the scale and the coordinates of both.
func (c *canvas) scaled(axis string, s scale, at func(float64) float64) {
	if c.inline {
		c.scale = axis + either(s.log, " log", "") + " " + decimal(s.min) + " " + decimal(s.max) + " " + decimal(tenth(at(s.min))) + " " + decimal(tenth(at(s.max)))
	}
}

// decimal writes a number as short as it can be read back.
func decimal(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// named gives the drawing with its ids and its scale.
func (c *canvas) named() string {
	var out canvas
	text := c.b.Bytes()
	room := len(text) + len(c.scale) + 64
	for _, m := range c.ids {
		room += len(m.id) + 10
	}
	out.b.Grow(room)
	out.b.Write(text[:c.head])
	prefix, suffix := common(c.ids)
	if len(c.ids) > 0 {
		out.attr("data-ids", prefix+"*"+suffix)
	}
	out.attr("data-scale", c.scale)
	from := c.head
	for _, m := range c.ids {
		out.b.Write(text[from:m.at])
		out.raw(` data-o="`)
		out.esc(m.id[len(prefix) : len(m.id)-len(suffix)])
		out.raw(`"`)
		from = m.at
	}
	out.b.Write(text[from:])
	return out.b.String()
}

// common gives what all ids begin and end with, whole characters only; none
// has an asterisk before the place where the ids part.
func common(ids []mention) (prefix, suffix string) {
	if len(ids) == 0 {
		return "", ""
	}
	prefix, suffix = ids[0].id, ids[0].id
	for _, m := range ids[1:] {
		for !strings.HasPrefix(m.id, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
		for !strings.HasSuffix(m.id, suffix) {
			suffix = suffix[1:]
		}
	}
	for !utf8.ValidString(prefix) {
		prefix = prefix[:len(prefix)-1]
	}
	if i := strings.IndexByte(prefix, '*'); i >= 0 {
		prefix = prefix[:i]
	}
	for _, m := range ids { // both must not take the same characters
		suffix = suffix[max(0, len(prefix)+len(suffix)-len(m.id)):]
	}
	for len(suffix) > 0 && !utf8.RuneStart(suffix[0]) {
		suffix = suffix[1:]
	}
	return prefix, suffix
}
